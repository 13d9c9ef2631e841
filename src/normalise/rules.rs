//! The rules, in order.

use super::rule::Rule;
use super::{
    artefacts, asides, breaks, capitals, dialects, directions, fence, foreign, formulas, fragments,
    gaps, glossary, headings, invisible, lines, marks, punctuation, sections, speakers, stamps,
    stations, struck, tasks, turns, underscores, variant, walls,
};

/// The rules in the order they run. Text rules come first.
pub const RULES: &[Rule] = &[
    invisible::INVISIBLE,
    fence::RULE,
    invisible::INDENT,
    formulas::RULE,
    dialects::comments::RULE,
    dialects::templates::RULE,
    dialects::wikilinks::RULE,
    dialects::paths::RULE,
    dialects::sizes::RULE,
    dialects::callouts::RULE,
    dialects::divs::RULE,
    dialects::attributes::RULE,
    dialects::highlights::RULE,
    dialects::block_ids::RULE,
    dialects::inline_notes::RULE,
    dialects::note_marks::RULE,
    turns::RULE,
    stamps::RULE,
    breaks::RULE,
    underscores::RULE,
    struck::RULE,
    gaps::RULE,
    lines::RULE,
    invisible::REFERENCES,
    asides::SPEECH,
    tasks::RULE,
    marks::RULE,
    asides::ASIDES,
    headings::TITLE,
    headings::HEADINGS,
    punctuation::drawn::ELLIPSIS,
    punctuation::drawn::DASHES,
    punctuation::width::RULE,
    punctuation::doubled::RULE,
    punctuation::quotes::RULE,
    punctuation::titles::RULE,
    punctuation::spaces::RULE,
    punctuation::english::CURLY,
    punctuation::english::STROKES,
    glossary::RULE,
    artefacts::RULE,
    directions::RULE,
    speakers::RULE,
    variant::RULE,
    gaps::RESTORED,
    capitals::RULE,
    fragments::RULE,
    walls::RULE,
    sections::RULE,
    stamps::MOMENTS,
    foreign::RULE,
    stations::RULE,
];

/// The groups rules can be switched in.
pub const FAMILIES: &[&str] = &[
    "cleaning", "dialects", "markup", "paragraphs", "headings", "punctuation", "speech", "wording",
    "language",
];

/// The rules as a Markdown table, for the documents; `count` says how often each changes
/// something in the texts it is asked about.
pub fn table(count: impl Fn(&str) -> usize) -> String {
    let mut out = String::from(
        "| Rule | Family | Does | Because | Example | On the seeds |\n\
         |---|---|---|---|---|---|\n",
    );
    let cell = |text: &str| text.replace('|', "\\|");
    let code = |text: &str| {
        let shown = text.escape_debug().to_string().replace("\\\"", "\"");
        // A span of code with as many backticks as its content asks for.
        let ticks = if shown.contains('`') { "`````" } else { "`" };
        format!("{ticks} {} {ticks}", cell(&shown))
    };
    for rule in RULES {
        let example = rule.examples.first().map_or_else(String::new, |(before, after)| {
            format!("{} → {}", code(before), code(after))
        });
        let cells = [
            format!("`{}`", rule.id),
            format!("`{}`", rule.family),
            cell(rule.summary),
            cell(rule.reason),
            example,
            count(rule.id).to_string(),
        ];
        out.extend(["| ", &cells.join(" | "), " |\n"]);
    }
    out
}

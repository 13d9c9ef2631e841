//! Rule `turns`: names beside times, and signs that another speaks, become labels and paragraphs of
//! their own (requirement T2).

use std::collections::BTreeSet;
use std::ops::Range;

use super::draft::{Edit, lines};
use super::markers::Fences;
use super::rule::{Apply, Rule};
use crate::turns::{Opening, chevrons, follows, is_machine, label, opening, settle};
use chengshu_writing::script::begins_with_ideograph;

pub const RULE: Rule = Rule {
    id: "turns",
    family: "speech",
    summary: "reads names beside times and signs such as `>>` as turns of speakers",
    reason: "They tell who speaks and when, and are not said.",
    examples: &[("&gt;&gt; Up? &gt;&gt; No. &gt;&gt; Why?", "– Up?\n\n– No.\n\n– Why?")],
    apply: Apply::Text(find),
};

/// Fewer signs than this are words.
const SIGNS: usize = 3;

/// Fewer names alone on their lines are headings.
const ALONE: usize = 2;

/// References to spaces.
const SPACES: &[&str] = &["&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#160;", "&#xa0;", "&#xA0;"];

/// What a text states of turns.
#[derive(Default)]
struct Found {
    edits: Vec<Edit>,
    names: BTreeSet<String>,
}

fn find(text: &str) -> Vec<Edit> {
    read(text).edits
}

/// The names that a text states as those of speakers.
pub fn stated(text: &str) -> Vec<String> {
    read(text).names.into_iter().collect()
}

/// A line that is not blank.
struct Line<'a> {
    at: usize,
    text: &'a str,
    /// What makes it the first of a paragraph, in place of so many bytes before it: references to spaces, and
    /// the break of the line above.
    before: &'static str,
    lead: usize,
    /// A heading, a quotation, a list, a table or code, which hold no turns.
    is_other: bool,
}

fn read(text: &str) -> Found {
    let has_times = memchr::memchr(b':', text.as_bytes()).is_some() || text.contains('：');
    let has_signs = text.contains(">>") || text.contains("&gt;&gt;") || text.contains("\\>\\>");
    let has_numbers = || text.to_ascii_lowercase().contains("speaker") || text.contains("人");
    if !has_times && !has_signs && !has_numbers() {
        return Found::default();
    }
    let lines = filled(text);
    let stripped = lines.iter().map(|line| (line.at, if line.is_other { "" } else { line.text }));
    let stripped: Vec<(usize, &str)> = stripped.collect();
    let mut openings: Vec<Opening<'_>> = stripped.iter().map(|(_, line)| opening(line)).collect();
    settle(&mut openings, &stripped);
    let is_certain = follows(&openings, &stripped);
    let alone = |line: &Line<'_>| !line.is_other && is_machine(line.text.trim());
    let are_alone = lines.iter().filter(|line| alone(line)).count() >= ALONE;
    let is_quoted = lines.iter().any(|line| is_quotation(line.text));
    let signs = lines.iter().map(|line| signs_of(line, false).len());
    let is_signed = has_signs && !is_quoted && signs.sum::<usize>() >= SIGNS;
    let mut last = 0;
    let ascends = |time: u64| std::mem::replace(&mut last, time) <= time;
    let is_timed = is_certain && openings.iter().filter_map(|opening| opening.time).all(ascends);
    let mut found = Found::default();
    for (number, line) in lines.iter().enumerate() {
        let opening = &openings[number];
        let has_own = opening.words < line.text.trim_end().len();
        // Where the words begin that stand beneath.
        let next = lines.get(number + 1).filter(|next| !next.is_other);
        let next = next.filter(|_| openings[number + 1].time.is_none()).map(|next| next.at);
        let named = match (is_certain && opening.is_certain, opening.name) {
            (true, Some(name)) => Some((name, opening.time)),
            _ if are_alone && alone(line) => Some((line.text.trim(), None)),
            _ => None,
        };
        if let Some((name, time)) = named {
            let words = match (has_own && time.is_some(), next) {
                (true, _) => Some(line.at + opening.words),
                (false, next) => next,
            };
            let Some(words) = words else { continue };
            let with = head(line.before, name, text.get(words..).unwrap_or_default());
            found.edits.push(Edit {
                span: line.at - line.lead..words,
                with: with.into(),
                moment: time.and_then(|time| u32::try_from(time / 1000).ok()),
            });
            found.names.insert(name.to_owned());
        } else if is_timed && let Some(time) = opening.time {
            // With those of the named lines gone, too few would be left to show that it is one.
            found.edits.push(Edit {
                span: line.at..line.at + opening.spoken,
                with: "".into(),
                moment: u32::try_from(time / 1000).ok(),
            });
        } else if is_signed && !line.is_other {
            found.signs(line, &signs_of(line, true), opening);
        }
    }
    found
}

impl Found {
    /// Turns that signs begin in a line: each is a paragraph, with a dash unless a name follows.
    fn signs(&mut self, line: &Line<'_>, signs: &[Range<usize>], opening: &Opening<'_>) {
        for sign in signs {
            let head_of_line = line.text[..sign.start].trim().is_empty();
            let behind_time = opening.time.is_some() && opening.spoken == sign.start;
            let rest = &line.text[sign.end..];
            let label = label(rest).filter(|label| label.words < rest.len());
            let words = sign.end + label.map_or(0, |label| label.words);
            let opens = match label {
                Some(label) => {
                    self.names.insert(label.name.to_owned());
                    head("", label.name, &line.text[words..])
                }
                None if rest.trim().is_empty() => String::new(),
                None if begins_with_ideograph(rest) => "——".to_owned(),
                None => "– ".to_owned(),
            };
            let is_first = head_of_line || behind_time;
            let before = if is_first { line.before } else { "\n\n" };
            let start = if behind_time { 0 } else { sign.start };
            let lead = if is_first { line.lead } else { 0 };
            let time = opening.time.filter(|_| behind_time);
            self.edits.push(Edit {
                span: line.at + start - lead..line.at + words,
                with: format!("{before}{opens}").into(),
                moment: time.and_then(|time| u32::try_from(time / 1000).ok()),
            });
        }
    }
}

/// A label as the rule `speakers` reads it, behind what makes it the first of a paragraph.
fn head(before: &str, name: &str, words: &str) -> String {
    if begins_with_ideograph(name) || begins_with_ideograph(words) {
        format!("{before}**{name}：** ")
    } else {
        format!("{before}**{name}:** ")
    }
}

/// The signs in a line, unless it may hold code.
fn signs_of(line: &Line<'_>, anywhere: bool) -> Vec<Range<usize>> {
    if line.is_other || line.text.contains('`') {
        Vec::new()
    } else {
        chevrons(line.text, anywhere)
    }
}

/// A quotation, not of a quotation alone.
fn is_quotation(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') && !line.starts_with(">>")
}

/// A line without the sign of a hard break at its end, which is no word.
fn unbroken(line: &str) -> &str {
    let signs = line.len() - line.trim_end_matches('\\').len();
    if signs % 2 == 1 { &line[..line.len() - 1] } else { line }
}

/// The bytes of the references to spaces that a line begins with: they are characters only once the text is
/// parsed.
fn blank(line: &str) -> usize {
    let mut rest = line;
    while let Some(behind) = SPACES.iter().find_map(|space| rest.strip_prefix(space)) {
        rest = behind.trim_start();
    }
    line.len() - rest.len()
}

/// The lines of a text that are not blank.
fn filled(text: &str) -> Vec<Line<'_>> {
    let mut fences = Fences::default();
    let mut out = Vec::new();
    let mut above = "";
    for (at, line) in lines(text) {
        let in_fence = fences.covers(line);
        if line.trim().is_empty() {
            above = "";
            continue;
        }
        let is_other = in_fence
            || line.starts_with("    ")
            || line.starts_with('\t')
            || is_quotation(line)
            || line.trim_start().starts_with(['#', '|', '+', '='])
            || ["- ", "* "].iter().any(|marker| line.trim_start().starts_with(marker));
        let blank = blank(line);
        let (before, lead) = match above {
            "" => ("", blank),
            above if unbroken(above) == above => ("\n", blank),
            _ => ("\n\n", blank + 2),
        };
        let text = unbroken(&line[blank..]);
        out.push(Line { at: at + blank, text, before, lead, is_other });
        above = line;
    }
    out
}

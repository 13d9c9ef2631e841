//! The table of rules.

use super::draft::Edit;
use super::line::{LineRule, Writing};
use super::{
    Work, artefacts, asides, breaks, dialects, directions, fence, foreign, formulas, fragments,
    glossary, headings, invisible, lines, marks, moments, punctuation, speakers, stamps, struck,
    tasks, underscores, variant, walls,
};
use crate::model::block::Block;
use crate::model::treatment::Switch;

/// A normalisation rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable id, for settings, reports and `explain`.
    pub id: &'static str,
    /// The group it can be switched with.
    pub family: &'static str,
    /// Whether it runs when nothing is said.
    pub default: Switch,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Why.
    pub reason: &'static str,
    /// Before and after, as Markdown; the tests run each.
    pub examples: &'static [(&'static str, &'static str)],
    /// How it is done.
    pub apply: Apply,
}

/// How a rule works.
#[derive(Debug, Clone, Copy)]
pub enum Apply {
    /// Finds edits in the Markdown text.
    Text(fn(&str) -> Vec<Edit>),
    /// Holds formulas back from the rules after it, and from the parser.
    Formulas,
    /// Finds edits in each line of a book in a writing. Such rules in a row run together, line by
    /// line, until none has anything to do.
    Line(Writing, LineRule),
    /// Changes blocks.
    Blocks(fn(&mut Vec<Block>, &mut Work<'_>)),
    /// Changes blocks by what whole lines and paragraphs look like: runs again where a later rule
    /// changed those.
    Shapes(fn(&mut Vec<Block>, &mut Work<'_>)),
}

/// The rules in the order they run. Text rules come first.
pub const RULES: &[Rule] = &[
    Rule {
        id: "invisible",
        family: "cleaning",
        default: Switch::On,
        summary: "removes control characters, zero-width characters and no-break spaces without a meaning",
        reason: "They come from web pages and editors, show as boxes and break searching. Those that French, Thai or Arabic need stay.",
        examples: &[
            ("甲\u{200b}乙\u{a0}C\u{feff}", "甲乙 C"),
            ("1\u{202f}200\u{a0}m\u{200b}", "1\u{202f}200\u{a0}m"),
        ],
        apply: Apply::Text(invisible::find),
    },
    Rule {
        id: "fence",
        family: "cleaning",
        default: Switch::On,
        summary: "removes a code fence around the whole transcript, or one that is not closed",
        reason: "Language models wrap texts in a fence; as code the talk would be one grey block.",
        examples: &[
            ("```markdown\n# 甲\n\n乙。\n```", "\n# 甲\n\n乙。\n"),
            ("甲。\n\n```\n乙。", "甲。\n\n\n乙。"),
        ],
        apply: Apply::Text(fence::find),
    },
    Rule {
        id: "indent",
        family: "cleaning",
        default: Switch::On,
        summary: "removes spaces and U+3000 before a Chinese paragraph",
        reason: "The style sheet indents (clreq 3.3.1); four spaces would make the paragraph code.",
        examples: &[
            ("\u{3000}\u{3000}甲乙。", "甲乙。"),
            ("    甲乙。", "甲乙。"),
        ],
        apply: Apply::Text(invisible::find_indents),
    },
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
    Rule {
        id: "stamps",
        family: "speech",
        default: Switch::On,
        summary: "moves times at the beginning of lines out of the text and keeps them as data",
        reason: "They tell where in the recording a line is spoken, and are not part of the talk.",
        examples: &[
            ("- 0:50 甲。\n- 1:20 乙。", "甲。\n\n乙。"),
            ("[00:01:02] 甲。", "甲。"),
            ("`04:10` 甲。", "甲。"),
        ],
        apply: Apply::Text(stamps::find),
    },
    Rule {
        id: "breaks",
        family: "markup",
        default: Switch::On,
        summary: "turns `---` under a line of text into a thematic break, unless the file underlines its headings like this",
        reason: "CommonMark makes the text above it a heading, and the paragraph is lost.",
        examples: &[("甲。\n---\n乙。", "甲。\n\n---\n乙。")],
        apply: Apply::Text(breaks::find),
    },
    Rule {
        id: "underscores",
        family: "markup",
        default: Switch::On,
        summary: "turns `_` and `__` around Chinese inside a sentence into emphasis",
        reason: "CommonMark reads them as parts of a word, as in `snake_case`; Chinese has no spaces to set them apart.",
        examples: &[("甲__乙丙__丁", "甲**乙丙**丁")],
        apply: Apply::Text(underscores::find),
    },
    Rule {
        id: "struck",
        family: "markup",
        default: Switch::On,
        summary: "closes `~~` in each of several paragraphs, and takes it out of backticks around a line",
        reason: "CommonMark extensions end it with the paragraph, and the tildes stay in the text.",
        examples: &[
            ("~~甲。\n\n乙。~~", "~~甲。~~\n\n~~乙。~~"),
            (
                "`~~今天的茶由港口的铺子赞助。~~`",
                "~~今天的茶由港口的铺子赞助。~~",
            ),
        ],
        apply: Apply::Text(struck::find),
    },
    Rule {
        id: "lines",
        family: "paragraphs",
        default: Switch::On,
        summary: "turns a single line break into a new paragraph, a line of verse or a space",
        reason: "CommonMark joins such lines. The shape of the file tells what they mean.",
        examples: &[
            ("甲乙丙丁。\n戊己庚辛。", "甲乙丙丁。\n\n戊己庚辛。"),
            (
                "Down by the shore\nwhere nobody goes",
                "Down by the shore  \nwhere nobody goes",
            ),
        ],
        apply: Apply::Text(lines::find),
    },
    Rule {
        id: "references",
        family: "cleaning",
        default: Switch::On,
        summary: "removes what `invisible` removes, written as references such as `&nbsp;`",
        reason: "They are the same characters, which only the parser sees.",
        examples: &[(
            "灯塔&nbsp;by the&#x200b; sea&shy;side",
            "灯塔 by the seaside",
        )],
        apply: Apply::Blocks(invisible::settle),
    },
    Rule {
        id: "speech",
        family: "markup",
        default: Switch::On,
        summary: "turns a fenced block of Chinese prose into a quotation",
        reason: "Transcripts put clips and interjections in fences; they are speech, not code.",
        examples: &[("甲。\n\n~~~\n乙丙丁戊。\n~~~", "甲。\n\n> 乙丙丁戊。")],
        apply: Apply::Shapes(asides::quote_speech),
    },
    Rule {
        id: "tasks",
        family: "markup",
        default: Switch::On,
        summary: "turns `[ ]` and `[x]` at the beginning of list items into boxes",
        reason: "GitHub shows task lists with boxes; brackets in a book are noise.",
        examples: &[("- [x] 甲\n- [ ] 乙", "- ☑ 甲\n- ☐ 乙")],
        apply: Apply::Shapes(tasks::draw),
    },
    Rule {
        id: "marks",
        family: "markup",
        default: Switch::On,
        summary: "removes or replaces `~~` and `**` that mark nothing",
        reason: "Next to Chinese they are drawn-out sounds or hidden words, or left over from an edit.",
        examples: &[("好嘛~~", "好嘛～～"), ("**甲乙", "甲乙")],
        apply: Apply::Shapes(marks::settle),
    },
    Rule {
        id: "asides",
        family: "markup",
        default: Switch::On,
        summary: "sets struck-out advertising apart, keeps it or drops it (`ads:`)",
        reason: "Transcribers strike advertising out; a book should not print a page of struck-out text.",
        examples: &[],
        apply: Apply::Shapes(asides::set_apart),
    },
    Rule {
        id: "title",
        family: "headings",
        default: Switch::On,
        summary: "removes a first heading that repeats the title of the chapter",
        reason: "The chapter already begins with its title.",
        examples: &[],
        apply: Apply::Blocks(headings::drop_title),
    },
    Rule {
        id: "headings",
        family: "headings",
        default: Switch::On,
        summary: "turns headings of any level into a hierarchy under the title of the chapter",
        reason: "Skipped levels confuse tables of contents and screen readers (requirement A5).",
        examples: &[("### 甲\n\n乙。", "## 甲\n\n乙。")],
        apply: Apply::Blocks(headings::rank),
    },
    Rule {
        id: "ellipsis",
        family: "punctuation",
        default: Switch::On,
        summary: "turns dots and short or long ellipses next to Chinese into `……`",
        reason: "A Chinese ellipsis has six dots in two characters (GB/T 15834, 4.11).",
        examples: &[("等等...好吧。。。", "等等……好吧……"), ("甲…乙", "甲……乙")],
        apply: Apply::Line(Writing::Chinese, punctuation::drawn::ELLIPSIS),
    },
    Rule {
        id: "dashes",
        family: "punctuation",
        default: Switch::On,
        summary: "turns hyphens and other dashes between Chinese into `——`",
        reason: "A Chinese dash takes two characters (GB/T 15834, 4.10); a single one marks a range.",
        examples: &[
            ("灯塔--港口的眼睛", "灯塔——港口的眼睛"),
            ("甲―乙", "甲——乙"),
        ],
        apply: Apply::Line(Writing::Chinese, punctuation::drawn::DASHES),
    },
    Rule {
        id: "width",
        family: "punctuation",
        default: Switch::On,
        summary: "turns half-width punctuation and brackets in Chinese sentences into full-width",
        reason: "Marks between Chinese are full-width; numbers, times, addresses and Latin keep theirs (requirement Z2).",
        examples: &[
            (
                "好,走吧!去哪?三点:港口;不远.",
                "好，走吧！去哪？三点：港口；不远。",
            ),
            (
                "灯塔(Fanal)高12.5米,比分3:2.",
                "灯塔（Fanal）高12.5米，比分3:2.",
            ),
        ],
        apply: Apply::Line(Writing::Chinese, punctuation::width::WIDTH),
    },
    Rule {
        id: "doubled",
        family: "punctuation",
        default: Switch::On,
        summary: "removes repeated punctuation",
        reason: "Speech recognition and typing errors repeat marks; `？！` is a mark of its own and stays.",
        examples: &[
            ("好，，走吧。。真的？？？", "好，走吧。真的？"),
            ("什么？！！", "什么？！"),
        ],
        apply: Apply::Line(Writing::Chinese, punctuation::doubled::DOUBLED),
    },
    Rule {
        id: "quotes",
        family: "punctuation",
        default: Switch::On,
        summary: "pairs straight and mismatched quotation marks",
        reason: "Chinese quotes in “” outside ‘’, in Taiwan and Hong Kong in 「」 outside 『』 (requirement Z2).",
        examples: &[
            ("他说\"走\"，“她说\"不\"吧”。", "他说“走”，“她说‘不’吧”。"),
            ("他说：”走。“", "他说：“走。”"),
        ],
        apply: Apply::Line(Writing::Chinese, punctuation::quotes::QUOTES),
    },
    Rule {
        id: "titles",
        family: "punctuation",
        default: Switch::On,
        summary: "puts titles of works in 《》, and titles inside them in 〈〉",
        reason: "GB/T 15834, 4.15; keyboards without these marks produce `<<`.",
        examples: &[
            ("《读《灯》》", "《读〈灯〉》"),
            ("读<<灯塔>>", "读《灯塔》"),
        ],
        apply: Apply::Line(Writing::Chinese, punctuation::titles::TITLES),
    },
    Rule {
        id: "spaces",
        family: "punctuation",
        default: Switch::On,
        summary: "removes spaces between Chinese characters and next to full-width punctuation",
        reason: "Chinese is set without spaces; reading systems add the gap to Latin text (requirement Z4).",
        examples: &[("灯 塔 ，在 港口 Port 边 。", "灯塔，在港口 Port 边。")],
        apply: Apply::Line(Writing::Chinese, punctuation::spaces::SPACES),
    },
    Rule {
        id: "curly",
        family: "punctuation",
        default: Switch::On,
        summary: "turns straight quotation marks and apostrophes in English into curly ones",
        reason: "Books have “these” and ’90s; 5′ 10″ is a measure (requirement E2). Code and addresses keep theirs.",
        examples: &[(
            "\"'Tis the '90s,\" said the keepers' boy.",
            "“’Tis the ’90s,” said the keepers’ boy.",
        )],
        apply: Apply::Line(Writing::English, punctuation::english::CURLY),
    },
    Rule {
        id: "strokes",
        family: "punctuation",
        default: Switch::On,
        summary: "turns hyphens and dots in English into the dashes and ellipses they stand for",
        reason: "A typewriter writes a dash as `--` (requirement E2); ranges and options stay as they are.",
        examples: &[(
            "A lamp--a small one - burned...",
            "A lamp—a small one – burned…",
        )],
        apply: Apply::Line(Writing::English, punctuation::english::STROKES),
    },
    Rule {
        id: "glossary",
        family: "wording",
        default: Switch::On,
        summary: "applies the corrections of the book's `glossary.yaml`",
        reason: "Speech recognition mishears a name the same way each time; every correction is recorded (requirement T4).",
        examples: &[],
        apply: Apply::Blocks(|blocks, work| glossary::correct(blocks, work)),
    },
    Rule {
        id: "artefacts",
        family: "speech",
        default: Switch::On,
        summary: "reports loops, stock phrases and chatter of language models, or drops them where it is certain (`artefacts:`)",
        reason: "The speaker did not say them (requirement T5); nothing is dropped unless asked.",
        examples: &[],
        apply: Apply::Blocks(artefacts::flag),
    },
    Rule {
        id: "directions",
        family: "speech",
        default: Switch::On,
        summary: "sets stage directions such as `（音乐）` apart, keeps them or drops them (`directions:`)",
        reason: "They are heard or done, not said.",
        examples: &[],
        apply: Apply::Shapes(directions::set_apart),
    },
    Rule {
        id: "speakers",
        family: "speech",
        default: Switch::On,
        summary: "marks up the names of speakers and prints them where the speaker changes (`speakers:`)",
        reason: "A name before every paragraph is noise, and screen readers should know that it is a name (requirement T2).",
        examples: &[],
        apply: Apply::Shapes(|blocks, work| speakers::mark(blocks, work)),
    },
    Rule {
        id: "variant",
        family: "wording",
        default: Switch::On,
        summary: "converts everything to one form of written Chinese, with the words of the place (`variant:`)",
        reason: "A book in two forms is hard to search and looks unfinished (requirement Z8).",
        examples: &[],
        apply: Apply::Blocks(|blocks, work| variant::convert(blocks, work)),
    },
    Rule {
        id: "fragments",
        family: "paragraphs",
        default: Switch::On,
        summary: "joins subtitle lines that became paragraphs",
        reason: "A page of single sentences is not prose; a file of nothing else was cut by time.",
        examples: &[],
        apply: Apply::Blocks(fragments::join),
    },
    Rule {
        id: "walls",
        family: "paragraphs",
        default: Switch::On,
        summary: "breaks paragraphs of more than 600 characters at ends of sentences",
        reason: "Nobody reads a page without a paragraph; only breaks are added (requirement T1).",
        examples: &[],
        apply: Apply::Blocks(walls::break_up),
    },
    Rule {
        id: "moments",
        family: "speech",
        default: Switch::On,
        summary: "adds links to the recording where sections begin, or every few minutes (`timestamps:`)",
        reason: "Readers can listen to the passage (requirement T3); a link in each line would be noise.",
        examples: &[],
        apply: Apply::Blocks(|blocks, work| moments::print(blocks, work)),
    },
    Rule {
        id: "foreign",
        family: "language",
        default: Switch::On,
        summary: "tags runs in another language",
        reason: "Reading systems then hyphenate, speak and set them correctly (requirement E1).",
        examples: &[],
        apply: Apply::Blocks(foreign::tag),
    },
];

/// The groups rules can be switched in.
pub const FAMILIES: &[&str] = &[
    "cleaning",
    "dialects",
    "markup",
    "paragraphs",
    "headings",
    "punctuation",
    "speech",
    "wording",
    "language",
];

/// The rules as a Markdown table, for the documents; `count` says how often each changes
/// something in the texts it is asked about.
pub fn table(count: impl Fn(&str) -> usize) -> String {
    let mut out = String::from(
        "| Rule | Family | Does | Because | Example | Default | On the seeds |\n\
         |---|---|---|---|---|---|---|\n",
    );
    let cell = |text: &str| text.replace('|', "\\|");
    let code = |text: &str| {
        let shown = text.escape_debug().to_string().replace("\\\"", "\"");
        // A span of code with as many backticks as its content asks for.
        let ticks = if shown.contains('`') { "`````" } else { "`" };
        format!("{ticks} {} {ticks}", cell(&shown))
    };
    for rule in RULES {
        let example = rule
            .examples
            .first()
            .map_or_else(String::new, |(before, after)| {
                format!("{} → {}", code(before), code(after))
            });
        let default = match rule.default {
            Switch::On => "on",
            Switch::Off => "off",
        };
        let cells = [
            format!("`{}`", rule.id),
            format!("`{}`", rule.family),
            cell(rule.summary),
            cell(rule.reason),
            example,
            default.to_owned(),
            count(rule.id).to_string(),
        ];
        out.extend(["| ", &cells.join(" | "), " |\n"]);
    }
    out
}

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
        summary: "control characters, zero-width characters and no-break spaces that mean nothing",
        reason: "They come from web pages and editors, show as boxes and break searching; what French, Thai or Arabic need stays.",
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
        summary: "a code fence around the whole transcript, or one that never closes",
        reason: "Language models hand texts over inside a fence; as code the talk would be one grey block.",
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
        summary: "spaces and U+3000 before a Chinese paragraph",
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
        summary: "times at the head of lines are lifted out and kept as data",
        reason: "They say where in the recording a line is spoken, and are no text of the talk.",
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
        summary: "`---` under a line of text is a thematic break, unless the file underlines its headings so",
        reason: "CommonMark makes the text above it a heading, and the paragraph is lost as such.",
        examples: &[("甲。\n---\n乙。", "甲。\n\n---\n乙。")],
        apply: Apply::Text(breaks::find),
    },
    Rule {
        id: "underscores",
        family: "markup",
        default: Switch::On,
        summary: "`_` and `__` around Chinese inside a sentence are emphasis",
        reason: "CommonMark reads them as parts of a word, as in `snake_case`; Chinese has no spaces to set them apart.",
        examples: &[("甲__乙丙__丁", "甲**乙丙**丁")],
        apply: Apply::Text(underscores::find),
    },
    Rule {
        id: "struck",
        family: "markup",
        default: Switch::On,
        summary: "`~~` that runs over several paragraphs, or stands in backticks around a line",
        reason: "CommonMark's extensions end it with the paragraph, and the signs stay in the text.",
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
        summary: "a single line break parts paragraphs, or verse, or only wraps the text",
        reason: "CommonMark joins such lines. What they mean is read off the file's own shape.",
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
        summary: "what `invisible` takes out, written as references such as `&nbsp;`",
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
        summary: "a fenced block of Chinese prose is a quotation",
        reason: "Transcripts fence off clips and interjections; they are speech, not code.",
        examples: &[("甲。\n\n~~~\n乙丙丁戊。\n~~~", "甲。\n\n> 乙丙丁戊。")],
        apply: Apply::Shapes(asides::quote_speech),
    },
    Rule {
        id: "tasks",
        family: "markup",
        default: Switch::On,
        summary: "`[ ]` and `[x]` at the head of list items are boxes",
        reason: "GitHub's task lists show boxes; brackets in a book are noise.",
        examples: &[("- [x] 甲\n- [ ] 乙", "- ☑ 甲\n- ☐ 乙")],
        apply: Apply::Shapes(tasks::draw),
    },
    Rule {
        id: "marks",
        family: "markup",
        default: Switch::On,
        summary: "`~~` and `**` that mark nothing",
        reason: "Beside Chinese they are drawn-out sounds or hidden words, or left over from an edit.",
        examples: &[("好嘛~~", "好嘛～～"), ("**甲乙", "甲乙")],
        apply: Apply::Shapes(marks::settle),
    },
    Rule {
        id: "asides",
        family: "markup",
        default: Switch::On,
        summary: "struck-out advertising is set apart, kept or dropped (`ads:`)",
        reason: "Transcribers strike advertising out; a line through a page of text is no way to print it.",
        examples: &[],
        apply: Apply::Shapes(asides::set_apart),
    },
    Rule {
        id: "title",
        family: "headings",
        default: Switch::On,
        summary: "a first heading that repeats the chapter's title",
        reason: "The chapter opens with its title already.",
        examples: &[],
        apply: Apply::Blocks(headings::drop_title),
    },
    Rule {
        id: "headings",
        family: "headings",
        default: Switch::On,
        summary: "headings of any level become a hierarchy under the chapter's title",
        reason: "Levels that skip confuse contents and screen readers (requirement A5).",
        examples: &[("### 甲\n\n乙。", "## 甲\n\n乙。")],
        apply: Apply::Blocks(headings::rank),
    },
    Rule {
        id: "ellipsis",
        family: "punctuation",
        default: Switch::On,
        summary: "dots and short or long ellipses beside Chinese become `……`",
        reason: "A Chinese ellipsis has six dots in two characters (GB/T 15834, 4.11).",
        examples: &[("等等...好吧。。。", "等等……好吧……"), ("甲…乙", "甲……乙")],
        apply: Apply::Line(Writing::Chinese, punctuation::drawn::ELLIPSIS),
    },
    Rule {
        id: "dashes",
        family: "punctuation",
        default: Switch::On,
        summary: "hyphens and other dashes between Chinese become `——`",
        reason: "A Chinese dash takes two characters (GB/T 15834, 4.10); one is a span.",
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
        summary: "half-width marks and brackets of Chinese sentences become full-width",
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
        summary: "a mark that stands twice in a row",
        reason: "Recognisers and typing fingers repeat marks; `？！` is a mark of its own and stays.",
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
        summary: "straight and mismatched quotation marks become pairs",
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
        summary: "titles of works stand in 《》, and inside them in 〈〉",
        reason: "GB/T 15834, 4.15; keyboards without the marks make `<<` of them.",
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
        summary: "spaces between Chinese characters and beside full-width marks",
        reason: "Chinese is set solid; the gap to Latin is the reading system's (requirement Z4).",
        examples: &[("灯 塔 ，在 港口 Port 边 。", "灯塔，在港口 Port 边。")],
        apply: Apply::Line(Writing::Chinese, punctuation::spaces::SPACES),
    },
    Rule {
        id: "curly",
        family: "punctuation",
        default: Switch::On,
        summary: "straight quotation marks and apostrophes of English become curly",
        reason: "Books have “these” and ’90s, 5′ 10″ is a measure (requirement E2); in code and addresses they stay.",
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
        summary: "hyphens and dots of English that stand for dashes and ellipses become these",
        reason: "`--` is how a typewriter writes a dash (requirement E2); ranges and options stay as they are.",
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
        summary: "corrections of the book's `glossary.yaml`",
        reason: "The same name is misheard in the same way; each correction is recorded (requirement T4).",
        examples: &[],
        apply: Apply::Blocks(|blocks, work| glossary::correct(blocks, work)),
    },
    Rule {
        id: "artefacts",
        family: "speech",
        default: Switch::On,
        summary: "loops, stock phrases and chatter of language models are reported, or, where certain, dropped (`artefacts:`)",
        reason: "They are no words of the speaker (requirement T5); nothing goes unless asked.",
        examples: &[],
        apply: Apply::Blocks(artefacts::flag),
    },
    Rule {
        id: "directions",
        family: "speech",
        default: Switch::On,
        summary: "stage directions such as `（音乐）` are set apart, kept or dropped (`directions:`)",
        reason: "They are heard or done, not said.",
        examples: &[],
        apply: Apply::Shapes(directions::set_apart),
    },
    Rule {
        id: "speakers",
        family: "speech",
        default: Switch::On,
        summary: "labels of speakers are marked up and printed where the turn changes (`speakers:`)",
        reason: "A name before every paragraph is noise, and screen readers should know it is one (requirement T2).",
        examples: &[],
        apply: Apply::Shapes(|blocks, work| speakers::mark(blocks, work)),
    },
    Rule {
        id: "variant",
        family: "wording",
        default: Switch::On,
        summary: "everything in one form of written Chinese, with the words of the place (`variant:`)",
        reason: "A book in two forms is hard to search and looks unfinished (requirement Z8).",
        examples: &[],
        apply: Apply::Blocks(|blocks, work| variant::convert(blocks, work)),
    },
    Rule {
        id: "fragments",
        family: "paragraphs",
        default: Switch::On,
        summary: "subtitle lines that stand as paragraphs are joined again",
        reason: "A page of single sentences is no prose; a file that has nothing else was cut by time.",
        examples: &[],
        apply: Apply::Blocks(fragments::join),
    },
    Rule {
        id: "walls",
        family: "paragraphs",
        default: Switch::On,
        summary: "paragraphs of more than 600 characters are broken at sentence ends",
        reason: "Nobody reads a page without a paragraph; only breaks are put in (requirement T1).",
        examples: &[],
        apply: Apply::Blocks(walls::break_up),
    },
    Rule {
        id: "moments",
        family: "speech",
        default: Switch::On,
        summary: "links to the recording where sections begin, or every few minutes (`timestamps:`)",
        reason: "A reader can hear the place (requirement T3); one at each line would be noise.",
        examples: &[],
        apply: Apply::Blocks(|blocks, work| moments::print(blocks, work)),
    },
    Rule {
        id: "foreign",
        family: "language",
        default: Switch::On,
        summary: "runs in another language carry its tag",
        reason: "They are then hyphenated, spoken and set as what they are (requirement E1).",
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

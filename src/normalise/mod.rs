//! From the body of a transcript to a manuscript: the rules, in order, each run once.
//!
//! Rules before the Markdown is parsed edit the text; rules after it change blocks. To add one,
//! write its file and give it a row in [`RULES`]. Running the rules on their own result changes
//! nothing, which `tests` checks for every rule's examples.

mod asides;
mod breaks;
pub mod diag;
mod draft;
mod fence;
mod foreign;
mod headings;
mod invisible;
mod lines;
mod marks;
mod stamps;
mod struck;
#[cfg(test)]
mod tests;

use crate::diag::{Diagnostic, Sink};
use crate::markdown::{self, Extent};
use crate::model::block::{Block, visit_text};
use crate::model::ink::Ink;
use crate::model::manuscript::{Change, ChangeKind, Ledger, Manuscript};
use crate::model::settings::Advertising;
use crate::model::source::{Source, Span};
use draft::{Draft, Edit};

/// A normalisation rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable id, for settings, reports and `explain`.
    pub id: &'static str,
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
    /// Changes blocks.
    Blocks(fn(&mut Vec<Block>, &mut Work<'_>)),
}

/// The rules in the order they run. Text rules come first.
pub const RULES: &[Rule] = &[
    Rule {
        id: "invisible",
        summary: "control characters, zero-width characters and no-break spaces",
        reason: "They come from web pages and editors, show as boxes on some readers and break searching.",
        examples: &[("甲\u{200b}乙\u{a0}C\u{feff}", "甲乙 C")],
        apply: Apply::Text(invisible::find),
    },
    Rule {
        id: "fence",
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
        summary: "spaces and U+3000 before a Chinese paragraph",
        reason: "The style sheet indents (clreq 3.3.1); four spaces would make the paragraph code.",
        examples: &[
            ("\u{3000}\u{3000}甲乙。", "甲乙。"),
            ("    甲乙。", "甲乙。"),
        ],
        apply: Apply::Text(invisible::find_indents),
    },
    Rule {
        id: "stamps",
        summary: "times at the head of lines are lifted out and kept as data",
        reason: "They say where in the recording a line is spoken, and are no text of the talk.",
        examples: &[
            ("- 0:50 甲。\n- 1:20 乙。", "甲。\n\n乙。"),
            ("[00:01:02] 甲。", "甲。"),
        ],
        apply: Apply::Text(stamps::find),
    },
    Rule {
        id: "breaks",
        summary: "`---` under a line of text is a thematic break",
        reason: "CommonMark makes the text above it a heading, and the paragraph is lost as such.",
        examples: &[("甲。\n---\n乙。", "甲。\n\n---\n乙。")],
        apply: Apply::Text(breaks::find),
    },
    Rule {
        id: "struck",
        summary: "`~~` that runs over several paragraphs",
        reason: "CommonMark's extensions end it with the paragraph, and the signs stay in the text.",
        examples: &[("~~甲。\n\n乙。~~", "~~甲。~~\n\n~~乙。~~")],
        apply: Apply::Text(struck::find),
    },
    Rule {
        id: "lines",
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
        id: "speech",
        summary: "a fenced block of Chinese prose is a quotation",
        reason: "Transcripts fence off clips and interjections; they are speech, not code.",
        examples: &[("甲。\n\n~~~\n乙丙丁戊。\n~~~", "甲。\n\n> 乙丙丁戊。")],
        apply: Apply::Blocks(asides::quote_speech),
    },
    Rule {
        id: "asides",
        summary: "struck-out advertising is set apart, kept or dropped (`ads:`)",
        reason: "Transcribers strike advertising out; a line through a page of text is no way to print it.",
        examples: &[],
        apply: Apply::Blocks(asides::set_apart),
    },
    Rule {
        id: "title",
        summary: "a first heading that repeats the chapter's title",
        reason: "The chapter opens with its title already.",
        examples: &[],
        apply: Apply::Blocks(headings::drop_title),
    },
    Rule {
        id: "headings",
        summary: "headings of any level become a hierarchy under the chapter's title",
        reason: "Levels that skip confuse contents and screen readers (requirement A5).",
        examples: &[("### 甲\n\n乙。", "## 甲\n\n乙。")],
        apply: Apply::Blocks(headings::rank),
    },
    Rule {
        id: "marks",
        summary: "`~~` and `**` that mark nothing",
        reason: "Beside Chinese they are drawn-out sounds or hidden words, or left over from an edit.",
        examples: &[("好嘛~~", "好嘛～～"), ("**甲乙", "甲乙")],
        apply: Apply::Blocks(marks::settle),
    },
    Rule {
        id: "foreign",
        summary: "runs in another language carry its tag",
        reason: "They are then hyphenated, spoken and set as what they are (requirement E1).",
        examples: &[],
        apply: Apply::Blocks(foreign::tag),
    },
];

/// What the rules need to know of the chapter.
#[derive(Debug)]
pub struct Request<'a> {
    /// The file.
    pub source: &'a Source,
    /// The body in it.
    pub body: Span,
    /// Forms of the chapter's title a first heading may repeat.
    pub titles: &'a [&'a str],
    /// Language tag of the book.
    pub language: &'a str,
    /// What becomes of advertising.
    pub ads: Advertising,
}

/// What block rules work with.
pub struct Work<'a> {
    titles: &'a [&'a str],
    language: &'a str,
    ads: Advertising,
    source: &'a Source,
    sink: &'a mut Sink,
    changes: &'a mut Vec<Change>,
    changed: Ink,
    asides: usize,
}

impl Work<'_> {
    /// Records that characters became others.
    fn change_text(&mut self, rule: &'static str, at: usize, before: String, after: String) {
        self.changed += Ink::of(&after) - Ink::of(&before);
        self.changes.push(Change {
            rule,
            at,
            before,
            after,
            kind: ChangeKind::Text,
        });
    }

    /// Records that only the form changed.
    fn change_form(&mut self, rule: &'static str, at: usize, before: &str, after: &str) {
        self.changes.push(Change {
            rule,
            at,
            before: before.to_owned(),
            after: after.to_owned(),
            kind: ChangeKind::Form,
        });
    }

    /// Puts a settled text in place of one whose changes are recorded already.
    fn settle(&mut self, text: &mut String, settled: String) {
        self.changed += Ink::of(&settled) - Ink::of(text);
        *text = settled;
    }
}

/// Normalises a body.
pub fn normalise(request: &Request<'_>, sink: &mut Sink) -> Manuscript {
    let source = request.source;
    let body = source.text.get(request.body.clone()).unwrap_or_default();
    let mut draft = Draft::new(body, request.body.start);
    report_replacements(body, request, sink);
    for rule in RULES {
        if let Apply::Text(find) = rule.apply {
            let edits = find(&draft.text);
            if rule.id == "fence"
                && let Some(edit) = edits.first()
            {
                let at = draft.origin.original(edit.span.start);
                sink.push(
                    Diagnostic::new(&diag::FENCE_REMOVED, "took a code fence off the text")
                        .at(source.place(at)),
                );
            }
            draft.apply(rule.id, &edits);
        }
    }
    let parsed = markdown::parse(&draft.text, &draft.origin);
    for left_out in &parsed.left_out {
        sink.push(report_html(left_out, source));
    }
    for span in &parsed.lost {
        let at = draft.origin.original(span.start);
        let text = draft.text.get(span.clone()).unwrap_or_default();
        sink.push(
            Diagnostic::new(&diag::TEXT_LOST, format!("the parser passed over {text:?}"))
                .at(source.place(at)),
        );
    }
    let mut blocks = parsed.blocks;
    let mut changes = std::mem::take(&mut draft.changes);
    let mut work = Work {
        titles: request.titles,
        language: request.language,
        ads: request.ads,
        source,
        sink,
        changes: &mut changes,
        changed: Ink::default(),
        asides: 0,
    };
    for rule in RULES {
        if let Apply::Blocks(apply) = rule.apply {
            apply(&mut blocks, &mut work);
        }
    }
    let (ink_changed, asides) = (draft.changed + work.changed, work.asides);
    let mut text = Ink::default();
    visit_text(&blocks, &mut |piece| text.add_text(piece));
    draft.moments.sort_by_key(|moment| moment.at);
    Manuscript {
        blocks,
        changes,
        moments: draft.moments,
        asides,
        ledger: Ledger {
            body: Ink::of(body),
            changed: ink_changed,
            markup: parsed.markup,
            text,
        },
    }
}

fn report_replacements(body: &str, request: &Request<'_>, sink: &mut Sink) {
    let mut found = memchr::memmem::find_iter(body.as_bytes(), "\u{fffd}");
    if let Some(first) = found.next() {
        let count = 1 + found.count();
        sink.push(
            Diagnostic::new(
                &diag::REPLACEMENT_CHARACTER,
                format!("{count} × U+FFFD, the first here"),
            )
            .at(request.source.place(request.body.start + first))
            .help("look the words up in the recording and correct the file"),
        );
    }
}

fn report_html(left_out: &markdown::LeftOut, source: &Source) -> Diagnostic {
    let element = &left_out.element;
    let place = source.place(left_out.at);
    match left_out.extent {
        Extent::Tag => Diagnostic::new(
            &diag::HTML_LEFT_OUT,
            format!("left out the tag <{element}>; its text is kept"),
        )
        .help("write it in Markdown, or as \\<…> if it is meant as text"),
        Extent::Content => Diagnostic::new(
            &diag::HTML_LEFT_OUT,
            format!("left out <{element}> with all that is in it"),
        )
        .help("describe in words what it shows"),
        Extent::Unclosed => Diagnostic::new(
            &diag::HTML_UNCLOSED,
            format!("<{element}> never closes; taken to end with its paragraph"),
        )
        .help(format!("add </{element}> where it ends")),
    }
    .at(place)
}

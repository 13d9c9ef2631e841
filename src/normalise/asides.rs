//! Rules `asides` and `speech`: what stands apart from the talk.

use super::diag;
use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline, first_place, plain_text, visit_text};
use crate::model::manuscript::{Change, ChangeKind};
use crate::model::treatment::Advertising;
use chengshu_text::diag::{Diagnostic, counted};
use chengshu_writing::script::{ends_sentence, is_ideographic};

pub const SPEECH: Rule = Rule {
    id: "speech",
    family: "markup",
    summary: "turns a fenced block of Chinese prose into a quotation",
    reason: "Transcripts put clips and interjections in fences; they are speech, not code.",
    examples: &[("甲。\n\n~~~\n乙丙丁戊。\n~~~", "甲。\n\n> 乙丙丁戊。")],
    apply: Apply::Shapes(quote_speech),
};

pub const ASIDES: Rule = Rule {
    id: "asides",
    family: "markup",
    summary: "sets struck-out advertising apart, keeps it or drops it (`ads:`)",
    reason: "Transcribers strike advertising out; a book should not print a page of struck-out text.",
    examples: &[],
    apply: Apply::Shapes(set_apart),
};

/// A struck-out run inside a paragraph is set apart from this many letters on; shorter ones are
/// jokes. Marks do not count: other rules change them.
const SHORTEST: usize = 36;

/// Sets struck-out paragraphs apart, or keeps them in the text, or drops them, as asked.
fn set_apart(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        if let Block::Quote(inner) | Block::Lyrics(inner) | Block::Callout(inner) = &mut block {
            set_apart(inner, work);
        }
        if let Block::Paragraph { content, at } = block {
            if !holds_struck(&content) {
                let at = first_place(&content).unwrap_or(at);
                out.push(Block::Paragraph { content, at });
                continue;
            }
            for (content, struck) in runs(content) {
                let at = first_place(&content).unwrap_or(at);
                let paragraph = Block::Paragraph { content, at };
                if struck {
                    place_aside(&mut out, paragraph, at, work);
                } else {
                    out.push(paragraph);
                }
            }
        } else {
            out.push(block);
        }
    }
    *blocks = out;
}

fn holds_struck(content: &[Inline]) -> bool {
    let is_struck = |inline: &Inline| matches!(inline, Inline::Struck(_));
    content.iter().any(is_struck)
}

fn place_aside(out: &mut Vec<Block>, paragraph: Block, at: usize, work: &mut Work<'_>) {
    let text = block_text(&paragraph);
    let first = !matches!(out.last(), Some(Block::Aside(_)));
    match work.treatment.ads {
        Advertising::Aside => {
            work.changes.push(Change {
                rule: "asides",
                at,
                before: "struck out".into(),
                after: "aside".into(),
                kind: ChangeKind::Form,
            });
            match out.last_mut() {
                Some(Block::Aside(blocks)) => blocks.push(paragraph),
                _ => out.push(Block::Aside(vec![paragraph])),
            }
        }
        Advertising::Keep => out.push(paragraph),
        Advertising::Drop => {
            let count = text.chars().count();
            work.sink.push(
                Diagnostic::new(
                    &diag::ADS_DROPPED,
                    format!("left out {} of advertising", counted(count, "character")),
                )
                .at(work.source.place(at)),
            );
            work.change_text("asides", at, text, String::new());
        }
    }
    if first || work.treatment.ads != Advertising::Aside {
        work.asides += 1;
    }
}

/// Cuts a paragraph into struck-out advertising and the rest. A run is advertising when it is
/// the whole paragraph, or whole sentences of some length.
fn runs(content: Vec<Inline>) -> Vec<(Vec<Inline>, bool)> {
    let whole = content.iter().all(|inline| match inline {
        Inline::Struck(_) | Inline::LineBreak => true,
        Inline::Text { text, .. } => text.trim().is_empty(),
        _ => false,
    });
    if whole {
        let mut inner = Vec::new();
        for inline in content {
            match inline {
                Inline::Struck(content) => inner.extend(content),
                other => inner.push(other),
            }
        }
        return vec![(inner, true)];
    }
    let mut out: Vec<(Vec<Inline>, bool)> = Vec::new();
    let mut previous_ends = true;
    for inline in content {
        let text = plain_text(std::slice::from_ref(&inline));
        let ends = text.chars().rev().take_while(|c| !c.is_alphanumeric()).any(ends_sentence);
        let letters = || text.chars().filter(|c| c.is_alphanumeric()).count();
        match inline {
            Inline::Struck(content) if previous_ends && ends && letters() >= SHORTEST => {
                out.push((content, true));
            }
            other => match out.last_mut() {
                Some((last, false)) => last.push(other),
                _ => out.push((vec![other], false)),
            },
        }
        if !text.trim().is_empty() {
            previous_ends = ends;
        }
    }
    out.retain(|(content, _)| {
        !plain_text(content).trim().is_empty()
            || content
                .iter()
                .any(|inline| !matches!(inline, Inline::Text { .. } | Inline::LineBreak))
    });
    out
}

/// Reads a fenced block without a language whose content is Chinese prose as a quoted clip.
fn quote_speech(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    for block in blocks {
        match block {
            Block::Quote(inner)
            | Block::Lyrics(inner)
            | Block::Aside(inner)
            | Block::Callout(inner) => {
                quote_speech(inner, work);
            }
            Block::Code { info, text, at } if info.trim().is_empty() && is_speech(text) => {
                work.change_form("speech", *at, "code", "quotation");
                *block = Block::Quote(paragraphs(text, *at));
            }
            _ => {}
        }
    }
}

fn is_speech(text: &str) -> bool {
    let visible = text.chars().filter(|c| !c.is_whitespace()).count();
    let ideographs = text.chars().filter(|&c| is_ideographic(c)).count();
    ideographs > 0 && ideographs * 10 >= visible * 6 && !text.contains(['{', '}', ';', '='])
}

fn paragraphs(text: &str, at: usize) -> Vec<Block> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Block::Paragraph {
            content: vec![Inline::Text { text: line.trim().to_owned(), at }],
            at,
        })
        .collect()
}

fn block_text(block: &Block) -> String {
    let mut text = String::new();
    visit_text(std::slice::from_ref(block), &mut |piece| {
        text.push_str(piece);
    });
    text
}

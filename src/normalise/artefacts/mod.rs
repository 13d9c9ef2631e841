//! Rule `artefacts`: what recognisers and language models leave in a text (requirement T5).

mod loops;

use super::diag;
use super::draft::Edit;
use super::line::{apply, flatten, visit_lines};
use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline, first_place};
use crate::model::treatment::Artefacts;
use chengshu_text::diag::{Code, Diagnostic};
use chengshu_text::source::Span;

pub const RULE: Rule = Rule {
    id: "artefacts",
    family: "speech",
    summary: "reports loops, stock phrases and chatter of language models, or drops them where it is certain (`artefacts:`)",
    reason: "The speaker did not say them (requirement T5); nothing is dropped unless asked.",
    examples: &[],
    apply: Apply::Blocks(flag),
};

/// Phrases recognisers write over silence and music: the text between two marks holds all words
/// of a row.
const STOCK: &[&[&str]] = &[
    &["请不吝", "点赞"],
    &["請不吝", "點讚"],
    &["打赏支持明镜与点点栏目"],
    &["打賞支持明鏡與點點欄目"],
    &["点赞", "订阅", "转发"],
    &["點讚", "訂閱", "轉發"],
    &["明镜", "点点栏目"],
    &["字幕", "提供"],
    &["字幕", "志愿者"],
    &["字幕", "製作"],
    &["字幕by"],
    &["字幕组"],
    &["thanks for watching"],
    &["thank you for watching"],
    &["subtitles by"],
    &["amara.org"],
    &["like and subscribe"],
];

/// Beginnings of answers of language models.
const ANSWERS: &[&str] = &[
    "以下是", "好的", "当然", "没问题", "这是", "下面是", "sure", "certainly", "of course",
    "here is", "here's", "below is",
];
/// And what it then speaks of.
const TASKS: &[&str] = &[
    "整理", "翻译", "校对", "润色", "markdown", "corrected", "cleaned", "translation", "version of",
];
/// Of which these are hardly what a talk is about.
const TRANSCRIPTS: &[&str] = &["转写", "转录", "文字稿", "逐字稿", "文稿", "transcri"];
/// Their ends.
const FAREWELLS: &[&str] = &[
    "如需", "如果您需要", "如果你需要", "希望对您", "希望对你", "希望这", "let me know",
    "i hope this", "if you need", "if you'd like", "would you like",
];
/// An answer's frame has no more characters.
const LONGEST_FRAME: usize = 160;

/// A sentence longer than that, in bytes, only speaks of such things, or is text without sentences.
const LONGEST_SENTENCE: usize = 180;
/// In text without sentences the words of a row are no further from the first one, in bytes.
const NEAR: usize = 60;

/// How sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Confidence {
    High,
    Medium,
}

struct Found {
    span: Span,
    code: &'static Code,
    confidence: Confidence,
    /// Places left out if that is asked for: nobody can have said them.
    removed: Option<Span>,
}

/// Reports artefacts, and takes those out that are certain if asked to. What a speaker may have said
/// stays: a phrase among other words, a cry of a few times, and a chapter that holds nothing else.
fn flag(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let may_hold_stock = may_hold_stock(&work.source.text);
    let last = blocks.len().saturating_sub(1);
    let mut found: Vec<(usize, Vec<Found>)> = Vec::new();
    let mut flat = String::new();
    let (mut line, mut words_stay) = (0, false);
    for (place, block) in blocks.iter_mut().enumerate() {
        let is_paragraph = matches!(block, Block::Paragraph { .. });
        let may_frame = is_paragraph && (place < 2 || place == last);
        visit_lines(std::slice::from_mut(block), &mut |content, _| {
            let text = if let [Inline::Text { text, .. }] = content.as_slice() {
                text
            } else {
                flat.clear();
                flatten(content, &mut flat);
                &flat
            };
            let mut here = loops::find(text);
            if may_hold_stock {
                here.extend(stock(text));
            }
            if may_frame {
                here.extend(frame(text, place));
            }
            here.sort_by_key(|found| found.span.start);
            let mut end = 0;
            here.retain(|found| {
                let apart = found.span.start >= end;
                end = end.max(found.span.end);
                apart
            });
            let goes_whole = settle_stock(text, &mut here);
            words_stay |= !goes_whole && text.chars().any(char::is_alphanumeric);
            if !here.is_empty() {
                found.push((line, here));
            }
            line += 1;
        });
    }
    if found.is_empty() {
        return;
    }
    let drops = work.treatment.artefacts == Artefacts::Drop && words_stay;
    let mut found = found.into_iter().peekable();
    let mut line = 0;
    visit_lines(blocks, &mut |content, _| {
        if let Some((_, found)) = found.next_if(|(place, _)| *place == line) {
            settle(content, &found, drops, work);
        }
        line += 1;
    });
    blocks.retain(|block| !matches!(block, Block::Paragraph { content, .. } if content.is_empty()));
}

/// Keeps stock phrases that stand among other words, where somebody may well have said them. Says
/// whether nothing is left of the line.
fn settle_stock(text: &str, found: &mut [Found]) -> bool {
    let mut from = 0;
    let mut rest = String::new();
    for removed in found.iter().filter_map(|found| found.removed.as_ref()) {
        rest.push_str(&text[from..removed.start]);
        from = removed.end;
    }
    rest.push_str(&text[from..]);
    let goes_whole = from > 0 && rest.trim().is_empty();
    if !goes_whole {
        for found in found.iter_mut().filter(|found| found.code != &diag::LOOP) {
            found.removed = None;
        }
    }
    goes_whole
}

fn settle(content: &mut Vec<Inline>, found: &[Found], drops: bool, work: &mut Work<'_>) {
    let mut flat = String::new();
    flatten(content, &mut flat);
    let start = first_place(content).unwrap_or(0);
    let mut edits = Vec::new();
    for found in found {
        let phrase: String = flat[found.span.clone()].chars().take(30).collect();
        let sure = match found.confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
        };
        let removed = found.removed.clone().filter(|_| drops);
        let (done, help) = match (&removed, work.treatment.artefacts) {
            (Some(_), _) => ("; left out, as the settings ask", "correct the transcript"),
            (None, Artefacts::Drop) => (
                "; kept, because somebody may have said it",
                "listen to the recording there, and correct the transcript if nobody says it",
            ),
            (None, Artefacts::Flag) if found.removed.is_some() => {
                ("", "correct the transcript, or set `artefacts: drop`")
            }
            (None, Artefacts::Flag) => ("", "correct the transcript"),
        };
        work.sink.push(
            Diagnostic::new(found.code, format!("“{phrase}” (confidence: {sure}){done}"))
                .at(work.source.place(start + found.span.start))
                .help(help),
        );
        edits.extend(removed.map(Edit::remove));
    }
    if !edits.is_empty() {
        apply(content, &edits, "artefacts", work);
    }
}

/// A paragraph at either end that is a language model speaking of its work.
fn frame(text: &str, place: usize) -> Option<Found> {
    if text.len() > LONGEST_FRAME * 3 || text.chars().count() > LONGEST_FRAME {
        return None;
    }
    let lower = text.trim().to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let names = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let opens = place < 2 && begins(ANSWERS) && (names(TASKS) || names(TRANSCRIPTS));
    let closes = place > 1 && begins(FAREWELLS);
    if !opens && !closes {
        return None;
    }
    let is_sure = opens && lower.ends_with(['：', ':']) && names(TRANSCRIPTS);
    Some(Found {
        span: 0..text.len(),
        code: &diag::MODEL_CHATTER,
        confidence: if is_sure { Confidence::High } else { Confidence::Medium },
        removed: is_sure.then_some(0..text.len()),
    })
}

/// True if a whole file holds a word of which one is in each row of the table.
fn may_hold_stock(text: &str) -> bool {
    const WORDS: &[&str] =
        &["点赞", "點讚", "字幕", "栏目", "欄目", "atching", "ubtitles by", "mara.org", "ubscribe"];
    let holds = |word: &&str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    WORDS.iter().any(holds)
}

fn stock(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for span in sentences(text) {
        let sentence = &text[span.clone()];
        if sentence.len() > LONGEST_SENTENCE {
            // Bytes stay where they are; no other capitals are in the table.
            let lower = sentence.to_ascii_lowercase();
            found.extend(STOCK.iter().flat_map(|row| amid(&lower, row, span.start)));
            continue;
        }
        let lower = sentence.to_lowercase();
        if STOCK.iter().any(|row| row.iter().all(|word| lower.contains(word))) {
            found.push(Found {
                removed: is_nothing_else(lower).then(|| span.clone()),
                span,
                code: &diag::STOCK_PHRASE,
                confidence: if sentence.len() < 90 { Confidence::High } else { Confidence::Medium },
            });
        }
    }
    found
}

/// Where the words of a row stand close together in a text without sentences. They stay: where the
/// phrase ends is not known.
fn amid(lower: &str, row: &[&str], start: usize) -> Vec<Found> {
    let Some((first, others)) = row.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    for (at, _) in lower.match_indices(first) {
        let from = lower.floor_char_boundary(at.saturating_sub(NEAR));
        let to = lower.ceil_char_boundary(at + first.len() + NEAR);
        let mut span = at..at + first.len();
        let all_near = others.iter().all(|word| {
            let Some(place) = lower[from..to].find(word) else { return false };
            let place = from + place;
            span = span.start.min(place)..span.end.max(place + word.len());
            true
        });
        if all_near {
            found.push(Found {
                span: start + span.start..start + span.end,
                code: &diag::STOCK_PHRASE,
                confidence: Confidence::Medium,
                removed: None,
            });
        }
    }
    found
}

/// The sentences of a text, each with the blanks behind it.
fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut before_blank = || chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let ends = matches!(c, '。' | '！' | '？' | '\n') || (".!?".contains(c) && before_blank());
        if !ends {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, blank)) = chars.next_if(|(_, next)| next.is_whitespace()) {
            end = at + blank.len_utf8();
        }
        spans.push(start..end);
        start = end;
    }
    if start < text.len() {
        spans.push(start..text.len());
    }
    spans
}

/// True if a sentence has no words but those of the table.
fn is_nothing_else(lower: String) -> bool {
    let words = STOCK.iter().copied().flatten();
    let rest = words.fold(lower, |rest, word| rest.replace(word, " "));
    !rest.chars().any(char::is_alphanumeric)
}

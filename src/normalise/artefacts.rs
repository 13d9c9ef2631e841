//! Rule `artefacts`: what recognisers and language models leave in a text (requirement T5).

mod loops;

use super::Work;
use super::diag;
use super::draft::Edit;
use super::line::{apply, flatten, visit_lines};
use crate::diag::{Code, Diagnostic};
use crate::model::block::{Block, Inline, first_place, plain_text};
use crate::model::source::Span;
use crate::model::treatment::Artefacts;
use loops::Loops;

/// Phrases recognisers write over silence and music: the text between two marks holds all words
/// of a row.
const STOCK: &[&[&str]] = &[
    &["请不吝", "点赞"],
    &["請不吝", "點讚"],
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

/// What the answer of a language model begins with.
const ANSWERS: &[&str] = &[
    "以下是",
    "好的",
    "当然",
    "没问题",
    "这是",
    "下面是",
    "sure",
    "certainly",
    "of course",
    "here is",
    "here's",
    "below is",
];
/// And what it then speaks of.
const TASKS: &[&str] = &[
    "转写",
    "转录",
    "整理",
    "文字稿",
    "逐字稿",
    "文稿",
    "翻译",
    "校对",
    "润色",
    "transcri",
    "markdown",
    "corrected",
    "cleaned",
    "translation",
    "version of",
];
/// What it ends with.
const FAREWELLS: &[&str] = &[
    "如需",
    "如果您需要",
    "如果你需要",
    "希望对您",
    "希望对你",
    "希望这",
    "let me know",
    "i hope this",
    "if you need",
    "if you'd like",
    "would you like",
];
/// An answer's frame has no more characters.
const LONGEST_FRAME: usize = 160;

/// How sure it is.
#[derive(Debug, Clone, Copy)]
enum Confidence {
    High,
    Medium,
}

struct Found {
    span: Span,
    code: &'static Code,
    confidence: Confidence,
}

/// Reports artefacts, and takes them out if asked to.
pub fn flag(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let mut flat = String::new();
    let mut loops = Loops::default();
    let last = blocks.len().saturating_sub(1);
    for place in (0..blocks.len().min(2)).chain((last > 1).then_some(last)) {
        if let Some(Block::Paragraph { content, .. }) = blocks.get_mut(place) {
            frame(content, place, work);
        }
    }
    let may_hold_stock = may_hold_stock(&work.source.text);
    visit_lines(blocks, &mut |content, _| {
        let text = if let [Inline::Text { text, .. }] = content.as_slice() {
            text
        } else {
            flat.clear();
            flatten(content, &mut flat);
            &flat
        };
        let mut found = loops.find(text);
        if may_hold_stock {
            found.extend(stock(text));
        }
        if found.is_empty() {
            return;
        }
        let flat = text.clone();
        found.sort_by_key(|found| found.span.start);
        let mut end = 0;
        found.retain(|found| {
            let apart = found.span.start >= end;
            end = end.max(found.span.end);
            apart
        });
        settle(content, &flat, &found, work);
    });
    blocks.retain(|block| !matches!(block, Block::Paragraph { content, .. } if content.is_empty()));
}

fn settle(content: &mut Vec<Inline>, flat: &str, found: &[Found], work: &mut Work<'_>) {
    let start = first_place(content).unwrap_or(0);
    for found in found {
        let phrase: String = flat[found.span.clone()].chars().take(30).collect();
        let sure = match found.confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
        };
        let done = match work.treatment.artefacts {
            Artefacts::Flag => "",
            Artefacts::Drop => "; left out as asked",
        };
        work.sink.push(
            Diagnostic::new(found.code, format!("“{phrase}” (confidence: {sure}){done}"))
                .at(work.source.place(start + found.span.start))
                .help("correct the transcript, or set `artefacts: drop`"),
        );
    }
    if work.treatment.artefacts == Artefacts::Drop {
        let edits: Vec<Edit> = found
            .iter()
            .map(|found| Edit::remove(found.span.clone()))
            .collect();
        apply(content, &edits, "artefacts", work);
    }
}

/// A paragraph at either end that is a language model speaking of its work.
fn frame(content: &mut Vec<Inline>, place: usize, work: &mut Work<'_>) {
    let text = plain_text(content);
    if text.len() > LONGEST_FRAME * 3 || text.chars().count() > LONGEST_FRAME {
        return;
    }
    let lower = text.trim().to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let speaks = TASKS.iter().any(|task| lower.contains(task));
    let opens = place < 2 && begins(ANSWERS) && speaks;
    let closes = place > 1 && begins(FAREWELLS);
    if opens || closes {
        let mut flat = String::new();
        flatten(content, &mut flat);
        let found = Found {
            span: 0..flat.len(),
            code: &diag::MODEL_CHATTER,
            confidence: if opens && lower.ends_with(['：', ':']) {
                Confidence::High
            } else {
                Confidence::Medium
            },
        };
        settle(content, &flat, &[found], work);
    }
}

/// Whether a whole file holds a word of which one is in each row of the table.
fn may_hold_stock(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "点赞",
        "點讚",
        "字幕",
        "点点栏目",
        "watching",
        "ubtitles by",
        "mara.org",
        "subscribe",
    ];
    let holds = |word: &&str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    WORDS.iter().any(holds)
}

fn stock(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    for sentence in text.split_inclusive(['。', '！', '？', '\n']) {
        let start = from;
        from += sentence.len();
        // A phrase is a sentence by itself; a longer one only speaks of such things.
        if sentence.len() > 180 {
            continue;
        }
        let lower = sentence.to_lowercase();
        if STOCK
            .iter()
            .any(|row| row.iter().all(|word| lower.contains(word)))
        {
            found.push(Found {
                span: start..from,
                code: &diag::STOCK_PHRASE,
                confidence: if sentence.len() < 90 {
                    Confidence::High
                } else {
                    Confidence::Medium
                },
            });
        }
    }
    found
}

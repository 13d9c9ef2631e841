//! Rules `stamps` and `moments`: times at the head of lines are lifted out of the text and kept as data,
//! and printed as links to the recording (requirement T3).

use super::draft::{Edit, lines};
use super::markers::{Fences, fence};
use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline};
use crate::model::treatment::Timestamps;
use chengshu_writing::script::begins_with_ideograph;

pub const RULE: Rule = Rule {
    id: "stamps",
    family: "speech",
    summary: "moves times at the beginning of lines out of the text and keeps them as data",
    reason: "They tell where in the recording a line is spoken, and are not part of the talk.",
    examples: &[
        ("- 0:50 甲。\n- 1:20 乙。", "甲。\n\n乙。"),
        ("[00:01:02] 甲。", "甲。"),
        ("`04:10` 甲。", "甲。"),
    ],
    apply: Apply::Text(find),
};

pub const MOMENTS: Rule = Rule {
    id: "moments",
    family: "speech",
    summary: "adds links to the recording where sections begin, or every few minutes (`timestamps:`)",
    reason: "Readers can listen to the passage (requirement T3); a link in each line would be noise.",
    examples: &[],
    apply: Apply::Blocks(|blocks, work| print(blocks, work)),
};

/// A time at the head of a line.
struct Stamp {
    at: usize,
    /// Bytes up to the text it belongs to.
    length: usize,
    seconds: u32,
    /// True if it stands in brackets or is a list item, as no sentence begins.
    marked: bool,
}

/// Lifts `- 0:50 …`, `[00:12:30] …`, `（1:02）…`; bare times only in a file with three or more
/// that never go back, since a sentence may begin with the time of day.
fn find(text: &str) -> Vec<Edit> {
    if memchr::memchr(b':', text.as_bytes()).is_none() && !text.contains('：') {
        return Vec::new();
    }
    let mut fences = Fences::default();
    let stamps: Vec<Stamp> = lines(text)
        .filter(|(_, line)| !fences.covers(line))
        .filter_map(|(at, line)| stamp(at, line))
        .collect();
    let runs =
        stamps.len() >= 3 && stamps.windows(2).all(|pair| pair[0].seconds <= pair[1].seconds);
    stamps
        .into_iter()
        .filter(|stamp| stamp.marked || runs)
        .map(|stamp| Edit {
            span: stamp.at..stamp.at + stamp.length,
            with: "".into(),
            moment: Some(stamp.seconds),
        })
        .collect()
}

/// The time at the head of a line. One written twice states it once.
fn stamp(at: usize, line: &str) -> Option<Stamp> {
    let (seconds, marked, mut text) = opening(line)?;
    // A time written twice states it once.
    while let Some((_, true, rest)) = opening(text) {
        text = rest;
    }
    Some(Stamp { at, length: line.len() - text.len(), seconds, marked })
}

/// The time a line begins with, whether it is marked, and the text it belongs to.
fn opening(line: &str) -> Option<(u32, bool, &str)> {
    if begins_with_ideograph(line) {
        return None;
    }
    let mut rest = line.trim_start();
    let mut marked = false;
    for marker in ["- ", "* ", "+ ", "• "] {
        if let Some(after) = rest.strip_prefix(marker) {
            rest = after.trim_start();
            marked = true;
        }
    }
    let brackets = [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】'), ('<', '>'), ('`', '`')];
    let bracket = brackets.iter().find(|(open, _)| rest.starts_with(*open));
    if let Some((open, _)) = bracket {
        rest = &rest[open.len_utf8()..];
    }
    let (seconds, after) = time(rest)?;
    rest = after;
    if let Some(after) = ["-->", "-", "–", "~", "～", "至"]
        .iter()
        .find_map(|dash| rest.trim_start().strip_prefix(dash))
        && let Some((_, after)) = time(after.trim_start())
    {
        rest = after;
    }
    if let Some((_, close)) = bracket {
        rest = rest.trim_start().strip_prefix(*close)?;
        if *close == ']' && rest.starts_with('(') {
            // The text of a link.
            return None;
        }
        marked = true;
    }
    let text = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    let text = match text.strip_prefix(['：', ':', '|', '-', '–', '—']) {
        Some(after) if bracket.is_some() || rest.len() > text.len() => after.trim_start(),
        _ if bracket.is_none() && text.len() == rest.len() && !rest.is_empty() => return None,
        _ => text,
    };
    // What a fence would open then is no text of the talk.
    fence(text).is_none().then_some((seconds, marked, text))
}

/// `m:ss`, `h:mm:ss`, with a fraction or without; the seconds, and what follows.
fn time(text: &str) -> Option<(u32, &str)> {
    let mut rest = text;
    let mut seconds = 0u32;
    let mut parts = 0;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let value: u32 = rest.get(..digits)?.parse().ok()?;
        let fits = match parts {
            0 => (1..=3).contains(&digits),
            _ => digits == 2 && value < 60,
        };
        if !fits {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(value)?;
        parts += 1;
        rest = &rest[digits..];
        match rest.strip_prefix(':').or_else(|| rest.strip_prefix('：')) {
            Some(after) if parts < 3 && after.starts_with(|c: char| c.is_ascii_digit()) => {
                rest = after;
            }
            _ => break,
        }
    }
    if parts < 2 {
        return None;
    }
    if let Some(after) = rest.strip_prefix(['.', ',']) {
        let fraction = after.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&fraction) {
            rest = &after[fraction..];
        }
    }
    Some((seconds, rest))
}

/// Links within a section are at least this many seconds apart.
const APART: u32 = 180;

/// Puts a link before the first paragraph of each section that has a moment, and with
/// `timestamps: all` every few minutes. A paragraph's moment is the last one stated before its
/// text and after the paragraph before.
fn print(blocks: &mut [Block], work: &mut Work<'_>) {
    if work.treatment.timestamps == Timestamps::None || work.moments.is_empty() {
        return;
    }
    let mut next = 0;
    let mut opening = true;
    let mut printed: Option<u32> = None;
    for block in blocks {
        let (content, at) = match block {
            Block::Heading { .. } => {
                opening = true;
                continue;
            }
            Block::Paragraph { content, at } => (content, *at),
            _ => continue,
        };
        let first = next;
        while work.moments.get(next).is_some_and(|moment| moment.at <= at) {
            next += 1;
        }
        let Some(moment) = work.moments[first..next].last() else {
            continue;
        };
        let far = printed.is_none_or(|last| moment.seconds.abs_diff(last) >= APART);
        if opening || (far && work.treatment.timestamps == Timestamps::All) {
            let seconds = moment.seconds;
            let place = usize::from(matches!(content.first(), Some(Inline::Speaker { .. })));
            content.insert(place, Inline::Moment { seconds });
            printed = Some(seconds);
        }
        opening = false;
    }
}

//! Rules `gaps` and `restored`: what stands between the captions of Chinese that has no marks.
//!
//! Their makers write a space where a comma would be, and end each caption where a thought ends: those
//! spaces stay, as ideographic spaces. Recognisers write spaces between characters or words: those go.
//! Which of them a file has, its own spaces tell. Marks are set in their place only where a book asks for it
//! (`marks: restored`).

#[cfg(test)]
mod tests;

use super::diag;
use super::draft::{Edit, lines};
use super::line::{Kind, edit_lines};
use super::markers::{Fences, is_plain};
use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::Block;
use crate::model::treatment::Marks;
use chengshu_text::diag::{Diagnostic, counted};
use chengshu_writing::marks::{self, Captions, Mark, ONE_IN, Question, SECTION, TABLE};
use chengshu_writing::script::is_ideographic;

pub const RULE: Rule = Rule {
    id: "gaps",
    family: "punctuation",
    summary: "keeps spaces that stand for commas in Chinese captions without marks, as ideographic spaces",
    reason: "Their makers part clauses so. Spaces that speech recognition puts between words are none (rule `spaces`).",
    examples: &[(
        "如果井水干了 我们就去河边 可是河边有狼 我们没有火把",
        "如果井水干了\u{3000}我们就去河边\u{3000}可是河边有狼\u{3000}我们没有火把",
    )],
    apply: Apply::Text(find),
};

pub const RESTORED: Rule = Rule {
    id: "restored",
    family: "punctuation",
    summary: "sets marks between Chinese captions that have none, or takes out the gaps (`marks:`)",
    reason: "Text without marks is hard to read; a table of weights tells commas from full stops. Where it is not sure, the gap stays.",
    examples: &[],
    apply: Apply::Blocks(restore),
};

/// Clauses are longer, in characters, in the mean; words are not.
const SHORTEST: (usize, usize) = (13, 5);
/// A score counts no more than this. The mean of a file's is above the second in files of writers and
/// below in those of recognisers, and tells more than single ones where there are enough.
const SCORE: i32 = 48;
const BETWEEN: i32 = 12;
const ENOUGH: i32 = 20;

/// A gap between captions.
const GAP: char = '\u{3000}';

/// The spaces between ideographs of the sections without marks, as gaps, unless they are a recogniser's.
fn find(text: &str) -> Vec<Edit> {
    let spaces = spaces(text);
    if spaces.is_empty() {
        return Vec::new();
    }
    let clauses: usize = spaces.iter().map(|space| space.before).sum();
    if clauses * SHORTEST.1 < spaces.len() * SHORTEST.0 {
        return Vec::new();
    }
    let scores: Vec<i32> = spaces
        .iter()
        .map(|space| {
            let (before, after) = (&text[space.line..space.at], &text[space.at + 1..]);
            marks::score(before, after.trim_start(), Question::Mark).clamp(-SCORE, SCORE)
        })
        .collect();
    let count = i32::try_from(scores.len()).unwrap_or(i32::MAX);
    let mean = scores.iter().sum::<i32>() / count;
    let of_file = (mean - BETWEEN) * count.min(ENOUGH);
    let pauses = spaces.iter().zip(&scores).filter(|(_, score)| *score + of_file > 0);
    pauses
        .map(|(space, _)| Edit::replace(space.at..space.end, "\u{3000}"))
        .collect()
}

/// Spaces between two ideographs.
struct Space {
    at: usize,
    end: usize,
    /// Where its line begins.
    line: usize,
    /// Characters from the space before, or the beginning of the line.
    before: usize,
}

/// The spaces between ideographs in running text without marks. Kana are no Chinese.
fn spaces(text: &str) -> Vec<Space> {
    let mut found: Vec<Space> = Vec::new();
    if !text
        .as_bytes()
        .windows(3)
        .any(|three| three[1] == b' ' && three[0] >= 0x80 && three[2] >= 0x80)
    {
        return found;
    }
    let mut fences = Fences::default();
    let (mut characters, mut marks, mut first) = (0, 0, 0);
    for (start, line) in lines(text) {
        if fences.covers(line) || !is_plain(line) || line.starts_with('#') {
            continue;
        }
        let mut before = 0;
        let mut last: Option<(usize, char)> = None;
        let mut in_tag = false;
        for (at, c) in line.char_indices() {
            // Names of elements are not said.
            in_tag |= c == '<'
                && line[at + 1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
            if in_tag {
                in_tag = c != '>';
                last = None;
                continue;
            }
            if c == ' ' {
                continue;
            }
            let end = last.map_or(0, |(end, _)| end);
            let is_between = |(_, last)| is_chinese(last) && is_chinese(c);
            if end < at && last.is_some_and(is_between) {
                found.push(Space { at: start + end, end: start + at, line: start, before });
                before = 0;
            }
            before += usize::from(c.is_alphanumeric());
            characters += usize::from(c.is_alphanumeric());
            marks += usize::from(is_mark(c));
            last = Some((at + c.len_utf8(), c));
        }
        if characters >= SECTION {
            if marks * ONE_IN >= characters {
                found.truncate(first);
            }
            (characters, marks, first) = (0, 0, found.len());
        }
    }
    if marks * ONE_IN >= characters.max(1) {
        found.truncate(first);
    }
    found
}

/// An ideograph, and no kana.
fn is_chinese(c: char) -> bool {
    is_ideographic(c) && !matches!(c, '\u{3041}'..='\u{30ff}')
}

/// A mark of a pause. Questions and cries are marked where nothing else is.
fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '…' | ',' | ';')
}

/// Sets marks at gaps, or takes these out, as the book asks.
fn restore(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let find: fn(&str, Kind) -> Vec<Edit> = match work.treatment.marks {
        Marks::Restored => restored,
        Marks::Off => closed,
        Marks::Gaps => return,
    };
    if !work.is_chinese() {
        return;
    }
    let before = work.changes.len();
    edit_lines(blocks, work, RESTORED.id, |text| text.contains(GAP), find);
    let set = &work.changes[before..];
    if let (Marks::Restored, Some(first)) = (work.treatment.marks, set.first()) {
        let message = format!("set between captions: {}", counted(set.len(), "mark"));
        work.sink
            .push(Diagnostic::new(&diag::MARKS_RESTORED, message).at(work.source.place(first.at)));
    }
}

/// True if a text has marks of its own.
fn is_marked(text: &str) -> bool {
    let characters = text.chars().filter(|c| c.is_alphanumeric()).count();
    text.chars().filter(|&c| is_mark(c)).count() * ONE_IN >= characters
}

/// The gaps between ideographs, words and numbers of a paragraph.
fn gaps(text: &str) -> impl Iterator<Item = usize> + '_ {
    let is_word = |c: char| c.is_alphanumeric();
    text.match_indices(GAP).map(|(at, _)| at).filter(move |&at| {
        text[..at].ends_with(is_word) && text[at + GAP.len_utf8()..].starts_with(is_word)
    })
}

fn closed(text: &str, kind: Kind) -> Vec<Edit> {
    if kind != Kind::Prose || is_marked(text) {
        return Vec::new();
    }
    gaps(text).map(|at| Edit::remove(at..at + GAP.len_utf8())).collect()
}

fn restored(text: &str, kind: Kind) -> Vec<Edit> {
    if kind != Kind::Prose || is_marked(text) {
        return Vec::new();
    }
    let places: Vec<usize> = gaps(text).collect();
    let mut captions = Captions::default();
    let mut from = 0;
    for &at in places.iter().chain([&text.len()]) {
        captions.push(&text[from..at]);
        from = (at + GAP.len_utf8()).min(text.len());
    }
    let sign = |mark| match mark {
        Mark::Gap => None,
        Mark::Comma => Some("，"),
        Mark::Stop => Some("。"),
        Mark::Question => Some("？"),
    };
    let found = marks::marks(&captions, TABLE);
    let set = places
        .iter()
        .zip(&found)
        .filter_map(|(&at, &mark)| Some(Edit::replace(at..at + GAP.len_utf8(), sign(mark)?)));
    let mut edits: Vec<Edit> = set.collect();
    // Behind its last letter; edits lie within a text.
    let last = text.char_indices().next_back().filter(|(_, c)| c.is_alphanumeric());
    if let (Some((at, c)), Some(mark), false) =
        (last, found.last().copied().and_then(sign), edits.is_empty())
    {
        edits.push(Edit::replace(at..text.len(), format!("{c}{mark}")));
    }
    edits
}

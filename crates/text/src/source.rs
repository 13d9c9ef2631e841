//! Input text and places in it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::diag::Place;

/// A range of bytes in a [`Source`]'s text.
pub type Span = Range<usize>;

/// A value and where in its file it was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// The bytes it was read from.
    pub at: Span,
}

/// How many characters of a long line a finding shows on either side of its column.
const SHOWN: usize = crate::diag::SHOWN_BEFORE;

/// Characters are counted up to every so many bytes, so that the places of many findings in one
/// long line cost no more than this each.
const STRIDE: usize = 256;

/// How many bytes satisfy `test`. Counted in bytes a stretch at a time, which the compiler turns
/// into vector instructions: as many as a byte can count of what fills vectors.
pub fn count_bytes(bytes: &[u8], test: impl Fn(u8) -> bool) -> usize {
    let stretches = bytes.chunks(usize::from(u8::MAX) / 32 * 32);
    stretches
        .map(|stretch| usize::from(stretch.iter().map(|&byte| u8::from(test(byte))).sum::<u8>()))
        .sum()
}

/// The lines of a text with their offsets, each with its line break.
pub fn whole_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    // What follows the last break is a line if there is any.
    let ends = breaks.chain([text.len()]).filter_map(move |end| {
        let from = std::mem::replace(&mut start, end);
        (from < end).then_some(from..end)
    });
    ends.map(|line| (line.start, &text[line]))
}

/// Valid text with a name.
#[derive(Debug)]
pub struct Source {
    /// The name findings use, with `/` between folders.
    pub name: Arc<str>,
    /// The whole text, UTF-8, without a byte order mark.
    pub text: String,
    lines: OnceLock<Vec<usize>>,
    /// Characters that begin before each multiple of [`STRIDE`].
    counts: OnceLock<Vec<usize>>,
}

impl Source {
    /// A source with the given name and text.
    pub fn new(name: impl Into<Arc<str>>, text: String) -> Self {
        Self { name: name.into(), text, lines: OnceLock::new(), counts: OnceLock::new() }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        // Every byte of UTF-8 but those that continue a character begins one.
        let count = |bytes: &[u8]| count_bytes(bytes, |b| b & 0xc0 != 0x80);
        let counts = self.counts.get_or_init(|| {
            let mut counts = vec![0];
            for chunk in bytes.chunks(STRIDE) {
                counts.push(counts.last().map_or(0, |sum| sum + count(chunk)));
            }
            counts
        });
        let at = offset / STRIDE;
        let known = counts.get(at).copied().unwrap_or_default();
        known + bytes.get(at * STRIDE..offset).map_or(0, count)
    }

    /// The place of a byte offset; offsets beyond the end are at the end.
    pub fn place(&self, offset: usize) -> Place {
        self.span(&(offset..offset))
    }

    /// The place of a range of bytes, as far as its first line goes.
    pub fn span(&self, span: &Span) -> Place {
        let lines = self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(breaks.map(|at| at + 1)).collect()
        });
        let mut offset = span.start.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = lines.partition_point(|&start| start <= offset).max(1);
        let start = lines[line - 1];
        let end = lines.get(line).map_or(self.text.len(), |next| next - 1);
        let before = &self.text[start..offset];
        let after = &self.text[offset..end.max(offset)];
        let characters = self.characters_before(offset);
        let column = characters - self.characters_before(start);
        let last = offset.max(span.end.min(end));
        let length = self.characters_before(last) - characters;
        Place {
            file: Arc::clone(&self.name),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
            length: u32::try_from(length.max(1)).unwrap_or(u32::MAX),
            text: clip(before, after),
        }
    }
}

/// From offsets in an edited text back to offsets in the text it was made from.
///
/// Kept as the starts of runs that were copied; inside a run offsets move together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetMap {
    /// (offset in the edited text, offset in the original), ascending in the first.
    runs: Vec<(usize, usize)>,
}

impl OffsetMap {
    /// The map of an unedited text that begins at `start` of the original.
    pub fn starting_at(start: usize) -> Self {
        Self { runs: vec![(0, start)] }
    }

    /// The map of a text put together from pieces: where each begins in the text, ascending, and
    /// in the original, in any order.
    pub fn of_pieces(pieces: Vec<(usize, usize)>) -> Self {
        if pieces.is_empty() { Self::starting_at(0) } else { Self { runs: pieces } }
    }

    /// Where an offset of the edited text stands in the original. Offsets inside inserted text
    /// are where the insertion was made.
    pub fn original(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|&(from, _)| from <= offset);
        let (from, to) = self.runs[run.saturating_sub(1)];
        // Pieces may stand in another order than in the original; the next is a limit only if it
        // comes later there too.
        let limit = self.runs.get(run).map(|next| next.1);
        let limit = limit.filter(|&limit| limit >= to).unwrap_or(usize::MAX);
        (to + (offset - from.min(offset))).min(limit)
    }

    /// The map after edits: each replaces a span of the current text by `inserted` bytes.
    /// Spans are ascending and do not overlap.
    #[must_use]
    pub fn edited(&self, edits: impl Iterator<Item = (Span, usize)>) -> Self {
        let mut runs = Vec::with_capacity(self.runs.len());
        let mut old = self.runs.iter().copied().peekable();
        let (mut grown, mut shrunk) = (0usize, 0usize);
        for (span, inserted) in edits {
            while let Some(&(from, to)) = old.peek() {
                if from > span.start {
                    break;
                }
                runs.push((from + grown - shrunk, to));
                old.next();
            }
            // Runs that began inside what was replaced are gone with it.
            while old.peek().is_some_and(|&(from, _)| from < span.end) {
                old.next();
            }
            let resume = self.original(span.end);
            grown += inserted;
            shrunk += span.len();
            if old.peek().is_none_or(|&(from, _)| from > span.end) {
                runs.push((span.end + grown - shrunk, resume));
            }
        }
        runs.extend(old.map(|(from, to)| (from + grown - shrunk, to)));
        Self { runs }
    }
}

/// The line around a column, with what is cut off shown as an ellipsis.
fn clip(before: &str, after: &str) -> String {
    let after = after.trim_end_matches('\r');
    let mut out = String::new();
    match before.char_indices().rev().nth(SHOWN) {
        Some((at, c)) => {
            out.push('…');
            out.push_str(&before[at + c.len_utf8()..]);
        }
        None => out.push_str(before),
    }
    match after.char_indices().nth(SHOWN) {
        Some((at, _)) => {
            out.push_str(&after[..at]);
            out.push('…');
        }
        None => out.push_str(after),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let source = Source::new("a.md", "甲乙\r\n丙丁".into());
        let place = source.place("甲乙\r\n丙".len());
        assert_eq!((place.line, place.column), (2, 2));
        assert_eq!(place.text, "丙丁");
        let first = source.place(3);
        assert_eq!((first.line, first.column, first.text.as_str()), (1, 2, "甲乙"));
    }

    #[test]
    fn offsets_lead_back_through_several_edits() {
        // "ABCDEFG" at 10; drop "BC", insert "xy" before F; then drop "D".
        let first = OffsetMap::starting_at(10).edited([(1..3, 0), (5..5, 2)].into_iter());
        let at = |map: &OffsetMap, text: &str| {
            (0..text.len()).map(|i| map.original(i)).collect::<Vec<_>>()
        };
        assert_eq!(at(&first, "ADExyFG"), [10, 13, 14, 15, 15, 15, 16]);
        let second = first.edited([(1..2, 0)].into_iter());
        assert_eq!(at(&second, "AExyFG"), [10, 14, 15, 15, 15, 16]);
    }

    #[test]
    fn many_places_in_one_long_line_are_soon_found() {
        let line = "甲a".repeat(100_000);
        let source = Source::new("a.md", format!("乙\n{line}"));
        for at in (0..line.len()).step_by(4) {
            let column = source.place("乙\n".len() + at).column;
            assert_eq!(column as usize, at / 2 + 1);
        }
    }

    #[test]
    fn long_lines_are_clipped_around_the_column() {
        let source = Source::new("a.md", "字".repeat(500));
        let place = source.place(300);
        assert_eq!(place.column, 101);
        assert_eq!(place.text.chars().count(), 2 + 2 * SHOWN);
    }
}

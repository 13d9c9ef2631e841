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
const SHOWN: usize = 60;

/// Valid text with a name.
#[derive(Debug)]
pub struct Source {
    /// The name findings use, with `/` between folders.
    pub name: Arc<str>,
    /// The whole text, UTF-8, without a byte order mark.
    pub text: String,
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// A source with the given name and text.
    pub fn new(name: impl Into<Arc<str>>, text: String) -> Self {
        Self {
            name: name.into(),
            text,
            lines: OnceLock::new(),
        }
    }

    /// The place of a byte offset; offsets beyond the end are at the end.
    pub fn place(&self, offset: usize) -> Place {
        let lines = self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(breaks.map(|at| at + 1)).collect()
        });
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = lines.partition_point(|&start| start <= offset).max(1);
        let start = lines[line - 1];
        let end = lines.get(line).map_or(self.text.len(), |next| next - 1);
        let before = &self.text[start..offset];
        let after = &self.text[offset..end.max(offset)];
        let column = before.chars().count();
        Place {
            file: Arc::clone(&self.name),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
            text: clip(before, after),
        }
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
        assert_eq!(
            (first.line, first.column, first.text.as_str()),
            (1, 2, "甲乙")
        );
    }

    #[test]
    fn long_lines_are_clipped_around_the_column() {
        let source = Source::new("a.md", "字".repeat(500));
        let place = source.place(300);
        assert_eq!(place.column, 101);
        assert_eq!(place.text.chars().count(), 2 + 2 * SHOWN);
    }
}

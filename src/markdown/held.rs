//! Formulas held back from all that reads and edits a text: one private character stands for each.

use std::borrow::Cow;
use std::collections::HashSet;

use super::formula;
use chengshu_text::source::OffsetMap;

/// The characters that stand for formulas: planes 15 and 16, which are private.
const FIRST: char = '\u{f0000}';

/// Formulas by the characters that stand for them.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Ascending.
    signs: Vec<char>,
    /// As they stand in the text, and as they are by themselves.
    sources: Vec<(String, String)>,
}

impl Held {
    /// Takes the formulas out of a text. Returns it with characters in their places, and the way from
    /// it to the source file; `None` if it has no formulas. Those that all such characters do not
    /// suffice for stay.
    pub fn take(&mut self, text: &str, origin: &OffsetMap) -> Option<(String, OffsetMap)> {
        let found = formula::find(text);
        if found.is_empty() {
            return None;
        }
        let taken: HashSet<char> = text.chars().filter(|c| *c >= FIRST).collect();
        let signs = (FIRST..='\u{ffffd}').chain('\u{100000}'..='\u{10fffd}');
        let last = self.signs.last().copied();
        let free = signs.filter(|c| last.is_none_or(|last| *c > last) && !taken.contains(c));
        let mut out = String::with_capacity(text.len());
        let mut edits = Vec::with_capacity(found.len());
        let mut copied = 0;
        for (span, sign) in found.into_iter().zip(free) {
            out.push_str(&text[copied..span.start]);
            out.push(sign);
            copied = span.end;
            self.signs.push(sign);
            let source = text[span.clone()].to_owned();
            self.sources.push((source, formula::alone(text, &span)));
            edits.push((span, sign.len_utf8()));
        }
        out.push_str(&text[copied..]);
        Some((out, origin.edited(edits.into_iter())))
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }

    /// The formula a character stands for, as it is in the text and by itself.
    pub fn get(&self, c: char) -> Option<(&str, &str)> {
        let at = self.signs.binary_search(&c).ok()?;
        let (source, alone) = self.sources.get(at)?;
        Some((source, alone))
    }

    /// Where the first formula stands in a text that has them taken out.
    pub fn find(&self, text: &str) -> Option<(usize, char)> {
        let mut from = 0;
        // What private characters begin with, in UTF-8.
        while let Some(step) = memchr::memchr2(0xf3, 0xf4, text.as_bytes().get(from..)?) {
            let at = from + step;
            let c = text[at..].chars().next()?;
            if self.signs.binary_search(&c).is_ok() {
                return Some((at, c));
            }
            from = at + c.len_utf8();
        }
        None
    }

    /// A text with the formulas in it again.
    pub fn restore<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_empty() || self.find(text).is_none() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((at, c)) = self.find(rest) {
            out.push_str(&rest[..at]);
            out.push_str(self.get(c).map_or("", |(source, _)| source));
            rest = &rest[at + c.len_utf8()..];
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

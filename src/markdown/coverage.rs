//! What becomes of every byte of a text.

use crate::model::ink::Ink;
use crate::model::source::Span;

/// Accounts for the bytes of a text: shown, markup, or lost.
pub struct Coverage<'a> {
    pub text: &'a str,
    pub guard: char,
    /// Everything before is accounted for.
    pub seen: usize,
    pub markup: Ink,
    pub lost: Vec<Span>,
}

impl Coverage<'_> {
    /// Accounts for what stands before the next event: white space and signs of the markup. Anything
    /// else is lost.
    pub fn gap(&mut self, end: usize) {
        let Some(gap) = self.text.get(self.seen..end) else {
            return;
        };
        if self.is_lost(gap) {
            self.lost.push(self.seen..end);
        }
        self.markup(end);
    }

    /// Whether a text without events holds more than signs of the markup.
    pub fn is_lost(&self, gap: &str) -> bool {
        let is_sign = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == self.guard;
        !gap.chars().all(is_sign)
    }

    pub fn add_markup(&mut self, start: usize, end: usize) {
        if let Some(text) = self.text.get(start..end) {
            self.markup += self.ink(text);
        }
    }

    /// The ink of a text without guards, which were never in the source.
    pub fn ink(&self, text: &str) -> Ink {
        let mut ink = Ink::of(text);
        let mut buffer = [0; 4];
        let guard = &*self.guard.encode_utf8(&mut buffer);
        for _ in memchr::memmem::find_iter(text.as_bytes(), guard) {
            ink -= Ink::of(guard);
        }
        ink
    }

    /// Accounts for everything up to `end` as markup.
    pub fn markup(&mut self, end: usize) {
        let end = end.min(self.text.len());
        if end > self.seen {
            self.add_markup(self.seen, end);
            self.seen = end;
        }
    }

    /// Accounts for the rest of a line, as of a fence with its words.
    pub fn line(&mut self, start: usize) {
        let length = memchr::memchr(b'\n', &self.text.as_bytes()[start..]);
        self.markup(length.map_or(self.text.len(), |length| start + length));
    }

    /// Accounts for the label a note begins with, up to its colon.
    pub fn label(&mut self, start: usize) {
        let note = &self.text.as_bytes()[start..];
        let mut escaped = false;
        let length = note.iter().position(|&b| {
            let ends = b == b']' && !escaped;
            escaped = b == b'\\' && !escaped;
            ends
        });
        let end = length.map_or(note.len(), |length| length + "]:".len());
        self.markup(start + end);
    }

    /// Accounts for the sign or number a list item begins with.
    pub fn list_marker(&mut self, start: usize) {
        let item = &self.text[start..];
        // The range of an item behind a tab begins with what the tab belongs to.
        let before = item.trim_start_matches([' ', '\t', '\n', '>']);
        let indent = item.len() - before.len();
        let digits = before.bytes().take_while(u8::is_ascii_digit).count();
        self.markup(start + indent + digits);
    }

    /// Accounts for a range that shows `text`; what differs is markup (`&amp;` shows `&`, and
    /// the range of a code span includes its backticks).
    pub fn shown(&mut self, range: &Span, text: &str) {
        self.gap(range.start);
        let source = &self.text[range.clone()];
        if source != text {
            self.markup += self.ink(source) - self.ink(text);
        }
        self.seen = range.end.max(self.seen);
    }

    /// Accounts for raw HTML that showed some ink.
    pub fn raw(&mut self, end: usize, shown: Ink) {
        self.markup(end);
        self.take_back(shown);
    }

    /// Ink counted as markup that was shown after all.
    pub fn take_back(&mut self, shown: Ink) {
        self.markup -= shown;
    }
}

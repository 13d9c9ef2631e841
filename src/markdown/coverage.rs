//! The account of every byte of a text.

use super::held::Held;
use crate::model::markup::{Markup, Sort};
use crate::model::text_sum::TextSum;
use chengshu_text::source::Span;

/// Accounts for the bytes of a text: shown, markup, or lost.
pub struct Coverage<'a> {
    pub text: &'a str,
    pub guard: char,
    pub held: &'a Held,
    /// Everything before is accounted for.
    pub seen: usize,
    pub markup: Markup,
    pub lost: Vec<Span>,
}

impl Coverage<'_> {
    /// Accounts for what stands before the next event: white space and signs of the markup. Anything
    /// else is lost.
    pub fn gap(&mut self, end: usize) {
        self.markup(Sort::Sign, end);
    }

    /// True if a text without events is no markup of a sort.
    pub fn is_lost(&self, sort: Sort, text: &str) -> bool {
        !sort.admits(text)
            && (!text.contains(self.guard) || !sort.admits(&text.replace(self.guard, "")))
    }

    /// The sum of a text as it is in the source: without guards, and with its formulas.
    pub fn text_sum(&self, text: &str) -> TextSum {
        let text = &*self.held.restore(text);
        let mut text_sum = TextSum::of(text);
        let mut buffer = [0; 4];
        let guard = &*self.guard.encode_utf8(&mut buffer);
        for _ in memchr::memmem::find_iter(text.as_bytes(), guard) {
            text_sum -= TextSum::of(guard);
        }
        text_sum
    }

    /// Accounts for everything up to `end` as markup of a sort. What has another form is lost.
    pub fn markup(&mut self, sort: Sort, end: usize) {
        let end = end.min(self.text.len());
        if end <= self.seen {
            return;
        }
        if let Some(text) = self.text.get(self.seen..end) {
            if self.is_lost(sort, text) {
                self.lost.push(self.seen..end);
            }
            self.markup.add(sort, self.text_sum(text));
        }
        self.seen = end;
    }

    /// Accounts for the rest of a line, as of a fence with its words.
    pub fn line(&mut self, start: usize) {
        let length = memchr::memchr(b'\n', &self.text.as_bytes()[start..]);
        self.markup(Sort::Fence, length.map_or(self.text.len(), |length| start + length));
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
        self.markup(Sort::NoteLabel, start + end);
    }

    /// Accounts for the sign or number a list item begins with.
    pub fn list_marker(&mut self, start: usize) {
        let item = &self.text[start..];
        // The range of an item behind a tab begins with what the tab belongs to.
        let before = item.trim_start_matches([' ', '\t', '\n', '>']);
        let indent = item.len() - before.len();
        let digits = before.bytes().take_while(u8::is_ascii_digit).count();
        self.markup(Sort::ListNumber, start + indent + digits);
    }

    /// Accounts for a range that shows `text`; what differs is markup (`&amp;` shows `&`, and
    /// the range of a code span includes its backticks).
    pub fn shown(&mut self, range: &Span, text: &str) {
        self.gap(range.start);
        let source = &self.text[range.clone()];
        if source != text {
            let hidden = self.text_sum(source) - self.text_sum(text);
            self.markup.add(Sort::Reference, hidden);
        }
        self.seen = range.end.max(self.seen);
    }

    /// Accounts for raw HTML that showed some text.
    pub fn raw(&mut self, end: usize, shown: TextSum) {
        self.markup(Sort::Tag, end);
        self.markup.take(Sort::Tag, shown);
    }
}

//! Text of the open element, as its lines are joined.

use std::borrow::Cow;

use super::{Builder, Frame, Kind};
use crate::markdown::math;
use crate::model::block::Inline;
use crate::model::markup::Sort;
use crate::model::text_sum::TextSum;
use chengshu_writing::script::is_set_solid;

impl Builder<'_> {
    /// Text of the current element, and formulas in it.
    pub fn text(&mut self, text: &str, at: usize) {
        let mut rest = text;
        if !self.in_code() {
            while let Some((step, sign)) = self.held.find(rest) {
                let (before, from) = rest.split_at(step);
                let start = at + (text.len() - rest.len());
                if !before.is_empty() {
                    self.plain(before, start);
                }
                self.formula(sign, start + step);
                rest = &from[sign.len_utf8()..];
            }
        }
        if !rest.is_empty() || text.is_empty() {
            self.plain(rest, at + (text.len() - rest.len()));
        }
    }

    /// A formula, which stands beside words as a word does.
    fn formula(&mut self, sign: char, at: usize) {
        let Some((written, alone)) = self.held.get(sign) else {
            return;
        };
        let has_one_line =
            self.in_cell() || self.stack.iter().any(|open| matches!(open.kind, Kind::Heading(_)));
        let alone = if has_one_line { on_a_line(alone.into()) } else { alone.into() };
        self.inline_context(at);
        self.join('a', at);
        self.last = Some('a');
        let formula = Box::new(math::formula(&alone, self.place(at)));
        let hidden = TextSum::of(written) - TextSum::of(&formula.words);
        self.markup.add(Sort::Formula, hidden);
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(Inline::Formula(formula));
        }
    }

    /// Text without formulas.
    fn plain(&mut self, text: &str, at: usize) {
        let clean = self.clean(text);
        if let Some(Frame { kind: Kind::Preformatted { .. }, text: code, .. }) =
            self.stack.last_mut()
        {
            code.push_str(&clean);
            return;
        }
        let clean = on_a_line(clean);
        self.inline_context(at);
        // An escaped tilde is no mark, so it may not become one with another.
        if text.starts_with('~') && at > 0 && self.text.as_bytes().get(at - 1) == Some(&b'\\') {
            self.join('~', at);
            self.push_text("~", at);
            self.last = Some('~');
            if text.len() > 1 {
                self.push_text(&clean[1..], at + 1);
                self.last = text.chars().next_back();
            }
            return;
        }
        // Where each line is struck out by itself the marks of two lines are not one run.
        let parts_marks = self.soft_break.is_some() && text.starts_with('~') && self.ends_struck();
        if let Some(next) = text.chars().find(|&c| c != '~' && c != self.guard) {
            self.join(next, at);
        }
        if parts_marks {
            self.push_text(&clean, at);
        } else {
            self.append(&clean, at);
        }
        if let Some(last) = text.chars().rev().find(|&c| c != '~' && c != self.guard) {
            self.last = Some(last);
        }
    }

    /// Joins a wrapped line to the next, which begins with `next`. The space goes where the
    /// line ended, before the elements opened since.
    pub(super) fn join(&mut self, next: char, at: usize) {
        if let Some(depth) = self.soft_break.take()
            && self.last.is_some_and(|last| needs_space(last, next))
        {
            self.append_to(depth.min(self.stack.len()), " ", at);
        }
    }

    fn append(&mut self, text: &str, at: usize) {
        self.append_to(self.stack.len(), text, at);
    }

    /// Adds text to the innermost of the first `depth` open elements.
    fn append_to(&mut self, depth: usize, text: &str, at: usize) {
        let at = self.place(at);
        let Some(frame) = depth.checked_sub(1).and_then(|at| self.stack.get_mut(at)) else {
            return;
        };
        if let Some(Inline::Text { text: last, .. }) = frame.content.last_mut() {
            last.push_str(text);
        } else {
            frame.content.push(Inline::Text { text: text.to_owned(), at });
        }
    }

    /// Adds text as a piece of its own.
    fn push_text(&mut self, text: &str, at: usize) {
        let (text, at) = (text.to_owned(), self.place(at));
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(Inline::Text { text, at });
        }
    }

    fn ends_struck(&self) -> bool {
        let last = self.stack.last().and_then(|frame| frame.content.last());
        matches!(last, Some(Inline::Text { text, .. }) if text.ends_with('~'))
    }

    /// A text as it is in the source: without guards, and with its formulas.
    pub(super) fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.unguarded(text) {
            Cow::Borrowed(text) => self.held.restore(text),
            Cow::Owned(text) => Cow::Owned(self.held.restore(&text).into_owned()),
        }
    }

    pub(super) fn unguarded<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.guards.is_some() && text.contains(self.guard) {
            Cow::Owned(text.replace(self.guard, ""))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// Text that is not shown: of an element that is left out, or the alternative text of an image.
    pub fn hidden(&mut self, text: &str) {
        if self.is_removing() {
            let text = self.clean(text).into_owned();
            self.add_left_out(&text);
        } else {
            self.alt(text);
        }
    }

    /// Alternative text of the open image.
    pub fn alt(&mut self, text: &str) {
        let clean = on_a_line(self.clean(text));
        if let Some(frame) = self.stack.last_mut()
            && matches!(frame.kind, Kind::Image { .. })
        {
            frame.text.push_str(&clean);
        }
    }

    /// Code within a line.
    pub fn code_span(&mut self, text: &str, at: usize) {
        let clean = self.clean(text);
        if self.in_code() {
            self.text(&clean, at);
            return;
        }
        self.inline_context(at);
        if let Some(next) = clean.chars().next() {
            self.join(next, at);
            self.last = clean.chars().next_back();
        }
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(Inline::Code(clean.into_owned()));
        }
    }

    /// A line break that only wraps the text, except in lyrics.
    pub fn soft_break(&mut self) {
        if self.is_open(&Kind::Lyrics) {
            self.hard_break();
        } else if self.in_code() {
            self.text("\n", 0);
        } else {
            self.soft_break = Some(self.stack.len());
        }
    }

    /// A line break the text means.
    pub fn hard_break(&mut self) {
        self.soft_break = None;
        self.last = None;
        if self.in_code() {
            self.text("\n", 0);
        } else if let Some(frame) = self.stack.last_mut()
            && (frame.kind.is_leaf() || frame.kind.is_inline())
        {
            frame.content.push(Inline::LineBreak);
        }
    }
}

/// True if words on two lines need a space when the lines are joined (requirement Z6).
fn needs_space(last: char, next: char) -> bool {
    !is_set_solid(last) && !is_set_solid(next)
}

/// A text without line breaks, which only references such as `&#10;` bring into a line: there
/// they are spaces.
pub fn on_a_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace(['\n', '\r'], " "))
    } else {
        text
    }
}

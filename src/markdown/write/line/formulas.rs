//! Formulas in a line, and text that must not look like one.

use std::borrow::Cow;
use std::ops::Range;

use super::{APART, Writer};
use crate::markdown::formula;

impl Writer {
    /// A formula as it was written.
    pub(super) fn formula(&mut self, source: &str) {
        let before = self.out.chars().next_back();
        if before == Some('\\') || !formula::begins_behind(source, before) {
            self.out.push_str(APART);
        }
        let start = self.out.len();
        self.out.push_str(source);
        self.formulas.push(start..self.out.len());
    }

    /// Keeps text apart from a formula that would not end before it.
    pub(super) fn part_from_formula(&mut self, text: &str) {
        let last = self.formulas.last().filter(|last| last.end == self.out.len());
        let source = last.map(|last| &self.out[last.clone()]);
        if source.is_some_and(|source| !formula::ends_before(source, text.chars().next())) {
            self.out.push_str(APART);
        }
    }

    /// The text between marks from an offset on: a formula stands beside them as a letter does.
    pub(super) fn inside(&self, from: usize) -> Cow<'_, str> {
        let (inside, end) = (&self.out[from..], self.out.len());
        let begins = self.formulas.iter().any(|formula| formula.start == from);
        let ends = self.formulas.last().is_some_and(|formula| formula.end == end);
        if !begins && !ends {
            return Cow::Borrowed(inside);
        }
        let letter = |is_formula: bool| if is_formula { "a" } else { "" };
        Cow::Owned([letter(begins), inside, letter(ends)].concat())
    }

    /// Escapes signs of text that would begin a formula in the line as it is.
    pub(super) fn escape_formulas(&mut self) {
        // Without one that is none, others may begin.
        loop {
            let found = formula::find(&self.out).into_iter();
            let others: Vec<usize> = found
                .filter(|span| !self.formulas.contains(span))
                .map(|span| span.start)
                .collect();
            if others.is_empty() {
                return;
            }
            for start in others.into_iter().rev() {
                // A bracket has its backslash already.
                let (length, escaped) = match self.out.as_bytes().get(start) {
                    Some(b'\\') => (2, "&#91;"),
                    _ => (0, "\\"),
                };
                self.replace(start..start + length, escaped);
            }
        }
    }

    /// Puts other signs in place of those of a span, which are no longer than they.
    pub(super) fn replace(&mut self, span: Range<usize>, with: &str) {
        let longer = with.len() - span.len();
        for formula in self.formulas.iter_mut().filter(|it| it.start >= span.start) {
            *formula = formula.start + longer..formula.end + longer;
        }
        self.out.replace_range(span, with);
    }
}

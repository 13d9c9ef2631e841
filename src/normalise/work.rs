//! The chapter as block rules see it, and the record of their changes.

use std::collections::BTreeSet;

use crate::model::manuscript::{Change, ChangeKind, Moment};
use crate::model::section_file::SectionFile;
use crate::model::text_sum::TextSum;
use crate::model::treatment::Treatment;
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;
use chengshu_writing::language::primary;

/// A chapter as block rules see it, and the record of their changes.
pub struct Work<'a> {
    pub(super) titles: &'a [&'a str],
    pub(super) language: &'a str,
    pub(super) treatment: &'a Treatment,
    pub(super) sections: Option<&'a SectionFile>,
    pub(super) file: &'a str,
    pub(super) source: &'a Source,
    pub(super) moments: &'a [Moment],
    pub(super) sink: &'a mut Sink,
    pub(super) changes: &'a mut Vec<Change>,
    pub(super) changed: TextSum,
    pub(super) asides: usize,
    pub(super) corrections: BTreeSet<usize>,
    /// Names the source states as those of speakers.
    pub(super) speakers: &'a [String],
}

impl Work<'_> {
    /// Records that characters became others.
    pub(super) fn change_text(
        &mut self,
        rule: &'static str,
        at: usize,
        before: String,
        after: String,
    ) {
        self.changed += TextSum::of(&after) - TextSum::of(&before);
        self.changes.push(Change { rule, at, before, after, kind: ChangeKind::Text });
    }

    /// The changes so far, to go back to.
    pub(super) fn history(&self) -> (usize, TextSum) {
        (self.changes.len(), self.changed)
    }

    /// Forgets what was changed since, which the caller has taken back.
    pub(super) fn go_back(&mut self, (changes, text_sum): (usize, TextSum)) {
        self.changes.truncate(changes);
        self.changed = text_sum;
    }

    /// True if the text is in Chinese.
    pub(super) fn is_chinese(&self) -> bool {
        primary(self.language) == "zh"
    }

    /// Records that only the form changed.
    pub(super) fn change_form(&mut self, rule: &'static str, at: usize, before: &str, after: &str) {
        self.changes.push(Change {
            rule,
            at,
            before: before.to_owned(),
            after: after.to_owned(),
            kind: ChangeKind::Form,
        });
    }

    /// Puts a settled text in place of one whose changes are recorded already.
    pub(super) fn settle(&mut self, text: &mut String, settled: String) {
        self.changed += TextSum::of(&settled) - TextSum::of(text);
        *text = settled;
    }
}

//! A cleaned transcript and the changes that made it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use crate::model::block::Block;
use crate::model::markup::Markup;
use crate::model::text_sum::TextSum;

/// A body after normalisation.
#[derive(Debug, Default)]
pub struct Manuscript {
    /// The running text. Headings are a hierarchy from level 2 down.
    pub blocks: Vec<Block>,
    /// Words of headings that are no longer as they were written, by their places in the source: links
    /// call them so.
    pub headings: BTreeMap<usize, String>,
    /// The changes, in the order of the rules, then of the text.
    pub changes: Vec<Change>,
    /// Time stamps lifted out of the text, ascending by place.
    pub moments: Vec<Moment>,
    /// Advertisements met with.
    pub asides: usize,
    /// Numbers of the entries of the glossary that were used.
    pub corrections: BTreeSet<usize>,
    /// Everything a reader of the source sees and a reader of the book does not, in order of the
    /// text.
    pub left_out: Vec<Omission>,
    /// Where every character of the body went.
    pub ledger: Ledger,
}

/// Something of a source that is neither on a page nor in a change nor mere markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omission {
    /// Its kind: `comment`, or the name of an element.
    pub what: String,
    /// Where, as a byte offset in the source file.
    pub at: usize,
    /// Its words, or the address of what would be played.
    pub text: String,
}

/// One change a rule made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule's id.
    pub rule: &'static str,
    /// Where, as a byte offset in the source file.
    pub at: usize,
    /// The text before.
    pub before: String,
    /// The text now.
    pub after: String,
    /// Whether `before` and `after` are text of the transcript.
    pub kind: ChangeKind,
}

/// The part of a text a change touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Characters: `before` became `after`.
    Text,
    /// The form alone; `before` and `after` describe it.
    Form,
}

/// A time in the recording and the place in the text that is said then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Byte offset in the source file.
    pub at: usize,
    /// Seconds from the beginning of the recording.
    pub seconds: u32,
}

/// The proof that no text was lost: `body + changed - markup = text` must hold, and each sort
/// of markup has its own form ([`Sort::admits`](super::markup::Sort::admits)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ledger {
    /// Sum of the body as it was read.
    pub body: TextSum,
    /// Sum of what recorded changes put in, less what they took out.
    pub changed: TextSum,
    /// Sum of markup, sort by sort.
    pub markup: Markup,
    /// Sum of the blocks.
    pub text: TextSum,
}

impl AddAssign for Ledger {
    fn add_assign(&mut self, other: Self) {
        self.body += other.body;
        self.changed += other.changed;
        self.markup += other.markup;
        self.text += other.text;
    }
}

impl Ledger {
    /// True if every character is accounted for.
    pub fn balances(&self) -> bool {
        self.expected() == self.text
    }

    /// The sum the blocks must have.
    pub fn expected(&self) -> TextSum {
        self.body + self.changed - self.markup.total()
    }
}

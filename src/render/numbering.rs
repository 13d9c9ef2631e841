//! Numbers and ids through all pages of a file: of headings, places and notes.

use std::collections::HashMap;

use crate::model::block::Block;
use crate::model::identity::{Names, digest};

/// Numbers of notes by label, in order of their first mark, through all pages of a file.
#[derive(Default)]
pub(super) struct Numbering {
    notes: HashMap<String, Note>,
    /// The number given last.
    last: usize,
    /// The page being made.
    pub(super) page: String,
}

/// A note so far.
#[derive(Clone, Default)]
pub(super) struct Note {
    /// 0 until the note is met with.
    pub(super) number: usize,
    /// Links to the note so far.
    pub(super) links: usize,
    /// The page the note stands on.
    pub(super) page: Option<String>,
}

impl Numbering {
    /// Begins a page with its notes.
    pub(super) fn turn_to(&mut self, page: &str, notes: &[Block]) {
        page.clone_into(&mut self.page);
        for block in notes {
            if let Block::Note { label, .. } = block {
                let note = self.notes.entry(label.clone()).or_default();
                note.page.get_or_insert_with(|| page.to_owned());
            }
        }
    }

    pub(super) fn note(&mut self, label: &str) -> &mut Note {
        let note = self.notes.entry(label.to_owned()).or_default();
        if note.number == 0 {
            self.last += 1;
            note.number = self.last;
        }
        note
    }
}

/// The ids of a file's headings and places, in the order its pages show them.
#[derive(Debug, Default)]
pub(super) struct Ids {
    headings: Names,
    anchors: usize,
}

impl Ids {
    /// The id of the next heading that stands by itself: of its words, so that a heading before it
    /// does not change it.
    pub(super) fn heading(&mut self, words: &str) -> String {
        self.headings.unused(&format!("s-{}", digest(words)))
    }

    /// The id of the next place, or heading within another block.
    pub(super) fn anchor(&mut self) -> String {
        self.anchors += 1;
        format!("a{}", self.anchors)
    }
}

//! What is read of an entry in Chinese prose, while it is read.

use super::marks::trim;
use crate::reference::Kind;

/// What an entry states, but its text, place and address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields {
    /// The title.
    pub title: String,
    /// The work it is a piece of.
    pub container: Option<String>,
    /// Editors of that work.
    pub editors: Vec<String>,
    /// Authors in order.
    pub authors: Vec<String>,
    /// Translators in order.
    pub translators: Vec<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// Press, outlet or body.
    pub publisher: Option<String>,
    /// The language as written.
    pub language: Option<String>,
    /// What the entry says it is.
    pub kind: Option<Kind>,
    /// What it is likely to be if it does not say.
    pub likely: Option<Kind>,
}

impl Fields {
    /// Sets the year if there is none yet.
    pub(super) fn date(&mut self, year: i32) {
        self.year.get_or_insert(year);
    }

    /// Sets the publisher if there is none yet.
    pub(super) fn publisher(&mut self, name: &str) {
        let name = trim(name).trim_matches(|c: char| "《》“”\"".contains(c));
        if self.publisher.is_none() && !name.is_empty() {
            self.publisher = Some(name.to_owned());
        }
    }

    /// Sets the kind if none is stated yet.
    pub(super) fn kind(&mut self, kind: Kind) {
        self.kind.get_or_insert(kind);
    }

    /// Sets the likely kind if there is none yet.
    pub(super) fn likely(&mut self, kind: Kind) {
        self.likely.get_or_insert(kind);
    }
}

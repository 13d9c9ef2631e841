//! The works a book cites, each once.

use std::sync::Arc;

use chengshu_references::reference::Reference;
use chengshu_text::date::PartialDate;

/// The works a book cites, in the order they are listed and numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Works {
    /// The works; the first has the number 1.
    pub list: Vec<Work>,
}

/// A work, with all who cite it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// What is known of it from all its entries together: the entry itself where there is one.
    pub reference: Arc<Reference>,
    /// The entries that name it, by chapter. None, if the work belongs to the book as a whole.
    pub citations: Vec<Citation>,
    /// The day of the first chapter that cites it: its address was good then.
    pub accessed: Option<PartialDate>,
}

/// An entry of a chapter's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    /// The chapter, by index.
    pub chapter: usize,
    /// The entry in its list, from 0.
    pub entry: usize,
}

impl Work {
    /// The chapters that cite it, each once, in order.
    pub fn chapters(&self) -> impl Iterator<Item = usize> + '_ {
        let mut last = None;
        self.citations
            .iter()
            .map(|citation| citation.chapter)
            .filter(move |chapter| last.replace(*chapter) != Some(*chapter))
    }
}

//! One cited work, as it was stated.

use super::source::Span;

/// What sort of work is cited, in CSL 1.0.2 terms where CSL has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A book, CSL `book`.
    Book,
    /// A piece in a paper, magazine, journal or site, CSL `article`.
    Article,
    /// A report by a body, CSL `report`.
    Report,
    /// A dissertation, CSL `thesis`.
    Thesis,
    /// A site or a part of it, CSL `webpage`.
    Web,
    /// Pages of an encyclopedia anyone edits, CSL `entry-encyclopedia`.
    Wiki,
    /// A film or programme, CSL `motion_picture`.
    Film,
    /// A paper or magazine as a whole, CSL `periodical`.
    Periodical,
    /// Court records, declassified files, recorded speeches, CSL `collection`.
    Archive,
    /// A source whose nature is not stated, CSL `document`.
    Other,
}

/// A cited work. Fields hold only what the entry states; nothing is inferred from knowledge of
/// the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The entry as written, without list number, outer separators and a final `。`.
    pub raw: String,
    /// Where `raw` stands in the description it was read from, in bytes.
    pub at: Span,
    /// The title, without `《》`.
    pub title: String,
    /// Authors in the order stated.
    pub authors: Vec<String>,
    /// Translators in the order stated.
    pub translators: Vec<String>,
    /// The year of publication, edition, article or interview.
    pub year: Option<i32>,
    /// Press, newspaper, magazine, broadcaster or issuing body.
    pub publisher: Option<String>,
    /// The address as written.
    pub url: Option<String>,
    /// The language as written (`俄文`, `俄语`), when stated of the source.
    pub language: Option<String>,
    /// What sort of work it is.
    pub kind: Kind,
}

/// A description taken apart: every character but list numbers, separators and white space is in
/// exactly one of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// What introduces the talk, in pieces.
    pub intro: Vec<Span>,
    /// Headings of lists, such as `参考资料：`.
    pub labels: Vec<Span>,
    /// Thanks, credits, requests, and notes about where the list is instead.
    pub notes: Vec<Span>,
    /// The cited works, in order.
    pub references: Vec<Reference>,
}

impl Description {
    /// The blurb as text, its pieces in order and apart by line breaks. `text` is the description
    /// this was read from.
    pub fn intro_text(&self, text: &str) -> String {
        let pieces: Vec<&str> = self
            .intro
            .iter()
            .filter_map(|span| text.get(span.clone()))
            .collect();
        pieces.join("\n")
    }
}

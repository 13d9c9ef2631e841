//! The colophon.

use super::chapter::{day, join_names};
use super::shell;
use crate::labels::Labels;
use crate::model::book::Book;
use crate::model::date::PartialDate;
use crate::model::package::Page;
use crate::xml::element;

/// What the colophon states besides what the book says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint<'a> {
    /// The book's identifier.
    pub identifier: &'a str,
    /// The date of the edition.
    pub edition: PartialDate,
    /// Name and version of the program.
    pub program: &'a str,
}

/// The colophon: what the book was compiled from, when, with what, and whose it is.
pub fn colophon(book: &Book, imprint: &Imprint<'_>, labels: &Labels) -> Page {
    let mut list = element("dl");
    let mut row = |term: &'static str, detail: String| {
        let list_with_row = std::mem::take(&mut list)
            .child(element("dt").text(term))
            .child(element("dd").text(detail));
        list = list_with_row;
    };
    row(
        labels.compiled_from,
        format!("{}{}", book.chapters.len(), labels.transcripts),
    );
    let dates = book.chapters.iter().filter_map(|chapter| chapter.date);
    if let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) {
        let (from, to) = (day(first, &book.language), day(last, &book.language));
        let span = if from == to {
            from
        } else {
            format!("{from} – {to}")
        };
        row(labels.dates, span);
    }
    row(labels.edition, day(imprint.edition, &book.language));
    row(labels.made_with, imprint.program.to_owned());
    row(labels.identifier, imprint.identifier.to_owned());
    let rights = book
        .rights
        .clone()
        .unwrap_or_else(|| labels.rights.to_owned());
    let mut heading = book.title.clone();
    if !book.authors.is_empty() {
        heading = format!("{heading} / {}", join_names(&book.authors, &book.language));
    }
    let body = element("section")
        .attr("class", "colophon")
        .attr("epub:type", "colophon")
        .attr("role", "doc-colophon")
        .attr("aria-labelledby", "title")
        .child(element("h1").attr("id", "title").text(labels.colophon))
        .child(element("p").text(heading))
        .child(list)
        .child(element("p").attr("class", "rights").text(rights));
    Page {
        path: "text/colophon.xhtml".into(),
        root: shell(&book.language, labels.colophon, body),
    }
}

//! The imprint behind the title page, and the colophon at the end.

use std::collections::BTreeSet;

use super::page::shell;
use super::words::{day, join_names};
use crate::model::book::{Book, Chapter};
use crate::model::speech::Writer;
use crate::model::treatment::Marks;
use chengshu_epub::publication::Page;
use chengshu_text::date::PartialDate;
use chengshu_text::xml::{Element, element};
use chengshu_writing::labels::{Labels, language_name};

/// Statements of imprint and colophon besides those of the book about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition<'a> {
    /// The book's identifier.
    pub identifier: &'a str,
    /// The date of the edition, if there is one.
    pub day: Option<PartialDate>,
    /// Name and version of the program.
    pub program: &'a str,
    /// What the program put beside the words.
    pub added: Vec<&'a str>,
}

/// The imprint: what the book is called, who made and published it, whose it is.
pub fn imprint(book: &Book, edition: &Edition<'_>, labels: &Labels) -> Page {
    let mut rows = Rows::default();
    rows.add(labels.published, book.publisher.clone());
    rows.add(labels.edition, edition.day.map(|date| day(date, &book.language)));
    rows.add(labels.identifier, Some(edition.identifier.to_owned()));
    let rights = book.rights.clone().unwrap_or_else(|| labels.rights.to_owned());
    let body = element("section")
        .attr("class", "colophon imprint")
        .attr("epub:type", "copyright-page")
        .attr("aria-label", labels.imprint)
        .child(element("p").attr("class", "of").text(heading(book)))
        .child(rows.list)
        .child(element("p").attr("class", "rights").text(rights));
    Page { path: "text/imprint.xhtml".into(), root: shell(&book.language, labels.imprint, body) }
}

/// Path of the colophon within the package folder.
pub const COLOPHON: &str = "text/colophon.xhtml";

/// The colophon: what the book was compiled from, and with what; `fonts` names those embedded,
/// with their licences.
pub fn colophon(book: &Book, edition: &Edition<'_>, fonts: &[String], labels: &Labels) -> Page {
    let mut rows = Rows::default();
    rows.add(labels.compiled_from, Some((labels.transcripts)(book.chapters.len())));
    let dates = book.chapters.iter().filter_map(|chapter| chapter.date);
    if let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) {
        let (from, to) = (day(first, &book.language), day(last, &book.language));
        let span = if from == to { from } else { format!("{from} – {to}") };
        rows.add(labels.dates, Some(span));
    }
    let others: BTreeSet<&str> = book
        .chapters
        .iter()
        .flat_map(|chapter| &chapter.others)
        .map(|tag| language_name(tag))
        .collect();
    if !others.is_empty() {
        let others: Vec<&str> = others.into_iter().collect();
        rows.add(labels.left_out_languages, Some(others.join(", ")));
    }
    let is_recognised = |chapter: &&Chapter| chapter.writer == Writer::Recogniser;
    let recognised = book.chapters.iter().filter(is_recognised).count();
    if recognised > 0 {
        rows.add(labels.recognised, Some((labels.transcripts)(recognised)));
    }
    let is_restored = |chapter| book.treatment_of(chapter).marks == Marks::Restored;
    if book.chapters.iter().any(is_restored) {
        rows.add(labels.marks.0, Some(labels.marks.1.to_owned()));
    }
    for font in fonts {
        rows.add(labels.font, Some(font.clone()));
    }
    rows.add(labels.made_with, Some(edition.program.to_owned()));
    for what in &edition.added {
        rows.add(labels.added, Some((*what).to_owned()));
    }
    let body = element("section")
        .attr("class", "colophon")
        .attr("epub:type", "colophon")
        .attr("role", "doc-colophon")
        .attr("aria-labelledby", "title")
        .child(element("h1").attr("id", "title").text(labels.colophon))
        .child(element("p").text(heading(book)))
        .child(rows.list);
    Page { path: COLOPHON.into(), root: shell(&book.language, labels.colophon, body) }
}

/// Title and authors.
fn heading(book: &Book) -> String {
    if book.authors.is_empty() {
        return book.title.clone();
    }
    let names = join_names(&book.authors, &book.language);
    format!("{} / {names}", book.title)
}

/// Terms with what they are in this book.
struct Rows {
    list: Element,
}

impl Default for Rows {
    fn default() -> Self {
        Self { list: element("dl") }
    }
}

impl Rows {
    fn add(&mut self, term: &'static str, detail: Option<String>) {
        if let Some(detail) = detail {
            let list = std::mem::take(&mut self.list);
            self.list = list.child(element("dt").text(term)).child(element("dd").text(detail));
        }
    }
}

//! Back matter: the bibliography and the colophon.

use super::address::autolink;
use super::chapter::{day, join_names};
use super::labels::Labels;
use super::{fill, shell};
use crate::model::book::{Book, Chapter};
use crate::model::date::Date;
use crate::model::package::{NavPoint, Page};
use crate::xml::{Element, element};

/// Where a chapter's references stand. They are all on one page but in very long books, where
/// the page is found by [`bibliography`] itself; so the way there leads over the chapter's
/// own anchor file.
pub(super) fn chapter_anchor(stem: &str) -> String {
    format!("bibliography.xhtml#b-{stem}")
}

/// The bibliography, grouped by chapter, with links back; no pages when there is no reference.
pub fn bibliography(book: &Book, labels: &Labels) -> Vec<Page> {
    let groups: Vec<Element> = book
        .chapters
        .iter()
        .filter(|chapter| !chapter.references.is_empty())
        .map(group)
        .collect();
    if groups.is_empty() {
        return Vec::new();
    }
    fill("bibliography", groups, |number, groups| {
        let title = if number == 0 {
            labels.bibliography.to_owned()
        } else {
            format!("{} ({})", labels.bibliography, number + 1)
        };
        let body = element("section")
            .attr("class", "bibliography")
            .attr("epub:type", "bibliography")
            .attr("role", "doc-bibliography")
            .attr("aria-labelledby", "title")
            .child(element("h1").attr("id", "title").text(title.clone()))
            .children(groups);
        shell(&book.language, &title, body)
    })
}

fn group(chapter: &Chapter) -> Element {
    let id = format!("b-{}", chapter.stem);
    let heading = element("h2").attr("id", id.clone()).child(
        element("a")
            .attr("href", format!("{}.xhtml#references", chapter.stem))
            .text(chapter.title.clone()),
    );
    let entries = chapter.references.iter().enumerate().map(|(number, reference)| {
        let mut item = element("li").attr("id", format!("{id}-{}", number + 1));
        for (text, address) in autolink(&reference.raw) {
            item = match address {
                Some(address) => item.child(element("a").attr("href", address).text(text.to_owned())),
                None => item.text(text.to_owned()),
            };
        }
        item
    });
    element("section")
        .attr("aria-labelledby", id.clone())
        .child(heading)
        .child(element("ol").children(entries))
}

/// What the colophon states besides what the book says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint<'a> {
    /// The book's identifier.
    pub identifier: &'a str,
    /// The date of the edition.
    pub edition: Option<Date>,
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
        let (first, last) = (day(first, &book.language), day(last, &book.language));
        let span = if first == last { first } else { format!("{first} – {last}") };
        row(labels.dates, span);
    }
    if let Some(edition) = imprint.edition {
        row(labels.edition, day(edition, &book.language));
    }
    row(labels.made_with, imprint.program.to_owned());
    row(labels.identifier, imprint.identifier.to_owned());
    let rights = book.rights.clone().unwrap_or_else(|| labels.rights.to_owned());
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

/// The bibliography's entry in the table of contents.
pub fn bibliography_entry(labels: &Labels) -> NavPoint {
    NavPoint {
        label: labels.bibliography.into(),
        href: "text/bibliography.xhtml".into(),
        children: Vec::new(),
    }
}

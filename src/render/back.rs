//! Back matter: the bibliography and the colophon.

use super::address::autolink;
use super::chapter::{day, join_names};
use super::{fill, shell};
use crate::labels::Labels;
use crate::model::book::{Book, Chapter};
use crate::model::date::PartialDate;
use crate::model::package::{NavPoint, Page};
use crate::model::reference::Reference;
use crate::xml::{Element, element};

/// Entries of one chapter that stand together; more of them may go on on the next page.
const GROUP: usize = 400;

/// The bibliography, grouped by chapter, with links back; no pages when there is no reference.
/// Sets where each chapter's references are to be found.
pub fn bibliography(book: &mut Book, labels: &Labels) -> Vec<Page> {
    let mut groups = Vec::new();
    // The chapter each group belongs to, for its first group.
    let mut heads = Vec::new();
    for (index, chapter) in book.chapters.iter().enumerate() {
        for (number, entries) in chapter.references.chunks(GROUP).enumerate() {
            groups.push(group(chapter, number * GROUP, entries));
            heads.push((number == 0).then_some(index));
        }
    }
    if groups.is_empty() {
        return Vec::new();
    }
    let language = book.language.clone();
    let filled = fill("bibliography", groups, |number, groups| {
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
        shell(&language, &title, body)
    });
    let mut heads = heads.into_iter();
    let mut pages = Vec::with_capacity(filled.len());
    for (page, count) in filled {
        let file = page.path.trim_start_matches("text/");
        for index in heads.by_ref().take(count).flatten() {
            if let Some(chapter) = book.chapters.get_mut(index) {
                chapter.references_at = Some(format!("{file}#b-{}", chapter.stem));
            }
        }
        pages.push(page);
    }
    pages
}

/// Entries of a chapter, from the one numbered `before + 1` on.
fn group(chapter: &Chapter, before: usize, references: &[Reference]) -> Element {
    let id = format!("b-{}", chapter.stem);
    let entries = references.iter().enumerate().map(|(number, reference)| {
        let item = element("li").attr("id", format!("b-{}-{}", chapter.stem, before + number + 1));
        // Stated in fields, it has no words of its own.
        let words = match reference.raw.as_str() {
            "" => &reference.title,
            raw => raw,
        };
        autolink(words)
            .into_iter()
            .fold(item, |item, (text, address)| match address {
                Some(address) => {
                    item.child(element("a").attr("href", address).text(text.to_owned()))
                }
                None => item.text(text.to_owned()),
            })
    });
    let section = element("section");
    if before > 0 {
        let list = element("ol").attr("start", (before + 1).to_string());
        return section.child(list.children(entries));
    }
    let heading = element("h2").attr("id", id.clone()).child(
        element("a")
            .attr("href", format!("{}.xhtml#title", chapter.stem))
            .text(chapter.title.clone()),
    );
    section
        .child(heading)
        .child(element("ol").children(entries))
}

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

/// The bibliography's entry in the table of contents.
pub fn bibliography_entry(labels: &Labels) -> NavPoint {
    NavPoint {
        label: labels.bibliography.into(),
        href: "text/bibliography.xhtml".into(),
        children: Vec::new(),
    }
}

//! The recordings a book was made from, each as a source of its own.

use super::appendix::set;
use super::page::{fill, page_path, shell};
use crate::model::book::{Book, Chapter};
use crate::model::form::Form;
use chengshu_epub::publication::Page;
use chengshu_references::citation::typeset::SetReference;
use chengshu_references::reference::{Kind, Reference};
use chengshu_text::xml::element;
use chengshu_writing::labels::Labels;

/// The name of its pages.
const NAME: &str = "sources";

/// The recording of each chapter that states where it is, with the chapter's index.
pub fn recordings(book: &Book) -> Vec<(usize, Reference)> {
    let recording = |(index, chapter): (usize, &Chapter)| {
        let link = chapter.link.as_ref()?;
        let authors = if chapter.authors.is_empty() { &book.authors } else { &chapter.authors };
        let reference = Reference {
            kind: Kind::Web,
            title: chapter.title.clone(),
            authors: authors.iter().cloned().map(Into::into).collect(),
            issued: chapter.date,
            url: Some(link.url.clone()),
            ..Reference::default()
        };
        Some((index, reference))
    };
    book.chapters.iter().enumerate().filter_map(recording).collect()
}

/// The path of the first page of a book's list, if there is one.
pub fn first_page(book: &Book) -> Option<String> {
    let states = |chapter: &Chapter| chapter.link.is_some();
    let any = book.chapters.iter().any(states);
    any.then(|| page_path(NAME, 0))
}

/// The list of recordings; no pages when there is none. `list` has the index of a chapter, and its
/// recording as a style sets it.
pub fn sources<'a>(
    book: &'a Book,
    form: Form,
    list: &'a [(usize, SetReference)],
    labels: &'a Labels,
) -> impl Iterator<Item = Page> + 'a {
    let entries = list.iter().filter_map(|(index, recording)| {
        let chapter = book.chapters.get(*index)?;
        let back = element("a")
            .attr("class", "back")
            .attr("href", format!("{}.xhtml#title", chapter.stem))
            .attr("title", chapter.title.clone())
            .text("↩");
        let entry = element("li").nodes(set(recording, &book.language));
        Some(entry.text(" ").child(back))
    });
    fill(NAME, form.page_limit, entries, |number, before, entries| {
        let title = match number {
            0 => labels.sources.to_owned(),
            _ => format!("{} ({})", labels.sources, number + 1),
        };
        let start = (before > 0).then(|| (before + 1).to_string());
        let list = element("ol").attr_opt("start", start);
        let body = element("section")
            .attr("class", "bibliography")
            .attr("aria-labelledby", "title")
            .child(element("h1").attr("id", "title").text(title.clone()))
            .child(list.children(entries));
        shell(&book.language, &title, body)
    })
}

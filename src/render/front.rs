//! Front matter: cover page, title page, contents, introduction, and the pages of parts.

use super::page::{fill, shell};
use super::words::{annotated, join_names, phrased};
use crate::model::book::{Book, Part};
use crate::model::form::Form;
use chengshu_epub::publication::{NavPoint, Page};
use chengshu_text::xml::{Element, element};
use chengshu_writing::labels::Labels;

/// The page that shows the cover image, for readers that have no other way to (requirement I3).
pub fn cover(book: &Book, image: &str, labels: &Labels) -> Page {
    let alt = format!("{}: {}", labels.cover, book.title);
    let body = element("section")
        .attr("class", "cover")
        .attr("epub:type", "cover")
        .attr("aria-label", labels.cover)
        .child(
            element("img")
                .attr("src", format!("../{image}"))
                .attr("alt", alt)
                .attr("role", "doc-cover"),
        );
    Page { path: "text/cover.xhtml".into(), root: shell(&book.language, labels.cover, body) }
}

/// The title page.
pub fn title(book: &Book, labels: &Labels) -> Page {
    let mut body = element("section")
        .attr("class", "titlepage")
        .attr("epub:type", "titlepage")
        .attr("aria-label", labels.title_page);
    if let Some((series, number)) = &book.series {
        let (before, after) = labels.episode;
        let mark = match number {
            Some(number) => format!("{series} · {before}{number}{after}"),
            None => series.clone(),
        };
        body = body.child(element("p").attr("class", "mark").text(mark));
    }
    body = body.child(element("h1").nodes(annotated(&book.title, &book.ruby)));
    if let Some(subtitle) = &book.subtitle {
        body = body.child(element("p").attr("class", "subtitle").text(subtitle.clone()));
    }
    if !book.authors.is_empty() {
        let names = join_names(&book.authors, &book.language);
        body = body.child(element("p").attr("class", "author").text(names));
    }
    if let Some(publisher) = &book.publisher {
        body = body.child(element("p").attr("class", "publisher").text(publisher.clone()));
    }
    Page { path: "text/title.xhtml".into(), root: shell(&book.language, &book.title, body) }
}

/// The contents to read, two levels deep (requirement N3): parts and chapters, or chapters and
/// their sections. Long ones take several pages.
pub fn contents<'a>(
    book: &'a Book,
    form: Form,
    contents: &'a [NavPoint],
    labels: &'a Labels,
) -> impl Iterator<Item = Page> + 'a {
    fill(
        "contents",
        form.page_limit,
        contents.iter().map(|point| entry(point, 2)),
        |number, _, entries| {
            let title = if number == 0 {
                labels.contents.to_owned()
            } else {
                format!("{} ({})", labels.contents, number + 1)
            };
            let body = element("section")
                .attr("class", "contents")
                .attr("epub:type", "toc")
                .attr("role", "doc-toc")
                .attr("aria-labelledby", "title")
                .child(element("h1").attr("id", "title").text(title.clone()))
                .child(element("ol").children(entries));
            shell(&book.language, &title, body)
        },
    )
}

fn entry(point: &NavPoint, levels: usize) -> Element {
    let href = point.href.trim_start_matches("text/").to_owned();
    let item = element("li").child(element("a").attr("href", href).text(point.label.to_string()));
    if levels > 1 && !point.children.is_empty() {
        let below = point.children.iter().map(|child| entry(child, levels - 1));
        item.child(element("ol").children(below))
    } else {
        item
    }
}

/// The introduction: the book's description and the text of its index file.
pub fn introduction(book: &Book, text: Vec<Element>, labels: &Labels) -> Option<Page> {
    if book.description.is_none() && text.is_empty() {
        return None;
    }
    let body = element("section")
        .attr("epub:type", "introduction")
        .attr("role", "doc-introduction")
        .attr("aria-labelledby", "title")
        .child(
            element("header")
                .attr("class", "opening")
                .child(element("h1").attr("id", "title").text(labels.introduction)),
        )
        .children(standfirst(book.description.as_deref()))
        .children(text);
    Some(Page {
        path: "text/introduction.xhtml".into(),
        root: shell(&book.language, labels.introduction, body),
    })
}

/// A part's own page.
pub fn part(book: &Book, part: &Part, text: Vec<Element>) -> Page {
    let body = element("section")
        .attr("class", "part")
        .attr("epub:type", "part")
        .attr("role", "doc-part")
        .attr("aria-labelledby", "title")
        .child(element("h1").attr("id", "title").nodes(phrased(&part.title)))
        .children(standfirst(part.description.as_deref()))
        .children(text);
    Page { path: part.page.clone(), root: shell(&book.language, &part.title, body) }
}

fn standfirst(description: Option<&str>) -> Option<Element> {
    description.map(|description| {
        element("div").attr("class", "standfirst").children(
            description
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(|line| element("p").text(line.trim().to_owned())),
        )
    })
}

//! The page for people: covers, titles and downloads, without a script.

use super::feed::{ROOT, series};
use super::reference::{FEEDS, Place, address};
use super::words::Words;
use super::{Catalog, Download, Publication};
use chengshu_text::xml::{Element, Prolog, document, element};

/// The style sheet stands in the page, so that the page is one file.
const STYLE: &str = include_str!("shelf.css");
/// The sources the page may load: its own pictures, and its own style. The second guard against
/// what a book's metadata might carry; the first is that the page is built as a tree.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";
/// The mark of the program in the page.
const GENERATOR: &str = "chengshu catalog";
/// How that is written, by which a page is known as one of ours.
pub(super) const MARK: &str = "<meta name=\"generator\" content=\"chengshu catalog\"/>";

/// The page of a catalogue.
pub(super) fn page(catalog: &Catalog<'_>, title: &str, words: &Words) -> String {
    let writer = Writer { base: catalog.base, words };
    let root = element("html").attr("lang", words.language).child(writer.head(title)).child(
        element("body")
            .child(
                element("header")
                    .child(element("h1").text(title.to_owned()))
                    .child(element("p").text(words.books(catalog.publications.len()))),
            )
            .child(element("main").children(writer.sections(catalog.publications)))
            .child(writer.footer()),
    );
    document(Prolog::Html, &root)
}

struct Writer<'a> {
    base: Option<&'a str>,
    words: &'a Words,
}

impl Writer<'_> {
    fn address(&self, path: &str) -> String {
        address(self.base, Place::Shelf, path)
    }

    fn head(&self, title: &str) -> Element {
        let meta = |name, content| element("meta").attr("name", name).attr("content", content);
        let feed = |ending, media_type| {
            element("link")
                .attr("rel", "alternate")
                .attr("type", media_type)
                .attr("href", self.address(&format!("{FEEDS}{ROOT}{ending}")))
                .attr("title", "OPDS")
        };
        element("head")
            .child(element("meta").attr("charset", "utf-8"))
            .child(
                element("meta")
                    .attr("http-equiv", "Content-Security-Policy")
                    .attr("content", POLICY),
            )
            .child(meta("viewport", "width=device-width, initial-scale=1"))
            .child(meta("generator", GENERATOR))
            .child(element("title").text(title.to_owned()))
            .child(feed(".xml", "application/atom+xml;profile=opds-catalog"))
            .child(feed(".json", "application/opds+json"))
            .child(element("style").text(STYLE))
    }

    /// A section for each series, and one for the books in none.
    fn sections(&self, publications: &[Publication]) -> Vec<Element> {
        let groups = series(publications);
        let single: Vec<&Publication> =
            publications.iter().filter(|book| book.metadata.series.is_none()).collect();
        if groups.is_empty() {
            return vec![self.books(&single)];
        }
        let rest = (!single.is_empty()).then_some((self.words.single, single));
        let groups = groups.into_iter().map(|group| (group.name, group.books));
        groups
            .chain(rest)
            .map(|(name, books)| {
                let count = element("small").text(self.words.books(books.len()));
                element("section")
                    .child(element("h2").text(name.to_owned()).child(count))
                    .child(self.books(&books))
            })
            .collect()
    }

    fn books(&self, books: &[&Publication]) -> Element {
        element("div")
            .attr("class", "books")
            .children(books.iter().map(|book| self.book(book)))
    }

    fn book(&self, book: &Publication) -> Element {
        let metadata = &book.metadata;
        let number = metadata.series.as_ref().and_then(|series| {
            let number = series.number.as_deref()?;
            Some(self.words.place(number))
        });
        let names: Vec<&str> = metadata.creators.iter().map(|one| &*one.name).collect();
        let names = (!names.is_empty()).then(|| names.join(self.words.and));
        let day = metadata.date.as_deref().and_then(|date| date.split('T').next());
        let facts: Vec<&str> = number.as_deref().into_iter().chain(day).collect();
        let about = metadata.description.as_ref().filter(|text| !text.is_empty());
        element("article")
            .attr_opt("lang", Some(&metadata.language).filter(|tag| !tag.is_empty()).cloned())
            .child(self.cover(book))
            .child(element("h3").text(metadata.title.clone()))
            .child_opt(names.map(|names| element("p").text(names)))
            .child_opt((!facts.is_empty()).then(|| element("p").text(facts.join(" · "))))
            .child_opt(about.map(|text| {
                element("details")
                    .child(element("summary").text(self.words.about))
                    .child(element("p").text(text.clone()))
            }))
            .child(
                element("ul")
                    .attr("class", "files")
                    .children(book.downloads.iter().map(|file| self.file(file))),
            )
    }

    /// The cover, or the title in its place; either leads to the first file.
    fn cover(&self, book: &Publication) -> Element {
        let path = book.downloads.first().map_or("", |file| file.path.as_str());
        let inside = match &book.pictures {
            Some([cover, thumbnail]) => {
                let choice = |picture: &super::Picture| {
                    format!("{} {}w", self.address(&picture.path), picture.width)
                };
                element("img")
                    .attr("src", self.address(&thumbnail.path))
                    .attr("srcset", format!("{}, {}", choice(thumbnail), choice(cover)))
                    .attr("sizes", "12rem")
                    .attr("width", thumbnail.width.to_string())
                    .attr("height", thumbnail.height.to_string())
                    .attr("loading", "lazy")
                    .attr("alt", "")
            }
            None => element("span").text(book.metadata.title.clone()),
        };
        element("a")
            .attr("class", "cover")
            .attr("href", self.address(path))
            .attr("aria-label", book.metadata.title.clone())
            .child(inside)
    }

    fn file(&self, file: &Download) -> Element {
        let link = element("a")
            .attr("href", self.address(&file.path))
            .attr("title", file.edition.serves)
            .attr("download", "")
            .text(file.edition.name)
            .text(" ")
            .child(element("small").text(size(file.size)));
        element("li").child(link)
    }

    fn footer(&self) -> Element {
        let path = format!("{FEEDS}{ROOT}.xml");
        let address = self.address(&path);
        let link = element("a").attr("href", address.clone()).text(address);
        element("footer").child(element("p").text(self.words.subscribe).child(link))
    }
}

/// A size to judge a download by.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_needs_no_escape() {
        // HTML takes the text of `style` as it is, where the tree would escape it.
        assert!(!STYLE.contains(['<', '>', '&']));
    }

    #[test]
    fn the_page_has_its_mark() {
        let element = element("meta").attr("name", "generator").attr("content", GENERATOR);
        assert!(document(Prolog::Html, &element).contains(MARK));
    }

    #[test]
    fn sizes_are_round() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(24_300), "25 KB");
        assert_eq!(size(12_340_000), "12.3 MB");
    }
}

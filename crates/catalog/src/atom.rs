//! Feeds as OPDS 1.2 has them: Atom (RFC 4287) with Dublin Core.

use super::feed::{Feed, Kind, Lists, ROOT, Way};
use super::reference::{FEEDS, Place, address};
use super::{Picture, Publication, derived};
use chengshu_epub::publication::{Contributor, SeriesMembership};
use chengshu_text::xml::{Element, Prolog, document as write, element};

/// How a feed says what made it, by which it is known as one of ours.
pub(super) const MARK: &str = concat!(">", env!("CARGO_PKG_NAME"), "</generator>");

/// The feed as a document of XML. `catalogue` is the title of the whole.
pub(super) fn document(feed: &Feed<'_>, catalogue: &str, base: Option<&str>) -> String {
    let writer = Writer { base };
    let root = element("feed")
        .attr("xmlns", "http://www.w3.org/2005/Atom")
        .attr("xmlns:dc", "http://purl.org/dc/terms/")
        .attr("xmlns:opds", "http://opds-spec.org/2010/catalog")
        .attr("xmlns:opensearch", "http://a9.com/-/spec/opensearch/1.1/")
        .attr("xmlns:schema", "http://schema.org/")
        .child(said("id", id(catalogue, &feed.name, base)))
        .child(
            element("generator")
                .attr("version", env!("CARGO_PKG_VERSION"))
                .text(env!("CARGO_PKG_NAME")),
        )
        .child(said("title", feed.title.clone()))
        .child(said("updated", feed.updated.modified()))
        .child(person("author", catalogue))
        .children(writer.links(feed));
    let root = match &feed.lists {
        Lists::Feeds(ways) => {
            let entry = |way: &Way| writer.way(way, catalogue);
            root.children(ways.iter().map(entry).collect::<Vec<_>>())
        }
        Lists::Books(books) => {
            let count = |name, number: usize| element(name).text(number.to_string());
            root.child(count("opensearch:totalResults", feed.page.entries))
                .children(books.iter().map(|book| writer.book(book)).collect::<Vec<_>>())
        }
    };
    write(Prolog::Xml, &root)
}

/// The URI of a feed: it follows from what the catalogue is called, or where it is.
fn id(catalogue: &str, name: &str, base: Option<&str>) -> String {
    derived(&format!("{} {name}", base.unwrap_or(catalogue)))
}

fn said(name: &'static str, text: String) -> Element {
    element(name).text(text)
}

fn said_if(name: &'static str, text: Option<&String>) -> Option<Element> {
    let text = text.filter(|text| !text.is_empty())?;
    Some(said(name, text.clone()))
}

fn person(element_name: &'static str, name: &str) -> Element {
    element(element_name).child(said("name", name.to_owned()))
}

/// The media type of a feed (OPDS 1.2, section 7.1.3).
pub(super) fn media_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Navigation => "application/atom+xml;profile=opds-catalog;kind=navigation",
        Kind::Acquisition => "application/atom+xml;profile=opds-catalog;kind=acquisition",
    }
}

struct Writer<'a> {
    base: Option<&'a str>,
}

impl Writer<'_> {
    fn link(&self, relation: &'static str, path: &str, media_type: &'static str) -> Element {
        element("link")
            .attr("rel", relation)
            .attr("href", address(self.base, Place::Feed, path))
            .attr("type", media_type)
    }

    fn to_feed(&self, relation: &'static str, name: &str, kind: Kind) -> Element {
        self.link(relation, &format!("{FEEDS}{name}.xml"), media_type(kind))
    }

    fn links(&self, feed: &Feed<'_>) -> Vec<Element> {
        let mut links = vec![
            self.to_feed("self", &feed.name, feed.kind()),
            self.to_feed("start", ROOT, Kind::Navigation),
        ];
        if let Some(up) = feed.up {
            links.push(self.to_feed("up", up, Kind::Navigation));
        }
        let pages = feed.pages();
        links
            .extend(pages.iter().map(|(relation, name)| self.to_feed(relation, name, feed.kind())));
        let other = format!("{FEEDS}{}.json", feed.name);
        links.push(self.link("alternate", &other, "application/opds+json"));
        if feed.name == ROOT {
            links.push(self.link("alternate", "index.html", "text/html"));
        }
        links
    }

    fn way(&self, way: &Way, catalogue: &str) -> Element {
        element("entry")
            .child(said("title", way.title.clone()))
            .child(said("id", id(catalogue, &way.name, self.base)))
            .child(said("updated", way.updated.modified()))
            .child(element("content").attr("type", "text").text(way.what.clone()))
            .child(self.to_feed(way.relation, &way.name, way.kind))
    }

    /// An entry with everything there is to say: catalogues of files have no other.
    fn book(&self, book: &Publication) -> Element {
        let metadata = &book.metadata;
        let people = |name: &'static str, people: &[Contributor]| {
            let people = people.iter();
            people.map(|one| person(name, &one.name)).collect::<Vec<_>>()
        };
        let categories = metadata.subjects.iter().map(|subject| {
            element("category").attr("term", subject.clone()).attr("label", subject.clone())
        });
        element("entry")
            .child(said("title", metadata.title.clone()))
            .child_opt(said_if("schema:alternativeHeadline", metadata.subtitle.as_ref()))
            .child(said("id", book.id.clone()))
            .child(said("updated", book.updated.modified()))
            .children(people("author", &metadata.creators))
            .children(people("contributor", &metadata.contributors))
            .child_opt(said_if("dc:identifier", Some(&metadata.identifier)))
            .child_opt(said_if("dc:language", Some(&metadata.language)))
            .child_opt(said_if("dc:publisher", metadata.publisher.as_ref()))
            .child_opt(said_if("dc:issued", metadata.date.as_ref()))
            .child_opt(metadata.series.as_ref().map(series))
            .children(categories.collect::<Vec<_>>())
            .child_opt(said_if("rights", metadata.rights.as_ref()))
            // OPDS 1.2, section 5.1.3.
            .child_opt(
                said_if("summary", metadata.description.as_ref())
                    .map(|summary| summary.attr("type", "text")),
            )
            // RFC 4287, section 4.1.2: without content, an entry says where there is some.
            .child(self.link("alternate", "index.html", "text/html"))
            .children(self.pictures(book.pictures.as_ref()))
            .children(book.downloads.iter().map(|file| {
                self.link(
                    "http://opds-spec.org/acquisition/open-access",
                    &file.path,
                    file.edition.media_type(),
                )
                .attr("length", file.size.to_string())
                .attr("title", file.edition.name)
            }))
    }

    fn pictures(&self, pictures: Option<&[Picture; 2]>) -> Vec<Element> {
        let relations = ["http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"];
        let pictures = pictures.into_iter().flatten().zip(relations);
        pictures
            .map(|(picture, relation)| self.link(relation, &picture.path, "image/jpeg"))
            .collect()
    }
}

/// The series, as the readers of libraries know it; OPDS 1.2 has no word for it.
fn series(series: &SeriesMembership) -> Element {
    element("schema:Series")
        .attr("name", series.name.clone())
        .attr_opt("schema:position", series.number.clone())
}

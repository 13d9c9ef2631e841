//! The metadata of a book by any maker, read from its package document: EPUB 3 (EPUB 3.3, section
//! 5) and EPUB 2 (OPF 2.0.1, section 2.2), with calibre's statements about series.
//!
//! It shares no reader with [`chengshu_epub::check`]: that one refuses what is misplaced and says where,
//! this one takes statements wherever they stand, and either is shorter alone than both under one.

use std::cell::Cell;
use std::collections::HashMap;

use roxmltree::{Document, Node};

use chengshu_epub::archive::{Archive, Unreadable};
use chengshu_epub::publication::{Accessibility, Contributor, Metadata, SeriesMembership};
use chengshu_text::xml::reader::{Text, Weight};

/// The largest package document that is read. That of the largest book seen has 4 MB.
const LARGEST: usize = 1 << 24;
/// The heaviest one: of some hundred thousand elements.
const HEAVIEST: Weight = Weight { bytes: 80 << 20, steps: 500_000_000 };
/// Of what may be stated again and again, such as authors, as many are listed.
const MOST_STATED: usize = 100;
/// The longest text shown, in bytes: far longer than any description.
const LONGEST: usize = 20_000;

const DC: &str = "http://purl.org/dc/elements/1.1/";
const OPF: &str = "http://www.idpf.org/2007/opf";

/// The statements of a package document about its book. What is not stated is empty.
#[derive(Debug)]
pub(super) struct Package {
    pub metadata: Metadata,
    /// Path of the cover image in the archive.
    pub cover: Option<String>,
    /// True if it states more, or longer texts, than are listed.
    pub is_shortened: bool,
}

/// Reads the package document of a book. Says why when it cannot be read.
pub(super) fn read(archive: &Archive<'_>) -> Result<Package, String> {
    let named = |path: &str, error: Unreadable| format!("{path}: {error}");
    let container = "META-INF/container.xml";
    let bytes = archive.read(container, LARGEST);
    let text = decode(&bytes.map_err(|error| named(container, error))?);
    let root = parse(&text).map_err(|why| format!("{container}: {why}"))?;
    // EPUB 3.3, section 4.2.6.3.1.3: the first is the default rendition.
    let path = root
        .descendants()
        .find(|node| node.tag_name().name() == "rootfile")
        .and_then(|node| node.attribute("full-path"))
        .ok_or_else(|| format!("{container} names no package document"))?;
    let bytes = archive.read(path, LARGEST);
    let text = decode(&bytes.map_err(|error| named(path, error))?);
    let document = parse(&text).map_err(|why| format!("{path}: {why}"))?;
    let statements = Statements::of(&document);
    Ok(Package {
        metadata: statements.metadata(),
        cover: statements.cover().and_then(|href| resolve(path, href)),
        is_shortened: statements.is_shortened.get(),
    })
}

/// UTF-8 or UTF-16, told by the mark at the beginning (EPUB 3.3, section 3.3).
fn decode(bytes: &[u8]) -> String {
    encoding_rs::UTF_8.decode(bytes).0.into_owned()
}

fn parse(text: &str) -> Result<Document<'_>, String> {
    let weighed = Text::of(text).map_err(|why| why.to_string())?;
    let Weight { bytes, steps } = weighed.weight;
    if bytes > HEAVIEST.bytes || steps > HEAVIEST.steps {
        return Err("it has too many elements and attributes".into());
    }
    weighed.parse().map_err(|error| error.to_string())
}

/// A path in the archive, from a reference in the package document.
fn resolve(package: &str, href: &str) -> Option<String> {
    if href.len() > LONGEST {
        return None;
    }
    let href = super::reference::decode(href.split(['#', '?']).next()?);
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

/// The statements of a package document, in order.
struct Statements<'a> {
    /// Elements of Dublin Core: name and node.
    core: Vec<Node<'a, 'a>>,
    metas: Vec<Node<'a, 'a>>,
    items: Vec<Node<'a, 'a>>,
    /// The refinements of elements (EPUB 3.3, section 5.4.1), by its id and the property.
    refinements: HashMap<(&'a str, &'a str), Node<'a, 'a>>,
    /// The id of the unique identifier's element.
    unique: Option<&'a str>,
    is_shortened: Cell<bool>,
}

impl<'a> Statements<'a> {
    fn of(document: &'a Document<'a>) -> Self {
        let root = document.root_element();
        let metas = outermost(root, |node| node.tag_name().name() == "meta");
        let mut refinements = HashMap::new();
        for meta in &metas {
            let refined = meta.attribute("refines").and_then(|to| to.strip_prefix('#'));
            if let Some(key) = refined.zip(meta.attribute("property")) {
                refinements.entry(key).or_insert(*meta);
            }
        }
        Self {
            core: outermost(root, |node| node.tag_name().namespace() == Some(DC)),
            metas,
            items: outermost(root, |node| node.tag_name().name() == "item"),
            refinements,
            unique: root.attribute("unique-identifier"),
            is_shortened: Cell::new(false),
        }
    }

    /// The text of an element, white space collapsed.
    fn text(&self, node: Node<'_, '_>) -> String {
        let mut all = String::new();
        for piece in node.descendants().filter(Node::is_text) {
            all.push_str(piece.text().unwrap_or_default());
            if all.len() > LONGEST {
                self.is_shortened.set(true);
                all.truncate(all.floor_char_boundary(LONGEST));
                break;
            }
        }
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first of what is stated any number of times.
    fn listed<T>(&self, all: impl Iterator<Item = T>) -> Vec<T> {
        let mut listed: Vec<T> = all.take(MOST_STATED + 1).collect();
        if listed.len() > MOST_STATED {
            self.is_shortened.set(true);
            listed.truncate(MOST_STATED);
        }
        listed
    }

    fn metadata(&self) -> Metadata {
        let date = self.date();
        Metadata {
            title: self.title().map(|node| self.text(node)).unwrap_or_default(),
            subtitle: self
                .core("title")
                .find(|node| self.refinement(*node, "title-type").as_deref() == Some("subtitle"))
                .map(|node| self.text(node)),
            language: self.first("language").unwrap_or_default(),
            identifier: self.identifier(),
            modified: self.property("dcterms:modified").unwrap_or_default(),
            date,
            creators: self.people("creator"),
            contributors: self.people("contributor"),
            publisher: self.first("publisher"),
            rights: self.first("rights"),
            sources: self.stated("source"),
            description: self.first("description").map(|text| plain(&text)),
            subjects: self.stated("subject"),
            series: self.series(),
            accessibility: Accessibility::default(),
        }
    }

    fn core(&self, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
        let named = move |node: &&Node<'a, 'a>| node.tag_name().name() == name;
        self.core.iter().filter(named).copied()
    }

    /// The texts of the elements of a name, blank ones left out.
    fn texts(&self, name: &'static str) -> impl Iterator<Item = String> {
        let texts = self.core(name).map(|node| self.text(node));
        texts.filter(|text| !text.is_empty())
    }

    fn stated(&self, name: &'static str) -> Vec<String> {
        self.listed(self.texts(name))
    }

    fn first(&self, name: &'static str) -> Option<String> {
        self.texts(name).next()
    }

    /// The main title, or the first there is.
    fn title(&self) -> Option<Node<'a, 'a>> {
        let is_main =
            |node: &Node<'a, 'a>| self.refinement(*node, "title-type").as_deref() == Some("main");
        let has_text = |node: &Node<'a, 'a>| !self.text(*node).is_empty();
        self.core("title")
            .filter(has_text)
            .find(is_main)
            .or_else(|| self.core("title").find(has_text))
    }

    fn identifier(&self) -> String {
        let unique = self
            .core("identifier")
            .find(|node| self.unique.is_some() && node.attribute("id") == self.unique);
        unique
            .or_else(|| self.core("identifier").next())
            .map(|node| self.text(node))
            .unwrap_or_default()
    }

    /// The date of publication. EPUB 2 says of each date of what it is, by `opf:event`.
    fn date(&self) -> Option<String> {
        let event = |node: &Node<'a, 'a>| node.attribute((OPF, "event"));
        let published = |node: &Node<'a, 'a>| event(node) == Some("publication");
        self.core("date")
            .find(published)
            .or_else(|| self.core("date").find(|node| event(node).is_none()))
            .map(|node| self.text(node))
            .filter(|text| !text.is_empty())
    }

    fn people(&self, name: &'static str) -> Vec<Contributor> {
        let person = |node: Node<'a, 'a>| Contributor {
            name: self.text(node),
            file_as: self
                .refinement(node, "file-as")
                .or_else(|| node.attribute((OPF, "file-as")).map(str::to_owned)),
            role: self
                .refinement(node, "role")
                .or_else(|| node.attribute((OPF, "role")).map(str::to_owned))
                .unwrap_or_default(),
        };
        let people = self.core(name).map(person);
        self.listed(people.filter(|person| !person.name.is_empty()))
    }

    fn series(&self) -> Option<SeriesMembership> {
        let is_series = |node: &&Node<'a, 'a>| {
            node.attribute("property") == Some("belongs-to-collection")
                && self.refinement(**node, "collection-type").is_none_or(|kind| kind == "series")
        };
        let stated = self.metas.iter().find(is_series).map(|node| {
            let number = self.refinement(*node, "group-position");
            (self.text(*node), number)
        });
        let calibre = || {
            let name = self.legacy("calibre:series")?.to_owned();
            let number = self.legacy("calibre:series_index").map(str::to_owned);
            Some((name, number))
        };
        let (name, number) = stated.or_else(calibre)?;
        (!name.trim().is_empty()).then_some(SeriesMembership { name, number })
    }

    /// The `href` of the cover image: by the property of EPUB 3, or the `meta` of EPUB 2, which
    /// names an id and, by some makers, a path.
    fn cover(&self) -> Option<&'a str> {
        let href = |node: &Node<'a, 'a>| node.attribute("href");
        let has_property = |node: &&Node<'a, 'a>| {
            let properties = node.attribute("properties").unwrap_or_default();
            properties.split_ascii_whitespace().any(|property| property == "cover-image")
        };
        if let Some(item) = self.items.iter().find(has_property) {
            return href(item);
        }
        let named = self.legacy("cover")?;
        self.items
            .iter()
            .find(|item| item.attribute("id") == Some(named) || href(item) == Some(named))
            .and_then(href)
    }

    fn refinement(&self, node: Node<'a, 'a>, property: &str) -> Option<String> {
        let meta = self.refinements.get(&(node.attribute("id")?, property))?;
        Some(self.text(*meta))
    }

    fn property(&self, property: &str) -> Option<String> {
        self.metas
            .iter()
            .find(|meta| {
                meta.attribute("property") == Some(property) && !meta.has_attribute("refines")
            })
            .map(|meta| self.text(*meta))
    }

    fn legacy(&self, name: &str) -> Option<&'a str> {
        self.metas
            .iter()
            .find(|meta| meta.attribute("name") == Some(name))
            .and_then(|meta| meta.attribute("content"))
    }
}

/// The descendants that are of a kind, but for those within another.
fn outermost<'a>(
    root: Node<'a, 'a>,
    is_wanted: impl Fn(&Node<'a, 'a>) -> bool,
) -> Vec<Node<'a, 'a>> {
    let mut found: Vec<Node> = Vec::new();
    for node in root.descendants().filter(Node::is_element).filter(is_wanted) {
        let is_inside = |outer: &Node| node.range().start < outer.range().end;
        if !found.last().is_some_and(is_inside) {
            found.push(node);
        }
    }
    found
}

/// A description without the HTML that calibre and shops write into it.
fn plain(text: &str) -> String {
    if !text.contains("</") {
        return text.to_owned();
    }
    let mut out = String::new();
    for piece in text.split('<') {
        let shown = piece.split_once('>').map_or(piece, |(_, shown)| shown);
        out.push_str(shown);
        out.push(' ');
    }
    let unescaped = htmlize::unescape(&out);
    unescaped.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(opf: &str) -> (Metadata, Option<String>) {
        let document = parse(opf).unwrap();
        let statements = Statements::of(&document);
        let cover = statements.cover().map(str::to_owned);
        (statements.metadata(), cover)
    }

    #[test]
    fn a_book_of_epub_2() {
        let (metadata, cover) = metadata(
            r#"<?xml version="1.0"?>
<!DOCTYPE package PUBLIC "+//ISBN 0-9673008-1-9//DTD OEB 1.2 Package//EN" "oebpkg12.dtd">
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="b">
 <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
  <dc:title> Lamps
    at Sea </dc:title>
  <dc:identifier id="a" opf:scheme="ISBN">9780000000002</dc:identifier>
  <dc:identifier id="b">urn:uuid:1</dc:identifier>
  <dc:creator opf:role="aut" opf:file-as="Keeper, Ann">Ann Keeper</dc:creator>
  <dc:contributor opf:role="trl">B</dc:contributor>
  <dc:date opf:event="modification">2020-01-01</dc:date>
  <dc:date opf:event="publication">1999</dc:date>
  <dc:description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;</dc:description>
  <meta name="calibre:series" content="Shores"/><meta name="calibre:series_index" content="2"/>
  <meta name="cover" content="c"/>
 </metadata>
 <manifest><item id="c" href="i/c.jpg" media-type="image/jpeg"/></manifest>
</package>"#,
        );
        assert_eq!(metadata.title, "Lamps at Sea");
        assert_eq!(metadata.identifier, "urn:uuid:1");
        assert_eq!(metadata.creators[0].file_as.as_deref(), Some("Keeper, Ann"));
        assert_eq!(metadata.contributors[0].role, "trl");
        assert_eq!(metadata.date.as_deref(), Some("1999"));
        assert_eq!(metadata.description.as_deref(), Some("One & two. Three."));
        let series = metadata.series.unwrap();
        assert_eq!((series.name.as_str(), series.number.as_deref()), ("Shores", Some("2")));
        assert_eq!(cover.as_deref(), Some("i/c.jpg"));
    }

    #[test]
    fn references_stay_in_the_archive() {
        assert_eq!(resolve("OPS/p.opf", "../c%20d.jpg#x").as_deref(), Some("c d.jpg"));
        assert_eq!(resolve("p.opf", "./i/c.jpg").as_deref(), Some("i/c.jpg"));
        assert_eq!(resolve("OPS/p.opf", "../../c.jpg"), None);
    }
}

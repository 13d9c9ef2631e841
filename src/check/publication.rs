//! A book opened as far as it can be: its archive, package document and documents.

use std::collections::HashMap;

use roxmltree::Node;

use super::address;
use super::archive::{Archive, File};
use super::diag;
use super::document::{self, Document};
use crate::diag::{Diagnostic, Sink};

/// The namespace of package documents.
pub const OPF: &str = "http://www.idpf.org/2007/opf";
/// The namespace of the Dublin Core elements.
pub const DC: &str = "http://purl.org/dc/elements/1.1/";
/// The namespace of `epub:type`.
pub const OPS: &str = "http://www.idpf.org/2007/ops";
/// The namespace of HTML.
pub const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// The namespace of SVG.
pub const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of `MathML`.
pub const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
/// The namespace of `xlink:href`.
pub const XLINK: &str = "http://www.w3.org/1999/xlink";
/// The namespace of `xml:lang`.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

const PACKAGE_TYPE: &str = "application/oebps-package+xml";

/// The edition of the specification a book follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// EPUB 2.0.1.
    Two,
    /// EPUB 3.
    Three,
}

/// An entry of the manifest.
pub struct Item<'a> {
    /// The element.
    pub node: Node<'a, 'a>,
    /// Its id, without spaces around it; empty when there is none.
    pub id: &'a str,
    /// Its path in the archive; nothing for an address outside or a malformed one.
    pub path: Option<String>,
    /// The media type.
    pub media_type: &'a str,
    /// Its file, if it is there.
    pub file: Option<&'a File>,
}

impl<'a> Item<'a> {
    /// Its properties.
    pub fn properties(&self) -> impl Iterator<Item = &'a str> {
        words(self.node.attribute("properties"))
    }

    /// Whether it has a property.
    pub fn is(&self, property: &str) -> bool {
        self.properties().any(|own| own == property)
    }

    /// Whether it is a content document.
    pub fn is_content(&self, edition: Edition) -> bool {
        matches!(
            (self.media_type, edition),
            ("application/xhtml+xml" | "image/svg+xml", _)
                | (
                    "application/x-dtbook+xml" | "text/x-oeb1-document",
                    Edition::Two
                )
        )
    }
}

/// The words of an attribute's value.
pub fn words(value: Option<&str>) -> impl Iterator<Item = &str> {
    value.unwrap_or_default().split_ascii_whitespace()
}

/// All text within an element.
pub fn text_of(node: Node) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|node| node.text()).collect()
}

/// The children of an element that are elements.
pub fn children<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(Node::is_element)
}

/// The package document, read as far as the rest of the book depends on it.
pub struct Package<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// The edition its version names.
    pub edition: Edition,
    /// The manifest.
    pub items: Vec<Item<'a>>,
    /// Entries of the manifest by path: the first of each.
    pub by_path: HashMap<String, usize>,
    /// Entries of the manifest by id: the first of each.
    pub by_id: HashMap<&'a str, usize>,
    /// The spine: its elements, and the entries of the manifest they lead to.
    pub spine: Vec<(Node<'a, 'a>, Option<usize>)>,
}

impl<'a> Package<'a> {
    /// Reads the parts of a package document that are there.
    pub fn read(document: &'a Document<'a>, archive: &'a Archive) -> Self {
        let root = document.root();
        let edition = match root.attribute("version") {
            Some(version) if version.trim().starts_with('3') => Edition::Three,
            _ => Edition::Two,
        };
        let part = |name: &'static str| children(root).find(move |node| is(*node, OPF, name));
        let mut package = Self {
            document,
            edition,
            items: Vec::new(),
            by_path: HashMap::new(),
            by_id: HashMap::new(),
            spine: Vec::new(),
        };
        for node in part("manifest").into_iter().flat_map(children) {
            let href = node.attribute("href").unwrap_or_default();
            let path = address::resolve(&document.file.path, href).ok();
            let path = path.and_then(|address| address.path);
            let item = Item {
                node,
                id: node.attribute("id").unwrap_or_default().trim(),
                media_type: node.attribute("media-type").unwrap_or_default().trim(),
                file: path.as_ref().and_then(|path| archive.find(path)),
                path,
            };
            let number = package.items.len();
            if let Some(path) = &item.path {
                package.by_path.entry(path.clone()).or_insert(number);
            }
            package.by_id.entry(item.id).or_insert(number);
            package.items.push(item);
        }
        for node in part("spine").into_iter().flat_map(children) {
            let id = node.attribute("idref").unwrap_or_default().trim();
            let item = package.by_id.get(id).copied();
            package.spine.push((node, item));
        }
        package
    }

    /// A part of the package document.
    pub fn part(&self, name: &str) -> Option<Node<'_, '_>> {
        children(self.document.root()).find(|node| is(*node, OPF, name))
    }

    /// The entry of the manifest with an id.
    pub fn item(&self, id: &str) -> Option<&Item<'a>> {
        self.items.get(*self.by_id.get(id.trim())?)
    }

    /// The entry of the manifest with a path.
    pub fn at_path(&self, path: &str) -> Option<&Item<'a>> {
        self.items.get(*self.by_path.get(path)?)
    }

    /// Whether an entry, or one it falls back to, satisfies a condition.
    pub fn falls_back_to<'b>(
        &'b self,
        mut item: &'b Item<'a>,
        wanted: impl Fn(&Item) -> bool,
    ) -> bool {
        // A chain longer than the manifest is a circle.
        for _ in 0..=self.items.len() {
            if wanted(item) {
                return true;
            }
            let fallback = item.node.attribute("fallback");
            match fallback.and_then(|id| self.item(id)) {
                Some(next) => item = next,
                None => return false,
            }
        }
        false
    }

    /// The place of an entry of the manifest in the reading order.
    pub fn position(&self, path: &str) -> Option<usize> {
        let number = *self.by_path.get(path)?;
        self.spine
            .iter()
            .position(|(_, item)| *item == Some(number))
    }
}

/// Whether a node is an element of that namespace and name.
pub fn is(node: Node, namespace: &str, name: &str) -> bool {
    node.has_tag_name((namespace, name))
}

/// A document of the book besides the package document.
pub struct Part<'a> {
    /// What it says.
    pub document: Document<'a>,
    /// Its entry in the manifest.
    pub item: usize,
    /// Its ids, with what carries them first.
    pub ids: HashMap<String, roxmltree::NodeId>,
}

/// A book with all that could be opened of it.
pub struct Publication<'a> {
    /// Its files.
    pub archive: &'a Archive,
    /// The package document.
    pub package: &'a Package<'a>,
    /// The XML documents of the manifest that could be read.
    pub parts: Vec<Part<'a>>,
}

impl<'a> Publication<'a> {
    /// Opens the documents of a book. What cannot be read goes to the sink.
    pub fn open(archive: &'a Archive, package: &'a Package<'a>, sink: &mut Sink) -> Self {
        let mut parts = Vec::new();
        for (number, item) in package.items.iter().enumerate() {
            let is_first = item
                .path
                .as_ref()
                .and_then(|path| package.by_path.get(path));
            let xml = item.media_type.ends_with("+xml") || item.media_type.ends_with("/xml");
            let Some(file) = item.file.filter(|_| xml && is_first == Some(&number)) else {
                continue;
            };
            let Some(document) = document::parse(file, sink) else {
                continue;
            };
            let ids = ids(&document, sink);
            parts.push(Part {
                document,
                item: number,
                ids,
            });
        }
        Self {
            archive,
            package,
            parts,
        }
    }

    /// The entry of the manifest a document has.
    pub fn item(&self, part: &Part) -> Option<&Item<'a>> {
        self.package.items.get(part.item)
    }

    /// The document of a path.
    pub fn part(&self, path: &str) -> Option<&Part<'a>> {
        let number = self.package.by_path.get(path)?;
        self.parts.iter().find(|part| part.item == *number)
    }

    /// The documents of HTML.
    pub fn pages(&self) -> impl Iterator<Item = &Part<'a>> {
        let html = |part: &&Part| {
            let item = self.item(part);
            item.is_some_and(|item| item.media_type == "application/xhtml+xml")
        };
        self.parts.iter().filter(html)
    }
}

/// The ids of a document; one that is used twice is reported.
pub fn ids(document: &Document, sink: &mut Sink) -> HashMap<String, roxmltree::NodeId> {
    let mut ids = HashMap::new();
    for node in document.elements() {
        let plain = node.attribute_node("id");
        let Some(id) = plain.or_else(|| node.attribute_node((XML, "id"))) else {
            continue;
        };
        let name = id.value().trim();
        let message = if name.is_empty() || name.contains(char::is_whitespace) {
            format!("`{name}` is no id")
        } else if ids.insert(name.to_owned(), node.id()).is_some() {
            format!("`{name}` is used twice")
        } else {
            continue;
        };
        sink.push(document.on(&id, &diag::ID_TWICE, message));
    }
    ids
}

/// EPUB 3.3, 4.2.6.3.1: the package document that the container names. Out: nothing if there is
/// none, which is reported.
pub fn package_of<'a>(archive: &'a Archive, sink: &mut Sink) -> Option<Document<'a>> {
    let path = "META-INF/container.xml";
    let Some(file) = archive.find(path) else {
        let message = format!("{path} is missing");
        sink.push(
            Diagnostic::new(&diag::CONTAINER, message)
                .at(crate::diag::Place::file(archive.name.as_str())),
        );
        return None;
    };
    let container = document::parse(file, sink)?;
    let roots: Vec<Node> = container
        .elements()
        .filter(|node| node.tag_name().name() == "rootfile")
        .collect();
    let mut found = None;
    for root in &roots {
        let stated = root.attribute("full-path");
        let Some(path) = stated.filter(|path| !path.is_empty()) else {
            sink.push(container.at(*root, &diag::CONTAINER, "`rootfile` has no `full-path`"));
            continue;
        };
        if root.attribute("media-type") != Some(PACKAGE_TYPE) {
            continue;
        }
        match archive.find(path) {
            Some(file) if found.is_none() => found = Some(file),
            Some(_) => {}
            None => {
                let message = format!("there is no file `{path}`");
                sink.push(container.at(*root, &diag::CONTAINER, message));
                return None;
            }
        }
    }
    if found.is_none() {
        let message = format!("no `rootfile` has the media type `{PACKAGE_TYPE}`");
        sink.push(container.at(container.root(), &diag::CONTAINER, message));
    }
    document::parse(found?, sink)
}

//! A book opened as far as it can be: its archive, package document and documents.

use std::cell::Cell;
use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};

use roxmltree::{Attribute, Node, NodeId};

use super::archive::{Archive, File, normal};
use super::diag;
use super::document::{self, Document};
use super::fallbacks::Fallbacks;
use super::reference::resolve;
use chengshu_text::diag::{Diagnostic, Place, Quoted, Sink};

/// Trees are kept up to so many bytes; larger books are parsed twice.
const MOST_KEPT: usize = 32 << 20;

/// Prefixes are known up to so many; books have a handful.
const MOST_PREFIXES: usize = 100_000;

/// Ids are known up to so many in a book.
const MOST_IDS: usize = 2_000_000;

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
    /// True if it is the first entry of its path.
    pub is_first: bool,
    /// Its first place in the reading order.
    pub position: Option<usize>,
    /// True if a link of a content document leads to it, as far as those were looked at.
    pub is_reached: Cell<bool>,
}

impl<'a> Item<'a> {
    /// Its properties.
    pub fn properties(&self) -> impl Iterator<Item = &'a str> {
        words(self.node.attribute("properties"))
    }

    /// True if it has a property.
    pub fn is(&self, property: &str) -> bool {
        self.properties().any(|own| own == property)
    }

    /// True if it is a document of HTML.
    pub fn is_page(&self) -> bool {
        self.media_type == "application/xhtml+xml"
    }

    /// True if it is a content document.
    pub fn is_content(&self, edition: Edition) -> bool {
        matches!(
            (self.media_type, edition),
            ("application/xhtml+xml" | "image/svg+xml", _)
                | ("application/x-dtbook+xml" | "text/x-oeb1-document", Edition::Two)
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
    /// Entries of the manifest by path in its normal form: the first of each.
    by_path: HashMap<String, usize>,
    /// Entries of the manifest by id: the first of each.
    pub by_id: HashMap<&'a str, usize>,
    /// The spine: its elements, and the entries of the manifest they lead to.
    pub spine: Vec<(Node<'a, 'a>, Option<usize>)>,
    /// The fallbacks of the entries of the manifest.
    pub fallbacks: Fallbacks,
    /// The prefixes it declares.
    pub prefixes: HashSet<&'a str>,
    /// The text of its unique identifier.
    pub identifier: Option<String>,
}

impl<'a> Package<'a> {
    /// Reads the parts of a package document that are there.
    pub fn read(document: &'a Document<'a>, archive: &'a Archive<'a>) -> Self {
        let root = document.root();
        let edition = match root.attribute("version") {
            Some(version) if version.trim().starts_with('3') => Edition::Three,
            _ => Edition::Two,
        };
        let part = |name: &'static str| children(root).find(move |node| is(*node, OPF, name));
        let named = root.attribute("unique-identifier").map(str::trim);
        let is_unique = |node: &Node| {
            is(*node, DC, "identifier") && node.attribute("id").map(str::trim) == named
        };
        let prefixes = words(root.attribute("prefix")).filter_map(|word| word.strip_suffix(':'));
        let mut package = Self {
            document,
            edition,
            items: Vec::new(),
            by_path: HashMap::new(),
            by_id: HashMap::new(),
            spine: Vec::new(),
            fallbacks: Fallbacks::default(),
            prefixes: prefixes.take(MOST_PREFIXES).collect(),
            identifier: document.elements().find(is_unique).map(text_of),
        };
        for node in part("manifest").into_iter().flat_map(children) {
            let href = node.attribute("href").unwrap_or_default();
            let path = resolve(&document.file.path, href).ok();
            let path = path.and_then(|address| address.path);
            let number = package.items.len();
            let first = match &path {
                Some(path) => {
                    let path = normal(path).into_owned();
                    *package.by_path.entry(path).or_insert(number)
                }
                None => number,
            };
            let item = Item {
                node,
                id: node.attribute("id").unwrap_or_default().trim(),
                media_type: node.attribute("media-type").unwrap_or_default().trim(),
                file: path.as_ref().and_then(|path| archive.find(path)),
                path,
                is_first: first == number,
                position: None,
                is_reached: Cell::new(false),
            };
            package.by_id.entry(item.id).or_insert(number);
            package.items.push(item);
        }
        for node in part("spine").into_iter().flat_map(children) {
            let id = node.attribute("idref").unwrap_or_default().trim();
            let item = package.by_id.get(id).copied();
            if let Some(item) = item.and_then(|number| package.items.get_mut(number)) {
                item.position.get_or_insert(package.spine.len());
            }
            package.spine.push((node, item));
        }
        package.fallbacks = package.read_fallbacks();
        package
    }

    fn read_fallbacks(&self) -> Fallbacks {
        let next = |item: &Item| {
            let id = item.node.attribute("fallback")?;
            self.by_id.get(id.trim()).copied()
        };
        let next: Vec<Option<usize>> = self.items.iter().map(next).collect();
        let content = |item: &Item| item.is_content(self.edition);
        let content = self.items.iter().map(content).collect();
        let types = self.items.iter().map(|item| item.media_type);
        Fallbacks::of(&next, content, types)
    }

    /// A part of the package document.
    pub fn part(&self, name: &str) -> Option<Node<'_, '_>> {
        children(self.document.root()).find(|node| is(*node, OPF, name))
    }

    /// True if an entry of the spine is laid out in pages of a fixed size (EPUB 3.3, 8.2.2).
    pub fn is_fixed(&self, item: &Item) -> bool {
        let entry = item.position.and_then(|position| self.spine.get(position));
        let Some((entry, _)) = entry.filter(|_| self.edition == Edition::Three) else {
            return false;
        };
        let own = words(entry.attribute("properties"))
            .find_map(|word| word.strip_prefix("rendition:layout-"));
        let of_book = || {
            let mut metas = self.part("metadata").into_iter().flat_map(children);
            metas.any(|meta| {
                meta.attribute("property").map(str::trim) == Some("rendition:layout")
                    && text_of(meta).trim() == "pre-paginated"
            })
        };
        own.map_or_else(of_book, |own| own == "pre-paginated")
    }

    /// The entry of the manifest with an id.
    pub fn item(&self, id: &str) -> Option<&Item<'a>> {
        self.items.get(*self.by_id.get(id.trim())?)
    }

    /// The entry of the manifest with a path, and its number.
    pub fn numbered(&self, path: &str) -> Option<(usize, &Item<'a>)> {
        let number = *self.by_path.get(normal(path).as_ref())?;
        Some((number, self.items.get(number)?))
    }
}

/// True if a node is an element of that namespace and name.
pub fn is(node: Node, namespace: &str, name: &str) -> bool {
    node.has_tag_name((namespace, name))
}

/// A document of the book besides the package document.
pub struct Part<'a> {
    file: &'a File,
    /// Its content, if that is kept.
    document: Option<Document<'a>>,
    /// Its entry in the manifest.
    pub item: usize,
    /// Its ids; nothing if there were too many before.
    pub ids: Option<Ids>,
}

/// The ids of a document, and where in it what carries them stands. They are known by checksums, so
/// that as many as a book may have can be kept: one in four billion is taken for another.
pub struct Ids(Box<[(u32, u32)]>);

impl Ids {
    fn of(ids: &HashMap<&str, NodeId>) -> Self {
        let known = ids.iter().map(|(id, node)| (checksum(id), node.get()));
        let mut known: Box<[_]> = known.collect();
        known.sort_unstable();
        Self(known)
    }

    /// Where in the document what carries an id stands, among its nodes.
    pub fn position(&self, id: &str) -> Option<u32> {
        let wanted = checksum(id);
        let at = self.0.partition_point(|(known, _)| *known < wanted);
        let (known, position) = self.0.get(at)?;
        (*known == wanted).then_some(*position)
    }
}

fn checksum(id: &str) -> u32 {
    crc32fast::hash(id.as_bytes())
}

/// A book with all that could be opened of it.
pub struct Publication<'a> {
    /// Its files.
    pub archive: &'a Archive<'a>,
    /// The package document.
    pub package: &'a Package<'a>,
    /// The XML documents of the manifest that could be read.
    pub parts: Vec<Part<'a>>,
    /// For each entry of the manifest, the number of its document.
    by_item: HashMap<usize, usize>,
}

impl<'a> Publication<'a> {
    /// Opens the documents of a book. What cannot be read goes to the sink.
    pub fn open(archive: &'a Archive<'a>, package: &'a Package<'a>, sink: &mut Sink) -> Self {
        let mut book = Self { archive, package, parts: Vec::new(), by_item: HashMap::new() };
        let (mut kept, mut known) = (0, 0);
        for (number, item) in package.items.iter().enumerate() {
            let xml = item.media_type.ends_with("+xml") || item.media_type.ends_with("/xml");
            let Some(file) = item.file.filter(|_| xml && item.is_first) else {
                continue;
            };
            if !archive.admits(file, sink) {
                continue;
            }
            let mut part = Part { file, document: None, item: number, ids: None };
            let mut note = |document: &Document, part: &mut Part, sink: &mut Sink| {
                let are_names = match item.media_type {
                    "application/x-dtbncx+xml" => true,
                    _ => item.is_page() && package.edition == Edition::Two,
                };
                let ids = ids(document, are_names, sink);
                known += ids.len();
                if known <= MOST_IDS {
                    part.ids = Some(Ids::of(&ids));
                }
            };
            if let Some(text) = file.kept_text() {
                let Some(document) = document::parse(archive, file, text, sink) else {
                    continue;
                };
                note(&document, &mut part, sink);
                if kept + document.weight <= MOST_KEPT {
                    kept += document.weight;
                    archive.room.keep(document.weight);
                    part.document = Some(document);
                }
            } else {
                let text = archive.text(file);
                let document =
                    text.as_ref().and_then(|text| document::parse(archive, file, text, sink));
                let Some(document) = document else { continue };
                note(&document, &mut part, sink);
            }
            book.by_item.insert(number, book.parts.len());
            book.parts.push(part);
        }
        if known > MOST_IDS {
            let message =
                format!("it has more than {MOST_IDS} ids; links to some were not checked");
            let place = Place::file(archive.name.as_str());
            sink.push(Diagnostic::new(&diag::NOT_LOOKED_AT, message).at(place));
        }
        book
    }

    /// Calls `look` with a document, which is read again if it was not kept.
    pub fn read<R>(&self, part: &Part, look: impl FnOnce(&Document) -> R) -> Option<R> {
        if let Some(document) = &part.document {
            return Some(look(document));
        }
        let loaded;
        let text = if let Some(text) = part.file.kept_text() {
            text
        } else {
            loaded = self.archive.text(part.file)?;
            &loaded
        };
        document::parse_again(part.file, text).map(|document| look(&document))
    }

    /// The entry of the manifest a document has.
    pub fn item(&self, part: &Part) -> Option<&Item<'a>> {
        self.package.items.get(part.item)
    }

    /// The document of an entry of the manifest.
    pub fn part(&self, item: usize) -> Option<&Part<'a>> {
        self.parts.get(*self.by_item.get(&item)?)
    }
}

/// The attribute that is the id of an element.
fn id_of<'d>(node: Node<'d, 'd>) -> Option<Attribute<'d, 'd>> {
    let plain = node.attribute_node("id");
    plain.or_else(|| node.attribute_node((XML, "id")))
}

/// The id of an element.
pub fn own_id<'d>(node: Node<'d, 'd>) -> Option<&'d str> {
    id_of(node).map(|id| id.value().trim())
}

/// The ids of a document, with what carries each first; one that is used twice is reported.
/// HTML takes any id without spaces, the other documents only XML names.
pub fn ids<'d>(
    document: &'d Document,
    are_names: bool,
    sink: &mut Sink,
) -> HashMap<&'d str, NodeId> {
    let mut ids = HashMap::new();
    for node in document.elements() {
        let Some(id) = id_of(node) else { continue };
        let name = id.value().trim();
        let message = if name.is_empty() || name.contains(char::is_whitespace) {
            format!("{} is not a valid id", Quoted(name))
        } else if are_names && !is_name(name) {
            ids.entry(name).or_insert(node.id());
            format!("{} is not an XML name", Quoted(name))
        } else if let Entry::Vacant(free) = ids.entry(name) {
            free.insert(node.id());
            continue;
        } else {
            format!("{} is used twice", Quoted(name))
        };
        document.report_on(&id, &diag::ID_TWICE, message, sink);
    }
    ids
}

/// True if a text is an XML name without colons. Letters beyond ASCII are not told apart.
fn is_name(text: &str) -> bool {
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
    let continues = |c: char| begins(c) || c.is_ascii_digit() || matches!(c, '-' | '.');
    text.starts_with(begins) && text.chars().all(continues)
}

/// EPUB 3.3, 4.2.6.3.1: the file of the package document that the container names. Out: nothing if
/// there is none, which is reported.
/// With it comes the finding that there are several, which only EPUB 2 forbids (OCF 2.0.1, 3.5.1).
pub fn package_of<'a>(
    archive: &'a Archive,
    sink: &mut Sink,
) -> Option<(&'a File, Option<Diagnostic>)> {
    let path = "META-INF/container.xml";
    let Some(file) = archive.find(path) else {
        let message = format!("{path} is missing");
        let place = Place::file(archive.name.as_str());
        sink.push(Diagnostic::new(&diag::CONTAINER, message).at(place));
        return None;
    };
    if !archive.admits(file, sink) {
        return None;
    }
    let text = archive.text(file)?;
    let container = document::parse(archive, file, &text, sink)?;
    let roots = container.elements().filter(|node| node.tag_name().name() == "rootfile");
    let (mut found, mut several) = (None, None);
    for root in roots {
        let stated = root.attribute("full-path");
        let Some(path) = stated.filter(|path| !path.is_empty()) else {
            container.report(root, &diag::CONTAINER, "`rootfile` has no `full-path`", sink);
            continue;
        };
        if root.attribute("media-type") != Some(PACKAGE_TYPE) {
            continue;
        }
        // It is an address; some books state the path as it is.
        let decoded = resolve("", path).ok().and_then(|address| address.path);
        let file = decoded.and_then(|path| archive.find(&path)).or_else(|| archive.find(path));
        match file {
            Some(file) if found.is_none() => found = Some(file),
            Some(_) => {
                let message = "there is a second package document";
                several = Some(container.at(root, &diag::CONTAINER, message));
            }
            None => {
                let message = format!("there is no file {}", Quoted(path));
                container.report(root, &diag::CONTAINER, message, sink);
                return None;
            }
        }
    }
    if found.is_none() {
        let message = format!("no `rootfile` has the media type `{PACKAGE_TYPE}`");
        container.report(container.root(), &diag::CONTAINER, message, sink);
    }
    let file = found.filter(|file| archive.admits(file, sink))?;
    Some((file, several))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_with_a_letter() {
        assert!(is_name("a1") && is_name("_1-b.c") && is_name("图1"));
        assert!(!is_name("1a") && !is_name("a:b") && !is_name("-a") && !is_name(""));
    }
}

//! XML documents of a book: read strictly, with places, and within bounds.

use roxmltree::{Attribute, Node, ParsingOptions};

use super::archive::{Content, File};
use super::diag;
use crate::diag::{Code, Diagnostic, Place, Severity, Sink};
use crate::model::source::Source;

/// Documents with more nodes are not looked at. A chapter at its hard cap has some ten thousand.
const MOST_NODES: u32 = 4_000_000;

/// What the entities a document declares may expand to at most, in bytes.
const MOST_EXPANDED: usize = 1 << 24;

/// Elements in elements: no document is meant to be deeper, and each look at what an element stands
/// in costs as many steps.
const DEEPEST: usize = 512;

/// A document that was read.
pub struct Document<'a> {
    /// Its file.
    pub file: &'a File,
    source: &'a Source,
    tree: roxmltree::Document<'a>,
}

impl Document<'_> {
    /// Its outermost element.
    pub fn root(&self) -> Node<'_, '_> {
        self.tree.root_element()
    }

    /// All its elements, in order.
    pub fn elements(&self) -> impl Iterator<Item = Node<'_, '_>> {
        self.tree.descendants().filter(Node::is_element)
    }

    /// Its processing instructions.
    pub fn instructions(&self) -> impl Iterator<Item = Node<'_, '_>> {
        self.tree.root().children().filter(Node::is_pi)
    }

    /// The place of a byte.
    pub fn place(&self, at: usize) -> Place {
        self.source.place(at)
    }

    /// A finding at an element.
    pub fn at(&self, node: Node, code: &'static Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(self.place(node.range().start))
    }

    /// A finding at an attribute.
    pub fn on(
        &self,
        attribute: &Attribute,
        code: &'static Code,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, message).at(self.place(attribute.range().start))
    }
}

/// The document type declaration, as written.
#[derive(Debug, Clone, Copy, Default)]
struct Doctype<'a> {
    text: &'a str,
}

impl<'a> Doctype<'a> {
    fn of(text: &'a str) -> Self {
        let Some(start) = memchr::memmem::find(text.as_bytes(), b"<!DOCTYPE") else {
            return Self::default();
        };
        // It stands before the first element.
        let before = &text[..start];
        let element = |at: usize| before[at + 1..].starts_with(|c: char| c.is_alphabetic());
        if before.match_indices('<').any(|(at, _)| element(at)) {
            return Self::default();
        }
        let rest = &text[start..];
        let close = match (rest.find('['), rest.find('>')) {
            (Some(open), Some(end)) if open < end => {
                rest.find("]>").or_else(|| rest.find(']')).map(|at| at + 2)
            }
            (_, end) => end.map(|at| at + 1),
        };
        let end = close.filter(|end| rest.is_char_boundary(*end));
        Self {
            text: &rest[..end.unwrap_or(rest.len())],
        }
    }

    /// Whether it is of a document type that declares the named characters of HTML.
    fn declares_characters(self) -> bool {
        ["-//W3C//DTD XHTML", "-//NISO//DTD", "-//W3C//ENTITIES"]
            .iter()
            .any(|id| self.text.contains(id))
    }
}

/// Reads a document. Out: nothing if it cannot be read, which is reported.
pub fn parse<'a>(file: &'a File, sink: &mut Sink) -> Option<Document<'a>> {
    if file.content == Content::Missing {
        return None;
    }
    let source = encoded(file, sink);
    let doctype = Doctype::of(&source.text);
    let text = if doctype.declares_characters() {
        file.masked.get_or_init(|| masked(&source.text))
    } else {
        source.text.as_str()
    };
    if doctype.text.contains("<!ENTITY") {
        let uses = memchr::memchr_iter(b'&', text.as_bytes()).count();
        if uses.saturating_mul(doctype.text.len()) > MOST_EXPANDED {
            let message = "the entities it declares may expand without bounds";
            sink.push(Diagnostic::new(&diag::NOT_LOOKED_AT, message).at(file.whole()));
            return None;
        }
    }
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    match roxmltree::Document::parse_with_options(text, options) {
        Ok(tree) => {
            let document = Document { file, source, tree };
            let deep = |node: Node| node.ancestors().nth(DEEPEST).is_some();
            if document.elements().any(deep) {
                let message = "its elements are nested too deeply";
                sink.push(Diagnostic::new(&diag::NOT_LOOKED_AT, message).at(file.whole()));
                return None;
            }
            Some(document)
        }
        Err(error) => {
            // The place of an error is a row and a column in characters.
            let pos = error.pos();
            let rows = source.text.split_inclusive('\n');
            let row = usize::try_from(pos.row).unwrap_or(1).saturating_sub(1);
            let start: usize = rows.take(row).map(str::len).sum();
            let column = usize::try_from(pos.col).unwrap_or(1).saturating_sub(1);
            let line = &source.text[start..];
            let inside = line
                .char_indices()
                .nth(column)
                .map_or(line.len(), |(at, _)| at);
            let message = error.to_string();
            let message = message.split(" at ").next().unwrap_or(&message);
            sink.push(
                Diagnostic::new(&diag::NOT_WELL_FORMED, message.to_owned())
                    .at(source.place(start + inside)),
            );
            None
        }
    }
}

/// The text of a document; what is wrong with its encoding goes to the sink.
fn encoded<'a>(file: &'a File, sink: &mut Sink) -> &'a Source {
    let mut report = |severity, message: &str| {
        let mut finding = Diagnostic::new(&diag::XML_ENCODING, message).at(file.whole());
        finding.severity = severity;
        sink.push(finding);
    };
    if file.bytes.starts_with(&[0xff, 0xfe]) || file.bytes.starts_with(&[0xfe, 0xff]) {
        report(Severity::Warning, "it is encoded in UTF-16");
    } else if std::str::from_utf8(&file.bytes).is_err() {
        // No XML parser takes them; EPUBCheck passes over some, and so it is a warning.
        report(Severity::Warning, "it has bytes that are not UTF-8");
    }
    let source = file.text();
    let declared = source
        .text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split("?>").next())
        .and_then(|head| head.split("encoding").nth(1))
        .and_then(|value| value.split(['"', '\'']).nth(1));
    if let Some(name) = declared {
        let known = ["utf-8", "utf8", "utf-16"];
        if !known.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            report(Severity::Error, &format!("it declares the encoding {name}"));
        }
    }
    source
}

/// The text with spaces in place of the named characters of HTML, byte for byte, so that places
/// stay.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = from
            .find(';')
            .filter(|end| from[1..*end].bytes().all(|b| b.is_ascii_alphanumeric()))
            .map_or(1, |end| end + 1);
        let (name, after) = from.split_at(length);
        let own = matches!(name, "&amp;" | "&lt;" | "&gt;" | "&quot;" | "&apos;");
        if !own && length > 2 && htmlize::unescape(name) != name {
            out.extend(std::iter::repeat_n(' ', name.len()));
        } else {
            out.push_str(name);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// EPUB 3.3, 3.9: document types of EPUB 3 content, and external entities.
pub fn check_doctype(document: &Document, sink: &mut Sink) {
    let doctype = Doctype::of(&document.source.text);
    if doctype.text.is_empty() {
        return;
    }
    let at = doctype.text.as_ptr() as usize - document.source.text.as_ptr() as usize;
    let mut report = |message: &str| {
        sink.push(Diagnostic::new(&diag::DOCTYPE, message).at(document.place(at)));
    };
    let entities = doctype.text.split("<!ENTITY").skip(1);
    let outside = |entity: &str| {
        let declaration = entity.split('>').next().unwrap_or(entity);
        declaration.contains(" SYSTEM") || declaration.contains(" PUBLIC")
    };
    if entities.clone().any(outside) {
        report("it declares an external entity");
    }
    let head = doctype.text.split('[').next().unwrap_or(doctype.text);
    let html = document.root().tag_name().name() == "html";
    let legacy = head.contains("about:legacy-compat");
    if html && !legacy && (head.contains("PUBLIC") || head.contains("SYSTEM")) {
        report("the document type of EPUB 3 is `<!DOCTYPE html>`");
    }
}

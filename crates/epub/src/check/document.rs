//! XML documents of a book: read strictly, with places, and within bounds.

use std::fmt;

use roxmltree::{Attribute, Node};

use super::archive::{Archive, Encoding, File, Text};
use super::diag;
use chengshu_text::diag::{Code, Diagnostic, Place, Quoted, Severity, Sink};
use chengshu_text::xml::reader;

/// A document that was read.
pub struct Document<'a> {
    /// Its file.
    pub file: &'a File,
    /// Bytes of memory it takes.
    pub weight: usize,
    text: &'a Text,
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
        self.text.source.place(at)
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

impl Document<'_> {
    /// Reports something about an element.
    pub fn report(
        &self,
        node: Node,
        code: &'static Code,
        message: impl fmt::Display,
        sink: &mut Sink,
    ) {
        sink.note(code, || self.at(node, code, message.to_string()));
    }

    /// Reports something about an attribute.
    pub fn report_on(
        &self,
        attribute: &Attribute,
        code: &'static Code,
        message: impl fmt::Display,
        sink: &mut Sink,
    ) {
        sink.note(code, || self.on(attribute, code, message.to_string()));
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
        Self { text: &rest[..end.unwrap_or(rest.len())] }
    }

    /// True if it is of a document type that declares the named characters of HTML.
    fn declares_characters(self) -> bool {
        ["-//W3C//DTD XHTML", "-//NISO//DTD", "-//W3C//ENTITIES"]
            .iter()
            .any(|id| self.text.contains(id))
    }
}

/// Reads a document, if there is room for it. Out: nothing if it cannot be read, which is reported.
pub fn parse<'a>(
    archive: &Archive,
    file: &'a File,
    text: &'a Text,
    sink: &mut Sink,
) -> Option<Document<'a>> {
    check_encoding(file, text, sink);
    let mut refuse = |why: String| {
        sink.push(Diagnostic::new(&diag::NOT_LOOKED_AT, why).at(file.whole()));
    };
    let too_much = "it has too many elements and attributes";
    let shown = shown(text);
    if !archive.room.spend(reader::Text::steps_to_weigh(shown)) {
        refuse(too_much.into());
        return None;
    }
    let weighed = match reader::Text::of(shown) {
        Ok(weighed) => weighed,
        Err(why) => {
            refuse(why.to_string());
            return None;
        }
    };
    if !archive.room.look(weighed.weight) {
        refuse(too_much.into());
        return None;
    }
    let error = match weighed.parse() {
        Ok(tree) => {
            return Some(Document { file, weight: weighed.weight.bytes, text, tree });
        }
        Err(error) => error,
    };
    // The place of an error is a row and a column in characters.
    let source = &text.source;
    let pos = error.pos();
    let rows = source.text.split_inclusive('\n');
    let row = usize::try_from(pos.row).unwrap_or(1).saturating_sub(1);
    let start: usize = rows.take(row).map(str::len).sum();
    let column = usize::try_from(pos.col).unwrap_or(1).saturating_sub(1);
    let line = &source.text[start..];
    let inside = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    sink.push(
        Diagnostic::new(&diag::NOT_WELL_FORMED, why(&error)).at(source.place(start + inside)),
    );
    None
}

/// Reads a document again, which was read before.
pub fn parse_again<'a>(file: &'a File, text: &'a Text) -> Option<Document<'a>> {
    let weighed = reader::Text::of(shown(text)).ok()?;
    Some(Document { file, weight: weighed.weight.bytes, text, tree: weighed.parse().ok()? })
}

/// The text that is parsed.
fn shown(text: &Text) -> &str {
    let source = &text.source.text;
    if Doctype::of(source).declares_characters() {
        text.masked.get_or_init(|| masked(source))
    } else {
        source
    }
}

/// The parser's message, but for the place. Names of the document are quoted within it.
fn why(error: &roxmltree::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at ").next().unwrap_or(&message);
    let pieces = message.split('\'').map(|piece| {
        let short = piece.char_indices().nth(MOST_NAMED);
        short.map_or_else(|| piece.to_owned(), |(end, _)| format!("{}…", &piece[..end]))
    });
    pieces.collect::<Vec<_>>().join("'")
}

/// How many characters of a name are shown.
const MOST_NAMED: usize = 120;

/// Reports what is wrong with the encoding of a document.
fn check_encoding(file: &File, text: &Text, sink: &mut Sink) {
    let mut report = |severity, message: &str| {
        let mut finding = Diagnostic::new(&diag::XML_ENCODING, message).at(file.whole());
        finding.severity = severity;
        sink.push(finding);
    };
    match text.encoding {
        Encoding::Utf8 => {}
        Encoding::Utf16 => report(Severity::Warning, "it is encoded in UTF-16"),
        // No XML parser takes them; EPUBCheck passes over some, and so it is a warning.
        Encoding::Broken => report(Severity::Warning, "it has bytes that are not UTF-8"),
    }
    let declared = text
        .source
        .text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split("?>").next())
        .and_then(|head| head.split("encoding").nth(1))
        .and_then(|value| value.split(['"', '\'']).nth(1));
    if let Some(name) = declared {
        let known = ["utf-8", "utf8", "utf-16"];
        if !known.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            let name = Quoted(name);
            report(Severity::Error, &format!("it declares the encoding {name}"));
        }
    }
}

/// The text with spaces in place of the named characters of HTML, byte for byte, so that places
/// stay.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let letters = from.bytes().skip(1).take(LONGEST_CHARACTER);
        let name = 1 + letters.take_while(u8::is_ascii_alphanumeric).count();
        let is_whole = from.as_bytes().get(name) == Some(&b';');
        let (name, after) = from.split_at(if is_whole { name + 1 } else { 1 });
        let own = matches!(name, "&amp;" | "&lt;" | "&gt;" | "&quot;" | "&apos;");
        if !own && name.len() > 2 && htmlize::unescape(name) != name {
            out.extend(std::iter::repeat_n(' ', name.len()));
        } else {
            out.push_str(name);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The most letters the name of a character has: those of `CounterClockwiseContourIntegral`.
const LONGEST_CHARACTER: usize = 32;

/// EPUB 3.3, 3.9: document types of EPUB 3 content, and external entities.
pub fn check_doctype(document: &Document, sink: &mut Sink) {
    let doctype = Doctype::of(&document.text.source.text);
    if doctype.text.is_empty() {
        return;
    }
    let at = doctype.text.as_ptr() as usize - document.text.source.text.as_ptr() as usize;
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
        report("the document type must be `<!DOCTYPE html>`");
    }
}

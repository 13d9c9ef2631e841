//! XML as trees. Every document of the book is built from [`Element`]s and becomes text here and
//! nowhere else, so that a page is well-formed by construction and escaping has one home.

pub mod reader;

use std::borrow::Cow;

/// A piece of text in a tree: a literal of the program or text of the book.
pub type Text = Cow<'static, str>;

/// The content of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A child element.
    Element(Element),
    /// Character data, unescaped.
    Text(Text),
}

/// An XML element with its attributes in writing order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Qualified name, as written (`dc:title`).
    pub name: Text,
    /// Attributes in writing order, values unescaped.
    pub attributes: Vec<(Text, Text)>,
    /// Children in document order.
    pub children: Vec<Node>,
    /// Whether the element's text was written by us rather than spoken or stated in a source.
    pub origin: Origin,
}

/// Where an element's text comes from; the proof that no text is lost counts one kind only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// Text of the transcript.
    #[default]
    Source,
    /// Text of the transcript that an attribute states, `alttext` or `data-cites`; what stands inside
    /// draws it.
    Drawn,
    /// Furniture of the book: numbers, labels, links back.
    Furniture,
}

/// An element without attributes or children.
pub fn element(name: impl Into<Text>) -> Element {
    Element { name: name.into(), ..Element::default() }
}

impl Element {
    /// Adds an attribute; the last call wins nothing, so a name must be given once.
    #[must_use]
    pub fn attr(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Adds an attribute when there is a value for it.
    #[must_use]
    pub fn attr_opt(self, name: impl Into<Text>, value: Option<impl Into<Text>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Adds character data.
    #[must_use]
    pub fn text(mut self, text: impl Into<Text>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Adds a child element.
    #[must_use]
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds a child element when there is one.
    #[must_use]
    pub fn child_opt(self, child: Option<Element>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds child elements in order.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds nodes in order.
    #[must_use]
    pub fn nodes(mut self, nodes: impl IntoIterator<Item = Node>) -> Self {
        self.children.extend(nodes);
        self
    }

    /// Marks the element's text as ours.
    #[must_use]
    pub fn furniture(mut self) -> Self {
        self.origin = Origin::Furniture;
        self
    }

    /// Marks what stands inside as drawn from the text an attribute states.
    #[must_use]
    pub fn drawn(mut self) -> Self {
        self.origin = Origin::Drawn;
        self
    }

    /// Calls `visit` with each piece of text that comes from a source, in document order.
    pub fn visit_source_text<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match self.origin {
            Origin::Source => {}
            Origin::Drawn => {
                let states = |name: &str| matches!(name, "alttext" | "data-cites");
                let stated = self.attributes.iter().find(|(name, _)| states(name));
                return stated.into_iter().for_each(|(_, text)| visit(text));
            }
            Origin::Furniture => return,
        }
        for child in &self.children {
            match child {
                Node::Element(child) => child.visit_source_text(visit),
                Node::Text(text) => visit(text),
            }
        }
    }

    /// Appends the element as text.
    pub fn write(&self, out: &mut String) {
        self.write_start(out);
        if self.children.is_empty() && may_be_empty(&self.name) {
            out.push_str("/>");
        } else {
            self.write_children(out);
            write_end(&self.name, out);
        }
        if breaks_after(&self.name) {
            out.push('\n');
        }
    }

    /// The start tag, but for how it ends.
    fn write_start(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, Quoting::Attribute, out);
            out.push('"');
        }
    }

    /// The end of the start tag, and what stands inside.
    fn write_children(&self, out: &mut String) {
        out.push('>');
        if breaks_inside(&self.name) {
            out.push('\n');
        }
        for child in &self.children {
            match child {
                Node::Element(child) => child.write(out),
                Node::Text(text) => escape(text, Quoting::Text, out),
            }
        }
    }
}

fn write_end(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// The lines before the root element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prolog {
    /// The XML declaration alone: package document, container.
    Xml,
    /// The XML declaration and the HTML document type, as EPUB content documents carry it
    /// (EPUB 3.3, section 6.1.2).
    Xhtml,
    /// The document type alone: a page served as `text/html`.
    Html,
}

/// A whole document as UTF-8 text.
pub fn document(prolog: Prolog, root: &Element) -> String {
    let mut document = Document::new(prolog);
    document.add(root);
    document.finish()
}

/// A document written piece by piece. As text it takes a tenth of the memory of its tree, which
/// counts where a library has a line for each section of each chapter.
#[derive(Debug)]
pub struct Document {
    out: String,
    open: Vec<Text>,
}

impl Document {
    /// A document without its root.
    pub fn new(prolog: Prolog) -> Self {
        Self::with_room(prolog, 4096)
    }

    /// The same with room for so many bytes. A text that grows beyond its room is there twice for a
    /// moment, which counts where it is large.
    pub fn with_room(prolog: Prolog, bytes: usize) -> Self {
        let mut out = String::with_capacity(bytes);
        if prolog != Prolog::Html {
            out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        }
        if prolog != Prolog::Xml {
            out.push_str("<!DOCTYPE html>\n");
        }
        Self { out, open: Vec::new() }
    }

    /// Writes an element whose further children follow, until it is closed.
    pub fn open(&mut self, element: Element) {
        element.write_start(&mut self.out);
        element.write_children(&mut self.out);
        self.open.push(element.name);
    }

    /// Writes a whole element.
    pub fn add(&mut self, element: &Element) {
        element.write(&mut self.out);
    }

    /// Writes whole elements.
    pub fn add_all(&mut self, elements: impl IntoIterator<Item = Element>) {
        for element in elements {
            self.add(&element);
        }
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            write_end(&name, &mut self.out);
            if breaks_after(&name) {
                self.out.push('\n');
            }
        }
    }

    /// Closes all that is open. Returns the text, in UTF-8.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// Elements XHTML forbids to close themselves render as unclosed in HTML parsers; only void
/// elements and the vocabularies of the package may be written `<x/>`.
fn may_be_empty(name: &str) -> bool {
    match name {
        "br" | "hr" | "img" | "link" | "meta" | "col" | "wbr" | "item" | "itemref"
        | "reference" | "rootfile" | "content" => true,
        _ => name.contains(':'),
    }
}

/// Containers whose text is always inside a child, so that line breaks in them mean nothing.
fn breaks_inside(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
            | "section"
            | "nav"
            | "ol"
            | "ul"
            | "table"
            | "thead"
            | "tbody"
            | "tr"
            | "dl"
            | "header"
            | "footer"
            | "aside"
            | "blockquote"
            | "figure"
            | "package"
            | "metadata"
            | "manifest"
            | "spine"
            | "guide"
            | "ncx"
            | "navMap"
            | "navPoint"
            | "container"
            | "rootfiles"
            | "feed"
            | "entry"
            | "main"
            | "article"
            | "details"
    )
}

/// Elements after which a line break means nothing.
fn breaks_after(name: &str) -> bool {
    breaks_inside(name)
        || matches!(
            name,
            "title"
                | "link"
                | "meta"
                | "p"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "li"
                | "hr"
                | "pre"
                | "dt"
                | "dd"
                | "div"
                | "td"
                | "th"
                | "caption"
                | "figcaption"
                | "item"
                | "itemref"
                | "reference"
                | "rootfile"
                | "content"
                | "id"
                | "updated"
                | "author"
                | "generator"
                | "category"
                | "summary"
                | "style"
                | "docTitle"
                | "docAuthor"
                | "navLabel"
        )
        || name.starts_with("dc:")
        || name.starts_with("opensearch:")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    Text,
    Attribute,
}

/// Escapes markup, and leaves out what XML 1.0 (section 2.2, production 2) has no place for.
fn escape(text: &str, quoting: Quoting, out: &mut String) {
    let mut from = 0;
    if is_plain(text) {
        return out.push_str(text);
    }
    for (at, c) in text.char_indices() {
        let replacement = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if quoting == Quoting::Attribute => "&quot;",
            '\n' | '\t' | '\r' if quoting == Quoting::Attribute => " ",
            // A bare carriage return would come back from the parser as a line feed.
            '\r' => "\n",
            '\t' | '\n' => continue,
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => "",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
}

/// True if a text has nothing to escape, as nearly all have. Without a branch for each byte, which
/// keeps the compiler from using vectors.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_sign = |byte| matches!(byte, 0..b' ' | b'"' | b'&' | b'<' | b'>');
    let signs = bytes.iter().fold(0, |found, &byte| found | u8::from(is_sign(byte)));
    // U+FFC0 to U+FFFF begin so.
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let last = pairs
        .fold(0, |found, (&one, &two)| found | (u8::from(one == 0xef) & u8::from(two == 0xbf)));
    (signs | last) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let e = element("p").attr("title", "a\"b\n<c>").text("1 < 2 & \"x\" \u{1}end");
        let mut out = String::new();
        e.write(&mut out);
        assert_eq!(out, "<p title=\"a&quot;b &lt;c&gt;\">1 &lt; 2 &amp; \"x\" end</p>\n");
    }

    #[test]
    fn only_void_elements_close_themselves() {
        let mut out = String::new();
        element("span").write(&mut out);
        element("br").write(&mut out);
        assert_eq!(out, "<span></span><br/>");
    }

    #[test]
    fn piece_by_piece_is_as_in_one_go() {
        let inner = || element("li").text("甲").child(element("br"));
        let list = || element("ol").attr("class", "a&b").child(inner());
        let whole = element("nav").child(list().child(inner())).text("乙");
        let mut pieces = Document::new(Prolog::Xhtml);
        pieces.open(element("nav"));
        pieces.open(list());
        pieces.add_all([inner()]);
        pieces.close();
        pieces.out.push('乙');
        assert_eq!(pieces.finish(), document(Prolog::Xhtml, &whole));
    }

    #[test]
    fn furniture_is_not_source_text() {
        let e = element("p").text("甲").child(element("sup").text("1").furniture()).text("乙");
        let mut text = String::new();
        e.visit_source_text(&mut |t| text.push_str(t));
        assert_eq!(text, "甲乙");
    }
}

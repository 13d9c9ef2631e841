//! Content documents (EPUB 3.3, 3.9 and 6.1): their frame, elements, attributes and properties.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashSet};

use roxmltree::{Node, NodeId};

use super::diag;
use super::document::{self, Document};
use super::links::candidates;
use super::metadata::RESERVED;
use super::model::{self, Apart, Inside, Stands};
use super::publication::{
    Edition, Item, MATHML, OPS, Part, Publication, SVG, XHTML, XML, children, is, own_id, text_of,
    words,
};
use super::reference::resolve;
use chengshu_text::diag::{Quoted, Severity, Sink};

/// Checks the document type of a document of EPUB 3.
pub fn check_doctype(book: &Publication, _: &Part, document: &Document, sink: &mut Sink) {
    if book.package.edition == Edition::Three {
        document::check_doctype(document, sink);
    }
}

/// An element that is open, with what its descendants have to know of it and of those around it.
struct Open {
    node: NodeId,
    /// The content it may hold, or its parent's if it leaves that to it; nothing if that is not
    /// known.
    holds: Option<Inside>,
    /// Elements it is or stands in, of those that others must not stand in.
    within: Apart,
}

/// Checks a content document.
pub fn check(book: &Publication, part: &Part, document: &Document, sink: &mut Sink) {
    let edition = book.package.edition;
    let Some(item) = book.item(part) else {
        return;
    };
    if item.is_page() {
        frame(document, edition, sink);
        if book.package.is_fixed(item) {
            viewport(document, sink);
        }
        if edition == Edition::Three {
            prefixes(document, sink);
        }
    }
    let mut open: Vec<Open> = Vec::new();
    for node in document.elements() {
        let parent = node.parent_element().map(|parent| parent.id());
        while open.last().is_some_and(|outer| Some(outer.node) != parent) {
            open.pop();
        }
        let is_html = node.tag_name().namespace() == Some(XHTML);
        if is_html && item.is_page() {
            element(document, node, open.last(), edition, sink);
            match edition {
                Edition::Two => new_attributes(document, node, sink),
                Edition::Three => attributes(document, node, sink),
            }
        }
        if edition == Edition::Three {
            deprecated(document, node, sink);
        }
        open.push(opened(node, open.last(), edition));
    }
    idrefs(document, sink);
    if edition == Edition::Three && item.is_content(edition) {
        uses(document, item, book, sink);
    }
}

fn opened(node: Node, outer: Option<&Open>, edition: Edition) -> Open {
    let name = node.tag_name().name();
    let own = model::element(name, edition).map(|known| known.inside);
    let within = outer.map(|outer| outer.within).unwrap_or_default();
    let is_html = node.tag_name().namespace() == Some(XHTML);
    Open {
        node: node.id(),
        holds: match own {
            Some(Inside::Transparent) => outer.and_then(|outer| outer.holds),
            own => own,
        },
        within: if is_html { within.and(name) } else { within },
    }
}

/// The frame of a document of HTML.
fn frame(document: &Document, edition: Edition, sink: &mut Sink) {
    let root = document.root();
    if !is(root, XHTML, "html") {
        let message = format!(
            "the document is {} in the namespace {}",
            Quoted(root.tag_name().name()),
            Quoted(root.tag_name().namespace().unwrap_or_default())
        );
        document.report(root, &diag::DOCUMENT, message, sink);
        return;
    }
    let part = |name| children(root).find(|node| is(*node, XHTML, name));
    for name in ["head", "body"] {
        if part(name).is_none() {
            let message = format!("the document has no `{name}`");
            document.report(root, &diag::DOCUMENT, message, sink);
        }
    }
    let Some(head) = part("head") else { return };
    match children(head).find(|node| is(*node, XHTML, "title")) {
        None => {
            let mut finding = document.at(head, &diag::DOCUMENT, "the document has no title");
            if edition == Edition::Three {
                finding.severity = Severity::Warning;
            }
            sink.push(finding);
        }
        Some(title) if text_of(title).trim().is_empty() && edition == Edition::Three => {
            document.report(title, &diag::DOCUMENT, "the title is empty", sink);
        }
        Some(_) => {}
    }
    for meta in children(head).filter(|node| is(*node, XHTML, "meta")) {
        let stated = meta.attribute("http-equiv").unwrap_or_default();
        let content = meta.attribute("content").unwrap_or_default().to_ascii_lowercase();
        let content: String = content.split_whitespace().collect();
        if edition == Edition::Three
            && stated.eq_ignore_ascii_case("content-type")
            && content != "text/html;charset=utf-8"
        {
            let message = "`content-type` is not `text/html; charset=utf-8`";
            document.report(meta, &diag::ATTRIBUTE, message, sink);
        }
    }
}

/// EPUB 3.3, 8.2.2.6: a page of a fixed size states it.
fn viewport(document: &Document, sink: &mut Sink) {
    let stated = |node: Node| {
        is(node, XHTML, "meta") && node.attribute("name").map(str::trim) == Some("viewport")
    };
    if is(document.root(), XHTML, "html") && !document.elements().any(stated) {
        let message = "the page has a fixed layout but no `meta` named `viewport`";
        document.report(document.root(), &diag::DOCUMENT, message, sink);
    }
}

/// EPUB 3.3, D.1: prefixes in `epub:type` are declared on the outermost element or reserved.
fn prefixes(document: &Document, sink: &mut Sink) {
    let declared = words(document.root().attribute((OPS, "prefix")));
    let known: HashSet<&str> = declared.filter_map(|word| word.strip_suffix(':')).collect();
    for node in document.elements() {
        let Some(stated) = node.attribute_node((OPS, "type")) else {
            continue;
        };
        for word in words(Some(stated.value())) {
            let prefix = word.split_once(':').map(|(prefix, _)| prefix);
            let is_known = |prefix: &&str| known.contains(prefix) || RESERVED.contains(prefix);
            if let Some(prefix) = prefix.filter(|prefix| !is_known(prefix)) {
                let message = format_args!("the prefix {} is not declared", Quoted(prefix));
                document.report_on(&stated, &diag::PROPERTY, message, sink);
            }
        }
    }
}

/// Checks an element against the elements it stands in.
fn element(
    document: &Document,
    node: Node,
    outer: Option<&Open>,
    edition: Edition,
    sink: &mut Sink,
) {
    let name = node.tag_name().name();
    let Some(known) = model::element(name, edition) else {
        // Custom elements have a hyphen in their names.
        if !name.contains('-') || edition == Edition::Two {
            let message = format_args!("unknown element {}", Quoted(name));
            document.report(node, &diag::ELEMENT, message, sink);
        }
        return;
    };
    let holds_text = !matches!(known.inside, Inside::Only(_) | Inside::Empty);
    if !holds_text || holds_blocks(name, edition) {
        let text = node.children().find(|child| {
            child.is_text() && child.text().is_some_and(|text| !text.trim().is_empty())
        });
        if let Some(text) = text {
            let message = format_args!("text is not allowed in `{name}`");
            document.report(text, &diag::NESTING, message, sink);
        }
    }
    let (Some(parent), Some(outer)) = (node.parent_element(), outer) else {
        return;
    };
    if parent.tag_name().namespace() != Some(XHTML) {
        return;
    }
    let outside = parent.tag_name().name();
    if !fits(name, known, outside, outer, edition) {
        let message = format_args!("`{name}` is not allowed in {}", Quoted(outside));
        document.report(node, &diag::NESTING, message, sink);
        return;
    }
    if let Some(other) = outer.within.first_of(model::apart_from(name)) {
        let message = format_args!("`{name}` is not allowed in `{other}`");
        document.report(node, &diag::NESTING, message, sink);
    }
}

/// True if an element holds blocks and no text, as in XHTML 1.1.
fn holds_blocks(name: &str, edition: Edition) -> bool {
    edition == Edition::Two && matches!(name, "body" | "blockquote")
}

/// True if an element may stand in its parent.
fn fits(name: &str, known: model::Known, parent: &str, outer: &Open, edition: Edition) -> bool {
    let inside = model::element(parent, edition).map(|known| known.inside);
    match (inside, known.stands) {
        (None, _) => true,
        (Some(Inside::Only(names)), _) => names.contains(&name),
        (Some(Inside::Empty | Inside::Text), _) => false,
        (_, Stands::In(parents)) => parents.contains(&parent),
        (_, Stands::Line) if holds_blocks(parent, edition) => {
            matches!(name, "del" | "ins" | "noscript")
        }
        (_, Stands::Anywhere | Stands::Line) => true,
        (Some(_), Stands::Block) => {
            outer.holds != Some(Inside::Phrasing) || model::goes_anywhere(name)
        }
    }
}

/// Reports attributes that XHTML 1.1 does not know.
fn new_attributes(document: &Document, node: Node, sink: &mut Sink) {
    for attribute in node.attributes() {
        if attribute.namespace().is_none() && model::is_new_attribute(attribute.name()) {
            let (element, own) = (Quoted(node.tag_name().name()), Quoted(attribute.name()));
            let message = format_args!("{element} has no attribute {own}");
            document.report_on(&attribute, &diag::ATTRIBUTE, message, sink);
        }
    }
}

fn attributes(document: &Document, node: Node, sink: &mut Sink) {
    let name = node.tag_name().name();
    for attribute in node.attributes() {
        let value = attribute.value().trim();
        let fits = match (name, attribute.name()) {
            ("table", "border") => matches!(value, "" | "1"),
            ("time", "datetime") => may_be_time(value),
            ("img" | "object", "usemap") => value.len() > 1 && value.starts_with('#'),
            _ => true,
        };
        if !fits {
            let (own, value) = (attribute.name(), Quoted(value));
            let message = format_args!("`{own}` of `{name}` must not be {value}");
            document.report_on(&attribute, &diag::ATTRIBUTE, message, sink);
        }
        let known = attribute.namespace().is_some() || model::has_attribute(name, attribute.name());
        if !known {
            let (element, own) = (Quoted(name), Quoted(attribute.name()));
            let message = format_args!("{element} has no attribute {own}");
            document.report_on(&attribute, &diag::ATTRIBUTE, message, sink);
        }
    }
    let languages = (node.attribute_node("lang"), node.attribute((XML, "lang")));
    if let (Some(lang), Some(xml)) = languages
        && !lang.value().eq_ignore_ascii_case(xml)
    {
        let message =
            format!("`lang` is {} and `xml:lang` is {}", Quoted(lang.value()), Quoted(xml));
        document.report_on(&lang, &diag::ATTRIBUTE, message, sink);
    }
    let needed: &[&str] = match name {
        "img" | "embed" => &["src"],
        "bdo" => &["dir"],
        "link" if !node.has_attribute("imagesrcset") => &["href"],
        _ => &[],
    };
    for attribute in needed {
        if node.attribute(*attribute).is_none_or(|value| value.trim().is_empty()) {
            let message = format_args!("`{name}` has no `{attribute}`");
            document.report(node, &diag::ATTRIBUTE, message, sink);
        }
    }
}

/// True unless a text is certainly no date, time or duration (HTML Standard, 4.5.14).
fn may_be_time(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_digit() || " +-.:DHMPSTWYZdhmpstwyz".contains(c);
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(fits)
}

/// Attributes that hold ids of the same document.
const IDREFS: &[&str] = &[
    "aria-controls", "aria-describedby", "aria-flowto", "aria-labelledby", "aria-owns", "headers",
];

fn idrefs(document: &Document, sink: &mut Sink) {
    let ids = LazyCell::new(|| document.elements().filter_map(own_id).collect::<HashSet<_>>());
    for node in document.elements() {
        let label = is(node, XHTML, "label").then_some("for");
        for name in IDREFS.iter().copied().chain(label) {
            let Some(attribute) = node.attribute_node(name) else {
                continue;
            };
            for id in words(Some(attribute.value())) {
                if !ids.contains(id) {
                    let message =
                        format_args!("`{name}` names {}, but no element has that id", Quoted(id));
                    document.report_on(&attribute, &diag::IDREF, message, sink);
                }
            }
        }
    }
}

/// Reports elements and attributes the specification advises against by now.
fn deprecated(document: &Document, node: Node, sink: &mut Sink) {
    if matches!(node.tag_name().name(), "switch" | "trigger")
        && node.tag_name().namespace() == Some(OPS)
    {
        let message = format!("`epub:{}` is deprecated", node.tag_name().name());
        document.report(node, &diag::DEPRECATED, message, sink);
    }
    let Some(role) = node.attribute_node("role") else {
        return;
    };
    for word in words(Some(role.value())) {
        // DPUB-ARIA 1.1, 3.
        if matches!(word, "doc-endnote" | "doc-biblioentry") {
            let message = format!("the role `{word}` is deprecated");
            sink.push(
                document
                    .on(&role, &diag::DEPRECATED, message)
                    .help("remove it; the element says the same"),
            );
        }
    }
}

/// EPUB 3.3, D.6.2: the properties of the manifest that a document uses.
fn uses(document: &Document, item: &Item, book: &Publication, sink: &mut Sink) {
    let mut used = BTreeSet::new();
    // What may be stated and need not be.
    let mut allowed = BTreeSet::new();
    for node in document.elements() {
        let namespace = node.tag_name().namespace();
        let name = node.tag_name().name();
        match (namespace, name) {
            (Some(SVG), "svg") if item.media_type == "application/xhtml+xml" => {
                used.insert("svg");
            }
            (Some(MATHML), "math") => {
                used.insert("mathml");
            }
            (Some(OPS), "switch") => {
                used.insert("switch");
            }
            (Some(XHTML | SVG), "script") if is_program(node) => {
                used.insert("scripted");
            }
            (Some(XHTML), "form") => {
                used.insert("scripted");
            }
            // A drawing may also stand in a file of its own.
            (Some(XHTML), "img" | "source" | "object" | "embed" | "iframe")
                if shows_drawing(book, &document.file.path, node) =>
            {
                allowed.insert("svg");
            }
            _ => {}
        }
        let handler = |name: &str| name.len() > 4 && name.starts_with("on");
        let mut attributes = node.attributes();
        if attributes.any(|own| own.namespace().is_none() && handler(own.name())) {
            used.insert("scripted");
        }
    }
    let package = book.package.document;
    for name in &used {
        if !item.is(name) {
            let message = format!(
                "{} uses `{name}` but does not have the property",
                Quoted(&document.file.path)
            );
            package.report(item.node, &diag::PROPERTY_USE, message, sink);
        }
    }
    for name in ["scripted", "svg", "mathml", "switch"] {
        if item.is(name) && !used.contains(name) && !allowed.contains(name) {
            let message = format!(
                "{} has the property `{name}` but does not use it",
                Quoted(&document.file.path)
            );
            package.report(item.node, &diag::PROPERTY_USE, message, sink);
        }
    }
}

/// True if an element shows an SVG document of the book.
fn shows_drawing(book: &Publication, base: &str, node: Node) -> bool {
    let addresses = ["src", "data"].into_iter().filter_map(|name| node.attribute(name));
    let sets = node.attribute("srcset").into_iter().flat_map(candidates);
    addresses.chain(sets).any(|address| {
        let path = resolve(base, address).ok().and_then(|address| address.path);
        let item = path.and_then(|path| book.package.numbered(&path));
        item.is_some_and(|(_, item)| item.media_type == "image/svg+xml")
    })
}

/// True if a script is a program and not a block of data.
fn is_program(script: Node) -> bool {
    let kind = script.attribute("type").unwrap_or_default().trim();
    kind.is_empty()
        || kind == "module"
        || kind.contains("javascript")
        || kind.contains("ecmascript")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_digits() {
        assert!(
            may_be_time("2026-01-31T12:00+08:00") && may_be_time("P1DT2H") && may_be_time("12:30")
        );
        assert!(!may_be_time("yesterday") && !may_be_time("") && !may_be_time("31/1/2026"));
    }

    #[test]
    fn bodies_hold_blocks_only_in_the_second_edition() {
        let holds = Some(Inside::Flow);
        let document = roxmltree::Document::parse("<body/>").unwrap();
        let outer = Open { node: document.root_element().id(), holds, within: Apart::default() };
        let fits = |name, edition| {
            fits(name, model::element(name, edition).unwrap(), "body", &outer, edition)
        };
        assert!(fits("br", Edition::Three) && fits("p", Edition::Two) && fits("ins", Edition::Two));
        assert!(!fits("br", Edition::Two) && !fits("img", Edition::Two));
        assert!(model::is_new_attribute("hidden") && !model::is_new_attribute("title"));
    }
}

//! The navigation document (EPUB 3.3, 7).

use roxmltree::Node;

use super::diag;
use super::document::Document;
use super::publication::{Edition, OPS, Publication, XHTML, children, is, words};
use super::reference::resolve;
use chengshu_text::diag::{Diagnostic, Quoted, Sink};

/// Checks the table of contents that EPUB 3 has.
pub fn check(book: &Publication, sink: &mut Sink) {
    let package = book.package;
    if package.edition == Edition::Two {
        return;
    }
    let items = package.items.iter().enumerate();
    let mut navs = items.filter(|(_, item)| item.is("nav"));
    let (first, second) = (navs.next(), navs.next());
    let Some((number, item)) = first.filter(|_| second.is_none()) else {
        let message = match first {
            Some(_) => "several entries of the manifest have the property `nav`",
            None => "no entry of the manifest has the property `nav`",
        };
        let place = package.document.place(0);
        sink.push(Diagnostic::new(&diag::NAV_MISSING, message).at(place));
        return;
    };
    let first = item.path.as_deref().and_then(|path| package.numbered(path));
    let number = first.map_or(number, |(number, _)| number);
    if let Some(part) = book.part(number) {
        book.read(part, |document| check_document(book, document, sink));
    }
}

fn check_document(book: &Publication, document: &Document, sink: &mut Sink) {
    let mut lists: Vec<Node> = Vec::new();
    for node in document.elements().filter(|node| is(*node, XHTML, "nav")) {
        let is_inside = |outer: &Node| node.range().start < outer.range().end;
        if !lists.last().is_some_and(is_inside) {
            lists.push(node);
        }
    }
    let count = |kind| lists.iter().filter(|nav| is_kind(**nav, kind)).count();
    if count("toc") != 1 {
        let message = format!("{} elements `nav` have the type `toc`", count("toc"));
        document.report(document.root(), &diag::NAV_MISSING, message, sink);
    }
    for kind in ["page-list", "landmarks"] {
        if count(kind) > 1 {
            let message = format!("there are {} lists `{kind}`", count(kind));
            document.report(document.root(), &diag::NAV_STRUCTURE, message, sink);
        }
    }
    for nav in lists {
        if nav.has_attribute((OPS, "type")) {
            structure(document, nav, sink);
            for kind in ["toc", "page-list"] {
                if is_kind(nav, kind) {
                    order(book, document, nav, sink);
                }
            }
        }
    }
}

/// True if a `nav` has a type.
fn is_kind(nav: Node, kind: &str) -> bool {
    words(nav.attribute((OPS, "type"))).any(|word| word == kind)
}

fn is_heading(node: Node) -> bool {
    matches!(node.tag_name().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup")
}

/// True if an element says something, to ear or eye.
fn has_label(node: Node) -> bool {
    let is_text = |text: &str| !text.trim().is_empty();
    node.descendants().any(|inside| {
        let named = ["alt", "aria-label"];
        let mut named = named.iter().filter_map(|name| inside.attribute(*name));
        inside.is_text() && inside.text().is_some_and(is_text) || named.any(is_text)
    })
}

fn structure(document: &Document, nav: Node, sink: &mut Sink) {
    let mut report = |node: Node, message: String| {
        document.report(node, &diag::NAV_STRUCTURE, message, sink);
    };
    let shape: Vec<Node> = children(nav).collect();
    let rest = match shape.split_first() {
        Some((first, rest)) if is_heading(*first) => rest,
        _ => shape.as_slice(),
    };
    if !matches!(rest, [list] if is(*list, XHTML, "ol")) {
        report(nav, "a `nav` must contain at most a heading and then one `ol`".into());
    }
    let known = ["toc", "page-list", "landmarks"];
    if !known.iter().any(|kind| is_kind(nav, kind)) && rest.len() == shape.len() {
        report(nav, "this list must not have a heading".into());
    }
    let flat = is_kind(nav, "page-list") || is_kind(nav, "landmarks");
    let lists = nav.descendants().filter(|node| is(*node, XHTML, "ol"));
    for (number, list) in lists.enumerate() {
        if flat && number > 0 {
            // Advice only, in the schema too.
            let mut finding = document.at(list, &diag::NAV_STRUCTURE, "the list is not flat");
            finding.severity = chengshu_text::diag::Severity::Warning;
            sink.push(finding);
            continue;
        }
        if children(list).next().is_none() {
            document.report(list, &diag::NAV_STRUCTURE, "the list is empty", sink);
        }
        for item in children(list).filter(|node| is(*node, XHTML, "li")) {
            entry(document, item, sink);
        }
    }
    if is_kind(nav, "landmarks") {
        for link in nav.descendants().filter(|node| is(*node, XHTML, "a")) {
            if !link.has_attribute((OPS, "type")) {
                let message = "a landmark has no `epub:type`";
                document.report(link, &diag::NAV_STRUCTURE, message, sink);
            }
        }
    }
}

fn entry(document: &Document, item: Node, sink: &mut Sink) {
    let mut report = |node: Node, message: &str| {
        document.report(node, &diag::NAV_STRUCTURE, message, sink);
    };
    let parts: Vec<Node> = children(item).collect();
    let names: Vec<&str> = parts.iter().map(|part| part.tag_name().name()).collect();
    if !matches!(names.as_slice(), ["a"] | ["a" | "span", "ol"]) {
        report(item, "an entry must be an `a`, or an `a` or `span` and an `ol`");
    }
    let loose =
        |node: &Node| node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty());
    if item.children().any(|node| loose(&node)) {
        report(item, "there is text next to the link of an entry");
    }
    let named = parts.iter().find(|part| matches!(part.tag_name().name(), "a" | "span"));
    if let Some(named) = named.filter(|named| !has_label(**named)) {
        report(*named, "an entry has no text");
    }
}

/// EPUB 3.3, 7.4.1: the order of the entries is that of the text.
fn order(book: &Publication, document: &Document, nav: Node, sink: &mut Sink) {
    let mut last = (0, 0);
    for link in nav.descendants().filter(|node| is(*node, XHTML, "a")) {
        let Some(href) = link.attribute_node("href") else {
            continue;
        };
        let Ok(address) = resolve(&document.file.path, href.value()) else {
            continue;
        };
        let Some(path) = address.path else {
            let message = format!("{} does not lead into the book", Quoted(href.value()));
            document.report_on(&href, &diag::NAV_STRUCTURE, message, sink);
            continue;
        };
        let Some((number, item)) = book.package.numbered(&path) else {
            continue;
        };
        let Some(position) = item.position else {
            continue;
        };
        let fragment = address.fragment.filter(|fragment| !fragment.is_empty());
        let inside = fragment.and_then(|id| book.part(number)?.ids.as_ref()?.position(&id));
        let here = (position, inside.unwrap_or(0));
        if here < last {
            let message =
                format!("{} comes before the target of the previous entry", Quoted(href.value()));
            document.report_on(&href, &diag::NAV_ORDER, message, sink);
        }
        last = here;
    }
}

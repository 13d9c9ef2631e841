//! The NCX, the table of contents of EPUB 2 (OPF 2.0.1, 2.4.1; ANSI/NISO Z39.86-2005, 8).

use roxmltree::Node;

use super::diag;
use super::document::Document;
use super::publication::{Part, Publication, children, is};
use chengshu_text::diag::{Quoted, Sink};

const NAMESPACE: &str = "http://www.daisy.org/z3986/2005/ncx/";

/// Checks an NCX of the book.
pub fn check(book: &Publication, part: &Part, document: &Document, sink: &mut Sink) {
    let item = book.item(part);
    if item.is_none_or(|item| item.media_type != "application/x-dtbncx+xml") {
        return;
    }
    let root = document.root();
    if !is(root, NAMESPACE, "ncx") {
        let message = format!("the document is a {}", Quoted(root.tag_name().name()));
        document.report(root, &diag::NCX, message, sink);
        return;
    }
    if root.attribute("version") != Some("2005-1") {
        document.report(root, &diag::NCX, "the version is not 2005-1", sink);
    }
    for name in ["head", "docTitle", "navMap"] {
        if !children(root).any(|node| is(node, NAMESPACE, name)) {
            let message = format!("there is no `{name}`");
            document.report(root, &diag::NCX, message, sink);
        }
    }
    uid(book, document, sink);
    for node in document.elements() {
        match node.tag_name().name() {
            "navPoint" | "pageTarget" => point(document, node, sink),
            "navMap" if !children(node).any(|node| is(node, NAMESPACE, "navPoint")) => {
                document.report(node, &diag::NCX, "the contents are empty", sink);
            }
            _ => {}
        }
    }
}

fn uid(book: &Publication, document: &Document, sink: &mut Sink) {
    let mut metas = document.elements().filter(|node| is(*node, NAMESPACE, "meta"));
    let meta = metas.find(|meta| meta.attribute("name") == Some("dtb:uid"));
    let (Some(meta), Some(identifier)) = (meta, &book.package.identifier) else {
        return;
    };
    let stated = meta.attribute("content").unwrap_or_default().trim();
    let identifier = identifier.trim();
    if stated != identifier {
        let message =
            format!("`dtb:uid` is {}, but the book is {}", Quoted(stated), Quoted(identifier));
        document.report(meta, &diag::NCX, message, sink);
    }
}

fn point(document: &Document, node: Node, sink: &mut Sink) {
    let name = node.tag_name().name();
    let mut report = |message: String| document.report(node, &diag::NCX, message, sink);
    let child = |name| children(node).find(|node| is(*node, NAMESPACE, name));
    if name == "navPoint" && !node.has_attribute("id") {
        report(format!("a `{name}` has no id"));
    }
    if child("navLabel").is_none() {
        report(format!("a `{name}` has no label"));
    }
    if child("content").is_none_or(|content| !content.has_attribute("src")) {
        report(format!("a `{name}` has no target"));
    }
    let order = node.attribute("playOrder");
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(order) = order.filter(|order| !number(order.trim())) {
        report(format!("the play order {} is not a number", Quoted(order)));
    }
}

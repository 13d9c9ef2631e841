//! The package document as a whole (EPUB 3.3, 5.4).

use super::publication::{DC, Edition, OPF, Publication, children, ids, is, words};
use super::{diag, document};
use chengshu_text::diag::{Quoted, Sink};

/// The parts of a package document, in order.
const PARTS: &[&str] =
    &["metadata", "manifest", "spine", "guide", "tours", "bindings", "collection"];

const REQUIRED: &[&str] = &["metadata", "manifest", "spine"];

/// Checks the document type of the package document.
pub fn check_doctype(book: &Publication, sink: &mut Sink) {
    if book.package.edition == Edition::Three {
        document::check_doctype(book.package.document, sink);
    }
}

/// Checks what the package document is made of.
pub fn check(book: &Publication, sink: &mut Sink) {
    let document = book.package.document;
    let root = document.root();
    ids(document, true, sink);
    if !is(root, OPF, "package") {
        let message = format!("the document is a {}", Quoted(root.tag_name().name()));
        document.report(root, &diag::PACKAGE_STRUCTURE, message, sink);
        return;
    }
    let version = root.attribute("version").map(str::trim);
    if !matches!(version, Some("2.0" | "3.0")) {
        let message = format!("the version is {}", Quoted(version.unwrap_or_default()));
        sink.push(
            document
                .at(root, &diag::PACKAGE_STRUCTURE, message)
                .help("the version must be 3.0, or 2.0 for old books"),
        );
    }
    let mut last = 0;
    for part in children(root) {
        let name = part.tag_name().name();
        let known = PARTS.iter().position(|known| *known == name);
        let own = part.tag_name().namespace() == Some(OPF);
        let message = match known.filter(|_| own) {
            None => format!("{} is not an element of a package document", Quoted(name)),
            Some(order) if order < last => format!("{} comes too late", Quoted(name)),
            Some(order) => {
                last = order;
                continue;
            }
        };
        document.report(part, &diag::PACKAGE_STRUCTURE, message, sink);
    }
    for name in REQUIRED {
        let count = children(root).filter(|node| is(*node, OPF, name)).count();
        if count != 1 {
            let message = format!("there are {count} elements `{name}`");
            document.report(root, &diag::PACKAGE_STRUCTURE, message, sink);
        }
    }
    unique_identifier(book, sink);
}

fn unique_identifier(book: &Publication, sink: &mut Sink) {
    let document = book.package.document;
    let root = document.root();
    let Some(stated) = root.attribute_node("unique-identifier") else {
        let message = "`package` has no `unique-identifier`";
        document.report(root, &diag::UNIQUE_IDENTIFIER, message, sink);
        return;
    };
    let named = |id: &str| id.trim() == stated.value().trim();
    let mut identifiers = document.elements().filter(|node| is(*node, DC, "identifier"));
    if !identifiers.any(|node| node.attribute("id").is_some_and(named)) {
        let message = format!("no `dc:identifier` has the id {}", Quoted(stated.value()));
        document.report_on(&stated, &diag::UNIQUE_IDENTIFIER, message, sink);
    }
    if book.package.edition == Edition::Two {
        return;
    }
    if let Some(prefix) = root.attribute_node("prefix") {
        let mut words = words(Some(prefix.value()));
        let mut whole = true;
        while let Some(name) = words.next() {
            whole &= name.len() > 1 && name.ends_with(':') && words.next().is_some();
        }
        if !whole {
            let message = "prefixes must be `name: address`, one after the other";
            document.report_on(&prefix, &diag::PROPERTY, message, sink);
        }
    }
}

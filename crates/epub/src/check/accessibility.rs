//! What a book says to those who cannot see it (EPUB Accessibility 1.1, 2; WCAG 1.1.1, 3.1.1).

use super::diag;
use super::document::Document;
use super::publication::{Edition, Part, Publication, XHTML, XML, children, is};
use chengshu_text::diag::{Diagnostic, Sink};

/// Statements every book has.
const STATED: &[&str] =
    &["schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard"];

/// Checks metadata of accessibility.
pub fn check(book: &Publication, sink: &mut Sink) {
    let package = book.package;
    if package.edition == Edition::Three {
        let metadata = package.part("metadata");
        let states = |name: &str| {
            let mut metas = metadata.into_iter().flat_map(children);
            metas.any(|meta| meta.attribute("property").map(str::trim) == Some(name))
        };
        let missing: Vec<&str> = STATED.iter().copied().filter(|name| !states(name)).collect();
        if !missing.is_empty() {
            let message = format!("the book does not state {}", missing.join(", "));
            let file = package.document.file.whole();
            sink.push(Diagnostic::new(&diag::ACCESSIBILITY, message).at(file));
        }
    }
}

/// Checks the language of a page, and its alternative texts.
pub fn check_document(book: &Publication, part: &Part, document: &Document, sink: &mut Sink) {
    if book.item(part).is_none_or(|item| !item.is_page()) {
        return;
    }
    let root = document.root();
    if is(root, XHTML, "html") && !root.has_attribute((XML, "lang")) && !root.has_attribute("lang")
    {
        let message = "`html` has neither `lang` nor `xml:lang`";
        document.report(root, &diag::LANGUAGE, message, sink);
    }
    for image in document.elements().filter(|node| is(*node, XHTML, "img")) {
        let described = ["alt", "aria-label", "aria-labelledby"];
        if !described.iter().any(|name| image.has_attribute(*name)) {
            let message = "the picture has no `alt`";
            document.report(image, &diag::ALTERNATIVE, message, sink);
        }
    }
}

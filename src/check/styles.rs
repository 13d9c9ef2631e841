//! Style sheets (EPUB 3.3, 6.3): those of the manifest, and those that stand in pages.

use super::diag;
use super::links::{Link, Use};
use super::publication::{Publication, SVG, XHTML, is, text_of};
use crate::css;
use crate::diag::{Diagnostic, Place, Sink};
use crate::model::source::Source;

/// A sheet, and how a byte of it becomes a place.
struct Sheet {
    /// The path of the file it stands in.
    path: String,
    text: String,
    /// The place of the element it stands in, for one in a page.
    within: Option<Place>,
}

/// The sheets of the book.
fn sheets(book: &Publication) -> Vec<Sheet> {
    let mut out = Vec::new();
    for item in &book.package.items {
        let Some(file) = item.file.filter(|_| item.media_type == "text/css") else {
            continue;
        };
        out.push(Sheet {
            path: file.path.clone(),
            text: file.text().text.clone(),
            within: None,
        });
    }
    for part in &book.parts {
        let document = &part.document;
        for node in document.elements() {
            if is(node, XHTML, "style") || is(node, SVG, "style") {
                out.push(Sheet {
                    path: document.file.path.clone(),
                    text: text_of(node),
                    within: Some(document.place(node.range().start)),
                });
            } else if let Some(style) = node.attribute_node("style") {
                out.push(Sheet {
                    path: document.file.path.clone(),
                    text: format!("x{{{}}}", style.value()),
                    within: Some(document.place(style.range_value().start)),
                });
            }
        }
    }
    out
}

impl Sheet {
    fn place(&self, source: &Source, at: usize) -> Place {
        self.within.clone().unwrap_or_else(|| source.place(at))
    }

    fn source(&self, book: &Publication) -> Source {
        Source::new(
            format!("{}/{}", book.archive.name, self.path),
            self.text.clone(),
        )
    }
}

/// The references of all sheets, with the path each is relative to.
pub fn links(book: &Publication) -> Vec<(String, Link)> {
    let mut out = Vec::new();
    for sheet in sheets(book) {
        let source = sheet.source(book);
        for address in css::addresses(&sheet.text) {
            // A fragment alone is of the document the sheet is used in.
            if address.url.starts_with('#') || address.url.is_empty() {
                continue;
            }
            let usage = match address.usage {
                css::Usage::Import => Use::Sheet,
                css::Usage::Font => Use::Font,
                css::Usage::Other => Use::Other,
            };
            let link = Link {
                place: sheet.place(&source, address.at),
                href: address.url,
                usage,
                replaced: false,
            };
            out.push((sheet.path.clone(), link));
        }
    }
    out
}

/// Checks the syntax of sheets, and for the two properties that are not allowed.
pub fn check(book: &Publication, sink: &mut Sink) {
    for sheet in sheets(book) {
        let source = sheet.source(book);
        if let Some(at) = css::unbalanced(&sheet.text) {
            let message = "a brace, string or comment is never closed, or closes nothing";
            sink.push(Diagnostic::new(&diag::STYLE_SYNTAX, message).at(sheet.place(&source, at)));
            continue;
        }
        for at in css::malformed(&sheet.text) {
            let message = "a declaration has no value";
            sink.push(Diagnostic::new(&diag::STYLE_SYNTAX, message).at(sheet.place(&source, at)));
        }
        for declaration in css::declarations(&sheet.text) {
            if matches!(declaration.property.as_str(), "direction" | "unicode-bidi") {
                let message = format!("`{}` is not allowed", declaration.property);
                let place = sheet.place(&source, declaration.at);
                sink.push(Diagnostic::new(&diag::STYLE_PROPERTY, message).at(place));
            }
        }
    }
}

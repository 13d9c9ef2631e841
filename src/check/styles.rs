//! Style sheets (EPUB 3.3, 6.3): those of the manifest, and those that stand in pages.

use super::address;
use super::diag;
use super::links::{Link, Use};
use super::publication::{Publication, SVG, XHTML, is, text_of};
use crate::css;
use crate::diag::{Diagnostic, Place, Severity, Sink};
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

/// The references of all sheets, with the path each is relative to. What cannot be followed is
/// reported.
pub fn links(book: &Publication, sink: &mut Sink) -> Vec<(String, Link)> {
    let mut out = Vec::new();
    for sheet in sheets(book) {
        let source = sheet.source(book);
        for address in css::addresses(&sheet.text) {
            let place = sheet.place(&source, address.at);
            let Some(href) = address.url else {
                sink.push(doubtful(
                    "what this asks for may lie outside the book",
                    place,
                ));
                continue;
            };
            if css::is_data(&href) && !css::holds_still(&href) {
                let message = "the data are no picture and no font, or ask for something";
                sink.push(doubtful(message, place));
                continue;
            }
            if href.is_empty() {
                sink.push(Diagnostic::new(&diag::ADDRESS, "an address is empty").at(place));
                continue;
            }
            // A fragment alone is of the document the sheet is used in.
            if href.starts_with('#') {
                continue;
            }
            let usage = match address.usage {
                css::Usage::Import => Use::Sheet,
                css::Usage::Font => Use::Font,
                css::Usage::Other => Use::Other,
                css::Usage::Function => {
                    if !css::is_data(&href) && !is_listed(book, &sheet.path, &href) {
                        let message = format!("`{href}` is no file of the book");
                        sink.push(doubtful(&message, place));
                    }
                    continue;
                }
            };
            let link = Link {
                place,
                href,
                usage,
                replaced: false,
            };
            out.push((sheet.path.clone(), link));
        }
    }
    out
}

/// Whether an address leads to a file of the manifest.
fn is_listed(book: &Publication, base: &str, href: &str) -> bool {
    let path = address::resolve(base, href).ok();
    path.and_then(|address| address.path)
        .is_some_and(|path| book.package.at_path(&path).is_some())
}

/// What EPUBCheck does not look at: worth knowing, and no error of the book.
fn doubtful(message: &str, place: Place) -> Diagnostic {
    let mut finding = Diagnostic::new(&diag::REMOTE, message).at(place);
    finding.severity = Severity::Warning;
    finding
}

/// Checks the syntax of sheets, and for the two properties that are not allowed.
pub fn check(book: &Publication, sink: &mut Sink) {
    for sheet in sheets(book) {
        let source = sheet.source(book);
        let mut report = |code, message: &str, at| {
            sink.push(Diagnostic::new(code, message).at(sheet.place(&source, at)));
        };
        if let Some(at) = css::unbalanced(&sheet.text) {
            let message = "a brace, string or comment is never closed, or closes nothing";
            report(&diag::STYLE_SYNTAX, message, at);
            continue;
        }
        for item in css::items(&sheet.text) {
            match item {
                css::Item::Malformed(at) => {
                    report(&diag::STYLE_SYNTAX, "a declaration has no value", at);
                }
                css::Item::Script(at) => {
                    report(
                        &diag::STYLE_SYNTAX,
                        "`expression` is no function of CSS",
                        at,
                    );
                }
                css::Item::Declaration(css::Declaration { property, at, .. })
                    if matches!(property.as_str(), "direction" | "unicode-bidi") =>
                {
                    let message = format!("`{property}` is not allowed");
                    report(&diag::STYLE_PROPERTY, &message, at);
                }
                _ => {}
            }
        }
    }
}

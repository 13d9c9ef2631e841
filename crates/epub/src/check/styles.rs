//! Style sheets (EPUB 3.3, 6.3): those of the manifest, and those that stand in pages. One at a time
//! is in memory.

use super::archive::{File, Text};
use super::diag;
use super::document::Document;
use super::publication::{Part, Publication, SVG, XHTML, is, text_of};
use super::reference::{Link, Use, resolve};
use crate::css;
use chengshu_text::diag::{Diagnostic, Place, Quoted, Severity, Sink};
use chengshu_text::xml::reader::Weight;

/// Bytes of memory for a sign that ends a statement, a string or a part of one.
const SIGN: usize = 128;
/// Steps of about a nanosecond for a sheet, such a sign, and any byte.
const STEPS_OF_SHEET: u64 = 10_000;
const STEPS_OF_SIGN: u64 = 500;
const STEPS_OF_BYTE: u64 = 20;

/// The files of the style sheets of the manifest.
pub fn files<'b>(book: &'b Publication) -> impl Iterator<Item = &'b File> {
    let items = book.package.items.iter();
    let sheets = items.filter(|item| item.media_type == "text/css" && item.is_first);
    sheets.filter_map(|item| item.file)
}

/// The cost of looking at a sheet.
fn weight(sheet: &str) -> Weight {
    let is_sign = |byte: &u8| b"{};:,/(\"'".contains(byte);
    let signs = sheet.bytes().filter(|byte| is_sign(byte)).count();
    Weight {
        bytes: sheet.len() + signs * SIGN,
        steps: STEPS_OF_SHEET + sheet.len() as u64 * STEPS_OF_BYTE + signs as u64 * STEPS_OF_SIGN,
    }
}

/// Calls `look` with the style sheets that stand in a document: the text, and the place of the
/// element they stand in.
fn within(document: &Document, mut look: impl FnMut(&str, &dyn Fn() -> Place)) {
    for node in document.elements() {
        if is(node, XHTML, "style") || is(node, SVG, "style") {
            look(&text_of(node), &|| document.place(node.range().start));
        } else if let Some(style) = node.attribute_node("style") {
            let text = format!("x{{{}}}", style.value());
            look(&text, &|| document.place(style.range_value().start));
        }
    }
}

/// Reads a style sheet of the manifest. Out: nothing if it cannot be read, or there is no room for it.
pub fn read(book: &Publication, file: &File) -> Option<Text> {
    if !book.archive.room.read(file.size) {
        return None;
    }
    let text = book.archive.text(file)?;
    let fits = book.archive.room.look(weight(&text.source.text));
    fits.then_some(text)
}

/// Calls `follow` with the references of the style sheets that stand in a document. What cannot be
/// followed is reported.
pub fn document_links(
    book: &Publication,
    document: &Document,
    sink: &mut Sink,
    mut follow: impl FnMut(&Link, &mut Sink),
) {
    within(document, |sheet, place| {
        if book.archive.room.look(weight(sheet)) {
            let path = &document.file.path;
            links(book, path, sheet, |_| place(), sink, &mut follow);
        }
    });
}

/// Calls `follow` with the references of a style sheet of the manifest. What cannot be followed is
/// reported.
pub fn sheet_links(
    book: &Publication,
    file: &File,
    sink: &mut Sink,
    follow: impl FnMut(&Link, &mut Sink),
) {
    if let Some(Text { source, .. }) = read(book, file) {
        let place = |at| source.place(at);
        links(book, &file.path, &source.text, place, sink, follow);
    }
}

fn links(
    book: &Publication,
    path: &str,
    sheet: &str,
    place: impl Fn(usize) -> Place,
    sink: &mut Sink,
    mut follow: impl FnMut(&Link, &mut Sink),
) {
    for address in css::addresses(sheet) {
        let place = || place(address.at);
        let mut doubt = |message: &str| sink.note(&diag::REMOTE, || doubtful(message, place()));
        let Some(href) = &address.url else {
            doubt("this may load a file from outside the book");
            continue;
        };
        if css::is_data(href) && !css::holds_still(href) {
            doubt("the data is neither a picture nor a font, or loads something");
            continue;
        }
        if href.is_empty() {
            let empty = || Diagnostic::new(&diag::ADDRESS, "an address is empty").at(place());
            sink.note(&diag::ADDRESS, empty);
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
                if !css::is_data(href) && !is_listed(book, path, href) {
                    doubt(&format!("{} is not a file of the book", Quoted(href)));
                }
                continue;
            }
        };
        let link = Link { href, usage, place: &place, replaced: false };
        follow(&link, sink);
    }
}

/// True if an address leads to a file of the manifest.
fn is_listed(book: &Publication, base: &str, href: &str) -> bool {
    let path = resolve(base, href).ok();
    path.and_then(|address| address.path)
        .is_some_and(|path| book.package.numbered(&path).is_some())
}

/// A finding EPUBCheck does not make: worth knowing, and no error of the book.
fn doubtful(message: &str, place: Place) -> Diagnostic {
    let mut finding = Diagnostic::new(&diag::REMOTE, message).at(place);
    finding.severity = Severity::Warning;
    finding
}

/// Checks the style sheets of the manifest.
pub fn check(book: &Publication, sink: &mut Sink) {
    for file in files(book) {
        if !book.archive.admits(file, sink) {
            continue;
        }
        if let Some(Text { source, .. }) = read(book, file) {
            check_sheet(&source.text, |at| source.place(at), sink);
        } else {
            sink.push(too_much(file.whole()));
        }
    }
}

/// Checks the style sheets that stand in a document.
pub fn check_document(book: &Publication, _: &Part, document: &Document, sink: &mut Sink) {
    within(document, |sheet, place| {
        if book.archive.room.look(weight(sheet)) {
            check_sheet(sheet, |_| place(), sink);
        } else {
            sink.note(&diag::NOT_LOOKED_AT, || too_much(place()));
        }
    });
}

fn too_much(place: Place) -> Diagnostic {
    let message = "the style sheet has too many declarations";
    Diagnostic::new(&diag::NOT_LOOKED_AT, message).at(place)
}

/// Checks the syntax of a sheet, and for the two properties that are not allowed.
fn check_sheet(sheet: &str, place: impl Fn(usize) -> Place, sink: &mut Sink) {
    if let Some(at) = css::unbalanced(sheet) {
        let message = "a brace, string or comment is not closed, or closes nothing";
        sink.push(Diagnostic::new(&diag::STYLE_SYNTAX, message).at(place(at)));
        return;
    }
    for item in css::items(sheet) {
        let (code, message, at) = match item {
            css::Item::Malformed(at) => {
                let message = "a declaration has no value".to_owned();
                (&diag::STYLE_SYNTAX, message, at)
            }
            // Sheets are in UTF-8 or UTF-16 (EPUB 3.3, 6.3.1). Only the first statement counts.
            css::Item::Encoding(0) => {
                let name = sheet.split(['"', '\'']).nth(1).unwrap_or_default();
                if ["utf-8", "utf-16"].iter().any(|known| name.eq_ignore_ascii_case(known)) {
                    continue;
                }
                let message = format!("it declares the encoding {}", Quoted(name));
                (&diag::XML_ENCODING, message, 0)
            }
            css::Item::Script(at) => {
                let message = "`expression` is not a CSS function".to_owned();
                (&diag::STYLE_SYNTAX, message, at)
            }
            css::Item::Declaration(css::Declaration { property, at, .. })
                if matches!(property.as_str(), "direction" | "unicode-bidi") =>
            {
                let message = format!("`{property}` is not allowed");
                (&diag::STYLE_PROPERTY, message, at)
            }
            _ => continue,
        };
        sink.note(code, || Diagnostic::new(code, message).at(place(at)));
    }
}

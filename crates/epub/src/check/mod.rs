//! Looks at a finished book, of whatever maker, as validators do, in milliseconds.
//!
//! [`inspect`] opens the archive, finds the package document, reads every XML document strictly, and
//! runs the [`CHECKS`] in the order of the specification. What a rule of EPUB forbids is an error
//! only where EPUBCheck calls it one too; `tests/suite/check` measures both on damaged books.

mod accessibility;
mod advice;
mod archive;
mod content;
pub mod diag;
mod document;
mod fallbacks;
mod languages;
mod links;
mod manifest;
mod media;
mod metadata;
mod model;
mod nav;
mod ncx;
mod package;
mod publication;
mod reference;
mod room;
mod spine;
mod styles;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};

use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Source;
use document::Document;
use publication::{Edition, Package, Part, Publication};

/// How many findings of a kind are kept of a book; the others are counted.
pub const MOST_FINDINGS: u64 = 20;

/// The most bytes kept of the style sheets of a book for its targets to see.
const MOST_SHEETS: usize = 4 << 20;

/// A rule, or several about the same thing.
pub struct Check {
    /// Its subject, and the clause of EPUB 3.3 it enforces.
    pub clause: &'static str,
    /// Looks at each document; they may not all fit into memory at once.
    document: Option<fn(&Publication, &Part, &Document, &mut Sink)>,
    /// Looks at the book, when its documents have been looked at.
    book: Option<fn(&Publication, &mut Sink)>,
}

/// The checks of an opened book, in the order of the specification. What comes before it, from the
/// archive to the package document, is checked where it is read.
pub const CHECKS: &[Check] = &[
    Check {
        clause: "resources and their fallbacks (3.2, 3.3)",
        document: None,
        book: Some(manifest::check_fallbacks),
    },
    Check {
        clause: "addresses and remote resources (3.6, 4.2.5)",
        document: Some(links::check_document),
        book: Some(links::check),
    },
    Check {
        clause: "document types (3.9)",
        document: Some(content::check_doctype),
        book: Some(package::check_doctype),
    },
    Check { clause: "package document (5.4)", document: None, book: Some(package::check) },
    Check { clause: "metadata (5.5)", document: None, book: Some(metadata::check) },
    Check { clause: "manifest (5.6)", document: None, book: Some(manifest::check) },
    Check { clause: "spine (5.7)", document: None, book: Some(spine::check) },
    Check { clause: "content documents (6.1, 6.2)", document: Some(content::check), book: None },
    Check {
        clause: "style sheets (6.3)",
        document: Some(styles::check_document),
        book: Some(styles::check),
    },
    Check { clause: "navigation document (7)", document: None, book: Some(nav::check) },
    Check { clause: "NCX (OPF 2.0.1, 2.4.1)", document: Some(ncx::check), book: None },
    Check { clause: "pictures and fonts (3.2)", document: None, book: Some(media::check) },
    Check {
        clause: "language tags (5.3.5, 5.5.3.3)",
        document: Some(languages::check_document),
        book: Some(languages::check),
    },
    Check {
        clause: "accessibility (EPUB Accessibility 1.1, 2)",
        document: Some(accessibility::check_document),
        book: Some(accessibility::check),
    },
];

/// The parts of a book that reading systems set limits to.
#[derive(Debug, Default)]
pub struct Contents {
    /// Size of the book in bytes.
    pub size: u64,
    /// Its pages: path, and size in bytes before compression.
    pub pages: Vec<(String, usize)>,
    /// Its style sheets.
    pub sheets: Vec<Source>,
}

/// Looks at a book. In: what findings call it, and the book, of which no more than a file at a time
/// is read. Out: what it holds; what is wrong with it goes to the sink, at most twenty findings of a
/// kind, and one that counts the others.
pub fn inspect(name: &str, book: impl Read + Seek, sink: &mut Sink) -> Contents {
    let mut found = Sink::limited(MOST_FINDINGS);
    let contents = read(name, book, &mut found);
    for mut finding in found.into_vec() {
        let advice = || advice::of(finding.code).map(str::to_owned);
        finding.help = finding.help.take().or_else(advice);
        finding.place.get_or_insert_with(|| Place::file(name));
        sink.push(finding);
    }
    contents
}

fn read(name: &str, book: impl Read + Seek, sink: &mut Sink) -> Contents {
    let Some(archive) = archive::read(name, book, sink) else {
        return Contents::default();
    };
    let (document, several) = publication::package_of(&archive, sink).unzip();
    let text = document.and_then(|file| Some((file, archive.text(file)?)));
    let document = text
        .as_ref()
        .and_then(|(file, text)| document::parse(&archive, file, text, sink));
    let Some(document) = document else {
        return Contents::default();
    };
    archive.room.keep(document.weight);
    let package = Package::read(&document, &archive);
    if let Some(finding) = several.flatten().filter(|_| package.edition == Edition::Two) {
        sink.push(finding);
    }
    let publication = Publication::open(&archive, &package, sink);
    let new_sink = |_| Sink::limited(MOST_FINDINGS);
    let mut sinks: Vec<Sink> = CHECKS.iter().map(new_sink).collect();
    for part in &publication.parts {
        publication.read(part, |document| {
            for (check, sink) in CHECKS.iter().zip(&mut sinks) {
                if let Some(run) = check.document {
                    run(&publication, part, document, sink);
                }
            }
        });
    }
    for (check, mut found) in CHECKS.iter().zip(sinks) {
        if let Some(run) = check.book {
            run(&publication, &mut found);
        }
        sink.append(found);
    }
    contents(&publication, sink)
}

fn contents(book: &Publication, sink: &mut Sink) -> Contents {
    let pages = book.parts.iter().filter_map(|part| {
        let item = book.item(part)?;
        let file = item.file.filter(|_| item.is_page())?;
        Some((file.path.clone(), file.size))
    });
    let mut kept = 0;
    let mut sheets = Vec::new();
    for file in styles::files(book) {
        kept += file.size;
        if kept > MOST_SHEETS {
            let message = "its style sheets are too large to check against targets";
            sink.push(Diagnostic::new(&diag::NOT_LOOKED_AT, message));
            break;
        }
        sheets.extend(styles::read(book, file).map(|text| text.source));
    }
    Contents { size: book.archive.length(), pages: pages.collect(), sheets }
}

//! Looks at a finished book, of whatever maker, as validators do, in milliseconds.
//!
//! [`look`] opens the archive, finds the package document, reads every XML document strictly, and
//! runs the [`CHECKS`] in the order of the specification. What a rule of EPUB forbids is an error
//! only where EPUBCheck calls it one too; `tests/suite/check` measures both on damaged books.

mod accessibility;
mod address;
mod advice;
mod archive;
mod content;
pub mod diag;
mod document;
mod links;
mod manifest;
mod media;
mod metadata;
mod model;
mod nav;
mod ncx;
mod package;
mod publication;
mod spine;
mod styles;

use crate::diag::Sink;
use crate::model::source::Source;
use publication::{Package, Publication};

/// A rule, or several about the same thing.
pub struct Check {
    /// What it looks at, and the clause of EPUB 3.3 it enforces.
    pub clause: &'static str,
    run: fn(&Publication, &mut Sink),
}

/// The checks of an opened book, in the order of the specification. What comes before it, from the
/// archive to the package document, is checked where it is read.
pub const CHECKS: &[Check] = &[
    Check {
        clause: "resources and their fallbacks (3.2, 3.3)",
        run: manifest::check_fallbacks,
    },
    Check {
        clause: "addresses and remote resources (3.6, 4.2.5)",
        run: links::check,
    },
    Check {
        clause: "document types (3.9)",
        run: content::check_doctypes,
    },
    Check {
        clause: "package document (5.4)",
        run: package::check,
    },
    Check {
        clause: "metadata (5.5)",
        run: metadata::check,
    },
    Check {
        clause: "manifest (5.6)",
        run: manifest::check,
    },
    Check {
        clause: "spine (5.7)",
        run: spine::check,
    },
    Check {
        clause: "content documents (6.1, 6.2)",
        run: content::check,
    },
    Check {
        clause: "style sheets (6.3)",
        run: styles::check,
    },
    Check {
        clause: "navigation document (7)",
        run: nav::check,
    },
    Check {
        clause: "NCX (OPF 2.0.1, 2.4.1)",
        run: ncx::check,
    },
    Check {
        clause: "pictures and fonts (3.2)",
        run: media::check,
    },
    Check {
        clause: "accessibility (EPUB Accessibility 1.1, 2)",
        run: accessibility::check,
    },
];

/// What a book holds that reading systems set limits to.
#[derive(Debug, Default)]
pub struct Contents {
    /// Its pages: path, and size in bytes before compression.
    pub pages: Vec<(String, usize)>,
    /// Its style sheets.
    pub sheets: Vec<Source>,
}

/// Looks at a book. In: what findings call it, and its bytes. Out: what it holds; what is wrong
/// with it goes to the sink.
pub fn look(name: &str, bytes: &[u8], sink: &mut Sink) -> Contents {
    let mut found = Sink::default();
    let contents = read(name, bytes, &mut found);
    for mut finding in found.into_vec() {
        let advice = || advice::of(finding.code).map(str::to_owned);
        finding.help = finding.help.take().or_else(advice);
        sink.push(finding);
    }
    contents
}

fn read(name: &str, bytes: &[u8], sink: &mut Sink) -> Contents {
    let archive = archive::read(name, bytes, sink);
    if archive.files.is_empty() {
        return Contents::default();
    }
    let Some(document) = publication::package_of(&archive, sink) else {
        return Contents::default();
    };
    let package = Package::read(&document, &archive);
    let publication = Publication::open(&archive, &package, sink);
    for check in CHECKS {
        (check.run)(&publication, sink);
    }
    contents(&publication)
}

fn contents(book: &Publication) -> Contents {
    let pages = book.pages().map(|page| {
        let file = page.document.file;
        (file.path.clone(), file.bytes.len())
    });
    let sheets = book.package.items.iter();
    let sheets = sheets.filter(|item| item.media_type == "text/css");
    let source = |file: &archive::File| Source::new(file.place.as_str(), file.text().text.clone());
    Contents {
        pages: pages.collect(),
        sheets: sheets.filter_map(|item| item.file).map(source).collect(),
    }
}

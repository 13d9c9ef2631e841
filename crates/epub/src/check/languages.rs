//! Language tags wherever they stand: in the metadata, and on the elements of every document
//! (EPUB 3.3, 5.3.5 and 5.5.3.3; XML 1.0, 2.12; HTML Standard, 3.2.6.1).

use std::fmt;

use roxmltree::Attribute;

use super::diag;
use super::document::Document;
use super::publication::{DC, Part, Publication, XML, children, is, text_of};
use chengshu_text::diag::{Quoted, Sink};
use chengshu_writing::language::tag::{self, Flaw};

/// Checks the package document. Whether `dc:language` has the form of a tag is looked at with the
/// other metadata.
pub fn check(book: &Publication, sink: &mut Sink) {
    let document = book.package.document;
    attributes(document, sink);
    let metadata = book.package.part("metadata").into_iter().flat_map(children);
    for node in metadata.filter(|node| is(*node, DC, "language")) {
        let text = text_of(node);
        let value = text.trim();
        if tag::flaw(value) == Some(Flaw::Unregistered) {
            let (code, message) = (&diag::LANGUAGE_UNKNOWN, Said(value, Flaw::Unregistered));
            document.report(node, code, message, sink);
        }
    }
}

/// Checks a document.
pub fn check_document(_: &Publication, _: &Part, document: &Document, sink: &mut Sink) {
    attributes(document, sink);
}

fn attributes(document: &Document, sink: &mut Sink) {
    // Nearly all tags of a document are those before them.
    let mut good = "";
    for node in document.elements() {
        let mut bad = "";
        for attribute in node.attributes().filter(states_language) {
            let value = attribute.value();
            // An empty one says that the language is not known.
            if value.is_empty() || value == good || value == bad {
                continue;
            }
            match tag::flaw(value) {
                None => good = value,
                Some(flaw) => {
                    bad = value;
                    let code = match flaw {
                        Flaw::Form => &diag::LANGUAGE_FORM,
                        Flaw::Unregistered => &diag::LANGUAGE_UNKNOWN,
                    };
                    document.report_on(&attribute, code, Said(value, flaw), sink);
                }
            }
        }
    }
}

fn states_language(attribute: &Attribute) -> bool {
    match attribute.namespace() {
        Some(namespace) => attribute.name() == "lang" && namespace == XML,
        None => matches!(attribute.name(), "lang" | "hreflang" | "srclang"),
    }
}

/// A tag and what is wrong with it, in words.
struct Said<'a>(&'a str, Flaw);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tag = Quoted(self.0);
        match self.1 {
            Flaw::Form => write!(f, "{tag} is not a language tag"),
            Flaw::Unregistered => write!(f, "{tag} names no registered language or region"),
        }
    }
}

//! References stated in fields, and where they are corrected:
//!
//! - files of references in a book's folder, one reader a format, in [`FORMATS`];
//! - the `references` of a transcript's head ([`cited`]);
//! - the `references` of `book.yaml` ([`corrections`]).
//!
//! All come to the fields of CSL 1.0.2 in `fields`, which knows what each takes; a format's file
//! knows only how the format writes them. `value` is the tree they meet in, `names`, `dates` and
//! `kinds` read what its leaves say. Nothing is invented: a field holds what is stated, or nothing.

mod bibtex;
mod csl;
mod dates;
pub mod diag;
mod fields;
mod hayagriva;
mod kinds;
mod markup;
mod names;
mod notes;
mod stated;
mod value;

#[cfg(test)]
mod tests;

pub use stated::{Change, Cited, Correction, Fields, cited, corrections};

use crate::reference::Reference;
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// A form files of references come in.
#[non_exhaustive]
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// Names of its files, lower case.
    pub files: &'static [&'static str],
    /// Reads the works of a file in their order. Findings go to the sink; what is broken costs no
    /// more than itself.
    pub read: fn(&Source, &mut Sink) -> Vec<Reference>,
}

/// The formats.
pub const FORMATS: &[Format] = &[
    Format { name: "BibTeX and BibLaTeX", files: &["references.bib"], read: bibtex::read },
    Format { name: "CSL-JSON", files: &["references.json"], read: csl::read },
    Format {
        name: "Hayagriva, or CSL in YAML",
        files: &["references.yaml", "references.yml"],
        read: hayagriva::read,
    },
];

/// The format of a file of references, by its path; `None` if it is no such file.
pub fn format_of(path: &str) -> Option<&'static Format> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    FORMATS.iter().find(|format| format.files.contains(&name.as_str()))
}

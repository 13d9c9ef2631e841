//! Targets: what a book is made like for one family of reading systems.
//!
//! A target is a row of [`TARGETS`], which says what it asks for. [`adapt`] gives a page the form of its target, [`Target::files`] and
//! [`Target::statements`] add what the package of one needs, [`preflight()`] looks at the finished
//! book.

pub mod diag;
mod kobo;
mod preflight;
mod rare;
mod targets;
mod upright;

use crate::model::form::{Form, Sheet, Spans};
use crate::model::typeface::RareCharacters;
use chengshu_epub::publication::{Metadata, Page, Statement};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::{Located, Span};
use chengshu_writing::script::WritingMode;
pub use preflight::{Finished, preflight};
pub use targets::TARGETS;

/// A family of reading systems.
#[derive(Debug)]
pub struct Target {
    /// Its name in `--target` and `targets:`.
    pub name: &'static str,
    /// Who reads such a book, in a line.
    pub serves: &'static str,
    /// Its differences, in a line.
    pub differs: &'static str,
    /// Ending of the finished file, after the book's name.
    pub ending: &'static str,
    /// The form of its pages; [`Target::form`] adds the book's.
    form: Form,
    /// Whether the cover has a page.
    pub cover_page: CoverPage,
    /// The title its package document states.
    pub title: fn(&Metadata) -> String,
    /// Statements of the package document for it alone.
    pub statements: fn(&Metadata) -> Vec<Statement>,
    /// Files of the archive besides the publication: path from its root, and content.
    pub files: &'static [(&'static str, &'static str)],
    /// Limits its finished book is measured by.
    pub limits: Limits,
    /// Declarations it does not take, for style sheets of the reader's own.
    pub refused: &'static [Refused],
}

/// A declaration of a style sheet that a target does not take.
#[derive(Debug, Clone, Copy)]
pub struct Refused {
    /// The property.
    pub property: &'static str,
    /// Whether a value of it is meant.
    pub value: fn(&str) -> bool,
    /// The reason it is refused, as a clause.
    pub why: &'static str,
}

/// Whether the cover image also stands on a page (requirements I3, I5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverPage {
    /// The first page of the spine shows it.
    First,
    /// The reading system shows the marked image by itself.
    None,
}

/// Limits of a finished book, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A page, uncompressed.
    pub page: usize,
    /// A book that is better smaller.
    pub book_large: u64,
    /// A book that is refused.
    pub book_refused: u64,
}

/// The target of that name, in any case.
pub fn find(name: &str) -> Option<&'static Target> {
    let named = |target: &&&Target| target.name.eq_ignore_ascii_case(name.trim());
    TARGETS.iter().find(named).copied()
}

/// The targets asked for, each once, in the order of the table; the default if there is none. A
/// name that is none of them is reported at its `place`.
pub fn choose(
    names: &[Located<String>],
    place: impl Fn(&Span) -> Place,
    sink: &mut Sink,
) -> Vec<&'static Target> {
    let mut wanted = Vec::new();
    for name in names {
        if name.value.eq_ignore_ascii_case("all") {
            wanted.extend(TARGETS.iter().map(|target| target.name));
        } else if let Some(target) = find(&name.value) {
            wanted.push(target.name);
        } else {
            let known = TARGETS.iter().map(|target| target.name);
            let message = format!("unknown target `{}`", name.value);
            sink.push(Diagnostic::new(&diag::UNKNOWN_TARGET, message).at(place(&name.at)).meant(
                &name.value,
                known.clone(),
                || format!("the targets are {}", known.collect::<Vec<_>>().join(", ")),
            ));
        }
    }
    if wanted.is_empty() {
        wanted.extend(TARGETS.first().map(|target| target.name));
    }
    let asked = |target: &&&Target| wanted.contains(&target.name);
    TARGETS.iter().filter(asked).copied().collect()
}

impl Target {
    /// The form of its pages in a book of a writing mode, whose rare characters are dealt with
    /// so. The barest readers know one mode only, and no fonts of the book.
    pub fn form(&self, writing_mode: WritingMode, rare: RareCharacters) -> Form {
        match self.form.sheet {
            Sheet::Full => Form { writing_mode, rare, ..self.form },
            Sheet::Plain => self.form,
        }
    }
}

/// Gives a rendered page the form of its target. Its text stays as it is.
pub fn adapt(page: &mut Page, form: Form) {
    if form.writing_mode == WritingMode::Vertical {
        upright::combine(&mut page.root);
    }
    if form.rare == RareCharacters::Embed {
        rare::mark(&mut page.root);
    }
    match form.spans {
        Spans::None => {}
        Spans::Kobo => kobo::wrap(&mut page.root),
    }
}

/// True if [`adapt`] changes anything.
pub fn adapts(form: Form) -> bool {
    form.writing_mode == WritingMode::Vertical
        || form.rare == RareCharacters::Embed
        || form.spans != Spans::None
}

/// Statements of the package document besides its metadata, for the target and the form.
pub fn statements(target: &Target, form: Form, metadata: &Metadata) -> Vec<Statement> {
    let mut statements = (target.statements)(metadata);
    if form.writing_mode == WritingMode::Vertical {
        // Kindle turns the pages of a vertical book by this alone (Kindle Publishing Guidelines).
        statements.push(Statement::Legacy {
            name: "primary-writing-mode",
            content: "vertical-rl".into(),
        });
    }
    statements
}

/// The targets as a Markdown table, for the documents.
pub fn table() -> String {
    let mut out = String::from("| Target | File | For | Differs in |\n|---|---|---|---|\n");
    for target in TARGETS {
        let cells = [
            format!("[`{0}`](targets/{0}.md)", target.name),
            format!("`NAME{}`", target.ending),
            target.serves.to_owned(),
            target.differs.to_owned(),
        ];
        out.extend(["| ", &cells.join(" | "), " |\n"]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(names: &[&str]) -> (Vec<&'static str>, usize) {
        let located = |name: &&str| Located { value: (*name).to_owned(), at: 0..0 };
        let names: Vec<_> = names.iter().map(located).collect();
        let mut sink = Sink::default();
        let targets = choose(&names, |_| Place::file("book.yaml"), &mut sink);
        let names = targets.iter().map(|target| target.name).collect();
        (names, sink.into_vec().len())
    }

    #[test]
    fn targets_are_chosen_by_name() {
        assert_eq!(chosen(&[]), (vec!["epub"], 0));
        assert_eq!(chosen(&["Kobo", "epub", "kobo"]), (vec!["epub", "kobo"], 0));
        assert_eq!(chosen(&["kindel"]), (vec!["epub"], 1));
        assert_eq!(chosen(&["all"]).0.len(), TARGETS.len());
    }

    #[test]
    fn files_of_several_targets_have_different_names() {
        let mut endings: Vec<_> = TARGETS.iter().map(|target| target.ending).collect();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), TARGETS.len());
        let is_epub = |ending: &&str| ending.rsplit('.').next() == Some("epub");
        assert!(endings.iter().all(is_epub));
    }
}

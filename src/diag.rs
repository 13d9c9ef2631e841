//! Problems as values: a stage returns its result and pushes what it noticed into a [`Sink`].

use std::fmt;
use std::sync::Arc;

use crate::spelling;

/// How grave a finding is. Ordered: a run fails at a level or above it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing needs doing.
    Info,
    /// The book is whole but something in it is probably not as meant.
    Warning,
    /// Something could not be taken into the book as it stands.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A kind of finding: its stable id, its default severity, and what `explain` says of it.
///
/// Ids are grouped by stage: `CS01xx` ingest, `CS02xx` normalise, `CS03xx` structure,
/// `CS04xx` bibliography (from `CS0421` references), `CS05xx` render, `CS06xx` cover,
/// `CS07xx` package, `CS08xx` settings, `CS09xx` the program itself, `CS11xx` pictures,
/// `CS12xx` targets, `CS13xx` finished books, `CS14xx` catalog.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable id, such as `CS0101`.
    pub id: &'static str,
    /// The severity when the caller asks for no other.
    pub severity: Severity,
    /// One line: what is the matter.
    pub title: &'static str,
    /// What it means, why it matters, what to do.
    pub explanation: &'static str,
}

/// A place in an input file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// The file, as the caller named it.
    pub file: Arc<str>,
    /// Line, counted from 1; 0 stands for the file as a whole.
    pub line: u32,
    /// Column in characters, counted from 1; 0 when there is no line.
    pub column: u32,
    /// Characters from the column on that are meant, at most to the end of the line; at least 1
    /// when there is a line, and otherwise 0.
    pub length: u32,
    /// The line itself, shortened around the column when it is long.
    pub text: String,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: file.into(),
            line: 0,
            column: 0,
            length: 0,
            text: String::new(),
        }
    }

    /// The shown line in three: what is before the place, the place, what follows.
    pub fn parts(&self) -> (&str, &str, &str) {
        let before = usize::try_from(self.column.saturating_sub(1)).unwrap_or(0);
        // A clipped line begins with an ellipsis and shows as much before the place as fits.
        let before = if self.text.starts_with('…') && before > SHOWN_BEFORE {
            SHOWN_BEFORE + 1
        } else {
            before
        };
        let length = usize::try_from(self.length).unwrap_or(usize::MAX);
        let (before, rest) = split(&self.text, before);
        let (meant, after) = split(rest, length);
        (before, meant, after)
    }
}

/// A text in two, after so many characters.
fn split(text: &str, characters: usize) -> (&str, &str) {
    let at = text.char_indices().nth(characters);
    text.split_at(at.map_or(text.len(), |(at, _)| at))
}

/// How many characters of a long line are shown before the place.
pub const SHOWN_BEFORE: usize = 60;

/// A change to a file that settles a finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fix {
    /// The characters to replace.
    pub place: Place,
    /// What belongs there.
    pub replacement: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem.
    pub code: &'static Code,
    /// How grave it is here.
    pub severity: Severity,
    /// What exactly is the matter.
    pub message: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// What to do about it.
    pub help: Option<String>,
    /// The change that does it, where one is certain.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of the given kind.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            place: None,
            help: None,
            fix: None,
        }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what belongs in the place, which is all of `word`. A place that holds more, such as
    /// a list of words or quotation marks, is left to the reader.
    #[must_use]
    pub fn replace(mut self, word: &str, replacement: impl Into<String>) -> Self {
        let whole = |place: &Place| usize::try_from(place.length) == Ok(word.chars().count());
        self.fix = self.place.clone().filter(whole).map(|place| Fix {
            place,
            replacement: replacement.into(),
        });
        self
    }

    /// Says which of the known words an unknown one was meant to be, and has that as a fix if it
    /// is a mere slip; `otherwise` is what to do if none is near.
    #[must_use]
    pub fn meant<'a>(
        self,
        word: &str,
        known: impl Iterator<Item = &'a str> + Clone,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        let Some(near) = spelling::nearest(word, known) else {
            return self.help(otherwise());
        };
        let told = self.help(format!("did you mean `{near}`?"));
        if spelling::is_slip(word, near) {
            told.replace(word, near)
        } else {
            told
        }
    }
}

/// Collects findings in the order they are made.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
}

impl Sink {
    /// Takes a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes all findings of another sink.
    pub fn append(&mut self, mut other: Sink) {
        self.found.append(&mut other.found);
    }

    /// The findings so far.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The findings, leaving the sink.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.found
    }
}

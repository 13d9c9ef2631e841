//! Problems as values: a stage returns its result and pushes what it noticed into a [`Sink`].

mod counted;

use std::fmt;
use std::sync::Arc;

use crate::spelling;

pub use counted::counted;

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
    /// The meaning, why it matters, and the remedy.
    pub explanation: &'static str,
}

/// Declares the kinds of findings of a stage, a row each, and `CODES`, all of them in order.
///
/// ```
/// chengshu_text::codes! {
///     NOT_A_LAMP: Warning "X0001", "a line names no lamp",
///         "Every line begins with the name of a lamp.";
/// }
/// assert_eq!(CODES[0].id, NOT_A_LAMP.id);
/// ```
#[macro_export]
macro_rules! codes {
    ($($name:ident: $severity:ident $id:literal, $title:literal, $explanation:literal;)+) => {
        $(
            #[doc = concat!("`", $id, "`: ", $title, ".")]
            pub const $name: $crate::diag::Code = $crate::diag::Code {
                id: $id,
                severity: $crate::diag::Severity::$severity,
                title: $title,
                explanation: $explanation,
            };
        )+

        /// All kinds of findings of this stage, in order.
        pub const CODES: &[&$crate::diag::Code] = &[$(&$name),+];
    };
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
        Self { file: file.into(), line: 0, column: 0, length: 0, text: String::new() }
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
    /// The text that belongs there.
    pub replacement: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: &'static Code,
    /// How grave it is here.
    pub severity: Severity,
    /// The problem at hand.
    pub message: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// The remedy.
    pub help: Option<String>,
    /// The change that does it, where one is certain.
    pub fix: Option<Fix>,
    /// How many findings of its kind it stands for: one, or those a [limited](Sink::limited) sink
    /// has not kept.
    pub count: u64,
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
            count: 1,
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
        self.fix = self
            .place
            .clone()
            .filter(whole)
            .map(|place| Fix { place, replacement: replacement.into() });
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
        if spelling::is_slip(word, near) { told.replace(word, near) } else { told }
    }
}

/// A text of somebody else within a message: shortened, since it may be of any length.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'a>(pub &'a str);

/// How many characters of a text are quoted.
const MOST_QUOTED: usize = 120;

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(MOST_QUOTED) {
            Some((end, _)) => write!(f, "`{}…`", self.0.get(..end).unwrap_or_default()),
            None => write!(f, "`{}`", self.0),
        }
    }
}

/// Collects findings in the order they are made.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
    limit: Option<Limit>,
}

/// The findings of one kind that a sink keeps.
#[derive(Debug)]
struct Limit {
    most: u64,
    /// Kinds by id and severity, in the order they were met: how many were found.
    kinds: Vec<(&'static Code, Severity, u64)>,
}

impl Limit {
    /// True if no more findings of a kind, at its own severity, will be kept.
    fn is_full(&self, code: &'static Code) -> bool {
        let kinds = &mut self.kinds.iter();
        kinds.any(|kind| kind.0.id == code.id && kind.1 == code.severity && kind.2 >= self.most)
    }

    /// Counts findings of a kind. Out: whether there is room for another.
    fn count(&mut self, code: &'static Code, severity: Severity, more: u64) -> bool {
        let same = |kind: &&mut (&Code, Severity, u64)| kind.0.id == code.id && kind.1 == severity;
        if let Some((.., count)) = self.kinds.iter_mut().find(same) {
            *count += more;
            *count <= self.most
        } else {
            self.kinds.push((code, severity, more));
            more <= self.most
        }
    }
}

impl Sink {
    /// A sink that keeps the first findings of each kind and severity, and counts the others.
    pub fn limited(most: u64) -> Self {
        Self { found: Vec::new(), limit: Some(Limit { most, kinds: Vec::new() }) }
    }

    /// Takes a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Diagnostic { code, severity, count, .. } = diagnostic;
        let limit = self.limit.as_mut();
        if limit.is_none_or(|limit| limit.count(code, severity, count)) {
            self.found.push(diagnostic);
        }
    }

    /// Takes a finding of a kind, which is made only if it will be kept.
    pub fn note(&mut self, code: &'static Code, make: impl FnOnce() -> Diagnostic) {
        match &mut self.limit {
            Some(limit) if limit.is_full(code) => {
                limit.count(code, code.severity, 1);
            }
            _ => self.push(make()),
        }
    }

    /// Takes all findings of another sink.
    pub fn append(&mut self, other: Sink) {
        if self.limit.is_none() {
            self.found.append(&mut other.into_vec());
            return;
        }
        for finding in other.into_vec() {
            self.push(finding);
        }
    }

    /// The findings so far, but for those that are only counted.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The findings, leaving the sink. Those that were only counted are one finding of each kind.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        let Limit { most, kinds } =
            self.limit.unwrap_or(Limit { most: u64::MAX, kinds: Vec::new() });
        for (code, severity, count) in kinds {
            let others = count.saturating_sub(most);
            if others > 0 {
                let message = format!("{others} more of this kind are not shown");
                let mut finding = Diagnostic::new(code, message);
                finding.severity = severity;
                finding.count = others;
                found.push(finding);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Code = Code {
        id: "CS0000",
        severity: Severity::Warning,
        title: "a kind",
        explanation: "for this test",
    };

    #[test]
    fn what_is_not_kept_is_counted() {
        let mut sink = Sink::limited(3);
        for _ in 0..2 {
            let mut part = Sink::limited(3);
            for number in 0..10 {
                part.note(&CODE, || {
                    assert!(number < 3, "a finding was made for nothing");
                    Diagnostic::new(&CODE, number.to_string())
                });
            }
            sink.append(part);
        }
        let mut grave = Diagnostic::new(&CODE, "grave");
        grave.severity = Severity::Error;
        sink.push(grave);
        let found = sink.into_vec();
        let told: Vec<_> = found.iter().map(|f| (f.message.as_str(), f.count)).collect();
        let others = "17 more of this kind are not shown";
        assert_eq!(told, [("0", 1), ("1", 1), ("2", 1), ("grave", 1), (others, 17)]);
    }

    #[test]
    fn quotes_are_short() {
        assert_eq!(Quoted("灯").to_string(), "`灯`");
        let long = Quoted(&"灯".repeat(1000)).to_string();
        assert_eq!(long.chars().count(), MOST_QUOTED + 3);
    }
}

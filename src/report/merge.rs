//! One report of many: those of the books of a run, or of the shards of a build.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use super::build::{Book, Build};

/// Why a text is no report that can be read.
#[derive(Debug)]
pub enum ReadError {
    /// It is no JSON, or lacks what a report has.
    Syntax(serde_json::Error),
    /// It is written by another schema.
    Schema(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(error) => write!(f, "not a build report: {error}"),
            Self::Schema(schema) => {
                write!(f, "its schema is {schema:?}, but only {:?} can be read", Build::SCHEMA)
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Syntax(error) => Some(error),
            Self::Schema(_) => None,
        }
    }
}

/// Why reports do not belong to one build.
#[derive(Debug, PartialEq, Eq)]
pub enum MergeError {
    /// There is none.
    Nothing,
    /// They were written by different versions of the program.
    Programs(String, String),
    /// Two books have the same files, one in place of the other.
    SameFiles {
        /// The name of the files.
        name: String,
        /// The paths the two were compiled from.
        sources: [String; 2],
    },
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("there are no reports to merge"),
            Self::Programs(one, other) => {
                write!(f, "one report is from {one}, another from {other}")
            }
            Self::SameFiles { name, sources: [one, other] } => write!(
                f,
                "{one} and {other} would both write {name}.epub; rename one with `output`"
            ),
        }
    }
}

impl std::error::Error for MergeError {}

impl Build {
    /// Reads a report.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        #[derive(Deserialize)]
        struct Written {
            schema: String,
        }
        let written: Written = serde_json::from_str(text).map_err(ReadError::Syntax)?;
        if written.schema != Self::SCHEMA {
            return Err(ReadError::Schema(written.schema));
        }
        serde_json::from_str(text).map_err(ReadError::Syntax)
    }

    /// One report of many. Of a book that was built several times, such as by a shard that was
    /// started again, the last counts. The order of other books does not matter.
    pub fn merge(reports: impl IntoIterator<Item = Self>) -> Result<Self, MergeError> {
        let mut program: Option<String> = None;
        let mut books: BTreeMap<String, Book> = BTreeMap::new();
        for report in reports {
            match &program {
                Some(known) if *known != report.program => {
                    return Err(MergeError::Programs(known.clone(), report.program));
                }
                _ => program = Some(report.program),
            }
            for book in report.books {
                let name = book.name.clone();
                let source = book.source.clone();
                match books.insert(name.clone(), book) {
                    Some(other) if other.source != source => {
                        return Err(MergeError::SameFiles {
                            name,
                            sources: [other.source, source],
                        });
                    }
                    _ => {}
                }
            }
        }
        let program = program.ok_or(MergeError::Nothing)?;
        Ok(Self::of(&program, books.into_values().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::build::{Figures, Milliseconds, Status};
    use super::super::finding::Counts;
    use super::*;

    fn report(books: &[(&str, &str, u64)]) -> Build {
        let book = |&(name, source, chapters): &(&str, &str, u64)| Book {
            name: name.to_owned(),
            title: name.to_owned(),
            source: source.to_owned(),
            status: Status::Fine,
            inputs: Vec::new(),
            outputs: Vec::new(),
            kept: Vec::new(),
            figures: Figures { chapters, ..Figures::default() },
            left_out: Vec::new(),
            markup: BTreeMap::new(),
            rules: BTreeMap::from([("lines".to_owned(), chapters)]),
            counts: Counts { warning: 1, ..Counts::default() },
            findings: Vec::new(),
            levels: Vec::new(),
            milliseconds: Milliseconds::default(),
        };
        Build::of("chengshu 0", books.iter().map(book).collect())
    }

    #[test]
    fn shards_make_one_report_in_any_order() {
        let shards = [report(&[("c", "in/c", 3)]), report(&[("a", "in/a", 1), ("b", "in/b", 2)])];
        let whole = report(&[("a", "in/a", 1), ("b", "in/b", 2), ("c", "in/c", 3)]);
        assert_eq!(Build::merge(shards.clone()), Ok(whole.clone()));
        assert_eq!(Build::merge(shards.into_iter().rev()), Ok(whole.clone()));
        assert_eq!(whole.totals.figures.chapters, 6);
        assert_eq!(whole.totals.rules["lines"], 6);
        assert_eq!(whole.totals.counts.warning, 3);
        assert_eq!(Build::merge([whole.clone()]), Ok(whole));
    }

    #[test]
    fn of_a_book_built_twice_the_last_counts() {
        let twice = [report(&[("a", "in/a", 1)]), report(&[("a", "in/a", 2)])];
        assert_eq!(Build::merge(twice), Ok(report(&[("a", "in/a", 2)])));
    }

    #[test]
    fn what_does_not_belong_together_is_refused() {
        assert_eq!(Build::merge([]), Err(MergeError::Nothing));
        let same = [report(&[("a", "x/a", 1)]), report(&[("a", "y/a", 2)])];
        assert!(matches!(Build::merge(same), Err(MergeError::SameFiles { .. })));
        let newer = Build { program: "chengshu 1".to_owned(), ..report(&[]) };
        assert!(matches!(Build::merge([report(&[]), newer]), Err(MergeError::Programs(..))));
    }

    #[test]
    fn reports_are_read_back_and_others_refused() {
        let report = report(&[("a", "in/a", 1)]);
        let text = serde_json::to_string(&report).unwrap();
        assert_eq!(Build::read(&text).unwrap(), report);
        let cut = &text[..text.len() / 2];
        assert!(matches!(Build::read(cut), Err(ReadError::Syntax(_))));
        let later = text.replace("build:1", "build:2");
        assert!(matches!(Build::read(&later), Err(ReadError::Schema(_))));
    }
}

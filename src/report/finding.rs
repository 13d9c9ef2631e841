//! Findings, as `docs/schema/findings-1.json` has them.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use chengshu_text::diag::{Diagnostic, Place, Severity};

/// The findings of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// The schema this is written by.
    pub schema: String,
    /// Name and version of the program.
    pub program: String,
    /// How many there are of each severity.
    pub counts: Counts,
    /// The findings, in the order they were made.
    pub findings: Vec<Finding>,
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Of severity error.
    pub error: u64,
    /// Of severity warning.
    pub warning: u64,
    /// Of severity info.
    pub info: u64,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The stable id of its kind.
    pub id: String,
    /// How grave it is here.
    pub severity: Severity,
    /// The kind of problem.
    pub title: String,
    /// The problem at hand.
    pub message: String,
    /// How many findings of its kind it stands for, where that is not one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u64,
    /// Where, if it has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Spot>,
    /// The remedy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The change that does it, where one is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

fn one() -> u64 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form serde asks for")]
fn is_one(count: &u64) -> bool {
    *count == 1
}

/// A place in a file, or a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The file, as it was named.
    pub file: String,
    /// Where in it, if not all of it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
}

/// A place within a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
    /// How many characters are meant.
    pub length: u32,
    /// The line itself, shortened around the column when it is long.
    pub text: String,
}

/// A change to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The characters to replace.
    pub place: Spot,
    /// The text that belongs there.
    pub replacement: String,
}

impl Findings {
    /// The schema of what [`Findings::of`] gives.
    pub const SCHEMA: &'static str = "urn:chengshu:findings:1";

    /// The findings of a run of the program of that name and version.
    pub fn of(program: &str, found: &[Diagnostic]) -> Self {
        Self {
            schema: Self::SCHEMA.to_owned(),
            program: program.to_owned(),
            counts: Counts::of(found),
            findings: found.iter().map(Finding::from).collect(),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
    }
}

impl Counts {
    /// Counts findings.
    pub fn of(found: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for finding in found {
            match finding.severity {
                Severity::Error => counts.error += finding.count,
                Severity::Warning => counts.warning += finding.count,
                Severity::Info => counts.info += finding.count,
            }
        }
        counts
    }
}

impl From<&Diagnostic> for Finding {
    fn from(finding: &Diagnostic) -> Self {
        Self {
            id: finding.code.id.to_owned(),
            severity: finding.severity,
            title: finding.code.title.to_owned(),
            message: finding.message.clone(),
            count: finding.count,
            place: finding.place.as_ref().map(Spot::from),
            help: finding.help.clone(),
            fix: finding.fix.as_ref().map(|fix| Fix {
                place: Spot::from(&fix.place),
                replacement: fix.replacement.clone(),
            }),
        }
    }
}

impl From<&Place> for Spot {
    fn from(place: &Place) -> Self {
        Self {
            file: place.file.to_string(),
            within: (place.line > 0).then(|| Within {
                line: place.line,
                column: place.column,
                length: place.length,
                text: place.text.clone(),
            }),
        }
    }
}

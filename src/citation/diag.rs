//! What there is to say about styles and forms of references.

use crate::diag::{Code, Severity};

/// A form that is not known.
pub const UNKNOWN_EXPORT: Code = Code {
    id: "CS1001",
    severity: Severity::Warning,
    title: "there is no such form of references",
    explanation: "`export` names the forms in which the works cited are written next to the \
        book: json, csl-json, bibtex, ris, hayagriva, markdown. The others are written.",
};

/// Every code of this stage.
pub const CODES: &[&Code] = &[&UNKNOWN_EXPORT];

//! What there is to say about styles and forms of references.

use chengshu_text::diag::{Code, Severity};

/// A form that is not known.
pub const UNKNOWN_EXPORT: Code = Code {
    id: "CS1001",
    severity: Severity::Warning,
    title: "an export format is unknown",
    explanation: "`export` names the formats in which the cited works are written next to the \
        book: json, csl-json, bibtex, ris, hayagriva, markdown. The other formats in the list are \
        written.",
};

/// A style that is not known.
pub const UNKNOWN_STYLE: Code = Code {
    id: "CS1002",
    severity: Severity::Warning,
    title: "a citation style is unknown",
    explanation: "`citation-style` takes the name of a style, or the path of a CSL file; \
        `docs/citations.md` lists the names. The references use the style that is usual in the \
        language of the book.",
};

/// A style file that is none.
pub const BROKEN_STYLE: Code = Code {
    id: "CS1003",
    severity: Severity::Warning,
    title: "a citation style cannot be used",
    explanation: "`citation-style` names a file that cannot be read, is not an independent style \
        of CSL 1.0.2, or is so complex that formatting would not end. The references use the \
        style that is usual in the language of the book.",
};

/// Every code of this stage.
pub const CODES: &[&Code] = &[&UNKNOWN_EXPORT, &UNKNOWN_STYLE, &BROKEN_STYLE];

//! Findings about targets.

use chengshu_text::diag::{Code, Severity};

/// A target nobody knows.
pub const UNKNOWN_TARGET: Code = Code {
    id: "CS1201",
    severity: Severity::Error,
    title: "there is no such target",
    explanation: "A target is a family of reading systems that a book is made for: epub, kindle, \
        kobo, apple or lite, or all of them (`--target`, `targets:`). If no known target is given, \
        the book is made for all reading systems.",
};

/// A page over the limit of a target.
pub const PAGE_TOO_LARGE: Code = Code {
    id: "CS1202",
    severity: Severity::Warning,
    title: "a page is too large for the target",
    explanation: "Chapters are split into pages between paragraphs, and long paragraphs between \
        sentences (requirement N6). Here a table row, a line of code or a list of contents cannot \
        be split further; some devices turn such pages slowly or cannot open them.",
};

/// A book that is large for its target.
pub const BOOK_LARGE: Code = Code {
    id: "CS1203",
    severity: Severity::Warning,
    title: "the book is large for its target",
    explanation: "Reading systems accept books of this size, but sending, opening and searching \
        them takes long. Use smaller pictures, or split the book into volumes.",
};

/// A book that its target refuses.
pub const BOOK_REFUSED: Code = Code {
    id: "CS1204",
    severity: Severity::Error,
    title: "the book is too large for its target",
    explanation: "The service that delivers books to the device rejects one of this size (Send to \
        Kindle by e-mail: 50 MB). Split the book into volumes, or leave pictures out.",
};

/// A declaration that a target does not take.
pub const DECLARATION_REFUSED: Code = Code {
    id: "CS1205",
    severity: Severity::Warning,
    title: "a style sheet has CSS that the target does not support",
    explanation: "The style sheet named by `css:` goes into the book unchanged. Reading systems of \
        the target reject or ignore this declaration.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &UNKNOWN_TARGET,
    &PAGE_TOO_LARGE,
    &BOOK_LARGE,
    &BOOK_REFUSED,
    &DECLARATION_REFUSED,
];

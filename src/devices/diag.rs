//! Findings about targets.

use chengshu_text::diag::{Code, Severity};

/// A target nobody knows.
pub const UNKNOWN_TARGET: Code = Code {
    id: "CS1201",
    severity: Severity::Error,
    title: "there is no such target",
    explanation: "A target is a family of reading systems a book is made for: epub, kindle, kobo, \
        apple or lite, or all of them (`--target`, `targets:`). Without a known one the book is \
        made for all reading systems.",
};

/// A page over the limit of a target.
pub const PAGE_TOO_LARGE: Code = Code {
    id: "CS1202",
    severity: Severity::Warning,
    title: "a page is larger than the target takes well",
    explanation: "Chapters are cut into pages between paragraphs, and long paragraphs between \
        sentences (requirement N6). Here a table row, a line of code or a list of contents cannot \
        be cut further; some devices will turn pages slowly or not open it.",
};

/// A book that is large for its target.
pub const BOOK_LARGE: Code = Code {
    id: "CS1203",
    severity: Severity::Warning,
    title: "the book is large for its target",
    explanation: "Reading systems take books of this size, but sending, opening and searching them \
        takes long. Smaller pictures, or several volumes, help.",
};

/// A book that its target refuses.
pub const BOOK_REFUSED: Code = Code {
    id: "CS1204",
    severity: Severity::Error,
    title: "the book is larger than its target takes",
    explanation: "The service that brings books to the device refuses one of this size (Send to \
        Kindle by mail: 50 MB). Make several volumes of it, or leave pictures out.",
};

/// A declaration that a target does not take.
pub const DECLARATION_REFUSED: Code = Code {
    id: "CS1205",
    severity: Severity::Warning,
    title: "a style sheet has what the target does not take",
    explanation: "The style sheet named by `css:` is put into the book as it is. This declaration \
        is known to be refused or passed over by the reading systems of the target.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &UNKNOWN_TARGET,
    &PAGE_TOO_LARGE,
    &BOOK_LARGE,
    &BOOK_REFUSED,
    &DECLARATION_REFUSED,
];

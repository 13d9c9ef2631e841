//! Findings about catalogues.

use chengshu_text::diag::{Code, Severity};

/// A book that cannot be listed.
pub const UNREADABLE: Code = Code {
    id: "CS1401",
    severity: Severity::Error,
    title: "a book cannot be read and is not in the catalogue",
    explanation: "The file is not an EPUB, is damaged, or has no readable package document, so its \
        title and the rest of its metadata are unknown. Reading systems will not open it either. \
        Make the book again, or remove the file from the folder. The other books are listed.",
};

/// A book without a title or an identifier.
pub const INCOMPLETE: Code = Code {
    id: "CS1402",
    severity: Severity::Warning,
    title: "a book lacks a title or an identifier",
    explanation: "A catalogue needs a title to show and an identifier that tells the book from \
        others; EPUB requires both. The file name replaces a missing title. A missing identifier \
        is derived from the path of the file, and changes when the file is moved.",
};

/// A cover that cannot be shown.
pub const COVER: Code = Code {
    id: "CS1403",
    severity: Severity::Warning,
    title: "the cover of a book cannot be shown in the catalogue",
    explanation: "The package document names a cover that is not in the archive, is damaged, or is \
        not JPEG, PNG, GIF, WebP or BMP. The book is listed without a picture.",
};

/// Two books with one identifier.
pub const SAME_IDENTIFIER: Code = Code {
    id: "CS1404",
    severity: Severity::Warning,
    title: "two books have the same identifier",
    explanation: "Reading systems tell books apart by their identifiers, and may take the second \
        book for the first. In the catalogue the second gets an identifier of its own. Files that \
        are the same book for several targets, `NAME.epub` and `NAME.kindle.epub`, are one entry \
        and may share it.",
};

/// A book that states more than is listed.
pub const SHORTENED: Code = Code {
    id: "CS1405",
    severity: Severity::Warning,
    title: "a book states more than the catalogue lists",
    explanation: "The catalogue lists at most a hundred authors, contributors, subjects and \
        sources of each book, and at most 20 KB of each text. It leaves out the rest, which is \
        still in the book.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &UNREADABLE,
    &INCOMPLETE,
    &COVER,
    &SAME_IDENTIFIER,
    &SHORTENED,
];

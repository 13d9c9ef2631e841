//! Findings about catalogues.

use chengshu_text::diag::{Code, Severity};

/// A book that cannot be listed.
pub const UNREADABLE: Code = Code {
    id: "CS1401",
    severity: Severity::Error,
    title: "a book cannot be read and is not in the catalogue",
    explanation: "The file is not an EPUB, is damaged, or its package document cannot be found or \
        parsed, so that neither its title nor anything else of it is known. Reading systems will \
        not open it either. Make the book again, or take the file out of the folder. The other \
        books are listed.",
};

/// A book without a title or an identifier.
pub const INCOMPLETE: Code = Code {
    id: "CS1402",
    severity: Severity::Warning,
    title: "a book does not state what a catalogue needs",
    explanation: "A catalogue needs a title to show and an identifier by which a reader tells a \
        book from others. EPUB requires both of every book. The file's name stands for a missing \
        title, and an identifier is derived from the file's path, which changes when the file is \
        moved.",
};

/// A cover that cannot be shown.
pub const COVER: Code = Code {
    id: "CS1403",
    severity: Severity::Warning,
    title: "the cover of a book cannot be shown in the catalogue",
    explanation: "The package document names a cover, but it is not in the archive, damaged, or in \
        a format that is not read here (JPEG, PNG, GIF, WebP and BMP are). The book is listed \
        without a picture.",
};

/// Two books with one identifier.
pub const SAME_IDENTIFIER: Code = Code {
    id: "CS1404",
    severity: Severity::Warning,
    title: "two books have the same identifier",
    explanation: "Reading systems tell books apart by their identifiers; one that has the first \
        may take the second for it. In the catalogue the second gets an identifier of its own. \
        Files that are the same book for several targets, `NAME.epub` and `NAME.kindle.epub`, \
        are one entry and may share it.",
};

/// A book that states more than is listed.
pub const SHORTENED: Code = Code {
    id: "CS1405",
    severity: Severity::Warning,
    title: "a book states more than a catalogue lists",
    explanation: "Of each book a catalogue lists at most a hundred authors, contributors, subjects \
        and sources, and of each text at most 20 KB. What is beyond that is left out; it is still \
        in the book.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &UNREADABLE,
    &INCOMPLETE,
    &COVER,
    &SAME_IDENTIFIER,
    &SHORTENED,
];

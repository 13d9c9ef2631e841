//! Findings of putting a book together.

use chengshu_text::diag::{Code, Severity};

/// Numbers missing.
pub const NUMBER_GAP: Code = Code {
    id: "CS0301",
    severity: Severity::Info,
    title: "a series skips a number",
    explanation: "The numbers in the titles skip some. A transcript may be missing, or the series \
        never had that number; then nothing needs doing.",
};

/// A number twice.
pub const NUMBER_DOUBLE: Code = Code {
    id: "CS0302",
    severity: Severity::Warning,
    title: "two transcripts have the same number in a series",
    explanation: "Both are in the book, ordered by date and name. If one is an older copy, remove \
        it from the folder or mark it `draft: true`.",
};

/// `order` names a file that is not there.
pub const ORDER_UNKNOWN: Code = Code {
    id: "CS0303",
    severity: Severity::Warning,
    title: "`order` names a file that is not in the book",
    explanation: "Each entry of `order` is the path of a transcript, relative to the book's \
        folder.",
};

/// `order` leaves files out.
pub const ORDER_INCOMPLETE: Code = Code {
    id: "CS0304",
    severity: Severity::Info,
    title: "`order` does not list every transcript",
    explanation: "Transcripts that `order` does not list follow those it does, in natural order. \
        Nothing is left out of the book.",
};

/// A draft was left out.
pub const DRAFT: Code = Code {
    id: "CS0305",
    severity: Severity::Warning,
    title: "a draft was left out",
    explanation: "Transcripts marked `draft: true` or `published: false` stay out of the book. \
        Remove the mark when the text is finished, or set the level of this finding in \
        `book.yaml`.",
};

/// File names that only case tells apart.
pub const NAMES_DIFFER_BY_CASE: Code = Code {
    id: "CS0306",
    severity: Severity::Warning,
    title: "two file names differ only in case",
    explanation: "On Windows and macOS only one of them can exist, and a link to one may open the \
        other. Both are in the book; rename one.",
};

/// Nothing to make a book of.
pub const NO_CHAPTERS: Code = Code {
    id: "CS0307",
    severity: Severity::Error,
    title: "there is no transcript to compile",
    explanation: "Neither the folder nor its subfolders have a transcript with text. The finding \
        names the formats that are read; CS0142 counts the other files.",
};

/// A file changed while the book was compiled.
pub const FILE_CHANGED: Code = Code {
    id: "CS0308",
    severity: Severity::Error,
    title: "a file changed while the book was compiled",
    explanation: "The file was written, moved or deleted while it was being read. No book is \
        written, and the existing one stays. Compile again when nothing writes to the folder.",
};

/// Both forms of written Chinese.
pub const MIXED_FORMS: Code = Code {
    id: "CS0309",
    severity: Severity::Warning,
    title: "simplified and traditional Chinese are mixed",
    explanation: "Some transcripts use simplified characters and others traditional ones, or one \
        uses both. Nothing is changed. `variant` in `book.yaml` converts the whole book to one \
        form; if the mixture is intended, nothing needs doing.",
};

/// Two entries that may be one work.
pub const SAME_WORK: Code = Code {
    id: "CS0310",
    severity: Severity::Info,
    title: "two references may be the same work",
    explanation: "They share a title, but one states an author, year, publisher or translator that \
        the other lacks, so the bibliography lists both. If they are one work, complete both \
        entries; if they are two editions, nothing needs doing.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &NUMBER_GAP, &NUMBER_DOUBLE, &ORDER_UNKNOWN, &ORDER_INCOMPLETE, &DRAFT, &NAMES_DIFFER_BY_CASE,
    &NO_CHAPTERS, &FILE_CHANGED, &MIXED_FORMS, &SAME_WORK,
];

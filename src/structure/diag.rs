//! Findings of putting a book together.

use chengshu_text::diag::{Code, Severity};

/// Numbers missing.
pub const NUMBER_GAP: Code = Code {
    id: "CS0301",
    severity: Severity::Info,
    title: "numbers are missing in a series",
    explanation: "The numbers stated in the titles skip some. Perhaps a transcript was not \
        fetched; perhaps the series never had that number. Nothing needs doing if it is so.",
};

/// A number twice.
pub const NUMBER_DOUBLE: Code = Code {
    id: "CS0302",
    severity: Severity::Warning,
    title: "two transcripts have the same number in a series",
    explanation: "Both are in the book, ordered by date and name. If one is an older copy, take \
        it out of the folder or mark it `draft: true`.",
};

/// `order` names a file that is not there.
pub const ORDER_UNKNOWN: Code = Code {
    id: "CS0303",
    severity: Severity::Warning,
    title: "the order names a file that is not in the book",
    explanation: "Each entry of `order` is the path of a transcript from the book's folder.",
};

/// `order` leaves files out.
pub const ORDER_INCOMPLETE: Code = Code {
    id: "CS0304",
    severity: Severity::Info,
    title: "the order leaves transcripts out",
    explanation: "Transcripts that `order` does not list follow those it does, in their natural \
        order. Nothing is left out of the book.",
};

/// A draft was left out.
pub const DRAFT: Code = Code {
    id: "CS0305",
    severity: Severity::Warning,
    title: "a draft was left out",
    explanation: "Transcripts marked `draft: true` or `published: false` are not taken into the book. \
        Take the mark off when the text is finished, or set the level of this finding in `book.yaml`.",
};

/// File names that only case tells apart.
pub const NAMES_DIFFER_BY_CASE: Code = Code {
    id: "CS0306",
    severity: Severity::Warning,
    title: "two files have names that differ only in case",
    explanation: "On Windows and macOS only one of them can exist, and a link to either may lead \
        to the other. Both are in the book; rename one.",
};

/// Nothing to make a book of.
pub const NO_CHAPTERS: Code = Code {
    id: "CS0307",
    severity: Severity::Error,
    title: "there is nothing to make a book of",
    explanation: "No transcript with text was found in the folder or in its subfolders. The finding names \
        the formats that are read, and another (CS0142) counts the files that are in none of them.",
};

/// A file changed while the book was compiled.
pub const FILE_CHANGED: Code = Code {
    id: "CS0308",
    severity: Severity::Error,
    title: "a file changed while the book was compiled",
    explanation: "The file was written, moved or deleted between two looks at it, so that what is \
        known of it no longer fits. No book is written and the one that was there stays. Compile \
        again when nothing writes to the folder.",
};

/// Both forms of written Chinese.
pub const MIXED_FORMS: Code = Code {
    id: "CS0309",
    severity: Severity::Warning,
    title: "simplified and traditional Chinese are mixed",
    explanation: "Some transcripts are in simplified characters and some in traditional ones, or \
        one is in both. Nothing is changed. `variant` in book.yaml puts the whole book into one \
        form; if the mixture is meant, nothing needs doing.",
};

/// Two entries that may be one work.
pub const SAME_WORK: Code = Code {
    id: "CS0310",
    severity: Severity::Info,
    title: "two references may be the same work",
    explanation: "They have the same title, but one states an author, a year, a press or a \
        translator that the other does not have, so both are in the bibliography. If they are \
        one work, state the same in both; if they are two editions, nothing needs doing.",
};

/// The codes of this stage.
pub const CODES: &[&Code] = &[
    &NUMBER_GAP,
    &NUMBER_DOUBLE,
    &ORDER_UNKNOWN,
    &ORDER_INCOMPLETE,
    &DRAFT,
    &NAMES_DIFFER_BY_CASE,
    &NO_CHAPTERS,
    &FILE_CHANGED,
    &MIXED_FORMS,
    &SAME_WORK,
];

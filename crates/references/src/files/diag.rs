//! What reading structured references may find.

use chengshu_text::diag::{Code, Severity};

/// Every code of this stage, in order.
pub const CODES: &[&Code] = &[
    &BROKEN,
    &UNKNOWN_FIELD,
    &WRONG_VALUE,
    &NO_TITLE,
    &REPEATED_KEY,
    &UNKNOWN_KEY,
    &UNKNOWN_COMMAND,
    &NO_SUCH_ENTRY,
    &SECTION_MOVED,
];

/// A file, or a piece of one, does not follow its format.
pub const BROKEN: Code = Code {
    id: "CS0421",
    severity: Severity::Error,
    title: "a file of references is broken",
    explanation: "From the place shown the file does not follow its format: a brace or quotation \
        mark is not closed, or a comma is missing. In BibTeX the entry loses what stands after \
        that place and the other entries are read; JSON is read up to there; of broken YAML \
        nothing is read.",
};

/// A field that means nothing.
pub const UNKNOWN_FIELD: Code = Code {
    id: "CS0422",
    severity: Severity::Warning,
    title: "a field of a reference is not known",
    explanation: "The field has no effect; the others of the entry are read. It is misspelt, or \
        belongs to another format. `docs/references.md` lists the fields. In a file it is \
        reported where it stands first.",
};

/// A value that is not what its field takes.
pub const WRONG_VALUE: Code = Code {
    id: "CS0423",
    severity: Severity::Warning,
    title: "a value of a reference is not what its field takes",
    explanation: "The value has no effect; the other fields of the entry are read. The message \
        says what the field takes.",
};

/// A work without a title.
pub const NO_TITLE: Code = Code {
    id: "CS0424",
    severity: Severity::Warning,
    title: "a reference has no title",
    explanation: "The entry states fields but no title. It is kept as it is; nothing is filled \
        in. Add the title.",
};

/// A key of two works.
pub const REPEATED_KEY: Code = Code {
    id: "CS0425",
    severity: Severity::Warning,
    title: "two works have the same key",
    explanation: "Transcripts that cite the key get the first of the two works. Give the second \
        another key, or delete it if it is the same work.",
};

/// A key of no work.
pub const UNKNOWN_KEY: Code = Code {
    id: "CS0426",
    severity: Severity::Warning,
    title: "a cited key is in no file of references",
    explanation: "A transcript cites a work by its key, but no `references.bib`, \
        `references.json` or `references.yaml` of the book has it. The citation is left out. \
        Upper and lower case differ.",
};

/// A TeX command without a known meaning.
pub const UNKNOWN_COMMAND: Code = Code {
    id: "CS0427",
    severity: Severity::Info,
    title: "a TeX command is not known",
    explanation: "Accents, letters and signs of TeX become characters, and commands for italics \
        and the like go. This command is none of them and stands in the text as it was written. \
        Write the character itself.",
};

/// A correction of nothing.
pub const NO_SUCH_ENTRY: Code = Code {
    id: "CS0428",
    severity: Severity::Warning,
    title: "a correction of references matches nothing",
    explanation: "Corrections in `book.yaml` name a transcript by its path and an entry by its \
        number in the list of that transcript, from 1. There is no such transcript or entry, so \
        the correction has no effect. `chengshu refs` lists the entries.",
};

/// The list at the end of a text became the chapter's references.
pub const SECTION_MOVED: Code = Code {
    id: "CS0429",
    severity: Severity::Info,
    title: "a list of references at the end of a text was moved to the bibliography",
    explanation: "The last section of the transcript is headed 参考文献, References or the like, \
        and every line of it reads as an entry. It is taken out of the text and its entries are \
        appended to the references of the chapter. To keep it in the text, give it another \
        heading.",
};

//! What reading structured references may find.

use chengshu_text::diag::{Code, Severity};

/// Every code of this stage, in order.
pub const CODES: &[&Code] = &[
    &BROKEN, &UNKNOWN_FIELD, &WRONG_VALUE, &NO_TITLE, &REPEATED_KEY, &UNKNOWN_KEY,
    &UNKNOWN_COMMAND, &NO_SUCH_ENTRY, &SECTION_MOVED,
];

/// A file, or a piece of one, does not follow its format.
pub const BROKEN: Code = Code {
    id: "CS0421",
    severity: Severity::Error,
    title: "a file of references is broken",
    explanation: "From this place on the file does not follow its format: a brace or quotation \
        mark is not closed, or a comma is missing. In BibTeX the rest of the entry is lost and the \
        other entries are read; JSON is read up to this place; nothing of a broken YAML file is \
        read.",
};

/// A field that means nothing.
pub const UNKNOWN_FIELD: Code = Code {
    id: "CS0422",
    severity: Severity::Warning,
    title: "a reference has an unknown field",
    explanation: "The field has no effect; the other fields of the entry are read. It is misspelt, \
        or belongs to another format. `docs/references.md` lists the fields. Each unknown field is \
        reported once per file, where it first stands.",
};

/// A value that is not what its field takes.
pub const WRONG_VALUE: Code = Code {
    id: "CS0423",
    severity: Severity::Warning,
    title: "a field of a reference has an invalid value",
    explanation: "The value has no effect; the other fields of the entry are read. The message \
        says what the field accepts.",
};

/// A work without a title.
pub const NO_TITLE: Code = Code {
    id: "CS0424",
    severity: Severity::Warning,
    title: "a reference has no title",
    explanation: "The entry has fields but no title. It is kept as it is, and nothing is added. \
        Add the title.",
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
    title: "a citation has an unknown key",
    explanation: "A transcript cites a work by a key that no `references.bib`, `references.json` \
        or `references.yaml` of the book has. The citation is left out. Keys are case-sensitive.",
};

/// A TeX command without a known meaning.
pub const UNKNOWN_COMMAND: Code = Code {
    id: "CS0427",
    severity: Severity::Info,
    title: "a TeX command is unknown",
    explanation: "TeX accents, letters and symbols become characters, and commands for italics and \
        the like are removed. This command is neither, and stays in the text as it is. Write the \
        character itself.",
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
    explanation: "The last section of the transcript is headed 参考文献, References or the like, and \
        every line of it reads as an entry. The entries became references of the chapter. To keep \
        the section in the text, give it another heading.",
};

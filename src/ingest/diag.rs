//! What reading a transcript may find. `CS0101` to `CS0149` are about bytes and heads.

use crate::diag::{Code, Severity};

/// Every code of this stage, in order.
pub const CODES: &[&Code] = &[
    &NOT_TEXT,
    &UNKNOWN_ENCODING,
    &OTHER_ENCODING,
    &BROKEN_CHARACTERS,
    &EMPTY_FILE,
    &NO_HEAD,
    &UNCLOSED_HEAD,
    &HEAD_NOT_YAML,
    &NO_BODY,
    &REPEATED_KEY,
    &WRONG_VALUE,
    &NOT_A_DATE,
    &NOT_A_VIDEO,
    &COVER_PATH,
    &FENCED_FILE,
    &NO_TITLE,
    &UNREADABLE_FILE,
];

/// The file is a document of another program, an image, an archive.
pub const NOT_TEXT: Code = Code {
    id: "CS0101",
    severity: Severity::Error,
    title: "a file is not text",
    explanation: "The file begins like a known binary format, holds NUL characters, or is full of \
        control characters. It was left out of the book. Export it as Markdown or plain text in \
        UTF-8, or move it out of the folder.",
};

/// Neither UTF-8 nor anything else decodes the file.
pub const UNKNOWN_ENCODING: Code = Code {
    id: "CS0102",
    severity: Severity::Error,
    title: "the encoding of a file is not known",
    explanation: "The file is not UTF-8 and no other encoding reads it without errors. It was left \
        out of the book. Open it in the program that wrote it and save it as UTF-8.",
};

/// The file was read in a guessed encoding.
pub const OTHER_ENCODING: Code = Code {
    id: "CS0103",
    severity: Severity::Warning,
    title: "a file is not UTF-8",
    explanation: "The file was read in the encoding its bytes look like (GBK, Big5, UTF-16, ...). \
        A guess can be wrong: check a few lines of the chapter, then convert the file to UTF-8.",
};

/// Some bytes of the file are no characters.
pub const BROKEN_CHARACTERS: Code = Code {
    id: "CS0104",
    severity: Severity::Error,
    title: "a file holds broken characters",
    explanation: "Some bytes are not valid in the encoding of the file, which happens when a file \
        is cut off or was converted badly. Each such place shows as U+FFFD in the book. Type the \
        missing characters at the places named.",
};

/// Nothing but white space in the file.
pub const EMPTY_FILE: Code = Code {
    id: "CS0105",
    severity: Severity::Warning,
    title: "a file is empty",
    explanation: "The file holds nothing but white space and was left out of the book. Delete it, \
        or fill it.",
};

/// The file begins with its text.
pub const NO_HEAD: Code = Code {
    id: "CS0110",
    severity: Severity::Info,
    title: "a transcript has no head",
    explanation: "The file does not begin with a block of `key: value` lines between two lines \
        `---`. Title and order are taken from its first heading and its name.",
};

/// The head has no closing line.
pub const UNCLOSED_HEAD: Code = Code {
    id: "CS0111",
    severity: Severity::Warning,
    title: "the head of a transcript is not closed",
    explanation: "The file begins with `---` and `key: value` lines, but no line `---` ends them. \
        The lines that look like keys were read as the head and everything after them as text. \
        Put a line `---` after the last key.",
};

/// The head is broken.
pub const HEAD_NOT_YAML: Code = Code {
    id: "CS0112",
    severity: Severity::Error,
    title: "the head of a transcript is not valid YAML",
    explanation: "The lines between the two `---` could not be read, so title, description and \
        date are missing. The text after the head is in the book. Most often a value holds an \
        unescaped quotation mark or a colon: put the whole value between quotation marks and \
        write \\\" for a quotation mark inside it.",
};

/// A head and nothing after it.
pub const NO_BODY: Code = Code {
    id: "CS0113",
    severity: Severity::Warning,
    title: "a transcript has a head but no text",
    explanation: "After the head there is nothing but white space. Add the text, or mark the file \
        `draft: true`.",
};

/// The same key twice.
pub const REPEATED_KEY: Code = Code {
    id: "CS0114",
    severity: Severity::Warning,
    title: "a key of a head is given twice",
    explanation: "Only the first of the two values counts. Delete one.",
};

/// A value that is not what the key takes.
pub const WRONG_VALUE: Code = Code {
    id: "CS0115",
    severity: Severity::Warning,
    title: "a value of a head is not what its key takes",
    explanation: "The value was left out. The message says what the key takes.",
};

/// A date that is none.
pub const NOT_A_DATE: Code = Code {
    id: "CS0116",
    severity: Severity::Warning,
    title: "a date of a head is not a date",
    explanation: "A date is Unix time in seconds or milliseconds (1609459200), a day \
        (2021-01-01), a day and time (2021-01-01T08:00:00+08:00), or 0 for none. The date was left \
        out.",
};

/// A video number that is none.
pub const NOT_A_VIDEO: Code = Code {
    id: "CS0117",
    severity: Severity::Warning,
    title: "a video number of a head is not one",
    explanation: "A Bilibili video number is BV and ten letters or digits, without 0, I, O and l. \
        It was left out, so the chapter has no link to its video.",
};

/// A cover path that is not used.
pub const COVER_PATH: Code = Code {
    id: "CS0118",
    severity: Severity::Warning,
    title: "a cover named in a head cannot be used",
    explanation: "A cover is named by its path relative to the folder of the transcripts, without \
        `..`; addresses on the net are not fetched.",
};

/// The whole file is in a code fence.
pub const FENCED_FILE: Code = Code {
    id: "CS0119",
    severity: Severity::Info,
    title: "a head stands inside a code fence",
    explanation: "Language models like to put a whole Markdown file between lines of three \
        backticks. The opening fence before the head was ignored. Delete the fence lines.",
};

/// No title in the head.
pub const NO_TITLE: Code = Code {
    id: "CS0120",
    severity: Severity::Info,
    title: "a head has no title",
    explanation: "The title is taken from the first heading or the name of the file. Add \
        `title: \"...\"` to the head.",
};

/// A file that cannot be read.
pub const UNREADABLE_FILE: Code = Code {
    id: "CS0149",
    severity: Severity::Error,
    title: "a file cannot be read",
    explanation: "The operating system refused it, it is gone, or its path leads out of the \
        book's folder, where nothing is read. The other files are compiled.",
};

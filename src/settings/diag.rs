//! Findings of reading `book.yaml`.

use chengshu_text::diag::{Code, Severity};

/// Every code of this stage, in order.
pub const CODES: &[&Code] = &[
    &NOT_YAML,
    &UNKNOWN_KEY,
    &WRONG_VALUE,
    &PATH_REFUSED,
    &REPEATED_KEY,
    &LANGUAGE_CORRECTED,
    &UNKNOWN_ROLE,
    &GLOSSARY_ENTRY,
    &STYLE_SHEET,
    &LEVEL_UNUSED,
    &LEVEL_OF_NOTHING,
];

/// The settings are broken.
pub const NOT_YAML: Code = Code {
    id: "CS0801",
    severity: Severity::Error,
    title: "the settings are not valid YAML",
    explanation: "The file of settings could not be read, so none of it applies. Most often a \
        value holds a colon or an unescaped quotation mark: put the whole value between quotation \
        marks and write \\\" for a quotation mark inside it.",
};

/// A key that means nothing.
pub const UNKNOWN_KEY: Code = Code {
    id: "CS0802",
    severity: Severity::Warning,
    title: "a key of the settings is not known",
    explanation: "The key has no effect. It is misspelt, or belongs to another program.",
};

/// A value that is not what the key takes.
pub const WRONG_VALUE: Code = Code {
    id: "CS0803",
    severity: Severity::Error,
    title: "a value of the settings is not what its key takes",
    explanation: "The value has no effect. The message says what the key takes.",
};

/// A path that is not used.
pub const PATH_REFUSED: Code = Code {
    id: "CS0804",
    severity: Severity::Error,
    title: "a path in the settings is refused",
    explanation: "Settings name files by their path relative to the folder of the transcripts, \
        with `/` between folders. Absolute paths, `..` and addresses on the net are refused, so \
        that a folder from elsewhere cannot pull other files of this machine into a book.",
};

/// The same key twice.
pub const REPEATED_KEY: Code = Code {
    id: "CS0805",
    severity: Severity::Warning,
    title: "a key of the settings is given twice",
    explanation: "Only the first of the two values counts. Delete one.",
};

/// A language tag in another form.
pub const LANGUAGE_CORRECTED: Code = Code {
    id: "CS0806",
    severity: Severity::Info,
    title: "a language tag was corrected",
    explanation: "Language tags have `-` between their parts and the shortest code of their language: \
        `zh_CN` became `zh-CN`, `eng` became `en`. Kindle's tools reject tags of three parts, and other \
        reading systems choose their punctuation by the short form: `zh-Hans-CN` became `zh-CN`, \
        `zh-Hant` became `zh-TW`, `sr-Latn-RS` became `sr-Latn`. Write the form the message names.",
};

/// A role that is no MARC relator.
pub const UNKNOWN_ROLE: Code = Code {
    id: "CS0807",
    severity: Severity::Warning,
    title: "a role is not known",
    explanation: "What someone did to the book is stated as a MARC relator code (trl, nrt, edt, \
        ...) or as a word for one (translator, 译者, 主讲). The default of the key was used \
        instead: aut for authors, ctb for contributors.",
};

/// An entry of the glossary without effect.
pub const GLOSSARY_ENTRY: Code = Code {
    id: "CS0808",
    severity: Severity::Warning,
    title: "an entry of the glossary replaces nothing",
    explanation: "An entry of `glossary.yaml` states a wrong wording and the right one: \
        `wrong: right`, or in a list `{from: wrong, to: right, files: [a.md]}`. This one lacks \
        one of the two, or both are the same.",
};

/// A style sheet that cannot stand in a book.
pub const STYLE_SHEET: Code = Code {
    id: "CS0809",
    severity: Severity::Error,
    title: "the style sheet named by `css` cannot stand in a book",
    explanation: "A book stands by itself: its style sheet may ask for no other file or address \
        (`@import`, `url(…)` and `image-set(…)` of other than `data:`, whatever escapes they are \
        written with), must be UTF-8, and every block, comment and string in it must close. Data \
        may be pictures and fonts. The book has the theme alone.",
};

/// A level that changed nothing.
pub const LEVEL_UNUSED: Code = Code {
    id: "CS0810",
    severity: Severity::Warning,
    title: "a level set for a finding never applied",
    explanation: "`findings` in `book.yaml` sets the level of a kind of finding that this book \
        has none of. What it was for has been mended, and the entry would hide the next one: \
        delete it. The proof that no text was lost (CS0901) and the findings about levels keep \
        their own level.",
};

/// A level for an id that no finding has.
pub const LEVEL_OF_NOTHING: Code = Code {
    id: "CS0811",
    severity: Severity::Warning,
    title: "a level is set for a finding that does not exist",
    explanation: "`findings` in `book.yaml` names an id no finding has. `chengshu explain` lists \
        them all.",
};

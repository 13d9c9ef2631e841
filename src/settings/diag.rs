//! Findings of reading `book.yaml`.

use chengshu_text::diag::{Code, Severity};

/// Every code of this stage, in order.
pub const CODES: &[&Code] = &[
    &NOT_YAML, &UNKNOWN_KEY, &WRONG_VALUE, &PATH_REFUSED, &REPEATED_KEY, &LANGUAGE_CORRECTED,
    &UNKNOWN_ROLE, &GLOSSARY_ENTRY, &STYLE_SHEET, &LEVEL_UNUSED, &LEVEL_OF_NOTHING,
];

/// The settings are broken.
pub const NOT_YAML: Code = Code {
    id: "CS0801",
    severity: Severity::Error,
    title: "the settings are not valid YAML",
    explanation: "The settings file could not be parsed, so none of it applies. Usually a value \
        contains a colon or an unescaped quotation mark: put the whole value between quotation \
        marks and write \\\" for a quotation mark inside it.",
};

/// A key that means nothing.
pub const UNKNOWN_KEY: Code = Code {
    id: "CS0802",
    severity: Severity::Warning,
    title: "the settings have an unknown key",
    explanation: "The key has no effect. It is misspelt, or belongs to another program.",
};

/// A value that is not what the key takes.
pub const WRONG_VALUE: Code = Code {
    id: "CS0803",
    severity: Severity::Error,
    title: "a setting has an invalid value",
    explanation: "The value has no effect. The message says what the key accepts.",
};

/// A path that is not used.
pub const PATH_REFUSED: Code = Code {
    id: "CS0804",
    severity: Severity::Error,
    title: "a path in the settings is not allowed",
    explanation: "Settings name files by their path relative to the folder of the transcripts, \
        with `/` between folders. Absolute paths, `..` and web addresses are not allowed, so that \
        a folder from elsewhere cannot pull other files of this machine into a book.",
};

/// The same key twice.
pub const REPEATED_KEY: Code = Code {
    id: "CS0805",
    severity: Severity::Warning,
    title: "the settings repeat a key",
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
    title: "a role is unknown",
    explanation: "State what someone did for the book as a MARC relator code (trl, nrt, edt, ...) \
        or as a word for one (translator, 译者, 主讲). The default of the key was used instead: aut \
        for authors, ctb for contributors.",
};

/// An entry of the glossary without effect.
pub const GLOSSARY_ENTRY: Code = Code {
    id: "CS0808",
    severity: Severity::Warning,
    title: "a glossary entry replaces nothing",
    explanation: "An entry of `glossary.yaml` states a wrong wording and the right one: `wrong: \
        right`, or in a list `{from: wrong, to: right, files: [a.md]}`. This one lacks one of the \
        two, or both are the same.",
};

/// A style sheet that cannot stand in a book.
pub const STYLE_SHEET: Code = Code {
    id: "CS0809",
    severity: Severity::Error,
    title: "the style sheet named by `css` cannot be used",
    explanation: "A book is self-contained: its style sheet must not load other files or addresses \
        (`@import`; `url(…)` and `image-set(…)` of anything but `data:`, however they are \
        escaped), must be UTF-8, and must close every block, comment and string. `data:` may \
        contain pictures and fonts. The book has the theme only.",
};

/// A level that changed nothing.
pub const LEVEL_UNUSED: Code = Code {
    id: "CS0810",
    severity: Severity::Warning,
    title: "a level set for a finding never applied",
    explanation: "`findings` in `book.yaml` sets the level of a finding that this book does not \
        have. Its cause is fixed, and the entry would hide the next one: delete it. Lost text \
        (CS0901) and the findings about levels always keep their own level.",
};

/// A level for an id that no finding has.
pub const LEVEL_OF_NOTHING: Code = Code {
    id: "CS0811",
    severity: Severity::Warning,
    title: "a level is set for a finding that does not exist",
    explanation: "`findings` in `book.yaml` names an id that no finding has. `chengshu explain` \
        lists all findings.",
};

//! What there is to say about references.

use chengshu_text::diag::{Code, Severity};

/// A work without a person, body or press behind it.
pub const NO_RESPONSIBLE: Code = Code {
    id: "CS0401",
    severity: Severity::Info,
    title: "a reference names no author or publisher",
    explanation: "The entry states no author, translator, publisher or issuing body, so the \
        printed reference begins with its title. Nothing is added from other sources. Add the name \
        to the entry if you know it.",
};

/// A work without a year.
pub const NO_YEAR: Code = Code {
    id: "CS0402",
    severity: Severity::Info,
    title: "a reference has no year",
    explanation: "The entry of a book, article, report or dissertation has no date of publication. \
        Periods a work covers and years in its title do not count. Add the year to the entry if \
        you know it.",
};

/// An opening mark without its closing one.
pub const OPEN_TITLE: Code = Code {
    id: "CS0403",
    severity: Severity::Warning,
    title: "the marks around a title are incomplete",
    explanation: "The entry has only one of 《 and 》, so the program guesses where its title begins \
        or ends. Add the missing mark.",
};

/// A heading with nothing under it.
pub const EMPTY_LIST: Code = Code {
    id: "CS0404",
    severity: Severity::Warning,
    title: "a list of references is empty",
    explanation: "The description has a heading such as 参考资料 but no entry after it. The list \
                  may have been cut off.",
};

/// A list without a heading.
pub const NO_HEADING: Code = Code {
    id: "CS0405",
    severity: Severity::Info,
    title: "references were found without a heading",
    explanation: "The description has no heading such as 参考资料, but its lines look like references \
        and are read as such. Add a heading to be sure.",
};

/// Fields that fit another reading nearly as well.
pub const UNSURE: Code = Code {
    id: "CS0406",
    severity: Severity::Info,
    title: "the fields of a reference are not certain",
    explanation: "The entry can be read in more than one way, and the message shows how it was read. \
        `chengshu refs --review` lists such entries, the least certain first, in the form of \
        corrections for `book.yaml`. An entry that can hardly be read at all is printed as it was \
        written.",
};

/// Every code of this stage.
pub const CODES: &[&Code] =
    &[&NO_RESPONSIBLE, &NO_YEAR, &OPEN_TITLE, &EMPTY_LIST, &NO_HEADING, &UNSURE];

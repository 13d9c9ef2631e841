//! Why a text is not YAML, in words for whoever wrote it.

use std::fmt;

/// A text is not YAML, or not the part of YAML read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// The problem.
    pub message: String,
    /// The remedy.
    pub help: &'static str,
    /// The byte where it shows.
    pub at: usize,
}

impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for YamlError {}

const QUOTE_COLON: &str = "put the whole value between quotation marks: key: \"value: more\"";
const QUOTE_VALUE: &str = "put the whole value between quotation marks: key: \"value\"";
const INDENT: &str = "start every key of one level in the same column, indented with spaces only";
const CLOSE: &str = "close every [ with ] and every { with }, with commas between the entries";
const ESCAPE: &str = "write \\\\ for a backslash, or put the value between single quotation marks";
const KEY: &str = "write `key: value`, with an ASCII colon and a space after it";

/// A part of the parser's message, its meaning, and the remedy. The first match counts; the
/// parser's own words stand in for what is not listed.
const MEANINGS: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "a colon inside a value looks like a second key",
        QUOTE_COLON,
    ),
    ("illegal placement of ':'", "there is a colon without a key", QUOTE_COLON),
    ("simple key expect", "this line is not of the form `key: value`", KEY),
    ("did not find expected key", "this line is not of the form `key: value`", KEY),
    ("invalid trailing content", "there is text after the closing quotation mark", INNER_QUOTES),
    ("unexpected end of stream", "the value has no closing quotation mark", CLOSE_QUOTE),
    ("document indicator", "the value has no closing quotation mark", CLOSE_QUOTE),
    ("tab", "there is a tab where only spaces are allowed", INDENT),
    ("indent", "the indentation does not match the lines above", INDENT),
    ("unknown escape", "a backslash is followed by an unknown escape", ESCAPE),
    ("hexadecimal", "a backslash is followed by a broken character number", ESCAPE),
    ("character escape code", "a backslash is followed by a broken character number", ESCAPE),
    ("unexpected character", "a value cannot begin with this character", QUOTE_VALUE),
    ("plain scalar cannot start", "a value cannot begin with this character", QUOTE_VALUE),
    ("anchor", "a value beginning with & or * is a reference in YAML", QUOTE_VALUE),
    ("TAG", "a value beginning with ! is a tag in YAML", QUOTE_VALUE),
    ("a tag", "a value beginning with ! is a tag in YAML", QUOTE_VALUE),
    ("the handle wasn't declared", "a value beginning with ! is a tag in YAML", QUOTE_VALUE),
    ("directive", "a line beginning with % is a directive in YAML", QUOTE_VALUE),
    ("flow", "a list in brackets is not closed", CLOSE),
    ("bracket", "a closing bracket has no opening one", CLOSE),
    ("recursion limit", "the brackets are nested too deeply", CLOSE),
    ("unprintable", "there is a control character", "delete the control character"),
    ("block sequence entries", "a list cannot begin here", INDENT),
    ("<document start>", "text follows the end of the settings", INDENT),
];

const CLOSE_QUOTE: &str = "close the value with the quotation mark it was opened with";
const INNER_QUOTES: &str = "write \\\" for a quotation mark inside the value, or use “ ” there";

impl YamlError {
    pub(super) fn new(message: impl Into<String>, help: &'static str, at: usize) -> Self {
        Self { message: message.into(), help, at }
    }

    /// The parser's complaint in other words.
    pub(super) fn from_parser(info: &str, at: usize) -> Self {
        MEANINGS.iter().find(|(part, _, _)| info.contains(part)).map_or_else(
            || Self::new(info, QUOTE_VALUE, at),
            |&(_, message, help)| Self::new(message, help, at),
        )
    }

    /// A quotation mark opens a value that nothing closes.
    pub(super) fn unclosed(at: usize) -> Self {
        Self::new("the value that begins here has no closing quotation mark", CLOSE_QUOTE, at)
    }

    /// A bracket opens a list that nothing closes.
    pub(super) fn open_bracket(at: usize) -> Self {
        Self::new("the bracket that opens here is not closed", CLOSE, at)
    }

    /// A value goes on after the quotation mark that closes it.
    pub(super) fn trailing(at: usize) -> Self {
        Self::new("there is text after the closing quotation mark", INNER_QUOTES, at)
    }

    /// Something YAML has and these settings do without.
    pub(super) fn refused(what: &str, at: usize) -> Self {
        Self::new(format!("{what} are not supported here"), QUOTE_VALUE, at)
    }
}

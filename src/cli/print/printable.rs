//! Text from outside, made fit to be shown. Titles, names of files, lines of transcripts and words
//! of a command line may hold what a terminal or a runner of workflows takes for an order.
//!
//! Whoever prints such text for people passes it through here; documents for programs hold it as it
//! is.

use std::borrow::Cow;
use std::io::{self, IsTerminal};

/// A text as part of a line: what would end the line, move the cursor, turn the direction of writing
/// or start a command of a runner is shown as an escape, such as `\u{1b}`.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\t' => out.push(' '),
            '#' if ends_prefix(text, at) => out.extend(c.escape_unicode()),
            c if is_unprintable(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// The same for a text that begins a line, where `::` starts a command of GitHub Actions, whatever
/// space is before it (`actions/runner`, `ActionCommand.cs`).
pub fn leading(text: &str) -> String {
    let mut out = printable(text);
    let start = out.len() - out.trim_start().len();
    if out[start..].starts_with("::") {
        out.replace_range(start..=start, r"\u{3a}");
    }
    out
}

/// A document for standard output: as it is, but to a terminal with escapes in place of what would
/// steer it.
pub fn for_output(text: &str) -> Cow<'_, str> {
    if io::stdout().is_terminal() { Cow::Owned(lines(text)) } else { Cow::Borrowed(text) }
}

fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unprintable(c) && !matches!(c, '\n' | '\t') {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Controls of the terminal (ECMA-48), breaks of lines, and what turns the direction of writing
/// (UAX #9) and may make a name look like another.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// True if the sign at this place is the second of a prefix such as `##[` or `##vso[`, by which runners
/// know commands anywhere in a line.
fn ends_prefix(text: &str, at: usize) -> bool {
    let name = text[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    text[..at].ends_with('#') && name.starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown() {
        for (text, expected) in [
            ("灯塔 é 🎧 \\ %", "灯塔 é 🎧 \\ %"),
            ("a\tb", "a b"),
            ("\x1b[2J\x07\x7f", r"\u{1b}[2J\u{7}\u{7f}"),
            ("\u{9b}31m\u{85}", r"\u{9b}31m\u{85}"),
            ("a\r\nb\u{2028}c", r"a\u{d}\u{a}b\u{2028}c"),
            ("a\u{202e}gpj.exe\u{2066}", r"a\u{202e}gpj.exe\u{2066}"),
            ("x ##[stop-commands]tok", r"x #\u{23}[stop-commands]tok"),
            ("####[x] ##vso[y]", r"###\u{23}[x] #\u{23}vso[y]"),
            ("## [a] ##a b[ #[", "## [a] ##a b[ #["),
        ] {
            assert_eq!(printable(text), expected, "{text:?}");
        }
    }

    #[test]
    fn no_line_begins_with_a_command() {
        for (text, expected) in [
            ("::error::x", r"\u{3a}:error::x"),
            (" \u{3000}\t::error::x", " \u{3000} \\u{3a}:error::x"),
            (":x::y", ":x::y"),
            ("", ""),
        ] {
            assert_eq!(leading(text), expected, "{text:?}");
        }
    }

    #[test]
    fn documents_keep_their_lines() {
        assert_eq!(lines("a\r\n\tb\x1b\u{202e}\n"), "a\\u{d}\n\tb\\u{1b}\\u{202e}\n");
    }
}

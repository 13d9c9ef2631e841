//! A list in Markdown, by transcript.

use std::fmt::Write as _;

use super::Listing;
use crate::reference::Reference;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let mut out = String::new();
    for transcript in listing.transcripts.iter().filter(|one| !one.references.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "## {}\n", heading(transcript.title));
        for (number, reference) in transcript.references.iter().enumerate() {
            let _ = writeln!(out, "{}. {}", number + 1, item(stated(reference)));
        }
    }
    out
}

/// The entry as stated, or its title if it was stated in fields.
fn stated(reference: &Reference) -> &str {
    if reference.raw.is_empty() { &reference.title } else { &reference.raw }
}

/// Text in which no sign means anything to Markdown, but for addresses, which stay as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            out.push(' ');
        }
        let mut last = None;
        for (at, c) in word.char_indices() {
            let rest = &word[at..];
            let is_sign = match c {
                '\\' | '`' | '*' | '<' | '[' | ']' => true,
                '_' => !word.contains("://"),
                '~' => last == Some('~') || rest.starts_with("~~"),
                '&' => is_reference(rest),
                _ => false,
            };
            if is_sign {
                out.push('\\');
            }
            out.push(c);
            last = Some(c);
        }
    }
    out
}

/// Whether a text begins with what Markdown takes for the reference of a character.
fn is_reference(text: &str) -> bool {
    let name = text.trim_start_matches(['&', '#']);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    rest.len() < name.len() && rest.starts_with(';')
}

/// The text of a heading. Signs at its end would be taken for the end of the heading.
fn heading(text: &str) -> String {
    let mut out = escaped(text);
    let start = out.rfind(' ').map_or(0, |space| space + 1);
    if out.len() > start && out[start..].bytes().all(|b| b == b'#') {
        out.insert(start, '\\');
    }
    out
}

/// The text of an item of a list, which might begin with the sign of another block.
fn item(text: &str) -> String {
    let mut out = escaped(text);
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    let signs = out.bytes().take_while(|b| *b == b'#').count();
    let stands_alone =
        |end: usize| out.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let sign = match out.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) && stands_alone(digits + 1) => Some(digits),
        Some(b'#') if digits == 0 && stands_alone(signs) => Some(0),
        Some(b'>') if digits == 0 => Some(0),
        Some(b'+' | b'-') if digits == 0 && (stands_alone(1) || out.starts_with("--")) => Some(0),
        _ => None,
    };
    if let Some(sign) = sign {
        out.insert(sign, '\\');
    }
    out
}

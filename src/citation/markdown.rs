//! A list in Markdown, by transcript.

use std::fmt::Write as _;

use super::Listing;
use crate::model::reference::Reference;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let mut out = String::new();
    for transcript in listing
        .transcripts
        .iter()
        .filter(|one| !one.references.is_empty())
    {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "## {}\n", escaped(transcript.title));
        for (number, reference) in transcript.references.iter().enumerate() {
            let _ = writeln!(out, "{}. {}", number + 1, escaped(stated(reference)));
        }
    }
    out
}

/// The entry as stated, or its title if it was stated in fields.
fn stated(reference: &Reference) -> &str {
    if reference.raw.is_empty() {
        &reference.title
    } else {
        &reference.raw
    }
}

/// Text in which no sign means anything to Markdown, but for addresses, which stay as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '\\' | '`' | '*' | '<' | '[' | ']')
                || (c == '_' && !word.contains("://"))
            {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

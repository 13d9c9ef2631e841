//! Rule `comments`: `%%…%%`, what an author of Obsidian notes to themselves, and definitions that lead
//! nowhere, which are the comments of those who have no other.

use std::collections::HashSet;

use super::verbatim::{Lines, Paragraphs, Verbatim};
use crate::normalise::draft::{Edit, holds, lines};
use crate::normalise::rule::{Apply, Rule};

pub const RULE: Rule = Rule {
    id: "comments",
    family: "dialects",
    summary: "removes `%%…%%` of Obsidian and `[//]: # (…)`, with a finding",
    reason: "They are comments, which other programs show only to the author.",
    examples: &[
        ("甲。%%问乙%%\n\n丙。", "甲。\n\n丙。"),
        ("甲。\n\n%%\n乙\n\n丁\n%%\n\n丙。", "甲。\n\n丙。"),
        ("甲。\n\n[//]: # (乙)\n\n丙。", "甲。\n\n丙。"),
    ],
    apply: Apply::Text(find),
};

/// How long a comment of several paragraphs may be, in bytes.
const LONGEST: usize = 20_000;

/// Takes comments out.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = between_signs(text);
    edits.extend(definitions(text));
    edits.sort_by_key(|edit| edit.span.start);
    let mut end = 0;
    edits.retain(|edit| {
        let is_apart = edit.span.start >= end;
        end = end.max(edit.span.end);
        is_apart
    });
    edits
}

/// Lines such as `[//]: # (…)` and `[comment]: <> (…)`: definitions of no address, which nothing refers
/// to.
fn definitions(text: &str) -> Vec<Edit> {
    if !holds(text, "]: #") && !holds(text, "]: <>") {
        return Vec::new();
    }
    let verbatim = Verbatim::code(text);
    let found: Vec<(usize, &str, &str)> = lines(text)
        .filter_map(|(at, line)| {
            let label = definition(line.trim_start_matches([' ', '>']))?;
            verbatim.end(at).is_none().then_some((at, line, label))
        })
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let references: HashSet<&str> = text
        .split('[')
        .filter_map(|behind| behind.split_once(']'))
        .filter(|(_, rest)| !rest.starts_with(':'))
        .map(|(label, _)| label)
        .collect();
    let comments = found.into_iter().filter(|(.., label)| !references.contains(label));
    comments
        .map(|(at, line, _)| Edit::remove(at..at + line.trim_end().len()))
        .collect()
}

/// The label of a definition of no address, with the words of the comment in the place of a title.
fn definition(line: &str) -> Option<&str> {
    let (label, rest) = line.strip_prefix('[')?.split_once("]:")?;
    let rest = rest.trim();
    let words = rest.strip_prefix('#').or_else(|| rest.strip_prefix("<>"))?;
    let words = words.strip_prefix(' ')?.trim_start();
    let pairs = [('(', ')'), ('"', '"'), ('\'', '\'')];
    let is_title = pairs
        .iter()
        .any(|&(open, close)| words.len() > 1 && words.starts_with(open) && words.ends_with(close));
    (is_title && !label.is_empty() && !label.starts_with('^')).then_some(label)
}

/// Comments between `%%` and `%%`. Behind a digit `%%` is a percentage; one that stands alone on
/// its line opens a comment of any number of paragraphs.
fn between_signs(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "%%") {
        return edits;
    }
    let verbatim = Verbatim::code_and_addresses(text);
    let mut paragraphs = Paragraphs::new(text);
    let mut all = Lines::new(text);
    let mut from = 0;
    while let Some(open) = next(text, &verbatim, from) {
        from = open + 2;
        if text[..open].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let line_start = all.line(open).start;
        let alone = text[line_start..open].trim_matches([' ', '>']).is_empty()
            && (text[open + 2..].starts_with('\n') || text[open + 2..].starts_with(" \n"));
        let close = if alone {
            block_end(text, &verbatim, from)
        } else {
            let end = paragraphs.end(open);
            next(text, &verbatim, from).filter(|close| close + 2 <= end)
        };
        let Some(close) = close else { continue };
        let end = close + 2;
        let ends_line = text[end..].is_empty() || text[end..].starts_with('\n');
        let start = if ends_line { text[..open].trim_end_matches(' ').len() } else { open };
        edits.push(Edit::remove(start.max(line_start)..end));
        from = end;
    }
    edits
}

/// The next run of just two signs.
fn next(text: &str, verbatim: &Verbatim, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = verbatim.find(text, "%%", from)?;
        let run = text[at..].len() - text[at..].trim_start_matches('%').len();
        if run == 2 {
            return Some(at);
        }
        from = at + run;
    }
}

/// The sign that ends a comment of several lines: at the end of its line.
fn block_end(text: &str, verbatim: &Verbatim, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(close) = next(text, verbatim, at).filter(|close| *close - from <= LONGEST) {
        let rest = text[close + 2..].trim_start_matches(' ');
        if rest.is_empty() || rest.starts_with('\n') {
            return Some(close);
        }
        at = close + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn comments_go() {
        for (text, expected) in [
            ("A line. %%ask%%", "A line."),
            ("%%first%% A line.", " A line."),
            ("甲%%乙%%丙", "甲丙"),
            ("A %%two\nlines%% b", "A  b"),
            ("%%\na\n\nb\n%%\nc", "\nc"),
            ("a\n\n%%\nb\n\nc%%\n\nd", "a\n\n\n\nd"),
            ("> a %%b%%\n> c", "> a\n> c"),
            ("a\n\n[//]: # (b)\n\n[comment]: <> \"c\"\n\nd", "a\n\n\n\n\n\nd"),
            ("[top] a\n\n[top]: # (b)", "[top] a\n\n[top]: # (b)"),
            ("```\n[//]: # (b)\n```", "```\n[//]: # (b)\n```"),
            ("[Host]: # of boats", "[Host]: # of boats"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_comments_stays() {
        for text in [
            "Oil rose by 50%% and fell by 40%%.",
            "`%%a%%` 乙",
            "%% a\n\nb %%",
            "%%%%",
            "%%\na\n\nb",
            "\\%%a%%",
            "%% Section 1\n\na\n\n%% Section 2\n\nb",
            "see https://example.org/%%20a%%20b",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}

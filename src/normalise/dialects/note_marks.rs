//! Rule `note-marks`: marks of notes in the words of links, and notes behind a full-width colon.

use std::collections::HashSet;

use super::verbatim::{Verbatim, beginning, destination};
use crate::normalise::draft::{Edit, holds};
use crate::normalise::rule::{Apply, Rule};
use chengshu_text::source::Span;

pub const RULE: Rule = Rule {
    id: "note-marks",
    family: "dialects",
    summary: "moves a note mark at the end of a link out of it, and reads `[^1]：` at the beginning of a line as a note",
    reason: "A mark is a link, and CommonMark has no links in links; Chinese keyboards type `：`.",
    examples: &[
        (
            "见[甲[^1]](https://a.example/b)。\n\n[^1]: 乙。",
            "见[甲](https://a.example/b)[^1]。\n\n[^1]: 乙。",
        ),
        ("甲[^一]。\n\n[^一]：乙。", "甲[^一]。\n\n[^一]: 乙。"),
    ],
    apply: Apply::Text(find),
};

/// How far before a mark the words of its link begin, in bytes.
const REACH: usize = 500;

/// The mark of a note as it is written.
struct Mark<'a> {
    span: Span,
    label: &'a str,
    /// True if it is the first of its line.
    begins_line: bool,
}

/// Moves marks behind links, and writes the colon of notes as Markdown has it.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "[^") {
        return edits;
    }
    let marks = marks(text);
    let (mut defined, mut used) = (HashSet::new(), HashSet::new());
    for mark in &marks {
        let rest = &text[mark.span.end..];
        if mark.begins_line && rest.starts_with(':') {
            defined.insert(mark.label);
        } else if !(mark.begins_line && rest.starts_with('：')) {
            used.insert(mark.label);
        }
    }
    let mut free = 0;
    // Those right behind one another.
    let mut row = 0..0;
    for mark in &marks {
        let end = mark.span.end;
        row = if row.end == mark.span.start { row.start..end } else { mark.span.clone() };
        let rest = &text[end..];
        if mark.begins_line
            && rest.starts_with('：')
            && used.contains(mark.label)
            && !defined.contains(mark.label)
        {
            // The next of the same label is text.
            defined.insert(mark.label);
            let after = &rest['：'.len_utf8()..];
            let colon = if after.starts_with([' ', '\n']) { ":" } else { ": " };
            edits.push(Edit::replace(end..end + '：'.len_utf8(), colon));
            free = end + '：'.len_utf8();
        } else if row.start >= free
            && has_words(text, row.start)
            && let Some(length) = destination(rest)
        {
            free = end + length;
            edits.push(Edit::remove(row.clone()));
            let written = text[row.clone()].to_owned();
            edits.push(Edit::replace(free..free, written));
        }
    }
    edits
}

/// The marks of a text, in order.
fn marks(text: &str) -> Vec<Mark<'_>> {
    let verbatim = Verbatim::code(text);
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(start) = verbatim.find(text, "[^", from) {
        from = start + 2;
        let near = beginning(&text[from..], REACH);
        let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '`' | '\\');
        let Some(length) = near.find(ends).filter(|length| *length > 0) else {
            continue;
        };
        if !near[length..].starts_with(']') {
            continue;
        }
        let head = text[..start].trim_end_matches([' ', '>']);
        marks.push(Mark {
            span: start..from + length + 1,
            label: &text[from..from + length],
            begins_line: head.is_empty() || head.ends_with('\n'),
        });
        from += length + 1;
    }
    marks
}

/// True if the words of a link stand before a place in its line, and no picture's.
fn has_words(text: &str, at: usize) -> bool {
    let from = text.ceil_char_boundary(at.saturating_sub(REACH));
    let line = text[from..at].rsplit('\n').next().unwrap_or_default();
    let mut depth = 0_usize;
    for (open, sign) in line.rmatch_indices(['[', ']']) {
        match (sign, depth) {
            ("]", _) => depth += 1,
            (_, 0) => {
                let is_plain = !line[..open].ends_with(['!', '\\', '^']);
                return is_plain && !line[open + 1..].trim().is_empty();
            }
            _ => depth -= 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn marks_leave_links_and_notes_have_their_colon() {
        for (text, expected) in [
            (
                "[链[^1]](https://h.example/x)，[a *b*[^2][^3]](<c d> \"e\").",
                "[链](https://h.example/x)[^1]，[a *b*](<c d> \"e\")[^2][^3].",
            ),
            (
                "甲[^一]乙[^二]\n\n[^一]：全角冒号。\n[^二]： 又。",
                "甲[^一]乙[^二]\n\n[^一]: 全角冒号。\n[^二]: 又。",
            ),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
            assert_eq!(edited(expected, find), expected, "again: {expected}");
        }
    }

    #[test]
    fn other_brackets_stay() {
        for text in [
            "![图[^1]](a.png)",
            "[[^1]](b)",
            "甲[^1](乙)",
            "`[甲[^1]](b)`",
            "[^一]：没有人提到。",
            "甲[^一]。\n\n[^一]: 乙。\n\n[^一]：丙。",
            "甲[^一]：乙。",
            "[甲[^1]] (b)",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}

//! Rule `highlights`: `==…==`, the marker pen of Obsidian and others.

use super::verbatim::{Paragraphs, Verbatim};
use crate::normalise::draft::{Edit, holds};
use crate::normalise::rule::{Apply, Rule};
use chengshu_writing::script::{after, before, is_set_solid};

pub const RULE: Rule = Rule {
    id: "highlights",
    family: "dialects",
    summary: "turns `==…==` into marked text",
    reason: "Obsidian, Pandoc and others highlight like this; CommonMark prints the signs.",
    examples: &[("甲==乙==丙", "甲<mark>乙</mark>丙")],
    apply: Apply::Text(find),
};

/// Puts `<mark>` in place of pairs of `==` within a paragraph. A sign between two letters of Latin
/// script, or beside a space within, compares.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "==") {
        return edits;
    }
    let verbatim = Verbatim::code_and_addresses(text);
    let mut paragraphs = Paragraphs::new(text);
    let mut from = 0;
    while let Some(open) = next(text, &verbatim, from) {
        from = open + 2;
        if !opens(text, open) {
            continue;
        }
        let end = paragraphs.end(open);
        let mut at = from;
        while let Some(close) = next(text, &verbatim, at).filter(|close| close + 2 <= end) {
            if closes(text, close) {
                edits.push(Edit::replace(open..open + 2, "<mark>"));
                edits.push(Edit::replace(close..close + 2, "</mark>"));
                from = close + 2;
                break;
            }
            if opens(text, close) {
                break;
            }
            at = close + 2;
        }
    }
    edits
}

/// The next run of just two signs.
fn next(text: &str, verbatim: &Verbatim, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = verbatim.find(text, "==", from)?;
        let run = text[at..].len() - text[at..].trim_start_matches('=').len();
        let compares = text[..at].ends_with(['=', '!', '<', '>']);
        if run == 2 && !compares {
            return Some(at);
        }
        from = at + run;
    }
}

/// True if a sign may open, by what stands on its sides (as `_` in `CommonMark` 0.31, section
/// 6.2, but that Chinese needs no space).
fn opens(text: &str, at: usize) -> bool {
    may(before(text, at), after(text, at + 2), &[')', ']', '}', '"', '\''])
}

fn closes(text: &str, at: usize) -> bool {
    may(after(text, at + 2), before(text, at), &['(', '[', '{', '"', '\''])
}

/// `values` stand outside of a sign that compares.
fn may(outside: Option<char>, inside: Option<char>, values: &[char]) -> bool {
    let Some(inside) = inside.filter(|c| !c.is_whitespace()) else {
        return false;
    };
    outside.is_none_or(|outside| {
        !outside.is_alphanumeric() && outside != '_' && !values.contains(&outside)
            || is_set_solid(outside)
            || is_set_solid(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn pairs_are_marks() {
        for (text, expected) in [
            ("It weighs ==nine hundred== pounds.", "It weighs <mark>nine hundred</mark> pounds."),
            ("重==九百==磅", "重<mark>九百</mark>磅"),
            ("==甲==", "<mark>甲</mark>"),
            ("(==a==), ==b==.", "(<mark>a</mark>), <mark>b</mark>."),
            ("==two\nlines== b", "<mark>two\nlines</mark> b"),
            ("==**a**==", "<mark>**a**</mark>"),
            ("==x== and a == b", "<mark>x</mark> and a == b"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn comparisons_stay() {
        for text in [
            "He wrote 2 + 2 == 4, and 5 == 5 below it.",
            "a==b and c==d",
            "if (a)==(b) && (c)==(d)",
            "x[0]==1 或 y[1]==2",
            "a === b == c",
            "===\n\n==",
            "甲\n==\n\n乙\n==",
            "==a\n\nb==",
            "`==a==`",
            "\\==a==",
            "https://example.org/?q==a==",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}

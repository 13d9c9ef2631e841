//! Rule `inline-notes`: `^[…]`, a note written where its mark stands.

use std::collections::VecDeque;

use super::verbatim::{Paragraphs, Verbatim, is_escaped};
use crate::normalise::draft::{Edit, holds};
use crate::normalise::rule::{Apply, Rule};
use chengshu_text::source::Span;

pub const RULE: Rule = Rule {
    id: "inline-notes",
    family: "dialects",
    summary: "turns `^[…]` into a note at the end, with a mark in its place",
    reason: "Pandoc and Obsidian write short notes like this; CommonMark prints them in the sentence.",
    examples: &[("甲^[乙。]，丙。", "甲[^inline-1]，丙。\n\n[^inline-1]: 乙。")],
    apply: Apply::Text(find),
};

/// Moves the text of notes to the end, and puts marks in their places.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "^[") {
        return edits;
    }
    let prefix = unused(text);
    let mut made = 0;
    let mut waiting: VecDeque<String> = VecDeque::new();
    let mut mark = |inner: &str, waiting: &mut VecDeque<String>| {
        made += 1;
        waiting.push_back(inner.to_owned());
        format!("[^{prefix}{made}]")
    };
    for note in notes(text) {
        let label = mark(&text[note.start + 2..note.end - 1], &mut waiting);
        edits.push(Edit::replace(note, label));
    }
    let mut definitions = String::new();
    let mut written = 0;
    while let Some(note) = waiting.pop_front() {
        written += 1;
        // A note in a note comes after it.
        let mut out = String::with_capacity(note.len());
        let mut copied = 0;
        for inner in notes(&note) {
            out.push_str(&note[copied..inner.start]);
            out.push_str(&mark(&note[inner.start + 2..inner.end - 1], &mut waiting));
            copied = inner.end;
        }
        out.push_str(&note[copied..]);
        let lines: Vec<&str> =
            out.split('\n').map(|line| line.trim_start_matches([' ', '\t', '>'])).collect();
        definitions.extend([
            "\n\n[^",
            &prefix,
            &written.to_string(),
            "]: ",
            lines.join("\n").trim(),
        ]);
    }
    if !definitions.is_empty() {
        definitions.push('\n');
        edits.push(Edit::replace(text.len()..text.len(), definitions));
    }
    edits
}

/// The outermost inline notes of a text. Behind a number `^[2]` is a power.
fn notes(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let verbatim = Verbatim::code_and_addresses(text);
    let mut paragraphs = Paragraphs::new(text);
    let mut from = 0;
    while let Some(at) = verbatim.find(text, "^[", from) {
        from = at + 2;
        let Some(end) = closing(text, &verbatim, from, paragraphs.end(at)) else {
            // None closes before the paragraph's end: nor does one of a later mark.
            from = paragraphs.end(at);
            continue;
        };
        let inner = &text[from..end - 1];
        let is_power = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == ')')
            && inner.chars().all(|c| c.is_ascii_digit() || "+-/.".contains(c));
        if !is_power && !inner.trim().is_empty() {
            found.push(at..end);
        }
        from = end;
    }
    found
}

/// The end of what is in square brackets, past the closing one.
fn closing(text: &str, verbatim: &Verbatim, from: usize, end: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = from;
    while at < end {
        let step = memchr::memchr2(b'[', b']', &text.as_bytes()[at..end])?;
        at += step;
        if is_escaped(text, at) {
            at += 1;
            continue;
        }
        let opens = text.as_bytes()[at] == b'[';
        if !opens && depth == 0 {
            return Some(at + 1);
        }
        // The address of a link begins with the bracket that closes its words.
        depth = if opens { depth + 1 } else { depth - 1 };
        at = verbatim.end(at).unwrap_or(at + 1);
    }
    None
}

/// A beginning for labels that no label of the text has.
fn unused(text: &str) -> String {
    let mut prefix = "inline-".to_owned();
    while text.contains(&format!("[^{prefix}")) {
        prefix.push_str("note-");
    }
    prefix
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn notes_move_to_the_end() {
        for (text, expected) in [
            ("a^[b *c*, [d](e)] f", "a[^inline-1] f\n\n[^inline-1]: b *c*, [d](e)\n"),
            (
                "> a^[b\n> c]\n\nd^[e]",
                "> a[^inline-1]\n\nd[^inline-2]\n\n[^inline-1]: b\nc\n\n[^inline-2]: e\n",
            ),
            ("a^[b ^[c] d]", "a[^inline-1]\n\n[^inline-1]: b [^inline-2] d\n\n[^inline-2]: c\n"),
            (
                "a[^inline-1]^[b]\n\n[^inline-1]: c",
                "a[^inline-1][^inline-note-1]\n\n[^inline-1]: c\n\n[^inline-note-1]: b\n",
            ),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn powers_and_unclosed_brackets_stay() {
        for text in ["x^[2]", "a^[b\n\nc]", "`a^[b]`", "a\\^[b]", "a^\\[b]", "^[]"] {
            assert_eq!(edited(text, find), text);
        }
    }
}

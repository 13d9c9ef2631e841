//! Rule `fence`: a code fence that a language model wrapped around the whole transcript.

use super::draft::{Edit, holds, lines};
use super::markers::{Cover, Fences, fence};
use super::rule::{Apply, Rule};

pub const RULE: Rule = Rule {
    id: "fence",
    family: "cleaning",
    summary: "removes a code fence around the whole transcript, or one that is not closed",
    reason: "Language models wrap texts in a fence; as code the talk would be one grey block.",
    examples: &[
        ("```markdown\n# 甲\n\n乙。\n```", "\n# 甲\n\n乙。\n"),
        ("甲。\n\n```\n乙。", "甲。\n\n\n乙。"),
    ],
    apply: Apply::Text(find),
};

/// Takes out a fence that opens on the first line with words, and its closing fence if that is
/// the last; elsewhere takes out a fence that never closes, which would turn all after it into
/// code.
fn find(text: &str) -> Vec<Edit> {
    if !holds(text, "```") && !holds(text, "~~~") {
        return Vec::new();
    }
    // Code in a list or a quotation ends with it and is whole.
    let mut covers = Fences::default();
    let fences: Vec<(usize, &str, char, usize, &str)> = lines(text)
        .filter(|(_, line)| covers.cover(line) != Cover::Inner)
        .filter_map(|(at, line)| {
            fence(line).map(|(sign, length, words)| (at, line, sign, length, words))
        })
        .collect();
    let Some(&(first, line, sign, length, words)) = fences.first() else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let mut inner = &fences[..];
    if text[..first].trim().is_empty() && is_prose(words) {
        let closes =
            |&(at, line, other, other_length, words): &(usize, &str, char, usize, &str)| {
                other == sign
                    && other_length >= length
                    && words.is_empty()
                    && text[at + line.len()..].trim().is_empty()
            };
        let last = fences.last().filter(|last| fences.len() > 1 && closes(last));
        // A short file that is one real block of code keeps it: it has no prose to free.
        let wraps = match last {
            Some(last) => is_one(&fences) && words_of_prose(&text[first + line.len()..last.0]),
            None => unclosed(&fences).is_some_and(|(at, _)| at == first),
        };
        if wraps {
            edits.push(Edit::remove(first..first + line.len()));
            inner = &fences[1..];
            if let Some(&(at, line, ..)) = last {
                inner = &fences[1..fences.len() - 1];
                edits.push(Edit::remove(at..at + line.len()));
            }
        }
    }
    if let Some((at, line)) = unclosed(inner) {
        let place = edits.partition_point(|edit| edit.span.start < at);
        edits.insert(place, Edit::remove(at..at + line.len()));
    }
    edits
}

/// True if what the first of the fences opens is closed by the last. Fences with words open
/// others inside.
fn is_one(fences: &[(usize, &str, char, usize, &str)]) -> bool {
    let [(_, _, sign, length, _), inner @ .., _] = fences else {
        return false;
    };
    let mut open = 1usize;
    let mut like = inner.iter().filter(|(_, _, other, least, _)| other == sign && least >= length);
    like.all(|(.., words)| {
        open = if words.is_empty() { open - 1 } else { open + 1 };
        open > 0
    })
}

/// The last opening fence when none closes it.
fn unclosed<'a>(fences: &[(usize, &'a str, char, usize, &str)]) -> Option<(usize, &'a str)> {
    let mut open: Option<(usize, &str, char, usize)> = None;
    for &(at, line, sign, length, words) in fences {
        match open {
            None => open = Some((at, line, sign, length)),
            Some((_, _, other, least)) => {
                if sign == other && length >= least && words.is_empty() {
                    open = None;
                }
            }
        }
    }
    open.map(|(at, line, ..)| (at, line))
}

/// Words after a fence that a language model puts around prose.
fn is_prose(words: &str) -> bool {
    matches!(
        words.to_ascii_lowercase().as_str(),
        "" | "markdown" | "md" | "text" | "txt" | "plaintext" | "plain"
    )
}

/// True if what a fence holds reads as prose: ideographs, or Markdown of its own.
fn words_of_prose(inside: &str) -> bool {
    let ideographs =
        inside.chars().filter(|&c| chengshu_writing::script::is_ideographic(c)).count();
    let visible = inside.chars().filter(|c| !c.is_whitespace()).count();
    ideographs * 3 > visible
        || lines(inside).any(|(_, line)| line.starts_with('#'))
        || inside.contains("\n\n")
}

//! Rule `fence`: a code fence that a language model wrapped around the whole transcript.

use super::draft::{Edit, fence, lines};

/// Takes out a fence that opens on the first line with words, and its closing fence if that is
/// the last; elsewhere takes out a fence that never closes, which would turn all after it into
/// code.
pub fn find(text: &str) -> Vec<Edit> {
    if memchr::memmem::find(text.as_bytes(), b"```").is_none()
        && memchr::memmem::find(text.as_bytes(), b"~~~").is_none()
    {
        return Vec::new();
    }
    let fences: Vec<(usize, &str, char, usize, &str)> = lines(text)
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
        let last = fences
            .last()
            .filter(|last| fences.len() > 1 && closes(last));
        // A short file that is one real block of code keeps it: it has no prose to free.
        let wraps = match last {
            Some(last) => words_of_prose(&text[first + line.len()..last.0]),
            None => fences.len() % 2 == 1,
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

/// Whether what a fence holds reads as prose: ideographs, or Markdown of its own.
fn words_of_prose(inside: &str) -> bool {
    let ideographs = inside
        .chars()
        .filter(|&c| crate::script::is_ideographic(c))
        .count();
    let visible = inside.chars().filter(|c| !c.is_whitespace()).count();
    ideographs * 3 > visible
        || lines(inside).any(|(_, line)| line.starts_with('#'))
        || inside.contains("\n\n")
}

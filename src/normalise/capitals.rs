//! Rule `capitals`: captions in English that are all in lower case.

use super::draft::Edit;
use super::line::edit_lines;
use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, visit_text};
use chengshu_writing::language::primary;

pub const RULE: Rule = Rule {
    id: "capitals",
    family: "punctuation",
    summary: "gives captions in English that are all in lower case the capitals of `I` and of sentences that have marks",
    reason: "Recognisers write words without capitals. What is all in capitals stays, since names cannot be told.",
    examples: &[],
    apply: Apply::Blocks(capitals),
};

/// A text is judged from so many letters on, and is in lower case if fewer than one in so many is a
/// capital.
const JUDGED_FROM: usize = 200;
const ONE_IN: usize = 400;

/// Text with times whose letters are small.
fn capitals(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    if primary(work.language) != "en" || work.moments.is_empty() {
        return;
    }
    let (mut letters, mut large) = (0, 0);
    visit_text(blocks, &mut |text| {
        letters += text.bytes().filter(u8::is_ascii_alphabetic).count();
        large += text.bytes().filter(u8::is_ascii_uppercase).count();
    });
    if letters >= JUDGED_FROM && large * ONE_IN < letters {
        edit_lines(blocks, work, RULE.id, |_| true, |text, _| find(text));
    }
}

fn find(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let ends = |at: usize| match bytes[at] {
        b'?' | b'!' => true,
        // An initial or an abbreviation ends no sentence.
        b'.' => {
            let word = text[..at].rsplit([' ', '.']).next().unwrap_or_default();
            word.len() > 1 && !["mr", "mrs", "ms", "dr", "st", "vs"].contains(&word)
        }
        _ => false,
    };
    let is_marked =
        (0..bytes.len()).any(|at| ends(at) && bytes.get(at + 1).is_none_or(|b| *b == b' '));
    let mut edits = Vec::new();
    // The next letter begins a sentence.
    let mut begins = is_marked;
    for at in 0..bytes.len() {
        let byte = bytes[at];
        let is_word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
        if byte.is_ascii_lowercase() {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            let is_first = !is_word(before) && before != Some(&b'\'') && before != Some(&b'.');
            let next = bytes.get(at + 1);
            let is_abbreviation = next == Some(&b'.') && is_word(bytes.get(at + 2));
            let is_i = byte == b'i'
                && is_first
                && !is_word(next)
                && !is_abbreviation
                && next != Some(&b'-');
            if is_i || begins && is_first && !is_abbreviation {
                edits.push(Edit::replace(
                    at..at + 1,
                    char::from(byte.to_ascii_uppercase()).to_string(),
                ));
            }
        }
        match byte {
            b' ' if at > 0 && ends(at - 1) => begins = true,
            b' ' | b'"' | b'\'' | b'(' => {}
            _ => begins = false,
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_with_capitals_and_i_is_one() {
        for (text, expected) in [
            (
                "the tide went out. did i see it? i'm sure.",
                "The tide went out. Did I see it? I'm sure.",
            ),
            ("the tide went out and i saw it", "the tide went out and I saw it"),
            (
                "it cost 3.5 pounds, i.e. nothing. \"so\" it went.",
                "It cost 3.5 pounds, i.e. nothing. \"So\" it went.",
            ),
        ] {
            let mut made = text.to_owned();
            for edit in find(text).into_iter().rev() {
                made.replace_range(edit.span, &edit.with);
            }
            assert_eq!(made, expected);
            assert!(find(&made).is_empty());
        }
    }
}

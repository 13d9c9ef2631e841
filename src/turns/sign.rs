//! Signs that somebody else begins to speak, without a name: `>>` of live captions, and dashes before
//! the lines of one caption.

use std::ops::Range;

/// What `whisper.cpp` writes behind the last words of a turn.
const TURN: &str = "[SPEAKER_TURN]";

/// Forms of `>>`, as Markdown and HTML write it too.
const CHEVRONS: &[&str] = &["&gt;&gt;", "\\>\\>", ">>", "＞＞", "»»"];

/// The bytes of a sign `>>` or `>>>` that a text begins with, with the spaces behind it.
pub fn starts_with_chevrons(text: &str) -> Option<usize> {
    let form = CHEVRONS.iter().find(|form| text.starts_with(**form))?;
    let rest = text[form.len()..].trim_start_matches(&form[..form.len() / 2]);
    let rest = rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    let words = rest.starts_with(|c: char| c.is_alphanumeric() || "“\"'‘([（【-—–♪…".contains(c));
    (words || rest.is_empty()).then_some(text.len() - rest.len())
}

/// The signs in a text behind which somebody else speaks: at its head, at that of a line, and behind
/// the end of a sentence. In other places `>>` is a word of what is said.
pub fn chevrons(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        let next = bytes[at..]
            .iter()
            .position(|b| matches!(b, b'>' | b'&' | b'\\' | b'[' | 0xef | 0xc2));
        let Some(step) = next else { break };
        at += step;
        let Some(rest) = text.get(at..) else {
            at += 1;
            continue;
        };
        let before = text[..at].trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}']);
        let opens = before
            .chars()
            .next_back()
            .is_none_or(|c| "\n\r.?!…。？！”\"’')]）】—–-，,♪".contains(c))
            || found.last().is_some_and(|last| before.len() <= last.end);
        if let Some(rest) = rest.strip_prefix(TURN) {
            let length = TURN.len() + rest.len() - rest.trim_start().len();
            found.push(at..at + length);
            at += length;
        } else if let Some(length) = starts_with_chevrons(rest).filter(|_| opens) {
            found.push(at..at + length);
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

/// The bytes of a dash a line begins with, and of the spaces behind it.
pub fn is_dash(line: &str) -> Option<usize> {
    let start = line.len() - line.trim_start().len();
    let body = &line[start..];
    let dash = body.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '‐' | '－'))?;
    let rest = &body[dash.len_utf8()..];
    // `--` breaks off, `-5` counts.
    let words = rest.trim_start();
    let fits = words.starts_with(|c: char| c.is_alphabetic() || "“\"'‘([（【♪…¿¡".contains(c));
    fits.then_some(line.len() - words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chevrons_open_lines_and_follow_sentences() {
        let at = |text: &str| {
            chevrons(text)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(at(">> Yes. >> No.\n>>> News"), [">> ", ">> ", ">>> "]);
        assert_eq!(at("&gt;&gt; Yes. &gt;&gt;&gt; No."), ["&gt;&gt; ", "&gt;&gt;&gt; "]);
        assert_eq!(at("\\>\\> Yes."), ["\\>\\> "]);
        assert_eq!(at("好。[SPEAKER_TURN]"), ["[SPEAKER_TURN]"]);
        for text in ["File >> Save", "a >> 2", "a > b", "1 >>= 2", "灯"] {
            assert!(chevrons(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn dashes_open_lines() {
        for (line, words) in
            [("- Yes", "Yes"), ("-Yes", "Yes"), ("—好。", "好。"), (" – “So”", "“So”")]
        {
            assert_eq!(is_dash(line).map(|at| &line[at..]), Some(words));
        }
        for line in ["-5 degrees", "--", "- ", "Yes - no"] {
            assert_eq!(is_dash(line), None, "{line}");
        }
    }
}

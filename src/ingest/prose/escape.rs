//! Words as Markdown that shows just them.

use std::fmt::Write as _;

use crate::ingest::speech::ruby;
use crate::model::text_sum::TextSum;
use chengshu_text::source::Span;

/// How far behind `&` a character reference may end.
const LONGEST_REFERENCE: usize = 34;

/// Adds a span of one line of words to a Markdown text. Returns the sum of the signs put in.
pub fn push(out: &mut String, words: &str, span: Span, start: Start) -> TextSum {
    let mut added = TextSum::default();
    let opening = match start {
        Start::Paragraph => opening(words.get(span.start..).unwrap_or_default()),
        Start::Within => None,
    };
    let opening = opening.map(|at| span.start + at);
    // What stands before and behind the span counts too.
    let mut before = words.get(..span.start).and_then(|text| text.chars().next_back());
    let first = span.start;
    for (at, c) in words.get(span).unwrap_or_default().char_indices() {
        let at = first + at;
        let rest = words.get(at + c.len_utf8()..).unwrap_or_default();
        if let Some(tag) = ruby::tag(c) {
            out.push_str(tag);
            added += TextSum::of(tag) - TextSum::of(c.encode_utf8(&mut [0; 4]));
            before = None;
            continue;
        }
        if opening == Some(at) || is_sign(c, before, rest) {
            out.push('\\');
            added.add_text("\\");
        }
        out.push(c);
        before = Some(c);
    }
    added
}

/// Adds a whole line.
pub fn push_line(out: &mut String, words: &str) -> TextSum {
    push(out, words, 0..words.len(), Start::Within)
}

/// Where in its paragraph a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At its beginning, where signs of blocks count.
    Paragraph,
    /// Behind something else.
    Within,
}

/// The sign at the head of a paragraph that would make it another block (CommonMark 0.31,
/// chapter 4): a heading, a quotation, a list, a rule.
fn opening(words: &str) -> Option<usize> {
    if words.starts_with(['#', '>', '-', '+', '=']) {
        return Some(0);
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let list = (1..=9).contains(&digits) && words[digits..].starts_with(['.', ')']);
    list.then_some(digits)
}

/// True if a character means something to Markdown here.
fn is_sign(c: char, before: Option<char>, rest: &str) -> bool {
    let next = rest.chars().next();
    match c {
        // What is said holds no formulas.
        '*' | '`' | '$' => true,
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
        '_' => {
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            !(inside(before) && inside(next))
        }
        '~' => before == Some('~') || next == Some('~'),
        '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '[' => next == Some('^'),
        ']' => next.is_some_and(|c| matches!(c, '(' | '[' | ':')),
        '&' => rest
            .bytes()
            .take(LONGEST_REFERENCE)
            .find(|b| !b.is_ascii_alphanumeric() && *b != b'#')
            .is_some_and(|b| b == b';'),
        _ => false,
    }
}

/// The address of a file in a link: signs that mean something there are written by their numbers.
pub fn address(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.' | '/') {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

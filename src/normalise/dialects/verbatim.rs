//! The parts of a text that mean what they say: code, formulas, comments, addresses.

use std::collections::HashSet;

use crate::normalise::draft::lines;
use crate::normalise::markers::{Fences, is_list_item};
use chengshu_text::address::bare;
use chengshu_text::source::Span;
use chengshu_writing::script::{is_ideographic, is_set_solid};

/// Longer runs of backticks open no code span here.
const LONGEST_RUN: usize = 32;
/// How far a formula in a line or an address reaches at most, in bytes.
const REACH: usize = 2_000;
/// Elements of raw HTML whose content is shown as it stands, or is no text.
const ELEMENTS: &[&str] =
    &["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea"];

/// Spans no rule about signs looks into, ascending and apart.
pub struct Verbatim(Vec<Span>);

impl Verbatim {
    /// Fenced, indented and inline code, formulas between dollar signs or `\(` and `\)`, and HTML
    /// comments.
    pub fn code(text: &str) -> Self {
        Self(Scanner::new(text, false).run())
    }

    /// These, and addresses: of links, bare ones, and the tags of HTML.
    pub fn code_and_addresses(text: &str) -> Self {
        Self(Scanner::new(text, true).run())
    }

    /// The end of the span an offset is in.
    pub fn end(&self, at: usize) -> Option<usize> {
        let next = self.0.partition_point(|span| span.end <= at);
        let span = self.0.get(next)?;
        (span.start <= at).then_some(span.end)
    }

    /// Where a sign stands outside of all spans and without a backslash before it, from an offset on.
    pub fn find(&self, text: &str, sign: &str, from: usize) -> Option<usize> {
        let mut from = from;
        loop {
            let rest = text.as_bytes().get(from..)?;
            let at = from + memchr::memmem::find(rest, sign.as_bytes())?;
            match self.end(at) {
                Some(end) => from = end,
                None if is_escaped(text, at) => from = at + 1,
                None => return Some(at),
            }
        }
    }
}

/// True if a backslash takes the meaning of a sign.
pub fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev();
    before.take_while(|&&b| b == b'\\').count() % 2 == 1
}

/// The beginning of a text, of at most so many bytes.
pub fn beginning(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or_default()
}

/// Tells where paragraphs end: at the next blank line. Asked of ascending offsets.
pub struct Paragraphs<'a> {
    text: &'a str,
    end: usize,
}

impl<'a> Paragraphs<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, end: 0 }
    }

    /// The end of the paragraph an offset is in.
    pub fn end(&mut self, at: usize) -> usize {
        if at >= self.end {
            let is_blank = |line: &str| line.trim_matches([' ', '\t', '>']).is_empty();
            let rest = lines(&self.text[at..]);
            let ends = rest
                .enumerate()
                .take_while(|(number, (_, line))| *number == 0 || !is_blank(line))
                .map(|(_, (start, line))| at + start + line.len());
            self.end = ends.last().unwrap_or(at);
        }
        self.end
    }
}

/// Tells which line an offset is in. Asked of ascending offsets.
pub struct Lines<'a> {
    text: &'a str,
    line: Option<Span>,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, line: None }
    }

    /// The line an offset is in, without its line break.
    pub fn line(&mut self, at: usize) -> Span {
        let bytes = self.text.as_bytes();
        let at = at.min(bytes.len());
        if let Some(line) = self.line.clone().filter(|line| at <= line.end) {
            return line;
        }
        let from = self.line.as_ref().map_or(0, |line| line.end + 1);
        let start = memchr::memrchr(b'\n', &bytes[from..at]);
        let start = start.map_or(from, |start| from + start + 1);
        let end = memchr::memchr(b'\n', &bytes[at..]);
        let end = end.map_or(bytes.len(), |end| at + end);
        self.line.insert(start..end).clone()
    }
}

struct Scanner<'a> {
    text: &'a str,
    addresses: bool,
    spans: Vec<Span>,
    /// Closing tags and comment ends that do not come any more.
    missing: HashSet<&'static str>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, addresses: bool) -> Self {
        Self { text, addresses, spans: Vec::new(), missing: HashSet::new() }
    }

    fn run(mut self) -> Vec<Span> {
        let mut fences = Fences::default();
        let mut paragraph: Option<Span> = None;
        let mut after_blank = true;
        let mut in_list = false;
        for (at, line) in lines(self.text) {
            let end = at + line.len();
            let covered = fences.covers(line);
            let blank = line.trim().is_empty();
            in_list = if is_list_item(line.trim_start()) {
                true
            } else {
                in_list && (blank || line.starts_with([' ', '\t']))
            };
            let indented = line.starts_with("    ") || line.starts_with('\t');
            let code = covered || indented && !blank && after_blank && !in_list;
            if code || blank {
                if let Some(paragraph) = paragraph.take() {
                    self.paragraph(paragraph);
                }
                if code {
                    self.add(at..end);
                }
            } else {
                let start = paragraph.map_or(at, |paragraph| paragraph.start);
                paragraph = Some(start..end);
            }
            after_blank = blank || code;
        }
        if let Some(paragraph) = paragraph {
            self.paragraph(paragraph);
        }
        self.spans
    }

    /// Spans come in ascending order; what lies in the last one is covered already.
    fn add(&mut self, span: Span) {
        let covered = self.spans.last().map_or(0, |last| last.end);
        if span.end > covered {
            self.spans.push(span.start.max(covered)..span.end);
        }
    }

    fn paragraph(&mut self, paragraph: Span) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut missing_runs: HashSet<usize> = HashSet::new();
        let mut at = paragraph.start.max(self.spans.last().map_or(0, |last| last.end));
        while at < paragraph.end {
            let rest = &text[at..paragraph.end];
            let Some(step) = rest.find(['\\', '`', '$', '<', ']', 'h']) else {
                return;
            };
            at += step;
            let span = match bytes[at] {
                b'\\' => {
                    let close = match bytes.get(at + 1) {
                        Some(b'(') => "\\)",
                        Some(b'[') => "\\]",
                        _ => "",
                    };
                    let span = (!close.is_empty())
                        .then(|| near(&text[at..paragraph.end], 2, close))
                        .flatten();
                    let start = at;
                    let escapes = bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation);
                    at += if escapes { 2 } else { 1 };
                    span.map(|length| start..start + length)
                }
                b'`' => {
                    let run = run_length(&bytes[at..paragraph.end], b'`');
                    let start = at;
                    at += run;
                    code_end(&bytes[..paragraph.end], at, run, &mut missing_runs)
                        .map(|end| start..end)
                }
                b'$' => {
                    let length = formula(&text[at..paragraph.end]);
                    let start = at;
                    at += run_length(&bytes[at..paragraph.end], b'$');
                    length.map(|length| start..start + length)
                }
                b'<' => {
                    let end = self.html(at);
                    at += 1;
                    end.map(|end| at - 1..end)
                }
                b']' => {
                    let length = destination(&text[at..paragraph.end]);
                    at += 1;
                    length.filter(|_| self.addresses).map(|length| at - 1..at - 1 + length)
                }
                _ => {
                    let length = bare_address(&text[at..paragraph.end]);
                    at += 1;
                    length.filter(|_| self.addresses).map(|length| at - 1..at - 1 + length)
                }
            };
            if let Some(span) = span {
                at = span.end.max(at);
                self.add(span);
            }
        }
    }

    /// The end of an HTML comment, of an element with its content, or of a tag.
    fn html(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.starts_with("<!--") {
            return self.ahead(at, "-->");
        }
        let name = &rest.as_bytes()[1..];
        let length = name.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = &name[..length];
        let verbatim = ELEMENTS.iter().find(|known| known.as_bytes().eq_ignore_ascii_case(name));
        if let Some(known) = verbatim
            && let Some(end) = self.closing(at, known)
        {
            return Some(end);
        }
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let near = &rest.as_bytes()[..rest.len().min(REACH)];
        let end = memchr::memchr3(b'>', b'\n', b'\n', &near[1..]).map(|end| end + 1)?;
        (self.addresses && is_tag && near[end] == b'>').then_some(at + end + 1)
    }

    /// The end of the next `sign` after an offset.
    fn ahead(&mut self, at: usize, sign: &'static str) -> Option<usize> {
        if self.missing.contains(sign) {
            return None;
        }
        let found = memchr::memmem::find(&self.text.as_bytes()[at..], sign.as_bytes());
        if found.is_none() {
            self.missing.insert(sign);
        }
        found.map(|found| at + found + sign.len())
    }

    /// The end of an element's content.
    fn closing(&mut self, at: usize, name: &'static str) -> Option<usize> {
        if self.missing.contains(name) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let found = memchr::memmem::find_iter(&bytes[at..], b"</").find(|found| {
            let after = bytes.get(at + found + 2..).unwrap_or_default();
            after.len() > name.len()
                && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
                && after[name.len()] == b'>'
        });
        if found.is_none() {
            self.missing.insert(name);
        }
        found.map(|found| at + found + name.len() + 3)
    }
}

fn run_length(bytes: &[u8], sign: u8) -> usize {
    bytes.iter().take_while(|&&b| b == sign).count()
}

/// The end of the code span whose opening backticks end at an offset (`CommonMark` 0.31, section
/// 6.1).
fn code_end(
    bytes: &[u8],
    from: usize,
    length: usize,
    missing: &mut HashSet<usize>,
) -> Option<usize> {
    if length > LONGEST_RUN || missing.contains(&length) {
        return None;
    }
    let mut at = from;
    while let Some(step) = memchr::memchr(b'`', &bytes[at..]) {
        at += step;
        let run = run_length(&bytes[at..], b'`');
        at += run;
        if run == length {
            return Some(at);
        }
    }
    missing.insert(length);
    None
}

/// The length of what begins `text` and ends with `close`, if that is near.
fn near(text: &str, from: usize, close: &str) -> Option<usize> {
    let near = &text.as_bytes()[..text.len().min(REACH)];
    let found = memchr::memmem::find(near.get(from..)?, close.as_bytes())?;
    Some(from + found + close.len())
}

/// The length of a formula between dollar signs. As Pandoc has it, none begins or ends beside a
/// space inside, and no digit follows: prices are none.
fn formula(text: &str) -> Option<usize> {
    if text.starts_with("$$") {
        return near(text, 2, "$$");
    }
    let inner = &text[1..];
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let bytes = inner.as_bytes();
    let close = memchr::memchr(b'$', &bytes[..bytes.len().min(REACH)])?;
    let ends_well = close > 0
        && !bytes[close - 1].is_ascii_whitespace()
        && !bytes.get(close + 1).is_some_and(u8::is_ascii_digit);
    // Chinese in a formula is rare, and between two prices the rule.
    let prose = inner[..close].chars().any(is_ideographic) && !inner[..close].contains('\\');
    (ends_well && !prose).then_some(close + 2)
}

/// The length of `](…)` with the address in it.
pub fn destination(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("](")?;
    let mut depth = 0usize;
    let mut in_angles = inner.starts_with('<');
    for (at, b) in inner.bytes().take(REACH).enumerate() {
        match b {
            b'\n' => return None,
            b'>' => in_angles = false,
            b'(' if !in_angles => depth += 1,
            b')' if !in_angles && depth == 0 => return Some(at + 3),
            b')' if !in_angles => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The length of a web address, up to a space or Chinese.
fn bare_address(text: &str) -> Option<usize> {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || is_set_solid(c) || matches!(c, '<' | '>' | '"' | '|');
    Some(text.find(ends).unwrap_or(text.len()).max(bare::length(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_formulas_and_comments_are_found() {
        for (text, expected) in [
            ("甲 `[[x]]` 乙", vec!["`[[x]]`"]),
            ("甲 ``a`b`` 乙 `c", vec!["``a`b``"]),
            ("甲\n\n```\n==\n```\n乙", vec!["```", "==", "```"]),
            ("It is $a_{b}$ and $5 or $6.", vec!["$a_{b}$"]),
            ("只要$5和US$6", vec![]),
            ("a \\(x^[2]\\) b", vec!["\\(x^[2]\\)"]),
            ("a <!-- [[x]]\n\n{{y}} --> b", vec!["<!-- [[x]]\n\n{{y}} -->"]),
            ("a\n\n    [[x]]\n\nb", vec!["    [[x]]"]),
            ("- a\n\n    b [[x]]", vec![]),
            ("<pre>[[x]]\n\n</pre> a", vec!["<pre>[[x]]\n\n</pre>"]),
            ("see https://example.org/a==b", vec![]),
        ] {
            let found = Verbatim::code(text).0;
            let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn addresses_are_found_where_asked() {
        let text = "a [b](c==d \"e\") https://example.org/==，https://example.org/w/灯_塔_灯 f <a href=\"==\">g</a>";
        let found = Verbatim::code_and_addresses(text).0;
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        let expected = [
            "](c==d \"e\")",
            "https://example.org/==",
            "https://example.org/w/灯_塔_灯",
            "<a href=\"==\">",
            "</a>",
        ];
        assert_eq!(found, expected);
    }
}

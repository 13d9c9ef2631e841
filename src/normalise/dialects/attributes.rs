//! Rule `attributes`: `{.class width=50%}` of Pandoc, Quarto, kramdown and others.

use super::verbatim::{Lines, Verbatim, beginning, is_escaped};
use crate::normalise::draft::Edit;
use crate::normalise::rule::{Apply, Rule};
use chengshu_text::source::Span;

pub const RULE: Rule = Rule {
    id: "attributes",
    family: "dialects",
    summary: "removes attributes of headings, spans, links, pictures and blocks (`{.class}`)",
    reason: "They name styles of another program. CommonMark prints them, also in the table of contents.",
    examples: &[
        ("## 甲 {.tabset}\n\n乙[丙]{.smallcaps}。", "## 甲\n\n乙丙。"),
        ("> 甲。\n{.is-info}", "> 甲。"),
    ],
    apply: Apply::Text(find),
};

/// How long a list of attributes may be, in bytes.
const LONGEST: usize = 1_000;

/// Takes attributes out where the dialects have them: at the end of a line, alone on one, and right
/// behind a link, a picture, a span in brackets, code or emphasis. The brackets of a span go with
/// them. An `{#id}` stays, alone, for links lead to it.
fn find(text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    if memchr::memchr(b'{', text.as_bytes()).is_none() {
        return edits;
    }
    let verbatim = Verbatim::code(text);
    let mut spans = Brackets::new(text, &verbatim);
    let mut all = Lines::new(text);
    let mut from = 0;
    while let Some(open) = verbatim.find(text, "{", from) {
        from = open + 1;
        let Some(list) = List::read(&text[open..]) else {
            continue;
        };
        let end = open + list.length;
        let Some(place) = place(text, all.line(open), open, end) else {
            continue;
        };
        let name = list.id.map(|id| format!("{{#{id}}}"));
        match place {
            Place::Heading => {
                let start = text[..open].trim_end_matches([' ', '\t']).len();
                match name {
                    Some(_) if list.is_only_id => {}
                    Some(name) => edits.push(Edit::replace(open..end, name)),
                    None => edits.push(Edit::remove(start..end)),
                }
            }
            Place::LineEnd | Place::Line if !list.is_styled => continue,
            Place::LineEnd => {
                let start = text[..open].trim_end_matches([' ', '\t']).len();
                edits.push(Edit::remove(start..end));
            }
            Place::Bracket => {
                let Some(span) = spans.opening(open - 1) else {
                    continue;
                };
                let anchor = list.id.map(|id| format!("<a id=\"{id}\"></a>"));
                edits.push(Edit::replace(span..span + 1, anchor.unwrap_or_default()));
                edits.push(Edit::remove(open - 1..end));
            }
            Place::Line | Place::Behind => edits.push(Edit::remove(open..end)),
        }
        from = end;
    }
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

/// Where a list of attributes stands.
enum Place {
    /// At the end of a heading.
    Heading,
    /// Behind a space at the end of another line.
    LineEnd,
    /// Alone on its line.
    Line,
    /// Right behind a closing square bracket.
    Bracket,
    /// Right behind a link, a picture, code or emphasis.
    Behind,
}

fn place(text: &str, line: Span, open: usize, end: usize) -> Option<Place> {
    let before = &text[line.start..open];
    // A list over several lines ends one of them too.
    let after = text[end..].trim_start_matches([' ', '\t']);
    let ends_line = after.is_empty() || after.starts_with('\n');
    let body = before.trim_start_matches([' ', '>']);
    if body.is_empty() && ends_line {
        return Some(Place::Line);
    }
    let closed = after.trim_start_matches('#');
    if body.starts_with('#') && (closed.is_empty() || closed.starts_with('\n')) {
        return Some(Place::Heading);
    }
    match before.chars().next_back() {
        Some(']') if !is_escaped(text, open - 1) => Some(Place::Bracket),
        Some(')') => closes_link(before).then_some(Place::Behind),
        Some('`' | '*' | '_' | '$') if !is_escaped(text, open - 1) => Some(Place::Behind),
        Some(' ' | '\t') if ends_line => Some(Place::LineEnd),
        _ => None,
    }
}

/// True if the bracket a text ends with closes the address of a link or picture.
fn closes_link(before: &str) -> bool {
    let start = before.len().saturating_sub(LONGEST);
    let near = (start..before.len()).find_map(|start| before.get(start..));
    let Some((_, address)) = near.and_then(|near| near.rsplit_once("](")) else {
        return false;
    };
    let inner = address.strip_suffix(')').unwrap_or(address);
    let count = |sign| inner.matches(sign).count();
    count('(') == count(')')
}

/// A list of attributes.
pub struct List<'a> {
    length: usize,
    /// The name of the element.
    id: Option<&'a str>,
    is_only_id: bool,
    /// True if it has a class, a name or a quoted value, as no other text in braces has.
    is_styled: bool,
}

impl<'a> List<'a> {
    /// Reads a list in braces (Pandoc's manual, extension `attributes`; kramdown, section 8).
    pub fn read(text: &'a str) -> Option<Self> {
        let near = beginning(text, LONGEST);
        let mut rest = near.strip_prefix('{')?.trim_start_matches([' ', ':']);
        let kramdown = near.starts_with("{:");
        let (mut id, mut count, mut is_styled) = (None, 0, kramdown);
        loop {
            rest = rest.trim_start_matches([' ', '\t', '\n']);
            if let Some(after) = rest.strip_prefix('}') {
                let length = near.len() - after.len();
                return (count > 0).then_some(Self {
                    length,
                    id,
                    is_only_id: id.is_some() && count == 1,
                    is_styled,
                });
            }
            let sign = rest.chars().next()?;
            let length = match sign {
                '.' | '#' => {
                    let name = name(&rest[1..])?;
                    is_styled = true;
                    if sign == '#' {
                        id = Some(name);
                    }
                    1 + name.len()
                }
                // Pandoc: without a number; a raw format.
                '-' => 1,
                '=' => 1 + name(&rest[1..])?.len(),
                _ => {
                    let key = name(rest)?;
                    match rest[key.len()..].strip_prefix('=') {
                        Some(value) => {
                            is_styled |= value.starts_with(['"', '\'']);
                            key.len() + 1 + value_length(value)?
                        }
                        None if kramdown => key.len(),
                        None => return None,
                    }
                }
            };
            rest = &rest[length..];
            if !rest.starts_with([' ', '\t', '\n', '}', '.', '#']) {
                return None;
            }
            count += 1;
        }
    }
}

/// The name a text begins with: a letter, then what classes and keys are made of.
fn name(text: &str) -> Option<&str> {
    let first = text.trim_start_matches(['-', '_']).chars().next()?;
    let within = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '/');
    let length = text.find(|c| !within(c)).unwrap_or(text.len());
    first.is_alphabetic().then_some(&text[..length])
}

/// The length of a value, with its quotation marks.
fn value_length(text: &str) -> Option<usize> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return text[1..].find(quote).map(|length| length + 2);
    }
    let length = text.find([' ', '\t', '\n', '}', '{'])?;
    (length > 0).then_some(length)
}

/// Finds the bracket that opens what another closes, through a text once.
struct Brackets<'a> {
    text: &'a str,
    verbatim: &'a Verbatim,
    open: Vec<usize>,
    /// Opening and closing brackets of the pairs found last.
    last: Option<Span>,
    at: usize,
}

impl<'a> Brackets<'a> {
    fn new(text: &'a str, verbatim: &'a Verbatim) -> Self {
        Self { text, verbatim, open: Vec::new(), last: None, at: 0 }
    }

    /// The opening bracket of a span, asked of ascending closing ones. Pictures and the marks of notes
    /// are no spans.
    fn opening(&mut self, close: usize) -> Option<usize> {
        while self.at <= close {
            let rest = &self.text.as_bytes()[self.at..];
            let step = memchr::memchr3(b'[', b']', b'\n', rest)?;
            let at = self.at + step;
            if let Some(end) = self.verbatim.end(at) {
                self.at = end;
                continue;
            }
            self.at = at + 1;
            match self.text.as_bytes()[at] {
                _ if is_escaped(self.text, at) => {}
                b'[' => self.open.push(at),
                b']' => self.last = self.open.pop().map(|open| open..at),
                _ if self.text[at + 1..].starts_with('\n') => self.open.clear(),
                _ => {}
            }
        }
        let open = self.last.clone().filter(|pair| pair.end == close)?.start;
        let is_span = !self.text[..open].ends_with(['!', '^', ']'])
            && !self.text[open + 1..].starts_with('^');
        is_span.then_some(open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn attributes_go() {
        for (text, expected) in [
            ("## 工棚 {.tabset}", "## 工棚"),
            ("## A {.a .b k=v} ##", "## A ##"),
            ("# A {-}\n\nb", "# A\n\nb"),
            ("# A {#a .b}", "# A {#a}"),
            ("# A {#a}", "# A {#a}"),
            ("有[小字]{.smallcaps}的", "有小字的"),
            ("[a [b](c) d]{.x}", "a [b](c) d"),
            ("![a](b.png){width=50% fig-alt=\"c d\"}", "![a](b.png)"),
            ("[a](b_(c)){target=\"_blank\"}", "[a](b_(c))"),
            ("`x`{.r} and *y*{: .z}", "`x` and *y*"),
            ("甲。\n{: .note}\n\n乙", "甲。\n\n\n乙"),
            ("> a\n{.is-info}", "> a\n"),
            ("a {.lead}\n\nb", "a\n\nb"),
            ("{:toc}", ""),
            ("a\n{class=\"b\"}", "a\n"),
            ("[]{#x}a", "<a id=\"x\"></a>a"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn other_braces_stay() {
        for text in [
            "the set {x} and {a, b}",
            "f(x){a=b}",
            "map<string, vector<int>>{}",
            "x = {1: 2}",
            "{}",
            "if (a) { b = c; }",
            "`## a {.b}`",
            "$x_{.a}$",
            "a \\{.b}",
            "{“.甲”}",
            "[^1]{.a}",
            "see {.a} here",
            "${HOME}",
            "{\"a\": 1}",
            "body {color=red}\n",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}

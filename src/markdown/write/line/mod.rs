//! A line of text as Markdown.

mod formulas;

use std::fmt::Write as _;
use std::ops::Range;

use super::longest_run;
use crate::markdown::autolink;
use crate::model::block::Inline;
use chengshu_writing::script::{is_cjk_mark, is_ideographic, is_invisible};

/// Stands between two that would be read as one, and shows nothing.
const APART: &str = "<!-- -->";

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Heading,
    Paragraph,
    Cell,
}

/// Writes a line.
pub fn line(content: &[Inline], place: Place) -> String {
    let mut writer = Writer {
        out: String::new(),
        place,
        open: Vec::new(),
        formulas: Vec::new(),
        has_signs: false,
    };
    let (name, content) = heading_name(content, place);
    writer.inlines(content);
    if writer.has_signs {
        writer.escape_formulas();
    }
    let mut out = writer.out;
    if place == Place::Heading && out.ends_with('#') && !out.ends_with("\\#") {
        // Signs at the end of a heading are taken for its closing sequence.
        out.pop();
        out.push_str("\\#");
    }
    if let Some(name) = name {
        let _ = write!(out, " {{#{name}}}");
    }
    out
}

/// The name of a heading where it can stand behind it, and the heading without it.
fn heading_name(content: &[Inline], place: Place) -> (Option<&str>, &[Inline]) {
    match content {
        [Inline::Anchor { name }, rest @ ..]
            if place == Place::Heading
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b)) =>
        {
            (Some(name), rest)
        }
        _ => (None, content),
    }
}

struct Writer {
    out: String,
    place: Place,
    /// Marks of emphasis that are open: inside, the same would close them.
    open: Vec<&'static str>,
    /// Where formulas are.
    formulas: Vec<Range<usize>>,
    /// True if text has signs that may look like a formula.
    has_signs: bool,
}

impl Writer {
    fn inlines(&mut self, content: &[Inline]) {
        let mut last: Option<&Inline> = None;
        for (place, inline) in content.iter().enumerate() {
            let next = content.get(place + 1);
            match inline {
                Inline::Text { text, .. } => self.text(text),
                Inline::Code(text) => {
                    if let Some(Inline::Code(_)) = last {
                        self.out.push_str(APART);
                    }
                    self.code(text);
                }
                Inline::Strong(inner) => self.emphasis(inner, "**", "strong"),
                Inline::Emphasis(inner) => self.emphasis(inner, "*", "em"),
                Inline::Struck(inner) => self.marked(inner, "~~", "s", strikes),
                Inline::Link { href, title, content } => {
                    if title.is_empty() && self.is_bare(href, content, next) {
                        self.inlines(content);
                    } else {
                        self.link(href, title, content);
                    }
                }
                Inline::Image { src, alt, title, .. } => {
                    self.out.push_str("![");
                    self.alternative(alt);
                    self.out.push_str("](");
                    self.address(src, title);
                    self.out.push(')');
                }
                Inline::Formula(formula) => self.formula(&formula.source),
                Inline::LineBreak => self.out.push_str(match self.place {
                    Place::Paragraph => "\\\n",
                    Place::Heading | Place::Cell => "<br>",
                }),
                Inline::NoteMark { label } => {
                    self.bracket();
                    let _ = write!(self.out, "^{label}]");
                }
                Inline::Tag { name, content } => self.tagged(name, content),
                Inline::Anchor { name } => {
                    self.out.push_str("<a");
                    self.attribute("id", name);
                    self.out.push_str("></a>");
                }
                // What Markdown has no form for is gone by now.
                Inline::Speaker { label, .. } => self.text(label),
                Inline::Moment { .. } => {}
                Inline::Foreign { content, .. } | Inline::Direction(content) => {
                    self.inlines(content);
                }
            }
            last = Some(inline);
        }
    }

    fn link(&mut self, href: &str, title: &str, content: &[Inline]) {
        if holds_note_mark(content) || ends_with_break(content) {
            self.anchor(href, title, content);
            return;
        }
        self.bracket();
        self.inlines(content);
        self.out.push_str("](");
        self.address(href, title);
        self.out.push(')');
    }

    /// True if a link needs no marks here: its text is read as the same address.
    fn is_bare(&self, href: &str, content: &[Inline], next: Option<&Inline>) -> bool {
        let [Inline::Text { text, .. }] = content else {
            return false;
        };
        // Beside what is no word in ASCII nothing of it joins the address.
        let parts = |c: char| c.is_whitespace() || !c.is_ascii();
        let next = match next {
            None => None,
            Some(Inline::Text { text, .. }) => text.chars().next(),
            Some(_) => return false,
        };
        let last = self.out.chars().next_back();
        last.is_none_or(parts) && next.is_none_or(parts) && autolink::is_bare(href, text, next)
    }

    /// Opens a link or the mark of a note, which behind `!` would be an image, and behind `^` a note.
    fn bracket(&mut self) {
        let before = self.out.trim_end_matches(['!', '^']);
        // Backslashes of the text come in pairs.
        let escaped = (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
            && self.out.len() == before.len() + 1;
        if let Some(sign @ ('!' | '^')) = self.out.chars().next_back()
            && !escaped
        {
            self.out.pop();
            self.out.extend(['\\', sign]);
        } else if self.out.ends_with(']') {
            // The mark of a note would be the text of a link to what follows.
            self.out.push_str(APART);
        }
        self.out.push('[');
    }

    fn tagged(&mut self, name: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{name}>");
        self.inlines(content);
        let _ = write!(self.out, "</{name}>");
    }

    /// A link as an element of HTML.
    fn anchor(&mut self, href: &str, title: &str, content: &[Inline]) {
        self.out.push_str("<a");
        for (name, value) in [("href", href), ("title", title)] {
            self.attribute(name, value);
        }
        self.out.push('>');
        self.inlines(content);
        self.out.push_str("</a>");
    }

    /// An attribute of an element of HTML.
    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"");
        for c in value.chars() {
            match c {
                '"' | '&' | '|' | '\n' => reference(c, &mut self.out),
                c => self.data(c),
            }
        }
        self.out.push('"');
    }

    fn emphasis(&mut self, inner: &[Inline], sign: &'static str, name: &str) {
        if self.out.ends_with('\\') {
            return self.tagged(name, inner);
        }
        self.marked(inner, sign, name, flanks);
    }

    /// With the marks of Markdown where they are read as meant, as an element of HTML elsewhere.
    fn marked(
        &mut self,
        inner: &[Inline],
        sign: &'static str,
        name: &str,
        fits: impl Fn(&str) -> bool,
    ) {
        if self.open.contains(&sign) || self.out.ends_with(&sign[..1]) {
            return self.tagged(name, inner);
        }
        let start = self.out.len();
        self.out.push_str(sign);
        let from = self.out.len();
        self.open.push(sign);
        self.inlines(inner);
        self.open.pop();
        if fits(&self.inside(from)) {
            self.out.push_str(sign);
        } else {
            self.replace(start..from, &format!("<{name}>"));
            let _ = write!(self.out, "</{name}>");
        }
    }

    fn code(&mut self, text: &str) {
        let ticks = "`".repeat(longest_run(text, '`') + 1);
        // CommonMark takes a space off both ends if there is one at both and not spaces alone.
        let ticked = text.starts_with('`') || text.ends_with('`');
        let spaced =
            text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
        let pad = if ticked || spaced { " " } else { "" };
        let text =
            if self.place == Place::Cell { text.replace('|', "\\|") } else { text.to_owned() };
        let _ = write!(self.out, "{ticks}{pad}{text}{pad}{ticks}");
    }

    fn alternative(&mut self, alt: &str) {
        let start = self.out.len();
        self.text(alt);
        if self.out[start..].contains(is_unseen) {
            let text = self.out.split_off(start);
            text.chars().for_each(|c| self.data(c));
        }
    }

    /// Writes a character of data; what the rules would take out of running text as a reference.
    fn data(&mut self, c: char) {
        if is_unseen(c) {
            reference(c, &mut self.out);
        } else {
            self.out.push(c);
        }
    }

    fn address(&mut self, href: &str, title: &str) {
        self.out.push('<');
        for c in href.chars() {
            match c {
                '<' | '>' | '\\' | '|' | '`' => self.out.extend(['\\', c]),
                '&' | '\n' => reference(c, &mut self.out),
                c => self.data(c),
            }
        }
        self.out.push('>');
        if !title.is_empty() {
            self.out.push_str(" \"");
            for c in title.chars() {
                match c {
                    '"' | '\\' | '|' | '`' => self.out.extend(['\\', c]),
                    '&' => reference(c, &mut self.out),
                    c => self.data(c),
                }
            }
            self.out.push('"');
        }
    }

    /// Text with a backslash before each sign that would mean something where it stands.
    fn text(&mut self, text: &str) {
        self.has_signs = self.has_signs || text.contains(['$', '[']);
        self.part_from_formula(text);
        if self.out.ends_with(']') && text.starts_with(['[', '(']) {
            // Behind the mark of a note the parser minds these even with a backslash.
            self.out.push_str(APART);
        }
        let mut from = 0;
        let clock =
            if self.out.is_empty() || self.out.ends_with('\n') { clock(text) } else { None };
        for (at, c) in text.char_indices() {
            if Some(at) == clock && c == '：' {
                self.out.push_str(&text[from..at]);
                reference(c, &mut self.out);
                from = at + c.len_utf8();
            }
            if !c.is_ascii_punctuation() {
                continue;
            }
            let line_start = self.out.is_empty() || self.out.ends_with('\n');
            if self.is_sign(text, at, from, clock) {
                self.out.push_str(&text[from..at]);
                self.out.push('\\');
                from = at;
            }
            if line_start {
                // What follows no longer begins the line.
                self.out.push_str(&text[from..=at]);
                from = at + 1;
            }
        }
        self.out.push_str(&text[from..]);
    }

    /// True if the ASCII sign at an offset would mean something to the parser. What stands before
    /// `from` is written already; at `clock` there is a colon between the numbers of a time.
    fn is_sign(&self, text: &str, at: usize, from: usize, clock: Option<usize>) -> bool {
        let (before, rest) = (&text[..at], &text[at + 1..]);
        let next = rest.chars().next();
        let line_start = self.out.is_empty() || self.out.ends_with('\n');
        let begins = line_start && from == at;
        let last = || before.chars().next_back().or(self.out.chars().next_back());
        match text.as_bytes()[at] {
            b'*' | b'`' | b'[' | b']' | b'|' | b'\\' => true,
            b'<' => next.is_none_or(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            b'&' => next.is_none_or(|c| c.is_ascii_alphabetic() || c == '#'),
            b'_' => !(is_word(before.chars().next_back()) && is_word(next)),
            b'=' => begins || next == Some('=') || last() == Some('='),
            b'%' => next == Some('%') || last() == Some('%'),
            // What looks like attributes, the name of a heading, or a tag of a template.
            b'{' => begins || self.place == Place::Heading || is_dialect(last(), next),
            b'#' | b'>' | b'-' | b'+' => begins,
            // What may go on over blank lines.
            b'$' => begins && next == Some('$'),
            b'~' => next == Some('~') || last() == Some('~'),
            // What looks like the text of a note, its mark, or the rule under a table's head.
            b':' => {
                Some(at) == clock
                    || at == 0 && self.out.ends_with(']')
                    || begins && matches!(next, Some('-' | ':'))
            }
            b'^' => {
                at == 0 && self.out.ends_with('[')
                    || last().is_none_or(char::is_whitespace)
                        && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            }
            // `1.` at the head of a line.
            b'.' | b')' => {
                line_start
                    && is_number_of_item(&text[from..at])
                    && next.is_none_or(char::is_whitespace)
            }
            _ => false,
        }
    }
}

/// A character of a word, beside which `_` is no sign.
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() && !is_ideographic(c))
}

fn is_number_of_item(head: &str) -> bool {
    (1..=9).contains(&head.len()) && head.bytes().all(|b| b.is_ascii_digit())
}

/// True if a line holds the mark of a note, which Markdown takes for a link in a link.
fn holds_note_mark(content: &[Inline]) -> bool {
    content.iter().any(|inline| {
        matches!(inline, Inline::NoteMark { .. }) || holds_note_mark(inline.content())
    })
}

/// True if a line ends with a break, whose backslash the parser shows before the end of a link.
fn ends_with_break(content: &[Inline]) -> bool {
    content.last().is_some_and(|last| match last {
        Inline::LineBreak => true,
        other => ends_with_break(other.content()),
    })
}

/// True if asterisks around a text open and close where CommonMark and the guard of Chinese marks
/// read it.
fn flanks(text: &str) -> bool {
    let flanks = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_cjk_mark(c));
    flanks(text.chars().next()) && flanks(text.chars().next_back())
}

/// True if tildes around a text strike it out.
fn strikes(text: &str) -> bool {
    !text.starts_with(char::is_whitespace)
        && !text.ends_with(|c: char| c.is_whitespace() || c == '~')
}

/// True if rules change or remove a character wherever it stands.
pub fn is_unseen(c: char) -> bool {
    is_invisible(c) || !c.is_ascii() && c.is_whitespace()
}

/// The colon of a time of the clock that begins a line, where rules look for times of the
/// recording.
fn clock(text: &str) -> Option<usize> {
    let open = ['(', '（', '【', '<', '•', ' '];
    let time = text.trim_start_matches(open);
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let rest = time[digits..].strip_prefix([':', '：'])?;
    let is_clock = (1..=3).contains(&digits) && rest.starts_with(|c: char| c.is_ascii_digit());
    is_clock.then_some(text.len() - time.len() + digits)
}

/// True if a brace begins attributes or a tag of a template in another dialect, by the characters
/// beside it.
fn is_dialect(last: Option<char>, next: Option<char>) -> bool {
    next.is_some_and(|c| "{%.#:-=".contains(c)) || last.is_some_and(|c| ")]`*_$".contains(c))
}

/// Writes a character as a reference, which no reader takes for a sign.
pub fn reference(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        c => {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
}

//! JSON as subtitle tools write it, read with the place of every value.
//!
//! Findings need places, and a file that is cut off must keep what stands before the cut; general
//! readers offer neither. What the grammar of RFC 8259 allows is read as it says.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::source::Span;

/// How deep values may nest. Subtitles need five levels.
const DEEPEST: usize = 64;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`, `true` or `false`, which mean nothing here.
    Other,
    /// A number.
    Number(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// Names and values, in order.
    Group(Vec<(Cow<'a, str>, Node<'a>)>),
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// The value.
    pub value: Value<'a>,
    /// Its bytes in the text, quotation marks included.
    pub at: Span,
}

/// Where a text stops being JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// Byte offset.
    pub at: usize,
}

impl<'a> Node<'a> {
    /// The value of a name in a group; the first if it is given twice.
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        match &self.value {
            Value::Group(pairs) => pairs.iter().find(|(key, _)| key == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The entries of a list.
    pub fn list(&self) -> Option<&[Node<'a>]> {
        match &self.value {
            Value::List(entries) => Some(entries),
            _ => None,
        }
    }

    /// The text of a text.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number, or a text that is one.
    pub fn number(&self) -> Option<f64> {
        match &self.value {
            Value::Number(number) => Some(*number),
            Value::Text(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
            _ => None,
        }
    }

    /// Where the characters of a text begin.
    pub fn inside(&self) -> usize {
        match &self.value {
            Value::Text(_) => (self.at.start + 1).min(self.at.end),
            _ => self.at.start,
        }
    }

    /// Offsets in a text and in the file, one pair wherever an escape makes the two drift apart.
    pub fn runs(&self, file: &str) -> Vec<(usize, usize)> {
        let start = self.inside();
        let mut runs = vec![(0, start)];
        let raw = file.get(start..self.at.end).unwrap_or_default();
        let mut reader = Reader::new(raw);
        let mut text = String::new();
        while let Some(next) = reader.rest().find(['\\', '"']) {
            text.push_str(&reader.rest()[..next]);
            reader.at += next;
            if reader.byte() != Some(b'\\') || reader.escape(&mut text).is_none() {
                break;
            }
            runs.push((text.len(), start + reader.at));
        }
        runs
    }
}

/// Reads a text. In: the text. Out: the value, as far as it could be read, and where it breaks
/// off if it does. Linear in the text.
pub fn read(text: &str) -> (Option<Node<'_>>, Option<Broken>) {
    let mut reader = Reader::new(text);
    let value = reader.value(0);
    reader.blank();
    if reader.broken.is_none() && reader.at < text.len() {
        reader.fail();
    }
    (value, reader.broken)
}

/// Reads a text like [`read`]; groups one after the other, as JSON Lines has them, are a list.
pub fn read_lines(text: &str) -> (Option<Node<'_>>, Option<Broken>) {
    let mut reader = Reader::new(text);
    let mut values: Vec<_> = reader.value(0).into_iter().collect();
    reader.blank();
    while reader.broken.is_none() && reader.byte() == Some(b'{') {
        values.extend(reader.value(0));
        reader.blank();
    }
    if reader.broken.is_none() && reader.at < text.len() {
        reader.fail();
    }
    let value = match values.len() {
        0 | 1 => values.pop(),
        _ => Some(Node { value: Value::List(values), at: 0..reader.at }),
    };
    (value, reader.broken)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    broken: Option<Broken>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, broken: None }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.blank();
        let is = self.byte() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// Remembers the first place that is not JSON.
    fn fail(&mut self) {
        let at = self.at;
        self.broken.get_or_insert(Broken { at });
    }

    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        self.blank();
        let start = self.at;
        let value = match self.byte() {
            Some(b'{') if depth < DEEPEST => self.group(depth),
            Some(b'[') if depth < DEEPEST => self.list(depth),
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        Some(Node { value, at: start..self.at })
    }

    fn group(&mut self, depth: usize) -> Value<'a> {
        let mut pairs = Vec::new();
        self.at += 1;
        if self.eat(b'}') {
            return Value::Group(pairs);
        }
        loop {
            self.blank();
            let Some(name) = self.string() else { break };
            if !self.eat(b':') {
                self.fail();
                break;
            }
            let Some(value) = self.value(depth + 1) else {
                break;
            };
            pairs.push((name, value));
            if self.broken.is_some() || !self.goes_on(b'}') {
                break;
            }
        }
        Value::Group(pairs)
    }

    fn list(&mut self, depth: usize) -> Value<'a> {
        let mut entries = Vec::new();
        self.at += 1;
        if self.eat(b']') {
            return Value::List(entries);
        }
        while let Some(entry) = self.value(depth + 1) {
            entries.push(entry);
            if self.broken.is_some() || !self.goes_on(b']') {
                break;
            }
        }
        Value::List(entries)
    }

    /// True if a comma, and not the closing sign, comes next.
    fn goes_on(&mut self, close: u8) -> bool {
        if self.eat(close) {
            return false;
        }
        let comma = self.eat(b',');
        if !comma {
            self.fail();
        }
        comma
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        if self.byte() != Some(b'"') {
            self.fail();
            return None;
        }
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        loop {
            let Some(step) = self.rest().find(['"', '\\']) else {
                self.at = self.text.len();
                self.fail();
                return None;
            };
            let piece = &self.rest()[..step];
            self.at += step;
            let ends = self.byte() == Some(b'"');
            match &mut owned {
                Some(text) => text.push_str(piece),
                None if !ends => owned = Some(piece.to_owned()),
                None => {}
            }
            if ends {
                let end = self.at;
                self.at += 1;
                return Some(match owned {
                    Some(text) => Cow::Owned(text),
                    None => Cow::Borrowed(self.text.get(start..end).unwrap_or_default()),
                });
            }
            let escape = self.at;
            if let Some(text) = &mut owned
                && self.escape(text).is_none()
            {
                // What follows the backslash may be any character, and its bytes no places.
                self.at = escape;
                self.fail();
                return None;
            }
        }
    }

    /// Reads an escape (RFC 8259, section 7). Half of a surrogate pair is U+FFFD.
    fn escape(&mut self, text: &mut String) -> Option<()> {
        self.at += 1;
        let sign = self.byte()?;
        self.at += 1;
        text.push(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex()?;
                let mut code = high;
                if (0xd800..0xdc00).contains(&high) && self.rest().starts_with("\\u") {
                    let back = self.at;
                    self.at += 2;
                    match self.hex() {
                        Some(low @ 0xdc00..=0xdfff) => {
                            code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                        }
                        _ => self.at = back,
                    }
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        });
        Some(())
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let code = digits
            .bytes()
            .all(|b| b.is_ascii_hexdigit())
            .then(|| u32::from_str_radix(digits, 16).ok())??;
        self.at += 4;
        Some(code)
    }

    fn number(&mut self) -> Option<Value<'a>> {
        let end = self
            .rest()
            .find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'))
            .unwrap_or(self.rest().len());
        let number = self.rest()[..end].parse().ok();
        if let Some(number) = number.filter(|number: &f64| number.is_finite()) {
            self.at += end;
            Some(Value::Number(number))
        } else {
            self.fail();
            None
        }
    }

    /// `true`, `false`, `null`, and what Python writes for numbers it has not (`NaN`).
    fn word(&mut self) -> Option<Value<'a>> {
        for word in ["null", "true", "false", "NaN", "Infinity"] {
            if self.rest().starts_with(word) {
                self.at += word.len();
                return Some(Value::Other);
            }
        }
        self.fail();
        None
    }
}

/// A string of JSON (RFC 8259, section 7).
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places() {
        let text = r#" {"a": [1, -2.5e1, "甲\n\u4e59"], "b": null, "a": 0} "#;
        let (root, broken) = read(text);
        let root = root.unwrap();
        assert_eq!(broken, None);
        let list = root.get("a").unwrap().list().unwrap();
        assert_eq!(list[1].number(), Some(-25.0));
        assert_eq!(list[2].text(), Some("甲\n乙"));
        assert_eq!(&text[list[2].at.clone()], r#""甲\n\u4e59""#);
        let start = list[2].inside();
        assert_eq!(list[2].runs(text), [(0, start), (4, start + 5), (7, start + 11)]);
    }

    #[test]
    fn a_cut_keeps_what_is_before_it() {
        let text = r#"{"body": [{"content": "甲"}, {"content": "乙"}, {"cont"#;
        let (root, broken) = read(text);
        let root = root.unwrap();
        let body = root.get("body").unwrap().list().unwrap();
        let contents: Vec<_> = body.iter().filter_map(|entry| entry.get("content")).collect();
        assert_eq!(contents.len(), 2);
        assert_eq!(broken, Some(Broken { at: text.len() }));
    }

    #[test]
    fn surrogates_pair_and_halves_are_marked() {
        let (root, broken) = read(r#"["\ud83d\ude00", "\ud83d x", "\/"]"#);
        assert_eq!(broken, None);
        let root = root.unwrap();
        let texts: Vec<_> = root.list().unwrap().iter().map(|node| node.text()).collect();
        assert_eq!(texts, [Some("😀"), Some("\u{fffd} x"), Some("/")]);
    }

    #[test]
    fn what_is_not_json_is_refused_where_it_begins() {
        for (text, at) in
            [("", 0), ("甲", 0), ("{a: 1}", 1), ("[1 2]", 3), ("[\"\\x\"]", 2), ("[\"\\灯\"]", 2)]
        {
            assert_eq!(read(text).1, Some(Broken { at }), "{text}");
        }
        let deep = "[".repeat(100_000);
        assert!(read(&deep).1.is_some());
    }
}

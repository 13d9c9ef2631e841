//! The entries of a `.bib` file, before anyone asks what their fields mean.
//!
//! The syntax is that of Patashnik's *`BibTeXing`* (1988). A line that begins like an entry ends the
//! one before it, whatever is still open there: so a brace that is never closed costs one entry,
//! and no part of the file is gone through twice.

use std::collections::HashMap;

use chengshu_text::source::{Span, whole_lines};

/// An entry.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its type, lower case.
    pub kind: String,
    pub key: String,
    pub fields: Vec<Field>,
    pub at: Span,
}

/// A field and its value in TeX.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// The name, lower case.
    pub name: String,
    pub name_at: Span,
    pub value: String,
    pub at: Span,
}

/// A place that does not follow the syntax.
#[derive(Debug)]
pub(super) struct Broken {
    pub at: usize,
    pub message: &'static str,
    pub help: &'static str,
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Bibliography {
    pub entries: Vec<Entry>,
    pub broken: Vec<Broken>,
}

/// How long text from `@string` may make a value, in bytes, so that a short file cannot stand for
/// a long one.
const LONGEST: usize = 400;

/// The months as every style of `BibTeX` defines them.
pub(super) const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(super) fn read(text: &str) -> Bibliography {
    let mut found = Bibliography::default();
    let mut strings: HashMap<String, String> = MONTHS
        .iter()
        .zip(1..)
        .map(|(month, number)| ((*month).to_owned(), number.to_string()))
        .collect();
    let mut starts: Vec<usize> = whole_lines(text)
        .filter(|(_, line)| begins_entry(line))
        .map(|(at, _)| at)
        .collect();
    starts.push(text.len());
    // What stands before the first such line may hold an entry too, after other text.
    let mut from = 0;
    for end in starts {
        let mut reader = Reader {
            text: text.get(..end).unwrap_or_default(),
            at: from,
            strings: &mut strings,
            found: &mut found,
        };
        reader.entries();
        from = end;
    }
    found
}

/// `@word{` or `@word(`.
fn begins_entry(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('@') else {
        return false;
    };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    after.len() < rest.len() && after.trim_start().starts_with(['{', '('])
}

struct Reader<'a> {
    /// The file up to where the next entry begins.
    text: &'a str,
    at: usize,
    strings: &'a mut HashMap<String, String>,
    found: &'a mut Bibliography,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over white space and, as Biber does, comments.
    fn blank(&mut self) {
        self.blank_and(|_| false);
    }

    fn blank_and(&mut self, also: impl Fn(char) -> bool) {
        loop {
            let next = self.rest().trim_start_matches(|c: char| c.is_whitespace() || also(c));
            self.at = self.text.len() - next.len();
            if !next.starts_with('%') {
                break;
            }
            self.until(|c| c == '\n');
        }
    }

    /// Takes what stands before the first of the given signs.
    fn until(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(ends).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn broken(&mut self, at: usize, message: &'static str, help: &'static str) {
        self.found.broken.push(Broken { at, message, help });
    }

    fn entries(&mut self) {
        while let Some(step) = memchr::memchr(b'@', self.rest().as_bytes()) {
            let start = self.at + step;
            self.at = start + 1;
            self.blank();
            let kind = self.until(|c| !c.is_ascii_alphabetic()).to_ascii_lowercase();
            self.blank();
            let close = match self.peek() {
                Some(b'{') if !kind.is_empty() => b'}',
                Some(b'(') if !kind.is_empty() => b')',
                // An address, or other text between entries, which is a comment.
                _ => continue,
            };
            self.at += 1;
            let whole = match kind.as_str() {
                "comment" | "preamble" => self.skip(close),
                "string" => self.string(close),
                _ => self.entry(kind, start, close),
            };
            if whole.is_none() {
                // The rest belongs to what is broken.
                self.at = self.text.len();
            }
        }
    }

    fn skip(&mut self, close: u8) -> Option<()> {
        let open = self.at - 1;
        let end = self.closing(close);
        if end.is_none() {
            self.broken(open, "the brace that opens here is not closed", CLOSE);
        }
        self.at = end? + 1;
        Some(())
    }

    /// Where the group that is open ends: its closing sign outside braces. An escaped brace opens
    /// and closes nothing.
    fn closing(&self, close: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        let mut at = self.at;
        loop {
            match *bytes.get(at)? {
                b'\\' => at += 1,
                byte if byte == close && depth == 0 => return Some(at),
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            at += 1;
        }
    }

    fn string(&mut self, close: u8) -> Option<()> {
        let field = self.field()?;
        if field.value.len() <= LONGEST {
            self.strings.insert(field.name, field.value);
        } else {
            self.broken(field.at.start, "an abbreviation expands to too much text", SHORTER);
        }
        self.blank();
        if self.peek() != Some(close) {
            self.broken(self.at, "the abbreviation is not closed", CLOSE);
            return None;
        }
        self.at += 1;
        Some(())
    }

    fn entry(&mut self, kind: String, start: usize, close: u8) -> Option<()> {
        self.blank();
        let from = self.at;
        let key = self.until(|c| c == ',' || c == '=' || c == '}' || c == '\n').trim();
        let mut entry = Entry { kind, key: key.to_owned(), fields: Vec::new(), at: start..self.at };
        if self.peek() == Some(b'=') {
            // There is no key; what was read is the name of the first field.
            entry.key.clear();
            self.at = from;
        }
        let whole = self.fields(&mut entry, close);
        entry.at.end = self.at.min(self.text.len());
        if whole.is_some() || !entry.fields.is_empty() {
            self.found.entries.push(entry);
        }
        whole
    }

    fn fields(&mut self, entry: &mut Entry, close: u8) -> Option<()> {
        loop {
            self.blank_and(|c| c == ',');
            match self.peek() {
                None => {
                    let start = entry.at.start;
                    self.broken(start, "the entry that begins here is not closed", CLOSE);
                    return None;
                }
                Some(byte) if byte == close => {
                    self.at += 1;
                    return Some(());
                }
                Some(_) => entry.fields.push(self.field()?),
            }
        }
    }

    fn field(&mut self) -> Option<Field> {
        self.blank();
        let start = self.at;
        let name = self.until(|c| "=,{}()\"#".contains(c)).trim_end();
        let end = start + name.len();
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        if self.peek() != Some(b'=') || !is_name {
            let help = "write `name = {value},`, with a comma after each field";
            self.broken(start, "this is not a field", help);
            return None;
        }
        self.at += 1;
        self.blank();
        let from = self.at;
        let value = self.value()?;
        Some(Field {
            name: name.to_ascii_lowercase(),
            name_at: start..end,
            value,
            at: from..self.at,
        })
    }

    /// A value: groups, quotations, numbers and abbreviations, put together by `#`.
    fn value(&mut self) -> Option<String> {
        let mut value = String::new();
        let mut abbreviated = 0;
        loop {
            self.blank();
            let open = self.at;
            let opening = self.peek().filter(|mark| matches!(mark, b'{' | b'"'));
            if let Some(mark) = opening {
                self.at += 1;
                let close = if mark == b'{' { b'}' } else { mark };
                let Some(end) = self.closing(close) else {
                    let message = if mark == b'{' {
                        "the brace that opens here is not closed"
                    } else {
                        "the quotation mark that opens here is never closed"
                    };
                    self.broken(open, message, CLOSE);
                    return None;
                };
                value.push_str(self.text.get(self.at..end).unwrap_or_default());
                self.at = end + 1;
            } else {
                let word = self.until(|c| c.is_whitespace() || ",#{}()\"=".contains(c));
                if word.is_empty() {
                    self.broken(open, "a value is missing", "write `name = {value}`");
                    return None;
                }
                let known = self.strings.get(&word.to_ascii_lowercase());
                let text = known.map_or(word, String::as_str);
                abbreviated += text.len();
                if abbreviated <= LONGEST {
                    value.push_str(text);
                }
            }
            self.blank();
            if self.peek() != Some(b'#') {
                break;
            }
            self.at += 1;
        }
        if abbreviated > LONGEST {
            self.broken(self.at, "abbreviations expand to too much text", SHORTER);
        }
        Some(value)
    }
}

const CLOSE: &str = "close it before the next entry begins";
const SHORTER: &str = "write the text out where it is needed";

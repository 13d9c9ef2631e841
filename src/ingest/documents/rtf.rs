//! Rich Text Format (version 1.9.1), as far as paragraphs, headings and characters go.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::Paragraph;

/// Destinations that hold no text of the document.
const SKIPPED: &[&str] = &[
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr",
    "headerf", "footer", "footerl", "footerr", "footerf", "listtable", "listoverridetable",
    "themedata", "datastore", "colorschememapping", "latentstyles", "fldinst", "generator",
    "xmlnstbl", "rsidtbl", "shppict", "nonshppict", "pntext", "annotation", "atnid", "atnauthor",
];

/// Words that stand for a character.
const CHARACTERS: &[(&str, char)] = &[
    ("tab", '\t'),
    ("line", '\n'),
    ("emdash", '—'),
    ("endash", '–'),
    ("lquote", '‘'),
    ("rquote", '’'),
    ("ldblquote", '“'),
    ("rdblquote", '”'),
    ("bullet", '•'),
    ("cell", '\t'),
];

/// The deepest groups are nested.
const DEEPEST: usize = 1000;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Vec<Paragraph>, String> {
    if !bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Err("it does not begin like RTF".into());
    }
    let mut reader = Reader {
        encoding: WINDOWS_1252,
        groups: Vec::new(),
        group: Group { is_text: true, fallback: 1 },
        bytes: Vec::new(),
        pending: None,
        skips: 0,
        open: Paragraph::default(),
        out: Vec::new(),
    };
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' if reader.groups.len() < DEEPEST => reader.groups.push(reader.group),
            b'}' => reader.group = reader.groups.pop().unwrap_or(reader.group),
            b'\\' => rest = reader.control(rest),
            b'\r' | b'\n' => {}
            _ => reader.byte(byte),
        }
    }
    reader.end();
    Ok(reader.out)
}

/// What holds within a group.
#[derive(Clone, Copy)]
struct Group {
    /// True if it has text of the document.
    is_text: bool,
    /// How many bytes stand behind a character for programs without Unicode.
    fallback: usize,
}

struct Reader {
    encoding: &'static Encoding,
    groups: Vec<Group>,
    group: Group,
    /// Text that is not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a surrogate pair.
    pending: Option<u16>,
    /// Bytes that stand for a character that was read.
    skips: usize,
    open: Paragraph,
    out: Vec<Paragraph>,
}

impl Reader {
    /// Reads what stands behind a backslash. Out: what follows.
    fn control<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        let Some((&sign, rest)) = text.split_first() else { return text };
        if !sign.is_ascii_alphabetic() {
            match sign {
                b'\'' => {
                    let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                    if let Some(byte) =
                        digits.and_then(|digits| u8::from_str_radix(digits, 16).ok())
                    {
                        self.byte(byte);
                        return &rest[2..];
                    }
                }
                b'*' => self.group.is_text = false,
                b'~' => self.character('\u{a0}'),
                b'_' => self.character('\u{2011}'),
                b'\\' | b'{' | b'}' => self.byte(sign),
                b'\r' | b'\n' => self.end(),
                _ => {}
            }
            return rest;
        }
        let length = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = text.split_at(length);
        let minus = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[minus..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[..if digits > 0 { minus + digits } else { 0 }]);
        let number: Option<i64> = number.ok().and_then(|number| number.parse().ok());
        let rest = &rest[if digits > 0 { minus + digits } else { 0 }..];
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        self.word(std::str::from_utf8(word).unwrap_or_default(), number, rest)
    }

    fn word<'a>(&mut self, word: &str, number: Option<i64>, rest: &'a [u8]) -> &'a [u8] {
        let size = number.and_then(|number| usize::try_from(number).ok());
        match word {
            "ansicpg" => {
                if let Some(encoding) = size.and_then(encoding) {
                    self.encoding = encoding;
                }
            }
            "uc" => self.group.fallback = size.unwrap_or(1).min(8),
            "u" => self.unicode(number),
            "bin" => return rest.get(size.unwrap_or(0)..).unwrap_or_default(),
            "par" | "sect" | "page" | "row" => self.end(),
            "pard" => self.open.level = None,
            "outlinelevel" => {
                self.open.level = size.filter(|&level| level < 9).map(|level| level + 1);
            }
            _ if SKIPPED.contains(&word) => self.group.is_text = false,
            _ => {
                if let Some(&(_, c)) = CHARACTERS.iter().find(|(name, _)| *name == word) {
                    self.character(c);
                }
            }
        }
        rest
    }

    /// A character by its number, of which those from 32768 on are written as negative.
    fn unicode(&mut self, number: Option<i64>) {
        let code = number.and_then(|number| {
            i16::try_from(number)
                .ok()
                .map(i16::cast_unsigned)
                .or_else(|| u16::try_from(number).ok())
        });
        let Some(code) = code else { return };
        self.flush();
        let pair = [self.pending.take(), Some(code)];
        if (0xd800..0xdc00).contains(&code) {
            self.pending = Some(code);
        } else if self.group.is_text {
            let decoded = char::decode_utf16(pair.into_iter().flatten());
            self.open.text.extend(decoded.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        }
        self.skips = self.group.fallback;
    }

    fn byte(&mut self, byte: u8) {
        if self.skips > 0 {
            self.skips -= 1;
        } else if self.group.is_text {
            self.bytes.push(byte);
        }
    }

    fn character(&mut self, c: char) {
        self.flush();
        if self.group.is_text {
            self.open.text.push(c);
        }
    }

    /// Decodes what was read in bytes.
    fn flush(&mut self) {
        self.skips = 0;
        if !self.bytes.is_empty() {
            let (text, _) = self.encoding.decode_without_bom_handling(&self.bytes);
            self.open.text.push_str(&text);
            self.bytes.clear();
        }
    }

    /// Ends a paragraph. The next has its level, unless it states its own.
    fn end(&mut self) {
        self.flush();
        if self.group.is_text {
            let next = Paragraph { level: self.open.level, ..Paragraph::default() };
            self.out.push(std::mem::replace(&mut self.open, next));
        }
    }
}

/// The encoding of a code page of Windows.
fn encoding(page: usize) -> Option<&'static Encoding> {
    let label = match page {
        936 => "gbk".to_owned(),
        950 => "big5".to_owned(),
        932 => "shift_jis".to_owned(),
        949 => "euc-kr".to_owned(),
        65001 => "utf-8".to_owned(),
        10000 => "macintosh".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;

    fn shown(text: &[u8]) -> Vec<(usize, String)> {
        let paragraphs = read(text).unwrap().into_iter().filter(|one| !one.text.trim().is_empty());
        paragraphs.map(|one| (one.level.unwrap_or(0), one.text)).collect()
    }

    #[test]
    fn paragraphs_have_their_text_and_level() {
        let text = b"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}\n\
            {\\pard\\outlinelevel0\\b \\'b8\\'db\\'bf\\'da\\par}\n\
            \\pard \\uc1\\u28783 ?\\u22612?\\tab a\\{b\\}\\emdash\\line{\\i c}\\par \\u-10179?\\u-8696?d}";
        assert_eq!(
            shown(text),
            [(1, "港口".to_owned()), (0, "灯塔\ta{b}—\nc".to_owned()), (0, "😈d".to_owned())]
        );
    }

    #[test]
    fn what_is_damaged_is_read_as_far_as_it_goes() {
        assert_eq!(shown(b"{\\rtf1 a}}}\\'zz\\u99999999999 b\\bin9"), [(0, "azzb".to_owned())]);
        assert_eq!(shown(b"{\\rtf1 a\\"), [(0, "a".to_owned())]);
        assert!(read(b"text").is_err());
    }
}

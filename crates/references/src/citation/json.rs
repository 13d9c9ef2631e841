//! JSON as our files lay it out: a blank after each comma and colon, and long lists an entry a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, Serializer};

/// A value on one line. It is YAML, too: characters YAML does not take for text are escaped.
pub(super) fn line(value: &impl Serialize) -> String {
    written(value, 0)
}

/// A value whose outer lists, down to the level given, have an entry a line.
pub(super) fn lines(value: &impl Serialize, levels: usize) -> String {
    written(value, levels) + "\n"
}

fn written(value: &impl Serialize, levels: usize) -> String {
    let layout = Layout { levels, open: 0, is_empty: true };
    let mut out = Vec::new();
    // Neither writing to memory nor what we write, whose names are text, can fail.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut out, layout));
    String::from_utf8(out).unwrap_or_default()
}

/// Names and values, in order.
pub(super) struct Group<V>(pub Vec<(&'static str, V)>);

impl<V: Serialize> Serialize for Group<V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

struct Layout {
    /// How many levels of lists have an entry a line.
    levels: usize,
    /// How many lists are open.
    open: usize,
    /// Whether the last list opened has no entry.
    is_empty: bool,
}

impl Layout {
    fn new_line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        write!(out, "\n{:1$}", "", 2 * self.open)
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open += 1;
        self.is_empty = true;
        out.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.open <= self.levels {
            self.new_line(out)
        } else if first {
            Ok(())
        } else {
            out.write_all(b" ")
        }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.is_empty = false;
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let in_lines = self.open <= self.levels && !self.is_empty;
        self.open -= 1;
        if in_lines {
            self.new_line(out)?;
        }
        out.write_all(b"]")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    /// Every control character as its number.
    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        let byte = match escape {
            CharEscape::Quote => b'"',
            CharEscape::ReverseSolidus => b'\\',
            CharEscape::Solidus => b'/',
            CharEscape::Backspace => 8,
            CharEscape::Tab => b'\t',
            CharEscape::LineFeed => b'\n',
            CharEscape::FormFeed => 12,
            CharEscape::CarriageReturn => b'\r',
            CharEscape::AsciiControl(byte) => byte,
        };
        if byte.is_ascii_control() {
            write!(out, "\\u{byte:04x}")
        } else {
            out.write_all(&[b'\\', byte])
        }
    }

    /// Text in which JSON escapes nothing; YAML and terminals take some of it for signs.
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut from = 0;
        for (at, found) in text.match_indices(is_no_text_in_yaml) {
            out.write_all(&text.as_bytes()[from..at])?;
            for c in found.chars() {
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            from = at + found.len();
        }
        out.write_all(&text.as_bytes()[from..])
    }
}

/// Whether YAML takes a character for the end of a line, or for none (YAML 1.2.2, 5.1; 1.1, 5.4).
fn is_no_text_in_yaml(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

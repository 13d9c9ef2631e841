//! Keeps the lines of quoted scalars. YAML folds a line break inside quotation marks into a space
//! (YAML 1.2.2, section 7.3.1) and wants the lines after it indented; writers of heads do
//! neither expect the one nor do the other. Here each such break becomes the escape `\n` before
//! the parser sees the text, and the steps back to the original are noted. What a program has folded
//! is left to the parser.

use std::borrow::Cow;

use memchr::memchr2;

use super::error::YamlError;
use super::folded;

/// Text in which no quoted scalar spans a line break.
pub(super) struct Rewritten<'a> {
    /// The text for the parser.
    pub text: Cow<'a, str>,
    /// Offset in `text` and offset in the original, ascending, wherever the two drift apart.
    steps: Vec<(usize, usize)>,
    /// The probable mistake if the parser refuses the text: it sees a broken quotation only after
    /// the damage is done.
    pub suspicion: Option<YamlError>,
}

impl Rewritten<'_> {
    /// The offset in the original of an offset in the text for the parser.
    pub(super) fn original(&self, offset: usize) -> usize {
        let after = self.steps.partition_point(|&(new, _)| new <= offset);
        let limit = self.steps.get(after).map_or(usize::MAX, |&(_, old)| old);
        match after.checked_sub(1).and_then(|i| self.steps.get(i)) {
            Some(&(new, old)) => (old + (offset - new)).min(limit),
            None => offset.min(limit),
        }
    }
}

/// Rewrites line breaks inside quoted scalars. Linear in the text.
pub(super) fn keep_lines(text: &str) -> Rewritten<'_> {
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        at: 0,
        line: 0,
        flow: 0,
        outer: 0,
        parent: None,
        copied: 0,
        out: String::new(),
        steps: Vec::new(),
        suspicion: None,
    };
    scan.run();
    let Scan { copied, mut out, steps, suspicion, .. } = scan;
    let text = if steps.is_empty() {
        Cow::Borrowed(text)
    } else {
        out.push_str(&text[copied..]);
        Cow::Owned(out)
    };
    Rewritten { text, steps, suspicion }
}

/// A scanner that knows just enough YAML to tell a quotation mark that opens a scalar from one
/// inside a plain scalar, a block scalar or a comment.
struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Where the current line begins.
    line: usize,
    /// Open brackets.
    flow: usize,
    /// Where the outermost of them stands.
    outer: usize,
    /// Column of the innermost block key or dash; what is indented deeper belongs to it.
    parent: Option<usize>,
    copied: usize,
    out: String,
    steps: Vec<(usize, usize)>,
    suspicion: Option<YamlError>,
}

impl Scan<'_> {
    fn run(&mut self) {
        while self.at < self.bytes.len() {
            self.token();
        }
        if self.flow > 0 {
            let at = self.outer;
            self.suspicion.get_or_insert_with(|| YamlError::open_bracket(at));
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// True if the byte there is white space, a line break or the end.
    fn blank(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// True if the tab here indents a line that is not blank.
    fn indents(&self) -> bool {
        let before = &self.bytes[self.line..self.at];
        before.iter().all(|&b| b == b' ') && !self.blank(self.at + 1)
    }

    fn column(&self) -> usize {
        self.at - self.line
    }

    /// Reads what stands where a token may begin.
    fn token(&mut self) {
        let Some(byte) = self.byte(self.at) else {
            return;
        };
        let lone = self.blank(self.at + 1);
        match byte {
            b'\n' => {
                self.at += 1;
                self.line = self.at;
            }
            b'\t' if self.flow == 0 && self.indents() => {
                let at = self.at;
                self.suspicion.get_or_insert_with(|| YamlError::from_parser("tab", at));
                self.at += 1;
            }
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'#' => self.skip_line(),
            b'-' | b'?' if lone && self.flow == 0 => {
                self.parent = Some(self.column());
                self.at += 1;
            }
            b':' if lone => self.at += 1,
            b',' if self.flow > 0 => self.at += 1,
            b'[' | b'{' => {
                if self.flow == 0 {
                    self.outer = self.at;
                }
                self.flow += 1;
                self.at += 1;
            }
            b']' | b'}' if self.flow > 0 => {
                self.flow -= 1;
                self.at += 1;
            }
            b'"' | b'\'' => self.quoted(byte),
            b'|' | b'>' if self.flow == 0 => {
                self.skip_line();
                self.skip_deeper();
            }
            _ => {
                let column = self.column();
                self.plain(column);
            }
        }
    }

    fn skip_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }

    /// Skips lines that are blank or indented deeper than the parent; stops at a line break or at
    /// the end.
    fn skip_deeper(&mut self) {
        while self.at < self.bytes.len() {
            let start = self.at + 1;
            let indent = self
                .bytes
                .get(start..)
                .unwrap_or_default()
                .iter()
                .take_while(|&&b| b == b' ')
                .count();
            let is_blank = matches!(self.byte(start + indent), Some(b'\n' | b'\r') | None);
            if !is_blank && self.parent.is_some_and(|parent| indent <= parent) {
                return;
            }
            self.at = start.min(self.bytes.len());
            self.line = self.at;
            self.skip_line();
        }
    }

    /// Reads a plain scalar that begins in the given column: a key up to its colon, or a value
    /// with its continuation lines.
    fn plain(&mut self, column: usize) {
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b':' if self.blank(self.at + 1) => return self.key(column),
                b'#' if self.at > 0 && self.blank(self.at - 1) => {
                    return self.skip_line();
                }
                b',' | b'[' | b']' | b'{' | b'}' | b'\n' if self.flow > 0 => return,
                b'\n' => return self.skip_deeper(),
                _ => self.at += 1,
            }
        }
    }

    /// Stands on the colon after a key that begins in the given column.
    fn key(&mut self, column: usize) {
        if self.flow == 0 {
            self.parent = Some(column);
        }
        self.at += 1;
    }

    /// Reads a quoted scalar, rewrites it if it spans lines, and reads on to what may follow it.
    fn quoted(&mut self, mark: u8) {
        let open = self.at;
        let column = self.column();
        let Some(close) = closing(self.bytes, open) else {
            self.suspicion.get_or_insert_with(|| YamlError::unclosed(open));
            self.at = self.bytes.len();
            return;
        };
        if let Some(last) = memchr::memrchr(b'\n', &self.bytes[open..close]) {
            let before = self.text[self.line..open].chars().count();
            if !folded::is_folded(before, &self.text[open..close]) {
                self.rewrite(mark, open, close);
            }
            // A value over several lines is no key, so its column no longer matters.
            self.line = open + last + 1;
        }
        self.at = close + 1;
        while matches!(self.byte(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        match self.byte(self.at) {
            None | Some(b'\n' | b'\r') => {}
            Some(b':') if self.flow > 0 || self.blank(self.at + 1) => self.key(column),
            Some(b',' | b']' | b'}') if self.flow > 0 => {}
            Some(b'#') if self.at > close + 1 => {}
            Some(_) => {
                let at = self.at;
                self.suspicion.get_or_insert_with(|| YamlError::trailing(at));
                self.skip_line();
            }
        }
    }

    /// Writes the scalar between the two offsets as a double-quoted one on one line.
    fn rewrite(&mut self, mark: u8, open: usize, close: usize) {
        self.replace(open, open + 1, "\"");
        let mut at = open + 1;
        while at < close {
            let next = self.byte(at + 1);
            match (self.bytes[at], mark) {
                // An escaped line break joins the lines, by YAML and by intent.
                (b'\\', b'"') if next == Some(b'\n') => {
                    let from = at;
                    at += 2;
                    while matches!(self.byte(at), Some(b' ' | b'\t')) {
                        at += 1;
                    }
                    self.replace(from, at, "");
                }
                (b'\\', b'"') => at += 2,
                (b'\n', _) => {
                    self.replace(at, at + 1, "\\n");
                    at += 1;
                }
                (b'\'', b'\'') => {
                    self.replace(at, at + 2, "'");
                    at += 2;
                }
                (b'\\', _) => {
                    self.replace(at, at + 1, "\\\\");
                    at += 1;
                }
                (b'"', _) => {
                    self.replace(at, at + 1, "\\\"");
                    at += 1;
                }
                _ => at += 1,
            }
        }
        self.replace(close, close + 1, "\"");
    }

    /// Writes `with` in place of the bytes from `from` to `to`, which begin and end at ASCII.
    fn replace(&mut self, from: usize, to: usize, with: &str) {
        self.out.push_str(&self.text[self.copied..from]);
        self.steps.push((self.out.len(), from));
        self.out.push_str(with);
        self.steps.push((self.out.len(), to));
        self.copied = to;
    }
}

/// The offset of the quotation mark that closes the scalar opened at `open`.
pub(super) fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    if bytes.get(open) == Some(&b'"') {
        loop {
            at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
            if bytes[at] == b'"' {
                return Some(at);
            }
            at += 2;
        }
    }
    loop {
        at += memchr::memchr(b'\'', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'\'') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        keep_lines(text).text.into_owned()
    }

    #[test]
    fn quoted_lines_become_escapes() {
        assert_eq!(kept("a: \"x\n y\n\nz\"\n"), "a: \"x\\n y\\n\\nz\"\n");
        assert_eq!(kept("a: 'it''s \"x\"\\\ny'\n"), "a: \"it's \\\"x\\\"\\\\\\ny\"\n");
        assert_eq!(kept("a: \"x\\\n   y\"\n"), "a: \"xy\"\n");
        assert_eq!(kept("[\"a\nb\", 'c']"), "[\"a\\nb\", 'c']");
    }

    #[test]
    fn marks_inside_other_things_open_nothing() {
        for text in [
            "a: it's \"so\nb: it's\"\n",
            "a: |\n  \"x\n  y\nb: z\"\n",
            "a: plain\n  \"x\n  y\nb: z\"\n",
            "a: b # \"x\nc: d\"\n",
            "- |\n \"x\n- y\"\n",
            "a: \"x\\\"\"\nb: \"y\"\n",
            "a: ''\nb: 'x''y'\n",
        ] {
            assert_eq!(kept(text), text);
        }
    }

    #[test]
    fn offsets_lead_back() {
        let text = "a: \"甲\n乙\"\nb: 'x\ny'\nc: d\n";
        let rewritten = keep_lines(text);
        for needle in ["甲", "乙", "b:", "y", "c:"] {
            let new = rewritten.text.find(needle);
            assert_eq!(new.map(|at| rewritten.original(at)), text.find(needle));
        }
    }

    #[test]
    fn broken_quotations_are_suspected() {
        let at = |text: &str| keep_lines(text).suspicion.map(|error| error.at);
        assert_eq!(at("a: \"x\nb: y\n"), Some(3));
        assert_eq!(at("a: \"x\" y \"z\"\n"), Some(7));
        assert_eq!(at("a: \"x\" # y\n\"b\": 'z'\n"), None);
    }
}

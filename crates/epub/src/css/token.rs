//! Tokens of a sheet (CSS Syntax Module Level 3, section 4).
//!
//! Comments are passed over. Numbers, percentages and dimensions are one kind, as nothing here
//! depends on them; ranges of characters (`U+4E00-9FFF`) come as the words and numbers they look
//! like.

use std::borrow::Cow;

/// A pair of brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
}

/// The kind of a token, its escapes resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Ident(Cow<'a, str>),
    /// A name and its opening bracket.
    Function(Cow<'a, str>),
    AtKeyword(Cow<'a, str>),
    String(Cow<'a, str>),
    /// An address without quotes. One that is written wrongly is as it stands.
    Url(Cow<'a, str>),
    Number,
    Space,
    Open(Bracket),
    Close(Bracket),
    Colon,
    Semicolon,
    /// Anything else, among it `<!--` and `-->`.
    Sign,
}

/// Whether a token that has an end reaches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Closed,
    Open,
}

/// A token in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub kind: Kind<'a>,
    /// Where it begins, in bytes.
    pub at: usize,
    /// How it is written.
    pub text: &'a str,
    pub ending: Ending,
}

/// The tokens of a sheet, in order.
pub(super) struct Tokens<'a> {
    sheet: &'a str,
    at: usize,
}

pub(super) fn tokens(sheet: &str) -> Tokens<'_> {
    Tokens { sheet, at: 0 }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let open = self.comments();
        let at = open.unwrap_or(self.at);
        let mut ending = Ending::Closed;
        let kind = if open.is_some() {
            ending = Ending::Open;
            Kind::Space
        } else {
            self.peek(0)?;
            self.kind(&mut ending)
        };
        Some(Token { kind, at, text: self.sheet.get(at..self.at).unwrap_or_default(), ending })
    }
}

fn is_newline(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b'\x0c')
}

fn is_space(byte: u8) -> bool {
    is_newline(byte) || matches!(byte, b' ' | b'\t')
}

/// True if a name may begin with the byte. NUL stands for U+FFFD.
fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 || byte == 0
}

fn is_of_name(byte: u8) -> bool {
    begins_name(byte) || byte.is_ascii_digit() || byte == b'-'
}

impl<'a> Tokens<'a> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.sheet.as_bytes().get(self.at + ahead).copied()
    }

    /// Goes on while bytes are of a kind; all that are not ASCII are of the same.
    fn skip(&mut self, of_kind: impl Fn(u8) -> bool) -> &'a str {
        let rest = &self.sheet[self.at..];
        let length = rest.bytes().position(|byte| !of_kind(byte));
        let (run, _) = rest.split_at(length.unwrap_or(rest.len()));
        self.at += run.len();
        run
    }

    /// Passes over comments. Out: where one begins that never closes.
    fn comments(&mut self) -> Option<usize> {
        while let Some(comment) = self.sheet[self.at..].strip_prefix("/*") {
            let begin = self.at;
            let Some(end) = comment.find("*/") else {
                self.at = self.sheet.len();
                return Some(begin);
            };
            self.at += end + 4;
        }
        None
    }

    /// The token that begins here, of which there is a byte at least.
    fn kind(&mut self, ending: &mut Ending) -> Kind<'a> {
        let byte = self.peek(0).unwrap_or_default();
        if is_space(byte) {
            self.skip(is_space);
            return Kind::Space;
        }
        if self.begins_number() {
            self.number();
            return Kind::Number;
        }
        if self.begins_ident(0) {
            return self.ident_like(ending);
        }
        if matches!(byte, b'"' | b'\'') {
            self.at += 1;
            return self.string(byte, ending);
        }
        if byte == b'@' && self.begins_ident(1) {
            self.at += 1;
            return Kind::AtKeyword(self.name());
        }
        if byte == b'#' && (self.peek(1).is_some_and(is_of_name) || self.escapes(1)) {
            self.at += 1;
            self.name();
            return Kind::Sign;
        }
        for sign in ["<!--", "-->"] {
            if self.sheet[self.at..].starts_with(sign) {
                self.at += sign.len();
                return Kind::Sign;
            }
        }
        self.at += 1;
        match byte {
            b'(' => Kind::Open(Bracket::Round),
            b'[' => Kind::Open(Bracket::Square),
            b'{' => Kind::Open(Bracket::Curly),
            b')' => Kind::Close(Bracket::Round),
            b']' => Kind::Close(Bracket::Square),
            b'}' => Kind::Close(Bracket::Curly),
            b':' => Kind::Colon,
            b';' => Kind::Semicolon,
            _ => Kind::Sign,
        }
    }

    /// True if an escape begins here. One at the end of the sheet stands for U+FFFD.
    fn escapes(&self, ahead: usize) -> bool {
        self.peek(ahead) == Some(b'\\') && !self.peek(ahead + 1).is_some_and(is_newline)
    }

    fn begins_ident(&self, ahead: usize) -> bool {
        let begins = |ahead| self.peek(ahead).is_some_and(begins_name) || self.escapes(ahead);
        match self.peek(ahead) {
            // `-->` ends a comment of HTML.
            Some(b'-') => {
                begins(ahead + 1)
                    || self.peek(ahead + 1) == Some(b'-') && self.peek(ahead + 2) != Some(b'>')
            }
            _ => begins(ahead),
        }
    }

    fn begins_number(&self) -> bool {
        let signed = usize::from(matches!(self.peek(0), Some(b'+' | b'-')));
        let is_digit = |ahead| self.peek(ahead).is_some_and(|byte| byte.is_ascii_digit());
        is_digit(signed) || self.peek(signed) == Some(b'.') && is_digit(signed + 1)
    }

    /// A number with its exponent, and its unit or percent sign.
    fn number(&mut self) {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        self.at += usize::from(matches!(self.peek(0), Some(b'+' | b'-')));
        self.skip(is_digit);
        if self.peek(0) == Some(b'.') && self.peek(1).is_some_and(is_digit) {
            self.at += 1;
            self.skip(is_digit);
        }
        if matches!(self.peek(0), Some(b'e' | b'E')) {
            let signed = usize::from(matches!(self.peek(1), Some(b'+' | b'-')));
            if self.peek(1 + signed).is_some_and(is_digit) {
                self.at += 1 + signed;
                self.skip(is_digit);
            }
        }
        if self.begins_ident(0) {
            self.name();
        } else if self.peek(0) == Some(b'%') {
            self.at += 1;
        }
    }

    fn name(&mut self) -> Cow<'a, str> {
        let mut name = Cow::Borrowed(self.skip(is_of_name));
        while self.escapes(0) {
            let escaped = self.escaped();
            let name = name.to_mut();
            name.push(escaped);
            name.push_str(self.skip(is_of_name));
        }
        name
    }

    /// The character an escape stands for.
    fn escaped(&mut self) -> char {
        self.at += 1;
        let rest = &self.sheet[self.at..];
        let digits = rest.bytes().take(6);
        let digits = digits.take_while(u8::is_ascii_hexdigit).count();
        if digits == 0 {
            let Some(c) = rest.chars().next() else {
                return char::REPLACEMENT_CHARACTER;
            };
            self.at += c.len_utf8();
            return if c == '\0' { char::REPLACEMENT_CHARACTER } else { c };
        }
        self.at += digits;
        // One white space ends it.
        match (self.peek(0), self.peek(1)) {
            (Some(b'\r'), Some(b'\n')) => self.at += 2,
            (Some(byte), _) if is_space(byte) => self.at += 1,
            _ => {}
        }
        let number = u32::from_str_radix(&rest[..digits], 16).unwrap_or_default();
        char::from_u32(number)
            .filter(|c| *c != '\0')
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The rest of a string. A line break it does not escape ends it too early.
    fn string(&mut self, quote: u8, ending: &mut Ending) -> Kind<'a> {
        let plain = |byte: u8| byte != quote && byte != b'\\' && !is_newline(byte);
        let mut text = Cow::Borrowed(self.skip(plain));
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some(byte), _) if byte == quote => {
                    self.at += 1;
                    return Kind::String(text);
                }
                (Some(b'\\'), Some(b'\r')) if self.peek(2) == Some(b'\n') => self.at += 3,
                (Some(b'\\'), Some(byte)) if is_newline(byte) => self.at += 2,
                (Some(b'\\'), Some(_)) => {
                    let escaped = self.escaped();
                    text.to_mut().push(escaped);
                }
                _ => {
                    if self.peek(0) == Some(b'\\') {
                        self.at += 1;
                    }
                    *ending = Ending::Open;
                    return Kind::String(text);
                }
            }
            let run = self.skip(plain);
            if !run.is_empty() {
                text.to_mut().push_str(run);
            }
        }
    }

    fn ident_like(&mut self, ending: &mut Ending) -> Kind<'a> {
        let name = self.name();
        if self.peek(0) != Some(b'(') {
            return Kind::Ident(name);
        }
        self.at += 1;
        if !name.eq_ignore_ascii_case("url") {
            return Kind::Function(name);
        }
        let inside =
            self.sheet[self.at..].trim_start_matches(|c: char| u8::try_from(c).is_ok_and(is_space));
        if inside.starts_with(['"', '\'']) {
            return Kind::Function(name);
        }
        self.url(ending)
    }

    /// The rest of an address without quotes.
    fn url(&mut self, ending: &mut Ending) -> Kind<'a> {
        let begin = self.at;
        self.skip(is_space);
        let plain = |byte: u8| {
            !(is_space(byte) || matches!(byte, b')' | b'"' | b'\'' | b'(' | b'\\'))
                && (byte == 0 || !byte.is_ascii_control())
        };
        let mut url = Cow::Borrowed("");
        loop {
            let run = self.skip(plain);
            if url.is_empty() {
                url = Cow::Borrowed(run);
            } else {
                url.to_mut().push_str(run);
            }
            if self.escapes(0) && self.peek(1).is_some() {
                let escaped = self.escaped();
                url.to_mut().push(escaped);
                continue;
            }
            self.skip(is_space);
            return match self.peek(0) {
                Some(b')') => {
                    self.at += 1;
                    Kind::Url(url)
                }
                _ => self.broken_url(begin, ending),
            };
        }
    }

    /// The rest of an address that is written wrongly, or never ends.
    fn broken_url(&mut self, begin: usize, ending: &mut Ending) -> Kind<'a> {
        loop {
            self.skip(|byte| byte != b')' && byte != b'\\');
            let end = self.at;
            match self.peek(0) {
                Some(b')') => self.at += 1,
                Some(_) => {
                    self.at += 1;
                    if let Some(c) = self.sheet[self.at..].chars().next() {
                        self.at += c.len_utf8();
                    }
                    continue;
                }
                None => *ending = Ending::Open,
            }
            return Kind::Url(Cow::Borrowed(&self.sheet[begin..end]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(sheet: &str) -> Vec<Kind<'_>> {
        tokens(sheet).map(|token| token.kind).collect()
    }

    #[test]
    fn escapes_are_resolved() {
        let ident = |text: &str| Kind::Ident(text.to_owned().into());
        assert_eq!(kinds("\\69mport"), [ident("import")]);
        assert_eq!(kinds("a\\000062 c\\.d"), [ident("abc.d")]);
        assert_eq!(kinds("\\0 \\d800 \\110000"), [ident("\u{fffd}\u{fffd}\u{fffd}")]);
        assert_eq!(kinds("\\75\r\nRL(a\\62)"), [Kind::Url("ab".into())]);
        assert_eq!(kinds("'\\22\\\r\nb\\\nc'"), [Kind::String("\"bc".into())]);
        assert_eq!(kinds("@\\69 mport"), [Kind::AtKeyword("import".into())]);
    }

    #[test]
    fn addresses_without_quotes_are_one_token() {
        assert_eq!(kinds("url( a;b/**/ )"), [Kind::Url("a;b/**/".into())]);
        assert_eq!(kinds("url()"), [Kind::Url("".into())]);
        // Written wrongly, and yet an address to a careless reader.
        assert_eq!(kinds("url(a b)"), [Kind::Url("a b".into())]);
        assert_eq!(kinds("url(a\\)(\\) )"), [Kind::Url("a\\)(\\) ".into())]);
        assert_eq!(kinds("url( 'a')")[0], Kind::Function("url".into()));
    }

    #[test]
    fn what_never_ends_is_told() {
        let open = |sheet| {
            let open = tokens(sheet).find(|token| token.ending == Ending::Open);
            open.map(|token| token.at)
        };
        for (sheet, at) in [
            ("a /* b", Some(2)),
            ("a 'b\n'", Some(2)),
            ("a \"b", Some(2)),
            ("a 'b\\", Some(2)),
            ("a url(b", Some(2)),
            ("a url(b\\)", Some(2)),
            ("a /* b */ 'c' url(d)", None),
        ] {
            assert_eq!(open(sheet), at, "{sheet}");
        }
    }

    #[test]
    fn tokens_cover_all_but_comments() {
        let sheet =
            "@m (w:1.5e-3em)/**/{a>b::c{--d:#0f0 -1px+.5%;e:U+4E-9F,\"\\201C\"}}<!-- -->灯\0";
        let text: String = tokens(sheet).map(|token| token.text).collect();
        assert_eq!(text, sheet.replace("/**/", ""));
    }
}

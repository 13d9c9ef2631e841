//! From TeX to characters.

use unicode_normalization::char::compose;

/// Accents and the characters that combine with the letter before them.
const ACCENTS: &[(char, char)] = &[
    ('`', '\u{300}'),
    ('\'', '\u{301}'),
    ('^', '\u{302}'),
    ('~', '\u{303}'),
    ('"', '\u{308}'),
    ('=', '\u{304}'),
    ('.', '\u{307}'),
    ('u', '\u{306}'),
    ('v', '\u{30c}'),
    ('H', '\u{30b}'),
    ('r', '\u{30a}'),
    ('c', '\u{327}'),
    ('k', '\u{328}'),
    ('d', '\u{323}'),
    ('b', '\u{331}'),
    ('t', '\u{361}'),
];

/// Letters and signs by the commands that make them.
#[rustfmt::skip] // many to a line
const SIGNS: &[(&str, &str)] = &[
    ("ss", "ß"), ("SS", "ẞ"), ("o", "ø"), ("O", "Ø"), ("l", "ł"), ("L", "Ł"), ("ae", "æ"),
    ("AE", "Æ"), ("oe", "œ"), ("OE", "Œ"), ("aa", "å"), ("AA", "Å"), ("i", "ı"), ("j", "ȷ"),
    ("dh", "ð"), ("DH", "Ð"), ("th", "þ"), ("TH", "Þ"), ("dj", "đ"), ("DJ", "Đ"), ("ng", "ŋ"),
    ("NG", "Ŋ"), ("textbackslash", "\\"), ("textasciitilde", "~"), ("textasciicircum", "^"),
    ("textunderscore", "_"), ("textbar", "|"), ("textless", "<"), ("textgreater", ">"),
    ("textdollar", "$"), ("textquotedblleft", "“"), ("textquotedblright", "”"),
    ("textquoteleft", "‘"), ("textquoteright", "’"), ("textquotesingle", "'"),
    ("textendash", "–"), ("textemdash", "—"), ("textellipsis", "…"), ("ldots", "…"),
    ("dots", "…"), ("textdegree", "°"), ("textregistered", "®"), ("texttrademark", "™"),
    ("textcopyright", "©"), ("copyright", "©"), ("pounds", "£"), ("textsterling", "£"),
    ("euro", "€"), ("texteuro", "€"), ("S", "§"), ("P", "¶"), ("textperiodcentered", "·"),
    ("cdot", "·"), ("times", "×"), ("guillemotleft", "«"), ("guillemotright", "»"),
    ("TeX", "TeX"), ("LaTeX", "LaTeX"), ("BibTeX", "BibTeX"), ("quad", " "), ("qquad", " "),
    ("textbraceleft", "{"), ("textbraceright", "}"), ("newline", " "), ("newblock", " "), ("space", " "),
];

/// Commands that say how text looks. They go; what they are applied to stays.
#[rustfmt::skip] // many to a line
const LOOKS: &[&str] = &[
    "emph", "textit", "textbf", "textsc", "textrm", "textsf", "texttt", "textsl", "textup",
    "textmd", "textnormal", "text", "mathrm", "mathit", "mathbf", "mbox", "hbox", "url", "path",
    "nolinkurl", "mkbibquote", "mkbibemph", "mkbibitalic", "mkbibbold", "enquote", "uppercase",
    "lowercase", "MakeUppercase", "MakeLowercase", "NoCaseChange", "bibstring", "em", "it", "bf",
    "sc", "rm", "sf", "tt", "sl", "bfseries", "itshape", "scshape", "upshape", "noopsort",
    "protect", "relax", "textsuperscript", "textsubscript", "ensuremath", "hskip", "textquotedbl",
    "selectfont", "normalfont", "underline", "textnumero",
];

/// Text and the commands in it whose meaning is not known.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    pub text: String,
    pub unknown: Vec<String>,
}

/// Makes characters of TeX. An unknown command stays as it is written. Linear in the text.
pub(super) fn plain(tex: &str) -> Plain {
    let mut reader = Reader { chars: tex, out: Plain::default(), accent: None };
    while let Some(c) = reader.next() {
        reader.take(c);
    }
    reader.end_accent();
    reader.out
}

/// Makes characters of a title in title case, and small letters of its capitals: all but the first,
/// those in braces, and those of words that have others (`DNA`, `McDonald`).
pub(super) fn sentence(tex: &str) -> String {
    let mut reader = Reader { chars: tex, out: Plain::default(), accent: None };
    let (mut depth, mut kept) = (0_usize, Vec::new());
    while let Some(c) = reader.next() {
        match c {
            // A brace before a command only holds the letter it makes.
            '{' if depth > 0 || !reader.chars.starts_with('\\') => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        reader.take(c);
        kept.resize(reader.out.text.len(), depth > 0);
    }
    reader.end_accent();
    let text = reader.out.text;
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '\'') {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let is_kept = kept.get(at).copied().unwrap_or_default();
        let is_name = capitals > 1 || word.trim_end() == "I";
        if !out.contains(char::is_alphanumeric) || is_kept || is_name {
            out.push_str(word);
        } else {
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
        at += word.len();
    }
    out
}

struct Reader<'a> {
    chars: &'a str,
    out: Plain,
    /// An accent that waits for its letter: its row in [`ACCENTS`].
    accent: Option<&'static (char, char)>,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.chars.chars().next()?;
        self.chars = self.chars.get(c.len_utf8()..).unwrap_or_default();
        Some(c)
    }

    /// Takes a sign if it is the next.
    fn eat(&mut self, sign: &str) -> bool {
        let rest = self.chars.strip_prefix(sign);
        self.chars = rest.unwrap_or(self.chars);
        rest.is_some()
    }

    fn take(&mut self, c: char) {
        match c {
            '\\' => self.command(),
            '{' | '$' => {}
            '}' => self.end_accent(),
            '~' => self.push(' '),
            '-' if self.eat("--") => self.push('—'),
            '-' if self.eat("-") => self.push('–'),
            '`' if self.eat("`") => self.push('“'),
            '\'' if self.eat("'") => self.push('”'),
            '`' => self.push('‘'),
            c if c.is_whitespace() || c.is_control() => {
                if self.accent.is_none() {
                    self.push(' ');
                }
            }
            c => self.push(c),
        }
    }

    /// Adds a character, under the accent that waits for it.
    fn push(&mut self, c: char) {
        let Some((_, mark)) = self.accent.take() else {
            let text = &mut self.out.text;
            if c != ' ' || !text.is_empty() && !text.ends_with(' ') {
                text.push(c);
            }
            return;
        };
        // An accent takes the dot's place.
        let base = match c {
            'ı' => 'i',
            'ȷ' => 'j',
            c => c,
        };
        match compose(base, *mark) {
            Some(letter) => self.out.text.push(letter),
            None => self.out.text.extend([base, *mark]),
        }
    }

    /// An accent over nothing is the sign itself: `\~{}`.
    fn end_accent(&mut self) {
        if let Some((sign, _)) = self.accent.take()
            && !sign.is_ascii_alphabetic()
        {
            self.out.text.push(*sign);
        }
    }

    fn command(&mut self) {
        let rest = self.chars;
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        if word.is_empty() {
            let Some(sign) = self.next() else { return };
            self.sign(sign);
            return;
        }
        self.chars = rest.get(end..).unwrap_or_default();
        let accent = word.chars().next().filter(|_| word.len() == 1);
        let row = accent.and_then(|sign| ACCENTS.iter().find(|(own, _)| *own == sign));
        if row.is_some() {
            self.accent = row;
        } else if let Some((_, text)) = SIGNS.iter().find(|(name, _)| *name == word) {
            for c in text.chars() {
                self.push(c);
            }
            // Blanks after the name of a command end it and are no text.
            self.chars = self.chars.trim_start();
            self.eat("{}");
        } else if LOOKS.contains(&word) {
            self.chars = self.chars.trim_start();
        } else {
            self.end_accent();
            self.out.text.push('\\');
            self.out.text.push_str(word);
            self.out.unknown.push(word.to_owned());
        }
    }

    /// A command of one sign.
    fn sign(&mut self, sign: char) {
        if let Some(row) = ACCENTS.iter().find(|(own, _)| *own == sign) {
            self.accent = Some(row);
            return;
        }
        match sign {
            // Places where a word may break, and corrections of the space between letters.
            '/' | '-' | '!' | '(' | ')' | '[' | ']' => {}
            ',' | ';' | ':' | '\\' | '@' => self.push(' '),
            c if c.is_whitespace() => self.push(' '),
            c => self.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(tex: &str) -> String {
        plain(tex).text
    }

    #[test]
    fn accents_and_letters_become_characters() {
        for (tex, expected) in [
            (r#"{\"O}ffnung"#, "Öffnung"),
            (r"Caf\'e", "Café"),
            (r"Caf\'{e}", "Café"),
            (r#"na{\"\i}ve"#, "naïve"),
            (r"Dvo\v{r}\'ak", "Dvořák"),
            (r"Stra\ss e", "Straße"),
            (r"{\AA}s og {\O}y", "Ås og Øy"),
            (r"\c{c}a", "ça"),
            (r"\=x \'w", "x\u{304} ẃ"),
            (r"A \& B \% \_ \$5 \#", "A & B % _ $5 #"),
            (r"1990--1995", "1990–1995"),
            (r"``so'' --- said `he'", "“so” — said ‘he'"),
            (r"\textasciitilde{}a\~{}b", "~a~b"),
            (r"\emph{灯}与{\it 港}", "灯与港"),
            ("a\n   b~c", "a b c"),
            (r"{NASA} {{World} Bank}", "NASA World Bank"),
        ] {
            assert_eq!(text(tex), expected, "{tex}");
        }
    }

    #[test]
    fn unknown_commands_stay_as_written() {
        let read = plain(r"a \foo{b} c\");
        assert_eq!(read.text, r"a \foob c");
        assert_eq!(read.unknown, ["foo"]);
    }
}

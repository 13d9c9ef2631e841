//! Rules `curly` and `strokes`: the marks of English that keyboards do not have (requirement E2; The
//! Chicago Manual of Style, 17th edition, 6.78–6.92 and 6.115–6.117).

use crate::normalise::LONGEST_ADDRESS;
use crate::normalise::draft::Edit;
use crate::normalise::line::{LineRule, OBJECT};
use crate::normalise::signs::Signs;
use crate::script::{after, before, closes, opens};

/// Makes “ ” and ‘ ’ of straight quotation marks, ’ of apostrophes, and ′ ″ of feet and inches.
pub const CURLY: LineRule = LineRule {
    signs: Signs::ASCII,
    concerns: |text| memchr::memchr2(b'"', b'\'', text.as_bytes()).is_some(),
    find: |line| curly(line.text),
};

/// Makes — of two or three hyphens, – of one between spaces, and … of three dots.
pub const STROKES: LineRule = LineRule {
    signs: Signs::ASCII,
    concerns: |text| {
        ["--", " - ", "..."]
            .iter()
            .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
    },
    find: |line| strokes(line.text),
};

/// Finds “ ” and ‘ ’ for straight quotation marks, ’ for apostrophes, and ′ ″ for feet and inches. What
/// no neighbour tells stays as it is.
fn curly(text: &str) -> Vec<Edit> {
    let mut marks = Marks {
        text,
        left: None,
        open: Vec::new(),
    };
    let found = text.char_indices();
    found.filter_map(|(at, c)| marks.mark(at, c)).collect()
}

/// Finds — for two or three hyphens, – for one between spaces, and … for three dots.
fn strokes(text: &str) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(['-', '.']).map(|at| from + at) {
        let run = &text[start..];
        let sign = if run.starts_with('-') { '-' } else { '.' };
        let length = run.len() - run.trim_start_matches(sign).len();
        from = start + length;
        if let Some(stroke) = stroke(text, start, &run[..length]) {
            found.push(Edit::replace(start..from, stroke));
        }
    }
    found
}

/// What a run of hyphens or dots stands for, if that is certain.
fn stroke(text: &str, at: usize, run: &str) -> Option<&'static str> {
    let (left, right) = (before(text, at), after(text, at + run.len()));
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // An option such as `--all`, and a path such as `.../docs`.
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == OBJECT);
    let option = space(left) && word(right);
    let path = [left, right].contains(&Some('/'));
    if path {
        return None;
    }
    let stroke = match run {
        "--" if digit(left) && digit(right) => Some("–"),
        "--" | "---" if !option && (left, right) != (None, None) => Some("—"),
        "-" if left == Some(' ') && right == Some(' ') => {
            let numbers = digit(text[..at].trim_end().chars().next_back())
                && digit(text[at + 1..].trim_start().chars().next());
            (!numbers && !text[..at].trim().is_empty()).then_some("–")
        }
        "..." => Some("…"),
        _ => None,
    };
    stroke.filter(|_| !in_address(text, at))
}

/// Whether a place is inside an address of the network, a path or a mailbox.
fn in_address(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST_ADDRESS));
    let token = text[from..at].rsplit(char::is_whitespace).next();
    let token = token.unwrap_or_default();
    let goes_on = after(text, at + 1).is_some_and(|c| !c.is_whitespace() && !closes(c));
    goes_on && (token.contains("://") || token.contains("www.") || token.contains('@'))
}

/// Words that begin with an apostrophe, and hardly ever with a quotation.
const ELIDED: [&str; 9] = [
    "tis", "twas", "twere", "twill", "twould", "twixt", "em", "til", "n",
];

/// Words that begin with an apostrophe where no quotation closes after them.
const OFTEN_ELIDED: [&str; 6] = ["cause", "bout", "round", "cuz", "neath", "fore"];

/// A line, read from its beginning.
struct Marks<'a> {
    text: &'a str,
    /// What stands before the place that is looked at, as settled.
    left: Option<char>,
    /// The quotation marks that stand open, as settled.
    open: Vec<char>,
}

impl Marks<'_> {
    fn mark(&mut self, at: usize, c: char) -> Option<Edit> {
        let settled = match c {
            '"' | '\'' if in_address(self.text, at) => c,
            '"' => self.double(at),
            '\'' => self.single(at),
            _ => c,
        };
        match settled {
            '“' | '‘' => self.open.push(settled),
            '”' => self.close('“'),
            '’' if self.open.last() == Some(&'‘')
                && !is_word(after(self.text, at + c.len_utf8())) =>
            {
                self.close('‘');
            }
            _ => {}
        }
        self.left = Some(settled);
        (settled != c).then(|| Edit::replace(at..at + c.len_utf8(), String::from(settled)))
    }

    /// Closes a mark, and what was left open inside it.
    fn close(&mut self, mark: char) {
        if let Some(place) = self.open.iter().rposition(|open| *open == mark) {
            self.open.truncate(place);
        }
    }

    /// Whether a quotation may begin here.
    fn may_open(&self) -> bool {
        self.left.is_none_or(|c| {
            c.is_whitespace() || opens(c) || matches!(c, '{' | '—' | '–' | '-' | '/' | '¡' | '¿')
        })
    }

    fn double(&self, at: usize) -> char {
        let right = after(self.text, at + 1);
        let ends = right.is_none_or(char::is_whitespace);
        if self.is_measure() && !self.open.contains(&'“') {
            return '″';
        }
        match (self.may_open(), ends) {
            (true, false) => '“',
            (true, true) if !matches!(self.left, Some('—' | '-')) => '"',
            (false, false) if is_word(self.left) && is_word(right) => '"',
            _ => '”',
        }
    }

    fn single(&self, at: usize) -> char {
        let rest = &self.text[at + 1..];
        let right = rest.chars().next();
        if is_word(self.left) && is_word(right) {
            let feet = self.is_measure() && right.is_some_and(|c| c.is_ascii_digit());
            return if feet { '′' } else { '’' };
        }
        if !is_word(right) {
            let ends = right.is_none_or(char::is_whitespace);
            return match (
                self.is_measure() && !self.open.contains(&'‘'),
                self.may_open(),
            ) {
                (true, _) => '′',
                // Between two spaces it may be anything; before another mark it opens.
                (_, true) if ends => '\'',
                (_, true) if right.is_some_and(|c| c == '"' || opens(c) || c == '…') => '‘',
                _ => '’',
            };
        }
        if !self.may_open() || is_elided(rest) {
            return '’';
        }
        if closes_later(rest) { '‘' } else { '’' }
    }

    /// Whether a number stands before.
    fn is_measure(&self) -> bool {
        self.left.is_some_and(|c| c.is_ascii_digit())
    }
}

/// Whether it is part of a word, or code or an image.
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == OBJECT)
}

/// Whether what follows an apostrophe is a word that has lost its beginning: ’tis, ’90s, ’n’.
fn is_elided(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphanumeric());
    let word = &rest[..end.unwrap_or(rest.len())];
    let is = |known: &&str| known.eq_ignore_ascii_case(word);
    let year = word.strip_suffix('s').unwrap_or(word);
    (year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()))
        || ELIDED.iter().any(is)
        || OFTEN_ELIDED.iter().any(is) && !closes_later(rest)
}

/// Whether a mark that may close a quotation comes later.
fn closes_later(rest: &str) -> bool {
    rest.match_indices(['\'', '’']).any(|(at, mark)| {
        let left = before(rest, at);
        left.is_some_and(|c| !c.is_whitespace()) && !is_word(after(rest, at + mark.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::settled_in;

    fn settled(text: &str) -> String {
        settled_in(text, "en-GB")
    }

    #[test]
    fn quotation_marks_and_apostrophes_are_told_apart() {
        for (before, after) in [
            ("\"Go,\" he said.", "“Go,” he said."),
            (
                "He said: \"'Go,' she told me.\"",
                "He said: “‘Go,’ she told me.”",
            ),
            ("\"Why 'go'?\"", "“Why ‘go’?”"),
            ("\"He said 'go.'\"", "“He said ‘go.’”"),
            ("(\"Go\") [\"stay\"]", "(“Go”) [“stay”]"),
            ("*\"Go\"* and \"*stay*\"", "“Go” and “stay”"),
            ("\"A long quotation begins", "“A long quotation begins"),
            ("and ends.\"", "and ends.”"),
            ("\"Wait--\" she said", "“Wait—” she said"),
            (
                "don't, the keepers' lamp, the 1880's",
                "don’t, the keepers’ lamp, the 1880’s",
            ),
            (
                "'Tis the '90s, rock 'n' roll",
                "’Tis the ’90s, rock ’n’ roll",
            ),
            ("from '78 to '99", "from ’78 to ’99"),
            ("get 'em 'cause it's late", "get ’em ’cause it’s late"),
            (
                "'cause and effect' is a phrase",
                "‘cause and effect’ is a phrase",
            ),
            ("U.S.'s law", "U.S.’s law"),
            ("It's 5'10\" or 5' 10\" tall", "It’s 5′10″ or 5′ 10″ tall"),
            ("\"in 1990\" and 'in 1990'", "“in 1990” and ‘in 1990’"),
            ("the \"`code`\" he wrote", "the “code” he wrote"),
        ] {
            assert_eq!(settled(before), after, "{before}");
            assert_eq!(settled(after), after, "again: {after}");
        }
    }

    #[test]
    fn strokes_are_drawn_where_they_are_meant() {
        for (before, after) in [
            ("a lamp--a small one--burned", "a lamp—a small one—burned"),
            ("a lamp -- a small one", "a lamp — a small one"),
            ("a lamp - a small one", "a lamp – a small one"),
            ("the years 1990--1995", "the years 1990–1995"),
            ("well... more or less...", "well… more or less…"),
            ("...and then?", "…and then?"),
        ] {
            assert_eq!(settled(before), after, "{before}");
            assert_eq!(settled(after), after, "again: {after}");
        }
    }

    #[test]
    fn what_is_no_mark_stays() {
        for text in [
            "`don't -- \"touch\"...`",
            "<code>don't -- \"touch\"...</code>",
            "press <kbd>'</kbd>, <kbd>\"</kbd> and <kbd>--</kbd>; it says <samp>can't...</samp>",
            "see https://lamp.example/it's--here...now?q='a for it",
            "pass --all or -a",
            "5 - 3 and 45-60",
            "a well-known .../docs",
            "a \" b ' c",
            "three.... dots",
        ] {
            let plain = [
                "`", "<code>", "</code>", "<kbd>", "</kbd>", "<samp>", "</samp>",
            ]
            .iter()
            .fold(text.to_owned(), |text, tag| text.replace(tag, ""));
            assert_eq!(settled(text), plain, "{text}");
        }
        assert_eq!(settled_in("l'été \"là\"", "fr"), "l'été \"là\"");
    }
}

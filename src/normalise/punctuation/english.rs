//! Rules `curly` and `strokes`: the marks of English that keyboards do not have (requirement E2; The
//! Chicago Manual of Style, 17th edition, 6.78–6.92 and 6.115–6.117).

use crate::normalise::LONGEST_ADDRESS;
use crate::normalise::draft::Edit;
use crate::normalise::line::{LineRule, OBJECT, Writing};
use crate::normalise::rule::{Apply, Rule};
use crate::normalise::signs::Signs;
use chengshu_writing::script::{after, before, closes, opens};

/// Makes “ ” and ‘ ’ of straight quotation marks, ’ of apostrophes, and ′ ″ of feet and inches.
pub const CURLY: Rule = Rule {
    id: "curly",
    family: "punctuation",
    summary: "turns straight quotation marks and apostrophes in English into curly ones",
    reason: "Books have “these” and ’90s; 5′ 10″ is a measure (requirement E2). Code and addresses keep theirs.",
    examples: &[(
        "\"'Tis the '90s,\" said the keepers' boy.",
        "“’Tis the ’90s,” said the keepers’ boy.",
    )],
    apply: Apply::Line(
        Writing::English,
        LineRule {
            signs: Signs::ASCII,
            concerns: |text| memchr::memchr2(b'"', b'\'', text.as_bytes()).is_some(),
            find: |line| curly(line.text),
        },
    ),
};

/// Makes — of two or three hyphens, – of one between spaces, and … of three dots.
pub const STROKES: Rule = Rule {
    id: "strokes",
    family: "punctuation",
    summary: "turns hyphens and dots in English into the dashes and ellipses they stand for",
    reason: "A typewriter writes a dash as `--` (requirement E2); ranges and options stay as they are.",
    examples: &[("A lamp--a small one - burned...", "A lamp—a small one – burned…")],
    apply: Apply::Line(
        Writing::English,
        LineRule {
            signs: Signs::ASCII,
            concerns: |text| {
                ["--", " - ", "..."]
                    .iter()
                    .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
            },
            find: |line| strokes(line.text),
        },
    ),
};

/// Finds “ ” and ‘ ’ for straight quotation marks, ’ for apostrophes, and ′ ″ for feet and inches. What
/// no neighbour tells stays as it is.
fn curly(text: &str) -> Vec<Edit> {
    let mut marks = Marks {
        text,
        addresses: Addresses::of(text),
        last_closing: last_closing(text),
        left: None,
        open: Open::default(),
    };
    let found = text.char_indices();
    found.filter_map(|(at, c)| marks.mark(at, c)).collect()
}

/// Finds — for two or three hyphens, – for one between spaces, and … for three dots.
fn strokes(text: &str) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut addresses = Addresses::of(text);
    let mut from = 0;
    while let Some(start) = text[from..].find(['-', '.']).map(|at| from + at) {
        let run = &text[start..];
        let sign = if run.starts_with('-') { '-' } else { '.' };
        let length = run.len() - run.trim_start_matches(sign).len();
        from = start + length;
        if let Some(stroke) = stroke(text, start, &run[..length])
            && !addresses.hold(start)
        {
            found.push(Edit::replace(start..from, stroke));
        }
    }
    found
}

/// The mark a run of hyphens or dots stands for, if that is certain.
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
    match run {
        "--" if digit(left) && digit(right) => Some("–"),
        "--" | "---" if !option && (left, right) != (None, None) => Some("—"),
        "-" if left == Some(' ') && right == Some(' ') => {
            let numbers = digit(text[..at].trim_end().chars().next_back())
                && digit(text[at + 1..].trim_start().chars().next());
            (!numbers && !text[..at].trim().is_empty()).then_some("–")
        }
        "..." => Some("…"),
        _ => None,
    }
}

/// The addresses of a line: of the network, and of mailboxes.
struct Addresses<'a> {
    text: &'a str,
    /// How far the line was read.
    read: usize,
    /// Where the last sign of an address stands that no white space follows.
    sign: Option<usize>,
}

impl<'a> Addresses<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, read: 0, sign: None }
    }

    /// True if a place is inside one. Places are asked about in their order.
    fn hold(&mut self, at: usize) -> bool {
        for c in self.text[self.read..at].chars() {
            self.read += c.len_utf8();
            let ends_with = |sign: &str| self.text[..self.read].ends_with(sign);
            let sign = ["://", "www.", "@"].into_iter().find(|sign| ends_with(sign));
            match sign {
                Some(sign) => self.sign = Some(self.read - sign.len()),
                None if c.is_whitespace() => self.sign = None,
                None => {}
            }
        }
        let goes_on = after(self.text, at + 1).is_some_and(|c| !c.is_whitespace() && !closes(c));
        goes_on && self.sign.is_some_and(|sign| at - sign <= LONGEST_ADDRESS)
    }
}

/// Words that begin with an apostrophe, and hardly ever with a quotation.
const ELIDED: [&str; 9] = ["tis", "twas", "twere", "twill", "twould", "twixt", "em", "til", "n"];

/// Words that begin with an apostrophe where no quotation closes after them.
const OFTEN_ELIDED: [&str; 6] = ["cause", "bout", "round", "cuz", "neath", "fore"];

/// A line, read from its beginning.
struct Marks<'a> {
    text: &'a str,
    addresses: Addresses<'a>,
    /// Where the last mark stands that may close a quotation.
    last_closing: Option<usize>,
    /// The character before the place that is looked at, as settled.
    left: Option<char>,
    open: Open,
}

/// The quotation marks that stand open, as settled.
#[derive(Default)]
struct Open {
    marks: Vec<char>,
    /// How many of them are `“`.
    doubles: usize,
}

impl Open {
    fn push(&mut self, mark: char) {
        self.marks.push(mark);
        self.doubles += usize::from(mark == '“');
    }

    fn contains(&self, mark: char) -> bool {
        match mark {
            '“' => self.doubles > 0,
            _ => self.doubles < self.marks.len(),
        }
    }

    /// Closes a mark, and what was left open inside it.
    fn close(&mut self, mark: char) {
        if !self.contains(mark) {
            return;
        }
        while let Some(open) = self.marks.pop() {
            self.doubles -= usize::from(open == '“');
            if open == mark {
                return;
            }
        }
    }
}

impl Marks<'_> {
    fn mark(&mut self, at: usize, c: char) -> Option<Edit> {
        let settled = match c {
            '"' | '\'' if self.addresses.hold(at) => c,
            '"' => self.double(at),
            '\'' => self.single(at),
            _ => c,
        };
        match settled {
            '“' | '‘' => self.open.push(settled),
            '”' => self.open.close('“'),
            '’' if self.open.marks.last() == Some(&'‘')
                && !is_word(after(self.text, at + c.len_utf8())) =>
            {
                self.open.close('‘');
            }
            _ => {}
        }
        self.left = Some(settled);
        (settled != c).then(|| Edit::replace(at..at + c.len_utf8(), String::from(settled)))
    }

    /// True if a mark that may close a quotation comes later than after the next character.
    fn closes_later(&self, at: usize) -> bool {
        self.last_closing.is_some_and(|last| last > at + 1)
    }

    /// True if what follows an apostrophe is a word that has lost its beginning: ’tis, ’90s, ’n’.
    fn is_elided(&self, at: usize) -> bool {
        let rest = &self.text[at + 1..];
        let end = rest.find(|c: char| !c.is_alphanumeric());
        let word = &rest[..end.unwrap_or(rest.len())];
        let is = |known: &&str| known.eq_ignore_ascii_case(word);
        let year = word.strip_suffix('s').unwrap_or(word);
        (year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()))
            || ELIDED.iter().any(is)
            || OFTEN_ELIDED.iter().any(is) && !self.closes_later(at)
    }

    /// True if a quotation may begin here.
    fn may_open(&self) -> bool {
        self.left.is_none_or(|c| {
            c.is_whitespace() || opens(c) || matches!(c, '{' | '—' | '–' | '-' | '/' | '¡' | '¿')
        })
    }

    fn double(&self, at: usize) -> char {
        let right = after(self.text, at + 1);
        let ends = right.is_none_or(char::is_whitespace);
        if self.is_measure() && !self.open.contains('“') {
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
        let right = after(self.text, at + 1);
        if is_word(self.left) && is_word(right) {
            let feet = self.is_measure() && right.is_some_and(|c| c.is_ascii_digit());
            return if feet { '′' } else { '’' };
        }
        if !is_word(right) {
            let ends = right.is_none_or(char::is_whitespace);
            return match (self.is_measure() && !self.open.contains('‘'), self.may_open()) {
                (true, _) => '′',
                // Between two spaces it may be anything; before another mark it opens.
                (_, true) if ends => '\'',
                (_, true) if right.is_some_and(|c| c == '"' || opens(c) || c == '…') => '‘',
                _ => '’',
            };
        }
        if !self.may_open() || self.is_elided(at) {
            return '’';
        }
        if self.closes_later(at) { '‘' } else { '’' }
    }

    /// True if a number stands before.
    fn is_measure(&self) -> bool {
        self.left.is_some_and(|c| c.is_ascii_digit())
    }
}

/// True if it is part of a word, or code or an image.
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == OBJECT)
}

/// Where the last mark of a line stands that may close a quotation.
fn last_closing(text: &str) -> Option<usize> {
    let marks = text.rmatch_indices(['\'', '’']);
    let mut closing = marks.filter(|(at, mark)| {
        let left = before(text, *at);
        left.is_some_and(|c| !c.is_whitespace()) && !is_word(after(text, at + mark.len()))
    });
    closing.next().map(|(at, _)| at)
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
            ("He said: \"'Go,' she told me.\"", "He said: “‘Go,’ she told me.”"),
            ("\"Why 'go'?\"", "“Why ‘go’?”"),
            ("\"He said 'go.'\"", "“He said ‘go.’”"),
            ("(\"Go\") [\"stay\"]", "(“Go”) [“stay”]"),
            ("*\"Go\"* and \"*stay*\"", "“Go” and “stay”"),
            ("\"A long quotation begins", "“A long quotation begins"),
            ("and ends.\"", "and ends.”"),
            ("\"Wait--\" she said", "“Wait—” she said"),
            ("don't, the keepers' lamp, the 1880's", "don’t, the keepers’ lamp, the 1880’s"),
            ("'Tis the '90s, rock 'n' roll", "’Tis the ’90s, rock ’n’ roll"),
            ("from '78 to '99", "from ’78 to ’99"),
            ("get 'em 'cause it's late", "get ’em ’cause it’s late"),
            ("'cause and effect' is a phrase", "‘cause and effect’ is a phrase"),
            ("U.S.'s law", "U.S.’s law"),
            ("It's 5'10\" or 5' 10\" tall", "It’s 5′10″ or 5′ 10″ tall"),
            ("\"in 1990\" and 'in 1990'", "“in 1990” and ‘in 1990’"),
            (
                "He read \"https://h.example/c\", and left.",
                "He read “https://h.example/c”, and left.",
            ),
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
            let plain = ["`", "<code>", "</code>", "<kbd>", "</kbd>", "<samp>", "</samp>"]
                .iter()
                .fold(text.to_owned(), |text, tag| text.replace(tag, ""));
            assert_eq!(settled(text), plain, "{text}");
        }
        assert_eq!(settled_in("l'été \"là\"", "fr"), "l'été \"là\"");
    }
}

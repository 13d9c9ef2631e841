//! Rule `width`: half-width marks of Chinese sentences become full-width.

use std::cell::{Cell, OnceCell};

use super::{after, before, is_chinese, is_passed_over, letter_after, letter_before};
use crate::normalise::draft::Edit;
use crate::normalise::line::{LineRule, Writing};
use crate::normalise::rule::{Apply, Rule};
use crate::normalise::signs::Signs;
use chengshu_writing::script::{closes, is_ideographic};

/// How far back an address is looked for, in bytes.
const ADDRESS: usize = 300;

/// Makes `,` `.` `?` `!` `:` `;` `~` and brackets full-width where they are Chinese: numbers,
/// times, addresses and Latin sentences keep theirs (requirement Z2).
pub const RULE: Rule = Rule {
    id: "width",
    family: "punctuation",
    summary: "turns half-width punctuation and brackets in Chinese sentences into full-width",
    reason: "Marks between Chinese are full-width; numbers, times, addresses and Latin keep theirs (requirement Z2).",
    examples: &[
        ("好,走吧!去哪?三点:港口;不远.", "好，走吧！去哪？三点：港口；不远。"),
        ("灯塔(Fanal)高12.5米,比分3:2.", "灯塔（Fanal）高12.5米，比分3:2."),
    ],
    apply: Apply::Line(
        Writing::Chinese,
        LineRule {
            signs: Signs::ASCII,
            concerns: |text| {
                let bytes = text.as_bytes();
                memchr::memchr3(b',', b'?', b'!', bytes).is_some()
                    || memchr::memchr3(b'.', b':', b';', bytes).is_some()
                    || memchr::memchr3(b'(', b')', b'~', bytes).is_some()
            },
            find: |line| find(line.text),
        },
    ),
};

fn find(text: &str) -> Vec<Edit> {
    if text.is_ascii() {
        return Vec::new();
    }
    let line = Line { text, chinese: OnceCell::new(), before: Cell::default() };
    let mut edits = Vec::new();
    let mut stops = Vec::new();
    let mut habit = false;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        let full = match byte {
            b',' if line.pauses(at) => "，",
            b';' if line.pauses(at) => "；",
            b':' if line.introduces(at) => "：",
            b'?' if line.ends(at) => "？",
            b'!' if line.ends(at) => "！",
            b'~' if line.draws(at) => "～",
            b'.' if line.stops(at) => {
                stops.push(at);
                continue;
            }
            _ => continue,
        };
        habit |= matches!(byte, b',' | b'?' | b'!')
            && before(text, at).is_some_and(is_ideographic)
            && after(text, at + 1).is_some_and(is_ideographic);
        edits.push(Edit::replace(at..at + 1, full));
    }
    for at in stops {
        // Between two ideographs it may part a foreign name: `甲.乙`.
        if habit || !after(text, at + 1).is_some_and(is_ideographic) {
            edits.push(Edit::replace(at..at + 1, "。"));
        }
    }
    brackets(text, &mut edits);
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

struct Line<'a> {
    text: &'a str,
    /// True if most of the line is Chinese, counted when asked for.
    chinese: OnceCell<bool>,
    /// The letter before the offset that was asked for last.
    before: Cell<(usize, Option<char>)>,
}

impl Line<'_> {
    fn is_mainly_chinese(&self) -> bool {
        *self.chinese.get_or_init(|| {
            let (mut ideographs, mut letters) = (0usize, 0usize);
            for c in self.text.chars() {
                ideographs += usize::from(is_ideographic(c));
                letters += usize::from(c.is_ascii_alphabetic());
            }
            // An ideograph is about a word, and a word has about four letters.
            ideographs * 4 >= letters && ideographs > 0
        })
    }

    fn around(&self, at: usize) -> (Option<char>, Option<char>) {
        (before(self.text, at), after(self.text, at + 1))
    }

    /// True if the letter before a mark is Chinese, however many marks stand between. None of them
    /// is passed over twice.
    fn follows_chinese(&self, at: usize) -> bool {
        let (known, letter) = self.before.get();
        let known = if known <= at { known } else { 0 };
        let between = self.text[known..at].chars().rev();
        let found = between.into_iter().find(|c| !is_passed_over(*c));
        let letter = found.or(letter.filter(|_| known > 0));
        self.before.set((at, letter));
        letter.is_some_and(is_ideographic)
    }

    /// True if a single Latin word or number stands before, as in a Chinese sentence.
    fn follows_word(&self, at: usize) -> bool {
        let head = &self.text[..at];
        let inside = |c: char| c.is_ascii_alphanumeric() || "%.'-+#_/:,~$&".contains(c);
        let word = head.char_indices().rev().take(ADDRESS).take_while(|(_, c)| inside(*c)).last();
        let Some((start, _)) = word else {
            return false;
        };
        let left = head[..start].trim_end_matches(' ').chars().next_back();
        left.is_none_or(|c| !c.is_ascii()) && !self.in_address(at)
    }

    fn in_address(&self, at: usize) -> bool {
        let head = &self.text.as_bytes()[..at];
        let from = head
            .iter()
            .rposition(|b| !b.is_ascii_graphic())
            .map_or(0, |at| at + 1)
            .max(head.len().saturating_sub(ADDRESS));
        let run = &head[from..];
        memchr::memmem::find(run, b"://").is_some()
            || run.starts_with(b"www.")
            || run.contains(&b'@')
    }

    /// `,` or `;`.
    fn pauses(&self, at: usize) -> bool {
        let (left, right) = self.around(at);
        if left.is_none() || right == Some(')') {
            return false;
        }
        if self.follows_chinese(at) {
            return true;
        }
        letter_after(self.text, at + 1).is_some_and(is_ideographic)
            && left.is_some_and(char::is_alphanumeric)
            && self.is_mainly_chinese()
            && self.follows_word(at)
    }

    /// `:`.
    fn introduces(&self, at: usize) -> bool {
        let (left, right) = self.around(at);
        let rest = &self.text[at + 1..];
        if matches!(right, Some(')' | '(' | '/')) || rest.starts_with("D ") || self.names_sign(at) {
            return false;
        }
        if left.is_some_and(|c| is_ideographic(c) || closes(c) && is_chinese(c)) {
            return self.follows_chinese(at);
        }
        letter_after(self.text, at + 1).is_some_and(is_ideographic)
            && left.is_some_and(char::is_alphanumeric)
            && self.is_mainly_chinese()
            && self.follows_word(at)
    }

    /// True if a colon stands at an end of the name of a sign: `:smile:`.
    fn names_sign(&self, at: usize) -> bool {
        const LONGEST: usize = 40;
        let is_part = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+-".contains(b);
        let is_name = |name: &[u8]| {
            (2..=LONGEST).contains(&name.len()) && name.iter().any(u8::is_ascii_lowercase)
        };
        let (head, tail) = (&self.text.as_bytes()[..at], &self.text.as_bytes()[at + 1..]);
        let near = &tail[..tail.len().min(LONGEST + 1)];
        let length = near.iter().take_while(|b| is_part(b)).count();
        let (name, rest) = tail.split_at(length);
        let goes_on = |b: u8| b == b'/' || b.is_ascii_alphanumeric();
        let opens =
            is_name(name) && rest.starts_with(b":") && !rest.get(1).copied().is_some_and(goes_on);
        let near = &head[head.len().saturating_sub(LONGEST + 1)..];
        let length = near.iter().rev().take_while(|b| is_part(b)).count();
        let (rest, name) = near.split_at(near.len() - length);
        opens || is_name(name) && rest.ends_with(b":")
    }

    /// `?` or `!`.
    fn ends(&self, at: usize) -> bool {
        let (left, right) = self.around(at);
        // `甲 !important` is no exclamation.
        let apart = left == Some(' ') && right.is_some_and(|c| c.is_ascii_alphanumeric());
        if left.is_none() || apart || right == Some('[') {
            return false;
        }
        if self.follows_chinese(at) {
            return true;
        }
        right.is_none_or(|c| is_ideographic(c) || c == '\n')
            && self.is_mainly_chinese()
            && self.follows_word(at)
    }

    /// `.`, only after an ideograph or what closes Chinese.
    fn stops(&self, at: usize) -> bool {
        let (left, right) = self.around(at);
        left.is_some_and(|c| is_ideographic(c) || (closes(c) && is_chinese(c)))
            && self.follows_chinese(at)
            && right.is_none_or(|c| {
                c.is_whitespace() || is_ideographic(c) || (closes(c) && is_chinese(c)) || c == '"'
            })
    }

    /// `~`, a drawn-out sound or a span; `~~` is left to the rule `marks`.
    fn draws(&self, at: usize) -> bool {
        let (left, right) = self.around(at);
        // The second of a pair, as some strike out with them.
        let closes = || {
            let open = self.text[..at].rfind('~');
            open.is_some_and(|open| {
                let (left, right) = self.around(open);
                right.is_some_and(is_ideographic)
                    && !left.is_some_and(|c| is_ideographic(c) || c == '~')
            })
        };
        left.is_some_and(is_ideographic)
            && right.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '~')
            && !closes()
    }
}

/// Pairs of brackets that hold or touch Chinese become full-width, both of them.
fn brackets(text: &str, edits: &mut Vec<Edit>) {
    if memchr::memchr2(b'(', b')', text.as_bytes()).is_none() {
        return;
    }
    let mut open: Vec<(usize, bool)> = Vec::new();
    // Ideographs up to each offset, so that what a pair holds need not be read again.
    let mut ideographs = 0usize;
    let mut counts: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => {
                open.push((at, c == '('));
                counts.push(ideographs);
            }
            ')' | '）' => {
                let (Some((start, half)), Some(count)) = (open.pop(), counts.pop()) else {
                    continue;
                };
                let holds = ideographs > count;
                let touches = letter_before(text, start).is_some_and(is_ideographic)
                    && before(text, start).is_some_and(|c| is_chinese(c) || c == ' ');
                let mixed = half != (c == ')');
                if !(holds || touches || mixed) {
                    continue;
                }
                if half {
                    edits.push(Edit::replace(start..start + 1, "（"));
                }
                if c == ')' {
                    edits.push(Edit::replace(at..at + 1, "）"));
                }
            }
            c if is_ideographic(c) => ideographs += 1,
            _ => {}
        }
    }
}

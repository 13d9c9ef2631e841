//! Rule `quotes`: straight and mismatched quotation marks become pairs.

use super::{after, before, is_chinese, is_full_stop, opens};
use crate::normalise::draft::Edit;
use crate::normalise::line::{LineRule, Writing};
use crate::normalise::rule::{Apply, Rule};
use crate::normalise::signs::Signs;
use chengshu_writing::language::is_traditional;
use chengshu_writing::script::{closes, is_ideographic};

/// The marks of a region: outer and inner pairs.
struct Marks {
    outer: (&'static str, &'static str),
    inner: (&'static str, &'static str),
}

/// GB/T 15834, 4.8.
const MAINLAND: Marks = Marks { outer: ("“", "”"), inner: ("‘", "’") };
/// 《重訂標點符號手冊》 of the Ministry of Education, Taiwan.
const TRADITIONAL: Marks = Marks { outer: ("「", "」"), inner: ("『", "』") };

/// Pairs straight quotation marks and turns round those that face the wrong way. Apostrophes,
/// feet and inches stay. A paragraph of a long quotation that opens and does not close is left
/// open.
pub const RULE: Rule = Rule {
    id: "quotes",
    family: "punctuation",
    summary: "pairs straight and mismatched quotation marks",
    reason: "Chinese quotes in “” outside ‘’, in Taiwan and Hong Kong in 「」 outside 『』 (requirement Z2).",
    examples: &[
        ("他说\"走\"，“她说\"不\"吧”。", "他说“走”，“她说‘不’吧”。"),
        ("他说：”走。“", "他说：“走。”"),
    ],
    apply: Apply::Line(
        Writing::Chinese,
        LineRule {
            signs: Signs::ASCII.or(Signs::CURLY),
            concerns: |text| {
                memchr::memchr2(b'"', b'\'', text.as_bytes()).is_some() || is_mismatched(text)
            },
            find: |line| {
                let marks = if is_traditional(line.language) { &TRADITIONAL } else { &MAINLAND };
                let mut edits = double(line.text, marks);
                edits.extend(single(line.text, marks));
                edits.sort_by_key(|edit| edit.span.start);
                edits
            },
        },
    ),
};

/// True if curly double marks do not simply alternate.
fn is_mismatched(text: &str) -> bool {
    let mut open = false;
    has_mark_mut(text, |right| {
        let wrong = open != right;
        open = !right;
        wrong
    })
}

/// Calls `test` for each curly double mark, with whether it is a right one.
fn has_mark_mut(text: &str, mut test: impl FnMut(bool) -> bool) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xe2, bytes).any(|at| match bytes[at..] {
        [0xe2, 0x80, 0x9c, ..] => test(false),
        [0xe2, 0x80, 0x9d, ..] => test(true),
        _ => false,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Straight,
    Left,
    Right,
}

/// Marks that stand open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// A straight mark, by the edit that opened it.
    Straight,
    Curly,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hint {
    Opens,
    Closes,
    Unclear,
}

/// A mark as its neighbours show it.
fn hint(text: &str, at: usize, length: usize) -> Hint {
    let (left, right) = (before(text, at), after(text, at + length));
    let begins = left.is_none_or(|c| {
        c.is_whitespace() || opens(c) || matches!(c, '：' | ':' | '，' | ',' | '、' | '—')
    });
    let ends_before = left.is_some_and(|c| matches!(c, '。' | '！' | '？' | '…' | '.' | '!' | '?'));
    let ends = right.is_none_or(|c| {
        c.is_whitespace() || closes(c) || is_full_stop(c) || ",.;:!?、".contains(c)
    });
    match (begins, ends || ends_before) {
        (true, false) => Hint::Opens,
        (false, true) => Hint::Closes,
        _ => Hint::Unclear,
    }
}

fn double(text: &str, marks: &Marks) -> Vec<Edit> {
    let signs: Vec<(usize, Sign)> = text
        .match_indices(['"', '“', '”'])
        .map(|(at, sign)| {
            let sign = match sign {
                "“" => Sign::Left,
                "”" => Sign::Right,
                _ => Sign::Straight,
            };
            (at, sign)
        })
        .collect();
    let runs = straight_runs(&signs);
    let mut edits = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (number, &(at, sign)) in signs.iter().enumerate() {
        let hint = hint(text, at, if sign == Sign::Straight { 1 } else { 3 });
        let pair = |depth: usize| {
            if depth.is_multiple_of(2) { marks.outer } else { marks.inner }
        };
        match sign {
            Sign::Straight => {
                let inches = before(text, at).is_some_and(|c| c.is_ascii_digit());
                let closing = match open.last() {
                    Some(Open::Straight) => true,
                    Some(Open::Curly) => runs[number].closes(),
                    None if inches => continue,
                    None => hint == Hint::Closes && runs[number].left % 2 == 1,
                };
                if closing {
                    open.pop();
                    edits.push(Edit::replace(at..at + 1, pair(open.len()).1));
                } else {
                    edits.push(Edit::replace(at..at + 1, pair(open.len()).0));
                    open.push(Open::Straight);
                }
            }
            Sign::Left if !open.is_empty() && hint == Hint::Closes => {
                edits.push(Edit::replace(at..at + 3, "”"));
                open.pop();
            }
            Sign::Left => open.push(Open::Curly),
            Sign::Right if open.is_empty() && hint == Hint::Opens => {
                edits.push(Edit::replace(at..at + 3, "“"));
                open.push(Open::Curly);
            }
            Sign::Right => {
                open.pop();
            }
        }
    }
    edits
}

/// The straight marks from one on up to the next curly one.
#[derive(Clone, Copy)]
struct Run {
    /// How many, this one included.
    left: usize,
    /// The character behind it.
    next: Option<Sign>,
}

impl Run {
    /// True if a straight mark closes the curly one before it: an odd one out does, unless a
    /// right one is still to come.
    fn closes(self) -> bool {
        self.next != Some(Sign::Right) && self.left % 2 == 1
    }
}

fn straight_runs(signs: &[(usize, Sign)]) -> Vec<Run> {
    let mut runs = vec![Run { left: 0, next: None }; signs.len()];
    let mut run = Run { left: 0, next: None };
    for (at, &(_, sign)) in signs.iter().enumerate().rev() {
        run = match sign {
            Sign::Straight => Run { left: run.left + 1, ..run },
            other => Run { left: 0, next: Some(other) },
        };
        runs[at] = run;
    }
    runs
}

/// Pairs of straight single marks around Chinese.
fn single(text: &str, marks: &Marks) -> Vec<Edit> {
    if memchr::memchr(b'\'', text.as_bytes()).is_none() {
        return Vec::new();
    }
    // Pairs, and whether Chinese touches them.
    let mut pairs: Vec<(usize, usize, bool)> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in text.match_indices('\'') {
        let (left, right) = (before(text, at), after(text, at + 1));
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_ideographic(c));
        match open {
            Some(start) if !letter(right) => {
                let around = [left, right, before(text, start), after(text, start + 1)];
                let chinese = around.into_iter().flatten().any(is_chinese);
                pairs.push((start, at, chinese));
                open = None;
            }
            None if !letter(left) => open = Some(at),
            _ => {}
        }
    }
    // The marks of a pair that Chinese touches are Chinese to the pairs beside it.
    for number in 1..pairs.len() {
        pairs[number].2 |= pairs[number - 1].2 && pairs[number - 1].1 + 1 == pairs[number].0;
    }
    for number in (1..pairs.len()).rev() {
        pairs[number - 1].2 |= pairs[number].2 && pairs[number - 1].1 + 1 == pairs[number].0;
    }
    let chinese = pairs.into_iter().filter(|(.., chinese)| *chinese);
    chinese
        .flat_map(|(start, end, _)| {
            [
                Edit::replace(start..start + 1, marks.inner.0),
                Edit::replace(end..end + 1, marks.inner.1),
            ]
        })
        .collect()
}

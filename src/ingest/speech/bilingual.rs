//! Captions in two languages at once: lines of the one, then lines of the other.
//!
//! What nearly all captions of a file do decides. A talk that quotes a line now and then, mixes two
//! languages, or breaks its captions over two lines, is in one language.

use std::ops::Range;

use crate::model::speech::Cue;
use chengshu_writing::language::{Census, Form, primary};
use chengshu_writing::script::{is_alphanumeric, is_han, is_unified};

/// The fewest captions that show that a file is in two languages.
const FEWEST: usize = 3;

/// The fewest lines with both languages in them that show it.
const FEWEST_LINES: usize = 5;

/// Captions whose lines tell two languages of one script.
const SAMPLE: usize = 400;

/// The longest name on a line of its own, in characters.
const LONGEST_NAME: usize = 24;

/// Parts captions in two languages. In: cues in order. Out: those of the language that stands first, and
/// those of the other; `None` if all are in one language.
pub fn split(cues: &[Cue]) -> Option<(Vec<Cue>, Vec<Cue>)> {
    let captions = Captions::of(cues, whole_lines);
    let sides = captions
        .by_writing()
        .or_else(|| captions.by_form())
        .or_else(|| captions.by_place())
        .or_else(|| captions.by_time(cues));
    if let Some(sides) = sides {
        return Some(parted(cues, &captions.lines, &sides));
    }
    let lines = captions.lines.len();
    let cut = captions.lines.iter().filter(|line| seam(line.text).is_some()).count();
    if lines < FEWEST_LINES || cut * 5 < lines * 4 {
        return None;
    }
    let parts = Captions::of(cues, parts_of_lines);
    Some(parted(cues, &parts.lines, &parts.by_writing()?))
}

/// Which of the two languages a line is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Second,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// The writing a line is in, as far as it tells a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    Chinese(Option<Form>),
    Japanese,
    Korean,
    Latin,
    Cyrillic,
    Other,
    /// Digits alone, which are in any language.
    Digits,
    /// Signs, or a name with a colon: it belongs to the line beside it.
    Sign,
}

impl Writing {
    fn of(line: &str) -> Self {
        let name = line.ends_with([':', '：']) && line.chars().count() <= LONGEST_NAME;
        if name || !line.contains(is_alphanumeric) {
            return Self::Sign;
        }
        if !line.contains(|c| is_unified(c) || c.is_alphabetic()) {
            return Self::Digits;
        }
        if line.is_ascii() {
            return Self::Latin;
        }
        let mut census = Census::default();
        census.add(line);
        match primary(census.likely()) {
            "zh" => Self::Chinese(None),
            "ja" => Self::Japanese,
            "ko" => Self::Korean,
            "ru" => Self::Cyrillic,
            "en" => Self::Latin,
            _ => Self::Other,
        }
    }

    fn tells(self) -> bool {
        !matches!(self, Self::Digits | Self::Sign)
    }
}

/// A line, or a part of one.
struct Line<'a> {
    cue: usize,
    /// Where it stands in the words of the cue.
    at: Range<usize>,
    text: &'a str,
    writing: Writing,
}

/// What is on the screen at one time.
struct Captions<'a> {
    lines: Vec<Line<'a>>,
    /// The lines of each.
    shown: Vec<Range<usize>>,
}

/// The two writings of a file, in their order.
type Pair = (Writing, Writing);

impl<'a> Captions<'a> {
    fn of(cues: &'a [Cue], cut: fn(&str) -> Vec<Range<usize>>) -> Self {
        let mut lines: Vec<Line<'a>> = Vec::new();
        let mut shown: Vec<Range<usize>> = Vec::new();
        for (index, cue) in cues.iter().enumerate() {
            let from = lines.len();
            lines.extend(cut(&cue.text).into_iter().map(|at| {
                let text = &cue.text[at.clone()];
                Line { cue: index, at, text, writing: Writing::of(text) }
            }));
            // Some files have a cue for each language.
            let before = index.checked_sub(1).map(|before| &cues[before]);
            let together = before.is_some_and(|before| {
                let times = (cue.start_ms, cue.end_ms);
                times == (before.start_ms, before.end_ms) && cue.start_ms.is_some()
            });
            match shown.last_mut().filter(|_| together) {
                Some(last) => last.end = lines.len(),
                None => shown.push(from..lines.len()),
            }
        }
        shown.retain(|shown| !shown.is_empty());
        Self { lines, shown }
    }

    /// The writings of a caption's lines that tell, without repetition.
    fn runs(
        &self,
        shown: &Range<usize>,
        writing: impl Fn(&Line<'_>) -> Option<Writing>,
    ) -> Vec<Writing> {
        let mut runs: Vec<Writing> = self.lines[shown.clone()].iter().filter_map(writing).collect();
        runs.dedup();
        runs
    }

    /// Two scripts: most captions have both, in one order.
    fn by_writing(&self) -> Option<Vec<Side>> {
        let tells = |line: &Line<'_>| Some(line.writing).filter(|writing| writing.tells());
        let runs: Vec<_> = self.shown.iter().map(|shown| self.runs(shown, tells)).collect();
        let all = runs.iter().filter(|runs| !runs.is_empty()).count();
        let (pair, both) = most(&runs)?;
        (both >= FEWEST && both * 2 >= all).then(|| self.sides(pair, |line| line.writing))
    }

    /// The two forms of Chinese. Many a line is the same in both, so those count that tell.
    fn by_form(&self) -> Option<Vec<Side>> {
        let form = |line: &Line<'_>| match line.writing {
            Writing::Chinese(_) => {
                let mut census = Census::default();
                census.add(line.text);
                census.form().filter(|_| !census.is_mixed())
            }
            _ => None,
        };
        let chinese = |line: &Line<'_>| Writing::Chinese(form(line));
        let runs: Vec<_> = self
            .shown
            .iter()
            .map(|shown| {
                self.runs(shown, |line| form(line).map(|form| Writing::Chinese(Some(form))))
            })
            .collect();
        let telling = runs.iter().filter(|runs| runs.len() > 1).count();
        let several = self.shown.iter().filter(|shown| shown.len() > 1).count();
        let (pair, both) = most(&runs)?;
        let enough = both >= FEWEST && both * 4 >= self.shown.len();
        (enough && both * 5 >= telling * 4 && several * 5 >= self.shown.len() * 4)
            .then(|| self.sides(pair, chinese))
    }

    /// Two languages of one script, as the first lines and the last of nearly all captions are in.
    fn by_place(&self) -> Option<Vec<Side>> {
        let halved: Vec<&Range<usize>> =
            self.shown.iter().filter(|shown| shown.len().is_multiple_of(2)).collect();
        if halved.len() < FEWEST || halved.len() * 5 < self.shown.len() * 4 {
            return None;
        }
        let (mut above, mut below) = (String::new(), String::new());
        for shown in halved.iter().take(SAMPLE) {
            let middle = shown.start + shown.len() / 2;
            for index in (*shown).clone() {
                let text = if index < middle { &mut above } else { &mut below };
                text.push_str(self.lines[index].text);
                text.push('\n');
            }
        }
        let certain = |text: &str| {
            let mut census = Census::default();
            census.read(text);
            census.certain().map(primary)
        };
        let (above, below) = (certain(&above)?, certain(&below)?);
        (above != below).then(|| {
            let sides = self.shown.iter().flat_map(|shown| {
                let middle = shown.start + shown.len().div_ceil(2);
                shown.clone().map(move |index| side(index < middle))
            });
            sides.collect()
        })
    }

    /// Two languages in cues of their own, which nearly all overlap.
    fn by_time(&self, cues: &[Cue]) -> Option<Vec<Side>> {
        let mut counts: Vec<(Writing, usize)> = Vec::new();
        for line in self.lines.iter().filter(|line| line.writing.tells()) {
            match counts.iter_mut().find(|(writing, _)| *writing == line.writing) {
                Some((_, count)) => *count += 1,
                None => counts.push((line.writing, 1)),
            }
        }
        counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let &[(one, _), (other, fewer), ..] = counts.as_slice() else {
            return None;
        };
        let of = |wanted: Writing| -> Vec<&Cue> {
            let own = self.lines.iter().filter(|line| line.writing == wanted);
            let mut own: Vec<usize> = own.map(|line| line.cue).collect();
            own.dedup();
            own.into_iter().map(|index| &cues[index]).collect()
        };
        if self.shown.iter().any(|shown| shown.len() > 1) {
            return None;
        }
        let (ones, others) = (of(one), of(other));
        let together = overlapping(&ones, &others);
        let nearly_all = together * 5 >= others.len() * 4 && others.len() * 2 >= ones.len();
        let first = self.lines.iter().find(|line| [one, other].contains(&line.writing))?.writing;
        let second = if first == one { other } else { one };
        (fewer >= FEWEST && nearly_all).then(|| self.sides((first, second), |line| line.writing))
    }

    /// The side of each line, by its writing as far as that tells, else by its neighbours.
    fn sides(&self, (first, second): Pair, writing: impl Fn(&Line<'_>) -> Writing) -> Vec<Side> {
        let mut sides = Vec::with_capacity(self.lines.len());
        for shown in &self.shown {
            let lines = &self.lines[shown.clone()];
            let own = |line: &Line<'_>| match writing(line) {
                own if own == first => Some(Side::First),
                own if own == second => Some(Side::Second),
                _ => None,
            };
            if let [above, below] = lines {
                // A line of Japanese may have no kana.
                let alike = first == Writing::Japanese || second == Writing::Japanese;
                let chinese = |line| writing(line) == Writing::Chinese(None);
                let is_sign = |line: &Line<'_>| line.writing == Writing::Sign;
                match (own(above), own(below)) {
                    _ if alike && chinese(above) && chinese(below) => {
                        sides.extend([Side::First, Side::Second]);
                    }
                    (Some(above), Some(below)) => sides.extend([above, below]),
                    (Some(side), None) if is_sign(below) => sides.extend([side, side]),
                    (None, Some(side)) if is_sign(above) => sides.extend([side, side]),
                    (Some(side), None) => sides.extend([side, side.other()]),
                    (None, Some(side)) => sides.extend([side.other(), side]),
                    (None, None) => sides.extend([Side::First, Side::Second]),
                }
                continue;
            }
            // A name or a sign goes with what follows.
            let known: Vec<Option<Side>> = lines.iter().map(own).collect();
            let mut next = known.iter().rev().find_map(|side| *side).unwrap_or(Side::First);
            let mut own: Vec<Side> = known
                .iter()
                .rev()
                .map(|side| {
                    next = side.unwrap_or(next);
                    next
                })
                .collect();
            own.reverse();
            sides.extend(own);
        }
        sides
    }
}

fn side(is_first: bool) -> Side {
    if is_first { Side::First } else { Side::Second }
}

/// The pair of writings most captions have, and how many; none if as much as a tenth have it the other
/// way round.
fn most(runs: &[Vec<Writing>]) -> Option<(Pair, usize)> {
    let mut counts: Vec<(Pair, usize)> = Vec::new();
    for runs in runs {
        if let &[first, second] = runs.as_slice() {
            match counts.iter_mut().find(|(pair, _)| *pair == (first, second)) {
                Some((_, count)) => *count += 1,
                None => counts.push(((first, second), 1)),
            }
        }
    }
    let &(pair, count) = counts.iter().max_by_key(|(_, count)| *count)?;
    let turned = counts.iter().find(|(other, _)| *other == (pair.1, pair.0));
    turned.is_none_or(|&(_, turned)| turned * 10 <= count).then_some((pair, count))
}

/// How many of the others are on the screen together with one of the ones.
fn overlapping(ones: &[&Cue], others: &[&Cue]) -> usize {
    let times = |cue: &&Cue| Some((cue.start_ms?, cue.end_ms?));
    let mut ones = ones.iter().filter_map(times).peekable();
    let mut together = 0;
    for (start, end) in others.iter().filter_map(times) {
        while ones.next_if(|&(_, over)| over <= start).is_some() {}
        let shared =
            ones.peek().map_or(0, |&(from, to)| to.min(end).saturating_sub(from.max(start)));
        together += usize::from(shared * 2 > end.saturating_sub(start));
    }
    together
}

/// The lines of a text that are not blank.
fn whole_lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split(['\n', '\r']) {
        let start = at + (line.len() - line.trim_start().len());
        if !line.trim().is_empty() {
            out.push(start..start + line.trim().len());
        }
        at += line.len() + 1;
    }
    out
}

/// The lines of a text, each cut once where ideographs end or begin for good: `灯亮了 The lamp is on`.
fn parts_of_lines(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for line in whole_lines(text) {
        let words = &text[line.clone()];
        match seam(words) {
            Some(at) => {
                let rest = words[at..].trim_start().len();
                out.push(line.start..line.start + words[..at].trim_end().len());
                out.push(line.end - rest..line.end);
            }
            None => out.push(line),
        }
    }
    out
}

/// Where a line with ideographs on one side of a space alone, and other letters on the other, is cut.
fn seam(words: &str) -> Option<usize> {
    if words.is_ascii() {
        return None;
    }
    let has_letters = |part: &str| part.contains(|c: char| c.is_alphabetic() && !is_han(c));
    let (first, last) = (words.find(is_han)?, words.rfind(is_han)?);
    let behind = words[last..].find(char::is_whitespace).map(|at| last + at);
    behind.filter(|&at| has_letters(&words[at..])).or_else(|| {
        let before = &words[..first];
        (before.ends_with(char::is_whitespace) && has_letters(before)).then_some(first)
    })
}

/// Cues of the first language and of the second.
fn parted(cues: &[Cue], lines: &[Line<'_>], sides: &[Side]) -> (Vec<Cue>, Vec<Cue>) {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let mut rest = lines.iter().zip(sides).peekable();
    for (index, cue) in cues.iter().enumerate() {
        let (mut ones, mut others) = (Vec::new(), Vec::new());
        while let Some((line, side)) = rest.next_if(|(line, _)| line.cue == index) {
            match side {
                Side::First => ones.push(line),
                Side::Second => others.push(line),
            }
        }
        for (own, track) in [(ones, &mut first), (others, &mut second)] {
            let Some(begin) = own.first() else { continue };
            let words: Vec<&str> = own.iter().map(|line| line.text).collect();
            let at = cue.at + begin.at.start;
            track.push(Cue { text: words.join("\n"), at, ..cue.clone() });
        }
    }
    (first, second)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;

    fn cues(texts: &[&str]) -> Vec<Cue> {
        let cue = |(at, text): (u64, &&str)| Cue {
            start_ms: Some(at * 2_000),
            end_ms: Some(at * 2_000 + 1_900),
            text: (*text).to_owned(),
            ..Cue::default()
        };
        (0..).zip(texts).map(cue).collect()
    }

    /// The words of both languages.
    fn both(texts: &[&str]) -> Option<(Vec<String>, Vec<String>)> {
        let (first, second) = split(&cues(texts))?;
        let words = |cues: Vec<Cue>| cues.into_iter().map(|cue| cue.text).collect();
        Some((words(first), words(second)))
    }

    #[track_caller]
    fn assert_both(texts: &[&str], first: &[&str], second: &[&str]) {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(both(texts), Some((own(first), own(second))));
    }

    #[test]
    fn a_line_of_each() {
        assert_both(
            &["潮水退了\nThe tide is out", "灯还亮着\nThe lamp is on", "没有船\nNo ships"],
            &["潮水退了", "灯还亮着", "没有船"],
            &["The tide is out", "The lamp is on", "No ships"],
        );
        assert_both(
            &[
                "The tide is out\n潮水退了",
                "The lamp\nis on\n灯还亮着",
                "No ships\n没有船",
                "1890\n1890年",
            ],
            &["The tide is out", "The lamp\nis on", "No ships", "1890"],
            &["潮水退了", "灯还亮着", "没有船", "1890年"],
        );
        assert_both(
            &[
                "♪\n潮が引いた\n潮水退了",
                "灯台守\n守灯人",
                "船はない\n没有船",
                "静かだ\n很安静",
                "はい",
            ],
            &["♪\n潮が引いた", "灯台守", "船はない", "静かだ", "はい"],
            &["潮水退了", "守灯人", "没有船", "很安静"],
        );
    }

    #[test]
    fn names_and_lone_lines_go_with_their_language() {
        assert_both(
            &[
                "KEEPER:\n潮水退了\nThe tide is out",
                "灯还亮着\nThe lamp is on",
                "嗯",
                "没有船\nNo ships",
                "OK",
            ],
            &["KEEPER:\n潮水退了", "灯还亮着", "嗯", "没有船"],
            &["The tide is out", "The lamp is on", "No ships", "OK"],
        );
    }

    #[test]
    fn both_forms_of_chinese() {
        assert_both(
            &[
                "潮水退了\n潮水退了",
                "灯还亮着\n燈還亮著",
                "这里没有船\n這裡沒有船",
                "门开了\n門開了",
                "我们走\n我們走",
            ],
            &["潮水退了", "灯还亮着", "这里没有船", "门开了", "我们走"],
            &["潮水退了", "燈還亮著", "這裡沒有船", "門開了", "我們走"],
        );
    }

    #[test]
    fn two_languages_of_one_script() {
        let (first, second) = both(&[
            "The harbour was very quiet in the evening\nLe soir, le port était très calme",
            "and nobody came to light the lamp\net personne ne venait allumer la lampe",
            "because the keeper had gone away\nparce que le gardien était parti",
        ])
        .unwrap();
        assert_eq!((first.len(), second.len()), (3, 3));
        assert!(second[2].starts_with("parce que"));
    }

    #[test]
    fn cues_of_their_own() {
        let mut cues = cues(&["潮水退了", "灯还亮着", "没有船"]);
        let others = ["The tide is out", "The lamp is on", "No ships"];
        let shifted = cues.iter().zip(others).map(|(cue, text)| Cue {
            start_ms: cue.start_ms.map(|at| at + 150),
            text: text.to_owned(),
            ..cue.clone()
        });
        let shifted: Vec<_> = shifted.collect();
        cues.extend(shifted);
        cues.sort_by_key(|cue| cue.start_ms);
        let (first, second) = split(&cues).unwrap();
        assert_eq!((first.len(), second.len()), (3, 3));
        assert_eq!(second[0].text, "The tide is out");
    }

    #[test]
    fn both_on_one_line() {
        let lines = ["潮水退了。 The tide is out.", "灯还亮着 The lamp is on", "没有船 No ships"];
        let texts = [&lines[..], &lines[..]].concat();
        let (first, second) = both(&texts).unwrap();
        assert_eq!((first[0].as_str(), second[0].as_str()), ("潮水退了。", "The tide is out."));
        let turned = ["The tide is out 潮水退了"; 5];
        assert_eq!(both(&turned).unwrap().1[4], "潮水退了");
    }

    #[test]
    fn one_language() {
        for texts in [
            &[
                "灯塔在港口的\n最高处",
                "没有人记得\n是谁造的",
                "他说\nTo be or not to be",
                "然后走了",
            ][..],
            &[
                "The lighthouse of\nthe harbour is old.",
                "Nobody remembers\nwho built it.",
                "It was\nthe sea.",
            ],
            &[
                "我们用 Python 写",
                "然后 deploy 到 server",
                "这个 bug 很 weird",
                "就 rollback 了",
                "他们 happy",
            ],
            &["他说", "Hello", "我说", "Goodbye", "就走了"],
            &[
                "潮水退了\nThe tide is out",
                "The lamp is on\n灯还亮着",
                "没有船\nNo ships",
                "Go\n走",
            ],
            &["看\nLook", "灯"],
        ] {
            assert_eq!(both(texts), None, "{texts:?}");
        }
    }
}

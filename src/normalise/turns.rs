//! Rule `turns`: names beside times, and signs that another speaks, become labels and paragraphs of
//! their own (requirement T2).

use std::collections::BTreeSet;
use std::ops::Range;

use super::draft::{Edit, lines};
use super::markers::Fences;
use super::rule::{Apply, Rule};
use crate::turns::{
    Opening, chevrons, clock, follows, is_machine, label, may_hold_machine, opening, settle,
};
use chengshu_writing::script::begins_with_ideograph;

pub const RULE: Rule = Rule {
    id: "turns",
    family: "speech",
    summary: "reads names beside times and signs such as `>>` as turns of speakers",
    reason: "They tell who speaks and when, and are not said.",
    examples: &[("&gt;&gt; Up? &gt;&gt; No. &gt;&gt; Why?", "– Up?\n\n– No.\n\n– Why?")],
    apply: Apply::Text(find),
};

/// Fewer signs than this are words.
const SIGNS: usize = 3;

/// Fewer names alone on their lines are headings.
const ALONE: usize = 2;

/// What a text states of turns.
#[derive(Default)]
struct Found {
    edits: Vec<Edit>,
    names: BTreeSet<String>,
}

fn find(text: &str) -> Vec<Edit> {
    read(text).edits
}

/// The names that a text states as those of speakers.
pub fn stated(text: &str) -> Vec<String> {
    read(text).names.into_iter().collect()
}

/// A line that is not blank.
struct Line<'a> {
    at: usize,
    text: &'a str,
    /// A line with text stands right above.
    is_under: bool,
    /// A heading, a quotation, a list, a table or code, which hold no turns.
    is_other: bool,
}

fn read(text: &str) -> Found {
    let has_signs = text.contains(">>") || text.contains("&gt;&gt;") || text.contains("\\>\\>");
    if !clock::may_hold_time(text) && !has_signs && !may_hold_machine(text) {
        return Found::default();
    }
    let lines = filled(text);
    let stripped = lines.iter().map(|line| (line.at, if line.is_other { "" } else { line.text }));
    let stripped: Vec<(usize, &str)> = stripped.collect();
    let mut openings: Vec<Opening<'_>> = stripped.iter().map(|(_, line)| opening(line)).collect();
    settle(&mut openings, &stripped);
    let is_certain = follows(&openings, &stripped);
    let alone = |line: &Line<'_>| !line.is_other && is_machine(line.text.trim());
    let are_alone = lines.iter().filter(|line| alone(line)).count() >= ALONE;
    let is_quoted = lines.iter().any(|line| is_quotation(line.text));
    let signs = lines.iter().map(|line| signs_of(line, false).len());
    let is_signed = has_signs && !is_quoted && signs.sum::<usize>() >= SIGNS;
    let mut last = 0;
    let ascends = |time: u64| std::mem::replace(&mut last, time) <= time;
    let is_timed = is_certain && openings.iter().filter_map(|opening| opening.time).all(ascends);
    let mut found = Found::default();
    for (number, line) in lines.iter().enumerate() {
        let opening = &openings[number];
        let has_own = opening.words < line.text.trim_end().len();
        // Where the words begin that stand beneath.
        let next = lines.get(number + 1).filter(|next| !next.is_other);
        let next = next.filter(|_| openings[number + 1].time.is_none()).map(|next| next.at);
        let named = match (is_certain && opening.is_certain, opening.name) {
            (true, Some(name)) => Some((name, opening.time)),
            _ if are_alone && alone(line) => Some((line.text.trim(), None)),
            _ => None,
        };
        if let Some((name, time)) = named {
            let words = match (has_own && time.is_some(), next) {
                (true, _) => Some(line.at + opening.words),
                (false, next) => next,
            };
            let Some(words) = words else { continue };
            let with = head(line.is_under, name, text.get(words..).unwrap_or_default());
            found.edits.push(Edit {
                span: line.at..words,
                with: with.into(),
                moment: time.and_then(|time| u32::try_from(time / 1000).ok()),
            });
            found.names.insert(name.to_owned());
        } else if is_timed && let Some(time) = opening.time {
            // With those of the named lines gone, too few would be left to show that it is one.
            found.edits.push(Edit {
                span: line.at..line.at + opening.spoken,
                with: "".into(),
                moment: u32::try_from(time / 1000).ok(),
            });
        } else if is_signed && !line.is_other {
            found.signs(line, &signs_of(line, true), opening);
        }
    }
    found
}

impl Found {
    /// Turns that signs begin in a line: each is a paragraph, with a dash unless a name follows.
    fn signs(&mut self, line: &Line<'_>, signs: &[Range<usize>], opening: &Opening<'_>) {
        for sign in signs {
            let head_of_line = line.text[..sign.start].trim().is_empty();
            let behind_time = opening.time.is_some() && opening.spoken == sign.start;
            let rest = &line.text[sign.end..];
            let label = label(rest).filter(|label| label.words < rest.len());
            let words = sign.end + label.map_or(0, |label| label.words);
            let opens = match label {
                Some(label) => {
                    self.names.insert(label.name.to_owned());
                    head(false, label.name, &line.text[words..])
                }
                None if rest.trim().is_empty() => String::new(),
                None if begins_with_ideograph(rest) => "——".to_owned(),
                None => "– ".to_owned(),
            };
            let is_first = head_of_line || behind_time;
            let before = match (is_first, line.is_under) {
                (true, false) => "",
                (true, true) => "\n",
                (false, _) => "\n\n",
            };
            let start = if behind_time { 0 } else { sign.start };
            let time = opening.time.filter(|_| behind_time);
            self.edits.push(Edit {
                span: line.at + start..line.at + words,
                with: format!("{before}{opens}").into(),
                moment: time.and_then(|time| u32::try_from(time / 1000).ok()),
            });
        }
    }
}

/// A label as the rule `speakers` reads it, a blank line before it where lines with text meet.
fn head(is_under: bool, name: &str, words: &str) -> String {
    let before = if is_under { "\n" } else { "" };
    if begins_with_ideograph(name) || begins_with_ideograph(words) {
        format!("{before}**{name}：** ")
    } else {
        format!("{before}**{name}:** ")
    }
}

/// The signs in a line, unless it may hold code.
fn signs_of(line: &Line<'_>, anywhere: bool) -> Vec<Range<usize>> {
    if line.is_other || line.text.contains('`') {
        Vec::new()
    } else {
        chevrons(line.text, anywhere)
    }
}

/// A quotation, not of a quotation alone.
fn is_quotation(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') && !line.starts_with(">>")
}

/// The lines of a text that are not blank.
/// A line without the spaces before it that people write as entities.
fn unindented(line: &str) -> &str {
    const SPACES: &[&str] = &["&nbsp;", "&emsp;", "&ensp;", "&#160;", "&#12288;"];
    let mut rest = line;
    while let Some(inner) = SPACES.iter().find_map(|space| rest.trim_start().strip_prefix(space)) {
        rest = inner.trim_start();
    }
    rest
}

fn filled(text: &str) -> Vec<Line<'_>> {
    let mut fences = Fences::default();
    let mut out = Vec::new();
    let mut is_under = false;
    for (at, line) in lines(text) {
        let in_fence = fences.covers(line);
        if line.trim().is_empty() {
            is_under = false;
            continue;
        }
        let is_other = in_fence
            || line.starts_with("    ")
            || line.starts_with('\t')
            || is_quotation(line)
            || line.trim_start().starts_with(['#', '|', '+', '='])
            || ["- ", "* "].iter().any(|marker| line.trim_start().starts_with(marker));
        // Neither a hard break nor an indent is a word.
        let text = line.strip_suffix('\\').unwrap_or(line);
        let indent = if is_other { 0 } else { text.len() - unindented(text).len() };
        out.push(Line { at: at + indent, text: &text[indent..], is_under, is_other });
        is_under = true;
    }
    out
}

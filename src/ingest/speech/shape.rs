//! Where the speech of a JSON file is, and how it is read from there.

use std::collections::HashMap;

use super::{Entry, clock};
use crate::model::speech::{Cue, Word, Writer};
use chengshu_text::json::{Node, Value};
use chengshu_writing::script::{is_cjk_mark, is_ideographic};

/// Where the speech of a file is and what its parts are called.
///
/// Paths have dots between names, `*` for each entry of a list and a number for one of them; `|` parts paths
/// of which the first that leads to something counts.
#[derive(Clone, Copy)]
pub struct Shape<'k> {
    /// The path of the entries.
    pub entries: &'k str,
    /// When an entry begins.
    pub start: &'k str,
    /// When it ends; behind `+`, how long it takes.
    pub end: &'k str,
    /// Its words.
    pub text: &'k str,
    /// Who speaks, in an entry or in what it is in.
    pub speaker: &'k str,
    /// How many milliseconds the unit of its times has.
    unit: f64,
    /// What an entry has that counts.
    has: &'k str,
    /// Whether entries are words.
    words: bool,
    /// Who writes such files.
    pub writer: Writer,
}

pub(super) const MILLISECONDS: f64 = 1.0;
pub(super) const SECONDS: f64 = 1000.0;
/// A ten-thousandth of a millisecond, in which Azure counts.
pub(super) const TICKS: f64 = 0.0001;

/// A pause, in milliseconds, at which words without marks are parted.
const PAUSE: u64 = 700;

/// A sentence is shorter, in seconds, in the mean: what is longer and whole counts milliseconds.
const LONGEST: u64 = 200;

/// Entries that are captions or sentences: their path, start, end, words and speaker.
pub(super) const fn sentences<'k>(entries: &'k str, keys: [&'k str; 4], unit: f64) -> Shape<'k> {
    let [start, end, text, speaker] = keys;
    Shape {
        entries,
        start,
        end,
        text,
        speaker,
        unit,
        has: "",
        words: false,
        writer: Writer::Recogniser,
    }
}

/// The same in a form that people write captions in, too.
pub(super) const fn captions<'k>(entries: &'k str, keys: [&'k str; 4]) -> Shape<'k> {
    Shape { writer: Writer::Unknown, ..sentences(entries, keys, SECONDS) }
}

/// Entries that are words.
pub(super) const fn words<'k>(entries: &'k str, keys: [&'k str; 4], unit: f64) -> Shape<'k> {
    Shape { words: true, ..sentences(entries, keys, unit) }
}

/// Entries that have something which others of the same path lack.
pub(super) const fn with<'k>(has: &'k str, shape: Shape<'k>) -> Shape<'k> {
    Shape { has, ..shape }
}

/// A part of a file that has words.
struct Part<'n> {
    node: &'n Node<'n>,
    speaker: Option<&'n Node<'n>>,
    /// The list it is in.
    list: usize,
}

/// The value a path leads to, without `*`.
fn at<'n>(node: &'n Node<'n>, path: &str) -> Option<&'n Node<'n>> {
    path.split('.').try_fold(node, |node, step| match step.parse::<usize>() {
        Ok(number) => node.list()?.get(number),
        Err(_) => node.get(step),
    })
}

/// The value the first of some paths leads to.
pub(super) fn first<'n>(node: &'n Node<'n>, paths: &str) -> Option<&'n Node<'n>> {
    paths
        .split('|')
        .find_map(|path| at(node, path))
        .filter(|node| node.value != Value::Other)
}

/// Milliseconds of a time in some unit.
pub(super) fn time(node: &Node<'_>, unit: f64) -> Option<u64> {
    if let Some(number) = node.number() {
        return super::milliseconds(number * unit / 1000.0);
    }
    let text = node.text()?.trim();
    let seconds = text.strip_suffix('s').and_then(|number| number.parse().ok());
    seconds
        .and_then(super::milliseconds)
        .or_else(|| clock::duration(text))
        .or_else(|| clock::time(text).map(|(time, _)| time))
}

impl Shape<'_> {
    /// The entries of a file as cues, each with where it begins and ends; `None` if the file is in another
    /// shape.
    pub(super) fn read(&self, root: &Node<'_>) -> Option<Vec<(usize, usize, Entry)>> {
        let parts: Vec<Part<'_>> = self
            .parts(root)
            .into_iter()
            .filter(|part| self.has.is_empty() || first(part.node, self.has).is_some())
            .collect();
        let has_text = |part: &Part<'_>| first(part.node, self.text).and_then(Node::text).is_some();
        if !parts.iter().any(has_text) {
            return None;
        }
        let unit = self.unit(&parts);
        let turns = turns(root);
        let speakers = parts.iter().filter_map(|part| part.speaker);
        let names = Names::of(root, speakers.chain(turns.iter().map(|&(_, speaker)| speaker)));
        let entries = if self.words {
            let words = parts.iter().filter_map(|part| {
                let text = first(part.node, self.text)?;
                let (start, end) = self.times(part.node, unit);
                let turn = || turn_at(&turns, start?);
                Some(Single {
                    start,
                    end,
                    speaker: part.speaker.or_else(turn).and_then(|node| names.name(node)),
                    list: part.list,
                    text: text.text()?,
                    at: text.inside(),
                })
            });
            let cues = joined(&words.collect::<Vec<_>>());
            cues.into_iter().map(|cue| (cue.at, cue.at, Entry::Cue(cue))).collect()
        } else {
            let mut last = 0;
            let entries = parts.iter().map(|part| {
                let entry = self.entry(part, unit, &names, &mut last);
                (part.node.at.start, part.node.at.end, entry)
            });
            entries.collect()
        };
        Some(entries)
    }

    /// The entries.
    fn parts<'n>(&self, root: &'n Node<'n>) -> Vec<Part<'n>> {
        let speaker =
            |node| (!self.speaker.is_empty()).then(|| first(node, self.speaker)).flatten();
        let mut found = vec![Part { node: root, speaker: None, list: 0 }];
        for step in self.entries.split('.') {
            let mut next = Vec::new();
            for (list, part) in found.into_iter().enumerate() {
                let inner = match step {
                    "*" => part.node.list().unwrap_or_default(),
                    name => at(part.node, name).map_or(&[][..], std::slice::from_ref),
                };
                let part = |node| Part { node, speaker: speaker(node).or(part.speaker), list };
                next.extend(inner.iter().map(part));
            }
            found = next;
        }
        found
    }

    fn entry(&self, part: &Part<'_>, unit: f64, names: &Names<'_>, last: &mut u64) -> Entry {
        let Some((text, place)) =
            first(part.node, self.text).and_then(|node| Some((node.text()?, node.inside())))
        else {
            // Services leave out the alternatives where nobody speaks.
            return if self.text.contains('.') { Entry::Nothing } else { Entry::Unread };
        };
        let (start, end) = self.times(part.node, unit);
        // Some say only when a sentence ends.
        let is_stated = first(part.node, self.start).is_some();
        let start = start.or_else(|| end.filter(|_| !is_stated).map(|end| end.min(*last)));
        *last = end.or(start).unwrap_or(*last);
        Entry::Cue(Cue {
            start_ms: start,
            end_ms: end,
            speaker: part.speaker.and_then(|node| names.name(node)),
            text: without_tokens(text),
            words: words_of(part.node, text, unit),
            at: place,
        })
    }

    /// When an entry begins and ends.
    fn times(&self, entry: &Node<'_>, unit: f64) -> (Option<u64>, Option<u64>) {
        let start = first(entry, self.start).and_then(|node| time(node, unit));
        let end = self.end.split('|').find_map(|path| match path.strip_prefix('+') {
            Some(path) => Some(start? + time(at(entry, path)?, unit)?),
            None => time(at(entry, path)?, unit),
        });
        (start, end)
    }

    /// The unit the times of a file are in, if they show that it is not the usual one of the shape: programs
    /// agree on keys more than on units.
    fn unit(&self, parts: &[Part<'_>]) -> f64 {
        let is_whole = |path: &str, part: &Part<'_>| match first(part.node, path) {
            Some(Node { value: Value::Number(number), .. }) => number.fract() == 0.0,
            _ => true,
        };
        let ends = self.end.trim_start_matches('+');
        let all_whole = parts.iter().all(|part| is_whole(self.start, part) && is_whole(ends, part));
        let (count, length) = parts.iter().fold((0, 0), |(count, length), part| {
            match self.times(part.node, MILLISECONDS) {
                (Some(start), Some(end)) => (count + 1, length + end.saturating_sub(start)),
                _ => (count, length),
            }
        });
        if self.unit == MILLISECONDS && !all_whole {
            SECONDS
        } else if self.unit == SECONDS && all_whole && !self.words && length > count * LONGEST {
            MILLISECONDS
        } else {
            self.unit
        }
    }
}

/// The names of speakers.
struct Names<'n> {
    /// Those a list `speakers` states.
    stated: HashMap<String, &'n str>,
    /// Whether numbers tell anybody from anybody else.
    several: bool,
}

impl<'n> Names<'n> {
    fn of<'s>(root: &'n Node<'n>, speakers: impl Iterator<Item = &'s Node<'s>>) -> Self {
        let list = root.get("speakers").and_then(Node::list).unwrap_or_default();
        let stated = list.iter().filter_map(|speaker| {
            let name = first(speaker, "name|display_name|label")?.text()?;
            Some((label(first(speaker, "id|speaker_id")?)?, name))
        });
        let mut labels = speakers.filter_map(label);
        let one = labels.next();
        Self { stated: stated.collect(), several: labels.any(|other| Some(other) != one) }
    }

    /// The name of a speaker. Numbers are given the form that diarisation prints.
    fn name(&self, node: &Node<'_>) -> Option<String> {
        let label = label(node)?;
        if let Some(name) = self.stated.get(&label) {
            return Some((*name).to_owned());
        }
        let number = label.strip_prefix("spk_").unwrap_or(&label);
        if let Ok(number) = number.parse::<u32>() {
            return self.several.then(|| numbered(number));
        }
        let is_letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_uppercase());
        if is_letter { self.several.then(|| format!("Speaker {label}")) } else { Some(label) }
    }
}

/// The name of a speaker of whom only a number is known.
pub(super) fn numbered(number: u32) -> String {
    format!("SPEAKER_{number:02}")
}

/// What a speaker is called in a file: a text, a number, or a group with a name.
fn label(node: &Node<'_>) -> Option<String> {
    let node = first(node, "name|label|id").unwrap_or(node);
    let label = match &node.value {
        Value::Number(number) => number.to_string(),
        _ => node.text()?.trim().to_owned(),
    };
    (!label.is_empty()).then_some(label)
}

/// Stretches of one speaker, as Amazon states them beside the words: ascending, when each begins.
fn turns<'n>(root: &'n Node<'n>) -> Vec<(u64, &'n Node<'n>)> {
    let list = at(root, "results.speaker_labels.segments").and_then(Node::list);
    let turns = list.unwrap_or_default().iter().filter_map(|turn| {
        Some((time(turn.get("start_time")?, SECONDS)?, turn.get("speaker_label")?))
    });
    let mut turns: Vec<_> = turns.collect();
    turns.sort_by_key(|&(start, _)| start);
    turns
}

fn turn_at<'n>(turns: &[(u64, &'n Node<'n>)], time: u64) -> Option<&'n Node<'n>> {
    let next = turns.partition_point(|&(start, _)| start <= time);
    turns.get(next.checked_sub(1)?).map(|&(_, speaker)| speaker)
}

/// A word of a file that has no sentences.
struct Single<'n> {
    start: Option<u64>,
    end: Option<u64>,
    speaker: Option<String>,
    list: usize,
    text: &'n str,
    at: usize,
}

/// The words beside a sentence, as `WhisperX` and others write them: where each stands in it, and when it is
/// said. None if they are not the words of the sentence.
fn words_of(entry: &Node<'_>, text: &str, unit: f64) -> Vec<Word> {
    let list = entry.get("words").and_then(Node::list).unwrap_or_default();
    let mut words = Vec::with_capacity(list.len());
    let mut from = 0;
    for node in list {
        let word = first(node, "word|text").and_then(Node::text).unwrap_or_default().trim();
        let near = text.get(from..).unwrap_or_default();
        let skipped = near.len() - near.trim_start().len();
        if word.is_empty() || !near[skipped..].starts_with(word) {
            return Vec::new();
        }
        let at = from + skipped;
        let of = |name| first(node, name).and_then(|node| time(node, unit));
        // Numbers have no times there.
        if let Some(start_ms) = of("start") {
            words.push(Word { at, start_ms, end_ms: of("end") });
        }
        from = at + word.len();
    }
    words
}

/// Words as sentences: they end with a mark, a pause, a list, or whoever speaks.
fn joined(words: &[Single<'_>]) -> Vec<Cue> {
    // Some files have the spaces between words, others leave them to the reader.
    let is_spaced = words.iter().any(|word| word.text.starts_with(' ') || word.text.ends_with(' '));
    let mut cues: Vec<Cue> = Vec::new();
    let mut list = None;
    for word in words {
        let text = word.text;
        let goes_on = cues.last_mut().filter(|cue| {
            let is_mark = !text.contains(char::is_alphanumeric);
            let pause = match (cue.end_ms, word.start) {
                (Some(end), Some(start)) => start.saturating_sub(end),
                _ => 0,
            };
            let other = word.speaker.is_some() && cue.speaker != word.speaker;
            let ended = cue.text.trim_end().ends_with(['.', '?', '!', '。', '？', '！']);
            list == Some(word.list) && (is_mark || !(other || ended || pause >= PAUSE))
        });
        list = Some(word.list);
        if let Some(cue) = goes_on {
            if !is_spaced && takes_space(&cue.text, text) {
                cue.text.push(' ');
            }
            cue.text.push_str(text);
            cue.end_ms = word.end.or(cue.end_ms);
        } else if !text.trim().is_empty() {
            cues.push(Cue {
                start_ms: word.start,
                end_ms: word.end,
                speaker: word.speaker.clone(),
                text: text.to_owned(),
                words: Vec::new(),
                at: word.at,
            });
        }
    }
    cues
}

/// True if a space stands between a text and the word behind it.
fn takes_space(text: &str, word: &str) -> bool {
    let closes =
        |c: char| matches!(c, ',' | '.' | '?' | '!' | ';' | ':' | ')' | '%') || is_cjk_mark(c);
    match (text.chars().next_back(), word.chars().next()) {
        (Some(before), Some(next)) => {
            !closes(next)
                && !is_ideographic(before)
                && !is_ideographic(next)
                && !is_cjk_mark(before)
        }
        _ => false,
    }
}

/// A text without the tokens models write beside words: `<|zh|>`, `<|NEUTRAL|>`, `<|0.00|>`.
fn without_tokens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("<|") {
        let inner = &rest[open + 2..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let length = inner.find(|c| !is_part(c)).unwrap_or(inner.len());
        out.push_str(&rest[..open]);
        let after = inner[length..].strip_prefix("|>").filter(|_| length > 0);
        if after.is_none() {
            out.push_str("<|");
        }
        rest = after.unwrap_or(inner);
    }
    out.push_str(rest);
    out
}

//! The words inside entries: what each says about the words beside it.
//!
//! A word matches whole words only, in any case, with or without a full stop after it; a row may
//! hold several words.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Part, Sense, Slot};
use crate::reference::Kind;
use chengshu_text::source::Span;
use chengshu_writing::variant::simplified_word;

/// A word or several that a table has, or a word that none has.
#[derive(Debug, Clone)]
pub(in super::super) struct Word {
    /// Where it stands, with the full stop of an abbreviation.
    pub span: Span,
    /// What it says, in all languages.
    pub senses: Cow<'static, [Sense]>,
}

impl Word {
    /// True if one of its senses is this.
    pub fn says(&self, sense: Sense) -> bool {
        self.senses.contains(&sense)
    }

    /// What those did whose names follow.
    pub fn by(&self) -> Option<Part> {
        self.find(|sense| if let Sense::By(part) = sense { Some(part) } else { None })
    }

    /// What those did whose names stand before.
    pub fn did(&self) -> Option<Part> {
        self.find(|sense| if let Sense::Did(part) = sense { Some(part) } else { None })
    }

    /// What the number behind it counts.
    pub fn counts(&self) -> Option<Slot> {
        self.find(|sense| if let Sense::Counts(slot) = sense { Some(slot) } else { None })
    }

    /// What the number before it counts.
    pub fn counted(&self) -> Option<Slot> {
        self.find(|sense| if let Sense::Counted(slot) = sense { Some(slot) } else { None })
    }

    /// The sort of work it names.
    pub fn kind(&self) -> Option<Kind> {
        self.find(|sense| if let Sense::Kind(kind) = sense { Some(kind) } else { None })
    }

    /// The month it names.
    pub fn month(&self) -> Option<u8> {
        self.find(|sense| if let Sense::Month(month) = sense { Some(month) } else { None })
    }

    fn find<T>(&self, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.senses.iter().copied().find_map(pick)
    }
}

/// How many characters a word has at most that ends a text without blanks.
const MOST_AT_END: usize = 4;

/// What a row says, and how many words the longest row has that begins with the same word.
#[derive(Default)]
struct Row {
    senses: Vec<Sense>,
    longest: usize,
}

/// The rows of all languages, kanji also in the form a text in them may have been given.
static TABLE: LazyLock<HashMap<String, Row>> = LazyLock::new(|| {
    let mut table: HashMap<String, Row> = HashMap::new();
    let mut plain = Vec::new();
    for (words, senses) in super::saying(Sense::named) {
        table.entry(words.to_owned()).or_default().senses.extend_from_slice(&senses);
        if let Some((first, others)) = words.split_once(' ') {
            let row = table.entry(first.to_owned()).or_default();
            row.longest = row.longest.max(2 + others.matches(' ').count());
        }
        let form = simplified_word(words);
        if form != words {
            plain.push((form, senses));
        }
    }
    for (words, senses) in plain {
        table.entry(words).or_insert(Row { senses, longest: 1 });
    }
    table
});

/// The words of a text within `span`, the longest rows first.
pub(in super::super) fn words(text: &str, span: &Span) -> Vec<Word> {
    let table = &*TABLE;
    let single = single_words(text, span);
    let mut found = Vec::with_capacity(single.len());
    let mut at = 0;
    let mut key = String::new();
    while at < single.len() {
        lower(&text[single[at].clone()], &mut key);
        let (len, senses) = match table.get(key.as_str()) {
            Some(first) => longest(text, &single[at..], first, &mut key),
            None => (1, Cow::Owned(of_end(&text[single[at].clone()]))),
        };
        let (from, to) = (single[at].start, single[at + len - 1].end);
        let to = if senses.is_empty() { to } else { stop_after(text, to, span.end) };
        found.push(Word { span: from..to, senses });
        at += len;
    }
    found
}

/// The longest row of some words, which begin with `key`, that of `first`: how many words it has,
/// and what it says. Blanks, full stops and apostrophes may stand between the words of a row.
fn longest(
    text: &str,
    words: &[Span],
    first: &'static Row,
    key: &mut String,
) -> (usize, Cow<'static, [Sense]>) {
    let mut found = (1, first.senses.as_slice());
    for len in 2..=first.longest.min(words.len()) {
        let (before, word) = (&words[len - 2], &words[len - 1]);
        if !text[before.end..word.start].chars().all(|c| c == '.' || c.is_whitespace()) {
            break;
        }
        key.push(' ');
        lower_after(&text[word.clone()], key);
        if let Some(row) = TABLE.get(key.as_str()).filter(|row| !row.senses.is_empty()) {
            found = (len, &row.senses);
        }
    }
    match found {
        // No row, but the beginning of one.
        (1, []) => (1, Cow::Owned(of_end(&text[words[0].clone()]))),
        (len, senses) => (len, Cow::Borrowed(senses)),
    }
}

/// Writes a word as tables have it.
fn lower(word: &str, key: &mut String) {
    key.clear();
    lower_after(word, key);
}

fn lower_after(word: &str, key: &mut String) {
    if word.is_ascii() {
        let from = key.len();
        key.push_str(word);
        key[from..].make_ascii_lowercase();
    } else {
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// What the end of a word says that is written without blanks: 東浜新聞 is a paper. Ends name bodies
/// and sorts of works; what else they say they say alone.
fn of_end(word: &str) -> Vec<Sense> {
    if word.is_ascii() || !word.chars().all(|c| c > '\u{1100}') {
        return Vec::new();
    }
    let ends = word.char_indices().skip(1).map(|(at, _)| &word[at..]);
    let senses = ends.filter_map(|end| TABLE.get(end)).flat_map(|row| &row.senses);
    let named = |sense: &&Sense| {
        matches!(sense, Sense::Press | Sense::Outlet | Sense::Body | Sense::Kind(_))
    };
    senses.filter(named).copied().collect()
}

/// What the names at the start of a text did that is written without blanks, by the word it ends in:
/// 森田海斗編.
pub(in super::super) fn did_at_end(text: &str) -> Option<(&str, Part)> {
    let starts = text.char_indices().rev().take(MOST_AT_END).map(|(at, _)| at);
    let dids = starts.filter_map(|at| {
        let senses = &TABLE.get(&text[at..])?.senses;
        let part = senses.iter().find_map(|sense| match sense {
            Sense::Did(part) => Some(*part),
            _ => None,
        })?;
        Some((text[..at].trim_end(), part))
    });
    // The longest: 編著 before 著.
    dids.last().filter(|(left, _)| !left.is_empty())
}

/// The end of an abbreviation with its full stop.
fn stop_after(text: &str, end: usize, limit: usize) -> usize {
    if end < limit && text[end..].starts_with('.') { end + 1 } else { end }
}

/// Runs of letters and digits, with hyphens and apostrophes inside.
fn single_words(text: &str, span: &Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<usize> = None;
    let part = &text[span.clone()];
    for (at, c) in part.char_indices() {
        let inside = c.is_alphanumeric()
            || matches!(c, '\u{300}'..='\u{36f}')
            || open.is_some()
                && matches!(c, '-' | '‐' | '‑' | '\'' | '’')
                && part[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        match (inside, open) {
            (true, None) => open = Some(at),
            (false, Some(from)) => {
                found.push(span.start + from..span.start + at);
                open = None;
            }
            _ => {}
        }
    }
    if let Some(from) = open {
        found.push(span.start + from..span.end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_match_whole() {
        let says = |text: &str, sense| words(text, &(0..text.len())).iter().any(|w| w.says(sense));
        assert!(says("Hill Press", Sense::Press));
        assert!(!says("Pressburg", Sense::Press));
        assert!(!says("John Postgate", Sense::Outlet));
        assert!(says("translated by A", Sense::By(Part::Translator)));
        assert!(says("Horn u. a.", Sense::Others));
    }
}

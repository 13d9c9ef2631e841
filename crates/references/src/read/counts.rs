//! Volume, issue, pages and edition.

use super::lexicon::{Slot, entries::Word};
use super::pieces::YEARS;
use chengshu_text::source::Span;

/// A number of an entry and what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Count {
    /// What it counts, where a word says so.
    pub slot: Option<Slot>,
    pub span: Span,
}

/// Counters of Chinese, behind the number.
pub(super) const COUNTERS: &[(&str, Slot)] = &[
    ("卷", Slot::Volume),
    ("辑", Slot::Volume),
    ("册", Slot::Volume),
    ("期", Slot::Number),
    ("号", Slot::Number),
    ("页", Slot::Pages),
    ("版", Slot::Edition),
    ("巻", Slot::Volume),
    ("頁", Slot::Pages),
    ("권", Slot::Volume),
    ("호", Slot::Number),
    ("쪽", Slot::Pages),
];

/// Marks between the first and the last of some numbers.
const RANGE: &[char] = &['-', '‐', '–', '—', '−', '~', '～', '－', '/', '+', ','];

/// Reads the numbers of a stretch, of which `words` are the words; `None` when it says anything
/// else.
pub(super) fn read(entry: &str, span: &Span, words: &[Word]) -> Option<Vec<Count>> {
    let mut found: Vec<Count> = Vec::new();
    let mut lead: Option<Slot> = None;
    for (at, word) in words.iter().enumerate() {
        let spelling = &entry[word.span.clone()];
        let counted = chinese(spelling);
        if !counted.is_empty() {
            let placed = |(slot, span): (Slot, Span)| Count {
                slot: Some(slot),
                span: word.span.start + span.start..word.span.start + span.end,
            };
            found.extend(counted.into_iter().map(placed));
            continue;
        }
        let counted = word.counted();
        let counts = word.counts();
        let number_follows =
            words.get(at + 1).is_some_and(|next| counts_itself(&entry[next.span.clone()]));
        if let Some(slot) = counts.filter(|_| number_follows) {
            lead = Some(slot);
            continue;
        }
        if let Some(slot) = counted {
            match found.last_mut() {
                Some(last) if last.slot.is_none() && last.span.end < word.span.start => {
                    last.slot = Some(slot);
                }
                // `rev. ed.`; `ed.` alone is an editor's.
                _ if slot == Slot::Edition && at == 0 && spelling.contains(' ') => {
                    found.push(Count { slot: Some(slot), span: word.span.clone() });
                }
                _ => return None,
            }
            continue;
        }
        let sign = entry[..word.span.start].trim_end().ends_with(['№', '#']);
        lead = lead.or(sign.then_some(Slot::Number));
        // Rivista di mare, XX, 2002
        let alone =
            words.len() == 1 && spelling.len() > 1 && spelling.starts_with(char::is_uppercase);
        let roman = (lead.is_some() || alone) && is_roman(spelling);
        if !(roman || is_number(spelling)) {
            return None;
        }
        let joins = found.last().filter(|last| {
            let between = &entry[last.span.end..word.span.start];
            last.span.end < word.span.start
                && !between.is_empty()
                && between.chars().all(|c| RANGE.contains(&c))
        });
        if joins.is_some() {
            if let Some(last) = found.last_mut() {
                last.span.end = word.span.end;
            }
            continue;
        }
        found.push(Count { slot: lead.take(), span: word.span.clone() });
    }
    // A year alone counts nothing.
    found.retain(|count| count.slot.is_some() || !is_year(&entry[count.span.clone()]));
    (!found.is_empty() && lead.is_none() && span.len() <= 60).then_some(found)
}

/// A number in any digits.
fn counts_itself(word: &str) -> bool {
    is_number(word) || is_roman(word)
}

/// A number as entries count with: `12`, `45-60`, `2nd`, `e1234`, `S12`, `ii`.
fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0
        && digits <= 10
        && letters <= 2
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || RANGE.contains(&c) || c == '.')
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && number.parse::<i32>().is_ok_and(|year| (1000..=2100).contains(&year))
}

pub(super) fn is_roman(word: &str) -> bool {
    let small = word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c' | '-'));
    !word.is_empty() && (small || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C')))
}

/// The issue and its year behind the name of a magazine, and the name: `Der Bergspiegel 31/2003`.
pub(super) fn issue_of_year(text: &str) -> Option<(&str, &str, i32)> {
    let (name, last) = text.rsplit_once(' ')?;
    let (issue, year) = last.split_once('/')?;
    let short = issue.len() <= 3 && issue.parse::<u16>().is_ok();
    let year = year.parse().ok().filter(|year| YEARS.contains(year) && short)?;
    Some((name, issue, year))
}

/// `第12卷第3期`, `12-15页`, `2版`: what is counted, and where the value stands; none if the word says
/// anything else. An edition keeps its counter.
fn chinese(word: &str) -> Vec<(Slot, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let lead = if rest.starts_with(['第', '제']) { '第'.len_utf8() } else { 0 };
        let numeric = |c: char| {
            c.is_ascii_digit() || RANGE.contains(&c) || "〇一二三四五六七八九十百".contains(c)
        };
        let len = rest[lead..].find(|c| !numeric(c)).unwrap_or(0);
        let behind = &rest[lead + len..];
        let Some((counter, slot)) =
            COUNTERS.iter().find(|(counter, _)| behind.starts_with(counter))
        else {
            return Vec::new();
        };
        if len == 0 {
            return Vec::new();
        }
        let end = at + lead + len + counter.len();
        let value = if *slot == Slot::Edition { at..end } else { at + lead..at + lead + len };
        found.push((*slot, value));
        at = end;
    }
    found
}

/// True for a range of years, which may be part of a title.
pub(super) fn is_span_of_years(text: &str) -> bool {
    text.split(RANGE).count() == 2 && text.split(RANGE).all(is_year)
}

/// True for a range of numbers: `45-60`.
pub(super) fn is_range(text: &str) -> bool {
    text.contains(['-', '‐', '–', '—', '−', '~', '～', '－'])
}

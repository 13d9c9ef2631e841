//! What an entry says that no field carries: the entry without the stretches its fields were read
//! from.

use super::compose::Stated;
use super::counts::COUNTERS;
use super::imprint::{DATE_LABELS, EDITIONS, FIELD_LABELS};
use super::marks::{is_blank, trim_span};
use super::people::{ROLE_LABELS, ROLE_WORDS, Role};
use super::{coded, year};
use crate::reference::Name;
use chengshu_text::source::Span;

/// Words that announce an address.
pub(super) const ANNOUNCE: &[&str] = &["链接", "网址", "地址", "URL", "Available at"];

/// Words that join a field to its neighbours.
const JOINTS: &[&str] =
    &["和", "与", "及", "以及", "第", "月", "日", "号", "作", "写的", "载", "载于", "刊于", "见"];

/// What stands outside the stretches that are used, as written. Words between marks go where they
/// only say which field a value fills.
pub(super) fn of(raw: &str, mut used: Vec<Span>) -> Vec<String> {
    used.sort_by_key(|span| span.start);
    let mut found = Vec::new();
    let mut from = 0;
    for span in used.into_iter().chain(std::iter::once(raw.len()..raw.len())) {
        if span.start > from {
            found.extend(remark(raw, from..span.start));
        }
        from = from.max(span.end);
    }
    found
}

/// What is left of a stretch without the signs at its ends.
fn remark(raw: &str, span: Span) -> Option<String> {
    let is_mark = |c: char| !c.is_alphanumeric();
    let mut left = trim_span(raw, &span, is_mark);
    loop {
        let words = &raw[left.clone()];
        let first = words.find(is_mark).unwrap_or(words.len());
        let last = words.char_indices().rfind(|(_, c)| is_mark(*c));
        let last = last.map_or(0, |(at, c)| at + c.len_utf8());
        let shorter = if is_sign(&words[..first]) {
            left.start + first..left.end
        } else if is_sign(&words[last..]) {
            left.start..left.start + last
        } else {
            break;
        };
        left = trim_span(raw, &shorter, is_mark);
        if left.is_empty() {
            return None;
        }
    }
    Some(with_brackets(raw, &span, left))
}

/// Whether a word only says which field another fills.
fn is_sign(word: &str) -> bool {
    let word = word.trim_start_matches(['等', '由', '在', '于', '年']).trim_end_matches('的');
    let role = |(other, role): &(&str, Role)| *other == word && *role != Role::Neither;
    word.is_empty()
        || [JOINTS, &EDITIONS, FIELD_LABELS, DATE_LABELS, ANNOUNCE]
            .iter()
            .any(|words| words.contains(&word))
        || ROLE_WORDS.iter().chain(ROLE_LABELS.iter()).any(role)
        || COUNTERS.iter().any(|(counter, _)| *counter == word)
}

/// A stretch with the bracket or quotation mark beside it that it needs, on one line.
fn with_brackets(raw: &str, within: &Span, left: Span) -> String {
    let mut left = left;
    for (open, close) in [('（', '）'), ('(', ')'), ('《', '》'), ('“', '”'), ('「', '」')]
    {
        let words = &raw[left.clone()];
        let (opened, closed) = (words.matches(open).count(), words.matches(close).count());
        if opened > closed && raw[left.end..within.end].starts_with(close) {
            left.end += close.len_utf8();
        } else if closed > opened && raw[within.start..left.start].ends_with(open) {
            left.start -= open.len_utf8();
        }
    }
    let words: Vec<&str> = raw[left].split_whitespace().collect();
    words.join(" ")
}

/// Where the fields that Chinese prose was read into stand in the entry, each where it is first.
pub(super) fn places(raw: &str, stated: &Stated) -> Vec<Span> {
    let mut used: Vec<Span> = coded::code(raw).into_iter().collect();
    let texts = [Some(&stated.title), stated.container.as_ref(), stated.publisher.as_ref()];
    let people = stated.authors.iter().chain(&stated.editors).chain(&stated.translators);
    let names = people.filter_map(|name| match name {
        Name::Whole(name) => Some(name),
        Name::Parts { .. } => None,
    });
    for text in texts.into_iter().flatten().chain(names) {
        take(raw, text, &mut used);
    }
    if let Some(issued) = stated.issued {
        let year = issued.first_day().year();
        let dates = year::dates(raw).into_iter().filter(|date| date.year == year);
        used.extend(dates.map(|date| date.span.start..after_date(raw, date.span.end)));
    }
    let numbers = [
        &stated.edition, &stated.place, &stated.volume, &stated.number, &stated.pages,
        &stated.language,
    ];
    for text in numbers.into_iter().flatten() {
        take(raw, text, &mut used);
    }
    used
}

/// Where a date ends with the word behind it that says what happened then: `2003年出版`.
fn after_date(raw: &str, end: usize) -> usize {
    let rest = raw[end..].trim_start_matches(is_blank);
    let words = EDITIONS.iter().filter_map(|word| rest.strip_prefix(word));
    // 出版社 is a name.
    let words = words.filter(|left| !left.starts_with(['社', '者', '商', '物', '界']));
    words.min_by_key(|left| left.len()).map_or(end, |left| raw.len() - left.len())
}

/// Uses the first place of a text that nothing else uses; one of digits is a number of its own.
fn take(raw: &str, text: &str, used: &mut Vec<Span>) {
    let digit = |c: char| c.is_ascii_digit();
    let place = raw.match_indices(text).map(|(at, text)| at..at + text.len()).find(|span| {
        let apart = !(text.starts_with(digit) && raw[..span.start].ends_with(digit)
            || text.ends_with(digit) && raw[span.end..].starts_with(digit));
        apart && used.iter().all(|other| other.end <= span.start || span.end <= other.start)
    });
    used.extend(place.filter(|span| !span.is_empty()));
}

#[cfg(test)]
mod tests {
    use super::super::read_entry;

    #[test]
    fn what_no_field_carries_is_left() {
        for (entry, remainder) in [
            ("林望潮《灯塔考》，海边书屋，1986年", &[][..]),
            ("林望潮著，陈守灯译《灯塔考》，海边书屋，1986年版", &[]),
            ("林望潮《灯塔考》，海边书屋，1986年，附港口图", &["附港口图"]),
            ("林望潮《灯塔考》（内部发行），海边书屋1986年出版", &["内部发行"]),
            ("林望潮.灯塔考[M].海边书屋,2003", &[]),
            ("Doe, Jane. Lamps. 2nd ed. London: Quay Press, 2003.", &[]),
            ("[灯塔协会官网](https://lamp.example/a) 图很多", &["图很多"]),
            ("Doe, Jane: Lampen. 2. Aufl., Quay Verlag 2003, S. 5–29.", &[]),
        ] {
            assert_eq!(read_entry(entry).further.remainder, remainder, "{entry}");
        }
    }
}

//! Works as items of CSL.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};

use crate::citation::csl::{Field, fields_of};
use crate::citation::typeset::Work;
use crate::reference::{Completeness, Kind, Name, Reference};
use chengshu_text::date::PartialDate;
use chengshu_writing::language::{self, Scripts};
use chengshu_writing::script;

/// A work as an item under an id, or `None` if it has neither title nor author, without which styles
/// make nothing sensible of it.
///
/// The entry as written is left out: styles would print it as a note. So is what the library
/// cannot take: control characters, and years outside 1..=9999.
pub(super) fn item(id: &str, work: &Work<'_>) -> Option<Item> {
    let reference = work.reference;
    // An address is no title, and stands behind it anyway.
    let title = clean(&reference.title).filter(|title| reference.url.as_ref() != Some(title));
    if title.is_none() && reference.authors.is_empty() {
        return None;
    }
    let title = title.unwrap_or_default();
    let mut values = BTreeMap::new();
    let archived = archived(reference);
    for (name, field) in fields_of(reference) {
        let value = match (name, field) {
            ("number", _) if archived.is_some() => archived.clone().map(Value::String),
            ("publisher", _) if archived.is_some() => None,
            ("title", _) if title.is_empty() => None,
            ("language", _) => None,
            ("event-title", Field::Text(text)) => {
                // The library knows the name of CSL 1.0.1 alone.
                if let Some(value) = clean(text).map(Value::String) {
                    values.insert("event".to_owned(), value);
                }
                clean(text).map(Value::String)
            }
            ("edition", Field::Text(text)) => clean(edition(text)).map(Value::String),
            (_, Field::Text(text)) => clean(text).map(Value::String),
            (_, Field::Names(people)) => names(people),
            (_, Field::Date(stated, _)) => date(stated),
        };
        if let Some(value) = value {
            values.insert(name.to_owned(), value);
        }
    }
    if reference.more_authors == Completeness::AndOthers
        && let Some(Value::Names(people)) = values.get_mut("author")
    {
        and_others(people);
    }
    // English titles are put in title case by some styles, others are not to be touched.
    let known = work.language.filter(|tag| is_written_in(&title, tag));
    let language = known.or_else(|| language::of_title(&title));
    let language = language.unwrap_or("und").to_owned();
    values.insert("language".to_owned(), Value::String(language));
    values.insert("id".to_owned(), Value::String(id.to_owned()));
    Some(Item(values))
}

/// The number of a preprint with who keeps it, as they cite it: `arXiv:2007.01234`.
fn archived(reference: &Reference) -> Option<String> {
    let is_preprint = reference.kind == Kind::Preprint;
    let number = reference.further.number.as_deref().filter(|_| is_preprint)?;
    let is_bare = number.starts_with(|c: char| c.is_ascii_digit());
    let publisher = reference.publisher.as_deref().filter(|_| is_bare)?;
    Some(format!("{publisher}:{number}"))
}

/// Whether a title is in the script of a language: a talk may have a title in another.
fn is_written_in(title: &str, tag: &str) -> bool {
    let scripts = Scripts::of(tag);
    let mut letters = title.chars().filter(|c| c.is_alphabetic());
    letters.all(|c| scripts.have(c))
}

/// Text in one line without control characters, if there is any.
fn clean(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_control() || c.is_whitespace() && c != '\u{3000}')
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The bare number of an edition (`第2版`, `2nd ed.`), which styles put in their own words.
fn edition(text: &str) -> &str {
    let text = text.trim();
    let (before, after) = (text.strip_prefix('第').unwrap_or(text), ["版", "st", "nd", "rd", "th"]);
    let digits = before.len() - before.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match before.split_at_checked(digits) {
        Some((number, rest))
            if !number.is_empty() && after.iter().any(|end| rest.starts_with(end)) =>
        {
            number
        }
        _ => text,
    }
}

fn names(people: &[Name]) -> Option<Value> {
    let people: Vec<NameValue> = people.iter().filter_map(name).collect();
    (!people.is_empty()).then_some(Value::Names(people))
}

fn name(name: &Name) -> Option<NameValue> {
    match name {
        Name::Parts { family, given } => {
            let (given, suffix) = Name::given_and_suffix(given);
            let (Some(family), Some(given)) = (clean(family), clean(given)) else {
                return literal(&name.to_string());
            };
            if !family.chars().any(script::is_ideographic) {
                // Particles stay where they are stated: before the family or after given names.
                let is_small = |word: &&str| word.starts_with(char::is_lowercase);
                let words: Vec<&str> = family.split(' ').collect();
                let small = words.iter().take(words.len() - 1).take_while(|word| is_small(word));
                let (particle, family) = words.split_at(small.count());
                let words: Vec<&str> = given.split(' ').collect();
                let small = words.iter().skip(1).rev().take_while(|word| is_small(word));
                let (given, dropped) = words.split_at(words.len() - small.count());
                let stated = |words: &[&str]| Some(words.join(" ")).filter(|it| !it.is_empty());
                return Some(NameValue::Item(NameItem {
                    family: family.join(" "),
                    given: Some(apart(&given.join(" "))),
                    non_dropping_particle: stated(particle),
                    dropping_particle: stated(dropped),
                    suffix: suffix.and_then(clean),
                    comma_suffix: suffix.map(|suffix| suffix.starts_with(['J', 'S'])),
                }));
            }
            // Chinese names are cited whole. Families of more than two characters are foreign
            // ones in Chinese: 斯科特·安德森.
            if family.chars().count() > 2 {
                literal(&format!("{given}·{family}"))
            } else {
                literal(&name.to_string())
            }
        }
        Name::Whole(name) => literal(name),
    }
}

fn literal(name: &str) -> Option<NameValue> {
    let literal = clean(name)?;
    Some(NameValue::Literal(LiteralName { literal }))
}

/// Initials without a blank between them, of which the library knows the first alone: `R.I.`.
fn apart(given: &str) -> String {
    let mut apart = String::with_capacity(given.len());
    for c in given.chars() {
        if c.is_alphabetic() && apart.ends_with('.') {
            apart.push(' ');
        }
        apart.push(c);
    }
    apart
}

/// A name that stands for those not named, until the entry is set (`runs`): CSL has no variable for
/// them. It has one letter that no text has.
pub(super) const OTHERS: char = '\u{f8f0}';

/// Says after the last name that there are more.
fn and_others(people: &mut Vec<NameValue>) {
    match people.last_mut() {
        Some(NameValue::Literal(name)) if name.literal.chars().any(script::is_ideographic) => {
            name.literal.push('等');
        }
        Some(_) => people.push(NameValue::Literal(LiteralName { literal: OTHERS.to_string() })),
        None => {}
    }
}

fn date(date: PartialDate) -> Option<Value> {
    let (year, rest) = match date {
        PartialDate::Year(year) => (year, vec![]),
        PartialDate::Month(year, month) => (year, vec![month]),
        PartialDate::Day(day) => (day.year(), vec![day.month(), day.day()]),
    };
    let mut parts = vec![i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?];
    let exists = |part: &u8| (1..=31).contains(part);
    parts.extend(rest.into_iter().take_while(exists).map(i16::from));
    Some(Value::Date(DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: None,
        circa: false,
    }))
}

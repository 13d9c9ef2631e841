//! Lists of persons' names as Western styles write them.

use super::lexicon::{Sense, entries::Word};
use super::marks::trim;
use crate::reference::{Completeness, Name};
use chengshu_text::source::Span;
use chengshu_writing::script::is_hangul;

/// Names read from a stretch of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// In the order stated.
    pub list: Vec<Name>,
    /// Whether the list says that there are more.
    pub more: Completeness,
    /// How sure it is that these are names.
    pub points: i32,
}

/// What a part of a list between two commas looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `John Horn`, `J. R. Horn`
    Full,
    /// `Horn J`, `HORN J R`
    Inverted,
    /// `J. R.`, `JR`, `J. van der`
    Initials,
    /// `Horn`, `van der Horn`
    Single,
    /// `Jr.`, `III`
    Suffix,
}

/// A part of a list.
struct Part<'a> {
    text: &'a str,
    shape: Shape,
    /// True if a word such as `and` stands before it.
    joined: bool,
}

/// Words after a name that belong to it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// The most points the first name gives.
const SURE: i32 = 4;

/// Reads `span` of `entry`, of which `words` are the words, as nothing but names.
pub(super) fn read(entry: &str, span: &Span, words: &[Word]) -> Option<Names> {
    let parts = parts(entry, span, words)?;
    let semicolons = entry[span.clone()].contains([';', '；']);
    let pairs = parts.len().is_multiple_of(2)
        && parts.iter().step_by(2).all(|part| part.shape == Shape::Single);
    let mut list: Vec<Name> = Vec::new();
    let mut points = 0;
    let mut singles = 0;
    let mut rest = parts.as_slice();
    while let [part, behind @ ..] = rest {
        let next = behind.first().filter(|next| !next.joined);
        rest = behind;
        match (part.shape, next.map(|next| next.shape)) {
            (Shape::Initials, _) => return None,
            (Shape::Suffix, _) => {
                let Some(Name::Parts { given, .. }) = list.last_mut() else {
                    return None;
                };
                given.push_str(", ");
                given.push_str(part.text);
            }
            (_, Some(Shape::Initials)) => {
                list.push(inverted(part.text, behind[0].text));
                points += 4;
                rest = &behind[1..];
            }
            (Shape::Single, Some(shape))
                if shape != Shape::Suffix && (list.is_empty() || semicolons || pairs) =>
            {
                let given = behind[0].text;
                list.push(inverted(part.text, given));
                // An initial seldom stands in the middle of what follows the family name.
                let middle = shape == Shape::Full && given.contains(". ") && !given.ends_with('.');
                points += if middle { 0 } else { 2 };
                rest = &behind[1..];
            }
            // García Márquez, Gabriel
            (Shape::Full, Some(Shape::Single)) if parts.len() == 2 => {
                list.push(inverted(part.text, behind[0].text));
                points -= 1;
                rest = &behind[1..];
            }
            (Shape::Inverted, _) => {
                let (family, given) = initials_apart(part.text);
                list.push(inverted(family, given));
                points += 3;
            }
            (Shape::Full, _) => {
                list.push(Name::Whole(part.text.to_owned()));
                // An initial in the middle is a name's.
                points += if part.text.contains(". ") { 3 } else { 2 };
            }
            (Shape::Single, _) => {
                list.push(Name::Whole(part.text.to_owned()));
                singles += 1;
                points -= if list.len() > 1 { 3 } else { 1 };
            }
        }
    }
    let others = words.iter().any(|word| word.says(Sense::Others))
        || entry[span.clone()].trim_end_matches('.').ends_with("& al");
    points = points.min(SURE) + if others { 3 } else { 0 };
    if list.len() > 1 && singles == 0 {
        let further = i32::try_from(list.len().min(6)).unwrap_or(6) - 1;
        points += further + i32::from(parts.iter().any(|part| part.joined));
    }
    let more = if others { Completeness::AndOthers } else { Completeness::Whole };
    (!list.is_empty()).then_some(Names { list, more, points })
}

/// Names in Hangul of which a word says that they are names: 요한 베르크 지음.
pub(super) fn in_hangul(text: &str) -> Option<Names> {
    let list = text.split([',', '·']).map(str::trim);
    let spelled = |name: &str| {
        let words = name.split(' ');
        words.clone().count() <= 4
            && words.clone().all(|word| !word.is_empty() && word.chars().all(is_hangul))
    };
    let list: Option<Vec<Name>> = list.map(|name| spelled(name).then(|| name.into())).collect();
    Some(Names { list: list?, points: 3, ..Names::default() })
}

/// Cuts a list at commas, semicolons and words such as `and`. `None` if a part is no name.
fn parts<'a>(entry: &'a str, span: &Span, words: &[Word]) -> Option<Vec<Part<'a>>> {
    // Where a part ends, where the next begins, and whether a word joins them.
    let mut cuts: Vec<(usize, usize, bool)> = Vec::new();
    for word in words {
        let joins =
            word.says(Sense::And) && entry[word.span.clone()].starts_with(char::is_lowercase);
        if joins || word.says(Sense::Others) {
            cuts.push((word.span.start, word.span.end, joins));
        }
    }
    for (at, c) in entry[span.clone()].char_indices() {
        let at = span.start + at;
        match c {
            ',' | '，' | ';' | '；' | '、' => cuts.push((at, at + c.len_utf8(), false)),
            '·' if entry[..at].ends_with(is_hangul) => cuts.push((at, at + c.len_utf8(), false)),
            '&' | '＆' | '/' => cuts.push((at, at + c.len_utf8(), true)),
            _ => {}
        }
    }
    cuts.push((span.end, span.end, false));
    cuts.sort_unstable();
    let mut parts: Vec<Part<'_>> = Vec::new();
    let (mut from, mut joined) = (span.start, false);
    for (at, next, joins) in cuts {
        let text = trim(entry.get(from..at).unwrap_or_default());
        // `@handle` repeats who was named.
        let handle = text.starts_with('@') && !parts.is_empty();
        // `& al.`
        let others = joined && text.trim_end_matches('.') == "al";
        if !text.is_empty() && !handle && !others {
            let shape = shape(entry, text, words)?;
            parts.push(Part { text, shape, joined });
            joined = false;
        }
        joined |= joins;
        from = next.max(from);
    }
    Some(parts)
}

/// A name of which the family's stands first. Small words behind the given names belong to the
/// family: `Meer, Johan van der`.
fn inverted(family: &str, given: &str) -> Name {
    let (family, given) = (family.trim(), given.trim());
    let small = given.rfind(|c: char| c.is_uppercase() || c == '.').and_then(|at| {
        let blank = at + given[at..].find(' ')?;
        given[blank..].trim_start().starts_with(char::is_lowercase).then_some(blank)
    });
    match small {
        Some(at) => Name::Parts {
            family: format!("{} {family}", given[at..].trim()),
            given: given[..at].trim().to_owned(),
        },
        None => Name::Parts { family: family.to_owned(), given: given.to_owned() },
    }
}

/// Family name and initials of `van Dijk A B`.
fn initials_apart(text: &str) -> (&str, &str) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let at = (1..words.len()).find(|at| is_initials(words[*at])).unwrap_or(last);
    let from = words.get(at).map_or(0, |word| word.as_ptr() as usize - text.as_ptr() as usize);
    text.split_at(from)
}

/// One to three capitals, with or without full stops and hyphens: `J`, `J.-P.`, `JR`, `Дж.`.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '‐'));
    (1..=3).contains(&letters) && capitals || is_initial(word)
}

/// One letter, or two that spell one sound: `J`, `J.`, `Дж.`.
fn is_initial(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.chars().count() == 1 && word.starts_with(char::is_uppercase) || word == "Дж"
}

/// What `text`, a part of `entry`, looks like; `None` if it is no name.
fn shape(entry: &str, text: &str, words: &[Word]) -> Option<Shape> {
    let start = text.as_ptr() as usize - entry.as_ptr() as usize;
    let end = start + text.len();
    let spelled = text.chars().all(|c| {
        c.is_alphabetic()
            || c.is_whitespace()
            || matches!(c, '.' | '-' | '‐' | '‑' | '\'' | '’' | '·' | '@')
    });
    if !spelled || text.chars().count() > 60 {
        return None;
    }
    if SUFFIXES.contains(&text.trim_end_matches('.').to_lowercase().as_str()) {
        return Some(Shape::Suffix);
    }
    // Names in Hangul have two or three syllables, few a family name of two.
    let syllables = text.chars().count();
    let long = ["남궁", "황보", "제갈", "사공", "선우", "독고"]
        .iter()
        .any(|two| text.starts_with(two));
    if text.chars().all(is_hangul) && (2..=3 + usize::from(long)).contains(&syllables) {
        return Some(Shape::Full);
    }
    let (mut plain, mut particles, mut initials, mut trailing) = (0, 0, 0, 0);
    for word in words.iter().filter(|word| word.span.start >= start && word.span.end <= end) {
        let spelling = &entry[word.span.clone()];
        // al-Rahmani, d'Arcy
        let capital = spelling.starts_with(char::is_uppercase)
            || spelling
                .split(['-', '\'', '’'])
                .skip(1)
                .any(|part| part.starts_with(char::is_uppercase));
        // Le Guennec
        let inside = plain > 0 || initials > 0;
        if is_initial(spelling) || plain > 0 && is_initials(spelling) && !spelling.contains('.') {
            initials += 1;
            trailing += 1;
        } else if word.says(Sense::Particle) && (inside || !(capital && word.says(Sense::Grammar)))
        {
            // Ben and Al are names, too.
            particles += usize::from(capital);
        } else if capital && !names_no_person(word) {
            plain += 1;
            trailing = 0;
        } else {
            return None;
        }
    }
    if plain == 0 {
        plain = particles;
    }
    match (plain, initials) {
        (0, 1..=4) => Some(Shape::Initials),
        (1..=3, 1..=4) if trailing == initials => Some(Shape::Inverted),
        (1..=4, 1..=4) | (2..=4, 0) => Some(Shape::Full),
        (1, 0) if is_initials(text) => Some(Shape::Initials),
        (1, 0) => Some(Shape::Single),
        _ => None,
    }
}

/// True if the word says something that no name has.
fn names_no_person(word: &Word) -> bool {
    word.senses.iter().any(|sense| {
        matches!(
            sense,
            Sense::Grammar
                | Sense::Press
                | Sense::Outlet
                | Sense::Body
                | Sense::Kind(_)
                | Sense::Access
                | Sense::In
        )
    })
}

//! Lists of names in `BibTeX`.

use super::tex::{Plain, plain};
use crate::files::names::{People, parts};
use crate::reference::{Completeness, Name};
use chengshu_writing::script;

/// Reads names with `and` between them. `told` hears of what TeX in them is not known.
pub(super) fn read(tex: &str, mut told: impl FnMut(Vec<String>)) -> People {
    let mut people = People::default();
    let mut text = |tex: &str| {
        let Plain { text, unknown } = plain(tex);
        told(unknown);
        text.trim().to_owned()
    };
    let words = at_top(tex, char::is_whitespace);
    for words in words.split(|word| word.eq_ignore_ascii_case("and")) {
        let name = words.join(" ");
        let name = name.trim();
        if name.eq_ignore_ascii_case("others") {
            people.more = Completeness::AndOthers;
        } else if !name.is_empty() {
            people.names.push(one(name, &mut text));
        }
    }
    people
}

/// `family, given`, `family, suffix, given`, or `given family`; whole where braces hold it
/// together, and where it is Chinese, which has no order to tell the parts by.
fn one(name: &str, text: &mut impl FnMut(&str) -> String) -> Name {
    if is_braced(name) {
        return Name::Whole(text(name));
    }
    match at_top(name, |c| c == ',').as_slice() {
        [only] => words(only, text),
        stated if stated.iter().all(|part| part.contains('=')) => named(stated, text),
        [family, given] => parts(&text(family), &text(given)),
        [family, suffix, given] => {
            parts(&text(family), &format!("{}, {}", text(given), text(suffix)))
        }
        _ => Name::Whole(text(name)),
    }
}

/// `family=Doe, given=Jane, prefix=von` (`BibLaTeX` manual 3.19, section 3.4).
fn named(stated: &[&str], text: &mut impl FnMut(&str) -> String) -> Name {
    let mut part = |wanted: &str| {
        let mut pairs = stated.iter().filter_map(|part| part.split_once('='));
        let found = pairs.find(|(name, _)| name.trim() == wanted);
        found.map(|(_, value)| text(value.trim().trim_matches('"')))
    };
    let family = [part("prefix"), part("family")];
    let family = family.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let given = part("given").unwrap_or_default();
    match part("suffix") {
        Some(suffix) => parts(&family, &format!("{given}, {suffix}")),
        None => parts(&family, &given),
    }
}

/// A name without a comma: the family is the last word, and the particles before it.
fn words(name: &str, text: &mut impl FnMut(&str) -> String) -> Name {
    let mut words = at_top(name, |c| c.is_whitespace() || c == '~');
    words.retain(|word| !word.is_empty());
    if words.len() < 2 || name.chars().any(script::is_ideographic) {
        return Name::Whole(text(name));
    }
    let last = words.len() - 1;
    let is_particle = |word: &&str| word.starts_with(char::is_lowercase);
    let from = words.iter().take(last).position(is_particle);
    let (given, family) = words.split_at(from.unwrap_or(last));
    parts(&text(&family.join(" ")), &text(&given.join(" ")))
}

/// Whether one pair of braces holds all of it, and not only what an accent is put over.
fn is_braced(name: &str) -> bool {
    let inner = name
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .filter(|inner| !inner.starts_with('\\'));
    inner.is_some_and(|inner| {
        let mut depth = 0_usize;
        inner.bytes().all(|byte| match byte {
            b'{' => {
                depth += 1;
                true
            }
            b'}' => {
                let within = depth > 0;
                depth = depth.saturating_sub(1);
                within
            }
            _ => true,
        })
    })
}

/// Cuts at signs outside braces.
fn at_top(text: &str, cuts: impl Fn(char) -> bool) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut escaped = false;
    text.split(|c: char| {
        match c {
            _ if escaped => {}
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        depth == 0 && cuts(c)
    })
    .map(str::trim)
    .collect()
}

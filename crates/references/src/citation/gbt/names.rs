//! Names of those responsible (GB/T 7714—2025, 7.1; 2015, 8.1).

use super::rules::{Edition, Rules};
use super::words::{Spacing, Words};
use crate::reference::{Completeness, Name};
use chengshu_writing::script;

/// So many names are written before the rest become 等 (7.1.2).
const MOST: usize = 3;

/// Names one after another, at most three.
pub(super) fn list(
    names: &[Name],
    completeness: Completeness,
    rules: &Rules,
    words: &Words,
) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let mut written: Vec<String> = names.iter().take(MOST).map(|name| one(name, rules)).collect();
    if names.len() > MOST || completeness == Completeness::AndOthers {
        written.push(words.others.to_owned());
    }
    Some(written.join(rules.marks.comma))
}

/// What stands for the names in the text: the first, by the family where the name is written
/// with spaces, and that there are others (2025, 9.3.1.2; 2015, 10.2.2).
pub(super) fn lead(
    names: &[Name],
    completeness: Completeness,
    rules: &Rules,
    words: &Words,
) -> Option<String> {
    let first = names.first()?;
    let mut lead = match first {
        Name::Parts { family, .. } if !is_solid(family) => family.clone(),
        Name::Parts { .. } | Name::Whole(_) => one(first, rules),
    };
    if names.len() > 1 || completeness == Completeness::AndOthers {
        lead.push_str(match words.spacing {
            Spacing::Solid => rules.marks.others_gap,
            Spacing::Spaced => " ",
        });
        lead.push_str(words.others);
    }
    Some(lead)
}

/// One name: the family first, then the initials of the others. A name that was not stated in
/// parts stands as it was written.
fn one(name: &Name, rules: &Rules) -> String {
    match name {
        Name::Whole(name) => name.clone(),
        Name::Parts { family, given } if given.is_empty() => family.clone(),
        // 王小明; but 昂温 P S, of whose given names there are only initials.
        Name::Parts { family, given } if is_solid(family) && is_solid(given) => {
            format!("{family}{given}")
        }
        Name::Parts { family, given } => {
            let (family, joint) = match rules.edition {
                Edition::Of2015 => (family.to_uppercase(), " "),
                Edition::Of2025 => (family.clone(), "-"),
            };
            let (given, suffix) = Name::given_and_suffix(given);
            let name = format!("{family} {}", initials(given, joint));
            match suffix {
                Some(suffix) => {
                    [name.as_str(), suffix.trim_end_matches('.')].join(rules.marks.comma)
                }
                None => name,
            }
        }
    }
}

/// Whether a name is written without spaces.
fn is_solid(name: &str) -> bool {
    name.chars().any(|c| script::is_ideographic(c) || script::is_hangul(c))
}

/// The initials of given names, without points: `Jean-Luc` is `J-L` in 2025 and `J L` in 2015; what
/// is written small (`van der`) stays.
fn initials(given: &str, joint: &str) -> String {
    // R.I. and H.-K. are two each.
    let given = given.replace(".-", "-");
    let words = given.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '·'));
    let written = words.filter(|word| !word.is_empty()).map(|word| {
        if word.starts_with(char::is_lowercase) {
            return word.to_owned();
        }
        let parts: Vec<String> = word
            .split(['-', '‐', '–'])
            .filter_map(|part| part.chars().next())
            .map(|c| c.to_uppercase().collect())
            .collect();
        parts.join(joint)
    });
    written.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{NUMERIC_2015, NUMERIC_2025};
    use super::*;

    fn parts(family: &str, given: &str) -> Name {
        Name::Parts { family: family.into(), given: given.into() }
    }

    #[test]
    fn families_come_first_and_given_names_are_initials() {
        let both = |name: &Name| (one(name, &NUMERIC_2025), one(name, &NUMERIC_2015));
        let pair = |new: &str, old: &str| (new.to_owned(), old.to_owned());
        assert_eq!(both(&parts("Lampert", "Jean-Luc")), pair("Lampert J-L", "LAMPERT J L"));
        assert_eq!(both(&parts("Keeper", "Ann B., Jr.")), pair("Keeper A B，Jr", "KEEPER A B, Jr"));
        assert_eq!(
            both(&parts("Fanal", "Piet H. van der")),
            pair("Fanal P H van der", "FANAL P H van der")
        );
        assert_eq!(both(&parts("林", "望潮")), pair("林望潮", "林望潮"));
        assert_eq!(both(&parts("凯珀", "A B")), pair("凯珀 A B", "凯珀 A B"));
        assert_eq!(both(&parts("Маяков", "Иван Олегович")), pair("Маяков И О", "МАЯКОВ И О"));
        assert_eq!(both(&"Ann Keeper".into()), pair("Ann Keeper", "Ann Keeper"));
    }
}

//! Where the name of a person parts that was stated as a whole.

use super::lexicon::Sense;
use super::lexicon::entries::{self, Word};
use super::names;
use crate::reference::Name;
use chengshu_writing::language::primary;
use chengshu_writing::script::{is_hangul, is_ideographic, is_kana};

/// Languages in which what stands before a family's name (`von`, `de`) is no part of it when it is
/// sorted: `Gogh, Vincent van`. Elsewhere such names are in the language of others, and keep it.
const APART: &[&str] = &["de", "es", "fr", "nl", "pt"];

/// What is a part of the name even there, as it holds an article (`Jean du Bellay`).
const KEPT: &[&str] = &["du", "des", "le", "la"];

/// The name of a person in its parts, as an index sorts it: the family's is the last word. `None` for
/// bodies, and for names of other scripts. `language` is that of the work.
pub fn in_parts(name: &str, language: &str) -> Option<Name> {
    if name.chars().any(|c| is_ideographic(c) || is_kana(c) || is_hangul(c)) {
        return None;
    }
    let words = entries::words(name, &(0..name.len()));
    let names = names::read(name, &(0..name.len()), &words)?;
    // One word, or words of which none is sure to be a name.
    if !matches!(names.list.as_slice(), [Name::Whole(_)]) || names.points < 2 {
        return None;
    }
    let text = |word: &Word| &name[word.span.clone()];
    let is_suffix = |word: &Word| {
        let bare = text(word).trim_end_matches('.');
        matches!(bare, "Jr" | "Sr") || bare.len() > 1 && bare.chars().all(|c| "IVX".contains(c))
    };
    let (suffix, words) = match words.split_last() {
        Some((last, rest)) if is_suffix(last) => (Some(text(last)), rest),
        _ => (None, words.as_slice()),
    };
    let (last, before) = words.split_last()?;
    let is_particle =
        |word: &Word| word.says(Sense::Particle) || text(word).starts_with(char::is_lowercase);
    let own = before.iter().skip(1).rev().take_while(|word| is_particle(word)).count();
    let particles = &before[before.len() - own..];
    let stands_apart = |word: &&Word| {
        let text = text(word);
        APART.contains(&primary(language))
            && text.starts_with(char::is_lowercase)
            && !KEPT.contains(&text)
    };
    let apart = particles.iter().take_while(stands_apart).count();
    let family = particles.get(apart).unwrap_or(last).span.start..last.span.end;
    let mut given = name[..family.start].trim_end().to_owned();
    if let Some(suffix) = suffix {
        given = format!("{given}, {suffix}");
    }
    Some(Name::Parts { family: name[family].to_owned(), given })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_part_before_the_family_s() {
        for (name, language, parts) in [
            ("Antoine Bellevaux", "fr", "Bellevaux + Antoine"),
            ("T. Abara", "en", "Abara + T."),
            ("Simon J. Tarkington III", "en", "Tarkington + Simon J., III"),
            ("Ann B. Keeper Jr.", "en", "Keeper + Ann B., Jr."),
            ("Yves Le Guennec", "fr", "Le Guennec + Yves"),
            ("Honoré de Lampe", "fr", "Lampe + Honoré de"),
            ("Joachim du Phare", "fr", "du Phare + Joachim"),
            ("Jean de la Lampe", "fr", "la Lampe + Jean de"),
            ("Vincent van der Lamp", "nl", "Lamp + Vincent van der"),
            ("Vincent van der Lamp", "en", "van der Lamp + Vincent"),
            ("Delia Marchetti-Rowe", "en", "Marchetti-Rowe + Delia"),
            ("Иван Маяков", "ru", "Маяков + Иван"),
        ] {
            let Some(Name::Parts { family, given }) = in_parts(name, language) else {
                panic!("{name}");
            };
            assert_eq!(format!("{family} + {given}"), parts);
        }
        for body in
            ["Harbour Herald", "Keepers", "World Lamp Office", "林望潮", "Archives de la mer"]
        {
            assert_eq!(in_parts(body, "en"), None, "{body}");
        }
    }
}

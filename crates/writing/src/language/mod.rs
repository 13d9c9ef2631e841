//! Languages: what their tags say of writing, and which language a text is in.
//!
//! Scripts are those of Unicode's tables (UAX #24), the script and direction a language is written
//! in those of CLDR, by way of `icu_locale`. Languages that share a script are told by `whatlang`
//! and `whichlang` together: see `guess`.

mod bidi;
mod census;
mod certain;
mod guess;
mod prose;
mod run;
pub mod tag;

pub use bidi::misplaced;
pub use census::{Census, Form};
pub use certain::Stands;
pub use prose::{add_prose, sample};
pub use run::{neighbours, of_entry, of_run, of_title};

use icu_locale::subtags::Region;
use icu_locale::{LanguageIdentifier, LocaleDirectionality, LocaleExpander};
use unicode_script::{Script, UnicodeScript};

/// The parts of a tag (BCP 47), which some programs write with `_` between them.
fn parts(tag: &str) -> impl Iterator<Item = &str> {
    tag.split(['-', '_'])
}

/// The first part of a tag, which names the language itself.
pub fn primary(tag: &str) -> &str {
    parts(tag).next().unwrap_or(tag)
}

/// True if a tag of Chinese means the form of Taiwan, Hong Kong and Macau.
pub fn is_traditional(tag: &str) -> bool {
    let traditional = ["Hant", "TW", "HK", "MO"];
    parts(tag)
        .skip(1)
        .any(|part| traditional.iter().any(|one| part.eq_ignore_ascii_case(one)))
}

/// Which way a line of text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left, as Arabic and Hebrew.
    RightToLeft,
}

impl Direction {
    /// The direction of a language (BCP 47).
    pub fn of(tag: &str) -> Self {
        let known = LanguageIdentifier::try_from_str(tag);
        let directions = LocaleDirectionality::new_extended();
        match known {
            Ok(id) if directions.is_right_to_left(&id) => Self::RightToLeft,
            _ => Self::LeftToRight,
        }
    }

    /// The value a document states: from left to right is what all take for granted.
    pub fn stated(self) -> Option<&'static str> {
        (self == Self::RightToLeft).then_some(self.as_str())
    }

    /// Its name in HTML (attribute `dir`) and in package documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// The scripts a language is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scripts(Script);

impl Scripts {
    /// Those of a language (BCP 47): as the tag or CLDR says, else Latin.
    pub fn of(tag: &str) -> Self {
        let stated = LanguageIdentifier::try_from_str(tag).ok().and_then(|id| {
            let likely = || LocaleExpander::new_extended().get_likely_script(&id);
            id.script.or_else(likely)
        });
        let script = match stated.as_ref().map(icu_locale::subtags::Script::as_str) {
            Some("Hans" | "Hant") => Some(Script::Han),
            // One name for several scripts (ISO 15924).
            Some("Jpan") => Some(Script::Hiragana),
            Some("Kore") => Some(Script::Hangul),
            Some(name) => Script::from_short_name(name),
            None => None,
        };
        Self(script.unwrap_or(Script::Latin))
    }

    /// True if a letter is of one of them.
    pub fn have(self, letter: char) -> bool {
        use Script::{Bopomofo, Common, Han, Hiragana, Inherited, Katakana, Latin};
        if letter.is_ascii() {
            return self.0 == Latin;
        }
        match (self.0, letter.script()) {
            (_, Common | Inherited) | (Han, Bopomofo) | (Hiragana, Han | Katakana) => true,
            (own, script) => own == script,
        }
    }
}

/// True if a tag says which script its text is in: it names one, or its language is written in one
/// alone, whatever the region (CLDR).
pub fn tells_script(tag: &str) -> bool {
    let Ok(mut id) = LanguageIdentifier::try_from_str(tag) else {
        return false;
    };
    let expander = LocaleExpander::new_extended();
    id.region = None;
    let Some(usual) = expander.get_likely_script(&id) else {
        return false;
    };
    let letters = || b'A'..=b'Z';
    let mut regions = letters().flat_map(|one| letters().map(move |two| [one, two]));
    id.script.is_some()
        || regions.all(|region| {
            id.region = Region::try_from_utf8(&region).ok();
            let script = expander.get_likely_script(&id);
            script.is_none_or(|script| script == usual)
        })
}

/// Languages that no guess from a text tells apart: those of one macrolanguage (ISO 639-3).
const RELATED: &[&[&str]] = &[
    &["zh", "cmn", "yue", "wuu", "nan", "hak", "gan", "lzh"],
    &["no", "nb", "nn"],
    &["sh", "sr", "hr", "bs"],
    &["ms", "id", "zsm"],
    &["fa", "pes", "prs"],
    &["tl", "fil"],
];

/// True if a text guessed to be in one language may be in the other.
pub fn are_related(one: &str, other: &str) -> bool {
    let (one, other) = (primary(one), primary(other));
    one == other || RELATED.iter().any(|group| group.contains(&one) && group.contains(&other))
}

/// The language a text that says nothing of its language is in. In: what is counted of its prose,
/// the language of the book it is in, and whether that is stated.
///
/// It is the book's, unless the prose is in another beyond doubt. A stated language gives way only
/// if the guess knows that language: a text in one it does not know looks like the nearest one.
pub fn of_part(census: &Census, book: &str, stated: bool) -> String {
    let own = census
        .certain()
        .filter(|own| !are_related(own, book) && (!stated || guess::knows(primary(book))));
    own.unwrap_or(book).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_directions_are_those_of_cldr() {
        for tag in ["ar", "he", "fa-IR", "ur", "yi", "ckb", "dv", "az-Arab"] {
            assert_eq!(Direction::of(tag), Direction::RightToLeft, "{tag}");
        }
        for tag in ["zh-CN", "en", "az", "", "und", "中文"] {
            assert_eq!(Direction::of(tag), Direction::LeftToRight, "{tag}");
        }
        for (tag, letters, others) in [
            ("pl", "aż", "я字"),
            ("ru", "я", "a字"),
            ("yue", "字ㄅ", "aか"),
            ("ja", "字かカ", "a한"),
            ("ko", "한", "aか"),
            ("sr-Latn", "š", "ш"),
            ("ar", "س", "aא"),
        ] {
            let scripts = Scripts::of(tag);
            assert!(letters.chars().all(|c| scripts.have(c)), "{tag}");
            assert!(others.chars().all(|c| !scripts.have(c)), "{tag}");
        }
    }

    #[test]
    fn languages_of_several_scripts_are_those_of_cldr() {
        for tag in ["en", "de-AT", "he", "fa", "ru", "el", "hi", "ar", "yi", "th", "sr-Latn", "ka"]
        {
            assert!(tells_script(tag), "{tag}");
        }
        for tag in ["sr", "sr-RS", "uz", "kk", "az", "pa", "und", "", "中文"] {
            assert!(!tells_script(tag), "{tag}");
        }
    }

    #[test]
    fn a_stated_language_gives_way_only_to_what_is_certain() {
        let of = |text: &str, book| {
            let mut census = Census::default();
            census.read(text);
            of_part(&census, book, true)
        };
        let spanish = "El barco salió del puerto antes de que amaneciera, y nadie lo vio partir.";
        assert_eq!(of(spanish, "zh-CN"), "es");
        // Galician and Basque are unknown to the guess.
        assert_eq!(of(spanish, "gl"), "gl");
        assert_eq!(of("El barco", "zh-CN"), "zh-CN");
        let norwegian = "Ingen visste hvem som hadde malt fyret grønt, og ingen ville spørre.";
        assert_eq!(of(norwegian, "no"), "no");
        assert_eq!(of(norwegian, "nn"), "nn");
    }
}

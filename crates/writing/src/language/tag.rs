//! Language tags: as people state them on the command line, in `book.yaml` and in heads, and as they
//! stand in finished books.

use std::fmt;

use icu_locale::subtags::{Language, Region, Script};
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander};
use isolang::Language as Known;

use super::are_related;

/// A stated tag as it stands in a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// A language, and a script or a region (BCP 47): two parts at most, in the usual case.
    pub tag: String,
    /// True if it differs from what was stated by more than case.
    pub is_corrected: bool,
}

/// A text that is no language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoTag {
    /// The tag that was meant, if it can be told: `chinese` is `zh`, `cn` is `zh-CN`.
    pub meant: Option<String>,
}

impl fmt::Display for NoTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a language tag; ")?;
        match &self.meant {
            Some(meant) => write!(f, "did you mean {meant}?"),
            None => f.write_str("write one such as zh-CN, en or sr-Latn"),
        }
    }
}

impl std::error::Error for NoTag {}

/// Reads a tag that somebody states. In: the tag, with `-` or `_` between its parts. Out: the tag a
/// book has, or why there is none. Nothing else decides what may stand in a book.
///
/// A tag is well-formed by [RFC 5646](https://www.rfc-editor.org/rfc/rfc5646), its language has a
/// code in ISO 639, and the shortest there is (`eng` becomes `en`). Two parts are all that Kindle's
/// tools take and other reading systems choose their punctuation by: of more the script stays, but
/// for Chinese, whose script reading systems know by the region (`zh-Hant` becomes `zh-TW`).
pub fn stated(text: &str) -> Result<Stated, NoTag> {
    let text = text.trim();
    let hyphens = without_prefix(&text.replace('_', "-"));
    let parsed = LanguageIdentifier::try_from_locale_bytes(hyphens.as_bytes());
    let whole = parsed
        .ok()
        .and_then(|id| Some((shortest(id.language)?, id)))
        .ok_or_else(|| NoTag { meant: meant(text) })?;
    let (language, mut id) = whole;
    id.language = language;
    id.variants.clear();
    if language.as_str().len() == 3 {
        // By the code of those it is one of, where that is all but always used: `cmn` is `zh`.
        let mut locale = Locale::from(id);
        LocaleCanonicalizer::new_common().canonicalize(&mut locale);
        id = locale.id;
    }
    if id.region.is_some_and(|region| region.as_str() == MISNAMED) {
        id.region = Region::try_from_str("GB").ok();
    }
    if id.language.as_str() == "zh" {
        let script = id.script.take();
        let region = match script.as_ref().map(Script::as_str) {
            Some("Hans") => Region::try_from_str("CN").ok(),
            Some("Hant") => Region::try_from_str("TW").ok(),
            _ => None,
        };
        id.region = id.region.or(region);
    } else if id.script.is_some() {
        id.region = None;
    }
    let tag = id.to_string();
    Ok(Stated { is_corrected: !tag.eq_ignore_ascii_case(text), tag })
}

/// A tag whose language once stood behind the one it belongs to (RFC 5646, 2.2.2 and 2.2.8), by that
/// language alone: `zh-yue` is `yue`.
fn without_prefix(tag: &str) -> String {
    let mut parts: Vec<&str> = tag.split('-').collect();
    let is = |at: usize, part: &str| {
        let other = parts.get(at);
        other.is_some_and(|other: &&str| other.eq_ignore_ascii_case(part))
    };
    let count = if is(0, "zh") && is(1, "min") && is(2, "nan") {
        2
    } else {
        let own = parts.get(1).map(|part| part.to_ascii_lowercase());
        let first = parts.first().map(|part| part.to_ascii_lowercase());
        let are_two = own.filter(|own| own.len() == 3).zip(first);
        usize::from(are_two.is_some_and(|(own, first)| are_related(&own, &first)))
    };
    parts.drain(..count);
    parts.join("-")
}

/// Faults of a tag of a finished book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It has not the form of a tag.
    Form,
    /// Its language, or its region, is not registered.
    Unregistered,
}

/// Longer than any language tag, in bytes (RFC 5646, 4.4.1, has 35 for the longest in use).
const LONGEST: usize = 1000;

/// True if a text has the form of a language tag (RFC 5646, 2.1), its registry aside.
pub fn is_well_formed(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = first.bytes().all(|b| b.is_ascii_alphabetic());
    let own = letters && matches!(first.len(), 2..=8);
    let private = first.eq_ignore_ascii_case("x") || first.eq_ignore_ascii_case("i");
    let part =
        |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let (mut is_alone, mut last) = (true, first);
    for next in parts {
        if !part(next) {
            return false;
        }
        (is_alone, last) = (false, next);
    }
    (own || private && !is_alone) && (is_alone || last.len() > 1 || private)
}

/// True if a language is stated as BCP 47 wants it (RFC 5646, section 2.1): a language, a script, a
/// region, variants, each at most once but the variants. What books hardly have, extensions and
/// private use, is not among them.
pub fn is_plain(language: &str) -> bool {
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_script = |part: &str| part.len() == 4 && letters(part);
    let is_region = |part: &str| {
        part.len() == 2 && letters(part)
            || part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let is_variant = |part: &str| {
        part.bytes().all(|b| b.is_ascii_alphanumeric())
            && ((5..=8).contains(&part.len())
                || part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut parts = language.split('-').peekable();
    let is_language = |part: &str| (2..=3).contains(&part.len()) && letters(part);
    if !parts.next().is_some_and(is_language) {
        return false;
    }
    parts.next_if(|part| is_script(part));
    parts.next_if(|part| is_region(part));
    parts.all(is_variant)
}

/// The flaw of a tag of a finished book, if anything. The language is looked up in ISO 639, whose
/// codes are those of the registry of RFC 5646. What is stated to be unknown, or private, is right.
pub fn flaw(text: &str) -> Option<Flaw> {
    if !is_well_formed(text) {
        return Some(Flaw::Form);
    }
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_known = match first.len() {
        1 => true,
        2 | 3 => Language::try_from_str(first)
            .is_ok_and(|language| language.is_unknown() || shortest(language).is_some()),
        _ => false,
    };
    let is_misnamed = parts.next().is_some_and(|part| part.eq_ignore_ascii_case(MISNAMED));
    (!is_known || is_misnamed).then_some(Flaw::Unregistered)
}

/// The only region people write that is none: the United Kingdom is `GB`.
const MISNAMED: &str = "UK";

/// The shortest code of a language; `None` of what is none. Codes of three letters that ISO 639-3
/// does not know may be those of groups of languages, and stay.
fn shortest(language: Language) -> Option<Language> {
    if language.is_unknown() {
        return None;
    }
    let code = language.as_str();
    let known = match code.len() {
        2 => Known::from_639_1(code),
        3 => Known::from_639_3(code),
        _ => return None,
    };
    if let Some(known) = known {
        return Language::try_from_str(code_of(known)).ok();
    }
    // Codes of old: `iw` for Hebrew, `chi` for Chinese.
    let mut locale = Locale::from(LanguageIdentifier::from(language));
    LocaleCanonicalizer::new_common().canonicalize(&mut locale);
    let now = locale.id.language;
    (now != language || code.len() == 3).then_some(now)
}

fn code_of(known: Known) -> &'static str {
    known.to_639_1().unwrap_or_else(|| known.to_639_3())
}

/// The tag that was meant by the name of a language, or of a country.
fn meant(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let named = Known::from_name_lowercase(&lower)
        .or_else(|| Known::from_autonym(text))
        .or_else(|| Known::from_autonym(&lower));
    if let Some(known) = named {
        // What is undetermined is none.
        let code = code_of(known);
        return (code != "und").then(|| code.to_owned());
    }
    let region = Region::try_from_str(text).ok()?;
    let mut id = LanguageIdentifier::UNKNOWN;
    id.region = Some(region);
    LocaleExpander::new_common().maximize(&mut id);
    id.script = None;
    (!id.language.is_unknown()).then(|| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_two_parts_at_most() {
        for (text, tag, is_corrected) in [
            ("zh-CN", "zh-CN", false),
            (" zh-cn ", "zh-CN", false),
            ("en", "en", false),
            ("es-419", "es-419", false),
            ("sr-Latn", "sr-Latn", false),
            ("yue-hant", "yue-Hant", false),
            ("nb", "nb", false),
            ("grc", "grc", false),
            ("ber", "ber", false),
            ("ZH_cn", "zh-CN", true),
            ("zh-Hans-CN", "zh-CN", true),
            ("zh-Hant", "zh-TW", true),
            ("zh-Hant-HK", "zh-HK", true),
            ("sr-Latn-RS", "sr-Latn", true),
            ("de-CH-1996", "de-CH", true),
            ("ar-u-nu-latn", "ar", true),
            ("eng", "en", true),
            ("chi", "zh", true),
            ("iw", "he", true),
            ("cmn", "zh", true),
            ("cmn-Hans-CN", "zh-CN", true),
            ("zh-cmn-Hant", "zh-TW", true),
            ("zh-yue", "yue", true),
            ("zh-yue-Hant", "yue-Hant", true),
            ("zh-min-nan", "nan", true),
            ("en-UK", "en-GB", true),
        ] {
            let expected = Stated { tag: tag.to_owned(), is_corrected };
            assert_eq!(stated(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused_with_the_one_that_was_meant() {
        for (text, meant) in [
            ("chinese", Some("zh")),
            ("English", Some("en")),
            ("français", Some("fr")),
            ("Deutsch", Some("de")),
            ("日本語", Some("ja")),
            ("cn", Some("zh-CN")),
            ("JP", Some("ja-JP")),
            ("qq", None),
            ("z", None),
            ("zh-", None),
            ("root", None),
            ("zh CN", None),
            ("en--GB", None),
            ("-", None),
            ("", None),
            ("x-whale", None),
            ("\u{0}", None),
        ] {
            let meant = meant.map(str::to_owned);
            assert_eq!(stated(text), Err(NoTag { meant }), "{text}");
        }
        assert_eq!(stated("und"), Err(NoTag { meant: None }));
    }

    #[test]
    fn tags_of_finished_books_have_their_form_and_are_registered() {
        for tag in [
            "zh-CN", "en", "zh-Hans-TW", "x-own", "i-klingon", "de-1996", "en-u-ca-iso8601", "und",
            "mul", "zxx", "grc", "zh-cmn-Hans-CN",
        ] {
            assert_eq!(flaw(tag), None, "{tag}");
        }
        for tag in ["", "zh_CN", "e", "toolonglanguage", "en-", "en-US-x", "中文", "en us"] {
            assert_eq!(flaw(tag), Some(Flaw::Form), "{tag}");
        }
        for tag in ["qq", "cn", "english", "chinese-CN", "en-UK"] {
            assert_eq!(flaw(tag), Some(Flaw::Unregistered), "{tag}");
        }
    }

    #[test]
    fn plain_tags_are_told_from_what_only_looks_like_them() {
        for tag in ["zh", "zh-CN", "zh-Hant-TW", "es-419", "de-DE-1996", "sl-rozaj-biske"] {
            assert!(is_plain(tag), "{tag}");
        }
        for other in ["", "z", "12", "zh-a", "a1", "en-1", "zh-CN-zh-CN", "zh--CN"] {
            assert!(!is_plain(other), "{other}");
        }
    }
}

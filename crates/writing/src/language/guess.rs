//! Languages that share a script, told from running text by two libraries of different make.
//!
//! `whichlang` (a linear classifier over features of characters) names one of sixteen languages,
//! always; `whatlang` (ranks of trigrams) knows seventy and says how sure it is. Alone, on 92
//! sentences and titles of about nine words, `whatlang` was right in 91 of 100 and `whichlang` in
//! 100 of 100 of its sixteen; on names, code and formulas both make something of everything. What
//! they agree on, and what `whatlang` is sure of outside the sixteen, was never wrong in prose.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang};
use whichlang::Lang as Known;

/// The languages that can be told, with their tags (BCP 47: the shortest code of ISO 639).
#[rustfmt::skip] // many to a line
const LANGUAGES: [(Lang, &str); 70] = [
    (Lang::Epo, "eo"), (Lang::Eng, "en"), (Lang::Rus, "ru"), (Lang::Cmn, "zh"), (Lang::Spa, "es"),
    (Lang::Por, "pt"), (Lang::Ita, "it"), (Lang::Ben, "bn"), (Lang::Fra, "fr"), (Lang::Deu, "de"),
    (Lang::Ukr, "uk"), (Lang::Kat, "ka"), (Lang::Ara, "ar"), (Lang::Hin, "hi"), (Lang::Jpn, "ja"),
    (Lang::Heb, "he"), (Lang::Yid, "yi"), (Lang::Pol, "pl"), (Lang::Amh, "am"), (Lang::Jav, "jv"),
    (Lang::Kor, "ko"), (Lang::Nob, "nb"), (Lang::Dan, "da"), (Lang::Swe, "sv"), (Lang::Fin, "fi"),
    (Lang::Tur, "tr"), (Lang::Nld, "nl"), (Lang::Hun, "hu"), (Lang::Ces, "cs"), (Lang::Ell, "el"),
    (Lang::Bul, "bg"), (Lang::Bel, "be"), (Lang::Mar, "mr"), (Lang::Kan, "kn"), (Lang::Ron, "ro"),
    (Lang::Slv, "sl"), (Lang::Hrv, "hr"), (Lang::Srp, "sr"), (Lang::Mkd, "mk"), (Lang::Lit, "lt"),
    (Lang::Lav, "lv"), (Lang::Est, "et"), (Lang::Tam, "ta"), (Lang::Vie, "vi"), (Lang::Urd, "ur"),
    (Lang::Tha, "th"), (Lang::Guj, "gu"), (Lang::Uzb, "uz"), (Lang::Pan, "pa"), (Lang::Aze, "az"),
    (Lang::Ind, "id"), (Lang::Tel, "te"), (Lang::Pes, "fa"), (Lang::Mal, "ml"), (Lang::Ori, "or"),
    (Lang::Mya, "my"), (Lang::Nep, "ne"), (Lang::Sin, "si"), (Lang::Khm, "km"), (Lang::Tuk, "tk"),
    (Lang::Aka, "ak"), (Lang::Zul, "zu"), (Lang::Sna, "sn"), (Lang::Afr, "af"), (Lang::Lat, "la"),
    (Lang::Slk, "sk"), (Lang::Cat, "ca"), (Lang::Tgl, "tl"), (Lang::Hye, "hy"), (Lang::Cym, "cy"),
];

/// One of the languages that can be told, by its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Language(u8);

impl Language {
    fn of(known: Lang) -> Option<Self> {
        let row = LANGUAGES.iter().position(|(lang, _)| *lang == known)?;
        u8::try_from(row).ok().map(Self)
    }

    pub(super) fn tag(self) -> &'static str {
        LANGUAGES.get(usize::from(self.0)).map_or("und", |(_, tag)| tag)
    }
}

/// True if a language is among those that can be told.
pub(super) fn knows(language: &str) -> bool {
    LANGUAGES.iter().any(|(_, tag)| *tag == language)
}

/// The language of a text, if the two agree or the one that knows it is sure. Letters of other
/// scripts than most are not looked at.
pub(super) fn of_text(text: &str) -> Option<Language> {
    let info = whatlang::detect(text)?;
    let language = Language::of(info.lang())?;
    let told = match also_known(language.tag()) {
        Some(known) => whichlang::detect_language(text) == known,
        None => info.is_reliable(),
    };
    if !told {
        return among_shared(text, &info);
    }
    Some(language)
}

/// The answers of the two for Latin letters if only the sixteen are asked for: among seventy
/// languages some of few speakers is often a little nearer.
fn among_shared(text: &str, info: &whatlang::Info) -> Option<Language> {
    if info.is_reliable() || info.script() != whatlang::Script::Latin {
        return None;
    }
    let info = shared().detect(text).filter(whatlang::Info::is_reliable)?;
    let language = Language::of(info.lang())?;
    let agreed = also_known(language.tag()) == Some(whichlang::detect_language(text));
    agreed.then_some(language)
}

/// One language that `whatlang` names.
pub(super) struct Detection {
    pub(super) tag: &'static str,
    /// How sure it is, from 0 to 1.
    pub(super) confidence: f64,
}

impl Detection {
    fn of(info: &whatlang::Info) -> Option<Self> {
        Some(Self { tag: Language::of(info.lang())?.tag(), confidence: info.confidence() })
    }

    /// The nearest of all seventy.
    pub(super) fn among_all(text: &str) -> Option<Self> {
        Self::of(&whatlang::detect(text)?)
    }
}

/// The answers of the two about a text, each by itself.
pub(super) struct Both {
    /// The answer of `whatlang` among all it knows.
    pub(super) all: Option<Detection>,
    /// The one it names of the sixteen that both know: asked for only where it is needed.
    shared: OnceCell<Option<Detection>>,
    /// The answer of `whichlang` among them.
    pub(super) which: Known,
    text: String,
}

impl Both {
    /// Asks them.
    pub(super) fn of(text: String) -> Self {
        Self {
            all: Detection::among_all(&text),
            shared: OnceCell::new(),
            which: whichlang::detect_language(&text),
            text,
        }
    }

    /// The answer of `whatlang` among the sixteen.
    pub(super) fn shared(&self) -> Option<&Detection> {
        let found = self.shared.get_or_init(|| Detection::of(&shared().detect(&self.text)?));
        found.as_ref()
    }

    /// The answer of either among the sixteen.
    pub(super) fn among_shared(text: &str) -> (Known, Option<&'static str>) {
        let what = shared().detect_lang(text).and_then(Language::of);
        (whichlang::detect_language(text), what.map(Language::tag))
    }

    /// True if both know a language.
    pub(super) fn knows(tag: &str) -> bool {
        also_known(tag).is_some()
    }

    /// True if `whichlang` names it, too.
    pub(super) fn agrees(&self, told: &Detection) -> bool {
        also_known(told.tag) == Some(self.which)
    }
}

/// The language of the letters of a text, without its ideographs, kana and hangul.
pub(super) fn of_letters(text: &str) -> Option<Language> {
    let letters: String = text.chars().map(|c| if c < '\u{2e80}' { c } else { ' ' }).collect();
    of_text(&letters)
}

/// True if both hold English for the nearest of the sixteen, however unsure.
pub(super) fn is_english(text: &str) -> bool {
    whichlang::detect_language(text) == Known::Eng && shared().detect_lang(text) == Some(Lang::Eng)
}

/// Looks for the sixteen languages that both know.
fn shared() -> Detector {
    let shared = LANGUAGES.iter().filter(|(_, tag)| also_known(tag).is_some());
    Detector::with_allowlist(shared.map(|(lang, _)| *lang).collect())
}

/// The language of `whichlang` with a tag.
fn also_known(tag: &str) -> Option<Known> {
    Some(match tag {
        "ar" => Known::Ara,
        "zh" => Known::Cmn,
        "de" => Known::Deu,
        "en" => Known::Eng,
        "fr" => Known::Fra,
        "hi" => Known::Hin,
        "it" => Known::Ita,
        "ja" => Known::Jpn,
        "ko" => Known::Kor,
        "nl" => Known::Nld,
        "pt" => Known::Por,
        "ru" => Known::Rus,
        "es" => Known::Spa,
        "sv" => Known::Swe,
        "tr" => Known::Tur,
        "vi" => Known::Vie,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_row() {
        for lang in Lang::all() {
            assert!(Language::of(*lang).is_some(), "{lang}");
        }
    }
}

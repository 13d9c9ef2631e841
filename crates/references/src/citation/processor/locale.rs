//! Which language a work is set in, and the words of that language.

use hayagriva::archive::LOCALES;
use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, LocaleCode, TermForm};
use memchr::memmem;

use crate::reference::{Name, Reference};
use chengshu_writing::language::{Census, is_traditional, primary};
use chengshu_writing::script::is_kana;

/// The locale whose words stand where another has none.
const FALLBACK: &str = "en-US";

/// Languages whose works are set in their own words; the others share those of the style.
const OWN_WORDS: &[(&str, &str)] = &[("zh", "zh-CN"), ("ja", "ja-JP"), ("ko", "ko-KR")];

/// The locale a work is set in. In: the work, the language of the book (BCP 47) and the locale
/// the style asks for.
///
/// The script of the title decides: a translation into Chinese is a Chinese work, whoever wrote
/// it. Works in other scripts are set as the style says, or in the language of the book.
pub(super) fn of_work<'a>(
    reference: &Reference,
    book: &'a str,
    style: Option<&'a LocaleCode>,
) -> &'a str {
    let mut census = Census::default();
    if reference.title.chars().any(char::is_alphabetic) {
        census.read(&reference.title);
    } else {
        reference.authors.iter().map(Name::first).for_each(|name| census.read(name));
    }
    // Chinese has no kana.
    let is_japanese = reference.title.contains(is_kana);
    let language = if is_japanese { "ja" } else { census.likely() };
    if let Some((_, locale)) = own_words(language) {
        let chinese_book = is(language, "zh") && is(book, "zh");
        let traditional =
            if chinese_book { is_traditional(book) } else { is_traditional(language) };
        return if is(language, "zh") && traditional { "zh-TW" } else { locale };
    }
    style
        .map(|code| code.0.as_str())
        .into_iter()
        .chain([book])
        .find(|code| own_words(code).is_none())
        .unwrap_or(FALLBACK)
}

fn own_words(tag: &str) -> Option<&'static (&'static str, &'static str)> {
    OWN_WORDS.iter().find(|(language, _)| is(tag, language))
}

/// Whether a tag is of a language.
fn is(tag: &str, language: &str) -> bool {
    primary(tag).eq_ignore_ascii_case(language)
}

/// The words of a locale and of the one that stands in for it. Reads these and no others, since
/// reading all sixty takes longer than setting the works.
pub(super) fn load(locale: &str) -> Vec<Locale> {
    let code = LocaleCode(locale.to_owned());
    let related = code.fallback();
    let related = related.as_ref().map(|code| code.0.as_str());
    let mut wanted = vec![locale];
    wanted.extend(related);
    wanted.push(FALLBACK);
    wanted.dedup();
    wanted.into_iter().filter_map(read).collect()
}

/// What stands between the last names and for those not named: `and`, `et al.`.
pub(super) fn joints(files: &[Locale]) -> [&str; 2] {
    let term = |wanted: OtherTerm| {
        let terms = files.iter().filter_map(|file| file.terms.as_ref());
        let mut terms = terms.flat_map(|terms| &terms.terms);
        let term =
            terms.find(|term| term.name == Term::Other(wanted) && term.form == TermForm::Long);
        term.and_then(|term| term.single()).unwrap_or_default()
    };
    [term(OtherTerm::And), term(OtherTerm::EtAl)]
}

/// Reads one locale of the library's archive, if it is there.
fn read(code: &str) -> Option<Locale> {
    LOCALES
        .iter()
        // The file of a locale says its code; few others do.
        .filter(|bytes| memmem::find(bytes, code.as_bytes()).is_some())
        .filter_map(|bytes| ciborium::from_reader::<Locale, _>(*bytes).ok())
        .find(|locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale<'a>(title: &str, book: &'a str, style: Option<&'a LocaleCode>) -> &'a str {
        let reference = Reference { title: title.into(), ..Reference::default() };
        of_work(&reference, book, style)
    }

    #[test]
    fn works_are_set_in_the_language_of_their_title() {
        let german = LocaleCode("de-DE".into());
        let chinese = LocaleCode("zh-CN".into());
        assert_eq!(locale("灯塔志", "zh-CN", None), "zh-CN");
        assert_eq!(locale("灯塔志", "zh-Hant", Some(&german)), "zh-TW");
        assert_eq!(locale("灯塔志", "en", None), "zh-CN");
        assert_eq!(locale("灯台のはなし", "zh-CN", None), "ja-JP");
        assert_eq!(locale("등대", "zh-CN", None), "ko-KR");
        assert_eq!(locale("On Lamps", "zh-CN", None), "en-US");
        assert_eq!(locale("On Lamps", "zh-CN", Some(&chinese)), "en-US");
        assert_eq!(locale("On Lamps", "fr", None), "fr");
        assert_eq!(locale("On Lamps", "zh-CN", Some(&german)), "de-DE");
    }

    #[test]
    fn only_what_is_needed_is_read() {
        let codes = |code: &str| -> Vec<String> {
            load(code).into_iter().filter_map(|locale| Some(locale.lang?.0)).collect()
        };
        assert_eq!(codes("zh-CN"), ["zh-CN", "en-US"]);
        assert_eq!(codes("en-US"), ["en-US"]);
        assert_eq!(codes("fr"), ["fr-FR", "en-US"]);
        assert_eq!(codes("tlh"), ["en-US"]);
    }
}

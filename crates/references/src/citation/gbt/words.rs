//! The words entries are set with, in the language of the work (GB/T 7714, clause on language).

use crate::reference::Reference;
use chengshu_writing::language::{Census, primary};

/// One language's words.
#[derive(Debug)]
pub(super) struct Words {
    /// After the third of more names.
    pub others: &'static str,
    /// After translators.
    pub translated: &'static str,
    /// After one editor, after several.
    pub edited: (&'static str, &'static str),
    /// The number of an edition.
    pub edition: Edition,
    /// Before and after the number of a volume of a book.
    pub volume: (&'static str, &'static str),
    /// For an author who is not stated.
    pub anonymous: &'static str,
    /// For a year that is not stated.
    pub no_date: &'static str,
    /// Whether `others` is set off from a name before it in the text.
    pub spacing: Spacing,
}

/// How the number of an edition is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edition {
    /// The number and this.
    Number(&'static str),
    /// The English ordinal and this.
    Ordinal(&'static str),
}

/// How words stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spacing {
    /// Set solid.
    Solid,
    /// Apart by spaces.
    Spaced,
}

const SIMPLIFIED: Words = Words {
    others: "等",
    translated: "译",
    edited: ("编", "编"),
    edition: Edition::Number("版"),
    volume: ("第", "卷"),
    anonymous: "佚名",
    no_date: "无日期",
    spacing: Spacing::Solid,
};

const TRADITIONAL: Words =
    Words { translated: "譯", edited: ("編", "編"), no_date: "無日期", ..SIMPLIFIED };

const JAPANESE: Words = Words {
    others: "他",
    translated: "訳",
    edited: ("編", "編"),
    volume: ("第", "巻"),
    no_date: "出版年不明",
    ..SIMPLIFIED
};

const WESTERN: Words = Words {
    others: "et al.",
    translated: "trans.",
    edited: ("ed.", "eds."),
    edition: Edition::Ordinal(" ed."),
    volume: ("v.", ""),
    anonymous: "Anon",
    no_date: "n.d.",
    spacing: Spacing::Spaced,
};

const KOREAN: Words = Words {
    others: "외",
    translated: "옮김",
    edited: ("편", "편"),
    edition: Edition::Number("판"),
    volume: ("제", "권"),
    ..WESTERN
};

const RUSSIAN: Words = Words {
    others: "и др.",
    translated: "пер.",
    edited: ("ред.", "ред."),
    edition: Edition::Number("-е изд."),
    volume: ("т. ", ""),
    ..WESTERN
};

/// The words by language tag.
const LANGUAGES: &[(&str, &Words)] = &[
    ("zh-CN", &SIMPLIFIED),
    ("zh-TW", &TRADITIONAL),
    ("ja", &JAPANESE),
    ("ko", &KOREAN),
    ("ru", &RUSSIAN),
];

/// The words for a work, by the writing of its own title; where that has no letters by the
/// language stated, then by the names around it.
///
/// A Chinese title with 英文 beside it is what the lister wrote in Chinese: it stays Chinese.
/// Only a tag tells Japanese in ideographs alone from Chinese.
pub(super) fn of(reference: &Reference) -> &'static Words {
    let tag = reference.further.language.as_deref().unwrap_or_default();
    let tag = primary(tag);
    if has_letters(&reference.title) {
        return match language(&[&reference.title]) {
            "zh-CN" | "zh-TW" if tag == "ja" => &JAPANESE,
            told => words(told),
        };
    }
    if let Some((_, words)) = LANGUAGES.iter().find(|(known, _)| primary(known) == tag) {
        return words;
    }
    if tag.len() == 2 && tag.is_ascii() {
        return &WESTERN;
    }
    let authors: Vec<String> = reference.authors.iter().map(ToString::to_string).collect();
    let mut names: Vec<&str> = authors.iter().map(String::as_str).collect();
    names.extend(reference.further.container.as_deref());
    names.extend(reference.publisher.as_deref());
    words(language(&names))
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn language(texts: &[&str]) -> &'static str {
    let mut census = Census::default();
    for text in texts {
        census.read(text);
    }
    census.likely()
}

fn words(tag: &str) -> &'static Words {
    LANGUAGES
        .iter()
        .find(|(known, _)| *known == tag)
        .map_or(&WESTERN, |(_, words)| words)
}

/// An edition as the standard writes it: `第2版` and `第二版` are `2版`, `2nd` and `Second edition`
/// are `2nd ed.`; the first is not noted; what is no number stands as stated.
pub(super) fn edition(stated: &str, words: &Words) -> Option<String> {
    let stated = stated.trim();
    match edition_number(stated) {
        Some(1) => None,
        Some(number) => Some(match words.edition {
            Edition::Number(after) => format!("{number}{after}"),
            Edition::Ordinal(after) => format!("{number}{}{after}", ordinal(number)),
        }),
        None => Some(stated.to_owned()).filter(|stated| !stated.is_empty()),
    }
}

/// English ordinals, from the first.
const SPELT: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// The number of an edition, if that is all there is.
fn edition_number(stated: &str) -> Option<u32> {
    let mut rest = stated.to_lowercase();
    for end in ["edition", "ed.", "ed", "版", "판", "изд."] {
        if let Some(before) = rest.strip_suffix(end) {
            rest = before.trim_end().to_owned();
            break;
        }
    }
    let rest = rest.trim_start_matches(['第', '제']).trim();
    let spelt = SPELT.iter().zip(1..).find(|(word, _)| **word == rest);
    if let Some((_, number)) = spelt {
        return Some(number);
    }
    let digits = ["st", "nd", "rd", "th", "-е"]
        .iter()
        .find_map(|end| rest.strip_suffix(end))
        .unwrap_or(rest);
    digits.parse().ok().or_else(|| chinese_number(rest))
}

/// A Chinese number under a hundred.
fn chinese_number(text: &str) -> Option<u32> {
    let digit = |text: &str| {
        let mut chars = text.chars();
        let c = chars.next()?;
        let at = "一二三四五六七八九".chars().position(|one| one == c)?;
        chars.next().is_none().then(|| u32::try_from(at + 1).ok())?
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

fn ordinal(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) | (_, 0 | 4..) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Further;

    fn others(title: &str, language: &str) -> &'static str {
        let reference = Reference {
            title: title.into(),
            further: Further {
                language: Some(language.to_owned()).filter(|language| !language.is_empty()),
                ..Further::default()
            }
            .into(),
            ..Reference::default()
        };
        of(&reference).others
    }

    #[test]
    fn the_title_decides_before_the_language_stated() {
        assert_eq!(others("灯塔的来历", "英文"), "等");
        assert_eq!(others("IRS：灯塔内部", ""), "等");
        assert_eq!(others("The lamp", "zh"), "et al.");
        assert_eq!(others("灯台の歴史をたずねて", ""), "他");
        assert_eq!(others("燈台用語辞典", "ja"), "他");
        assert_eq!(others("등대의 역사", ""), "외");
        assert_eq!(others("Маяк и море", ""), "и др.");
        assert_eq!(others("1984", "ru"), "и др.");
        assert_eq!(others("1984", "de"), "et al.");
        assert_eq!(others("1984", ""), "等");
    }

    #[test]
    fn editions_are_counted() {
        let chinese = |stated| edition(stated, &SIMPLIFIED);
        assert_eq!(chinese("第2版").as_deref(), Some("2版"));
        assert_eq!(chinese("第十二版").as_deref(), Some("12版"));
        assert_eq!(chinese("修订本").as_deref(), Some("修订本"));
        assert_eq!(chinese("第一版"), None);
        let western = |stated| edition(stated, &WESTERN);
        assert_eq!(western("2").as_deref(), Some("2nd ed."));
        assert_eq!(western("Third edition").as_deref(), Some("3rd ed."));
        assert_eq!(western("11th ed.").as_deref(), Some("11th ed."));
        assert_eq!(western("Rev. ed.").as_deref(), Some("Rev. ed."));
    }
}

//! The order of an alphabetical bibliography, and of an index.
//!
//! GB/T 7714—2015, section 9.2 (and 2025 as well): works are put together by script, Chinese first,
//! then Japanese, Western languages, Russian and others; within each by author, and Chinese by the
//! sound of its characters, or the number of their strokes. Here it is the sound, and the strokes of
//! characters that sound alike, as CLDR orders them.

use std::sync::LazyLock;

use icu_collator::CollatorBorrowed;
use icu_collator::options::{CollatorOptions, Strength};
use icu_locale::locale;

use chengshu_references::reference::Reference;
use chengshu_writing::script::{is_hangul, is_ideographic, is_kana};

/// The order of CLDR for Chinese, which is by pinyin. Accents count, upper and lower case do not: two
/// works of an author are in order whatever the case of the name.
static ORDER: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Secondary);
    CollatorBorrowed::try_new(locale!("zh-u-co-pinyin").into(), options).ok()
});

/// The group of works written in the same script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Chinese,
    Japanese,
    Western,
    Russian,
    Other,
}

/// Where a work stands in an alphabetical list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    group: Group,
    author: Vec<u8>,
    year: Option<i32>,
    title: Vec<u8>,
}

/// Where a work stands: by its first author, or its title if it has none; then by year and title.
pub fn place(reference: &Reference) -> Place {
    let mut people = reference.authors.iter().chain(&reference.further.editors);
    let author = people.next();
    let title = key(&reference.title);
    Place {
        group: match author {
            Some(name) => group(&name.to_string()),
            None => group(&reference.title),
        },
        author: match author {
            Some(name) => key(&format!("{} {name}", name.first())),
            None => title.clone(),
        },
        year: reference.year(),
        title,
    }
}

/// The script of a name or title, by its first letter that tells.
fn group(text: &str) -> Group {
    if text.chars().any(is_kana) {
        return Group::Japanese;
    }
    text.chars()
        .find_map(|c| match c {
            c if is_ideographic(c) => Some(Group::Chinese),
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Group::Western),
            '\u{400}'..='\u{52f}' => Some(Group::Russian),
            c if is_hangul(c) || c.is_alphabetic() => Some(Group::Other),
            _ => None,
        })
        .unwrap_or(Group::Other)
}

/// What a text is sorted by: its letters and digits, and where words part.
fn key(text: &str) -> Vec<u8> {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            words.push(c);
        } else if c.is_whitespace() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    sort_key(&words)
}

/// Without the data of CLDR, which is compiled in, the characters would be their own order.
fn sort_key(words: &str) -> Vec<u8> {
    let mut key = Vec::new();
    match &*ORDER {
        Some(order) => {
            let Ok(()) = order.write_sort_key_to(words, &mut key);
        }
        None => key.extend(words.bytes()),
    }
    key
}

/// The letters an index has headings for. Chinese stands under the first letter of its sound; of scripts
/// that few works are in, all stand under their first letter.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\
    ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ\
    АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ\
    あかさたなはまやらわ\
    가나다라마바사아자차카타파하\
    ابتثجحخدذرزسشصضطظعغفقكلمنهوي\
    Աაאܐހअঅਅઅଅஅఅಅഅඅกກཀကក";

/// Before a letter: where CLDR has the sounds that begin with it.
const SOUND: char = '\u{fdd0}';

/// Where each letter begins in the order of sort keys, with its place among [`LETTERS`].
static BEGINNINGS: LazyLock<Vec<(Vec<u8>, usize)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (at, letter) in LETTERS.chars().enumerate() {
        all.push((sort_key(&letter.to_string()), at));
        if letter.is_ascii() {
            all.push((sort_key(&format!("{SOUND}{letter}")), at));
        }
    }
    all.sort_unstable();
    all
});

/// Where a term stands in an index. Those that begin with no letter come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    letter: Option<usize>,
    key: Vec<u8>,
}

impl Term {
    /// The place of a term, by all of its words.
    pub fn of(words: &str) -> Self {
        let key = key(words);
        let next = BEGINNINGS.partition_point(|(begin, _)| *begin <= key);
        let letter = next.checked_sub(1).map(|at| BEGINNINGS[at].1);
        Self { letter, key }
    }

    /// The letter it stands under.
    pub fn letter(&self) -> Option<char> {
        LETTERS.chars().nth(self.letter?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Term, place};
    use chengshu_references::reference::{Name, Reference};
    use chengshu_text::date::PartialDate;

    fn work(author: &str, year: i32, title: &str) -> Reference {
        Reference {
            title: title.to_owned(),
            authors: (!author.is_empty()).then(|| Name::from(author)).into_iter().collect(),
            issued: Some(PartialDate::Year(year)),
            ..Reference::default()
        }
    }

    #[test]
    fn chinese_by_sound_then_other_scripts() {
        let mut works = [
            work("Ada Keeper", 1990, "Lamps"),
            work("Иван Маяк", 1990, "Свет"),
            work("张海", 2001, "潮水"),
            work("詹海", 2002, "雾"),
            work("", 1999, "白浪"),
            work("詹海", 1998, "风"),
            work("とうだい", 1990, "うみ"),
        ];
        works.sort_by_cached_key(place);
        let titles: Vec<&str> = works.iter().map(|work| work.title.as_str()).collect();
        assert_eq!(titles, ["白浪", "风", "雾", "潮水", "うみ", "Lamps", "Свет"]);
    }

    #[test]
    fn tones_then_strokes_and_accents_count() {
        let sorted = |names: &[&str]| {
            let mut works: Vec<_> = names.iter().map(|name| work(name, 2000, "甲")).collect();
            works.sort_by_cached_key(place);
            let names = works.iter().map(|work| work.authors[0].to_string());
            names.collect::<Vec<_>>()
        };
        assert_eq!(
            sorted(&["李海", "黎海", "立海", "力海", "詹海", "张海"]),
            ["黎海", "李海", "力海", "立海", "詹海", "张海"]
        );
        assert_eq!(sorted(&["Zola", "Émile", "Eve"]), ["Émile", "Eve", "Zola"]);
        assert_eq!(sorted(&["De Zee", "Deane"]), ["De Zee", "Deane"]);
    }

    #[test]
    fn works_of_an_author_are_in_order_whatever_the_case() {
        let mut works = [work("ADA LAMP", 2001, "B"), work("Ada Lamp", 2000, "A")];
        works.sort_by_cached_key(place);
        assert_eq!(works[0].title, "A");
    }

    #[test]
    fn terms_stand_under_the_letters_they_begin_with() {
        for (term, letter) in [
            ("阿海", Some('A')),
            ("詹海", Some('Z')),
            ("雾", Some('W')),
            ("Émile", Some('E')),
            ("zola", Some('Z')),
            ("Ørsted", Some('O')),
            ("Маяк", Some('М')),
            ("Ёлка", Some('Е')),
            ("ガラス", Some('か')),
            ("김", Some('가')),
            ("منارة", Some('م')),
            ("1984", None),
            ("", None),
        ] {
            assert_eq!(Term::of(term).letter(), letter, "{term}");
        }
        let mut terms = ["Zola", "詹海", "阿海", "1984", "Ada", "Маяк"];
        terms.sort_by_cached_key(|term| Term::of(term));
        assert_eq!(terms, ["1984", "阿海", "Ada", "詹海", "Zola", "Маяк"]);
    }
}

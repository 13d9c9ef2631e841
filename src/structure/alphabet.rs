//! The order of an alphabetical bibliography, and of an index.
//!
//! In a Chinese book works are put together by script, Chinese first, then Japanese, Western languages,
//! Russian and others; within each by author, and Chinese by the sound of its characters, or the number
//! of their strokes (GB/T 7714—2015, section 9.2; 2025 as well). Here it is the sound, and the strokes
//! of characters that sound alike, as CLDR orders them. Its index is one alphabet, as Chinese publishers
//! have it: Chinese stands under the letter its sound begins with.
//!
//! In other books the order is CLDR's for their language, which has its own script first. A character
//! whose reading nobody states has none there: such terms stand together behind all others, but for
//! those of a Korean book, where each character has one reading.

use icu_collator::CollatorBorrowed;
use icu_collator::options::{CollatorOptions, Strength};
use icu_locale::{Locale, locale};

use chengshu_references::reference::Reference;
use chengshu_writing::language::primary;
use chengshu_writing::script::{is_han, is_hangul, is_ideographic, is_kana};

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
    /// In a Chinese book; others have the groups in the order of their keys.
    group: Option<Group>,
    author: Vec<u8>,
    year: Option<i32>,
    title: Vec<u8>,
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

/// What terms that begin with a character without a reading stand under.
const CHARACTERS: char = '漢';

/// How a book sorts what is in the characters of Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Characters {
    /// By the Latin letters their sound begins with.
    AmongLetters,
    /// As CLDR does for the language.
    InOrder,
    /// Behind all letters.
    Behind,
}

/// The alphabet of a book.
#[derive(Debug)]
pub struct Alphabet {
    /// Without the data of CLDR, which is compiled in, the characters would be their own order.
    order: Option<CollatorBorrowed<'static>>,
    characters: Characters,
    /// Where each letter begins in the order of sort keys, with its rank and the letter.
    beginnings: Vec<(Vec<u8>, usize, char)>,
}

/// Where a term stands in an index. Those that begin with no letter come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    rank: Option<usize>,
    key: Vec<u8>,
    /// The letter it stands under.
    pub letter: Option<char>,
}

impl Alphabet {
    /// The alphabet of a book in a language.
    pub fn of(language: &str) -> Self {
        let chinese = locale!("zh-u-co-pinyin");
        let (locale, characters) = match primary(language) {
            "zh" => (chinese, Characters::AmongLetters),
            "ko" => (locale!("ko"), Characters::InOrder),
            other => (Locale::try_from_str(other).unwrap_or(chinese), Characters::Behind),
        };
        // Accents count, upper and lower case do not: two works of an author are in order whatever the
        // case of the name.
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Secondary);
        let order = CollatorBorrowed::try_new(locale.into(), options).ok();
        let mut alphabet = Self { order, characters, beginnings: Vec::new() };
        alphabet.beginnings = alphabet.letters();
        alphabet
    }

    fn letters(&self) -> Vec<(Vec<u8>, usize, char)> {
        let mut all = Vec::new();
        for (rank, letter) in LETTERS.chars().enumerate() {
            all.push((self.sort_key(&letter.to_string()), rank, letter));
            if letter.is_ascii() && self.characters == Characters::AmongLetters {
                all.push((self.sort_key(&format!("{SOUND}{letter}")), rank, letter));
            }
        }
        all.sort_unstable();
        if self.characters != Characters::AmongLetters {
            for (place, (_, rank, _)) in all.iter_mut().enumerate() {
                *rank = place;
            }
        }
        all
    }

    /// What a text is sorted by: its letters and digits, and where words part.
    fn key(&self, text: &str) -> Vec<u8> {
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_alphanumeric() {
                words.push(c);
            } else if c.is_whitespace() && !words.ends_with(' ') {
                words.push(' ');
            }
        }
        self.sort_key(&words)
    }

    fn sort_key(&self, words: &str) -> Vec<u8> {
        let mut key = Vec::new();
        match &self.order {
            Some(order) => {
                let Ok(()) = order.write_sort_key_to(words, &mut key);
            }
            None => key.extend(words.bytes()),
        }
        key
    }

    /// The place of a term, by all of its words.
    pub fn term(&self, words: &str) -> Term {
        let key = self.key(words);
        let first = words.chars().find(|c| c.is_alphanumeric());
        if self.characters == Characters::Behind && first.is_some_and(is_han) {
            return Term { rank: Some(usize::MAX), key, letter: Some(CHARACTERS) };
        }
        let next = self.beginnings.partition_point(|(begin, ..)| *begin <= key);
        let found = next.checked_sub(1).and_then(|at| self.beginnings.get(at));
        Term {
            rank: found.map(|(_, rank, _)| *rank),
            key,
            letter: found.map(|(.., letter)| *letter),
        }
    }

    /// Where a work stands in a bibliography: by its first author, or its title if it has none; then by
    /// year and title.
    pub fn place(&self, reference: &Reference) -> Place {
        let mut people = reference.authors.iter().chain(&reference.further.editors);
        let author = people.next();
        let title = self.key(&reference.title);
        let group = match author {
            Some(name) => group(&name.to_string()),
            None => group(&reference.title),
        };
        Place {
            group: Some(group).filter(|_| self.characters == Characters::AmongLetters),
            author: match author {
                Some(name) => self.key(&format!("{} {name}", name.first())),
                None => title.clone(),
            },
            year: reference.year(),
            title,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Alphabet;
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
        works.sort_by_cached_key(|work| Alphabet::of("zh-CN").place(work));
        let titles: Vec<&str> = works.iter().map(|work| work.title.as_str()).collect();
        assert_eq!(titles, ["白浪", "风", "雾", "潮水", "うみ", "Lamps", "Свет"]);
    }

    #[test]
    fn tones_then_strokes_and_accents_count() {
        let sorted = |names: &[&str]| {
            let mut works: Vec<_> = names.iter().map(|name| work(name, 2000, "甲")).collect();
            works.sort_by_cached_key(|work| Alphabet::of("zh-CN").place(work));
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
        works.sort_by_cached_key(|work| Alphabet::of("zh-CN").place(work));
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
            assert_eq!(Alphabet::of("zh").term(term).letter, letter, "{term}");
        }
    }

    #[test]
    fn each_language_has_its_own_script_first() {
        let terms = ["Zola", "詹海", "阿海", "1984", "Ada", "Маяк", "ガラス", "김", "うみ", "金"];
        for (language, sorted) in [
            ("zh", "1984 | A 阿海 Ada | J 金 | Z 詹海 Zola | М Маяк | あ うみ | か ガラス | 가 김"),
            (
                "en",
                "1984 | A Ada | Z Zola | М Маяк | 가 김 | あ うみ | か ガラス | 漢 詹海 金 阿海",
            ),
            (
                "ja",
                "1984 | A Ada | Z Zola | あ うみ | か ガラス | М Маяк | 가 김 | 漢 阿海 金 詹海",
            ),
            (
                "ru",
                "1984 | М Маяк | A Ada | Z Zola | 가 김 | あ うみ | か ガラス | 漢 詹海 金 阿海",
            ),
            (
                "ko",
                "1984 | 가 김 金 | 아 阿海 | 차 詹海 | A Ada | Z Zola | М Маяк | あ うみ | か ガラス",
            ),
        ] {
            let alphabet = Alphabet::of(language);
            let mut placed: Vec<_> =
                terms.iter().map(|term| (alphabet.term(term), *term)).collect();
            placed.sort();
            let mut shown = String::new();
            let mut last = None;
            for (place, term) in placed {
                if let Some(letter) = place.letter.filter(|_| last != Some(place.letter)) {
                    shown.extend([" | ".to_owned(), letter.to_string()]);
                }
                last = Some(place.letter);
                shown.extend([" ", term]);
            }
            assert_eq!(shown.trim_start(), sorted, "{language}");
        }
    }
}

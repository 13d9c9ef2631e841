//! The titles of a book's works, and which work words name.

use std::collections::HashMap;

use crate::model::book::Book;
use chengshu_references::reference::{Name, Reference};
use chengshu_writing::language::Form;
use chengshu_writing::script::{is_hangul, is_ideographic, letters};
use chengshu_writing::variant::{Variant, change};

/// The titles of a book's works, to look for the work one names.
#[derive(Debug, Default)]
pub struct Titles {
    known: HashMap<Box<str>, Known>,
    /// What tells works apart that share a title with others, by their indexes.
    signs: HashMap<usize, Signs>,
}

/// What is said of a work where its title is not enough.
#[derive(Debug)]
struct Signs {
    /// What those are called who made it: by their whole names, or by the family's.
    names: Vec<String>,
    year: Option<i32>,
}

/// The works a title is of.
#[derive(Debug)]
struct Known {
    works: Works,
    /// Whether they go on with a subtitle.
    is_short: bool,
}

#[derive(Debug)]
enum Works {
    One(usize),
    Several(Vec<usize>),
}

/// Works of one title that are told apart at most: a list of one title over and over costs no more than
/// any other.
const COMPARED: usize = 16;

/// Where a title goes on with its subtitle.
const SUBTITLE: [&str; 3] = ["：", ":", "——"];

/// How much a part of a title has to say to be taken for the whole, and stressed words to be taken for a
/// title, in Latin letters; an ideograph says as much as two.
const TELLING: usize = 8;

/// A title without its subtitle, if it has one.
pub(super) fn without_subtitle(title: &str) -> Option<&str> {
    let end = SUBTITLE.iter().filter_map(|mark| title.find(mark)).min()?;
    Some(title[..end].trim_end()).filter(|short| !short.is_empty())
}

/// Whether words say enough to be taken for a title.
pub(super) fn is_telling(words: &str) -> bool {
    let weight = |c: char| match c {
        c if is_ideographic(c) || is_hangul(c) => 2,
        c => usize::from(c.is_alphanumeric()),
    };
    words.chars().map(weight).sum::<usize>() >= TELLING
}

impl Titles {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The titles of a book, and those without their subtitles that are nothing else.
    pub fn of(book: &Book) -> Self {
        let works = &book.works.list;
        let titles = works.iter().map(|work| work.reference.title.as_str());
        let mut titles = Self::of_works(titles, book.treatment.variant);
        let shared = titles.known.values().filter_map(|known| match &known.works {
            Works::Several(numbers) => Some(numbers),
            Works::One(_) => None,
        });
        let signs = shared.flatten().filter_map(|&number| {
            let work = works.get(number)?;
            Some((number, Signs::of(&work.reference)))
        });
        titles.signs = signs.collect();
        titles
    }

    /// Whether some works share a title, so that it matters what stands around one.
    pub(super) fn are_shared(&self) -> bool {
        !self.signs.is_empty()
    }

    /// `variant` is the form of Chinese the text is put in.
    fn of_works<'a>(works: impl Iterator<Item = &'a str>, variant: Option<Variant>) -> Self {
        let (mut titles, mut shorts) = (HashMap::new(), HashMap::new());
        for (number, title) in works.enumerate() {
            let converted = variant.map(|to| {
                let mut title = title.to_owned();
                change(&mut title, Form::Simplified, to);
                title
            });
            for title in [Some(title), converted.as_deref()].into_iter().flatten() {
                add(&mut titles, title, number, false);
                if let Some(short) = without_subtitle(title) {
                    add(&mut shorts, short, number, true);
                }
            }
        }
        for (short, known) in shorts {
            titles.entry(short).or_insert(known);
        }
        titles.remove("");
        Self { known: titles, signs: HashMap::new() }
    }

    /// Those of several works that the words around a title speak of: of an author who is named, or of a
    /// year. All of them, if the words say nothing; `None`, if they say one thing of one and one of
    /// another.
    fn told(&self, numbers: &[usize], around: &str) -> Option<Vec<usize>> {
        let those = |says: fn(&Signs, &str) -> bool| {
            let told =
                |number: &&usize| self.signs.get(*number).is_some_and(|signs| says(signs, around));
            numbers.iter().filter(told).copied().collect::<Vec<usize>>()
        };
        let (named, dated) = (those(Signs::is_named), those(Signs::is_dated));
        if named.is_empty() && dated.is_empty() {
            return Some(numbers.to_vec());
        }
        if named.is_empty() || dated.is_empty() {
            return Some(if named.is_empty() { dated } else { named });
        }
        let both: Vec<usize> = named.into_iter().filter(|work| dated.contains(work)).collect();
        (!both.is_empty()).then_some(both)
    }

    /// The work that words name, if there is no doubt. Of several works of a title it is the one whose
    /// author or year stands in the words `around`, or else the one that the chapter cites. `own` has the
    /// works of the chapter, ascending.
    pub(super) fn find(
        &self,
        words: &str,
        around: &str,
        own: &[usize],
        marks: Marks,
    ) -> Option<usize> {
        let known = self.known.get(letters(words).as_str())?;
        let is_own = |number: &usize| own.binary_search(number).is_ok();
        let number = match &known.works {
            Works::One(number) => *number,
            Works::Several(numbers) => match *self.told(numbers, around)?.as_slice() {
                [number] => number,
                ref several => {
                    let mut own = several.iter().copied().filter(is_own);
                    own.next().filter(|_| own.next().is_none())?
                }
            },
        };
        let is_stress = marks == Marks::Stress;
        let begins_small =
            || words.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        let is_word = || !words.trim().contains(' ') && words.is_ascii();
        let doubtful = known.is_short || is_stress;
        if doubtful && !is_own(&number) && (!is_telling(words) || is_stress && is_word())
            || is_stress && begins_small()
        {
            return None;
        }
        Some(number)
    }
}

impl Signs {
    fn of(reference: &Reference) -> Self {
        let further = &reference.further;
        let people = reference.authors.iter().chain(&further.editors).chain(&further.translators);
        let names = people.flat_map(|name| {
            let whole = name.to_string();
            let family = match name {
                Name::Parts { family, .. } if !family.contains(is_ideographic) => family.as_str(),
                // 让·德洛姆, Jean Delorme
                _ => whole.rsplit(['·', ' ']).next().unwrap_or_default(),
            };
            [family.to_owned(), whole]
        });
        // A name of one character, or of two letters, is found in many words.
        let says = |name: &String| {
            let weight = |c: char| if is_ideographic(c) || is_hangul(c) { 2 } else { 1 };
            name.chars().map(weight).sum::<usize>() >= 3
        };
        Self { names: names.filter(says).collect(), year: reference.year() }
    }

    /// Whether one who made the work is named.
    fn is_named(&self, around: &str) -> bool {
        let is_letter = |c: char| c.is_alphabetic() && !is_ideographic(c) && !is_hangul(c);
        self.names.iter().any(|name| {
            around.match_indices(name.as_str()).any(|(at, _)| {
                let (before, after) = (&around[..at], &around[at + name.len()..]);
                let goes_on = name.starts_with(is_letter) && before.ends_with(is_letter)
                    || name.ends_with(is_letter) && after.starts_with(is_letter);
                !goes_on
            })
        })
    }

    fn is_dated(&self, around: &str) -> bool {
        let is_digit = |c: char| c.is_ascii_digit();
        self.year.is_some_and(|year| {
            let mut numbers = around.split(|c| !is_digit(c));
            let year = year.to_string();
            numbers.any(|number| number == year)
        })
    }
}

fn add(titles: &mut HashMap<Box<str>, Known>, title: &str, number: usize, is_short: bool) {
    let known = titles
        .entry(letters(title).into())
        .or_insert(Known { works: Works::One(number), is_short });
    match &mut known.works {
        Works::One(first) if *first == number => {}
        Works::One(first) => known.works = Works::Several(vec![*first, number]),
        Works::Several(works) if works.len() < COMPARED && works.last() != Some(&number) => {
            works.push(number);
        }
        Works::Several(_) => {}
    }
}

/// What stands around the words of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// Those of titles: `《》`.
    Title,
    /// Quotation marks, or nothing where the words are stressed: they need be no title.
    Stress,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu_text::date::PartialDate;

    #[test]
    fn only_what_is_certain_is_found() {
        let works = [
            "灯塔与雾",
            "白浪",
            "白浪",
            "港口志：一部历史",
            "雾：一部历史",
            "The Lamp and the Fog: a Story",
            "Home",
        ];
        let titles = Titles::of_works(works.into_iter(), None);
        for (words, marks, own, found) in [
            ("灯塔与雾", Marks::Title, vec![], Some(0)),
            ("灯塔与 雾", Marks::Title, vec![], Some(0)),
            ("灯塔", Marks::Title, vec![0], None),
            // Two works of a title, of which a chapter cites one.
            ("白浪", Marks::Title, vec![], None),
            ("白浪", Marks::Title, vec![2], Some(2)),
            ("白浪", Marks::Title, vec![1, 2], None),
            // Without the subtitle, if that says enough or the chapter cites it.
            ("港口志", Marks::Title, vec![], None),
            ("港口志", Marks::Title, vec![3], Some(3)),
            ("雾：一部历史", Marks::Title, vec![], Some(4)),
            ("The lamp and the fog", Marks::Title, vec![], Some(5)),
            ("The Lamp and the Fog", Marks::Stress, vec![], Some(5)),
            ("the lamp and the fog", Marks::Stress, vec![], None),
            // A stressed word is a title where the chapter cites it.
            ("Home", Marks::Stress, vec![], None),
            ("Home", Marks::Stress, vec![6], Some(6)),
            ("home", Marks::Stress, vec![6], None),
            ("灯塔与雾", Marks::Stress, vec![], Some(0)),
            ("", Marks::Title, vec![], None),
        ] {
            assert_eq!(titles.find(words, "", &own, marks), found, "{words} {own:?}");
        }
    }

    #[test]
    fn author_or_year_tell_works_of_a_title_apart() {
        let work = |author: &str, year| Reference {
            title: "白浪".to_owned(),
            authors: vec![Name::from(author)],
            issued: Some(PartialDate::Year(year)),
            ..Reference::default()
        };
        let works = [work("林望潮", 1931), work("Ann Keeper", 1998), work("让·德洛姆", 1998)];
        let mut titles = Titles::of_works(works.iter().map(|work| work.title.as_str()), None);
        titles.signs = works.iter().map(Signs::of).enumerate().collect();
        for (around, own, found) in [
            ("林望潮的《白浪》", vec![], Some(0)),
            ("《白浪》（1931年）", vec![], Some(0)),
            ("德洛姆在《白浪》里说", vec![], Some(2)),
            ("in Keeper’s", vec![], Some(1)),
            ("in Keepers’", vec![], None),
            // What is said counts for more than what the chapter cites.
            ("林望潮的《白浪》", vec![1], Some(0)),
            ("《白浪》", vec![1], Some(1)),
            // Two of a year, of which the chapter cites one; and what contradicts itself.
            ("《白浪》（1998）", vec![], None),
            ("《白浪》（1998）", vec![2], Some(2)),
            ("林望潮《白浪》（1998）", vec![0], None),
        ] {
            assert_eq!(titles.find("白浪", around, &own, Marks::Title), found, "{around}");
        }
    }
}

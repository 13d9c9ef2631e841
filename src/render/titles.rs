//! The titles of a book's works, and which work words name.

use std::collections::HashMap;

use crate::model::book::Book;
use chengshu_writing::language::Form;
use chengshu_writing::script::{is_hangul, is_ideographic, letters};
use chengshu_writing::variant::{Variant, change};

/// The titles of a book's works, to look for the work one names.
#[derive(Debug, Default)]
pub struct Titles(HashMap<Box<str>, Known>);

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
        self.0.is_empty()
    }

    /// The titles of a book, and those without their subtitles that are nothing else.
    pub fn of(book: &Book) -> Self {
        let titles = book.works.list.iter().map(|work| work.reference.title.as_str());
        Self::of_works(titles, book.treatment.variant)
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
        Self(titles)
    }

    /// The work that words name, if there is no doubt. Of several works of a title it is the one that
    /// the chapter cites. `own` has the works of the chapter, ascending.
    pub(super) fn find(&self, words: &str, own: &[usize], marks: Marks) -> Option<usize> {
        let known = self.0.get(letters(words).as_str())?;
        let is_own = |number: &usize| own.binary_search(number).is_ok();
        let number = match &known.works {
            Works::One(number) => *number,
            Works::Several(numbers) => {
                let mut own = numbers.iter().copied().filter(is_own);
                own.next().filter(|_| own.next().is_none())?
            }
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
    /// `《》`.
    Title,
    /// Nothing: the words are stressed.
    Stress,
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(titles.find(words, &own, marks), found, "{words} {own:?}");
        }
    }
}

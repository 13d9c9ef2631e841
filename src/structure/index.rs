//! The terms of the index: works by their titles, and the people who made them.

use std::collections::HashMap;

use super::alphabet::{self, Alphabet};
use crate::model::book::{Named, Term, Work, Works};
use chengshu_references::read::in_parts;
use chengshu_references::reference::{Name, Reference};
use chengshu_writing::language::{of_title, primary};
use chengshu_writing::script::{is_ideographic, letters, settle_turns};

/// In a book of no more works, the bibliography is looked through as fast as an index.
const FEW: usize = 30;

/// Articles that titles are not sorted by, with the blank or apostrophe behind them.
#[rustfmt::skip] // many to a line
const ARTICLES: &[(&str, &[&str])] = &[
    ("en", &["The ", "A ", "An "]),
    ("de", &["Der ", "Die ", "Das ", "Ein ", "Eine "]),
    ("fr", &["Le ", "La ", "Les ", "L’", "L'", "Un ", "Une "]),
    ("es", &["El ", "La ", "Los ", "Las ", "Un ", "Una "]),
    ("it", &["Il ", "Lo ", "La ", "I ", "Gli ", "Le ", "L’", "L'", "Un ", "Una "]),
    ("pt", &["O ", "A ", "Os ", "As ", "Um ", "Uma "]),
    ("nl", &["De ", "Het ", "Een "]),
];

/// The terms of the index of a book in a language, in order. None if it has few works.
pub(super) fn terms(works: &Works, language: &str) -> Vec<Term> {
    let works = &works.list;
    if works.len() <= FEW {
        return Vec::new();
    }
    let alphabet = Alphabet::of(language);
    let mut terms: Vec<(alphabet::Term, Named)> = Vec::new();
    let titled = |work: &&(usize, &Work)| !work.1.reference.title.is_empty();
    for (number, work) in works.iter().enumerate().filter(|work| titled(&work)) {
        let title = sorted_by(&work.reference.title, language);
        terms.push((alphabet.term(title), Named::Work(number)));
    }
    // Works come to their makers in the order of their titles.
    terms.sort();
    let titles = terms.iter().filter_map(|(_, named)| match named {
        Named::Work(number) => Some(*number),
        Named::Person { .. } => None,
    });
    let mut people: HashMap<String, (String, Vec<usize>)> = HashMap::new();
    for number in titles {
        let reference = &works[number].reference;
        for name in makers(reference) {
            let known = people.entry(letters(&name.to_string()));
            let (_, of_person) =
                known.or_insert_with(|| (inverted(name, &reference.title, language), Vec::new()));
            // Who wrote and edited a work made it once.
            if of_person.last() != Some(&number) {
                of_person.push(number);
            }
        }
    }
    people.remove("");
    terms.extend(people.into_values().map(|(name, works)| {
        let named = Named::Person { name: name.as_str().into(), works: works.into() };
        (alphabet.term(&name), named)
    }));
    // A person before a work of the same name, and of two persons the one whose works come first.
    terms.sort();
    let term = |(term, names): (alphabet::Term, Named)| Term { letter: term.letter, names };
    terms.into_iter().map(term).collect()
}

/// Everybody who is named as having made a work.
fn makers(reference: &Reference) -> impl Iterator<Item = &Name> {
    let further = &reference.further;
    let others = further.editors.iter().chain(&further.translators);
    reference.authors.iter().chain(others)
}

/// A title without the article it begins with, which is one of its language, or the book's if it is too
/// short to tell.
fn sorted_by<'a>(title: &'a str, book: &str) -> &'a str {
    let without =
        |articles: &[&str]| articles.iter().find_map(|article| title.strip_prefix(article));
    if ARTICLES.iter().all(|(_, articles)| without(articles).is_none()) {
        return title;
    }
    let own = of_title(title).unwrap_or(primary(book));
    let articles = ARTICLES.iter().find(|(language, _)| *language == own);
    // English titles stand in books of all languages.
    let articles = articles.map_or(ARTICLES[0].1, |(_, articles)| articles);
    without(articles).unwrap_or(title)
}

/// A name as an index has it: the family first, if it is known which part that is, which depends on the
/// language of the work.
fn inverted(name: &Name, title: &str, book: &str) -> String {
    let apart = match name {
        Name::Whole(whole) if !whole.chars().any(is_ideographic) => {
            in_parts(whole, of_title(title).unwrap_or(book))
        }
        _ => None,
    };
    let mut inverted = match apart.as_ref().unwrap_or(name) {
        Name::Parts { family, given }
            if !given.is_empty() && !family.chars().any(is_ideographic) =>
        {
            format!("{family}, {}", pointed(given))
        }
        name => name.to_string(),
    };
    settle_turns(&mut inverted);
    inverted
}

/// Given names whose initials have their full stops, which some styles leave out: `J. R.` for `JR`.
fn pointed(given: &str) -> String {
    let is_initials = |word: &str| word.len() <= 3 && word.chars().all(|c| c.is_ascii_uppercase());
    if !given.split(' ').all(is_initials) {
        return given.to_owned();
    }
    let initials = given.chars().filter(|c| *c != ' ');
    initials.map(|c| format!("{c}.")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn works(stated: &[(&str, &[Name])]) -> Works {
        let work = |(title, authors): &(&str, &[Name])| Work {
            reference: Arc::new(Reference {
                title: (*title).to_owned(),
                authors: authors.to_vec(),
                ..Reference::default()
            }),
            citations: Vec::new(),
        };
        Works { list: stated.iter().map(work).collect() }
    }

    fn many() -> Works {
        let ann = Name::Parts { family: "Keeper".into(), given: "Ann".into() };
        let mut stated = vec![
            ("雾港", vec![Name::from("林望潮")]),
            ("The Lamp", vec![ann.clone()]),
            ("灯塔考", vec![Name::from("林望潮"), ann]),
            ("", vec![Name::from("没有书名")]),
        ];
        let others: Vec<String> = (10..38).map(|number| format!("{number}号")).collect();
        stated.extend(others.iter().map(|title| (title.as_str(), Vec::new())));
        let stated: Vec<(&str, &[Name])> =
            stated.iter().map(|(title, people)| (*title, people.as_slice())).collect();
        works(&stated)
    }

    #[test]
    fn works_and_their_makers_stand_in_one_alphabet() {
        let works = many();
        let terms = terms(&works, "zh-CN");
        let shown: Vec<String> = terms
            .iter()
            .filter(|term| term.letter.is_some())
            .map(|term| match &term.names {
                Named::Work(number) => works.list[*number].reference.title.clone(),
                Named::Person { name, works } => format!("{name} {works:?}"),
            })
            .collect();
        assert_eq!(shown, ["灯塔考", "Keeper, Ann [2, 1]", "林望潮 [2, 0]", "The Lamp", "雾港"]);
        assert_eq!(terms.len(), 28 + shown.len());
    }

    #[test]
    fn few_works_have_no_index() {
        let mut works = many();
        works.list.truncate(FEW);
        assert!(terms(&works, "zh-CN").is_empty());
        works = many();
        works.list.truncate(FEW + 1);
        assert!(!terms(&works, "zh-CN").is_empty());
    }
}

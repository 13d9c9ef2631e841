//! The terms of the index: works by their titles, and the people who made them.

use std::collections::HashMap;

use super::alphabet;
use crate::model::book::{Named, Term, Work, Works};
use chengshu_references::reference::{Name, Reference};
use chengshu_writing::script::{is_ideographic, letters, settle_turns};

/// In a book of no more works, the bibliography is looked through as fast as an index.
const FEW: usize = 30;

/// Articles that English titles are not sorted by.
const ARTICLES: [&str; 3] = ["The ", "A ", "An "];

/// The terms of the index of a book, in order. None if it has few works.
pub(super) fn terms(works: &Works) -> Vec<Term> {
    let works = &works.list;
    if works.len() <= FEW {
        return Vec::new();
    }
    let mut terms: Vec<(alphabet::Term, Named)> = Vec::new();
    let titled = |work: &&(usize, &Work)| !work.1.reference.title.is_empty();
    for (number, work) in works.iter().enumerate().filter(|work| titled(&work)) {
        let title = sorted_by(&work.reference.title);
        terms.push((alphabet::Term::of(title), Named::Work(number)));
    }
    // Works come to their makers in the order of their titles.
    terms.sort();
    let titles = terms.iter().filter_map(|(_, named)| match named {
        Named::Work(number) => Some(*number),
        Named::Person { .. } => None,
    });
    let mut people: HashMap<String, (String, Vec<usize>)> = HashMap::new();
    for number in titles {
        for name in makers(&works[number].reference) {
            let known = people.entry(letters(&name.to_string()));
            let (_, of_person) = known.or_insert_with(|| (inverted(name), Vec::new()));
            // Who wrote and edited a work made it once.
            if of_person.last() != Some(&number) {
                of_person.push(number);
            }
        }
    }
    people.remove("");
    terms.extend(people.into_values().map(|(name, works)| {
        let named = Named::Person { name: name.as_str().into(), works: works.into() };
        (alphabet::Term::of(&name), named)
    }));
    // A person before a work of the same name, and of two persons the one whose works come first.
    terms.sort();
    let term = |(term, names): (alphabet::Term, Named)| Term { letter: term.letter(), names };
    terms.into_iter().map(term).collect()
}

/// Everybody who is named as having made a work.
fn makers(reference: &Reference) -> impl Iterator<Item = &Name> {
    let further = &reference.further;
    let others = further.editors.iter().chain(&further.translators);
    reference.authors.iter().chain(others)
}

/// A title without the article it begins with.
fn sorted_by(title: &str) -> &str {
    let rest = ARTICLES.iter().find_map(|article| title.strip_prefix(article));
    rest.unwrap_or(title)
}

/// A name as an index has it: the family first, if it was stated which part that is.
fn inverted(name: &Name) -> String {
    let mut inverted = match name {
        Name::Parts { family, given }
            if !given.is_empty() && !family.chars().any(is_ideographic) =>
        {
            format!("{family}, {given}")
        }
        name => name.to_string(),
    };
    settle_turns(&mut inverted);
    inverted
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
        let terms = terms(&works);
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
        assert!(terms(&works).is_empty());
        works = many();
        works.list.truncate(FEW + 1);
        assert!(!terms(&works).is_empty());
    }
}

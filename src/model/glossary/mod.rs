//! Corrections of wrong wordings, and where a text has them.

mod automaton;

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use automaton::{Automaton, State};

/// An entry of a glossary (requirement T4).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// The wrong wording.
    pub from: String,
    /// The right one.
    pub to: String,
    /// The files it is limited to, as paths from the book's folder; all files when empty.
    pub files: Vec<String>,
    /// Where the glossary states it.
    pub at: usize,
}

/// The corrections of a book.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    entries: Vec<Correction>,
    wrong: Automaton,
    /// Those for all files.
    common: Spelt,
    /// Those for some files alone, by the file.
    limited: HashMap<String, Spelt>,
    right: Automaton,
    /// Entries whose right wording holds the wrong one.
    holding: HashMap<usize, Holding>,
}

/// Entries by the state of the automaton that spells their wrong wording, in the order stated.
type Spelt = HashMap<State, Vec<usize>>;

/// A right wording that holds the wrong one.
#[derive(Debug, Clone)]
struct Holding {
    /// The spelling of the right wording.
    state: State,
    /// Where in it the wrong one stands, ascending, in bytes.
    inside: Vec<usize>,
}

impl PartialEq for Glossary {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Glossary {}

impl Hash for Glossary {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.entries.hash(state);
    }
}

impl From<Vec<Correction>> for Glossary {
    fn from(entries: Vec<Correction>) -> Self {
        let (wrong, states) = Automaton::of(entries.iter().map(|entry| entry.from.as_str()));
        let mut common = Spelt::new();
        let mut limited: HashMap<String, Spelt> = HashMap::new();
        // The same again never has anything left to do.
        let mut known: HashSet<(&str, &str, Option<&str>)> = HashSet::new();
        for (number, (entry, state)) in entries.iter().zip(states).enumerate() {
            let mut is_new = |file| known.insert((&entry.from, &entry.to, file));
            if entry.files.is_empty() && is_new(None) {
                common.entry(state).or_default().push(number);
            }
            for file in entry.files.iter().filter(|file| is_new(Some(file.as_str()))) {
                let spelt = limited.entry(file.clone()).or_default();
                spelt.entry(state).or_default().push(number);
            }
        }
        let holds = |entry: &Correction| entry.to.contains(&entry.from);
        let numbered = entries.iter().enumerate();
        let (numbers, holding): (Vec<usize>, Vec<&Correction>) =
            numbered.filter(|(_, entry)| holds(entry)).unzip();
        let (right, states) = Automaton::of(holding.iter().map(|entry| entry.to.as_str()));
        let holding = holding.iter().zip(states).map(|(entry, state)| {
            let inside = entry.to.match_indices(&entry.from);
            let inside = inside.map(|(at, _)| at).collect();
            Holding { state, inside }
        });
        Self {
            wrong,
            common,
            limited,
            right,
            holding: numbers.into_iter().zip(holding).collect(),
            entries,
        }
    }
}

impl Glossary {
    /// The entries, in the order stated.
    pub fn entries(&self) -> &[Correction] {
        &self.entries
    }

    /// The entries for a file.
    pub fn of<'a>(&'a self, file: &str) -> Lookup<'a> {
        Lookup { glossary: self, limited: self.limited.get(file) }
    }
}

/// The entries of a glossary that are for one file.
#[derive(Clone, Copy)]
pub struct Lookup<'a> {
    glossary: &'a Glossary,
    limited: Option<&'a Spelt>,
}

impl<'a> Lookup<'a> {
    /// The places of a text where wrong wordings begin, ascending, and the numbers of the entries:
    /// the longest first, of equal ones that which is stated first.
    pub fn places(
        self,
        text: &str,
    ) -> impl Iterator<Item = (usize, impl Iterator<Item = usize> + use<'a>)> + use<'a> {
        let places = self.glossary.wrong.places(text).into_iter();
        places.map(move |(at, longest)| (at, self.spelt(longest)))
    }

    fn spelt(self, longest: State) -> impl Iterator<Item = usize> + use<'a> {
        let spelt = self.glossary.wrong.phrases(longest);
        spelt.flat_map(move |state| {
            let numbers = |spelt: &'a Spelt| spelt.get(&state).map_or(&[][..], Vec::as_slice);
            let limited = self.limited.map_or(&[][..], numbers);
            merged(numbers(&self.glossary.common), limited)
        })
    }

    /// The right wordings in a text that hold wrong ones.
    pub fn right(self, text: &str) -> Right<'a> {
        let mut starts: HashMap<State, Vec<usize>> = HashMap::new();
        let automaton = &self.glossary.right;
        for (at, longest) in automaton.places(text) {
            for state in automaton.phrases(longest) {
                starts.entry(state).or_default().push(at);
            }
        }
        Right { glossary: self.glossary, starts }
    }
}

/// Right wordings in a text.
pub struct Right<'a> {
    glossary: &'a Glossary,
    /// Where they begin, ascending, by what spells them.
    starts: HashMap<State, Vec<usize>>,
}

impl Right<'_> {
    /// True if the wrong wording of an entry that stands at a place is a part of the right one.
    pub fn covers(&self, number: usize, at: usize) -> bool {
        let holding = self.glossary.holding.get(&number);
        let starts = holding.and_then(|holding| self.starts.get(&holding.state));
        let Some((Holding { inside, .. }, starts)) = holding.zip(starts) else {
            return false;
        };
        let farthest = inside.last().copied().unwrap_or_default();
        let before = starts.partition_point(|start| *start <= at);
        let near = starts[..before].iter().rev().map(|start| at - start);
        near.take_while(|distance| *distance <= farthest)
            .any(|distance| inside.binary_search(&distance).is_ok())
    }
}

/// Two ascending lists in one.
fn merged<'a>(one: &'a [usize], other: &'a [usize]) -> impl Iterator<Item = usize> + use<'a> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || {
        match (one.peek(), other.peek()) {
            (Some(number), Some(before)) if before < number => other.next(),
            (None, _) => other.next(),
            _ => one.next(),
        }
        .copied()
    })
}

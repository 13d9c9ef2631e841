//! Which of many phrases begin where in a text.

use std::collections::HashMap;

/// The knowledge of an [`Automaton`] of the text behind a place: the longest piece that ends a
/// phrase.
pub type State = u32;

/// The state in which nothing is known.
const NONE: State = 0;

/// Finds phrases (Aho and Corasick, “Efficient string matching”, CACM 18, 1975). It reads from the end
/// of a text, so that it tells what begins at a place. Linear in the text and in the phrases, however
/// they overlap.
#[derive(Debug, Clone, Default)]
pub struct Automaton {
    /// From a state, by the character before it, to the next.
    steps: HashMap<(State, char), State>,
    /// For each state, that of the longest piece which the state's own begins with.
    shorter: Vec<State>,
    /// For each state, the longest phrase that its piece begins with and is not.
    phrase: Vec<State>,
    is_phrase: Vec<bool>,
}

impl Automaton {
    /// The automaton of phrases, and the state each ends in. None of them is empty.
    pub fn of<'a>(phrases: impl Iterator<Item = &'a str>) -> (Self, Vec<State>) {
        let mut automaton = Self { is_phrase: vec![false], ..Self::default() };
        // How each state is come to, by the length of its piece.
        let mut ways: Vec<Vec<(State, char, State)>> = Vec::new();
        let ends = phrases.map(|phrase| {
            let mut state = NONE;
            for (length, c) in phrase.chars().rev().enumerate() {
                let next = automaton.is_phrase.len();
                let next = State::try_from(next).unwrap_or(State::MAX);
                let from = state;
                state = *automaton.steps.entry((from, c)).or_insert_with(|| {
                    if ways.len() == length {
                        ways.push(Vec::new());
                    }
                    ways[length].push((from, c, next));
                    next
                });
                if state == next {
                    automaton.is_phrase.push(false);
                }
            }
            automaton.is_phrase[state as usize] = true;
            state
        });
        let ends = ends.collect();
        automaton.shorter = vec![NONE; automaton.is_phrase.len()];
        automaton.phrase = automaton.shorter.clone();
        for (from, c, state) in ways.into_iter().flatten() {
            if from != NONE {
                let shorter = automaton.step(automaton.shorter[from as usize], c);
                automaton.shorter[state as usize] = shorter;
                automaton.phrase[state as usize] = automaton.longest(shorter);
            }
        }
        (automaton, ends)
    }

    /// Where phrases begin in a text, ascending, and the longest that does.
    pub fn places(&self, text: &str) -> Vec<(usize, State)> {
        let mut places = Vec::new();
        let mut state = NONE;
        for (at, c) in text.char_indices().rev() {
            state = self.step(state, c);
            let longest = self.longest(state);
            if longest != NONE {
                places.push((at, longest));
            }
        }
        places.reverse();
        places
    }

    /// A phrase and all others it begins with, the longest first.
    pub fn phrases(&self, longest: State) -> impl Iterator<Item = State> + use<'_> {
        let is_one = |state: &State| *state != NONE;
        std::iter::successors(Some(longest).filter(is_one), move |state| {
            self.phrase.get(*state as usize).copied().filter(is_one)
        })
    }

    /// The state a character before another leads to.
    fn step(&self, mut state: State, c: char) -> State {
        loop {
            if let Some(next) = self.steps.get(&(state, c)) {
                return *next;
            }
            if state == NONE {
                return NONE;
            }
            state = self.shorter[state as usize];
        }
    }

    /// The longest phrase that the piece of a state is or begins with.
    fn longest(&self, state: State) -> State {
        match self.is_phrase.get(state as usize) {
            Some(true) => state,
            _ => self.phrase.get(state as usize).copied().unwrap_or(NONE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_begin() {
        let phrases = ["灯", "灯塔", "塔", "灯塔灯", "海灯塔海", "ab", "b"];
        let (automaton, ends) = Automaton::of(phrases.iter().copied());
        for text in ["灯塔灯塔海灯塔海灯", "abab海灯塔", "", "灯灯灯", "海海灯塔"]
        {
            let places = automaton.places(text);
            for (at, _) in text.char_indices() {
                let found = places.iter().find(|(place, _)| *place == at);
                let found = found.map_or(NONE, |(_, longest)| *longest);
                let found: Vec<&str> = automaton
                    .phrases(found)
                    .filter_map(|state| ends.iter().position(|end| *end == state))
                    .map(|number| phrases[number])
                    .collect();
                let mut expected = phrases.to_vec();
                expected.retain(|phrase| text[at..].starts_with(phrase));
                expected.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
                assert_eq!(found, expected, "{text} at {at}");
            }
        }
        assert!(Automaton::default().places("灯塔").is_empty());
    }
}

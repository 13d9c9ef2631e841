//! Which language a run in Latin or Cyrillic letters is in, where a few words have to be enough.
//!
//! The guesses of [`guess`](super::guess) know sixteen and seventy languages and name one of them for
//! whatever they are given. So a run is held against three things they do not look at: the alphabet
//! of the language they name (CLDR's exemplar characters), whether they still name it when any one of
//! the words is left out, and whether the run looks like a sentence or like a name or a command. The
//! figures below were found on `tests/language/seen.tsv` and measured on `unseen.tsv` beside it.

use std::collections::HashSet;

use icu_locale::LanguageIdentifier;
use icu_locale::exemplar_chars::ExemplarCharacters;

use super::guess::{Both, Detection};

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It is all of a paragraph or quotation.
    Apart,
    /// It is the title of a work, in marks for titles.
    Title,
    /// In a sentence of another language.
    Within,
}

/// The shape of a run; the surer it is running text, the less sure a guess has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Sentence,
    /// As a sentence, with the mark at its end.
    WholeSentence,
    Quotation,
    Fragment,
}

/// The language of a run in Latin letters. In: its prose (see [`super::add_prose`]) and where it
/// stands. Out: a tag, if it is certain.
pub(super) fn latin(prose: &str, stands: Stands) -> Option<&'static str> {
    // Marks of Spanish alone.
    if prose.contains(['¡', '¿']) {
        return Some("es");
    }
    let words = words(prose);
    let shape = shape_of(prose, &words, stands)?;
    // Nothing tells so few words within a sentence.
    let different = different(&words);
    if shape == Shape::Fragment && different < 5 {
        return None;
    }
    let guess = Guesses::of(prose, &words, different);
    guess
        .other(shape)
        .or_else(|| guess.agreed(shape))
        .or_else(|| guess.nearest(shape))
}

/// The language of a run in Cyrillic letters, as [`latin`].
pub(super) fn cyrillic(prose: &str) -> Option<&'static str> {
    let words = words(prose);
    if words.len() < 2 {
        return None;
    }
    let guess = Guesses::of(prose, &words, words.len());
    let told = guess.both.all.as_ref()?;
    let agreed = guess.both.agrees(told) || told.confidence > RELIABLE;
    (agreed && guess.misses_of_all() == 0 && fits(told.tag, &words)).then_some(told.tag)
}

/// The words of a text, with the apostrophes in them.
pub(super) fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'));
    let words = words.map(|word| word.trim_matches(['\'', '’']));
    words.filter(|word| !word.is_empty()).collect()
}

/// Languages that the guesses do not know, behind those they are taken for.
const UNKNOWN: [(&str, &str); 2] = [("bn", "as"), ("vi", "yo")];

/// How many words are not the same, but for the case of their letters.
fn different(words: &[&str]) -> usize {
    let different: HashSet<String> = words.iter().map(|word| word.to_lowercase()).collect();
    different.len()
}

/// True if words are of the alphabet of a language, and not of that of one it is taken for.
pub(super) fn fits(tag: &str, words: &[&str]) -> bool {
    let mut unknown = UNKNOWN.iter().filter(|(known, _)| *known == tag);
    has_letters_of(tag, words) && !unknown.any(|(_, other)| has_letters_of(other, words))
}

/// True if words are of the alphabet of a language, by CLDR; no letter beyond ASCII is of the alphabet
/// of a language that CLDR does not have.
fn has_letters_of(tag: &str, words: &[&str]) -> bool {
    let Ok(id) = LanguageIdentifier::try_from_str(tag) else {
        return false;
    };
    let Ok(alphabet) = ExemplarCharacters::try_new_main(&id.into()) else {
        return false;
    };
    let letters = words.iter().flat_map(|word| word.chars());
    letters
        .filter(|c| !c.is_ascii() && c.is_alphabetic())
        .all(|c| alphabet.contains(c) || c.to_lowercase().all(|small| alphabet.contains(small)))
}

/// The shape of a run; none of what is a name, a term, or a command.
fn shape_of(prose: &str, words: &[&str], stands: Stands) -> Option<Shape> {
    let first = words.first().filter(|_| words.len() > 1)?;
    let is_small = |word: &&&str| word.starts_with(char::is_lowercase);
    // `SELECT name FROM ships`.
    let is_capitals = |word: &&&str| word.len() > 1 && !word.contains(char::is_lowercase);
    // Variables, notes, options.
    let is_letter = |word: &&&str| {
        let mut bytes = word.bytes().map(|b| b.to_ascii_lowercase());
        let (only, none) = (bytes.next(), bytes.next());
        none.is_none() && only.is_some_and(|b| b.is_ascii_alphabetic() && !b"aeiouy".contains(&b))
    };
    if words.iter().filter(is_capitals).count() > 1 || words.iter().any(|word| is_letter(&word)) {
        return None;
    }
    if stands == Stands::Title {
        return Some(Shape::Sentence);
    }
    let begins = first.starts_with(char::is_uppercase);
    let ends = prose.trim_end().ends_with(['.', '!', '?', '…']);
    // Of a name only short words begin small: `Bank of the North Sea`, `Otto von und zu Berg`.
    let is_long = |word: &&&str| is_small(word) && word.chars().nth(LONG - 1).is_some();
    let is_sentence = begins && ends && words.iter().any(|word| is_small(&word));
    if !is_sentence && !words.iter().any(|word| is_long(&word)) {
        return None;
    }
    Some(match (begins, ends, stands) {
        (true, true, _) => Shape::WholeSentence,
        (true, false, Stands::Apart) => Shape::Sentence,
        (_, _, Stands::Apart) => Shape::Quotation,
        _ => Shape::Fragment,
    })
}

/// Letters of a word that is none of those between the parts of names.
const LONG: usize = 4;

/// As sure as `whatlang` calls reliable.
const RELIABLE: f64 = 0.9;

/// Languages of which near relatives are unknown to the guesses: Galician, Asturian, Aragonese.
const HAVE_UNKNOWN_RELATIVES: [&str; 2] = ["es", "pt"];

/// More pieces than these are not left out in turn: what is long is told by its confidence.
const PIECES: usize = 12;

/// Guesses about a run, and about the run without some of its words.
struct Guesses<'a> {
    both: Both,
    /// Its words, and the same with the marks at them.
    words: &'a [&'a str],
    marked: Vec<String>,
    different: usize,
}

impl<'a> Guesses<'a> {
    fn of(prose: &str, words: &'a [&'a str], different: usize) -> Self {
        // The guesses know straight apostrophes.
        let prose = prose.replace('’', "'");
        Self {
            marked: prose.split_whitespace().map(str::to_owned).collect(),
            both: Both::of(prose),
            words,
            different,
        }
    }

    /// A language that `whatlang` alone knows.
    fn other(&self, shape: Shape) -> Option<&'static str> {
        let told = self.both.all.as_ref()?;
        if Both::knows(told.tag) || !fits(told.tag, self.words) {
            return None;
        }
        let is_sentence = matches!(shape, Shape::Sentence | Shape::WholeSentence);
        let sure = told.confidence > RELIABLE && self.different >= 5 && self.misses_of_all() <= 1
            || told.confidence > 0.65 && is_sentence && self.misses_of_all() == 0;
        sure.then_some(told.tag)
    }

    /// A language that both name, among all that each knows.
    fn agreed(&self, shape: Shape) -> Option<&'static str> {
        let told = self.both.all.as_ref().filter(|told| self.both.agrees(told))?;
        if !fits(told.tag, self.words) {
            return None;
        }
        let confidence = told.confidence;
        let shared = || self.both.shared().map_or(0.0, |shared| shared.confidence);
        let sure = match shape {
            Shape::Fragment => confidence >= 0.98 && self.different > 5,
            _ if confidence > RELIABLE || shared() > RELIABLE => true,
            Shape::Quotation => {
                confidence >= 0.4 && self.different >= 5 && self.misses_of_shared().1 == 0
            }
            _ if HAVE_UNKNOWN_RELATIVES.contains(&told.tag) => {
                confidence >= 0.45 && self.words.len() >= 4
            }
            _ => {
                let (which, what) = self.misses_of_shared();
                let slack = usize::from(shape == Shape::WholeSentence);
                confidence >= 0.17 && self.different >= 3 && which == 0 && what <= 1
                    || shared() >= 0.1 && which <= slack && what * 2 <= self.words.len()
            }
        };
        sure.then_some(told.tag)
    }

    /// A language that both name among the sixteen, where the nearest of seventy is another, and that
    /// little nearer.
    fn nearest(&self, shape: Shape) -> Option<&'static str> {
        let all = self.both.all.as_ref().map_or(0.0, |told| told.confidence);
        let is_sentence = matches!(shape, Shape::Sentence | Shape::WholeSentence);
        if !is_sentence || all >= 0.3 {
            return None;
        }
        let told = self.both.shared().filter(|told| self.both.agrees(told))?;
        if !fits(told.tag, self.words) {
            return None;
        }
        let (which, what) = self.misses_of_shared();
        let count = self.words.len();
        let long = told.confidence > RELIABLE && count >= 7 && which == 0 && what <= 1;
        let short = shape == Shape::WholeSentence
            && !HAVE_UNKNOWN_RELATIVES.contains(&told.tag)
            && count <= 6
            && which <= 1
            && what * 2 <= count;
        (long || short).then_some(told.tag)
    }

    /// How often `whatlang` names another of all languages without one of the words.
    fn misses_of_all(&self) -> usize {
        let Some(told) = &self.both.all else {
            return usize::MAX;
        };
        let others = self.without_each().filter(|rest| {
            Detection::among_all(rest).is_none_or(|without| without.tag != told.tag)
        });
        others.count()
    }

    /// How often either names another of the sixteen without one of the words.
    fn misses_of_shared(&self) -> (usize, usize) {
        let shared = self.both.shared().map(|told| told.tag);
        let (mut which, mut what) = (0, 0);
        for rest in self.without_each() {
            let without = Both::among_shared(&rest);
            which += usize::from(without.0 != self.both.which);
            what += usize::from(without.1 != shared);
        }
        (which, what)
    }

    /// The run without each of its words in turn.
    fn without_each(&self) -> impl Iterator<Item = String> {
        let piece = self.marked.len().div_ceil(PIECES).max(1);
        let starts = (0..self.marked.len()).step_by(piece);
        starts.map(move |start| {
            let words = self.marked.iter().enumerate();
            let left = words.filter(|(at, _)| !(start..start + piece).contains(at));
            let left: Vec<&str> = left.map(|(_, word)| word.as_str()).collect();
            left.join(" ")
        })
    }
}

//! The terms of a talk: recurring strings of ideographs, and recurring words of other scripts.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::grams::{GAP, recurring};
use crate::Unit;
use crate::cohesion::real;
use chengshu_writing::script::is_ideographic;
use chengshu_writing::variant::simplified_word;

/// The longest terms, in ideographs and in words.
const IDEOGRAPHS: usize = 8;
const WORDS: usize = 3;
/// How often a term comes in the talk.
const LEAST: usize = 3;
/// How firmly its parts hold together, and how freely it is used.
const BOND: f64 = 2.0;
const FREEDOM: f64 = 0.8;
/// No word of fewer letters is a term by itself, unless all of them are capitals.
const LETTERS: usize = 5;

/// Characters that no term begins or ends with: they join words, or count.
const JOINING: &str = "的了是在和与就都也又还把被让给从到向对为以及而但或如若因所则却便即将已曾很太最更再才只不没有个这那此其他她它我\
                       你您们之上下中里外前后时说道着过得地吗呢吧啊哦么呀嘛等于些什怎们·";
const JOINING_WORDS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "some", "any", "all", "no", "not", "of",
    "to", "in", "on", "at", "by", "for", "with", "from", "as", "and", "or", "but", "if", "so",
    "is", "are", "was", "were", "be", "been", "do", "does", "did", "have", "has", "had", "can",
    "could", "will", "would", "should", "may", "i", "you", "he", "she", "it", "we", "they", "me",
    "him", "her", "us", "them", "my", "your", "his", "its", "our", "their", "there", "here",
    "what", "which", "who", "when", "where", "how", "just", "like", "very", "more", "most",
    "other", "one", "two", "three", "then", "than", "into", "about", "also", "up", "out",
];
const COUNTING: &str = "一二三四五六七八九十两几";

type Words = LazyLock<HashSet<&'static str>>;
static CHINESE: Words = LazyLock::new(|| include_str!("zh.txt").lines().collect());
static ENGLISH: Words = LazyLock::new(|| include_str!("en.txt").lines().collect());
static ADVERTISING: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("advertising.txt").lines().collect());

/// A term.
pub(super) struct Term {
    /// As it is compared: in lower case, without endings of the plural.
    pub key: String,
    /// Where it begins in the talk, ascending.
    pub places: Vec<usize>,
    /// How many ideographs it has; of other words, how many ideographs they are worth.
    pub weight: f64,
    /// The columns it takes.
    pub width: usize,
    /// Whether it may label a section: it is no common word, and advertising does not speak of it.
    pub is_label: bool,
    /// Whether it is of ideographs.
    pub is_ideographic: bool,
}

/// The words of a talk in order, an ideograph being a word.
pub(super) struct Talk<'a> {
    words: Vec<&'a str>,
    /// Where each unit begins.
    pub units: Vec<usize>,
    /// Whether a word stands in advertising, or beside it.
    promoted: Vec<bool>,
}

impl<'a> Talk<'a> {
    pub fn of(units: &[Unit<'a>]) -> Self {
        let mut talk = Self { words: Vec::new(), units: Vec::new(), promoted: Vec::new() };
        let mut sentences = Vec::new();
        for unit in units {
            talk.units.push(talk.words.len());
            for sentence in unit.text.split_inclusive(['。', '！', '？', '!', '?', '；', '…', '.'])
            {
                let start = talk.words.len();
                talk.add(sentence);
                sentences.push((start..talk.words.len(), promotes(sentence)));
            }
        }
        talk.promoted = vec![false; talk.words.len()];
        for at in 0..sentences.len() {
            let near = at.saturating_sub(1)..(at + 2).min(sentences.len());
            if sentences[near].iter().any(|(_, promotes)| *promotes) {
                talk.promoted[sentences[at].0.clone()].fill(true);
            }
        }
        talk
    }

    /// Adds the words of a sentence. Marks stand between them as words that nothing is made of.
    fn add(&mut self, sentence: &'a str) {
        let mut start = None;
        for (at, c) in sentence.char_indices() {
            let is_sign = is_ideographic(c) || c == '·';
            if !is_sign
                && (c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’' | '-')))
            {
                start.get_or_insert(at);
                continue;
            }
            if let Some(start) = start.take() {
                self.words.push(&sentence[start..at]);
            }
            if !c.is_whitespace() {
                self.words.push(&sentence[at..at + c.len_utf8()]);
            }
        }
        self.words.extend(start.map(|start| &sentence[start..]));
        // No term goes on in the next sentence.
        self.words.push("");
    }

    pub fn length(&self) -> usize {
        self.words.len()
    }

    /// The terms, in an order that depends on the text alone.
    pub fn terms(&self) -> Vec<Term> {
        let mut ids: HashMap<String, usize> = HashMap::new();
        let (mut signs, mut words) = (vec![GAP; self.length()], vec![GAP; self.length()]);
        for (place, word) in self.words.iter().enumerate() {
            let is_sign = word.starts_with(|c| is_ideographic(c) || c == '·');
            if is_sign || word.starts_with(char::is_alphanumeric) {
                let next = ids.len() + 1;
                let id = *ids.entry(key(word)).or_insert(next);
                if is_sign {
                    signs[place] = id;
                } else {
                    words[place] = id;
                }
            }
        }
        let signs = recurring(&signs, IDEOGRAPHS, LEAST).into_iter();
        let signs = signs.filter(|gram| gram.length > 1);
        let words = recurring(&words, WORDS, LEAST).into_iter();
        signs
            .chain(words)
            .filter(|gram| gram.bond >= BOND && (gram.length == 1 || gram.freedom >= FREEDOM))
            .filter_map(|gram| self.term(gram.length, gram.places))
            .collect()
    }

    fn term(&self, length: usize, places: Vec<usize>) -> Option<Term> {
        let words = self.words.get(places[0]..places[0] + length)?;
        let (first, last) = (words.first()?, words.last()?);
        let is_ideographic = first.starts_with(is_ideographic);
        let promoted = places.iter().filter(|place| self.promoted[**place]).count();
        let (key, weight, width, is_common) = if is_ideographic {
            if JOINING.contains(first) || JOINING.contains(last) || COUNTING.contains(first) {
                return None;
            }
            let text = words.concat();
            let is_common = is_common_chinese(&text);
            (text, real(length), 2 * length, is_common)
        } else {
            let keys: Vec<String> = words.iter().map(|word| key(word)).collect();
            let ends = [&keys[0], &keys[length - 1]].map(String::as_str);
            let joins = |word: &str| JOINING_WORDS.contains(&word) || word.contains('\'');
            if !first.starts_with(char::is_alphabetic) || ends.into_iter().any(joins) {
                return None;
            }
            let is_weak = |word: &str| ENGLISH.contains(word) || word.len() < 3;
            let is_common = match words {
                [word] => {
                    let is_short = word.chars().count() < LETTERS;
                    is_weak(ends[0])
                        || ENGLISH.contains(word.to_lowercase().as_str())
                        || is_short && word.chars().any(|c| !c.is_uppercase())
                }
                [_, _] => ends.into_iter().all(is_weak),
                _ => ends.into_iter().any(is_weak),
            };
            let width = words.iter().map(|word| word.chars().count() + 1).sum::<usize>() - 1;
            (format!(" {} ", keys.join(" ")), real(length) + 1.0, width, is_common)
        };
        let is_label = !is_common && 2 * promoted < places.len();
        Some(Term { key, places, weight, width, is_label, is_ideographic })
    }

    /// A term as it is most often written, of equal ones as it is first.
    pub fn text(&self, term: &Term) -> String {
        let length = term.key.split_whitespace().count();
        if term.is_ideographic {
            return term.key.clone();
        }
        let mut forms: Vec<(String, usize)> = Vec::new();
        for place in &term.places {
            let words = self.words.get(*place..place + length).unwrap_or_default();
            let text = words.join(" ");
            match forms.iter_mut().find(|(form, _)| *form == text) {
                Some((_, count)) => *count += 1,
                None => forms.push((text, 1)),
            }
        }
        let most = forms.iter().map(|(_, count)| *count).max().unwrap_or_default();
        forms
            .into_iter()
            .find(|(_, count)| *count == most)
            .map(|(form, _)| form)
            .unwrap_or_default()
    }
}

/// Whether a sentence advertises, or asks to be followed.
fn promotes(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    ADVERTISING.iter().any(|word| lower.contains(word))
}

/// A word as it is compared.
fn key(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    let own = lower.strip_suffix("'s").unwrap_or(&lower);
    let singular = own.strip_suffix('s').filter(|rest| rest.len() > 3 && !rest.ends_with('s'));
    singular.unwrap_or(own).trim_end_matches(['-', '\'']).to_owned()
}

/// A common word, or one with a single ideograph more.
fn is_common_chinese(text: &str) -> bool {
    let text = simplified_word(text);
    let is_common = |part: Option<&str>| part.is_some_and(|part| CHINESE.contains(part));
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    is_common(Some(&text))
        || ends.len() == 3 && (is_common(text.get(..ends[2])) || is_common(text.get(ends[1]..)))
}

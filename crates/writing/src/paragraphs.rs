//! Where text without marks falls into paragraphs: at pauses, at boundaries of captions, at words that open
//! a thought, and where no mark would stand never, if anything better is within reach.

use crate::marks::{self, Question};
use crate::script::is_ideographic;

/// Lengths of paragraphs, in characters.
#[derive(Debug, Clone, Copy)]
pub struct Lengths {
    /// None is shorter, unless the text itself breaks there.
    least: usize,
    best: usize,
    /// What is no longer stays whole.
    long: usize,
    /// None is longer.
    most: usize,
}

impl Lengths {
    /// In a writing of ideographs.
    pub const IDEOGRAPHS: Self = Self { least: 100, best: 280, long: 420, most: 600 };
    /// In a writing of letters.
    pub const LETTERS: Self = Self { least: 300, best: 750, long: 1_050, most: 1_500 };
}

/// A place where a text may be parted: what stands in front of it belongs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boundary {
    /// Byte offset in the text.
    pub at: usize,
    /// How long nobody speaks, in hundredths of a long pause.
    pub pause: usize,
}

/// The pause at which a paragraph ends whatever its length.
pub const STATED: usize = usize::MAX;

/// Words that open a new thought, and others that sentences begin with, in lower case.
const OPENERS: &[&str] = &[
    "so", "but", "now", "okay", "ok", "then", "well", "however", "anyway", "first", "second",
    "next", "finally", "meanwhile", "alright",
];
const STARTERS: &[&str] = &[
    "and", "i", "i'm", "we", "you", "he", "she", "it", "it's", "they", "there", "this", "that's",
    "when", "if", "what", "let's", "in", "because", "nobody", "everybody", "people",
];
/// Words that no clause ends with.
const DANGLING: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "with", "and", "but", "or", "my",
    "your", "our", "his", "their", "is", "are", "was", "were", "i", "we", "he", "they", "not",
    "very", "that", "as", "by",
];
/// The same of Chinese.
const CHINESE: &[&str] = &[
    "那么", "那麼", "但是", "不过", "不過", "然而", "可是", "接下来", "接下來", "首先", "其次",
    "然后", "然後", "最后", "最後", "所以", "因此", "于是", "於是", "另外", "此外", "其实", "其實",
    "好", "第一", "第二", "后来", "後來", "有一次", "有一天",
];

/// What it costs to break away from the best length, and at a place that is no boundary at all.
const LENGTH: usize = 100;
const PLACE: usize = 2;
/// The strength from which on what is not long is parted, too.
const STRONG: usize = 75;
/// Where no boundary is stronger, any place is looked at.
const WEAK: usize = 20;

/// Chooses where a text breaks. In: its boundaries, ascending. Out: offsets, ascending, without its end.
/// Each place is looked at a few times, so the time is linear.
pub fn cuts(text: &str, boundaries: &[Boundary], lengths: Lengths) -> Vec<usize> {
    let mut out = Vec::new();
    let mut from = 0;
    let stated = boundaries.iter().enumerate().filter(|(_, place)| place.pause == STATED);
    let mut first = 0;
    for (index, place) in stated {
        part(text, from..place.at, &boundaries[first..index], lengths, &mut out);
        out.push(place.at);
        (from, first) = (place.at, index + 1);
    }
    part(text, from..text.len(), &boundaries[first..], lengths, &mut out);
    out
}

/// A boundary that has been weighed.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    /// Characters before it.
    count: usize,
    strength: usize,
}

fn part(
    text: &str,
    span: std::ops::Range<usize>,
    boundaries: &[Boundary],
    lengths: Lengths,
    out: &mut Vec<usize>,
) {
    let total = text[span.clone()].chars().count();
    if total <= lengths.least * 2 {
        return;
    }
    let (mut at, mut count) = (span.start, 0);
    let weighed = boundaries.iter().filter(|place| span.contains(&place.at)).map(|place| {
        count += text[at..place.at].chars().count();
        at = place.at;
        Place { at, count, strength: strength(text, place) }
    });
    let places: Vec<Place> = weighed.collect();
    let (mut start, mut begins) = (0, span.start);
    let mut first = 0;
    while total - start >= lengths.least * 2 {
        let price = |place: &Place| {
            let length = place.count - start;
            let away = length.abs_diff(lengths.best);
            // Far from the best length, what is said decides little.
            let said =
                if away <= lengths.best / 3 { seam(text, place.at, Question::Stop) } else { SEAM };
            let lonely = total - place.count < lengths.least;
            100usize.saturating_sub(place.strength + said) * PLACE
                + away * LENGTH / lengths.best
                + if lonely { 1000 } else { 0 }
        };
        first += places[first..].partition_point(|place| place.count < start + lengths.least);
        let near = places[first..].partition_point(|place| place.count <= start + lengths.most);
        let near = &places[first..first + near];
        let is_long = total - start > lengths.long;
        let usable = near.iter().filter(|place| is_long || place.strength >= STRONG);
        let mut chosen = usable.min_by_key(|place| price(place)).copied();
        if is_long && chosen.is_none_or(|place| place.strength < WEAK) {
            let rest = &text[begins..span.end];
            let within = inside(rest, start, begins, lengths);
            chosen = chosen.into_iter().chain(within).min_by_key(|place| price(place));
        }
        let must = total - start > lengths.most;
        let beyond = places[first..].first().copied().filter(|_| must);
        let may = |place: &Place| must || total - place.count >= lengths.least;
        let Some(chosen) = chosen.or(beyond).filter(may) else { break };
        out.push(chosen.at);
        (start, begins) = (chosen.count, chosen.at);
    }
}

/// Places that are no boundaries, not far from the best length: between ideographs, and before words.
fn inside(rest: &str, start: usize, begins: usize, lengths: Lengths) -> Vec<Place> {
    let reach = lengths.best / 5;
    let from = lengths.best - reach;
    let mut places = Vec::new();
    let mut before = None;
    let chars = rest.char_indices().enumerate().take(lengths.most);
    for (count, (at, c)) in chars.skip(from) {
        let far = count > lengths.best + reach;
        if far && !places.is_empty() {
            break;
        }
        let is_word = before.is_some_and(char::is_whitespace) && !c.is_whitespace();
        let is_between = is_ideographic(c) && before.is_some_and(is_ideographic);
        if is_word || is_between {
            let own = if is_word {
                strength(rest, &Boundary { at, pause: 0 })
            } else {
                seam(rest, at, Question::Mark)
            };
            let strength = own / 2;
            places.push(Place { at: begins + at, count: start + count, strength });
        }
        before = Some(c);
    }
    places
}

/// How good it is to break at a place, in hundredths.
fn strength(text: &str, place: &Boundary) -> usize {
    let (before, after) = text.split_at(place.at);
    let (before, after) = (before.trim_end(), after.trim_start());
    let said = match (before.chars().next_back(), after.chars().next()) {
        (Some('。' | '！' | '？'), Some(_)) => 60,
        (Some('，' | '；' | '：'), Some(_)) => 30,
        (Some(last), Some(next)) if is_ideographic(last) || is_ideographic(next) => {
            24 + if CHINESE.iter().any(|word| after.starts_with(word)) { 10 } else { 0 }
        }
        (Some('.' | '!' | '?'), Some(_)) => 50,
        (Some(',' | ';' | ':'), Some(_)) => 30,
        _ => {
            let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            let next = after.split(char::is_whitespace).next().unwrap_or_default();
            let is = |word: &str, of: &[&str]| of.iter().any(|own| own.eq_ignore_ascii_case(word));
            let opens = if is(next, OPENERS) {
                40
            } else if is(next, STARTERS) {
                28
            } else {
                16
            };
            if is(last, DANGLING) { opens / 4 } else { opens }
        }
    };
    said + place.pause.min(100) * 6 / 10
}

/// What the words beside a place between ideographs add to its strength, and what they add on the average.
fn seam(text: &str, at: usize, question: Question) -> usize {
    let (before, after) = text.split_at(at);
    let (before, after) = (before.trim_end(), after.trim_start());
    if !before.ends_with(is_ideographic) || !after.starts_with(is_ideographic) {
        return SEAM;
    }
    usize::try_from(marks::score(before, after, question).clamp(-64, 64) + 64).unwrap_or(0) / 4
}
const SEAM: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, boundaries: &[Boundary], lengths: Lengths) -> Vec<String> {
        let mut from = 0;
        let ends = cuts(text, boundaries, lengths).into_iter().chain([text.len()]);
        ends.map(|end| text[std::mem::replace(&mut from, end)..end].to_owned())
            .collect()
    }

    #[test]
    fn walls_break_between_words_at_the_best_place() {
        let talk = "we lived behind the bakery and the wall was warm all night so the cats slept along it in a row ";
        let parts = parts(&talk.repeat(60), &[], Lengths::LETTERS);
        for part in &parts {
            assert!((300..=1500).contains(&part.len()), "{}", part.len());
            assert!(part.starts_with("so ") || part.starts_with("we "), "{part}");
        }
        assert_eq!(parts.concat(), talk.repeat(60));
    }

    #[test]
    fn pauses_win_over_lengths() {
        let text = "灯".repeat(1000);
        let boundaries: Vec<Boundary> = (1..100)
            .map(|n| Boundary { at: n * 30, pause: if n % 22 == 0 { 100 } else { 0 } })
            .collect();
        let lengths: Vec<usize> = parts(&text, &boundaries, Lengths::IDEOGRAPHS)
            .iter()
            .map(|part| part.chars().count())
            .collect();
        assert_eq!(lengths, [220, 220, 220, 220, 120]);
    }

    #[test]
    fn nothing_is_longer_than_the_most() {
        for length in [599, 600, 601, 1201, 5000] {
            let text = "灯".repeat(length);
            for part in parts(&text, &[], Lengths::IDEOGRAPHS) {
                assert!(part.chars().count() <= 600, "{length}");
            }
        }
        assert_eq!(parts(&"x".repeat(2000), &[], Lengths::LETTERS).len(), 1);
    }
}

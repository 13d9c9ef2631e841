//! How paragraphs open and close: words that turn to something new, or go on with what was.

mod en;
mod zh;

use std::collections::HashMap;

use crate::Unit;
use crate::model::{Evidence, Model};

/// The words of one language that tell where topics change.
struct Words {
    /// Words a paragraph opens with.
    opening: &'static [Cue],
    /// Words it closes with.
    closing: &'static [Cue],
    /// Greetings and farewells.
    greetings: &'static [&'static str],
    farewells: &'static [&'static str],
}

/// Words that speak for a boundary, or against one.
struct Cue {
    /// The feature they are weighed as.
    feature: &'static str,
    /// How many characters may stand before them; after them, in closing cues.
    within: usize,
    /// The words, in lower case; `#` stands for one to four digits.
    words: &'static [&'static str],
    /// Words that begin like them and are none.
    but: &'static [&'static str],
}

const NONE: Words = Words { opening: &[], closing: &[], greetings: &[], farewells: &[] };

/// How much of the ends of a paragraph is looked at, in characters.
const HEAD: usize = 140;
const TAIL: usize = 60;

const ASKING: [char; 2] = ['？', '?'];
const QUOTING: [char; 5] = ['“', '"', '「', '『', '：'];
const BRACKETS: [char; 4] = ['（', '(', '~', '['];

/// What a paragraph shows at its ends.
struct Shape<'a> {
    text: &'a str,
    /// Its ends, in lower case.
    head: String,
    tail: String,
    /// Which of the cues it opens and closes with.
    opening: Vec<bool>,
    closing: Vec<bool>,
    /// The first year named near its beginning, and after how many characters.
    year: Option<(u32, usize)>,
}

/// Weighs how units open and close, and who speaks.
pub(crate) fn weigh(units: &[Unit<'_>], model: Model, evidence: &mut Evidence) {
    let words = match model {
        Model::ChineseProse | Model::ChineseSpeech => &zh::WORDS,
        Model::English => &en::WORDS,
        Model::Other => &NONE,
    };
    let opening: Vec<Beginnings> = words.opening.iter().map(Beginnings::of).collect();
    let shapes: Vec<Shape<'_>> =
        units.iter().map(|unit| Shape::of(unit.text, words, &opening)).collect();
    for (number, cue) in words.opening.iter().enumerate() {
        evidence.add_where(cue.feature, |unit| shapes[unit].opening[number]);
    }
    for (number, cue) in words.closing.iter().enumerate() {
        evidence.add_where(cue.feature, |unit| shapes[unit - 1].closing[number]);
    }
    let opens = |feature: &str, unit: usize| {
        let has = |shape: &Shape| {
            let number = words.opening.iter().position(|cue| cue.feature == feature);
            number.is_some_and(|number| shape.opening[number])
        };
        shapes.get(unit).is_some_and(has)
    };
    evidence.add_where("cont_next", |unit| opens("z_cont", unit + 1));
    evidence.add_where("cont_prev", |unit| opens("z_cont", unit - 1));
    evidence.add_where("date_prev", |unit| opens("z_date", unit - 1));
    evidence.add_where("date_next", |unit| opens("z_date", unit + 1));
    evidence.add_where("set_prev", |unit| opens("z_set", unit - 1) || opens("z_shift", unit - 1));
    let greets = |unit: usize| words.greetings.iter().any(|word| shapes[unit].head.contains(word));
    let parts = |unit: usize| words.farewells.iter().any(|word| shapes[unit].tail.contains(word));
    evidence.add_where("greet_prev", |unit| greets(unit - 1));
    evidence.add_where("greet_here", greets);
    evidence.add_where("bye_prev", |unit| parts(unit - 1));
    let text = |unit: usize| shapes[unit].text;
    evidence.add_where("q_prev", |unit| shapes[unit - 1].ending().ends_with(ASKING));
    evidence.add_where("q_here", |unit| text(unit).contains(ASKING));
    evidence.add_where("excl_prev", |unit| shapes[unit - 1].ending().ends_with(['！', '!', '…']));
    let quotes: Vec<f64> = shapes
        .iter()
        .map(|shape| f64::from(u8::from(shape.text.contains(QUOTING))))
        .collect();
    evidence.add("dia_next", |unit| {
        quotes[unit..(unit + 3).min(quotes.len())].iter().sum::<f64>() / 3.0
    });
    evidence.add_where("z_quote", |unit| text(unit).starts_with(['“', '‘', '"', '「', '『']));
    evidence.add_where("quote_prev", |unit| text(unit - 1).ends_with(['”', '"', '」', '』', '’']));
    evidence.add_where("paren_prev", |unit| text(unit - 1).starts_with(BRACKETS));
    evidence.add_where("paren_here", |unit| text(unit).starts_with(BRACKETS));
    evidence.add_where("colon_prev", |unit| text(unit - 1).ends_with(['：', ':']));
    let years = years(&shapes);
    evidence.add_where("year_new", |unit| years[unit] != 0);
    evidence.add_where("year_fwd", |unit| years[unit] > 0);
    evidence.add_where("year_head", |unit| shapes[unit].year.is_some_and(|(_, at)| at <= 14));
    let host = host(units, &shapes);
    evidence.add_where("spk_same", |unit| {
        units[unit].speaker.is_some() && units[unit].speaker == units[unit - 1].speaker
    });
    evidence.add_where("spk_is", |unit| units[unit].speaker.is_some());
    evidence.add_where("spk_host", |unit| host.is_some() && units[unit].speaker == host);
}

/// Whether each unit names another year than the one named last: `1` a later one, `-1` an earlier.
fn years(shapes: &[Shape<'_>]) -> Vec<i8> {
    let mut current = None;
    let mut turn = |year: Option<u32>| {
        let year = year?;
        let before = current.replace(year);
        Some(before.map_or(1, |before| match year.cmp(&before) {
            std::cmp::Ordering::Less => -1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => 1,
        }))
    };
    shapes
        .iter()
        .map(|shape| turn(shape.year.map(|(year, _)| year)).unwrap_or(0))
        .collect()
}

/// The speaker who asks most.
fn host<'a>(units: &[Unit<'a>], shapes: &[Shape<'_>]) -> Option<&'a str> {
    let mut turns: HashMap<&str, (u32, u32, usize)> = HashMap::new();
    for (at, (unit, shape)) in units.iter().zip(shapes).enumerate() {
        if let Some(speaker) = unit.speaker {
            let own = turns.entry(speaker).or_insert((0, 0, at));
            own.0 += u32::from(shape.text.contains(ASKING));
            own.1 += 1;
        }
    }
    let share = |own: &(u32, u32, usize)| f64::from(own.0) / (f64::from(own.1) + 3.0);
    let more = |a: &(u32, u32, usize), b: &(u32, u32, usize)| {
        share(a).total_cmp(&share(b)).then(b.2.cmp(&a.2))
    };
    turns
        .into_iter()
        .max_by(|(_, a), (_, b)| more(a, b))
        .map(|(speaker, _)| speaker)
}

impl<'a> Shape<'a> {
    fn of(text: &'a str, words: &Words, opening: &[Beginnings]) -> Self {
        let head: String = text.chars().take(HEAD).flat_map(char::to_lowercase).collect();
        let tail = tail(text).to_lowercase();
        let is_before = |c: char| c.is_whitespace() || "“\"‘'~（(「『_*>-".contains(c);
        let bare = head.trim_start_matches(is_before);
        Self {
            text,
            opening: opening.iter().map(|cue| cue.opens(bare)).collect(),
            closing: words.closing.iter().map(|cue| cue.closes(&tail)).collect(),
            year: first_year(&head),
            head,
            tail,
        }
    }

    /// The text without what closes a quotation behind its last mark.
    fn ending(&self) -> &'a str {
        self.text.trim_end_matches(|c: char| "”\"』」’）)".contains(c))
    }
}

/// The words of a cue by what they begin with: most places of a text begin none.
struct Beginnings {
    cue: &'static Cue,
    words: [Vec<&'static str>; 256],
}

impl Beginnings {
    fn of(cue: &'static Cue) -> Self {
        let mut words = [const { Vec::new() }; 256];
        for word in cue.words {
            match word.strip_prefix('#') {
                Some(_) => (b'0'..=b'9').for_each(|digit| words[usize::from(digit)].push(*word)),
                None => words[key(word)].push(*word),
            }
        }
        Self { cue, words }
    }

    /// Whether a paragraph that begins with `head` opens with one of its words.
    fn opens(&self, head: &str) -> bool {
        let places = head.char_indices().map(|(at, _)| &head[at..]);
        places.take(self.cue.within + 1).any(|rest| {
            self.words[key(rest)].iter().any(|word| begins(rest, word).is_some())
                && !self.cue.but.iter().any(|word| rest.starts_with(word))
        })
    }
}

/// What the first character of a text comes to: itself, or the last byte of a longer one.
fn key(text: &str) -> usize {
    let first = text.chars().next().map_or(1, char::len_utf8);
    text.as_bytes().get(first - 1).map_or(0, |byte| usize::from(*byte))
}

impl Cue {
    /// Whether a paragraph that ends with `tail` closes with one of its words.
    fn closes(&self, tail: &str) -> bool {
        let marks = |c: char| "。！？…：.!?:”\"』」".contains(c);
        let body = tail.trim_end_matches(marks);
        let breaks = |c: char| "，。！？.!?".contains(c);
        // What is behind the last mark of the body, with the words themselves.
        self.words.iter().any(|word| {
            body.rfind(word).is_some_and(|at| {
                let after = &body[at + word.len()..];
                after.chars().count() <= self.within && !after.contains(breaks)
            })
        })
    }
}

/// The length of `word` at the beginning of `text`.
fn begins(text: &str, word: &str) -> Option<usize> {
    let Some((before, after)) = word.split_once('#') else {
        return text.starts_with(word).then_some(word.len());
    };
    let rest = text.strip_prefix(before)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (1..=4).contains(&digits) && rest[digits..].starts_with(after);
    fits.then_some(before.len() + digits + after.len())
}

/// The last characters of a text.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(TAIL - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first year among the first 60 characters, and how many stand before its end.
fn first_year(head: &str) -> Option<(u32, usize)> {
    let mut digits = String::new();
    for (at, c) in head.chars().take(60).chain([' ']).enumerate() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let named = digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2');
        if named || c == '年' && (3..=4).contains(&digits.len()) {
            return Some((digits.parse().ok()?, at));
        }
        digits.clear();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_and_endings_are_told() {
        let words: Vec<Beginnings> = zh::WORDS.opening.iter().map(Beginnings::of).collect();
        let shape = |text| Shape::of(text, &zh::WORDS, &words);
        let opens = |text, feature: &str| {
            let number = zh::WORDS.opening.iter().position(|cue| cue.feature == feature);
            number.is_some_and(|number| shape(text).opening[number])
        };
        assert!(opens("接下来说灯塔。", "z_shift"));
        assert!(opens("“1888年，灯塔建成。", "z_date"));
        assert!(opens("我说过。", "z_cont") && !opens("我们出海。", "z_cont"));
        assert_eq!(shape("公元712年的事。").year, Some((712, 5)));
        assert!(shape("灯亮了吗？”").ending().ends_with(ASKING));
    }
}

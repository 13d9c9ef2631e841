//! Captions of invented talks in the forms people have most: Chinese without marks, English in lower
//! case, with words as YouTube times them.

use std::fmt::Write as _;

use super::text::{Author, Xorshift};

/// Milliseconds of a caption.
const CAPTION: usize = 2_500;

/// The commonest words of spoken English.
const COMMON: [&str; 40] = [
    "the", "and", "to", "of", "a", "that", "you", "i", "it", "in", "is", "so", "we", "this", "was",
    "for", "they", "but", "what", "have", "on", "like", "not", "with", "are", "there", "be",
    "just", "know", "do", "about", "at", "all", "how", "then", "if", "from", "now", "because",
    "or",
];

/// A form of captions.
pub struct Form {
    /// What it is called in the table.
    pub name: &'static str,
    /// The file's name.
    pub file: &'static str,
    /// The words of a caption.
    words: fn(&mut Author) -> Vec<String>,
    /// Appends a caption to the file, behind the one before.
    caption: fn(&[String], Caption<'_>, &mut String),
    before: &'static str,
    after: &'static str,
}

/// Where a caption stands.
#[derive(Clone, Copy)]
struct Caption<'a> {
    number: usize,
    last: &'a [String],
}

/// The forms.
pub const FORMS: [Form; 4] = [
    Form {
        name: "SRT, Chinese without marks",
        file: "talk.zh-CN.srt",
        words: chinese,
        caption: srt,
        before: "",
        after: "",
    },
    Form {
        name: "SRT, English in lower case",
        file: "talk.en.srt",
        words: english,
        caption: srt,
        before: "",
        after: "",
    },
    Form {
        name: "WebVTT with words, English",
        file: "talk.en.vtt",
        words: english,
        caption: vtt,
        before: "WEBVTT\nKind: captions\nLanguage: en\n\n",
        after: "",
    },
    Form {
        name: "json3 with words, English",
        file: "talk.en.json3",
        words: english,
        caption: json3,
        before: "{\"wireMagic\": \"pb3\", \"events\": [ {\"tStartMs\": 0, \"dDurationMs\": 1, \"id\": 1}",
        after: "]}\n",
    },
];

impl Form {
    /// A file of so many minutes.
    pub fn write(&self, minutes: usize) -> String {
        let mut author = Author::of(minutes);
        let mut out = self.before.to_owned();
        let mut last = Vec::new();
        for number in 0..minutes * 60_000 / CAPTION {
            let words = (self.words)(&mut author);
            (self.caption)(&words, Caption { number, last: &last }, &mut out);
            last = words;
        }
        out + self.after
    }
}

fn chinese(author: &mut Author) -> Vec<String> {
    let mut caption = String::new();
    author.clause(&mut caption);
    vec![caption]
}

fn english(author: &mut Author) -> Vec<String> {
    let count = 6 + author.random.below(4);
    (0..count).map(|_| word(&mut author.random)).collect()
}

/// A common word, or one made of syllables.
fn word(random: &mut Xorshift) -> String {
    if random.below(2) == 0 {
        return COMMON[random.low(COMMON.len())].to_owned();
    }
    let syllables = 1 + random.below(3);
    let syllable = |random: &mut Xorshift| {
        let consonant = b"bcdfghlmnprstvw"[random.low(15)];
        let vowel = b"aeiou"[random.low(5)];
        [char::from(consonant), char::from(vowel)]
    };
    (0..syllables).flat_map(|_| syllable(random)).collect::<String>() + random.pick(&["", "n", "s"])
}

fn srt(words: &[String], caption: Caption<'_>, out: &mut String) {
    let start = caption.number * CAPTION;
    let (from, to) = (clock(start, ','), clock(start + CAPTION, ','));
    let _ = write!(out, "{}\n{from} --> {to}\n{}\n\n", caption.number + 1, words.join(" "));
}

/// Two captions, as they roll: the line before with the new one growing, then the new one alone.
fn vtt(words: &[String], caption: Caption<'_>, out: &mut String) {
    let start = caption.number * CAPTION;
    let end = start + CAPTION;
    let before = caption.last.join(" ");
    let place = "align:start position:0%";
    let _ = write!(out, "{} --> {} {place}\n{before} \n", clock(start, '.'), clock(end - 10, '.'));
    for (number, word) in words.iter().enumerate() {
        if number == 0 {
            out.push_str(word);
        } else {
            let time = clock(start + offset(number, words), '.');
            let _ = write!(out, "<{time}><c> {word}</c>");
        }
    }
    let line = words.join(" ");
    let (from, to) = (clock(end - 10, '.'), clock(end, '.'));
    let _ = write!(out, "\n\n{from} --> {to} {place}\n{line}\n \n\n");
}

fn json3(words: &[String], caption: Caption<'_>, out: &mut String) {
    let start = caption.number * CAPTION;
    let _ = write!(
        out,
        ", {{\"tStartMs\": {start}, \"dDurationMs\": {}, \"wWinId\": 1, \"segs\": [ ",
        2 * CAPTION
    );
    for (number, word) in words.iter().enumerate() {
        let _ = match number {
            0 => write!(out, "{{\"utf8\": \"{word}\", \"acAsrConf\": 0}}"),
            _ => write!(
                out,
                ", {{\"utf8\": \" {word}\", \"tOffsetMs\": {}, \"acAsrConf\": 0}}",
                offset(number, words)
            ),
        };
    }
    let _ = write!(
        out,
        " ]}}, {{\"tStartMs\": {}, \"dDurationMs\": {CAPTION}, \"wWinId\": 1, \"aAppend\": 1, \
         \"segs\": [ {{\"utf8\": \"\\n\"}} ]}}",
        start + CAPTION - 10
    );
}

/// When a word begins within its caption.
fn offset(number: usize, words: &[String]) -> usize {
    CAPTION * number / (words.len() + 1)
}

fn clock(ms: usize, point: char) -> String {
    let (seconds, ms) = (ms / 1000, ms % 1000);
    let (minutes, hours) = (seconds / 60 % 60, seconds / 3600);
    format!("{hours:02}:{minutes:02}:{:02}{point}{ms:03}", seconds % 60)
}

//! JSON that no row of [`super::recognisers::SHAPES`] fits: services are many, but they call things by the
//! same few words. A list is speech if its entries have text, a beginning, and an end or a length.

use std::collections::BTreeMap;

use super::shape::{self, MILLISECONDS, SECONDS, Shape, sentences, words};
use chengshu_text::json::{Node, Value};

/// Words in the names of keys, by what such a key holds.
const ENDS: &[&str] = &["end", "stop", "to", "ed", "finish"];
const LENGTHS: &[&str] = &["duration", "dur", "length"];
const STARTS: &[&str] = &["start", "begin", "from", "bg", "offset", "time", "timestamp", "ts"];
const TEXTS: &[&str] = &[
    "text", "content", "transcript", "transcription", "sentence", "utterance", "caption", "body",
    "line", "word", "value",
];
/// Lists of words rather than of sentences are called so.
const WORDS: &[&str] = &["word", "words", "token", "tokens", "element", "elements"];

/// Who speaks, in an entry or in what it is in.
const SPEAKER: &str = "speaker_name|speakerName|speaker|speakerDesignation|speaker_label|speaker_id|\
    speakerId|spk|participant";

/// A longer key is none of these.
const LONGEST: usize = 40;

/// Lists at the same place of a file, and the paths from their entries.
#[derive(Debug, Default)]
pub struct Guess {
    entries: String,
    start: Option<String>,
    end: Option<String>,
    text: Option<String>,
    in_milliseconds: bool,
    /// How many entries there are, how many have what speech needs, and how long their text is.
    count: usize,
    whole: usize,
    length: usize,
}

impl Guess {
    pub fn shape(&self) -> Shape<'_> {
        let [start, end, text] =
            [&self.start, &self.end, &self.text].map(|path| path.as_deref().unwrap_or_default());
        let keys = [start, end, text, SPEAKER];
        match (self.is_words(), self.in_milliseconds) {
            (true, _) => words(&self.entries, keys, MILLISECONDS),
            (false, true) => sentences(&self.entries, keys, MILLISECONDS),
            (false, false) => sentences(&self.entries, keys, SECONDS),
        }
    }

    fn is_words(&self) -> bool {
        let mut names = self.entries.rsplit('.').filter(|step| *step != "*");
        names
            .next()
            .is_some_and(|name| parts(name).any(|part| WORDS.contains(&part.as_str())))
    }

    fn is_speech(&self) -> bool {
        self.whole > 0 && self.whole * 2 >= self.count
    }

    /// Takes in an entry, and what its keys are if none before it showed that.
    fn learn(&mut self, pairs: &[(impl AsRef<str>, Node<'_>)]) {
        let (mut start, mut end, mut length) = (false, false, 0);
        for (key, value) in pairs {
            let key = key.as_ref();
            let is = |words: &[&str]| parts(key).any(|part| words.contains(&part.as_str()));
            let (column, inner) = if is(ENDS) || is(LENGTHS) {
                (&mut self.end, time(value))
            } else if is(STARTS) {
                (&mut self.start, time(value))
            } else if is(TEXTS) {
                (&mut self.text, text(value))
            } else {
                continue;
            };
            let Some((inner, found)) = inner else { continue };
            let by = if is(LENGTHS) { "+" } else { "" };
            let path = column.get_or_insert_with(|| format!("{by}{key}{inner}"));
            if path.trim_start_matches('+').strip_prefix(key) != Some(inner.as_str()) {
                continue;
            }
            match found {
                0 if is(ENDS) || is(LENGTHS) => end = true,
                0 => start = true,
                _ => length = found,
            }
            self.in_milliseconds |= found == 0 && is(&["ms", "milliseconds"]);
        }
        self.count += 1;
        if start && end && length > 0 {
            self.whole += 1;
            self.length += length;
        }
    }
}

/// The list of a file that is most likely its speech. Sentences go before words, which repeat them, unless
/// they are but a small part.
pub fn guess(root: &Node<'_>) -> Option<Guess> {
    let mut places: BTreeMap<String, Guess> = BTreeMap::new();
    let mut open = vec![(root, String::new())];
    while let Some((node, path)) = open.pop() {
        match &node.value {
            Value::List(entries) => {
                let path = step(&path, "*");
                for entry in entries {
                    if let Value::Group(pairs) = &entry.value {
                        places.entry(path.clone()).or_default().learn(pairs);
                    }
                }
                open.extend(entries.iter().rev().map(|entry| (entry, path.clone())));
            }
            Value::Group(pairs) => {
                let named = pairs.iter().rev().filter(|(key, _)| is_plain(key));
                open.extend(named.map(|(key, value)| (value, step(&path, key))));
            }
            _ => {}
        }
    }
    let speech = places.into_iter().filter(|(_, guess)| guess.is_speech());
    let speech: Vec<_> = speech.map(|(entries, guess)| Guess { entries, ..guess }).collect();
    let most = speech.iter().map(|guess| guess.length).max()?;
    let likely = speech.into_iter().filter(|guess| guess.length * 2 >= most);
    likely.max_by_key(|guess| (!guess.is_words(), guess.length))
}

fn step(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// True if a key may stand in a path.
fn is_plain(key: &str) -> bool {
    key.len() <= LONGEST && !key.contains(['.', '|', '+', '*'])
}

/// The words a key is made of, in lower case: `start_ms`, `startMs` and `start-ms` have two.
fn parts(key: &str) -> impl Iterator<Item = String> {
    let key = if is_plain(key) { key } else { "" };
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for c in key.chars() {
        let begins = was_lower && c.is_ascii_uppercase();
        was_lower = c.is_ascii_lowercase();
        match parts.last_mut().filter(|_| c.is_ascii_alphanumeric() && !begins) {
            Some(part) => part.push(c.to_ascii_lowercase()),
            None => parts.push(c.to_ascii_lowercase().to_string()),
        }
    }
    parts
        .into_iter()
        .map(|part| part.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned())
}

/// The path from the value of a key to a time, and no length.
fn time(node: &Node<'_>) -> Option<(String, usize)> {
    let is_time = |node: &Node<'_>| shape::time(node, SECONDS).is_some();
    match &node.value {
        Value::Group(pairs) => {
            let (key, _) = pairs.iter().find(|(key, value)| is_plain(key) && is_time(value))?;
            Some((format!(".{key}"), 0))
        }
        _ => is_time(node).then(|| (String::new(), 0)),
    }
}

/// The path from the value of a key to a text, and how long that is.
fn text(node: &Node<'_>) -> Option<(String, usize)> {
    let whole = |text: &str| text.contains(char::is_alphanumeric).then_some(text.len());
    match node.list() {
        Some([only]) => match &only.value {
            Value::Text(text) => Some((".0".to_owned(), whole(text)?)),
            _ => Some((".0.text".to_owned(), whole(only.get("text")?.text()?)?)),
        },
        Some(_) => None,
        None => Some((String::new(), whole(node.text()?)?)),
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::speech::recognisers::read;
    use crate::ingest::speech::testing::{Said, said};

    /// Files of two sentences, at 0.5 and 2 seconds, that no row has.
    const UNKNOWN: &[&str] = &[
        r#"{"title": "x", "captions": [{"duration": 1500, "content": "The tide, low.", "startTime": 500,
            "startOfParagraph": true}, {"duration": 1500, "content": "A lamp.", "startTime": 2000}]}"#,
        r#"{"lines": [{"startTime": "00:00:00,500", "endTime": "00:00:02,000", "text": "The tide, low."},
            {"startTime": "00:00:02,000", "endTime": "00:00:03,000", "text": "A lamp."}]}"#,
        r#"{"objects": [{"startMs": 500, "stopMs": 2000, "content": [{"text": "The tide, low."}]},
            {"startMs": 2000, "stopMs": 2100, "content": [{"text": "A lamp."}]}]}"#,
        r#"{"tokens": [{"text": "The", "start_ms": 500, "end_ms": 700},
            {"text": " tide, low.", "start_ms": 700, "end_ms": 900},
            {"text": " A", "start_ms": 2000, "end_ms": 2100},
            {"text": " lamp.", "start_ms": 2100, "end_ms": 2300}]}"#,
        "{\"begin\": 0.5, \"end\": 2, \"transcript\": \"The tide, low.\"}\n\
            {\"begin\": 2, \"end\": 2.5, \"transcript\": \"A lamp.\"}\n",
    ];

    #[test]
    fn shapes_nobody_told_are_read() {
        for text in UNKNOWN {
            let expected = [(Some(500), "", "The tide, low."), (Some(2000), "", "A lamp.")];
            assert_eq!(said(read, text), Said::new(&expected), "{text}");
        }
    }

    #[test]
    fn speakers_stand_in_entries_or_around_them() {
        let text = r#"[{"participant": {"id": 1, "name": "阿岸"}, "words": [{"text": "潮水",
            "start_timestamp": {"relative": 0.5}, "end_timestamp": {"relative": 0.7}}]},
            {"participant": {"id": 2, "name": "守灯"}, "words": [{"text": "灯。",
            "start_timestamp": {"relative": 2}, "end_timestamp": {"relative": 2.5}}]}]"#;
        let expected = [(Some(500), "阿岸", "潮水"), (Some(2000), "守灯", "灯。")];
        assert_eq!(said(read, text), Said::new(&expected));
    }

    #[test]
    fn lists_without_beginnings_and_ends_are_no_speech() {
        for text in [
            r#"{"chapters": [{"startTime": 0, "title": "Tides"}, {"startTime": 9, "title": "Lamps"}]}"#,
            r#"{"heatmap": [{"start_time": 0, "end_time": 9, "value": 0.5}]}"#,
            r#"{"events": [{"text": "Tides", "start": "2024-03-05", "end": "2024-03-06"}]}"#,
            r#"{"messages": [{"text": "Tides", "time": 1709640000}]}"#,
        ] {
            assert_eq!(said(read, text), Said::nothing(), "{text}");
        }
    }
}

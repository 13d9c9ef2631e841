//! What another program answers when it is asked for the sections of a talk: checked, as it may say
//! anything.

use std::collections::{BTreeMap, HashSet};

use super::{LEVELS, fault};
use crate::ingest::diag::ANSWER_NOT_FIT;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::json::{self, Node};
use chengshu_text::source::Source;
use chengshu_writing::script::is_ideographic;

/// A section that is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// The level of its heading.
    pub level: u8,
    /// Its title.
    pub title: Option<String>,
    /// How sure the program is, from 0 to 1.
    pub score: Option<f64>,
}

/// Reads an answer about so many paragraphs: a group with the list `sections`, or the list alone. Out: by
/// the number of the paragraph, from 0; none if it is no such thing. What does not fit is a finding, and
/// left out.
pub fn read(
    source: &Source,
    paragraphs: usize,
    sink: &mut Sink,
) -> Option<BTreeMap<usize, Proposed>> {
    let (root, broken) = json::read(&source.text);
    let root = root.filter(|_| broken.is_none())?;
    let list = root.list().or_else(|| root.get("sections").and_then(Node::list))?;
    let mut found = BTreeMap::new();
    for node in list {
        let section = section(node, paragraphs);
        let why = match section {
            Ok((number, _)) if found.contains_key(&number) => {
                "another section begins with the same paragraph"
            }
            Ok((number, proposed)) => {
                found.insert(number, proposed);
                continue;
            }
            Err(why) => why,
        };
        sink.push(
            Diagnostic::new(&ANSWER_NOT_FIT, why)
                .at(source.span(&node.at))
                .help("the schema is docs/schema/sections-answer-1.json"),
        );
    }
    Some(found)
}

fn section(node: &Node<'_>, paragraphs: usize) -> Result<(usize, Proposed), &'static str> {
    let stated =
        |name: &str| node.get(name).filter(|node| !matches!(node.value, json::Value::Other));
    let whole = |node: &Node<'_>, least: f64, most: f64| {
        node.number()
            .filter(|number| (least..=most).contains(number) && number.fract() == 0.0)
    };
    let paragraph = stated("paragraph").ok_or("the section names no `paragraph`")?;
    // Far below 2^52.
    #[allow(clippy::cast_precision_loss)]
    let number = whole(paragraph, 1.0, paragraphs as f64);
    let number = number.ok_or("there is no paragraph of that number")?;
    let level = stated("level").map_or(Some(2.0), |level| whole(level, 2.0, 3.0));
    let title = match stated("title") {
        None => None,
        Some(title) => {
            let text = title.text().ok_or("a title is a text")?.trim();
            fault(text).map_or(Ok(Some(text.to_owned())), Err)?
        }
    };
    let score = match stated("score") {
        None => None,
        Some(score) => {
            let number = score.number().filter(|number| (0.0..=1.0).contains(number));
            Some(number.ok_or("a score is from 0 to 1")?)
        }
    };
    let level = if level.ok_or("a level is 2 or 3")? < 2.5 { LEVELS[0] } else { LEVELS[1] };
    let level = u8::try_from(level).unwrap_or(2);
    // Checked to be in range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let number = number as usize - 1;
    Ok((number, Proposed { level, title, score }))
}

/// The words of a talk, to see which of a title it does not have.
pub struct Said {
    words: HashSet<String>,
    signs: HashSet<char>,
    pairs: HashSet<[char; 2]>,
}

impl Said {
    /// Of the paragraphs of a talk.
    pub fn of<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Self {
        let mut said = Self { words: HashSet::new(), signs: HashSet::new(), pairs: HashSet::new() };
        for paragraph in paragraphs {
            for word in words(paragraph) {
                if word.starts_with(is_ideographic) {
                    let signs: Vec<char> = word.chars().collect();
                    said.pairs.extend(signs.windows(2).map(|pair| [pair[0], pair[1]]));
                    said.signs.extend(signs);
                } else {
                    said.words.insert(word);
                }
            }
        }
        said
    }

    /// The words of a title that come nowhere in the talk. Of a run of ideographs, those that stand beside
    /// none of their neighbours there, unless one stands alone and is in the talk.
    pub fn lacks(&self, title: &str) -> Vec<String> {
        let mut lacking = Vec::new();
        for word in words(title) {
            if !word.starts_with(is_ideographic) {
                if !self.words.contains(&word) {
                    lacking.push(word);
                }
                continue;
            }
            let signs: Vec<char> = word.chars().collect();
            let mut known = vec![false; signs.len()];
            for (at, pair) in signs.windows(2).enumerate() {
                if self.pairs.contains(&[pair[0], pair[1]]) {
                    known[at..at + 2].fill(true);
                }
            }
            let mut at = 0;
            for run in known.chunk_by(PartialEq::eq) {
                let own = &signs[at..at + run.len()];
                at += run.len();
                if !run[0] && !matches!(own, [sign] if self.signs.contains(sign)) {
                    lacking.push(own.iter().collect());
                }
            }
        }
        lacking
    }
}

/// Runs of ideographs, and words of other scripts in lower case.
fn words(text: &str) -> Vec<String> {
    let sort = |c: char| (c.is_alphanumeric() || is_ideographic(c), is_ideographic(c));
    let signs: Vec<char> = text.chars().collect();
    signs
        .chunk_by(|one, other| sort(*one) == sort(*other))
        .filter(|run| sort(run[0]).0)
        .map(|run| run.iter().flat_map(|c| c.to_lowercase()).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_left_out() {
        let text = r#"{"sections": [
            {"paragraph": 1, "title": "灯塔", "level": 3, "score": 0.5}, {"paragraph": 3},
            {"paragraph": 0}, {"paragraph": 4}, {"paragraph": 1.5}, {"paragraph": "two"}, {}, 7, null,
            {"paragraph": 3}, {"paragraph": 2, "level": 9}, {"paragraph": 2, "title": 5},
            {"paragraph": 2, "title": ""}, {"paragraph": 2, "title": "a\u0007b"}, {"paragraph": 2, "score": 2}]}"#;
        let mut sink = Sink::default();
        let found = read(&Source::new("answer", text.to_owned()), 3, &mut sink).unwrap();
        let first = Proposed { level: 3, title: Some("灯塔".to_owned()), score: Some(0.5) };
        assert_eq!(found.get(&0), Some(&first));
        assert_eq!(found.keys().collect::<Vec<_>>(), [&0, &2]);
        assert_eq!(sink.as_slice().len(), 13);
        for none in ["", "灯塔", "{\"sections\": 1}", "{\"sections\": [", "5"] {
            assert_eq!(read(&Source::new("answer", none.to_owned()), 3, &mut sink), None, "{none}");
        }
        let alone = Source::new("answer", "[{\"paragraph\": 2}]".to_owned());
        assert_eq!(read(&alone, 3, &mut sink).map(|found| found.len()), Some(1));
    }

    #[test]
    fn words_that_nobody_said_are_named() {
        let said = Said::of(["接下来说灯塔的历史。", "The Lamp was lit in 1973."]);
        assert_eq!(said.lacks("灯塔史、灯塔的历史"), [""; 0]);
        assert_eq!(said.lacks("灯塔与海盗"), ["与海盗"]);
        assert_eq!(said.lacks("Lamp of Fortune, 1973"), ["of", "fortune"]);
    }
}

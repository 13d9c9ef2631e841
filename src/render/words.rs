//! Names, dates, lengths and titles as pages print them.

use crate::model::outline::Ruby;
use chengshu_text::date::PartialDate;
use chengshu_text::xml::{Node, element};
use chengshu_writing::language::primary;
use chengshu_writing::phrasing::{Piece, pieces};
use chengshu_writing::script::is_ideographic;

/// Names joined as the language does.
pub fn join_names(names: &[String], language: &str) -> String {
    let separator = match primary(language) {
        "zh" | "ja" => "、",
        "ar" | "fa" | "ur" => "، ",
        _ => ", ",
    };
    names.join(separator)
}

/// A date as the language prints it.
pub(super) fn day(date: PartialDate, language: &str) -> String {
    match primary(language) {
        "zh" | "ja" => date.chinese(),
        _ => date.to_string(),
    }
}

/// A time or length, as `2:03` or `1:02:03`.
pub(super) fn clock(seconds: u32) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{rest:02}"),
        hours => format!("{hours}:{:02}:{rest:02}", minutes % 60),
    }
}

/// The letters of what is numbered from 0: a … z, aa, ab ….
pub(super) fn letters(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        letters.extend(('a'..='z').nth(rest % 26));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A title in boxes of its phrases and their words, which lines break between rather than inside.
/// A reading system that knows no such boxes sees the title alone.
pub(super) fn phrased(title: &str) -> Vec<Node> {
    let boxed = |content: Vec<Node>| {
        let phrase = element("span").attr("class", "phrase");
        Node::Element(phrase.nodes(content))
    };
    let text = |text: &str| Node::Text(text.to_owned().into());
    // Words of other writings have spaces between them, and their long phrases are no boxes to set
    // beside a picture.
    if !title.chars().any(is_ideographic) {
        return vec![text(title)];
    }
    let pieces = pieces(title);
    let alone = pieces.len() == 1;
    let mut nodes = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Space(space) => nodes.push(text(space)),
            Piece::Phrase(words) => {
                let content = match words.as_slice() {
                    [word] => vec![text(word)],
                    words => words.iter().map(|word| boxed(vec![text(word)])).collect(),
                };
                if alone {
                    nodes = content;
                } else {
                    nodes.push(boxed(content));
                }
            }
        }
    }
    nodes
}

/// A title in phrases, with the readings of its words.
pub(super) fn annotated(title: &str, ruby: &[Ruby]) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = title;
    for Ruby { base, reading } in ruby {
        let Some((before, after)) = rest.split_once(base.as_str()) else {
            continue;
        };
        if !before.is_empty() {
            nodes.extend(phrased(before));
        }
        let word = element("ruby").text(base.clone());
        nodes.push(Node::Element(word.child(element("rt").text(reading.clone()))));
        rest = after;
    }
    if !rest.is_empty() {
        nodes.extend(phrased(rest));
    }
    nodes
}

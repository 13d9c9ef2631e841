//! `NAME.sections.yaml`: sections that a person or a program states of the transcript beside it.

pub mod answer;

use super::diag::SECTION_NOT_READ;
use crate::model::section_file::{Anchor, Entry, SectionFile};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::{Source, Span};
use chengshu_text::yaml::{self, Node};

/// The most characters a title may have.
pub const LONGEST_TITLE: usize = 40;

/// The levels headings of sections have.
pub const LEVELS: [i64; 2] = [2, 3];

/// Reads a file of sections. Entries that cannot be read are findings, and left out; none if it is no such
/// file.
pub fn read(source: Source, sink: &mut Sink) -> Option<SectionFile> {
    let refuse = |at: Span, message: String, sink: &mut Sink| {
        sink.push(
            Diagnostic::new(&SECTION_NOT_READ, message)
                .at(source.span(&at))
                .help("write entries such as `- anchor: first words of a paragraph`"),
        );
    };
    let document = match yaml::parse(&source.text, 0..source.text.len()) {
        Ok(document) => document,
        Err(error) => {
            refuse(error.at..error.at, error.message, sink);
            return None;
        }
    };
    let root = &document.root;
    let Some(list) = value(root, "sections").and_then(Node::as_sequence) else {
        refuse(root.at.clone(), "there is no list `sections`".to_owned(), sink);
        return None;
    };
    let mut entries = Vec::new();
    for node in list {
        match entry(node) {
            Ok(entry) => entries.push(entry),
            Err(Refused { at, why }) => refuse(at, why, sink),
        }
    }
    Some(SectionFile { source, entries })
}

/// Why an entry cannot be read.
struct Refused {
    at: Span,
    why: String,
}

fn entry(node: &Node) -> Result<Entry, Refused> {
    let refused = |at: &Node, why: &str| Refused { at: at.at.clone(), why: why.to_owned() };
    let stated = |name: &str| value(node, name).filter(|value| !value.is_null());
    let anchor = stated("anchor").and_then(Node::line);
    let anchor = anchor.ok_or_else(|| refused(node, "the entry has no `anchor`"))?;
    let seconds = match stated("time") {
        None => None,
        Some(time) => {
            let seconds = time.line().and_then(|stated| seconds(&stated.value));
            Some(seconds.ok_or_else(|| refused(time, "this is no time such as 12:30"))?)
        }
    };
    let level = match stated("level") {
        None => LEVELS[0],
        Some(level) => {
            let stated = level.as_i64().filter(|stated| LEVELS.contains(stated));
            stated.ok_or_else(|| refused(level, "a level is 2 or 3"))?
        }
    };
    let title = match stated("title") {
        None => None,
        Some(title) => {
            let stated = title.line().map(|stated| stated.value).unwrap_or_default();
            fault(&stated).map_or(Ok(Some(stated)), |why| Err(refused(title, why)))?
        }
    };
    let is_accepted = match stated("accepted") {
        None => true,
        Some(accepted) => {
            accepted.as_bool().ok_or_else(|| refused(accepted, "write `true` or `false`"))?
        }
    };
    Ok(Entry {
        anchor: Anchor::read(&anchor.value),
        seconds,
        level: if level == LEVELS[0] { 2 } else { 3 },
        title: title.filter(|_| is_accepted),
        at: anchor.at,
    })
}

/// What is wrong with a title.
pub fn fault(title: &str) -> Option<&'static str> {
    if title.trim().is_empty() {
        Some("the title is empty")
    } else if title.chars().count() > LONGEST_TITLE {
        Some("the title has more than 40 characters")
    } else if title.chars().any(|c| c.is_control() || is_turn(c)) {
        Some("the title has control characters")
    } else {
        None
    }
}

/// Whether a character turns the direction of text, or ends its line.
fn is_turn(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The seconds of `12:30` or `1:02:30`.
fn seconds(text: &str) -> Option<u32> {
    text.split(':')
        .try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(part.parse::<u32>().ok()?))
}

fn value<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    let mut pairs = node.as_mapping()?.iter();
    pairs.find(|(key, _)| key.flat() == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> (Option<Vec<Entry>>, Vec<String>) {
        let mut sink = Sink::default();
        let read = read(Source::new("a.sections.yaml", text.to_owned()), &mut sink);
        let found = sink.into_vec().into_iter().map(|finding| finding.message);
        (read.map(|file| file.entries), found.collect())
    }

    #[test]
    fn an_entry_says_where_when_and_what() {
        let (read, found) = entries(
            "sections:\n  - anchor: \"0a0b0c0d 接下来说灯塔\"\n    time: \"1:02:03\"\n    level: 3\n    \
             title: 灯塔\n    score: 0.5\n    by: chengshu\n    accepted: true\n  - anchor: 鱼市\n    \
             title: 鱼市\n    accepted: false\n",
        );
        let read = read.unwrap();
        assert_eq!(found, [""; 0]);
        assert_eq!(read[0].anchor.hash, Some(0x0a0b_0c0d));
        assert_eq!((read[0].seconds, read[0].level), (Some(3723), 3));
        assert_eq!(read[0].title.as_deref(), Some("灯塔"));
        assert_eq!((read[1].anchor.words.as_str(), read[1].title.as_deref()), ("鱼市", None));
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let long = "灯".repeat(41);
        let (read, found) = entries(&format!(
            "sections:\n- title: 灯\n- {{anchor: 甲, level: 7}}\n- {{anchor: 乙, time: soon}}\n- {{anchor: 丙, \
             title: {long}}}\n- {{anchor: 丁, title: \"a\\u202eb\"}}\n- {{anchor: 戊, accepted: perhaps}}\n- \
             {{anchor: 己}}\n"
        ));
        assert_eq!(read.unwrap().len(), 1);
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(entries("[").0.is_none() && entries("a: b").0.is_none());
        assert_eq!(entries("sections: []").0, Some(vec![]));
    }
}

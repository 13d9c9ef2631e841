//! The words of references: one table a language, one row a word.
//!
//! A row is a word, a tab, and what the word says: for the lines of a description, where it tells lists
//! and what ends them ([`ListWord`], looked up by [`lists`]), and inside an entry ([`Sense`], looked up
//! by [`entries`]). To teach a new word, add a row; a new language is a table, and a line in
//! [`LANGUAGES`].

pub(super) mod entries;
pub(super) mod lists;

use crate::kinds;
use crate::reference::Kind;

/// What a word says of the line it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ListWord {
    /// Opens or narrows a heading and says nothing by itself: 本文, 主要, "further".
    Narrow,
    /// Makes a heading of a list: 参考资料, "sources".
    Sources,
    /// Makes one only with a colon, a mark or a word that narrows: 资料, "links".
    Weak,
    /// A sort of source, as headings inside a list give it: 书籍, "papers".
    Kind,
    /// Says that sources were used, and makes a heading with their sort: "mentioned".
    Cited,
    /// Joins two of these: 和, "and".
    Joint,
    /// Leads over to the entries, which then need no colon: 来自于.
    Lead,
    /// Goes on from a heading: 如下, "in this episode".
    Tail,
    /// Makes a heading of something else: 背景音乐, "chapters".
    Heads,
    /// Begins a line that is no entry: 感谢, "follow us".
    Starts,
    /// Makes a line no entry wherever it stands outside a title: 一键三连.
    Within,
    /// Ends the heading of a credit, whatever stands before it: 片尾曲.
    Credit,
    /// May stand before the heading of a credit: 本期.
    This,
    /// Where a list is instead: 评论区.
    Place,
    /// Begins what says so after a heading: 详见.
    Sends,
    /// Opens the blurb, also after a list: 大家好.
    Opens,
    /// Speaks of the speaker or to the reader, as entries do not: "we", "your".
    Talks,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Volume,
    Number,
    Pages,
    Edition,
}

/// What a person or body did for a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Author,
    Editor,
    Translator,
}

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Names follow, of those who did this: `translated by`.
    By(Part),
    /// The names before did this: `eds`.
    Did(Part),
    /// A number follows: `vol`.
    Counts(Slot),
    /// An ordinal number stands before: `2nd ed`.
    Counted(Slot),
    /// The sort of work: `PhD thesis`.
    Kind(Kind),
    /// The work this is a piece of follows: `in`.
    In,
    /// Names of presses have it: `Press`.
    Press,
    /// Names of journals, papers and sites have it: `Journal`.
    Outlet,
    /// Names of other bodies have it: `University`.
    Body,
    /// The number of a month.
    Month(u8),
    /// Joins names: `and`.
    And,
    /// There are more names: `et al`.
    Others,
    /// Part of a family name: `van`.
    Particle,
    /// A word no name has: `the`.
    Grammar,
    /// The address or the day it was looked at follows: `available at`.
    Access,
    /// Says before a press that the work had come out before: `reprint`.
    Again,
    /// Says that a fact is not known: `s.l.`, `n.d.`.
    Unknown,
}

/// The table of each language.
const LANGUAGES: &[&str] = &[
    include_str!("en.tsv"),
    include_str!("de.tsv"),
    include_str!("fr.tsv"),
    include_str!("es.tsv"),
    include_str!("it.tsv"),
    include_str!("pt.tsv"),
    include_str!("ru.tsv"),
    include_str!("zh.tsv"),
    include_str!("ja.tsv"),
    include_str!("ko.tsv"),
];

/// The rows of a table: a word, and what it says. A line that begins with `#` is a remark.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t'))
}

/// The words of all languages for which `read` knows something that they say.
fn saying<T>(read: fn(&str) -> Option<T>) -> impl Iterator<Item = (&'static str, Vec<T>)> {
    let all = LANGUAGES.iter().copied().flat_map(rows);
    let known = all.map(move |(word, says)| (word, says.split(' ').filter_map(read).collect()));
    known.filter(|(_, says): &(_, Vec<T>)| !says.is_empty())
}

impl ListWord {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "narrow" => Self::Narrow,
            "sources" => Self::Sources,
            "weak" => Self::Weak,
            "kind" => Self::Kind,
            "cited" => Self::Cited,
            "joint" => Self::Joint,
            "lead" => Self::Lead,
            "tail" => Self::Tail,
            "heads" => Self::Heads,
            "starts" => Self::Starts,
            "within" => Self::Within,
            "credit" => Self::Credit,
            "this" => Self::This,
            "place" => Self::Place,
            "sends" => Self::Sends,
            "opens" => Self::Opens,
            "talks" => Self::Talks,
            _ => return None,
        })
    }
}

impl Sense {
    fn named(name: &str) -> Option<Self> {
        let (name, of) = name.split_once(':').unwrap_or((name, ""));
        Some(match name {
            "by" => Self::By(Part::named(of)?),
            "did" => Self::Did(Part::named(of)?),
            "counts" => Self::Counts(Slot::named(of)?),
            "counted" => Self::Counted(Slot::named(of)?),
            "kind" => Self::Kind(kinds::named(of)?),
            "month" => Self::Month(of.parse().ok()?),
            "in" => Self::In,
            "press" => Self::Press,
            "outlet" => Self::Outlet,
            "body" => Self::Body,
            "and" => Self::And,
            "others" => Self::Others,
            "particle" => Self::Particle,
            "grammar" => Self::Grammar,
            "access" => Self::Access,
            "again" => Self::Again,
            "unknown" => Self::Unknown,
            _ => return None,
        })
    }
}

impl Slot {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "volume" => Self::Volume,
            "number" => Self::Number,
            "pages" => Self::Pages,
            "edition" => Self::Edition,
            _ => return None,
        })
    }
}

impl Part {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "author" => Self::Author,
            "editor" => Self::Editor,
            "translator" => Self::Translator,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_says_what_is_known() {
        for table in LANGUAGES {
            let mut words = HashSet::new();
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                let (word, says) = line.split_once('\t').unwrap_or_default();
                assert!(words.insert(word) && word == word.to_lowercase(), "{line}");
                for name in says.split(' ') {
                    let (list, sense) = (ListWord::named(name), Sense::named(name));
                    assert!(list.is_some() != sense.is_some(), "{line}");
                    assert!(sense.is_none() || !word.contains(['.', ',']), "{line}");
                }
            }
        }
    }
}

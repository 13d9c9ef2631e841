//! The words of references: one file a language, one row a word.
//!
//! Each language has the words lists are known by and end with (`LISTS`, looked up by [`lists`]) and
//! those that say something inside an entry (`ENTRIES`, looked up by [`entries`]). To teach a new word,
//! add a row; a new language is a file, and a line in each of the two lists of tables.

mod de;
mod en;
pub(super) mod entries;
mod es;
mod fr;
mod it;
mod ja;
mod ko;
pub(super) mod lists;
mod pt;
mod ru;
mod zh;

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

/// Words and what they say.
type Rows = &'static [(&'static str, &'static [Sense])];

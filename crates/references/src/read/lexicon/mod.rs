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

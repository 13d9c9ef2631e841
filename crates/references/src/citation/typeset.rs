//! Works a style is to set, and references as it sets them.

pub use crate::reference::Face;
use crate::reference::Reference;
use chengshu_text::address::Address;

/// In which order the appendix lists what is cited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// Chapter by chapter, each work where it is cited first.
    #[default]
    ByChapter,
    /// In one list by author: Chinese by its sound (pinyin), then the other scripts.
    Alphabetical,
    /// In one list, in the order of the first citations.
    CitedOrder,
}

/// What becomes of works of a book's files of references that no chapter cites.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Uncited {
    /// They are left out.
    #[default]
    LeaveOut,
    /// They are listed with the others.
    List,
}

/// One work to be set, with what the chapter that cites it knows.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// The work.
    pub reference: &'a Reference,
    /// Tag of its language, where more is known of it than its title: that of the text it is.
    pub language: Option<&'a str>,
}

/// A reference as a style sets it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetReference {
    /// The entry, without its number.
    pub runs: Vec<Run>,
    /// What stands for the work in the text, in styles that do not number: `王小明, 2001`.
    pub mark: Option<String>,
}

/// A stretch of an entry that looks the same throughout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The text, not escaped.
    pub text: String,
    /// How it looks.
    pub face: Face,
    /// Where it leads.
    pub href: Option<Address>,
}

impl Run {
    /// Text that looks as the text around it.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Where the address of a work leads, if that is a site. Others stand as text.
pub(super) fn linkable(url: &str) -> Option<Address> {
    Address::new(url).ok().filter(|_| url.contains("://"))
}

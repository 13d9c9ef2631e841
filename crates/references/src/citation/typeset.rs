//! References as a style sets them.

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

/// How a run looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Face {
    /// As the text around it.
    #[default]
    Roman,
    /// Italic.
    Italic,
    /// Bold.
    Bold,
    /// Small capitals.
    SmallCaps,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

impl Run {
    /// Text that looks as the text around it.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

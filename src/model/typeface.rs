//! Fonts a book is set in where its makers ask for some.

use crate::model::path::RelativePath;

/// The role of an embedded font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// All text.
    Body,
    /// Headings.
    Headings,
    /// Block quotations and lyrics.
    Quotes,
    /// Code.
    Code,
    /// Rare characters.
    Rare,
}

impl Role {
    /// All roles, with the words for them in settings and names of files.
    pub const ALL: &[(&'static str, Self)] = &[
        ("body", Self::Body),
        ("headings", Self::Headings),
        ("quotes", Self::Quotes),
        ("code", Self::Code),
        ("rare", Self::Rare),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(_, role)| *role == self).map_or("", |(word, _)| word)
    }
}

/// A font file, and which of its faces is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FontFile {
    /// The file.
    pub path: RelativePath,
    /// The face, counted from 0; other than 0 in collections only.
    pub face: u32,
}

/// A font of a book: what it is for, and its file in the package folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its role.
    pub role: Role,
    /// The file.
    pub path: String,
}

/// Treatment of rare characters besides the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum RareCharacters {
    /// They stand as any others, for the fonts of the reading system.
    #[default]
    Report,
    /// They are marked, and set in an embedded font.
    Embed,
}

//! A title taken apart.

/// What a title says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// The title to print; empty only if nothing was stated.
    pub text: String,
    /// The series named in brackets after the title.
    pub series: Option<String>,
    /// The number in the series.
    pub episode: Option<u32>,
    /// Other remarks in brackets after the title, such as `完结`, in order.
    pub marks: Vec<String>,
    /// Readings of its words, in order; those of a word that is no longer in the text count for nothing.
    pub ruby: Vec<Ruby>,
}

/// A word and its reading, shown above or beside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ruby {
    /// The word, as it stands in the text.
    pub base: String,
    /// How it is read.
    pub reading: String,
}

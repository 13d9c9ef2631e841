//! The cover image.

use chengshu_pictures::Raster;
use chengshu_writing::script::WritingMode;

/// An opaque JPEG or PNG (requirement I1).
pub type Cover = Raster;

/// How artwork of other proportions becomes a cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fitting {
    /// Cropped where little is lost by it, padded otherwise.
    #[default]
    Auto,
    /// Cropped.
    Crop,
    /// Padded in the colours of its edges.
    Pad,
    /// Left in its own proportions.
    AsIs,
}

/// Lettering over artwork.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lettering {
    /// Nothing: most artwork has its title already.
    #[default]
    None,
    /// The title of the book.
    Title,
}

/// The texts of a cover.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct CoverText {
    /// The title; the only text that is always there.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// Author or authors, joined for print.
    pub author: Option<String>,
    /// Name of the series.
    pub series: Option<String>,
    /// Number in the series.
    pub number: Option<String>,
    /// Language tag of the book.
    pub language: String,
    /// How the lines of the book run.
    pub writing_mode: WritingMode,
}

//! The cover image.

use super::package::MediaType;

/// An allowed raster image of known size (requirement I1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The encoded image.
    pub bytes: Vec<u8>,
    /// `image/jpeg` or `image/png`.
    pub media_type: MediaType,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What a drawn cover shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
}

//! Media types of the files in a publication.

use serde::{Deserialize, Serialize};

/// Media types the package writes (EPUB 3.3, section 3.2, core media types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum MediaType {
    /// `application/xhtml+xml`
    Xhtml,
    /// `text/css`
    Css,
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/gif`
    Gif,
    /// `image/svg+xml`
    Svg,
    /// `application/x-dtbncx+xml`
    Ncx,
    /// `font/ttf`
    Ttf,
    /// `font/otf`
    Otf,
}

impl MediaType {
    /// The type as written in the manifest.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Xhtml => "application/xhtml+xml",
            Self::Css => "text/css",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Svg => "image/svg+xml",
            Self::Ncx => "application/x-dtbncx+xml",
            Self::Ttf => "font/ttf",
            Self::Otf => "font/otf",
        }
    }
}

//! Pictures ready for a book.

use serde::{Deserialize, Serialize};

use chengshu_text::media_type::MediaType;

/// An encoded picture of known size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raster {
    /// The encoded picture.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// `image/jpeg`, `image/png` or `image/gif`; a cover is one of the first two.
    pub media_type: MediaType,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

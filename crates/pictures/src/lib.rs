//! Pictures made fit for a book: told by their bytes, bounded, drawn, scaled and written.
//!
//! The entry point is [`prepare`]. A picture within the limits of requirement I4, in a format every
//! reader shows, is packed as it is encoded, without what does not show: where it was taken, comments,
//! thumbnails and what hangs on behind its end. What is too large is made smaller, and other formats
//! become JPEG or PNG.
//!
//! It fetches nothing a picture names, and knows no pages.
//!
//! ```
//! use std::sync::Arc;
//!
//! use chengshu_pictures::prepare;
//! use chengshu_text::media_type::MediaType;
//! use resvg::usvg::fontdb::Database;
//!
//! let drawing = br#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">
//!   <rect width="40" height="30"/>
//! </svg>"#;
//! let prepared = prepare(drawing, &|| Arc::new(Database::new()))?;
//! assert_eq!(prepared.raster.media_type, MediaType::Png);
//! assert_eq!((prepared.raster.width, prepared.shown), (80, Some(40)));
//! # Ok::<(), chengshu_pictures::raster::Unfit>(())
//! ```
//!
//! # SVG
//!
//! SVG is drawn as PNG on white rather than packed as plain shapes. Kindle turns SVG into a bitmap
//! of its own making or leaves it out, old Kobo and `KOReader` releases draw text and clips of SVG
//! wrongly, and black lines on nothing vanish in a dark theme. A bitmap of twice the stated size
//! looks the same everywhere, and nothing of a foreign file's scripts, handlers, styles or links
//! reaches the book. The price is that it does not become sharper when enlarged. Its text is set
//! in the fonts of the caller, so such a picture, like a drawn cover, depends on them.
#![forbid(unsafe_code)]

pub mod diag;
pub mod raster;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};
use resvg::usvg::fontdb::Database;
use serde::{Deserialize, Serialize};

pub use crate::raster::Raster;
use crate::raster::{
    Alpha, Encoding, Flat, Format, Header, MOST_BYTES, MOST_SHOWN, Unfit, bare, decode,
    encode_photograph, encode_see_through, inspect, on_white, sniff, svg,
};
use chengshu_text::media_type::MediaType;

/// A picture ready for a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// The file.
    pub raster: Raster,
    /// The width to show it in, in CSS pixels, where that is not its own.
    pub shown: Option<u32>,
    /// The changes made to it; none if it is as it was.
    pub changes: Vec<String>,
    /// References of an SVG to the outside, which are not in the picture.
    pub outside: Vec<String>,
    /// The text of an SVG without white space.
    pub text: String,
}

/// Pixels drawn for each CSS pixel of an SVG, a side. Screens of readers have two to three.
const FINENESS: f32 = 2.0;

/// The largest side of a drawn SVG in pixels.
const DRAWN: (u32, u32) = (1600, 2560);

/// Pictures of at most this many colours are drawings, and stay sharp as PNG; GIF has no more.
const COLOURS_OF_DRAWINGS: usize = 256;

/// The note on a picture that is packed as it is encoded, without what does not show.
const STRIPPED: &str = "stripped of metadata";

/// How many pixels a picture states, before any memory is spent on it; 0 for what has none.
pub fn pixels(bytes: &[u8]) -> u64 {
    inspect(bytes).map_or(0, |header| area(header.width, header.height))
}

/// Makes a picture fit for a book. In: a file, and the fonts for text in an SVG, asked for only
/// then. Out: a JPEG, PNG or GIF of at most 1.5 MB and as many pixels as a screen of 1600 by 2560
/// has; or why there is none. The same bytes and fonts give the same picture.
///
/// Of a picture that moves the first frame is kept: screens of electronic paper show no more, and a
/// book that may flash must warn of it (EPUB Accessibility 1.1, `accessibilityHazard`).
pub fn prepare(bytes: &[u8], fonts: &dyn Fn() -> Arc<Database>) -> Result<Prepared, Unfit> {
    if sniff(bytes) == Format::Svg {
        return draw(bytes, fonts);
    }
    let header = inspect(bytes)?;
    let mut changes = conversions(&header);
    let large = area(header.width, header.height) > MOST_SHOWN;
    if large {
        changes.push("made smaller");
    }
    let bare = bare(bytes, header.format);
    let size = bare.as_ref().map_or(bytes.len(), |bare| bare.len());
    if size > MOST_BYTES && !large {
        changes.push("compressed again");
    }
    let kept = match header.format {
        Format::Jpeg => Some(MediaType::Jpeg),
        Format::Png => Some(MediaType::Png),
        Format::Gif => Some(MediaType::Gif),
        _ => None,
    };
    let raster = match (kept, bare) {
        (Some(media_type), Some(bare)) if changes.is_empty() => {
            if let Cow::Owned(_) = bare {
                changes.push(STRIPPED);
            }
            Raster {
                bytes: bare.into_owned(),
                media_type,
                width: header.width,
                height: header.height,
            }
        }
        (kept, _) => {
            if kept.is_some() && changes.is_empty() {
                changes.push("encoded again");
            }
            encode(decode(bytes, &header)?, &header)?
        }
    };
    Ok(Prepared {
        raster,
        shown: None,
        changes: changes.into_iter().map(str::to_owned).collect(),
        outside: Vec::new(),
        text: String::new(),
    })
}

/// The properties of a file that make it unfit as it is, whatever its size.
fn conversions(header: &Header) -> Vec<&'static str> {
    let mut changes = Vec::new();
    // Some readers honour the mark and some do not.
    if header.orientation != Orientation::NoTransforms {
        changes.push("turned upright");
    }
    match header.encoding {
        Encoding::Plain => {}
        Encoding::Unusual => changes.push("encoded in plain RGB"),
        Encoding::Moving => changes.push("cut to its first frame"),
    }
    match header.format {
        Format::WebP => changes.push("converted from WebP"),
        Format::Bmp => changes.push("converted from BMP"),
        _ => {}
    }
    changes
}

/// Encodes a decoded picture, smaller if it has to be: PNG for what can be seen through and for
/// drawings, JPEG for the rest.
fn encode(image: DynamicImage, header: &Header) -> Result<Raster, Unfit> {
    let see_through = header.alpha == Alpha::Channel
        && image.color().has_alpha()
        && image.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255);
    if see_through {
        return encode_see_through(&smaller(image).into_rgba8());
    }
    let image = DynamicImage::from(image.into_rgb8());
    let drawing = image.as_rgb8().is_some_and(is_drawing);
    let image = on_white(smaller(image));
    if drawing { Flat::of(&image).encode() } else { encode_photograph(&image) }
}

/// A picture with no more pixels than are shown.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "`as` saturates, and a pixel more or less is not seen"
)]
fn smaller(image: DynamicImage) -> DynamicImage {
    let (width, height) = (image.width(), image.height());
    let pixels = area(width, height);
    if pixels <= MOST_SHOWN {
        return image;
    }
    let scale = (MOST_SHOWN as f64 / pixels as f64).sqrt();
    let side = |length: u32| ((f64::from(length) * scale) as u32).max(1);
    image.resize_exact(side(width), side(height), FilterType::CatmullRom)
}

fn is_drawing(image: &RgbImage) -> bool {
    let mut seen = HashSet::new();
    let mut last = None;
    image.pixels().all(|pixel| {
        // Drawings are runs of one colour.
        last == Some(pixel) || {
            last = Some(pixel);
            seen.insert(pixel.0);
            seen.len() <= COLOURS_OF_DRAWINGS
        }
    })
}

/// Draws an SVG.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and sizes are clamped"
)]
fn draw(bytes: &[u8], fonts: &dyn Fn() -> Arc<Database>) -> Result<Prepared, Unfit> {
    let fonts = if svg::has_text(bytes) { fonts() } else { Arc::default() };
    let drawing = svg::read(bytes, &fonts)?;
    let (width, height) = drawing.size();
    let fine = |length: f32, most: u32| ((length * FINENESS).ceil() as u32).clamp(1, most);
    let size = drawing.fitting((fine(width, DRAWN.0), fine(height, DRAWN.1)));
    let image = drawing.draw(size)?;
    let raster = Flat::of(&on_white(image.into())).encode()?;
    let stated = width.round().max(1.0) as u32;
    Ok(Prepared {
        shown: (stated < raster.width).then_some(stated),
        raster,
        changes: vec!["drawn as PNG".to_owned()],
        outside: drawing.outside,
        text: drawing.text,
    })
}

fn area(width: u32, height: u32) -> u64 {
    u64::from(width) * u64::from(height)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what the test is for")]
mod tests;

//! The head of a picture, before it is opened, and its pixels.

use std::io::Cursor;

use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageError, Limits};

use super::alone;
use super::jpeg::{End, Markers, markers};
use super::{Format, MOST_DECODED, MOST_MEMORY, MOST_PIXELS, Unfit, gif, png, sniff};

/// A picture as its head and structure describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Its format.
    pub format: Format,
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    /// How it has to be turned to stand upright.
    pub orientation: Orientation,
    /// Whether parts of it can be seen through.
    pub alpha: Alpha,
    /// Whether readers can show the file as it is encoded.
    pub encoding: Encoding,
}

/// Whether a picture has a channel for transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alpha {
    /// Every pixel is opaque.
    None,
    /// There may be pixels that are not.
    Channel,
}

/// Whether a file's own encoding suits readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Eight bits a channel, grey or RGB, one frame.
    Plain,
    /// CMYK or sixteen bits.
    Unusual,
    /// More than one frame.
    Moving,
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// The meaning of a decoder's error.
fn unfit(error: &ImageError) -> Unfit {
    match error {
        ImageError::Limits(_) => Unfit::TooLarge,
        _ => Unfit::Broken,
    }
}

/// A decoder of one of the formats, with what only its own type tells.
fn open<'a>(
    bytes: &'a [u8],
    format: Format,
) -> Result<(Box<dyn ImageDecoder + 'a>, Encoding), ImageError> {
    let input = Cursor::new(bytes);
    let moving = |moving| {
        if moving { Encoding::Moving } else { Encoding::Plain }
    };
    Ok(match format {
        Format::Png => {
            let decoder = PngDecoder::with_limits(input, limits())?;
            let encoding = moving(decoder.is_apng()?);
            (Box::new(decoder), encoding)
        }
        Format::Gif => (
            Box::new(GifDecoder::new(input)?),
            moving(gif::frames(bytes).is_some_and(|frames| frames > 1)),
        ),
        Format::WebP => {
            let decoder = WebPDecoder::new(input)?;
            let encoding = moving(decoder.has_animation());
            (Box::new(decoder), encoding)
        }
        Format::Bmp => (Box::new(BmpDecoder::new(input)?), Encoding::Plain),
        _ => {
            let plain = matches!(markers(bytes).components, 1 | 3);
            let encoding = if plain { Encoding::Plain } else { Encoding::Unusual };
            (Box::new(JpegDecoder::new(input)?), encoding)
        }
    })
}

/// Reads the head of a picture and walks its structure to the end; decodes nothing. In: a file.
/// Out: what it says of itself. [`Unfit::Kind`] for SVG, which has no pixels, and for kinds that
/// are not read.
pub fn inspect(bytes: &[u8]) -> Result<Header, Unfit> {
    alone(|| read(bytes))
}

fn read(bytes: &[u8]) -> Result<Header, Unfit> {
    let format = sniff(bytes);
    let mut passes = 1;
    let whole = match format {
        Format::Jpeg => {
            let Markers { scans, end, .. } = markers(bytes);
            passes = u64::from(scans);
            end == End::Present
        }
        Format::Png => png::is_whole(bytes),
        Format::Gif => gif::frames(bytes).is_some_and(|frames| frames > 0),
        Format::WebP | Format::Bmp => true,
        Format::Svg => return Err(Unfit::Kind("an SVG")),
        Format::Other(kind) => return Err(Unfit::Kind(kind)),
    };
    if !whole {
        return Err(Unfit::Broken);
    }
    let (mut decoder, mut encoding) = open(bytes, format).map_err(|error| unfit(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS {
        return Err(Unfit::TooLarge);
    }
    if pixels * passes > MOST_DECODED {
        return Err(Unfit::Excess("is gone over too often when it is decoded"));
    }
    if width == 0 || height == 0 {
        return Err(Unfit::Broken);
    }
    let colour = decoder.color_type();
    let eight =
        matches!(colour, ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8);
    if !eight && encoding == Encoding::Plain {
        encoding = Encoding::Unusual;
    }
    Ok(Header {
        format,
        width,
        height,
        orientation: decoder.orientation().unwrap_or(Orientation::NoTransforms),
        alpha: if colour.has_alpha() { Alpha::Channel } else { Alpha::None },
        encoding,
    })
}

/// The pixels of a picture that was looked at, upright; of one that moves, its first frame.
pub fn decode(bytes: &[u8], header: &Header) -> Result<DynamicImage, Unfit> {
    alone(|| {
        let (mut decoder, _) = open(bytes, header.format).map_err(|error| unfit(&error))?;
        decoder.set_limits(limits()).map_err(|_| Unfit::TooLarge)?;
        let mut image = DynamicImage::from_decoder(decoder).map_err(|error| unfit(&error))?;
        image.apply_orientation(header.orientation);
        Ok(image)
    })
}

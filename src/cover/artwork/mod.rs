//! Covers that are handed in: kept when they are allowed as they are, converted when they can be.

mod jpeg;
mod sniff;
mod svg;

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageError, Limits, RgbImage};

use jpeg::{End, Markers, markers};
use sniff::{Format, sniff};

use super::raster::{MOST_BYTES, encode_drawing, encode_photograph};
use super::{CoverError, Fonts, diag};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::cover::Cover;
use crate::model::package::MediaType;

/// The largest cover in pixels (requirements I2 and I4).
const LARGEST: (u32, u32) = (1600, 2560);
/// The smallest cover shops take, in pixels.
const SMALLEST: (u32, u32) = (625, 1000);
/// Pictures with more pixels are not opened.
const MOST_PIXELS: u64 = 100_000_000;
/// What decoding may take in memory: sixteen-bit RGBA of the most pixels.
const MOST_MEMORY: u64 = MOST_PIXELS * 8;

/// Takes a picture as the cover of a book.
///
/// `name` is the file as findings name it. What the file is, is told by its content. An opaque
/// JPEG or PNG within 1600 by 2560 pixels and 1.5 MB is kept byte for byte; others are turned
/// upright, put on white, made smaller and encoded again ([`diag::CONVERTED`]). SVG is drawn, with
/// nothing fetched from outside the file.
///
/// What cannot be used is both a finding and an error, so that the caller can draw a cover
/// instead.
pub fn artwork(
    bytes: &[u8],
    name: &str,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<Cover, CoverError> {
    let made = match sniff(bytes) {
        Format::Jpeg => read_jpeg(bytes).and_then(|picture| picture.into_cover(bytes)),
        Format::Png => read_png(bytes).and_then(|picture| picture.into_cover(bytes)),
        Format::Svg => {
            svg::draw(bytes, name, fonts, sink).map(|cover| (cover, vec!["drawn as PNG"]))
        }
        Format::Other(kind) => {
            let message = format!("the cover picture is {kind}, which cannot be a cover");
            sink.push(
                Diagnostic::new(&diag::WRONG_FORMAT, message)
                    .at(Place::file(name))
                    .help("convert it to JPEG or PNG"),
            );
            return Err(CoverError::WrongFormat);
        }
    };
    let (cover, changes) = made.inspect_err(|error| sink.push(refusal(error, name)))?;
    if !changes.is_empty() {
        let message = format!("the cover picture was {}", changes.join(", "));
        sink.push(Diagnostic::new(&diag::CONVERTED, message).at(Place::file(name)));
    }
    if cover.width < SMALLEST.0 || cover.height < SMALLEST.1 {
        let message = format!(
            "the cover picture has {} by {} pixels",
            cover.width, cover.height
        );
        sink.push(
            Diagnostic::new(&diag::SMALL, message)
                .at(Place::file(name))
                .help("1600 by 2560 is the size shops ask for"),
        );
    }
    Ok(cover)
}

fn refusal(error: &CoverError, name: &str) -> Diagnostic {
    let (code, help): (&'static Code, _) = match error {
        CoverError::TooLarge => (&diag::TOO_LARGE, "scale it to 1600 by 2560 pixels"),
        CoverError::WrongFormat => (&diag::WRONG_FORMAT, "convert it to JPEG or PNG"),
        CoverError::Unreadable | CoverError::Encoding(_) => {
            (&diag::UNREADABLE, "save it again as JPEG or PNG")
        }
    };
    Diagnostic::new(code, error.to_string())
        .at(Place::file(name))
        .help(help)
}

/// A decoded picture and what has to be done to it.
struct Picture {
    image: DynamicImage,
    orientation: Orientation,
    media_type: MediaType,
    /// Whether readers can show the file as it is encoded.
    encoding: Encoding,
}

/// Whether a file's own encoding suits readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    /// Eight-bit grey or RGB.
    Plain,
    /// CMYK, sixteen bits, transparency or animation.
    Unusual,
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

fn read_jpeg(bytes: &[u8]) -> Result<Picture, CoverError> {
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(|_| CoverError::Unreadable)?;
    let Markers { components, end } = markers(bytes);
    if end == End::Missing {
        return Err(CoverError::Unreadable);
    }
    let encoding = match components {
        1 | 3 => Encoding::Plain,
        _ => Encoding::Unusual,
    };
    decode(decoder, MediaType::Jpeg, encoding)
}

fn read_png(bytes: &[u8]) -> Result<Picture, CoverError> {
    let decoder =
        PngDecoder::with_limits(Cursor::new(bytes), limits()).map_err(|error| refused(&error))?;
    let still = matches!(decoder.is_apng(), Ok(false));
    let plain = matches!(decoder.color_type(), ColorType::Rgb8 | ColorType::L8);
    let encoding = if still && plain {
        Encoding::Plain
    } else {
        Encoding::Unusual
    };
    decode(decoder, MediaType::Png, encoding)
}

/// Decodes once the size stated in the head is known to be bearable.
fn decode(
    mut decoder: impl ImageDecoder,
    media_type: MediaType,
    encoding: Encoding,
) -> Result<Picture, CoverError> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(CoverError::TooLarge);
    }
    decoder
        .set_limits(limits())
        .map_err(|_| CoverError::TooLarge)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    Ok(Picture {
        image,
        orientation,
        media_type,
        encoding,
    })
}

/// What a decoder's error means for the cover.
fn refused(error: &ImageError) -> CoverError {
    match error {
        ImageError::Limits(_) => CoverError::TooLarge,
        _ => CoverError::Unreadable,
    }
}

impl Picture {
    /// The picture as a cover, and what was done to it; nothing if it is kept as it is.
    fn into_cover(self, bytes: &[u8]) -> Result<(Cover, Vec<&'static str>), CoverError> {
        let mut changes = Vec::new();
        let mut image = self.image;
        if self.orientation != Orientation::NoTransforms {
            image.apply_orientation(self.orientation);
            changes.push("turned upright");
        }
        if image.width() > LARGEST.0 || image.height() > LARGEST.1 {
            // Keeps the proportions.
            image = image.resize(LARGEST.0, LARGEST.1, FilterType::CatmullRom);
            changes.push("made smaller");
        }
        let transparent = image.color().has_alpha();
        if transparent {
            changes.push("put on white");
        } else if self.encoding == Encoding::Unusual {
            changes.push("encoded in plain RGB");
        }
        if bytes.len() > MOST_BYTES {
            changes.push("compressed again");
        }
        if changes.is_empty() {
            let cover = Cover {
                bytes: bytes.to_vec(),
                media_type: self.media_type,
                width: image.width(),
                height: image.height(),
            };
            return Ok((cover, changes));
        }
        let flat = if transparent {
            on_white(&image)
        } else {
            image.into_rgb8()
        };
        let cover = match self.media_type {
            MediaType::Png => encode_drawing(&flat),
            _ => encode_photograph(&flat),
        }?;
        Ok((cover, changes))
    }
}

/// Lays a picture with transparency on white paper.
fn on_white(image: &DynamicImage) -> RgbImage {
    let mut flat = RgbImage::new(image.width(), image.height());
    for (out, pixel) in flat.pixels_mut().zip(image.to_rgba8().pixels()) {
        let [r, g, b, alpha] = pixel.0.map(u16::from);
        let over = |c: u16| u8::try_from((c * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        out.0 = [over(r), over(g), over(b)];
    }
    flat
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what the test is for")]
mod tests;

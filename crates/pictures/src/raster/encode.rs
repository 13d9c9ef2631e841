//! From pixels to an encoded image within the limits.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType::Triangle;
use image::imageops::resize;
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, Rgb, RgbImage, RgbaImage};
use serde::{Deserialize, Serialize};

use super::{MOST_BYTES, Unfit};
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

/// JPEG qualities tried in order until the image is small enough. 88 is where artefacts around
/// letters stop being visible at reading distance.
const QUALITIES: &[u8] = &[88, 80, 70, 60, 45, 30];

/// Lays a picture on white paper, so that it is opaque.
pub fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let mut flat = RgbImage::new(image.width(), image.height());
    for (out, pixel) in flat.pixels_mut().zip(image.into_rgba8().pixels()) {
        let [r, g, b, alpha] = pixel.0.map(u16::from);
        let over = |c: u16| u8::try_from((c * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        *out = Rgb([over(r), over(g), over(b)]);
    }
    flat
}

/// Encodes a picture that can be seen through: PNG, at three quarters of the size again and again
/// while that is too large.
pub fn encode_see_through(image: &RgbaImage) -> Result<Raster, Unfit> {
    let encode = |image: &RgbaImage| {
        encode_png(image.as_raw(), image.dimensions(), ExtendedColorType::Rgba8)
    };
    let mut made = encode(image)?;
    while made.bytes.len() > MOST_BYTES {
        let (width, height) = (made.width * 3 / 4, made.height * 3 / 4);
        made = encode(&resize(image, width.max(1), height.max(1), Triangle))?;
    }
    Ok(made)
}

/// Encodes pixels one after another, without gaps between the lines: PNG.
pub(super) fn encode_png(
    pixels: &[u8],
    (width, height): (u32, u32),
    colour: ExtendedColorType,
) -> Result<Raster, Unfit> {
    let mut bytes = Vec::new();
    // Measured on drawn covers: 28 ms for 115 kB, where the best compression takes 560 for 102.
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Level(3), FilterType::Up)
        .write_image(pixels, width, height, colour)
        .map_err(|error| Unfit::Encoding(error.to_string()))?;
    Ok(png_raster(bytes, (width, height)))
}

pub(super) fn png_raster(bytes: Vec<u8>, (width, height): (u32, u32)) -> Raster {
    Raster { bytes, media_type: MediaType::Png, width, height }
}

/// Encodes a photograph or painting: JPEG in the best quality that is small enough, at three
/// quarters of the size again and again where none is.
pub fn encode_photograph(image: &RgbImage) -> Result<Raster, Unfit> {
    let mut made = encode_jpeg(image)?;
    while made.bytes.len() > MOST_BYTES {
        let (width, height) = (made.width * 3 / 4, made.height * 3 / 4);
        made = encode_jpeg(&resize(image, width.max(1), height.max(1), Triangle))?;
    }
    Ok(made)
}

/// JPEG in the best quality that is small enough, or the last one tried.
fn encode_jpeg(image: &RgbImage) -> Result<Raster, Unfit> {
    let (width, height) = image.dimensions();
    let mut bytes = Vec::new();
    for quality in QUALITIES {
        bytes.clear();
        JpegEncoder::new_with_quality(&mut bytes, *quality)
            .encode(image.as_raw(), width, height, ExtendedColorType::Rgb8)
            .map_err(|error| Unfit::Encoding(error.to_string()))?;
        if bytes.len() <= MOST_BYTES {
            break;
        }
    }
    Ok(Raster { bytes, media_type: MediaType::Jpeg, width, height })
}

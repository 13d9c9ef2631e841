//! From shapes to an encoded image within the limits for covers.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType::Triangle;
use image::imageops::resize;
use image::{ExtendedColorType, ImageEncoder as _, RgbImage};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::Tree;

use super::CoverError;
use crate::model::cover::Cover;
use crate::model::package::MediaType;

/// The most bytes an image may have (requirement I4).
pub(super) const MOST_BYTES: usize = 1_500_000;

/// JPEG qualities tried in order until the image is small enough. 88 is where artefacts around
/// letters stop being visible at reading distance.
const QUALITIES: &[u8] = &[88, 80, 70, 60, 45, 30];

/// Draws an SVG tree on white, scaled to the given size in pixels.
pub(super) fn rasterise(tree: &Tree, width: u32, height: u32) -> Result<RgbImage, CoverError> {
    let mut pixmap = Pixmap::new(width, height).ok_or(CoverError::TooLarge)?;
    pixmap.fill(Color::WHITE);
    let size = tree.size();
    let scale = Transform::from_scale(length(width) / size.width(), length(height) / size.height());
    resvg::render(tree, scale, &mut pixmap.as_mut());
    // On an opaque ground every pixel is opaque, so premultiplied and plain values are the same.
    let rgb = pixmap
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| pixel.iter().take(3).copied())
        .collect();
    RgbImage::from_raw(width, height, rgb).ok_or(CoverError::TooLarge)
}

/// Sizes in pixels are far below 2^24, where `f32` stops being exact.
#[allow(clippy::cast_precision_loss)]
fn length(pixels: u32) -> f32 {
    pixels as f32
}

/// Encodes flat colours and lettering: PNG, unless that is too large.
pub(super) fn encode_drawing(image: &RgbImage) -> Result<Cover, CoverError> {
    let mut bytes = Vec::new();
    // Measured on drawn covers: 28 ms for 115 kB, where the best compression takes 560 for 102.
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Level(3), FilterType::Up)
        .write_image(
            image.as_raw(),
            image.width(),
            image.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(|error| CoverError::Encoding(error.to_string()))?;
    if bytes.len() > MOST_BYTES {
        return encode_photograph(image);
    }
    Ok(Cover {
        bytes,
        media_type: MediaType::Png,
        width: image.width(),
        height: image.height(),
    })
}

/// Encodes a photograph or painting: JPEG in the best quality that is small enough, at three
/// quarters of the size again and again where none is.
pub(super) fn encode_photograph(image: &RgbImage) -> Result<Cover, CoverError> {
    let mut cover = encode_jpeg(image)?;
    while cover.bytes.len() > MOST_BYTES {
        let (width, height) = (cover.width * 3 / 4, cover.height * 3 / 4);
        cover = encode_jpeg(&resize(image, width.max(1), height.max(1), Triangle))?;
    }
    Ok(cover)
}

/// JPEG in the best quality that is small enough, or the last one tried.
fn encode_jpeg(image: &RgbImage) -> Result<Cover, CoverError> {
    let mut bytes = Vec::new();
    for quality in QUALITIES {
        bytes.clear();
        JpegEncoder::new_with_quality(&mut bytes, *quality)
            .encode(
                image.as_raw(),
                image.width(),
                image.height(),
                ExtendedColorType::Rgb8,
            )
            .map_err(|error| CoverError::Encoding(error.to_string()))?;
        if bytes.len() <= MOST_BYTES {
            break;
        }
    }
    Ok(Cover {
        bytes,
        media_type: MediaType::Jpeg,
        width: image.width(),
        height: image.height(),
    })
}

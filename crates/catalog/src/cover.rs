//! Covers as a catalogue shows them: JPEG in two sizes.

use std::sync::{Mutex, PoisonError};

use image::RgbImage;
use image::imageops::{FilterType, resize};

use chengshu_pictures::Raster;
use chengshu_pictures::raster::{Unfit, decode, encode_photograph, inspect, on_white};

/// Covers with more pixels are not opened; a page of a printed book at 400 dots an inch has less.
const MOST_OPENED: u64 = 20_000_000;
/// Of covers with more, one at a time is open.
const MOST_AT_ONCE: u64 = 4_096_000;
/// Held while a large cover is open.
static LARGE: Mutex<()> = Mutex::new(());

/// The most pixels of a cover, across and down: what a tablet shows of it in a list.
const COVER: (u32, u32) = (800, 1280);
/// The most pixels of a thumbnail, across and down: two of a screen's for each of a card's.
const THUMBNAIL: (u32, u32) = (320, 512);

/// A cover in both sizes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covers {
    /// For looking at.
    pub cover: Raster,
    /// For lists.
    pub thumbnail: Raster,
}

/// Makes the two sizes of a cover from its file. Neither is larger than the file's.
pub(super) fn covers(bytes: &[u8]) -> Result<Covers, Unfit> {
    let header = inspect(bytes)?;
    let pixels = u64::from(header.width) * u64::from(header.height);
    if pixels > MOST_OPENED {
        return Err(Unfit::TooLarge);
    }
    // A lock that somebody panicked with guards nothing that could be broken.
    let is_large = pixels > MOST_AT_ONCE;
    let _large = is_large.then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let image = on_white(decode(bytes, &header)?);
    Ok(Covers {
        cover: encode_photograph(&within(&image, COVER))?,
        thumbnail: encode_photograph(&within(&image, THUMBNAIL))?,
    })
}

/// The picture made to fit a frame; as it is where it does.
fn within(image: &RgbImage, (across, down): (u32, u32)) -> RgbImage {
    let (width, height) = image.dimensions();
    if width <= across && height <= down {
        return image.clone();
    }
    // The side that is too large by more decides: a/b > c/d is ad > cb.
    let (wide, tall) = (u64::from(width), u64::from(height));
    let scale = if wide * u64::from(down) > tall * u64::from(across) {
        (u64::from(across), wide)
    } else {
        (u64::from(down), tall)
    };
    let side = |length: u64| u32::try_from(length * scale.0 / scale.1).unwrap_or(across).max(1);
    resize(image, side(wide), side(tall), FilterType::CatmullRom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_shape() {
        let size = |width, height| within(&RgbImage::new(width, height), COVER).dimensions();
        assert_eq!(size(1600, 2560), (800, 1280));
        assert_eq!(size(4000, 1000), (800, 200));
        assert_eq!(size(10, 5000), (2, 1280));
        assert_eq!(size(300, 400), (300, 400));
    }
}

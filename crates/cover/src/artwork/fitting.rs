//! Brings a picture to the proportions of a cover.

use image::imageops::{crop_imm, replace};
use image::{Rgb, RgbImage};

use crate::request::{Fitting, Lettering};

/// Height to width of a cover: 2560 to 1600 (Kindle Publishing Guidelines, cover image
/// requirements; requirement I2).
const COVER: (u64, u64) = (2560, 1600);

/// The most cropping may take off, in thousandths of a side, unless it is asked for. A twentieth at
/// either edge is what printers trim, so artists keep it free of lettering; pictures of 3 to 2 lose
/// less, a screen or a square much more.
const MOST_CROPPED: u64 = 100;

/// Differences below this many thousandths are not seen, and the file is left as it is.
const SLIGHT: u64 = 15;

/// The size to crop a picture to, its own if it stays whole, and whether it is padded then.
pub(super) fn plan((width, height): (u32, u32), fitting: Fitting) -> ((u32, u32), bool) {
    let (wide, high) = (u64::from(width), u64::from(height));
    // The sides a cover would have within this picture.
    let kept_width = (high * COVER.1 / COVER.0).clamp(1, wide.max(1));
    let kept_height = (wide * COVER.0 / COVER.1).clamp(1, high.max(1));
    let lost =
        (1000 - 1000 * kept_width / wide.max(1)).max(1000 - 1000 * kept_height / high.max(1));
    let side = |kept: u64, all: u32| u32::try_from(kept).unwrap_or(all);
    let cropped = (side(kept_width, width), side(kept_height, height));
    match fitting {
        _ if lost < SLIGHT => ((width, height), false),
        Fitting::AsIs => ((width, height), false),
        Fitting::Crop => (cropped, false),
        Fitting::Auto if lost <= MOST_CROPPED => (cropped, false),
        Fitting::Pad | Fitting::Auto => ((width, height), true),
    }
}

/// The largest size with the same proportions within a room.
pub(super) fn within((width, height): (u32, u32), room: (u32, u32)) -> (u32, u32) {
    let (wide, high) = (u64::from(width), u64::from(height));
    let scaled = |side: u64, by: u64, of: u64| {
        u32::try_from((side * by / of.max(1)).max(1)).unwrap_or(u32::MAX)
    };
    if wide * u64::from(room.1) >= high * u64::from(room.0) {
        (room.0, scaled(high, room.0.into(), wide).min(room.1))
    } else {
        (scaled(wide, room.1.into(), high).min(room.0), room.1)
    }
}

/// The middle of a picture.
pub(super) fn crop(image: &RgbImage, (width, height): (u32, u32)) -> RgbImage {
    let (x, y) = ((image.width() - width) / 2, (image.height() - height) / 2);
    crop_imm(image, x, y, width, height).to_image()
}

/// A padded picture.
pub(super) struct Padded {
    pub image: RgbImage,
    /// How many rows at the top are free for a title, if they are.
    pub free: Option<u32>,
}

/// Lays a picture on a sheet of the proportions of a cover. Either side of the sheet has the mean
/// colour of the edge it continues, so that an even ground goes on as if it were larger. The
/// picture is in the middle, or lower when a title is to stand above it.
pub(super) fn pad(image: &RgbImage, lettering: Lettering) -> Padded {
    let (width, height) = image.dimensions();
    let sheet_height = u32::try_from(u64::from(width) * COVER.0 / COVER.1).unwrap_or(height);
    if sheet_height >= height {
        let spare = sheet_height - height;
        let top = match lettering {
            Lettering::None => spare / 2,
            Lettering::Title => spare / 3 * 2,
        };
        let (above, below) = (
            mean((0..width).map(|x| image.get_pixel(x, 0))),
            mean((0..width).map(|x| image.get_pixel(x, height - 1))),
        );
        let mut sheet =
            RgbImage::from_fn(width, sheet_height, |_, y| if y < top { above } else { below });
        replace(&mut sheet, image, 0, i64::from(top));
        // Less than a sixth of the sheet has no room for a title.
        let free = (top > sheet_height / 6).then_some(top);
        return Padded { image: sheet, free };
    }
    let sheet_width = u32::try_from(u64::from(height) * COVER.1 / COVER.0).unwrap_or(width);
    let sheet_width = sheet_width.max(width);
    let left = (sheet_width - width) / 2;
    let (before, after) = (
        mean((0..height).map(|y| image.get_pixel(0, y))),
        mean((0..height).map(|y| image.get_pixel(width - 1, y))),
    );
    let mut sheet =
        RgbImage::from_fn(sheet_width, height, |x, _| if x < left { before } else { after });
    replace(&mut sheet, image, i64::from(left), 0);
    Padded { image: sheet, free: None }
}

/// The mean colour of some pixels, black if there are none.
pub fn mean<'a>(pixels: impl Iterator<Item = &'a Rgb<u8>>) -> Rgb<u8> {
    let (mut sum, mut count) = ([0_u64; 3], 0_u64);
    for pixel in pixels {
        for (sum, value) in sum.iter_mut().zip(pixel.0) {
            *sum += u64::from(value);
        }
        count += 1;
    }
    Rgb(sum.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_deviations_are_cropped_and_large_ones_padded() {
        let auto = |width, height| plan((width, height), Fitting::Auto);
        assert_eq!(auto(1600, 2560), ((1600, 2560), false));
        assert_eq!(auto(1000, 1610), ((1000, 1610), false), "too slight to see");
        assert_eq!(auto(1000, 1500), ((937, 1500), false), "2 to 3");
        assert_eq!(auto(1000, 1700), ((1000, 1600), false));
        assert_eq!(auto(1200, 1600), ((1200, 1600), true), "3 to 4");
        assert_eq!(auto(1920, 1080), ((1920, 1080), true));
        assert_eq!(auto(1, 1), ((1, 1), false));
    }

    #[test]
    fn what_is_asked_for_is_done() {
        assert_eq!(plan((1600, 1600), Fitting::Crop), ((1000, 1600), false));
        assert_eq!(plan((1600, 1600), Fitting::AsIs), ((1600, 1600), false));
        assert_eq!(plan((1000, 1500), Fitting::Pad), ((1000, 1500), true));
    }

    #[test]
    fn padding_continues_the_edges() {
        let image =
            RgbImage::from_fn(
                160,
                100,
                |_, y| {
                    if y < 50 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) }
                },
            );
        let padded = pad(&image, Lettering::None);
        assert_eq!(padded.image.dimensions(), (160, 256));
        assert_eq!(padded.image.get_pixel(80, 3).0, [200, 0, 0]);
        assert_eq!(padded.image.get_pixel(80, 250).0, [0, 0, 200]);
        let tall = RgbImage::from_pixel(100, 320, Rgb([7, 8, 9]));
        let padded = pad(&tall, Lettering::Title);
        assert_eq!(padded.image.dimensions(), (200, 320));
        assert!(padded.image.pixels().all(|pixel| pixel.0 == [7, 8, 9]));
        assert_eq!(padded.free, None);
    }

    #[test]
    fn a_title_has_its_room_above_a_broad_picture() {
        let padded = pad(&RgbImage::new(1600, 900), Lettering::Title);
        assert_eq!(padded.free, Some(1106));
    }

    #[test]
    fn sizes_keep_their_proportions() {
        assert_eq!(within((3200, 3200), (1600, 2560)), (1600, 1600));
        assert_eq!(within((10, 5120), (1600, 2560)), (5, 2560));
        assert_eq!(within((100_000, 3), (1600, 2560)), (1600, 1));
    }
}

//! A title over a picture that is handed in.

use image::{Rgb as Pixel, RgbImage};

use super::artwork::mean;
use super::block::{Align, Room, fit};
use super::canvas::{Canvas, WIDTH, rect, sheet_height};
use super::palette::Rgb;
use super::shape::Orientation;
use super::{Fonts, Setter, TITLE, clean, report_clipped};
use crate::request::CoverText;
use chengshu_pictures::raster::Unfit;
use chengshu_text::diag::Sink;

const MARGIN: f32 = 130.0;
/// Space above and below a title on its band.
const BREATH: f32 = 90.0;
const LIGHT: Rgb = Rgb(0xff, 0xff, 0xff);
const DARK: Rgb = Rgb(0x14, 0x14, 0x14);
/// How much of the picture a band hides. What shows through must not disturb the letters.
const COVERING: &str = "0.88";

/// Sets the title in the rows that are free at the top; without such, on a band across the
/// quieter end of the picture. In: an opaque picture. Out: one of the same size.
pub(super) fn title_over(
    image: RgbImage,
    free: Option<u32>,
    text: &CoverText,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<RgbImage, Unfit> {
    let setting = Setter { fonts, language: &text.language, sink }.set(
        "title",
        &clean(&text.title),
        TITLE,
        Orientation::Horizontal,
    );
    if setting.is_empty() {
        return Ok(image);
    }
    let (width, height) = image.dimensions();
    let sheet = sheet_height(width, height);
    let space = free.map_or(sheet / 3.0, |rows| sheet_height(width, rows));
    let title = fit(
        &setting,
        &Room {
            length: WIDTH - 2.0 * MARGIN,
            depth: space - 2.0 * BREATH,
            largest: 300.0,
            smallest: 92.0,
            leading: 1.18,
        },
    );
    let mut canvas = Canvas::default();
    let (top, ink) = if free.is_some() {
        let ground = mean((0..width).map(|x| image.get_pixel(x, 0)));
        let ink = if light(ground) > 140 { DARK } else { LIGHT };
        ((space - title.depth()) / 2.0, ink)
    } else {
        let end = quieter(&image);
        let band = title.depth() + 2.0 * BREATH;
        let y = match end {
            End::Top => sheet / 12.0,
            End::Bottom => sheet * 11.0 / 12.0 - band,
        };
        let Pixel([r, g, b]) = mean(end.rows(height).flat_map(|y| image_row(&image, y)));
        // A deep shade of what is there: white is legible on it whatever shows through.
        let shade = Rgb(r, g, b).mix(DARK, 190);
        canvas.add(rect(0.0, y, WIDTH, band, shade).attr("fill-opacity", COVERING));
        (y + BREATH, LIGHT)
    };
    canvas.text(&title, WIDTH / 2.0, top, Align::Middle, ink);
    report_clipped(&canvas, sink);
    canvas.draw(image)
}

/// An end of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Top,
    Bottom,
}

impl End {
    /// The rows of a third of the picture.
    fn rows(self, height: u32) -> std::ops::Range<u32> {
        match self {
            Self::Top => 0..height / 3,
            Self::Bottom => height - height / 3..height,
        }
    }
}

/// The end where less changes from pixel to pixel; the lower one if they are equal.
fn quieter(image: &RgbImage) -> End {
    let unrest = |end: End| -> u64 {
        end.rows(image.height())
            .map(|y| {
                let row: Vec<u64> = image_row(image, y).map(|pixel| light(*pixel)).collect();
                row.windows(2)
                    .map(|pair| match pair {
                        [a, b] => a.abs_diff(*b),
                        _ => 0,
                    })
                    .sum::<u64>()
            })
            .sum()
    };
    if unrest(End::Top) < unrest(End::Bottom) { End::Top } else { End::Bottom }
}

fn image_row(image: &RgbImage, y: u32) -> impl Iterator<Item = &Pixel<u8>> {
    (0..image.width()).map(move |x| image.get_pixel(x, y))
}

/// How light a colour is, 0 to 255 (the weights of ITU-R BT.601).
fn light(Pixel([r, g, b]): Pixel<u8>) -> u64 {
    (299 * u64::from(r) + 587 * u64::from(g) + 114 * u64::from(b)) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testfont::fonts;

    fn titled(image: RgbImage, free: Option<u32>) -> RgbImage {
        let text = CoverText {
            title: "海上的灯塔".into(),
            language: "zh-CN".into(),
            ..CoverText::default()
        };
        let fonts = fonts(&[("Noto Serif CJK SC", "海上的灯塔")]);
        let mut sink = Sink::default();
        let made = title_over(image, free, &text, &fonts, &mut sink).expect("it is drawn");
        assert!(sink.into_vec().is_empty());
        made
    }

    #[test]
    fn a_title_stands_on_a_band_at_the_quieter_end() {
        let busy_above = RgbImage::from_fn(400, 640, |x, y| {
            Pixel(if y < 300 && x % 2 == 0 { [255; 3] } else { [120; 3] })
        });
        let made = titled(busy_above.clone(), None);
        assert_eq!(made.dimensions(), (400, 640));
        assert!((0..300).all(|y| made.get_pixel(9, y) == busy_above.get_pixel(9, y)));
        let white = made.pixels().filter(|pixel| pixel.0 == [255; 3]).count();
        let before = busy_above.pixels().filter(|pixel| pixel.0 == [255; 3]).count();
        assert!(white > before, "there are no letters");
    }

    #[test]
    fn in_free_room_the_title_contrasts_with_the_ground() {
        for (ground, ink) in [([250; 3], [0x14; 3]), ([10, 20, 60], [255; 3])] {
            let made = titled(RgbImage::from_pixel(400, 640, Pixel(ground)), Some(250));
            let inked: Vec<u32> = made
                .enumerate_pixels()
                .filter(|(.., pixel)| pixel.0 == ink)
                .map(|(_, y, _)| y)
                .collect();
            assert!(!inked.is_empty());
            assert!(inked.iter().all(|y| *y < 250));
        }
    }
}

//! Covers that are handed in: checked, and changed only where a cover may not be as it is.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::canvas::{HEIGHT, HEIGHT_PIXELS, WIDTH, WIDTH_PIXELS};
use super::raster::{MOST_BYTES, encode_drawing, encode_photograph, rasterise};
use super::{CoverError, Fonts, diag};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::cover::Cover;
use crate::model::package::MediaType;

/// Most pixels a picture may have to be opened; more are a mistake or an attack.
const MOST_PIXELS: u64 = 100_000_000;
/// Smallest width and height that look well, in pixels.
const SMALLEST: (u32, u32) = (625, 1000);

/// Reads a cover that is handed in, judged by its content and not by its name. A JPEG or PNG
/// within the limits is kept byte for byte. Anything that stands in the way is a finding, and
/// the error says that there is no cover to use.
pub fn artwork(
    bytes: &[u8],
    name: &str,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<Cover, CoverError> {
    let mut found = Found { name, sink };
    let result = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png)) => raster(bytes, format, &mut found),
        Err(_) if looks_like_svg(bytes) => drawing(bytes, fonts, &mut found),
        _ => Err(CoverError::WrongFormat),
    };
    match &result {
        Ok(cover) if cover.width < SMALLEST.0 || cover.height < SMALLEST.1 => {
            let size = format!("the picture has {} × {} pixels", cover.width, cover.height);
            found.push(&diag::SMALL, size, "hand in one of 1600 × 2560 pixels");
        }
        Ok(_) => {}
        Err(CoverError::WrongFormat) => found.push(
            &diag::WRONG_FORMAT,
            "is neither JPEG, PNG nor SVG".into(),
            "save it as JPEG or PNG",
        ),
        Err(CoverError::TooLarge) => found.push(
            &diag::TOO_LARGE,
            "has more pixels than are opened".into(),
            "make it 1600 × 2560 pixels",
        ),
        Err(CoverError::Unreadable | CoverError::Encoding(_)) => found.push(
            &diag::UNREADABLE,
            "cannot be read as a picture".into(),
            "save it again as JPEG or PNG",
        ),
    }
    result
}

/// Where findings go.
struct Found<'a> {
    name: &'a str,
    sink: &'a mut Sink,
}

impl Found<'_> {
    fn push(&mut self, code: &'static Code, message: String, help: &str) {
        self.sink.push(
            Diagnostic::new(code, message)
                .at(Place::file(self.name))
                .help(help),
        );
    }

    fn converted(&mut self, what: &str) {
        self.push(
            &diag::CONVERTED,
            format!("was {what}"),
            "nothing needs doing",
        );
    }
}

fn raster(bytes: &[u8], format: ImageFormat, found: &mut Found<'_>) -> Result<Cover, CoverError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| CoverError::Unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(CoverError::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    // Decoded even when it is kept: only then is it known to be whole.
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| CoverError::Unreadable)?;
    let fits = width <= WIDTH_PIXELS && height <= HEIGHT_PIXELS;
    let opaque = !picture.color().has_alpha();
    let plain = matches!(
        picture,
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageLuma8(_)
    );
    let upright = orientation == Orientation::NoTransforms;
    if fits && opaque && plain && upright && bytes.len() <= MOST_BYTES {
        return Ok(Cover {
            bytes: bytes.to_vec(),
            media_type: match format {
                ImageFormat::Jpeg => MediaType::Jpeg,
                _ => MediaType::Png,
            },
            width,
            height,
        });
    }
    picture.apply_orientation(orientation);
    let mut done = Vec::new();
    if !upright {
        done.push("turned upright");
    }
    if !opaque {
        done.push("put on white");
    }
    let flat = on_white(&picture);
    let flat = if flat.width() > WIDTH_PIXELS || flat.height() > HEIGHT_PIXELS {
        done.push("made smaller");
        DynamicImage::ImageRgb8(flat)
            .resize(
                WIDTH_PIXELS,
                HEIGHT_PIXELS,
                image::imageops::FilterType::CatmullRom,
            )
            .into_rgb8()
    } else {
        flat
    };
    if done.is_empty() {
        done.push("compressed again");
    }
    found.converted(&done.join(", "));
    encode_photograph(&flat)
}

/// Covers may not be transparent (requirement I4).
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let rgba = picture.to_rgba8();
    let mut out = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in out.pixels_mut().zip(rgba.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let blend = |channel: u8| {
            let (channel, alpha) = (u16::from(channel), u16::from(alpha));
            let value = (channel * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(value).unwrap_or(u8::MAX)
        };
        *to = Rgb([blend(red), blend(green), blend(blue)]);
    }
    out
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    memchr::memmem::find(start, b"<svg").is_some()
}

/// Draws an SVG without leave to read any other file.
fn drawing(bytes: &[u8], fonts: &Fonts, found: &mut Found<'_>) -> Result<Cover, CoverError> {
    // What an entity expands to is not bounded; no drawing needs one.
    if memchr::memmem::find(bytes, b"<!ENTITY").is_some() {
        return Err(CoverError::Unreadable);
    }
    let options = Options {
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        fontdb: std::sync::Arc::clone(fonts.database()),
        ..Options::default()
    };
    let tree = Tree::from_data(bytes, &options).map_err(|_| CoverError::Unreadable)?;
    if refers_outside(bytes) {
        found.push(
            &diag::EXTERNAL_REFERENCE,
            "refers to a file outside itself, which was left out".into(),
            "embed the picture as data, or hand in JPEG or PNG",
        );
    }
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (WIDTH / width).min(HEIGHT / height);
    let pixels = |length: f32| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let pixels = (length * scale).round() as u32;
        pixels.max(1)
    };
    found.converted("drawn as PNG");
    encode_drawing(&rasterise(&tree, pixels(width), pixels(height))?)
}

/// Whether an image element names anything but data or a part of the drawing.
fn refers_outside(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.split("<image").skip(1).any(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        tag.match_indices("href=").any(|(at, _)| {
            let value = tag[at + "href=".len()..].trim_start_matches(['"', '\'']);
            !value.starts_with("data:") && !value.starts_with('#')
        })
    })
}

#[cfg(test)]
// A test that cannot go on fails.
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use image::RgbaImage;
    use resvg::usvg::fontdb::Database;
    use std::sync::Arc;

    fn read(bytes: &[u8]) -> (Result<Cover, CoverError>, Vec<&'static str>) {
        let fonts = Fonts::new(Arc::new(Database::new()));
        let mut sink = Sink::default();
        let cover = artwork(bytes, "covers/a.png", &fonts, &mut sink);
        let codes = sink.into_vec().iter().map(|found| found.code.id).collect();
        (cover, codes)
    }

    fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn what_is_within_the_limits_is_kept_byte_for_byte() {
        let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(800, 1280, Rgb([9, 80, 90])));
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let bytes = encode(&picture, format);
            let (cover, codes) = read(&bytes);
            assert_eq!(cover.unwrap().bytes, bytes);
            assert!(codes.is_empty());
        }
    }

    #[test]
    fn large_and_transparent_pictures_are_converted() {
        let clear = RgbaImage::from_pixel(3200, 2000, image::Rgba([0, 0, 0, 0]));
        let (cover, codes) = read(&encode(&DynamicImage::ImageRgba8(clear), ImageFormat::Png));
        let cover = cover.unwrap();
        assert_eq!((cover.width, cover.height), (1600, 1000));
        assert_eq!(codes, ["CS0607"]);
        let back = image::load_from_memory(&cover.bytes).unwrap().to_rgb8();
        assert!(back.get_pixel(5, 5).0.iter().all(|channel| *channel > 250));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(read(b"GIF89a......").1, ["CS0605"]);
        assert_eq!(read(b"").1, ["CS0605"]);
        assert_eq!(read(b"\x89PNG\r\n\x1a\n broken").1, ["CS0604"]);
        assert_eq!(read(b"<svg nonsense").1, ["CS0604"]);
        let bomb = b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns='http://www.w3.org/2000/svg'/>";
        assert_eq!(read(bomb).1, ["CS0604"]);
    }

    #[test]
    fn a_picture_of_a_claimed_billion_pixels_is_not_opened() {
        // A PNG header alone: 60000 × 60000 pixels.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend_from_slice(&60_000u32.to_be_bytes());
        png.extend_from_slice(&60_000u32.to_be_bytes());
        png.extend_from_slice(&[8, 2, 0, 0, 0]);
        let crc = crc32fast::hash(&png[12..29]);
        png.extend_from_slice(&crc.to_be_bytes());
        let mut data = b"IDAT".to_vec();
        data.extend_from_slice(&[0x78, 0x9c, 3, 0, 0, 0, 0, 1]);
        png.extend_from_slice(&8u32.to_be_bytes());
        png.extend_from_slice(&data);
        png.extend_from_slice(&crc32fast::hash(&data).to_be_bytes());
        let (cover, codes) = read(&png);
        assert!(matches!(
            cover,
            Err(CoverError::TooLarge | CoverError::Unreadable)
        ));
        assert_eq!(codes.len(), 1);
    }

    #[test]
    fn drawings_are_drawn_and_reach_for_nothing() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='100' height='160'>\
            <rect width='100' height='160' fill='#123456'/><image href='/etc/hostname' width='9' height='9'/></svg>";
        let (cover, codes) = read(svg);
        let cover = cover.unwrap();
        assert_eq!((cover.width, cover.height), (1600, 2560));
        assert_eq!(codes, ["CS0608", "CS0607"]);
        let back = image::load_from_memory(&cover.bytes).unwrap().to_rgb8();
        assert_eq!(back.get_pixel(800, 1200).0, [0x12, 0x34, 0x56]);
    }
}

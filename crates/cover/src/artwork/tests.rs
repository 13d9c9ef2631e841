//! Pictures of every kind, made here, and what becomes of them.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageFormat, ImageReader, Rgba, RgbaImage};

use super::*;
use crate::testfont::{LATIN, fonts};

type Outcome = (Result<Cover, Unfit>, Vec<&'static str>);

fn take(bytes: &[u8]) -> Outcome {
    take_as(bytes, Fitting::Auto, Lettering::None)
}

fn take_as(bytes: &[u8], fitting: Fitting, lettering: Lettering) -> Outcome {
    let mut sink = Sink::default();
    let fonts = fonts(&[("Noto Serif", LATIN)]);
    let text = CoverText { title: "Harbour".into(), language: "en".into(), ..CoverText::default() };
    let treatment = Treatment { fitting, lettering, text: &text };
    let result = artwork(bytes, "covers/a.png", &treatment, &fonts, &mut sink);
    let found = sink.into_vec();
    assert!(
        found.iter().all(|found| {
            found.place.as_ref().is_none_or(|place| &*place.file == "covers/a.png")
        })
    );
    (result, found.iter().map(|found| found.code.id).collect())
}

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new(&mut bytes)
        .encode_image(&RgbImage::from_pixel(width, height, image::Rgb([9, 99, 199])))
        .unwrap();
    bytes
}

fn decoded(cover: &Cover) -> DynamicImage {
    ImageReader::new(Cursor::new(&cover.bytes))
        .with_guessed_format()
        .unwrap()
        .decode()
        .unwrap()
}

#[test]
fn an_allowed_picture_is_kept_byte_for_byte() {
    let bytes = jpeg(1000, 1600);
    let (cover, codes) = take(&bytes);
    let cover = cover.unwrap();
    assert_eq!(cover.bytes, bytes);
    assert_eq!((cover.width, cover.height), (1000, 1600));
    assert_eq!(cover.media_type, MediaType::Jpeg);
    assert!(codes.is_empty());
    let bytes = png(&DynamicImage::new_rgb8(1000, 1600));
    assert_eq!(take(&bytes).0.unwrap().bytes, bytes);
}

#[test]
fn transparency_becomes_white() {
    let clear = RgbaImage::from_pixel(700, 1120, Rgba([0, 0, 0, 0]));
    let (cover, codes) = take(&png(&DynamicImage::ImageRgba8(clear)));
    let image = decoded(&cover.unwrap());
    assert!(!image.color().has_alpha());
    assert_eq!(image.to_rgb8().get_pixel(350, 500).0, [255, 255, 255]);
    assert_eq!(codes, [diag::CONVERTED.id]);
}

#[test]
fn large_pictures_are_scaled_in_proportion() {
    let (cover, codes) = take_as(&jpeg(3200, 3200), Fitting::AsIs, Lettering::None);
    let cover = cover.unwrap();
    assert_eq!((cover.width, cover.height), (1600, 1600));
    assert_eq!(codes, [diag::CONVERTED.id]);
}

#[test]
fn heavy_pictures_are_compressed_until_they_fit() {
    // Noise is what compresses worst.
    let mut state = 1_u32;
    let noise = RgbImage::from_fn(1600, 2560, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = state.to_be_bytes();
        image::Rgb([a, b, c])
    });
    let (cover, codes) = take(&png(&DynamicImage::ImageRgb8(noise)));
    let cover = cover.unwrap();
    assert!(cover.bytes.len() <= MOST_BYTES, "{}", cover.bytes.len());
    assert_eq!(cover.media_type, MediaType::Jpeg);
    assert_eq!(codes, [diag::CONVERTED.id]);
}

#[test]
fn small_pictures_are_used_with_a_warning() {
    let (cover, codes) = take(&jpeg(300, 480));
    assert_eq!(cover.unwrap().width, 300);
    assert_eq!(codes, [diag::SMALL.id]);
}

#[test]
fn a_few_bytes_that_claim_a_billion_pixels_are_refused() {
    let mut bytes = png(&DynamicImage::new_rgb8(1, 1));
    // Width and height of the IHDR chunk, and its checksum.
    bytes[16..20].copy_from_slice(&40_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&40_000_u32.to_be_bytes());
    let sum = crc32fast::hash(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    let (result, codes) = take(&bytes);
    assert_eq!(result, Err(Unfit::TooLarge));
    assert_eq!(codes, [diag::TOO_LARGE.id]);
}

#[test]
fn damaged_pictures_are_refused() {
    let whole = jpeg(800, 1200);
    let cut_png = png(&DynamicImage::new_rgb8(800, 1200));
    let entity = b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>";
    for bytes in [&entity[..], &whole[..whole.len() / 2], &cut_png[..40], b"<svg", &whole[..3]] {
        let (result, codes) = take(bytes);
        assert_eq!(result, Err(Unfit::Broken), "{bytes:?}");
        assert_eq!(codes, [diag::UNREADABLE.id]);
    }
}

#[test]
fn other_kinds_are_told_by_content() {
    let tiff: &[u8] = b"II*\0\x08\0\0\0";
    for bytes in [&b"%PDF-1.7"[..], tiff, b"", b"plain text", b"\x1f\x8b\x08"] {
        let (result, codes) = take(bytes);
        assert!(matches!(result, Err(Unfit::Kind(_))), "{result:?}");
        assert_eq!(codes, [diag::WRONG_FORMAT.id]);
    }
}

#[test]
fn kinds_readers_do_not_show_are_encoded_again() {
    for (format, becomes) in [
        (ImageFormat::WebP, MediaType::Jpeg),
        (ImageFormat::Bmp, MediaType::Jpeg),
        (ImageFormat::Gif, MediaType::Png),
    ] {
        let mut bytes = Cursor::new(Vec::new());
        let image = DynamicImage::new_rgb8(700, 1120);
        // The encoders of GIF and WebP take RGBA alone or RGB alone.
        let image = match format {
            ImageFormat::Gif => DynamicImage::from(image.into_rgba8()),
            _ => image,
        };
        image.write_to(&mut bytes, format).unwrap();
        let (cover, codes) = take(&bytes.into_inner());
        let cover = cover.unwrap();
        assert_eq!(cover.media_type, becomes, "{format:?}");
        assert_eq!((cover.width, cover.height), (700, 1120));
        assert!(!decoded(&cover).color().has_alpha());
        assert_eq!(codes, [diag::CONVERTED.id]);
    }
}

#[test]
fn other_proportions_are_cropped_padded_or_left() {
    let size = |width, height, fitting| {
        let (cover, _) = take_as(&jpeg(width, height), fitting, Lettering::None);
        let cover = cover.unwrap();
        (cover.width, cover.height)
    };
    assert_eq!(size(1000, 1500, Fitting::Auto), (937, 1500));
    assert_eq!(size(1600, 900, Fitting::Auto), (1600, 2560));
    assert_eq!(size(1600, 900, Fitting::Crop), (562, 900));
    assert_eq!(size(1600, 900, Fitting::AsIs), (1600, 900));
    assert_eq!(size(3200, 3200, Fitting::Pad), (1600, 2560));
    assert_eq!(size(9000, 3, Fitting::Pad), (1600, 2560));
}

#[test]
fn a_title_is_set_over_a_picture_the_same_each_time() {
    for (width, height) in [(1600, 2560), (1600, 900), (300, 480)] {
        let bytes = jpeg(width, height);
        let (plain, _) = take_as(&bytes, Fitting::Auto, Lettering::None);
        let titled = || take_as(&bytes, Fitting::Auto, Lettering::Title).0.unwrap();
        let cover = titled();
        assert_ne!(cover.bytes, plain.unwrap().bytes);
        assert_eq!(cover, titled());
    }
}

fn svg(inside: &str) -> Vec<u8> {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"100\" height=\"160\">\
         {inside}</svg>"
    )
    .into_bytes()
}

#[test]
fn svg_is_drawn_as_large_as_a_cover_may_be() {
    let (cover, codes) = take(&svg("<rect width='100' height='80' fill='#ff0000'/>"));
    let cover = cover.unwrap();
    assert_eq!((cover.width, cover.height), (1600, 2560));
    let image = decoded(&cover).to_rgb8();
    assert_eq!(image.get_pixel(800, 100).0, [255, 0, 0]);
    assert_eq!(image.get_pixel(800, 2000).0, [255, 255, 255]);
    assert_eq!(codes, [diag::CONVERTED.id]);
}

#[test]
fn svg_fetches_nothing_and_says_so() {
    for href in ["/etc/hostname", "https://example.com/a.png", "a.svg"] {
        let (cover, codes) =
            take(&svg(&format!("<image width='9' height='9' xlink:href='{href}'/>")));
        assert!(cover.is_ok());
        assert_eq!(codes, [diag::EXTERNAL_REFERENCE.id, diag::CONVERTED.id], "{href}");
    }
}

#[test]
fn svg_text_uses_the_fonts_there_are_and_names_what_they_lack() {
    let text = "<text x='10' y='60' font-size='40' font-family='No Such Font'>HH</text>";
    let (cover, codes) = take(&svg(text));
    let image = decoded(&cover.unwrap()).to_rgb8();
    assert!(image.pixels().any(|pixel| pixel.0 == [0, 0, 0]), "the text is not there");
    assert_eq!(codes, [diag::CONVERTED.id]);
    let (cover, codes) = take(&svg("<text y='40'>海岸</text>"));
    assert!(cover.is_ok());
    assert_eq!(codes, [diag::NO_FONT.id, diag::CONVERTED.id]);
}

//! Pictures of every kind, made here, and what becomes of them.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{Frame, ImageEncoder as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

fn take(bytes: &[u8]) -> Result<Prepared, Unfit> {
    prepare(bytes, &Arc::default)
}

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture with more colours than a drawing.
fn photograph(width: u32, height: u32) -> DynamicImage {
    DynamicImage::from(RgbImage::from_fn(width, height, |x, y| {
        Rgb([
            u8::try_from(x % 256).unwrap(),
            u8::try_from(y % 256).unwrap(),
            u8::try_from((x + y) % 256).unwrap(),
        ])
    }))
}

fn decoded(prepared: &Prepared) -> DynamicImage {
    image::load_from_memory(&prepared.raster.bytes).unwrap()
}

fn noise(width: u32, height: u32) -> DynamicImage {
    let mut state = 1_u32;
    DynamicImage::from(RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = state.to_be_bytes();
        Rgb([a, b, c])
    }))
}

/// A JPEG whose Exif data says it lies on its side.
fn lying(width: u32, height: u32) -> Vec<u8> {
    // TIFF head, one entry: orientation (0x112), short, 6 (a quarter turn clockwise).
    let exif =
        [b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    let image = photograph(width, height).into_rgb8();
    encoder.encode_image(&image).unwrap();
    bytes
}

fn svg(inside: &str) -> Vec<u8> {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"100\" height=\"60\">{inside}</svg>"
    )
    .into_bytes()
}

#[test]
fn what_may_stand_in_a_book_is_packed_byte_for_byte() {
    let clear = DynamicImage::from(RgbaImage::from_pixel(9, 9, Rgba([1, 2, 3, 90])));
    for (bytes, media_type) in [
        (written(&photograph(300, 200), ImageFormat::Jpeg), MediaType::Jpeg),
        (written(&photograph(300, 200), ImageFormat::Png), MediaType::Png),
        (written(&clear, ImageFormat::Png), MediaType::Png),
        (written(&clear, ImageFormat::Gif), MediaType::Gif),
        (written(&photograph(4000, 1000), ImageFormat::Jpeg), MediaType::Jpeg),
    ] {
        let prepared = take(&bytes).unwrap();
        assert!(prepared.raster.bytes == bytes);
        assert_eq!(prepared.raster.media_type, media_type);
        assert!(prepared.changes.is_empty());
    }
}

#[test]
fn large_pictures_are_made_smaller_in_proportion() {
    let prepared = take(&written(&photograph(4000, 2000), ImageFormat::Jpeg)).unwrap();
    let (width, height) = (prepared.raster.width, prepared.raster.height);
    assert!(area(width, height) <= MOST_SHOWN);
    assert!(area(width, height) > MOST_SHOWN * 99 / 100);
    assert!(width.abs_diff(height * 2) <= 2, "{width} by {height}");
    assert_eq!(prepared.changes, ["made smaller"]);
}

#[test]
fn heavy_pictures_are_compressed_until_they_fit() {
    let prepared = take(&written(&noise(1200, 900), ImageFormat::Png)).unwrap();
    assert!(prepared.raster.bytes.len() <= MOST_BYTES);
    assert_eq!(prepared.raster.media_type, MediaType::Jpeg);
    assert_eq!(prepared.raster.width, 1200);
    assert_eq!(prepared.changes, ["compressed again"]);
}

#[test]
fn webp_and_bmp_become_jpeg_or_png() {
    let clear = DynamicImage::from(RgbaImage::from_pixel(40, 30, Rgba([9, 9, 9, 90])));
    let flat = DynamicImage::from(RgbImage::from_pixel(40, 30, Rgb([9, 99, 199])));
    for (image, format, media_type) in [
        (&photograph(40, 30), ImageFormat::WebP, MediaType::Jpeg),
        (&clear, ImageFormat::WebP, MediaType::Png),
        (&flat, ImageFormat::WebP, MediaType::Png),
        (&flat, ImageFormat::Bmp, MediaType::Png),
        (&photograph(40, 30), ImageFormat::Bmp, MediaType::Jpeg),
    ] {
        let prepared = take(&written(image, format)).unwrap();
        assert_eq!(prepared.raster.media_type, media_type, "{format:?}");
        assert_eq!((prepared.raster.width, prepared.raster.height), (40, 30));
        assert_eq!(prepared.changes.len(), 1);
    }
    let prepared = take(&written(&clear, ImageFormat::WebP)).unwrap();
    assert_eq!(decoded(&prepared).to_rgba8().get_pixel(5, 5).0, [9, 9, 9, 90]);
}

#[test]
fn a_jpeg_that_lies_on_its_side_is_turned_upright() {
    let prepared = take(&lying(90, 40)).unwrap();
    assert_eq!((prepared.raster.width, prepared.raster.height), (40, 90));
    assert_eq!(prepared.changes, ["turned upright"]);
    // What was the lower left corner is now the upper left one: little red, some green.
    let [red, green, ..] = decoded(&prepared).to_rgb8().get_pixel(1, 1).0;
    assert!(red < 20 && green > 25, "{red} {green}");
}

#[test]
fn sixteen_bits_become_eight() {
    let deep = DynamicImage::from(image::ImageBuffer::<Rgb<u16>, _>::from_pixel(
        20,
        20,
        Rgb([60_000, 300, 9]),
    ));
    let prepared = take(&written(&deep, ImageFormat::Png)).unwrap();
    assert_eq!(decoded(&prepared).color(), image::ColorType::Rgb8);
    assert_eq!(prepared.changes, ["encoded in plain RGB"]);
}

#[test]
fn of_what_moves_the_first_frame_is_kept() {
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut bytes);
        for colour in [[250, 0, 0, 255], [0, 0, 250, 255]] {
            let frame = RgbaImage::from_pixel(30, 20, Rgba(colour));
            encoder.encode_frame(Frame::new(frame)).unwrap();
        }
    }
    let prepared = take(&bytes).unwrap();
    assert_eq!(prepared.changes, ["cut to its first frame"]);
    assert_eq!(prepared.raster.media_type, MediaType::Png);
    let [red, _, blue] = decoded(&prepared).to_rgb8().get_pixel(9, 9).0;
    assert!(red > 240 && blue < 10);
}

#[test]
fn what_is_broken_or_cut_off_is_refused_without_decoding() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif] {
        let image = match format {
            ImageFormat::Gif => DynamicImage::from(photograph(40, 30).into_rgba8()),
            _ => photograph(40, 30),
        };
        let bytes = written(&image, format);
        assert!(take(&bytes).is_ok());
        for length in [3, 8, 13, bytes.len() / 2, bytes.len() - 1] {
            assert!(take(&bytes[..length]).is_err(), "{format:?} of {length}");
        }
    }
    let mut flipped = written(&photograph(40, 30), ImageFormat::Png);
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xff;
    assert_eq!(take(&flipped), Err(Unfit::Broken));
}

#[test]
fn a_few_bytes_that_claim_a_billion_pixels_are_refused() {
    let mut bytes = written(&photograph(1, 1), ImageFormat::Png);
    // Width and height of the IHDR chunk, and its checksum.
    bytes[16..20].copy_from_slice(&40_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&40_000_u32.to_be_bytes());
    let sum = crc32fast::hash(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(take(&bytes), Err(Unfit::TooLarge));
    let words = Unfit::TooLarge.to_string();
    assert!(words.contains("100 million pixels"), "{words}");
}

#[test]
fn other_kinds_are_named() {
    for (bytes, kind) in [
        (&b"%PDF-1.7"[..], "a PDF"),
        (b"\0\0\0\x18ftypavif", "an AVIF or HEIC"),
        (b"II*\0", "a TIFF"),
        (b"", "empty"),
    ] {
        assert_eq!(take(bytes), Err(Unfit::Kind(kind)));
    }
}

#[test]
fn svg_is_drawn_on_white_at_twice_its_size() {
    let prepared = take(&svg("<rect width='50' height='60' fill='#ff0000'/>")).unwrap();
    assert_eq!((prepared.raster.width, prepared.raster.height), (200, 120));
    assert_eq!(prepared.shown, Some(100));
    let image = decoded(&prepared).to_rgb8();
    assert_eq!(image.get_pixel(20, 20).0, [255, 0, 0]);
    assert_eq!(image.get_pixel(180, 20).0, [255, 255, 255]);
    let huge = b"<svg xmlns='http://www.w3.org/2000/svg' width='90000' height='10'/>";
    assert_eq!(take(huge).unwrap().raster.width, 1600);
}

#[test]
fn nothing_of_an_svg_but_its_picture_reaches_the_book() {
    let hostile = svg("<script>alert(1)</script><rect onclick='x()' width='5' height='5'/>\
        <foreignObject width='9' height='9'><b xmlns='http://www.w3.org/1999/xhtml'>x</b>\
        </foreignObject><image width='9' height='9' xlink:href='/etc/hostname'/>\
        <image width='9' height='9' xlink:href='https://example.com/a.png'/>");
    let prepared = take(&hostile).unwrap();
    assert_eq!(prepared.raster.media_type, MediaType::Png);
    assert_eq!(prepared.outside, ["/etc/hostname", "https://example.com/a.png"]);
    let bomb = b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>";
    assert_eq!(take(bomb), Err(Unfit::Broken));
    let words = take(&svg("<text y='40'>潮 a</text>")).unwrap().text;
    assert_eq!(words, "潮a");
}

#[test]
fn nested_uses_that_multiply_end() {
    let mut inside = String::from("<defs><rect id='a0' width='1' height='1'/>");
    for level in 1..30 {
        let below = format!("<use xlink:href='#a{}'/>", level - 1);
        let group = ["<g id='a", &level.to_string(), "'>", &below.repeat(10), "</g>"];
        inside.extend(group);
    }
    inside += "</defs><use xlink:href='#a29'/>";
    let excess = Unfit::Excess("has too many elements, or repeats them too often");
    assert_eq!(take(&svg(&inside)), Err(excess));
}

/// A few hundred bytes each that would take minutes, gigabytes, or the program itself.
#[test]
fn drawings_without_end_are_refused() {
    let multiplied = |name: &str, attributes: &str, inside: &str| {
        let level = |n: usize| {
            let inside = inside.replace('#', &format!("#a{n}")).repeat(9);
            format!("<{name} id='a{}' {attributes}>{inside}</{name}>", n + 1)
        };
        let levels: String = (0..12).map(level).collect();
        format!("<rect id='a0' width='9' height='9'/>{levels}{}", inside.replace('#', "#a12"))
    };
    let filter = |primitive: &str| {
        format!(
            "<filter id='f'>{primitive}</filter><rect width='99' height='59' filter='url(#f)'/>"
        )
    };
    let tile = "width='9' height='9'";
    for (inside, bound) in [
        (
            filter("<feTurbulence baseFrequency='.1' numOctaves='1000000000'/>"),
            "takes too long to draw",
        ),
        (filter("<feMorphology radius='5000'/>"), "takes too long to draw"),
        (
            multiplied("pattern", tile, "<rect width='9' height='9' fill='url(#)'/>"),
            "has too many elements, or repeats them too often",
        ),
        (
            multiplied("mask", "", "<rect width='9' height='9' mask='url(#)'/>"),
            "uses paint, clips, masks, filters or markers too often",
        ),
        (
            multiplied("marker", "", "<path d='M0 0L9 9L0 9' marker-mid='url(#)'/>"),
            "has too many elements, or repeats them too often",
        ),
        (
            "<style>rect{fill:url(#p)}</style><pattern id='p' width='1' height='1'><use href='#u'/>\
             </pattern><g id='u'><rect width='9' height='9'/></g>"
                .to_owned(),
            "refers to itself",
        ),
        (
            "<path d='M0 0L1e9 1e9' stroke='red' stroke-width='1e9'/>".to_owned(),
            "has shapes far outside its area",
        ),
        (
            "<circle r='1e30'/>".to_owned(),
            "has numbers that are too large",
        ),
        (
            "<path d='M0 0H99' stroke='red' stroke-dasharray='1e-7'/>".to_owned(),
            "takes too long to draw",
        ),
        ("<g>".repeat(300) + &"</g>".repeat(300), "nests its elements too deep"),
        (
            "<pattern id='p' width='1' height='1' patternTransform='scale(9000)' \
             patternUnits='userSpaceOnUse'><rect width='1' height='1'/></pattern>\
             <rect width='99' height='59' fill='url(#p)'/>"
                .to_owned(),
            "has too many or too large layers",
        ),
        (
            format!("<style>b {}*{{fill:red}}</style>{}<rect/>{}", "* ".repeat(30), "<g>".repeat(60), "</g>".repeat(60)),
            "has too complicated a style sheet",
        ),
        (
            format!("<style>{}</style>", "a{x:y}".repeat(20_000)),
            "has too large a style sheet",
        ),
    ] {
        let shown: String = inside.chars().take(90).collect();
        assert_eq!(take(&svg(&inside)), Err(Unfit::Excess(bound)), "{shown}");
    }
}

/// A PNG of one pixel with more chunks before its pixels.
fn with_chunks(chunks: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut bytes = written(&photograph(1, 1), ImageFormat::Png);
    let mut more = Vec::new();
    for (name, data) in chunks {
        more.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let chunk = [*name, data].concat();
        more.extend(&chunk);
        more.extend(crc32fast::hash(&chunk).to_be_bytes());
    }
    // Signature and IHDR.
    bytes.splice(33..33, more);
    bytes
}

#[test]
fn what_does_not_show_is_left_out() {
    let gamma: (&[u8], &[u8]) = (b"gAMA", &[0, 0, 0xb1, 0x8f]);
    let png = with_chunks(&[gamma]);
    let gif = written(&DynamicImage::from(photograph(9, 9).into_rgba8()), ImageFormat::Gif);
    let jpeg = written(&photograph(40, 30), ImageFormat::Jpeg);
    let after = |bytes: &[u8], at: usize, more: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes.splice(at..at, more.iter().copied());
        bytes
    };
    // The comment stands before the first block, whose place follows from the table of colours.
    let head = 13 + if gif[10] & 0x80 == 0 { 0 } else { 3 << ((gif[10] & 7) + 1) };
    for (bare, full) in [
        (&png, with_chunks(&[(b"tEXt", b"Author\0me"), gamma, (b"eXIf", b"MM\0*")])),
        (&png, [&png[..], b"a second picture"].concat()),
        (&gif, after(&gif, head, b"!\xfe\x05by me\0")),
        (&gif, [&gif[..], b"more"].concat()),
        (&jpeg, after(&jpeg, 2, b"\xff\xfe\0\x07by me")),
        (&jpeg, after(&jpeg, 2, b"\xff\xe1\0\x0eExif\0\0GPS!!!")),
        (&jpeg, [&jpeg[..], b"more"].concat()),
    ] {
        let prepared = take(&full).unwrap();
        assert!(prepared.raster.bytes == *bare);
        assert_eq!(prepared.changes, [STRIPPED]);
        assert!(take(bare).unwrap().raster.bytes == *bare);
    }
    // What decoders forgive between segments is encoded again.
    let odd = after(&jpeg, 2, b"??");
    if let Ok(prepared) = take(&odd) {
        assert_eq!(prepared.changes, ["encoded again"]);
    }
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let bytes = written(&photograph(4000, 2000), ImageFormat::Jpeg);
    assert!(take(&bytes) == take(&bytes));
}

//! Promises of the stage as a whole.

use std::collections::BTreeSet;
use std::io::Cursor;

use image::{GenericImageView as _, ImageReader};

use super::testfont::{LATIN, fonts};
use super::*;
use chengshu_text::diag::Code;
use chengshu_text::media_type::MediaType;
use chengshu_writing::script::WritingMode;

const HAN: &str = "海上的灯塔与看守它人第一二三四册航路图书丛编者某，。？……《》、：";

fn all() -> Fonts {
    fonts(&[("Noto Serif CJK SC", &format!("{HAN}{LATIN}"))])
}

fn book(title: &str) -> CoverText {
    CoverText {
        title: title.into(),
        subtitle: Some("航路图".into()),
        author: Some("某编者".into()),
        series: Some("航路丛书".into()),
        number: Some("3".into()),
        language: "zh-CN".into(),
        writing_mode: WritingMode::Horizontal,
    }
}

fn drawn(design: &Design, text: &CoverText, fonts: &Fonts) -> (Cover, Vec<&'static Code>) {
    let mut sink = Sink::default();
    let cover = draw(text, Some(design), fonts, &mut sink).unwrap();
    let codes = sink.into_vec().iter().map(|found| found.code).collect();
    (cover, codes)
}

fn decoded(cover: &Cover) -> image::DynamicImage {
    ImageReader::new(Cursor::new(&cover.bytes))
        .with_guessed_format()
        .unwrap()
        .decode()
        .unwrap()
}

/// Colours of a coarse grid over the picture.
fn colours(cover: &Cover) -> BTreeSet<[u8; 4]> {
    let image = decoded(cover);
    (0..64)
        .flat_map(|x| (0..64).map(move |y| (x * 25, y * 40)))
        .map(|(x, y)| image.get_pixel(x, y).0)
        .collect()
}

#[test]
fn every_design_is_opaque_of_the_stated_size_and_small() {
    for design in DESIGNS {
        let (cover, codes) = drawn(design, &book("海上的灯塔"), &all());
        assert_eq!((cover.width, cover.height), (1600, 2560), "{}", design.name);
        assert_eq!(cover.media_type, MediaType::Png);
        assert!(cover.bytes.len() < 400_000, "{}", design.name);
        let image = decoded(&cover);
        assert_eq!(image.dimensions(), (1600, 2560));
        assert!(!image.color().has_alpha());
        assert!(codes.is_empty(), "{}: {codes:?}", design.name);
    }
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let (fonts, text) = (all(), book("海上的灯塔"));
    for design in DESIGNS {
        assert_eq!(drawn(design, &text, &fonts), drawn(design, &text, &fonts));
    }
}

#[test]
fn books_of_a_series_share_a_design_and_differ_in_colour() {
    let fonts = all();
    let mut seen: Vec<BTreeSet<[u8; 4]>> = Vec::new();
    for number in 1..=3 {
        let mut text = book("海上的灯塔");
        text.number = Some(number.to_string());
        let cover = draw(&text, None, &fonts, &mut Sink::default()).unwrap();
        let colours = colours(&cover);
        for other in &seen {
            let shared = colours.intersection(other).count();
            assert!(shared * 2 < colours.len(), "{shared} of {}", colours.len());
        }
        seen.push(colours);
    }
}

#[test]
fn books_in_vertical_lines_have_designs_that_suit_them() {
    let mut seen = BTreeSet::new();
    for night in 1..=6 {
        let mut text = book(&format!("夜话{night}"));
        text.writing_mode = WritingMode::Vertical;
        let in_series = design_of(&text).unwrap().name;
        text.number = Some("4".into());
        assert_eq!(design_of(&text).unwrap().name, in_series);
        text.series = None;
        seen.insert(design_of(&text).unwrap().name);
    }
    assert_eq!(seen, BTreeSet::from(["label", "strip"]));
}

#[test]
fn twelve_numbers_have_twelve_palettes() {
    let indices: Vec<&Palette> =
        (1..=12).map(|n: u32| palette_of(77, 0, Some(&n.to_string()))).collect();
    for (i, palette) in indices.iter().enumerate() {
        assert!(!indices[..i].contains(palette));
    }
}

#[test]
fn without_a_chinese_font_the_cover_is_rich_and_says_what_is_missing() {
    let latin = fonts(&[("DejaVu Serif", LATIN)]);
    for design in DESIGNS {
        let mut text = book("海上的灯塔？");
        text.number = None;
        let mut sink = Sink::default();
        let cover = draw(&text, Some(design), &latin, &mut sink).unwrap();
        assert!(colours(&cover).len() >= 3, "{} is blank", design.name);
        let found = sink.into_vec();
        assert!(found.iter().all(|found| found.code == &diag::NO_FONT), "{found:?}");
        let title = found.iter().find(|found| found.message.contains("title")).unwrap();
        assert!(title.message.contains('灯'), "{}", title.message);
        assert!(title.help.as_deref().unwrap().contains("fonts-noto-cjk"));
        assert!(title.help.as_deref().unwrap().contains("思源宋体"));
    }
}

#[test]
fn no_fonts_at_all_is_no_failure() {
    for design in DESIGNS {
        let (cover, codes) = drawn(design, &book("海上的灯塔"), &fonts(&[]));
        assert!(colours(&cover).len() >= 3);
        assert!(codes.contains(&&diag::NO_FONT));
    }
}

#[test]
fn one_rare_character_is_named_and_the_rest_is_set() {
    let mut sink = Sink::default();
    let mut text = book("海上的𫚭");
    text.subtitle = None;
    draw(&text, None, &all(), &mut sink).unwrap();
    let found = sink.into_vec();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, &diag::NO_GLYPH);
    assert!(found[0].message.contains('𫚭'));
}

#[test]
fn a_title_of_three_hundred_characters_is_cut_with_a_finding() {
    for design in DESIGNS {
        let (_, codes) = drawn(design, &book(&"海上的灯塔，".repeat(50)), &all());
        assert_eq!(codes, [&diag::CLIPPED], "{}", design.name);
        let (_, codes) = drawn(design, &book(&"海上的灯塔，".repeat(10)), &all());
        assert!(codes.is_empty(), "{} cuts sixty characters", design.name);
    }
}

#[test]
fn markup_and_control_characters_are_harmless() {
    let mut text = book("A & B <C> \"D\" 'E'\u{0}\u{b}\u{1b}\n海");
    text.author = Some("\u{7}".into());
    for design in DESIGNS {
        let (_, codes) = drawn(design, &text, &all());
        assert!(codes.is_empty(), "{}: {codes:?}", design.name);
    }
}

#[test]
fn an_empty_title_is_no_failure() {
    let text = CoverText { language: "zh".into(), ..CoverText::default() };
    for design in DESIGNS {
        let (cover, _) = drawn(design, &text, &all());
        assert!(colours(&cover).len() >= 3, "{}", design.name);
    }
}

#[test]
fn any_title_is_drawn() {
    let long = "长".repeat(300);
    let titles = [" ", "\u{1}", "& < \" '", &long, "A\u{301}🌊𠮷", "‏שלום"];
    for (title, design) in titles.into_iter().zip(DESIGNS.iter().cycle()) {
        let (cover, _) = drawn(design, &book(title), &all());
        assert_eq!(cover.width, 1600, "{title:?}");
    }
}

#[test]
fn a_design_is_found_by_its_name_and_a_slip_is_corrected() {
    let named = |name: &str| {
        let name = Located { value: name.to_owned(), at: 0..0 };
        let mut sink = Sink::default();
        let found = design(Some(&name), |_| Place::file("book.yaml"), &mut sink);
        (found.map(|design| design.name), sink.into_vec())
    };
    assert_eq!(named("Tiles").0, Some("tiles"));
    let (found, findings) = named("horizn");
    assert_eq!(found, None);
    assert_eq!(findings[0].code, &diag::UNKNOWN_DESIGN);
    assert_eq!(findings[0].help.as_deref(), Some("did you mean `horizon`?"));
}

#[test]
fn a_thumbnail_is_120_pixels_wide() {
    let cover = draw(&book("海上的灯塔"), None, &all(), &mut Sink::default()).unwrap();
    let small = thumbnail(&cover).unwrap();
    assert_eq!((small.width, small.height), (120, 192));
}

#[test]
fn codes_are_unique_and_of_this_stage() {
    let ids: BTreeSet<&str> = diag::CODES.iter().map(|code| code.id).collect();
    assert_eq!(ids.len(), diag::CODES.len());
    assert!(ids.iter().all(|id| id.starts_with("CS06") && id.len() == 6));
}

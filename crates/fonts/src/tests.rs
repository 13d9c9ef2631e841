//! The way of a font into a book.

use super::*;
use crate::glyphs::testfont::{Made, Outlines};

const HORIZONTAL: WritingMode = WritingMode::Horizontal;

fn made(outlines: Outlines) -> Typeface {
    let font = Made { outlines, ..Made::new("Lamp", "ab，。海上的灯塔𠮷 ") };
    open(font.file(), 0).unwrap()
}

fn characters(text: &str) -> Characters {
    text.chars().collect()
}

#[test]
fn a_subset_draws_its_characters_and_no_others() {
    for (outlines, media_type) in
        [(Outlines::Quadratic, MediaType::Ttf), (Outlines::Cubic, MediaType::Otf)]
    {
        let font = made(outlines);
        let subset = font.subset(&characters("灯𠮷a")).unwrap();
        assert_eq!(subset.media_type, media_type);
        assert!(subset.bytes.len() < font.file.len());
        let face = Face::open(&subset.bytes, 0).unwrap();
        for c in "灯𠮷a".chars() {
            assert!(face.draws(c), "{c} in {outlines:?}");
        }
        assert_eq!(face.glyph('塔'), None);
        assert_eq!(face.licence(), Face::open(&font.file, 0).unwrap().licence());
        // Requirement K1.
        assert_eq!(font.subset(&characters("灯𠮷a")).unwrap(), subset);
    }
}

#[test]
fn a_subset_that_lost_its_outlines_is_refused() {
    let font = made(Outlines::Quadratic);
    let whole = font.face().unwrap();
    let empty = made(Outlines::Empty);
    let found = check(&empty.file, &whole, &characters("灯"));
    assert_eq!(found, Err(Refusal::Damaged));
    let lacking = font.subset(&characters("塔")).unwrap();
    let found = check(&lacking.bytes, &whole, &characters("灯"));
    assert_eq!(found, Err(Refusal::Damaged));
}

#[test]
fn characters_are_split_by_what_the_font_can_set() {
    let font = made(Outlines::Quadratic);
    let split = |mode| {
        let (set, left) = font.split(&characters("灯，港 שa"), mode);
        (set.iter().collect::<String>(), left)
    };
    assert_eq!(split(HORIZONTAL), (" a灯，".into(), vec!['ש', '港']));
    let (set, left) = split(WritingMode::Vertical);
    assert_eq!((set.as_str(), left), (" a灯", vec!['ש', '港', '，']));
    let sets = |font: &Typeface, text| font.sets_any(&characters(text), HORIZONTAL);
    assert!(sets(&font, "𠮷港") && !sets(&font, "港"));
    let empty = made(Outlines::Empty);
    assert!(!sets(&empty, "灯"));
}

#[test]
fn the_makers_of_a_font_have_the_last_word() {
    let asked = |embedding| {
        let font = Made { embedding, ..Made::new("Lamp", "灯") };
        open(font.file(), 0).err()
    };
    for allowed in [0, 0x4, 0x8, 0x2 | 0x8] {
        assert_eq!(asked(allowed), None, "{allowed:#x}");
    }
    assert_eq!(asked(0x2), Some(Refusal::Restricted));
    assert_eq!(asked(0x4 | 0x100), Some(Refusal::WholeOnly));
    assert_eq!(asked(0x200), Some(Refusal::BitmapsOnly));
}

#[test]
fn names_and_licences_are_read() {
    let font = made(Outlines::Cubic);
    assert_eq!(font.name, "Lamp");
    assert_eq!(font.licence.as_deref(), Some("Made for tests; do as you like."));
    let silent = Made { licence: None, ..Made::new("Lamp", "灯") };
    assert_eq!(open(silent.file(), 0).unwrap().licence, None);
}

#[test]
fn damaged_files_are_refused_and_nothing_worse() {
    assert_eq!(open(b"no font".to_vec(), 0), Err(Refusal::NotAFont));
    assert_eq!(open(Made::new("Lamp", "灯").file(), 1), Err(Refusal::NotAFont));
    for outlines in [Outlines::Quadratic, Outlines::Cubic] {
        let whole = Made { outlines, ..Made::new("Lamp", "海上的灯塔a") }.file();
        let mut refused = 0;
        for at in 0..whole.len() {
            for damage in [0x00, 0x7f, 0xff] {
                let mut file = whole.clone();
                file[at] = damage;
                let subset = open(file, 0).and_then(|font| {
                    let (set, _) = font.split(&characters("海上的灯塔a"), HORIZONTAL);
                    font.subset(&set)
                });
                refused += usize::from(subset.is_err());
            }
            let _ = open(whole[..at].to_vec(), 0).and_then(|font| {
                let (set, _) = font.split(&characters("灯塔"), HORIZONTAL);
                font.subset(&set)
            });
        }
        assert!(refused > 0);
    }
}

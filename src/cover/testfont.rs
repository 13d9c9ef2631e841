//! A font made for tests, so that they do not depend on the machine: every character it has is a
//! filled square with a nick, one em wide.

use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};

use super::Fonts;

/// Fonts of the given families with the given characters. An asterisk after the name makes the
/// outlines empty, as in picture fonts.
pub(super) fn fonts(families: &[(&str, &str)]) -> Fonts {
    let mut database = Database::new();
    for (family, characters) in families {
        let data = font(
            family.trim_end_matches('*'),
            characters,
            family.ends_with('*'),
        );
        let loaded = database.load_font_source(Source::Binary(Arc::new(data)));
        assert_eq!(loaded.len(), 1, "the made font can be read");
    }
    Fonts::new(Arc::new(database))
}

/// All characters of some texts, for [`fonts`].
pub(super) const LATIN: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&<>\"',.:·-";

fn font(family: &str, characters: &str, empty: bool) -> Vec<u8> {
    let mut characters: Vec<char> = characters.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let count = u16::try_from(characters.len() + 1).expect("few characters");
    let glyph = square();
    let size = u32::try_from(glyph.len()).expect("small");
    let (mut glyf, mut loca) = (Vec::new(), vec![0_u32, 0]);
    for i in 1..u32::from(count) {
        if !empty {
            glyf.extend(&glyph);
        }
        loca.push(if empty { 0 } else { i * size });
    }
    glyf.push(0);
    let tables: Vec<([u8; 4], Vec<u8>)> = vec![
        (*b"OS/2", os2()),
        (*b"cmap", cmap(&characters)),
        (*b"glyf", glyf),
        (*b"head", head()),
        (
            *b"hhea",
            words(&[
                1, 0, 880, 65416, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, count,
            ]),
        ),
        (*b"hmtx", words(&[1000, 0].repeat(usize::from(count)))),
        (
            *b"loca",
            loca.iter().flat_map(|at| at.to_be_bytes()).collect(),
        ),
        (
            *b"maxp",
            words(&[1, 0, count, 8, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        ),
        (*b"name", name(family)),
        (
            *b"post",
            words(&[3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ),
    ];
    let mut out = words(&[1, 0, u16::try_from(tables.len()).expect("few"), 128, 3, 32]);
    let mut at = u32::try_from(12 + 16 * tables.len()).expect("small");
    let mut body = Vec::new();
    for (tag, table) in &tables {
        let length = u32::try_from(table.len()).expect("small");
        out.extend(tag);
        for number in [0, at, length] {
            out.extend(number.to_be_bytes());
        }
        body.extend(table);
        while body.len() % 4 != 0 {
            body.push(0);
        }
        at = u32::try_from(12 + 16 * tables.len() + body.len()).expect("small");
    }
    out.extend(body);
    out
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// One contour of five points, all on the curve, with absolute steps of two bytes.
fn square() -> Vec<u8> {
    let mut glyph = words(&[1, 50, 65486, 950, 830, 4, 0]);
    glyph.extend([1, 1, 1, 1, 1]);
    let steps = |to: [i16; 5]| {
        let mut before = 0;
        to.map(|at| {
            let step = at - before;
            before = at;
            step.to_be_bytes()
        })
    };
    glyph.extend(steps([50, 950, 950, 500, 50]).concat());
    glyph.extend(steps([-50, -50, 830, 700, 830]).concat());
    while !glyph.len().is_multiple_of(4) {
        glyph.push(0);
    }
    glyph
}

fn head() -> Vec<u8> {
    let mut head = words(&[1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000]);
    head.extend([0; 16]);
    head.extend(words(&[0, 65486, 1000, 830, 0, 8, 2, 1, 0]));
    head
}

fn os2() -> Vec<u8> {
    let mut os2 = words(&[4, 1000, 400, 5]);
    os2.extend([0; 54]);
    os2.extend(words(&[64, 0, 0xffff, 880, 65416, 0, 880, 120]));
    os2.extend([0; 18]);
    os2
}

fn cmap(characters: &[char]) -> Vec<u8> {
    let count = u32::try_from(characters.len()).expect("few");
    let mut table = words(&[0, 1, 3, 10, 0, 12, 12, 0]);
    for number in [16 + 12 * count, 0, count] {
        table.extend(number.to_be_bytes());
    }
    for (glyph, c) in (1_u32..).zip(characters) {
        for number in [u32::from(*c), u32::from(*c), glyph] {
            table.extend(number.to_be_bytes());
        }
    }
    table
}

fn name(family: &str) -> Vec<u8> {
    let text: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = u16::try_from(text.len()).expect("short");
    let mut table = words(&[0, 2, 30]);
    for id in [1, 6] {
        table.extend(words(&[3, 1, 0x409, id, length, 0]));
    }
    table.extend(text);
    table
}

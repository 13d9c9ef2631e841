//! A font made for tests, so that they do not depend on the machine: every character it has is a
//! filled square with a nick, one em wide.

/// Outlines of the glyphs of a made font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlines {
    /// TrueType curves.
    Quadratic,
    /// `PostScript` curves, in a table `CFF `.
    Cubic,
    /// Nothing, as in picture fonts.
    Empty,
}

/// A font to be made.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// The name of its family.
    pub family: &'a str,
    /// The characters it has; at most some hundred with cubic outlines.
    pub characters: &'a str,
    /// Its outlines.
    pub outlines: Outlines,
    /// Its `fsType`.
    pub embedding: u16,
    /// Its licence.
    pub licence: Option<&'a str>,
}

impl<'a> Made<'a> {
    /// A font that may be embedded, with TrueType outlines.
    pub fn new(family: &'a str, characters: &'a str) -> Self {
        Self {
            family,
            characters,
            outlines: Outlines::Quadratic,
            embedding: 0,
            licence: Some("Made for tests; do as you like."),
        }
    }

    /// The file.
    ///
    /// # Panics
    ///
    /// If it has more characters than its tables can count.
    pub fn file(self) -> Vec<u8> {
        let mut characters: Vec<char> = self.characters.chars().collect();
        characters.sort_unstable();
        characters.dedup();
        let count = u16::try_from(characters.len() + 1).expect("few characters");
        let mut tables = vec![
            (*b"OS/2", os2(self.embedding)),
            (*b"cmap", cmap(&characters)),
            (*b"head", head()),
            (
                *b"hhea",
                words(&[1, 0, 880, 65416, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, count]),
            ),
            (*b"hmtx", words(&[1000, 0].repeat(usize::from(count)))),
            (*b"name", name(self.family, self.licence)),
            (*b"post", words(&[3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
        ];
        let version = if self.outlines == Outlines::Cubic {
            tables.push((*b"CFF ", cff(count)));
            tables.push((*b"maxp", words(&[0, 0x5000, count])));
            *b"OTTO"
        } else {
            let (glyf, loca) = glyf(count, self.outlines);
            tables.push((*b"glyf", glyf));
            tables.push((*b"loca", loca));
            let maxp = [1, 0, count, 8, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
            tables.push((*b"maxp", words(&maxp)));
            [0, 1, 0, 0]
        };
        tables.sort();
        assemble(version, &tables)
    }
}

fn assemble(version: [u8; 4], tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = version.to_vec();
    out.extend(words(&[u16::try_from(tables.len()).expect("few"), 128, 3, 32]));
    let mut at = u32::try_from(12 + 16 * tables.len()).expect("small");
    let mut body = Vec::new();
    for (tag, table) in tables {
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

fn glyf(count: u16, outlines: Outlines) -> (Vec<u8>, Vec<u8>) {
    let glyph = square();
    let size = u32::try_from(glyph.len()).expect("small");
    let (mut glyf, mut loca) = (Vec::new(), vec![0_u32, 0]);
    for i in 1..u32::from(count) {
        if outlines == Outlines::Empty {
            loca.push(0);
        } else {
            glyf.extend(&glyph);
            loca.push(i * size);
        }
    }
    glyf.push(0);
    let loca = loca.iter().flat_map(|at| at.to_be_bytes()).collect();
    (glyf, loca)
}

/// A table `CFF ` (Adobe Technical Note 5176) whose glyphs have the first of the standard names.
fn cff(count: u16) -> Vec<u8> {
    let number = |number: usize| {
        let number = i32::try_from(number).expect("small");
        [&[29][..], &number.to_be_bytes()].concat()
    };
    let short = |number: i16| [&[28][..], &number.to_be_bytes()].concat();
    let index = |entries: &[Vec<u8>]| {
        let mut out = words(&[u16::try_from(entries.len()).expect("few")]);
        out.push(2);
        let mut at = 1;
        out.extend(words(&[at]));
        for entry in entries {
            at += u16::try_from(entry.len()).expect("small");
            out.extend(words(&[at]));
        }
        out.extend(entries.concat());
        out
    };
    let private = [short(1000), vec![20]].concat();
    let names = [vec![0], (1..count).flat_map(u16::to_be_bytes).collect()].concat();
    let draw = [
        short(50),
        short(-50),
        vec![21],
        short(900),
        vec![6],
        short(880),
        vec![7],
        short(-900),
        vec![6, 14],
    ];
    let mut glyphs = vec![vec![14]];
    glyphs.resize(usize::from(count), draw.concat());
    let dictionary = |start: usize| {
        let glyphs = start + names.len() + private.len();
        [
            [number(start), vec![15]].concat(),
            [number(glyphs), vec![17]].concat(),
            number(private.len()),
            number(start + names.len()),
            vec![18],
        ]
        .concat()
    };
    let before = |start: usize| {
        let mut out = vec![1, 0, 4, 2];
        out.extend(index(&[b"Made".to_vec()]));
        out.extend(index(&[dictionary(start)]));
        out.extend([0; 4]);
        out
    };
    let mut out = before(before(0).len());
    out.extend(names);
    out.extend(private);
    out.extend(index(&glyphs));
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

fn os2(embedding: u16) -> Vec<u8> {
    let mut os2 = words(&[4, 1000, 400, 5, embedding]);
    os2.extend([0; 52]);
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

fn name(family: &str, licence: Option<&str>) -> Vec<u8> {
    let stated = [(1, Some(family)), (6, Some(family)), (13, licence)];
    let stated = stated.iter().filter_map(|(id, text)| Some((*id, (*text)?)));
    let count = u16::try_from(stated.clone().count()).expect("few");
    let mut table = words(&[0, count, 6 + 12 * count]);
    let mut texts = Vec::new();
    for (id, text) in stated {
        let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let sizes = [text.len(), texts.len()].map(|size| u16::try_from(size).expect("short"));
        table.extend(words(&[3, 1, 0x409, id, sizes[0], sizes[1]]));
        texts.extend(text);
    }
    table.extend(texts);
    table
}

//! The designs. Each is one file with one function, and one row in [`DESIGNS`].

mod horizon;
mod initial;
mod label;
mod strip;
mod tiles;

use super::block::Room;
use super::canvas::Canvas;
use super::palette::Palette;
use super::seed::Seed;
use super::typeset::Setting;
use chengshu_writing::script::WritingMode;

/// Input of a design. Texts that could not be set are absent; so may be the title.
#[derive(Debug)]
pub(super) struct Brief {
    /// The title in horizontal lines; empty when no font has it.
    pub title: Setting,
    /// The title in vertical lines.
    pub title_vertical: Setting,
    /// The first letter or character of the title.
    pub initial: Option<Setting>,
    pub subtitle: Option<Setting>,
    pub author: Option<Setting>,
    /// Series and number in one horizontal line.
    pub series: Option<Setting>,
    /// The name of the series in vertical lines.
    pub series_vertical: Option<Setting>,
    /// The number in the series.
    pub number: Option<Setting>,
    /// The colours of this book.
    pub palette: &'static Palette,
    /// Choices that make this book differ from others of its series.
    pub book: Seed,
    /// Choices all books of the series share.
    pub family: Seed,
}

/// A way to lay out a cover.
#[derive(Debug)]
pub struct Design {
    /// The name it is asked for by.
    pub name: &'static str,
    /// Its looks.
    pub what: &'static str,
    /// The writing modes of the books it suits.
    pub(super) suits: &'static [WritingMode],
    pub(super) draw: fn(&Brief, &mut Canvas),
}

const ANY: &[WritingMode] = &[WritingMode::Horizontal, WritingMode::Vertical];
const HORIZONTAL: &[WritingMode] = &[WritingMode::Horizontal];

/// All designs. A series gets one by its hash, so inserting a row reshuffles every cover.
pub const DESIGNS: &[Design] = &[
    Design {
        name: "label",
        what: "a paper label on patterned cloth, bound with thread",
        suits: ANY,
        draw: label::draw,
    },
    Design {
        name: "horizon",
        what: "a sun over ridges that darken towards the reader",
        suits: HORIZONTAL,
        draw: horizon::draw,
    },
    Design {
        name: "tiles",
        what: "a mosaic of quarter discs over a white page",
        suits: HORIZONTAL,
        draw: tiles::draw,
    },
    Design {
        name: "strip",
        what: "a coloured strip with the series, and a figure of circles",
        suits: ANY,
        draw: strip::draw,
    },
    Design {
        name: "initial",
        what: "the first character of the title, huge, tone on tone",
        suits: HORIZONTAL,
        draw: initial::draw,
    },
];

/// Size in pixels at which a line is still legible when the cover is 120 pixels wide, for Chinese
/// about eight pixels there (requirement I2).
const LEGIBLE: f32 = 112.0;

/// The largest size in pixels for a title, from that for titles of usual length. One of two or
/// three characters would stand lost on the cover in that.
fn title_size(title: &Setting, usual: f32) -> f32 {
    let length: f32 = title.units.iter().map(|unit| unit.advance).sum();
    usual * (4.0 / length.max(1.0)).clamp(1.0, 1.6)
}

/// Room for a line of furniture: author, series. Long ones become smaller, then two lines.
fn small_room(length: f32) -> Room {
    Room { length, depth: 230.0, largest: LEGIBLE, smallest: 52.0, leading: 1.2 }
}

fn subtitle_room(length: f32, depth: f32) -> Room {
    Room { length, depth, largest: 92.0, smallest: 56.0, leading: 1.3 }
}

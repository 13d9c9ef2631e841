//! Shapes units of text with one face and draws their outlines.

use std::fmt::Write as _;
use std::str::FromStr as _;

use harfrust::{Direction, Language, ShapeOptions, ShaperData, ShaperInstance, UnicodeBuffer};
use skrifa::instance::Location;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::prelude::Size;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

use super::fonts::FontStyle;
use chengshu_writing::phrasing::Class;

/// Path coordinates are whole numbers, this many to the em.
pub(super) const EM: f32 = 4096.0;

/// Which way a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Orientation {
    /// Left to right.
    Horizontal,
    /// Top to bottom, columns from right to left.
    Vertical,
}

/// How a piece of text stands in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stance {
    /// Upright, as in horizontal text.
    Upright,
    /// Turned clockwise: a long word in a vertical line.
    Turned,
}

/// A piece of text no line break may split, as an outline. Lengths are in em.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// The characters.
    pub text: String,
    /// Behaviour at the ends of a line.
    pub class: Class,
    /// True if the line may not break between this unit and the one before it.
    pub glued: bool,
    /// How far the line moves on.
    pub advance: f32,
    /// Where along the line the ink starts and ends.
    pub ink: (f32, f32),
    /// Whether it had to be turned.
    pub stance: Stance,
    /// SVG path data in units of 1/[`EM`] em, y downwards. The origin is the start of the baseline
    /// in horizontal lines and the top of the centre line in vertical ones.
    pub path: String,
}

/// The weight axis of variable fonts.
const WEIGHT_AXIS: Tag = Tag::new(b"wght");

/// A face opened for shaping and drawing.
pub(super) struct Face<'a> {
    font: FontRef<'a>,
    data: ShaperData,
    instance: ShaperInstance,
    location: Location,
    outlines: OutlineGlyphCollection<'a>,
    language: Option<Language>,
    /// Font units to path units.
    scale: f32,
}

/// A shaped glyph, in font units from the start of its unit, y upwards.
struct Placed {
    glyph: GlyphId,
    x: f32,
    y: f32,
}

impl<'a> Face<'a> {
    /// Opens a face in the weight of a style; nothing if the data is no font.
    pub(super) fn new(
        data: &'a [u8],
        index: u32,
        style: FontStyle,
        language: &str,
    ) -> Option<Self> {
        let font = FontRef::from_index(data, index).ok()?;
        let weight = f32::from(style.weight);
        let location = font.axes().location([(WEIGHT_AXIS, weight)]);
        let instance = ShaperInstance::from_coords(&font, location.coords().iter().copied());
        let upem = font.metrics(Size::unscaled(), &location).units_per_em;
        Some(Self {
            data: ShaperData::new(&font),
            outlines: font.outline_glyphs(),
            language: Language::from_str(language).ok(),
            // OpenType, `head`: unitsPerEm is from 16 to 16384.
            scale: EM / f32::from(upem.clamp(16, 16384)),
            font,
            instance,
            location,
        })
    }

    /// Shapes and draws one unit.
    pub(super) fn set(&self, unit: &mut Unit, orientation: Orientation) {
        match orientation {
            Orientation::Horizontal => self.set_horizontal(unit),
            Orientation::Vertical if unit.class != Class::Word => self.set_vertical(unit),
            Orientation::Vertical if stands_upright(&unit.text) => self.set_across(unit),
            Orientation::Vertical => self.set_turned(unit),
        }
    }

    fn set_horizontal(&self, unit: &mut Unit) {
        let (glyphs, advance) = self.shape(&unit.text, Orientation::Horizontal);
        let s = self.scale;
        let pen = self.draw(&glyphs, [s, 0.0, 0.0, -s, 0.0, 0.0]);
        unit.ink = pen.span(pen.left, pen.right);
        unit.advance = advance;
        unit.path = pen.path;
    }

    fn set_vertical(&self, unit: &mut Unit) {
        let (glyphs, advance) = self.shape(&unit.text, Orientation::Vertical);
        let s = self.scale;
        let pen = self.draw(&glyphs, [s, 0.0, 0.0, -s, 0.0, 0.0]);
        unit.ink = pen.span(pen.top, pen.bottom);
        unit.advance = advance;
        unit.path = pen.path;
    }

    /// A short number across a vertical line, in the space of one character (縦中横).
    fn set_across(&self, unit: &mut Unit) {
        let (glyphs, width) = self.shape(&unit.text, Orientation::Horizontal);
        let s = self.scale;
        let measured = self.draw(&glyphs, [s, 0.0, 0.0, -s, 0.0, 0.0]);
        let squeeze = (0.98 / width.max(0.1)).min(1.0);
        let down = EM / 2.0 - f32::midpoint(measured.top, measured.bottom);
        let left = -width * squeeze * EM / 2.0;
        let pen = self.draw(&glyphs, [s * squeeze, 0.0, 0.0, -s, left, down]);
        unit.ink = pen.span(pen.top, pen.bottom);
        unit.advance = 1.0;
        unit.path = pen.path;
    }

    /// A word turned clockwise, its capitals centred on the line.
    fn set_turned(&self, unit: &mut Unit) {
        let (glyphs, width) = self.shape(&unit.text, Orientation::Horizontal);
        let s = self.scale;
        let pen = self.draw(&glyphs, [0.0, s, s, 0.0, -0.35 * EM, 0.0]);
        unit.ink = pen.span(pen.top, pen.bottom);
        unit.advance = width;
        unit.stance = Stance::Turned;
        unit.path = pen.path;
    }

    /// Glyphs and the advance in em.
    fn shape(&self, text: &str, orientation: Orientation) -> (Vec<Placed>, f32) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        if orientation == Orientation::Vertical {
            buffer.set_direction(Direction::TopToBottom);
        }
        if let Some(language) = &self.language {
            buffer.set_language(language.clone());
        }
        let shaper = self.data.shaper(&self.font).instance(Some(&self.instance)).build();
        let run = shaper.shape(buffer, ShapeOptions::new());
        let (mut x, mut y) = (0.0, 0.0);
        let mut glyphs = Vec::with_capacity(run.len());
        for (info, position) in run.glyph_infos().iter().zip(run.glyph_positions()) {
            glyphs.push(Placed {
                glyph: GlyphId::new(info.glyph_id),
                x: x + units(position.x_offset),
                y: y + units(position.y_offset),
            });
            x += units(position.x_advance);
            y += units(position.y_advance);
        }
        let advance = match orientation {
            Orientation::Horizontal => x,
            Orientation::Vertical => -y,
        };
        (glyphs, advance * self.scale / EM)
    }

    /// Draws glyphs through an affine map `[a b c d e f]`, as SVG's `matrix()` has it.
    #[allow(clippy::many_single_char_names, reason = "the letters are SVG's own")]
    fn draw(&self, glyphs: &[Placed], [a, b, c, d, e, f]: [f32; 6]) -> PathPen {
        let mut pen = PathPen::default();
        for Placed { glyph, x, y } in glyphs {
            pen.matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
            let settings = DrawSettings::unhinted(Size::unscaled(), &self.location);
            if let Some(outline) = self.outlines.get(*glyph) {
                // A broken outline leaves what was drawn of it; coverage was checked before.
                let _ = outline.draw(settings, &mut pen);
            }
        }
        pen
    }
}

/// True if a word takes the space of one character in a vertical line: up to three digits, or up
/// to two letters.
fn stands_upright(text: &str) -> bool {
    let count = text.chars().count();
    count <= 2 || count == 3 && text.chars().all(|c| c.is_ascii_digit())
}

/// Font units fit: an em has at most 16384 of them.
#[allow(clippy::cast_precision_loss)]
fn units(value: i32) -> f32 {
    value as f32
}

/// Writes outlines as SVG path data and keeps their bounds.
struct PathPen {
    path: String,
    matrix: [f32; 6],
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Default for PathPen {
    fn default() -> Self {
        Self {
            path: String::new(),
            matrix: [0.0; 6],
            left: f32::MAX,
            right: f32::MIN,
            top: f32::MAX,
            bottom: f32::MIN,
        }
    }
}

impl PathPen {
    /// A range of path units in em; nothing when nothing was drawn.
    fn span(&self, from: f32, to: f32) -> (f32, f32) {
        if self.path.is_empty() { (0.0, 0.0) } else { (from / EM, to / EM) }
    }

    #[allow(clippy::many_single_char_names, reason = "the letters are SVG's own")]
    fn command(&mut self, name: char, points: &[(f32, f32)]) {
        self.path.push(name);
        let [a, b, c, d, e, f] = self.matrix;
        for (x, y) in points {
            let (px, py) = ((a * x + c * y + e).round(), (b * x + d * y + f).round());
            self.left = self.left.min(px);
            self.right = self.right.max(px);
            self.top = self.top.min(py);
            self.bottom = self.bottom.max(py);
            // Writing to a String cannot fail. Adding zero turns -0 into 0.
            let _ = write!(self.path, "{} {} ", px + 0.0, py + 0.0);
        }
    }
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('M', &[(x, y)]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.command('L', &[(x, y)]);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.command('Q', &[(cx, cy), (x, y)]);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.command('C', &[(ax, ay), (bx, by), (x, y)]);
    }
    fn close(&mut self) {
        self.path.push('Z');
    }
}

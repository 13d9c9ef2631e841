//! Text as outlines: shaped with the machine's fonts, measured, and ready to be drawn.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::str::FromStr as _;

use harfrust::{Direction, Language, ShapeOptions, ShaperData, ShaperInstance, UnicodeBuffer};
use resvg::usvg::fontdb::ID;
use skrifa::instance::Location;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::prelude::Size;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

use super::fonts::{Choice, Fonts, Voice, needs_ink};
use super::segment::{Class, segments};

/// Path coordinates are whole numbers, this many to the em.
pub(super) const EM: f32 = 4096.0;

/// The weight axis of variable fonts.
const WEIGHT_AXIS: Tag = Tag::new(b"wght");

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
    /// Whether the line may not break between this unit and the one before it.
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

/// A text set in the fonts at hand, in em, not yet broken into lines.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// What the text is, for findings.
    pub what: &'static str,
    /// The units in reading order.
    pub units: Vec<Unit>,
    /// What to end with when cut short, if there is a font for it.
    pub ellipsis: Option<Unit>,
    /// Which way the lines run.
    pub orientation: Orientation,
}

/// A setting and the characters that could not be set.
#[derive(Debug)]
pub(super) struct Typeset {
    /// What could be set.
    pub setting: Setting,
    /// What could not.
    pub missing: BTreeSet<char>,
}

impl Setting {
    /// Whether there is nothing to be seen.
    pub(super) fn is_empty(&self) -> bool {
        self.units.iter().all(|unit| unit.path.is_empty())
    }
}

/// Sets a text in the given manner. Characters without a glyph in any font are left out.
pub(super) fn typeset(
    what: &'static str,
    text: &str,
    language: &str,
    voice: Voice,
    orientation: Orientation,
    fonts: &Fonts,
) -> Typeset {
    let choice = fonts.choose(text, language, voice);
    let mut units = Vec::new();
    for segment in segments(text) {
        let first = units.len();
        for (face, piece) in pieces(segment.text, &choice) {
            units.push((face, blank(piece, segment.class, units.len() > first)));
        }
    }
    // What is left when a whole script is missing must not be a lone comma.
    if !choice.missing.is_empty() && !units.iter().any(|(_, unit)| legible(&unit.text)) {
        units.clear();
    }
    let dots = fonts.choose("……", language, voice);
    let dots = dots
        .face('…')
        .map(|face| (Some(face), blank("……", Class::Close, false)));
    let has_dots = dots.is_some();
    units.extend(dots);

    let faces: BTreeSet<ID> = units.iter().filter_map(|(face, _)| *face).collect();
    for id in faces {
        fonts.database().with_face_data(id, |data, index| {
            let Some(face) = Face::new(data, index, voice, language) else {
                return;
            };
            for (_, unit) in units.iter_mut().filter(|(face, _)| *face == Some(id)) {
                face.set(unit, orientation);
            }
        });
    }
    let mut units: Vec<Unit> = units.into_iter().map(|(_, unit)| unit).collect();
    let ellipsis = if has_dots { units.pop() } else { None };
    let setting = Setting {
        what,
        units,
        ellipsis,
        orientation,
    };
    Typeset {
        setting,
        missing: choice.missing,
    }
}

/// Cuts a segment where the face changes, leaving out what no face has. Characters without ink
/// stay with what is around them; a piece of nothing else has no face.
fn pieces<'a>(text: &'a str, choice: &Choice) -> Vec<(Option<ID>, &'a str)> {
    let mut out: Vec<(Option<ID>, &str)> = Vec::new();
    let mut current: Option<(usize, Option<ID>)> = None;
    for (at, c) in text.char_indices() {
        if !needs_ink(c) {
            current = current.or(Some((at, None)));
            continue;
        }
        let face = choice.face(c);
        let continues = face.is_some() && current.is_some_and(|(_, id)| id.is_none() || id == face);
        if !continues && let Some((start, before)) = current.take() {
            out.push((before, &text[start..at]));
        }
        if face.is_some() {
            current = Some((current.map_or(at, |(start, _)| start), face));
        }
    }
    if let Some((start, face)) = current {
        out.push((face, &text[start..]));
    }
    out
}

fn legible(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A unit before it is shaped: as wide as a word space, without ink.
fn blank(text: &str, class: Class, glued: bool) -> Unit {
    Unit {
        text: text.to_owned(),
        class,
        glued,
        advance: if class == Class::Space { 0.25 } else { 0.0 },
        ink: (0.0, 0.0),
        stance: Stance::Upright,
        path: String::new(),
    }
}

/// A face opened for shaping and drawing.
struct Face<'a> {
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
    fn new(data: &'a [u8], index: u32, voice: Voice, language: &str) -> Option<Self> {
        let font = FontRef::from_index(data, index).ok()?;
        let weight = f32::from(voice.weight);
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
    fn set(&self, unit: &mut Unit, orientation: Orientation) {
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
        let shaper = self
            .data
            .shaper(&self.font)
            .instance(Some(&self.instance))
            .build();
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
    // The letters are SVG's own.
    #[allow(clippy::many_single_char_names)]
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

/// Whether a word takes the space of one character in a vertical line: up to three digits, or up
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
        if self.path.is_empty() {
            (0.0, 0.0)
        } else {
            (from / EM, to / EM)
        }
    }

    // The letters are SVG's own.
    #[allow(clippy::many_single_char_names)]
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

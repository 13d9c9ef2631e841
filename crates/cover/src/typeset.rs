//! Text as outlines: shaped with the machine's fonts, measured, and ready to be drawn.

use std::collections::BTreeSet;

use resvg::usvg::fontdb::ID;

use super::fonts::{Choice, FontStyle, Fonts, is_visible};
use super::shape::{Face, Orientation, Stance, Unit};
use chengshu_writing::phrasing::{Class, segments};

/// A text set in the fonts at hand, in em, not yet broken into lines.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// The name of the text, for findings.
    pub what: &'static str,
    /// The units in reading order.
    pub units: Vec<Unit>,
    /// The end of a text that is cut short, if there is a font for it.
    pub ellipsis: Option<Unit>,
    /// Which way the lines run.
    pub orientation: Orientation,
}

/// A setting and the characters that could not be set.
#[derive(Debug)]
pub(super) struct Typeset {
    /// The text that could be set.
    pub setting: Setting,
    /// The characters no font has.
    pub missing: BTreeSet<char>,
}

impl Setting {
    /// True if there is nothing to be seen.
    pub(super) fn is_empty(&self) -> bool {
        self.units.iter().all(|unit| unit.path.is_empty())
    }
}

/// Sets a text in the given manner. Characters without a glyph in any font are left out.
pub(super) fn typeset(
    what: &'static str,
    text: &str,
    language: &str,
    style: FontStyle,
    orientation: Orientation,
    fonts: &Fonts,
) -> Typeset {
    let choice = fonts.choose(text, language, style);
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
    let dots = fonts.choose("……", language, style);
    let dots = dots.face('…').map(|face| (Some(face), blank("……", Class::Close, false)));
    let has_dots = dots.is_some();
    units.extend(dots);

    let faces: BTreeSet<ID> = units.iter().filter_map(|(face, _)| *face).collect();
    for id in faces {
        fonts.database().with_face_data(id, |data, index| {
            let Some(face) = Face::new(data, index, style, language) else {
                return;
            };
            for (_, unit) in units.iter_mut().filter(|(face, _)| *face == Some(id)) {
                face.set(unit, orientation);
            }
        });
    }
    let mut units: Vec<Unit> = units.into_iter().map(|(_, unit)| unit).collect();
    let ellipsis = if has_dots { units.pop() } else { None };
    let setting = Setting { what, units, ellipsis, orientation };
    Typeset { setting, missing: choice.missing }
}

/// Cuts a segment where the face changes, leaving out what no face has. Characters without ink
/// stay with what is around them; a piece of nothing else has no face.
fn pieces<'a>(text: &'a str, choice: &Choice) -> Vec<(Option<ID>, &'a str)> {
    let mut out: Vec<(Option<ID>, &str)> = Vec::new();
    let mut current: Option<(usize, Option<ID>)> = None;
    for (at, c) in text.char_indices() {
        if !is_visible(c) {
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

//! The piece of a line that is set as one.

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

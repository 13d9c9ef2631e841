//! A text made to fit a room, and drawn there.

use std::ops::Range;

use super::linebreak::{Lines, MOST_LINES, break_lines, lead, line_length};
use super::shape::{EM, Orientation, Unit};
use super::typeset::Setting;
use chengshu_text::xml::{Element, element};

/// The space a text may take, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// How long a line may be.
    pub length: f32,
    /// How far lines may stack.
    pub depth: f32,
    /// The largest font size.
    pub largest: f32,
    /// The smallest font size; below it the text is cut short.
    pub smallest: f32,
    /// Distance from line to line, in em.
    pub leading: f32,
}

/// Where lines sit along their direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// At the start of the room.
    Start,
    Middle,
    End,
}

/// Whether a whole text is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Whole,
    /// It was cut and ends in an ellipsis.
    Clipped,
}

/// A text in lines.
#[derive(Debug, Clone)]
pub(super) struct Block<'a> {
    lines: Vec<Vec<&'a Unit>>,
    /// The name of the text, for findings.
    pub what: &'static str,
    orientation: Orientation,
    /// Font size in pixels.
    pub size: f32,
    /// Distance from line to line in pixels.
    step: f32,
    /// Whether all of the text is there.
    pub fit: Fit,
}

/// How much a better break weighs against a larger size: a cost of 1, which is little more than
/// what it costs to break a word, is worth nearly half the size.
const COST_WEIGHT: f32 = 0.6;

/// Sizes tried, each 6 % below the one before.
const SIZE_STEP: f32 = 0.94;

/// Fits a text into a room: as large as can be, a little smaller where that breaks better, cut
/// short where even the smallest size does not do.
pub(super) fn fit<'a>(setting: &'a Setting, room: &Room) -> Block<'a> {
    if setting.units.is_empty() {
        return Block {
            lines: Vec::new(),
            what: setting.what,
            orientation: setting.orientation,
            size: room.smallest,
            step: 0.0,
            fit: Fit::Whole,
        };
    }
    let mut best: Option<(f32, f32, Lines)> = None;
    let mut size = room.largest;
    while size >= room.smallest {
        let broken = break_lines(&setting.units, room.length / size, room.most_lines(size));
        if let Some(lines) = broken {
            let worth = size.ln() - COST_WEIGHT * lines.cost;
            if best.as_ref().is_none_or(|(most, ..)| worth > *most) {
                best = Some((worth, size, lines));
            }
        }
        if size <= room.smallest {
            break;
        }
        size = (size * SIZE_STEP).max(room.smallest);
    }
    match best {
        Some((_, size, lines)) => Block {
            lines: lines
                .lines
                .into_iter()
                .map(|line: Range<usize>| setting.units[line].iter().collect())
                .collect(),
            what: setting.what,
            orientation: setting.orientation,
            size,
            step: size * room.leading,
            fit: Fit::Whole,
        },
        None => clip(setting, room),
    }
}

impl Room {
    /// How many lines of the given size fit, at least one.
    fn most_lines(&self, size: f32) -> usize {
        let mut count = 1;
        let mut depth = size;
        while count < MOST_LINES && depth + size * self.leading <= self.depth {
            depth += size * self.leading;
            count += 1;
        }
        count
    }
}

/// Fills the room at the smallest size, line by line, and ends in an ellipsis.
fn clip<'a>(setting: &'a Setting, room: &Room) -> Block<'a> {
    let size = room.smallest;
    let longest = room.length / size;
    let most = room.most_lines(size);
    let dots = setting.ellipsis.as_ref();
    let reserve = dots.map_or(0.0, |unit| unit.advance);
    let mut lines: Vec<Vec<&Unit>> = Vec::new();
    let mut rest = setting.units.as_slice();
    while !rest.is_empty() && lines.len() < most {
        let limit = if lines.len() + 1 == most { longest - reserve } else { longest };
        let mut used = 0.0;
        let fitting = rest.iter().take_while(|unit| {
            used += unit.advance;
            used <= limit
        });
        let count = fitting.count();
        if count == 0 {
            break;
        }
        // Break where it is allowed, if that is not more than a few units back.
        let allowed = (count.saturating_sub(6).max(1)..=count)
            .rev()
            .find(|at| super::linebreak::may_break(rest, *at));
        let (line, after) = rest.split_at(allowed.unwrap_or(count));
        lines.push(line.iter().collect());
        rest = after;
    }
    if let (Some(last), Some(dots)) = (lines.last_mut(), dots) {
        last.push(dots);
    }
    Block {
        lines,
        what: setting.what,
        orientation: setting.orientation,
        size,
        step: size * room.leading,
        fit: Fit::Clipped,
    }
}

impl Block<'_> {
    /// Pixels from the top of the first line to the bottom of the last (across the columns, when
    /// vertical).
    pub(super) fn depth(&self) -> f32 {
        let steps = u16::try_from(self.lines.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if self.lines.is_empty() { 0.0 } else { self.size + self.step * f32::from(steps) }
    }

    /// The length of the longest line in pixels.
    pub(super) fn length(&self) -> f32 {
        self.lines.iter().map(|line| self.length_of(line)).fold(0.0, f32::max)
    }

    fn length_of(&self, line: &[&Unit]) -> f32 {
        line_length(line.iter().copied()) * self.size
    }

    /// Draws the block. Horizontal lines align at `x` and start below `y`; vertical columns
    /// align at `y` and start left of `x`.
    pub(super) fn draw(&self, x: f32, y: f32, align: Align, fill: &str) -> Element {
        let mut group = element("g").attr("fill", fill.to_owned());
        let mut across = match self.orientation {
            // The ascent of CJK faces is 0.88 em (OpenType `OS/2`, ideographic em-box).
            Orientation::Horizontal => y + 0.88 * self.size,
            Orientation::Vertical => x - 0.5 * self.size,
        };
        for line in &self.lines {
            let length = self.length_of(line);
            let mut along = match self.orientation {
                Orientation::Horizontal => x,
                Orientation::Vertical => y,
            } - match align {
                Align::Start => 0.0,
                Align::Middle => length / 2.0,
                Align::End => length,
            } - line.first().map_or(0.0, |first| lead(first) * self.size);
            for unit in line {
                if !unit.path.is_empty() {
                    let (px, py) = match self.orientation {
                        Orientation::Horizontal => (along, across),
                        Orientation::Vertical => (across, along),
                    };
                    let scale = self.size / EM;
                    let path = element("path")
                        .attr("transform", format!("translate({px:.2} {py:.2}) scale({scale:.6})"))
                        .attr("d", unit.path.clone());
                    group = group.child(path);
                }
                along += unit.advance * self.size;
            }
            across += match self.orientation {
                Orientation::Horizontal => self.step,
                Orientation::Vertical => -self.step,
            };
        }
        group
    }
}

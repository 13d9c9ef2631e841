//! Bound with thread, a paper label pasted on patterned cloth: the classical Chinese book.

use std::fmt::Write as _;

use super::{Brief, small_room, subtitle_room, title_size};
use crate::block::{Align, Room, fit};
use crate::canvas::{Canvas, HEIGHT, WIDTH, disc, frame, framed, rect, ring, stroke};
use crate::palette::Rgb;
use crate::seed::Seed;
use crate::shape::Stance;
use crate::typeset::Setting;
use chengshu_text::xml::{Element, element};

/// Where the thread runs.
const SEAM: f32 = WIDTH - 150.0;
/// Top of the label.
const TOP: f32 = 170.0;
/// Titles with more characters than this are set in horizontal lines.
const LONGEST_VERTICAL: usize = 22;

/// Draws the design.
pub(super) fn draw(brief: &Brief, canvas: &mut Canvas) {
    let palette = brief.palette;
    let mut family = brief.family.clone();
    let tone = palette.field.mix(palette.paper, 34);
    let area = [0.0, 0.0, SEAM, HEIGHT];
    let cloth = cloth(&mut family, tone, palette.field);
    canvas.beneath(framed(area, [palette.field; 2], cloth));
    thread(canvas, palette.soft);

    let author_top = HEIGHT - 330.0;
    canvas.add(rect(0.0, author_top, SEAM, 330.0, palette.field.mix(palette.ink, 70)));
    if let Some(author) = &brief.author {
        let line = fit(author, &small_room(SEAM - 260.0));
        let y = author_top + (330.0 - line.depth()) / 2.0;
        canvas.text(&line, 130.0, y, Align::Start, palette.paper);
    }
    if suits_vertical(&brief.title_vertical) {
        tall(brief, canvas, author_top);
    } else if !brief.title.is_empty() {
        wide(brief, canvas, author_top);
    } else {
        emblem(brief, canvas, author_top);
    }
}

fn suits_vertical(title: &Setting) -> bool {
    !title.is_empty()
        && title.units.len() <= LONGEST_VERTICAL
        && title.units.iter().all(|unit| unit.stance == Stance::Upright)
}

/// The title in vertical columns on a tall label.
fn tall(brief: &Brief, canvas: &mut Canvas, bottom: f32) {
    let palette = brief.palette;
    let length = bottom - TOP - 150.0 - 180.0;
    let room = Room {
        length,
        depth: 860.0,
        largest: title_size(&brief.title_vertical, 360.0),
        smallest: 150.0,
        leading: 1.22,
    };
    let title = fit(&brief.title_vertical, &room);
    let inner = title.depth() + 150.0;
    let height = (title.length() + 180.0).max(640.0);
    let left = 130.0;
    paste(canvas, [left, TOP, inner, height], brief);
    let right = left + inner - 75.0;
    canvas.text(&title, right, TOP + 90.0, Align::Start, palette.ink);
    // The series stands beside the label, as a seal stands beside a title.
    let x = left + inner + 90.0;
    if let Some(series) = &brief.series_vertical {
        let room = Room {
            length: 1100.0,
            depth: SEAM - x - 60.0,
            largest: 130.0,
            smallest: 60.0,
            leading: 1.15,
        };
        let block = fit(series, &room);
        let width = block.depth() + 50.0;
        let length = block.length() + 70.0;
        canvas.add(rect(x, TOP, width, length, palette.accent.mix(palette.ink, 60)));
        canvas.text(&block, x + width - 25.0, TOP + 35.0, Align::Start, palette.paper);
        if let Some(number) = &brief.number {
            seal(canvas, brief, number, [x, TOP + length + 40.0, width.max(170.0)]);
        }
    }
    if let Some(subtitle) = &brief.subtitle {
        let block = fit(subtitle, &subtitle_room(SEAM - 260.0, 120.0));
        let y = bottom - block.depth() - 50.0;
        canvas.add(rect(0.0, y - 30.0, SEAM, block.depth() + 80.0, palette.field));
        canvas.text(&block, 130.0, y, Align::Start, palette.soft);
    }
}

/// The title in horizontal lines on a broad label.
fn wide(brief: &Brief, canvas: &mut Canvas, bottom: f32) {
    let palette = brief.palette;
    let (left, width) = (130.0, SEAM - 260.0);
    let inner = width - 160.0;
    let series = brief.series.as_ref().map(|text| fit(text, &small_room(inner)));
    let subtitle = brief.subtitle.as_ref().map(|text| fit(text, &subtitle_room(inner, 260.0)));
    let above = series.as_ref().map_or(0.0, |block| block.depth() + 110.0);
    let below = subtitle.as_ref().map_or(0.0, |block| block.depth() + 60.0);
    let depth = bottom - TOP - 150.0 - 200.0 - above - below;
    let title = fit(
        &brief.title,
        &Room { length: inner, depth, largest: 250.0, smallest: 92.0, leading: 1.2 },
    );
    let height = (title.depth() + above + below + 200.0).max(800.0);
    paste(canvas, [left, TOP, width, height], brief);
    let centre = left + width / 2.0;
    let mut y = TOP + 100.0;
    if let Some(block) = series {
        canvas.text(&block, centre, y, Align::Middle, palette.field);
        y += block.depth() + 50.0;
        canvas.add(rect(centre - 110.0, y, 220.0, 8.0, palette.accent));
        y += 60.0;
    }
    let spare = (TOP + height - 100.0 - y - title.depth() - below) / 2.0;
    y += spare.max(0.0);
    canvas.text(&title, centre, y, Align::Middle, palette.ink);
    if let Some(block) = subtitle {
        canvas.text(&block, centre, y + title.depth() + 60.0, Align::Middle, palette.ink);
    }
}

/// In place of a title that no font has: a round emblem on the label.
fn emblem(brief: &Brief, canvas: &mut Canvas, bottom: f32) {
    let palette = brief.palette;
    let mut seed = brief.book.clone();
    let (left, width, height) = (130.0, 760.0, bottom - TOP - 200.0);
    paste(canvas, [left, TOP, width, height], brief);
    let (x, y) = (left + width / 2.0, TOP + height / 2.0);
    let count = 3 + seed.below(3);
    for (i, _) in (0_u8..).zip(0..count) {
        canvas.add(ring(x, y, 290.0 - 52.0 * f32::from(i), palette.field, 18.0));
    }
    canvas.add(disc(x, y, 60.0, palette.accent));
}

/// The label: paper with a thick and a thin frame (文武边).
fn paste(canvas: &mut Canvas, [x, y, width, height]: [f32; 4], brief: &Brief) {
    let palette = brief.palette;
    canvas.add(rect(x, y, width, height, palette.paper));
    canvas.add(frame(x + 22.0, y + 22.0, width - 44.0, height - 44.0, palette.ink, 10.0));
    canvas.add(frame(x + 40.0, y + 40.0, width - 80.0, height - 80.0, palette.ink, 3.0));
}

fn seal(canvas: &mut Canvas, brief: &Brief, number: &Setting, [x, y, side]: [f32; 3]) {
    let room = Room {
        length: side - 36.0,
        depth: side - 20.0,
        largest: 130.0,
        smallest: 40.0,
        leading: 1.0,
    };
    let block = fit(number, &room);
    canvas.add(rect(x, y, side, side, brief.palette.paper));
    canvas.text(
        &block,
        x + side / 2.0,
        y + (side - block.depth()) / 2.0,
        Align::Middle,
        brief.palette.ink,
    );
}

/// Four stations of thread along the right edge.
fn thread(canvas: &mut Canvas, colour: Rgb) {
    let mut path = format!("M{SEAM} 0V{HEIGHT}");
    for station in [0.06, 0.35, 0.64, 0.94_f32] {
        // Writing to a String cannot fail.
        let _ = write!(path, "M{SEAM} {0}H{WIDTH}", station * HEIGHT);
    }
    canvas.add(stroke(path, colour, 9.0));
}

/// A woven pattern over the whole cloth.
fn cloth(family: &mut Seed, line: Rgb, ground: Rgb) -> Vec<Element> {
    match family.below(3) {
        0 => waves(line, ground),
        1 => lattice(line),
        _ => lozenges(line),
    }
}

/// Rows of overlapping half rings: 青海波.
fn waves(line: Rgb, ground: Rgb) -> Vec<Element> {
    const RADIUS: f32 = 100.0;
    let mut tile = element("pattern")
        .attr("id", "waves")
        .attr("patternUnits", "userSpaceOnUse")
        .attr("width", (2.0 * RADIUS).to_string())
        .attr("height", RADIUS.to_string());
    for row in 0..4_u8 {
        for column in 0..3_u8 {
            let shift = if row % 2 == 0 { 0.0 } else { RADIUS };
            let x = f32::from(column) * 2.0 * RADIUS - shift;
            let y = f32::from(row) * RADIUS / 2.0;
            tile = tile.child(disc(x, y, RADIUS, ground));
            for radius in [96.0, 66.0, 36.0] {
                tile = tile.child(ring(x, y, radius, line, 8.0));
            }
        }
    }
    let cloth = element("rect")
        .attr("width", WIDTH.to_string())
        .attr("height", HEIGHT.to_string())
        .attr("fill", "url(#waves)");
    vec![tile, cloth]
}

/// Squares within squares, linked: a window lattice.
fn lattice(line: Rgb) -> Vec<Element> {
    let mut path = String::new();
    for row in 0..14_u8 {
        for column in 0..8_u8 {
            let (x, y) = (f32::from(column) * 200.0, f32::from(row) * 200.0);
            let _ = write!(
                path,
                "M{x} {y}h200v200h-200zM{0} {1}h100v100h-100zM{2} {y}v50m0 100v50M{x} {3}h50m100 0h50",
                x + 50.0,
                y + 50.0,
                x + 100.0,
                y + 100.0,
            );
        }
    }
    vec![stroke(path, line, 8.0)]
}

/// Linked lozenges: 方胜.
fn lozenges(line: Rgb) -> Vec<Element> {
    let mut path = String::new();
    for row in 0..14_u8 {
        for column in 0..9_u8 {
            let (x, y) = (f32::from(column) * 200.0, f32::from(row) * 200.0);
            for r in [100.0, 62.0, 24.0_f32] {
                let _ =
                    write!(path, "M{x} {0}L{1} {y}L{x} {2}L{3} {y}Z", y - r, x + r, y + r, x - r);
            }
        }
    }
    vec![stroke(path, line, 8.0)]
}

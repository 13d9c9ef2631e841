//! A coloured strip with the series down the left side, as scholarly series have it, and a figure
//! of circles and lines.

use super::{Brief, small_room, subtitle_room, title_size};
use crate::block::{Align, Room, fit};
use crate::canvas::{Canvas, HEIGHT, WIDTH, disc, framed, rect, ring, shape};
use crate::palette::Palette;
use crate::seed::Seed;
use chengshu_text::xml::Element;

const STRIP: f32 = 300.0;
const LEFT: f32 = STRIP + 110.0;
const RIGHT: f32 = WIDTH - 110.0;
const TOP: f32 = 190.0;
/// Where the figure starts and how tall it is.
const FIGURE: (f32, f32) = (1380.0, 800.0);

/// Draws the design.
pub(super) fn draw(brief: &Brief, canvas: &mut Canvas) {
    let palette = brief.palette;
    let mut seed = brief.book.clone();
    canvas.add(rect(0.0, 0.0, STRIP, HEIGHT, palette.field));

    fill_strip(brief, &mut seed, canvas);

    let width = RIGHT - LEFT;
    let subtitle = brief.subtitle.as_ref().map(|text| fit(text, &subtitle_room(width, 250.0)));
    let below = subtitle.as_ref().map_or(0.0, |block| block.depth() + 60.0);
    let title = fit(
        &brief.title,
        &Room {
            length: width,
            depth: FIGURE.0 - TOP - 90.0 - below,
            largest: title_size(&brief.title, 330.0),
            smallest: 92.0,
            leading: 1.16,
        },
    );
    canvas.text(&title, LEFT, TOP, Align::Start, palette.ink);
    if let Some(block) = subtitle {
        canvas.text(&block, LEFT, TOP + title.depth() + 60.0, Align::Start, palette.ink);
    }

    let (top, height) = if brief.title.is_empty() { (0.0, FIGURE.0 + FIGURE.1) } else { FIGURE };
    let area = [STRIP, top, WIDTH - STRIP, height];
    let figure = figure(palette, &mut seed, area);
    canvas.beneath(framed(area, [palette.soft, palette.paper], figure));

    if let Some(author) = &brief.author {
        let line = fit(author, &small_room(width));
        let space = HEIGHT - FIGURE.0 - FIGURE.1;
        let y = FIGURE.0 + FIGURE.1 + (space - line.depth()) / 2.0;
        canvas.text(&line, LEFT, y, Align::Start, palette.ink);
    }
}

/// Puts the number at the foot of the strip, and above it the series.
fn fill_strip(brief: &Brief, seed: &mut Seed, canvas: &mut Canvas) {
    let palette = brief.palette;
    let centre = STRIP / 2.0;
    let mut bottom = HEIGHT - 190.0;
    if let Some(number) = &brief.number {
        let room = Room {
            length: STRIP - 70.0,
            depth: 220.0,
            largest: 190.0,
            smallest: 60.0,
            leading: 1.1,
        };
        let block = fit(number, &room);
        bottom -= block.depth();
        canvas.text(&block, centre, bottom, Align::Middle, palette.paper);
        bottom -= 90.0;
        canvas.add(rect(centre - 60.0, bottom, 120.0, 10.0, palette.accent));
        bottom -= 80.0;
    }
    if let Some(series) = &brief.series_vertical {
        let room = Room {
            length: bottom - TOP,
            depth: STRIP - 40.0,
            largest: 150.0,
            smallest: 60.0,
            leading: 1.1,
        };
        let block = fit(series, &room);
        let right = centre + block.depth() / 2.0;
        canvas.text(&block, right, TOP, Align::Start, palette.paper);
    } else {
        beads(seed, palette, centre, bottom, canvas);
    }
}

/// In place of a series: half discs down the strip, facing either way.
fn beads(seed: &mut Seed, palette: &Palette, x: f32, bottom: f32, canvas: &mut Canvas) {
    const RADIUS: f32 = 62.0;
    let colours = [palette.soft, palette.accent, palette.field.mix(palette.paper, 60)];
    let (mut y, mut sweep) = (TOP, seed.below(2));
    while y + 2.0 * RADIUS <= bottom {
        sweep = 1 - sweep;
        if let Some(colour) = seed.pick(&colours) {
            let path = format!("M{x} {y}A{RADIUS} {RADIUS} 0 0 {sweep} {x} {}Z", y + 2.0 * RADIUS);
            canvas.add(shape(path, *colour));
        }
        y += 2.0 * RADIUS;
    }
}

fn figure(palette: &Palette, seed: &mut Seed, [x, y, width, height]: [f32; 4]) -> Vec<Element> {
    match seed.below(4) {
        0 => rings(palette, x + width * seed.between(0.2, 0.8), y + height),
        1 => rays(palette, x + width * seed.between(0.2, 0.8), y + height),
        2 => {
            let (r, cx, cy) = (seed.between(270.0, 330.0), x + width / 2.0, y + height / 2.0);
            let apart = r * seed.between(0.5, 0.8);
            vec![
                disc(cx - apart, cy, r, palette.field),
                disc(cx + apart, cy, r, palette.accent),
                lens(palette, cx, cy, r, apart),
            ]
        }
        _ => arches(palette, x, y + height, width),
    }
}

/// Rings around a point on the lower edge.
fn rings(palette: &Palette, x: f32, y: f32) -> Vec<Element> {
    let mut shapes: Vec<Element> = (0..14_u8)
        .map(|i| ring(x, y, 260.0 + 90.0 * f32::from(i), palette.field, 40.0))
        .collect();
    shapes.push(disc(x, y, 180.0, palette.accent));
    shapes
}

/// Rays from a half disc on the lower edge.
fn rays(palette: &Palette, x: f32, y: f32) -> Vec<Element> {
    const COUNT: u8 = 24;
    let mut shapes: Vec<Element> = (0..COUNT)
        .filter(|i| i % 2 == 0)
        .map(|i| {
            let edge = |i: u8| {
                let angle = std::f32::consts::PI * f32::from(i) / f32::from(COUNT);
                (x - 2600.0 * angle.cos(), y - 2600.0 * angle.sin())
            };
            let ((ax, ay), (bx, by)) = (edge(i), edge(i + 1));
            shape(format!("M{x:.1} {y:.1}L{ax:.1} {ay:.1}L{bx:.1} {by:.1}Z"), palette.field)
        })
        .collect();
    shapes.push(disc(x, y, 340.0, palette.soft));
    shapes.push(disc(x, y, 270.0, palette.accent));
    shapes
}

/// The area two discs have in common.
fn lens(palette: &Palette, x: f32, y: f32, radius: f32, apart: f32) -> Element {
    let half = (radius * radius - apart * apart).max(0.0).sqrt();
    let (top, bottom) = (y - half, y + half);
    shape(
        format!(
            "M{x:.1} {top:.1}A{radius:.1} {radius:.1} 0 0 1 {x:.1} {bottom:.1}\
             A{radius:.1} {radius:.1} 0 0 1 {x:.1} {top:.1}Z"
        ),
        palette.ink,
    )
}

/// A row of nested arches.
fn arches(palette: &Palette, x: f32, bottom: f32, width: f32) -> Vec<Element> {
    let span = width / 3.0;
    let colours = [palette.field, palette.soft, palette.accent, palette.soft, palette.field];
    let mut shapes = Vec::new();
    for arch in 0..3_u8 {
        let centre = x + span * (f32::from(arch) + 0.5);
        for (i, colour) in (0_u8..).zip(colours) {
            let r = span * (0.44 - 0.09 * f32::from(i));
            let spring = bottom - 330.0;
            shapes.push(shape(
                format!(
                    "M{:.1} {bottom:.1}V{spring:.1}A{r:.1} {r:.1} 0 0 1 {:.1} {spring:.1}V{bottom:.1}Z",
                    centre - r,
                    centre + r
                ),
                colour,
            ));
        }
    }
    shapes
}

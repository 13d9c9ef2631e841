//! A mosaic of quarter discs over a white page, as series of the 1960s and 70s had.

use super::{Brief, LEGIBLE, small_room, subtitle_room, title_size};
use crate::block::{Align, Room, fit};
use crate::canvas::{Canvas, HEIGHT, WIDTH, disc, rect, shape};
use crate::palette::Rgb;
use crate::seed::Seed;
use chengshu_text::xml::{Element, element};

const SIDE: f32 = 400.0;
const MARGIN: f32 = 120.0;

/// Draws the design.
pub(super) fn draw(brief: &Brief, canvas: &mut Canvas) {
    let palette = brief.palette;
    canvas.ground(palette.paper);
    let mut seed = brief.book.clone();
    let width = WIDTH - 2.0 * MARGIN;
    let mut bottom = HEIGHT - MARGIN;
    if let Some(author) = &brief.author {
        let line = fit(author, &small_room(width));
        let top = HEIGHT - MARGIN - line.depth() + 0.1 * line.size;
        canvas.text(&line, MARGIN, top, Align::Start, palette.ink);
        bottom -= LEGIBLE + 70.0;
    }
    let series = brief.series.as_ref().map(|text| fit(text, &small_room(width)));
    let above = series.as_ref().map_or(0.0, |block| block.depth() + 50.0);
    let subtitle = brief.subtitle.as_ref().map(|text| fit(text, &subtitle_room(width, 130.0)));
    let below = subtitle.as_ref().map_or(0.0, |block| block.depth() + 40.0);
    let mut y = SIDE * 3.0 + 90.0;
    let depth = bottom - y - above - below;
    let title = fit(
        &brief.title,
        &Room {
            length: width,
            depth,
            largest: title_size(&brief.title, 330.0),
            smallest: 92.0,
            leading: 1.16,
        },
    );
    // Above a short title there is room for another row.
    let rows = if y + SIDE + above + title.depth() + below <= bottom {
        y += SIDE;
        4
    } else {
        3
    };
    mosaic(brief, rows, &mut seed, canvas);
    if let Some(line) = series {
        canvas.text(&line, MARGIN, y, Align::Start, palette.field);
        y += above;
    }
    canvas.text(&title, MARGIN, y, Align::Start, palette.ink);
    if let Some(block) = subtitle {
        canvas.text(&block, MARGIN, y + title.depth() + 40.0, Align::Start, palette.ink);
    }
}

fn mosaic(brief: &Brief, rows: u8, seed: &mut Seed, canvas: &mut Canvas) {
    let palette = brief.palette;
    let colours = [
        palette.field,
        palette.accent,
        palette.soft,
        palette.paper,
        palette.field.mix(palette.paper, 70),
    ];
    let mut last = usize::MAX;
    for row in 0..rows {
        for column in 0..4_u8 {
            let ground = other(seed, last, colours.len());
            let figure = other(seed, ground, colours.len());
            last = ground;
            let (Some(ground), Some(figure)) = (colours.get(ground), colours.get(figure)) else {
                continue;
            };
            let at = (f32::from(column) * SIDE, f32::from(row) * SIDE);
            canvas.add(tile(seed, at, *ground, *figure));
        }
    }
}

/// A choice different from the one before.
fn other(seed: &mut Seed, not: usize, count: usize) -> usize {
    let choice = seed.below(count);
    if choice == not { (choice + 1) % count } else { choice }
}

/// One tile: a ground and a figure on it, turned by quarters.
fn tile(seed: &mut Seed, (x, y): (f32, f32), ground: Rgb, figure: Rgb) -> Element {
    let (s, h) = (SIDE, SIDE / 2.0);
    let drawn: Vec<Element> = match seed.below(7) {
        // Quarter disc.
        0 | 1 => vec![shape(format!("M0 0H{s}A{s} {s} 0 0 1 0 {s}Z"), figure)],
        // Quarter ring.
        2 => vec![
            shape(format!("M0 0H{s}A{s} {s} 0 0 1 0 {s}Z"), figure),
            shape(format!("M0 0H{h}A{h} {h} 0 0 1 0 {h}Z"), ground),
        ],
        // Leaf: two arcs between opposite corners.
        3 => vec![shape(format!("M0 0A{s} {s} 0 0 1 {s} {s}A{s} {s} 0 0 1 0 0Z"), figure)],
        // Half disc.
        4 => vec![shape(format!("M0 0A{h} {h} 0 0 0 {s} 0Z"), figure)],
        // Triangle.
        5 => vec![shape(format!("M0 0H{s}L0 {s}Z"), figure)],
        _ => vec![disc(h, h, SIDE * 0.32, figure)],
    };
    let turn = seed.below(4) * 90;
    element("g")
        .attr("transform", format!("translate({x} {y})"))
        .child(rect(0.0, 0.0, s, s, ground))
        .child(
            element("g")
                .attr("transform", format!("rotate({turn} {h} {h})"))
                .children(drawn),
        )
}

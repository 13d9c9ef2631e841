//! A sun or moon over ridges that darken towards the reader, after shan shui painting.

use std::fmt::Write as _;

use super::{Brief, small_room, subtitle_room, title_size};
use crate::block::{Align, Room, fit};
use crate::canvas::{Canvas, HEIGHT, WIDTH, disc, shape};
use crate::palette::Rgb;
use crate::seed::Seed;

const MARGIN: f32 = 130.0;
const RIDGES: u8 = 5;

/// Draws the design.
pub(super) fn draw(brief: &Brief, canvas: &mut Canvas) {
    let palette = brief.palette;
    let mut seed = brief.book.clone();
    canvas.ground(palette.paper);
    let width = WIDTH - 2.0 * MARGIN;

    let mut y = MARGIN;
    if let Some(series) = &brief.series {
        let line = fit(series, &small_room(width));
        canvas.text(&line, MARGIN, y, Align::Start, palette.field);
        y += line.depth() + 60.0;
    }
    let title = fit(
        &brief.title,
        &Room {
            length: width,
            depth: 1000.0 - (y - MARGIN),
            largest: title_size(&brief.title, 350.0),
            smallest: 92.0,
            leading: 1.16,
        },
    );
    canvas.text(&title, MARGIN, y, Align::Start, palette.ink);
    y += title.depth();
    if let Some(subtitle) = &brief.subtitle {
        let block = fit(subtitle, &subtitle_room(width, 240.0));
        canvas.text(&block, MARGIN, y + 50.0, Align::Start, palette.ink);
        y += block.depth() + 50.0;
    }

    // The landscape rises to meet a short title.
    let horizon = (y + 520.0).clamp(1150.0, 1580.0);
    let radius = seed.between(210.0, 270.0);
    let x = seed.between(900.0, 1250.0);
    // Under a tall title the sun sets.
    let sun = (horizon - 120.0).max(y + radius + 70.0);
    canvas.add(disc(x, sun, radius, palette.accent));
    let far = palette.paper.mix(palette.field, 84);
    let near = palette.field.mix(palette.ink, 90);
    let fall = (HEIGHT - 330.0 - horizon) / f32::from(RIDGES - 1);
    for ridge in 0..RIDGES {
        let share = ridge * (255 / (RIDGES - 1));
        let top = horizon + fall * f32::from(ridge);
        canvas.add(mountains(
            &mut seed,
            top,
            210.0 - 22.0 * f32::from(ridge),
            far.mix(near, share),
        ));
    }
    if let Some(author) = &brief.author {
        let line = fit(author, &small_room(width));
        let top = HEIGHT - MARGIN - line.depth() + 0.1 * line.size;
        canvas.text(&line, MARGIN, top, Align::Start, palette.paper);
    }
}

/// One ridge from edge to edge: a smooth line through seeded heights, filled to the bottom.
fn mountains(seed: &mut Seed, top: f32, height: f32, fill: Rgb) -> chengshu_text::xml::Element {
    let step = seed.between(300.0, 420.0);
    let mut x = -seed.between(100.0, step);
    let mut y = top;
    let mut path = format!("M{x:.1} {HEIGHT}L{x:.1} {y:.1}");
    let mut up = seed.below(2) == 0;
    while x < WIDTH {
        let run = step * seed.between(0.7, 1.3);
        let next = if up {
            top - height * seed.between(0.3, 1.0)
        } else {
            top + height * seed.between(0.1, 0.45)
        };
        // Level tangents at every peak and valley keep the line smooth. Writing to a String
        // cannot fail.
        let _ = write!(
            path,
            "C{:.1} {y:.1} {:.1} {next:.1} {:.1} {next:.1}",
            x + run * 0.45,
            x + run * 0.55,
            x + run
        );
        x += run;
        y = next;
        up = !up;
    }
    let _ = write!(path, "L{x:.1} {HEIGHT}Z");
    shape(path, fill)
}

//! The first character of the title, huge, tone on tone, with the title over it.

use super::{Brief, small_room, subtitle_room, title_size};
use crate::block::{Align, Room, fit};
use crate::canvas::{Canvas, HEIGHT, WIDTH, rect, ring};

const MARGIN: f32 = 130.0;

/// Draws the design.
pub(super) fn draw(brief: &Brief, canvas: &mut Canvas) {
    let palette = brief.palette;
    let mut seed = brief.book.clone();
    canvas.ground(palette.field);
    let tone = palette.field.mix(palette.paper, 28);
    if let Some(initial) = &brief.initial {
        let huge = seed.between(1700.0, 1900.0);
        let room =
            Room { length: 4000.0, depth: 4000.0, largest: huge, smallest: huge, leading: 1.0 };
        let block = fit(initial, &room);
        let x = WIDTH + 0.1 * huge - seed.between(0.0, 0.12) * huge;
        canvas.text(&block, x, -0.1 * huge, Align::End, tone);
    } else {
        let (x, y) = (seed.between(700.0, 1500.0), seed.between(500.0, 1000.0));
        for i in 0..16_u8 {
            canvas.add(ring(x, y, 120.0 + 110.0 * f32::from(i), tone, 46.0));
        }
    }

    let width = WIDTH - 2.0 * MARGIN;
    canvas.add(rect(0.0, 0.0, 44.0, HEIGHT, palette.accent));
    if let Some(series) = &brief.series {
        let line = fit(series, &small_room(width));
        canvas.text(&line, MARGIN, MARGIN, Align::Start, palette.soft);
    }
    let mut bottom = HEIGHT - MARGIN;
    if let Some(author) = &brief.author {
        let line = fit(author, &small_room(width));
        bottom -= line.depth() - 0.1 * line.size;
        canvas.text(&line, MARGIN, bottom, Align::Start, palette.soft);
        bottom -= 90.0;
    }
    canvas.add(rect(MARGIN, bottom, 220.0, 14.0, palette.accent));
    bottom -= 90.0;
    if let Some(subtitle) = &brief.subtitle {
        let block = fit(subtitle, &subtitle_room(width, 250.0));
        bottom -= block.depth();
        canvas.text(&block, MARGIN, bottom, Align::Start, palette.paper);
        bottom -= 50.0;
    }
    let title = fit(
        &brief.title,
        &Room {
            length: width,
            depth: bottom - 420.0,
            largest: title_size(&brief.title, 370.0),
            smallest: 92.0,
            leading: 1.16,
        },
    );
    canvas.text(&title, MARGIN, bottom - title.depth(), Align::Start, palette.paper);
}

//! Takes descriptions apart: the blurb, works cited, notes, lists of times, and what they promote.

use std::sync::Arc;

use super::references;
use crate::ingest::diag::DESCRIPTION_PARTED;
use crate::ingest::promotion::{Line, promotion};
use crate::ingest::times;
use crate::model::outline::{DescriptionText, Outline};
use crate::model::treatment::Promotion;
use chengshu_references::read as bibliography;
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::source::{Source, Span};

/// Under this name the report counts the lines that are set apart.
pub const PROMOTION: &str = "promotion";

/// Takes the description of a transcript apart. The pieces stand in place of the whole. A list of times is
/// no part of the blurb: it is the chapters of a recording, or promotes it.
pub(super) fn describe(outline: &mut Outline, source: &Source, wish: Promotion, sink: &mut Sink) {
    let Some(description) = outline.head.description.take() else {
        return;
    };
    let wish = outline.head.promotion.as_ref().map_or(wish, |stated| stated.value);
    let place = |offset| source.place(description.offset(offset));
    let is_cut = outline.is_divided || wish != Promotion::Keep;
    let times = if is_cut { times::times(&description.text).lines } else { Vec::new() };
    let text = times::without(&description.text, &times);
    let read = bibliography::read_description(&text);
    bibliography::report(&text, &read, place, sink);
    let mut lines = lines(&text, &read.intro, true);
    lines.extend(self::lines(&text, &read.notes, false));
    let (mut promoted, kept) = parted(&text, lines, wish);
    if outline.is_divided {
        report(&times, "read as chapters", place, sink);
    } else {
        promoted.extend(self::lines(&description.text, &times, false));
        promoted.sort_by_key(|line| line.at.start);
    }
    let places: Vec<Span> = promoted.iter().map(|line| line.at.clone()).collect();
    let (intro, notes): (Vec<_>, Vec<_>) = kept.into_iter().partition(|line| line.is_blurb);
    let words = |lines: Vec<Line>| lines.into_iter().map(|line| line.text).collect();
    let numbers = references::numbers(&text, &read.references);
    let works = read.references.into_iter().map(Arc::new);
    let mut works: Vec<_> = works.collect();
    // The works of all transcripts are kept until the book is bound. Collected in place, they would
    // have the room of what they were collected from.
    works.shrink_to_fit();
    outline.description = DescriptionText {
        intro: words(intro),
        notes: words(notes),
        references: works,
        numbers,
        ..DescriptionText::default()
    };
    if wish == Promotion::Drop {
        report(&places, "left out as promotion", place, sink);
        let left_out = promoted.into_iter().map(|line| (place(line.at.start).line, line.text));
        outline.description.left_out = left_out.collect();
    } else {
        report(&places, "set apart as promotion", place, sink);
        outline.description.promotion = words(promoted);
    }
}

/// What lines promote, and the others in their order.
fn parted(text: &str, mut lines: Vec<Line>, wish: Promotion) -> (Vec<Line>, Vec<Line>) {
    if wish == Promotion::Keep {
        return (Vec::new(), lines);
    }
    lines.sort_by_key(|line| line.at.start);
    let mut end = 0;
    for line in &mut lines {
        let between = text.get(end..line.at.start).unwrap_or_default();
        line.is_apart = end == 0 || between.matches('\n').count() > 1;
        end = line.at.end;
    }
    let promotes = promotion(&lines);
    let (promoted, kept): (Vec<_>, Vec<_>) =
        lines.into_iter().zip(promotes).partition(|(_, promotes)| *promotes);
    let lines = |pairs: Vec<(Line, bool)>| pairs.into_iter().map(|(line, _)| line).collect();
    (lines(promoted), lines(kept))
}

/// The lines of some pieces that are not blank.
fn lines(text: &str, pieces: &[Span], is_blurb: bool) -> Vec<Line> {
    let mut found = Vec::new();
    for piece in pieces {
        let mut at = piece.start;
        for line in text.get(piece.clone()).unwrap_or_default().split_inclusive('\n') {
            let words = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            if !words.is_empty() {
                let at = start..start + words.len();
                found.push(Line { text: words.to_owned(), at, is_apart: false, is_blurb });
            }
        }
    }
    found
}

/// Tells how many lines stand elsewhere than they stood.
fn report(lines: &[Span], told: &str, place: impl Fn(usize) -> Place, sink: &mut Sink) {
    if let Some(first) = lines.first() {
        let message = format!("{told}: {} of the description", counted(lines.len(), "line"));
        sink.push(Diagnostic::new(&DESCRIPTION_PARTED, message).at(place(first.start)));
    }
}

//! Captions that somebody saved as a text: SRT, WebVTT, ASS and JSON in `.txt` and `.md` files, also under a
//! head, under a heading, or in a code block around all of it.
//!
//! Prose that mentions a time or shows a caption is prose. So a text must open with captions, consist of
//! them, and lose nothing by being read so; a text that does not open with them costs a look at its first
//! lines. What there is no rule for stays as it is: there is no specification of mixtures.

use std::sync::Arc;

use super::diag::CUT_OFF;
use super::formats::{FORMATS, Reads};
use super::front_matter::{self, Split};
use super::prose;
use super::signs::LEAST;
use super::speech::lines;
use super::times::times;
use crate::model::speech::{Mark, Recording};
use chengshu_text::diag::Sink;
use chengshu_text::source::{Source, Span};

/// Reads a text whose captions are all there is of it but for its head. Out: the recording; with the
/// heading before all captions as its title, unless there is a head. `None` of any other text.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let split = front_matter::split(source);
    let body = match &split.head {
        Some(_) => split.body.clone(),
        None => 0..source.text.len(),
    };
    let body = unfenced(&source.text, body, split.fence.is_some());
    let (title, body) = match split.head {
        Some(_) => (None, body),
        None => titled(&source.text, body),
    };
    let text = source.text.get(body.clone())?.trim();
    let mut signs = FORMATS.iter().filter_map(|format| match format.reads {
        Reads::Speech(read) | Reads::Subtitles(read) => Some((format.within?, read)),
        Reads::Prose | Reads::Document(_) | Reads::Binary(..) => None,
    });
    // Made once a text shows to be captions.
    let mut alone: Option<Source> = None;
    let is_titled = split.head.is_some() || title.is_some();
    let captions = signs.find_map(|(is_in_it, read)| {
        if !is_in_it(text) {
            return None;
        }
        let alone = alone.get_or_insert_with(|| only(source, body.clone()));
        let mut found = Sink::default();
        let recording = read(alone, &mut found)?;
        // Behind the end of JSON may stand prose, and under a heading an example.
        let is_cut = found.as_slice().iter().any(|finding| finding.code == &CUT_OFF);
        if is_cut || (title.is_some() && recording.cues.len() < LEAST) {
            return None;
        }
        sink.append(found);
        let own = Some(recording.chapters).filter(|chapters| !chapters.is_empty());
        let chapters = own.unwrap_or_else(|| listed(source, &split));
        Some(Recording { title: title.clone().or(recording.title), chapters, ..recording })
    });
    captions.or_else(|| {
        let recording = unmarked(source, text, body).filter(|_| is_titled)?;
        let chapters = listed(source, &split);
        Some(Recording { title: title.or(recording.title), chapters, ..recording })
    })
}

/// Reads lines with times whose words have no marks, which are raw speech: nobody has written them. Others
/// under a head are Markdown.
fn unmarked(source: &Source, text: &str, body: Span) -> Option<Recording> {
    let first = text.trim_start_matches(['[', '(', '（', '【', '`', '<']);
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let recording = lines::read(&only(source, body), &mut Sink::default())?;
    prose::is_unpunctuated(&recording).then_some(recording)
}

/// The chapters that the description in a head lists.
fn listed(source: &Source, split: &Split) -> Vec<Mark> {
    let head = front_matter::read_head(source, split, &mut Sink::default());
    head.description.map(|stated| times(&stated.text).chapters).unwrap_or_default()
}

/// Reads lines with times or speakers under a heading, which is their title.
pub fn lines(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let (title, body) = titled(&source.text, 0..source.text.len());
    let recording = lines::read(&only(source, body), sink)?;
    Some(Recording { title, ..recording })
}

/// The file with blanks before a part of it and nothing behind, so that places stay what they are.
fn only(source: &Source, part: Span) -> Source {
    let before = source.text.bytes().take(part.start);
    let mut text: String = before.map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.push_str(source.text.get(part).unwrap_or_default());
    Source::new(Arc::clone(&source.name), text)
}

/// The part within a code block that is all of it, or that began before the head.
fn unfenced(text: &str, part: Span, is_open: bool) -> Span {
    let whole = text.get(part.clone()).unwrap_or_default();
    let trimmed = whole.trim_end();
    let last = trimmed.rfind('\n').map_or(0, |at| at + 1);
    let is_fence = |line: &str| {
        let run = line.trim();
        run.len() >= 3 && (run.bytes().all(|b| b == b'`') || run.bytes().all(|b| b == b'~'))
    };
    if !is_fence(&trimmed[last..]) {
        return part;
    }
    let end = part.start + last;
    if is_open {
        return part.start..end;
    }
    let blank = whole.len() - whole.trim_start().len();
    let first = whole[blank..].lines().next().unwrap_or_default();
    let info = first.trim_start_matches(['`', '~']);
    let opens = is_fence(&first[..first.len() - info.len()]) && !info.trim().contains(' ');
    let start = part.start + blank + first.len();
    if opens && start < end { start..end } else { part }
}

/// The heading a part begins with, and what follows.
fn titled(text: &str, part: Span) -> (Option<String>, Span) {
    let whole = text.get(part.clone()).unwrap_or_default();
    let blank = whole.len() - whole.trim_start().len();
    let line = whole[blank..].lines().next().unwrap_or_default();
    let heading = line.strip_prefix("# ").map(str::trim);
    match heading.filter(|heading| !heading.is_empty()) {
        Some(heading) => (Some(heading.to_owned()), part.start + blank + line.len()..part.end),
        None => (None, part),
    }
}

#[cfg(test)]
mod tests;

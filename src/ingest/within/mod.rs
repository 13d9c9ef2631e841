//! Captions that somebody saved as a text: SRT, WebVTT, ASS and JSON in `.txt` and `.md` files, also under a
//! head, under a heading, or in a code block around all of it.
//!
//! Prose that mentions a time or shows a caption is prose. So a text must open with captions, consist of
//! them, and lose nothing by being read so; a text that does not open with them costs a look at its first
//! lines. What there is no rule for stays as it is: there is no specification of mixtures.

use std::sync::Arc;

use super::diag::CUT_OFF;
use super::formats::{FORMATS, Reads};
use super::front_matter;
use super::speech::clock;
use crate::model::speech::Recording;
use chengshu_text::diag::Sink;
use chengshu_text::source::{Source, Span};

/// How many lines that are not blank may stand before the first caption.
const BEFORE: usize = 3;

/// How many captions a text has that other words stand before.
const LEAST: usize = 3;

/// At least one line in so many that are not blank has the times of a caption: a number, the times and
/// up to three lines of words, or two if other words stand before.
const SHARE: usize = 5;

/// What WebVTT begins with.
const SIGNATURE: &str = "WEBVTT";

/// Signs only Markdown begins lines with.
const MARKDOWN: &[&str] = &["```", "~~~", "> ", "|", "- ", "* ", "+ "];

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
        Reads::Speech(read) => Some((format.within?, read)),
        Reads::Prose => None,
    });
    // Made once a text shows to be captions.
    let mut alone: Option<Source> = None;
    signs.find_map(|(is_in_it, read)| {
        if !is_in_it(text) {
            return None;
        }
        let alone = alone.get_or_insert_with(|| only(source, body.clone()));
        let mut found = Sink::default();
        let recording = read(alone, &mut found)?;
        // Behind the end of JSON may stand prose, and under a heading an example.
        let is_cut = found
            .as_slice()
            .iter()
            .any(|finding| finding.code == &CUT_OFF);
        if is_cut || (title.is_some() && recording.cues.len() < LEAST) {
            return None;
        }
        sink.append(found);
        Some(Recording {
            title: title.clone().or(recording.title),
            ..recording
        })
    })
}

/// The file with blanks before a part of it and nothing behind, so that places stay what they are.
fn only(source: &Source, part: Span) -> Source {
    let before = source.text.bytes().take(part.start);
    let mut text: String = before
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
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
    if opens && start < end {
        start..end
    } else {
        part
    }
}

/// The heading a part begins with, and what follows.
fn titled(text: &str, part: Span) -> (Option<String>, Span) {
    let whole = text.get(part.clone()).unwrap_or_default();
    let blank = whole.len() - whole.trim_start().len();
    let line = whole[blank..].lines().next().unwrap_or_default();
    let heading = line.strip_prefix("# ").map(str::trim);
    match heading.filter(|heading| !heading.is_empty()) {
        Some(heading) => (
            Some(heading.to_owned()),
            part.start + blank + line.len()..part.end,
        ),
        None => (None, part),
    }
}

fn filled(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Whether a text is SRT: captions from its first line on, or some of them after a few lines.
pub fn is_srt(text: &str) -> bool {
    let mut before = 0;
    if text.starts_with(SIGNATURE) {
        return false;
    }
    for line in filled(text).take(BEFORE + 2) {
        if is_times(line) {
            return consists(text, if before > 0 { LEAST } else { 1 }, before);
        }
        if MARKDOWN.iter().any(|sign| line.starts_with(sign)) {
            return false;
        }
        before += usize::from(!clock::is_number(line));
        if before > BEFORE {
            break;
        }
    }
    false
}

/// Whether enough lines of a text have the times of captions.
fn consists(text: &str, least: usize, before: usize) -> bool {
    let times = filled(text).filter(|line| is_times(line)).count();
    let lines = filled(text).count() - before;
    times >= least && times * (SHARE - usize::from(before > 0)) >= lines
}

/// Whether a text is WebVTT: its first line, then lines of the header with a colon or a sign of equality,
/// and captions.
pub fn is_vtt(text: &str) -> bool {
    let signature = text.strip_prefix(SIGNATURE);
    if !signature.is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', ' ', '\t'])) {
        return false;
    }
    let mut header = text.lines().skip(1).map(str::trim);
    let mut header = header
        .by_ref()
        .take_while(|line| !line.is_empty() && !is_times(line));
    let is_header = header.all(|line| line.contains([':', '=']) || clock::is_number(line));
    let captions = filled(text).skip_while(|line| !is_times(line));
    let (lines, times) = captions.fold((0, 0), |(lines, times), line| {
        (lines + 1, times + usize::from(is_times(line)))
    });
    is_header && times > 0 && times * (SHARE + 1) >= lines
}

/// Whether a text is ASS or SSA: sections, and in that of the events nothing but them.
pub fn is_ass(text: &str) -> bool {
    const FIRST: &[&str] = &["[script info]", "[v4+ styles]", "[v4 styles]", "[events]"];
    const EVENTS: &[&str] = &[
        "Format:",
        "Dialogue:",
        "Comment:",
        "Picture:",
        "Sound:",
        "Movie:",
        "Command:",
        ";",
        "[",
    ];
    let mut lines = filled(text).skip_while(|line| line.starts_with(';'));
    let first = lines.next().unwrap_or_default().to_ascii_lowercase();
    if !FIRST.contains(&first.as_str()) {
        return false;
    }
    let mut events = filled(text).skip_while(|line| !line.eq_ignore_ascii_case("[events]"));
    events.next().is_some() && events.all(|line| EVENTS.iter().any(|known| line.starts_with(known)))
}

/// Whether a text may be JSON from its first sign to its last.
pub fn is_json(text: &str) -> bool {
    let inner = text.strip_prefix('{').filter(|rest| rest.ends_with('}'));
    inner.is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// Whether a line has the two times of a caption and nothing else but settings, such as
/// `00:00:01,000 --> 00:00:03,500 align:start`. Hours of the day, `9:00 → 10:00`, are none.
fn is_times(line: &str) -> bool {
    let Some((_, _, rest)) = clock::range(line) else {
        return false;
    };
    let is_exact = line.contains("-->") || line.contains([',', '.', '，', '．']);
    is_exact && rest.split_whitespace().all(|word| word.contains(':'))
}

#[cfg(test)]
mod tests;

//! The common part of SRT, WebVTT and `SubViewer`: lines of text under a line with two times.

use super::clock;
use crate::ingest::diag::{STRAY_TEXT, TIME_NOT_READ};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

/// A caption with its lines as they stand in the file.
#[derive(Debug, PartialEq, Eq)]
pub struct Caption<'a> {
    /// Both times, unless they could not be read.
    pub times: Option<(u64, u64)>,
    /// The lines, joined as they stand in the file.
    pub text: &'a str,
    /// Where the text begins.
    pub at: usize,
}

/// The line over the times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A number, as in SRT.
    Number,
    /// Anything after an empty line, as in WebVTT.
    Any,
    /// None.
    None,
}

/// Reads the two times of a line. Out: both, and what follows.
pub type Range = fn(&str) -> Option<(u64, u64, &str)>;

/// A line and where it begins.
type Line<'a> = (usize, &'a str);

/// Reads the captions of a text. Lines are taken for what they look like and not for where they
/// stand, since empty lines and numbers go missing. In: the lines, comments left out. Out: the
/// captions in order; nothing if there is no line with two times.
pub fn captions<'a>(
    source: &'a Source,
    lines: &[Line<'a>],
    label: Label,
    range: Range,
    sink: &mut Sink,
) -> Vec<Caption<'a>> {
    let is_time = |line: &str| range(line).is_some();
    if !lines.iter().any(|(_, line)| is_time(line)) {
        return Vec::new();
    }
    let label = match label {
        Label::Number if !is_numbered(lines) => Label::None,
        label => label,
    };
    let mut out: Vec<Caption<'a>> = Vec::new();
    let mut times = None;
    let mut from = 0;
    for (number, &(at, line)) in lines.iter().enumerate() {
        let read = range(line);
        let broken = read.is_none() && looks_like_times(line);
        if read.is_none() && !broken {
            continue;
        }
        let text = &lines[from..label_start(lines, from, number, label)];
        push(source, &mut out, times, text, sink);
        if broken {
            sink.push(
                Diagnostic::new(&TIME_NOT_READ, "cannot read the times on this line")
                    .at(source.place(at))
                    .help("write them as 00:01:02,345 --> 00:01:04,000"),
            );
        }
        times = Some(read.map(|(start, end, _)| (start, end)));
        from = number + 1;
    }
    push(source, &mut out, times, &lines[from..], sink);
    out
}

/// Adds the lines under a line of times; without one they stand before all captions.
#[allow(clippy::option_option)] // No line of times, or one that cannot be read.
fn push<'a>(
    source: &'a Source,
    out: &mut Vec<Caption<'a>>,
    times: Option<Option<(u64, u64)>>,
    lines: &[Line<'a>],
    sink: &mut Sink,
) {
    let blank = |line: &&Line<'_>| line.1.trim().is_empty();
    let first = lines.iter().find(|line| !blank(line));
    let last = lines.iter().rfind(|line| !blank(line));
    let (Some(&(at, _)), Some(&(end, line))) = (first, last) else {
        return;
    };
    if times.is_none() {
        sink.push(
            Diagnostic::new(&STRAY_TEXT, "there is text before the first caption")
                .at(source.place(at))
                .help("it was kept; delete it if it is not part of the talk"),
        );
    }
    let text = source.text.get(at..end + line.len()).unwrap_or_default();
    out.push(Caption { times: times.flatten(), text, at });
}

/// Where the label over a line of times begins, if there is one.
fn label_start(lines: &[Line<'_>], from: usize, number: usize, label: Label) -> usize {
    let Some(over) = number.checked_sub(1).filter(|&over| over >= from) else {
        return number;
    };
    let line = lines[over].1.trim();
    let is_label = match label {
        Label::None => false,
        Label::Number => clock::is_number(line),
        Label::Any => {
            // Under times and an empty line it is text that has come apart from them.
            let after_blank = over == from || lines[over - 1].1.trim().is_empty();
            let after_text = lines[from..over].iter().any(|(_, line)| !line.trim().is_empty());
            !line.is_empty() && after_blank && (after_text || from == 0)
        }
    };
    if is_label { over } else { number }
}

/// True if the first captions are numbered.
fn is_numbered(lines: &[Line<'_>]) -> bool {
    let mut seen = 0;
    let mut numbered = 0;
    let mut before = "";
    for (_, line) in lines {
        if clock::range(line).is_some() {
            seen += 1;
            numbered += usize::from(clock::is_number(before));
            if seen == 8 {
                break;
            }
        }
        before = line;
    }
    numbered * 2 >= seen
}

/// A line that begins with a digit and has an arrow, or is an arrow: meant as times.
fn looks_like_times(line: &str) -> bool {
    let line = line.trim_start();
    let arrow = clock::ARROWS[..2].iter().any(|arrow| line.contains(arrow));
    arrow && line.len() < 80 && line.starts_with(|c: char| c.is_ascii_digit() || c == '-')
}

/// The lines of a text and where they begin.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line.trim_end_matches('\r'))
    })
}

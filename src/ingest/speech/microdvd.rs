//! Subtitles in one line each: `MicroDVD`, `{25}{75}one|two`, which counts frames, and MPL2, `[10][30]one|two`,
//! which counts tenths of a second.

use super::captions::lines;
use super::markup;
use crate::ingest::diag::LINE_NOT_READ;
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

/// Frames a second where a file states none.
const RATE: f64 = 23.976;

/// Reads a file. `None` if hardly any line begins with two numbers in braces or brackets.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let filled = || lines(&source.text).filter(|(_, line)| !line.trim().is_empty());
    let read = filled().filter(|(_, line)| numbers(line).is_some()).count();
    if read * 2 <= filled().count() {
        return None;
    }
    let mut rate = RATE;
    let mut cues: Vec<Cue> = Vec::new();
    for (at, line) in filled() {
        let Some((open, [start, end], words)) = numbers(line) else {
            sink.push(
                Diagnostic::new(&LINE_NOT_READ, "this line does not begin with two numbers")
                    .at(source.place(at))
                    .help("it was kept as text; write it as {25}{75}words"),
            );
            cues.push(Cue { text: plain(line), at, ..Cue::default() });
            continue;
        };
        // The first line may be the rate.
        let stated: Option<f64> = words.trim().parse().ok();
        if let Some(stated) = stated.filter(|rate| cues.is_empty() && (1.0..=240.0).contains(rate))
        {
            rate = stated;
            continue;
        }
        let unit = if open == '{' { 1.0 / rate } else { 0.1 };
        let time = |number: Option<f64>| super::milliseconds(number? * unit);
        cues.push(Cue {
            start_ms: time(start),
            end_ms: time(end),
            speaker: None,
            text: plain(words),
            words: Vec::new(),
            at: at + (line.len() - words.len()),
        });
    }
    super::recording(cues)
}

/// The sign a line begins with, its two numbers, of which the second may be missing, and its words.
fn numbers(line: &str) -> Option<(char, [Option<f64>; 2], &str)> {
    let line = line.trim_start();
    let open = line.chars().next().filter(|c| matches!(c, '{' | '['))?;
    let close = if open == '{' { '}' } else { ']' };
    let mut rest = line;
    let mut numbers = [None; 2];
    for number in &mut numbers {
        let (text, after) = rest.strip_prefix(open)?.split_once(close)?;
        text.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
        *number = text.parse().ok();
        rest = after;
    }
    numbers[0].map(|_| (open, numbers, rest))
}

/// Words without codes such as `{y:i}`, a slash for italics, and with `|` as a line break.
fn plain(words: &str) -> String {
    let lines = words.split('|').map(|line| {
        let mut line = line.trim_start();
        while let Some((code, rest)) = line.strip_prefix('{').and_then(|line| line.split_once('}'))
            && code.as_bytes().get(1) == Some(&b':')
        {
            line = rest;
        }
        markup::plain(line.strip_prefix('/').unwrap_or(line))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn files_as_they_should_be() {
        let text = "{1}{1}25\n{25}{75}{y:i}潮水|退了。\n{100}{}{c:$0000ff}灯亮了。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "潮水\n退了。"), (Some(4000), "", "灯亮了。")])
        );
        let text = "[10][30]/潮水|/退了。\n[40][60]灯亮了。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "潮水\n退了。"), (Some(4000), "", "灯亮了。")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "{0}{10}甲\n{x}{10}乙\n{240}{999999999999999999999}丙{\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(0), "", "甲"), (None, "", "{x}{10}乙"), (Some(10_010), "", "丙{")])
                .found(&[("CS0123", 2)])
        );
        assert_eq!(said(read, "灯塔\n{0}{10}甲\n"), Said::nothing());
    }
}

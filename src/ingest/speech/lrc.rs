//! LRC, made for songs: `[00:12.50]words`, with `<00:12.80>` before each word in its enhanced form, and tags
//! such as `[ti:…]` before. A line that is said again has all of its times.

use super::captions::lines;
use super::clock;
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// How often one line is said at most: files with more would be larger in memory than any song.
const MOST_TIMES: usize = 16;

/// The longest offset, in milliseconds.
const DAY: i64 = 86_400_000;

/// Reads a file. `None` if no line begins with a time in brackets.
pub fn read(source: &Source, _: &mut Sink) -> Option<Recording> {
    let mut cues = Vec::new();
    let mut title = None;
    let mut offset = 0;
    let mut is_timed = false;
    for (at, line) in lines(&source.text) {
        let mut rest = line.trim_start();
        let mut starts = Vec::new();
        while let Some((start, after)) = stamp(rest) {
            starts.push(start);
            rest = after;
        }
        starts.truncate(MOST_TIMES);
        if starts.is_empty()
            && let Some((name, value)) = tag(rest)
        {
            match name {
                "ti" if !value.is_empty() => title = Some(value.to_owned()),
                // Positive is earlier.
                "offset" => offset = value.parse().map_or(0, |ms: i64| ms.clamp(-DAY, DAY)),
                _ => {}
            }
            continue;
        }
        is_timed |= !starts.is_empty();
        let text = without_times(rest);
        let words = at + (line.len() - rest.len());
        let cue = |start_ms| Cue { start_ms, text: text.clone(), at: words, ..Cue::default() };
        let shifted = |start: u64| start.saturating_add_signed(-offset);
        match starts.as_slice() {
            [] => cues.push(cue(None)),
            starts => cues.extend(starts.iter().map(|&start| cue(Some(shifted(start))))),
        }
    }
    if !is_timed {
        return None;
    }
    let recording = super::recording(ended(cues))?;
    Some(Recording { title, ..recording })
}

/// Lines end where the next begins; blank ones say when nothing is sung.
fn ended(mut cues: Vec<Cue>) -> Vec<Cue> {
    if cues.iter().all(|cue| cue.start_ms.is_some() || cue.text.trim().is_empty()) {
        cues.retain(|cue| cue.start_ms.is_some());
        cues.sort_by_key(|cue| cue.start_ms);
    }
    let starts: Vec<_> = cues.iter().skip(1).map(|cue| cue.start_ms).collect();
    for (cue, next) in cues.iter_mut().zip(starts) {
        cue.end_ms = next;
    }
    cues
}

/// A time in brackets, and what follows.
fn stamp(text: &str) -> Option<(u64, &str)> {
    let (time, rest) = clock::time(text.strip_prefix('[')?)?;
    Some((time, rest.strip_prefix(']')?.trim_start()))
}

/// A tag that is all of its line: `[ar:…]`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim_end().strip_prefix('[')?.strip_suffix(']')?;
    let (name, value) = inner.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'#');
    is_name.then_some((name, value.trim()))
}

/// Words without the times of each.
fn without_times(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        let time = clock::time(inner).and_then(|(_, after)| after.strip_prefix('>'));
        rest = if let Some(after) = time {
            // A space may stand on both sides.
            if out.is_empty() || out.ends_with(' ') { after.trim_start_matches(' ') } else { after }
        } else {
            out.push('<');
            inner
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn files_as_they_should_be() {
        let text = "[ti:港口]\n[by:x]\n[offset:+500]\n\n[00:01.50]潮水退了。\n[00:04]\n\
            [00:09.00][00:05.000]灯亮了。\n[01:00:00.00]<01:00:00.00> The <01:00:00.50> tide <01:00:01.00>\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "", "潮水退了。"),
                (Some(4500), "", "灯亮了。"),
                (Some(8500), "", "灯亮了。"),
                (Some(3_599_500), "", "The tide"),
            ])
        );
    }

    #[test]
    fn what_cannot_be_read_is_kept() {
        let text = "[00:01.00]甲\n[xx:yy]乙<丙\n[00:02.00\n[offset:x]\n[00:03.00]丁";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "", "甲"),
                (None, "", "[xx:yy]乙<丙"),
                (None, "", "[00:02.00"),
                (Some(3000), "", "丁"),
            ])
        );
        assert_eq!(said(read, "[ti:x]\n甲\n"), Said::nothing());
    }
}

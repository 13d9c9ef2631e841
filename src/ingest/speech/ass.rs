//! ASS and SSA, the subtitles of Aegisub: the `Dialogue:` lines of the section `[Events]`.

use super::captions::lines;
use super::clock;
use crate::ingest::diag::{LINE_NOT_READ, TIME_NOT_READ};
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

/// Fields of a line where the file names none, as ASS has them.
const FIELDS: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// Where the fields of a line stand.
struct Fields {
    count: usize,
    start: usize,
    end: usize,
    name: Option<usize>,
}

impl Fields {
    /// Reads a `Format:` line; `None` if what is needed is missing or the text is not last, which
    /// it must be, as it may hold commas.
    fn read(format: &str) -> Option<Self> {
        let names: Vec<String> =
            format.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
        let find = |wanted: &str| names.iter().position(|name| name == wanted);
        (find("text")? + 1 == names.len()).then_some(())?;
        Some(Self {
            count: names.len(),
            start: find("start")?,
            end: find("end")?,
            name: find("name").or_else(|| find("actor")),
        })
    }
}

/// Programs that make subtitles of what viewers wrote, as their files name them.
const MAKERS: &[&str] = &["danmaku", "biliass", "bbdown"];

/// How many lines are looked at for that.
const FIRST: usize = 20;

/// The fewest lines that show by their movement that they are what viewers wrote.
const FLYING: usize = 5;

/// True if the lines of dialogue are what viewers wrote: the comments and the script's makers say so, or
/// more than half of them fly over the picture.
pub fn is_comments(text: &str) -> bool {
    is_made_of_comments(text) || {
        let dialogue = || text.lines().filter(|line| line.starts_with("Dialogue:"));
        let flies = |line: &&str| line.contains("\\move(");
        let flying = dialogue().filter(flies).count();
        flying >= FLYING && flying * 2 > dialogue().count()
    }
}

fn is_made_of_comments(text: &str) -> bool {
    let mut first = text.lines().take(FIRST).map(str::to_ascii_lowercase);
    first.any(|line| {
        let tells = [";", "script updated by:", "original script:"];
        tells.iter().any(|sign| line.starts_with(sign))
            && MAKERS.iter().any(|maker| line.contains(maker))
    })
}

/// Reads a file. `None` if it has no line that begins with `Dialogue:`, or what viewers wrote.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    if is_comments(&source.text) {
        return None;
    }
    let mut fields = Fields::read(FIELDS)?;
    let mut in_events = false;
    let mut cues = Vec::new();
    for (at, line) in lines(&source.text) {
        let line = line.trim_end();
        if line.starts_with('[') && line.ends_with(']') {
            in_events = line.eq_ignore_ascii_case("[events]");
        } else if let Some(format) = line.strip_prefix("Format:").filter(|_| in_events) {
            match Fields::read(format) {
                Some(read) => fields = read,
                None => sink.push(
                    Diagnostic::new(&LINE_NOT_READ, "this line does not name the usual fields")
                        .at(source.place(at))
                        .help(format!("it was read as `Format: {FIELDS}`")),
                ),
            }
        } else if let Some(values) = line.strip_prefix("Dialogue:") {
            cues.extend(dialogue(source, values, at + "Dialogue:".len(), &fields, sink));
        }
    }
    super::recording(cues)
}

fn dialogue(
    source: &Source,
    values: &str,
    at: usize,
    fields: &Fields,
    sink: &mut Sink,
) -> Option<Cue> {
    let parts: Vec<&str> = values.splitn(fields.count, ',').collect();
    let Some(words) = parts.get(fields.count - 1) else {
        sink.push(
            Diagnostic::new(&LINE_NOT_READ, "this line of dialogue has too few fields")
                .at(source.place(at))
                .help("the part after its last comma was kept as text"),
        );
        let words = parts.last()?;
        return Some(Cue {
            text: plain(words),
            words: Vec::new(),
            at: at + values.len() - words.len(),
            ..Cue::default()
        });
    };
    let part = |index: usize| parts.get(index).copied().unwrap_or_default().trim();
    let time = |index: usize| clock::time(part(index)).map(|(time, _)| time);
    let (start, end) = (time(fields.start), time(fields.end));
    if start.is_none() {
        sink.push(
            Diagnostic::new(&TIME_NOT_READ, "cannot read the time of this line")
                .at(source.place(at))
                .help("write it as 0:01:02.34"),
        );
    }
    let speaker = fields.name.map(part).filter(|name| !name.is_empty());
    Some(Cue {
        start_ms: start,
        end_ms: end,
        speaker: speaker.map(str::to_owned),
        text: plain(words),
        words: Vec::new(),
        at: at + values.len() - words.len(),
    })
}

/// The words without override blocks and drawings.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut draws = false;
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        if !draws {
            push_words(&mut out, &rest[..open]);
        }
        draws = drawing(&rest[open + 1..open + close]).unwrap_or(draws);
        rest = &rest[open + close + 1..];
    }
    if !draws {
        push_words(&mut out, rest);
    }
    out
}

/// True if an override block begins a drawing, false if it ends one: `\p1` begins it, `\p0` ends
/// it; `\pos` and `\pbo` are other things.
fn drawing(block: &str) -> Option<bool> {
    let level = |tag: &str| {
        let digits = tag.strip_prefix('p')?.trim();
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.bytes().any(|b| b != b'0'))
    };
    block.split('\\').filter_map(level).next_back()
}

/// Adds words with `\N` and `\n` as line breaks and `\h` as a space.
fn push_words(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let sign = rest.as_bytes().get(at + 1);
        let replacement = match sign {
            Some(b'N' | b'n') => Some('\n'),
            Some(b'h') => Some(' '),
            _ => None,
        };
        out.push(replacement.unwrap_or('\\'));
        rest = &rest[at + 1 + usize::from(replacement.is_some())..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn a_file_as_it_should_be() {
        let text = "[Script Info]\nTitle: 港口\n\n[V4+ Styles]\nFormat: Name, Fontname\n\
            Style: Default,宋体\n\n[Events]\n\
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
            Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,不是对白\n\
            Dialogue: 0,0:00:01.50,0:00:03.00,Default,阿岸,0,0,0,,{\\pos(1,2)\\i1}潮水，{\\i0}退了。\\N灯\\h亮\n\
            Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}雾\n\
            Dialogue: 0,0:00:04.00,0:00:05.00,Default,,0,0,0,,{\\p2}m 0 0 l 9 9\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1500), "阿岸", "潮水，退了。\n灯 亮"), (Some(3000), "", "雾"),])
        );
    }

    #[test]
    fn ssa_has_other_fields() {
        let text = "[Events]\nFormat: Marked, Start, End, Name, Text\n\
            Dialogue: Marked=0,0:00:02.0,0:00:03.0,小满,好，走。\n";
        assert_eq!(said(read, text), Said::new(&[(Some(2000), "小满", "好，走。")]));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_kept() {
        let text = "[Events]\nFormat: Text, Start\n\
            Dialogue: 0,x,y,Default,,0,0,0,,甲{没关上\n\
            Dialogue: 0,乙\n\
            Dialogue: 0,0:00:04.00,0:00:05.00,Default,,0,0,0,,丙\\丁\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "甲{没关上"), (None, "", "乙"), (Some(4000), "", "丙\\丁"),])
                .found(&[("CS0123", 2), ("CS0121", 3), ("CS0123", 4)])
        );
        assert_eq!(said(read, "[Script Info]\n"), Said::nothing());
    }

    #[test]
    fn what_viewers_wrote_is_no_speech() {
        let file = |line: &str| {
            let said = "Dialogue: 0,0:00:04.00,0:00:05.00,Default,,0,0,0,,丙\n";
            format!("[Script Info]\n{line}\n\n[Events]\n{said}")
        };
        for line in [
            "; Script generated by Danmaku2ASS",
            "; Script generated by biliass (based on Danmaku2ASS)",
            "Script Updated By: BBDown(https://example.org)",
        ] {
            assert_eq!(said(read, &file(line)), Said::nothing(), "{line}");
        }
        let lines = |words: &str| {
            format!("Dialogue: 0,0:00:04.00,0:00:05.00,x,,0,0,0,,{words}\n").repeat(6)
        };
        assert_eq!(said(read, &lines("{\\move(1920,0,-300,0)}前排")), Said::nothing());
        assert_ne!(said(read, &lines("{\\pos(1,2)}灯")), Said::nothing());
        for line in ["Title: Danmaku", "; Aegisub", "danmaku"] {
            assert_ne!(said(read, &file(line)), Said::nothing(), "{line}");
        }
    }
}

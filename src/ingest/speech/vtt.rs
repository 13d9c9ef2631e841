//! WebVTT (W3C Candidate Recommendation of 2019-04-04), read more leniently than section 6 asks.

use super::captions::{Caption, Label, captions, lines};
use super::clock;
use super::markup::{self, Piece};
use super::ruby::Ruby;
use crate::model::speech::{Cue, Recording, Word};
use chengshu_text::diag::Sink;
use chengshu_text::json;
use chengshu_text::source::Source;

/// Reads a file. `None` if no line has two times, or what has them is no speech.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let Spoken { lines, parts } = spoken(&source.text);
    let mut cues = Vec::new();
    let captions = captions(source, &lines, Label::Any, clock::range, sink);
    if is_metadata(&captions) {
        return None;
    }
    for caption in captions {
        let part = parts.partition_point(|part| part.at <= caption.at);
        let shift = part.checked_sub(1).map_or(0, |part| parts[part].shift);
        let shifted = |time: u64| time.saturating_add_signed(shift);
        voices(caption.text, |cue| {
            let words = cue.words.into_iter();
            cues.push(Cue {
                start_ms: caption.times.map(|(start, _)| shifted(start)),
                end_ms: caption.times.map(|(_, end)| shifted(end)),
                words: words
                    .map(|word| Word { start_ms: shifted(word.start_ms), ..word })
                    .collect(),
                at: caption.at + cue.at,
                ..cue
            });
        });
    }
    let recording = super::recording(cues)?;
    Some(Recording { language: stated_language(&source.text), ..recording })
}

/// True if captions are for programs: parts of pictures to show beside the time line
/// (`sprites.jpg#xywh=0,0,160,90`), or JSON.
fn is_metadata(captions: &[Caption<'_>]) -> bool {
    let is_data = |caption: &&Caption<'_>| {
        let text = caption.text.trim();
        let file = text.split(['#', '?']).next().unwrap_or_default().to_ascii_lowercase();
        let is_picture = PICTURES.iter().any(|ending| file.ends_with(ending));
        let is_json = text.starts_with(['{', '[']) && matches!(json::read(text), (Some(_), None));
        (is_picture && !text.contains(char::is_whitespace))
            || is_json
            || text.starts_with("data:image/")
    };
    captions.iter().filter(is_data).count() * 2 > captions.len()
}

/// Endings of pictures.
const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"];

/// The words of the header after `Language:`, as the first version of the format had it and YouTube
/// still writes it.
fn stated_language(text: &str) -> Option<String> {
    let header = lines(text).map(|(_, line)| line.trim());
    let mut header = header.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    let stated = header.find_map(|line| line.strip_prefix("Language:"))?;
    Some(stated.trim().to_owned())
}

/// The lines of a file that may be captions.
struct Spoken<'a> {
    lines: Vec<(usize, &'a str)>,
    parts: Vec<Part>,
}

/// A part of a stream (RFC 8216, section 3.5); streams are kept as one file by joining them.
struct Part {
    /// Where it begins.
    at: usize,
    /// How much later it is than its times say, in milliseconds.
    shift: i64,
}

/// The lines without headers and without blocks of notes, styles and regions.
fn spoken(text: &str) -> Spoken<'_> {
    let mut spoken = Spoken { lines: Vec::new(), parts: Vec::new() };
    let mut skips = false;
    let (mut after_blank, mut is_first) = (true, true);
    // Of a style: how many braces are open, between which blank lines stand where none may.
    let mut braces = None;
    let mut first = None;
    for (at, line) in lines(text) {
        let line = line.trim_start_matches('\u{feff}');
        let blank = line.is_empty();
        let opens = |word: &str| {
            line.strip_prefix(word)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        };
        let is_map = line.starts_with(TIMESTAMP_MAP);
        // In a text, a head may stand before; a stream has one over each of its parts.
        let header = line == SIGNATURE || ((after_blank || is_first) && opens(SIGNATURE));
        is_first &= line.trim().is_empty();
        if clock::range(line).is_some() {
            // A caption right under a block is one all the same.
            skips = false;
        } else if blank {
            skips &= braces.is_some_and(|open| open > 0);
        } else if header || is_map || (after_blank && ["NOTE", "REGION"].into_iter().any(opens)) {
            skips = true;
            braces = None;
        } else if after_blank && !skips && opens("STYLE") {
            skips = true;
            braces = Some(0);
        }
        if let (true, Some(open)) = (skips, &mut braces) {
            let count = |sign| line.matches(sign).count();
            *open = (*open + count('{')).saturating_sub(count('}'));
        }
        if is_map && let Some(start) = mapped(line) {
            let shift = start - *first.get_or_insert(start);
            spoken.parts.push(Part { at, shift });
        }
        if !skips {
            spoken.lines.push((at, line));
        }
        after_blank = blank;
    }
    spoken
}

/// The first word of a header.
const SIGNATURE: &str = "WEBVTT";
/// What says where in a stream the times of a part begin.
const TIMESTAMP_MAP: &str = "X-TIMESTAMP-MAP";

/// Reads `X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000`: when the local time zero is, in milliseconds of
/// the stream.
fn mapped(line: &str) -> Option<i64> {
    let (_, fields) = line.split_once('=')?;
    let value = |name| fields.split(',').find_map(|field| field.trim().strip_prefix(name));
    let (local, _) = clock::time(value("LOCAL:")?)?;
    let ticks: i64 = value("MPEGTS:")?.trim().parse().ok()?;
    // Ticks are counted with 33 bits.
    let stream = ticks.checked_rem(1 << 33)? / 90;
    Some(stream - i64::try_from(local).ok()?)
}

/// Takes a caption apart by who speaks (section 3.2, "voice span"); gives name and words, and where in the
/// caption they begin.
fn voices(text: &str, mut give: impl FnMut(Cue)) {
    let mut cue = Cue::default();
    let mut ruby = Ruby::default();
    for piece in markup::pieces(text) {
        match piece {
            Piece::Text(piece) => {
                if cue.text.is_empty() {
                    cue.at = offset(text, piece);
                }
                ruby.text(piece, &mut cue.text);
                markup::push_text(&mut cue.text, piece);
            }
            Piece::Open(name, rest) if name == "v" => {
                ruby.end(&mut cue.text);
                let speaker = voice(rest);
                flush(std::mem::replace(&mut cue, Cue { speaker, ..Cue::default() }), &mut give);
            }
            Piece::Close(name) if name == "v" => {
                ruby.end(&mut cue.text);
                flush(std::mem::take(&mut cue), &mut give);
            }
            Piece::Open(name, _) if name == "br" => cue.text.push('\n'),
            Piece::Open(name, _) => ruby.open(&name, &mut cue.text),
            Piece::Close(name) => ruby.close(&name, &mut cue.text),
            Piece::Time(start_ms) => {
                cue.words.push(Word { at: cue.text.len(), start_ms, end_ms: None });
            }
        }
    }
    ruby.end(&mut cue.text);
    flush(cue, &mut give);
}

fn flush(cue: Cue, give: &mut impl FnMut(Cue)) {
    if !cue.text.trim().is_empty() {
        give(cue);
    }
}

/// The name in a voice tag: `.loud Mary` says Mary.
fn voice(rest: &str) -> Option<String> {
    let (_, name) = rest.split_once([' ', '\t', '\n'])?;
    let mut decoded = String::new();
    markup::push_text(&mut decoded, name.trim());
    (!decoded.is_empty()).then_some(decoded)
}

/// Where a piece of a text begins in it.
fn offset(text: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn a_file_as_it_should_be() {
        let text = "WEBVTT - 港口\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n\
            NOTE 这里是注\n还是注\n\nintro\n00:01.000 --> 00:03.000 align:start position:0%\n\
            <v 阿岸>潮水退了。</v>\n<v.loud 小满>真的？</v>\n\n\
            00:04.000 --> 01:00:05.000\n<c.yellow>灯塔 &amp; 船</c>\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "阿岸", "潮水退了。"),
                (Some(1000), "小满", "真的？"),
                (Some(4000), "", "灯塔 & 船"),
            ])
        );
    }

    #[test]
    fn captions_as_programs_write_them() {
        // No signature, no empty lines, a line of one space, karaoke, text behind an empty line.
        let text = "00:00:00.000 --> 00:00:02.000\n \n潮水<00:00:00.500><c>退了</c>\n\
            00:00:02.000 --> 00:00:03.000\n\n灯亮了\n\nNOTE 注\n00:00:04.000-->00:00:05.000\n雾\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(0), "", "潮水退了"),
                (Some(2000), "", "灯亮了"),
                (Some(4000), "", "雾"),
            ])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_kept() {
        let text = "WEBVTT\n\n00:01.000 --> 甲\n甲。\n\n00:03.000 --> 00:04.000\n<v 阿岸\n乙。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "甲。"), (Some(3000), "", "<v 阿岸\n乙。")])
                .found(&[("CS0121", 3)])
        );
        assert_eq!(said(read, "WEBVTT\n\n没有时间。"), Said::nothing());
    }

    #[test]
    fn parts_of_a_stream_are_one() {
        let part = |ticks: u64, words: &str| {
            format!(
                "\u{feff}WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{ticks}\n\n\
                 00:00:01.000 --> 00:00:03.000\n{words}\n"
            )
        };
        let text = part(900_000, "甲。")
            + &part(1_800_000, "乙。")
            + "\nWEBVTT\n\n"
            + &part(1_800_000, "乙。");
        assert_eq!(
            said(read, &text),
            Said::new(&[(Some(1000), "", "甲。"), (Some(11_000), "", "乙。")])
        );
    }

    #[test]
    fn styles_hold_blank_lines() {
        let text = "WEBVTT\n\nWEBVTT\n\nSTYLE\n::cue {\n  color: red;\n\n  background: blue;\n}\n\n\
            00:01.000 --> 00:03.000\n甲。\n\nSTYLE\n::cue {\n\n00:04.000 --> 00:05.000\n乙 { 丙\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "甲。"), (Some(4000), "", "乙 { 丙")])
        );
    }

    #[test]
    fn what_is_for_programs_is_no_speech() {
        for words in [
            "sprites.jpg#xywh=0,0,160,90",
            "https://a.example/t/12.webp",
            "data:image/png;base64,AAAA",
            "{\n\"slide\": 2\n}",
            "[1, 2]",
        ] {
            let text = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n");
            assert_eq!(said(read, &text), Said::nothing(), "{words}");
        }
        for words in ["[Music]", "See a.jpg", "{灯}"] {
            let text = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n");
            assert_eq!(said(read, &text), Said::new(&[(Some(1000), "", words)]), "{words}");
        }
    }

    #[test]
    fn readings_stand_over_their_words() {
        for (words, expected) in [
            ("<ruby>灯台<rt>とうだい</rt></ruby>が", "\u{fff9}灯台\u{fffa}とうだい\u{fffb}が"),
            (
                "<ruby>灯<rt>とう</rt>台<rt>だい</ruby>",
                "\u{fff9}灯\u{fffa}とう\u{fffb}\u{fff9}台\u{fffa}だい\u{fffb}",
            ),
            ("<ruby>灯台</ruby>", "灯台"),
            ("<rt>灯</rt>", "灯"),
        ] {
            let text = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n");
            assert_eq!(said(read, &text), Said::new(&[(Some(1000), "", expected)]), "{words}");
        }
    }

    #[test]
    fn words_have_their_places() {
        let source = Source::new("a.vtt", "WEBVTT\n\n00:01.0 --> 00:02.0\n<v 甲>乙</v>".into());
        let recording = read(&source, &mut Sink::default()).unwrap();
        let at = recording.cues[0].at;
        assert_eq!(&source.text[at..at + 3], "乙");
    }
}

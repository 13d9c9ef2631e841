//! WebVTT (W3C Candidate Recommendation of 2019-04-04), read more leniently than section 6 asks.

use super::captions::{Label, captions, lines};
use super::markup::{self, Piece};
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// Reads a file. `None` if no line has two times.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let lines = spoken_lines(&source.text);
    let mut cues = Vec::new();
    for caption in captions(source, &lines, Label::Any, sink) {
        voices(caption.text, |speaker, text, offset| {
            cues.push(Cue {
                start_ms: caption.times.map(|(start, _)| start),
                end_ms: caption.times.map(|(_, end)| end),
                speaker,
                text,
                at: caption.at + offset,
            });
        });
    }
    let recording = super::recording(cues)?;
    Some(Recording { language: stated_language(&source.text), ..recording })
}

/// The words of the header after `Language:`, as the first version of the format had it and YouTube
/// still writes it.
fn stated_language(text: &str) -> Option<String> {
    let header = lines(text).map(|(_, line)| line.trim());
    let mut header = header.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    let stated = header.find_map(|line| line.strip_prefix("Language:"))?;
    Some(stated.trim().to_owned())
}

/// The lines without the header and without blocks of notes, styles and regions.
fn spoken_lines(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut skips = false;
    let mut after_blank = true;
    let mut is_first = true;
    for (at, line) in lines(text) {
        let blank = line.is_empty();
        let opens = |word: &str| {
            line.strip_prefix(word)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        };
        // In a text, a head may stand before.
        let header = is_first && opens("WEBVTT");
        is_first &= line.trim().is_empty();
        if blank || super::clock::range(line).is_some() {
            // A block ends with its empty line; a caption right under it is one all the same.
            skips = false;
        } else if header || (after_blank && ["NOTE", "STYLE", "REGION"].into_iter().any(opens)) {
            skips = true;
        }
        if !skips {
            out.push((at, line));
        }
        after_blank = blank;
    }
    out
}

/// Takes a caption apart by who speaks (section 3.2, "voice span"); gives name, words and where
/// in the caption they begin.
fn voices(text: &str, mut give: impl FnMut(Option<String>, String, usize)) {
    let mut speaker = None;
    let mut words = String::new();
    let mut start = None;
    for piece in markup::pieces(text) {
        match piece {
            Piece::Text(piece) => {
                start.get_or_insert(offset(text, piece));
                markup::push_text(&mut words, piece);
            }
            Piece::Open(name, rest) if name == "v" => {
                flush(&mut words, &mut start, speaker.as_deref(), &mut give);
                speaker = voice(rest);
            }
            Piece::Close(name) if name == "v" => {
                flush(&mut words, &mut start, speaker.as_deref(), &mut give);
                speaker = None;
            }
            Piece::Open(name, _) if name == "br" => words.push('\n'),
            Piece::Open(..) | Piece::Close(_) => {}
        }
    }
    flush(&mut words, &mut start, speaker.as_deref(), &mut give);
}

fn flush(
    words: &mut String,
    start: &mut Option<usize>,
    speaker: Option<&str>,
    give: &mut impl FnMut(Option<String>, String, usize),
) {
    let words = std::mem::take(words);
    let start = start.take();
    if !words.trim().is_empty() {
        give(speaker.map(str::to_owned), words, start.unwrap_or(0));
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
    fn words_have_their_places() {
        let source = Source::new("a.vtt", "WEBVTT\n\n00:01.0 --> 00:02.0\n<v 甲>乙</v>".into());
        let recording = read(&source, &mut Sink::default()).unwrap();
        let at = recording.cues[0].at;
        assert_eq!(&source.text[at..at + 3], "乙");
    }
}

//! SRT: a number, two times, lines of text, an empty line. There is no specification; what is
//! read is what players accept.

use super::captions::{Label, captions, lines};
use super::{clock, markup};
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// Reads a file. `None` if no line has two times.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let lines: Vec<_> = lines(&source.text).collect();
    let cues: Vec<Cue> = captions(source, &lines, Label::Number, clock::range, sink)
        .into_iter()
        .map(|caption| Cue {
            start_ms: caption.times.map(|(start, _)| start),
            end_ms: caption.times.map(|(_, end)| end),
            speaker: None,
            text: markup::plain(caption.text),
            words: Vec::new(),
            at: caption.at,
        })
        .collect();
    super::recording(cues)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn a_file_as_it_should_be() {
        let text = "1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>潮水</i>退了。\r\n\r\n\
            2\r\n00:00:04,000 --> 00:00:06,000 X1:10 Y1:20\r\n{\\an8}灯塔还亮着，\r\n雾也散了。\r\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "", "潮水退了。"),
                (Some(4000), "", "灯塔还亮着，\r\n雾也散了。"),
            ])
        );
    }

    #[test]
    fn numbers_blank_lines_and_spaces_go_missing() {
        let text = "1\n0:00:01,0-->0:00:02,0\n甲。\n2\n0:00:02,0 -> 0:00:03,0\n乙。\n\
            0:00:03.5 --> 0:00:04.5\n1979\n\n丙。\n\n\n9\n00:00:05,000 --> 00:00:06,000\n\n\n\
            12\n00:00:07,000 --> 00:00:08,000\n2024\n年。";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "", "甲。"),
                (Some(2000), "", "乙。"),
                (Some(3500), "", "1979\n\n丙。"),
                (Some(7000), "", "2024\n年。"),
            ])
        );
    }

    #[test]
    fn numbers_are_text_where_captions_are_not_numbered() {
        let text = "00:01 --> 00:02\n甲\n1979\n\n00:03 --> 00:04\n乙\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "甲\n1979"), (Some(3000), "", "乙")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_kept() {
        let text = "字幕：没有这个人\n\n1\n00:00:01,000 --> 00:00:02,000\n甲。\n\n\
            2\n00:00:0x,000 --> 00:00:04,000\n乙。\n\n3\n00:00:05,000 --> 00:00:06,000\n丙。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (None, "", "字幕：没有这个人"),
                (Some(1000), "", "甲。"),
                (None, "", "乙。"),
                (Some(5000), "", "丙。"),
            ])
            .found(&[("CS0122", 1), ("CS0121", 8)])
        );
        assert_eq!(said(read, "只是一段话。\n\n没有时间。"), Said::nothing());
    }
}

//! SBV, which YouTube's editor writes, and `SubViewer`: `0:00:01.000,0:00:03.000` over the words. `SubViewer` has
//! a header of fields in brackets, and breaks lines with `[br]`.

use super::captions::{Label, captions, lines};
use super::{clock, markup};
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// Reads a file. `None` if no line is two times and a comma.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let mut is_header = true;
    let is_spoken = |&(_, line): &(usize, &str)| {
        is_header &= clock::pair(line).is_none();
        !(is_header && line.trim_start().starts_with('['))
    };
    let lines: Vec<_> = lines(&source.text).filter(is_spoken).collect();
    let captions = captions(source, &lines, Label::None, clock::pair, sink).into_iter();
    let cues = captions.map(|caption| Cue {
        start_ms: caption.times.map(|(start, _)| start),
        end_ms: caption.times.map(|(_, end)| end),
        speaker: None,
        text: markup::plain(caption.text).replace("[br]", "\n"),
        words: Vec::new(),
        at: caption.at,
    });
    super::recording(cues.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn files_as_they_should_be() {
        let text =
            "0:00:00.500,0:00:02.000\n潮水退了。\n\n0:00:02.000,0:00:04.000\n灯塔\n还亮着。\n";
        let expected =
            Said::new(&[(Some(500), "", "潮水退了。"), (Some(2000), "", "灯塔\n还亮着。")]);
        assert_eq!(said(read, text), expected);
        let text = "[INFORMATION]\n[TITLE]港口\n[END INFORMATION]\n[SUBTITLE]\n[COLF]&HFFFFFF,[SIZE]18\n\
            00:00:00.50,00:00:02.00\n潮水退了。\n\n00:00:02.00,00:00:04.00\n灯塔[br]还亮着。\n";
        assert_eq!(said(read, text), expected);
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "注。\n0:00:01.000,0:00:02.000\n甲。\n0:00:03.000, x\n乙。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "注。"), (Some(1000), "", "甲。\n0:00:03.000, x\n乙。")])
                .found(&[("CS0122", 1)])
        );
        assert_eq!(said(read, "一,二\n"), Said::nothing());
    }
}

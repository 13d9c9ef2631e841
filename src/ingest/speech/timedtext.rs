//! YouTube's XML, which yt-dlp calls `srv1`, `srv2` and `srv3`: `<text start="0.5" dur="2">` in seconds,
//! `<p t="500" d="2000">` in milliseconds, there with words in `<s>`.

use super::markup;
use super::tags::{Kind, Pieces, Tag};
use crate::model::speech::{Cue, Recording, Word};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// The elements a file consists of.
const ROOTS: [&str; 2] = ["transcript", "timedtext"];

/// Reads a file. `None` if its root is neither `<transcript>` nor `<timedtext>`, or it has no words.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let mut cues = Vec::new();
    let mut open: Option<Cue> = None;
    let (mut is_root, mut is_whole) = (false, false);
    for piece in Pieces::of(&source.text) {
        match piece.kind {
            Kind::Open(tag) if !is_root => {
                if !ROOTS.contains(&tag.name.as_str()) {
                    return None;
                }
                is_root = true;
            }
            Kind::Open(tag) if tag.name == "text" || tag.name == "p" => {
                cues.extend(open.take().map(finished));
                open = (!tag.is_empty).then(|| begun(&tag));
            }
            Kind::Open(tag) if tag.name == "s" => {
                if let (Some(cue), Some(offset)) = (&mut open, time(&tag, "t", 0.001))
                    && let Some(start) = cue.start_ms
                {
                    let word = Word { at: cue.text.len(), start_ms: start + offset, end_ms: None };
                    cue.words.push(word);
                }
            }
            Kind::Open(tag) if tag.name == "br" => {
                if let Some(cue) = &mut open {
                    cue.text.push('\n');
                }
            }
            Kind::Close(name) if name == "text" || name == "p" => {
                cues.extend(open.take().map(finished));
            }
            Kind::Close(name) => is_whole |= ROOTS.contains(&name.as_str()),
            Kind::Text(text) => {
                if let Some(cue) = &mut open {
                    if cue.text.trim().is_empty() {
                        cue.at = piece.at;
                    }
                    cue.text.push_str(&text);
                }
            }
            Kind::Open(_) => {}
        }
    }
    cues.extend(open.map(finished));
    let recording = super::recording(cues)?;
    if !is_whole {
        sink.push(super::cut_off(source));
    }
    Some(recording)
}

/// A caption that begins with a tag.
fn begun(tag: &Tag<'_>) -> Cue {
    let either =
        |seconds, milliseconds| time(tag, seconds, 1.0).or_else(|| time(tag, milliseconds, 0.001));
    let start_ms = either("start", "t");
    let end_ms = start_ms.and_then(|start| Some(start + either("dur", "d")?));
    Cue { start_ms, end_ms, ..Cue::default() }
}

/// The milliseconds of an attribute, which counts in some unit of a second.
fn time(tag: &Tag<'_>, name: &str, unit: f64) -> Option<u64> {
    let number: f64 = tag.attribute(name)?.trim().parse().ok()?;
    super::milliseconds(number * unit)
}

/// YouTube writes its captions, which hold markup, as text of XML. Where there is any, places of words are
/// not known.
fn finished(mut cue: Cue) -> Cue {
    let text = markup::plain(&cue.text);
    if text != cue.text {
        cue.words.clear();
    }
    Cue { text, ..cue }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn files_as_they_should_be() {
        let text = "<?xml version=\"1.0\" encoding=\"utf-8\" ?><transcript>\
            <text start=\"0.5\" dur=\"2\">It&amp;#39;s the &amp;quot;tide&amp;quot;.</text>\
            <text start=\"2.5\">灯亮了。</text></transcript>";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(500), "", "It's the \"tide\"."), (Some(2500), "", "灯亮了。")])
        );
        let text = "<timedtext format=\"3\"><head><pen id=\"0\"/></head><body><w t=\"0\" id=\"1\"/>\n\
            <p t=\"0\" d=\"2000\" w=\"1\"><s ac=\"0\">the</s><s t=\"300\"> tide</s></p>\n\
            <p t=\"1990\" w=\"1\" a=\"1\">\n</p>\n<p t=\"2000\" d=\"900\">went<br />out</p></body></timedtext>";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(0), "", "the tide"), (Some(2000), "", "went\nout")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "<transcript><text start=\"x\">甲\n<text start=\"2\">乙 < 丙</text>\n<text>丁";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "甲"), (Some(2000), "", "乙 < 丙"), (None, "", "丁")])
                .found(&[("CS0143", 3)])
        );
        assert_eq!(said(read, "<i><d p=\"1,1\">前排</d></i>"), Said::nothing());
        assert_eq!(said(read, "<transcript></transcript>"), Said::nothing());
    }
}

//! HTML transcripts of the podcast namespace (requirement T7):
//! `<cite>Name:</cite><time>0:00</time><p>…</p>`.

use super::clock;
use super::markup::push_text;
use crate::diag::{Diagnostic, Sink};
use crate::ingest::diag::TIME_NOT_READ;
use crate::model::source::Source;
use crate::model::speech::{Cue, Recording};

/// Elements whose content is no text.
const HIDDEN: &[&str] = &["head", "script", "style", "title"];

/// Elements that end a paragraph.
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "body", "html", "h1", "h2", "li",
];

/// What is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Words,
    Name,
    Time,
}

/// Reads a file. `None` if it has neither `<cite>` nor `<time>`, or no words.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let mut reader = Reader {
        source,
        within: Within::Words,
        hidden: None,
        marked: false,
        text: String::new(),
        at: 0,
        speaker: None,
        start: None,
        cues: Vec::new(),
        found: Sink::default(),
    };
    reader.run();
    reader.flush();
    if !reader.marked {
        return None;
    }
    let recording = super::recording(reader.cues)?;
    sink.append(reader.found);
    Some(recording)
}

struct Reader<'a> {
    source: &'a Source,
    within: Within,
    /// The element whose content is being passed over.
    hidden: Option<&'static str>,
    /// Whether a name or a time was met with.
    marked: bool,
    text: String,
    at: usize,
    speaker: Option<String>,
    start: Option<u64>,
    cues: Vec<Cue>,
    found: Sink,
}

impl Reader<'_> {
    fn run(&mut self) {
        let text = self.source.text.as_str();
        let mut at = 0;
        while let Some(step) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
            let open = at + step;
            self.words(at, open);
            let inner = &text[open + 1..];
            let is_tag =
                inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
            if !is_tag {
                self.words(open, open + 1);
                at = open + 1;
                continue;
            }
            let close = if inner.starts_with("!--") {
                memchr::memmem::find(inner.as_bytes(), b"-->").map(|end| end + 2)
            } else {
                memchr::memchr(b'>', inner.as_bytes())
            };
            let Some(close) = close else {
                // Nothing closes it, so nothing behind it is a tag either.
                at = open;
                break;
            };
            self.tag(&inner[..close]);
            at = open + 1 + close + 1;
        }
        self.words(at, text.len());
    }

    fn words(&mut self, from: usize, to: usize) {
        let words = self.source.text.get(from..to).unwrap_or_default();
        if self.hidden.is_some() || words.is_empty() {
            return;
        }
        if self.text.trim().is_empty() {
            self.at = from + (words.len() - words.trim_start().len());
            self.text.clear();
        }
        push_text(&mut self.text, words);
    }

    fn tag(&mut self, inner: &str) {
        let (closes, name) = match inner.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inner),
        };
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        match (self.hidden, closes) {
            (Some(hidden), true) if hidden == name => self.hidden = None,
            (Some(_), _) => return,
            (None, false) => self.hidden = HIDDEN.iter().copied().find(|hidden| *hidden == name),
            (None, true) => {}
        }
        match (name.as_str(), closes) {
            ("cite" | "time", false) => {
                self.flush();
                self.marked = true;
                self.within = if name == "cite" {
                    Within::Name
                } else {
                    Within::Time
                };
            }
            ("cite" | "time", true) => {
                self.flush();
                self.within = Within::Words;
            }
            ("br", _) => self.text.push('\n'),
            _ if BLOCKS.contains(&name.as_str()) => self.flush(),
            _ => {}
        }
    }

    /// Ends a name, a time or a paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.within {
            Within::Name => {
                let name = text.trim_end_matches([':', '：', ' ']);
                self.speaker = (!name.is_empty()).then(|| name.to_owned());
                self.start = None;
            }
            Within::Time => {
                self.start = clock::time(text).map(|(start, _)| start);
                if self.start.is_none() {
                    self.found.push(
                        Diagnostic::new(&TIME_NOT_READ, format!("{text:?} is no time"))
                            .at(self.source.place(self.at))
                            .help("write it as 1:02 or 0:01:02"),
                    );
                }
            }
            Within::Words => self.cues.push(Cue {
                start_ms: self.start,
                end_ms: None,
                speaker: self.speaker.clone(),
                text: text.to_owned(),
                at: self.at,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn a_file_as_it_should_be() {
        let text = "<!DOCTYPE html><html><head><title>港口</title><style>p{}</style></head><body>\n\
            <!-- <p>注</p> --><cite>阿岸:</cite>\n<time>0:00</time>\n<p>潮水 <b>退了</b>&amp;灯亮了。</p>\n\
            <cite>小满：</cite><time>1:02:03</time><p>真的？<br>走。</p>\n<p>还有。</p></body></html>";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(0), "阿岸", "潮水 退了&灯亮了。"),
                (Some(3_723_000), "小满", "真的？\n走。"),
                (Some(3_723_000), "小满", "还有。"),
            ])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_kept() {
        let text = "<cite>阿岸</cite>\n<time>午后</time><p>一 < 二\n<p>乙</script><p>丙 <b";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (None, "阿岸", "一 < 二"),
                (None, "阿岸", "乙"),
                (None, "阿岸", "丙 <b"),
            ])
            .found(&[("CS0121", 2)])
        );
        assert_eq!(said(read, "<html><p>一页别的东西。</p>"), Said::nothing());
    }
}

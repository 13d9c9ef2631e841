//! TTML (W3C Recommendation of 2018-11-08) and what is made of it: DFXP, IMSC, iTunes timed text, and the
//! transcripts of Apple's podcasts.

use std::collections::HashMap;

use super::clock;
use super::ruby::Ruby;
use super::tags::{Kind, Pieces, Tag};
use super::tracks::{Taken, Track, two_tracks};
use crate::ingest::diag::TIME_NOT_READ;
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;
use chengshu_writing::script::is_ideographic;

/// Reads a file. `None` if its root is not `<tt>`, or it has no words.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let mut pieces = Pieces::of(&source.text);
    let root = pieces.find_map(|piece| match piece.kind {
        Kind::Open(tag) => Some(tag),
        _ => None,
    })?;
    if root.name != "tt" {
        return None;
    }
    let mut reader = Reader {
        source,
        rates: Rates::of(&root),
        open: Vec::new(),
        caption: None,
        ruby: Ruby::default(),
        agent: None,
        named: None,
        names: HashMap::new(),
        tracks: Vec::new(),
        title: None,
        found: Sink::default(),
    };
    let mut is_whole = false;
    for piece in pieces {
        match piece.kind {
            Kind::Open(tag) => reader.open(&tag, piece.at),
            Kind::Close(name) => {
                is_whole |= name == "tt";
                reader.close(&name);
            }
            Kind::Text(text) => reader.text(&text, piece.at),
        }
    }
    reader.finish();
    if !is_whole {
        reader.found.push(super::cut_off(source));
    }
    let Reader { mut tracks, names, title, mut found, .. } = reader;
    name_speakers(&mut tracks, &names);
    let Taken { language, cues, others } = two_tracks(source, tracks, &mut found);
    let recording = super::both(cues, others)?;
    sink.append(found);
    let language = language.or_else(|| root.attribute("lang")).filter(|tag| !tag.is_empty());
    Some(Recording { title, language, ..recording })
}

/// Names of speakers in place of what they are called in the file. What does not name anybody and tells
/// nobody from anybody is left out.
fn name_speakers(tracks: &mut [Track], names: &HashMap<String, String>) {
    let mut stated = tracks.iter().filter_map(|track| track.cue.speaker.as_deref());
    let one = stated.next();
    let several = stated.any(|other| Some(other) != one);
    for track in tracks {
        if let Some(agent) = track.cue.speaker.take() {
            let name = names.get(&agent).filter(|name| !name.is_empty()).cloned();
            track.cue.speaker = name.or(several.then_some(agent));
        }
    }
}

/// How many frames and ticks a second has (section 7.2).
struct Rates {
    frames: f64,
    ticks: f64,
}

impl Rates {
    fn of(root: &Tag<'_>) -> Self {
        let number = |name| root.attribute(name)?.trim().parse().ok().filter(|&n: &f64| n > 0.0);
        let multiplier = root.attribute("frameRateMultiplier").and_then(|text| {
            let mut parts = text.split([' ', ':']).map(|part| part.parse::<f64>().ok());
            let (above, below) = (parts.next()??, parts.next()??);
            (above > 0.0 && below > 0.0).then_some(above / below)
        });
        let frames = number("frameRate").unwrap_or(30.0) * multiplier.unwrap_or(1.0);
        Self { frames, ticks: number("tickRate").unwrap_or(1.0) }
    }

    /// Milliseconds of a time expression (section 12.3.1).
    fn time(&self, text: &str) -> Option<u64> {
        let text = text.trim();
        if text.matches(':').count() == 3 {
            let (clock, frames) = text.rsplit_once(':')?;
            let (whole, rest) = clock::time(clock)?;
            let frames: f64 = frames.parse().ok()?;
            let part = super::milliseconds(frames / self.frames)?;
            return rest.is_empty().then_some(whole + part);
        }
        if text.contains(':') {
            return clock::time(text).filter(|(_, rest)| rest.is_empty()).map(|(time, _)| time);
        }
        let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (number, metric) = text.split_at(end);
        let number: f64 = number.parse().ok()?;
        let seconds = match metric {
            "h" => number * 3600.0,
            "m" => number * 60.0,
            "s" | "" => number,
            "ms" => number / 1000.0,
            "f" => number / self.frames,
            "t" => number / self.ticks,
            _ => return None,
        };
        super::milliseconds(seconds)
    }
}

/// An element that is open.
struct Open {
    name: String,
    /// When it begins: what is within counts from here.
    begin: u64,
    language: Option<String>,
    agent: Option<String>,
    /// What of a ruby it is, as HTML calls it.
    ruby: Option<&'static str>,
}

struct Reader<'a> {
    source: &'a Source,
    rates: Rates,
    open: Vec<Open>,
    caption: Option<Track>,
    ruby: Ruby,
    /// The agent that is being declared, and the name that is being read.
    agent: Option<String>,
    named: Option<String>,
    names: HashMap<String, String>,
    tracks: Vec<Track>,
    title: Option<String>,
    found: Sink,
}

impl Reader<'_> {
    fn open(&mut self, tag: &Tag<'_>, at: usize) {
        let parent = self.open.last();
        let from = parent.map_or(0, |open| open.begin);
        let stated = tag.attribute("begin");
        let begin = stated.as_deref().and_then(|text| self.rates.time(text));
        let inherited = |own: Option<String>, of: fn(&Open) -> &Option<String>| {
            own.or_else(|| parent.and_then(|open| of(open).clone()))
        };
        let language = inherited(tag.attribute("lang"), |open| &open.language);
        let agent = inherited(tag.attribute("agent"), |open| &open.agent);
        let ruby = tag.attribute("ruby").and_then(|part| match part.as_str() {
            "container" => Some("ruby"),
            "text" => Some("rt"),
            _ => None,
        });
        let is_word = tag.attribute("unit").as_deref() == Some("word");
        match tag.name.as_str() {
            "br" => {
                if let Some(caption) = &mut self.caption {
                    caption.cue.text.push('\n');
                }
                return;
            }
            "p" => {
                self.finish();
                let time = |name| self.rates.time(&tag.attribute(name)?);
                let start = begin.map(|begin| from + begin);
                let end = match (time("end"), start, time("dur")) {
                    (Some(end), ..) => Some(from + end),
                    (None, Some(start), Some(length)) => Some(start + length),
                    _ => None,
                };
                if let (Some(text), None) = (&stated, begin) {
                    self.found.push(
                        Diagnostic::new(&TIME_NOT_READ, format!("{text:?} is not a time"))
                            .at(self.source.place(at))
                            .help("write it as 00:01:02.345"),
                    );
                }
                let cue =
                    Cue { start_ms: start, end_ms: end, speaker: agent.clone(), ..Cue::default() };
                self.caption = Some(Track { language: language.clone(), cue });
            }
            "span" => {
                if let Some(caption) = &mut self.caption {
                    let cue = &mut caption.cue;
                    // A caption whose words alone have times begins with the first of them.
                    if cue.start_ms.is_none() && stated.is_some() {
                        cue.start_ms = begin.map(|begin| from + begin);
                    }
                    if is_word
                        && cue.text.ends_with(|c: char| !c.is_whitespace() && !is_ideographic(c))
                    {
                        cue.text.push(' ');
                    }
                    self.ruby.open(ruby.unwrap_or_default(), &mut cue.text);
                }
            }
            "agent" => self.agent = tag.attribute("id"),
            "name" | "title" => self.named = Some(String::new()),
            _ => {}
        }
        if !tag.is_empty {
            let begin = from.saturating_add(begin.unwrap_or(0));
            let name = tag.name.clone();
            self.open.push(Open { name, begin, language, agent, ruby });
        } else if tag.name == "p" {
            self.caption = None;
        }
    }

    fn close(&mut self, name: &str) {
        // What closes an element that is not open closes nothing.
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        for open in self.open.split_off(at) {
            if let (Some(ruby), Some(caption)) = (open.ruby, &mut self.caption) {
                self.ruby.close(ruby, &mut caption.cue.text);
            }
        }
        match name {
            "p" => self.finish(),
            "agent" => self.agent = None,
            "name" => {
                if let (Some(agent), Some(name)) = (&self.agent, self.named.take()) {
                    self.names.insert(agent.clone(), folded(&name));
                }
            }
            "title" => {
                let title = self.named.take().map(|title| folded(&title));
                self.title = self.title.take().or(title.filter(|title| !title.is_empty()));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if let Some(caption) = &mut self.caption {
            let cue = &mut caption.cue;
            if cue.text.trim().is_empty() {
                cue.at = at + (text.len() - text.trim_start().len());
            }
            if !(cue.text.is_empty() && text.trim().is_empty()) {
                self.ruby.text(text, &mut cue.text);
                cue.text.push_str(&folded_inside(text));
            }
        } else if let Some(named) = &mut self.named {
            named.push_str(text);
        }
    }

    fn finish(&mut self) {
        if let Some(caption) = &mut self.caption {
            self.ruby.end(&mut caption.cue.text);
        }
        self.tracks.extend(self.caption.take());
    }
}

/// A text in one line.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text whose line breaks, which mean nothing in XML, are spaces.
fn folded_inside(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            let joins =
                out.ends_with(is_ideographic) && line.trim_start().starts_with(is_ideographic);
            out.push_str(if joins { "" } else { " " });
            out.push_str(line.trim_start());
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    fn tt(body: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"zh\" \
             ttp:frameRate=\"25\" ttp:tickRate=\"1000\"><head><styling><style xml:id=\"s1\"/></styling>\
             <metadata><ttm:agent xml:id=\"a\"><ttm:name>阿岸</ttm:name></ttm:agent></metadata></head>\
             <body>{body}</body></tt>"
        )
    }

    #[test]
    fn a_file_as_it_should_be() {
        let body = "<div begin=\"10s\"><p begin=\"00:00:01.5\" end=\"2s\" ttm:agent=\"a\">潮水<br/>退了。</p>\n\
            <p begin=\"00:00:02:05\" dur=\"500ms\">灯塔\n   亮 &amp; 了。</p><p begin=\"50f\"/></div>\
            <p begin=\"9000t\">雾<span tts:color=\"red\">散了</span>。</p>";
        assert_eq!(
            said(read, &tt(body)),
            Said::new(&[
                (Some(9000), "", "雾散了。"),
                (Some(11_500), "阿岸", "潮水\n退了。"),
                (Some(12_200), "", "灯塔亮 & 了。"),
            ])
        );
    }

    #[test]
    fn words_in_spans_of_their_own_have_spaces() {
        let word = |text: &str| format!("<span begin=\"1.0\" podcasts:unit=\"word\">{text}</span>");
        let body = format!(
            "<div><p ttm:agent=\"SPEAKER_1\"><span podcasts:unit=\"sentence\">{}{}</span></p>\
             <p begin=\"4.5\" ttm:agent=\"SPEAKER_2\">{}{}</p></div>",
            word("The"),
            word("tide."),
            word("潮"),
            word("水"),
        );
        assert_eq!(
            said(read, &tt(&body)),
            Said::new(
                &[(Some(1000), "SPEAKER_1", "The tide."), (Some(4500), "SPEAKER_2", "潮水"),]
            )
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let body = "\n<p begin=\"noon\">甲</p></b>\n<p begin=\"1s\">乙<span>";
        let whole = tt(body);
        let (cut, _) = whole.split_once("</body>").unwrap_or_default();
        assert_eq!(
            said(read, cut),
            Said::new(&[(None, "", "甲"), (Some(1000), "", "乙")])
                .found(&[("CS0121", 3), ("CS0143", 4)])
        );
        assert_eq!(said(read, "<html><p begin=\"1s\">甲</p></html>"), Said::nothing());
    }

    #[test]
    fn one_language_of_several_is_read() {
        let body = "<div xml:lang=\"en\"><p begin=\"1s\">Tide.</p></div>\
            <div xml:lang=\"zh\"><p begin=\"1s\">潮。</p><p begin=\"2s\">灯。</p></div>";
        assert_eq!(
            said(read, &tt(body)),
            Said::new(&[(Some(1000), "", "潮。"), (Some(2000), "", "灯。")])
        );
    }
}

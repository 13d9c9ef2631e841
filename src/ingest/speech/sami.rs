//! SAMI, the captions of Windows Media: `<SYNC Start=1000><P Class=ENCC>…`. A caption stays until the next of
//! its class, which is often a blank; classes are languages.

use std::collections::HashMap;

use super::tags::{Kind, Pieces};
use super::tracks::{Taken, Track, two_tracks};
use crate::ingest::diag::TIME_NOT_READ;
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

/// Reads a file. `None` if it has no `<SYNC>`, or no words.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let mut tracks: Vec<Track> = Vec::new();
    // The last caption of each class.
    let mut last: HashMap<Option<String>, usize> = HashMap::new();
    let mut found = Sink::default();
    let (mut time, mut synced) = (None, None);
    let (mut hidden, mut title) = (None::<String>, String::new());
    for piece in Pieces::of(&source.text) {
        match piece.kind {
            Kind::Open(tag) => match tag.name.as_str() {
                "sync" => {
                    synced.get_or_insert(piece.at);
                    hidden = None;
                    let stated = tag.attribute("start").unwrap_or_default();
                    time = stated.trim().trim_end_matches("ms").parse().ok();
                    if time.is_none() {
                        found.push(
                            Diagnostic::new(&TIME_NOT_READ, "cannot read the time of this caption")
                                .at(source.place(piece.at))
                                .help("write it in milliseconds: <SYNC Start=1000>"),
                        );
                    }
                    tracks.push(Track::begun(None, time));
                }
                "p" if synced.is_some() => {
                    let class = tag.attribute("class").map(|class| class.to_ascii_uppercase());
                    tracks.push(Track::begun(class.clone(), time));
                    let own = tracks.len() - 1;
                    if let Some(before) = last.insert(class, own) {
                        tracks[before].cue.end_ms = time;
                    }
                }
                "br" => {
                    if let Some(track) = tracks.last_mut() {
                        track.cue.text.push('\n');
                    }
                }
                "title" | "style" | "samiparam" => hidden = Some(tag.name),
                _ => {}
            },
            Kind::Close(name) if hidden.as_deref() == Some(&name) => hidden = None,
            Kind::Close(_) => {}
            Kind::Text(text) => match (hidden.as_deref(), tracks.last_mut()) {
                (Some("title"), _) => title.push_str(&text),
                (None, Some(track)) => {
                    if track.cue.text.trim().is_empty() {
                        track.cue.at = piece.at + (text.len() - text.trim_start().len());
                    }
                    // Line breaks of the file mean nothing.
                    track.cue.text.push_str(&text.replace('\n', " "));
                }
                _ => {}
            },
        }
    }
    // The styles stand in a comment in most files.
    let languages = languages(source.text.get(..synced?).unwrap_or_default());
    let Taken { language: class, cues, others } = two_tracks(source, tracks, &mut found);
    let recording = super::both(cues, others)?;
    sink.append(found);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Recording {
        title: (!title.is_empty()).then_some(title),
        language: class.and_then(|class| languages.get(&class).cloned()),
        ..recording
    })
}

impl Track {
    fn begun(language: Option<String>, start_ms: Option<u64>) -> Self {
        Self { language, cue: Cue { start_ms, ..Cue::default() } }
    }
}

/// The languages of classes, as style sheets state them: `.ENCC {Name:English; lang:en-US; …}`.
fn languages(head: &str) -> HashMap<String, String> {
    let rules = head.split('}').filter_map(|rule| {
        let (before, inner) = rule.rsplit_once('{')?;
        let (_, class) = before.rsplit_once('.')?;
        let lang = inner.split(';').find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case("lang").then(|| value.trim().to_owned())
        });
        Some((class.trim().to_ascii_uppercase(), lang?))
    });
    rules.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    const HEAD: &str = "<SAMI>\n<HEAD>\n<TITLE>港口</TITLE>\n<STYLE TYPE=\"text/css\">\n<!--\n\
        P {margin-left:8pt;}\n.ZHCC {Name:中文; lang:zh-CN; SAMIType:CC;}\n.ENCC {lang:en-US;}\n-->\n\
        </STYLE>\n</HEAD>\n<BODY>\n";

    #[test]
    fn a_file_as_it_should_be() {
        let text = format!(
            "{HEAD}<SYNC Start=0><P Class=ZHCC>潮水<br>退了。\n<SYNC Start=1900><P Class=ZHCC>&nbsp;\n\
             <SYNC Start=2000><P Class=ZHCC><font color=red>灯</font>亮了。</P></SYNC>\n</BODY></SAMI>"
        );
        assert_eq!(
            said(read, &text),
            Said::new(&[(Some(0), "", "潮水\n退了。"), (Some(2000), "", "灯亮了。")])
        );
        let source = Source::new("a", text);
        let recording = read(&source, &mut Sink::default()).unwrap();
        assert_eq!(recording.cues[0].end_ms, Some(1900));
        assert_eq!(recording.title.as_deref(), Some("港口"));
        assert_eq!(recording.language.as_deref(), Some("zh-CN"));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text =
            "<sami><body>\n<sync start=x><p>甲 < 乙\n<sync start=2000>丙\n<sync start=3000><p>丁<b";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "甲 < 乙"), (Some(2000), "", "丙"), (Some(3000), "", "丁<b")])
                .found(&[("CS0121", 2)])
        );
        assert_eq!(said(read, "<sami><body><p>甲"), Said::nothing());
    }

    #[test]
    fn one_language_of_several_is_read() {
        let text = format!(
            "{HEAD}<SYNC Start=0><P Class=ZHCC>潮。<P Class=ENCC>Tide.\n\
             <SYNC Start=9><P Class=ZHCC>灯。<P Class=ENCC>&nbsp;\n"
        );
        assert_eq!(said(read, &text), Said::new(&[(Some(0), "", "潮。"), (Some(9), "", "灯。")]));
    }
}

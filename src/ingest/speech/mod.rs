//! Speech as subtitles and transcripts state it: each format is a file here and a row in
//! [`super::FORMATS`].
//!
//! A reader is given a text that may be in its format and says `None` if it is not. What it
//! cannot read is a finding, and never takes other words with it.

pub mod ass;
mod bilingual;
mod captions;
mod guess;
mod heads;
pub mod html;
pub mod lines;
pub mod lrc;
mod markup;
pub mod microdvd;
pub mod podcast;
pub mod recognisers;
mod repeats;
pub(super) mod ruby;
pub mod sami;
pub mod scc;
pub mod shape;
pub mod srt;
pub mod stl;
pub mod subviewer;
pub mod tables;
pub(super) mod tags;
pub mod timedtext;
mod tracks;
pub mod ttml;
pub mod vtt;
mod words;
pub mod youtube;

use crate::ingest::diag::{CUT_OFF, ENTRY_NOT_READ, XML_CUT_OFF};
use crate::model::speech::{Cue, Recording, Writer};
use crate::turns::{self, Turns};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::json::{Broken, Node};
use chengshu_text::source::Source;

pub use crate::turns::clock::{self, milliseconds};

/// A reader of one format. `None` if the text is not in it.
pub type Read = fn(&Source, &mut Sink) -> Option<Recording>;

/// Cues as a recording: blank and repeated ones left out, ordered by time where all have one, two
/// languages parted, names of speakers lifted out of the words.
fn recording(mut cues: Vec<Cue>) -> Option<Recording> {
    cues.retain(|cue| !cue.text.trim().is_empty());
    if cues.iter().all(|cue| cue.start_ms.is_some()) {
        cues.sort_by_key(|cue| cue.start_ms);
    }
    let (cues, others) = bilingual::split(&cues).unwrap_or((cues, Vec::new()));
    let other = track(others).map(Box::new);
    Some(Recording { other, ..track(cues)? })
}

/// Cues of two languages, which a file keeps apart, as a recording.
fn both(cues: Vec<Cue>, others: Vec<Cue>) -> Option<Recording> {
    let recording = recording(cues)?;
    let other = self::recording(others).map(Box::new);
    Some(Recording { other: other.or(recording.other), ..recording })
}

/// Cues of one language as a recording.
fn track(cues: Vec<Cue>) -> Option<Recording> {
    let (cues, repeats) = repeats::without_repeats(cues);
    // Nobody writes down when each word begins.
    let has_words = cues.iter().any(|cue| !cue.words.is_empty());
    let writer = if has_words { Writer::Recogniser } else { Writer::Unknown };
    let Turns { cues, begins } = turns::turns(words::parted(cues));
    let recording = Recording { cues, begins, repeats, writer, ..Recording::default() };
    (!recording.cues.is_empty()).then_some(recording)
}

/// The entries of a JSON file as a recording. In: each with where it begins and ends, and where the file
/// breaks off. `None` if none of them is a cue.
fn collected(
    source: &Source,
    entries: Vec<(usize, usize, Entry)>,
    broken: Option<Broken>,
    sink: &mut Sink,
) -> Option<Recording> {
    let mut cues = Vec::with_capacity(entries.len());
    let mut unread = Vec::new();
    for (start, end, entry) in entries {
        match entry {
            Entry::Cue(cue) => cues.push(cue),
            Entry::Nothing => {}
            // Where the file is cut off, that is the finding.
            Entry::Unread if broken.is_some_and(|broken| broken.at <= end) => {}
            Entry::Unread => unread.push(start),
        }
    }
    let recording = recording(cues)?;
    for at in unread {
        sink.push(
            Diagnostic::new(&ENTRY_NOT_READ, "this entry has no readable text")
                .at(source.place(at))
                .help("compare it with the entries around it"),
        );
    }
    if let Some(broken) = broken {
        sink.push(
            Diagnostic::new(&CUT_OFF, "the file is not valid JSON from here on")
                .at(source.place(broken.at))
                .help("download the file again; the part before this place was read"),
        );
    }
    Some(recording)
}

/// The finding of an XML file that ends before its root does.
fn cut_off(source: &Source) -> Diagnostic {
    Diagnostic::new(&XML_CUT_OFF, "the file breaks off here")
        .at(source.place(source.text.len()))
        .help("download the file again; what is there was read")
}

/// The kind of an entry of a list.
enum Entry {
    Cue(Cue),
    /// No speech, and nothing is wrong with that.
    Nothing,
    Unread,
}

/// The seconds of a name in an entry, in milliseconds.
fn seconds(entry: &Node<'_>, name: &str) -> Option<u64> {
    milliseconds(entry.get(name)?.number()?)
}

#[cfg(test)]
pub(super) mod testing {
    //! Recordings as tests of readers compare them.

    use super::*;

    /// Start, speaker and words of each cue, and the code and line of each finding.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Said {
        cues: Option<Vec<(Option<u64>, String, String)>>,
        found: Vec<(String, u32)>,
    }

    impl Said {
        pub fn new(cues: &[(Option<u64>, &str, &str)]) -> Self {
            let own = |&(start, speaker, text): &(Option<u64>, &str, &str)| {
                (start, speaker.to_owned(), text.to_owned())
            };
            Self { cues: Some(cues.iter().map(own).collect()), found: Vec::new() }
        }

        pub fn nothing() -> Self {
            Self { cues: None, found: Vec::new() }
        }

        pub fn found(mut self, found: &[(&str, u32)]) -> Self {
            self.found = found.iter().map(|&(id, line)| (id.to_owned(), line)).collect();
            self
        }
    }

    pub fn said(read: Read, text: &str) -> Said {
        let source = Source::new("a", text.to_owned());
        let mut sink = Sink::default();
        let recording = read(&source, &mut sink);
        let found = sink.as_slice().iter().map(|finding| {
            let line = finding.place.as_ref().map_or(0, |place| place.line);
            (finding.code.id.to_owned(), line)
        });
        Said {
            cues: recording.map(|recording| {
                let cues = recording.cues.into_iter();
                cues.map(|cue| {
                    let speaker = cue.speaker.unwrap_or_default();
                    (cue.start_ms, speaker, cue.text.trim().to_owned())
                })
                .collect()
            }),
            found: found.collect(),
        }
    }
}

//! Files with captions in several languages, of which two are read.

use crate::ingest::diag::OTHER_VERSIONS;
use crate::model::speech::Cue;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

/// A cue and the language it is in, as the file has it.
pub struct Track {
    pub language: Option<String>,
    pub cue: Cue,
}

/// What is read of a file.
#[derive(Default)]
pub struct Taken {
    /// The language that has the most captions, if there is more than one or all state it.
    pub language: Option<String>,
    /// Its captions.
    pub cues: Vec<Cue>,
    /// Those of the language that has the most after it, if it has at least half as many.
    pub others: Vec<Cue>,
}

/// The cues of the two languages that have the most, the first of equals; others are a finding.
pub fn two_tracks(source: &Source, tracks: Vec<Track>, sink: &mut Sink) -> Taken {
    let mut counts: Vec<(Option<String>, usize, usize)> = Vec::new();
    for track in tracks.iter().filter(|track| !track.cue.text.trim().is_empty()) {
        let known = counts.iter().position(|(language, ..)| *language == track.language);
        match known {
            Some(known) => counts[known].1 += 1,
            // So many languages are none.
            None if counts.len() == MOST => {
                let cues = tracks.into_iter().map(|track| track.cue).collect();
                return Taken { cues, ..Taken::default() };
            }
            None => counts.push((track.language.clone(), 1, track.cue.at)),
        }
    }
    counts.sort_by_key(|&(_, count, _)| std::cmp::Reverse(count));
    let mut counts = counts.into_iter().peekable();
    let Some((language, most, _)) = counts.next() else {
        return Taken::default();
    };
    let second = counts.next_if(|&(_, count, _)| count * 2 >= most).map(|(second, ..)| second);
    for (other, count, at) in counts {
        let other = other.unwrap_or_else(|| "no stated language".into());
        let message = format!("left out: {count} captions in {other}");
        sink.push(
            Diagnostic::new(&OTHER_VERSIONS, message)
                .at(source.place(at))
                .help("put them into a file of their own to have them in the book"),
        );
    }
    let mut taken = Taken { language, ..Taken::default() };
    for track in tracks {
        if track.language == taken.language {
            taken.cues.push(track.cue);
        } else if second.as_ref() == Some(&track.language) {
            taken.others.push(track.cue);
        }
    }
    taken
}

/// The most languages of a file.
const MOST: usize = 16;

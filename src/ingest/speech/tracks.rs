//! Files with captions in several languages, of which one makes the book.

use crate::ingest::diag::OTHER_VERSIONS;
use crate::model::speech::Cue;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

/// A cue and the language it is in, as the file has it.
pub struct Track {
    pub language: Option<String>,
    pub cue: Cue,
}

/// The cues of the language that has the most, the first of equals; the others are a finding. Out: the
/// language, if there is more than one or all state it, and the cues.
pub fn one_track(
    source: &Source,
    tracks: Vec<Track>,
    sink: &mut Sink,
) -> (Option<String>, Vec<Cue>) {
    let mut counts: Vec<(Option<String>, usize, usize)> = Vec::new();
    for track in tracks.iter().filter(|track| !track.cue.text.trim().is_empty()) {
        let known = counts.iter().position(|(language, ..)| *language == track.language);
        match known {
            Some(known) => counts[known].1 += 1,
            // So many languages are none.
            None if counts.len() == MOST => {
                return (None, tracks.into_iter().map(|track| track.cue).collect());
            }
            None => counts.push((track.language.clone(), 1, track.cue.at)),
        }
    }
    let most = counts.iter().map(|&(_, count, _)| count).max();
    let Some(taken) = counts.iter().position(|&(_, count, _)| Some(count) == most) else {
        return (None, Vec::new());
    };
    let (language, ..) = counts.swap_remove(taken);
    for (other, count, at) in counts {
        let other = other.unwrap_or_else(|| "no stated language".into());
        let message = format!("left out: {count} captions in {other}");
        sink.push(
            Diagnostic::new(&OTHER_VERSIONS, message)
                .at(source.place(at))
                .help("put them into a file of their own to have them in the book"),
        );
    }
    let own = tracks.into_iter().filter(|track| track.language == language);
    let cues = own.map(|track| track.cue).collect();
    (language, cues)
}

/// The most languages of a file.
const MOST: usize = 16;

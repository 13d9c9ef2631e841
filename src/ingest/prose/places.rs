//! Where headings and pictures stand among the words.

use super::sentences;
use crate::model::library::Frame;
use crate::model::speech::{Cue, Mark, Recording};

/// How far a heading may move from its time to stand between two sentences, in milliseconds.
const HEADING_MOVES: u64 = 6_000;

/// How long after its moment a picture may stand, so that it stands between two sentences, in milliseconds.
const FRAME_MOVES: u64 = 20_000;

/// The cue each chapter begins at, ascending: the nearest to its time, or one close by that
/// follows the end of a sentence.
pub(super) fn headings(recording: &Recording) -> Vec<(usize, &str)> {
    let cues = &recording.cues;
    let mut out = Vec::new();
    let mut least = 0;
    for Mark { start_ms, title } in &recording.chapters {
        let distance = |index: usize| cues.get(index)?.start_ms.map(|at| at.abs_diff(*start_ms));
        let near = |index: usize| distance(index).is_some_and(|far| far <= HEADING_MOVES);
        // Cues ascend by time as far as they have one.
        while least + 1 < cues.len()
            && cues[least].start_ms.is_none_or(|at| at < *start_ms)
            && cues[least + 1].start_ms.is_none_or(|at| at <= *start_ms)
        {
            least += 1;
        }
        let reach = |step: &dyn Fn(usize) -> Option<usize>| {
            std::iter::successors(Some(least), |&index| step(index))
                .take_while(|&index| near(index))
                .take(12)
                .collect::<Vec<_>>()
        };
        let mut candidates = reach(&|index| index.checked_sub(1));
        candidates.extend(reach(&|index| Some(index + 1)));
        candidates.push(least);
        candidates.push((least + 1).min(cues.len().saturating_sub(1)));
        let nearest =
            |list: Vec<usize>| list.into_iter().min_by_key(|&index| (distance(index), index));
        // A chapter has words, so that two headings stand at one place only for want of any.
        let last = out.last().map(|&(index, _): &(usize, &str)| index);
        let after = |index: usize| last.is_none_or(|last| index > last);
        let between: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|&index| after(index) && near(index) && follows_sentence(cues, index))
            .collect();
        let at = nearest(between).or_else(|| nearest(candidates)).unwrap_or(0);
        out.push((at.max(last.unwrap_or(0)), title.as_str()));
    }
    out
}

/// The cue each picture stands before, ascending: the first that begins a sentence after its moment, or at
/// least the next.
pub(super) fn frames(recording: &Recording) -> Vec<(usize, &Frame)> {
    let cues = &recording.cues;
    let mut out = Vec::new();
    let mut next = 0;
    for frame in &recording.frames {
        while next < cues.len() && cues[next].start_ms.is_none_or(|at| at <= frame.at_ms) {
            next += 1;
        }
        let near = |&index: &usize| {
            let at = cues.get(index).and_then(|cue| cue.start_ms);
            at.is_some_and(|at| at <= frame.at_ms + FRAME_MOVES)
        };
        let mut candidates = (next..cues.len()).take_while(near);
        let at = candidates.find(|&index| follows_sentence(cues, index));
        out.push((at.unwrap_or(next), frame));
    }
    out
}

pub(super) fn follows_sentence(cues: &[Cue], index: usize) -> bool {
    index.checked_sub(1).and_then(|before| cues.get(before)).is_none_or(|cue| {
        let text = cue.text.trim_end();
        sentences::ends(text).last() == Some(&text.len())
    })
}

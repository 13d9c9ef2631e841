//! Two recordings of one talk as prose whose paragraphs correspond: they end where both end a sentence
//! at about the same time.

use std::iter::Peekable;

use super::places::{follows_sentence, headings};
use super::{Breaks, is_unpunctuated, sentences, write};
use crate::model::parallel::Stretches;
use crate::model::speech::{Cue, Prose, Recording};

/// How far apart in time the ends of a sentence and of its translation may be, in milliseconds.
const APART: u64 = 1_500;

/// Writes out a talk in two languages. Out: both texts, and which stretches of them say the same.
/// Chapters are those of the first. Linear in the texts.
pub fn aligned(first: &Recording, second: &Recording) -> (Prose, Prose, Stretches) {
    let (first, second) = (in_sentences(first), in_sentences(second));
    let second = Recording { chapters: Vec::new(), ..second };
    let seams = seams(&first, &second);
    let (ones, others): (Vec<usize>, Vec<usize>) = seams.iter().copied().unzip();
    let (first_prose, begun) = write(&first, Breaks::Among(&ones));
    let chosen: Vec<usize> =
        (0..seams.len()).filter(|&at| begun.binary_search(&ones[at]).is_ok()).collect();
    let of = |cues: &[usize]| chosen.iter().map(|&at| cues[at]).collect::<Vec<_>>();
    let (ones, others) = (of(&ones), of(&others));
    let (second_prose, _) = write(&second, Breaks::Before(&others));
    let stretches =
        Stretches::new([(&first, &ones), (&second, &others)].map(|(recording, starts)| {
            let cues = recording.cues.iter().enumerate();
            cues.map(|(index, cue)| (cue.at, starts.partition_point(|&start| start <= index)))
                .collect()
        }));
    (first_prose, second_prose, stretches)
}

/// A recording with a cue for each sentence that ends within one, at the time it is about to end.
fn in_sentences(recording: &Recording) -> Recording {
    let timed = |cue: &Cue| cue.start_ms.is_some() && cue.end_ms.is_some();
    if !recording.cues.iter().all(timed) || is_unpunctuated(recording) {
        return recording.clone();
    }
    let mut cues = Vec::with_capacity(recording.cues.len());
    let mut begins = Vec::new();
    let mut begun = recording.begins.iter().copied().peekable();
    for (index, cue) in recording.cues.iter().enumerate() {
        if begun.next_if_eq(&index).is_some() {
            begins.push(cues.len());
        }
        let mut from = 0;
        let last = cue.text.trim_end().len();
        let ends = sentences::ends(&cue.text).into_iter().filter(|&end| end < last);
        for end in ends.chain([cue.text.len()]) {
            cues.push(Cue {
                start_ms: cue.start_ms.map(|start| said(cue, start, from)),
                end_ms: cue.start_ms.map(|start| said(cue, start, end)),
                text: cue.text[from..end].to_owned(),
                at: cue.at + from,
                ..cue.clone()
            });
            from = end;
        }
    }
    Recording { cues, begins, ..recording.clone() }
}

/// When the words at an offset in a cue are said.
fn said(cue: &Cue, start: u64, offset: usize) -> u64 {
    let length = cue.end_ms.unwrap_or(start).saturating_sub(start);
    let share = |part: usize| u64::try_from(part).unwrap_or(u64::MAX);
    start + length.saturating_mul(share(offset)) / share(cue.text.len().max(1))
}

/// A place between two cues.
#[derive(Debug, Clone, Copy)]
struct Seam {
    /// The cue after it.
    cue: usize,
    /// The end of the one before, and the beginning of that.
    times: (u64, u64),
    /// Whether a paragraph has to end here, as a chapter does.
    must: bool,
}

impl Seam {
    /// How far apart in time two seams are: the pauses, then their middles.
    fn distance(self, other: Self) -> (u64, u64) {
        let ((from, to), (start, end)) = (self.times, other.times);
        let apart = start.saturating_sub(to).max(from.saturating_sub(end));
        (apart, (from + to).abs_diff(start + end) / 2)
    }
}

/// The cues of both before which a sentence of both ends, in pairs, ascending in both.
fn seams(first: &Recording, second: &Recording) -> Vec<(usize, usize)> {
    let untimed = |recording: &Recording| recording.cues.iter().any(|cue| cue.start_ms.is_none());
    if untimed(first) || untimed(second) {
        let as_many = first.cues.len() == second.cues.len();
        let (one, other) = (ends(first), ends(second));
        let both = |cue: &usize| one(*cue) && other(*cue);
        let cues = if as_many { 1..first.cues.len() } else { 0..0 };
        return cues.filter(both).map(|cue| (cue, cue)).collect();
    }
    let (first_ends, second_ends) = (ends(first), ends(second));
    let chapters: Vec<usize> = headings(first).into_iter().map(|(cue, _)| cue).collect();
    let ones = all_seams(first).filter_map(|seam| {
        let must = chapters.binary_search(&seam.cue).is_ok();
        (must || first_ends(seam.cue)).then_some(Seam { must, ..seam })
    });
    let mut sentences = all_seams(second).filter(|seam| second_ends(seam.cue)).peekable();
    let mut any = all_seams(second).peekable();
    let (mut sentence, mut cue) = (None, None);
    let mut out: Vec<(usize, usize, (u64, u64))> = Vec::new();
    for one in ones {
        sentence = nearest(one, sentence, &mut sentences);
        cue = nearest(one, cue, &mut any);
        let close = sentence.filter(|other| one.distance(*other).0 <= APART);
        let Some(other) = close.or(cue.filter(|_| one.must)) else { continue };
        let distance = one.distance(other);
        match out.last_mut() {
            Some(last) if last.1 == other.cue => {
                // Of two that have the same nearest, the nearer has it.
                if distance < last.2 || one.must {
                    *last = (one.cue, other.cue, distance);
                }
            }
            Some(last) if last.1 > other.cue => {}
            _ => out.push((one.cue, other.cue, distance)),
        }
    }
    out.into_iter().map(|(one, other, _)| (one, other)).collect()
}

/// The seam nearest to one, from the nearest to the one before on.
fn nearest(
    one: Seam,
    last: Option<Seam>,
    rest: &mut Peekable<impl Iterator<Item = Seam>>,
) -> Option<Seam> {
    let mut best = last.or_else(|| rest.next())?;
    while let Some(next) = rest.next_if(|next| one.distance(*next) <= one.distance(best)) {
        best = next;
    }
    Some(best)
}

fn all_seams(recording: &Recording) -> impl Iterator<Item = Seam> + '_ {
    recording.cues.windows(2).zip(1..).map(|(pair, cue)| {
        let start = pair[1].start_ms.unwrap_or(0);
        let end = pair[0].end_ms.unwrap_or(start).min(start);
        Seam { cue, times: (end, start), must: false }
    })
}

/// Whether a sentence or a turn ends before a cue. Without punctuation, every cue may end one.
fn ends(recording: &Recording) -> impl Fn(usize) -> bool + '_ {
    let cues = &recording.cues;
    let any = is_unpunctuated(recording);
    move |cue| {
        let turns = || cue.checked_sub(1).is_some_and(|one| cues[one].speaker != cues[cue].speaker);
        any || follows_sentence(cues, cue)
            || turns()
            || recording.begins.binary_search(&cue).is_ok()
    }
}

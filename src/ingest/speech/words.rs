//! Times of words: captions are parted where their speaker pauses, and end when their last word does.
//! Automatic captions are cut where a line is full, and stay on the screen until the next.

use crate::model::speech::{Cue, Word};

/// The least that counts as a pause, in milliseconds.
const PAUSE: u64 = 700;

/// A word takes as long as most do, and half as much again.
const SLACK: (u64, u64) = (3, 2);

/// Parts captions at the pauses between their words. In: cues in order. Those without words stay.
pub fn parted(mut cues: Vec<Cue>) -> Vec<Cue> {
    for cue in &mut cues {
        begin(cue);
    }
    let usual = usual(&cues);
    let mut out = Vec::with_capacity(cues.len());
    for (cue, next) in followed(cues) {
        if cue.words.is_empty() {
            out.push(cue);
        } else {
            part(&cue, next, usual, &mut out);
        }
    }
    out
}

/// The first word begins with its caption, and has no time of its own in most files.
fn begin(cue: &mut Cue) {
    let first = cue.text.len() - cue.text.trim_start().len();
    if let (Some(word), Some(start_ms)) = (cue.words.first(), cue.start_ms)
        && word.at > first
        && word.start_ms >= start_ms
    {
        cue.words.insert(0, Word { at: 0, start_ms, end_ms: None });
    }
}

/// Cues, each with when the next begins.
fn followed(cues: Vec<Cue>) -> impl Iterator<Item = (Cue, Option<u64>)> {
    let starts: Vec<Option<u64>> = cues.iter().skip(1).map(|cue| cue.start_ms).collect();
    cues.into_iter().zip(starts.into_iter().chain([None]))
}

/// How long a word takes where the file does not say, in milliseconds: the median from one to the next.
fn usual(cues: &[Cue]) -> u64 {
    let pairs = cues.iter().flat_map(|cue| cue.words.windows(2));
    let mut steps: Vec<u64> =
        pairs.map(|pair| pair[1].start_ms.saturating_sub(pair[0].start_ms)).collect();
    let middle = steps.len() / 2;
    let median = if steps.is_empty() { PAUSE } else { *steps.select_nth_unstable(middle).1 };
    median * SLACK.0 / SLACK.1
}

fn part(cue: &Cue, next: Option<u64>, usual: u64, out: &mut Vec<Cue>) {
    let end = |word: &Word, next: Option<u64>| {
        let end = word.end_ms.unwrap_or(word.start_ms + usual);
        next.map_or(end, |next| end.min(next.max(word.start_ms)))
    };
    let mut from = 0;
    let mut start_ms = cue.start_ms;
    let pauses = cue.words.windows(2).filter_map(|pair| {
        let ends = end(&pair[0], Some(pair[1].start_ms));
        (pair[1].start_ms >= ends + PAUSE).then_some((pair[1], ends))
    });
    let last = cue.words.last().map(|word| end(word, next));
    let rest = Word { at: cue.text.len(), start_ms: 0, end_ms: None };
    let ends_ms = last.or(cue.end_ms);
    for (word, end_ms) in pauses.map(|(word, end)| (word, Some(end))).chain([(rest, ends_ms)]) {
        let Some(text) = cue.text.get(from..word.at).filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        out.push(Cue {
            start_ms,
            end_ms,
            speaker: cue.speaker.clone(),
            text: text.to_owned(),
            words: Vec::new(),
            at: cue.at + from,
        });
        (from, start_ms) = (word.at, Some(word.start_ms));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start: u64, end: u64, words: &[(&str, u64)]) -> Cue {
        let mut cue = Cue { start_ms: Some(start), end_ms: Some(end), ..Cue::default() };
        for &(word, start_ms) in words {
            cue.words.push(Word { at: cue.text.len(), start_ms, end_ms: None });
            cue.text.push_str(word);
        }
        cue
    }

    #[test]
    fn captions_part_at_pauses() {
        let cues = vec![
            cue(0, 2400, &[("the", 0), (" tide", 300), (" went", 600), (" it", 2100)]),
            cue(2400, 9000, &[("was", 2400), (" night", 2700)]),
            Cue { text: "then".to_owned(), ..Cue::default() },
        ];
        let parted: Vec<_> = parted(cues)
            .into_iter()
            .map(|cue| (cue.start_ms, cue.end_ms, cue.text, cue.at))
            .collect();
        assert_eq!(
            parted,
            [
                (Some(0), Some(1050), "the tide went".to_owned(), 0),
                (Some(2100), Some(2400), " it".to_owned(), 13),
                (Some(2400), Some(3150), "was night".to_owned(), 0),
                (None, None, "then".to_owned(), 0),
            ]
        );
    }
}

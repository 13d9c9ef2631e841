//! Captions that repeat what is on the screen already.
//!
//! Automatic captions roll: each begins with the last line of the one before, and between them
//! stands one of ten milliseconds with that line alone. Live recognition grows: each caption is
//! the one before and a few words. And some tools write every caption twice.

use crate::model::speech::{Cue, Word};

/// How far apart rolling captions may be, in milliseconds.
const TOUCHING: u64 = 200;

/// Lines on the screen that may be carried over.
const CARRIED: usize = 4;

/// How many captions with the same beginning are compared.
const AT_ONCE: usize = 8;

/// Leaves out what repeats. In: cues in order. Out: those with something new, and how many were
/// left out or shortened. Speech that says the same twice is not touched: a file must roll or
/// grow as a whole.
pub fn without_repeats(cues: Vec<Cue>) -> (Vec<Cue>, usize) {
    let before = cues.len();
    let cues = without_doubles(cues);
    let doubles = before - cues.len();
    let pairs = cues.windows(2);
    let rolling = pairs.clone().filter(|pair| rolls(&pair[0], &pair[1])).count();
    let growing = pairs.filter(|pair| grows(&pair[0], &pair[1])).count();
    if rolling >= 2 && rolling * 4 >= cues.len() {
        let (cues, carried) = unrolled(cues);
        (cues, carried + doubles)
    } else if growing >= 3 && growing * 3 >= cues.len() {
        let (cues, grown) = full_grown(cues);
        (cues, grown + doubles)
    } else {
        (cues, doubles)
    }
}

/// Leaves out captions with the words and both times of one before.
fn without_doubles(cues: Vec<Cue>) -> Vec<Cue> {
    let mut out: Vec<Cue> = Vec::with_capacity(cues.len());
    for cue in cues {
        let same = |other: &&Cue| other.start_ms == cue.start_ms;
        let double = cue.start_ms.is_some()
            && cue.end_ms.is_some()
            && out
                .iter()
                .rev()
                .take(AT_ONCE)
                .take_while(same)
                .any(|other| other.end_ms == cue.end_ms && other.text == cue.text);
        if !double {
            out.push(cue);
        }
    }
    out
}

fn lines(cue: &Cue) -> impl DoubleEndedIterator<Item = &str> + Clone {
    cue.text.split('\n').map(str::trim).filter(|line| !line.is_empty())
}

/// How many lines at the end of one are those at the beginning of the next; the most there are.
fn carried(one: &Cue, next: &Cue) -> usize {
    let last: Vec<&str> = lines(one).rev().take(CARRIED).collect();
    (1..=last.len())
        .rev()
        .find(|&count| {
            let tail = last[..count].iter().rev().copied();
            lines(next).take(count).eq(tail)
        })
        .unwrap_or(0)
}

fn touches(one: &Cue, next: &Cue) -> bool {
    match (one.end_ms, next.start_ms) {
        (Some(end), Some(start)) => start <= end + TOUCHING,
        _ => false,
    }
}

/// True if the next begins with lines of the one and goes on.
fn rolls(one: &Cue, next: &Cue) -> bool {
    let carried = carried(one, next);
    carried > 0 && touches(one, next) && lines(next).nth(carried).is_some()
}

fn unrolled(cues: Vec<Cue>) -> (Vec<Cue>, usize) {
    let mut out: Vec<Cue> = Vec::with_capacity(cues.len());
    let mut repeats = 0;
    let mut before: Option<Cue> = None;
    for cue in cues {
        let carried = before
            .as_ref()
            .filter(|before| touches(before, &cue))
            .map_or(0, |before| carried(before, &cue));
        repeats += usize::from(carried > 0);
        match lines(&cue).nth(carried) {
            Some(new) => {
                let skipped = (new.as_ptr() as usize).saturating_sub(cue.text.as_ptr() as usize);
                out.push(Cue {
                    text: cue.text.get(skipped..).unwrap_or_default().to_owned(),
                    words: after(&cue.words, skipped),
                    at: cue.at + skipped,
                    ..cue.clone()
                });
            }
            // It stays on the screen.
            None => {
                if let Some(last) = out.last_mut() {
                    last.end_ms = last.end_ms.max(cue.end_ms);
                }
            }
        }
        before = Some(cue);
    }
    (out, repeats)
}

/// Words that begin behind an offset, from which they count then.
fn after(words: &[Word], offset: usize) -> Vec<Word> {
    let first = words.partition_point(|word| word.at < offset);
    words[first..]
        .iter()
        .map(|word| Word { at: word.at - offset, ..*word })
        .collect()
}

/// True if the next is the one and more.
fn grows(one: &Cue, next: &Cue) -> bool {
    let (one_text, next_text) = (one.text.trim(), next.text.trim());
    next_text.len() > one_text.len() && next_text.starts_with(one_text) && touches(one, next)
}

fn full_grown(cues: Vec<Cue>) -> (Vec<Cue>, usize) {
    let before = cues.len();
    let mut out: Vec<Cue> = Vec::with_capacity(cues.len());
    for mut cue in cues {
        if out.last().is_some_and(|last| grows(last, &cue))
            && let Some(seed) = out.pop()
        {
            cue.start_ms = seed.start_ms;
        }
        out.push(cue);
    }
    let grown = before - out.len();
    (out, grown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(said: &[(u64, u64, &str)]) -> Vec<Cue> {
        said.iter()
            .map(|&(start, end, text)| Cue {
                start_ms: Some(start),
                end_ms: Some(end),
                text: text.to_owned(),
                ..Cue::default()
            })
            .collect()
    }

    fn left(said: &[(u64, u64, &str)]) -> (Vec<String>, usize) {
        let (cues, repeats) = without_repeats(cues(said));
        (cues.into_iter().map(|cue| cue.text).collect(), repeats)
    }

    #[test]
    fn automatic_captions_roll() {
        let said = [
            (0, 2000, "the tide"),
            (2000, 2010, "the tide"),
            (2010, 4000, "the tide\nwent out and"),
            (4000, 4010, "went out and"),
            (4010, 6000, "went out and\nthe light"),
            (6000, 6010, "the light"),
            (6010, 8000, "the light\nthe light"),
        ];
        assert_eq!(
            left(&said),
            (
                ["the tide", "went out and", "the light", "the light"]
                    .map(str::to_owned)
                    .to_vec(),
                6
            )
        );
    }

    #[test]
    fn what_is_said_twice_stays() {
        let said = [
            (0, 1000, "对。"),
            (1000, 2000, "对。"),
            (2000, 3000, "对。"),
            (3000, 4000, "对。\n我知道。"),
            (4000, 5000, "走吧。"),
            (5000, 6000, "走。"),
        ];
        assert_eq!(left(&said).0.len(), 6);
    }

    #[test]
    fn captions_written_twice_are_one() {
        let said = [(0, 9, "甲"), (0, 9, "A"), (0, 9, "甲"), (0, 9, "A"), (9, 18, "甲")];
        assert_eq!(left(&said), (["甲", "A", "甲"].map(str::to_owned).to_vec(), 2));
    }

    #[test]
    fn live_captions_grow() {
        let said =
            [(0, 1, "潮"), (1, 2, "潮水"), (2, 3, "潮水退了"), (3, 4, "灯"), (4, 5, "灯塔亮了")];
        let (cues, repeats) = without_repeats(cues(&said));
        let left: Vec<_> = cues.iter().map(|cue| (cue.start_ms, cue.text.as_str())).collect();
        assert_eq!(left, [(Some(0), "潮水退了"), (Some(3), "灯塔亮了")]);
        assert_eq!(repeats, 3);
    }
}

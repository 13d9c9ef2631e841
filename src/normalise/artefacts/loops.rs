//! Phrases repeated over and over, as recognisers do when they lose the thread.

use super::{Confidence, Found};
use crate::normalise::diag;
use chengshu_text::source::{Span, count_bytes};

/// A phrase repeated at least this often in a row is a loop.
const REPEATS: usize = 4;
/// And has at least this many characters with its repetitions.
const LOOP: usize = 20;
/// Repeated this often it is one that nobody said,
const CERTAIN: u64 = 8;
/// if it has as many letters: people do shout `No, no, no!`.
const FEWEST_LETTERS: usize = 5;
/// Longest phrase that is looked for, in characters.
const PERIOD: usize = 64;

/// A loop of characters of three bytes is found by samples. If a phrase of `p` bytes comes again
/// and again over `n` bytes, the [`SAMPLE`] bytes from any of `n - p - SAMPLE + 1` places on come
/// again `p` bytes later; samples as far apart as that cannot miss it. Phrases of up to [`SHORT`]
/// characters are looked for near many samples, longer ones, which make longer loops, further on
/// from fewer.
const SAMPLE: usize = 5;
const SHORT: usize = 16;
/// How much of a loop the later occurrences take up at least, in characters. Of short ones those
/// of a phrase as long as fits into the shortest loop [`REPEATS`] times leave the fewest.
const SHORT_LATER: usize = LOOP - LOOP / REPEATS;
const LONG_LATER: usize = (SHORT + 1) * (REPEATS - 1);
/// The bytes a sample and what may repeat it are in.
const SHORT_REACH: usize = 3 * SHORT + SAMPLE;
const LONG_REACH: usize = 3 * PERIOD + SAMPLE;
/// The bytes of the shortest loop.
const LEAST: usize = 3 * LOOP;

/// Finds phrases repeated in a row: where the last four characters stood before, always at the
/// same distance, there is a loop.
pub struct Loops {
    /// By a hash of four characters: those, and how many characters there were before.
    seen: Box<[(u64, u64); Loops::SLOTS]>,
    /// Characters of all texts so far.
    count: u64,
    /// A text with zeros after it.
    padded: Vec<u8>,
}

impl Default for Loops {
    fn default() -> Self {
        Self { seen: Box::new([(0, 0); Self::SLOTS]), count: 0, padded: Vec::new() }
    }
}

impl Loops {
    const SLOTS: usize = 1024;

    /// The loops of a text, ascending.
    pub fn find(&mut self, text: &str) -> Vec<Found> {
        if self.may_hold(text) { self.look(text) } else { Vec::new() }
    }

    fn look(&mut self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        // Positions of earlier texts are out of reach.
        let mut count = self.count + PERIOD as u64 + 1;
        let mut window = 0u64;
        // The distance of the run, its first byte, and its characters.
        let (mut period, mut start, mut length) = (0u64, 0usize, 0u64);
        for (at, c) in text.char_indices() {
            count += 1;
            // Sixteen bits of each: those beyond are emoji and rare ideographs, whose likes may
            // as well pass for one another.
            window = (window << 16) ^ u64::from(u32::from(c));
            let hash = window.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54;
            let slot = usize::try_from(hash).unwrap_or(0) % Self::SLOTS;
            let (before, place) = std::mem::replace(&mut self.seen[slot], (window, count));
            let distance = count - place;
            if before == window && distance == period {
                length += 1;
                continue;
            }
            // Nearly every character is in no run and begins none.
            if period > 0 {
                found.extend(Self::closed(text, start..at, period, length));
                period = 0;
            }
            if before == window && distance <= PERIOD as u64 {
                let window_start = text[..at].char_indices().rev().nth(2);
                (period, start, length) = (distance, window_start.map_or(0, |(at, _)| at), 4);
            }
        }
        self.count = count;
        found.extend(Self::closed(text, start..text.len(), period, length));
        found
    }

    /// True if there may be a loop: hardly any line of ideographs gets past this.
    fn may_hold(&mut self, text: &str) -> bool {
        let bytes = text.as_bytes();
        // Characters of other than three bytes. Fewer than the repetitions are in no loop. Of four
        // bytes two may pass for one another.
        let others = count_bytes(bytes, |byte| !matches!(byte, 0x80..=0xbf | 0xe0..=0xef));
        if others >= REPEATS || (others > 0 && bytes.iter().any(|&byte| byte >= 0xf0)) {
            return text.len() >= LOOP;
        }
        if text.len() < LEAST {
            return false;
        }
        self.padded.clear();
        self.padded.extend_from_slice(bytes);
        self.padded.resize(bytes.len() + LONG_REACH, 0);
        let samples = |later: usize| (0..text.len()).step_by(3 * later - SAMPLE + 1);
        samples(SHORT_LATER).any(|at| recurs::<SHORT_REACH>(&self.padded, at))
            || samples(LONG_LATER).any(|at| recurs::<LONG_REACH>(&self.padded, at))
    }

    /// A run that ends. What is left is the first occurrence, which stands before it.
    fn closed(text: &str, span: Span, period: u64, length: u64) -> Option<Found> {
        let repeats = length.checked_div(period)? + 1;
        let all = length + period;
        let run = &text[span.clone()];
        let letters = run.chars().any(char::is_alphabetic);
        // Laughter and cries repeat one character.
        let least = if period == 1 { LOOP as u64 * 2 } else { LOOP as u64 };
        if repeats < REPEATS as u64 || all < least || !letters {
            return None;
        }
        let is_sure = repeats >= CERTAIN && period > 1;
        Some(Found {
            removed: is_sure.then(|| whole(run, span.start, period)).flatten(),
            span,
            code: &diag::LOOP,
            confidence: if is_sure { Confidence::High } else { Confidence::Medium },
        })
    }
}

/// The whole repetitions in a run, of a phrase that is more than a cry; a rest of one belongs to what
/// follows. `start` is where the run begins.
fn whole(run: &str, start: usize, period: u64) -> Option<Span> {
    let period = usize::try_from(period).ok()?;
    let letters = run.chars().take(period).filter(|c| c.is_alphabetic());
    if letters.count() < FEWEST_LETTERS {
        return None;
    }
    let count = run.chars().count() / period * period;
    let end = run.char_indices().nth(count).map_or(run.len(), |(at, _)| at);
    Some(start..start + end)
}

/// True if the bytes at a place come again within reach, and that over the length of a loop.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep the compiler from using vectors"
)]
fn recurs<const REACH: usize>(bytes: &[u8], at: usize) -> bool {
    let near = bytes.get(at..).and_then(<[u8]>::first_chunk::<REACH>);
    let Some(near) = near else { return false };
    // Without branches the compiler makes vector instructions of it; three bytes tell enough.
    let may_recur = (1..=REACH - SAMPLE).fold(false, |found, lag| {
        found | (near[lag] == near[0]) & (near[lag + 2] == near[2]) & (near[lag + 4] == near[4])
    });
    let mut lags = 1..=REACH - SAMPLE;
    may_recur && lags.any(|lag| near[lag..].starts_with(&near[..SAMPLE]) && goes_on(bytes, at, lag))
}

/// True if what stands around a place stands there again `lag` bytes later, for as long as in a
/// loop.
fn goes_on(bytes: &[u8], at: usize, lag: usize) -> bool {
    let least = (lag * (REPEATS - 1)).max(LEAST.saturating_sub(lag));
    let equal = |(one, other): &(&u8, &u8)| one == other;
    let after = bytes[at..].iter().zip(&bytes[at + lag..]);
    let before = bytes[..at].iter().rev();
    let before = before.zip(bytes[..at + lag].iter().rev());
    after.take(least).take_while(equal).count() + before.take(least).take_while(equal).count()
        >= least
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ideographs that do not come again soon.
    fn plain(from: u32, count: u32) -> String {
        let all = (from..from + count).filter_map(|at| char::from_u32(0x4e00 + at * 7));
        all.collect()
    }

    #[test]
    fn no_loop_is_passed_over() {
        let mut loops = Loops::default();
        for period in 1..=64 {
            let ideographs = plain(1000, period);
            let letters: String = ('!'..='~').take(ideographs.chars().count()).collect();
            let mixed = format!("a{}", plain(1000, period - 1));
            for phrase in [ideographs, letters, mixed] {
                for before in 0..50 {
                    let repeats = (20 / period + 2).max(5) as usize;
                    let text = plain(0, before) + &phrase.repeat(repeats) + &plain(2000, 30);
                    let found = loops.look(&text).len();
                    let missed = found > 0 && !loops.may_hold(&text);
                    assert!(!missed, "{phrase} after {before}");
                }
            }
        }
    }

    #[test]
    fn plain_text_is_not_looked_at() {
        let mut loops = Loops::default();
        assert!(!loops.may_hold(&plain(0, 500)));
        assert!(!loops.may_hold("灯灯灯灯灯灯"));
    }
}

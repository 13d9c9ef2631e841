//! Marks for Chinese captions that have none: which of `，` `。` `？` stands at the boundary of two captions.
//!
//! A linear model over the characters beside a boundary, the lengths of the captions and the marks before:
//! one score tells marks from none, one stops from commas, one questions from stops. Weights are whole
//! numbers in a table of eight slots to a bucket, each with a few bits of the feature it is for, so that
//! features the table has no weight for count for nothing. `examples/marks.rs` makes the table of texts that
//! have marks, and measures it.

use crate::script::is_cjk_mark;

/// What stands at a boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing that is certain.
    Gap,
    /// `，`
    Comma,
    /// `。`
    Stop,
    /// `？`
    Question,
}

/// The questions the model is asked at a boundary, in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Is there a mark?
    Mark = 1,
    /// Is it a stop?
    Stop = 2,
    /// Is the stop a question mark?
    Question = 3,
}

/// Scores above which an answer is yes. What reads worst is a stop inside a sentence and a question mark
/// behind none.
const LEAST: [i32; 3] = [-12, -2, 24];

/// Text with marks has one to so many characters. A question mark or two make no punctuation.
pub const ONE_IN: usize = 60;
/// Whether there are marks is judged by sections of so many characters, as parts of a text may come from
/// different hands.
pub const SECTION: usize = 400;

/// Buckets of a table.
pub const BUCKETS: usize = 31_000;
/// Slots of a bucket, each of two bytes.
pub const SLOTS: usize = 8;
/// Bits of a slot that tell the features of its bucket apart; the other seven are a weight.
pub const BITS: u32 = 9;
/// Weights are between this and its negative.
pub const GREATEST: i32 = 63;

/// A table of weights.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a>(&'a [u8]);

/// The table of the program. It was made of texts that may be used for it: public transcripts of meetings
/// and talks (audreyt/transcript, CC0), conversations (qiuhuachuan/smile, CC0; `thu-coai/KdConv` and `CrossWOZ`,
/// Apache-2.0) and manuals (d2l-ai/d2l-zh, Apache-2.0; rust-lang-cn/book-cn, MIT or Apache-2.0;
/// reactjs/zh-hans.react.dev, CC BY 4.0).
pub const TABLE: Table<'static> = Table(include_bytes!("marks.bin"));

impl<'a> Table<'a> {
    /// The table a file holds; `None` if it holds none.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        (bytes.len() == BUCKETS * SLOTS * 2).then_some(Self(bytes))
    }

    /// The weight of a feature, whose bucket is `feature >> BITS`.
    fn weight(self, feature: usize) -> i32 {
        let bucket = (feature >> BITS) * SLOTS * 2;
        let slots = self.0.get(bucket..bucket + SLOTS * 2).unwrap_or_default();
        let own = slots.chunks_exact(2).map(|slot| u16::from_le_bytes([slot[0], slot[1]]));
        // An empty slot has no weight.
        own.filter(|slot| usize::from(slot >> 7) == feature & ((1 << BITS) - 1) && slot & 127 != 0)
            .map(|slot| i32::from(slot & 127) - GREATEST - 1)
            .next()
            .unwrap_or(0)
    }
}

/// Captions as the model sees them: tokens, and where each caption begins and ends.
#[derive(Debug, Default)]
pub struct Captions {
    tokens: Vec<u32>,
    starts: Vec<usize>,
}

/// Tokens that are no character: what is missing beside a text, numbers by their length.
const MISSING: u32 = 1;
const NUMBER: u32 = 0x0200_0000;
const WORD: u32 = 0x8000_0000;

impl Captions {
    /// Adds a caption.
    pub fn push(&mut self, text: &str) {
        self.starts.push(self.tokens.len());
        let is_part = |c: char| c.is_ascii_alphanumeric();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let length = if is_part(c) {
                rest.find(|c| !is_part(c)).unwrap_or(rest.len())
            } else {
                c.len_utf8()
            };
            let (token, after) = rest.split_at(length);
            rest = after;
            if c.is_ascii_digit() {
                self.tokens.push(NUMBER + u32::try_from(length.min(5)).unwrap_or(0));
            } else if c.is_ascii_alphabetic() {
                let hash = token.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
                    (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
                });
                self.tokens.push(hash | WORD);
            } else if c.is_alphanumeric() {
                self.tokens.push(u32::from(c));
            }
        }
    }

    /// How many captions there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Where a caption ends.
    fn end(&self, caption: usize) -> usize {
        self.starts.get(caption + 1).copied().unwrap_or(self.tokens.len())
    }

    fn token(&self, at: usize) -> u32 {
        self.tokens.get(at).copied().unwrap_or(MISSING)
    }
}

/// The marks set so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Before {
    /// The tokens since the last mark and the last stop begin here.
    clause: usize,
    sentence: usize,
    /// Commas since the last stop.
    commas: usize,
}

impl Before {
    /// What is before the next boundary, once a mark stands behind a caption.
    #[must_use]
    pub fn then(self, captions: &Captions, caption: usize, mark: Mark) -> Self {
        let clause = captions.end(caption);
        match mark {
            Mark::Gap => self,
            Mark::Comma => Self { clause, commas: self.commas + 1, ..self },
            Mark::Stop | Mark::Question => Self { clause, sentence: clause, commas: 0 },
        }
    }
}

/// The features of the boundary behind a caption, as places in a table.
pub fn features(
    captions: &Captions,
    caption: usize,
    before: Before,
    question: Question,
    mut give: impl FnMut(usize),
) {
    let here = captions.end(caption);
    let start = captions.starts.get(caption).copied().unwrap_or(0);
    let end = captions.end(caption + 1);
    let left = |back: usize| here.checked_sub(back).map_or(MISSING, |at| captions.token(at)).into();
    let right = |step: usize| u64::from(captions.token(here + step));
    let mut give = |kind: u64, of: u64| give(place(mix(mix(question as u64, kind), of)));
    let (lengths, next) = ((here - start).min(30) as u64, (end - here).min(30) as u64);
    let mut a = [0; 4];
    let mut b = [0; 4];
    for step in 0..4 {
        a[step] = mix(step.checked_sub(1).map_or(11, |less| a[less]), left(step + 1));
        b[step] = mix(step.checked_sub(1).map_or(12, |less| b[less]), right(step));
        give(1, a[step]);
        give(2, b[step]);
    }
    for (i, j) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        give(3, mix(a[i], b[j]));
    }
    give(4, left(2));
    give(5, right(1));
    give(6, mix(left(2), left(3)));
    give(7, mix(right(1), right(2)));
    give(8, lengths);
    give(9, next);
    give(10, mix(lengths / 3, next / 3));
    give(11, mix(b[0], lengths / 4));
    give(12, mix(a[0], next / 4));
    let first = u64::from(captions.token(start));
    let second = u64::from(captions.token(start + 1));
    let last = u64::from(captions.token(end.saturating_sub(1)));
    give(13, first);
    give(14, mix(first, second));
    give(15, last);
    give(16, mix(last, captions.token(end.saturating_sub(2)).into()));
    give(17, 0);
    let clause = ((here - before.clause).min(40) / 2) as u64;
    give(18, clause);
    if question == Question::Mark {
        give(19, mix(clause, lengths));
        return;
    }
    let sentence = ((here - before.sentence).min(180) / 3) as u64;
    let commas = before.commas.min(12) as u64;
    give(20, sentence);
    give(21, commas);
    give(22, mix(commas, lengths / 3));
    give(23, mix(commas, b[0]));
    give(24, mix(sentence / 4, b[1]));
    let opening = u64::from(captions.token(before.sentence));
    let opening = mix(opening, captions.token(before.sentence + 1).into());
    give(25, opening);
    give(26, mix(opening, b[1]));
    give(27, u64::from(captions.token(before.clause)));
    if question == Question::Question {
        for at in before.clause.max(here.saturating_sub(24))..here {
            let one = u64::from(captions.token(at));
            give(28, one);
            if at + 1 < here {
                give(29, mix(one, captions.token(at + 1).into()));
            }
        }
    }
}

fn mix(one: u64, other: u64) -> u64 {
    (one ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

/// The place in the table of a hash.
fn place(hash: u64) -> usize {
    let spread = hash.wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32;
    usize::try_from((spread * ((BUCKETS as u64) << BITS)) >> 32).unwrap_or(0)
}

/// The answer to a question, from a score.
fn says(
    table: Table<'_>,
    captions: &Captions,
    caption: usize,
    before: Before,
    of: Question,
) -> bool {
    let mut score = 0;
    features(captions, caption, before, of, |feature| score += table.weight(feature));
    score > LEAST[of as usize - 1]
}

/// The mark behind each caption. Linear in the text.
pub fn marks(captions: &Captions, table: Table<'_>) -> Vec<Mark> {
    let mut before = Before::default();
    let behind = (0..captions.len()).map(|caption| {
        let is = |question| says(table, captions, caption, before, question);
        let mark = if caption + 1 < captions.len() && !is(Question::Mark) {
            Mark::Gap
        } else if caption + 1 < captions.len() && !is(Question::Stop) {
            Mark::Comma
        } else if is(Question::Question) {
            Mark::Question
        } else {
            Mark::Stop
        };
        before = before.then(captions, caption, mark);
        mark
    });
    behind.collect()
}

/// The score of the boundary between two texts. Only what is near is looked at, and nothing beyond a mark.
pub fn score(before: &str, after: &str, question: Question) -> i32 {
    const NEAR: usize = 9;
    let parts = |c: char| c == '\u{3000}' || is_cjk_mark(c);
    // A sign that is escaped is as near as one that is not.
    let counts = |&(_, c): &(usize, char)| c != '\\';
    let near = before.char_indices().rev().filter(counts).take(NEAR);
    let head = near.take_while(|&(_, c)| !parts(c)).last();
    let near = after.char_indices().filter(counts).enumerate();
    let mut ends = near.filter(|&(count, (_, c))| count == NEAR || count > 0 && parts(c));
    let tail = ends.next().map_or(after.len(), |(_, (at, _))| at);
    let mut captions =
        Captions { tokens: Vec::with_capacity(2 * NEAR), starts: Vec::with_capacity(2) };
    captions.push(head.map_or("", |(at, _)| &before[at..]));
    captions.push(&after[..tail]);
    let mut score = 0;
    features(&captions, 0, Before::default(), question, |at| score += TABLE.weight(at));
    score
}

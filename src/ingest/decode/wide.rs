//! UTF-16 without a byte order mark.

use chengshu_writing::script::is_unified;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes of a text tell. Even.
const SAMPLE: usize = 64 * 1024;

/// So many of a hundred characters are usual ones in the right order of bytes.
const USUAL: usize = 95;

/// The encoding of a text in UTF-16 without a byte order mark, if it is certain: in one order of
/// bytes nearly all is usual, line ends, spaces or full stops among it; in the other not half.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    // Text in ASCII and UTF-8 alone has no zeros; UTF-16 has them wherever a line ends.
    if memchr::memchr(0, sample).is_none() && is_utf8(sample) {
        return None;
    }
    let little = Census::of(sample, u16::from_le_bytes);
    let big = Census::of(sample, u16::from_be_bytes);
    if little.is_text() && big.is_noise() {
        Some(UTF_16LE)
    } else if big.is_text() && little.is_noise() {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// So many bytes of UTF-16 without a zero are never UTF-8 by chance.
const TELLING: usize = 1024;

/// True if a sample is UTF-8, but for a character its end may have cut.
fn is_utf8(sample: &[u8]) -> bool {
    let sample = sample.get(..TELLING).unwrap_or(sample);
    sample.len() - Encoding::utf8_valid_up_to(sample) < 4
}

#[derive(Default)]
struct Census {
    all: usize,
    usual: usize,
    /// Spaces, line ends and the commonest marks, which every text has.
    marks: usize,
}

impl Census {
    fn of(sample: &[u8], unit: fn([u8; 2]) -> u16) -> Self {
        let mut census = Self::default();
        for pair in sample.chunks_exact(2) {
            let &[first, second] = pair else { continue };
            let unit = unit([first, second]);
            census.all += 1;
            let is_mark = matches!(unit, 0x0a | 0x20 | 0x2c | 0x2e | 0x3001 | 0x3002 | 0xff0c);
            census.marks += usize::from(is_mark);
            census.usual += usize::from(is_mark || is_usual(unit));
        }
        census
    }

    fn is_text(&self) -> bool {
        self.marks > 0 && self.usual * 100 >= self.all * USUAL
    }

    fn is_noise(&self) -> bool {
        self.marks == 0 || self.usual * 2 < self.all
    }
}

/// True if a code unit stands in texts: ASCII, Latin to Arabic, general punctuation, kana,
/// ideographs, Hangul, full-width forms.
fn is_usual(unit: u16) -> bool {
    let is_ideograph = char::from_u32(unit.into()).is_some_and(is_unified);
    is_ideograph
        || matches!(unit,
        0x09 | 0x0d | 0x20..=0x7e | 0xa0..=0x6ff | 0x900..=0x97f | 0xe00..=0xe7f
        | 0x2010..=0x206f | 0x3000..=0x30ff | 0xac00..=0xd7a3 | 0xff01..=0xff9f)
}

//! What is printed: the measure by which the program proves that no text was lost.

use std::ops::{Add, AddAssign, Sub, SubAssign};

/// The visible characters of a text, counted and summed so that texts can be added and taken
/// away: `ink(a) + ink(b) = ink(ab)`. White space is not ink, since joining wrapped lines and
/// breaking paragraphs changes nothing else (requirement T1).
///
/// The sum adds a mixed 64-bit value for each character, so that two texts of equal ink have,
/// but for an accident of 1 in 2⁶⁴, the same characters; [`Sequence`] compares their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ink {
    /// Visible characters.
    pub count: i64,
    sum: u64,
}

impl Ink {
    /// The ink of a text.
    pub fn of(text: &str) -> Self {
        let mut ink = Self::default();
        ink.add_text(text);
        ink
    }

    /// Adds a text's ink.
    pub fn add_text(&mut self, text: &str) {
        *self = visible(text, *self, |ink, key| Self {
            count: ink.count + 1,
            sum: ink.sum.wrapping_add(mix(key)),
        });
    }
}

impl Add for Ink {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            sum: self.sum.wrapping_add(other.sum),
        }
    }
}

impl Sub for Ink {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            count: self.count - other.count,
            sum: self.sum.wrapping_sub(other.sum),
        }
    }
}

impl AddAssign for Ink {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Ink {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

/// Visible characters in their order: equal for two texts only if they read the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sequence {
    hash: u64,
    count: u64,
}

impl Sequence {
    /// Continues the sequence with a text.
    pub fn push(&mut self, text: &str) {
        *self = visible(text, *self, |sequence, key| Self {
            hash: (sequence.hash.rotate_left(5) ^ u64::from(key))
                .wrapping_mul(0x517c_c1b7_2722_0a95),
            count: sequence.count + 1,
        });
    }
}

/// Folds the visible characters of a text, each as a number of its own: its bytes in UTF-8.
fn visible<T>(text: &str, start: T, see: impl Fn(T, u32) -> T) -> T {
    let mut seen = start;
    let mut at = 0;
    while at < text.len() {
        // Nearly all characters have three bytes and need not be decoded, as but one of those
        // that begin so is white space. They are read with the byte after them, at one go.
        while let Some(four) = text.as_bytes()[at..].first_chunk() {
            let key = u32::from_le_bytes(*four) & 0xff_ffff;
            if !matches!(four[0], 0xe3..=0xef) || key == IDEOGRAPHIC_SPACE {
                break;
            }
            seen = see(seen, key);
            at += 3;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        at += c.len_utf8();
        if !c.is_whitespace() {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            seen = see(seen, u32::from_le_bytes(bytes));
        }
    }
    seen
}

/// U+3000, as the number it has here.
const IDEOGRAPHIC_SPACE: u32 = u32::from_le_bytes([0xe3, 0x80, 0x80, 0]);

/// Spreads a character's number over 64 bits, and folds a product of 128 bits of it into 64, as
/// the hash function wyhash does: of all cheap ways that mix every bit the one with the fewest
/// steps. Nobody attacks it.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the halves of the product are what is wanted"
)]
fn mix(key: u32) -> u64 {
    let z = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let product = u128::from(z) * u128::from(z ^ 0xbf58_476d_1ce4_e5b9);
    (product as u64) ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_adds_and_ignores_white_space() {
        assert_eq!(
            Ink::of("甲 乙\n丙"),
            Ink::of("甲乙") + Ink::of("丙\u{3000}")
        );
        assert_eq!(Ink::of("甲乙丙") - Ink::of("乙"), Ink::of("甲丙"));
        assert_ne!(Ink::of("甲甲乙"), Ink::of("甲乙乙"));
    }

    #[test]
    fn sequences_see_order_that_ink_does_not() {
        let (mut a, mut b) = (Sequence::default(), Sequence::default());
        a.push("甲乙");
        b.push("乙甲");
        assert_ne!(a, b);
        assert_eq!(Ink::of("甲乙"), Ink::of("乙甲"));
    }
}

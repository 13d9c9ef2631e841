//! What is printed: the measure by which the program proves that no text was lost.

use std::ops::{Add, AddAssign, Sub, SubAssign};

/// The visible characters of a text, counted and summed so that texts can be added and taken
/// away: `sum(a) + sum(b) = sum(ab)`. White space does not count, since joining wrapped lines and
/// breaking paragraphs changes nothing else (requirement T1).
///
/// The sum adds a mixed 64-bit value for each character, so that two texts of equal sums have,
/// but for an accident of 1 in 2⁶⁴, the same characters; [`OrderedSum`] compares their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextSum {
    /// Visible characters.
    pub count: i64,
    sum: u64,
}

impl TextSum {
    /// The sum of a text.
    pub fn of(text: &str) -> Self {
        let mut text_sum = Self::default();
        text_sum.add_text(text);
        text_sum
    }

    /// Adds a text's sum.
    pub fn add_text(&mut self, text: &str) {
        *self = visible(text, *self, |sum, key| Self {
            count: sum.count + 1,
            sum: sum.sum.wrapping_add(mix(key)),
        });
    }
}

impl Add for TextSum {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { count: self.count + other.count, sum: self.sum.wrapping_add(other.sum) }
    }
}

impl Sub for TextSum {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { count: self.count - other.count, sum: self.sum.wrapping_sub(other.sum) }
    }
}

impl AddAssign for TextSum {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for TextSum {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

/// Visible characters in their order: equal for two texts only if they read the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderedSum {
    hash: u64,
    count: u64,
}

impl OrderedSum {
    /// Continues the sum with a text.
    pub fn push(&mut self, text: &str) {
        *self = visible(text, *self, |sum, key| Self {
            hash: (sum.hash.rotate_left(5) ^ u64::from(key)).wrapping_mul(0x517c_c1b7_2722_0a95),
            count: sum.count + 1,
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
        while let Some(&byte) = text.as_bytes().get(at).filter(|byte| byte.is_ascii()) {
            if !char::from(byte).is_whitespace() {
                seen = see(seen, u32::from(byte));
            }
            at += 1;
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
#[allow(clippy::cast_possible_truncation, reason = "the halves of the product are what is wanted")]
fn mix(key: u32) -> u64 {
    let z = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let product = u128::from(z) * u128::from(z ^ 0xbf58_476d_1ce4_e5b9);
    (product as u64) ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_add_and_ignores_white_space() {
        assert_eq!(TextSum::of("甲 乙\n丙"), TextSum::of("甲乙") + TextSum::of("丙\u{3000}"));
        assert_eq!(TextSum::of("甲乙丙") - TextSum::of("乙"), TextSum::of("甲丙"));
        assert_ne!(TextSum::of("甲甲乙"), TextSum::of("甲乙乙"));
    }

    #[test]
    fn sequences_see_order_that_sums_do_not() {
        let (mut a, mut b) = (OrderedSum::default(), OrderedSum::default());
        a.push("甲乙");
        b.push("乙甲");
        assert_ne!(a, b);
        assert_eq!(TextSum::of("甲乙"), TextSum::of("乙甲"));
    }
}

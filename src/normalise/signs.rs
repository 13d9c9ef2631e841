//! What occurs in a text, told by looking at each byte and those after it without a branch, which
//! the compiler turns into vector instructions. Hardly any line concerns any one rule: this says
//! so at a fraction of what reading its characters costs.

use std::ops::Range;

/// Bytes looked at in one go.
const STRETCH: usize = 32;

/// And the bytes after them that `tell` sees with the last.
const AFTER: usize = 3;

/// Says something of a byte and the three after it. It pays if that has no branches (`&` rather
/// than `&&`) and, if it is long, is a function that is always inlined.
pub trait Tell: Fn([u8; AFTER + 1]) -> u8 + Copy {}

impl<F: Fn([u8; AFTER + 1]) -> u8 + Copy> Tell for F {}

/// Signs among the bytes of a stretch, each looked at with those after it.
type Told = [u8; STRETCH];

/// Adds what `tell` says of the bytes a text begins with. After its end stand zeros.
#[inline]
fn listen(rest: &[u8], told: &mut Told, tell: impl Tell) {
    let mut last = [0; STRETCH + AFTER];
    let bytes = rest.first_chunk().unwrap_or_else(|| {
        last[..rest.len()].copy_from_slice(rest);
        &last
    });
    // One place each, so that the places go into a vector.
    for (at, told) in told.iter_mut().enumerate() {
        *told |= tell([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    }
}

fn joined(told: Told) -> u8 {
    told.iter().fold(0, |all, told| all | told)
}

/// The answer of `tell` to of each byte of a text and the three after it, all joined by *or*.
#[inline]
pub fn scan(text: &str, tell: impl Tell) -> u8 {
    let mut told = [0; STRETCH];
    for start in (0..text.len()).step_by(STRETCH) {
        listen(&text.as_bytes()[start..], &mut told, tell);
    }
    joined(told)
}

/// The stretches of a text that have a byte of which `tell`, as for [`scan`], says anything.
#[inline]
pub fn stretches(text: &str, tell: impl Tell) -> impl Iterator<Item = Range<usize>> {
    let starts = (0..text.len()).step_by(STRETCH);
    let told = starts.filter(move |&start| {
        let mut told = [0; STRETCH];
        listen(&text.as_bytes()[start..], &mut told, tell);
        joined(told) != 0
    });
    told.map(|start| start..text.len().min(start + STRETCH))
}

/// True if two bytes in a row satisfy `test`, which does without branches.
#[inline]
pub fn has_pair(text: &str, test: impl Fn(u8, u8) -> bool + Copy) -> bool {
    scan(text, |[one, next, ..]| u8::from(test(one, next))) != 0
}

/// Kinds of signs, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs(u8);

impl Signs {
    /// Spaces, tabs and what ASCII has of marks, but for `@`, brackets and braces.
    pub const ASCII: Self = Self(1);
    /// `“` and `”`.
    pub const CURLY: Self = Self(1 << 1);
    /// Others that begin with the byte E2, as `—` and `…` do.
    pub const DRAWN: Self = Self(1 << 2);
    /// Two `·` in a row.
    pub const DOTS: Self = Self(1 << 3);
    /// Two in a row that begin with the byte E3 or EF, as `，` and `。` do.
    pub const IN_A_ROW: Self = Self(1 << 4);
    /// `《`, or what ends as it does.
    pub const TITLE: Self = Self(1 << 5);

    /// Those in a text.
    pub fn of(text: &str) -> Self {
        Self(scan(text, signs))
    }

    /// Those of both sets.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if two sets have a kind in common.
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[allow(
    clippy::needless_bitwise_bool,
    clippy::inline_always,
    reason = "a branch for each byte would keep the compiler from using vectors"
)]
#[inline(always)]
fn signs([one, two, three, four]: [u8; AFTER + 1]) -> u8 {
    // All bits are set where it holds.
    let if_so = |signs: Signs, holds: bool| signs.0 & u8::from(holds).wrapping_neg();
    let is_ascii = (one.wrapping_sub(b' ') < 0x10)
        | (one.wrapping_sub(b':') < 6)
        | (one == b'\t')
        | (one == b'~');
    let is_curly = (two == 0x80) & (three | 1 == 0x9d);
    let may_be_mark = |lead: u8| (lead == 0xe3) | (lead == 0xef);
    if_so(Signs::ASCII, is_ascii)
        | if_so(Signs::CURLY, (one == 0xe2) & is_curly)
        | if_so(Signs::DRAWN, (one == 0xe2) & !is_curly)
        | if_so(Signs::DOTS, (one == 0xc2) & (three == 0xc2))
        | if_so(Signs::IN_A_ROW, may_be_mark(one) & may_be_mark(four))
        | if_so(Signs::TITLE, (one == 0x80) & (two == 0x8a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_text_is_looked_at() {
        for before in 0..80 {
            for after in [0, 1, 7, 40] {
                let text = format!("{}“{}", "a".repeat(before), "b".repeat(after));
                assert_eq!(Signs::of(&text), Signs::CURLY, "{text}");
            }
        }
        assert_eq!(Signs::of(&"灯塔，".repeat(30)), Signs(0));
    }

    #[test]
    fn signs_are_told_apart() {
        for (text, signs) in [
            ("灯 塔", Signs::ASCII),
            ("灯~", Signs::ASCII),
            ("灯\t塔", Signs::ASCII),
            ("a1@\n", Signs(0)),
            ("灯—", Signs::DRAWN),
            ("甲·乙", Signs(0)),
            ("甲··乙", Signs::DOTS),
            ("灯。。", Signs::IN_A_ROW),
            ("《灯》", Signs::TITLE),
        ] {
            assert_eq!(Signs::of(text), signs, "{text}");
        }
    }
}

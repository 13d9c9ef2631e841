//! Variety without chance: every choice a design makes comes from a hash of the book's own words.

/// FNV-1a, 64 bits (Fowler, Noll, Vo): the same on every machine and in every release, which the
/// standard library's hashers do not promise. Parts are separated, so `("a", "bc")` and
/// `("ab", "c")` differ.
pub(super) fn hash(parts: &[&str]) -> u64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain(std::iter::once(0xff)) {
            state ^= u64::from(byte);
            state = state.wrapping_mul(0x0100_0000_01b3);
        }
    }
    state
}

/// A sequence of choices that follows from one number (`SplitMix64`, Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub(super) struct Seed(u64);

impl Seed {
    /// The sequence that follows from `state`.
    pub(super) fn new(state: u64) -> Self {
        Self(state)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from 0 up to but not including `count`; 0 when `count` is 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % count).unwrap_or(0)
    }

    /// A number from `low` to `high`, in 65,536 steps.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        let step = u16::try_from(self.next() >> 48).unwrap_or(0);
        low + (high - low) * f32::from(step) / f32::from(u16::MAX)
    }

    /// One of `choices`, or nothing when there are none.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        // Published test vector of "a" (0xaf63dc4c8601ec8c), then our separator.
        let a: u64 = 0xaf63_dc4c_8601_ec8c;
        assert_eq!(hash(&["a"]), (a ^ 0xff).wrapping_mul(0x0100_0000_01b3));
        assert_ne!(hash(&["a", "bc"]), hash(&["ab", "c"]));
    }

    #[test]
    fn choices_repeat_and_stay_in_range() {
        let (mut a, mut b) = (Seed::new(7), Seed::new(7));
        for _ in 0..200 {
            let n = a.below(5);
            assert_eq!(n, b.below(5));
            assert!(n < 5);
            let x = a.between(2.0, 3.0);
            assert!((2.0..=3.0).contains(&x));
            b.between(2.0, 3.0);
        }
    }
}

//! A share of many books, for building a library on many machines.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::cli::disk;

/// The most shares; larger numbers are slips.
const MOST: u64 = 1_000_000;

/// Which of how many shares is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Counted from 1.
    number: u64,
    of: u64,
}

impl Shard {
    /// Reads `3/16`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read = || {
            let (number, of) = text.split_once('/')?;
            let shard = Self { number: number.parse().ok()?, of: of.parse().ok()? };
            let is_share = (1..=shard.of).contains(&shard.number) && shard.of <= MOST;
            is_share.then_some(shard)
        };
        read().ok_or_else(|| {
            format!("write it as 3/16, the third of sixteen shares, of {MOST} at most")
        })
    }

    /// True if the share holds a book. That follows from the name of its folder or file alone, and
    /// not from which other books there are: a book that is added moves no other, so that caches
    /// and reports of a share stay right. Books that are called the same are in the same share,
    /// which gives them different names.
    pub fn holds(self, path: &Path) -> bool {
        let name = disk::folder_name(path);
        let digest = Sha256::digest(name.as_bytes());
        let start = digest.iter().take(8);
        let hash = start.fold(0, |hash, byte| hash << 8 | u64::from(*byte));
        hash % self.of == self.number - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_counted_from_one() {
        assert_eq!(Shard::parse("3/16"), Ok(Shard { number: 3, of: 16 }));
        for text in ["", "3", "0/16", "17/16", "0/0", "3/16/2", "a/b", "-1/2", "1/1000001"] {
            assert!(Shard::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_book_is_in_one_share_wherever_it_lies() {
        let mut sizes = [0; 16];
        for number in 0..1600 {
            let name = format!("海港夜话{number}");
            let holding = |path: &Path| -> Vec<u64> {
                let shard = |number| Shard { number, of: 16 };
                (1..=16).filter(|n| shard(*n).holds(path)).collect()
            };
            let shares = holding(Path::new(&name));
            assert_eq!(shares.len(), 1, "{name}");
            assert_eq!(holding(&Path::new("/elsewhere").join(&name)), shares);
            sizes[usize::try_from(shares[0]).unwrap() - 1] += 1;
        }
        assert!(sizes.iter().all(|size| (60..=140).contains(size)), "{sizes:?}");
    }

    /// The share of a name is part of the interface: machines with different versions must agree.
    #[test]
    fn shares_stay_what_they_are() {
        let share = |name: &str| {
            let holds = |number: &u64| Shard { number: *number, of: 16 }.holds(Path::new(name));
            (1..=16).find(holds)
        };
        assert_eq!([share("seeds"), share("灯塔"), share("a.md")], [Some(5), Some(11), Some(14)]);
    }
}

//! The cost of looking at a book: time in proportion to its size, and memory within a bound.
//!
//! A small archive can unpack to a thousand times its size, and a few bytes of a document become
//! nodes of a tree. What does not fit is left out, with a finding.

use std::cell::Cell;

use crate::archive::Archive;
use chengshu_text::xml::reader::Weight;

/// The bytes unpacked of any book. No more of a small one is needed.
const LEAST_UNPACKED: u64 = 1 << 28;
/// The bytes unpacked beyond that for each of its own.
const UNPACKED_FOR_A_BYTE: u64 = 4;

/// Steps of about a nanosecond that any book may take.
const LEAST_STEPS: u64 = 800_000_000;
/// Steps beyond that, by its size.
const STEPS_FOR_A_BYTE: u64 = 700;
/// Steps a byte of a text takes to be unpacked and decoded, as often as that is done.
const STEPS_OF_BYTE: u64 = 20;

/// Bytes of memory for what is read of a book.
const MEMORY: usize = 160 << 20;
/// Bytes of memory a byte of the directory takes, with the tables made of it.
const MEMORY_OF_DIRECTORY: usize = 4;
/// The memory of one tree while it is built, as a share of itself.
const WHILE_BUILT: usize = 2;

/// The cost a book may still have.
pub struct Room {
    unpacked: Cell<u64>,
    steps: Cell<u64>,
    memory: Cell<usize>,
}

impl Room {
    /// The room a book has.
    pub fn of(zip: &Archive) -> Self {
        let length = zip.length();
        let names: usize = zip.entries().iter().map(|entry| entry.path.len()).sum();
        Self {
            unpacked: Cell::new(LEAST_UNPACKED + UNPACKED_FOR_A_BYTE * length),
            steps: Cell::new(LEAST_STEPS + STEPS_FOR_A_BYTE * length),
            memory: Cell::new(MEMORY.saturating_sub(MEMORY_OF_DIRECTORY * names)),
        }
    }

    /// Takes room for so many bytes to unpack, if there is that much.
    pub fn unpack(&self, bytes: u64) -> bool {
        take(&self.unpacked, bytes)
    }

    /// Takes room for a text of so many bytes to be read, if there is that much.
    pub fn read(&self, bytes: usize) -> bool {
        self.spend(bytes as u64 * STEPS_OF_BYTE)
    }

    /// Takes room for so many steps, if there is that much.
    pub fn spend(&self, steps: u64) -> bool {
        take(&self.steps, steps)
    }

    /// Takes room for a look at a tree or a sheet, if there is that much.
    pub fn look(&self, weight: Weight) -> bool {
        let fits = weight.bytes.saturating_mul(WHILE_BUILT) <= self.memory.get();
        fits && self.spend(weight.steps)
    }

    /// Takes room for what is kept as long as the book is looked at.
    pub fn keep(&self, bytes: usize) {
        self.memory.set(self.memory.get().saturating_sub(bytes));
    }
}

fn take(room: &Cell<u64>, wanted: u64) -> bool {
    let left = room.get().checked_sub(wanted);
    if let Some(left) = left {
        room.set(left);
    }
    left.is_some()
}

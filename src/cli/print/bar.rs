//! Shows the progress of a book.

use std::io::{self, IsTerminal};

use chengshu::compile::Progress;
use chengshu_text::diag::counted;

use super::{Volume, err, printable};

/// A line for each book, and below it a bar on a terminal when there is something to wait for.
/// `indicatif` would bring four crates for this one bar.
pub struct Bar {
    is_moving: bool,
    shown: usize,
}

/// Books of fewer chapters are done before a bar could be read.
const WORTH_WAITING: usize = 200;

impl Bar {
    /// A bar for a book.
    pub fn new(title: &str, chapters: usize, volume: Volume) -> Self {
        let is_shown = volume != Volume::Quiet;
        if is_shown {
            err(&format!(
                "compiling {} ({})\n",
                printable(title),
                counted(chapters, "chapter")
            ));
        }
        Self {
            is_moving: is_shown && chapters >= WORTH_WAITING && io::stderr().is_terminal(),
            shown: usize::MAX,
        }
    }
}

impl Progress for Bar {
    fn chapters(&mut self, done: usize, all: usize) {
        const CELLS: usize = 30;
        if !self.is_moving {
            return;
        }
        let filled = done * CELLS / all.max(1);
        if filled != self.shown {
            self.shown = filled;
            let bar = "█".repeat(filled) + &"░".repeat(CELLS - filled);
            let end = if done == all { "\r\x1b[K" } else { "" };
            err(&format!("\r{bar} {done}/{all}{end}"));
        }
    }
}

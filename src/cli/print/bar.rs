//! How far a book is.

use std::io::{self, IsTerminal};

use chengshu::compile::Progress;
use chengshu_text::diag::counted;

use super::{Volume, err, printable};

/// A bar on a terminal when there is something to wait for, plain lines otherwise.
pub struct Bar {
    title: String,
    shape: Shape,
    shown: usize,
}

enum Shape {
    Hidden,
    Line,
    Moving,
}

/// Books of fewer chapters are done before a bar could be read.
const WORTH_WAITING: usize = 200;

impl Bar {
    /// A bar for a book.
    pub fn new(title: &str, chapters: usize, volume: Volume) -> Self {
        let shape = match volume {
            Volume::Quiet => Shape::Hidden,
            _ if io::stderr().is_terminal() && chapters >= WORTH_WAITING => Shape::Moving,
            _ => Shape::Line,
        };
        if matches!(shape, Shape::Line) {
            err(&format!(
                "compiling {} ({})\n",
                printable(title),
                counted(chapters, "chapter")
            ));
        }
        Self {
            title: printable(title),
            shape,
            shown: usize::MAX,
        }
    }
}

impl Progress for Bar {
    fn chapters(&mut self, done: usize, all: usize) {
        const CELLS: usize = 30;
        if !matches!(self.shape, Shape::Moving) {
            return;
        }
        let filled = done * CELLS / all.max(1);
        if filled != self.shown {
            self.shown = filled;
            let bar = "█".repeat(filled) + &"░".repeat(CELLS - filled);
            let end = if done == all { "\r\x1b[K" } else { "" };
            err(&format!("\r{bar} {done}/{all} {}{end}", self.title));
        }
    }
}

//! Standard output, standard error and what a terminal shows on them: colours and progress. Nothing else
//! of the program writes to them.

use std::io::{self, IsTerminal, Write as _};

use anstream::AutoStream;
use anyhow::{Context, Result};
use chengshu::compile::Progress;
use chengshu_text::diag::{Severity, counted};
use clap::ColorChoice;
use clap::builder::styling::{AnsiColor, Style};

use super::{Volume, printable};

/// Writes to standard output. A reader that has gone, as that of `chengshu explain | head`, has what
/// it wanted: that is no failure, and the exit status is what it is without it.
pub fn out(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// The result of writing to standard output.
pub fn written(result: io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

/// Writes to standard error, which leaves nobody to tell if it is closed or full. On Windows this
/// has the console show colours.
pub fn err(text: &str) {
    let _ = AutoStream::always(io::stderr().lock()).write_all(text.as_bytes());
}

/// Whether text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// It is not.
    Plain,
    /// It is.
    Coloured,
}

/// The kind of a text, which decides on its colour.
#[derive(Debug, Clone, Copy)]
pub enum Color {
    /// The severity of a finding.
    Severity(Severity),
    /// The frame around a line of a file.
    Frame,
    /// The remedy.
    Help,
}

impl Paint {
    /// Decides for standard error: as chosen, or as the terminal and its user have it
    /// (`NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE`, `TERM`).
    pub fn for_stderr(choice: ColorChoice) -> Self {
        let wanted = || AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        match choice {
            ColorChoice::Always => Self::Coloured,
            ColorChoice::Auto if wanted() => Self::Coloured,
            ColorChoice::Auto | ColorChoice::Never => Self::Plain,
        }
    }

    /// The text in its colour.
    pub fn on(self, color: Color, text: &str) -> String {
        if self == Self::Plain {
            return text.to_owned();
        }
        let foreground = match color {
            Color::Severity(Severity::Error) => Some(AnsiColor::Red.into()),
            Color::Severity(Severity::Warning) => Some(AnsiColor::Yellow.into()),
            Color::Severity(Severity::Info) => Some(AnsiColor::Cyan.into()),
            Color::Frame => Some(AnsiColor::Blue.into()),
            Color::Help => None,
        };
        let style = Style::new().bold().fg_color(foreground);
        format!("{style}{text}{style:#}")
    }
}

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
            err(&format!("compiling {} ({})\n", printable(title), counted(chapters, "chapter")));
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

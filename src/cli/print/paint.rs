//! Colours of the terminal.

use std::io::{self, IsTerminal};

use chengshu_text::diag::Severity;
use clap::ColorChoice;

/// Whether text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// It is not.
    Plain,
    /// It is.
    Coloured,
}

/// What a text is, which decides on its colour.
#[derive(Debug, Clone, Copy)]
pub enum Color {
    /// The severity of a finding.
    Severity(Severity),
    /// What frames a line of a file.
    Frame,
    /// What is to be done.
    Help,
}

impl Paint {
    /// Decides for standard error: as chosen, or with colours on a terminal, unless `NO_COLOR`
    /// says otherwise (<https://no-color.org>).
    pub fn for_stderr(choice: ColorChoice) -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        match choice {
            ColorChoice::Always => Self::Coloured,
            ColorChoice::Auto if io::stderr().is_terminal() && !unwanted => Self::Coloured,
            ColorChoice::Auto | ColorChoice::Never => Self::Plain,
        }
    }

    /// The text in its colour.
    pub fn on(self, color: Color, text: &str) -> String {
        // ECMA-48, 8.3.117 (SGR): 1 is bold, 31 red, 33 yellow, 34 blue, 36 cyan.
        let code = match color {
            Color::Severity(Severity::Error) => "1;31",
            Color::Severity(Severity::Warning) => "1;33",
            Color::Severity(Severity::Info) => "1;36",
            Color::Frame => "1;34",
            Color::Help => "1",
        };
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("\x1b[{code}m{text}\x1b[0m"),
        }
    }
}

//! Colours of the terminal.

use std::io;

use anstream::AutoStream;
use chengshu_text::diag::Severity;
use clap::ColorChoice;
use clap::builder::styling::{AnsiColor, Style};

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

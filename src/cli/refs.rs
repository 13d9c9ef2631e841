//! `chengshu refs`: the works transcripts cite, in the forms other programs read.

use std::io::{self, Write as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Context, Result};
use chengshu::citation::{self, FORMATS};
use chengshu::compile::{self, Request};
use chengshu::diag::Sink;
use chengshu::model::settings::BookSettings;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::print::{self, Volume};
use super::{Outcome, disk};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of transcripts, or a single transcript
    path: PathBuf,
    /// What to write
    #[arg(
        short,
        long,
        default_value = FORMATS[0].name,
        value_parser = forms()
    )]
    format: String,
    /// Show all findings, notes too
    #[arg(short, long)]
    verbose: bool,
}

/// The names of the forms, for the command line.
pub fn forms() -> PossibleValuesParser {
    PossibleValuesParser::new(
        FORMATS
            .iter()
            .map(|format| PossibleValue::new(format.name).help(format.what)),
    )
}

/// Reads the references of every transcript and prints them.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let (folder, files) = disk::list(&arguments.path)?;
    let request = Request {
        folder: &folder,
        files: &files,
        overrides: BookSettings::default(),
        epoch: None,
        threads: NonZeroUsize::MIN,
        store: None,
    };
    let mut sink = Sink::default();
    let book = compile::plan(&request, &mut sink).book;
    let format = FORMATS
        .iter()
        .find(|format| format.name == arguments.format)
        .context("the format is one of those listed")?;
    let text = (format.write)(&citation::listing(&book));
    io::stdout()
        .write_all(print::for_output(&text).as_bytes())
        .context("cannot write to standard output")?;
    let volume = if arguments.verbose {
        Volume::Verbose
    } else {
        Volume::Normal
    };
    print::findings(&sink.into_vec(), volume);
    Ok(if book.chapters.is_empty() {
        Outcome::Unreadable
    } else {
        Outcome::Fine
    })
}

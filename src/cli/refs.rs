//! `chengshu refs`: the works transcripts cite, in the forms other programs read.

use std::path::PathBuf;

use anyhow::{Context, Result};
use chengshu::compile;
use chengshu::model::book::Moments;
use chengshu::structure::listing;
use chengshu_references::citation::{FORMATS, review};
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::print::{self, Volume};
use super::{Outcome, disk};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of transcripts, or a single transcript
    path: PathBuf,
    /// Format to write
    #[arg(
        short,
        long,
        default_value = FORMATS[0].name,
        value_parser = forms()
    )]
    format: String,
    /// Write the entries that were read with doubt, the worst first, as corrections for book.yaml
    #[arg(long, conflicts_with = "format")]
    review: bool,
    /// Show all findings, including notes
    #[arg(short, long)]
    verbose: bool,
}

/// The names of the forms, for the command line.
pub fn forms() -> PossibleValuesParser {
    PossibleValuesParser::new(
        FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.what)),
    )
}

/// Reads the references of every transcript and prints them.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let (folder, files, mut sink) = disk::list(&arguments.path)?;
    let request = super::request(&folder, &files);
    let plan = compile::plan(&request, &mut sink);
    let format = FORMATS
        .iter()
        .find(|format| format.name == arguments.format)
        .context("the format is one of those listed")?;
    let write = if arguments.review { review } else { format.write };
    let text = write(&listing(&plan.book, &Moments::new()));
    print::out(&print::for_output(&text))?;
    let volume = if arguments.verbose { Volume::Verbose } else { Volume::Normal };
    let found = compile::level(&plan, sink, &disk::shown(&arguments.path)).found;
    print::findings(&found, volume);
    Ok(if plan.book.chapters.is_empty() { Outcome::Unreadable } else { super::outcome_of(&found) })
}

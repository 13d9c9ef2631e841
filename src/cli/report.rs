//! `chengshu report`: one build report of many.

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chengshu::report::Build;

use super::disk::open_file;
use super::{Outcome, new_file, print};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make one report of those `compile` writes beside its books; of a book that is in several,
    /// the last counts
    Merge {
        /// Reports, merged ones too
        #[arg(required = true, value_name = "REPORT")]
        reports: Vec<PathBuf>,
        /// File the report is written to; standard output without it
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let Command::Merge { reports, output } = &arguments.command;
    let reports: Vec<Build> = reports
        .iter()
        .map(|path| read(path))
        .collect::<Result<_>>()?;
    let text = print::document(&Build::merge(reports)?);
    match output {
        Some(place) => {
            new_file::save(place, text.as_bytes())?;
        }
        None => io::stdout()
            .write_all(text.as_bytes())
            .context("cannot write to standard output")?,
    }
    Ok(Outcome::Fine)
}

/// The largest report that is read. That of a book of 50,000 chapters has 20 MB.
const LARGEST: u64 = 64 << 20;

fn read(path: &Path) -> Result<Build> {
    let context = || format!("cannot read {}", path.display());
    let mut text = String::new();
    let mut file = open_file(path)?.take(LARGEST + 1);
    file.read_to_string(&mut text).with_context(context)?;
    if text.len() as u64 > LARGEST {
        bail!("{} is larger than {} MB", path.display(), LARGEST >> 20);
    }
    Build::read(&text).with_context(context)
}

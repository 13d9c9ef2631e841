//! `chengshu report`: one build report of many.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chengshu::report::Build;

use super::disk::{regular, shown};
use super::outputs::{Outputs, Replacing};
use super::{Outcome, print};

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
        #[command(flatten)]
        replacing: Replacing,
    },
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let Command::Merge {
        reports,
        output,
        replacing,
    } = &arguments.command;
    let mut outputs = Outputs::new(*replacing);
    for path in reports {
        outputs.spare(path);
    }
    let reports: Vec<Build> = reports
        .iter()
        .map(|path| read(path))
        .collect::<Result<_>>()?;
    let text = print::document(&Build::merge(reports)?);
    match output {
        Some(name) => {
            for place in outputs.settle(std::slice::from_ref(name))? {
                outputs.save(&place, text.as_bytes())?;
            }
        }
        None => print::out(&text)?,
    }
    Ok(Outcome::Fine)
}

fn read(path: &Path) -> Result<Build> {
    let context = || format!("cannot read {}", shown(path));
    let text =
        String::from_utf8(regular::read(path).with_context(context)?).with_context(context)?;
    Build::read(&text).with_context(context)
}

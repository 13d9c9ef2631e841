//! `chengshu completions` and `chengshu man`: what an installed program brings along, made from the
//! description of the command line.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Outcome;

#[derive(Debug, clap::Args)]
pub struct Completions {
    /// Shell the completions are for
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub struct Manual {
    /// Folder the pages are written to
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Prints what the shell is to read.
pub fn completions(arguments: &Completions) -> Result<Outcome> {
    let mut command = super::Arguments::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "chengshu", &mut script);
    std::io::stdout()
        .write_all(&script)
        .context("the completions cannot be written")?;
    Ok(Outcome::Fine)
}

/// Writes a page for the program and one for each of its commands.
pub fn pages(arguments: &Manual) -> Result<Outcome> {
    let folder = &arguments.folder;
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(super::Arguments::command(), folder))
        .with_context(|| format!("cannot write into {}", folder.display()))?;
    Ok(Outcome::Fine)
}

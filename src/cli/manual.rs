//! `chengshu completions` and `chengshu man`: what an installed program brings along, made from the
//! description of the command line.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;

use super::outputs::{Outputs, Replacing, sealed_page};
use super::{Outcome, print};

#[derive(Debug, clap::Args)]
pub struct Completions {
    /// Shell to complete for
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub struct Manual {
    /// Folder to write the pages to
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    replacing: Replacing,
}

/// Prints what the shell is to read.
pub fn completions(arguments: &Completions) -> Result<Outcome> {
    let mut command = super::Arguments::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "chengshu", &mut script);
    print::out(&String::from_utf8(script)?)?;
    Ok(Outcome::Fine)
}

/// Writes a page for the program and one for each of its commands.
pub fn pages(arguments: &Manual) -> Result<Outcome> {
    let mut program = super::Arguments::command().disable_help_subcommand(true);
    program.build();
    let mut commands = vec![program];
    let (mut names, mut pages) = (Vec::new(), Vec::new());
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands().cloned());
        let manual = Man::new(command);
        let mut page = Vec::new();
        manual.render(&mut page).context("cannot make a manual page")?;
        names.push(arguments.folder.join(manual.get_filename()));
        pages.push(sealed_page(&page));
    }
    let mut outputs = Outputs::new(arguments.replacing);
    for (place, page) in outputs.settle(&names)?.iter().zip(pages) {
        outputs.save(place, &page)?;
    }
    Ok(Outcome::Fine)
}

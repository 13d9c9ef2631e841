//! `chengshu report`: one build report of many, and what is in it for people and scripts.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use chengshu::report::{Book, Build};
use chengshu_catalog::{served_at, thumbnail};
use chengshu_text::address::Address;

use super::disk::{open_file, shown};
use super::outputs::{Outputs, Replacing};
use super::{Outcome, catalog, print};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Merge the reports that `compile` writes next to its books; if several have the same book,
    /// the last counts
    Merge {
        /// Reports of `compile`, or merged ones
        #[arg(required = true, value_name = "REPORT")]
        reports: Vec<PathBuf>,
        /// File to write the report to; by default standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        replacing: Replacing,
    },
    /// Print the paths of the books, one per line
    Books {
        /// Reports of `compile`, or merged ones
        #[arg(required = true, value_name = "REPORT")]
        reports: Vec<PathBuf>,
    },
    /// Print a table of the books in Markdown, for the summary of a job of GitHub Actions
    Summary {
        /// Reports of `compile`, or merged ones
        #[arg(required = true, value_name = "REPORT")]
        reports: Vec<PathBuf>,
        /// Address of the folder of the books, to show the covers a catalogue has there
        #[arg(long, value_name = "URL", value_parser = catalog::base)]
        base_url: Option<Address>,
    },
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let text = match &arguments.command {
        Command::Merge { reports, output, replacing } => {
            let text = print::document(&merged(reports)?);
            if let Some(name) = output {
                let mut outputs = Outputs::new(*replacing);
                for path in reports {
                    outputs.spare(path);
                }
                for place in outputs.settle(std::slice::from_ref(name))? {
                    outputs.save(&place, text.as_bytes())?;
                }
                return Ok(Outcome::Fine);
            }
            text
        }
        Command::Books { reports } => books(&merged(reports)?)?,
        Command::Summary { reports, base_url } => {
            let base = base_url.as_ref().map(Address::as_str);
            print::summary(&merged(reports)?, |book| picture(Path::new(book), base?))
        }
    };
    print::out(&print::for_output(&text))?;
    Ok(Outcome::Fine)
}

fn merged(reports: &[PathBuf]) -> Result<Build> {
    let reports: Vec<Build> = reports.iter().map(|path| read(path)).collect::<Result<_>>()?;
    Ok(Build::merge(reports)?)
}

/// The paths of the books, a line each.
fn books(report: &Build) -> Result<String> {
    let mut lines = String::new();
    for file in report.books.iter().flat_map(Book::epubs) {
        ensure!(
            !file.path.contains(['\n', '\r']),
            "cannot list {}, because its path contains a line break",
            file.path
        );
        lines.extend([&file.path, "\n"]);
    }
    Ok(lines)
}

/// The address of a book's cover in the catalogue of its folder, if there is one.
fn picture(book: &Path, base: &str) -> Option<String> {
    let cover = thumbnail(book.file_name()?.to_str()?);
    let is_there = book.with_file_name(&cover).is_file();
    is_there.then(|| served_at(base, &cover))
}

/// The largest report that is read. That of a book of 50,000 chapters has 20 MB.
const LARGEST: u64 = 64 << 20;

fn read(path: &Path) -> Result<Build> {
    let context = || format!("cannot read {}", shown(path));
    let mut text = String::new();
    let mut file = open_file(path)?.take(LARGEST + 1);
    file.read_to_string(&mut text).with_context(context)?;
    ensure!(text.len() as u64 <= LARGEST, "{} is larger than {} MB", shown(path), LARGEST >> 20);
    Build::read(&text).with_context(context)
}

//! `chengshu check`: what compiling would find, or what is wrong with a finished book; nothing is
//! written.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Result;
use chengshu::compile::{self, Request, WriteError};
use chengshu::devices;
use chengshu::model::settings::BookSettings;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Located;

use super::attempt::attempt;
use super::compile::{targets, write_book};
use super::digest::Digested;
use super::print::{self, Output, Reporter, Reporting, Volume};
use super::{Outcome, disk};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Finished books (.epub), folders of transcripts, or single transcripts
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Folder of cover images, each named after its book
    #[arg(long, value_name = "DIR", default_value = "covers")]
    covers: PathBuf,
    /// Also check for this target, or all; repeat the option for more
    #[arg(long = "target", value_name = "TARGET", value_parser = targets())]
    targets: Vec<String>,
    #[command(flatten)]
    reporting: Reporting,
}

/// Checks each path; one that cannot be read does not stop the others.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut reporter = Reporter::new(&arguments.reporting, Output::Free);
    let mut outcome = Outcome::Fine;
    for path in &arguments.paths {
        let is_book = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("epub"));
        let one = attempt(path, &mut reporter, |reporter| {
            let (one, found, transcripts) = if is_book {
                (Outcome::Fine, arguments.book(path)?, None)
            } else {
                arguments.transcripts(path, reporter)?
            };
            let one = one.max(reporter.take(&found, transcripts));
            if reporter.volume != Volume::Quiet {
                reporter.say(&print::checked(&disk::shown(path), &found));
            }
            Ok(one)
        });
        outcome = outcome.max(one);
    }
    reporter.finish(outcome)
}

impl Arguments {
    /// A finished book, of whatever maker.
    fn book(&self, path: &Path) -> Result<Vec<Diagnostic>> {
        let book = disk::open_file(path)?;
        let asked = |name: &str| self.targets.iter().any(|own| own == name || own == "all");
        let targets: Vec<_> =
            devices::TARGETS.iter().filter(|target| asked(target.name)).copied().collect();
        let mut sink = Sink::default();
        compile::check(&disk::shown(path), book, &targets, &mut sink);
        Ok(sink.into_vec())
    }

    /// The findings of compiling, in how many transcripts; the book goes nowhere.
    fn transcripts(
        &self,
        path: &Path,
        reporter: &mut Reporter,
    ) -> Result<(Outcome, Vec<Diagnostic>, Option<usize>)> {
        let (folder, files, mut sink) = disk::list(path)?;
        let files = Digested::new(&files);
        let located = |value: &String| Located { value: value.clone(), at: 0..0 };
        let request = Request {
            overrides: BookSettings {
                targets: self.targets.iter().map(located).collect(),
                ..BookSettings::default()
            },
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            ..super::request(&folder, &files)
        };
        let plan = compile::plan(&request, &mut sink);
        let artwork = disk::artwork_or_finding(&plan, &files, &self.covers, &mut sink);
        let outs = plan.targets.iter().map(|_| io::sink()).collect();
        let finished = write_book(&plan, path, artwork.as_ref(), outs, Volume::Quiet, sink);
        let outcome = match finished.written {
            Ok(_) if finished.lacks_text => Outcome::Internal,
            Ok(_) => Outcome::Fine,
            Err(WriteError::Empty | WriteError::Changed(_)) => Outcome::Unreadable,
            Err(error) => {
                reporter.fail(path, &error.into());
                Outcome::Internal
            }
        };
        Ok((outcome, finished.levelled.found, Some(plan.transcripts())))
    }
}

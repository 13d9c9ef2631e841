//! `chengshu compile`: each path becomes a book.

use std::collections::HashSet;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chengshu::citation;
use chengshu::compile::{self, Request, WriteError};
use chengshu::diag::{Severity, Sink};
use chengshu::model::package::Contributor;
use chengshu::model::settings::BookSettings;
use chengshu::model::source::Located;
use chengshu::model::time::{Timestamp, Zone};
use chengshu::model::treatment::Advertising;
use chengshu::normalise;
use chengshu::target::{TARGETS, Target};
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::print::{self, Bar, Volume};
use super::{Outcome, disk};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folders of transcripts, or single transcripts; each becomes a book
    #[arg(default_value = "seeds")]
    pub paths: Vec<PathBuf>,
    /// Folder the books are written to
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    pub output: PathBuf,
    /// Folder of cover images, each named after its book
    #[arg(long, value_name = "DIR", default_value = "covers")]
    pub covers: PathBuf,
    /// Design of a drawn cover: label, horizon, tiles, strip or initial
    #[arg(long, value_name = "NAME")]
    cover_design: Option<String>,
    /// Title of the book
    #[arg(long)]
    title: Option<String>,
    /// Author; give it again for each further author
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// Language tag of the book, such as zh-CN or en
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Series the book belongs to
    #[arg(long, value_name = "NAME")]
    series: Option<String>,
    /// Number in the series
    #[arg(long, value_name = "NUMBER", requires = "series")]
    number: Option<String>,
    /// Publisher
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Rights statement
    #[arg(long, value_name = "TEXT")]
    rights: Option<String>,
    /// Name of the finished file, without .epub
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What becomes of advertising that the transcripts strike out
    #[arg(long, value_enum)]
    ads: Option<Ads>,
    /// Also write the works cited next to the book; give it again for each further form
    #[arg(long = "export", value_name = "FORM", value_parser = super::refs::forms())]
    exports: Vec<String>,
    /// What the book is made for, or all; give it again for each further target
    #[arg(long = "target", value_name = "TARGET", value_parser = targets())]
    targets: Vec<String>,
    /// Style the references are set in
    #[arg(long, value_name = "STYLE")]
    citation_style: Option<String>,
    /// Time zone dates are printed in, such as +08:00
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    timezone: Option<Zone>,
    /// Threads to use; all cores without it
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Show all findings, notes too
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Ads {
    Aside,
    Keep,
    Drop,
}

/// The names of targets, as values of an argument.
pub fn targets() -> PossibleValuesParser {
    let named = |target: &&Target| PossibleValue::new(target.name).help(target.serves);
    let all = PossibleValue::new("all").help("each of them");
    PossibleValuesParser::new(TARGETS.iter().map(named).chain([all]))
}

fn zone(text: &str) -> Result<Zone, String> {
    Zone::parse(text).ok_or_else(|| "not a time zone; write it as +08:00 or UTC".into())
}

impl Arguments {
    fn volume(&self) -> Volume {
        Volume::of(self.quiet, self.verbose)
    }

    fn settings(&self) -> BookSettings {
        fn located<T>(value: T) -> Located<T> {
            Located { value, at: 0..0 }
        }
        let text = |text: &Option<String>| text.clone().map(located);
        BookSettings {
            title: text(&self.title),
            authors: self
                .authors
                .iter()
                .map(|name| {
                    located(Contributor {
                        name: name.clone(),
                        file_as: None,
                        role: "aut".into(),
                    })
                })
                .collect(),
            cover_design: text(&self.cover_design),
            language: text(&self.language),
            series: text(&self.series),
            number: text(&self.number),
            publisher: text(&self.publisher),
            rights: text(&self.rights),
            output: text(&self.name),
            ads: self.ads.map(|ads| {
                located(match ads {
                    Ads::Aside => Advertising::Aside,
                    Ads::Keep => Advertising::Keep,
                    Ads::Drop => Advertising::Drop,
                })
            }),
            exports: self.exports.iter().cloned().map(located).collect(),
            targets: self.targets.iter().cloned().map(located).collect(),
            citation_style: text(&self.citation_style),
            timezone: self.timezone.map(located),
            ..BookSettings::default()
        }
    }
}

/// Compiles each path; a book that fails does not stop the others.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.paths.len() > 1 && (arguments.name.is_some() || arguments.title.is_some()) {
        bail!(
            "--title and --name are for one book, and there are {}",
            arguments.paths.len()
        );
    }
    let epoch = epoch()?;
    let threads = arguments
        .threads
        .or_else(|| std::thread::available_parallelism().ok())
        .unwrap_or(NonZeroUsize::MIN);
    let mut outcome = Outcome::Fine;
    let mut taken = HashSet::new();
    for path in &arguments.paths {
        let book = Book {
            path,
            arguments,
            epoch,
            threads,
        };
        match book.compile(&mut taken) {
            Ok(one) => outcome = outcome.max(one),
            Err(error) => {
                print::failure(&error);
                outcome = outcome.max(Outcome::Unreadable);
            }
        }
    }
    Ok(outcome)
}

/// `SOURCE_DATE_EPOCH`, as <https://reproducible-builds.org/specs/source-date-epoch/> has it.
pub fn epoch() -> Result<Option<Timestamp>> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.is_empty() => match Timestamp::parse_epoch(&text) {
            Some(epoch) => Ok(Some(epoch)),
            None => bail!("SOURCE_DATE_EPOCH is {text:?}, not a number of seconds"),
        },
        _ => Ok(None),
    }
}

struct Book<'a> {
    path: &'a Path,
    arguments: &'a Arguments,
    epoch: Option<Timestamp>,
    threads: NonZeroUsize,
}

impl Book<'_> {
    fn compile(&self, taken: &mut HashSet<String>) -> Result<Outcome> {
        let volume = self.arguments.volume();
        let (folder, files) = disk::list(self.path)?;
        let request = Request {
            folder: &folder,
            files: &files,
            overrides: self.arguments.settings(),
            epoch: self.epoch,
            threads: self.threads,
        };
        let mut sink = Sink::default();
        let mut plan = compile::plan(&request, &mut sink);
        plan.output = free_name(&plan.output, taken);
        let artwork = disk::artwork_or_finding(&plan, &files, &self.arguments.covers, &mut sink);
        let places: Vec<PathBuf> = plan
            .targets
            .iter()
            .map(|target| {
                let name = format!("{}{}", plan.output, target.ending);
                self.arguments.output.join(name)
            })
            .collect();
        let exports = self.exports(&plan);
        let mut bar = Bar::new(&plan.book.title, plan.book.chapters.len(), volume);
        let (mut new, mut outs) = (Vec::new(), Vec::new());
        for place in &places {
            let (file, writer) = disk::NewFile::create(place)?;
            new.push(file);
            outs.push(writer);
        }
        let written = compile::write(
            &plan,
            artwork.as_ref(),
            &disk::fonts,
            outs,
            &mut bar,
            &mut sink,
        );
        let found = sink.into_vec();
        print::findings(&found, volume);
        let lost = found
            .iter()
            .any(|finding| *finding.code == normalise::diag::TEXT_LOST);
        let (written, report) = match written {
            Ok(written) => written,
            Err(WriteError::Empty) => return Ok(Outcome::Unreadable),
            Err(error @ WriteError::Archive(_)) => {
                print::failure(&error.into());
                return Ok(Outcome::Internal);
            }
            Err(error @ WriteError::Io(_)) => {
                let names: Vec<_> = places
                    .iter()
                    .map(|place| place.display().to_string())
                    .collect();
                return Err(error).with_context(|| format!("cannot write {}", names.join(", ")));
            }
        };
        if lost {
            // A book that lacks text is never put in the place of a whole one.
            return Ok(Outcome::Internal);
        }
        let mut books = Vec::new();
        for ((new, book), place) in new.into_iter().zip(written).zip(&places) {
            books.push((place.display().to_string(), new.keep(book.out)?));
        }
        for (place, text) in exports {
            let (new, mut writer) = disk::NewFile::create(&place)?;
            writer
                .write_all(text.as_bytes())
                .with_context(|| format!("cannot write {}", place.display()))?;
            new.keep(writer)?;
        }
        if volume != Volume::Quiet {
            for (path, bytes) in books {
                print::book(&path, &report, bytes, &found);
            }
        }
        if volume == Volume::Verbose {
            print::changes(&report);
        }
        let failing = found
            .iter()
            .any(|finding| finding.severity >= Severity::Error);
        Ok(if failing {
            Outcome::Findings
        } else {
            Outcome::Fine
        })
    }
}

impl Book<'_> {
    /// The works cited in the forms wanted, and where each belongs.
    fn exports(&self, plan: &compile::Plan<'_>) -> Vec<(PathBuf, String)> {
        if plan.exports.is_empty() {
            return Vec::new();
        }
        let listing = citation::listing(&plan.book);
        let export = |format: &&citation::Format| {
            let name = format!("{}.{}", plan.output, format.extension);
            (self.arguments.output.join(name), (format.write)(&listing))
        };
        plan.exports.iter().map(export).collect()
    }
}

/// The book's name, with a number behind it when another book of this run has it already.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.to_lowercase()) {
        free = format!("{name}-{number}");
        number += 1;
    }
    free
}

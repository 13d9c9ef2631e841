//! `chengshu sections`: the sections of talks without headings, as files to be corrected.

mod ask;
mod write;

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use anyhow::Result;
use chengshu::compile;
use chengshu::ingest::listing::SECTIONS;
use chengshu::ingest::sections::answer::{Proposed, Said};
use chengshu::model::book::Chapter;
use chengshu::model::library::{Files as _, Folder};
use chengshu::model::manuscript::Manuscript;
use chengshu::model::treatment::Sections;
use chengshu::normalise::stations::{Paragraph, find, is_parted, paragraphs};
use chengshu_text::diag::Sink;

use super::outputs::{Outputs, Replacing, sealed_sections};
use super::print::{self, Volume};
use super::{Outcome, disk};
use ask::Program;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folders of transcripts, or single transcripts
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Let a program find sections and titles: it gets numbered paragraphs as JSON, and answers JSON
    #[arg(long = "with", value_name = "COMMAND")]
    command: Option<String>,
    /// Seconds the program may take for a transcript
    #[arg(long, value_name = "SECONDS", default_value = "600", requires = "command")]
    timeout: NonZeroU64,
    /// Accept all titles: they become headings
    #[arg(long)]
    accept: bool,
    /// Show all findings, including notes
    #[arg(short, long)]
    verbose: bool,
    #[command(flatten)]
    replacing: Replacing,
}

/// Writes a file beside each transcript that has sections and no headings.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut outcome = Outcome::Fine;
    for path in &arguments.paths {
        let one = sections_of(path, arguments).unwrap_or_else(|error| {
            print::failure(&error);
            Outcome::from(&error)
        });
        outcome = outcome.max(one);
    }
    outcome
}

fn sections_of(path: &Path, arguments: &Arguments) -> Result<Outcome> {
    let (mut folder, files, mut sink) = disk::list(path)?;
    // They are found anew.
    forget(&mut folder);
    let mut outputs = Outputs::new(arguments.replacing);
    outputs.spare_book(&folder, &files);
    let request = super::request(&folder, &files);
    let mut plan = compile::plan(&request, &mut sink);
    // Headings alone part what is read then.
    plan.book.treatment.sections = Sections::Off;
    let mut talks: HashMap<String, &Chapter> = HashMap::new();
    for chapter in &plan.book.chapters {
        talks.insert(files.display(&chapter.text.file), chapter);
    }
    let mut outcome = Outcome::Fine;
    let mut found = Sink::default();
    compile::clean(&plan, &mut sink, |source, manuscript| {
        // Of talks in two languages the first is taken.
        let Some(chapter) = talks.remove(&*source.name) else { return Ok(()) };
        let talk = Talk::of(chapter, &source.name, manuscript);
        let file = &chapter.text.file;
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        let place = files.place(&format!("{stem}{SECTIONS}"));
        let wrote =
            talk.write(&place, arguments, &mut outputs, &mut found).unwrap_or_else(|error| {
                print::failure(&error);
                outcome = outcome.max(Outcome::from(&error));
                None
            });
        match wrote {
            Some(count) => {
                let line = format!("{}: {count} sections\n", disk::shown(&place));
                print::out(&print::for_output(&line))
            }
            None => Ok(()),
        }
    })?;
    sink.append(found);
    let volume = if arguments.verbose { Volume::Verbose } else { Volume::Normal };
    let levelled = compile::level(&plan, sink, &disk::shown(path)).found;
    print::findings(&levelled, volume);
    let read = if plan.book.chapters.is_empty() { Outcome::Unreadable } else { Outcome::Fine };
    Ok(outcome.max(read).max(super::outcome_of(&levelled)))
}

/// Takes the files of sections out of a listing.
fn forget(folder: &mut Folder) {
    let parts = folder.parts.iter_mut().flat_map(|part| &mut part.files);
    for transcript in folder.files.iter_mut().chain(parts) {
        transcript.beside.sections = None;
    }
}

/// A transcript that may have sections.
struct Talk<'a> {
    chapter: &'a Chapter,
    name: &'a str,
    paragraphs: Vec<Paragraph>,
    /// What the program finds, by the numbers of paragraphs.
    own: BTreeMap<usize, Proposed>,
}

impl<'a> Talk<'a> {
    fn of(chapter: &'a Chapter, name: &'a str, manuscript: &Manuscript) -> Self {
        let paragraphs = paragraphs(&manuscript.blocks, &manuscript.moments);
        let found = if manuscript.blocks.iter().any(is_parted) {
            Vec::new()
        } else {
            find(&paragraphs, &chapter.language, Sections::Labels)
        };
        let own = found.into_iter().map(|found| {
            let score = Some(f64::from(found.percent) / 100.0);
            (found.paragraph, Proposed { level: 2, title: found.label, score })
        });
        Self { chapter, name, paragraphs, own: own.collect() }
    }

    /// Writes the file, if there are sections. Out: how many.
    fn write(
        &self,
        place: &Path,
        arguments: &Arguments,
        outputs: &mut Outputs,
        sink: &mut Sink,
    ) -> Result<Option<usize>> {
        if self.own.is_empty() {
            return Ok(None);
        }
        // Before the program is asked, which may take long.
        let settled = outputs.settle(&[place.to_owned()])?;
        let (by, sections) = match &arguments.command {
            None => ("chengshu", self.own.clone()),
            Some(command) => {
                let program = Program { command, seconds: arguments.timeout.get() };
                let Some(sections) = program.ask(self, sink) else { return Ok(None) };
                (command.as_str(), sections)
            }
        };
        let said = Said::of(self.paragraphs.iter().map(|own| own.text.as_str()));
        let making = write::Making { by, is_accepted: arguments.accept, said: &said };
        let text = sealed_sections(&making.text(self, &sections));
        for place in &settled {
            outputs.save(place, text.as_bytes())?;
        }
        Ok(Some(sections.len()))
    }
}

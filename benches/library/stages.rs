//! Each stage by itself, through the library's public functions, on one thread and in memory.

use std::collections::HashMap;
use std::hint::black_box;
use std::io;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chengshu::compile::{self, Request};
use chengshu::devices::TARGETS;
use chengshu::ingest::listing::gather;
use chengshu::ingest::stills::Stills;
use chengshu::ingest::{self, Beside};
use chengshu::model::block::Block;
use chengshu::model::book::{Book, Chapter};
use chengshu::model::library::{Files, Folder};
use chengshu::model::settings::BookSettings;
use chengshu::model::typeface::RareCharacters;
use chengshu::normalise::{self, Body, normalise};
use chengshu::render::appendix::Appendix;
use chengshu::render::chapter as page;
use chengshu::render::prose::Setting;
use chengshu::render::recording::Recording;
use chengshu::render::titles::Titles;
use chengshu_epub::package::zip::{Archive, compress};
use chengshu_epub::publication::Page;
use chengshu_references::read as bibliography;
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;
use chengshu_text::xml::{Prolog, document};
use chengshu_writing::labels;
use chengshu_writing::script::WritingMode;

use super::run::{Effort, Usage};

/// The stages in their order. Together they are what a compilation does with a transcript.
const STAGES: [&str; 7] = [
    "reading: decode, head, outline",
    "references of the description",
    "reading again: decode",
    "normalising, with Markdown",
    "rendering as trees",
    "writing trees as XHTML",
    "packaging: deflate, archive",
];

/// The time of each stage.
pub type Times = [(&'static str, Duration); STAGES.len()];

/// Transcripts in memory.
struct Shelf(HashMap<String, Vec<u8>>);

impl Files for Shelf {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "not here".into())
    }

    fn display(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Takes the time between calls, by stage.
struct Clock {
    times: [Duration; STAGES.len()],
    last: Instant,
}

impl Clock {
    fn new() -> Self {
        Self { times: Default::default(), last: Instant::now() }
    }

    /// What comes now is a stage's.
    fn start(&mut self) {
        self.last = Instant::now();
    }

    /// What came since the last call was this stage's.
    fn lap(&mut self, stage: usize) {
        let now = Instant::now();
        self.times[stage] += now - self.last;
        self.last = now;
    }
}

/// The time each stage takes for these transcripts: the best of several runs, for each stage of
/// each transcript, which is short enough to be left alone at times even on a busy machine.
pub fn times(chapters: impl Iterator<Item = (String, String)>, effort: Effort) -> Result<Times> {
    let shelf = Shelf(chapters.map(|(name, text)| (name, text.into_bytes())).collect());
    let mut names: Vec<String> = shelf.0.keys().cloned().collect();
    names.sort_unstable();
    let folder = Folder {
        name: "library".into(),
        files: gather(names, &mut Stills::default()),
        ..Folder::default()
    };
    let request = Request {
        folder: &folder,
        files: &shelf,
        overrides: BookSettings::default(),
        epoch: None,
        threads: NonZeroUsize::MIN,
        store: None,
    };
    let book = compile::plan(&request, &mut Sink::default()).book;
    let mut best = vec![[Duration::MAX; STAGES.len()]; book.chapters.len()];
    effort.best(|| {
        let start = Instant::now();
        let mut archive = Archive::new(io::sink())?;
        for (chapter, best) in book.chapters.iter().zip(&mut best) {
            let times = stages(&book, chapter, &shelf, &mut archive)?;
            for (best, time) in best.iter_mut().zip(times) {
                *best = time.min(*best);
            }
        }
        black_box(archive.finish()?);
        Ok(Usage::of_time(start.elapsed()))
    })?;
    Ok(std::array::from_fn(|stage| (STAGES[stage], best.iter().map(|times| times[stage]).sum())))
}

fn stages(
    book: &Book,
    chapter: &Chapter,
    shelf: &Shelf,
    archive: &mut Archive<io::Sink>,
) -> Result<[Duration; STAGES.len()]> {
    let file = &chapter.text.file;
    let bytes = shelf.0.get(file).context("a chapter without file")?;
    let (first, again) = (bytes.clone(), bytes.clone());
    let mut sink = Sink::default();
    let mut clock = Clock::new();
    let source = decode(first, file, &mut sink)?;
    let outline = ingest::outline(file, None, &source, Beside::default(), "", &mut sink)
        .context("a transcript that is none")?;
    clock.lap(0);
    if let Some(description) = &outline.head.description {
        black_box(bibliography::read_description(&description.text));
    }
    clock.lap(1);
    drop((outline, source));
    clock.start();
    let source = decode(again, file, &mut sink)?;
    clock.lap(2);
    let blocks = manuscript(book, chapter, &source, &mut sink);
    clock.lap(3);
    let pages = pages(book, chapter, blocks, &source, &mut sink);
    clock.lap(4);
    let texts: Vec<(String, String)> = pages
        .into_iter()
        .map(|page| (page.path, document(Prolog::Xhtml, &page.root)))
        .collect();
    clock.lap(5);
    for (path, text) in &texts {
        archive.add(&compress(path, text.as_bytes()))?;
    }
    clock.lap(6);
    Ok(clock.times)
}

fn decode(bytes: Vec<u8>, file: &str, sink: &mut Sink) -> Result<Source> {
    ingest::decode::decode(bytes, file, sink).context("a transcript that is no text")
}

fn manuscript(book: &Book, chapter: &Chapter, source: &Source, sink: &mut Sink) -> Vec<Block> {
    let mut titles = vec![chapter.title.as_str()];
    titles.extend(chapter.other_titles.iter().map(String::as_str));
    let request = normalise::Request {
        source,
        file: &chapter.text.file,
        body: Body::Written(chapter.text.body.clone()),
        titles: &titles,
        language: &chapter.language,
        sections: None,
        treatment: &book.treatment,
    };
    normalise(&request, sink).blocks
}

fn pages(
    book: &Book,
    chapter: &Chapter,
    blocks: Vec<Block>,
    source: &Source,
    sink: &mut Sink,
) -> Vec<Page> {
    let headings = std::collections::BTreeMap::new();
    let setting = Setting {
        headings: &headings,
        source,
        file: &chapter.text.file,
        pages: &book.pages,
        pictures: &HashMap::new(),
        moments: Recording::default(),
        code: None,
        thumbnail: None,
        second: None,
        language: &chapter.language,
        labels: labels::of(&chapter.language),
        form: TARGETS[0].form(WritingMode::default(), RareCharacters::default()),
    };
    let works = (&Titles::default(), &Appendix::default());
    page::chapter(book, chapter, blocks, works, &setting, sink).pages
}

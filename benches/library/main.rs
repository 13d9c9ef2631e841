//! Compiles libraries of invented transcripts and prints what that takes, beside what it must
//! take at least and what others take.
//!
//!     cargo bench --profile dist --bench library                  # libraries of 1, 185 and 2000 chapters
//!     cargo bench --profile dist --bench library -- 20000 ~/talks # other sizes; folders of one's own
//!     cargo bench --profile dist --bench library -- stages        # the stages alone
//!
//! The program itself is run, so that start-up counts, with files the system has in memory, into the
//! folder for temporary files. First its own cache is empty; then come the lines without one, with
//! a full one, and with one chapter changed since. The floor is the time to read the transcripts and
//! to deflate the book with the same library on as many threads. `perf` and the like want
//! `CARGO_PROFILE_BENCH_DEBUG=true`, and `CARGO_PROFILE_BENCH_STRIP=false`.
#![forbid(unsafe_code)]
// A benchmark reads and writes files, looks at the clock and prints.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod captions;
mod floor;
mod others;
mod run;
mod stages;
mod text;
mod throughput;

use std::ffi::OsString;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use chengshu::ingest::format_of;
use run::{Effort, Usage};

/// Chapters of the libraries compiled when no others are asked for.
const SIZES: [usize; 3] = [1, 185, 2000];

/// Asks for the stages alone.
const STAGES: &str = "stages";

/// Chapters the stages are timed with.
const STAGED: usize = 50;

/// A folder of real transcripts, compiled too where it is.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");

fn main() -> Result<()> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let [build, pages, book] = arguments.as_slice()
        && build == others::BUILD
    {
        return others::build(Path::new(pages), Path::new(book));
    }
    // Cargo says `--bench` when it benchmarks; `cargo test --benches` runs this without.
    let (effort, mut sizes) = if arguments.iter().any(|argument| argument == "--bench") {
        (Effort::Best, SIZES.to_vec())
    } else {
        (Effort::Once, vec![1])
    };
    let mut folders = vec![PathBuf::from(CORPUS)];
    let asked = arguments.iter().filter(|argument| *argument != "--bench");
    let asked: Vec<&OsString> = asked.collect();
    if !asked.is_empty() {
        sizes.clear();
        folders.clear();
    }
    for argument in asked.into_iter().filter(|argument| *argument != STAGES) {
        match argument.to_str().and_then(|text| text.parse().ok()) {
            Some(size) => sizes.push(size),
            None if Path::new(argument).is_dir() => folders.push(fs::canonicalize(argument)?),
            None => bail!("{} is no number and no folder", argument.display()),
        }
    }

    let scratch = tempfile::tempdir()?;
    if !sizes.is_empty() || !folders.is_empty() {
        println!("{HEAD}");
    }
    for size in sizes {
        let folder = scratch.path().join(format!("library-{size}"));
        let files = text::write(&folder, size)?;
        let changing = files.get(size / 2).cloned();
        let library = Library::new(size.to_string(), folder.clone(), files)?;
        Library { changing, ..library }.compare(effort, scratch.path())?;
        fs::remove_dir_all(folder)?;
    }
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let files = transcripts(folder)?;
        Library::new(format!("own {}", files.len()), folder.clone(), files)?
            .compare(effort, scratch.path())?;
    }
    print_stages(effort)?;
    throughput::print(effort)
}

/// The transcripts the program finds in a folder and the folders in it.
fn transcripts(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                // Folders within parts are not read.
                if next == folder {
                    folders.push(path);
                }
            } else if path.to_str().is_some_and(|path| format_of(path).is_some()) {
                files.push(path);
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// The head of the table, as wide as [`Library::print`] makes it. What cannot be told is a dash.
const HEAD: &str = concat!(
    "                                                                         ",
    "times the floor's  times our\n",
    "chapters   MB in  MB out  program       threads   seconds   CPU s  peak MB  ",
    "seconds  CPU s    seconds",
);

/// A folder of transcripts.
struct Library {
    name: String,
    folder: PathBuf,
    files: Vec<PathBuf>,
    bytes: u64,
    /// A transcript that may be changed; none in folders of one's own.
    changing: Option<PathBuf>,
}

impl Library {
    fn new(name: String, folder: PathBuf, files: Vec<PathBuf>) -> Result<Self> {
        let mut bytes = 0;
        for file in &files {
            bytes += fs::metadata(file)?.len();
        }
        Ok(Self { name, folder, files, bytes, changing: None })
    }

    /// Compiles it in every way there is and prints a line for each.
    fn compare(&self, effort: Effort, scratch: &Path) -> Result<()> {
        let book = scratch.join("books/library.epub");
        let one = NonZeroUsize::MIN;
        let all = available_parallelism().unwrap_or(one);
        let mut first = None;
        for threads in [one].into_iter().chain((all > one).then_some(all)) {
            let (mut cache, mut runs) = (String::new(), 0);
            let usage = effort.best(|| {
                // A new one for each run: for some seconds after it was deleted, ext4 is slow to make
                // the files of one again.
                runs += 1;
                cache = format!("cache-{}-{threads}-{runs}", self.files.len());
                self.compile(threads, scratch, &["--cache", &cache])
            })?;
            let floor = effort.best(|| floor::floor(&self.files, &book, threads))?;
            let marks = *first.get_or_insert(Marks { floor, ours: usage.time });
            let marks = Marks { floor, ..marks };
            self.print(&book, "chengshu", threads, usage, marks)?;
            self.print(&book, "floor", threads, floor, marks)?;
            self.again(&book, threads, scratch, effort, (marks, &cache))?;
        }
        let marks = first.context("there is at least one thread")?;
        let usage = others::epub_builder(&book, scratch, effort)?;
        self.print(&book, "epub-builder", one, usage, marks)?;
        if self.files.len() > others::MOST {
            println!("{:>8}  other programs are left out, as they are too slow", self.name);
            return Ok(());
        }
        let programs = [
            ("pandoc", others::pandoc(&self.files, scratch)),
            ("mdbook-epub", others::mdbook_epub(&self.files, scratch, effort)),
        ];
        for (name, usage) in programs {
            match usage {
                Some(usage) => self.print(&book, name, one, usage?, marks)?,
                None => println!("{:>8}  {name} is not installed", self.name),
            }
        }
        Ok(())
    }

    /// Compiles it without a cache, with one that has all of it, and with one that has all but a
    /// chapter.
    fn again(
        &self,
        book: &Path,
        threads: NonZeroUsize,
        scratch: &Path,
        effort: Effort,
        (marks, cache): (Marks, &str),
    ) -> Result<()> {
        let cached = ["--cache", cache];
        let usage = effort.best(|| self.compile(threads, scratch, &["--no-cache"]))?;
        self.print(book, "- no cache", threads, usage, marks)?;
        let usage = effort.best(|| self.compile(threads, scratch, &cached))?;
        self.print(book, "- unchanged", threads, usage, marks)?;
        let Some(changing) = &self.changing else {
            return Ok(());
        };
        let text = fs::read_to_string(changing)?;
        let mut runs = 0;
        let usage = effort.best(|| {
            runs += 1;
            fs::write(changing, format!("{text}\n又添了第{runs}句。\n"))?;
            self.compile(threads, scratch, &cached)
        })?;
        fs::write(changing, text)?;
        self.print(book, "- one changed", threads, usage, marks)
    }

    fn compile(&self, threads: NonZeroUsize, scratch: &Path, caching: &[&str]) -> Result<Usage> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chengshu"));
        command
            .args(["compile", "--quiet", "--name", "library", "--output", "books"])
            .args(["--threads", &threads.to_string()])
            .args(caching)
            .arg(&self.folder)
            .current_dir(scratch);
        // 1 says that there were findings: the book is there all the same.
        run::program(command, |status| matches!(status.code(), Some(0 | 1)))
    }

    fn print(
        &self,
        book: &Path,
        program: &str,
        threads: NonZeroUsize,
        usage: Usage,
        marks: Marks,
    ) -> Result<()> {
        let dash = || "-".to_owned();
        let processor = usage.processor.zip(marks.floor.processor);
        println!(
            "{:>8}  {:>6.2}  {:>6.2}  {program:<13} {threads:>7}  {:>8.3}  {:>6}  {:>7}  {:>7.2}  {:>5}  {:>9.2}",
            self.name,
            megabytes(self.bytes),
            megabytes(fs::metadata(book)?.len()),
            usage.time.as_secs_f64(),
            usage.processor.map_or_else(dash, |time| format!("{:.2}", time.as_secs_f64())),
            usage.peak.map_or_else(dash, |bytes| format!("{:.1}", megabytes(bytes))),
            times(usage.time, marks.floor.time),
            processor
                .filter(|(_, floor)| *floor > Duration::from_millis(50))
                .map_or_else(dash, |(time, floor)| format!("{:.2}", times(time, floor))),
            times(usage.time, marks.ours),
        );
        Ok(())
    }
}

/// What programs are held against.
#[derive(Debug, Clone, Copy)]
struct Marks {
    /// The floor, on as many threads.
    floor: Usage,
    /// The time of `chengshu` on one thread.
    ours: Duration,
}

fn print_stages(effort: Effort) -> Result<()> {
    let chapters = if effort == Effort::Once { 1 } else { STAGED };
    let bytes: usize = text::chapters(chapters).map(|(_, text)| text.len()).sum();
    let megabytes = megabytes(bytes as u64);
    let stages = stages::times(text::chapters(chapters), effort)?;
    let all: Duration = stages.iter().map(|(_, time)| *time).sum();
    let [reading, _, _, normalising, ..] = stages.map(|(_, time)| time);
    println!("\nstage, {chapters} chapters, one thread   MB/s in  share");
    let sums = [("reading + normalising", reading + normalising), ("all", all)];
    for (stage, time) in stages.into_iter().chain(sums) {
        println!(
            "{stage:<36} {:>7.0}  {:>4.0}%",
            megabytes / time.as_secs_f64(),
            100.0 * times(time, all),
        );
    }
    Ok(())
}

/// How many times `part` goes into `whole`.
fn times(whole: Duration, part: Duration) -> f64 {
    whole.as_secs_f64() / part.as_secs_f64()
}

#[allow(clippy::cast_precision_loss, reason = "figures for people, with a few digits")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

//! The library in one call: a folder, or files in memory, into a finished book.

#![allow(
    clippy::disallowed_methods,
    reason = "this is where the library meets the disk, for those who have no program around it"
)]

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs, io, thread};

use resvg::usvg::fontdb::Database;

use crate::compile::{self, Artwork, Report, Request, WriteError};
use crate::ingest::folder::arrange;
use crate::model::library::Files;
use crate::model::settings::BookSettings;
use crate::normalise::diag::TEXT_LOST;
use crate::settings;
use chengshu_cover::Fonts;
use chengshu_cover::diag::UNREADABLE;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Source;
use chengshu_text::time::Timestamp;

/// How deep folders may nest.
const DEEPEST: usize = 64;

/// How a book is compiled.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Settings in the form of `book.yaml`, which win over the file's own: `title: 灯塔`.
    pub settings: String,
    /// When the edition was made; without it, the date of the newest transcript.
    pub epoch: Option<Timestamp>,
    /// Threads to use; without it, as many as the machine runs at once.
    pub threads: Option<NonZeroUsize>,
}

/// A finished book.
#[derive(Debug)]
#[non_exhaustive]
pub struct Compiled {
    /// Its title.
    pub title: String,
    /// A name for its file, without an ending.
    pub name: String,
    /// The EPUB of each target, in the order of `targets:`; one, if none are stated.
    pub epubs: Vec<Vec<u8>>,
    /// Counts of its contents.
    pub report: Report,
    /// The findings about the transcripts.
    pub findings: Vec<Diagnostic>,
}

/// Why there is no book.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The folder cannot be read.
    Unreadable(PathBuf, io::Error),
    /// The book cannot be written.
    Write(WriteError, Vec<Diagnostic>),
    /// Text of a transcript would be missing from the book, which is a fault of the program.
    TextLost(Vec<Diagnostic>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::Write(error, _) => error.fmt(f),
            Self::TextLost(_) => f.write_str("text of a transcript is missing from the book"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(_, error) => Some(error),
            Self::Write(error, _) => Some(error),
            Self::TextLost(_) => None,
        }
    }
}

/// Compiles a folder of transcripts, or a single one, into a book in memory. Hidden files are left out,
/// and nothing outside the folder is read but the fonts of the machine, for a cover. What earlier runs wrote
/// into the folder is not told from transcripts, as the program does.
///
/// ```no_run
/// let book = chengshu::compile_folder("talks", &chengshu::Options::default())?;
/// std::fs::write(format!("{}.epub", book.name), &book.epubs[0])?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compile_folder(path: impl AsRef<Path>, options: &Options) -> Result<Compiled, Error> {
    let path = path.as_ref();
    let unreadable = |error| Error::Unreadable(path.to_owned(), error);
    let root = fs::canonicalize(path).map_err(unreadable)?;
    let name = root.file_stem().unwrap_or_default().to_string_lossy();
    let (folder, paths) = match (root.is_file(), root.parent(), root.file_name()) {
        (true, Some(parent), Some(name)) => (parent, vec![name.to_string_lossy().into_owned()]),
        _ => (root.as_path(), paths(&root).map_err(unreadable)?),
    };
    let files = Disk { root: folder.to_owned(), paths: paths.clone() };
    compile(&name, paths, &files, options)
}

/// Compiles files in memory into a book, by their paths in its folder, with `/`. `name` is that of the
/// folder.
///
/// ```
/// let files = [("01.md", "---\ntitle: 灯塔\n---\n灯塔在港口。\n"), ("02.md", "# 雾\n\n雾很大。\n")];
/// let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
/// let book = chengshu::compile_files("港", files, &chengshu::Options::default())?;
/// assert_eq!((book.title.as_str(), book.report.chapters), ("港", 2));
/// # Ok::<(), chengshu::Error>(())
/// ```
pub fn compile_files(
    name: &str,
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    options: &Options,
) -> Result<Compiled, Error> {
    let files = Memory(files.into_iter().collect());
    let paths = files.0.keys().cloned().collect();
    compile(name, paths, &files, options)
}

fn compile(
    name: &str,
    paths: Vec<String>,
    files: &dyn Files,
    options: &Options,
) -> Result<Compiled, Error> {
    let mut sink = Sink::default();
    let mut folder = arrange(paths);
    name.clone_into(&mut folder.name);
    let overrides = if options.settings.is_empty() {
        BookSettings::default()
    } else {
        let stated = Source::new("the options", options.settings.clone());
        settings::read(&stated, &mut sink)
    };
    let request = Request {
        folder: &folder,
        files,
        overrides,
        epoch: options.epoch,
        threads: options
            .threads
            .unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)),
        store: None,
    };
    let plan = compile::plan(&request, &mut sink);
    let artwork = plan.cover.as_ref().or(plan.thumbnail.as_ref()).and_then(|path| {
        let name = files.display(path);
        match files.read(path) {
            Ok(bytes) => Some(Artwork { name, bytes, is_thumbnail: plan.cover.is_none() }),
            Err(reason) if plan.cover.is_none() => {
                sink.push(compile::no_thumbnail(&name, &reason));
                None
            }
            Err(reason) => {
                let message = format!("the cover cannot be read: {reason}");
                let place = Place::file(name);
                sink.push(Diagnostic::new(&UNREADABLE, message).at(place));
                None
            }
        }
    });
    let outs = vec![Vec::new(); plan.targets.len()];
    let written = compile::write(&plan, artwork.as_ref(), &fonts, outs, &mut (), &mut sink);
    let findings = compile::level(&plan, sink, name).found;
    let (written, report) = match written {
        Ok(_) if findings.iter().any(|found| *found.code == TEXT_LOST) => {
            return Err(Error::TextLost(findings));
        }
        Ok(written) => written,
        Err(error) => return Err(Error::Write(error, findings)),
    };
    Ok(Compiled {
        title: plan.book.title.clone(),
        name: plan.output.clone(),
        epubs: written.into_iter().map(|written| written.out).collect(),
        report,
        findings,
    })
}

/// The fonts of this machine.
fn fonts() -> Fonts {
    let mut database = Database::new();
    database.load_system_fonts();
    Fonts::new(Arc::new(database))
}

/// The files of a folder and those below it, as paths from it with `/`, in order.
fn paths(root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut due = vec![(String::new(), 0)];
    while let Some((prefix, depth)) = due.pop() {
        for entry in fs::read_dir(root.join(&prefix))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            if name.starts_with(['.', '~']) {
                continue;
            }
            let path = format!("{prefix}{name}");
            // A link to a folder may lead back to where it is.
            if entry.file_type()?.is_dir() {
                due.extend((depth < DEEPEST).then(|| (format!("{path}/"), depth + 1)));
            } else if fs::metadata(entry.path()).is_ok_and(|meta| meta.is_file()) {
                // Pipes and devices may never end.
                found.push(path);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Files below a folder, its own path without links.
struct Disk {
    root: PathBuf,
    paths: Vec<String>,
}

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let real = fs::canonicalize(self.root.join(path)).map_err(|error| error.to_string())?;
        // Links may lead anywhere; where they end up counts (requirement S1).
        if !real.starts_with(&self.root) {
            return Err("it leads out of the book's folder".into());
        }
        fs::read(real).map_err(|error| error.to_string())
    }

    fn display(&self, path: &str) -> String {
        path.to_owned()
    }

    fn find(&self, name: &str) -> Option<String> {
        only_of(name, self.paths.iter())
    }
}

/// The only path that ends in a name, whatever the case of its letters.
fn only_of<'a>(name: &str, paths: impl Iterator<Item = &'a String>) -> Option<String> {
    let name = name.to_lowercase();
    let of =
        |path: &&String| path.rsplit('/').next().is_some_and(|last| last.to_lowercase() == name);
    let mut found = paths.filter(of);
    let only = found.next()?;
    found.next().is_none().then(|| only.clone())
}

/// Files by their paths.
struct Memory(BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".into())
    }

    fn display(&self, path: &str) -> String {
        path.to_owned()
    }

    fn find(&self, name: &str) -> Option<String> {
        only_of(name, self.0.keys())
    }
}

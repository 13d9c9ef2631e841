//! Lists the files of a book's folder: names only, no contents.

mod walk;

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chengshu::ingest::diag::NAME_NOT_UTF8;
use chengshu::ingest::folder;
use chengshu::ingest::names::Names;
use chengshu::model::library::{Folder, Reason, Transcript, Unread, Version};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};

use super::{BookFolder, folder_name, regular, shown};
use crate::cli::outputs::{is_own, made_in};
use walk::{Found, entries, walk};

pub use walk::DEEPEST;

/// The most transcripts of a book. An archive of more files than 65,535 needs an extension that
/// readers do not know.
const MOST_TRANSCRIPTS: usize = 50_000;

/// The most bytes of a book's transcripts. An archive of more has the same trouble.
const LARGEST_BOOK: u64 = 4 * 1024 * 1024 * 1024;

/// Lists a book: a folder with those below it, or one file. What is left out, or read under a name
/// that was guessed, goes to the sink.
pub fn list(path: &Path) -> Result<(Folder, BookFolder, Sink)> {
    regular::assure_descriptors()?;
    let meta = fs::metadata(path).with_context(|| cannot_read(path))?;
    let mut sink = Sink::default();
    let (folder, book) = if meta.is_dir() {
        list_folder(path, &mut sink)?
    } else if meta.is_file() {
        list_file(path, &mut sink)?
    } else {
        bail!("{} is neither a file nor a folder", shown(path));
    };
    Ok((folder, book, sink))
}

fn list_folder(path: &Path, sink: &mut Sink) -> Result<(Folder, BookFolder)> {
    let found = walk(path, sink)?;
    let mut naming = Naming::of(path, &found);
    let mut names: Vec<String> = Vec::with_capacity(found.len());
    let mut paths = Vec::new();
    for (number, one) in found.iter().enumerate() {
        let is_part = number > 0;
        let name = match one.path.file_name().filter(|_| is_part) {
            Some(name) => naming.path(&names[one.parent], &found[one.parent].path, name),
            None => String::new(),
        };
        paths.extend(files_of(path, one, &name, &mut naming));
        names.push(name);
    }
    let mut folder = folder::arrange(paths);
    folder.name = folder_name(path);
    naming.report(sink);
    let book = BookFolder::open(path, naming.listed, naming.renamed)?;
    // What the program made says nothing about the transcripts.
    let is_made =
        |file: &Unread| file.reason != Reason::Misplaced && is_own(&book.place(&file.path));
    folder.unread.retain(|file| !is_made(file));
    check_size(path, &folder, &book)?;
    Ok((folder, book))
}

fn list_file(path: &Path, sink: &mut Sink) -> Result<(Folder, BookFolder)> {
    let name = path.file_name().with_context(|| cannot_read(path))?;
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // A folder that cannot be listed may still have a file that can be read.
    let mut files = entries(parent).unwrap_or_default().files;
    if !files.iter().any(|file| file == name) {
        files.push(name.to_owned());
    }
    let found = Found { files, ..Found::default() };
    let mut naming = Naming::of(parent, [&found]);
    let beside = folder::arrange(files_of(parent, &found, "", &mut naming));
    let name = naming.known(Path::new(name));
    if naming.renamed.contains_key(&name) {
        naming.report(sink);
    }
    let folder = Folder {
        name: stem(&name).to_owned(),
        files: vec![with_side_files(beside.files, &name)],
        references: beside.references,
        ..Folder::default()
    };
    let book = BookFolder::open(parent, naming.listed, naming.renamed)?;
    Ok((folder, book))
}

/// The files of a folder that the program did not make, by the names the book knows them by. `prefix` is
/// that of the folder.
fn files_of(root: &Path, found: &Found, prefix: &str, naming: &mut Naming<'_>) -> Vec<String> {
    let made = made_in(&root.join(&found.path));
    let files = found.files.iter().filter(|name| !made.contains(*name));
    files.map(|name| naming.path(prefix, &found.path, name)).collect()
}

/// Gives files and folders the names the book knows them by: texts, each once.
struct Naming<'a> {
    root: &'a Path,
    names: Names,
    /// All that were given.
    listed: HashSet<String>,
    /// The number the next file gets that is read as having this name too.
    numbers: HashMap<String, usize>,
    /// By these names, files and folders whose own are not UTF-8, as paths from the book's folder.
    renamed: HashMap<String, PathBuf>,
}

impl<'a> Naming<'a> {
    fn of<'f>(root: &'a Path, found: impl IntoIterator<Item = &'f Found> + Clone) -> Self {
        let folders = found.clone().into_iter();
        let folders = folders.filter_map(|found| found.path.file_name());
        let files = found.into_iter().flat_map(|found| &found.files);
        let all = folders.chain(files.map(OsString::as_os_str));
        Self {
            root,
            names: Names::guess(all.map(OsStr::as_encoded_bytes)),
            listed: HashSet::new(),
            numbers: HashMap::new(),
            renamed: HashMap::new(),
        }
    }

    /// The path of what lies in a folder: with `/` for the book, and `folder` on the disk.
    fn path(&mut self, prefix: &str, folder: &Path, name: &OsStr) -> String {
        let prefix = match prefix {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        };
        if let Some(name) = name.to_str() {
            let path = prefix + name;
            self.listed.insert(path.clone());
            return path;
        }
        let name = folder.join(name);
        let text = self.names.read(name.file_name().unwrap_or_default().as_encoded_bytes());
        let (stem, ending) = text.split_at(stem(&text).len());
        let mut path = format!("{prefix}{text}");
        let number = self.numbers.entry(path.clone()).or_insert(2);
        // Another file may have that name, or be read as having it.
        while self.renamed.contains_key(&path)
            || fs::symlink_metadata(self.root.join(folder).join(&path[prefix.len()..])).is_ok()
        {
            path = format!("{prefix}{stem}-{number}{ending}");
            *number += 1;
        }
        self.listed.insert(path.clone());
        self.renamed.insert(path.clone(), name);
        path
    }

    /// The name that was given to a path.
    fn known(&self, path: &Path) -> String {
        let renamed = self.renamed.iter().find(|(_, real)| *real == path);
        renamed.map_or_else(|| path.to_string_lossy().into_owned(), |(name, _)| name.clone())
    }

    fn report(&self, sink: &mut Sink) {
        // In order, so that the same is always named.
        let Some(first) = self.renamed.keys().min() else {
            return;
        };
        let message = format!(
            "{} not in UTF-8 and read as {}; the first is here",
            counted(self.renamed.len(), "name"),
            self.names.encoding()
        );
        sink.push(
            Diagnostic::new(&NAME_NOT_UTF8, message)
                .at(Place::file(shown(&self.root.join(first))))
                .help("check the titles, or rename the files to UTF-8 to be sure"),
        );
    }
}

/// One file, and what lies beside it of the same recording.
fn with_side_files(listed: Vec<Transcript>, name: &str) -> Transcript {
    let version = Version { path: name.to_owned(), language: None };
    let beside = listed
        .into_iter()
        .find(|transcript| transcript.versions.iter().any(|other| other.path == name));
    Transcript {
        beside: beside.map(|found| found.beside).unwrap_or_default(),
        ..Transcript::of(version)
    }
}

/// Refuses a book that is larger than any reader opens, before any of it is read.
fn check_size(path: &Path, folder: &Folder, book: &BookFolder) -> Result<()> {
    let count = folder.transcripts().count();
    if count > MOST_TRANSCRIPTS {
        bail!(
            "{} has {}; the limit for a book is {}",
            shown(path),
            counted(count, "transcript"),
            counted(MOST_TRANSCRIPTS, "transcript")
        );
    }
    let bytes: u64 = folder
        .transcripts()
        .filter_map(|transcript| fs::metadata(book.place(transcript.path())).ok())
        .map(|meta| meta.len())
        .sum();
    if bytes > LARGEST_BOOK {
        bail!(
            "{} has {} MB of transcripts; the limit is {} MB",
            shown(path),
            bytes / 1024 / 1024,
            LARGEST_BOOK / 1024 / 1024
        );
    }
    Ok(())
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", shown(path))
}

//! Lists the files of a book's folder: names only, no contents.

mod walk;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chengshu::ingest::diag::NAME_NOT_UTF8;
use chengshu::ingest::listing::gather;
use chengshu::ingest::names::Names;
use chengshu::ingest::unread;
use chengshu::model::library::{Folder, Reason, Transcript, Unread, Version};
use chengshu::structure::natural;
use chengshu_references::files as references;
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
    let mut folder = Folder::default();
    let mut unread = Vec::new();
    for (number, one) in found.iter().enumerate() {
        let is_part = number > 0;
        let name = match one.path.file_name().filter(|_| is_part) {
            Some(name) => naming.path(&names[one.parent], &found[one.parent].path, name),
            None => String::new(),
        };
        let mut listed = sort_out(path, one, &name, &mut naming);
        listed.name.clone_from(&name);
        names.push(name);
        unread.append(&mut listed.unread);
        if !is_part {
            folder = listed;
            continue;
        }
        let settings = [listed.settings.take(), listed.glossary.take()];
        unread.extend(settings.into_iter().flatten().map(misplaced));
        if listed.files.is_empty() {
            // Without others there is nothing to introduce: it is the text itself, as in the bundles of
            // Hugo.
            listed.files.extend(listed.index.take().map(of_path));
        }
        if listed.files.is_empty() {
            unread.extend(listed.references.into_iter().map(misplaced));
        } else {
            folder.parts.push(listed);
        }
    }
    if folder.files.is_empty() && folder.parts.is_empty() {
        folder.files.extend(folder.index.take().map(of_path));
    }
    unread.sort_by(|a, b| natural_path(&a.path, &b.path));
    folder.unread = unread;
    folder.name = folder_name(path);
    folder.parts.sort_by(|a, b| natural_path(&a.name, &b.name));
    naming.report(sink);
    let book = BookFolder::open(path, naming.listed, naming.renamed)?;
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
    let found = Found {
        files,
        ..Found::default()
    };
    let mut naming = Naming::of(parent, [&found]);
    let beside = sort_out(parent, &found, "", &mut naming);
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
        let text = self
            .names
            .read(name.file_name().unwrap_or_default().as_encoded_bytes());
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
        renamed.map_or_else(
            || path.to_string_lossy().into_owned(),
            |(name, _)| name.clone(),
        )
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

/// The transcripts of a folder, and what lies beside them. `prefix` is the folder's name.
fn sort_out(root: &Path, found: &Found, prefix: &str, naming: &mut Naming<'_>) -> Folder {
    let mut folder = Folder::default();
    let mut paths = Vec::new();
    let made = made_in(&root.join(&found.path));
    for name in found.files.iter().filter(|name| !made.contains(*name)) {
        let path = naming.path(prefix, &found.path, name);
        let last = path.rsplit('/').next().unwrap_or_default();
        let single = match last.to_ascii_lowercase().as_str() {
            // A second one is a text like others.
            "index.md" | "index.markdown" if folder.index.is_none() => &mut folder.index,
            "book.yaml" | "book.yml" => &mut folder.settings,
            "glossary.yaml" | "glossary.yml" => &mut folder.glossary,
            name if references::format_of(name).is_some() => {
                folder.references.push(path);
                continue;
            }
            _ => {
                match unread::reason(&path) {
                    None => paths.push(path),
                    Some(_) if is_own(&root.join(&found.path).join(name)) => {}
                    Some(reason) => folder.unread.push(Unread { path, reason }),
                }
                continue;
            }
        };
        if single.is_some() {
            folder.unread.push(misplaced(path));
        } else {
            *single = Some(path);
        }
    }
    paths.sort_unstable();
    folder.references.sort_unstable();
    folder.files = gather(paths);
    folder.files.sort_by(|a, b| natural(a.path(), b.path()));
    folder
}

/// A transcript of one file, of which nothing lies beside it.
fn of_path(path: String) -> Transcript {
    Transcript::of(Version {
        path,
        language: None,
    })
}

/// A file that is read where it is the first of its kind in the book's folder, and not here.
fn misplaced(path: String) -> Unread {
    Unread {
        path,
        reason: Reason::Misplaced,
    }
}

/// One file, and what lies beside it of the same recording.
fn with_side_files(listed: Vec<Transcript>, name: &str) -> Transcript {
    let version = Version {
        path: name.to_owned(),
        language: None,
    };
    let beside = listed
        .into_iter()
        .find(|transcript| transcript.versions.iter().any(|other| other.path == name));
    Transcript {
        versions: vec![version],
        beside: beside.map(|found| found.beside).unwrap_or_default(),
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

/// The order of paths: folder by folder, each as people count.
fn natural_path(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.split('/'), b.split('/'));
    loop {
        match (left.next(), right.next()) {
            (Some(x), Some(y)) if x == y => {}
            (Some(x), Some(y)) => return natural(x, y),
            (x, y) => return x.cmp(&y),
        }
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", shown(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_the_folder_they_are_in() {
        let mut paths = ["b", "a 2", "a/10", "a/9", "a", "a/9/1"];
        paths.sort_by(|a, b| natural_path(a, b));
        assert_eq!(paths, ["a", "a/9", "a/9/1", "a/10", "a 2", "b"]);
    }
}

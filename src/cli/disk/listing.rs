//! What lies in a book's folder: names only, no contents.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, bail};
use chengshu::diag::{Diagnostic, Place, Sink};
use chengshu::ingest::diag::{FOLDER_LEFT_OUT, NAME_NOT_UTF8, UNREADABLE_FILE};
use chengshu::ingest::listing::gather;
use chengshu::ingest::names::Names;
use chengshu::json;
use chengshu::model::library::{Folder, Transcript, Version};
use chengshu::references;
use chengshu::structure::natural;

use super::{BookFolder, folder_name, is_hidden, regular, shown};
use crate::cli::outputs::made_in;

/// The most transcripts of a book. An archive of more files than 65,535 needs an extension that
/// readers do not know.
const MOST_TRANSCRIPTS: usize = 50_000;

/// The most bytes of a book's transcripts. An archive of more has the same trouble.
const LARGEST_BOOK: u64 = 4 * 1024 * 1024 * 1024;

/// How deep folders may nest.
pub const DEEPEST: usize = 16;

/// The most folders of a book, so that a whole disk is not taken for one.
const MOST_FOLDERS: usize = 10_000;

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
    for (number, one) in found.iter().enumerate() {
        let is_part = number > 0;
        let name = match one.path.file_name().filter(|_| is_part) {
            Some(name) => naming.path(&names[one.parent], &found[one.parent].path, name),
            None => String::new(),
        };
        let mut listed = sort_out(path, one, &name, &mut naming);
        listed.name.clone_from(&name);
        names.push(name);
        if !is_part {
            folder = listed;
        } else if !listed.files.is_empty() {
            folder.parts.push(listed);
        } else if let Some(index) = listed.index {
            let message = "it introduces a folder without transcripts; left out";
            let place = Place::file(shown(&path.join(index)));
            sink.push(Diagnostic::new(&FOLDER_LEFT_OUT, message).at(place));
        }
    }
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

/// A folder as it lies on the disk.
#[derive(Default)]
struct Found {
    /// From the book's folder.
    path: PathBuf,
    /// The index of the folder it is in.
    parent: usize,
    files: Vec<OsString>,
}

/// A folder and those below it, each after the one it is in.
fn walk(root: &Path, sink: &mut Sink) -> Result<Vec<Found>> {
    let templates = template_folders(root);
    let mut found: Vec<Found> = Vec::new();
    let mut due = vec![(PathBuf::new(), 0, 0)];
    while let Some((path, parent, depth)) = due.pop() {
        let real = root.join(&path);
        let mut leave_out = |folder: &Path, code, message: String| {
            let place = Place::file(shown(folder));
            sink.push(Diagnostic::new(code, message).at(place));
        };
        let listed = match entries(&real) {
            // As of a file that nobody may read, the rest is made all the same.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && depth > 0 => {
                leave_out(
                    &real,
                    &UNREADABLE_FILE,
                    "cannot be read: permission denied".into(),
                );
                continue;
            }
            listed => listed.with_context(|| cannot_read(&real))?,
        };
        for link in &listed.links {
            let message = "a link to a folder is not followed; left out".to_owned();
            leave_out(&real.join(link), &FOLDER_LEFT_OUT, message);
        }
        if depth == DEEPEST {
            for folder in &listed.folders {
                let message = format!("it lies more than {DEEPEST} folders deep; left out");
                leave_out(&real.join(folder), &FOLDER_LEFT_OUT, message);
            }
        } else {
            for name in listed.folders.iter().rev() {
                let below = path.join(name);
                if templates.contains(&below) {
                    let message = "Obsidian keeps its templates in it; left out".to_owned();
                    leave_out(&real.join(name), &FOLDER_LEFT_OUT, message);
                } else {
                    due.push((below, found.len(), depth + 1));
                }
            }
        }
        found.push(Found {
            path,
            parent,
            files: listed.files,
        });
        if found.len() + due.len() > MOST_FOLDERS {
            bail!("{} has more than {MOST_FOLDERS} folders", shown(root));
        }
    }
    Ok(found)
}

/// The folders of templates a vault of Obsidian names, for its own plugin and Templater.
fn template_folders(root: &Path) -> Vec<PathBuf> {
    const STATED: &[(&str, &str)] = &[
        ("templates.json", "folder"),
        ("plugins/templater-obsidian/data.json", "templates_folder"),
    ];
    let stated = STATED.iter().filter_map(|(file, key)| {
        let text = regular::read(&root.join(".obsidian").join(file)).ok()?;
        let text = String::from_utf8(text).ok()?;
        let (node, _) = json::read(&text);
        let folder = node?.get(key)?.text()?.trim_matches('/').to_owned();
        (!folder.is_empty()).then(|| PathBuf::from(folder))
    });
    stated.collect()
}

/// What a folder holds, but for what is hidden.
#[derive(Default)]
struct Entries {
    files: Vec<OsString>,
    folders: Vec<OsString>,
    /// Links to folders, which may lead out of the book or round in circles.
    links: Vec<OsString>,
}

/// The order of a listing is the file system's; what is made of it must not be (K1).
fn entries(path: &Path) -> io::Result<Entries> {
    let mut entries = Entries::default();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        if is_hidden(&name) {
            continue;
        }
        let kind = entry.file_type()?;
        // A link is taken for what it leads to; one that leads nowhere is reported when read.
        let leads_to_folder =
            || kind.is_symlink() && fs::metadata(entry.path()).is_ok_and(|meta| meta.is_dir());
        let kept = match () {
            () if kind.is_dir() => &mut entries.folders,
            () if leads_to_folder() => &mut entries.links,
            () => &mut entries.files,
        };
        kept.push(name);
    }
    for names in [&mut entries.files, &mut entries.folders, &mut entries.links] {
        names.sort_unstable();
    }
    Ok(entries)
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
            "{} names are not UTF-8 and were read as {}, this one among them",
            self.renamed.len(),
            self.names.encoding()
        );
        sink.push(
            Diagnostic::new(&NAME_NOT_UTF8, message)
                .at(Place::file(shown(&self.root.join(first))))
                .help("see whether titles are right; renaming the files to UTF-8 makes it sure"),
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
        match last.to_ascii_lowercase().as_str() {
            "index.md" | "index.markdown" => folder.index = Some(path),
            "book.yaml" | "book.yml" => folder.settings = Some(path),
            "glossary.yaml" | "glossary.yml" => folder.glossary = Some(path),
            name if references::format_of(name).is_some() => folder.references.push(path),
            _ => paths.push(path),
        }
    }
    paths.sort_unstable();
    folder.references.sort_unstable();
    folder.files = gather(paths);
    folder.files.sort_by(|a, b| natural(a.path(), b.path()));
    folder
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
    let transcripts = || {
        let parts = folder.parts.iter().flat_map(|part| &part.files);
        folder.files.iter().chain(parts)
    };
    let count = transcripts().count();
    if count > MOST_TRANSCRIPTS {
        bail!(
            "{} has {count} transcripts; the most is {MOST_TRANSCRIPTS}",
            shown(path)
        );
    }
    let bytes: u64 = transcripts()
        .filter_map(|transcript| fs::metadata(book.place(transcript.path())).ok())
        .map(|meta| meta.len())
        .sum();
    if bytes > LARGEST_BOOK {
        bail!(
            "{} has {} MB of transcripts; the most is {}",
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

//! Walks through the folders of a book on the disk.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context as _, Result, bail};
use chengshu::ingest::diag::{FOLDER_LEFT_OUT, UNREADABLE_FILE};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::json;

use super::super::{cache, is_hidden, regular, shown};
use super::cannot_read;

/// How deep folders may nest.
pub const DEEPEST: usize = 64;

/// The most folders of a book, so that a whole disk is not taken for one.
const MOST_FOLDERS: usize = 10_000;

/// Errors that keep a folder from being read that concerns it and none of the others: it is not for
/// everybody, or the path to it is longer than the system takes.
const BARRED: &[io::ErrorKind] = &[io::ErrorKind::PermissionDenied, io::ErrorKind::InvalidFilename];

/// A folder as it lies on the disk.
#[derive(Default)]
pub struct Found {
    /// From the book's folder.
    pub path: PathBuf,
    /// The index of the folder it is in.
    pub parent: usize,
    pub files: Vec<OsString>,
}

/// A folder and those below it, each after the one it is in.
pub fn walk(root: &Path, sink: &mut Sink) -> Result<Vec<Found>> {
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
            Err(error) if depth > 0 && BARRED.contains(&error.kind()) => {
                let message = format!("cannot read it: {}", regular::reason(&error));
                leave_out(&real, &UNREADABLE_FILE, message);
                continue;
            }
            listed => listed.with_context(|| cannot_read(&real))?,
        };
        if listed.files.iter().any(|name| name == cache::MARK) && cache::is_marked(&real) {
            continue;
        }
        for link in &listed.links {
            let message = "left out, because links to folders are not followed".to_owned();
            leave_out(&real.join(link), &FOLDER_LEFT_OUT, message);
        }
        if depth == DEEPEST {
            for folder in &listed.folders {
                let message = format!("left out, because it is more than {DEEPEST} folders deep");
                leave_out(&real.join(folder), &FOLDER_LEFT_OUT, message);
            }
        } else {
            for name in listed.folders.iter().rev() {
                let below = path.join(name);
                let kept = if templates.contains(&below) {
                    "Obsidian keeps templates in it"
                } else if name == "_drafts" {
                    "Jekyll keeps drafts in it"
                } else {
                    due.push((below, found.len(), depth + 1));
                    continue;
                };
                leave_out(&real.join(name), &FOLDER_LEFT_OUT, format!("left out, because {kept}"));
            }
        }
        found.push(Found { path, parent, files: listed.files });
        if found.len() + due.len() > MOST_FOLDERS {
            let most = counted(MOST_FOLDERS, "folder");
            bail!("{} has more than {most}", shown(root));
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

/// The entries of a folder, but for what is hidden.
#[derive(Default)]
pub struct Entries {
    pub files: Vec<OsString>,
    folders: Vec<OsString>,
    /// Links to folders, which may lead out of the book or round in circles.
    links: Vec<OsString>,
}

/// The order of a listing is the file system's; what is made of it must not be (K1).
pub fn entries(path: &Path) -> io::Result<Entries> {
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

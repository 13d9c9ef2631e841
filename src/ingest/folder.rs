//! What the files of a book's folder are, by their names: transcripts and what lies beside them, parts,
//! settings.

use std::collections::HashMap;

use super::listing::{SECTIONS, gather};
use super::stills::Stills;
use super::unread;
use crate::model::library::{Folder, Reason, Transcript, Unread, Version};
use chengshu_references::files::format_of;
use chengshu_writing::natural::{natural, natural_path};

/// Arranges the files of a folder. In: their paths from it, with `/`. Of several that one is read of,
/// such as `book.yaml` and `book.yml`, it is the first. Out: the folder without a name, and its parts in
/// natural order.
pub fn arrange(paths: impl IntoIterator<Item = String>) -> Folder {
    let paths: Vec<String> = paths.into_iter().collect();
    let mut stills = Stills::of(&paths);
    let mut names: HashMap<String, usize> = HashMap::from([(String::new(), 0)]);
    let mut folders = vec![Listed::default()];
    for path in paths {
        let name = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let number = *names.entry(name.to_owned()).or_insert_with(|| {
            folders.push(Listed::named(name));
            folders.len() - 1
        });
        folders[number].add(path);
    }
    let mut unread = Vec::new();
    let mut parts = Vec::new();
    let mut folders = folders.into_iter().map(|listed| listed.finish(&mut stills));
    let mut folder = folders.next().unwrap_or_default();
    unread.append(&mut folder.unread);
    for mut part in folders {
        unread.append(&mut part.unread);
        let settings = [part.settings.take(), part.glossary.take()];
        unread.extend(settings.into_iter().flatten().map(misplaced));
        if part.files.is_empty() {
            // Without others there is nothing to introduce: it is the text itself, as in the bundles of
            // Hugo.
            part.files.extend(part.index.take().map(of_path));
        }
        if part.files.is_empty() {
            unread.extend(part.references.into_iter().map(misplaced));
        } else {
            parts.push(part);
        }
    }
    if folder.files.is_empty() && parts.is_empty() {
        folder.files.extend(folder.index.take().map(of_path));
    }
    unread.sort_by(|a, b| natural_path(&a.path, &b.path));
    parts.sort_by(|a, b| natural_path(&a.name, &b.name));
    Folder { unread, parts, ..folder }
}

/// The files of one folder.
#[derive(Default)]
struct Listed {
    folder: Folder,
    /// Those that may hold a transcript.
    paths: Vec<String>,
}

impl Listed {
    fn named(name: &str) -> Self {
        let mut listed = Self::default();
        name.clone_into(&mut listed.folder.name);
        listed
    }

    fn add(&mut self, path: String) {
        let folder = &mut self.folder;
        let last = path.rsplit('/').next().unwrap_or_default();
        let single = match last.to_ascii_lowercase().as_str() {
            // A second one is a text like others.
            "index.md" | "index.markdown" if folder.index.is_none() => &mut folder.index,
            "book.yaml" | "book.yml" => &mut folder.settings,
            "glossary.yaml" | "glossary.yml" => &mut folder.glossary,
            name if name.ends_with(SECTIONS) => {
                self.paths.push(path);
                return;
            }
            name if format_of(name).is_some() => {
                folder.references.push(path);
                return;
            }
            _ => {
                match unread::reason(&path) {
                    None => self.paths.push(path),
                    Some(reason) => folder.unread.push(Unread { path, reason }),
                }
                return;
            }
        };
        if single.is_some() {
            folder.unread.push(misplaced(path));
        } else {
            *single = Some(path);
        }
    }

    fn finish(mut self, stills: &mut Stills) -> Folder {
        self.paths.sort_unstable();
        self.folder.references.sort_unstable();
        self.folder.files = gather(self.paths, stills);
        let natural = |a: &Transcript, b: &Transcript| natural(a.path(), b.path());
        self.folder.files.sort_by(natural);
        self.folder
    }
}

/// A transcript of one file, of which nothing lies beside it.
fn of_path(path: String) -> Transcript {
    Transcript::of(Version { path, language: None })
}

/// A file that is read where it is the first of its kind in the book's folder, and not here.
fn misplaced(path: String) -> Unread {
    Unread { path, reason: Reason::Misplaced }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_arranged_by_their_names() {
        let paths = [
            "10.md", "2.md", "index.md", "book.yaml", "book.yml", "references.bib", "notes.pdf",
            "港/index.md", "港/1.srt", "港/1.info.json", "雾/index.md", "雾/book.yaml",
        ];
        let folder = arrange(paths.map(str::to_owned));
        let files = |folder: &Folder| -> Vec<String> {
            let files = folder.files.iter();
            files.map(|file| file.path().to_owned()).collect()
        };
        assert_eq!(files(&folder), ["2.md", "10.md"]);
        assert_eq!(folder.index.as_deref(), Some("index.md"));
        assert_eq!(folder.settings.as_deref(), Some("book.yaml"));
        let parts: Vec<_> = folder.parts.iter().map(files).collect();
        assert_eq!(parts, [["港/1.srt"], ["雾/index.md"]]);
        let unread: Vec<_> = folder.unread.iter().map(|file| &*file.path).collect();
        assert_eq!(unread, ["book.yml", "notes.pdf", "雾/book.yaml"]);
    }
}

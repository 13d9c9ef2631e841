//! The only reader and writer of files.

pub mod books;
pub mod cache;
mod listing;
pub mod regular;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::fs::File;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::{fs, io};

use anyhow::{Context, Result};
use chengshu::compile::{Artwork, Plan, no_thumbnail};
use chengshu::ingest::names::Names;
use chengshu::model::library::Files;
use chengshu::model::path::RelativePath;
use chengshu_cover as cover;
use chengshu_cover::Fonts;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use resvg::usvg::fontdb::{Database, Source};
use sha2::{Digest as _, Sha256};

pub use listing::{DEEPEST, list};

/// A book's folder on the disk.
pub struct BookFolder {
    /// As the user named it.
    named: PathBuf,
    /// The same as text.
    shown: PathBuf,
    /// Without links, to see whether a path leaves it.
    root: PathBuf,
    /// By the names the book knows them by, files and folders whose own are not UTF-8.
    renamed: HashMap<String, PathBuf>,
    /// The files that were there when it was listed, pictures too.
    listed: HashSet<String>,
    /// Paths of those by their names in lower case; none where several have the name.
    by_name: OnceLock<HashMap<String, Option<String>>>,
    /// The first of them that no longer was, or that was written while it was read.
    changed: OnceLock<String>,
}

impl BookFolder {
    fn open(
        path: &Path,
        listed: HashSet<String>,
        renamed: HashMap<String, PathBuf>,
    ) -> Result<Self> {
        let root =
            fs::canonicalize(path).with_context(|| format!("cannot read {}", shown(path)))?;
        let named: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
        Ok(Self {
            shown: shown(&named).into(),
            named,
            root,
            renamed,
            listed,
            by_name: OnceLock::new(),
            changed: OnceLock::new(),
        })
    }

    /// Where a file is on the disk.
    pub fn place(&self, path: &str) -> PathBuf {
        let ends = path.match_indices('/').map(|(end, _)| end);
        let renamed = ends.chain([path.len()]).rev().find_map(|end| {
            let real = self.renamed.get(&path[..end])?;
            let rest = path[end..].strip_prefix('/');
            Some(rest.map_or_else(|| real.clone(), |rest| real.join(rest)))
        });
        self.named.join(renamed.unwrap_or_else(|| path.into()))
    }

    /// Why a file cannot be read. One that was there, or had more in it, has changed since.
    fn reason(&self, path: &str, error: &io::Error) -> String {
        let is_gone = || {
            let meta = fs::symlink_metadata(self.place(path));
            self.listed.contains(path) && meta.is_err_and(|e| e.kind() == io::ErrorKind::NotFound)
        };
        if error.kind() == io::ErrorKind::UnexpectedEof || is_gone() {
            let _ = self.changed.set(self.display(path));
        }
        regular::reason(error)
    }
}

impl Files for BookFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        // There, joining a drive or a device leaves the folder for it.
        if cfg!(windows) {
            RelativePath::parse(path).map_err(|error| format!("it {error}"))?;
        }
        let file = self.place(path);
        let read = |file: &Path| regular::read(file).map_err(|error| self.reason(path, &error));
        // A file of the folder itself is in it, and most are that.
        let is_own = |meta: fs::Metadata| meta.is_file() && !path.contains(['/', '\\']);
        if fs::symlink_metadata(&file).is_ok_and(is_own) {
            return read(&file);
        }
        // Links may lead anywhere; where they end up counts (requirement S1).
        let real = fs::canonicalize(&file).map_err(|error| self.reason(path, &error))?;
        if !real.starts_with(&self.root) {
            return Err("it leads out of the book's folder".into());
        }
        read(&real)
    }

    fn display(&self, path: &str) -> String {
        self.shown.join(path).display().to_string()
    }

    fn find(&self, name: &str) -> Option<String> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name = HashMap::new();
            for path in &self.listed {
                let name = path.rsplit('/').next().unwrap_or_default();
                by_name
                    .entry(name.to_lowercase())
                    .and_modify(|path| *path = None)
                    .or_insert_with(|| Some(path.clone()));
            }
            by_name
        });
        by_name.get(&name.to_lowercase()).cloned().flatten()
    }

    fn changed(&self) -> Option<String> {
        self.changed.get().cloned()
    }
}

/// Opens a file to read of it what is needed.
pub fn open_file(path: &Path) -> Result<File> {
    let opened = regular::open(path).map_err(|error| regular::reason(&error));
    opened
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("cannot read {}", shown(path)))
}

/// A path as text, also where its names are not UTF-8.
pub fn shown(path: &Path) -> String {
    if let Some(text) = path.to_str() {
        return text.to_owned();
    }
    let parts = || path.iter().map(OsStr::as_encoded_bytes);
    let names = Names::guess(parts());
    let text: PathBuf = parts().map(|part| names.read(part)).collect();
    text.display().to_string()
}

/// The last name of a path, that of the folder itself for `.` and the like.
pub fn folder_name(path: &Path) -> String {
    let text = |path: &Path| Some(shown(Path::new(path.file_name()?)));
    text(path)
        .or_else(|| text(&fs::canonicalize(path).ok()?))
        .unwrap_or_else(|| "book".into())
}

/// True if there is nothing of a name, perhaps not even its folder.
fn is_absent(error: &io::Error) -> bool {
    [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind())
}

/// True if a file or a folder is none of the user's texts, by its name.
pub fn is_hidden(name: &OsStr) -> bool {
    matches!(name.as_encoded_bytes().first(), Some(b'.' | b'~'))
}

/// Endings of cover images, the preferred first.
const COVER_ENDINGS: &[&str] = &["jpg", "jpeg", "png", "webp", "svg", "gif", "bmp"];

/// The cover image of a planned book: the one its settings name, the one in the folder of covers that has
/// the book's name, or its thumbnail. One that cannot be read is a finding.
pub fn artwork_or_finding(
    plan: &Plan<'_>,
    folder: &dyn Files,
    covers: &Path,
    sink: &mut Sink,
) -> Option<Artwork> {
    let unreadable = |name: String, reason: String| {
        Diagnostic::new(&cover::diag::UNREADABLE, format!("cannot read the cover: {reason}"))
            .at(Place::file(name))
            .help("correct `cover:`, or remove it to get a drawn cover")
    };
    if let Some(path) = &plan.cover {
        let name = folder.display(path);
        let read = folder.read(path);
        return match read {
            Ok(bytes) => Some(Artwork { name, bytes, is_thumbnail: false }),
            Err(reason) => {
                sink.push(unreadable(name, reason));
                None
            }
        };
    }
    for ending in COVER_ENDINGS {
        let path = covers.join(format!("{}.{ending}", plan.output));
        let name = shown(&path);
        match regular::read(&path) {
            Ok(bytes) => return Some(Artwork { name, bytes, is_thumbnail: false }),
            Err(error) if is_absent(&error) => {}
            Err(error) => {
                sink.push(unreadable(name, regular::reason(&error)));
                return None;
            }
        }
    }
    let path = plan.thumbnail.as_ref()?;
    let name = folder.display(path);
    match folder.read(path) {
        Ok(bytes) => Some(Artwork { name, bytes, is_thumbnail: true }),
        Err(reason) => {
            sink.push(no_thumbnail(&name, &reason));
            None
        }
    }
}

/// The fonts of this machine.
pub fn fonts() -> Fonts {
    let mut database = Database::new();
    database.load_system_fonts();
    let state = state(&database);
    Fonts::new(Arc::new(database)).marked(state)
}

/// A digest of the files of fonts: their names, sizes and times. Fonts are large and many, and
/// change only by being installed.
fn state(database: &Database) -> [u8; 32] {
    let files = database.faces().filter_map(|face| match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path),
        Source::Binary(_) => None,
    });
    let mut digest = Sha256::new();
    for path in files.collect::<BTreeSet<_>>() {
        let meta = fs::metadata(path).and_then(|meta| Ok((meta.len(), meta.modified()?)));
        digest.update(path.as_os_str().as_encoded_bytes());
        digest.update(format!(" {meta:?}\n"));
    }
    digest.finalize().into()
}

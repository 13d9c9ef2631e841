//! The only reader and writer of files.

pub mod books;
pub mod cache;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chengshu::compile::{Artwork, Plan};
use chengshu::cover::{self, Fonts};
use chengshu::diag::{Diagnostic, Place, Sink};
use chengshu::ingest::listing::gather;
use chengshu::model::library::{Files, Folder, Transcript, Version};
use chengshu::model::path::RelativePath;
use chengshu::structure::natural;
use chengshu::{references, report};
use resvg::usvg::fontdb::{Database, Source};
use sha2::{Digest as _, Sha256};

/// Largest file that is read. A transcript of a whole day has less than a megabyte.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The most transcripts of a book. An archive of more files than 65,535 needs an extension that
/// readers do not know.
const MOST_TRANSCRIPTS: usize = 50_000;

/// The most bytes of a book's transcripts. An archive of more has the same trouble.
const LARGEST_BOOK: u64 = 4 * 1024 * 1024 * 1024;

/// A book's folder on the disk.
pub struct BookFolder {
    /// As the user named it.
    named: PathBuf,
    /// Without links, to see whether a path leaves it.
    root: PathBuf,
}

impl Files for BookFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        // There, joining a drive or a device leaves the folder for it.
        if cfg!(windows) {
            RelativePath::parse(path).map_err(|error| format!("it {error}"))?;
        }
        let file = self.named.join(path);
        // A file of the folder itself is in it, and most are that.
        let is_own = |meta: fs::Metadata| meta.is_file() && !path.contains(['/', '\\']);
        if fs::symlink_metadata(&file).is_ok_and(is_own) {
            return read_whole(&file);
        }
        // Links may lead anywhere; where they end up counts (requirement S1).
        let real = fs::canonicalize(&file).map_err(|error| reason(&error))?;
        if !real.starts_with(&self.root) {
            return Err("it leads out of the book's folder".into());
        }
        read_whole(&real)
    }

    fn display(&self, path: &str) -> String {
        self.named.join(path).display().to_string()
    }
}

/// Opens a file to read of it what is needed. Pipes and devices, which may never end or never begin,
/// are none.
pub fn open_file(path: &Path) -> Result<File> {
    let cannot = || format!("cannot read {}", path.display());
    let check = |meta: fs::Metadata| {
        let is_file = meta.is_file();
        is_file
            .then_some(())
            .with_context(|| format!("{} is not a file", path.display()))
    };
    check(fs::metadata(path).with_context(cannot)?)?;
    let file = File::open(path).with_context(cannot)?;
    check(file.metadata().with_context(cannot)?)?;
    Ok(file)
}

/// Reads a file of at most [`LARGEST`] bytes. Pipes and devices may never end, and are no files.
fn read_whole(path: &Path) -> Result<Vec<u8>, String> {
    let meta = fs::metadata(path).map_err(|error| reason(&error))?;
    if !meta.is_file() {
        return Err("it is not a file".into());
    }
    let too_large = || format!("it is larger than {} MB", LARGEST / 1024 / 1024);
    let length = usize::try_from(meta.len().min(LARGEST)).map_err(|_| too_large())?;
    let mut bytes = vec![0; length];
    let read = File::open(path).and_then(|mut file| {
        file.read_exact(&mut bytes)?;
        // It may have grown, and some file systems do not say how long their files are.
        file.take(LARGEST + 1 - length as u64)
            .read_to_end(&mut bytes)
    });
    read.map_err(|error| reason(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

/// What went wrong, without the number of the operating system.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::UnexpectedEof => "it became shorter while it was read".into(),
        _ => error.to_string(),
    }
}

/// Lists a book: a folder with its direct subfolders, or one file.
pub fn list(path: &Path) -> Result<(Folder, BookFolder)> {
    let meta = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    if meta.is_file() {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            bail!("{} has no name in Unicode", path.display());
        };
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        // A folder that cannot be listed may still have a file that can be read.
        let beside = list_folder(parent, "").unwrap_or_default();
        let folder = Folder {
            name: stem(name).to_owned(),
            files: vec![with_side_files(beside.files, name)],
            references: beside.references,
            ..Folder::default()
        };
        return Ok((folder, open(parent)?));
    }
    let mut folder = list_folder(path, "")?;
    folder.name = folder_name(path);
    for name in subfolders(path)? {
        let mut part = list_folder(&path.join(&name), &format!("{name}/"))?;
        if !part.files.is_empty() {
            part.name = name;
            folder.parts.push(part);
        }
    }
    folder.parts.sort_by(|a, b| natural(&a.name, &b.name));
    check_size(path, &folder)?;
    Ok((folder, open(path)?))
}

/// Refuses a book that is larger than any reader opens, before any of it is read.
fn check_size(path: &Path, folder: &Folder) -> Result<()> {
    let transcripts = || {
        let parts = folder.parts.iter().flat_map(|part| &part.files);
        folder.files.iter().chain(parts)
    };
    let count = transcripts().count();
    if count > MOST_TRANSCRIPTS {
        bail!(
            "{} has {count} transcripts; the most is {MOST_TRANSCRIPTS}",
            path.display()
        );
    }
    let bytes: u64 = transcripts()
        .filter_map(|transcript| fs::metadata(path.join(transcript.path())).ok())
        .map(|meta| meta.len())
        .sum();
    if bytes > LARGEST_BOOK {
        bail!(
            "{} has {} MB of transcripts; the most is {}",
            path.display(),
            bytes / 1024 / 1024,
            LARGEST_BOOK / 1024 / 1024
        );
    }
    Ok(())
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

fn open(path: &Path) -> Result<BookFolder> {
    let root = fs::canonicalize(path).with_context(|| format!("cannot read {}", path.display()))?;
    let named = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    Ok(BookFolder { named, root })
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The last name of a path, that of the folder itself for `.` and the like.
pub fn folder_name(path: &Path) -> String {
    let named = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    named
        .or_else(|| {
            let real = fs::canonicalize(path).ok()?;
            Some(real.file_name()?.to_string_lossy().into_owned())
        })
        .unwrap_or_else(|| "book".into())
}

/// The transcripts of one folder; `prefix` leads there from the book's folder.
fn list_folder(path: &Path, prefix: &str) -> Result<Folder> {
    let mut folder = Folder::default();
    let mut paths = Vec::new();
    for entry in read_dir(path)? {
        let entry = entry.with_context(|| format!("cannot read {}", path.display()))?;
        let Some(name) = visible_name(&entry) else {
            continue;
        };
        // A link is taken for what it leads to; one that leads nowhere is reported when read.
        let is_folder = match entry.file_type() {
            Ok(kind) if !kind.is_symlink() => kind.is_dir(),
            _ => fs::metadata(entry.path()).is_ok_and(|meta| meta.is_dir()),
        };
        if is_folder {
            continue;
        }
        let path = format!("{prefix}{name}");
        match name.to_ascii_lowercase().as_str() {
            "index.md" | "index.markdown" => folder.index = Some(path),
            "book.yaml" | "book.yml" => folder.settings = Some(path),
            "glossary.yaml" | "glossary.yml" => folder.glossary = Some(path),
            name if references::format_of(name).is_some() => folder.references.push(path),
            _ if is_build_report(&entry.path()) => {}
            _ => paths.push(path),
        }
    }
    // The order of a listing is the file system's; what is made of it must not be (K1).
    paths.sort_unstable();
    folder.references.sort_unstable();
    folder.files = gather(paths);
    folder.files.sort_by(|a, b| natural(a.path(), b.path()));
    Ok(folder)
}

/// Whether a file is the report of a build, which lies beside its book and tells of no recording.
fn is_build_report(path: &Path) -> bool {
    if path.extension().is_none_or(|ending| ending != "json") {
        return false;
    }
    let start = report::Build::start();
    let mut read = Vec::with_capacity(start.len());
    let file = File::open(path).map(|file| file.take(start.len() as u64));
    file.is_ok_and(|mut file| file.read_to_end(&mut read).is_ok() && read == start.as_bytes())
}

fn subfolders(path: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in read_dir(path)? {
        let entry = entry.with_context(|| format!("cannot read {}", path.display()))?;
        // A link to a folder may lead out of the book, or round in circles.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if let Some(name) = visible_name(&entry).filter(|_| is_folder) {
            names.push(name);
        }
    }
    Ok(names)
}

fn read_dir(path: &Path) -> Result<fs::ReadDir> {
    fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))
}

fn visible_name(entry: &fs::DirEntry) -> Option<String> {
    let name = entry.file_name().to_str()?.to_owned();
    (!name.starts_with(['.', '~'])).then_some(name)
}

/// Endings of cover images, the preferred first.
const COVER_ENDINGS: &[&str] = &["jpg", "jpeg", "png", "webp", "svg", "gif", "bmp"];

/// The cover image of a planned book; one that is named and cannot be read is a finding.
pub fn artwork_or_finding(
    plan: &Plan<'_>,
    folder: &dyn Files,
    covers: &Path,
    sink: &mut Sink,
) -> Option<Artwork> {
    artwork(plan.cover.as_deref(), folder, covers, &plan.output).unwrap_or_else(|(name, reason)| {
        sink.push(
            Diagnostic::new(
                &cover::diag::UNREADABLE,
                format!("the cover cannot be read: {reason}"),
            )
            .at(Place::file(name))
            .help("correct `cover:`, or leave it out to have a cover drawn"),
        );
        None
    })
}

/// The cover of a book: the one its settings name, or the one in the folder of covers that has
/// the book's name.
fn artwork(
    stated: Option<&str>,
    folder: &dyn Files,
    covers: &Path,
    name: &str,
) -> Result<Option<Artwork>, (String, String)> {
    if let Some(path) = stated {
        let display = folder.display(path);
        return match folder.read(path) {
            Ok(bytes) => Ok(Some(Artwork {
                name: display,
                bytes,
            })),
            Err(reason) => Err((display, reason)),
        };
    }
    for ending in COVER_ENDINGS {
        let path = covers.join(format!("{name}.{ending}"));
        if let Ok(bytes) = read_whole(&path) {
            let name = path.display().to_string();
            return Ok(Some(Artwork { name, bytes }));
        }
    }
    Ok(None)
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

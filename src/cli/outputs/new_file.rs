//! Files that take their place only when they are whole (requirement S3).
//!
//! A file is written beside its place, synced and renamed, so that whoever looks sees the old one or
//! the new one. What is half written is locked by the run that writes it. The system lets go of the
//! lock however a run ends, and the next run for the same place removes what nobody locks.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chengshu::report;

use super::Place;
use crate::cli::digest::Digesting;
use crate::cli::disk::regular;

/// Writes a new file, and its digest on the way.
pub type Writer = BufWriter<Digesting>;

/// How long a run waits for another that puts its files into the same folder, which takes that one
/// some milliseconds. Somebody else may have locked the folder for longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Waits until files are on the disk.
pub fn sync(files: &[Whole]) -> Result<()> {
    // A file system that is told of all at once waits for the disk once.
    let synced: Vec<io::Result<()>> = thread::scope(|scope| {
        let syncing: Vec<_> = files
            .iter()
            .skip(1)
            .map(|other| scope.spawn(|| other.file.sync_all()))
            .collect();
        let first = files.first().map(|first| first.file.sync_all());
        let others = syncing.into_iter().map(|other| {
            let lost = |_| Err(io::Error::other("a thread failed"));
            other.join().unwrap_or_else(lost)
        });
        first.into_iter().chain(others).collect()
    });
    for (whole, synced) in files.iter().zip(synced) {
        synced.with_context(|| whole.new.place.failed())?;
    }
    Ok(())
}

/// The folders of some files, locked while this lives.
pub struct Folders(Vec<File>);

impl Folders {
    /// Locks them. Not every system opens folders or locks them; there, runs at once may mix.
    pub fn of(files: &[Whole]) -> Self {
        let places = files.iter().map(|whole| folder_of(&whole.new.place.real));
        // In one order, so that no two runs wait for each other.
        let folders: BTreeSet<&Path> = places.collect();
        let opened = folders.into_iter().filter_map(|folder| File::open(folder).ok());
        Self(opened.inspect(lock).collect())
    }

    /// Waits until the new names are on the disk.
    pub fn sync(self) {
        for folder in self.0 {
            let _ = folder.sync_all();
        }
    }
}

fn lock(folder: &File) {
    let began = Instant::now();
    while matches!(folder.try_lock(), Err(TryLockError::WouldBlock)) && began.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(2));
    }
}

/// A file that is whole, beside its place.
pub struct Whole {
    new: NewFile,
    file: File,
    /// Its entry in a report.
    pub account: report::File,
}

impl Whole {
    /// Writes these bytes beside a place.
    pub fn write(place: &Place, bytes: &[u8]) -> Result<Self> {
        let (new, mut writer) = NewFile::create(place)?;
        writer.write_all(bytes).with_context(|| place.failed())?;
        new.finish(writer)
    }

    pub fn place(&self) -> &Place {
        &self.new.place
    }

    /// Puts it in its place. It stays open, and so locked, until it is there.
    pub fn put(mut self) -> Result<()> {
        let place = &self.new.place;
        fs::rename(&self.new.beside, &place.real).with_context(|| place.failed())?;
        self.new.kept = true;
        Ok(())
    }
}

/// A file on its way to its place.
pub struct NewFile {
    place: Place,
    beside: PathBuf,
    kept: bool,
}

impl NewFile {
    /// Opens a file beside its place, and the folder if it is not there.
    pub fn create(place: &Place) -> Result<(Self, Writer)> {
        let folder = folder_of(&place.named);
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        remove_abandoned(folder_of(&place.real), &place.real);
        let (beside, file) = open_beside(&place.real).with_context(|| place.failed())?;
        let new = Self { place: place.clone(), beside, kept: false };
        let writer = BufWriter::with_capacity(256 * 1024, Digesting::new(file));
        Ok((new, writer))
    }

    /// The file as it was written.
    pub fn finish(self, writer: Writer) -> Result<Whole> {
        let written = writer.into_inner().map_err(io::IntoInnerError::into_error);
        let (file, bytes, sha256) = written.with_context(|| self.place.failed())?.finish();
        let account = report::File { path: self.place.named.display().to_string(), bytes, sha256 };
        Ok(Whole { new: self, file, account })
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.kept {
            // What is left behind is a hidden file, and the next run removes it.
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// The folder a file is in.
pub fn folder_of(place: &Path) -> &Path {
    match place.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The beginning of the names of half-written files.
fn prefix(place: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(".");
    name
}

/// Opens a new file beside a place, and locks it.
fn open_beside(place: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0_u32;
    loop {
        let mut name = prefix(place);
        name.push(format!("{}-{number}.part", std::process::id()));
        number += 1;
        let beside = place.with_file_name(name);
        let file = match File::create_new(&beside) {
            // A run of the same number in another container, or one long gone.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            opened => opened?,
        };
        // Where files cannot be locked, nothing is ever removed as abandoned.
        let _ = file.lock();
        // Another run may have taken it for abandoned before it was locked.
        if fs::exists(&beside)? {
            return Ok((beside, file));
        }
    }
}

/// Removes half-written files of a place that no run writes any more. What cannot be removed
/// stands in nobody's way.
fn remove_abandoned(folder: &Path, place: &Path) {
    let prefix = prefix(place);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        // A pipe would wait for somebody to read it.
        if is_part(&entry.file_name(), &prefix)
            && let Ok(file) = regular::open_as(&entry.path(), File::options().write(true))
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// True if a name is that of a half-written file: the prefix, numbers, the ending.
fn is_part(name: &OsStr, prefix: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let numbers = name
        .strip_prefix(prefix.as_encoded_bytes())
        .and_then(|rest| rest.strip_suffix(b".part"));
    numbers.is_some_and(|numbers| numbers.iter().all(|b| b.is_ascii_digit() || *b == b'-'))
}

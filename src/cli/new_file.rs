//! Files that take their place only when they are whole (requirement S3).
//!
//! A file is written beside its place, synced and renamed, so that whoever looks sees the old one or
//! the new one. What is half written is locked by the run that writes it. The system lets go of the
//! lock however a run ends, and the next run for the same place removes what nobody locks.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result};
use chengshu::report;

use super::digest::Digesting;

/// Writes a new file, and its digest on the way.
pub type Writer = BufWriter<Digesting>;

/// Writes a file of these bytes.
pub fn save(place: &Path, bytes: &[u8]) -> Result<report::File> {
    let whole = write(place, bytes)?;
    let account = whole.account.clone();
    keep(vec![whole])?;
    Ok(account)
}

/// Writes these bytes beside a place.
pub fn write(place: &Path, bytes: &[u8]) -> Result<Whole> {
    let (new, mut writer) = NewFile::create(place)?;
    writer
        .write_all(bytes)
        .with_context(|| format!("cannot write {}", place.display()))?;
    new.finish(writer)
}

/// Puts files of one folder in their places, in their order, once all of them are on the disk.
pub fn keep(files: Vec<Whole>) -> Result<()> {
    // A file system that is told of all at once waits for the disk once.
    let synced: Vec<io::Result<()>> = thread::scope(|scope| {
        let syncing: Vec<_> = files
            .iter()
            .skip(1)
            .map(|other| scope.spawn(|| other.file.sync_all()))
            .collect();
        let first = files.first().map(|first| first.file.sync_all());
        let others = syncing.into_iter().map(|other| {
            let lost = |_| Err(io::Error::other("a thread has failed"));
            other.join().unwrap_or_else(lost)
        });
        first.into_iter().chain(others).collect()
    });
    for (whole, synced) in files.iter().zip(synced) {
        synced.with_context(|| whole.new.failed())?;
    }
    let folder = files
        .first()
        .map(|whole| folder_of(&whole.new.place).to_owned());
    for mut whole in files {
        // It stays open, and so locked, until it is in its place.
        fs::rename(&whole.new.beside, &whole.new.place).with_context(|| whole.new.failed())?;
        whole.new.kept = true;
    }
    // The new names are on the disk only when the folder is. Not every system opens folders.
    if let Some(folder) = folder.and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A file that is whole, beside its place.
pub struct Whole {
    new: NewFile,
    file: File,
    /// What a report says of it.
    pub account: report::File,
}

/// A file on its way to its place.
pub struct NewFile {
    place: PathBuf,
    beside: PathBuf,
    kept: bool,
}

impl NewFile {
    /// Opens a file beside its place, and the folder if it is not there.
    pub fn create(place: &Path) -> Result<(Self, Writer)> {
        let folder = folder_of(place);
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        remove_abandoned(folder, place);
        let (beside, file) =
            open_beside(place).with_context(|| format!("cannot write {}", place.display()))?;
        let new = Self {
            place: place.to_owned(),
            beside,
            kept: false,
        };
        let writer = BufWriter::with_capacity(256 * 1024, Digesting::new(file));
        Ok((new, writer))
    }

    /// The file as it was written.
    pub fn finish(self, writer: Writer) -> Result<Whole> {
        let written = writer.into_inner().map_err(io::IntoInnerError::into_error);
        let (file, bytes, sha256) = written.with_context(|| self.failed())?.finish();
        let account = report::File {
            path: self.place.display().to_string(),
            bytes,
            sha256,
        };
        Ok(Whole {
            new: self,
            file,
            account,
        })
    }

    fn failed(&self) -> String {
        format!("cannot write {}", self.place.display())
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

fn folder_of(place: &Path) -> &Path {
    match place.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What names of half-written files begin with.
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
        if is_part(&entry.file_name(), &prefix)
            && let Ok(file) = File::options().write(true).open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is that of a half-written file: the prefix, numbers, the ending.
fn is_part(name: &OsStr, prefix: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let numbers = name
        .strip_prefix(prefix.as_encoded_bytes())
        .and_then(|rest| rest.strip_suffix(b".part"));
    numbers.is_some_and(|numbers| numbers.iter().all(|b| b.is_ascii_digit() || *b == b'-'))
}

//! Files that take their place only when they are whole (requirement S3).
//!
//! A file is written beside its place, synced and renamed, so that whoever looks sees the old one or
//! the new one. What is half written is locked by the run that writes it. The system lets go of the
//! lock however a run ends, and the next run for the same place removes what nobody locks.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chengshu::report;

use super::digest::Digesting;

/// Writes a new file, and its digest on the way.
pub type Writer = BufWriter<Digesting>;

/// Writes a file of these bytes.
pub fn save(place: &Path, bytes: &[u8]) -> Result<report::File> {
    let (new, mut writer) = NewFile::create(place)?;
    writer
        .write_all(bytes)
        .with_context(|| format!("cannot write {}", place.display()))?;
    new.keep(writer)
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

    /// Puts the written file in its place.
    pub fn keep(mut self, writer: Writer) -> Result<report::File> {
        let (bytes, sha256) = (|| {
            // It stays open, and so locked, until it is in its place.
            let (_locked, bytes, sha256) = writer.into_inner()?.sync()?;
            fs::rename(&self.beside, &self.place)?;
            Ok::<_, io::Error>((bytes, sha256))
        })()
        .with_context(|| format!("cannot write {}", self.place.display()))?;
        self.kept = true;
        // The new name is on the disk only when the folder is. Not every system opens folders.
        if let Ok(folder) = File::open(folder_of(&self.place)) {
            let _ = folder.sync_all();
        }
        Ok(report::File {
            path: self.place.display().to_string(),
            bytes,
            sha256,
        })
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

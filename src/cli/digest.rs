//! What a report says of files: size and SHA-256, taken while they are read and written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use chengshu::model::library::Files;
use chengshu::report;
use sha2::{Digest as _, Sha256};

/// The digest of bytes, in hexadecimal.
fn hexadecimal(digest: Sha256) -> String {
    let mut out = String::with_capacity(64);
    for byte in digest.finalize() {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A file that is digested while it is written.
pub struct Digesting {
    file: fs::File,
    digest: Sha256,
    bytes: u64,
}

impl Digesting {
    pub fn new(file: fs::File) -> Self {
        Self {
            file,
            digest: Sha256::new(),
            bytes: 0,
        }
    }

    /// Brings the file to the disk; returns it, open and so locked still, with its size and digest.
    pub fn sync(self) -> io::Result<(fs::File, u64, String)> {
        self.file.sync_all()?;
        Ok((self.file, self.bytes, hexadecimal(self.digest)))
    }
}

impl Write for Digesting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Files of a book that are digested when they are first read.
pub struct Digested<'a> {
    files: &'a dyn Files,
    /// By the name the user knows them by.
    seen: Mutex<BTreeMap<String, report::File>>,
}

impl<'a> Digested<'a> {
    pub fn new(files: &'a dyn Files) -> Self {
        Self {
            files,
            seen: Mutex::default(),
        }
    }

    /// Takes a file that was read.
    pub fn note(&self, name: String, bytes: &[u8]) {
        let known = |seen: &BTreeMap<_, _>| seen.contains_key(&name);
        if known(&self.seen.lock().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        // Not under the lock, so that threads digest side by side.
        let file = report::File {
            path: name.clone(),
            bytes: bytes.len() as u64,
            sha256: hexadecimal(Sha256::new_with_prefix(bytes)),
        };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(name, file);
    }

    /// All files that were read, in order of their names.
    pub fn files(&self) -> Vec<report::File> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.values().cloned().collect()
    }
}

impl Files for Digested<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let bytes = self.files.read(path)?;
        self.note(self.files.display(path), &bytes);
        Ok(bytes)
    }

    fn display(&self, path: &str) -> String {
        self.files.display(path)
    }
}

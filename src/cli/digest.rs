//! What a report says of files: size and SHA-256, taken while they are read and written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chengshu::model::library::Files;
use chengshu::report;
use sha2::{Digest as _, Sha256};

/// A digest in hexadecimal.
fn hexadecimal(digest: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in digest {
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
        Ok((self.file, self.bytes, hexadecimal(&self.digest.finalize())))
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
    /// By the name the user knows them by: sizes and digests.
    seen: Mutex<BTreeMap<String, (u64, [u8; 32])>>,
}

impl<'a> Digested<'a> {
    pub fn new(files: &'a dyn Files) -> Self {
        Self {
            files,
            seen: Mutex::default(),
        }
    }

    /// Takes a file that was read. Its digest stays that of when it was first read.
    pub fn note(&self, name: String, bytes: &[u8]) -> [u8; 32] {
        let known = self.lock().get(&name).map(|(_, digest)| *digest);
        if let Some(digest) = known {
            return digest;
        }
        // Not under the lock, so that threads digest side by side.
        let digest = Sha256::digest(bytes).into();
        self.lock().insert(name, (bytes.len() as u64, digest));
        digest
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, (u64, [u8; 32])>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All files that were read, in order of their names.
    pub fn files(&self) -> Vec<report::File> {
        let file = |(path, (bytes, digest)): (&String, &(u64, [u8; 32]))| report::File {
            path: path.clone(),
            bytes: *bytes,
            sha256: hexadecimal(digest),
        };
        self.lock().iter().map(file).collect()
    }
}

impl Files for Digested<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let bytes = self.files.read(path)?;
        self.note(self.files.display(path), &bytes);
        Ok(bytes)
    }

    fn digest(&self, path: &str) -> Result<[u8; 32], String> {
        let name = self.files.display(path);
        let known = self.lock().get(&name).map(|(_, digest)| *digest);
        known.map_or_else(|| Ok(self.note(name, &self.files.read(path)?)), Ok)
    }

    fn display(&self, path: &str) -> String {
        self.files.display(path)
    }
}

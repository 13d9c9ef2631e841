//! What a report says of files: size and SHA-256, taken while they are read and written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use chengshu::model::library::Files;
use chengshu::report;
use sha2::{Digest as _, Sha256};

pub fn hexadecimal(digest: &[u8]) -> String {
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
        Self { file, digest: Sha256::new(), bytes: 0 }
    }

    /// The file, open and so locked still, with its size and digest.
    pub fn finish(self) -> (fs::File, u64, String) {
        (self.file, self.bytes, hexadecimal(&self.digest.finalize()))
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

/// A file as it was when it was first read.
#[derive(Clone, Copy)]
struct Seen {
    bytes: u64,
    digest: [u8; 32],
    /// Tells sooner than the digest whether it is still the same.
    checksum: u32,
}

/// Files of a book, each as it was when it was first read: one that is not so any more is handed over
/// no more.
pub struct Digested<'a> {
    files: &'a dyn Files,
    /// By the name the user knows them by; why not, where they could not be read.
    seen: Mutex<BTreeMap<String, Result<Seen, String>>>,
    /// The first of them that was not the same again.
    changed: OnceLock<String>,
}

impl<'a> Digested<'a> {
    pub fn new(files: &'a dyn Files) -> Self {
        Self { files, seen: Mutex::default(), changed: OnceLock::new() }
    }

    /// Takes a file that was read elsewhere, for what is told of files.
    pub fn note(&self, name: String, bytes: &[u8]) {
        let _ = self.compare(name, Ok(bytes));
    }

    /// Takes what came of reading a file. Fails if it could not be read or something else came of it
    /// before.
    fn compare(&self, name: String, read: Result<&[u8], &String>) -> Result<(), String> {
        // Not under the lock, so that threads digest side by side.
        let now = read.map(|bytes| (bytes.len() as u64, crc32fast::hash(bytes)));
        let known = self.lock().get(&name).cloned();
        let first = known.unwrap_or_else(|| {
            let seen = read.map_err(String::clone).map(|bytes| Seen {
                bytes: bytes.len() as u64,
                digest: Sha256::digest(bytes).into(),
                checksum: crc32fast::hash(bytes),
            });
            // Another thread may have been sooner.
            self.lock().entry(name.clone()).or_insert(seen).clone()
        });
        match (first, now) {
            (Ok(first), Ok(now)) if (first.bytes, first.checksum) == now => Ok(()),
            (Err(first), Err(now)) if first == *now => Err(first),
            _ => {
                let _ = self.changed.set(name);
                Err("it changed while the book was compiled".into())
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Result<Seen, String>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All files that were read, in order of their names.
    pub fn files(&self) -> Vec<report::File> {
        let file = |(path, seen): (&String, &Result<Seen, String>)| {
            let seen = seen.as_ref().ok()?;
            Some(report::File {
                path: path.clone(),
                bytes: seen.bytes,
                sha256: hexadecimal(&seen.digest),
            })
        };
        self.lock().iter().filter_map(file).collect()
    }
}

impl Files for Digested<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let read = self.files.read(path);
        self.compare(self.files.display(path), read.as_deref())?;
        read
    }

    fn display(&self, path: &str) -> String {
        self.files.display(path)
    }

    fn find(&self, name: &str) -> Option<String> {
        self.files.find(name)
    }

    fn changed(&self) -> Option<String> {
        self.changed.get().cloned().or_else(|| self.files.changed())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    /// A file that is written, or gone, between two looks at it.
    struct Changing(Mutex<Vec<Option<&'static str>>>);

    impl Files for Changing {
        fn read(&self, _: &str) -> Result<Vec<u8>, String> {
            let read = self.0.lock().unwrap().remove(0);
            read.map_or_else(|| Err("gone".into()), |text| Ok(text.into()))
        }

        fn display(&self, path: &str) -> String {
            path.into()
        }
    }

    #[test]
    fn a_file_is_handed_over_as_long_as_it_is_the_same() {
        let sha256 = |text: &str| -> [u8; 32] { Sha256::digest(text).into() };
        let looks = ["灯塔", "灯塔", "灯台", "灯塔"].map(Some);
        let changing = Changing(Mutex::new(looks.into()));
        let files = Digested::new(&changing);
        assert_eq!(files.read("a"), Ok("灯塔".into()));
        assert_eq!(files.read("a"), Ok("灯塔".into()));
        assert_eq!(files.changed(), None);
        assert!(files.read("a").is_err());
        assert_eq!(files.read("a"), Ok("灯塔".into()));
        assert_eq!(files.changed().as_deref(), Some("a"));
        // What was first read is what the report names.
        assert_eq!(files.files()[0].sha256, hexadecimal(&sha256("灯塔")));
    }

    #[test]
    fn a_file_that_comes_or_goes_has_changed() {
        for (looks, changed) in
            [([None, None], false), ([Some("灯"), None], true), ([None, Some("灯")], true)]
        {
            let changing = Changing(Mutex::new(looks.into()));
            let files = Digested::new(&changing);
            let _ = (files.read("a"), files.read("a"));
            assert_eq!(files.changed().is_some(), changed, "{looks:?}");
        }
    }
}

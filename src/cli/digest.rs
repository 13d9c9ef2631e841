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
        Self {
            file,
            digest: Sha256::new(),
            bytes: 0,
        }
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

/// Files of a book that are digested when they are first read.
pub struct Digested<'a> {
    files: &'a dyn Files,
    /// By the name the user knows them by.
    seen: Mutex<BTreeMap<String, Seen>>,
}

impl<'a> Digested<'a> {
    pub fn new(files: &'a dyn Files) -> Self {
        Self {
            files,
            seen: Mutex::default(),
        }
    }

    /// Takes a file that was read. Returns the digest of these bytes; what is told of the file later is
    /// how it was when it was first read.
    pub fn note(&self, name: String, bytes: &[u8]) -> [u8; 32] {
        // Not under the lock, so that threads digest side by side.
        let (length, checksum) = (bytes.len() as u64, crc32fast::hash(bytes));
        let is_same = |seen: &&Seen| (seen.bytes, seen.checksum) == (length, checksum);
        if let Some(seen) = self.lock().get(&name).filter(is_same) {
            return seen.digest;
        }
        let digest = Sha256::digest(bytes).into();
        self.lock().entry(name).or_insert(Seen {
            bytes: length,
            digest,
            checksum,
        });
        digest
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All files that were read, in order of their names.
    pub fn files(&self) -> Vec<report::File> {
        let file = |(path, seen): (&String, &Seen)| report::File {
            path: path.clone(),
            bytes: seen.bytes,
            sha256: hexadecimal(&seen.digest),
        };
        self.lock().iter().map(file).collect()
    }
}

impl Files for Digested<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.read_with_digest(path).map(|(bytes, _)| bytes)
    }

    fn read_with_digest(&self, path: &str) -> Result<(Vec<u8>, [u8; 32]), String> {
        let bytes = self.files.read(path)?;
        let digest = self.note(self.files.display(path), &bytes);
        Ok((bytes, digest))
    }

    fn digest(&self, path: &str) -> Result<[u8; 32], String> {
        let seen = self.lock().get(&self.files.display(path)).copied();
        match seen {
            Some(seen) => Ok(seen.digest),
            None => self.read_with_digest(path).map(|(_, digest)| digest),
        }
    }

    fn display(&self, path: &str) -> String {
        self.files.display(path)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    /// A file that is written between two looks at it.
    struct Changing(Mutex<Vec<&'static str>>);

    impl Files for Changing {
        fn read(&self, _: &str) -> Result<Vec<u8>, String> {
            Ok(self.0.lock().unwrap().remove(0).into())
        }

        fn display(&self, path: &str) -> String {
            path.into()
        }
    }

    #[test]
    fn a_file_that_changes_has_the_digest_of_what_was_read() {
        let sha256 = |text: &str| -> [u8; 32] { Sha256::digest(text).into() };
        let changing = Changing(Mutex::new(vec!["灯塔", "灯塔", "灯台"]));
        let files = Digested::new(&changing);
        assert_eq!(files.digest("a"), Ok(sha256("灯塔")));
        let read = || files.read_with_digest("a").unwrap().1;
        assert_eq!([read(), read()], [sha256("灯塔"), sha256("灯台")]);
        // What was first read is what the report names.
        assert_eq!(files.digest("a"), Ok(sha256("灯塔")));
        assert_eq!(files.files()[0].sha256, hexadecimal(&sha256("灯塔")));
    }
}

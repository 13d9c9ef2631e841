//! The archive (OCF, EPUB 3.3 section 4.3; ZIP as in APPNOTE.TXT 6.3.3).
//!
//! Files are compressed one by one, on as many threads as the caller likes, by [`compress`], and
//! written one after the other by [`Archive`]. Sizes and checksums are known before anything is
//! written, so the sink need not seek and no data descriptor is needed, which some readers of
//! EPUB do not know.
//!
//! The bytes depend on the input alone (K1). Every header field that could tell of the machine is
//! a constant. Deflate's output is the same on every processor: in libdeflate 1.26 at level 7 the
//! code chosen by processor features (`lib/*/matchfinder_impl.h`) only clears and shifts tables,
//! hashes are taken of little-endian loads (`hc_matchfinder.h`), match lengths and block
//! boundaries are computed in whole numbers, and the room in the output decides whether a block
//! is written but not how (`deflate_compress.c`). A test pins the bytes.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::io::{self, Write};

use libdeflater::{CompressionLvl, Compressor};
use serde::{Deserialize, Serialize};

mod record;

use record::{End, Header, Method};

/// The content of the first file of the archive (EPUB 3.3, section 4.3.3).
pub const MIMETYPE: &str = "application/epub+zip";
const MIMETYPE_SIZE: u32 = 20;
const _: () = assert!(MIMETYPE.len() == MIMETYPE_SIZE as usize);

/// The level of libdeflate. Up to 9 the next take longer and gain nothing on Chinese pages: of 5.9 MB,
/// 5 leaves 3,211 kB in 80 ms, 7 leaves 3,197 kB in 100 ms and 9 the same in 180 ms. Those from 10
/// on, a near-optimal search, leave 2,880 kB in 410 ms.
const LEVEL: i32 = 7;

thread_local! {
    /// One for each thread, since every new one allocates its tables anew.
    static COMPRESSOR: RefCell<Compressor> =
        RefCell::new(Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()));
}

/// A file ready to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    path: String,
    method: Method,
    checksum: u32,
    size: usize,
    #[serde(with = "serde_bytes")]
    data: Vec<u8>,
}

impl Entry {
    /// The path from the root of the archive.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How many bytes of content it has.
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many bytes of content the archive will hold for it.
    pub fn compressed_size(&self) -> usize {
        self.data.len()
    }

    fn stored(path: &str, bytes: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            method: Method::Stored,
            checksum: crc32fast::hash(bytes),
            size: bytes.len(),
            data: bytes.to_vec(),
        }
    }
}

/// Compresses one file, whose path is given from the root of the archive with `/` between
/// folders.
///
/// JPEG and PNG hold compressed data already and are stored as they are, like anything else that
/// deflate does not make smaller.
pub fn compress(path: &str, bytes: &[u8]) -> Entry {
    if is_compressed(bytes) {
        return Entry::stored(path, bytes);
    }
    let scarce = (bytes.len() >= LARGE).then_some(bytes.len() / 2);
    // Where it needs more room than the last of these it does not pay.
    let rooms = [scarce, Some(bytes.len().saturating_sub(1))];
    let Some(data) = rooms.into_iter().flatten().find_map(|room| deflate(bytes, room)) else {
        return Entry::stored(path, bytes);
    };
    Entry {
        path: path.to_owned(),
        method: Method::Deflated,
        checksum: crc32fast::hash(bytes),
        size: bytes.len(),
        data,
    }
}

/// Files from this size on are deflated into half the room first, as the room is memory: the lists
/// of contents of a large book leave a fifth of theirs.
const LARGE: usize = 4 << 20;

/// Bytes as deflated; none if they need more room.
fn deflate(bytes: &[u8], room: usize) -> Option<Vec<u8>> {
    let mut data = vec![0; room];
    let written = COMPRESSOR.with_borrow_mut(|c| c.deflate_compress(bytes, &mut data));
    data.truncate(written.ok()?);
    data.shrink_to_fit();
    Some(data)
}

/// True if the content begins like a JPEG or a PNG.
fn is_compressed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8, 0xff]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// Why a file was not taken into the archive.
#[derive(Debug)]
#[non_exhaustive]
pub enum AddError {
    /// There is a file of this path, or one that differs in letter case only (EPUB 3.3, section
    /// 4.2.3).
    Duplicate(String),
    /// The path is empty, absolute, has an empty, `.` or `..` segment or a `\`, or is longer
    /// than 65,535 bytes.
    Path(String),
    /// The file has 4 GiB or more.
    TooLarge(String),
    /// The sink failed. What it holds so far is not an archive.
    Io(io::Error),
}

impl fmt::Display for AddError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duplicate(path) => write!(f, "the archive has a file {path} already"),
            Self::Path(path) => write!(f, "{path:?} cannot be a path in an archive"),
            Self::TooLarge(path) => write!(f, "{path} has 4 GiB or more"),
            Self::Io(error) => write!(f, "the archive cannot be written: {error}"),
        }
    }
}

impl std::error::Error for AddError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for AddError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// An archive being written. Between calls it holds the list of files, not their content.
#[derive(Debug)]
#[must_use = "an archive without its end cannot be read"]
pub struct Archive<W: Write> {
    sink: W,
    /// Bytes written so far.
    offset: u64,
    entries: u64,
    /// The central directory as it will be written.
    directory: Vec<u8>,
    /// Lower-case paths of the files written.
    taken: HashSet<String>,
}

impl<W: Write> Archive<W> {
    /// Begins an archive with the file `mimetype`, stored and without extra field (EPUB 3.3,
    /// section 4.3.3).
    pub fn new(sink: W) -> io::Result<Self> {
        let mut archive = Self {
            sink,
            offset: 0,
            entries: 0,
            directory: Vec::new(),
            taken: HashSet::from(["mimetype".to_owned()]),
        };
        archive.write(
            &Header {
                path: "mimetype",
                method: Method::Stored,
                checksum: crc32fast::hash(MIMETYPE.as_bytes()),
                compressed_size: MIMETYPE_SIZE,
                size: MIMETYPE_SIZE,
            },
            MIMETYPE.as_bytes(),
        )?;
        Ok(archive)
    }

    /// Writes a file. After a refusal other than [`AddError::Io`] the archive is as before.
    pub fn add(&mut self, entry: &Entry) -> Result<(), AddError> {
        if !is_path(&entry.path) {
            return Err(AddError::Path(entry.path.clone()));
        }
        // u32::MAX itself means “see the ZIP64 field”, which no reader expects of a chapter.
        let below_limit = |size| u32::try_from(size).ok().filter(|&size| size < u32::MAX);
        let (Some(size), Some(compressed_size)) =
            (below_limit(entry.size), below_limit(entry.data.len()))
        else {
            return Err(AddError::TooLarge(entry.path.clone()));
        };
        if !self.taken.insert(entry.path.to_lowercase()) {
            return Err(AddError::Duplicate(entry.path.clone()));
        }
        let header = Header {
            path: &entry.path,
            method: entry.method,
            checksum: entry.checksum,
            compressed_size,
            size,
        };
        Ok(self.write(&header, &entry.data)?)
    }

    /// Writes the central directory and gives the sink back, flushed, and the bytes of the archive.
    pub fn finish(mut self) -> io::Result<(W, u64)> {
        let end = End {
            entries: self.entries,
            directory_size: self.directory.len() as u64,
            directory_offset: self.offset,
        };
        end.append(&mut self.directory);
        self.sink.write_all(&self.directory)?;
        self.sink.flush()?;
        Ok((self.sink, self.offset + self.directory.len() as u64))
    }

    fn write(&mut self, header: &Header<'_>, data: &[u8]) -> io::Result<()> {
        let local = header.local();
        self.sink.write_all(&local)?;
        self.sink.write_all(data)?;
        header.append_central(self.offset, &mut self.directory);
        self.offset += (local.len() + data.len()) as u64;
        self.entries += 1;
        Ok(())
    }
}

/// True if a path stays inside the folder it is unpacked in (S1) and fits its length field.
fn is_path(path: &str) -> bool {
    u16::try_from(path.len()).is_ok()
        && !path.contains('\\')
        && path.split('/').all(|segment| !matches!(segment, "" | "." | ".."))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;

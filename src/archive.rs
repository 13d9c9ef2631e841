//! Reads ZIP archives: the container of every EPUB (ZIP Application Note 6.3.9; EPUB 3.3, section
//! 4.3). What a reading system may not meet in a book is refused: encryption, several volumes,
//! ZIP64, other methods than storing and deflate.

use std::borrow::Cow;
use std::fmt;

use libdeflater::Decompressor;

/// Size of the end of the central directory, without its comment (section 4.3.16).
const END: usize = 22;
/// The longest comment behind it.
const LONGEST_COMMENT: usize = 65_535;
/// Size of a header of the central directory, without name, extra field and comment (4.3.12).
const HEADER: usize = 46;
/// Size of a local header, without name and extra field (section 4.3.7).
const LOCAL_HEADER: usize = 30;

/// A file of the archive, as the central directory has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path from the root, with `/` between folders.
    pub path: String,
    /// Its size when it is unpacked, as stated.
    pub size: u32,
    compressed: u32,
    method: u16,
    encrypted: bool,
    checksum: u32,
    /// Where its local header begins.
    offset: u32,
}

/// An archive in memory.
#[derive(Debug, Clone)]
pub struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
}

/// Why an archive or a file of it cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no central directory.
    NotZip,
    /// The central directory or a header is cut off or contradicts itself.
    Damaged,
    /// There is no file of that path.
    Missing,
    /// The file is encrypted.
    Encrypted,
    /// The file is compressed by another method than deflate.
    Method(u16),
    /// The file is larger than the caller takes.
    TooLarge,
    /// The content cannot be unpacked, or does not have the size stated.
    Corrupt,
    /// The content does not have the checksum stated.
    Checksum,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotZip => "it is not a ZIP archive",
            Self::Damaged => "the archive is damaged or cut off",
            Self::Missing => "it is not in the archive",
            Self::Encrypted => "it is encrypted",
            Self::Method(method) => return write!(f, "it is compressed by method {method}"),
            Self::TooLarge => "it is too large",
            Self::Corrupt => "its content cannot be unpacked",
            Self::Checksum => "its checksum does not agree with its content",
        })
    }
}

impl std::error::Error for Unreadable {}

impl<'a> Archive<'a> {
    /// Reads the central directory. Nothing is unpacked.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let from = bytes.len().saturating_sub(END + LONGEST_COMMENT);
        let tail = bytes.get(from..).unwrap_or_default();
        let end = memchr::memmem::rfind(tail, b"PK\x05\x06").ok_or(Unreadable::NotZip)? + from;
        let field = |at| short(bytes, end + at).ok_or(Unreadable::Damaged);
        let wide = |at| long(bytes, end + at).ok_or(Unreadable::Damaged);
        // There is but one volume, on which the directory begins and all of its entries are.
        let count = field(10)?;
        let whole = (field(4)?, field(6)?, field(8)?) == (0, 0, count);
        let comment = usize::from(field(20)?);
        let mut at = wide(16)? as usize;
        let adjoins = at.checked_add(wide(12)? as usize) == Some(end);
        if !whole || !adjoins || bytes.len() - end - END < comment {
            return Err(Unreadable::Damaged);
        }
        let mut entries = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let (entry, next) = entry(bytes, at).ok_or(Unreadable::Damaged)?;
            entries.push(entry);
            at = next;
        }
        Ok(Self { bytes, entries })
    }

    /// The files in the order of the central directory.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Unpacks a file of at most `most` bytes.
    pub fn read(&self, path: &str, most: usize) -> Result<Cow<'a, [u8]>, Unreadable> {
        let named = |entry: &&Entry| entry.path == path;
        let entry = self.entries.iter().find(named).ok_or(Unreadable::Missing)?;
        self.unpack(entry, most)
    }

    /// Unpacks one of the [entries](Self::entries), of at most `most` bytes.
    pub fn unpack(&self, entry: &Entry, most: usize) -> Result<Cow<'a, [u8]>, Unreadable> {
        if entry.encrypted {
            return Err(Unreadable::Encrypted);
        }
        let size = entry.size as usize;
        if size > most {
            return Err(Unreadable::TooLarge);
        }
        let data = self.data(entry).ok_or(Unreadable::Damaged)?;
        let content = match entry.method {
            0 => Cow::Borrowed(data),
            8 => {
                let mut content = vec![0; size];
                let unpacked = Decompressor::new().deflate_decompress(data, &mut content);
                if unpacked != Ok(size) {
                    return Err(Unreadable::Corrupt);
                }
                Cow::Owned(content)
            }
            method => return Err(Unreadable::Method(method)),
        };
        if content.len() != size {
            return Err(Unreadable::Corrupt);
        }
        if crc32fast::hash(&content) != entry.checksum {
            return Err(Unreadable::Checksum);
        }
        Ok(content)
    }

    /// The packed bytes of a file.
    fn data(&self, entry: &Entry) -> Option<&'a [u8]> {
        let header = entry.offset as usize;
        if self.bytes.get(header..)?.get(..4)? != b"PK\x03\x04" {
            return None;
        }
        let name = usize::from(short(self.bytes, header + 26)?);
        let extra = usize::from(short(self.bytes, header + 28)?);
        let begin = header + LOCAL_HEADER + name + extra;
        self.bytes.get(begin..)?.get(..entry.compressed as usize)
    }
}

/// The entry whose header begins at `at`, and where the next one does.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    if bytes.get(at..)?.get(..4)? != b"PK\x01\x02" {
        return None;
    }
    let name = usize::from(short(bytes, at + 28)?);
    let behind = usize::from(short(bytes, at + 30)?) + usize::from(short(bytes, at + 32)?);
    let path = bytes.get(at + HEADER..)?.get(..name)?;
    let entry = Entry {
        // Paths of EPUB are UTF-8 (EPUB 3.3, section 4.2.3); in old ones others were seen.
        path: String::from_utf8_lossy(path).into_owned(),
        size: long(bytes, at + 24)?,
        compressed: long(bytes, at + 20)?,
        method: short(bytes, at + 10)?,
        encrypted: short(bytes, at + 8)? & 1 == 1,
        checksum: long(bytes, at + 16)?,
        offset: long(bytes, at + 42)?,
    };
    Some((entry, at + HEADER + name + behind))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..)?.get(..2)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.get(..4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    const TEXT: &str = "灯塔灯塔灯塔灯塔灯塔灯塔灯塔灯塔灯塔灯塔";

    fn packed() -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, method) in [
            ("mimetype", CompressionMethod::Stored),
            ("文/a.txt", CompressionMethod::Deflated),
        ] {
            let options = SimpleFileOptions::default().compression_method(method);
            writer.start_file(name, options).unwrap();
            writer.write_all(TEXT.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn stored_and_deflated_files_are_read() {
        let mut bytes = packed();
        bytes.extend_from_slice(b"trailing bytes");
        let archive = Archive::open(&bytes).unwrap();
        let paths: Vec<_> = archive.entries().iter().map(|e| e.path.as_str()).collect();
        assert_eq!(paths, ["mimetype", "文/a.txt"]);
        for path in paths {
            assert_eq!(archive.read(path, 1000).unwrap(), TEXT.as_bytes());
            assert_eq!(archive.read(path, 10), Err(Unreadable::TooLarge));
        }
        assert_eq!(archive.read("b", 10), Err(Unreadable::Missing));
    }

    #[test]
    fn an_end_that_does_not_agree_with_the_rest_is_damage() {
        let whole = packed();
        let end = whole.len() - END;
        // Volumes, entries on this one, size and place of the directory, length of the comment.
        for at in [4, 6, 8, 12, 16, 20] {
            let mut bytes = whole.clone();
            bytes[end + at] ^= 1;
            assert_eq!(Archive::open(&bytes).unwrap_err(), Unreadable::Damaged);
        }
    }

    #[test]
    fn damage_is_an_error_wherever_it_is() {
        let bytes = packed();
        assert_eq!(Archive::open(b"text").unwrap_err(), Unreadable::NotZip);
        let mut noticed = 0;
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0xff;
            let read = |bytes: &[u8]| {
                let archive = Archive::open(bytes)?;
                archive.read("文/a.txt", 1000).map(Cow::into_owned)
            };
            match read(&damaged) {
                Ok(content) => assert_eq!(content, TEXT.as_bytes()),
                Err(_) => noticed += 1,
            }
            assert!(read(&bytes[..at]).is_err(), "cut off at {at}");
        }
        // Its packed bytes, and what of the headers matters.
        assert!(noticed > 50, "{noticed} of {}", bytes.len());
    }
}

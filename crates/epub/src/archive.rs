//! Reads ZIP archives: the container of every EPUB (ZIP Application Note 6.3.9; EPUB 3.3, section
//! 4.3). What a reading system may not meet in a book is refused: encryption, several volumes,
//! ZIP64, other methods than storing and deflate.
//!
//! An archive is read where it lies, one file at a time. Of what it says of itself nothing is
//! believed: no file is unpacked beyond what the caller takes, and files that share their bytes,
//! by which a small archive can claim any size, are told before any of them is unpacked.

use std::cell::{RefCell, RefMut};
use std::fmt;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::DeflateDecoder;
use libdeflater::Decompressor;

/// Size of the end of the central directory, without its comment (section 4.3.16).
const END: usize = 22;
/// The longest comment behind it.
const LONGEST_COMMENT: usize = 65_535;
/// Size of a header of the central directory, without name, extra field and comment (4.3.12).
const HEADER: usize = 46;
/// Size of a local header, without name and extra field (section 4.3.7).
const LOCAL_HEADER: usize = 30;
/// The largest central directory that is read: of as many files as there may be, each with a name
/// of 200 bytes.
const LARGEST_DIRECTORY: usize = 1 << 24;
/// Bytes of a file that are in memory while it is verified.
const STRETCH: usize = 1 << 16;

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
    /// True if bytes of it belong to a file before it.
    overlaps: bool,
}

/// The source an archive is read from.
trait Book: Read + Seek {}
impl<T: Read + Seek> Book for T {}

/// Lends it for as long as a file takes.
trait Lend {
    fn lend(&self) -> RefMut<'_, dyn Book + '_>;
}

impl<T: Book> Lend for RefCell<T> {
    fn lend(&self) -> RefMut<'_, dyn Book + '_> {
        RefMut::map(self.borrow_mut(), |book| book as &mut dyn Book)
    }
}

/// An archive that is open.
pub struct Archive<'a> {
    book: Box<dyn Lend + 'a>,
    length: u64,
    entries: Vec<Entry>,
}

/// Why an archive or a file of it cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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
    /// The file, or the directory of the archive, is larger than is taken.
    TooLarge,
    /// Bytes of the file belong to another one too.
    Overlaps,
    /// The content cannot be unpacked, or does not have the size stated.
    Corrupt,
    /// The content does not have the checksum stated.
    Checksum,
    /// The disk, or what else the archive lies on, fails.
    Io(io::ErrorKind),
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
            Self::Overlaps => "its bytes belong to another file too",
            Self::Corrupt => "its content cannot be unpacked",
            Self::Checksum => "its checksum does not match its content",
            Self::Io(kind) => return write!(f, "it cannot be read: {kind}"),
        })
    }
}

impl std::error::Error for Unreadable {}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Damaged,
            kind => Self::Io(kind),
        }
    }
}

impl<'a> Archive<'a> {
    /// Reads the central directory. Nothing is unpacked.
    pub fn open(mut book: impl Read + Seek + 'a) -> Result<Self, Unreadable> {
        let length = book.seek(SeekFrom::End(0))?;
        let from = length.saturating_sub((END + LONGEST_COMMENT) as u64);
        book.seek(SeekFrom::Start(from))?;
        let tail = taken(&mut book, END + LONGEST_COMMENT)?;
        let found = memchr::memmem::rfind(&tail, b"PK\x05\x06").ok_or(Unreadable::NotZip)?;
        let field = |at| short(&tail, found + at).ok_or(Unreadable::Damaged);
        let wide = |at| long(&tail, found + at).ok_or(Unreadable::Damaged);
        // There is but one volume, on which the directory begins and all of its entries are.
        let count = field(10)?;
        let whole = (field(4)?, field(6)?, field(8)?) == (0, 0, count);
        let comment = usize::from(field(20)?);
        let (size, start) = (wide(12)? as usize, wide(16)?);
        let adjoins = u64::from(start) + size as u64 == from + found as u64;
        if !whole || !adjoins || tail.len() - found - END < comment {
            return Err(Unreadable::Damaged);
        }
        if size > LARGEST_DIRECTORY {
            return Err(Unreadable::TooLarge);
        }
        book.seek(SeekFrom::Start(start.into()))?;
        let directory = taken(&mut book, size)?;
        let mut entries = Vec::with_capacity(usize::from(count));
        let mut at = 0;
        for _ in 0..count {
            let (entry, next) = entry(&directory, at).ok_or(Unreadable::Damaged)?;
            entries.push(entry);
            at = next;
        }
        mark_overlaps(&mut entries, length);
        Ok(Self { book: Box::new(RefCell::new(book)), length, entries })
    }

    /// The files in the order of the central directory.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The size of the archive in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The first bytes of the archive, as many as there are of those asked for.
    pub fn start(&self, bytes: usize) -> Result<Vec<u8>, Unreadable> {
        let mut book = self.book.lend();
        book.seek(SeekFrom::Start(0))?;
        Ok(taken(&mut *book, bytes)?)
    }

    /// Unpacks a file of at most `most` bytes.
    pub fn read(&self, path: &str, most: usize) -> Result<Vec<u8>, Unreadable> {
        let named = |entry: &&Entry| entry.path == path;
        let entry = self.entries.iter().find(named).ok_or(Unreadable::Missing)?;
        self.unpack(entry, most)
    }

    /// Unpacks one of the [entries](Self::entries), of at most `most` bytes.
    pub fn unpack(&self, entry: &Entry, most: usize) -> Result<Vec<u8>, Unreadable> {
        let size = entry.size as usize;
        let packed = entry.compressed as usize;
        if !entry.encrypted && !entry.overlaps && size.max(packed) > most {
            return Err(Unreadable::TooLarge);
        }
        let mut book = self.book.lend();
        self.seek(&mut *book, entry)?;
        let data = taken(&mut *book, packed)?;
        let content = if entry.method == 0 {
            data
        } else {
            let mut content = vec![0; size];
            let unpacked = Decompressor::new().deflate_decompress(&data, &mut content);
            if unpacked != Ok(size) {
                return Err(Unreadable::Corrupt);
            }
            content
        };
        if content.len() != size {
            return Err(Unreadable::Corrupt);
        }
        if crc32fast::hash(&content) != entry.checksum {
            return Err(Unreadable::Checksum);
        }
        Ok(content)
    }

    /// Unpacks one of the [entries](Self::entries), a stretch at a time, and keeps nothing of it.
    pub fn verify(&self, entry: &Entry) -> Result<(), Unreadable> {
        let mut book = self.book.lend();
        self.seek(&mut *book, entry)?;
        let data = (&mut *book).take(entry.compressed.into());
        let mut content: Box<dyn Read + '_> = if entry.method == 0 {
            Box::new(data)
        } else {
            Box::new(DeflateDecoder::new(BufReader::with_capacity(STRETCH, data)))
        };
        let mut checksum = crc32fast::Hasher::new();
        let mut stretch = vec![0; STRETCH];
        let mut left = u64::from(entry.size);
        loop {
            let read = match content.read(&mut stretch) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => return Err(Unreadable::Corrupt),
            };
            left = left.checked_sub(read as u64).ok_or(Unreadable::Corrupt)?;
            checksum.update(stretch.get(..read).unwrap_or_default());
        }
        match (left, checksum.finalize() == entry.checksum) {
            (0, true) => Ok(()),
            (0, false) => Err(Unreadable::Checksum),
            _ => Err(Unreadable::Corrupt),
        }
    }

    /// Goes to the packed bytes of a file, if it is one that can be unpacked.
    fn seek(&self, book: &mut dyn Book, entry: &Entry) -> Result<(), Unreadable> {
        if entry.encrypted {
            return Err(Unreadable::Encrypted);
        }
        if entry.overlaps {
            return Err(Unreadable::Overlaps);
        }
        book.seek(SeekFrom::Start(entry.offset.into()))?;
        let header = taken(book, LOCAL_HEADER)?;
        let lengths = (short(&header, 26), short(&header, 28));
        let (true, (Some(name), Some(extra))) = (header.starts_with(b"PK\x03\x04"), lengths) else {
            return Err(Unreadable::Damaged);
        };
        let behind = u64::from(name) + u64::from(extra);
        let begin = u64::from(entry.offset) + LOCAL_HEADER as u64 + behind;
        if begin + u64::from(entry.compressed) > self.length {
            return Err(Unreadable::Damaged);
        }
        if !matches!(entry.method, 0 | 8) {
            return Err(Unreadable::Method(entry.method));
        }
        book.seek(SeekFrom::Start(begin))?;
        Ok(())
    }
}

/// The next bytes of an archive, as many as there are of those asked for.
fn taken(book: &mut dyn Book, bytes: usize) -> io::Result<Vec<u8>> {
    let mut taken = Vec::with_capacity(bytes);
    book.take(bytes as u64).read_to_end(&mut taken)?;
    Ok(taken)
}

/// Marks the files whose bytes belong to one before them. Extra fields of local headers, which are
/// not read for it, can only make files longer.
///
/// One that leads beyond the archive is damaged itself, and says nothing of others.
fn mark_overlaps(entries: &mut [Entry], length: u64) {
    let mut order: Vec<&mut Entry> = entries.iter_mut().collect();
    order.sort_by_key(|entry| entry.offset);
    let mut end = 0;
    for entry in order {
        let begin = u64::from(entry.offset);
        entry.overlaps = begin < end;
        let own = begin + LOCAL_HEADER as u64 + u64::from(entry.compressed);
        if own <= length {
            end = end.max(own);
        }
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
        overlaps: false,
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
        for (name, method) in
            [("mimetype", CompressionMethod::Stored), ("文/a.txt", CompressionMethod::Deflated)]
        {
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
        let archive = Archive::open(Cursor::new(&bytes)).unwrap();
        let paths: Vec<_> = archive.entries().iter().map(|e| e.path.as_str()).collect();
        assert_eq!(paths, ["mimetype", "文/a.txt"]);
        for path in paths {
            assert_eq!(archive.read(path, 1000).unwrap(), TEXT.as_bytes());
            assert_eq!(archive.read(path, 10), Err(Unreadable::TooLarge));
        }
        for entry in archive.entries() {
            assert_eq!(archive.verify(entry), Ok(()));
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
            assert_eq!(Archive::open(Cursor::new(&bytes)).err().unwrap(), Unreadable::Damaged);
        }
    }

    #[test]
    fn damage_is_an_error_wherever_it_is() {
        let bytes = packed();
        assert_eq!(Archive::open(Cursor::new(b"text")).err().unwrap(), Unreadable::NotZip);
        let mut noticed = 0;
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0xff;
            let read = |bytes: &[u8]| {
                let archive = Archive::open(Cursor::new(bytes))?;
                archive.read("文/a.txt", 1000)
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

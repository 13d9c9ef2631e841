//! The records of a ZIP file as bytes. Section numbers are those of APPNOTE.TXT 6.3.3. All
//! numbers are little-endian.

use serde::{Deserialize, Serialize};

/// Midnight of 1 January 1980, the earliest a DOS time can say (4.4.6): time, then date.
const MODIFIED: [u16; 2] = [0, 0x0021];
/// The version of the specification that ZIP64 came with (4.4.3.2).
const ZIP64_VERSION: u16 = 45;
/// Written by a program that knows ZIP64 on FAT (4.4.2): no system's file modes are recorded.
const MADE_BY: u16 = ZIP64_VERSION;
/// The id of the ZIP64 extra field (4.5.3).
const ZIP64_FIELD: u16 = 0x0001;

/// How a file's bytes are kept (4.4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Method {
    Stored,
    Deflated,
}

impl Method {
    fn number(self) -> u16 {
        match self {
            Self::Stored => 0,
            Self::Deflated => 8,
        }
    }

    /// The version needed to extract (4.4.3.2).
    fn version(self) -> u16 {
        match self {
            Self::Stored => 10,
            Self::Deflated => 20,
        }
    }
}

/// The statements of both the local header and the central directory about a file.
#[derive(Debug)]
pub(super) struct Header<'a> {
    /// At most 65,535 bytes, which `Archive` sees to.
    pub path: &'a str,
    pub method: Method,
    pub checksum: u32,
    pub compressed_size: u32,
    pub size: u32,
}

impl Header<'_> {
    /// The local file header (4.3.7), to stand before the data.
    pub(super) fn local(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(30 + self.path.len());
        put32(&mut out, 0x0403_4b50);
        put16(&mut out, self.method.version());
        self.append_common(0, &mut out);
        out.extend_from_slice(self.path.as_bytes());
        out
    }

    /// Appends the file's entry in the central directory (4.3.12).
    ///
    /// `offset` is that of the local header from the start of the archive.
    pub(super) fn append_central(&self, offset: u64, out: &mut Vec<u8>) {
        let small = short_offset(offset);
        let (version, extra_length) = match small {
            Some(_) => (self.method.version(), 0),
            None => (ZIP64_VERSION, 12),
        };
        put32(out, 0x0201_4b50);
        put16(out, MADE_BY);
        put16(out, version);
        self.append_common(extra_length, out);
        // Comment length, disk, internal and external attributes.
        out.extend_from_slice(&[0; 2 + 2 + 2 + 4]);
        put32(out, small.unwrap_or(u32::MAX));
        out.extend_from_slice(self.path.as_bytes());
        if small.is_none() {
            put16(out, ZIP64_FIELD);
            put16(out, 8);
            put64(out, offset);
        }
    }

    /// The fields from the flags to the extra field's length, alike in both records.
    fn append_common(&self, extra_length: u16, out: &mut Vec<u8>) {
        put16(out, self.flags());
        put16(out, self.method.number());
        for part in MODIFIED {
            put16(out, part);
        }
        put32(out, self.checksum);
        put32(out, self.compressed_size);
        put32(out, self.size);
        put16(out, u16::try_from(self.path.len()).unwrap_or(u16::MAX));
        put16(out, extra_length);
    }

    /// Bit 11 says that the name is UTF-8 (4.4.4); ASCII needs no saying, and `mimetype` is to be
    /// as plain as can be.
    fn flags(&self) -> u16 {
        if self.path.is_ascii() { 0 } else { 1 << 11 }
    }
}

/// The records after the central directory.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub entries: u64,
    /// Bytes of the central directory.
    pub directory_size: u64,
    /// Where it begins, from the start of the archive.
    pub directory_offset: u64,
}

impl End {
    /// Appends the end record (4.3.16), and before it the ZIP64 records (4.3.14, 4.3.15) when a
    /// number does not fit it.
    pub(super) fn append(self, out: &mut Vec<u8>) {
        let entries = u16::try_from(self.entries).ok().filter(|&n| n < u16::MAX);
        let size = short_offset(self.directory_size);
        let offset = short_offset(self.directory_offset);
        if entries.is_none() || size.is_none() || offset.is_none() {
            self.append_zip64(out);
        }
        put32(out, 0x0605_4b50);
        put16(out, 0);
        put16(out, 0);
        put16(out, entries.unwrap_or(u16::MAX));
        put16(out, entries.unwrap_or(u16::MAX));
        put32(out, size.unwrap_or(u32::MAX));
        put32(out, offset.unwrap_or(u32::MAX));
        put16(out, 0);
    }

    fn append_zip64(self, out: &mut Vec<u8>) {
        put32(out, 0x0606_4b50);
        // The size of the rest of this record.
        put64(out, 44);
        put16(out, MADE_BY);
        put16(out, ZIP64_VERSION);
        put32(out, 0);
        put32(out, 0);
        put64(out, self.entries);
        put64(out, self.entries);
        put64(out, self.directory_size);
        put64(out, self.directory_offset);

        put32(out, 0x0706_4b50);
        put32(out, 0);
        put64(out, self.directory_offset + self.directory_size);
        put32(out, 1);
    }
}

/// A number that fits four bytes without being the mark that says it does not.
fn short_offset(offset: u64) -> Option<u32> {
    u32::try_from(offset).ok().filter(|&n| n < u32::MAX)
}

fn put16(out: &mut Vec<u8>, number: u16) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn put32(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn put64(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&number.to_le_bytes());
}

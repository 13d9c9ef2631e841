//! Writes archives as they should be, and as they should not.

/// A file of an archive, with every fact of its headers that can be wrong.
#[derive(Clone)]
pub struct Entry {
    /// Its name, in bytes.
    pub name: Vec<u8>,
    /// Its content, stored as it is.
    pub bytes: Vec<u8>,
    /// The flags of its headers.
    pub flags: u16,
    /// The method its headers state.
    pub method: u16,
    /// The extra field of its local header.
    pub extra: Vec<u8>,
    /// The checksum stated.
    pub checksum: u32,
}

impl Entry {
    /// A stored file.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            bytes: bytes.to_vec(),
            flags: 1 << 11,
            method: 0,
            extra: Vec::new(),
            checksum: crc32fast::hash(bytes),
        }
    }

    fn header(&self) -> Vec<u8> {
        let size = u32::try_from(self.bytes.len()).unwrap().to_le_bytes();
        let mut out = Vec::new();
        out.extend(20_u16.to_le_bytes());
        out.extend(self.flags.to_le_bytes());
        out.extend(self.method.to_le_bytes());
        // The first day of 1980, at midnight.
        out.extend([0, 0, 0x21, 0]);
        out.extend(self.checksum.to_le_bytes());
        out.extend(size);
        out.extend(size);
        out.extend(u16::try_from(self.name.len()).unwrap().to_le_bytes());
        out
    }
}

/// The bytes of an archive.
pub fn write(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = u32::try_from(out.len()).unwrap();
        out.extend(b"PK\x03\x04");
        out.extend(entry.header());
        out.extend(u16::try_from(entry.extra.len()).unwrap().to_le_bytes());
        out.extend(&entry.name);
        out.extend(&entry.extra);
        out.extend(&entry.bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(entry.header());
        // No extra field, no comment, first disk, no attributes.
        directory.extend([0; 12]);
        directory.extend(offset.to_le_bytes());
        directory.extend(&entry.name);
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let start = u32::try_from(out.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(size);
    out.extend(start);
    out.extend([0, 0]);
    out
}

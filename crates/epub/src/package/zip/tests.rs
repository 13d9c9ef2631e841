use std::io::{Cursor, Read, Seek, SeekFrom};

use ::zip::{CompressionMethod, ZipArchive};

use super::*;

fn archive(entries: impl IntoIterator<Item = Entry>) -> Vec<u8> {
    let mut archive = Archive::new(Vec::new()).unwrap();
    for entry in entries {
        archive.add(&entry).unwrap();
    }
    archive.finish().unwrap().0
}

fn read(bytes: impl Read + Seek, path: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(bytes).unwrap();
    let mut out = Vec::new();
    archive.by_name(path).unwrap().read_to_end(&mut out).unwrap();
    out
}

#[test]
fn files_come_back_as_they_were() {
    let chapter = "春江潮水连海平，海上明月共潮生。".repeat(500).into_bytes();
    let picture = [&[0xff, 0xd8, 0xff][..], &[7; 1000]].concat();
    let bytes = archive([
        compress("EPUB/text/c0001.xhtml", &chapter),
        compress("EPUB/images/cover.jpg", &picture),
        compress("EPUB/名.txt", b"abc"),
        compress("EPUB/empty", b""),
    ]);
    assert_eq!(read(Cursor::new(&bytes), "EPUB/text/c0001.xhtml"), chapter);
    assert_eq!(read(Cursor::new(&bytes), "EPUB/images/cover.jpg"), picture);
    assert_eq!(read(Cursor::new(&bytes), "EPUB/名.txt"), b"abc");
    assert_eq!(read(Cursor::new(&bytes), "EPUB/empty"), b"");

    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let methods: Vec<_> = (0..archive.len())
        .map(|n| archive.by_index_raw(n).unwrap().compression())
        .collect();
    let (stored, deflated) = (CompressionMethod::Stored, CompressionMethod::Deflated);
    assert_eq!(methods, [stored, deflated, stored, stored, stored]);
    assert!(bytes.len() < chapter.len() / 10);
}

#[test]
fn the_archive_begins_as_ocf_demands() {
    let bytes = archive([]);
    // EPUB 3.3, section 4.3.3: readers look at fixed offsets.
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(bytes[6..8], [0, 0], "flags");
    assert_eq!(bytes[8..10], [0, 0], "stored");
    assert_eq!(bytes[28..30], [0, 0], "no extra field");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    assert_eq!(read(Cursor::new(&bytes), "mimetype"), MIMETYPE.as_bytes());
}

#[test]
fn only_names_beyond_ascii_are_flagged() {
    let flags = |path: &str| {
        let bytes = archive([compress(path, b"x")]);
        u16::from_le_bytes([bytes[58 + 6], bytes[58 + 7]])
    };
    assert_eq!(flags("a/b.css"), 0);
    assert_eq!(flags("a/乙.css"), 0x0800);
}

#[test]
fn bytes_are_the_same_everywhere() {
    // A system on which this fails breaks K1; a change of libdeflate may, and then the number
    // is to be renewed with a note in the change log.
    let mut text = String::new();
    let mut state = 1_u32;
    while text.len() < 400_000 {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let c = char::from_u32(0x4e00 + (state >> 16) % 600).unwrap();
        text.push(c);
        if state.is_multiple_of(7) {
            text.push_str("的时候，");
        }
    }
    let build = || archive([compress("EPUB/a.xhtml", text.as_bytes())]);
    let here = build();
    let elsewhere = std::thread::scope(|scope| scope.spawn(build).join().unwrap());
    assert_eq!(here, elsewhere);
    assert_eq!((here.len(), crc32fast::hash(&here)), (148_915, 934_854_388));
}

#[test]
fn a_used_compressor_gives_the_bytes_of_a_fresh_one() {
    let one = "甲乙丙丁".repeat(3000);
    let two = "戊己庚辛".repeat(10);
    let fresh = compress("a", one.as_bytes());
    let _ = compress("b", two.as_bytes());
    assert_eq!(compress("a", one.as_bytes()), fresh);
}

#[test]
fn bad_and_repeated_paths_are_refused() {
    let mut archive = Archive::new(Vec::new()).unwrap();
    archive.add(&compress("EPUB/a.css", b"1")).unwrap();
    for path in ["EPUB/a.css", "epub/A.css", "mimetype"] {
        let refused = archive.add(&compress(path, b"2"));
        assert!(matches!(refused, Err(AddError::Duplicate(p)) if p == path));
    }
    let long = "a".repeat(65_536);
    for path in ["", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", &long] {
        let refused = archive.add(&compress(path, b"2"));
        assert!(matches!(refused, Err(AddError::Path(p)) if p == path));
    }
    let bytes = archive.finish().unwrap().0;
    assert_eq!(ZipArchive::new(Cursor::new(&bytes)).unwrap().len(), 2);
    assert_eq!(read(Cursor::new(&bytes), "EPUB/a.css"), b"1");
}

#[test]
fn a_failing_sink_is_an_error() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    assert!(Archive::new(Full).is_err());
}

#[test]
fn more_files_than_the_end_record_can_count() {
    let few = archive((0..65_533).map(|n| compress(&format!("f{n}"), b"")));
    assert!(!has_zip64(&few));
    for count in [65_534, 70_000] {
        let bytes = archive((0..count).map(|n| compress(&format!("f{n}"), &[])));
        assert!(has_zip64(&bytes), "{count} files and mimetype");
        let archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
        assert_eq!(archive.len(), count + 1);
        assert!(archive.index_for_name(&format!("f{}", count - 1)).is_some());
    }
}

fn has_zip64(bytes: &[u8]) -> bool {
    let locator = bytes.len() - 22 - 20;
    bytes[locator..].starts_with(b"PK\x06\x07")
}

/// A large archive whose middle is zeros that take no memory.
struct Holed {
    head: Vec<u8>,
    hole: u64,
    tail: Vec<u8>,
    at: u64,
}

impl Read for Holed {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let head = self.head.len() as u64;
        let count = if self.at < head {
            (&self.head[usize::try_from(self.at).unwrap()..]).read(out)?
        } else if self.at < head + self.hole {
            let left = usize::try_from(head + self.hole - self.at).unwrap_or(usize::MAX);
            let count = left.min(out.len());
            out[..count].fill(0);
            count
        } else {
            let at = usize::try_from(self.at - head - self.hole).unwrap();
            self.tail.get(at..).unwrap_or_default().read(out)?
        };
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Holed {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.head.len() as u64 + self.hole + self.tail.len() as u64;
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[test]
fn files_beyond_four_gibibytes_are_found() {
    let mut archive = Archive::new(Vec::new()).unwrap();
    archive.add(&compress("before", b"1")).unwrap();
    let head = std::mem::take(&mut archive.sink);
    let hole = 5 << 30;
    archive.offset += hole;
    archive.add(&compress("after", &[b'2'; 100])).unwrap();
    archive.add(&compress("last", b"3")).unwrap();
    let tail = archive.finish().unwrap().0;
    let holed = || Holed { head: head.clone(), hole, tail: tail.clone(), at: 0 };
    assert_eq!(read(holed(), "before"), b"1");
    assert_eq!(read(holed(), "after"), [b'2'; 100]);
    assert_eq!(read(holed(), "last"), b"3");
}

#[test]
fn large_files_are_deflated_in_whatever_room_they_need() {
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (state >> 16).to_le_bytes()[0]
    };
    let even = vec![b'a'; LARGE];
    // Of six bits each: they need three quarters of the room.
    let uneven: Vec<u8> = (0..LARGE).map(|_| noise() & 63).collect();
    let random: Vec<u8> = (0..LARGE).map(|_| noise()).collect();
    let sizes = [&even, &uneven, &random].map(|bytes| {
        let entry = compress("EPUB/a", bytes);
        assert_eq!(read(Cursor::new(archive([entry.clone()])), "EPUB/a"), *bytes);
        entry.compressed_size()
    });
    assert!(sizes[0] < LARGE / 100);
    assert!((LARGE / 2..LARGE).contains(&sizes[1]));
    assert_eq!(sizes[2], LARGE);
}

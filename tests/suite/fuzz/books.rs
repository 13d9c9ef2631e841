//! Feeds `chengshu check` with books: archives, and single files within an otherwise good one.

use std::io::{Cursor, Read as _};

use chengshu::check::look;
use chengshu::diag::{Severity, Sink};

use super::oracle::{Met, assert_xml};
use crate::check::good_with;

/// A good book.
pub fn good() -> Vec<Vec<u8>> {
    vec![good_with("EPUB/data.bin", b"a")]
}

/// Looks at a book. What nothing is found in but notes, other readers can open.
pub fn archive(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    let contents = look("book.epub", bytes, &mut sink);
    met.count("pages", contents.pages.len());
    let mut found = sink.as_slice().iter();
    if found.all(|finding| finding.severity == Severity::Info) {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            if name.ends_with(".xhtml") || name.ends_with(".opf") {
                assert_xml(std::str::from_utf8(&content).unwrap());
            }
        }
    }
    met.findings(&sink);
    met
}

/// Looks at a good book in which one file is another.
pub fn with(path: &str, bytes: &[u8]) -> Met {
    archive(&good_with(path, bytes))
}

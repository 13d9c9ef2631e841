//! Feeds `chengshu check` with books: archives, and single files within an otherwise good one.

use std::io::{Cursor, Read as _};

use chengshu_epub::check::inspect;
use chengshu_text::diag::{Severity, Sink};

use super::mutate::LARGEST;
use super::oracle::{Met, assert_xml};
use crate::check::archive::{Entry, write};
use crate::check::good_with;

/// The package document of a book that is small enough to be damaged again and again.
const PACKAGE: &[u8] = br#"<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="u">urn:uuid:3f1c2b9a-5d0e-4c7a-9b1e-6a2f8d4c1e70</dc:identifier>
<dc:title>a</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta></metadata>
<manifest><item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="n"/></spine></package>"#;

const NAVIGATION: &[u8] = br#"<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en"
xml:lang="en"><head><title>a</title></head><body><nav epub:type="toc"><h1>a</h1><ol>
<li><a href="n.xhtml">a</a></li></ol></nav></body></html>"#;

const CONTAINER: &[u8] = br#"<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

/// A book without a fault.
pub fn small() -> Vec<Vec<u8>> {
    let files = [
        Entry::new("mimetype", b"application/epub+zip"),
        Entry::new("META-INF/container.xml", CONTAINER),
        Entry::new("p.opf", PACKAGE),
        Entry::new("n.xhtml", NAVIGATION),
    ];
    let book = write(&files);
    assert!(book.len() <= LARGEST, "{} bytes", book.len());
    vec![book]
}

/// Looks at a book. What nothing is found in but notes has pages that are XML to others, where another
/// library opens the archive: that one refuses extra fields which reading systems pass over.
pub fn archive(bytes: &[u8]) -> Met {
    let (mut met, mut sink) = (Met::default(), Sink::default());
    let contents = inspect("book.epub", Cursor::new(bytes), &mut sink);
    met.count("pages", contents.pages.len());
    met.findings(&sink);
    let mut found = sink.as_slice().iter();
    let others = zip::ZipArchive::new(Cursor::new(bytes)).ok();
    met.with(others.is_some());
    if let Some(mut archive) = others
        && found.all(|finding| finding.severity == Severity::Info)
    {
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
    met
}

/// Looks at a good book in which one file is another.
pub fn with(path: &str, bytes: &[u8]) -> Met {
    archive(&good_with(path, bytes))
}

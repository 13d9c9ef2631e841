//! The archive of a book, all its files unpacked, and what is wrong with it as a container (EPUB 3.3,
//! 4.2 and 4.3).

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::diag;
use crate::archive::{self, Unreadable};
use crate::diag::{Diagnostic, Place, Severity, Sink};
use crate::model::source::Source;

/// What all files of a book may have unpacked, in bytes; what comes after that is not looked at.
const MOST_UNPACKED: usize = 1 << 29;

/// A file of the archive.
pub struct File {
    /// Its path from the root of the archive.
    pub path: String,
    /// Its content; empty if it could not be unpacked.
    pub bytes: Vec<u8>,
    /// Whether the content is there to be looked at.
    pub content: Content,
    /// What findings call it.
    pub place: String,
    text: OnceCell<Source>,
    /// The text with named characters masked, for documents whose type declares them.
    pub(super) masked: OnceCell<String>,
}

/// Whether the content of a file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// It is.
    Whole,
    /// It is not; that was reported.
    Missing,
}

impl File {
    /// The content as text: UTF-8, or UTF-16 by its mark; what is neither is replaced by U+FFFD.
    pub fn text(&self) -> &Source {
        self.text.get_or_init(|| {
            let (text, _, _) = encoding_rs::UTF_8.decode(&self.bytes);
            Source::new(self.place.as_str(), text.into_owned())
        })
    }

    /// The file as a whole, for findings.
    pub fn whole(&self) -> Place {
        Place::file(self.place.as_str())
    }
}

/// The files of a book.
pub struct Archive {
    /// What findings call the book.
    pub name: String,
    /// The files, in the order of the directory; folders are left out.
    pub files: Vec<File>,
    by_path: HashMap<String, usize>,
}

impl Archive {
    /// The file of a path.
    pub fn find(&self, path: &str) -> Option<&File> {
        self.files.get(*self.by_path.get(path)?)
    }
}

/// Reads the archive of a book. In: what findings call it, and its bytes. Out: its files; what is
/// wrong with them goes to the sink.
pub fn read(name: &str, bytes: &[u8], sink: &mut Sink) -> Archive {
    let mut archive = Archive {
        name: name.to_owned(),
        files: Vec::new(),
        by_path: HashMap::new(),
    };
    let mut report = |code, message: String| {
        sink.push(Diagnostic::new(code, message).at(Place::file(name)));
    };
    let zip = match archive::Archive::open(bytes) {
        Ok(zip) if zip.entries().is_empty() => {
            report(&diag::NOT_AN_ARCHIVE, "there is no file in it".into());
            return archive;
        }
        Ok(zip) => zip,
        Err(why) => {
            report(&diag::NOT_AN_ARCHIVE, why.to_string());
            return archive;
        }
    };
    if let Some(why) = wrong_mimetype(bytes) {
        report(&diag::MIMETYPE, format!("the file `mimetype` {why}"));
    }
    let mut names = HashSet::new();
    for entry in zip.entries() {
        let path = &entry.path;
        if let Some(why) = wrong_name(path) {
            report(
                &diag::ENTRY_NAME,
                format!("`{}` {why}", path.escape_debug()),
            );
        }
        if !names.insert(path.to_lowercase()) {
            let message = format!("there are two files `{path}`, letter case apart");
            report(&diag::ENTRY_TWICE, message);
        }
    }
    let mut room = MOST_UNPACKED;
    for entry in zip
        .entries()
        .iter()
        .filter(|entry| !entry.path.ends_with('/'))
    {
        let place = format!("{name}/{}", entry.path);
        let (bytes, content) = match zip.unpack(entry, room) {
            Ok(bytes) => (bytes.into_owned(), Content::Whole),
            Err(why) => {
                sink.push(unread(why).at(Place::file(place.as_str())));
                (Vec::new(), Content::Missing)
            }
        };
        room -= bytes.len();
        archive
            .by_path
            .insert(entry.path.clone(), archive.files.len());
        archive.files.push(File {
            path: entry.path.clone(),
            bytes,
            content,
            place,
            text: OnceCell::new(),
            masked: OnceCell::new(),
        });
    }
    archive
}

/// The finding about a file that was not unpacked.
fn unread(why: Unreadable) -> Diagnostic {
    let code = match why {
        Unreadable::Encrypted | Unreadable::TooLarge => &diag::NOT_LOOKED_AT,
        _ => &diag::ENTRY_BROKEN,
    };
    let mut finding = Diagnostic::new(code, why.to_string());
    if why == Unreadable::Checksum {
        // There are readers that do not look at it, EPUBCheck among them.
        finding.severity = Severity::Warning;
    }
    finding
}

/// EPUB 3.3, 4.3.3: the first bytes of the archive say what it is.
fn wrong_mimetype(bytes: &[u8]) -> Option<&'static str> {
    let stated = |range: std::ops::Range<usize>| bytes.get(range).unwrap_or_default();
    let begins = stated(0..4) == b"PK\x03\x04" && stated(26..28) == [8, 0];
    if !begins || stated(30..38) != b"mimetype" {
        return Some("is not the first of the archive");
    }
    if stated(28..30) != [0, 0] {
        return Some("has an extra field");
    }
    if stated(8..10) != [0, 0] {
        return Some("is compressed");
    }
    let alone = stated(22..26) == [20, 0, 0, 0] && stated(38..58) == b"application/epub+zip";
    (!alone).then_some("does not hold `application/epub+zip` alone")
}

/// EPUB 3.3, 4.2.3, and APPNOTE.TXT 4.4.17 for what leads out of the archive.
fn wrong_name(path: &str) -> Option<&'static str> {
    let inside = path.strip_suffix('/').unwrap_or(path);
    if path.contains('\u{fffd}') {
        return Some("is not encoded in UTF-8");
    }
    if path.contains(['"', '*', ':', '<', '>', '?', '\\', '|']) {
        return Some("has a character that is not allowed");
    }
    let unassigned = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}');
    if path.contains(|c: char| c.is_control() || unassigned(c)) {
        return Some("has a character that is not allowed");
    }
    if inside
        .split('/')
        .any(|part| matches!(part, "" | "." | ".."))
    {
        return Some("leads out of the archive, or has an empty part");
    }
    if inside.split('/').any(|part| part.ends_with('.')) {
        return Some("ends with a full stop");
    }
    None
}

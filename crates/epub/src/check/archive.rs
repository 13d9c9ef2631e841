//! The archive of a book, and what is wrong with it as a container (EPUB 3.3, 4.2 and 4.3).

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::diag;
use super::room::Room;
use crate::archive::{self, Entry, Unreadable};
use chengshu_text::diag::{Code, Diagnostic, Place, Quoted, Severity, Sink};
use chengshu_text::source::Source;

/// The largest file that is looked into. No document and no picture of a book is as large; sound and
/// film may be, and are only verified.
const LARGEST: usize = 1 << 25;

/// The largest document or style sheet that is read.
const LARGEST_TEXT: usize = 1 << 24;

/// The most bytes kept of unpacked files; the others are unpacked again when it is looked at.
const MOST_KEPT: usize = 12 << 20;

/// The longest path that is looked at, in bytes: every address in a document is resolved against its
/// own.
const LONGEST_PATH: usize = 1024;

/// A file of the archive.
pub struct File {
    /// Its path from the root of the archive.
    pub path: String,
    /// Its size in bytes, as stated.
    pub size: usize,
    /// Whether the content is there to be looked at.
    pub content: Content,
    /// Its number in the archive.
    number: usize,
    /// The name of the book in findings.
    book: Rc<str>,
    kept: Option<Vec<u8>>,
    text: OnceCell<Text>,
}

/// Whether the content of a file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// It is.
    Whole,
    /// It is not; that was reported.
    Missing,
}

/// How a text was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// In UTF-8.
    Utf8,
    /// In UTF-16, by its mark.
    Utf16,
    /// Not at all: it has bytes that are not UTF-8.
    Broken,
}

/// The content of a file as text.
pub struct Text {
    /// The text; what is no character is U+FFFD.
    pub source: Source,
    /// How it was encoded.
    pub encoding: Encoding,
    /// The text with named characters masked, for documents whose type declares them.
    pub(super) masked: OnceCell<String>,
}

impl Text {
    fn of(place: String, bytes: Vec<u8>) -> Self {
        let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let (text, encoding) = match String::from_utf8(bytes) {
            Ok(text) => {
                let unmarked = text.strip_prefix('\u{feff}').map(str::to_owned);
                (unmarked.unwrap_or(text), Encoding::Utf8)
            }
            Err(error) => {
                let (text, _, _) = encoding_rs::UTF_8.decode(error.as_bytes());
                let encoding = if wide { Encoding::Utf16 } else { Encoding::Broken };
                (text.into_owned(), encoding)
            }
        };
        Self { source: Source::new(place, text), encoding, masked: OnceCell::new() }
    }
}

impl File {
    /// The file as a whole, for findings.
    pub fn whole(&self) -> Place {
        Place::file(self.name())
    }

    /// The content as text, where it is kept for the time the book is looked at.
    pub fn kept_text(&self) -> Option<&Text> {
        let kept = self.kept.as_ref()?;
        let text = || Text::of(self.name(), kept.clone());
        Some(self.text.get_or_init(text))
    }

    fn name(&self) -> String {
        let end = self.path.floor_char_boundary(LONGEST_PATH);
        let path = self.path.get(..end).unwrap_or_default();
        format!("{}/{path}", self.book)
    }
}

/// The files of a book.
pub struct Archive<'a> {
    /// The name of the book in findings.
    pub name: String,
    /// The files, in the order of the directory; folders are left out.
    pub files: Vec<File>,
    /// The room for looking at it.
    pub room: Room,
    by_path: HashMap<String, usize>,
    zip: archive::Archive<'a>,
}

impl Archive<'_> {
    /// The size of the book in bytes.
    pub fn length(&self) -> u64 {
        self.zip.length()
    }

    /// The file of a path.
    pub fn find(&self, path: &str) -> Option<&File> {
        self.files.get(*self.by_path.get(normal(path).as_ref())?)
    }

    /// The content of a file, if it is there and no larger than is looked into.
    pub fn bytes<'b>(&self, file: &'b File) -> Option<Cow<'b, [u8]>> {
        self.read(file, LARGEST)
    }

    fn read<'b>(&self, file: &'b File, most: usize) -> Option<Cow<'b, [u8]>> {
        if file.content == Content::Missing || file.size > most {
            return None;
        }
        if let Some(kept) = &file.kept {
            return Some(Cow::Borrowed(kept));
        }
        let entry = self.zip.entries().get(file.number)?;
        self.zip.unpack(entry, most).ok().map(Cow::Owned)
    }

    /// The content of a file as text, read anew.
    pub fn text(&self, file: &File) -> Option<Text> {
        let bytes = self.read(file, LARGEST_TEXT)?;
        Some(Text::of(file.name(), bytes.into_owned()))
    }

    /// True if a file may be read as text, which takes room; one that is there and may not is
    /// reported.
    pub fn admits(&self, file: &File, sink: &mut Sink) -> bool {
        let message = if file.content == Content::Missing {
            return false;
        } else if file.size > LARGEST_TEXT {
            format!("it has more than {} MB", LARGEST_TEXT >> 20)
        } else if file.path.len() > LONGEST_PATH {
            format!("its path has more than {LONGEST_PATH} bytes")
        } else if !self.room.read(file.size) {
            "the documents of the book are far larger than the book".into()
        } else {
            return true;
        };
        sink.push(Diagnostic::new(&diag::NOT_LOOKED_AT, message).at(file.whole()));
        false
    }
}

/// Reads the archive of a book. In: what findings call it, and the book. Out: its files, each
/// verified; what is wrong with them goes to the sink. Nothing, if it is no archive.
pub fn read<'a>(
    name: &str,
    book: impl std::io::Read + std::io::Seek + 'a,
    sink: &mut Sink,
) -> Option<Archive<'a>> {
    let mut report = |code: &'static Code, message: String| {
        sink.push(Diagnostic::new(code, message).at(Place::file(name)));
    };
    let zip = match archive::Archive::open(book) {
        Ok(zip) if zip.entries().is_empty() => {
            report(&diag::NOT_AN_ARCHIVE, "the archive is empty".into());
            return None;
        }
        Ok(zip) => zip,
        Err(Unreadable::TooLarge) => {
            report(&diag::NOT_LOOKED_AT, "its directory is too large".into());
            return None;
        }
        Err(why) => {
            report(&diag::NOT_AN_ARCHIVE, why.to_string());
            return None;
        }
    };
    if let Some(why) = wrong_mimetype(&zip.start(58).unwrap_or_default()) {
        report(&diag::MIMETYPE, format!("the file `mimetype` {why}"));
    }
    check_names(&zip, &mut report);
    let mut archive = Archive {
        name: name.to_owned(),
        files: Vec::new(),
        room: Room::of(&zip),
        by_path: HashMap::new(),
        zip,
    };
    let book_name: Rc<str> = Rc::from(name);
    let mut kept = 0;
    for (number, entry) in archive.zip.entries().iter().enumerate() {
        if entry.path.ends_with('/') {
            continue;
        }
        let mut file = File {
            path: entry.path.clone(),
            size: entry.size as usize,
            content: Content::Whole,
            number,
            book: Rc::clone(&book_name),
            kept: None,
            text: OnceCell::new(),
        };
        let keeps = kept + file.size <= MOST_KEPT;
        match unpacked(&archive.zip, entry, keeps, &archive.room) {
            Ok(bytes) => {
                kept += bytes.as_ref().map_or(0, Vec::len);
                file.kept = bytes;
            }
            Err(why) => {
                sink.push(unread(why).at(file.whole()));
                file.content = Content::Missing;
            }
        }
        archive.by_path.insert(normal(&entry.path).into_owned(), archive.files.len());
        archive.files.push(file);
    }
    Some(archive)
}

/// The form of a path that is compared: some systems write accents apart from their letters
/// (EPUB 3.3, 4.2.3).
pub fn normal(path: &str) -> Cow<'_, str> {
    if path.is_ascii() { Cow::Borrowed(path) } else { Cow::Owned(path.nfc().collect()) }
}

/// Checks the paths of all files.
fn check_names(zip: &archive::Archive, report: &mut impl FnMut(&'static Code, String)) {
    let mut names = HashSet::new();
    for entry in zip.entries() {
        let path = &entry.path;
        if let Some(why) = wrong_name(path) {
            let shown: String = path.chars().take(LONGEST_PATH).collect();
            let shown = shown.escape_debug().to_string();
            report(&diag::ENTRY_NAME, format!("{} {why}", Quoted(&shown)));
        }
        if !names.insert(path.to_lowercase()) {
            let message = format!("two files are named {}, or differ only in case", Quoted(path));
            report(&diag::ENTRY_TWICE, message);
        }
    }
}

/// Unpacks a file to see whether that can be done. Out: its content, if it is to be kept.
fn unpacked(
    zip: &archive::Archive,
    entry: &Entry,
    keeps: bool,
    room: &Room,
) -> Result<Option<Vec<u8>>, Unreadable> {
    if !room.unpack(entry.size.into()) {
        return Err(Unreadable::TooLarge);
    }
    match zip.unpack(entry, LARGEST) {
        Ok(bytes) => Ok(keeps.then_some(bytes)),
        Err(Unreadable::TooLarge) => zip.verify(entry).map(|()| None),
        Err(why) => Err(why),
    }
}

/// The finding about a file that was not unpacked.
fn unread(why: Unreadable) -> Diagnostic {
    let code = match why {
        Unreadable::Encrypted | Unreadable::TooLarge | Unreadable::Overlaps => &diag::NOT_LOOKED_AT,
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
        return Some("is not the first in the archive");
    }
    if stated(28..30) != [0, 0] {
        return Some("has an extra field");
    }
    if stated(8..10) != [0, 0] {
        return Some("is compressed");
    }
    let alone = stated(22..26) == [20, 0, 0, 0] && stated(38..58) == b"application/epub+zip";
    (!alone).then_some("does not contain `application/epub+zip` alone")
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
    if inside.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some("leads out of the archive, or has an empty part");
    }
    if inside.split('/').any(|part| part.ends_with('.')) {
        return Some("ends with a full stop");
    }
    None
}

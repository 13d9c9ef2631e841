//! Recognises the files that the program wrote.
//!
//! A build report, a book and what belongs to a catalogue show it by how they begin, and nobody
//! edits them. What people do edit has a seal where its format has room for a comment: the SHA-256 of
//! what follows, so that a file that was changed since is its owner's. What has no room for one (JSON,
//! RIS) is known by size and SHA-256 in the build report that lies beside it.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use chengshu::ingest::listing::SECTIONS;
use chengshu::report::{self, Build};
use chengshu_catalog as catalog;
use chengshu_epub::package;
use chengshu_pictures::raster::commented;
use chengshu_references::citation::{self, Format};
use sha2::{Digest as _, Sha256};

use crate::cli::digest::hexadecimal;
use crate::cli::disk::regular;

/// How much of a file is looked through for a mark.
const HEAD: u64 = 64 * 1024;

/// The largest report that is looked through for a name.
const LARGEST_REPORT: u64 = 256 * 1024 * 1024;

/// The beginning of a seal.
const SEAL: &str = "Made by chengshu, which keeps the file if it is changed. SHA-256 of the ";

/// Bytes that may stand between a seal and what it is of: the end of a comment, a checksum.
const BETWEEN: u64 = 8;

/// Who wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The program: the file itself shows it.
    Program,
    /// The program: the report beside it says so, and nothing else.
    ProgramByReport,
    /// Somebody else, or somebody else has changed it.
    Other,
}

/// The seal of these bytes, to stand in a comment before them.
fn seal(below: &[u8]) -> String {
    let digest = hexadecimal(&Sha256::digest(below));
    format!("{SEAL}{} bytes below: {digest}", below.len())
}

/// References in a form, with a seal where the form has comments.
pub fn sealed(format: &Format, text: String) -> String {
    match format.comment {
        Some((open, close)) => format!("{open}{}{close}\n{text}", seal(text.as_bytes())),
        None => text,
    }
}

/// A file of sections with a seal.
pub fn sealed_sections(text: &str) -> String {
    format!("# {}\n{text}", seal(text.as_bytes()))
}

/// A manual page with a seal.
pub fn sealed_page(page: &[u8]) -> Vec<u8> {
    [format!(".\\\" {}\n", seal(page)).as_bytes(), page].concat()
}

/// A JPEG or PNG with a seal.
pub fn sealed_picture(bytes: &[u8]) -> Vec<u8> {
    commented(bytes, seal)
}

/// Who wrote a file that is there.
pub fn author(path: &Path) -> io::Result<Author> {
    let mut file = regular::open(path)?;
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head)?;
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    if head.starts_with(Build::start().as_bytes())
        || package::start().is_ok_and(|start| head.starts_with(&start))
        || catalog::is_own(&ending.to_ascii_lowercase(), &head)
        || is_sealed(&mut file, &head)?
    {
        return Ok(Author::Program);
    }
    Ok(if is_reported(path, &mut file)? { Author::ProgramByReport } else { Author::Other })
}

/// Whether a file has a seal that fits it.
fn is_sealed(file: &mut File, head: &[u8]) -> io::Result<bool> {
    let Some((length, digest, end)) = stated(head) else {
        return Ok(false);
    };
    let Some(start) = file.metadata()?.len().checked_sub(length) else {
        return Ok(false);
    };
    if !(end..=end + BETWEEN).contains(&start) {
        return Ok(false);
    }
    Ok(digested(file, start)? == digest)
}

/// The statements of a seal in the head of a file: how many bytes, their digest; and where the seal
/// ends.
fn stated(head: &[u8]) -> Option<(u64, &str, u64)> {
    let at = memchr::memmem::find(head, SEAL.as_bytes())? + SEAL.len();
    let rest = head.get(at..)?;
    let line = rest.get(..rest.len().min(128))?;
    let blank = memchr::memchr(b' ', line)?;
    let length = std::str::from_utf8(line.get(..blank)?).ok()?.parse().ok()?;
    let words = b" bytes below: ";
    let digest = line.get(blank..)?.strip_prefix(words)?.get(..64)?;
    let end = at + blank + words.len() + digest.len();
    Some((length, std::str::from_utf8(digest).ok()?, end as u64))
}

/// The SHA-256 of a file from a place in it on.
fn digested(file: &mut File, from: u64) -> io::Result<String> {
    file.seek(SeekFrom::Start(from))?;
    let mut digest = Sha256::new();
    let mut bytes = vec![0; 64 * 1024];
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hexadecimal(&digest.finalize())),
            read => digest.update(bytes.get(..read).unwrap_or_default()),
        }
    }
}

/// Whether a report beside a file says that it was written as it is.
fn is_reported(path: &Path, file: &mut File) -> io::Result<bool> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Ok(false);
    };
    let bytes = file.metadata()?.len();
    let mut digest = None;
    for report in stems(name).map(|stem| path.with_file_name(format!("{stem}.json"))) {
        let books = report_of(&report).into_iter().flat_map(|report| report.books);
        for output in books.flat_map(|book| book.outputs.into_iter().chain(book.kept)) {
            if output.bytes != bytes || !Path::new(&output.path).ends_with(name) {
                continue;
            }
            if digest.is_none() {
                digest = Some(digested(file, 0)?);
            }
            if digest.as_ref() == Some(&output.sha256) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The entry of a file in a report.
pub fn account(path: &Path) -> io::Result<report::File> {
    let mut file = regular::open(path)?;
    Ok(report::File {
        path: path.display().to_string(),
        bytes: file.metadata()?.len(),
        sha256: digested(&mut file, 0)?,
    })
}

/// The parts of a name before each of its dots: among them the name of the book it belongs to.
fn stems(name: &str) -> impl Iterator<Item = &str> {
    let dots = name.match_indices('.').map(|(at, _)| at);
    dots.filter_map(|at| name.get(..at)).filter(|stem| !stem.is_empty())
}

/// A build report, if that is what lies there.
fn report_of(path: &Path) -> Option<Build> {
    let file = regular::open(path).ok()?;
    let start = Build::start();
    let mut text = Vec::new();
    let mut file = file.take(LARGEST_REPORT);
    (&mut file).take(start.len() as u64).read_to_end(&mut text).ok()?;
    if text != start.as_bytes() {
        return None;
    }
    file.read_to_end(&mut text).ok()?;
    Build::read(std::str::from_utf8(&text).ok()?).ok()
}

/// True if the program wrote a file that is there.
pub fn is_own(path: &Path) -> bool {
    author(path).is_ok_and(|author| author != Author::Other)
}

/// The names of the files in a folder that the program wrote, of those that might be taken for
/// transcripts, settings or references, or for pictures of transcripts. They lie beside a book or its
/// report; pictures beside what has their name.
pub fn made_in(folder: &Path) -> HashSet<OsString> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names: HashSet<OsString> = entries.map(|entry| entry.file_name()).collect();
    let lies_beside_a_book = |name: &str| {
        let mut endings =
            stems(name).flat_map(|stem| [".json", ".epub"].map(|end| format!("{stem}{end}")));
        endings.any(|other| names.contains(&OsString::from(other)))
    };
    let mut alike: HashMap<&OsStr, usize> = HashMap::new();
    for stem in names.iter().filter_map(|name| Path::new(name).file_stem()) {
        *alike.entry(stem).or_default() += 1;
    }
    let is_picture_of_another = |name: &str| {
        let stem = Path::new(name).file_stem();
        // One called so is a cover whoever made it.
        let stem = stem.filter(|stem| !stem.eq_ignore_ascii_case("cover"));
        let is_picture = ["jpg", "png"]
            .map(OsStr::new)
            .contains(&Path::new(name).extension().unwrap_or_default());
        is_picture && stem.is_some_and(|stem| alike.get(stem).is_some_and(|count| *count > 1))
    };
    let may_be_own = |name: &str| {
        let is = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
        is("json")
            || is("xml")
            || name == catalog::PAGE
            || is_picture_of_another(name)
            || (citation::FORMATS.iter().any(|format| is(format.extension))
                && lies_beside_a_book(name)
                // Whoever made it, the next book is made of it.
                && !name.ends_with(SECTIONS))
    };
    let is_ours = |name: &&OsString| {
        name.to_str().is_some_and(may_be_own) && is_own(&folder.join(PathBuf::from(name)))
    };
    names.iter().filter(is_ours).cloned().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    fn who(name: &str, bytes: &[u8]) -> Author {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        author(&path).unwrap()
    }

    #[test]
    fn what_is_sealed_is_ours_until_it_changes() {
        for format in citation::FORMATS.iter().filter(|format| format.comment.is_some()) {
            let text = sealed(format, "灯塔\n".to_owned());
            assert_eq!(who("a.txt", text.as_bytes()), Author::Program);
            for changed in [format!("{text}!"), text.replace('灯', "港")] {
                assert_eq!(who("a.txt", changed.as_bytes()), Author::Other);
            }
        }
        assert_eq!(who("a.1", &sealed_page(b".TH a")), Author::Program);
        // A seal that somebody quotes is none.
        let quoted = format!("海\n{}\n灯塔\n", seal("灯塔\n".as_bytes()));
        assert_eq!(who("a.md", format!("{quoted}潮").as_bytes()), Author::Other);
    }

    #[test]
    fn pictures_are_sealed() {
        for format in [image::ImageFormat::Jpeg, image::ImageFormat::Png] {
            let mut bytes = io::Cursor::new(Vec::new());
            image::RgbImage::new(3, 5).write_to(&mut bytes, format).unwrap();
            let plain = bytes.into_inner();
            let mut picture = sealed_picture(&plain);
            assert_eq!(image::load_from_memory(&picture).unwrap().width(), 3);
            assert_eq!(who("a", &picture), Author::Program);
            assert_eq!(who("a", &plain), Author::Other);
            *picture.last_mut().unwrap() ^= 1;
            assert_eq!(who("a", &picture), Author::Other);
        }
    }

    #[test]
    fn nothing_is_no_work_of_ours() {
        assert_eq!(who("a.epub", b""), Author::Other);
        assert_eq!(who("a.epub", b"PK\x05\x06"), Author::Other);
        assert_eq!(who("a.json", b"{\"schema\": \"report\"}"), Author::Other);
    }
}

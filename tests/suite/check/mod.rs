//! `chengshu check` measured on books that were damaged on purpose.
//!
//! `tests/check/ledger.txt` has a line for each kind of damage: what EPUBCheck says of the book,
//! and what we say. This test holds our part of it, `.ci/damaged.py` the other; both fail when it
//! changes, for better or worse. `CHENGSHU_DAMAGED=DIR` keeps the books.

pub mod archive;
mod command;
mod damages;
mod hostile;
mod rivals;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use chengshu_epub::check::{CHECKS, inspect};
use chengshu_text::diag::{Diagnostic, Severity, Sink};

use archive::{Entry, write};
use damages::{Base, DAMAGES, Damage};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

/// The files of a good book, in a fixed order.
fn good(base: Base) -> Vec<Entry> {
    let folder = root().join(match base {
        Base::Three => "three",
        Base::Two => "two",
    });
    let mut files = vec![Entry::new("mimetype", b"application/epub+zip")];
    for part in ["META-INF", "EPUB"] {
        let mut names: Vec<_> = fs::read_dir(folder.join(part))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort_unstable();
        for name in names {
            let path = format!("{part}/{name}");
            files.push(Entry::new(&path, &fs::read(folder.join(&path)).unwrap()));
        }
    }
    files
}

/// A good book in which the file at `path` has other bytes.
pub fn good_with(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut files = good(Base::Three);
    for file in &mut files {
        if file.name == path.as_bytes() {
            *file = Entry::new(path, bytes);
        }
    }
    write(&files)
}

fn findings(bytes: &[u8]) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    inspect("book.epub", Cursor::new(bytes), &mut sink);
    sink.into_vec()
}

/// What we say of a book, in short: the ids, with a mark for what is less than an error.
fn said(bytes: &[u8]) -> String {
    let short = |finding: &Diagnostic| match finding.severity {
        Severity::Error => finding.code.id.to_owned(),
        severity => format!("{}:{severity}", finding.code.id),
    };
    let all: BTreeSet<String> = findings(bytes).iter().map(short).collect();
    match all.len() {
        0 => "nothing".into(),
        _ => all.into_iter().collect::<Vec<_>>().join(" "),
    }
}

#[test]
fn good_books_are_good() {
    for base in [Base::Three, Base::Two] {
        assert_eq!(said(&write(&good(base))), "nothing");
    }
    assert!(CHECKS.len() > 10);
}

#[test]
fn damage_is_found_as_the_ledger_says() {
    let path = root().join("ledger.txt");
    let ledger = fs::read_to_string(&path).unwrap_or_default();
    let judged = |damage: &Damage| {
        let mut lines = ledger.lines().map(|line| line.split(" | "));
        let line = lines.find_map(|mut cells| (cells.next()? == damage.name).then_some(cells));
        line.and_then(|mut cells| cells.next()).unwrap_or("not judged").to_owned()
    };
    let kept = std::env::var_os("CHENGSHU_DAMAGED").map(PathBuf::from);
    let mut renewed = String::new();
    for damage in DAMAGES {
        let bytes = damage.book(good(damage.base));
        if let Some(folder) = &kept {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join(format!("{}.epub", damage.name)), &bytes).unwrap();
        }
        let _ = writeln!(renewed, "{} | {} | {}", damage.name, judged(damage), said(&bytes));
    }
    if std::env::var_os("CHENGSHU_ACCEPT").is_some() && std::env::var_os("CI").is_none() {
        fs::write(&path, &renewed).unwrap();
        return;
    }
    for (known, new) in ledger.lines().zip(renewed.lines()) {
        assert_eq!(known, new, "run with CHENGSHU_ACCEPT=1 and read the difference");
    }
    assert_eq!(ledger.lines().count(), renewed.lines().count());
}

/// Every finding about a file of the book names it.
#[test]
fn findings_have_places() {
    let damage = DAMAGES.iter().find(|damage| damage.name == "link-in-link").unwrap();
    let found = findings(&damage.book(good(damage.base)));
    let place = found[0].place.as_ref().unwrap();
    assert_eq!(&*place.file, "book.epub/EPUB/one.xhtml");
    assert_eq!(place.line, 12);
    assert!(place.text.contains("旁<span><a href"));
}

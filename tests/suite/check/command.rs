//! The command itself: paths, exit status, and that it writes nothing.

use std::fs;

use super::archive::write;
use super::damages::{Base, DAMAGES};
use super::good;
use crate::book;

#[test]
fn finished_books_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let damage = DAMAGES.iter().find(|damage| damage.name == "link-broken").unwrap();
    fs::write(folder.path().join("good.epub"), write(&good(Base::Three))).unwrap();
    fs::write(folder.path().join("bad.epub"), damage.book(good(Base::Three))).unwrap();
    let fine = book::run(folder.path(), &["check", "good.epub", "--target", "all"]);
    assert_eq!(fine.status.code(), Some(0));
    let line = "good.epub; findings: 0 errors, 0 warnings, 0 notes\n";
    assert_eq!(String::from_utf8(fine.stdout).unwrap(), line);
    let both = book::run(folder.path(), &["check", "bad.epub", "good.epub"]);
    assert_eq!(both.status.code(), Some(1));
    let said = String::from_utf8(both.stderr).unwrap();
    assert!(said.contains("CS1341") && said.contains("bad.epub/EPUB/one.xhtml:12:"), "{said}");
    let none = book::run(folder.path(), &["check", "none.epub", "good.epub"]);
    assert_eq!(none.status.code(), Some(3));
    assert_eq!(String::from_utf8(none.stdout).unwrap(), line);
}

#[test]
fn a_target_looks_at_the_style_sheets_of_a_finished_book() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = good(Base::Three);
    let sheet = files.iter_mut().find(|file| file.name == b"EPUB/style.css").unwrap();
    sheet.bytes = b"p { display: none }".to_vec();
    sheet.checksum = crc32fast::hash(&sheet.bytes);
    fs::write(folder.path().join("a.epub"), write(&files)).unwrap();
    let said = |target| {
        let output = book::run(folder.path(), &["check", "a.epub", "--target", target]);
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said("kindle").contains("CS1205"));
    assert!(!said("epub").contains("CS1205"));
}

#[test]
fn a_folder_is_checked_without_writing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.md"), "---\ntitle: 灯\n---\n\n灯亮着。\n").unwrap();
    fs::write(folder.path().join("in/book.yaml"), "target: kindel\n").unwrap();
    let checked = book::run(folder.path(), &["check", "in"]);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let compiled = book::run(folder.path(), &["compile", "in"]);
    let said = String::from_utf8(checked.stderr).unwrap();
    assert!(said.contains("CS1201"), "{said}");
    assert!(String::from_utf8(compiled.stderr).unwrap().ends_with(&said));
    assert_eq!(checked.status.code(), compiled.status.code());
    let none = folder.path().join("empty");
    fs::create_dir(&none).unwrap();
    assert_eq!(book::run(&none, &["check", "."]).status.code(), Some(3));
}

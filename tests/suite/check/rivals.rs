//! What `check` finds in the books of other makers.

use std::ffi::OsStr;
use std::fs;
use std::process::Command;

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};

use super::findings;

const PAGE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh-CN\" xml:lang=\"zh-CN\">\
    <head><title>灯</title></head><body><h1>灯</h1><p>灯亮着。</p></body></html>";

/// epub-builder gives the language and the author one id, which EPUBCheck reports as RSC-005.
#[test]
fn the_id_that_epub_builder_gives_twice_is_found() {
    let mut builder = EpubBuilder::new(ZipLibrary::new().unwrap()).unwrap();
    builder.epub_version(EpubVersion::V33);
    builder.set_title("灯");
    builder.add_author("林望潮");
    builder.add_language("zh-CN");
    let page = EpubContent::new("one.xhtml", PAGE.as_bytes()).title("灯");
    builder.add_content(page).unwrap();
    let mut book = Vec::new();
    builder.generate(&mut book).unwrap();
    let found = findings(&book);
    let twice = found
        .iter()
        .find(|finding| finding.code.id == "CS1316")
        .unwrap();
    let place = twice.place.as_ref().unwrap();
    assert!(place.file.ends_with("content.opf"), "{}", place.file);
    assert!(place.text.contains("dc:language") || place.text.contains("dc:creator"));
}

/// Pandoc 2.17 takes the language of the terminal for that of the book, and wants no title, which
/// EPUBCheck reports as OPF-092 and RSC-005. Where it is not installed, as it is in
/// CI, there is nothing to look at.
#[test]
fn what_pandoc_states_without_knowing_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let version = Command::new("pandoc").arg("--version").output();
    let first = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    if !first.is_ok_and(|text| text.starts_with("pandoc 2.17")) {
        println!("pandoc 2.17 is not installed");
        return;
    }
    let text = folder.path().join("a.md");
    fs::write(&text, "# 灯\n\n灯亮着。\n\n[下一篇](b.md)\n").unwrap();
    let book = folder.path().join("a.epub");
    let made = Command::new("pandoc")
        .args([OsStr::new("-o"), book.as_os_str(), text.as_os_str()])
        .env("LANG", "C")
        .env("LC_ALL", "C")
        .status()
        .unwrap();
    assert!(made.success());
    let found = findings(&fs::read(book).unwrap());
    let said: Vec<_> = found.iter().map(|f| (f.code.id, &*f.message)).collect();
    for (id, word) in [
        ("CS1312", "dc:title"),
        ("CS1313", "`C`"),
        ("CS1341", "b.md"),
    ] {
        let there = said
            .iter()
            .any(|(own, text)| *own == id && text.contains(word));
        assert!(there, "{id} {word}: {said:?}");
    }
}

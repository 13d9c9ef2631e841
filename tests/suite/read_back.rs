//! What went into the metadata of a book comes out of it again, read by a library of others.

use chengshu::devices::TARGETS;
use std::fs;

use rbook::Epub;

use crate::book;

const SETTINGS: &str = "\
title: 灯与港
subtitle: 两篇
author:
  - {name: 林望潮, file-as: Lin Wangchao}
  - Anna Ray
contributors:
  - {name: 陈守灯, role: 译者}
series: 海边丛书
number: 3
publisher: 潮汐社
rights: 版权所有
description: 一本讲灯和港的书。
subjects: [灯塔, 港口]
identifier: urn:isbn:9787000000001
date: 2021-02-03
";

const CHAPTER: &str = "---\ntitle: 灯\ndate: 1609459200\n---\n\n## 上\n\n甲。\n\n## 下\n\n乙。\n";

#[test]
fn metadata_and_contents_read_back() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/book.yaml"), SETTINGS).unwrap();
    fs::write(folder.path().join("in/a.md"), CHAPTER).unwrap();
    let other = CHAPTER.replace("title: 灯", "title: 港");
    fs::write(folder.path().join("in/b.md"), other).unwrap();
    let output = book::run(folder.path(), &["compile", "in", "-o", "out", "--target", "all"]);
    assert!(output.status.success());
    let mut books = 0;
    for path in book::files(&folder.path().join("out"), ".epub") {
        let epub = Epub::options().strict(true).open(&path).unwrap();
        // Kindle knows no series: its title carries it.
        let is_for_kindle = path.to_string_lossy().contains(".kindle.");
        let title = if is_for_kindle { "海边丛书 3：灯与港" } else { "灯与港" };
        assert_metadata(&epub, title);
        assert_contents(&epub);
        books += 1;
    }
    assert_eq!(books, TARGETS.len());
}

fn assert_metadata(epub: &Epub, title: &str) {
    let metadata = epub.metadata();
    assert_eq!(metadata.title().unwrap().value(), title);
    let titles: Vec<_> = metadata.titles().map(|title| title.value()).collect();
    assert_eq!(titles, [title, "两篇"]);
    let creators: Vec<_> = metadata
        .creators()
        .map(|creator| (creator.value(), creator.file_as()))
        .collect();
    assert_eq!(creators, [("林望潮", Some("Lin Wangchao")), ("Anna Ray", None)]);
    let role = metadata.contributors().next().unwrap().main_role();
    assert_eq!(role.unwrap().code(), "trl");
    let language = metadata.language().unwrap();
    assert_eq!(language.value(), "zh-CN");
    let identifier = metadata.identifier().unwrap();
    assert_eq!(identifier.value(), "urn:isbn:9787000000001");
    let published = metadata.published().unwrap().date();
    assert_eq!((published.year(), published.month(), published.day()), (2021, 2, 3));
    // The newest transcript's date.
    let modified = metadata.modified().unwrap().date();
    assert_eq!((modified.year(), modified.month(), modified.day()), (2021, 1, 1));
    let value = |property: &str| {
        let mut found = metadata.by_property(property);
        found.next().map(|entry| entry.value().to_owned())
    };
    for (property, expected) in [
        ("dc:publisher", "潮汐社"),
        ("dc:rights", "版权所有"),
        ("dc:description", "一本讲灯和港的书。"),
        ("belongs-to-collection", "海边丛书"),
        ("calibre:series", "海边丛书"),
        ("calibre:series_index", "3"),
    ] {
        assert_eq!(value(property).as_deref(), Some(expected), "{property}");
    }
    let collection = metadata.by_property("belongs-to-collection").next().unwrap();
    let position = collection.refinements().by_property("group-position").next();
    assert_eq!(position.unwrap().value(), "3");
    let tags: Vec<_> = metadata.tags().map(|tag| tag.value()).collect();
    assert_eq!(tags, ["灯塔", "港口"]);
}

fn assert_contents(epub: &Epub) {
    let toc = epub.toc();
    let root = toc.contents().unwrap();
    let labels = |entries: Vec<rbook::epub::toc::EpubTocEntry<'_>>| -> Vec<String> {
        entries.iter().map(|entry| entry.label().to_owned()).collect()
    };
    let chapters = labels(root.iter().collect());
    assert!(chapters.starts_with(&["引言".into(), "灯".into(), "港".into()]), "{chapters:?}");
    let lamp = root.iter().nth(1).unwrap();
    assert_eq!(labels(lamp.iter().collect()), ["上", "下"]);
    // Every entry leads to a file of the book.
    for entry in root.flatten() {
        assert!(entry.manifest_entry().is_some(), "{}", entry.label());
    }
}

//! `chengshu catalog`, on books compiled here: what is written keeps to the schemas, every
//! reference leads to a file, and a broken book does not stop the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use resvg::usvg::roxmltree::{Document, Node};
use serde_json::Value;

use crate::book;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// A folder with a book for two targets and in a series, one that is broken, and their catalogue.
fn catalogue(arguments: &[&str]) -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let talks = folder.path().join("talks");
    fs::create_dir(&talks).unwrap();
    let text = "---\ntitle: 灯塔\ndate: 1600000000\n---\n海边有一座灯塔。\n";
    fs::write(talks.join("a.md"), text).unwrap();
    for (name, number) in [("灯塔 一", "1"), ("灯塔 二", "2")] {
        let output = book::run(
            folder.path(),
            &[
                "compile", "talks", "-o", "out", "--target", "epub", "--target", "kobo",
                "--author", "林望潮", "--series", "海港夜话", "--number", number, "--title", name,
                "--name", name,
            ],
        );
        assert!(output.status.success(), "{output:?}");
    }
    let out = folder.path().join("out");
    fs::create_dir(out.join("more")).unwrap();
    fs::write(out.join("more/broken.epub"), "PK").unwrap();
    let output = book::run(folder.path(), &[&["catalog"], arguments].concat());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("error[CS1401]") && said.contains("more/broken.epub"), "{said}");
    let mut files = BTreeMap::new();
    gather(&out, "", &mut files);
    (folder, files)
}

fn gather(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// Fails unless a reference in a file leads to another.
fn assert_leads(files: &BTreeMap<String, Vec<u8>>, from: &str, reference: &str) {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in reference.split('/') {
        match part {
            ".." => assert!(path.pop().is_some(), "{from}: {reference}"),
            part => path.push(part),
        }
    }
    let path = path.join("/");
    let path = percent_encoding::percent_decode_str(&path).decode_utf8().unwrap();
    assert!(files.contains_key(path.as_ref()), "{from}: {reference}");
}

#[test]
fn feeds_of_opds_1_keep_to_atom() {
    let (_folder, files) = catalogue(&[]);
    let mut entries = 0;
    for (path, content) in files.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let text = std::str::from_utf8(content).unwrap();
        let document = Document::parse(text).unwrap();
        let feed = document.root_element();
        assert!(feed.has_tag_name((ATOM, "feed")), "{path}");
        assert_member(path, feed);
        let kind = link(feed, "self").and_then(|link| link.attribute("type")).unwrap();
        assert!(link(feed, "start").is_some(), "{path}");
        let mut ids = Vec::new();
        for entry in feed.children().filter(|node| node.has_tag_name((ATOM, "entry"))) {
            entries += 1;
            assert_member(path, entry);
            ids.push(one(path, entry, "id"));
            let acquires = entry.children().any(|node| {
                node.attribute("rel")
                    .is_some_and(|rel| rel.starts_with("http://opds-spec.org/acquisition"))
            });
            // OPDS 1.2, section 2: a feed is of one kind, and its entries tell which.
            assert_eq!(acquires, kind.ends_with("kind=acquisition"), "{path}");
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}");
        for link in document.descendants().filter(|node| node.has_tag_name((ATOM, "link"))) {
            assert!(link.has_attribute("rel") && link.has_attribute("type"), "{path}");
            assert_leads(&files, path, link.attribute("href").unwrap());
        }
    }
    // Root: new, all, by series; each book in new, all and its series; the series themselves.
    assert_eq!(entries, 3 + 2 + 2 + 2 + 1);
}

/// What RFC 4287, sections 4.1.1 and 4.1.2, ask of feeds and entries.
fn assert_member(path: &str, node: Node<'_, '_>) {
    const MANY: &[&str] = &["author", "category", "contributor", "link", "entry"];
    const ONE: &[&str] = &["id", "title", "updated", "rights", "summary", "content", "generator"];
    for name in ["id", "title", "updated"] {
        assert!(!one(path, node, name).is_empty(), "{path}: {name}");
    }
    let updated = one(path, node, "updated");
    assert!(updated.len() == 20 && updated.ends_with('Z'), "{path}: {updated}");
    assert!(one(path, node, "id").starts_with("urn:uuid:"), "{path}");
    let has_content = node.children().any(|child| child.has_tag_name((ATOM, "content")));
    assert!(has_content || link(node, "alternate").is_some(), "{path}");
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name();
        if name.namespace() != Some(ATOM) {
            continue;
        }
        let name = name.name();
        // OPDS 1.2, section 5.1.3.
        let is_text = child.attribute("type") == Some("text");
        assert!(name != "summary" || is_text, "{path}");
        assert!(MANY.contains(&name) || ONE.contains(&name), "{path}: {name}");
        if ONE.contains(&name) {
            one(path, node, name);
        }
    }
}

/// The text of the one element of a name.
fn one<'a>(path: &str, node: Node<'a, 'a>, name: &str) -> &'a str {
    let named: Vec<_> = node.children().filter(|child| child.has_tag_name((ATOM, name))).collect();
    assert_eq!(named.len(), 1, "{path}: {name}");
    named[0].text().unwrap_or_default()
}

fn link<'a>(node: Node<'a, 'a>, relation: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.attribute("rel") == Some(relation))
}

#[test]
fn feeds_of_opds_2_keep_to_their_schemas() {
    let (_folder, files) = catalogue(&[]);
    let mut publications = 0;
    // Beside the books lie reports of their builds.
    let is_feed = |path: &str| path.starts_with("opds/") && path.ends_with(".json");
    for (path, content) in files.iter().filter(|(path, _)| is_feed(path)) {
        let feed: Value = serde_json::from_slice(content).unwrap();
        assert!(feed["metadata"]["title"].is_string(), "{path}");
        let links = feed["links"].as_array().unwrap();
        assert!(links.iter().any(|link| link["rel"] == "self"), "{path}");
        assert!(feed["navigation"].is_array() != feed["publications"].is_array(), "{path}");
        let listed = |name: &str| feed[name].as_array().cloned().unwrap_or_default();
        for way in listed("navigation") {
            assert!(way["title"].is_string(), "{path}");
            assert_leads(&files, path, way["href"].as_str().unwrap());
        }
        for publication in listed("publications") {
            publications += 1;
            let metadata = &publication["metadata"];
            assert_eq!(metadata["language"], "zh-CN");
            assert_eq!(metadata["author"][0]["name"], "林望潮");
            assert_eq!(metadata["belongsTo"]["series"]["name"], "海港夜话");
            assert!(metadata["belongsTo"]["series"]["position"].is_number());
            assert!(metadata["identifier"].as_str().unwrap().starts_with("urn:"));
            let types: Vec<_> = publication["links"]
                .as_array()
                .unwrap()
                .iter()
                .map(|link| {
                    assert_eq!(link["rel"], "http://opds-spec.org/acquisition/open-access");
                    assert_leads(&files, path, link["href"].as_str().unwrap());
                    link["type"].as_str().unwrap()
                })
                .collect();
            assert_eq!(types, ["application/epub+zip", "application/kepub+zip"]);
            for image in publication["images"].as_array().unwrap() {
                assert_eq!(image["type"], "image/jpeg");
                assert_leads(&files, path, image["href"].as_str().unwrap());
            }
        }
    }
    assert_eq!(publications, 6);
}

#[test]
fn the_page_leads_to_every_file() {
    let (_folder, files) = catalogue(&["--title", "夜航"]);
    let page = std::str::from_utf8(&files["index.html"]).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    assert!(page.contains("<h1>夜航</h1>") && !page.contains("<script"));
    let mut led = 0;
    for piece in page.split("href=\"").skip(1).chain(page.split("src=\"").skip(1)) {
        assert_leads(&files, "index.html", piece.split('"').next().unwrap());
        led += 1;
    }
    assert!(led >= 4 + 2 + 2, "{led}");
    let thumbnail = &files["covers/灯塔 一.thumbnail.jpg"];
    assert!(thumbnail.starts_with(&[0xff, 0xd8]) && thumbnail.len() < 100_000);
}

#[test]
fn the_same_books_give_the_same_bytes_again() {
    let (folder, first) = catalogue(&[]);
    let output = book::run(folder.path(), &["catalog", "out"]);
    assert_eq!(output.status.code(), Some(1));
    let mut second = BTreeMap::new();
    gather(&folder.path().join("out"), "", &mut second);
    assert!(first == second);
}

#[test]
fn a_page_of_others_is_spared_and_no_books_are_no_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let empty = book::run(folder.path(), &["catalog", "."]);
    assert_eq!(empty.status.code(), Some(3), "{empty:?}");
    fs::write(folder.path().join("index.html"), "mine").unwrap();
    let other = book::run(folder.path(), &["catalog", "."]);
    assert_eq!(other.status.code(), Some(3), "{other:?}");
    assert_eq!(fs::read_to_string(folder.path().join("index.html")).unwrap(), "mine");
    // With a book there would be a page, which is refused before anything is written.
    fs::write(folder.path().join("a.md"), "一段。\n").unwrap();
    let made = book::run(folder.path(), &["compile", "a.md", "-o", "."]);
    assert!(made.status.code() < Some(2), "{made:?}");
    let refused = book::run(folder.path(), &["catalog", "."]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    assert!(!folder.path().join("covers").exists() && !folder.path().join("opds").exists());
    let forced = book::run(folder.path(), &["catalog", ".", "--force"]);
    assert_eq!(forced.status.code(), Some(0), "{forced:?}");
    let wrong = book::run(folder.path(), &["catalog", ".", "--base-url", "books"]);
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");
}

#[test]
fn a_book_that_says_little_is_listed_with_findings() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("bare.EPUB");
    let mut archive = zip::ZipWriter::new(fs::File::create(&place).unwrap());
    let mut add = |name: &str, text: &str| {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    };
    add(
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>",
    );
    add(
        "p.opf",
        "<package><metadata><meta name=\"cover\" content=\"c\"/></metadata>\
         <manifest><item id=\"c\" href=\"none.jpg\"/></manifest></package>",
    );
    archive.finish().unwrap();
    let output = book::run(folder.path(), &["catalog", "."]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("warning[CS1402]").count(), 2, "{said}");
    assert_eq!(said.matches("warning[CS1403]").count(), 1, "{said}");
    let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
    assert!(page.contains("<h3>bare</h3>") && !page.contains("<img"), "{page}");
}

//! The works cited: every link from a chapter to the bibliography has one that leads back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::book;

/// Compiles the folder of the case `works` with settings added, and returns the book's files.
fn compile(settings: &str) -> BTreeMap<String, Vec<u8>> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/works/in");
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("in");
    fs::create_dir(&folder).unwrap();
    for entry in fs::read_dir(case).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    fs::write(folder.join("book.yaml"), settings).unwrap();
    let output = book::run(scratch.path(), &["compile", "in", "--name", "book"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let name = settings.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    book::open(&scratch.path().join("out/book.epub"), &format!("works{name}"))
}

/// Every link in the pages: the page and id it stands at, its classes and role, and where it
/// leads, as page and fragment.
fn links(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String, String)> {
    let mut links = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".xhtml")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let file = name.rsplit('/').next().unwrap();
        for tag in page.split('<').filter_map(|piece| piece.strip_prefix("a ")) {
            let tag = tag.split('>').next().unwrap();
            let value = |attribute: &str| {
                let start = format!("{attribute}=\"");
                let rest = tag.split(&start).nth(1).unwrap_or_default();
                rest.split('"').next().unwrap_or_default().to_owned()
            };
            links.push((format!("{file}#{}", value(" id")), value("role"), value("href")));
        }
    }
    links
}

#[test]
fn every_link_leads_both_ways() {
    for settings in [
        "bibliography: by-chapter",
        "bibliography: alphabetical",
        "bibliography: cited-order",
        "citation-style: gb-t-7714-2015-author-date",
        "citation-style: as-stated",
    ] {
        let files = compile(settings);
        let links = links(&files);
        let there: BTreeSet<(String, String)> = links
            .iter()
            .filter(|(at, role, _)| role == "doc-biblioref" && at.contains("#r-"))
            .map(|(at, _, to)| (at.clone(), to.clone()))
            .collect();
        let back: BTreeSet<(String, String)> = links
            .iter()
            .filter(|(_, role, _)| role == "doc-backlink")
            .map(|(at, _, to)| {
                let page = at.split('#').next().unwrap();
                let entry = to.split("#r-").nth(1).unwrap();
                (to.clone(), format!("{page}#b-{entry}"))
            })
            .collect();
        assert!(there.len() >= 9, "{settings}: {there:?}");
        assert_eq!(there, back, "{settings}");
        let bibliography = &files["EPUB/text/bibliography.xhtml"];
        let bibliography = std::str::from_utf8(bibliography).unwrap();
        for (_, to) in &there {
            let id = to.split('#').nth(1).unwrap();
            assert!(bibliography.contains(&format!("<li id=\"{id}\">")), "{settings}: {to}");
        }
    }
}

#[test]
fn first_mentions_lead_to_their_works() {
    let files = compile("title: 灯与雾");
    let page = std::str::from_utf8(&files["EPUB/text/c01.xhtml"]).unwrap();
    assert_eq!(page.matches("class=\"mention\"").count(), 2);
    assert!(page.contains(">《灯塔与雾》</a>里说"));
    assert!(page.contains("。《灯塔与雾》又说"));
}

#[test]
fn a_hostile_description_gives_a_book() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("in");
    fs::create_dir(&folder).unwrap();
    let mut text = String::from("---\ntitle: 乱\ndescription: |\n  参考资料：\n");
    for number in 0..2000 {
        let line = match number % 8 {
            0 => format!("{}书{number}{}", "《".repeat(9), "》".repeat(5)),
            1 => format!("《没有关上的书{number}"),
            2 => format!("<script>alert({number})</script><b>《粗{number}》</i>"),
            3 => format!("\u{202e}《倒{number}》\u{feff}\u{301}"),
            4 => format!("Смесь {number} 「混」 mixed かな {{}} & < > \" '"),
            5 => format!("https://a.example/{number}?a=<b>&c=\"d\""),
            6 => format!("（【[〔{number}"),
            _ => format!("《书》，，，；；{number}年，，译著编，"),
        };
        text.push_str("  ");
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("---\n正文。\n");
    fs::write(folder.join("a.md"), text).unwrap();
    let output = book::run(scratch.path(), &["compile", "in", "--name", "book", "-q"]);
    assert_eq!(output.status.code(), Some(0));
    let files = book::open(&scratch.path().join("out/book.epub"), "hostile");
    book::assert_well_formed(&files);
    let all = book::text(&files);
    assert!(all.contains("没有关上的书1993"));
    let pages = files.iter().filter(|(name, _)| name.ends_with(".xhtml"));
    for (name, bytes) in pages {
        assert!(bytes.len() < 240_000, "{name} has {} bytes", bytes.len());
        assert!(!String::from_utf8_lossy(bytes).contains("<script"));
    }
}

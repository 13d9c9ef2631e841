//! The stage as a whole, on books made up here.

use super::*;
use chengshu_epub::publication::{Accessibility, Contributor, SeriesMembership};

const EDITIONS: &[Edition] = &[
    Edition { ending: ".epub", name: "epub", serves: "all" },
    Edition { ending: ".kepub.epub", name: "kobo", serves: "Kobo" },
];

fn book(path: &str, series: Option<(&str, &str)>) -> Book {
    let title = name(path).to_owned();
    Book {
        path: path.to_owned(),
        size: 24_300,
        metadata: Metadata {
            identifier: format!("urn:uuid:{}", uuid(edition_of(path, EDITIONS).unwrap().2)),
            title,
            subtitle: None,
            language: "zh-CN".into(),
            modified: "2021-03-04T05:06:07Z".into(),
            date: Some("2021-03".into()),
            creators: vec![Contributor {
                name: "林望潮".into(),
                file_as: None,
                role: "aut".into(),
            }],
            contributors: Vec::new(),
            publisher: None,
            rights: None,
            sources: Vec::new(),
            description: Some("灯塔 <b>与</b> & 海".into()),
            subjects: vec!["海港".into()],
            series: series.map(|(name, number)| SeriesMembership {
                name: name.into(),
                number: Some(number.into()),
            }),
            accessibility: Accessibility::default(),
        },
        cover: None,
    }
}

fn arranged(books: Vec<Book>) -> (Vec<Publication>, Vec<&'static str>) {
    let mut sink = Sink::default();
    let publications = arrange(books, EDITIONS, Timestamp::EPOCH, &mut sink);
    let found = sink.into_vec().iter().map(|finding| finding.code.id).collect();
    (publications, found)
}

fn written(publications: &[Publication], base: Option<&str>) -> Vec<(String, String)> {
    files(&Catalog { title: None, base, publications })
}

fn file<'a>(files: &'a [(String, String)], path: &str) -> &'a str {
    &files.iter().find(|(name, _)| name == path).unwrap().1
}

#[test]
fn editions_of_a_book_are_one_entry() {
    let books = vec![book("a.kepub.epub", None), book("a.epub", None), book("b.epub", None)];
    let (publications, found) = arranged(books);
    let paths: Vec<Vec<&str>> = publications
        .iter()
        .map(|one| one.downloads.iter().map(|file| file.path.as_str()).collect())
        .collect();
    assert_eq!(paths, [vec!["a.epub", "a.kepub.epub"], vec!["b.epub"]]);
    assert!(found.is_empty());
    let files = written(&publications, None);
    let feed = file(&files, "opds/all.xml");
    assert!(feed.contains("href=\"../a.kepub.epub\" type=\"application/kepub+zip\""));
}

#[test]
fn other_books_with_the_same_identifier_are_told_apart() {
    let mut other = book("b.epub", None);
    other.metadata.identifier = book("a.epub", None).metadata.identifier;
    let (publications, found) = arranged(vec![book("a.epub", None), other]);
    assert_eq!(found, ["CS1404"]);
    assert_ne!(publications[0].id, publications[1].id);
}

#[test]
fn what_is_no_uri_or_date_is_made_one() {
    let mut one = book("a.epub", None);
    one.metadata.identifier = "ISBN 978 0".into();
    one.metadata.modified = "yesterday".into();
    one.metadata.date = None;
    let (publications, _) = arranged(vec![one]);
    assert!(publications[0].id.starts_with("urn:uuid:"));
    assert_eq!(publications[0].updated, Timestamp::EPOCH);
}

#[test]
fn long_lists_have_pages() {
    let books = (0..120).map(|n| book(&format!("{n:03}.epub"), None)).collect();
    let (publications, _) = arranged(books);
    let files = written(&publications, None);
    let count = |path| file(&files, path).matches("<entry>").count();
    assert_eq!(
        [count("opds/all.xml"), count("opds/all-2.xml"), count("opds/all-3.xml")],
        [50, 50, 20]
    );
    let second = file(&files, "opds/all-2.xml");
    for (relation, name) in
        [("first", "all"), ("previous", "all"), ("next", "all-3"), ("last", "all-3")]
    {
        assert!(second.contains(&format!("rel=\"{relation}\" href=\"{name}.xml\"")), "{relation}");
    }
    assert!(!file(&files, "opds/all-3.xml").contains("rel=\"next\""));
    assert_eq!(count("opds/new.xml"), 50);
}

#[test]
fn series_are_in_the_order_of_their_numbers() {
    let books = vec![
        book("x.epub", Some(("海港夜话", "10"))),
        book("y.epub", Some(("海港夜话", "2"))),
        book("z.epub", None),
    ];
    let (publications, _) = arranged(books);
    let files = written(&publications, None);
    let (path, feed) = files.iter().find(|(path, _)| path.starts_with("opds/series-")).unwrap();
    assert!(feed.find("y.epub") < feed.find("x.epub"));
    let root = file(&files, "opds/series.xml");
    assert!(root.contains(path.strip_prefix("opds/").unwrap()));
    let page = file(&files, "index.html");
    assert!(page.find("海港夜话") < page.find("单行本"));
}

#[test]
fn what_books_say_stays_text() {
    let mut one = book("a.epub", None);
    one.metadata.title = "<script>alert(1)</script>".into();
    let (publications, _) = arranged(vec![one]);
    for (path, content) in written(&publications, None) {
        // In JSON there is nothing to escape from but quotation marks.
        let is_json = content.starts_with('{');
        assert!(is_json || !content.contains("<script"), "{path}");
    }
}

#[test]
fn a_base_makes_all_references_absolute() {
    let (publications, _) = arranged(vec![book("夜.epub", None)]);
    for (path, content) in written(&publications, Some("https://books.example/x")) {
        for reference in content.split("href").skip(1) {
            let reference = reference.trim_start_matches(['"', ':', ' ', '=']);
            assert!(reference.starts_with("https://books.example/x/"), "{path}: {reference:.60}");
        }
    }
}

#[test]
fn identifiers_that_are_uris_are_kept() {
    for uri in ["urn:isbn:9787000000000", "https://a.example/%E7%81%AF#b", "http://a"] {
        assert!(is_uri(uri), "{uri}");
    }
    for other in [
        "urn:", "urn:isbn:", "urn::a", "http://", "https://a b", "urn:a:b[1]", "urn:a:1#x#y",
        "http://a/%2", "http://a/%zz", "9787000000000",
    ] {
        assert!(!is_uri(other), "{other}");
    }
}

/// The elements of a document with the names of their attributes.
fn shape(text: &str) -> Vec<String> {
    use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).unwrap();
    let elements = document.descendants().filter(Node::is_element);
    let shapes = elements.map(|element| {
        let mut shape = element.tag_name().name().to_owned();
        for attribute in element.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            shape.extend([" ", name]);
            // Nothing but paths, and the widths of `srcset`.
            let in_path = |c: char| c.is_ascii_alphanumeric() || "-._~/% ,".contains(c);
            let is_address = matches!(name, "href" | "src" | "srcset");
            assert!(!is_address || value.chars().all(in_path), "{name}: {value}");
        }
        shape
    });
    shapes.collect()
}

/// Whatever a book states, page and feeds have the elements of any other.
#[test]
fn nothing_stated_is_markup() {
    let shapes = |stated: &str| -> Vec<Vec<String>> {
        let text = || Some(stated.to_owned());
        let mut one = book("x.epub", Some((stated, stated)));
        one.path = format!("x{}.epub", stated.replace('/', "-"));
        one.metadata.title = stated.to_owned();
        one.metadata.language = stated.to_owned();
        one.metadata.creators[0].name = stated.to_owned();
        one.metadata.subjects = vec![stated.to_owned()];
        one.metadata.description = text();
        one.metadata.publisher = text();
        one.metadata.rights = text();
        let (publications, _) = arranged(vec![one]);
        let files = written(&publications, None);
        let (json, markup): (Vec<_>, Vec<_>) =
            files.iter().partition(|(_, text)| text.starts_with('{'));
        for (path, text) in json {
            let read = serde_json::from_str::<serde_json::Value>(text);
            assert!(read.is_ok(), "{path}");
        }
        markup.iter().map(|(_, text)| shape(text)).collect()
    };
    let usual = shapes("灯塔");
    for stated in [
        "</title></style></script><script>alert(1)</script>",
        "\" onload=\"alert(1)\" x='",
        "javascript:alert(1)//",
        "]]><![CDATA[ <!-- --> &lt; &#60; &amp",
        "../../etc/passwd?x#y",
        "a\u{1}\u{b}\r\n\t\u{fffe}\u{2028}\u{202e}b",
        "{{x}} ${x} {% x %}",
    ] {
        assert_eq!(shapes(stated), usual, "{stated:?}");
    }
}

//! What we export, read back by the parsers of others. Zotero reads the same formats.

use biblatex::{Bibliography, ChunksExt as _};
use biblib::{CitationParser as _, RisParser};
use chengshu_references::citation::{FORMATS, ListedWork, Listing};
use chengshu_references::reference::{Name, Reference};
use hayagriva::citationberg::json::Item;

use crate::citations;

/// A name that formats of names in parts could take apart.
const WITH_A_COMMA: &str = "甲, 乙 and 丙";

/// The mixed list, and works of signs that mean something to one of the formats.
fn works() -> Vec<Reference> {
    let mut works = citations::stated_in_fields();
    works.extend(citations::running());
    for title in [
        "灯 & 雾 {一} 100% #1 $2 _a_ ^b^ ~c~ \\d",
        "\"引\" 'q' <i>斜</i>: - [x] | @y",
        "TY  - BOOK",
    ] {
        works.push(Reference {
            title: title.to_owned(),
            authors: vec![Name::from(WITH_A_COMMA)],
            ..Reference::default()
        });
    }
    works
}

fn written(name: &str, works: &[Reference]) -> String {
    let keyed = works.iter().enumerate();
    let listing = Listing {
        transcripts: Vec::new(),
        works: keyed
            .map(|(number, reference)| ListedWork {
                key: format!("w-{}", number + 1),
                reference,
                cited: Vec::new(),
            })
            .collect(),
    };
    let format = FORMATS.iter().find(|format| format.name == name).unwrap();
    (format.write)(&listing)
}

#[test]
fn ris_reads_back() {
    let works = works();
    let read = RisParser::new().parse(&written("ris", &works)).unwrap();
    assert_eq!(read.len(), works.len());
    for (work, read) in works.iter().zip(read) {
        assert_eq!(read.title, work.title);
        // RIS has no way to say that a comma parts no name.
        if work.authors == [Name::from(WITH_A_COMMA)] {
            continue;
        }
        // This parser makes no difference between those who wrote a work and the others.
        let people = work.authors.len() + work.further.translators.len();
        assert_eq!(read.authors.len(), people, "{}", work.title);
        for (name, read) in work.authors.iter().zip(&read.authors) {
            if let Name::Parts { family, .. } = name {
                assert_eq!(read.name, *family);
            }
        }
        assert_eq!(read.date.map(|date| date.year), work.year(), "{}", work.title);
        // Identifiers have no case, and this parser makes it small.
        assert_eq!(read.doi, work.further.doi.as_ref().map(|doi| doi.to_lowercase()));
        assert_eq!(read.volume, work.further.volume);
    }
}

#[test]
fn bibtex_reads_back() {
    let works = works();
    let read = Bibliography::parse(&written("bibtex", &works)).unwrap();
    assert_eq!(read.len(), works.len());
    for (number, work) in works.iter().enumerate() {
        let entry = read.get(&format!("w-{}", number + 1)).unwrap();
        // TeX knows one space only.
        let title: Vec<&str> = work.title.split_whitespace().collect();
        let read = entry.title().unwrap().format_verbatim();
        assert_eq!(read, title.join(" "));
        if work.authors.is_empty() {
            continue;
        }
        let authors = entry.author().unwrap();
        let named: Vec<_> = authors.iter().filter(|name| name.name != "others").collect();
        assert_eq!(named.len(), work.authors.len(), "{}", work.title);
        for (name, read) in work.authors.iter().zip(named) {
            match name {
                Name::Whole(name) => assert_eq!(read.name, *name),
                Name::Parts { family, given } => {
                    assert_eq!((&read.name, &read.given_name), (family, given));
                }
            }
        }
    }
}

#[test]
fn csl_json_reads_back() {
    let works = works();
    let read: Vec<Item> = serde_json::from_str(&written("csl-json", &works)).unwrap();
    assert_eq!(read.len(), works.len());
    let text = |item: &Item, field: &str| {
        let value = serde_json::to_value(item).unwrap();
        value[field].as_str().map(str::to_owned)
    };
    for (work, item) in works.iter().zip(&read) {
        assert_eq!(text(item, "title").as_ref(), Some(&work.title));
        assert_eq!(text(item, "DOI"), work.further.doi);
        assert_eq!(text(item, "publisher-place"), work.further.place);
    }
}

#[test]
fn hayagriva_reads_back() {
    let works = works();
    let read = hayagriva::io::from_yaml_str(&written("hayagriva", &works)).unwrap();
    assert_eq!(read.len(), works.len());
    for (number, work) in works.iter().enumerate() {
        let entry = read.get(&format!("w-{}", number + 1)).unwrap();
        let title = entry.title().unwrap().value.to_string();
        assert_eq!(title, work.title);
        let authors = entry.authors().map_or(0, <[_]>::len);
        assert_eq!(authors, work.authors.len(), "{}", work.title);
    }
}

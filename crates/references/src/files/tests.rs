#![allow(
    clippy::unnecessary_wraps,
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_collect,
    clippy::too_many_lines
)] // A test that cannot go on fails.

use super::*;
use crate::reference::{Completeness, Detail, Further, Kind, Name};
use chengshu_text::date::PartialDate;
use chengshu_text::diag::Sink;
use chengshu_text::yaml;

fn whole(name: &str) -> Name {
    Name::Whole(name.to_owned())
}

fn parts(family: &str, given: &str) -> Name {
    Name::Parts { family: family.to_owned(), given: given.to_owned() }
}

/// The works of a file and the ids and messages of what was found.
fn read(path: &str, text: &str) -> (Vec<Reference>, Vec<String>) {
    let source = Source::new(path, text.to_owned());
    let mut sink = Sink::default();
    let works = (format_of(path).unwrap().read)(&source, &mut sink);
    (works, messages(sink))
}

fn messages(sink: Sink) -> Vec<String> {
    let found = sink.into_vec().into_iter();
    found
        .map(|d| {
            let line = d.place.map_or(0, |place| place.line);
            format!("{line} {} {}", d.code.id, d.message)
        })
        .collect()
}

fn opt(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn files_are_known_by_their_names() {
    for path in ["references.bib", "a/References.JSON", "references.yml"] {
        assert!(format_of(path).is_some(), "{path}");
    }
    for path in ["book.yaml", "a.bib", "references.md", "references"] {
        assert!(format_of(path).is_none(), "{path}");
    }
}

#[test]
fn bibtex_comes_to_the_fields() {
    let text = r#"% 灯塔
@string{seaside = "Seaside " # {Press}}
@Book{lamps,
  author = {de la Mer, Jean and {Harbour Board} and 林望潮 and Jane {van der} Doe and others},
  title = {{The} Lamps of {\AA}land},
  subtitle = "A \emph{History}",
  publisher = seaside,
  address = {Port \& Harbour},
  year = 1931, month = aug,
  edition = {2nd}, doi = {https://doi.org/10.5555/ab_c},
  isbn = {9780000000002},
}
@article{fog, author = "Rock, Jr, Ann", title = {雾}, journaltitle = {港口学刊},
  date = {2021-08-13}, number = 2, volume = {7}, pages = {12--20},
  url = {https://fog.example/a\_b~c}, urldate = {2022-01-02}, langid = {english}}
@incollection(part, title = {潮}, crossref = {whole})
@book{whole, title = {海}, editor = {陈守灯}, publisher = {潮汐社}, year = {2003}}
"#;
    let (works, found) = read("references.bib", text);
    assert_eq!(found, Vec::<String>::new());
    let [lamps, fog, part, whole_work] = works.as_slice() else {
        panic!("{works:?}");
    };
    assert_eq!(
        lamps,
        &Reference {
            at: lamps.at.clone(),
            kind: Kind::Book,
            title: "The Lamps of Åland: A History".into(),
            authors: vec![
                parts("de la Mer", "Jean"),
                whole("Harbour Board"),
                whole("林望潮"),
                parts("Doe", "Jane van der"),
            ],
            more_authors: Completeness::AndOthers,
            publisher: opt("Seaside Press"),
            issued: Some(PartialDate::Month(1931, 8)),
            further: Further {
                key: opt("lamps"),
                place: opt("Port & Harbour"),
                edition: opt("2nd"),
                doi: opt("10.5555/ab_c"),
                details: [(Detail::Isbn, "9780000000002".to_owned())].into(),
                ..Further::default()
            }
            .into(),
            ..Reference::default()
        }
    );
    assert_eq!(text[lamps.at.clone()].lines().count(), 10);
    assert_eq!(
        fog,
        &Reference {
            at: fog.at.clone(),
            kind: Kind::Journal,
            title: "雾".into(),
            authors: vec![parts("Rock", "Ann, Jr")],
            issued: PartialDate::parse("2021-08-13"),
            url: opt("https://fog.example/a_b~c"),
            further: Further {
                key: opt("fog"),
                container: opt("港口学刊"),
                volume: opt("7"),
                number: opt("2"),
                pages: opt("12-20"),
                accessed: PartialDate::parse("2022-01-02"),
                language: opt("english"),
                ..Further::default()
            }
            .into(),
            ..Reference::default()
        }
    );
    assert_eq!(part.further.container.as_deref(), Some("海"));
    assert_eq!(part.publisher.as_deref(), Some("潮汐社"));
    assert_eq!((part.year(), whole_work.year()), (Some(2003), Some(2003)));
    assert_eq!(part.further.editors, [whole("陈守灯")]);
}

#[test]
fn bibtex_has_comments() {
    let text =
        "@book{b, % 乙\n  title = {100\\% 乙}, % year = 2001,\n  % @misc\n  year = 2002 % end\n}\n";
    let (works, found) = read("references.bib", text);
    assert_eq!(found, Vec::<String>::new());
    let works: Vec<_> = works.iter().map(|work| (work.title.as_str(), work.year())).collect();
    assert_eq!(works, [("100% 乙", Some(2002))]);
}

#[test]
fn what_other_readers_refuse_is_read() {
    // Parentheses, values without braces, a preamble of two parts, a mark in braces in a quotation.
    let text = "@preamble{\"a\" # \"b\"}\n@book(a, title = \"{\"}甲{\"}\", date = 2021-08-13, number = 2a,,)\n";
    let (works, found) = read("references.bib", text);
    assert_eq!(found, Vec::<String>::new());
    let [work] = works.as_slice() else {
        panic!("{works:?}");
    };
    assert_eq!(work.title, "\"甲\"");
    assert_eq!(work.issued, PartialDate::parse("2021-08-13"));
    assert_eq!(work.further.number.as_deref(), Some("2a"));
}

#[test]
fn a_broken_entry_costs_no_other() {
    let text = "@book{a, title = {甲}, year = 2001}\n\
                @book{b, title = {乙}, publisher = {开着\n  year = 2002\n}\n\
                @book{c, title {丙}}\n\
                @book{d, title = {丁}\n\
                @bok{e, title = {戊}, tilte = {己}, year = {近日}}\n\
                @article{f, author = {庚}}\n";
    let (works, found) = read("references.bib", text);
    let titles: Vec<_> = works.iter().map(|work| work.title.as_str()).collect();
    assert_eq!(titles, ["甲", "乙", "丁", "戊", ""]);
    assert_eq!(
        found,
        [
            "2 CS0421 the entry that begins here is not closed",
            "5 CS0421 this is not a field",
            "6 CS0421 the entry that begins here is not closed",
            "7 CS0423 unknown type `@bok`",
            "7 CS0422 unknown field `tilte`",
            "7 CS0423 `year` cannot be “近日”",
            "8 CS0424 “f” has no title",
        ]
    );
}

#[test]
fn csl_json_comes_to_the_fields() {
    let text = r#"[
  {"id": "lamps", "type": "book", "title": "《灯塔考》", "author": [{"family": "Doe", "given": "Jane"},
    {"literal": "海事局"}, {"family": "Mer", "non-dropping-particle": "de la", "given": "Jean"}],
   "issued": {"date-parts": [[1931, 8, 13]]}, "accessed": {"raw": "2022-01"}, "volume": 3,
   "publisher": "海边书屋", "publisher-place": "港城", "ISBN": "9780000000002", "language": null},
  {"id": "fog", "type": "webpag", "title": "雾", "issued": {"date-parts": [["很久"]]}, "colour": "灰"},
  7,
  {"id": "tide", "title": "潮", "author": "林望潮、陈守灯等", "issued": 2003}
]"#;
    let (works, found) = read("references.json", text);
    assert_eq!(
        works.first(),
        Some(&Reference {
            at: works[0].at.clone(),
            kind: Kind::Book,
            title: "灯塔考".into(),
            authors: vec![parts("Doe", "Jane"), whole("海事局"), parts("de la Mer", "Jean")],
            publisher: opt("海边书屋"),
            issued: PartialDate::parse("1931-08-13"),
            further: Further {
                key: opt("lamps"),
                place: opt("港城"),
                accessed: PartialDate::parse("2022-01"),
                volume: opt("3"),
                details: [(Detail::Isbn, "9780000000002".to_owned())].into(),
                ..Further::default()
            }
            .into(),
            ..Reference::default()
        })
    );
    assert_eq!(works[2].authors, [whole("林望潮"), whole("陈守灯")]);
    assert_eq!(works[2].more_authors, Completeness::AndOthers);
    assert_eq!(works[2].issued, Some(PartialDate::Year(2003)));
    assert_eq!(
        found,
        [
            "6 CS0423 `type` cannot be “webpag”",
            "6 CS0423 `issued` cannot be a group of keys",
            "6 CS0422 unknown field `colour`",
            "7 CS0421 an entry is “7”, not a group of fields",
        ]
    );
}

#[test]
fn json_that_breaks_off_keeps_what_is_before() {
    let (works, found) = read("references.json", "[{\"title\": \"甲\"},\n {\"title\": \"乙");
    assert_eq!(works.len(), 2);
    assert_eq!(works[0].title, "甲");
    assert_eq!(found[0], "2 CS0421 the file is not valid JSON from here on");
}

#[test]
fn hayagriva_comes_to_the_fields() {
    let text = "lamps:\n  type: book\n  title: {value: 灯塔考, short: 灯}\n  author: [\"Doe, Jane\", 林望潮]\n  \
                date: 1931-08\n  publisher: {name: 海边书屋, location: 港城}\n  \
                affiliated: {role: translator, names: [陈守灯]}\n  \
                url: {value: \"https://lamps.example\", date: 2022-01-02}\n  \
                serial-number: {doi: 10.5555/x}\n  page-total: 300\n\
                fog:\n  type: article\n  title: 雾\n  page-range: 12-20\n  \
                parent: {type: newspaper, title: 港口晚报, date: 2001-02-03, issue: 4}\n\
                tide: 潮\n\
                sea: {type: bok, titel: 海}\n";
    let (works, found) = read("references.yaml", text);
    let [lamps, fog, sea] = works.as_slice() else {
        panic!("{works:?}");
    };
    assert_eq!(
        lamps,
        &Reference {
            at: lamps.at.clone(),
            kind: Kind::Book,
            title: "灯塔考".into(),
            authors: vec![parts("Doe", "Jane"), whole("林望潮")],
            publisher: opt("海边书屋"),
            issued: Some(PartialDate::Month(1931, 8)),
            url: opt("https://lamps.example"),
            further: Further {
                key: opt("lamps"),
                translators: vec![whole("陈守灯")],
                place: opt("港城"),
                accessed: PartialDate::parse("2022-01-02"),
                doi: opt("10.5555/x"),
                ..Further::default()
            }
            .into(),
            ..Reference::default()
        }
    );
    assert_eq!(fog.kind, Kind::Newspaper);
    assert_eq!(fog.further.container.as_deref(), Some("港口晚报"));
    assert_eq!(fog.issued, PartialDate::parse("2001-02-03"));
    assert_eq!(fog.further.number.as_deref(), Some("4"));
    assert_eq!(fog.further.pages.as_deref(), Some("12-20"));
    assert_eq!(sea.title, "");
    assert_eq!(
        found,
        [
            "16 CS0421 `tide` is “潮”, not a group of fields",
            "17 CS0423 `type` cannot be “bok”",
            "17 CS0422 unknown field `titel`",
            "17 CS0424 “sea” has no title",
        ]
    );
}

#[test]
fn csl_in_yaml_is_read_too() {
    for text in ["- {id: a, title: 甲}\n", "references:\n- {id: a, title: 甲}\n"] {
        let (works, found) = read("references.yaml", text);
        assert_eq!(works.len(), 1);
        assert_eq!(works[0].further.key.as_deref(), Some("a"));
        assert_eq!(found, Vec::<String>::new());
    }
    assert_eq!(read("references.yaml", "# 空\n"), (vec![], vec![]));
    assert_eq!(read("references.yaml", "a: \"甲\n").1.len(), 1);
}

#[test]
fn heads_state_text_fields_and_keys() {
    let text = "- 林望潮《灯塔考》\n- \"@lamps\"\n- {key: fog}\n- {title: 潮, author: 陈守灯, issued: {date-parts: [[2003]]}, pges: 3}\n- [a]\n-\n";
    let source = Source::new("a.md", text.to_owned());
    let mut sink = Sink::default();
    let document = yaml::parse(text, 0..text.len()).unwrap();
    let entries = cited(&document.root, &source, &mut sink);
    let key = |entry: &Cited| match entry {
        Cited::Key(key) => key.value.clone(),
        _ => String::new(),
    };
    assert_eq!(entries.len(), 4);
    assert!(matches!(&entries[0], Cited::Text(text) if text.value == "林望潮《灯塔考》"));
    assert_eq!((key(&entries[1]), key(&entries[2])), ("lamps".into(), "fog".into()));
    let Cited::Work(work) = &entries[3] else {
        panic!("{entries:?}");
    };
    assert_eq!(work.issued, Some(PartialDate::Year(2003)));
    assert_eq!(
        messages(sink),
        ["4 CS0422 unknown field `pges`", "5 CS0423 an entry of `references` cannot be a list",]
    );
}

#[test]
fn corrections_name_file_number_and_change() {
    let text = "a.md:\n  3: {title: 甲, author: null, year: 1}\n  5: drop\n  7: 《乙》\n  八: drop\n  9: [1]\nb.md: x\n";
    let source = Source::new("book.yaml", text.to_owned());
    let mut sink = Sink::default();
    let document = yaml::parse(text, 0..text.len()).unwrap();
    let found = corrections(&document.root, &source, &mut sink);
    let numbers: Vec<_> = found.iter().map(|c| c.number.value).collect();
    assert_eq!(numbers, [3, 5, 7]);
    let Change::Fields(fields) = &found[0].change else {
        panic!("{found:?}");
    };
    let mut work = Reference {
        raw: "原文".into(),
        title: "原".into(),
        authors: vec![whole("某")],
        publisher: opt("社"),
        ..Reference::default()
    };
    fields.put(&mut work, &source, &mut sink);
    assert_eq!((work.title.as_str(), work.authors.len()), ("甲", 0));
    assert_eq!((work.raw.as_str(), work.publisher.as_deref()), ("原文", Some("社")));
    assert_eq!(found[1].change, Change::Drop);
    assert!(
        matches!(&found[2].change, Change::Instead(Cited::Text(text)) if text.value == "《乙》")
    );
    assert_eq!(
        messages(sink),
        [
            "5 CS0428 “八” is not the number of an entry",
            "6 CS0423 a correction cannot be a list",
            "7 CS0423 “b.md” is “x”",
            "2 CS0422 unknown field `year`",
        ]
    );
}

#[test]
fn hostile_files_take_no_more_than_their_length() {
    let many = 100_000; // Anything quadratic would not come back.
    for text in [
        "{".repeat(many),
        "@".repeat(many),
        "@a{".repeat(many),
        "@a{b, c = {\n".repeat(many),
        "@a{b, c = \"\n".repeat(many),
        format!("@a{{b, c = {}", "{".repeat(many)),
        format!("@a{{b, author = {{{}}}}}", "x and ".repeat(many)),
        format!("@a{{b, author = {{{}}}}}", "{,".repeat(many)),
        format!("@a{{b, title = {{{}}}}}", "\\\"".repeat(many)),
        format!("@a{{b, title = {{{}}}}}", "\\foo".repeat(many)),
        format!("@a{{b, title = {{{}", "\\emph{".repeat(many)),
        format!("@a{{b, {}}}", "%\n".repeat(many)),
        format!("@a{{b, {}}}", "x = {y}, ".repeat(many)),
        format!("@a{{b, {}}}", "crossref = {b}, ".repeat(many)),
        format!("@string{{x = \"{}\"}}@a{{b, c = {}x}}", "y".repeat(390), "x # ".repeat(many)),
        (0..many).map(|n| format!("@book{{k{n}, title = {{甲}}}}\n")).collect(),
        (0..many)
            .map(|n| format!("@string{{s{n} = s{} # s{}}}\n", n / 2, n / 2))
            .collect(),
        "\u{0}\u{1b}\u{feff}@book{\u{7}, title=\u{8}}".repeat(1_000),
    ] {
        let _ = read("references.bib", &text);
    }
    for text in ["[".repeat(many), "[{\"a\":".repeat(many), "[{},".repeat(many), "\u{0}".into()] {
        let _ = read("references.json", &text);
    }
    for text in [
        "[".repeat(many),
        "{a: ".repeat(many),
        "a: {type: book, title: x}\n".repeat(many / 10),
        (0..many / 20).map(|n| format!("k{n}: {{z{n}: x}}\n")).collect(),
        "\u{0}".into(),
    ] {
        let _ = read("references.yaml", &text);
    }
}

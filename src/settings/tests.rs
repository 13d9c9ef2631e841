#![allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.

use super::*;
use crate::model::settings::{Order, OrderKey};
use crate::model::treatment::Advertising;

fn settings(text: &str) -> (BookSettings, Vec<Diagnostic>) {
    let source = Source::new("book.yaml", text.to_owned());
    let mut sink = Sink::default();
    let settings = read(&source, &mut sink);
    (settings, sink.into_vec())
}

fn found(text: &str) -> Vec<(&'static str, u32, u32)> {
    let (_, found) = settings(text);
    let place = |f: &Diagnostic| {
        let place = f.place.as_ref().unwrap();
        assert!(f.help.is_some());
        (f.code.id, place.line, place.column)
    };
    found.iter().map(place).collect()
}

#[test]
fn every_key_is_read_from_its_example() {
    let examples: Vec<_> = TABLE.keys.iter().map(|key| key.example).collect();
    let text = examples.join(
        "
",
    );
    let (settings, found) = settings(&text);
    assert_eq!(found, []);
    let left: Vec<_> = format!("{settings:#?}")
        .lines()
        .filter(|line| line.ends_with(": None,") || line.ends_with(": [],"))
        // A level without a severity is what the example asks for.
        .filter(|line| !line.contains("file_as") && !line.contains("severity"))
        .map(str::to_owned)
        .collect();
    assert_eq!(left, [""; 0]);
    let people: Vec<_> = settings
        .authors
        .iter()
        .chain(&settings.contributors)
        .map(|p| (p.value.name.as_str(), p.value.role.as_str(), p.value.file_as.as_deref()))
        .collect();
    assert_eq!(
        people,
        [("王小鲸", "aut", None), ("Jane Doe", "aut", Some("Doe, Jane")), ("李海豚", "trl", None),]
    );
    assert_eq!(settings.date.unwrap().value.to_string(), "2021-08-13");
    assert_eq!(settings.ads.unwrap().value, Advertising::Aside);
    assert!(matches!(settings.order, Some(Order::By(by)) if by.value == OrderKey::Episode));
    assert_eq!(settings.timezone.unwrap().value.minutes(), 480);
}

#[test]
fn names_are_unique_and_the_table_has_all() {
    let names: Vec<_> = TABLE.names().collect();
    let set: std::collections::HashSet<_> = names.iter().collect();
    assert_eq!(names.len(), set.len());
    let rows = TABLE.rows();
    assert_eq!(rows.lines().count(), TABLE.keys.len());
    for row in rows.lines() {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 6, "{row}");
    }
}

#[test]
fn people_come_in_many_shapes() {
    let names = |text: &str| {
        let (settings, _) = settings(text);
        let authors = settings.authors.into_iter();
        authors.map(|a| (a.value.name, a.value.role)).collect::<Vec<_>>()
    };
    let one = |role: &str| vec![("王小鲸".to_owned(), role.to_owned())];
    assert_eq!(names("author: 王小鲸"), one("aut"));
    assert_eq!(names("authors:\n- 王小鲸\n"), one("aut"));
    assert_eq!(names("authors: {name: 王小鲸, role: 主讲}"), one("nrt"));
    assert_eq!(names("authors:\n  - name: 王小鲸\n    role: NRT\n"), one("nrt"));
    assert_eq!(names("author:"), []);
}

#[test]
fn slips_are_found_where_they_are() {
    for (text, expected) in [
        ("titel: 甲", ("CS0802", 1, 1)),
        ("title: 甲\nauthors: [{name: 甲, rôle: x}]", ("CS0802", 2, 21)),
        ("contributors: [{name: 甲, role: 译员员}]", ("CS0807", 1, 32)),
        ("contributors: [{role: 译者}]", ("CS0803", 1, 16)),
        ("title: [甲]", ("CS0803", 1, 8)),
        ("language: 中文", ("CS0803", 1, 11)),
        ("language: zh-Hans-CN", ("CS0806", 1, 11)),
        ("number: 三", ("CS0803", 1, 9)),
        ("date: 2021-13", ("CS0803", 1, 7)),
        ("cover: ../封面.jpg", ("CS0804", 1, 8)),
        ("cover: /封面.jpg", ("CS0804", 1, 8)),
        ("order: [一.md, ../二.md]", ("CS0804", 1, 15)),
        ("order: random", ("CS0803", 1, 8)),
        ("output: a/b", ("CS0804", 1, 9)),
        ("output: .epub", ("CS0804", 1, 9)),
        ("ads: maybe", ("CS0803", 1, 6)),
        ("timezone: Europe/Paris", ("CS0803", 1, 11)),
        ("identifier: a b", ("CS0803", 1, 13)),
        ("title: 甲\ntitle: 乙", ("CS0805", 2, 1)),
        ("title: \"甲", ("CS0801", 1, 8)),
        ("- 甲", ("CS0801", 1, 1)),
        ("只有一句话", ("CS0801", 1, 1)),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn the_nearest_key_is_suggested() {
    let help = |text: &str| settings(text).1[0].help.clone().unwrap();
    assert_eq!(help("titel: 甲"), "did you mean `title`?");
    assert_eq!(help("autors: 甲"), "did you mean `authors`?");
    assert!(help("鲸: 甲").starts_with("the keys are title, subtitle, authors,"));
    assert_eq!(help("contributors: [{name: 甲, role: transltor}]"), "did you mean `translator`?");
}

#[test]
fn nothing_asks_for_nothing() {
    for text in ["", "# 注\n", "title:\norder: ~\nauthors: []\n", "---\ntitle:\n"] {
        assert_eq!(settings(text), (BookSettings::default(), vec![]), "{text}");
    }
}

#[test]
fn lists_order_and_output_names_are_cleaned() {
    let (settings, found) =
        settings("order:\n- ./二.md\n- 部\\一.md\noutput: 鲸.EPUB\nlang: zh-cn\n");
    assert_eq!(found, []);
    assert_eq!(settings.output.unwrap().value, "鲸");
    assert_eq!(settings.language.unwrap().value, "zh-CN");
    let Some(Order::Listed(files)) = settings.order else {
        unreachable!("a list was given");
    };
    let files: Vec<_> = files.iter().map(|f| f.value.as_str()).collect();
    assert_eq!(files, ["二.md", "部/一.md"]);
}

#[test]
fn numbers_of_books_are_checked() {
    let identifier = |text: &str| {
        let (settings, found) = settings(text);
        let value = settings.identifier.map(|identifier| identifier.value);
        (value, found.len())
    };
    let urn = |digits: &str| Some(format!("urn:isbn:{digits}"));
    assert_eq!(identifier("isbn: 978-1-2345-6789-7"), (urn("9781234567897"), 0));
    assert_eq!(identifier("isbn: 0306406152"), (urn("0306406152"), 0));
    assert_eq!(identifier("identifier: ISBN 978-1-2345-6789-7"), (urn("9781234567897"), 0));
    assert_eq!(identifier("isbn: 978-1-2345-6789-0"), (None, 1));
    assert_eq!(identifier("identifier: urn:isbn:9781234567890"), (None, 1));
    assert_eq!(identifier("identifier: urn:uuid:0"), (Some("urn:uuid:0".into()), 0));
}

#[test]
fn the_key_of_targets_names_each() {
    let key = keys::KEYS.iter().find(|key| key.names.contains(&"targets"));
    for target in crate::devices::TARGETS {
        assert!(key.unwrap().takes.contains(target.name), "{}", target.name);
    }
}

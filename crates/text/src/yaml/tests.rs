#![allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.

use super::*;

fn read(text: &str) -> Document {
    parse(text, 0..text.len()).unwrap()
}

fn error(text: &str) -> YamlError {
    parse(text, 0..text.len()).unwrap_err()
}

fn get<'a>(node: &'a Node, key: &str) -> &'a Node {
    let pairs = node.as_mapping().unwrap();
    let found = pairs.iter().find(|(k, _)| k.as_str() == Some(key));
    &found.unwrap().1
}

/// Every scalar's place holds its text, so far as no escape or fold is in it.
fn check_places(text: &str, node: &Node) {
    match &node.value {
        Value::Scalar { text: value, style } => {
            let source = &text[node.at.clone()];
            match style {
                Style::Plain => assert_eq!(source, value),
                Style::DoubleQuoted => assert_eq!(source, format!("\"{value}\"")),
                Style::SingleQuoted => assert_eq!(source, format!("'{value}'")),
                Style::Block => assert_eq!(source.chars().next(), value.chars().next()),
            }
        }
        Value::Sequence(entries) => entries.iter().for_each(|n| check_places(text, n)),
        Value::Mapping(pairs) => pairs.iter().for_each(|(k, v)| {
            check_places(text, k);
            check_places(text, v);
        }),
    }
}

#[test]
fn every_node_knows_its_place() {
    let text = "标题: \"第一行\n  第二行\n\n第四行\" # 注\n'键': '一\n二'\nlist:\n  - 甲\n  - {乙: [1, 2], 丙: \"丁\"}\nempty:\nblock: |\n  一\n\n  二\nlast: 完 # 注\n";
    let document = read(text);
    check_places(text, &document.root);
    assert_eq!(get(&document.root, "标题").as_str(), Some("第一行\n  第二行\n\n第四行"));
    assert_eq!(get(&document.root, "键").as_str(), Some("一\n二"));
    assert_eq!(get(&document.root, "block").as_str(), Some("一\n\n二\n"));
    assert!(get(&document.root, "empty").is_null());
    let list = get(&document.root, "list");
    assert_eq!(&text[list.at.clone()], "- 甲\n  - {乙: [1, 2], 丙: \"丁\"}");
    assert_eq!(list.flat(), "甲, 乙: 1, 2, 丙: 丁");
}

#[test]
fn places_count_from_the_whole_text() {
    let text = "前言\na: 甲\nb: \"x\ny\"\n后记";
    let start = text.find("a:").unwrap();
    let document = parse(text, start..text.find("后记").unwrap()).unwrap();
    check_places(text, &document.root);
    let broken = "前言\na: \"x";
    assert_eq!(parse(broken, start..broken.len()).unwrap_err().at, broken.find('"').unwrap());
}

#[test]
fn lines_of_plain_scalars_are_kept_and_folded_ones_folded() {
    let document = read("a: 一\n  二\n\n  三\nb: >\n  one\n  two\n");
    assert_eq!(get(&document.root, "a").as_str(), Some("一\n二\n\n三"));
    assert_eq!(get(&document.root, "b").as_str(), Some("one two\n"));
}

#[test]
fn escapes_mean_what_yaml_says() {
    let text = "a: \"\\u4e2d\\n\\\"x\\\" \\\\\n后\"\nb: 'it''s'\nc: \"x\\\n  y\"";
    let document = read(text);
    assert_eq!(get(&document.root, "a").as_str(), Some("中\n\"x\" \\\n后"));
    assert_eq!(get(&document.root, "b").as_str(), Some("it's"));
    assert_eq!(get(&document.root, "c").as_str(), Some("xy"));
}

#[test]
fn what_programs_folded_is_unfolded() {
    let words =
        "A talk about a harbour that was dry at night, told by those who slept\n  along it.";
    let folded = words.replace("\n ", "");
    for (mark, end) in [("", ""), ("'", "\n\n  '"), ("\"", "\n\n  \"")] {
        let text = format!("description: {mark}{words}{end}\nb: c\n");
        let document = read(&text);
        let node = get(&document.root, "description");
        assert_eq!(node.as_str().map(str::trim_end), Some(&*folded));
        assert_eq!(get(&document.root, "b").as_str(), Some("c"));
        check_runs(&text, node);
    }
}

/// Looks up each visible character of the value through its runs.
fn check_runs(text: &str, node: &Node) {
    let value = node.as_str().unwrap();
    let pairs = runs(text, node);
    for (at, c) in value.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let i = pairs.partition_point(|&(v, _)| v <= at) - 1;
        let (v, file) = pairs[i];
        assert_eq!(text[file + at - v..].chars().next(), Some(c), "{value}");
    }
}

#[test]
fn runs_lead_back_to_the_file() {
    let text = "a: \"甲\\\"乙\\\n   丙\n  丁\\t戊\"\nb: 'it''s\n己'\nc: |2\n    庚\n\n  辛\nd: 壬\n   癸\ne: >\n  子\n  丑\n\n  寅\n";
    let document = read(text);
    for key in ["a", "b", "c", "d", "e"] {
        check_runs(text, get(&document.root, key));
    }
}

#[test]
fn spellings_of_one_key_are_the_same_key_again() {
    let text = "title: a\nTitle: b\nother: c\nOther: d\n";
    let mut document = parse(text, 0..text.len()).unwrap();
    document.join_spellings(|key| key.eq_ignore_ascii_case("title").then_some("title"));
    assert_eq!(document.repeated.len(), 1);
    assert_eq!((&*document.repeated[0].key, &document.repeated[0].again), ("Title", &(9..14)));
    let kept = document.root.as_mapping().unwrap().iter();
    let kept: Vec<_> = kept.map(|(key, _)| key.flat()).collect();
    assert_eq!(kept, ["title", "other", "Other"]);
}

#[test]
fn repeated_keys_are_reported_and_the_first_counts() {
    let text = "a: 1\nb: 2\na: 3\n";
    let document = read(text);
    assert_eq!(get(&document.root, "a").as_i64(), Some(1));
    assert_eq!(document.repeated.len(), 1);
    assert_eq!(document.repeated[0].again, 10..11);
    assert_eq!(document.repeated[0].first, 0..1);
}

#[test]
fn what_could_blow_up_is_refused() {
    for text in [
        "a: &x 1\nb: *x\n", "a: *x\n", "a: !!str 1\n", "a: !x 1\n", "a: 1\n---\nb: 2\n",
        "? [a]\n: 1\n", "a: b\u{0}c\n", "a: {{ title }}\n",
    ] {
        let error = error(text);
        assert!(error.at <= text.len(), "{error:?}");
    }
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
        let deep = |n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
        let fine = deep(DEPTH);
        assert!(parse(&fine, 0..fine.len()).is_ok(), "{open}");
        error(&deep(DEPTH + 1));
        error(&deep(100_000));
    }
}

#[test]
fn mistakes_are_found_where_they_are() {
    for (text, needle, about) in [
        ("a: \"他说\"你好\"了\"\nb: 1\n", "你好", "after the closing"),
        ("a: 1\nb: \"没有完\nc: 2\n", "\"没有完", "no closing"),
        ("a: 他说: 好\n", ": 好", "second key"),
        ("a: @甲\n", "@", "begin with this"),
        ("a: 1\n\tb: 2\n", "\t", "tab"),
        ("a: \"C:\\data\"\n", "\\data", "backslash"),
        ("a: [1, 2\nb: 3\n", "b", "bracket"),
    ] {
        let error = error(text);
        assert!(error.message.contains(about), "{text}: {error:?}");
        let at = text.find(needle).unwrap();
        assert!(error.at.abs_diff(at) <= 8, "{text}: {error:?}, not {at}");
    }
}

#[test]
fn a_byte_order_mark_in_the_middle_is_no_fault() {
    let text = "a: 甲\u{feff}乙\nb: |\n  丙\u{feff}\n";
    let document = parse(text, 0..text.len()).unwrap();
    let values = document.root.as_mapping().unwrap();
    let text = |number: usize| values[number].1.as_str().unwrap().replace('\u{2060}', "");
    assert_eq!((text(0).as_str(), text(1).as_str()), ("甲乙", "丙\n"));
}

#[test]
fn nothing_is_an_empty_scalar() {
    for text in ["", "\n\n", "# only a comment\n"] {
        assert!(read(text).root.is_null(), "{text:?}");
    }
}

#[test]
fn single_lines_join_as_their_script_does() {
    assert_eq!(single_line(" 甲\n  乙 \n\nabc\ndef"), "甲乙 abc def");
}

//! What each form makes of the same entries, read back where there is a reader.

use super::*;
use crate::reference::{Further, Kind};
use chengshu_text::date::PartialDate;
use chengshu_text::json;

fn entries() -> Vec<Reference> {
    let reference = |raw: &str, title: &str, kind| Reference {
        raw: raw.to_owned(),
        at: 0..raw.len(),
        title: title.to_owned(),
        kind,
        ..Reference::default()
    };
    vec![
        Reference {
            authors: vec!["林望潮".into(), "A. Keeper".into()],
            issued: Some(PartialDate::Year(1931)),
            publisher: Some("不存在的出版社".into()),
            further: Further {
                translators: vec!["海生".into()],
                ..Further::default()
            }
            .into(),
            ..reference(
                "《灯塔 & \"雾\"》林望潮, A. Keeper 著",
                "灯塔 & \"雾\"",
                Kind::Book,
            )
        },
        Reference {
            publisher: Some("海港日报".into()),
            url: Some("https://lighthouse.example/a_b?c={d}".into()),
            further: Further {
                language: Some("英文".into()),
                ..Further::default()
            }
            .into(),
            ..reference("100% 潮水\n海港日报", "100% 潮水", Kind::Article)
        },
        reference("只有一句话", "只有一句话", Kind::Other),
    ]
}

fn written(name: &str) -> String {
    let references: Vec<_> = entries().into_iter().map(Arc::new).collect();
    let intro = ["讲灯塔。".to_owned()];
    let listing = Listing {
        transcripts: vec![Listed {
            file: "a.md",
            title: "谁点的灯",
            intro: &intro,
            references: &references,
        }],
        works: references
            .iter()
            .enumerate()
            .map(|(number, reference)| (format!("c01-{}", number + 1), &**reference))
            .collect(),
    };
    let format = FORMATS.iter().find(|format| format.name == name).unwrap();
    (format.write)(&listing)
}

/// What somebody may state to get out of a field, a line, an entry or a document.
const HOSTILE: &[&str] = &[
    "</script><img src=x onerror=alert(1)>",
    "[甲](javascript:alert(1)) ![乙](http://a.example/b.png) <http://c.example>",
    "# 甲 #",
    "## ##",
    "> 甲",
    "- 甲",
    "---",
    "+",
    "1931. 甲",
    "2) 甲",
    "~~~甲~~",
    "``` `甲",
    "**甲** __乙__ *丙* _丁_ ~~戊~~ a_b_c",
    "&lt;b&gt; &#60;i&#62; AT&T; &amp;",
    "\\[甲\\] \\",
    "[甲]: http://a.example",
    "| 甲 | 乙 | --- |",
    "甲\nER  - \r\nTY  - BOOK\u{2028}UR  - x",
    "甲}}, url = {javascript:x}} @book{b, title={乙}}",
    "甲\", \"b\": [\"",
    "甲: {乙: [丙, '丁",
    "true",
    "甲\u{1b}[2J\u{7f}\u{9b}",
];

/// A form of one work whose every text is this one.
fn of(name: &str, text: &str) -> String {
    let stated = || Some(text.to_owned());
    let work = Reference {
        raw: text.to_owned(),
        title: text.to_owned(),
        authors: vec![text.into()],
        publisher: stated(),
        kind: Kind::Book,
        further: Further {
            key: stated(),
            place: stated(),
            edition: stated(),
            language: stated(),
            ..Further::default()
        }
        .into(),
        ..Reference::default()
    };
    let references = [Arc::new(work)];
    let listing = Listing {
        transcripts: vec![Listed {
            file: text,
            title: text,
            intro: &[],
            references: &references,
        }],
        works: vec![(text.to_owned(), &references[0])],
    };
    let format = FORMATS.iter().find(|format| format.name == name).unwrap();
    (format.write)(&listing)
}

#[test]
fn nothing_stated_gets_out_of_its_field() {
    for text in HOSTILE {
        for name in ["json", "csl-json"] {
            let written: serde_json::Value = serde_json::from_str(&of(name, text)).unwrap();
            let works = written.as_array().unwrap();
            assert_eq!((works.len(), works[0]["title"].as_str()), (1, Some(*text)));
        }
        let written = of("ris", text);
        assert_eq!(written.matches("\r\n").count(), written.lines().count());
        let tags = written.lines().filter(|line| line.starts_with("ER  -"));
        assert_eq!(tags.count(), 1, "{written}");

        let written = of("hayagriva", text);
        let document = chengshu_text::yaml::parse(&written, 0..written.len()).unwrap();
        let works = document.root.as_mapping().unwrap();
        assert_eq!(works.len(), 1, "{written}");
        assert_eq!(works[0].0.as_str(), Some(*text), "{written}");

        let written = of("bibtex", text);
        // BibTeX counts braces whatever is before them; the last closes the only entry.
        let (mut depth, mut entries) = (0, 0);
        for (_, brace) in written.match_indices(['{', '}']) {
            depth += if brace == "{" { 1 } else { -1 };
            entries += i32::from(depth == 0);
        }
        assert_eq!((depth, entries), (0, 1), "{written}");
    }
}

#[test]
fn nothing_stated_is_markdown() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    // All but what sets quotation marks and dashes anew.
    let extensions = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for text in HOSTILE {
        let written = of("markdown", text);
        let mut shown = String::new();
        for event in Parser::new_ext(&written, extensions) {
            match event {
                Event::Text(text) => shown.push_str(&text),
                Event::Start(Tag::Heading { .. } | Tag::List(_) | Tag::Item) | Event::End(_) => {
                    shown.push(' ');
                }
                other => panic!("{other:?} of {text:?}: {written}"),
            }
        }
        let words = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(words(&shown), words(&[*text, *text].concat()), "{written}");
    }
}

#[test]
fn json_forms_read_back() {
    let text = written("json");
    let (root, broken) = json::read(&text);
    assert_eq!(broken, None);
    let root = root.unwrap();
    let first = &root.list().unwrap()[0];
    let entry = &first.get("references").unwrap().list().unwrap()[0];
    assert_eq!(entry.get("title").unwrap().text(), Some("灯塔 & \"雾\""));
    assert_eq!(entry.get("authors").unwrap().list().unwrap().len(), 2);
    let text = written("csl-json");
    let (root, broken) = json::read(&text);
    assert_eq!(broken, None);
    let root = root.unwrap();
    let second = &root.list().unwrap()[1];
    assert_eq!(
        second.get("container-title").unwrap().text(),
        Some("海港日报")
    );
    assert_eq!(second.get("type").unwrap().text(), Some("article"));
}

#[test]
fn bibtex_escapes_and_balances() {
    let text = written("bibtex");
    assert!(text.starts_with("@book{c01-1,\n  title = {{灯塔 \\& \"雾\"}},\n"));
    assert!(text.contains("  author = {{林望潮} and {A. Keeper}},\n"));
    assert!(text.contains("  journal = {{海港日报}},\n"));
    assert!(text.contains("  note = {100\\% 潮水 海港日报},\n"));
    let open = text.matches('{').count();
    assert_eq!(open, text.matches('}').count());
}

#[test]
fn ris_has_a_tag_on_every_line() {
    let text = written("ris");
    assert_eq!(text.matches("TY  - ").count(), 3);
    assert_eq!(text.matches("ER  - ").count(), 3);
    for line in text.lines() {
        assert!(line.len() >= 5 && line[2..].starts_with("  -"), "{line:?}");
    }
}

#[test]
fn hayagriva_is_yaml() {
    let text = written("hayagriva");
    let document = chengshu_text::yaml::parse(&text, 0..text.len()).unwrap();
    assert_eq!(document.root.as_mapping().unwrap().len(), 3);
}

#[test]
fn markdown_lists_as_stated() {
    assert_eq!(
        written("markdown"),
        "## 谁点的灯\n\n1. 《灯塔 & \"雾\"》林望潮, A. Keeper 著\n2. 100% 潮水 海港日报\n3. 只有一句话\n"
    );
}

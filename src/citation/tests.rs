//! What each form makes of the same entries, read back where there is a reader.

use super::*;
use crate::json;
use crate::model::date::PartialDate;
use crate::model::reference::{Further, Kind};

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
    let document = crate::yaml::parse(&text, 0..text.len()).unwrap();
    assert_eq!(document.root.as_mapping().unwrap().len(), 3);
}

#[test]
fn markdown_lists_as_stated() {
    assert_eq!(
        written("markdown"),
        "## 谁点的灯\n\n1. 《灯塔 & \"雾\"》林望潮, A. Keeper 著\n2. 100% 潮水 海港日报\n3. 只有一句话\n"
    );
}

//! What each form makes of the same entries, read back where there is a reader.

use super::*;
use crate::reference::{Further, Kind, Name};
use chengshu_text::date::PartialDate;
use chengshu_text::json;
use chengshu_text::source::Source;

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
            further: Further { translators: vec!["海生".into()], ..Further::default() }.into(),
            ..reference("《灯塔 & \"雾\"》林望潮, A. Keeper 著", "灯塔 & \"雾\"", Kind::Book)
        },
        Reference {
            publisher: Some("海港日报".into()),
            url: Some("https://lighthouse.example/a_b?c={d}".into()),
            further: Further { language: Some("英文".into()), ..Further::default() }.into(),
            ..reference("100% 潮水\n海港日报", "100% 潮水", Kind::Article)
        },
        reference("只有一句话", "只有一句话", Kind::Other),
    ]
}

fn listed<'a>(key: &str, reference: &'a Reference) -> ListedWork<'a> {
    ListedWork {
        key: key.to_owned(),
        reference,
        cited: vec![CitedBy { title: "谁点的灯", moment: None }],
    }
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
            .map(|(number, reference)| listed(&format!("c01-{}", number + 1), reference))
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
        transcripts: vec![Listed { file: text, title: text, intro: &[], references: &references }],
        works: vec![listed(text, &references[0])],
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
        let library = ::hayagriva::io::from_yaml_str(&written).unwrap();
        assert_eq!(library.len(), 1, "{written}");

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
    assert_eq!(second.get("container-title").unwrap().text(), Some("海港日报"));
    assert_eq!(second.get("type").unwrap().text(), Some("article-journal"));
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

/// Keys that are words, numbers or signs to one of the forms.
const KEYS: &[&str] = &[
    "Smith2003", "Smith: 2003", "Smith, 2004", "Smith- 2004", "Smith--2004", "a b", "a,b", "a-b",
    "#", "a #b", "\"q\"", "1931", "1e3", "0x1f", "null", "yes", "NO", "true", "~", "林2003", "{a}",
    "}", "[a]", "%a", "a\\b", "@x", "`x", "!t", "&a", "*a", "|", "> a", "- a", "? a", "-", "?",
    ":", "a:", "---", "...", "'a", "a'b\"c", "<<", "=", "2001-01-01", "12:30:45", ".inf", "😀",
    "y", "", // Ends of lines, and what is no text in YAML.
    "a\nb", "a\u{85}b", "a\u{2028}b", "\u{feff}a", "a\u{fffe}", "\u{1b}[2J\u{7f}\u{9b}",
];

/// A form of works under keys that also stand in their fields.
fn under(name: &str, keys: &[&str]) -> String {
    let works: Vec<_> = keys
        .iter()
        .map(|key| Reference {
            kind: Kind::Journal,
            title: (*key).to_owned(),
            authors: vec![Name::from(*key)],
            publisher: Some((*key).to_owned()),
            issued: PartialDate::parse("2003-04-05"),
            url: Some(format!("http://{key}")),
            further: Further {
                translators: vec![Name::from(*key)],
                volume: Some((*key).to_owned()),
                edition: Some((*key).to_owned()),
                pages: Some((*key).to_owned()),
                doi: Some((*key).to_owned()),
                accessed: PartialDate::parse("2004"),
                ..Further::default()
            }
            .into(),
            ..Reference::default()
        })
        .collect();
    let keys = keys.iter().map(|key| (*key).to_owned());
    let listing = Listing {
        transcripts: Vec::new(),
        works: keys.zip(&works).map(|(key, work)| listed(&key, work)).collect(),
    };
    let format = FORMATS.iter().find(|format| format.name == name).unwrap();
    (format.write)(&listing)
}

#[test]
fn keys_are_read_back_as_they_are() {
    let long = "长".repeat(1_000);
    let keys: Vec<&str> = KEYS.iter().copied().chain([long.as_str()]).collect();

    let text = under("csl-json", &keys);
    let items: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let ids: Vec<_> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, keys);

    let text = under("hayagriva", &keys);
    let library = ::hayagriva::io::from_yaml_str(&text).unwrap();
    assert_eq!(library.keys().collect::<Vec<_>>(), keys);
    for entry in &library {
        let title = &entry.title().unwrap().value;
        assert_eq!(title.to_string(), entry.key());
        assert_eq!(entry.authors().unwrap()[0].name, entry.key());
    }
    // Our reader puts a key on one line.
    let source = Source::new("references.yaml", text);
    let format = crate::files::format_of("references.yaml").unwrap();
    let works = (format.read)(&source, &mut Sink::default());
    let read = works.iter().map(|work| work.further.key.clone());
    let flat = keys.iter().map(|key| Some(key.replace('\n', " ")));
    assert!(read.eq(flat), "{works:?}");
}

#[test]
fn a_key_of_two_works_is_told_apart() {
    let keys = ["a", "a", "a-2", "a"];
    let distinct = ["a", "a-3", "a-2", "a-4"];
    let items: Vec<serde_json::Value> = serde_json::from_str(&under("csl-json", &keys)).unwrap();
    assert!(items.iter().map(|item| item["id"].as_str().unwrap()).eq(distinct));
    let library = ::hayagriva::io::from_yaml_str(&under("hayagriva", &keys)).unwrap();
    assert!(library.keys().eq(distinct));
    let library = biblatex::Bibliography::parse(&under("bibtex", &keys)).unwrap();
    assert!(library.keys().eq(distinct));
    let written = under("ris", &keys);
    let ids = written.lines().filter_map(|line| line.strip_prefix("ID  - "));
    assert!(ids.eq(distinct));
}

#[test]
fn dates_of_hayagriva_are_read_back() {
    for date in ["5", "99", "931", "2003", "0931-08", "2003-04", "2003-04-05"] {
        let issued = PartialDate::parse(date);
        let work = Reference { issued, ..Reference::default() };
        let written =
            hayagriva::write(&Listing { transcripts: Vec::new(), works: vec![listed("a", &work)] });
        let library = ::hayagriva::io::from_yaml_str(&written).unwrap();
        let read = library.get("a").unwrap().date().map(|date| date.year);
        assert_eq!(read, work.year(), "{written}");
    }
}

#[test]
fn keys_of_ris_are_on_one_line() {
    use biblib::CitationParser as _;
    let read = biblib::RisParser::new().parse(&under("ris", KEYS)).unwrap();
    let ids = read
        .iter()
        .map(|citation| citation.extra_fields.get("ID").map(|ids| ids[0].as_str()));
    let ids: Vec<_> = ids.map(Option::unwrap_or_default).collect();
    let flat = |key: &&str| key.replace(char::is_control, " ").trim().to_owned();
    assert_eq!(ids, KEYS.iter().map(flat).collect::<Vec<_>>());
}

#[test]
fn keys_of_bibtex_are_safe_and_stay_apart() {
    let text = under("bibtex", KEYS);
    let read = biblatex::Bibliography::parse(&text).unwrap();
    let names: Vec<&str> = read.keys().collect();
    assert_eq!(names.len(), KEYS.len());
    let name_of = |key| names[KEYS.iter().position(|other| *other == key).unwrap()];
    for (key, name) in [
        ("Smith2003", "Smith2003"),
        ("Smith: 2003", "Smith:-2003"),
        ("Smith--2004", "Smith--2004"),
        ("Smith, 2004", "Smith--2004-2"),
        ("Smith- 2004", "Smith--2004-3"),
        ("a-b", "a-b"),
        ("林2003", "林2003"),
        ("{a}", "-a-"),
    ] {
        assert_eq!(name_of(key), name);
    }
    // Our reader tells the same entries apart.
    let source = Source::new("references.bib", text);
    let format = crate::files::format_of("references.bib").unwrap();
    let works = (format.read)(&source, &mut Sink::default());
    let keys: Vec<_> = works.iter().filter_map(|work| work.further.key.as_deref()).collect();
    assert_eq!(keys, names);
}

#![allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.

use super::*;
use crate::ingest::front_matter::video_number;
use chengshu_text::source::Located;
use chengshu_text::time::Zone;

fn head(text: &str) -> (Head, Vec<Diagnostic>) {
    let source = Source::new("a.md", text.to_owned());
    let mut sink = Sink::default();
    let head = read_head(&source, &split(&source), &mut sink);
    (head, sink.into_vec())
}

fn ids(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.code.id).collect()
}

#[test]
fn every_key_is_read() {
    let (head, found) = head(
        "---\ntitle: \"鲸鱼为什么唱歌？【海里的事07】\"\nsubtitle: 副题\ntags: 鲸, 歌，海\n\
         date: 1600000000\nbvid: BV1aB2cD3eF4\nauthors: [甲, 乙]\nseries: 海里的事\nepisode: 7\n\
         lang: zh-CN\nurl: https://example.org/a\ncover: 图/鲸.jpg\ndraft: false\nrss: false\n\
         list: [1, 2]\n---\n正文\n",
    );
    assert_eq!(ids(&found), [""; 0]);
    assert_eq!(head.title.unwrap().value, "鲸鱼为什么唱歌？【海里的事07】");
    assert_eq!(head.subtitle.unwrap().value, "副题");
    let texts = |list: Vec<Located<String>>| list.into_iter().map(|l| l.value).collect::<Vec<_>>();
    assert_eq!(texts(head.tags), ["鲸", "歌", "海"]);
    assert_eq!(texts(head.authors), ["甲", "乙"]);
    let date = head.date.unwrap();
    assert_eq!(date.value.date(Zone::CHINA).to_string(), "2020-09-13");
    assert_eq!(head.bvid.unwrap().value, "BV1aB2cD3eF4");
    assert_eq!(head.series.unwrap().value, "海里的事");
    assert_eq!(head.episode.unwrap().value, 7);
    assert_eq!(head.language.unwrap().value, "zh-CN");
    assert_eq!(head.source.unwrap().value, "https://example.org/a");
    assert_eq!(head.cover.unwrap().value.as_str(), "图/鲸.jpg");
    assert!(!head.draft.unwrap().value);
    let extra: Vec<_> = head.extra.iter().map(|(k, v)| (k.value.as_str(), v.as_str())).collect();
    assert_eq!(extra, [("rss", "false"), ("list", "1, 2")]);
}

#[test]
fn a_description_keeps_its_lines_and_their_places() {
    let text = "---\ntitle: 甲\ndescription: \"参考：\n 《一》 某\n\n《二》\\\"某\\\"\nhttps://example.org\"\ntags: []\n---\n正文\n";
    let (head, found) = head(text);
    assert_eq!(ids(&found), [""; 0]);
    let description = head.description.unwrap();
    assert_eq!(description.text, "参考：\n 《一》 某\n\n《二》\"某\"\nhttps://example.org");
    for (at, c) in description.text.char_indices().filter(|(_, c)| *c != '"') {
        let there = text[description.offset(at)..].chars().next();
        assert_eq!(there, Some(c), "at {at}");
    }
    let end = description.offset(description.text.len());
    assert_eq!(&text[end..=end], "\"");
}

#[test]
fn nothing_states_nothing() {
    let (head, found) = head(
        "---\ntitle: 甲\ndescription: \"\"\ntags: []\ndate: 0\nbvid: ''\nauthor: ~\nseries:\n---\n正文",
    );
    assert_eq!(ids(&found), [""; 0]);
    assert_eq!(Head { title: None, ..head }, Head::default());
}

#[test]
fn wrong_values_are_found_where_they_are() {
    let (head, found) = head(
        "---\ntitle: [甲]\ndate: 昨天\nbvid: BV0\nepisode: 一\ncover: ../甲.jpg\ndraft: 也许\n\
         tags: {a: b}\nlang: 中文\ntitle: 乙\n---\n正文",
    );
    assert_eq!(Head::default(), head);
    let lines: Vec<_> = found.iter().map(|f| (f.code.id, f.place.as_ref().unwrap().line)).collect();
    assert_eq!(
        lines,
        [
            ("CS0114", 10),
            ("CS0115", 2),
            ("CS0116", 3),
            ("CS0117", 4),
            ("CS0115", 5),
            ("CS0118", 6),
            ("CS0115", 7),
            ("CS0115", 8),
            ("CS0115", 9),
            ("CS0120", 2),
        ]
    );
}

#[test]
fn a_broken_head_is_an_error_with_a_place() {
    for (text, line, column) in [
        ("title: \"他说\"你好\"了\"\n", 2, 12),
        ("title: 甲\ndescription: \"乙\n丙\n", 3, 14),
        ("title: 甲\n\tdate: 0\n", 3, 1),
        ("title：甲\n", 2, 1),
    ] {
        let (head, found) = head(&format!("---\n{text}---\n正文"));
        assert_eq!(head, Head::default());
        assert_eq!(ids(&found), ["CS0112"], "{text}");
        let place = found[0].place.as_ref().unwrap();
        assert_eq!((place.line, place.column), (line, column), "{text}");
        assert!(found[0].help.is_some());
    }
}

#[test]
fn what_is_missing_is_said() {
    assert_eq!(ids(&head("正文").1), ["CS0110"]);
    assert_eq!(ids(&head("---\ntitle: 甲\n---\n \n").1), ["CS0113"]);
    assert_eq!(ids(&head("---\ntitle: 甲\n\n正文").1), ["CS0111"]);
    assert_eq!(ids(&head("---\n---\n正文").1), [""; 0]);
    assert_eq!(ids(&head("---\ntitle: 甲\ndraft: true\n---\n").1), [""; 0]);
    assert_eq!(ids(&head("```md\n---\ntitle: 甲\n---\n正文\n```\n").1), ["CS0119"]);
}

#[test]
fn video_numbers_are_found_in_addresses() {
    let number = Some("BV1aB2cD3eF4".to_owned());
    for text in ["BV1aB2cD3eF4", "bv1aB2cD3eF4", "https://www.bilibili.com/video/BV1aB2cD3eF4/?p=2"]
    {
        assert_eq!(video_number(text), number);
    }
    for text in ["", "B", "BV1aB2cD3eF", "BV1aB2cD3eF0", "av170001", "视频一二三四五六七八九十"]
    {
        assert_eq!(video_number(text), None);
    }
}

#[test]
fn heads_of_other_programs_are_read() {
    for text in [
        "+++\ntitle = \"灯\"\ndate = 2021-03-05T10:00:00+08:00\ntags = [\"海\", \"港\"]\n\
         author = \"甲\"\ndraft = true\n[params]\nx = 1\n+++\n正文\n",
        "title: 灯\ndate: 2021-03-05 10:00:00\ntags:\n- 海\ncategories: 港\nauthor: 甲\n\
         published: false\n---\n正文\n",
        "{\n  \"title\": \"灯\",\n  \"date\": \"2021-03-05\",\n  \"tags\": [\"海\", \"港\"],\n\
         \"author\": \"甲\", \"draft\": true\n}\n\n正文\n",
        "---\r\ntitle: 灯\r\nupdated: 2022-01-01\r\ncreated: 2021-03-05T10:00\r\nkeywords: 海，港\r\n\
         author: \"[[人/甲]]\"\r\nslug: a-b\r\npublished: false\r\ndraft: false\r\n---\r\n正文\r\n",
        "---\ntitle: 灯\npublished: 2021-03-05\ntags: [海, 港]\nauthors: [[甲]]\ndraft: yes\n---\n正文\n",
    ] {
        let (head, found) = head(text);
        assert_eq!(ids(&found), [""; 0], "{text}");
        assert_eq!(head.title.unwrap().value, "灯");
        let date = head.date.unwrap().value.date(Zone::CHINA);
        assert_eq!(date.to_string(), "2021-03-05");
        let tags: Vec<_> = head.tags.iter().map(|tag| tag.value.as_str()).collect();
        assert_eq!(tags, ["海", "港"]);
        assert_eq!(head.authors[0].value, "甲");
        assert!(head.draft.unwrap().value);
    }
    let (head, found) = head("+++\ntitle = 灯\n+++\n正文\n");
    assert_eq!((head.title, ids(&found)), (None, vec!["CS0112"]));
}

#[test]
fn misspelt_keys_are_told_and_those_of_others_are_not() {
    let near = "---\ntitel: 甲\ndesciption: 乙\nauhtor: 丙\ntitle: 丁\n---\n正文\n";
    assert_eq!(ids(&head(near).1), ["CS0137"; 3]);
    let others = "---\ntitle: 甲\naliases: [d]\ncssclasses: wide\nlayout: post\nmood: calm\n\
        weight: 3\nuri: x\ndata: 1\nid: 3\ntype: note\nstatus: done\npermalink: a\ncomments: on\n\
        title_en: A\nrating: 3\nimage: a.png\ntoc: true\nrss: false\n---\n正文\n";
    assert_eq!(ids(&head(others).1), [""; 0]);
}

#[test]
fn every_key_is_read_from_its_example() {
    let examples: Vec<_> = KEYS.iter().map(|key| key.example).collect();
    let (_, found) = head(&format!("---\n{}\n---\n正文\n", examples.join("\n")));
    assert_eq!(ids(&found), [""; 0]);
}

#[test]
fn the_index_of_a_book_states_what_the_book_is() {
    let book = |keys: &str| {
        let source = Source::new("index.md", format!("---\n{keys}\n---\n"));
        let mut sink = Sink::default();
        let book = read_book(&source, &mut sink);
        let found = sink.into_vec().into_iter();
        let told = found.map(|finding| (finding.code.id, finding.help.unwrap_or_default()));
        (book, told.collect::<Vec<_>>())
    };
    let (stated, found) = book("title: 甲\nISBN: 978-0-00-000000-2\nrights: 乙\npublisher: 丙");
    assert_eq!(found, []);
    assert_eq!(stated.identifier.unwrap().value, "urn:isbn:9780000000002");
    assert_eq!(stated.rights.unwrap().value, "乙");
    assert_eq!(stated.publisher.unwrap().value, "丙");
    for (keys, id, help) in [
        ("isbn: 978-0-00-000000-3", "CS0803", "must be an ISBN"),
        ("css: a.css", "CS0137", "move it to `book.yaml`"),
        ("publiser: 丙", "CS0137", "did you mean `publisher`?"),
        ("mast-colour: red", "CS0137", "delete it"),
    ] {
        let (_, found) = book(keys);
        assert_eq!(found.len(), 1, "{keys}");
        assert_eq!(found[0].0, id, "{keys}");
        assert!(found[0].1.contains(help), "{keys}: {}", found[0].1);
    }
}

#[test]
fn keys_of_a_book_are_no_slips_of_keys_of_a_head() {
    for key in ["publisher: 甲", "publiser: 甲", "output: 甲", "name: 甲"] {
        let (_, found) = head(&format!("---\ntitle: 甲\n{key}\n---\n正文\n"));
        assert_eq!(ids(&found), [""; 0], "{key}");
    }
    let (_, found) = head("---\ntitle: 甲\npublishd: 2021-01-01\n---\n正文\n");
    assert_eq!(ids(&found), ["CS0137"]);
}

#[test]
fn drafts_are_told_in_many_ways() {
    for (key, is_draft) in [
        ("draft: true", true),
        ("draft: y", true),
        ("draft: 1", true),
        ("status: Draft", true),
        ("published: false", true),
        ("draft: 0", false),
        ("status: publish", false),
        ("published: true", false),
    ] {
        let (head, found) = head(&format!("---\ntitle: 甲\n{key}\n---\n正文\n"));
        assert_eq!(ids(&found), [""; 0], "{key}");
        let told = head.draft.is_some_and(|draft| draft.value);
        assert_eq!(told, is_draft, "{key}");
    }
}

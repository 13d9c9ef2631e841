//! Entries element by element. The whole list in every style is in `tests/citations`.

use super::*;
use crate::citation::style::{self, STYLES};
use crate::files::format_of;
use crate::read::read_entry;
use crate::reference::{Further, Kind, Name, Reference};
use chengshu_text::address::Address;
use chengshu_text::date::PartialDate;
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

fn read(raw: &str, kind: Kind, title: &str) -> Reference {
    Reference { raw: raw.into(), kind, title: title.into(), ..Reference::default() }
}

fn text_of(set: &SetReference) -> String {
    set.runs.iter().map(|run| run.text.as_str()).collect()
}

fn set_one(rules: &Rules, reference: &Reference) -> SetReference {
    let work = Work { reference, language: None };
    set(rules, &[work]).remove(0)
}

fn numbered(reference: &Reference) -> String {
    text_of(&set_one(&NUMERIC_2025, reference))
}

fn book(author: &str, title: &str, year: &str) -> Reference {
    Reference {
        kind: Kind::Book,
        title: title.into(),
        authors: vec![author.into()],
        issued: PartialDate::parse(year),
        ..Reference::default()
    }
}

#[test]
fn an_entry_of_running_text_keeps_its_order_of_elements() {
    let reference = Reference {
        authors: vec!["王一".into(), "李二".into()],
        publisher: Some("某某出版社".into()),
        issued: PartialDate::parse("2001"),
        ..read("《某书》王一,李二著，某某出版社2001年版", Kind::Book, "某书")
    };
    let set = |rules| text_of(&set_one(rules, &reference));
    assert_eq!(set(&NUMERIC_2025), "王一，李二. 某书[M]. 某某出版社，2001.");
    assert_eq!(set(&NUMERIC_2015), "王一, 李二. 某书[M]. 某某出版社, 2001.");
    assert_eq!(set(&AUTHOR_DATE_2025), "王一，李二，2001. 某书[M]. 某某出版社.");
}

#[test]
fn what_no_element_carries_is_a_remark() {
    let mut reference = Reference {
        authors: vec!["彼得·莫尔".into()],
        issued: PartialDate::parse("1949-05"),
        ..read(
            "副站长彼得·莫尔的1949年5月出版回忆录《堤上的客人与雾中的灯》（附海图）",
            Kind::Book,
            "堤上的客人与雾中的灯",
        )
    };
    reference.further.remainder = ["副站长", "回忆录", "附海图"].map(String::from).to_vec();
    assert_eq!(
        numbered(&reference),
        "彼得·莫尔. 堤上的客人与雾中的灯[M]. 1949. [副站长；回忆录；附海图]."
    );
}

#[test]
fn an_entry_of_which_little_is_known_stands_as_written() {
    let phrase = Reference {
        url: Some("https://cape.example/a".into()),
        ..read("https://cape.example/a\n海角百科，有关灯塔的部分", Kind::Web, "海角百科")
    };
    assert_eq!(numbered(&phrase), "海角百科，有关灯塔的部分[EB/OL]. https://cape.example/a.");
    let titled_by_itself = Reference {
        authors: vec!["甲".into()],
        issued: PartialDate::parse("2020"),
        publisher: Some("海港晚报".into()),
        ..read("海港晚报甲2020年采访", Kind::Article, "海港晚报甲2020年采访")
    };
    assert_eq!(numbered(&titled_by_itself), "海港晚报甲2020年采访[N].");
    let mut reference = Reference {
        authors: vec!["甲".into()],
        ..read("甲向本站寄来的、从祖父那里传下的一本没有封面的书《灯》", Kind::Book, "灯")
    };
    let remainder = "向本站寄来的、从祖父那里传下的一本没有封面的书";
    reference.further.remainder = vec![remainder.into()];
    assert_eq!(numbered(&reference), "甲向本站寄来的、从祖父那里传下的一本没有封面的书《灯》[M].");
}

#[test]
fn nothing_stated_is_lost() {
    for entry in [
        "灯塔协会官网",
        "《灯塔》（截止1992年），附港口图",
        "《灯塔 & “雾”》第三版，林望潮、陈守灯著，海港书局1931年7月2日，内部发行",
        "Doe, Jane. Lamps. London: Quay Press, 2003. Signed by the keeper.",
    ] {
        let reference = read_entry(entry);
        let works = [Work { reference: &reference, language: None }];
        for style in STYLES {
            let set = text_of(&style::set(&style.style, &works, "zh-CN").remove(0));
            for left in &reference.further.remainder {
                assert!(set.contains(left.as_str()), "{}: {left} is not in {set}", style.name);
            }
        }
    }
}

#[test]
fn long_and_odd_entries_are_set() {
    let long = "灯".repeat(100_000);
    let mut entries = vec![
        read(&long, Kind::Book, "灯"),
        read("……", Kind::Book, ""),
        read("", Kind::Other, ""),
        Reference {
            url: Some(String::new()),
            further: Further {
                number: Some(String::new()),
                volume: Some(" ".into()),
                pages: Some(String::new()),
                ..Further::default()
            }
            .into(),
            ..read("《》", Kind::Journal, "")
        },
    ];
    entries.extend(["）甲（", "İİ", "ǅ《ǆ》"].map(|raw| read(raw, Kind::Book, "ǆ")));
    for entry in &entries {
        for style in STYLES {
            let work = Work { reference: entry, language: None };
            assert_eq!(style::set(&style.style, &[work], "zh-CN").len(), 1);
        }
    }
}

#[test]
fn addresses_of_the_web_are_links() {
    let mut reference = Reference {
        url: Some("https://lamp.example/a".into()),
        further: Further { doi: Some("10.0000/lamp.7".into()), ..Further::default() }.into(),
        ..book("林望潮", "雾中的灯", "2001")
    };
    let set = set_one(&NUMERIC_2025, &reference);
    assert_eq!(
        text_of(&set),
        "林望潮. 雾中的灯[M/OL]. 2001. https://lamp.example/a. DOI:10.0000/lamp.7."
    );
    let links: Vec<&str> = set
        .runs
        .iter()
        .filter_map(|run| run.href.as_ref().map(Address::as_str))
        .collect();
    assert_eq!(links, ["https://lamp.example/a", "https://doi.org/10.0000/lamp.7"]);
    reference.url = Some("javascript:alert(1)".into());
    reference.further.doi = None;
    assert!(set_one(&NUMERIC_2025, &reference).runs.iter().all(|run| run.href.is_none()));
}

#[test]
fn works_of_one_author_and_year_are_told_apart() {
    let references = [
        book("林望潮", "雾中的灯", "2001"),
        book("林望潮", "潮水来时", "2001"),
        book("林望潮", "雾中的灯", "2001"),
        book("林望潮", "灯下", "2002"),
        book("周礁", "无年", ""),
        book("周礁", "又无年", ""),
    ];
    let works: Vec<Work<'_>> =
        references.iter().map(|reference| Work { reference, language: None }).collect();
    let set = set(&AUTHOR_DATE_2025, &works);
    let marks: Vec<&str> = set.iter().filter_map(|one| one.mark.as_deref()).collect();
    assert_eq!(
        marks,
        [
            "林望潮，2001a", "林望潮，2001b", "林望潮，2001a", "林望潮，2002", "周礁，无日期-a",
            "周礁，无日期-b"
        ]
    );
    assert_eq!(text_of(&set[1]), "林望潮，2001b. 潮水来时[M].");
    assert_eq!(letters(25), "z");
    assert_eq!(letters(26), "aa");
}

#[test]
fn marks_name_the_first_author() {
    let parts =
        |family: &str, given: &str| Name::Parts { family: family.into(), given: given.into() };
    let mark = |rules: &Rules, authors: Vec<Name>, title: &str| {
        let reference = Reference { authors, ..book("", title, "2001") };
        set_one(rules, &reference).mark.unwrap_or_default()
    };
    let pair = || vec!["王小明".into(), "李二".into()];
    assert_eq!(mark(&AUTHOR_DATE_2025, pair(), "灯"), "王小明等，2001");
    assert_eq!(mark(&AUTHOR_DATE_2015, pair(), "灯"), "王小明 等, 2001");
    let keepers = || vec![parts("Keeper", "Ann"), parts("Doe", "Jane")];
    assert_eq!(mark(&AUTHOR_DATE_2025, keepers(), "Lamps"), "Keeper et al.，2001");
    assert_eq!(mark(&AUTHOR_DATE_2015, vec![parts("Keeper", "Ann")], "Lamps"), "Keeper, 2001");
    assert_eq!(mark(&AUTHOR_DATE_2025, vec![], "Lamps"), "Anon，2001");
    assert_eq!(mark(&AUTHOR_DATE_2015, vec![], "灯"), "佚名, 2001");
}

/// The first work of a file, set by both editions.
fn of_file(path: &str, text: &str) -> [String; 2] {
    let source = Source::new(path, text.to_owned());
    let works = (format_of(path).unwrap().read)(&source, &mut Sink::default());
    let set = |rules| {
        let work = Work { reference: &works[0], language: None };
        text_of(&set(rules, &[work])[0])
    };
    [set(&NUMERIC_2025), set(&NUMERIC_2015)]
}

/// The titles of `.bib` files are in title case where they are English; the standard's are not.
#[test]
fn entries_of_bibtex() {
    for (text, new, old) in [
        (
            "@book{a, author={Keeper, Jr., Ann B.}, title={The {Lamps} of {DNA} Bay: A History}, \
             edition={Second}, address={Quay}, publisher={Tide \\& Co.}, year=2001, langid={american}}",
            "Keeper A B，Jr. The Lamps of DNA bay: a history[M]. 2nd ed. Quay：Tide & Co.，2001.",
            "KEEPER A B, Jr. The Lamps of DNA bay: a history[M]. 2nd ed. Quay: Tide & Co., 2001.",
        ),
        (
            "@book{a, author={Wärter, Jan}, title={Das Licht am Meer}, year=2001, langid={german}}",
            "Wärter J. Das Licht am Meer[M]. 2001.",
            "WÄRTER J. Das Licht am Meer[M]. 2001.",
        ),
        (
            "@article{a, author={林望潮}, title={雾}, journal={港口学刊}, year=2001, volume=3, eid={e17}, \
             doi={10.5555/1}, url={https://doi.org/10.5555/1}, urldate={2024-02-03}}",
            "林望潮. 雾[J/OL]. 港口学刊，2001，3：e17. https://doi.org/10.5555/1.",
            "林望潮. 雾[J/OL]. 港口学刊, 2001, 3: e17[2024-02-03]. https://doi.org/10.5555/1.",
        ),
        (
            "@inproceedings{a, author={林望潮}, title={雾}, eventtitle={第三届灯塔会议}, address={港城}, \
             year=2001, pages=2}",
            "林望潮. 雾[C]//第三届灯塔会议，2001：2.",
            "林望潮. 雾[C]//第三届灯塔会议. 港城, 2001: 2.",
        ),
        (
            "@proceedings{a, editor={林望潮}, title={雾会文集}, publisher={海边书屋}, year=2001}",
            "林望潮. 雾会文集[C]. 海边书屋，2001.",
            "林望潮. 雾会文集[C]. 海边书屋, 2001.",
        ),
        (
            "@patent{a, author={林望潮 and 陈守灯}, holder={灯塔公司}, title={灯}, number={CN123.4}, \
             address={中国}, date={2001-02-03}}",
            "灯塔公司. 灯：CN123.4[P]. 2001-02-03.",
            "灯塔公司. 灯: CN123.4[P]. 2001-02-03.",
        ),
        (
            "@preprint{a, author={Keeper, Ann}, title={Fog}, version=2, archiveprefix={arXiv}, \
             eprint={1234.5678}, date={2012-03-18}, urldate={2020-06-24}, url={https://fog.example}, \
             cstr={32003.36.1}}",
            "Keeper A. Fog[PP/OL]. V2. arXiv（2012-03-18）[2020-06-24]. https://fog.example. \
             CSTR:32003.36.1.",
            "KEEPER A. Fog[EB/OL]. arXiv, 2012[2020-06-24]. https://fog.example. CSTR:32003.36.1.",
        ),
        (
            "@archive{a, title={灯塔令}, number={L-1}, address={港城}, institution={港城档案馆}, \
             date={1931-11-07}}",
            "灯塔令：L-1[A]. 港城：港城档案馆，1931-11-07.",
            "灯塔令: L-1[A]. 港城: 港城档案馆, 1931.",
        ),
        (
            "@periodical{a, title={灯塔通讯}, volume={1957(1)-1990(4)}, publisher={海边书屋}, \
             date={1957/1990}}",
            "灯塔通讯[J]. 1957(1)-1990(4). 海边书屋，1957—1990.",
            "灯塔通讯[J]. 1957(1)-1990(4). 海边书屋, 1957—1990.",
        ),
        (
            "@newspaper{a, author={林望潮}, title={雾}, journal={海港晚报}, date={2001-02-03}, pages=7}",
            "林望潮. 雾[N]. 海港晚报，2001-02-03（7）.",
            "林望潮. 雾[N]. 海港晚报, 2001-02-03(7).",
        ),
        (
            "@map{a, author={林望潮}, title={港湾图}, scale={1:5000}, publisher={潮汐社}, year=2019, \
             dimensions={97cm×67cm}}",
            "林望潮. 港湾图. 1:5000[CM]. 潮汐社，2019. 97cm×67cm.",
            "林望潮. 港湾图[CM]. 潮汐社, 2019.",
        ),
    ] {
        assert_eq!(of_file("references.bib", text), [new, old], "{text}");
    }
}

#[test]
fn entries_of_csl_json() {
    for (fields, new, old) in [
        (
            r#""type": "article", "publisher": "arXiv", "number": "arXiv:1", "title": "雾",
               "note": "version: 2\ntex.doi: 10.5555/1", "issued": {"date-parts": [["2012", 3, 18]]}"#,
            "雾[PP]. V2. arXiv（2012-03-18）.",
            "雾[EB/OL]. arXiv, 2012.",
        ),
        (
            r#""note": "type: periodical\nissued: 1957/\n一句话", "type": "book", "title": "灯塔通讯",
               "publisher": "海边书屋", "issued": {"date-parts": [[1957]]}"#,
            "灯塔通讯[J]. 海边书屋，1957—.",
            "灯塔通讯[J]. 海边书屋, 1957—.",
        ),
        (
            r#""type": "chapter", "title": "潮", "container-title": "全集", "volume": 35, "page": "3",
               "container-author": [{"literal": "林望潮"}], "editor": [{"literal": "陈守灯"}]"#,
            "潮[M]//林望潮. 全集：第35卷. 3.",
            "潮[M]//林望潮. 全集: 第35卷. 3.",
        ),
        (
            r#""type": "motion_picture", "title": "灯", "director": [{"literal": "林望潮"}],
               "URL": "https://lamp.example", "issued": {"date-parts": [[2022, 10, 26]]}"#,
            "林望潮. 灯[EB/OL]. （2022-10-26）. https://lamp.example.",
            "林望潮. 灯[Z/OL]. (2022-10-26). https://lamp.example.",
        ),
        (
            r#""type": "legislation", "title": "灯塔法", "number": "第8号", "note": "状态: 有效",
               "author": [{"literal": "海事局"}]"#,
            "海事局. 灯塔法：第8号[Z].",
            "海事局. 灯塔法: 第8号[A].",
        ),
        (
            r#""type": "personal_communication", "title": "雾", "archive": "港城档案馆",
               "archive_location": "L-1", "issued": {"date-parts": [[1917, 9, 15]]}"#,
            "雾：L-1[A]. 港城档案馆，1917-09-15.",
            "雾: L-1[A]. 港城档案馆, 1917.",
        ),
        (
            r#""type": "patent", "title": "灯", "number": "CN2U", "call-number": "CN1.2",
               "issued": {"date-parts": [[2013, 3, 27]]}"#,
            "灯：CN1.2[P]. 2013-03-27.",
            "灯: CN2U[P]. 2013-03-27.",
        ),
        (
            r#""type": "article-journal", "title": "<i>Lampyris</i> and H<sub>2</sub>O",
               "container-title": "J. Tides", "note": "number: e7",
               "author": [{"family": "Mer", "given": "J.-P.", "dropping-particle": "de la"},
                          {"family": "Quay", "given": "R.I.", "suffix": "Jr."}]"#,
            "Mer J-P de la，Quay R I，Jr. Lampyris and H2O[J]. J Tides：e7.",
            "MER J P de la, QUAY R I, Jr. Lampyris and H2O[J]. J Tides: e7.",
        ),
    ] {
        let text = format!("[{{\"id\": \"a\", {fields}}}]");
        assert_eq!(of_file("references.json", &text), [new, old], "{text}");
    }
}

#[test]
fn the_code_of_an_entry_written_by_the_standard_is_no_remark() {
    let reference = Reference {
        authors: vec!["王一".into()],
        publisher: Some("某某出版社".into()),
        issued: PartialDate::parse("2001"),
        ..read("王一.某书[M].某某出版社,2001", Kind::Book, "某书")
    };
    assert_eq!(numbered(&reference), "王一. 某书[M]. 某某出版社，2001.");
}

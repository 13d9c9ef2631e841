//! Entries element by element. The whole list in every style is in `tests/citations`.

use super::*;
use crate::citation::style::{self, STYLES};
use crate::reference::{Further, Kind, Name, Reference};
use chengshu_text::address::Address;
use chengshu_text::date::PartialDate;

fn read(raw: &str, kind: Kind, title: &str) -> Reference {
    Reference {
        raw: raw.into(),
        kind,
        title: title.into(),
        ..Reference::default()
    }
}

fn text_of(set: &SetReference) -> String {
    set.runs.iter().map(|run| run.text.as_str()).collect()
}

fn set_one(rules: &Rules, reference: &Reference) -> SetReference {
    let work = Work {
        reference,
        accessed: PartialDate::parse("2024-08-13"),
        language: None,
    };
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
        ..read(
            "《某书》王一,李二著，某某出版社2001年版",
            Kind::Book,
            "某书",
        )
    };
    let set = |rules| text_of(&set_one(rules, &reference));
    assert_eq!(set(&NUMERIC_2025), "王一，李二. 某书[M]. 某某出版社，2001.");
    assert_eq!(set(&NUMERIC_2015), "王一, 李二. 某书[M]. 某某出版社, 2001.");
    assert_eq!(
        set(&AUTHOR_DATE_2025),
        "王一，李二，2001. 某书[M]. 某某出版社."
    );
}

#[test]
fn what_no_element_carries_is_a_remark() {
    let reference = Reference {
        authors: vec!["彼得·莫尔".into()],
        issued: PartialDate::parse("1949-05"),
        ..read(
            "副站长彼得·莫尔的1949年5月出版回忆录《堤上的客人与雾中的灯》（附海图，英文）",
            Kind::Book,
            "堤上的客人与雾中的灯",
        )
    };
    assert_eq!(
        numbered(&reference),
        "彼得·莫尔. 堤上的客人与雾中的灯[M]. 1949. [副站长；5月出版回忆录；附海图，英文]."
    );
}

#[test]
fn names_of_presses_are_not_taken_for_words() {
    let reference = Reference {
        issued: PartialDate::parse("1995"),
        ..read("1995年出版社印《灯塔志异》", Kind::Book, "灯塔志异")
    };
    assert_eq!(numbered(&reference), "灯塔志异[M]. 1995. [出版社印].");
}

#[test]
fn an_entry_of_which_little_is_known_stands_as_written() {
    let phrase = Reference {
        url: Some("https://cape.example/a".into()),
        ..read(
            "https://cape.example/a\n海角百科，有关灯塔的部分",
            Kind::Web,
            "海角百科",
        )
    };
    assert_eq!(
        numbered(&phrase),
        "海角百科，有关灯塔的部分[EB/OL]. [2024-08-13]. https://cape.example/a."
    );
    let titled_by_itself = Reference {
        authors: vec!["甲".into()],
        issued: PartialDate::parse("2020"),
        publisher: Some("海港晚报".into()),
        ..read(
            "海港晚报甲2020年采访",
            Kind::Article,
            "海港晚报甲2020年采访",
        )
    };
    assert_eq!(numbered(&titled_by_itself), "海港晚报甲2020年采访[N].");
    let reference = Reference {
        authors: vec!["甲".into()],
        ..read(
            "甲向本站寄来的、从祖父那里传下的一本没有封面的书《灯》",
            Kind::Book,
            "灯",
        )
    };
    assert_eq!(
        numbered(&reference),
        "甲向本站寄来的、从祖父那里传下的一本没有封面的书《灯》[M]."
    );
}

/// The proof that nothing stated is lost: letters and digits of the entry that what is set does
/// not have, as often.
fn lost(raw: &str, set: &str) -> String {
    let significant = |text: &str| -> Vec<char> {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let mut said = significant(set);
    significant(raw)
        .into_iter()
        .filter(|c| match said.iter().position(|one| one == c) {
            Some(at) => {
                said.swap_remove(at);
                false
            }
            None => true,
        })
        .collect()
}

#[test]
fn nothing_stated_is_lost() {
    let authors = || vec![Name::from("林望潮"), Name::from("A. Keeper")];
    let entries = [
        read("灯塔协会官网", Kind::Web, "灯塔协会官网"),
        read("《灯塔》（截止1992年）", Kind::Book, "灯塔"),
        Reference {
            authors: authors(),
            issued: PartialDate::parse("1931-07-02"),
            publisher: Some("海港日报".into()),
            further: Further {
                edition: Some("第三版".into()),
                language: Some("英文".into()),
                ..Further::default()
            }
            .into(),
            ..read(
                "1. 《灯塔 & \"雾\"》第三版 林望潮, A. Keeper 著，海港日报 1931年7月2日 第5版（英文，İ号）",
                Kind::Article,
                "灯塔 & \"雾\"",
            )
        },
        Reference {
            authors: authors(),
            issued: PartialDate::parse("2001-02"),
            url: Some("https://lamp.example/灯塔志".into()),
            further: Further {
                container: Some("灯塔志".into()),
                number: Some("2".into()),
                ..Further::default()
            }
            .into(),
            ..read(
                "林望潮 and A. Keeper, 雾笛, 灯塔志 2001年第2期(2月) https://lamp.example/灯塔志 remarks by B",
                Kind::Journal,
                "雾笛",
            )
        },
    ];
    // 著, 年, 第, 期: words of role, and the mark of the list.
    let may_go = "著年月日第期版三and";
    for entry in &entries {
        for style in STYLES {
            let work = Work {
                reference: entry,
                accessed: None,
                language: None,
            };
            let set = style::set(&style.style, &[work], "zh-CN").remove(0);
            let lost = lost(&entry.raw, &text_of(&set));
            assert!(
                lost.chars().all(|c| may_go.contains(c)),
                "{}: {lost:?} of {:?} is not in {:?}",
                style.name,
                entry.raw,
                text_of(&set)
            );
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
            let work = Work {
                reference: entry,
                accessed: None,
                language: None,
            };
            assert_eq!(style::set(&style.style, &[work], "zh-CN").len(), 1);
        }
    }
}

#[test]
fn addresses_of_the_web_are_links() {
    let mut reference = Reference {
        url: Some("https://lamp.example/a".into()),
        further: Further {
            doi: Some("10.0000/lamp.7".into()),
            ..Further::default()
        }
        .into(),
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
    assert_eq!(
        links,
        ["https://lamp.example/a", "https://doi.org/10.0000/lamp.7"]
    );
    reference.url = Some("javascript:alert(1)".into());
    reference.further.doi = None;
    assert!(
        set_one(&NUMERIC_2025, &reference)
            .runs
            .iter()
            .all(|run| run.href.is_none())
    );
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
    let works: Vec<Work<'_>> = references
        .iter()
        .map(|reference| Work {
            reference,
            accessed: None,
            language: None,
        })
        .collect();
    let set = set(&AUTHOR_DATE_2025, &works);
    let marks: Vec<&str> = set.iter().filter_map(|one| one.mark.as_deref()).collect();
    assert_eq!(
        marks,
        [
            "林望潮，2001a",
            "林望潮，2001b",
            "林望潮，2001a",
            "林望潮，2002",
            "周礁，无日期-a",
            "周礁，无日期-b"
        ]
    );
    assert_eq!(text_of(&set[1]), "林望潮，2001b. 潮水来时[M].");
    assert_eq!(letters(25), "z");
    assert_eq!(letters(26), "aa");
}

#[test]
fn marks_name_the_first_author() {
    let parts = |family: &str, given: &str| Name::Parts {
        family: family.into(),
        given: given.into(),
    };
    let mark = |rules: &Rules, authors: Vec<Name>, title: &str| {
        let reference = Reference {
            authors,
            ..book("", title, "2001")
        };
        set_one(rules, &reference).mark.unwrap_or_default()
    };
    let pair = || vec!["王小明".into(), "李二".into()];
    assert_eq!(mark(&AUTHOR_DATE_2025, pair(), "灯"), "王小明等，2001");
    assert_eq!(mark(&AUTHOR_DATE_2015, pair(), "灯"), "王小明 等, 2001");
    let keepers = || vec![parts("Keeper", "Ann"), parts("Doe", "Jane")];
    assert_eq!(
        mark(&AUTHOR_DATE_2025, keepers(), "Lamps"),
        "Keeper et al.，2001"
    );
    assert_eq!(
        mark(&AUTHOR_DATE_2015, vec![parts("Keeper", "Ann")], "Lamps"),
        "Keeper, 2001"
    );
    assert_eq!(mark(&AUTHOR_DATE_2025, vec![], "Lamps"), "Anon，2001");
    assert_eq!(mark(&AUTHOR_DATE_2015, vec![], "灯"), "佚名, 2001");
}

#[test]
fn missing_places_are_said_only_of_works_stated_in_fields() {
    let reference = Reference {
        publisher: Some("灯塔出版社".into()),
        ..book("林望潮", "雾中的灯", "2001")
    };
    assert_eq!(
        text_of(&set_one(&NUMERIC_2015, &reference)),
        "林望潮. 雾中的灯[M]. [出版地不详]: 灯塔出版社, 2001."
    );
    assert_eq!(
        numbered(&reference),
        "林望潮. 雾中的灯[M]. 灯塔出版社，2001."
    );
    let western = book("Ann Keeper", "Lamps", "1978");
    assert_eq!(
        text_of(&set_one(&NUMERIC_2015, &western)),
        "Ann Keeper. Lamps[M]. [S.l.: s.n.], 1978."
    );
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

//! Odd works, odd styles, and the promise of one entry per work in their order.

use std::fmt::Write as _;

use super::*;
use crate::citation::typeset::Face;
use crate::files::format_of;
use crate::reference::{Completeness, Further, Kind, Name, Reference};
use chengshu_text::address::Address;
use chengshu_text::date::PartialDate;
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

fn style() -> Processor {
    Processor::bundled("apa").unwrap()
}

fn set(processor: &Processor, references: &[Reference]) -> Vec<SetReference> {
    let works: Vec<Work> =
        references.iter().map(|reference| Work { reference, language: None }).collect();
    processor.set(&works, "zh-CN")
}

fn book(title: &str) -> Reference {
    Reference {
        kind: Kind::Book,
        title: title.into(),
        raw: format!("《{title}》"),
        authors: vec!["林望潮".into()],
        issued: Some(PartialDate::Year(2001)),
        ..Reference::default()
    }
}

/// A style that lists the title and what else is given.
fn csl(macros: &str, layout: &str) -> String {
    format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\
         <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>\
         {macros}<citation><layout><text variable=\"title\"/></layout></citation>\
         <bibliography><layout>{layout}</layout></bibliography></style>"
    )
}

#[test]
fn every_name_has_a_style() {
    for name in Processor::names() {
        assert!(Processor::bundled(name).is_some(), "{name}");
    }
    assert!(Processor::bundled("no-such-style").is_none());
    for (alias, known) in ALIASES {
        assert!(ArchivedStyle::by_name(alias).is_none(), "{alias} is known");
        assert!(ArchivedStyle::by_name(known).is_some(), "{known}");
    }
}

#[test]
fn bundled_styles_keep_within_what_is_asked_of_files() {
    let refused: Vec<String> = ArchivedStyle::all()
        .iter()
        .filter(|style| **style != WITHOUT_LIST)
        .filter_map(|style| {
            let text = style.get().to_xml().unwrap();
            let error = source::read(&text).err()?;
            Some(format!("{}: {error}", style.display_name()))
        })
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn data_is_text() {
    let odd = "5 < 6 & <i>灯</i> \"q\" ~ \\ $x$ {y} _z_ **b**";
    for name in ["apa", "chicago", "mla", "vancouver", "ieee"] {
        let set = set(&Processor::bundled(name).unwrap(), &[book(odd)]);
        assert!(text_of(&set[0]).contains("<i>灯</i>"), "{name}: {}", text_of(&set[0]));
        assert!(text_of(&set[0]).contains("5 < 6 & "), "{name}: {}", text_of(&set[0]));
    }
}

/// Whatever a work lacks, no style forgets who made it, names those not named more than once, or
/// leaves marks beside each other.
#[test]
fn every_style_names_authors_and_leaves_no_marks() {
    const ODD: &[&str] =
        &["..", ",.", " ,", "?.", "()", "[]", ",,", ":.", "  ", ".”.", "R.I", "\u{f8f0}"];
    const OTHERS: &[&str] =
        &["et al", "u. a.", "u.a.", "и др", "et coll", "and others", "Coauthors", "u.\u{a0}a."];
    let types = ["article-journal", "book", "webpage", "chapter", "post"];
    let fields = [
        r#""issued": {"date-parts": [[2011, 3, 5]]}"#,
        r#""publisher": "Tide House", "issued": {"date-parts": [[2011]]}"#,
        r#""URL": "https://tides.example/x", "accessed": {"date-parts": [[2024]]}"#,
        r#""container-title": "Journal of Tides", "volume": 12, "page": "45-67""#,
    ];
    let items: Vec<String> = types
        .iter()
        .zip(fields.iter().cycle())
        .map(|(kind, fields)| {
            format!(
                r#"{{"type": "{kind}", "title": "Is it fog?", {fields}, "author": [
                    {{"family": "Moren", "given": "P.J."}}, {{"family": "Quist", "given": "Ann"}}]}}"#
            )
        })
        .collect();
    let source = Source::new("references.json", format!("[{}]", items.join(",")));
    let mut works = (format_of("references.json").unwrap().read)(&source, &mut Sink::default());
    for count in [1, 2, 12] {
        works.push(Reference {
            authors: std::iter::repeat_n(works[0].authors[0].clone(), count).collect(),
            more_authors: Completeness::AndOthers,
            ..book("On Lamps")
        });
    }
    let mut wrong = Vec::new();
    for style in ArchivedStyle::all().iter().filter(|style| **style != WITHOUT_LIST) {
        let name = style.names()[0];
        let sets = set(&Processor::bundled(name).unwrap(), &works);
        for (work, set) in works.iter().zip(&sets) {
            let entry = text_of(set);
            let others: usize = OTHERS.iter().map(|others| entry.matches(others).count()).sum();
            let wanted = usize::from(work.more_authors == Completeness::AndOthers);
            if ODD.iter().any(|odd| entry.contains(odd))
                || !entry.to_lowercase().contains("moren")
                || others != wanted
            {
                wrong.push(format!("{name}: {entry}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn particles_stay_where_they_are_stated() {
    let author = |family: &str, given: &str| Reference {
        authors: vec![Name::Parts { family: family.into(), given: given.into() }],
        ..book("On Lamps")
    };
    for (family, given, entry) in [
        ("van den Berg", "Jan", "van den Berg, J. (2001). On Lamps."),
        ("Berg", "Jan van den", "Berg, J. van den. (2001). On Lamps."),
        ("Quay", "R.I., Jr.", "Quay, R. I., Jr. (2001). On Lamps."),
    ] {
        let set = set(&style(), &[author(family, given)]);
        assert_eq!(text_of(&set[0]), entry);
    }
}

#[test]
fn others_follow_the_last_name() {
    let one = Reference {
        authors: vec![Name::Parts { family: "Keeper".into(), given: "A.B.".into() }],
        more_authors: Completeness::AndOthers,
        ..book("On Lamps")
    };
    for (name, entry, mark) in [
        ("apa", "Keeper, A. B., et al. (2001). On Lamps.", Some("Keeper et al., 2001")),
        ("mla", "Keeper, A. B., et al. On Lamps. 2001.", Some("Keeper et al.")),
        ("vancouver", "Keeper AB, et al. On Lamps. 2001.", None),
    ] {
        let set = set(&Processor::bundled(name).unwrap(), std::slice::from_ref(&one));
        assert_eq!(text_of(&set[0]), entry);
        assert_eq!(set[0].mark.as_deref(), mark);
    }
}

#[test]
fn works_stay_in_their_order_whatever_the_style_sorts_by() {
    let titles = ["丙书", "甲书", "Beta", "乙书", "Alpha", ""];
    let works: Vec<Reference> = titles.iter().copied().map(book).collect();
    let text_of_style = csl("", "<text variable=\"title\"/>")
        .replace("<bibliography>", "<bibliography><sort><key variable=\"title\"/></sort>");
    let own = Processor::from_csl(&text_of_style).unwrap();
    let all: Vec<String> = set(&own, &works).iter().map(text_of).collect();
    assert_eq!(all, ["丙书", "甲书", "Beta", "乙书", "Alpha", "《》"]);
    for name in ["apa", "mla", "chicago", "gost-r-705-2008-numeric"] {
        let all = set(&Processor::bundled(name).unwrap(), &works);
        assert_eq!(all.len(), works.len());
        for (set, title) in all.iter().zip(titles) {
            assert!(text_of(set).contains(title), "{name}: {}", text_of(set));
        }
    }
}

#[test]
fn same_author_and_year_are_told_apart_in_list_and_mark() {
    let all = set(&style(), &[book("甲书"), book("乙书")]);
    assert_eq!(all[0].mark.as_deref(), Some("林望潮, 2001a"));
    assert_eq!(all[1].mark.as_deref(), Some("林望潮, 2001b"));
    assert!(text_of(&all[1]).contains("2001b"));
    let numbered = set(&Processor::bundled("ieee").unwrap(), &[book("甲书")]);
    assert_eq!(numbered[0].mark, None);
    assert!(text_of(&numbered[0]).starts_with("林望潮"), "{}", text_of(&numbered[0]));
}

/// Where two works share their first authors and the year, and one has more authors, the library
/// alone would panic.
#[test]
fn works_that_share_their_first_authors_are_told_apart() {
    let authors = |letters: &str| -> Vec<Name> {
        let name = |c: char| Name::Parts { family: format!("{c}son"), given: "Ann".into() };
        letters.chars().map(name).collect()
    };
    let work = |letters| Reference { authors: authors(letters), ..book("On Lamps") };
    let works = [work("ABC"), work("ABCD")];
    for name in ["apa", "chicago", "harvard"] {
        let all = set(&Processor::bundled(name).unwrap(), &works);
        assert!(text_of(&all[0]).contains("Ason"), "{name}: {}", text_of(&all[0]));
        assert_ne!(all[0].mark, all[1].mark, "{name}");
    }
}

#[test]
fn each_language_has_its_own_words() {
    let many = |title: &str, name: &str| Reference {
        authors: (0..30).map(|n| Name::from(format!("{name}{n}"))).collect(),
        ..book(title)
    };
    let all = set(
        &Processor::bundled("chicago").unwrap(),
        &[many("灯塔", "林"), many("On Lamps", "Keeper ")],
    );
    assert!(text_of(&all[0]).contains('等') && !text_of(&all[0]).contains("et al"));
    assert!(text_of(&all[1]).contains("et al") && !text_of(&all[1]).contains('等'));
}

#[test]
fn addresses_of_the_web_are_links() {
    let work = Reference {
        url: Some("https://lamp.example/a?b=1&c=\"2\"".into()),
        kind: Kind::Web,
        ..book("灯")
    };
    let script = Reference { url: Some("javascript://%0aalert(1)".into()), ..work.clone() };
    let all = set(&style(), &[work.clone(), script]);
    let link = all[0].runs.iter().find(|run| run.href.is_some()).unwrap();
    let address = "https://lamp.example/a?b=1&c=%222%22";
    assert_eq!(link.href.as_ref().map(Address::as_str), Some(address));
    assert!(all[1].runs.iter().all(|run| run.href.is_none()));
}

#[test]
fn a_work_without_title_stands_as_written() {
    let bare = Reference { raw: "只有<i>一句</i>话".into(), ..Reference::default() };
    let all = set(&style(), &[bare, Reference::default()]);
    assert_eq!(text_of(&all[0]), "只有<i>一句</i>话");
    assert_eq!(all[0].mark.as_deref(), Some("只有<i>一句</i>话"));
    assert_eq!(all[0].runs[0].face, Face::Roman);
    assert_eq!(text_of(&all[1]), "");
}

/// Texts that break readers.
const ODD: &[&str] = &[
    "", " ", "\u{0}", "\u{1b}[0m", "\n\n", "\u{200d}", "\u{202e}", "?", "。", "“", "”", "'", "\"",
    "...", "!?!", "-", "–", "1-", "-1", "99999999999999999999", "1–2–3", "1,2,&3", "𠀀", "é", "İ",
    "ŉ", "ß", "ﬁ", "<", "&amp;", "a\u{301}", "(", ")", "A", "van", "de la", "1st", "IV", "²", "٣",
    "第", "第版", "st", "王", "王·李", "J.-P.", "-", "Ｊ", "👩‍🚀", "𝒜 b", "a:b", "et al.",
];

#[test]
fn no_odd_work_breaks_a_style() {
    let pick = |n: usize| ODD[n % ODD.len()].to_owned();
    let years = [0, -5, 99_999, i32::MIN, i32::MAX, 1, 999, 9999, 32_767, 32_768];
    let kinds = [
        Kind::Book,
        Kind::Chapter,
        Kind::Journal,
        Kind::Newspaper,
        Kind::Web,
        Kind::Wiki,
        Kind::Film,
        Kind::Thesis,
        Kind::Archive,
        Kind::Other,
        Kind::Report,
        Kind::Patent,
        Kind::Standard,
    ];
    let some = |n: usize| (!n.is_multiple_of(3)).then(|| pick(n));
    let works: Vec<Reference> = (0..ODD.len())
        .map(|n| Reference {
            kind: kinds[n % kinds.len()],
            title: pick(n),
            authors: (0..n % 5)
                .map(|k| match (n + k) % 3 {
                    0 => Name::Whole(pick(n * 7 + k)),
                    _ => Name::Parts { family: pick(n * 5 + k), given: pick(n * 3 + k) },
                })
                .collect(),
            more_authors: if n % 4 == 0 { Completeness::AndOthers } else { Completeness::Whole },
            issued: Some(match n % 3 {
                0 => PartialDate::Month(years[n % years.len()], u8::try_from(n % 256).unwrap()),
                _ => PartialDate::Year(years[n % years.len()]),
            }),
            publisher: some(n + 2),
            url: some(n + 9),
            raw: pick(n + 11),
            further: Further {
                editors: vec![Name::Whole(pick(n + 3))],
                translators: vec![Name::Whole(pick(n + 3))],
                container: some(n + 1),
                place: some(n + 4),
                edition: some(n + 5),
                volume: some(n + 6),
                number: some(n + 7),
                pages: some(n + 8),
                doi: some(n + 10),
                ..Further::default()
            }
            .into(),
            ..Reference::default()
        })
        .collect();
    for (number, style) in ArchivedStyle::all().iter().enumerate() {
        let Some(processor) = Processor::bundled(style.names()[0]) else {
            assert_eq!(*style, WITHOUT_LIST);
            continue;
        };
        let items: Vec<(usize, Item)> = works
            .iter()
            .enumerate()
            .filter_map(|(number, reference)| {
                let work = Work { reference, language: None };
                Some((number, item::item(&number.to_string(), &work)?))
            })
            .collect();
        let locale = ["zh-CN", "en-US"][number % 2];
        let rendered = processor.render(&items, locale, &locale::load(locale));
        assert_eq!(rendered.citations.len(), items.len());
    }
}

#[test]
fn hostile_files_are_refused() {
    let refused = |text: &str| Processor::from_csl(text).map(|_| ()).unwrap_err();
    for text in ["", "灯", "<style", "<style/>", "{}", "<a><b></a>", "<style class='x'"] {
        assert!(matches!(refused(text), StyleError::Malformed(_)), "{text}");
    }
    assert!(matches!(refused(&" ".repeat(50 << 20)), StyleError::TooLarge(_)));
    assert_eq!(
        refused("<!DOCTYPE s [<!ENTITY a \"aaaa\">]><style>&a;</style>"),
        StyleError::DocumentType
    );
    assert_eq!(refused(&"<group>".repeat(100_000)), StyleError::TooDeep);
    let entity = csl("", "<text value=\"&lol;\"/>");
    assert!(matches!(refused(&entity), StyleError::Malformed(_)));
    let circle = csl("<macro name=\"a\"><text macro=\"a\"/></macro>", "<text macro=\"a\"/>");
    assert_eq!(refused(&circle), StyleError::Circular("a".into()));
    let mut doubling = "<macro name=\"m0\"><text variable=\"title\"/></macro>".to_owned();
    for n in 1..60 {
        let call = format!("<text macro=\"m{}\"/>", n - 1);
        let _ = write!(doubling, "<macro name=\"m{n}\">{call}{call}</macro>");
    }
    let doubling = csl(&doubling, "<text macro=\"m59\"/>");
    assert_eq!(refused(&doubling), StyleError::TooIntricate);
    let mut chain = "<macro name=\"m0\"><text variable=\"title\"/></macro>".to_owned();
    for n in 1..15_000 {
        let call = format!("<text macro=\"m{}\"/>", n - 1);
        let _ = write!(chain, "<macro name=\"m{n}\">{call}</macro>");
    }
    let chain = csl(&chain, "<text macro=\"m14999\"/>");
    assert_eq!(refused(&chain), StyleError::TooIntricate);
}

#[test]
fn a_dependent_style_names_what_it_depends_on() {
    let text = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\"><info>\
        <title>t</title><id>t</id>\
        <link href=\"http://www.zotero.org/styles/apa\" rel=\"independent-parent\"/>\
        <updated>2026-01-01T00:00:00+00:00</updated></info></style>";
    let error = Processor::from_csl(text).unwrap_err();
    assert_eq!(error.to_string(), "the style depends on another; use `apa`");
}

#[test]
fn files_as_deep_as_is_allowed_are_read_and_set() {
    let deep = |levels: usize| {
        let open = "<group>".repeat(levels);
        let close = "</group>".repeat(levels);
        csl("", &format!("{open}<text variable=\"title\"/>{close}"))
    };
    let processor = Processor::from_csl(&deep(50)).unwrap();
    assert_eq!(text_of(&set(&processor, &[book("灯")])[0]), "灯");
    let mut chain = "<macro name=\"m0\"><text variable=\"title\"/></macro>".to_owned();
    for n in 1..190 {
        let call = n - 1;
        let _ = write!(chain, "<macro name=\"m{n}\"><text macro=\"m{call}\"/></macro>");
    }
    let processor = Processor::from_csl(&csl(&chain, "<text macro=\"m189\"/>")).unwrap();
    assert_eq!(text_of(&set(&processor, &[book("灯")])[0]), "灯");
}

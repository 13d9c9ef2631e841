//! A mixed list in styles of CSL: `tests/csl/<style>.txt` shows what each makes of it.
//! `CHENGSHU_ACCEPT=1` renews them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chengshu_references::citation::processor::Processor;
use chengshu_references::citation::style::Work;
use chengshu_references::citation::typeset::{Face, Run};
use chengshu_references::reference::{Completeness, Further, Kind, Name, Reference};
use chengshu_text::date::PartialDate;

fn names(names: &[&str]) -> Vec<Name> {
    names.iter().map(|name| Name::from(*name)).collect()
}

fn parts(family: &str, given: &str) -> Name {
    Name::Parts { family: family.into(), given: given.into() }
}

#[allow(clippy::unnecessary_wraps, reason = "the fields it fills are optional")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[allow(clippy::unnecessary_wraps, reason = "the fields it fills are optional")]
fn date(text: &str) -> Option<PartialDate> {
    Some(PartialDate::parse(text).unwrap())
}

fn titled(kind: Kind, title: &str) -> Reference {
    Reference {
        kind,
        title: title.into(),
        raw: format!("《{title}》，原样"),
        ..Reference::default()
    }
}

/// Works of all sorts, all of them made up.
#[allow(clippy::too_many_lines)] // a list
fn works() -> Vec<Reference> {
    let keeper = || vec![parts("Keeper", "Ann Beatrice"), parts("van Fanal", "Piet")];
    let eleven: Vec<String> = (1..=11).map(|n| format!("守灯人{n}")).collect();
    vec![
        Reference {
            authors: names(&["林望潮"]),
            publisher: some("灯塔出版社"),
            issued: date("2001"),
            further: Further {
                place: some("舟山"), edition: some("第2版"), ..Further::default()
            }
            .into(),
            ..titled(Kind::Book, "雾中的灯")
        },
        Reference {
            authors: vec![parts("林", "望潮")],
            publisher: some("灯塔出版社"),
            issued: date("2001"),
            ..titled(Kind::Book, "潮水来时")
        },
        Reference {
            authors: keeper(),
            publisher: some("Lamp & Sons"),
            issued: date("1931"),
            further: Further {
                place: some("Harbour Town"),
                edition: some("2nd ed."),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Book, "The keeping of lamps")
        },
        Reference {
            authors: vec![parts("凯珀尔", "安")],
            publisher: some("不存在的出版社"),
            issued: date("1988"),
            further: Further { translators: names(&["海生"]), ..Further::default() }.into(),
            ..titled(Kind::Book, "看灯记")
        },
        Reference {
            authors: names(&["海生", "林望潮"]),
            issued: date("2010-05"),
            further: Further {
                container: some("航标学报"),
                volume: some("12"),
                number: some("3"),
                pages: some("45-67"),
                doi: some("10.5555/lamp.2010.3"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Journal, "灯油的来历")
        },
        Reference {
            authors: keeper(),
            issued: date("1999"),
            further: Further {
                container: some("Journal of Harbour Studies"),
                volume: some("7"),
                number: some("2"),
                pages: some("101–118"),
                doi: some("10.5555/<fog>&more"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Journal, "Fog and the price of oil")
        },
        Reference {
            authors: names(&["记者"]),
            publisher: some("海港日报"),
            issued: date("1956-08-13"),
            ..titled(Kind::Newspaper, "灯塔重新点亮")
        },
        Reference {
            url: some("https://lamp.example/a?b=1&c=<2>"),
            further: Further { container: some("灯塔志网"), ..Further::default() }.into(),
            ..titled(Kind::Web, "全国灯塔名录")
        },
        Reference {
            url: some("ftp://lamp.example/old"),
            issued: date("2019"),
            further: Further { accessed: date("2020-01-02"), ..Further::default() }.into(),
            ..titled(Kind::Web, "Lamps of the north")
        },
        Reference {
            publisher: some("海港档案馆"),
            further: Further { number: some("全宗3-12"), ..Further::default() }.into(),
            ..titled(Kind::Archive, "关于修灯塔的请示")
        },
        Reference {
            authors: names(&["雾生"]),
            issued: date("1962"),
            publisher: some("海港电影厂"),
            ..titled(Kind::Film, "最后一班船")
        },
        Reference {
            authors: vec![parts("Lampert", "Jean-Luc")],
            publisher: some("University of Nowhere"),
            issued: date("2005"),
            ..titled(Kind::Thesis, "On Fog")
        },
        Reference {
            publisher: some("无名书局"),
            issued: date("1920"),
            ..titled(Kind::Book, "无人署名的书")
        },
        Reference { authors: names(&["林望潮"]), ..titled(Kind::Book, "没有日期的书") },
        Reference {
            authors: eleven.into_iter().map(Name::from).collect(),
            issued: date("2015"),
            publisher: some("灯塔出版社"),
            ..titled(Kind::Book, "十一个人写的书")
        },
        Reference {
            authors: "ABCDEFGHIJK".chars().map(|c| parts(&format!("{c}son"), "Ned")).collect(),
            issued: date("2015"),
            publisher: some("Lamp & Sons"),
            ..titled(Kind::Book, "A book by eleven")
        },
        Reference {
            authors: names(&["海生"]),
            more_authors: Completeness::AndOthers,
            issued: date("1977"),
            ..titled(Kind::Report, "潮位报告")
        },
        Reference {
            authors: vec![parts("Keeper", "Ann")],
            more_authors: Completeness::AndOthers,
            issued: date("1977"),
            ..titled(Kind::Report, "A report on tides")
        },
        Reference {
            authors: names(&["<i>林</i> & \"潮\""]),
            publisher: some("<b>出版</b>社"),
            issued: date("1990"),
            ..titled(Kind::Book, "5 < 6 & <i>灯</i> “引” 'q' $x$ {y}")
        },
        Reference { raw: "只有一句话，没有题名".into(), ..Reference::default() },
    ]
}

fn shown(run: &Run) -> String {
    let signs = match run.face {
        Face::Roman => "",
        Face::Italic => "_",
        Face::Bold => "**",
        Face::SmallCaps => "~",
        Face::Superscript => "^",
        Face::Subscript => ",,",
    };
    let text = format!("{signs}{}{signs}", run.text);
    match &run.href {
        Some(href) => format!("[{text}]({href})"),
        None => text,
    }
}

fn listed(processor: &Processor) -> String {
    let references = works();
    let works: Vec<Work> =
        references.iter().map(|reference| Work { reference, language: None }).collect();
    let mut out = String::new();
    for (number, set) in processor.set(&works, "zh-CN").iter().enumerate() {
        let text: String = set.runs.iter().map(shown).collect();
        let _ = writeln!(out, "{}. {text}", number + 1);
        if let Some(mark) = &set.mark {
            let _ = writeln!(out, "   = {mark}");
        }
    }
    out
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csl").join(name)
}

fn assert_list(style: &str, processor: &Processor) {
    let path = file(&format!("{style}.txt"));
    let list = listed(processor);
    if std::env::var_os("CHENGSHU_ACCEPT").is_some() && std::env::var_os("CI").is_none() {
        fs::write(path, list).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        list == expected,
        "{style} sets otherwise; look at the difference with CHENGSHU_ACCEPT=1\n{list}"
    );
}

#[test]
fn bundled_styles_set_a_mixed_list() {
    for style in ["apa", "chicago", "mla", "ieee", "chicago-notes"] {
        assert_list(style, &Processor::bundled(style).unwrap());
    }
}

#[test]
fn a_style_of_ones_own_sets_a_mixed_list() {
    let text = fs::read_to_string(file("lantern.csl")).unwrap();
    assert_list("lantern", &Processor::from_csl(&text).unwrap());
}

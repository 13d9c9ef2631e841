//! A mixed list in every style: `tests/citations/<style>.txt` shows what each makes of it.
//! `CHENGSHU_ACCEPT=1` renews them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chengshu_references::citation::style::{STYLES, Work, set};
use chengshu_references::reference::{Completeness, Further, Kind, Name, Reference};
use chengshu_text::date::PartialDate;

fn names(names: &[&str]) -> Vec<Name> {
    names.iter().map(|name| Name::from(*name)).collect()
}

fn parts(family: &str, given: &str) -> Name {
    Name::Parts { family: family.into(), given: given.into() }
}

#[allow(clippy::unnecessary_wraps)] // fields are options
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn date(text: &str) -> Option<PartialDate> {
    PartialDate::parse(text)
}

fn titled(kind: Kind, title: &str) -> Reference {
    Reference { kind, title: title.into(), ..Reference::default() }
}

/// Works stated in fields. All of them are made up.
#[allow(clippy::too_many_lines)] // a list
pub fn stated_in_fields() -> Vec<Reference> {
    let keeper = || vec![parts("Keeper", "Ann Beatrice")];
    vec![
        Reference {
            authors: names(&["林望潮"]),
            publisher: some("灯塔出版社"),
            issued: date("2001"),
            further: Further { place: some("舟山"), pages: some("35"), ..Further::default() }
                .into(),
            ..titled(Kind::Book, "雾中的灯")
        },
        Reference {
            authors: names(&["林望潮"]),
            publisher: some("灯塔出版社"),
            issued: date("2001"),
            ..titled(Kind::Book, "潮水来时")
        },
        Reference {
            authors: keeper(),
            publisher: some("Fanal Press"),
            issued: date("1998"),
            further: Further {
                place: some("Harbour Town"),
                edition: some("2nd"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Book, "The lamp and the fog: a keeper's story")
        },
        Reference {
            authors: names(&["安妮·基珀"]),
            publisher: some("灯塔出版社"),
            issued: date("2003"),
            further: Further {
                translators: names(&["海生", "许帆"]),
                place: some("舟山"),
                edition: some("第3版"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Book, "灯与雾")
        },
        Reference {
            authors: vec![parts("Phare", "Jean-Luc")],
            publisher: some("Fanal Press"),
            issued: date("2011"),
            url: some("https://fanal.example/phare"),
            further: Further { translators: vec![parts("Doe", "Jane")], ..Further::default() }
                .into(),
            ..titled(Kind::Book, "Songs of the mole")
        },
        Reference {
            publisher: some("港湾书局"),
            issued: date("1987"),
            further: Further {
                editors: names(&["周礁", "吴屿"]),
                place: some("青岛"),
                volume: some("2"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Book, "灯塔志")
        },
        Reference {
            authors: keeper(),
            publisher: some("Fanal Press"),
            issued: date("1999"),
            further: Further {
                editors: vec![parts("Mole", "Peter"), parts("Doe", "Jane")],
                place: some("Harbour Town"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Book, "Letters from the rock")
        },
        Reference {
            authors: names(&["陈岬"]),
            publisher: some("港湾书局"),
            issued: date("1987"),
            further: Further {
                container: some("灯塔志"),
                editors: names(&["周礁", "吴屿"]),
                place: some("青岛"),
                pages: some("12-30"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Chapter, "最早的守灯人")
        },
        Reference {
            authors: names(&["陈岬", "林望潮"]),
            issued: date("2012"),
            further: Further {
                container: some("灯塔学报"),
                volume: some("52"),
                number: some("11"),
                pages: some("1518-1523"),
                doi: some("10.0000/lamp.2012.11"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Journal, "雾笛的音高")
        },
        Reference {
            authors: vec![parts("Keeper", "Ann Beatrice"), parts("Doe", "Jane")],
            issued: date("2006"),
            url: some("https://doi.org/10.0000/jl.57"),
            further: Further {
                container: some("Journal of Lamps"),
                volume: some("57"),
                number: some("5/6"),
                pages: some("169-176"),
                doi: some("10.0000/JL.57"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Journal, "Why lamps turn")
        },
        Reference {
            authors: names(&["许帆"]),
            issued: date("1983-05"),
            further: Further {
                container: some("港口画报"),
                number: some("5"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Magazine, "守灯人的一天")
        },
        Reference {
            authors: names(&["吴屿"]),
            issued: date("2000-11-20"),
            further: Further {
                container: some("海港日报"),
                pages: some("15"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Newspaper, "灯塔又亮了")
        },
        Reference {
            authors: names(&["Jane Doe"]),
            publisher: some("The Harbour Times"),
            issued: date("1971-03-02"),
            ..titled(Kind::Article, "Lighthouse dark again")
        },
        Reference {
            publisher: some("海港电台"),
            issued: date("1995"),
            ..titled(Kind::Article, "谁点的灯")
        },
        Reference {
            publisher: some("岛上新闻网"),
            issued: date("2019-07-13"),
            url: some("https://island.example/news/7"),
            ..titled(Kind::Article, "最后一位守灯人退休")
        },
        Reference {
            authors: names(&["灯塔爱好者协会"]),
            issued: date("2022-10-26"),
            url: some("https://lamp.example/rules"),
            further: Further { accessed: date("2023-05-02"), ..Further::default() }.into(),
            ..titled(Kind::Web, "协会章程")
        },
        Reference { url: some("https://wiki.example/wiki/灯塔"), ..titled(Kind::Wiki, "灯塔") },
        Reference {
            authors: names(&["海塘工程局"]),
            publisher: some("海塘档案馆"),
            issued: date("1931-11-07"),
            further: Further {
                number: some("HT-01-35"),
                place: some("宁波"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Archive, "关于修复灯塔的呈文")
        },
        Reference {
            authors: names(&["周礁"]),
            publisher: some("海港电影厂"),
            issued: date("1962"),
            ..titled(Kind::Film, "雾笛")
        },
        Reference {
            authors: names(&["周礁"]),
            issued: date("2021-01-05"),
            url: some("https://video.example/v/1"),
            ..titled(Kind::Film, "灯塔修复全程")
        },
        Reference {
            authors: names(&["吴屿"]),
            publisher: some("海洋大学"),
            issued: date("2016"),
            further: Further { place: some("青岛"), pages: some("24-25"), ..Further::default() }
                .into(),
            ..titled(Kind::Thesis, "近代灯塔管理研究")
        },
        Reference {
            authors: names(&["灯塔测量局"]),
            issued: date("2012-01-16"),
            url: some("https://survey.example/r7.pdf"),
            further: Further { number: some("LB-2012-7"), ..Further::default() }.into(),
            ..titled(Kind::Report, "灯塔普查报告")
        },
        Reference {
            authors: names(&["灯具标准化委员会"]),
            publisher: some("港湾书局"),
            issued: date("2010"),
            further: Further {
                number: some("DB/T 0001—2009"),
                place: some("青岛"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Standard, "灯塔用透镜")
        },
        Reference {
            authors: names(&["邓礁石"]),
            issued: date("2002-03-06"),
            further: Further {
                number: some("XX01128777.2"),
                pages: some("8-9"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Patent, "一种旋转灯座")
        },
        Reference {
            authors: vec![parts("Fanal", "Maria"), parts("Mole", "Peter")],
            publisher: some("Fanal Press"),
            issued: date("1971"),
            further: Further {
                container: some("Proceedings of the Third Meeting on Lamps"),
                editors: vec![parts("Keeper", "Ann Beatrice")],
                place: some("Harbour Town"),
                pages: some("17-38"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Conference, "Measuring the beam")
        },
        Reference {
            authors: names(&["许帆"]),
            issued: date("2022"),
            further: Further {
                container: some("第一次灯塔年会"),
                pages: some("2"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Conference, "灯油的价格")
        },
        Reference {
            authors: names(&["灯塔测量局"]),
            publisher: some("海岸数据中心"),
            issued: date("2023-09-10"),
            url: some("https://data.example/lamps"),
            further: Further {
                edition: some("V1.0"),
                doi: some("10.0000/data.lamps"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Dataset, "全国灯塔坐标")
        },
        Reference {
            authors: keeper(),
            url: some("https://beam.example/"),
            issued: date("2020"),
            further: Further { edition: some("2.1"), ..Further::default() }.into(),
            ..titled(Kind::Software, "Beam")
        },
        Reference {
            authors: names(&["灯塔测量局"]),
            publisher: some("港湾书局"),
            issued: date("1982"),
            further: Further { place: some("青岛"), ..Further::default() }.into(),
            ..titled(Kind::Map, "东海灯塔图")
        },
        Reference {
            publisher: some("灯塔学会"),
            issued: date("1957"),
            further: Further {
                place: some("青岛"),
                volume: some("1957(1)—1990(4)"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Periodical, "灯塔通讯")
        },
        Reference {
            publisher: some("港湾书局"),
            issued: date("1962"),
            further: Further { place: some("青岛"), ..Further::default() }.into(),
            ..titled(Kind::Book, "无名氏海图注")
        },
        Reference {
            authors: names(&["林望潮"]),
            publisher: some("灯塔出版社"),
            ..titled(Kind::Book, "没有年份的书")
        },
        Reference {
            authors: names(&[
                "甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七", "辛八", "壬九", "癸十",
                "子甲",
            ]),
            publisher: some("灯塔出版社"),
            issued: date("2005"),
            further: Further { place: some("舟山"), ..Further::default() }.into(),
            ..titled(Kind::Book, "十一人谈灯")
        },
        Reference {
            authors: ('A'..='K').map(|c| parts(&format!("{c}lampson"), "Ida")).collect(),
            publisher: some("Fanal Press"),
            issued: date("2005"),
            further: Further { place: some("Harbour Town"), ..Further::default() }.into(),
            ..titled(Kind::Book, "Eleven on lamps")
        },
        Reference {
            authors: names(&["甲一"]),
            more_authors: Completeness::AndOthers,
            issued: date("2006"),
            ..titled(Kind::Book, "又谈灯")
        },
        Reference {
            authors: names(&["Society of Lamp Keepers"]),
            publisher: some("Society of Lamp Keepers"),
            issued: date("1964"),
            further: Further { place: some("Harbour Town"), ..Further::default() }.into(),
            ..titled(Kind::Book, "Rules for keepers")
        },
        Reference {
            authors: names(&["灯台編集委員会"]),
            publisher: some("霧笛書房"),
            issued: date("2004"),
            further: Further {
                translators: names(&["港ひかり"]),
                place: some("横浜"),
                edition: some("第2版"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Book, "灯台のことば")
        },
        Reference {
            authors: vec![
                parts("Маяков", "Иван Олегович"),
                parts("Туманова", "Анна"),
                parts("Якорев", "Пётр"),
                parts("Волнова", "Ольга"),
            ],
            publisher: some("Маяк"),
            issued: date("1993"),
            further: Further {
                place: some("Владивосток"),
                edition: some("2"),
                ..Further::default()
            }
            .into(),
            ..titled(Kind::Book, "Огни залива")
        },
    ]
}

/// Works read from running text, with what the reader of such text makes of them.
pub fn running() -> Vec<Reference> {
    let read = |raw: &str, kind, title: &str| Reference {
        raw: raw.into(),
        at: 0..raw.len(),
        ..titled(kind, title)
    };
    let left = |remainder: &[&str]| Further {
        remainder: remainder.iter().map(|&text| text.to_owned()).collect(),
        ..Further::default()
    };
    vec![
        Reference {
            authors: names(&["王一", "李二"]),
            publisher: some("某某出版社"),
            issued: date("2001"),
            ..read("《某书》王一,李二著，某某出版社2001年版", Kind::Book, "某书")
        },
        Reference {
            authors: names(&["彼得·莫尔"]),
            issued: date("1949"),
            further: left(&["副站长", "回忆录"]).into(),
            ..read("副站长彼得·莫尔1949年出版回忆录《堤上的客人》", Kind::Book, "堤上的客人")
        },
        Reference {
            issued: date("2003"),
            further: Further { language: some("俄语"), ..Further::default() }.into(),
            ..read("2003年出版《海上那些灯》（俄语）", Kind::Book, "海上那些灯")
        },
        Reference {
            publisher: some("海港日报"),
            further: left(&["截止1992年"]).into(),
            ..read("海港日报《灯塔资料》（截止1992年）", Kind::Article, "灯塔资料")
        },
        read("海角灯塔协会官网", Kind::Web, "海角灯塔协会官网"),
        Reference {
            url: some("https://cape.example/lamps"),
            ..read(
                "https://cape.example/lamps 海角百科上跟灯塔相关的资料明细",
                Kind::Web,
                "海角百科上跟灯塔相关的资料明细",
            )
        },
        Reference {
            further: Further { language: some("英文"), ..Further::default() }.into(),
            ..read("海角灯塔英文传记以及关键人物简述", Kind::Other, "海角灯塔英文传记")
        },
    ]
}

#[test]
fn a_mixed_list_in_every_style() {
    let fields = stated_in_fields();
    let running = running();
    let works: Vec<Work<'_>> = fields
        .iter()
        .chain(&running)
        .map(|reference| Work { reference, language: None })
        .collect();
    for style in STYLES {
        let mut shown = format!("{}: {}\n\n", style.name, style.what);
        for (number, set) in set(&style.style, &works, "zh-CN").iter().enumerate() {
            let text: String = set.runs.iter().map(|run| run.text.as_str()).collect();
            let mark = set.mark.as_ref().map(|mark| format!(" ({mark})"));
            let _ = writeln!(shown, "{}.{} {text}", number + 1, mark.unwrap_or_default());
        }
        compare(style.name, &shown);
    }
}

fn compare(name: &str, shown: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/citations/{name}.txt"));
    if std::env::var_os("CHENGSHU_ACCEPT").is_some() && std::env::var_os("CI").is_none() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, shown).unwrap();
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == shown,
        "{} is not what the code says; run with CHENGSHU_ACCEPT=1",
        path.display()
    );
}

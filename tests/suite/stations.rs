//! An hour of talk without headings becomes a book one finds one's way in: sections of three to eight
//! minutes, each entry of the contents leading to its own words.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::book::{files, open, run};
use crate::dice::Dice;

/// What is talked about, one topic after the other: things, and what is said of them.
const TOPICS: [&[&str]; 10] = [
    &["灯塔", "灯油", "守塔人", "镜子", "灯芯"],
    &["鱼市", "鱼贩", "秤砣", "咸鱼", "价钱"],
    &["造船", "木匠", "龙骨", "桐油", "船钉"],
    &["潮水", "月亮", "礁石", "退潮", "海图"],
    &["学堂", "先生", "黑板", "课本", "放学"],
    &["茶馆", "茶客", "铜壶", "评书", "瓜子"],
    &["邮局", "信差", "邮票", "包裹", "电报"],
    &["台风", "屋顶", "沙袋", "广播", "停电"],
    &["戏台", "锣鼓", "花旦", "行头", "唱腔"],
    &["铁路", "车站", "站长", "煤车", "时刻表"],
];

const SAYINGS: [&str; 6] = [
    "从前{}都归镇上管",
    "人人都记得{}的样子",
    "{}坏了要等三天才有人修",
    "那年冬天{}特别少",
    "孩子们最喜欢看{}",
    "后来{}也慢慢变了",
];

/// Captions of an hour. In: whether they have marks.
pub fn captions(marks: &str) -> String {
    let mut dice = Dice::new(7);
    let mut out = String::new();
    let (mut number, mut time) = (0, 500);
    let stamp = |ms: usize| {
        format!(
            "{:02}:{:02}:{:02},{:03}",
            ms / 3_600_000,
            ms / 60_000 % 60,
            ms / 1000 % 60,
            ms % 1000
        )
    };
    for things in TOPICS {
        for saying in 0..120 {
            let thing = dice.pick(things);
            let said = dice.pick(&SAYINGS).replace("{}", thing);
            number += 1;
            let end = time + 2_600;
            writeln!(out, "{number}\n{} --> {}\n{said}{marks}\n", stamp(time), stamp(end)).unwrap();
            time = end + if saying % 8 == 7 { 1_500 } else { 50 };
        }
    }
    out
}

/// The entries of the contents of the one book in a folder, with the words they lead to.
fn contents(folder: &Path, of: &str) -> Vec<(String, String)> {
    let ran = run(folder, &["compile", "in", "-o", "out"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let book = open(&files(&folder.join("out"), ".epub")[0], of);
    let page = |path: &str| {
        let (_, bytes) = book.iter().find(|(name, _)| name.ends_with(path)).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    let navigation = page("nav.xhtml");
    let toc = navigation.split("</nav>").next().unwrap();
    let entries = toc.split("<a href=\"").skip(1).filter_map(|rest| {
        let (href, rest) = rest.split_once("\">")?;
        let (file, id) = href.split_once('#')?;
        let label = rest.split_once("</a>")?.0.to_owned();
        let target = page(file);
        let after = target.split_once(&format!("id=\"{id}\""))?.1;
        let (_, text) = after.split_once("</h2>")?;
        let paragraph = text.split_once("<p")?.1.split_once('>')?.1.split_once("</p>")?.0;
        Some((label, paragraph.to_owned()))
    });
    entries.collect()
}

#[test]
fn an_hour_of_captions_has_an_entry_every_few_minutes() {
    for (name, marks) in [("marked", "。"), ("unmarked", "")] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        fs::write(folder.path().join("in/小镇.srt"), captions(marks)).unwrap();
        let entries = contents(folder.path(), &format!("stations-{name}"));
        assert!((6..=20).contains(&entries.len()), "{name}: {entries:?}");
        let mut last = 0;
        for (label, paragraph) in &entries {
            let (time, words) = label.split_once(' ').unwrap();
            assert!(paragraph.starts_with(words.trim_end_matches('…')), "{label}: {paragraph}");
            let (minutes, seconds) = time.split_once(':').unwrap();
            let at = minutes.parse::<usize>().unwrap() * 60 + seconds.parse::<usize>().unwrap();
            assert!((120..=600).contains(&(at - last)), "{name}: {at} after {last}");
            last = at;
        }
    }
}

#[test]
fn labels_say_what_a_section_is_about() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/小镇.srt"), captions("。")).unwrap();
    fs::write(folder.path().join("in/book.yaml"), "sections: labels\n").unwrap();
    let entries = contents(folder.path(), "stations-labels");
    let things: Vec<&str> = TOPICS.iter().flat_map(|topic| topic.iter().copied()).collect();
    let is_thing = |label: &str| label.split('、').all(|term| things.contains(&term));
    let said = entries.iter().filter(|(label, _)| is_thing(label.split_once(' ').unwrap().1));
    assert!(2 * said.count() > entries.len(), "{entries:?}");
}

#[test]
fn short_talks_and_talks_with_headings_have_no_stations() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    let short: Vec<String> = captions("。").lines().take(400).map(str::to_owned).collect();
    fs::write(folder.path().join("in/短.srt"), short.join("\n")).unwrap();
    let sentence = "灯塔在港口，船从远处来，人人都记得那一夜的样子。";
    let long = format!("# 长\n\n## 一节\n\n{}", format!("{}\n\n", sentence.repeat(8)).repeat(40));
    fs::write(folder.path().join("in/长.md"), long).unwrap();
    let entries = contents(folder.path(), "stations-none");
    assert_eq!(entries.len(), 1, "{entries:?}");
    assert_eq!(entries[0].0, "一节");
}

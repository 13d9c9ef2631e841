//! Titles of chapters and books.

use chengshu::ingest::listing;
use chengshu::ingest::stills::Stills;
use chengshu::ingest::title::title;
use chengshu_writing::phrasing;

use super::{Shape, Work, book, each, markdown, read};

fn titled(text: &str) -> Work {
    markdown(format!("---\ntitle: \"{text}\"\n---\n灯塔亮了。\n"))
}

fn parts(text: String) -> Work {
    read(text, title)
}

pub const SHAPES: &[Shape] = &[
    ("title: series with numbers", |n| titled(&"【灯01】".repeat(n))),
    ("title: numbers", |n| titled(&"【01】".repeat(n))),
    ("title: numbers that differ", |n| titled(&each(n, |at| format!("【灯{}】", at % 1000)))),
    ("title: remarks", |n| titled(&"【完结】".repeat(n))),
    ("title: parts", |n| titled(&"（上）".repeat(n))),
    ("title: parts and numbers", |n| titled(&"（上）【01】".repeat(n))),
    ("title: brackets that never close", |n| titled(&"【".repeat(n))),
    ("title: brackets that never open", |n| titled(&"灯】".repeat(n))),
    ("title: one kind of bracket in another", |n| {
        titled(&format!("{}灯{}", "（".repeat(n), "）".repeat(n)))
    }),
    ("title: one character", |n| titled(&"灯".repeat(n))),
    ("title: words", |n| titled(&"lamp ".repeat(n))),
    ("title: spaced letters", |n| titled(&"灯 ".repeat(n))),
    ("title: marks", |n| titled(&"，。！“".repeat(n))),
    ("title: digits", |n| titled(&"1".repeat(n))),
    ("title: Chinese digits", |n| titled(&"一".repeat(n))),
    ("title: episodes", |n| titled(&"第3集 EP4｜".repeat(n))),
    ("title: spaces", |n| titled(&format!("灯{}塔", " ".repeat(n)))),
    ("title: parts of names in brackets", |n| parts(each(n, |at| format!("[灯{at}]")))),
    ("title: remarks between series", |n| parts("【灯01】【下】".repeat(n))),
    ("title: empty brackets", |n| parts(format!("灯{}", "【】".repeat(n)))),
    ("title: digits in brackets", |n| parts(format!("灯【{}】", "1".repeat(n)))),
    ("title: Chinese digits in brackets", |n| parts(format!("灯【{}】", "十".repeat(n)))),
    ("title: brackets before", |n| parts(format!("{}灯", "【灯】".repeat(n)))),
    ("phrases: ideographs", |n| {
        read("海上的灯塔".repeat(n), |text| phrasing::pieces(text).len())
    }),
    ("phrases: one character", |n| read("的".repeat(n), |text| phrasing::pieces(text).len())),
    ("phrases: words", |n| read("lamp of the ".repeat(n), |text| phrasing::pieces(text).len())),
    ("phrases: brackets", |n| read("（《“".repeat(n), |text| phrasing::pieces(text).len())),
    ("title of a file", |n| {
        book([(format!("{}.md", "灯塔 [01] ".repeat(n)), "灯塔亮了。".into())])
    }),
    ("heading that is the title", |n| markdown(format!("# {}\n\n灯塔\n", "灯塔 ".repeat(n)))),
    ("names: files of one recording", |n| {
        let names: Vec<String> = (0..n).map(|at| format!("a.l{}.srt", at % 90)).collect();
        Box::new(move || {
            assert!(!listing::gather(names.clone(), &mut Stills::default()).is_empty());
        })
    }),
    ("names: files", |n| {
        let names: Vec<String> = (0..n).map(|at| format!("{at}.zh.vtt")).collect();
        Box::new(move || {
            assert!(!listing::gather(names.clone(), &mut Stills::default()).is_empty());
        })
    }),
    ("names: long ones", |n| {
        let names: Vec<String> = (0..n).map(|at| format!("{}{at}.md", "a.b".repeat(80))).collect();
        Box::new(move || {
            assert!(!listing::gather(names.clone(), &mut Stills::default()).is_empty());
        })
    }),
];

//! Books as a whole: chapters, parts, fonts, style sheets and feeds of findings.

use std::sync::Arc;

use chengshu::report::Findings;
use chengshu_epub::css;
use chengshu_text::diag::Sink;
use resvg::usvg::fontdb::Database;

use super::{Shape, Work, book, each, markdown, read, with_fonts, with_settings};
use crate::fonts::testfont::Made;

/// A book of chapters.
fn chapters(size: usize, text: impl Fn(usize) -> String) -> Work {
    book((0..size).map(|at| (format!("{at}.md"), text(at).into_bytes())))
}

/// A book with a style sheet of its own.
fn styled(sheet: String) -> Work {
    book([
        ("a.md".to_owned(), "灯塔".into()),
        ("book.yaml".to_owned(), "css: a.css\n".into()),
        ("a.css".to_owned(), sheet.into_bytes()),
    ])
}

/// Rare characters, each another.
fn rare(size: usize) -> String {
    let all = ('\u{20000}'..'\u{2a6d0}').chain('\u{30000}'..'\u{31340}');
    all.step_by(2).take(size).collect()
}

/// A book of rare characters, on a machine with fonts that have some of them.
fn embedded(size: usize) -> Work {
    let mut fonts = Database::new();
    for (name, few) in [("Lamp A", 300), ("Lamp B", 3_000), ("Lamp C", 30)] {
        fonts.load_font_data(Made::new(name, &rare(few)).file());
    }
    let files = [
        ("a.md".to_owned(), rare(size).into_bytes()),
        ("book.yaml".to_owned(), "rare-characters: embed\n".into()),
    ];
    with_fonts(files, Arc::new(fonts))
}

/// A book of chapters with a rare character each, on such a machine.
fn embedded_by_chapter(size: usize) -> Work {
    let mut fonts = Database::new();
    fonts.load_font_data(Made::new("Lamp", &rare(3_000)).file());
    let files = (0..size).map(|at| {
        let all: String = rare(at % 20_000 + 1).chars().last().into_iter().collect();
        (format!("{at}.md"), all.into_bytes())
    });
    let settings = [("book.yaml".to_owned(), "rare-characters: embed\n".into())];
    with_fonts(files.chain(settings), Arc::new(fonts))
}

/// Findings of a book in the form for other programs.
fn findings(size: usize) -> Work {
    let text = each(size, |at| format!("<x{at}>灯\n\n"));
    let source = chengshu_text::source::Source::new("a.md", text);
    let mut sink = Sink::default();
    for (at, _) in source.text.match_indices('<') {
        let finding = chengshu_text::diag::Diagnostic::new(&chengshu_fonts::diag::RARE, "灯");
        sink.push(finding.at(source.place(at)));
    }
    let found = sink.into_vec();
    Box::new(move || {
        let report = Findings::of("chengshu", &found);
        std::hint::black_box(serde_json::to_string(&report).unwrap());
    })
}

pub const SHAPES: &[Shape] = &[
    ("chapters: of one title", |n| chapters(n, |_| "---\ntitle: 灯塔\n---\n亮了。\n".into())),
    ("chapters: of titles that differ", |n| {
        chapters(n, |at| format!("---\ntitle: 灯塔{at}\n---\n亮了。\n"))
    }),
    ("chapters: of a series", |n| {
        chapters(n, |at| format!("---\ntitle: 灯塔【海01】{at}【海{at}】\n---\n亮了。\n"))
    }),
    ("chapters: of one number", |n| {
        chapters(n, |_| "---\ntitle: 灯塔【海01】\n---\n亮了。\n".into())
    }),
    ("chapters: with a glossary", |n| {
        let glossary = each(n, |at| format!("搭{at}号: 塔{at}号\n"));
        let chapter = |at: usize| (format!("{at}.md"), format!("灯搭{at}号亮了。\n").into_bytes());
        book((0..n).map(chapter).chain([("glossary.yaml".to_owned(), glossary.into_bytes())]))
    }),
    ("chapters: of one day", |n| {
        chapters(n, |_| "---\ntitle: 灯塔\ndate: 2021-01-01\n---\n亮了。\n".into())
    }),
    ("chapters: that mention one work", |n| {
        chapters(n, |_| {
            "---\ntitle: 灯塔\ndescription: |\n  参考资料：\n  《灯塔考》林望潮著，海边书屋，1986年\n---\n\
             读《灯塔考》，又读《雾笛》。\n"
                .into()
        })
    }),
    ("chapters: that mention works of their own", |n| {
        chapters(n, |at| {
            format!(
                "---\ntitle: 灯塔\ndescription: |\n  参考资料：\n  《灯塔{at}考》林望潮著，海边书屋，1986年\n---\n\
                 读《灯塔{at}考》，又读《灯塔{}考》。\n",
                at / 2
            )
        })
    }),
    ("chapters: of titles that never close", |n| {
        let text = "《".repeat(n * 50);
        chapters(2, move |_| {
            format!(
                "---\ntitle: 灯塔\ndescription: |\n  参考资料：\n  1. 《灯塔考》林望潮著，海边书屋，1986年\n---\n{text}[[[\n"
            )
        })
    }),
    ("chapters: with tags", |n| {
        chapters(n, |at| format!("---\ntitle: 灯{at}\ntags: [海{at}, 灯]\n---\n亮了。\n"))
    }),
    ("chapters: with authors", |n| {
        chapters(n, |at| format!("---\ntitle: 灯{at}\nauthor: 甲{at}\n---\n亮了。\n"))
    }),
    ("chapters: without text", |n| chapters(n, |at| format!("---\ntitle: 灯{at}\n---\n"))),
    ("chapters: the same text", |n| chapters(n, |_| "灯塔亮了。\n".into())),
    ("chapters: with links to the next", |n| {
        chapters(n, |at| format!("[灯]({}.md) [塔](#灯) [港](x.md)\n", at + 1))
    }),
    ("chapters: with links to one", |n| chapters(n, |_| "[灯](0.md)\n".into())),
    ("chapters: with codes of addresses", |n| {
        chapters(n, |at| format!("---\ntitle: 灯\nurl: https://lamp.example/{at}\n---\n塔\n"))
    }),
    ("chapters: with descriptions", |n| {
        chapters(n, |at| {
            format!(
                "---\ntitle: 灯\ndescription: |\n  灯塔{at}。\n  参考文献：\n  《灯塔{}》\n---\n塔\n",
                at % 9
            )
        })
    }),
    ("chapters: in parts", |n| {
        book((0..n).map(|at| (format!("p{at}/a.md"), "灯塔亮了。\n".into())))
    }),
    ("chapters: of recordings", |n| {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n灯塔亮了。\n";
        book((0..n).map(|at| (format!("{at}.zh.srt"), text.into())))
    }),
    ("chapters: in the order of a list", |n| {
        let list = each(n, |at| format!("{at}.md, "));
        let settings = [("book.yaml".to_owned(), format!("order: [{list}]\n").into_bytes())];
        book((0..n).map(|at| (format!("{at}.md"), "灯塔".into())).chain(settings))
    }),
    ("chapters: with one picture", |n| {
        let picture = [("a.gif".to_owned(), super::PIXEL.to_vec())];
        book((0..n).map(|at| (format!("{at}.md"), "![灯](a.gif)".into())).chain(picture))
    }),
    ("index: introduction", |n| {
        book([
            ("a.md".to_owned(), "灯塔".into()),
            ("index.md".to_owned(), "灯塔亮了。\n\n".repeat(n).into()),
        ])
    }),
    ("index: links to chapters", |n| {
        book([
            ("a.md".to_owned(), "灯塔".into()),
            ("index.md".to_owned(), "- [灯](a.md)\n".repeat(n).into()),
        ])
    }),
    ("pages: one long paragraph", |n| markdown("灯塔ab<c&".repeat(n))),
    ("pages: paragraphs of many pages", |n| {
        markdown(format!("{}\n\n", "灯塔在港口的尽头亮着。".repeat(40)).repeat(n.div_ceil(16)))
    }),
    ("style sheet: rules", |n| styled(each(n, |at| format!(".a{at} {{ color: red }}\n")))),
    ("style sheet: one rule", |n| styled(format!("a {{ {} }}", "color: red; ".repeat(n)))),
    ("style sheet: selectors", |n| styled(format!("{}a {{ color: red }}", "a, ".repeat(n)))),
    ("style sheet: comments", |n| styled("/* a */".repeat(n))),
    ("style sheet: comments that never close", |n| styled("/*".repeat(n))),
    ("style sheet: brackets that never close", |n| styled("a { (".repeat(n))),
    ("style sheet: brackets that never open", |n| styled("} )".repeat(n))),
    ("style sheet: quotes that never close", |n| styled("a { b: \"c\n".repeat(n))),
    ("style sheet: addresses", |n| styled("a { b: url(c.png) }".repeat(n))),
    ("style sheet: imports", |n| styled("@import \"c.css\";".repeat(n))),
    ("style sheet: escapes", |n| styled("a { b: \\63 \\75 rl }".repeat(n))),
    ("style sheet: at-rules", |n| styled("@media x { @supports (a: b) { c { d: e } } }".repeat(n))),
    ("css: addresses", |n| {
        read("a { b: url( 'c' ) } @import url(".repeat(n), |text| css::addresses(text).count())
    }),
    ("css: unbalanced", |n| read("{ [ ( ".repeat(n), css::unbalanced)),
    ("css: malformed", |n| read("a b; { : ; } ".repeat(n), |text| css::items(text).count())),
    ("css: backslashes", |n| read("\\".repeat(n), |text| css::declarations(text).count())),
    ("rare characters: reported", |n| markdown(rare(n))),
    ("rare characters: embedded", embedded),
    ("rare characters: embedded, by chapter", embedded_by_chapter),
    ("rare characters: between others", |n| {
        with_settings("rare-characters: embed\n", "灯𠮷塔𰻞".repeat(n))
    }),
    ("findings: for other programs", findings),
    ("findings: in one line", |n| markdown(each(n, |at| format!("<x{at}>灯</x{at}> ")))),
    ("code of an address", |n| {
        markdown(format!("---\ntitle: 灯\nurl: https://lamp.example/{}\n---\n塔\n", "a".repeat(n)))
    }),
];

//! Files of references, and works as styles and other programs have them.

use chengshu_references::citation::style::{self, Work as Cited};
use chengshu_references::citation::{FORMATS, ListedWork, Listing};
use chengshu_references::files as references;
use chengshu_references::read::read_description;
use chengshu_references::reference::Reference;
use chengshu_text::diag::{Place, Sink};
use chengshu_text::source::{Located, Source};

use super::{Shape, Work, book, each, transcript, with_settings};

/// The works of a file of that name.
fn file(name: &'static str, text: String) -> Work {
    let source = Source::new(name, text);
    Box::new(move || {
        let format = references::format_of(name).unwrap();
        let mut sink = Sink::default();
        std::hint::black_box((format.read)(&source, &mut sink));
    })
}

fn bibtex(text: String) -> Work {
    file("references.bib", text)
}

fn json(entries: usize, entry: impl Fn(usize) -> String) -> Work {
    let entries: Vec<String> = (0..entries).map(entry).collect();
    file("references.json", format!("[{}]", entries.join(",")))
}

/// Works that differ.
fn works(size: usize) -> Vec<Reference> {
    let list = each(size, |at| {
        format!("王小明{}：《灯塔{at}》，海洋出版社，{}年\n", at % 30, 1900 + at % 100)
    });
    read_description(&format!("参考文献：\n{list}")).references
}

/// Works of one author and year.
fn alike(size: usize) -> Vec<Reference> {
    let list = each(size, |at| format!("王小明：《灯塔{at}》，海洋出版社，2001年\n"));
    read_description(&format!("参考文献：\n{list}")).references
}

/// Works set in a style.
fn set(style: &str, works: Vec<Reference>) -> Work {
    let wanted = Located { value: style.to_owned(), at: 0..0 };
    let none = |_: &str| Err(String::new());
    let place = |_: &_| Place::file("a");
    let style = style::choose(Some(&wanted), "zh-CN", none, place, &mut Sink::default());
    Box::new(move || {
        let cited = works.iter().map(|reference| Cited { reference, language: None });
        std::hint::black_box(style::set(&style, &cited.collect::<Vec<_>>(), "zh-CN"));
    })
}

/// Works in a form of other programs.
fn export(name: &str, works: Vec<Reference>) -> Work {
    let format = FORMATS.iter().find(|format| format.name == name).unwrap();
    let works = works.into_iter().enumerate();
    let works: Vec<_> = works.map(|(at, work)| (format!("k{at}"), work)).collect();
    Box::new(move || {
        let listed = works.iter().map(|(key, reference)| ListedWork {
            key: key.clone(),
            reference,
            cited: Vec::new(),
        });
        let listing = Listing { transcripts: Vec::new(), works: listed.collect() };
        std::hint::black_box((format.write)(&listing));
    })
}

/// A book with a file of references, all of which its transcript cites.
fn cited(settings: &str, size: usize) -> Work {
    let entries = each(size, |at| {
        format!(
            "@book{{k{at}, author = {{王小明{}}}, title = {{灯塔{at}}}, year = 2001}}\n",
            at % 40
        )
    });
    let head = each(size, |at| format!("- k{at}\n"));
    book([
        ("a.md".to_owned(), format!("---\ntitle: 灯\nreferences:\n{head}---\n灯塔\n").into_bytes()),
        ("references.bib".to_owned(), entries.into_bytes()),
        ("book.yaml".to_owned(), settings.into()),
    ])
}

/// A book whose chapters cite one work each.
fn by_chapter(settings: &str, size: usize, work: impl Fn(usize) -> String) -> Work {
    let chapter = |at: usize| {
        let text =
            format!("---\ntitle: 灯{at}\ndescription: |\n  参考文献：\n  {}\n---\n塔\n", work(at));
        (format!("{at}.md"), text.into_bytes())
    };
    let settings = [("book.yaml".to_owned(), settings.into())];
    book((0..size).map(chapter).chain(settings))
}

pub const SHAPES: &[Shape] = &[
    ("bibtex: entries", |n| {
        bibtex(each(n, |at| {
            format!(
                "@book{{k{at}, author={{Lamp, A. and Light, B.}}, title={{Sea {at}}}, year=2001}}\n"
            )
        }))
    }),
    ("bibtex: one key", |n| bibtex("@book{k, title={Sea}}\n".repeat(n))),
    ("bibtex: fields", |n| {
        bibtex(format!("@book{{k, {}}}", each(n, |at| format!("f{at} = {{a}}, "))))
    }),
    ("bibtex: authors", |n| {
        bibtex(format!("@book{{k, author={{{}}}}}", "Lamp, A. and ".repeat(n)))
    }),
    ("bibtex: strings", |n| {
        bibtex(each(n, |at| format!("@string{{s{at} = \"a\"}}\n@book{{k{at}, title = s{at}}}\n")))
    }),
    ("bibtex: strings put together", |n| {
        bibtex(format!("@string{{s = \"a\"}}\n@book{{k, title = {}s}}\n", "s # ".repeat(n)))
    }),
    ("bibtex: strings of strings", |n| {
        bibtex(format!(
            "@string{{s0 = \"a\"}}\n{}",
            each(n, |at| format!("@string{{s{} = s{at} # \"a\"}}\n", at + 1))
        ))
    }),
    ("bibtex: strings doubled", |n| {
        bibtex(format!(
            "@string{{s0 = \"a\"}}\n{}@book{{k, title = s{n}}}",
            each(n, |at| format!("@string{{s{} = s{at} # s{at}}}\n", at + 1))
        ))
    }),
    ("bibtex: braces", |n| {
        bibtex(format!("@book{{k, title={{{}{}}}}}", "{".repeat(n), "}".repeat(n)))
    }),
    ("bibtex: braces that never close", |n| bibtex("@book{k, title={".repeat(n))),
    ("bibtex: parents", |n| {
        bibtex(each(n, |at| format!("@book{{k{at}, crossref={{k{}}}, title={{a}}}}\n", at + 1)))
    }),
    ("bibtex: accents", |n| {
        bibtex(format!("@book{{k, title={{{}}}}}", "{\\'e}\\\"o\\ss{} ".repeat(n)))
    }),
    ("bibtex: commands", |n| bibtex(format!("@book{{k, title={{{}}}}}", "\\emph{a}".repeat(n)))),
    ("bibtex: commands in commands", |n| {
        bibtex(format!("@book{{k, title={{{}a{}}}}}", "\\emph{".repeat(n), "}".repeat(n)))
    }),
    ("bibtex: words between entries", |n| bibtex("@ lamp @comment{a} ".repeat(n))),
    ("bibtex: quotes", |n| bibtex(format!("@book{{k, title=\"{}\"}}", "a {\"} ".repeat(n)))),
    ("bibtex: dollars", |n| bibtex(format!("@book{{k, title={{{}}}}}", "$a$ ~--".repeat(n)))),
    ("csl-json: works", |n| {
        json(n, |at| {
            format!(
                r#"{{"id":"k{at}","type":"book","title":"灯{at}","author":[{{"literal":"甲"}}],"issued":{{"date-parts":[[2001]]}}}}"#
            )
        })
    }),
    ("csl-json: authors", |n| {
        let all = vec![r#"{"family":"Lamp","given":"A."}"#; n].join(",");
        json(1, |_| format!(r#"{{"id":"k","type":"book","title":"灯","author":[{all}]}}"#))
    }),
    ("csl-json: fields", |n| {
        json(1, |_| {
            format!(r#"{{"id":"k",{}"type":"book"}}"#, each(n, |at| format!("\"f{at}\":1,")))
        })
    }),
    ("csl-json: one id", |n| json(n, |_| r#"{"id":"k","type":"book","title":"灯"}"#.into())),
    ("csl-json: markup", |n| {
        json(1, |_| format!(r#"{{"id":"k","type":"book","title":"{}"}}"#, "<i>a</i>".repeat(n)))
    }),
    ("hayagriva: works", |n| {
        file(
            "references.yaml",
            each(n, |at| {
                format!(
                    "k{at}:\n  type: book\n  title: 灯{at}\n  author: [\"Lamp, A.\"]\n  date: 2001\n"
                )
            }),
        )
    }),
    ("hayagriva: parents", |n| {
        file(
            "references.yaml",
            format!(
                "k:\n  type: article\n  title: 灯\n  parent:\n{}",
                "    - {type: periodical, title: 塔}\n".repeat(n)
            ),
        )
    }),
    ("hayagriva: authors", |n| {
        file(
            "references.yaml",
            format!(
                "k:\n  type: book\n  title: 灯\n  author:\n{}",
                "    - \"Lamp, A.\"\n".repeat(n)
            ),
        )
    }),
    ("references: a file of a book", |n| cited("", n)),
    ("references: alphabetical", |n| cited("bibliography: alphabetical\n", n)),
    ("references: in order of citation", |n| cited("bibliography: cited-order\n", n)),
    ("references: author and date", |n| cited("citation-style: gb-t-7714-2025-author-date\n", n)),
    ("references: keys that are not there", |n| {
        transcript(
            "a.md",
            format!("---\nreferences:\n{}---\n灯\n", each(n, |at| format!("- k{at}\n"))),
        )
    }),
    ("references: one key cited again and again", |n| {
        let head = "- k\n".repeat(n);
        book([
            ("a.md".to_owned(), format!("---\nreferences:\n{head}---\n灯\n").into_bytes()),
            ("references.bib".to_owned(), "@book{k, title={灯}}".into()),
        ])
    }),
    ("references: chapters that cite one work", |n| {
        by_chapter("bibliography: alphabetical\n", n, |_| {
            "王小明：《灯塔》，海洋出版社，2001年".into()
        })
    }),
    ("references: chapters that cite works", |n| {
        by_chapter("", n, |at| format!("王小明：《灯塔{at}》，海洋出版社，2001年"))
    }),
    ("references: works of one title", |n| {
        by_chapter("", n, |at| format!("王小{at}：《灯塔》，海洋出版社，{}年", 1500 + at % 500))
    }),
    ("references: works without an author", |n| {
        by_chapter("bibliography: cited-order\n", n, |at| format!("《灯塔{at}》"))
    }),
    ("references: one title without an author", |n| {
        by_chapter("", n, |at| {
            if at % 2 == 0 { "《灯塔》".into() } else { format!("王小{at}：《灯塔》") }
        })
    }),
    ("references: exports", |n| {
        by_chapter("export: [json, csl-json, bibtex, ris, hayagriva, markdown]\n", n, |at| {
            format!("王小明：《灯塔{at}》")
        })
    }),
    ("style: numbers", |n| set("gb-t-7714-2025", works(n))),
    ("style: author and date", |n| set("gb-t-7714-2025-author-date", works(n))),
    ("style: author and date alike", |n| set("gb-t-7714-2025-author-date", alike(n))),
    ("style: as stated", |n| set("as-stated", works(n))),
    ("style: of CSL, with numbers", |n| set("ieee", works(n))),
    ("style: of CSL, with authors", |n| set("apa", works(n))),
    ("style: of CSL, with authors alike", |n| set("apa", alike(n))),
    ("style: authors of one work", |n| {
        let text = format!("参考文献：\n{}《灯塔》，海洋出版社，2001年\n", "王小明、".repeat(n));
        set("gb-t-7714-2025", read_description(&text).references)
    }),
    ("export: own", |n| export("json", works(n))),
    ("export: CSL-JSON", |n| export("csl-json", works(n))),
    ("export: BibTeX", |n| export("bibtex", works(n))),
    ("export: RIS", |n| export("ris", works(n))),
    ("export: Hayagriva", |n| export("hayagriva", works(n))),
    ("export: Markdown", |n| export("markdown", works(n))),
    ("export: BibTeX of signs", |n| {
        let text = format!("参考文献：\n王小明：《{}》，2001年\n", "灯{}&%$#_".repeat(n));
        export("bibtex", read_description(&text).references)
    }),
    ("book: a style of CSL", |n| {
        with_settings("citation-style: apa\n", {
            let list = each(n, |at| format!("  王小明：《灯塔{at}》，海洋出版社，2001年\n"));
            format!("---\ntitle: 灯\ndescription: |\n  参考文献：\n{list}---\n灯塔\n")
        })
    }),
];

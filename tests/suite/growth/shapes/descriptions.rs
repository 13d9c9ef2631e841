//! Descriptions of recordings, and the references in them.

use chengshu::ingest::promotion::{Line, promotion};
use chengshu::ingest::times::times;
use chengshu_references::read as bibliography;
use chengshu_references::read::{read_description, read_entry, read_section};
use chengshu_text::diag::{Place, Sink};

use super::{Shape, Work, each, markdown, read};

fn description(text: String) -> Work {
    read(text, |text| {
        let read = read_description(text);
        let mut sink = Sink::default();
        bibliography::report(text, &read, |_| Place::file("a.md"), &mut sink);
        (read, sink)
    })
}

fn listed(lines: &str) -> Work {
    description(format!("参考文献：\n{lines}"))
}

fn entry(text: String) -> Work {
    read(text, read_entry)
}

fn promoted(text: String) -> Work {
    read(text, |text| {
        let line = |line: &str| Line {
            text: line.to_owned(),
            at: 0..0,
            is_apart: line.is_empty(),
            is_blurb: true,
        };
        promotion(&text.lines().map(line).collect::<Vec<_>>())
    })
}

pub const SHAPES: &[Shape] = &[
    ("description: lines", |n| description(each(n, |at| format!("灯塔{at}亮了。\n")))),
    ("description: empty lines", |n| description("\n".repeat(n))),
    ("description: one line", |n| description("灯塔亮了。".repeat(n))),
    ("description: one character", |n| description("灯".repeat(n))),
    ("description: works", |n| {
        listed(&each(n, |at| format!("王小明：《灯塔{at}》，海洋出版社，2001年\n")))
    }),
    ("description: numbered works", |n| {
        listed(&each(n, |at| {
            format!("[{}] 王小明．灯塔{at}[M]．北京：海洋出版社，2001．\n", at + 1)
        }))
    }),
    ("description: works in English", |n| {
        listed(&each(n, |at| {
            format!("Lamp, A. B., & Light, C. ({}). Lights {at}. Sea Press.\n", 1900 + at % 100)
        }))
    }),
    ("description: works on one line", |n| {
        listed(&each(n, |at| format!("{}、《灯塔{at}》王小明 ", at + 1)))
    }),
    ("description: titles on one line", |n| listed(&"《灯塔》".repeat(n))),
    ("description: titles parted by marks", |n| listed(&"《灯塔》、".repeat(n))),
    ("description: headings", |n| description("参考文献：\n".repeat(n))),
    ("description: headings and works", |n| {
        description("参考资料\n王小明《灯塔》2001\n\n".repeat(n))
    }),
    ("description: title signs that never close", |n| listed(&"《".repeat(n))),
    ("description: title signs that never open", |n| listed(&"灯》".repeat(n))),
    ("description: brackets", |n| listed(&"（灯）[1]【塔】".repeat(n))),
    ("description: brackets that never close", |n| listed(&"（[【".repeat(n))),
    ("description: years", |n| listed(&"1998，".repeat(n))),
    ("description: digits", |n| listed(&"1".repeat(n))),
    ("description: addresses", |n| listed(&"https://lamp.example/a ".repeat(n))),
    ("description: addresses on lines", |n| {
        listed(&each(n, |at| format!("灯 https://lamp.example/{at}\n")))
    }),
    ("description: one address", |n| {
        listed(&format!("灯 https://lamp.example/{}", "a/".repeat(n)))
    }),
    ("description: times", |n| {
        description(each(n, |at| format!("{:02}:{:02} 灯塔\n", at / 60 % 60, at % 60)))
    }),
    ("times: one list", |n| {
        let time = |at: usize| format!("{}:{:02}:{:02} Rope\n", at / 3600, at / 60 % 60, at % 60);
        read(each(n, time), times)
    }),
    ("times: lists", |n| read("Chapters:\n0:00 A\n1:00 B\n2:00 C\n\n".repeat(n), times)),
    ("times: one line", |n| read("0:00 - ".repeat(n), times)),
    ("promotion: lines", |n| promoted("Follow me: https://x.com/ropes\n".repeat(n))),
    ("promotion: one line", |n| promoted("#rope @rope https://x.com/a ".repeat(n))),
    ("promotion: leads", |n| promoted("please and ".repeat(n))),
    ("promotion: headings", |n| promoted("ROPES:\n".repeat(n) + "#rope")),
    ("description: labels", |n| description("出版社：海洋\n作者：王小明\n".repeat(n))),
    ("description: quotes", |n| listed(&"“灯塔”".repeat(n))),
    ("description: commas", |n| listed(&"灯, ".repeat(n))),
    ("description: full stops", |n| listed(&"L. ".repeat(n))),
    ("description: dashes", |n| listed(&"——灯".repeat(n))),
    ("description: lines that go on", |n| listed(&"王小明：《灯塔\n  之光》，\n".repeat(n))),
    ("description: notes", |n| listed(&"注：灯塔亮了\n".repeat(n))),
    ("description: signs of lists", |n| listed(&"- ".repeat(n))),
    ("description: numbers of lists", |n| listed(&"1. 2. ".repeat(n))),
    ("description: spaces", |n| listed(&format!("灯{}塔", " ".repeat(n)))),
    ("entry: authors", |n| entry(format!("{}《灯塔》", "王小明、".repeat(n)))),
    ("entry: authors in English", |n| entry(format!("{}Light, 1999.", "Lamp, A., ".repeat(n)))),
    ("entry: makers", |n| entry(format!("《灯塔》，{}", "王小明译，".repeat(n)))),
    ("entry: publishers", |n| entry(format!("《灯塔》，{}", "海洋出版社，".repeat(n)))),
    ("entry: places", |n| entry(format!("《灯塔》，{}", "北京：".repeat(n)))),
    ("entry: types", |n| entry(format!("灯塔{}", "[M]".repeat(n)))),
    ("entry: pages", |n| entry(format!("《灯塔》{}", "，第1—2页".repeat(n)))),
    ("entry: volumes", |n| entry(format!("《灯塔》{}", "，第3卷第4期".repeat(n)))),
    ("entry: identifiers", |n| entry(format!("灯塔 {}", "doi:10.1/a ISBN 978-0 ".repeat(n)))),
    ("entry: words", |n| entry("lamp ".repeat(n))),
    ("entry: and", |n| entry("A and B & ".repeat(n))),
    ("entry: quotes", |n| entry("\"lamp\" 'light' ".repeat(n))),
    ("entry: one character", |n| entry("灯".repeat(n))),
    ("entry: colons", |n| entry("灯：".repeat(n))),
    ("entry: titles in titles", |n| entry(format!("{}灯{}", "《".repeat(n), "》".repeat(n)))),
    ("section: works", |n| {
        read(each(n, |at| format!("参考文献\n- 王小明：《灯塔{at}》\n\n")), |text| {
            read_section(text).is_some()
        })
    }),
    ("section: headings at the end of a text", |n| {
        markdown(format!("灯塔亮了。\n\n{}", "# 参考文献\n\n- 王小明：《灯塔》\n\n".repeat(n)))
    }),
    ("book: a description", |n| {
        let list = each(n, |at| format!("  王小明{}：《灯塔{at}》，海洋出版社，2001年\n", at % 50));
        markdown(format!("---\ntitle: 灯\ndescription: |\n  参考文献：\n{list}---\n灯塔亮了。\n"))
    }),
    ("book: mentions of works", |n| {
        let list = each(n, |at| format!("  王小明：《灯塔{at}》，海洋出版社，2001年\n"));
        let body = each(n, |at| format!("他写了《灯塔{at}》和《海{at}》。\n\n"));
        markdown(format!("---\ntitle: 灯\ndescription: |\n  参考文献：\n{list}---\n{body}"))
    }),
    ("book: mentions of one work", |n| {
        let list = "  王小明：《灯塔》，海洋出版社，2001年\n";
        let body = "他写了《灯塔》。".repeat(n);
        markdown(format!("---\ntitle: 灯\ndescription: |\n  参考文献：\n{list}---\n{body}"))
    }),
];

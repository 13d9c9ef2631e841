//! Heads of transcripts and files in YAML.

use chengshu_text::yaml;

use super::{Shape, Work, each, markdown, read, with_settings};

fn head(text: &str) -> Work {
    markdown(format!("---\n{text}\n---\n灯塔亮了。\n"))
}

fn parsed(text: String) -> Work {
    read(text, |text| yaml::parse(text, 0..text.len()).is_ok())
}

pub const SHAPES: &[Shape] = &[
    ("yaml: keys", |n| parsed(each(n, |at| format!("k{at}: v\n")))),
    ("yaml: entries", |n| parsed("- a\n".repeat(n))),
    ("yaml: one plain scalar", |n| parsed(format!("a: {}", "灯塔 ".repeat(n)))),
    ("yaml: plain scalar of lines", |n| parsed(format!("a: x\n{}", "  灯塔\n".repeat(n)))),
    ("yaml: quoted scalar of lines", |n| parsed(format!("a: \"x\n{}\"", "  灯塔\n".repeat(n)))),
    ("yaml: quoted empty lines", |n| parsed(format!("a: \"x{}\"", "\n".repeat(n)))),
    ("yaml: escapes", |n| parsed(format!("a: \"{}\"", "\\u706f\\n\\\"".repeat(n)))),
    ("yaml: single quotes", |n| parsed(format!("a: '{}'", "''灯".repeat(n)))),
    ("yaml: block of lines", |n| parsed(format!("a: |\n{}", "  灯塔\n".repeat(n)))),
    ("yaml: folded block", |n| parsed(format!("a: >\n{}", "  灯塔\n\n".repeat(n)))),
    ("yaml: block of empty lines", |n| parsed(format!("a: |\n  x\n{}", "\n".repeat(n)))),
    ("yaml: flow list", |n| parsed(format!("a: [{}]", "b, ".repeat(n)))),
    ("yaml: flow groups", |n| parsed(format!("a: [{}]", "{b: c}, ".repeat(n)))),
    ("yaml: comments", |n| parsed(format!("a: b\n{}", "# 灯塔\n".repeat(n)))),
    ("yaml: colons", |n| parsed(format!("a: {}", ": ".repeat(n)))),
    ("yaml: tabs", |n| parsed(format!("a:\n{}", "\t".repeat(n)))),
    ("yaml: spaces", |n| parsed(format!("a:{}b", " ".repeat(n)))),
    ("yaml: one key again and again", |n| parsed("a: b\n".repeat(n))),
    ("yaml: a quote that never closes", |n| parsed(format!("a: \"{}", "灯\n".repeat(n)))),
    ("yaml: documents", |n| parsed("--- a\n".repeat(n))),
    ("yaml: brackets that never close", |n| parsed(format!("a: {}", "[b, ".repeat(n)))),
    ("head: unknown keys", |n| head(&each(n, |at| format!("k{at}: v\n")))),
    ("head: tags", |n| head(&format!("tags: [{}]", each(n, |at| format!("灯{at}, "))))),
    ("head: never closes", |n| markdown(format!("---\n{}", "title: 灯\n".repeat(n)))),
    ("head: lines that are no YAML", |n| head(&"灯塔: 灯: \"塔\n".repeat(n))),
    ("head: dashes", |n| markdown("---\n".repeat(n))),
    ("head: a quoted description of lines", |n| {
        head(&format!("title: 灯\ndescription: \"{}\"", "灯塔\n\n  ".repeat(n)))
    }),
    ("head: a description of escapes", |n| {
        head(&format!("title: 灯\ndescription: \"{}\"", "灯塔\\n《灯》\\n".repeat(n)))
    }),
    ("head: references", |n| {
        head(&format!("references:\n{}", each(n, |at| format!("- 王小明：《灯塔{at}》\n"))))
    }),
    ("head: dates", |n| head(&format!("date: {}", "2020-01-01 ".repeat(n)))),
    ("settings: unknown keys", |n| with_settings(&each(n, |at| format!("k{at}: v\n")), "灯塔")),
    ("settings: authors", |n| {
        with_settings(&format!("authors: [{}]\n", each(n, |at| format!("甲{at}, "))), "灯塔")
    }),
    ("settings: contributors with roles", |n| {
        let all = each(n, |at| format!("{{name: 甲{at}, role: 角色{at}}}, "));
        with_settings(&format!("contributors: [{all}]\n"), "灯塔")
    }),
    ("settings: subjects", |n| {
        with_settings(&format!("subjects: [{}]\n", each(n, |at| format!("题{at}, "))), "灯塔")
    }),
    ("settings: order of files that are not there", |n| {
        with_settings(&format!("order: [{}]\n", each(n, |at| format!("{at}.md, "))), "灯塔")
    }),
    ("settings: rules that are not there", |n| {
        with_settings(&format!("rules: {{{}}}\n", each(n, |at| format!("r{at}: off, "))), "灯塔")
    }),
    ("settings: levels of findings", |n| {
        let all = each(n, |at| format!("CS{at:04}: {{level: off, reason: 灯}}, "));
        with_settings(&format!("findings: {{{all}}}\n"), "灯塔")
    }),
    ("settings: exports and targets", |n| {
        with_settings(
            &format!("export: [{}]\ntargets: [{}]\n", "bibtex, ".repeat(n), "epub, ".repeat(n)),
            "灯",
        )
    }),
    ("settings: title", |n| with_settings(&format!("title: {}\n", "灯塔".repeat(n)), "灯塔")),
    ("settings: description", |n| {
        with_settings(&format!("description: |\n{}", "  灯塔亮了。\n".repeat(n)), "灯塔")
    }),
    ("settings: speakers", |n| {
        let all = each(n, |at| format!("甲{at}: 乙{at}, "));
        with_settings(
            &format!("speakers: {{{all}}}\n"),
            each(n, |at| format!("甲{at}：灯塔亮了。\n\n")),
        )
    }),
    ("settings: corrections of references", |n| {
        let all = each(n, |at| format!("    {}: {{title: 塔{at}}}\n", at + 1));
        let list = each(n, |at| format!("  王小明：《灯塔{at}》，海洋出版社，2001年\n"));
        with_settings(
            &format!("references:\n  a.md:\n{all}"),
            format!("---\ntitle: 灯\ndescription: |\n  参考文献：\n{list}---\n灯塔\n"),
        )
    }),
];

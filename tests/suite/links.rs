//! Links within a chapter and between chapters, to headings and to places with names.

use std::fs;

use crate::book;

/// Compiles files of these names and texts. Returns the pages' text and what was said.
fn compiled(files: &[(&str, &str)], more: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join("book").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let ran = book::run(folder.path(), &[&["compile", "book", "-o", "out"], more].concat());
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(matches!(ran.status.code(), Some(0 | 1)), "{said}");
    let path = &book::files(&folder.path().join("out"), ".epub")[0];
    let pages = book::open(path, "links");
    let chapter = |name: &&String| name.contains("/text/c0");
    let text = pages.keys().filter(chapter).map(|name| &pages[name]);
    let text: Vec<&str> = text.map(|page| std::str::from_utf8(page).unwrap()).collect();
    (text.concat(), said)
}

/// The id of the heading with these words that follows so many others with them.
fn heading<'a>(pages: &'a str, words: &str, before: usize) -> &'a str {
    let (end, _) = pages.match_indices(&format!("\">{words}</h")).nth(before).unwrap();
    pages[..end].rsplit("id=\"").next().unwrap()
}

/// Where the link with these words leads.
fn href<'a>(pages: &'a str, words: &str) -> Option<&'a str> {
    let end = pages.find(&format!("\">{words}</a>"))?;
    let start = pages[..end].rfind("href=\"")? + "href=\"".len();
    Some(&pages[start..end])
}

#[test]
fn headings_are_found_by_every_name_people_give_them() {
    let text = "---\ntitle: 港\n---\n\
        链一[（一）](#灯塔)链二[（二）](#%E7%81%AF%E5%A1%94)链三[（三）](#old-way)链四[（四）](#4-the-light-house)\
        链五[（五）](#the-light-house)链六[（六）](#4. The Light-House!)链七[（七）](#灯塔-1)链八[（八）](#那里)\
        链九[（九）](#港)链十[（十）](#top)链甲[（甲）](<#旧法#灯塔>)链乙[（乙）](#引文)\n\n\
        ## 灯塔\n\n字。\n\n## 旧法 {#old-way}\n\n### 灯塔\n\n<a name=\"那里\"></a>\n\n字。\n\n\
        ## 4. The Light-House!\n\n> ## 引文\n>\n> 字。\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let (pages, said) = compiled(&[("a.md", &text)], &[]);
        let own = |words, before| heading(&pages, words, before);
        for (words, id) in [
            ("（一）", own("灯塔", 0)),
            ("（二）", own("灯塔", 0)),
            ("（三）", own("旧法", 0)),
            ("（四）", own("4. The Light-House!", 0)),
            ("（五）", own("4. The Light-House!", 0)),
            ("（七）", own("灯塔", 1)),
            ("（八）", "a1"),
            ("（九）", "title"),
            ("（十）", "title"),
            ("（甲）", own("灯塔", 1)),
            ("（乙）", "a2"),
        ] {
            let address = format!("c0-a.xhtml#{id}");
            assert_eq!(href(&pages, words), Some(&*address), "{words} {said}");
            assert!(pages.contains(&format!("id=\"{id}\"")), "{id}");
        }
        assert!(!pages.contains("{#"), "{pages}");
    }
}

#[test]
fn links_between_chapters_find_the_page_a_heading_is_on() {
    let long =
        format!("## 远处\n\n{}\n\n## 更远的岸\n\n完。\n", "海上的雾很大。\n\n".repeat(20_000));
    let files = [
        (
            "a.md",
            "# 甲\n\n见[那里](sub/b.md#更远的岸)、[近处](sub/b.md#远处)与[无处](sub/b.md#更远的海)。\n",
        ),
        ("sub/b.md", &format!("# 乙\n\n回[上面](../a.md#甲)。\n\n{long}")),
    ];
    let (pages, said) = compiled(&files, &[]);
    let far = href(&pages, "那里").unwrap();
    assert!(far.starts_with("c0-sub-b_") && far.ends_with(heading(&pages, "更远的岸", 0)), "{far}");
    let near = format!("c0-sub-b.xhtml#{}", heading(&pages, "远处", 0));
    assert_eq!(href(&pages, "近处"), Some(&*near));
    assert_eq!(href(&pages, "上面"), Some("c0-a.xhtml#title"));
    // What is not there is said, with the nearest that is.
    assert_eq!(href(&pages, "无处"), Some("c0-sub-b.xhtml"));
    assert!(book::found(&said, "CS0504", "a.md:3"), "{said}");
    assert!(said.contains("sub/b.md has no anchor `更远的海`"), "{said}");
    assert!(said.contains("did you mean `更远的岸`?"), "{said}");
}

#[test]
fn headings_are_found_by_their_words_as_written() {
    let files = [
        ("book.yaml", "variant: zh-CN\nlanguage: zh-CN\n"),
        (
            "a.md",
            "# 甲\n\n看[下面](#燈塔與霧)，再看[那邊](b.md#舊港)。\n\n## 燈塔與霧\n\n燈塔亮了一夜，霧沒有散。\n",
        ),
        ("b.md", "# 乙\n\n## 舊港\n\n舊港在燈塔後面，沒有人去。\n"),
    ];
    let (pages, said) = compiled(&files, &[]);
    assert!(pages.contains("灯塔与雾</h2>"), "{pages}");
    let below = format!("c0-a.xhtml#{}", heading(&pages, "灯塔与雾", 0));
    assert_eq!(href(&pages, "下面"), Some(&*below), "{said}");
    let there = format!("c0-b.xhtml#{}", heading(&pages, "旧港", 0));
    assert_eq!(href(&pages, "那边"), Some(&*there), "{said}");
}

#[test]
fn paths_of_notes_may_begin_at_the_root() {
    let files =
        [("a/1.md", "# 甲\n\n见 [[b/1|那里]] 与 [[1|这里]]。\n"), ("b/1.md", "# 乙\n\n字。\n")];
    let (pages, said) = compiled(&files, &[]);
    assert_eq!(href(&pages, "那里"), Some("c0-b-1.xhtml"), "{said}");
    assert_eq!(href(&pages, "这里"), Some("c0-a-1.xhtml#title"), "{said}");
}

#[test]
fn notes_are_found_by_their_names_in_whatever_folder() {
    let files = [
        ("一/01.md", "见[[灯塔]]，也见[[雾]]。\n"),
        ("二/灯塔.md", "灯塔。\n"),
        ("二/雾.md", "雾。\n"),
        ("三/雾.md", "雾。\n"),
    ];
    let (pages, _) = compiled(&files, &[]);
    assert!(href(&pages, "灯塔").is_some(), "{pages}");
    // Of two of a name neither is meant for sure.
    assert_eq!(href(&pages, "雾"), None);
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let book = chengshu::compile_files("港", files, &chengshu::Options::default()).unwrap();
    let lost = |found: &&chengshu_text::diag::Diagnostic| found.message.contains("灯塔");
    assert_eq!(book.findings.iter().find(lost), None);
}

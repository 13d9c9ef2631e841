//! What is not in a book: every file of the folder is read, belongs to one that is, or is told of; and
//! nothing the program wrote itself is read.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::book;

fn write(base: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = base.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Runs the program. Out: its status, and what it said on standard error.
fn run(base: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = book::run(base, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}

/// The only book of the report `out/in.json`.
fn report(base: &Path) -> Value {
    let text = fs::read_to_string(base.join("out/in.json")).unwrap();
    let build: Value = serde_json::from_str(&text).unwrap();
    build["books"][0].clone()
}

/// A folder of two chapters, a draft, and what is none.
fn fill(base: &Path) {
    for (name, text) in [
        ("in/1.md", "---\ntitle: 潮\n---\n潮水退了。\n"),
        ("in/二/1.md", "---\ntitle: 雾\n---\n雾散了。\n"),
        (
            "in/草.md",
            "---\ntitle: 船\npublished: false\n---\n船 还在修。\n",
        ),
        ("in/二/book.yaml", "title: 别的书\n"),
        ("in/空/references.bib", "@book{a, title={海}}\n"),
        ("in/package.json", "{\"name\": \"x\"}\n"),
        (
            "in/1.live_chat.json",
            "{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}\n",
        ),
        (
            "in/弹幕.xml",
            "<?xml version=\"1.0\"?><i><chatserver>chat.bilibili.com</chatserver>\
             <d p=\"1\">灯</d><d p=\"2\">亮</d></i>",
        ),
        ("in/一.docx", "PK"),
        ("in/空/二.docx", "PK"),
        ("in/三.pdf", "%PDF-"),
        ("in/NOTES", "x"),
        ("in/1.mp3", "ID3"),
        ("in/1.png", "x"),
        ("in/.DS_Store", "x"),
        ("in/~三.pdf", "x"),
    ] {
        write(base, name, text);
    }
}

#[test]
fn files_no_reader_takes_are_counted_named_and_reported() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fill(base);
    let line = "warning[CS0142]: left out: 1 without an ending, 2 .docx, 1 .pdf (no reader for them); \
                1 .json (no transcript in it); 1 .bib, 1 .yaml (not read where they lie); \
                2 lists of comments by viewers\n";
    for command in ["compile", "check"] {
        let (status, said) = run(base, &[command, "in"]);
        assert_eq!(status, Some(0), "{said}");
        assert!(said.contains(line), "{said}");
        assert!(said.contains("in/空/二.docx"), "{said}");
        for quiet in ["1.mp3", "1.png", "DS_Store", "~三", "CS0128"] {
            assert!(!said.contains(quiet), "{quiet}: {said}");
        }
    }
    let (_, said) = run(base, &["compile", "in", "--verbose"]);
    for file in ["in/NOTES", "in/一.docx", "in/空/二.docx", "in/三.pdf"] {
        let told = format!("--> {file}: it is in no format that is read; left out\n");
        assert!(said.contains(&told), "{file}: {said}");
    }
    let of_file = |file: &str, what: &str| json!({ "file": file, "line": 1, "what": what, "characters": 0, "text": "" });
    let mut draft = of_file("in/草.md", "draft");
    draft["characters"] = 5.into();
    let comments = |file: &str, count: u64| {
        let mut of_file = of_file(file, "comments");
        of_file["count"] = count.into();
        of_file
    };
    assert_eq!(
        report(base)["left_out"],
        json!([
            draft,
            comments("in/1.live_chat.json", 3),
            of_file("in/NOTES", "file"),
            of_file("in/一.docx", "file"),
            of_file("in/三.pdf", "file"),
            of_file("in/二/book.yaml", "file"),
            comments("in/弹幕.xml", 2),
            of_file("in/空/references.bib", "file"),
            of_file("in/空/二.docx", "file"),
            of_file("in/package.json", "file"),
        ])
    );
}

#[test]
fn more_files_than_a_line_has_room_for_are_counted() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    write(base, "in/a.md", "潮水退了。\n");
    for number in 10..40 {
        write(base, &format!("in/{number}.pdf"), "%PDF-");
    }
    let (_, said) = run(base, &["compile", "in"]);
    assert!(
        said.contains("left out: 30 .pdf (no reader for them)"),
        "{said}"
    );
    assert!(said.contains("in/19.pdf, and 20 more\n"), "{said}");
    assert_eq!(report(base)["left_out"].as_array().unwrap().len(), 30);
}

#[test]
fn where_there_is_no_transcript_the_formats_are_named() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    write(base, "in/a.pdf", "%PDF-");
    let (status, said) = run(base, &["compile", "in"]);
    assert_eq!(status, Some(3), "{said}");
    for format in chengshu::ingest::FORMATS {
        for named in [format.name].iter().chain(format.endings) {
            assert!(said.contains(named), "{named}: {said}");
        }
    }
}

#[test]
fn a_second_file_that_counts_once_is_not_lost() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    write(base, "in/a.md", "潮水退了。\n");
    write(base, "in/book.yaml", "title: 潮\n");
    write(base, "in/book.yml", "title: 汐\n");
    write(base, "in/index.markdown", "开头。\n");
    write(base, "in/index.md", "另一个开头。\n");
    let (status, said) = run(base, &["compile", "in"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.contains("left out: 1 .yml (not read where it lies)"),
        "{said}"
    );
    let text = book::text(&book::open(&base.join("out/in.epub"), "leftovers"));
    assert!(
        text.contains("另一个开头。") && text.contains("潮水退了。"),
        "{text}"
    );
}

const SRT: &str = "1\r\n00:00:01,000 --> 00:00:02,500\r\n雾散了，\r\n\r\n\
    2\r\n00:00:03,000 --> 00:00:04,000\r\n船出了港。\r\n";

#[test]
fn captions_in_texts_are_chapters_without_their_times() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    write(base, "in/1.txt", SRT);
    write(
        base,
        "in/2.md",
        format!("---\ntitle: 雾中\nlang: zh-CN\nurl: https://example.org/v\n---\n{SRT}"),
    );
    write(base, "in/3.md", format!("字幕这样写：\n\n{SRT}"));
    let (status, said) = run(base, &["compile", "in"]);
    assert_eq!(status, Some(0), "{said}");
    let files = book::open(&base.join("out/in.epub"), "leftovers");
    let text = book::text(&files);
    assert_eq!(text.matches("雾散了，船出了港。").count(), 2, "{text}");
    assert_eq!(text.matches("00:00:01,000").count(), 1, "{text}");
    assert!(
        text.contains("雾中") && text.contains("字幕这样写"),
        "{text}"
    );
}

#[test]
fn what_is_found_in_every_file_is_told_once() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    let mut many = String::new();
    for number in 10..40 {
        write(
            base,
            &format!("in/{number}.md"),
            format!("见[这里](没有.md)。{number}\n"),
        );
        let _ = writeln!(many, "见[{number}](没有.md)。\n");
    }
    write(base, "one/a.md", format!("开头。\n\n{many}"));
    let (_, said) = run(base, &["compile", "in", "one"]);
    assert_eq!(said.matches("CS0501").count(), 2, "{said}");
    let names = "in/10.md, in/11.md, in/12.md, in/13.md, in/14.md, and 25 more";
    for also in [
        format!("also: the same 30 times in 30 of 30 files: {names}; "),
        "also: the same 30 times in one/a.md, first at line 3; ".to_owned(),
    ] {
        assert!(said.contains(&also), "{said}");
    }
    let (_, said) = run(base, &["check", "in", "-v"]);
    for number in 11..40 {
        assert!(
            said.contains(&format!("--> in/{number}.md:1:3: ")),
            "{number}: {said}"
        );
    }
    let output = book::run(base, &["check", "in", "--format", "json"]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = told["findings"].as_array().unwrap();
    assert_eq!(found.iter().filter(|one| one["id"] == "CS0501").count(), 30);
    // Whoever has read enough is no failure.
    let mut child = book::chengshu(base)
        .args(["check", "in", "one", "-v"])
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop((child.stderr.take(), child.stdout.take()));
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn folders_far_down_are_parts_named_by_their_paths() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    for depth in [20, 60] {
        write(
            base,
            &format!("in/{}a.md", "深/".repeat(depth)),
            format!("在第{depth}层。\n"),
        );
    }
    let (status, said) = run(base, &["compile", "in"]);
    assert_eq!(status, Some(0), "{said}");
    let files = book::open(&base.join("out/in.epub"), "leftovers");
    let text = book::text(&files);
    let nav = std::str::from_utf8(&files["EPUB/nav.xhtml"]).unwrap();
    for depth in [20, 60] {
        assert!(text.contains(&format!("在第{depth}层。")), "{text}");
        let path = vec!["深"; depth].join("/");
        assert!(nav.contains(&format!(">{path}<")), "{nav}");
    }
}

#[test]
fn what_the_program_wrote_is_no_input() {
    // Where the books go, and where a catalogue and a cache are made.
    for (output, further) in [
        ("in/out", None),
        ("in/成书 2", None),
        ("in", None),
        ("in/a/b/c", Some("in/a/cache")),
    ] {
        let base = tempfile::tempdir().unwrap();
        let base = base.path();
        write(base, "in/1.md", "---\ntitle: 潮\n---\n参考资料：《海》。\n");
        write(base, "in/二/1.md", "---\ntitle: 雾\n---\n雾散了。\n");
        let mut arguments = vec![
            "compile", "in", "-o", output, "--target", "epub", "--target", "kobo",
        ];
        for format in ["json", "csl-json", "ris", "bibtex", "hayagriva", "markdown"] {
            arguments.extend(["--export", format]);
        }
        if let Some(cache) = further {
            arguments.extend(["--cache", cache]);
        }
        let name = base.join(output).join("in.epub");
        let mut first = None;
        for turn in 0..2 {
            let (status, said) = run(base, &arguments);
            assert_eq!(status, Some(0), "{said}");
            for code in ["CS0142", "CS0128"] {
                assert!(!said.contains(code), "{turn} {output}: {said}");
            }
            let bytes = fs::read(&name).unwrap();
            let first = first.get_or_insert_with(|| bytes.clone());
            assert!(*first == bytes, "{turn} {output}: another book");
            let (status, said) = run(base, &["catalog", output]);
            assert_eq!(status, Some(0), "{said}");
            let (status, said) = run(base, &["cover", "in", "-o", output]);
            assert_eq!(status, Some(0), "{said}");
        }
    }
}

//! The limits of `docs/limits.md`, each met.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;

use crate::{book, docs};

/// A limit that costs a book no more than what is beyond it.
struct Limit {
    what: &'static str,
    most: &'static str,
    beyond: &'static str,
    /// The finding, and the file it is about.
    finding: Option<(&'static str, &'static str)>,
    /// Writes what is beyond it.
    exceed: fn(&Path),
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    fs::write(folder.join(name), text).unwrap();
}

/// A file of so many bytes that takes no place on the disk.
fn sparse(path: &Path, megabytes: u64) {
    let file = File::create(path).unwrap();
    file.set_len(megabytes * 1024 * 1024 + 1).unwrap();
}

/// A PNG that states a size and holds no pixel.
fn claim(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [
        (b"IHDR", [&*size, &[8, 2, 0, 0, 0]].concat()),
        (b"IDAT", vec![0x78, 0x9c, 3, 0, 0, 0, 0, 1]),
        (b"IEND", Vec::new()),
    ] {
        let chunk = [&name[..], &data].concat();
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend(&chunk);
        png.extend(crc32fast::hash(&chunk).to_be_bytes());
    }
    png
}

const LIMITS: &[Limit] = &[
    Limit {
        what: "size of a file",
        most: "256 MB",
        beyond: "it is left out",
        finding: Some(("CS0149", "large.md")),
        exceed: |folder| sparse(&folder.join("large.md"), 256),
    },
    Limit {
        what: "nesting of folders",
        most: "64",
        beyond: "it is left out",
        finding: Some(("CS0132", "beyond")),
        exceed: |folder| {
            let beyond = folder.join("d/".repeat(64)).join("beyond");
            fs::create_dir_all(&beyond).unwrap();
            write(&beyond, "a.md", "远处。\n");
        },
    },
    Limit {
        what: "nesting of a YAML head, `book.yaml` or glossary",
        most: "32 levels",
        beyond: "it is not read; of a head, the text is compiled",
        finding: Some(("CS0112", "deep-head.md")),
        exceed: |folder| {
            let (open, close) = ("[".repeat(33), "]".repeat(33));
            write(folder, "deep-head.md", format!("---\ntags: {open}{close}\n---\n深头。\n"));
        },
    },
    Limit {
        what: "anchors and aliases in YAML",
        most: "none",
        beyond: "as above: nothing can be multiplied",
        finding: Some(("CS0112", "bomb.md")),
        exceed: |folder| {
            let head = "a: &a [灯]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntags: [*c, *c]";
            write(folder, "bomb.md", format!("---\n{head}\n---\n炸弹。\n"));
        },
    },
    Limit {
        what: "nesting of JSON",
        most: "64 levels",
        beyond: "what stands before it is read",
        finding: Some(("CS0125", "deep.json")),
        exceed: |folder| {
            let body = "{\"body\":[{\"from\":1,\"to\":2,\"content\":\"深处有灯。\"}],\"x\":";
            write(folder, "deep.json", body.to_owned() + &"[".repeat(65) + &"]".repeat(65) + "}");
        },
    },
    Limit {
        what: "nesting of blocks and of marks in a text",
        most: "48 elements",
        beyond: "what is deeper stands in the element around it; no text is lost",
        finding: None,
        exceed: |folder| {
            let quotes = ">".repeat(3000);
            let marks = "<b>".repeat(3000);
            write(folder, "nested.md", format!("{quotes}深引。\n\n{marks}深强。\n"));
        },
    },
    Limit {
        what: "empty cells of a table in Markdown",
        most: "262,144",
        beyond: "its lines are set as a paragraph",
        finding: Some(("CS0212", "sparse.md")),
        exceed: |folder| {
            let (head, rule) = ("甲|".repeat(600), "-|".repeat(600));
            let rows = "|格|\n".repeat(600);
            write(folder, "sparse.md", format!("|{head}\n|{rule}\n{rows}\n后面。\n"));
        },
    },
    Limit {
        what: "pixels of a picture that is opened",
        most: "100 million",
        beyond: "a placeholder stands in its place",
        finding: Some(("CS0502", "wide.md")),
        exceed: |folder| {
            write(folder, "wide.png", claim(60_000, 60_000));
            write(folder, "wide.md", "![宽图](wide.png)\n");
        },
    },
    Limit {
        what: "drawing of an SVG",
        most: "about a second and 240 MB, both reckoned beforehand",
        beyond: "a placeholder stands in its place, with what is too much about it",
        finding: Some(("CS0502", "endless.md")),
        exceed: |folder| {
            let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><filter \
                id='f'><feTurbulence numOctaves='1000000000'/></filter><rect width='9' \
                height='9' filter='url(#f)'/></svg>";
            write(folder, "endless.svg", svg);
            write(folder, "endless.md", "![没完](endless.svg)\n");
        },
    },
    Limit {
        what: "paths in settings and heads",
        most: "1024 bytes, 255 a part",
        beyond: "it is refused, as is one that leaves the book's folder, begins at a root, a drive \
            or a share, or is a device or a stream on Windows",
        finding: Some(("CS0804", "book.yaml")),
        exceed: |folder| {
            let name = "a".repeat(300);
            write(folder, "book.yaml", format!("cover: {name}.jpg\n"));
        },
    },
];

/// Limits beyond which there is no book.
const WHOLE: &[(&str, &str)] = &[
    ("transcripts of a book", "50,000"),
    ("size of all transcripts of a book", "4 GB"),
    ("folders of a book", "10,000"),
];

#[test]
fn what_is_beyond_a_limit_is_a_finding_and_the_rest_a_book() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("in");
    fs::create_dir(&folder).unwrap();
    write(&folder, "good.md", "好的一篇。\n");
    for limit in LIMITS {
        (limit.exceed)(&folder);
    }
    let output = book::run(base.path(), &["compile", "in", "-v"]);
    let findings = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{findings}");
    for limit in LIMITS {
        if let Some((code, file)) = limit.finding {
            let found = book::found(&findings, code, file);
            assert!(found, "{code} of {file} for {}:\n{findings}", limit.what);
        }
    }
    let files = book::open(&base.path().join("out/in.epub"), "limits");
    book::assert_well_formed(&files);
    let text = book::text(&files);
    for kept in ["好的一篇。", "深头。", "炸弹。", "深处有灯。", "深引。", "深强。", "宽图", "没完"]
    {
        assert!(text.contains(kept), "{kept}");
    }
}

/// Fails unless a folder is refused as a whole.
fn assert_refused(base: &Path, folder: &str, said: &str) {
    let output = book::run(base, &["compile", folder]);
    let findings = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{findings}");
    assert!(findings.contains(said), "{findings}");
    assert!(!base.join("out").exists());
}

#[test]
fn a_book_no_reader_opens_is_refused_before_it_is_read() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    for folder in ["many/part", "large"] {
        fs::create_dir_all(base.join(folder)).unwrap();
    }
    for number in 0..=50_000 {
        File::create(base.join(format!("many/part/{number}.md"))).unwrap();
    }
    assert_refused(
        base,
        "many",
        "many has 50,001 transcripts; the limit for a book is 50,000 transcripts",
    );
    for number in 0..10_000 {
        fs::create_dir_all(base.join(format!("wide/{number}"))).unwrap();
    }
    assert_refused(base, "wide", "wide has more than 10,000 folders");
    for number in 0..16 {
        sparse(&base.join(format!("large/{number}.md")), 256);
    }
    assert_refused(base, "large", "large has 4096 MB of transcripts; the limit is 4096");
}

#[test]
fn limits_are_documented_from_these_tables() {
    let mut table = String::from("| what | most | what is beyond it |\n|---|---|---|\n");
    for limit in LIMITS {
        let _ = write!(table, "| {} | {} | {}", limit.what, limit.most, limit.beyond);
        if let Some((code, _)) = limit.finding {
            let _ = write!(table, " ({code})");
        }
        table.push_str(" |\n");
    }
    for (what, most) in WHOLE {
        let _ = writeln!(table, "| {what} | {most} | no book is written, status 3 |");
    }
    docs::assert_generated("docs/limits.md", &table);
}

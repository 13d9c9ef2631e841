//! Build reports, and libraries built in shares.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chengshu::report::{Build, Milliseconds, Status};
use chengshu_text::yaml::{self, Node};
use sha2::{Digest as _, Sha256};

use crate::book;

/// A folder with a library of so many books.
fn library(books: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    // A drawn one takes longer than all else here.
    let cover = cover();
    for number in 0..books {
        let book = folder.path().join(format!("library/夜话{number}"));
        fs::create_dir_all(&book).unwrap();
        let text = format!("---\ntitle: 第{number}夜\n---\n灯塔在港口。\n");
        fs::write(book.join("a.md"), text).unwrap();
        fs::write(book.join("cover.jpg"), &cover).unwrap();
        fs::write(book.join("book.yaml"), "cover: cover.jpg\n").unwrap();
    }
    folder
}

/// A cover that is packed as it is.
fn cover() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(1600, 2560)
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

fn report(path: &Path) -> Build {
    Build::read(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_report_names_what_was_read_and_written() {
    let folder = library(1);
    let output = book::run(folder.path(), &["compile", "library/夜话0", "--export", "ris"]);
    assert_eq!(output.status.code(), Some(0));
    let path = folder.path().join("out/夜话0.json");
    let value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    crate::schemas::assert_valid("urn:chengshu:build:1", &value);
    let build = report(&path);
    let book = &build.books[0];
    let names = |files: &[chengshu::report::File]| -> Vec<String> {
        files.iter().map(|file| file.path.clone()).collect()
    };
    assert_eq!(
        names(&book.inputs),
        ["a.md", "book.yaml", "cover.jpg"].map(|name| format!("library/夜话0/{name}"))
    );
    assert_eq!(names(&book.outputs), ["out/夜话0.epub", "out/夜话0.ris"]);
    for file in book.inputs.iter().chain(&book.outputs) {
        let bytes = fs::read(folder.path().join(&file.path)).unwrap();
        let mut digest = String::new();
        for byte in Sha256::digest(&bytes) {
            write!(digest, "{byte:02x}").unwrap();
        }
        assert_eq!((file.bytes, &file.sha256), (bytes.len() as u64, &digest));
    }
    assert_eq!(book.figures.chapters, 1);
    assert_eq!(book.status, Status::Fine);
}

#[test]
fn a_report_says_that_there_is_no_book() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let output = book::run(folder.path(), &["compile", "empty"]);
    assert_eq!(output.status.code(), Some(3));
    let book = report(&folder.path().join("out/empty.json")).books.remove(0);
    assert_eq!(book.status, Status::Unreadable);
    assert!(book.outputs.is_empty());
    assert!(book.findings.iter().any(|finding| finding.id == "CS0307"));
}

#[test]
fn only_the_times_of_a_report_differ() {
    let folder = library(1);
    let mut reports = ["1", "3"].map(|threads| {
        book::run(folder.path(), &["compile", "library/夜话0", "--threads", threads]);
        report(&folder.path().join("out/夜话0.json"))
    });
    for report in &mut reports {
        report.totals.milliseconds = Milliseconds::default();
        report.books[0].milliseconds = Milliseconds::default();
    }
    assert_eq!(reports[0], reports[1]);
}

/// The report of the folder a book is in is not taken for a transcript of it.
#[test]
fn a_book_beside_its_transcripts_stays_what_it_is() {
    let folder = library(1);
    let inside = folder.path().join("library/夜话0");
    for output in [".", "out"] {
        let built = [0; 2].map(|_| {
            let run = book::run(&inside, &["compile", ".", "-o", output, "--name", "x"]);
            assert_eq!(run.status.code(), Some(0));
            let report = report(&inside.join(output).join("x.json"));
            let counts = report.totals.counts;
            (fs::read(inside.join(output).join("x.epub")).unwrap(), counts)
        });
        assert!(built[0] == built[1], "{output}");
    }
}

#[test]
fn levels_of_findings_are_kept_and_those_unused_reported() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("夜话");
    fs::create_dir(&book).unwrap();
    fs::write(book.join("a.md"), "没有头的一篇。\n").unwrap();
    fs::write(
        book.join("book.yaml"),
        "findings:\n  cs0110: {level: off, reason: 本来没有头}\n  \
         CS0503: {level: error, reason: 图都要说明}\n  CS9999: {level: off, reason: 无}\n",
    )
    .unwrap();
    let compile = |level| book::run(folder.path(), &["compile", "夜话", "--fail-on", level]);
    assert_eq!(compile("error").status.code(), Some(0));
    let report = || report(&folder.path().join("out/夜话.json")).books.remove(0);
    let ids = |book: &chengshu::report::Book| -> Vec<String> {
        book.findings.iter().map(|finding| finding.id.clone()).collect()
    };
    let quiet = report();
    assert!(!ids(&quiet).contains(&"CS0110".to_owned()));
    assert!(ids(&quiet).contains(&"CS0810".to_owned()));
    assert!(ids(&quiet).contains(&"CS0811".to_owned()));
    let applied: Vec<_> = quiet.levels.iter().map(|level| level.findings).collect();
    assert_eq!(applied, [1, 0, 0]);
    // Another level is enough to fail on.
    let settings = "findings: {CS0110: {level: error, reason: 每篇都要有头}}\n";
    fs::write(book.join("book.yaml"), settings).unwrap();
    assert_eq!(compile("error").status.code(), Some(1));
    assert_eq!(report().status, Status::Findings);
}

#[test]
fn unused_levels_are_no_matter_where_not_all_was_looked_at() {
    let folder = library(1);
    let settings = "findings: {CS0503: {level: off, reason: 无}}\n";
    fs::write(folder.path().join("library/夜话0/book.yaml"), settings).unwrap();
    let output = book::run(folder.path(), &["normalise", "library/夜话0", "--verbose"]);
    assert!(!String::from_utf8(output.stderr).unwrap().contains("CS0810"));
}

/// The scripts of the examples, each with the variables that make it job `number` of `of`.
fn jobs(number: usize, of: usize, folder: &Path) -> Vec<(String, Vec<(&'static str, String)>)> {
    let data = folder.display().to_string();
    let both = |name, index: usize| vec![(name, index.to_string())];
    let mut matrix = both("SHARD", number);
    matrix.push(("SHARDS", of.to_string()));
    let mut pods = both("JOB_COMPLETION_INDEX", number - 1);
    pods.extend([("SHARDS", of.to_string()), ("DATA", data.clone())]);
    let mut array = both("SLURM_ARRAY_TASK_ID", number);
    array.extend([
        ("SLURM_ARRAY_TASK_COUNT", of.to_string()),
        ("LIBRARY", format!("{data}/library")),
        ("BOOKS", format!("{data}/out")),
    ]);
    vec![
        (script("shards.yml", "Compile"), matrix),
        (script("kubernetes.yaml", "-c"), pods),
        (fs::read_to_string(example("slurm.sh")).unwrap(), array),
    ]
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples").join(name)
}

/// The block of shell in an example that comes after a text.
fn script(name: &str, after: &str) -> String {
    let text = fs::read_to_string(example(name)).unwrap();
    let document = yaml::parse(&text, 0..text.len()).unwrap();
    let mut texts = Vec::new();
    scalars(&document.root, &mut texts);
    let mut rest = texts.into_iter().skip_while(|text| *text != after).skip(1);
    rest.find(|text| text.contains("chengshu ")).unwrap().to_owned()
}

/// Every text of a document, in order.
fn scalars<'a>(node: &'a Node, texts: &mut Vec<&'a str>) {
    if let Some(entries) = node.as_sequence() {
        for entry in entries {
            scalars(entry, texts);
        }
    } else if let Some(pairs) = node.as_mapping() {
        for (_, value) in pairs {
            scalars(value, texts);
        }
    } else if let Some(text) = node.as_str() {
        texts.push(text);
    }
}

/// Runs a script where `chengshu` is on the path.
fn shell(script: &str, variables: &[(&str, String)], folder: &Path) {
    let bin = Path::new(env!("CARGO_BIN_EXE_chengshu")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("CHENGSHU_CACHE", "")
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{told}");
}

/// Every example builds the whole library, each book once, and the reports make one.
#[test]
fn the_examples_build_a_library_in_shares() {
    const BOOKS: usize = 6;
    const SHARDS: usize = 3;
    let folder = library(BOOKS);
    for example in 0..3 {
        let mut built = 0;
        for number in 1..=SHARDS {
            let (script, variables) = jobs(number, SHARDS, folder.path()).remove(example);
            shell(&script, &variables, folder.path());
            let out = if example == 1 { "books" } else { "out" };
            let place = folder.path().join(out);
            built += book::files(&place, ".epub").len();
            let share = folder.path().join(format!("shares/{number}"));
            fs::create_dir_all(share.parent().unwrap()).unwrap();
            if place.exists() {
                fs::rename(&place, &share).unwrap();
            }
        }
        assert_eq!(built, BOOKS, "example {example}");
        let out = folder.path().join("out");
        fs::create_dir(&out).unwrap();
        for number in 1..=SHARDS {
            for path in book::files(&folder.path().join(format!("shares/{number}")), ".json") {
                fs::copy(&path, out.join(path.file_name().unwrap())).unwrap();
            }
        }
        shell(&script("shards.yml", "Merge"), &[], folder.path());
        let whole = report(&folder.path().join("report.json"));
        assert_eq!(whole.totals.written, BOOKS as u64);
        let value = serde_json::to_value(&whole).unwrap();
        crate::schemas::assert_valid("urn:chengshu:build:1", &value);
        fs::remove_dir_all(out).unwrap();
        fs::remove_dir_all(folder.path().join("shares")).unwrap();
    }
}

#[test]
fn reports_that_cannot_be_merged_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), "{}").unwrap();
    for arguments in [&["a.json"], &["none.json"]] {
        let all = [&["report", "merge"], &arguments[..]].concat();
        let output = book::run(folder.path(), &all);
        assert_eq!(output.status.code(), Some(3));
        assert!(output.stdout.is_empty());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(arguments[0]), "{told}");
    }
}

//! Every folder in `tests/cases` is compiled and compared with what it should give.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{book, schemas};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    let accept = std::env::var_os("CHENGSHU_ACCEPT").is_some() && std::env::var_os("CI").is_none();
    let mut failed = Vec::new();
    for case in cases {
        let actual = run(&case);
        let expected = case.join("expected.txt");
        if accept {
            fs::write(&expected, &actual).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != actual {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            let shown = std::env::temp_dir().join(format!("chengshu-{name}.actual.txt"));
            fs::write(&shown, &actual).unwrap();
            failed.push(format!("{name}: compare {} with {}", expected.display(), shown.display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Everything a case gives, as one text.
fn run(case: &Path) -> String {
    let out = tempfile::tempdir().unwrap();
    let arguments = fs::read_to_string(case.join("args")).unwrap_or_default();
    let output = book::chengshu(case)
        .args(["compile", "in", "--verbose", "--covers", "in/covers", "-o"])
        .arg(out.path())
        .args(arguments.lines())
        .output()
        .unwrap();
    let folder = out.path().display().to_string();
    let clean = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&folder, "OUT");
    let mut text = format!("status {}\n", output.status.code().unwrap());
    let _ = write!(text, "\n== stdout\n{}", figures(&clean(&output.stdout)));
    let _ = write!(text, "\n== stderr\n{}", findings(&clean(&output.stderr)));
    let mut books: Vec<PathBuf> = fs::read_dir(out.path())
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    books.sort();
    let is_report = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.ends_with(".json") && name.matches('.').count() == 1
    };
    let (reports, books): (Vec<_>, Vec<_>) = books.into_iter().partition(is_report);
    for report in reports {
        // Times and digests of drawn covers differ from run to run and machine to machine.
        let value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
        schemas::assert_valid("urn:chengshu:build:1", &value);
    }
    for path in books {
        let _ = write!(text, "\n==== {}\n", path.file_name().unwrap().to_string_lossy());
        if path.extension().is_none_or(|extension| extension != "epub") {
            let _ = writeln!(text, "{}", fs::read_to_string(&path).unwrap().trim_end());
            continue;
        }
        let files = book::open(&path, &case.file_name().unwrap().to_string_lossy());
        book::assert_well_formed(&files);
        for (name, bytes) in files {
            match std::str::from_utf8(&bytes) {
                Ok(content) if !name.ends_with(".css") => {
                    let _ = write!(text, "\n== {name}\n{}\n", content.trim_end());
                }
                _ => {
                    let _ = write!(text, "\n== {name}\n");
                }
            }
        }
    }
    text.replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

/// The line of a book without its size and counts, which differ with the drawn cover.
fn figures(text: &str) -> String {
    text.lines()
        .map(|line| {
            let kept: Vec<&str> = line
                .split("; ")
                .next()
                .unwrap_or_default()
                .split(", ")
                .filter(|part| !part.ends_with("bytes") && !part.ends_with("KB"))
                .collect();
            kept.join(", ") + "\n"
        })
        .collect()
}

/// Findings without those about covers and fonts.
fn findings(text: &str) -> String {
    let mut out = String::new();
    let mut shown = true;
    for line in text.lines() {
        if let Some((_, id)) = line.split_once('[').filter(|_| {
            !line.starts_with([' ', '|']) && !line.starts_with(|c: char| c.is_ascii_digit())
        }) {
            shown = !id.starts_with("CS06");
        }
        if shown {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

//! The same input gives the same bytes (requirement K1).

use std::fs;
use std::path::Path;

use crate::book;

fn build(variables: &[(&str, &str)], threads: &str) -> Vec<Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = book::chengshu(root)
        .args([
            "compile",
            "seeds",
            "tests/cases/parts/in",
            "--quiet",
            "--threads",
            threads,
            "-o",
        ])
        .arg(out.path())
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let books = book::files(out.path(), ".epub");
    assert_eq!(books.len(), 2);
    books.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn threads_zones_and_locales_change_nothing() {
    let first = build(&[("TZ", "UTC"), ("LC_ALL", "C")], "1");
    let second = build(
        &[("TZ", "America/New_York"), ("LC_ALL", "zh_CN.UTF-8")],
        "4",
    );
    assert!(first == second);
}

#[test]
fn the_epoch_of_the_caller_is_the_date_of_the_edition() {
    let dated = build(&[("SOURCE_DATE_EPOCH", "1700000000")], "2");
    let undated = build(&[], "2");
    assert!(dated != undated);
}

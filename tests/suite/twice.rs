//! The same input gives the same bytes (requirement K1).

use std::fs;
use std::path::Path;

use crate::book;

fn build(variables: &[(&str, &str)], threads: &str) -> Vec<Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = book::chengshu(root)
        .args(["compile", "seeds", "tests/cases/parts/in", "--quiet", "--threads", threads, "-o"])
        .arg(out.path())
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let books = book::files(out.path(), ".epub");
    assert_eq!(books.len(), 2);
    books.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn threads_zones_and_locales_change_nothing() {
    let first = build(&[("TZ", "UTC"), ("LC_ALL", "C")], "1");
    let second = build(&[("TZ", "America/New_York"), ("LC_ALL", "zh_CN.UTF-8")], "4");
    assert!(first == second);
}

#[test]
fn the_epoch_of_the_caller_is_the_date_of_the_edition() {
    let out = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = book::chengshu(root)
        .args(["compile", "tests/cases/parts/in", "--quiet", "-o"])
        .arg(out.path())
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .output()
        .unwrap();
    assert!(output.status.success());
    let files = book::open(&out.path().join("in.epub"), "epoch");
    let package = files.iter().find(|(name, _)| name.ends_with(".opf")).unwrap();
    let package = std::str::from_utf8(package.1).unwrap();
    assert!(package.contains(">2023-11-14T22:13:20Z<"), "{package}");
}

/// Copies a folder, its last files first.
#[cfg(unix)]
fn copy_backwards(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    let mut paths: Vec<_> =
        fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().rev() {
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_backwards(path, &copy);
        } else {
            fs::copy(path, copy).unwrap();
        }
    }
}

#[test]
#[cfg(unix)]
fn order_place_and_rights_change_nothing() {
    let base = tempfile::tempdir().unwrap();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/parts/in");
    copy_backwards(&case, &base.path().join("in"));
    let build = |folder: &Path, mask: &str| {
        let out = base.path().join(mask);
        let line = format!("umask {mask}; exec \"$0\" compile in --quiet -o \"$1\"");
        let status = std::process::Command::new("sh")
            .current_dir(folder)
            .env_remove("SOURCE_DATE_EPOCH")
            .env("CHENGSHU_CACHE", "")
            .args(["-c", &line, env!("CARGO_BIN_EXE_chengshu")])
            .arg(&out)
            .status()
            .unwrap();
        assert!(status.success());
        fs::read(out.join("in.epub")).unwrap()
    };
    let here = build(case.parent().unwrap(), "022");
    assert!(build(base.path(), "077") == here);
}

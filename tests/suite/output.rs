//! Whatever happens to a run, its place holds the book that was there or the new one, and nothing
//! piles up beside it (requirement S3).

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use crate::book;
use crate::dice::Dice;

/// How often `cargo test` kills a run. `CHENGSHU_KILLS` is another number.
const KILLS: usize = 40;

/// A folder with a book of some chapters to make, whose text begins with a word.
fn fill(base: &Path, word: &str) {
    let folder = base.join("in");
    fs::create_dir_all(&folder).unwrap();
    // A cover takes longer to draw than all the rest.
    let cover = image::RgbImage::new(100, 160);
    cover.save(folder.join("cover.png")).unwrap();
    fs::write(folder.join("book.yaml"), "cover: cover.png\nqr: off\n").unwrap();
    let prose = "海边有一座灯塔。".repeat(200);
    for number in 0..60 {
        let text = format!("---\ntitle: 第{number}篇\n---\n{word}{prose}\n");
        fs::write(folder.join(format!("{number:02}.md")), text).unwrap();
    }
}

fn compile(base: &Path, out: &str) -> Command {
    let mut command = book::chengshu(base);
    command.args(["compile", "in", "--quiet", "-o", out]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Compiles a book and returns its bytes.
fn made(base: &Path, out: &str) -> Vec<u8> {
    assert!(compile(base, out).status().unwrap().success());
    fs::read(base.join(out).join("in.epub")).unwrap()
}

/// What lies in a folder besides the book and its report.
fn litter(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "in.epub" && name != "in.json")
        .collect()
}

#[test]
fn a_killed_run_leaves_the_old_book_or_the_new_one() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fill(base, "旧");
    let old = made(base, "out");
    fill(base, "新");
    let began = Instant::now();
    let new = made(base, "whole");
    let time = began.elapsed();
    let kills = std::env::var("CHENGSHU_KILLS").map_or(KILLS, |text| text.parse().unwrap());
    let mut dice = Dice::new(1);
    let place = base.join("out/in.epub");
    let (mut left_old, mut left_new) = (0, 0);
    for _ in 0..kills {
        fs::write(&place, &old).unwrap();
        let mut run = compile(base, "out").spawn().unwrap();
        // A third of the kills fall into the second half of the run, when the book is written, and a
        // third into its end, when it takes the place of the one before.
        let from = [0, 500, 900][dice.below(3)];
        let part = from + dice.below(1050 - from);
        std::thread::sleep(time * u32::try_from(part).unwrap() / 1000);
        let _ = run.kill();
        run.wait().unwrap();
        let found = fs::read(&place).unwrap();
        match () {
            () if found == old => left_old += 1,
            () if found == new => left_new += 1,
            () => panic!("the book is damaged: {} bytes", found.len()),
        }
        // One of the book and one of the report at most.
        assert!(litter(&base.join("out")).len() <= 2, "half-written files pile up");
    }
    println!("{kills} runs killed: {left_old} left the old book, {left_new} the new one");
    assert!(made(base, "out") == new);
    assert!(litter(&base.join("out")).is_empty());
}

#[test]
fn runs_at_once_do_not_disturb_each_other() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fill(base, "甲");
    let alone = made(base, "alone");
    let runs: Vec<_> = (0..4).map(|_| compile(base, "out").spawn().unwrap()).collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    assert!(fs::read(base.join("out/in.epub")).unwrap() == alone);
    assert!(litter(&base.join("out")).is_empty());
}

/// Runs a line of shell with the program as `$0`.
#[cfg(unix)]
fn shell(base: &Path, line: &str) -> Output {
    Command::new("sh")
        .current_dir(base)
        .env("CHENGSHU_CACHE", "")
        .args(["-c", line, env!("CARGO_BIN_EXE_chengshu")])
        .output()
        .unwrap()
}

/// Fails unless a run that cannot write says so, ends with status 3, and leaves the book.
#[cfg(unix)]
fn assert_refused(base: &Path, line: &str) {
    let old = fs::read(base.join("out/in.epub")).unwrap();
    let output = shell(base, line);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("cannot") && said.contains("out/in.epub"), "{said}");
    assert!(fs::read(base.join("out/in.epub")).unwrap() == old);
    assert!(litter(&base.join("out")).is_empty());
}

#[test]
#[cfg(unix)]
fn a_full_disk_leaves_the_old_book() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fill(base, "旧");
    made(base, "out");
    // No file may have more than two blocks, which a run meets as a disk that is full.
    assert_refused(base, "trap '' XFSZ; ulimit -f 2; exec \"$0\" compile in --quiet -o out");
}

#[test]
#[cfg(unix)]
fn a_folder_nobody_may_write_to_keeps_its_book() {
    use std::os::unix::fs::PermissionsExt as _;
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fill(base, "旧");
    made(base, "out");
    let out = base.join("out");
    let allow = |mode| fs::set_permissions(&out, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    if fs::write(out.join("probe"), "").is_err() {
        assert_refused(base, "exec \"$0\" compile in --quiet -o out");
    } else {
        // Root may write anywhere but over a folder.
        fs::remove_file(out.join("probe")).unwrap();
        fs::create_dir_all(base.join("full/in.epub/x")).unwrap();
        let output = shell(base, "exec \"$0\" compile in --quiet -o full");
        assert_eq!(output.status.code(), Some(3));
        assert_eq!(litter(&base.join("full")), Vec::<String>::new());
    }
    allow(0o755);
}

#[test]
fn only_what_is_abandoned_is_removed() {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fill(base, "甲");
    fs::create_dir(base.join("out")).unwrap();
    let others = [".in.epub.notes.part", ".other.epub.1-0.part", "in.epub.1-0.part"];
    for name in others {
        fs::write(base.join("out").join(name), "").unwrap();
    }
    fs::write(base.join("out/.in.epub.1-0.part"), "abandoned").unwrap();
    made(base, "out");
    let mut left = litter(&base.join("out"));
    left.sort();
    assert_eq!(left, others);
}

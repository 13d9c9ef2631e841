//! `cargo test` needs nothing but Rust, a shell and this clone: a machine that never ran it passes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::one_place::visit;

/// What tests may start: the program itself, and a shell.
const STARTED: &[&str] = &["env!(\"CARGO_BIN_EXE_chengshu\")", "\"sh\"", "\"bash\""];

/// What only a machine where somebody has worked has. Each is in two pieces, so that this file holds none.
const FORBIDDEN: &[[&str; 2]] = &[
    // Cargo asked without a network knows the crates of other systems only if they were once fetched.
    ["--off", "line"],
    ["env!(\"CA", "RGO\")"],
    ["CARGO_", "HOME"],
    [".cargo/", "registry"],
    ["home", "_dir"],
    ["var(\"HO", "ME"],
    ["var_os(\"HO", "ME"],
    ["\"/us", "r/"],
    ["\"/op", "t/"],
    ["\"/ho", "me/"],
    ["\"/ro", "ot/"],
    ["\"/tm", "p/"],
];

/// Every file whose code runs in `cargo test`, but for the program's own.
fn tests() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    visit(&root.join("tests/suite"), &mut |path| {
        files.push(path.to_owned());
    });
    files
}

#[test]
fn tests_ask_nothing_of_the_machine() {
    let mut wrong = Vec::new();
    let files = tests();
    assert!(files.len() > 40, "only {} files were looked at", files.len());
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let mut say = |what: &str| wrong.push(format!("{}: {what}", path.display()));
        for word in FORBIDDEN.iter().map(|pieces| pieces.concat()) {
            if text.contains(&word) {
                say(&word);
            }
        }
        let start = ["Command::", "new("].concat();
        for (at, _) in text.match_indices(&start) {
            let started = &text[at + start.len()..];
            if !STARTED.iter().any(|allowed| started.starts_with(allowed)) {
                say(started.lines().next().unwrap());
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

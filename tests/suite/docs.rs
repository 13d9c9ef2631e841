//! The documents say what the program does.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::book;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A generated part of a document stands between two comments; `CHENGSHU_ACCEPT=1` renews it.
pub fn assert_generated(path: &str, table: &str) {
    const BEGIN: &str = "<!-- generated: begin -->\n";
    const END: &str = "<!-- generated: end -->";
    let text = read(path);
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    if std::env::var_os("CHENGSHU_ACCEPT").is_some() && std::env::var_os("CI").is_none() {
        let renewed = format!("{before}{BEGIN}{table}{END}{after}");
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), renewed).unwrap();
        return;
    }
    assert!(shown == table, "{path} is not what the code says; run with CHENGSHU_ACCEPT=1");
}

#[test]
fn keys_are_documented_from_their_tables() {
    let heads = chengshu::ingest::front_matter::TABLE.rows();
    let settings = chengshu::settings::TABLE.rows();
    let list = [chengshu_text::keys::COLUMNS, &heads, &settings].concat();
    assert_generated("docs/keys.md", &list);
}

#[test]
fn formats_are_documented_from_their_table() {
    assert_generated("docs/formats.md", &chengshu::ingest::table());
}

#[test]
fn targets_are_documented_from_their_table() {
    assert_generated("docs/targets.md", &chengshu::devices::table());
    for target in chengshu::devices::TARGETS {
        let document = read(&format!("docs/targets/{}.md", target.name));
        assert!(document.starts_with(&format!("# Target `{}`", target.name)));
    }
}

#[test]
fn findings_are_documented_from_their_codes() {
    let mut table = String::from("| id | severity | what |\n|---|---|---|\n");
    for code in chengshu::compile::codes() {
        let _ = writeln!(table, "| {} | {} | {} |", code.id, code.severity, code.title);
    }
    assert_generated("docs/findings.md", &table);
}

#[test]
fn rules_are_documented_from_their_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = book::run(root, &["normalise", "seeds", "--report", "json"]);
    let report = String::from_utf8(output.stdout).unwrap();
    let total = report.lines().find(|line| line.contains("\"total\"")).unwrap();
    let count = |id: &str| {
        let at = total.find(&format!("\"{id}\": "))?;
        let digits = total[at + id.len() + 4..].split([',', '}']).next()?;
        digits.parse().ok()
    };
    let table = chengshu::normalise::table(|id| count(id).unwrap_or(0));
    assert_generated("docs/rules.md", &table);
}

#[test]
fn codes_are_unique_and_explained() {
    let mut ids: Vec<&str> = chengshu::compile::codes().map(|code| code.id).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for code in chengshu::compile::codes() {
        assert!(code.id.len() == 6 && code.id.starts_with("CS"), "{}", code.id);
        assert!(code.explanation.len() > 40, "{}", code.id);
    }
}

#[test]
fn the_readme_names_the_two_commands() {
    let readme = read("README.md");
    for command in ["cargo run --release -- compile", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
}

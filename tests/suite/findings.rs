//! How findings are written, and when they end a run.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::book;

/// A book with a misspelt setting, whose finding is a warning.
fn misspelt() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("夜话")).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("夜话/book.yaml", "titel: 海港夜话\n");
    write("夜话/a.md", "---\ntitle: 灯塔\n---\n灯塔在港口。\n");
    folder
}

fn compile(folder: &Path, arguments: &[&str]) -> std::process::Output {
    let all = [&["compile", "夜话", "--covers", "none"], arguments].concat();
    book::run(folder, &all)
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn fail_on_decides_on_the_exit_status() {
    let folder = misspelt();
    for (level, status) in [("error", 0), ("warning", 1), ("info", 1), ("never", 0)] {
        let output = compile(folder.path(), &["--fail-on", level]);
        assert_eq!(output.status.code(), Some(status), "{level}");
    }
    let output = compile(folder.path(), &["--fail-on", "sometimes"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_document_has_standard_output_to_itself() {
    let folder = misspelt();
    for form in ["json", "sarif"] {
        let output = compile(folder.path(), &["--format", form]);
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(value.is_object(), "{form}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("1 chapter"), "{told}");
        assert!(!told.contains("CS0802"), "{told}");
    }
}

/// Programs learn of a path that nothing came of, and of what was found in the others.
#[test]
fn a_path_that_is_not_there_is_a_finding() {
    let folder = misspelt();
    for (form, id) in [("json", "\"CS0902\""), ("sarif", "\"CS0902\""), ("github", "CS0902")] {
        let output = compile(folder.path(), &["nowhere", "--format", form]);
        assert_eq!(output.status.code(), Some(3), "{form}");
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains(id) && told.contains("nowhere"), "{told}");
        assert!(told.contains("CS0802"), "{told}");
        assert_eq!(told.contains("\"executionSuccessful\": false"), form == "sarif");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("nowhere"), "{said}");
    }
}

#[test]
fn a_misspelt_key_has_its_fix() {
    let folder = misspelt();
    let output = compile(folder.path(), &["--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = value["findings"].as_array().unwrap();
    let finding = findings.iter().find(|f| f["id"] == "CS0802").unwrap();
    let fix = &finding["fix"];
    let place = &fix["place"];
    let file = fs::read_to_string(folder.path().join(place["file"].as_str().unwrap())).unwrap();
    let [line, column, length] = ["line", "column", "length"].map(|name| number(&place[name]));
    let mut characters: Vec<char> = file.lines().nth(line - 1).unwrap().chars().collect();
    let replacement = fix["replacement"].as_str().unwrap();
    characters.splice(column - 1..column - 1 + length, replacement.chars());
    assert_eq!(characters.iter().collect::<String>(), "title: 海港夜话");
}

#[test]
fn annotations_name_file_line_and_columns() {
    let folder = misspelt();
    let output = compile(folder.path(), &["--format", "github"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let wanted = "::warning file=夜话/book.yaml,line=1,col=1,endColumn=6,title=CS0802 ";
    assert!(text.lines().any(|line| line.starts_with(wanted)), "{text}");
    assert!(text.contains("1 chapter"), "{text}");
}

/// What the SARIF 2.1.0 schema of OASIS requires of the objects we write, and GitHub beyond it: a
/// file and a line for every result, without which it takes none
/// (<https://github.com/github/codeql-action/issues/1738>).
#[test]
fn sarif_has_what_its_standard_requires() {
    let folder = misspelt();
    // A number that is none is a finding about the book as a whole.
    let output = compile(folder.path(), &["--format", "sarif", "--number", "x", "--series", "y"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["version"], "2.1.0");
    let run = &value["runs"][0];
    let driver = &run["tool"]["driver"];
    assert!(driver["name"].is_string());
    for invocation in run["invocations"].as_array().unwrap() {
        assert!(invocation["executionSuccessful"].is_boolean());
    }
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["help"]["text"].as_str().unwrap().len() > 40, "{rule}");
    }
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    assert!(results.iter().any(|result| result["ruleId"] == "CS0701"));
    for result in results {
        assert!(result["message"]["text"].is_string());
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let rule = &rules[number(&result["ruleIndex"])];
        assert_eq!(rule["id"], result["ruleId"]);
        let physical = &result["locations"][0]["physicalLocation"];
        let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains([' ', '\\']), "{uri}");
        let region = &physical["region"];
        assert!(region["startLine"].as_u64() >= Some(1));
        assert!(region["endColumn"].as_u64() >= region["startColumn"].as_u64());
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = misspelt();
    let has_colours = |arguments: &[&str], no_color: &str| {
        let output = book::chengshu(folder.path())
            .args(["compile", "夜话"])
            .args(arguments)
            .env("NO_COLOR", no_color)
            .output()
            .unwrap();
        output.stderr.contains(&b'\x1b')
    };
    assert!(!has_colours(&[], ""));
    assert!(!has_colours(&["--color", "never"], ""));
    assert!(has_colours(&["--color", "always"], "1"));
}

#[test]
fn normalise_keeps_standard_output_for_the_text() {
    let folder = misspelt();
    let output = book::run(folder.path(), &["normalise", "夜话", "--format", "json"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "灯塔在港口。\n");
    let value: Value = serde_json::from_slice(&output.stderr).unwrap();
    crate::schemas::assert_valid("urn:chengshu:findings:1", &value);
}

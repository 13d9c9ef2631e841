//! Completions and manual pages say what the program can do.

use std::fs;

use crate::book;

#[test]
fn every_shell_completes_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = book::run(folder.path(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = String::from_utf8(output.stdout).unwrap();
        for word in ["compile", "catalog", "citation-style"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let unknown = book::run(folder.path(), &["completions", "tcl"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn every_command_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let output = book::run(folder.path(), &["man", "pages"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let help = String::from_utf8(book::run(folder.path(), &["--help"]).stdout).unwrap();
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        // What is said of a command may go on in a line further in.
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"compile"), "{help}");
    for command in commands.iter().filter(|command| **command != "help") {
        let page = folder.path().join(format!("pages/chengshu-{command}.1"));
        let page = fs::read_to_string(page).unwrap();
        assert!(
            page.starts_with(".\\\" Made by chengshu") && page.contains(".SH SYNOPSIS"),
            "{command}"
        );
    }
    let main = fs::read_to_string(folder.path().join("pages/chengshu.1")).unwrap();
    assert!(main.contains("chengshu\\-compile(1)"), "{main}");
}

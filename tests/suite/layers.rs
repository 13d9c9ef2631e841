//! Who may import whom: a stage imports the foundations and itself, never another stage; the
//! foundations import no stage. Only `compile` joins stages.

use std::fs;
use std::path::Path;

const STAGES: &[&str] = &[
    "ingest",
    "normalise",
    "structure",
    "bibliography",
    "references",
    "citation",
    "render",
    "pictures",
    "fonts",
    "cover",
    "package",
    "check",
    "target",
    "catalog",
];

#[test]
fn stages_do_not_know_each_other() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    visit(&src, &mut |path| {
        let inside = path.strip_prefix(&src).unwrap();
        let own = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let own = own.trim_end_matches(".rs");
        if matches!(own, "compile" | "cli" | "main" | "lib") {
            return;
        }
        seen += 1;
        let text = fs::read_to_string(path).unwrap();
        for module in imported(&text) {
            if STAGES.contains(&module.as_str()) && module != own {
                wrong.push(format!("{} imports {module}", inside.display()));
            }
        }
    });
    assert!(seen > 30, "only {seen} files were looked at");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The modules a file names after `crate::`, also in nested imports.
fn imported(text: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => modules.push(std::mem::take(&mut name)),
                    c if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            modules.push(name);
        } else {
            modules.push(rest.to_owned());
        }
    }
    modules
        .iter()
        .map(|path| {
            let path = path.trim();
            let end = path
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(path.len());
            path[..end].to_owned()
        })
        .collect()
}

#[test]
fn nested_imports_do_not_escape() {
    assert_eq!(
        imported("use crate::{diag, render::{self, prose}}; crate::cover::draw()"),
        ["diag", "render", "cover"]
    );
}

pub fn visit(folder: &Path, found: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found(&path);
        }
    }
}

/// Pipes and devices are refused in one place, which opens every file that is read; and one place
/// writes to standard output and error, without panics.
#[test]
fn files_are_opened_and_streams_written_in_one_place() {
    let cli = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    let bans: &[(&str, &[&str])] = &[
        (
            "disk/regular.rs",
            &[
                "File::open(",
                ".read(true)",
                "fs::read(",
                "fs::read_to_string(",
            ],
        ),
        ("print/streams.rs", &["io::stdout()", "io::stderr()"]),
    ];
    // A folder is opened to be synced, the terminal is asked what it is, and clap prints by itself.
    let spared = [
        ("outputs/new_file.rs", "File::open("),
        ("print/paint.rs", "io::stderr()"),
        ("print/bar.rs", "io::stderr()"),
        ("print/printable.rs", "io::stdout()"),
        ("disk/regular.rs", "io::stderr()"),
        ("mod.rs", "io::stdout()"),
    ];
    let mut wrong = Vec::new();
    visit(&cli, &mut |path| {
        let inside = path.strip_prefix(&cli).unwrap().to_str().unwrap();
        let text = fs::read_to_string(path).unwrap();
        let program = text.split("#[cfg(test)]").next().unwrap();
        for (place, names) in bans {
            let used = names.iter().filter(|name| program.contains(**name));
            let used = used.filter(|name| inside != *place && !spared.contains(&(inside, **name)));
            wrong.extend(used.map(|name| format!("{inside} has {name}")));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

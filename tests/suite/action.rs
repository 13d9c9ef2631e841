//! The action for GitHub: its steps are run as a runner would run them, and every action it and the
//! workflows use is pinned by its full hash.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chengshu_text::yaml::{self, Node};

use crate::terminal::assert_harmless;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The script of a step, by the step's name.
fn script(step: &str) -> String {
    let action = fs::read_to_string(root().join("action.yml")).unwrap();
    let step = action.split("    - name: ").find(|text| text.lines().next() == Some(step));
    let (_, run) = step.unwrap().split_once("      run:").unwrap();
    match run.strip_prefix(" |\n") {
        Some(block) => block
            .lines()
            .map(|line| line.strip_prefix("        ").unwrap_or(line).to_owned() + "\n")
            .collect(),
        None => run.trim().to_owned(),
    }
}

/// A runner's folders and files.
struct Runner {
    folder: tempfile::TempDir,
}

impl Runner {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bin = folder.path().join("root/bin");
        fs::create_dir_all(&bin).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_chengshu"), bin.join("chengshu")).unwrap();
        for name in ["output", "summary"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        Self { folder }
    }

    fn run(&self, step: &str, environment: &[(&str, &str)]) -> Output {
        let path = |name: &str| self.folder.path().join(name);
        Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script(step)])
            .current_dir(self.folder.path())
            .env("ROOT", path("root"))
            .env("CHENGSHU_CACHE", path("results"))
            .env("RUNNER_TEMP", self.folder.path())
            .env("RUNNER_OS", "Linux")
            .env("RUNNER_ARCH", "X64")
            .env("GITHUB_OUTPUT", path("output"))
            .env("GITHUB_STEP_SUMMARY", path("summary"))
            .envs(environment.iter().copied())
            .output()
            .unwrap()
    }

    fn compile(&self, paths: &str, more: &[(&str, &str)]) -> Output {
        let given = [
            ("PATHS", paths),
            ("ARGUMENTS", ""),
            ("OUTPUT", "out"),
            ("CATALOG", "false"),
            ("BASE_URL", ""),
        ];
        self.run("Compile", &[&given, more].concat())
    }

    /// The outputs of the step, as a runner reads them.
    fn outputs(&self) -> BTreeMap<String, String> {
        let text = fs::read_to_string(self.folder.path().join("output")).unwrap();
        let mut outputs = BTreeMap::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some((name, end)) = line.split_once("<<") {
                let value: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
                outputs.insert(name.to_owned(), value.join("\n"));
            } else {
                let (name, value) = line.split_once('=').unwrap();
                outputs.insert(name.to_owned(), value.to_owned());
            }
        }
        outputs
    }

    fn summary(&self) -> String {
        fs::read_to_string(self.folder.path().join("summary")).unwrap()
    }

    /// Writes a transcript into a folder of the workspace.
    fn transcript(&self, folder: &str, text: &str) {
        let place = self.folder.path().join(folder);
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("a.md"), text).unwrap();
    }
}

const GOOD: &str = "---\ntitle: 灯塔\ndate: 1600000000\n---\n海边有一座灯塔。\n";

#[test]
fn books_are_compiled_listed_and_summed_up() {
    let runner = Runner::new();
    runner.transcript("夜 话", GOOD);
    runner.transcript("more", GOOD);
    let output = runner.compile(
        "夜 话\n\nmore\r\n",
        &[
            ("ARGUMENTS", "--target=epub\n--target=kobo\n"),
            ("CATALOG", "true"),
            ("BASE_URL", "https://books.example/x/"),
        ],
    );
    assert!(output.status.success(), "{output:?}");
    let outputs = runner.outputs();
    assert_eq!(outputs["status"], "0");
    assert_eq!(outputs["folder"], "out");
    let books: Vec<&str> = outputs["books"].lines().collect();
    assert_eq!(books.len(), 4, "{books:?}");
    assert!(books.iter().all(|book| runner.folder.path().join(book).exists()), "{books:?}");
    let summary = runner.summary();
    let picture = "<img src=\"https://books.example/x/covers/more.thumbnail.jpg\"";
    assert!(summary.contains(picture), "{summary}");
    assert!(summary.contains("1 chapter, "), "{summary}");
    assert!(runner.folder.path().join("out/opds/index.xml").exists());
}

#[test]
fn what_is_wrong_is_annotated_and_passed_on() {
    let runner = Runner::new();
    runner.transcript("talks", "---\ntitle: [灯塔\n---\n![](none.png)\n");
    let output = runner.compile("talks\nmissing", &[]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(said.contains("::error"), "{said}");
    let status = runner.outputs()["status"].clone();
    assert_eq!(status, "3");
    let last = runner.run("Pass the status on", &[("STATUS", &status)]);
    assert_eq!(last.status.code(), Some(3));
}

#[test]
fn no_book_is_said_to_be_none() {
    let runner = Runner::new();
    let output = runner.compile("missing", &[]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(runner.outputs()["books"], "");
    assert!(runner.summary().contains("none was written"));
    // Nothing was made, and so nothing is kept.
    assert!(!runner.folder.path().join("results").exists());
}

#[test]
fn nothing_a_transcript_says_becomes_an_output() {
    let runner = Runner::new();
    let head = "title: \"##[stop-commands]tok\"\ndate: \"/etc/shadow.epub, <img src=https://a.example/x>\"";
    runner.transcript("a", &format!("---\n{head}\n---\n文\n"));
    let folder = runner.folder.path();
    fs::write(folder.join("a/book.yaml"), "foo.epub, bar: 1\n").unwrap();
    // Reports of earlier runs, of somebody else's making, tell nothing of this one.
    runner.transcript("old", GOOD);
    assert!(runner.compile("old", &[]).status.success());
    let report = fs::read_to_string(folder.join("out/old.json")).unwrap();
    fs::write(folder.join("out/older.json"), report.replace("out/old", "/etc/older")).unwrap();
    for name in ["output", "summary"] {
        fs::write(folder.join(name), "").unwrap();
    }

    let output = runner.compile("a", &[]);
    assert!(output.status.success(), "{output:?}");
    assert_harmless("the step", &output.stdout);
    assert_harmless("the step", &output.stderr);
    assert_eq!(runner.outputs()["books"], "out/a.epub");
    let summary = runner.summary();
    assert!(!summary.contains("<img") && !summary.contains("old"), "{summary}");
    assert_eq!(summary.lines().count(), 5, "{summary}");
}

#[test]
fn names_stand_for_themselves_in_outputs_and_summary() {
    let runner = Runner::new();
    let name = "n `x` &lt;[a](b) @all www.b www~~c~~ END_1<<";
    runner.transcript(name, GOOD);
    // A path of the input is no option, and a break in a folder's name ends no output.
    runner.transcript("--quiet", GOOD);
    let output = runner.compile(
        &format!("{name}\n--quiet\n"),
        &[("OUTPUT", "out"), ("CATALOG", "true"), ("BASE_URL", "https://a.example/|`x`&y/")],
    );
    assert!(output.status.success(), "{output:?}");
    let outputs = runner.outputs();
    assert_eq!(outputs["status"], "0", "{output:?}");
    assert_eq!(outputs["books"].lines().count(), 2, "{outputs:?}");
    for book in outputs["books"].lines() {
        assert!(runner.folder.path().join(book).exists(), "{book}");
    }
    let summary = runner.summary();
    let rows: Vec<&str> = summary.lines().skip(4).collect();
    assert_eq!(rows.len(), 2, "{summary}");
    for row in rows {
        // Between the bars of the table: an empty cell, a cover or none, a name, figures, an empty one.
        let cells: Vec<&str> = row.split('|').collect();
        assert_eq!(cells.len(), 5, "{row}");
        let name = cells[2].trim();
        let name = name.strip_prefix("<code>").and_then(|name| name.strip_suffix("</code>"));
        assert!(!name.unwrap().contains(['`', '<', '[', '@', '~', '\\', '*']), "{row}");
        assert!(!name.unwrap().contains("www."), "{row}");
        assert_eq!(cells[1].matches('"').count(), 6, "{row}");
    }
}

#[test]
fn a_wrong_command_line_is_told_by_the_status() {
    let runner = Runner::new();
    runner.transcript("talks", GOOD);
    let output = runner.compile("talks", &[("ARGUMENTS", "--no-such-option")]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(runner.outputs()["status"], "2");
    assert_eq!(runner.outputs()["books"], "");
    let output = runner.compile(" \n", &[]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

#[test]
fn the_program_is_named_by_what_it_is_made_of() {
    let runner = Runner::new();
    let action = root().to_str().unwrap();
    let output = runner.run("Name the program", &[("VERSION", ""), ("ACTION", action)]);
    assert!(output.status.success(), "{output:?}");
    let key = runner.outputs()["key"].clone();
    let digest = key.strip_prefix("chengshu-Linux-X64-").unwrap();
    assert!(digest.len() >= 40 && digest.bytes().all(|b| b.is_ascii_hexdigit()), "{key}");
    let released = Runner::new();
    released.run("Name the program", &[("VERSION", "v1.2.3"), ("ACTION", action)]);
    assert_eq!(released.outputs()["key"], "chengshu-Linux-X64-v1.2.3");
}

#[test]
fn a_release_is_installed_when_its_checksum_is_right() {
    let runner = Runner::new();
    let folder = runner.folder.path();
    // A release on the disk, and what fetches it: not every machine has `curl`.
    let tools = folder.join("tools");
    fs::create_dir(&tools).unwrap();
    let fetch = "#!/bin/sh\nfor word; do case $word in file://*) cp \"${word#file://}\" . || exit; esac; done\n";
    fs::write(tools.join("curl"), fetch).unwrap();
    fs::set_permissions(tools.join("curl"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let release = folder.join("o/r/releases/download/v1.2.3");
    let name = "chengshu-x86_64-unknown-linux-musl";
    fs::create_dir_all(release.join(name)).unwrap();
    fs::write(release.join(name).join("chengshu"), "the program").unwrap();
    let pack = format!("tar -czf {name}.tar.gz {name} && sha256sum {name}.tar.gz >SHA256SUMS");
    let packed = Command::new("bash").args(["-c", &pack]).current_dir(&release).status();
    assert!(packed.unwrap().success());
    let server = format!("file://{}", folder.display());
    let root = folder.join("installed");
    let environment = [
        ("VERSION", "v1.2.3"),
        ("ACTION", "/nowhere"),
        ("REPOSITORY", "o/r"),
        ("GITHUB_SERVER_URL", server.as_str()),
        ("ROOT", root.to_str().unwrap()),
        ("PATH", path.as_str()),
    ];
    let output = runner.run("Install it", &environment);
    assert!(output.status.success(), "{output:?}");
    let program = root.join("bin/chengshu");
    assert_eq!(fs::read_to_string(&program).unwrap(), "the program");
    fs::remove_file(&program).unwrap();
    fs::write(release.join("SHA256SUMS"), format!("{}  {name}.tar.gz\n", "0".repeat(64))).unwrap();
    let output = runner.run("Install it", &environment);
    assert!(!output.status.success() && !program.exists(), "{output:?}");
}

/// The workflows, those for copying too.
fn workflows() -> Vec<(PathBuf, String)> {
    let folders = [".github/workflows", "docs/examples"];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(root().join(folder)).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_workflow = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yml");
    paths
        .filter(is_workflow)
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn actions_are_pinned_by_their_hash() {
    let action = root().join("action.yml");
    let text = fs::read_to_string(&action).unwrap();
    let mut seen = 0;
    for (_, text) in workflows().into_iter().chain([(action, text)]) {
        for line in text.lines() {
            let Some((_, used)) = line.split_once("uses: ") else {
                continue;
            };
            seen += 1;
            let (hash, version) = used.split_once('@').unwrap().1.split_once(" # ").unwrap();
            assert!(hash.len() == 40 && hash.bytes().all(|b| b.is_ascii_hexdigit()), "{line}");
            // The examples name this action, whose hash is its user's to choose.
            let is_own = used.starts_with("OWNER/chengshu@");
            let is_version = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
            assert!(is_own || version.strip_prefix('v').is_some_and(is_version), "{line}");
        }
    }
    assert!(seen > 10, "{seen}");
}

fn value<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let pairs = node.as_mapping()?;
    let pair = pairs.iter().find(|(name, _)| name.as_str() == Some(key));
    pair.map(|(_, value)| value)
}

#[test]
fn workflows_have_no_more_rights_than_they_need() {
    let workflows = workflows();
    assert!(workflows.len() >= 6, "{}", workflows.len());
    for (path, text) in workflows {
        let name = path.display();
        let document = yaml::parse(&text, 0..text.len()).unwrap();
        let rights = value(&document.root, "permissions").and_then(Node::as_mapping);
        assert!(rights.is_some_and(<[_]>::is_empty), "{name} gives every job rights");
        for (job, what) in value(&document.root, "jobs").unwrap().as_mapping().unwrap() {
            let job = job.as_str().unwrap();
            for key in ["permissions", "timeout-minutes"] {
                assert!(value(what, key).is_some(), "{name}: {job} has no {key}");
            }
            for step in value(what, "steps").unwrap().as_sequence().unwrap() {
                let used = value(step, "uses").and_then(Node::as_str).unwrap_or_default();
                if used.starts_with("actions/checkout@") {
                    let kept =
                        value(step, "with").and_then(|with| value(with, "persist-credentials"));
                    assert_eq!(kept.and_then(Node::as_str), Some("false"), "{name}: {job}");
                }
                let script = value(step, "run").and_then(Node::as_str).unwrap_or_default();
                assert!(!script.contains("${{"), "{name}: {job} puts an expression into a script");
                assert!(
                    !script.contains("<<E") && !script.contains("<<'"),
                    "{name}: {job} ends an output guessably"
                );
            }
        }
    }
    let action = fs::read_to_string(root().join("action.yml")).unwrap();
    for step in ["Name the program", "Install it", "Install fonts", "Compile", "Pass the status on"]
    {
        assert!(!script(step).contains("${{"), "{step}");
    }
    assert!(!action.contains("<<END"));
}

#[test]
fn examples_install_this_version() {
    let text = fs::read_to_string(root().join("docs/examples/shards.yml")).unwrap();
    let installed = format!("cargo install --locked chengshu@{}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(text.matches(&installed).count(), 2);
}

/// The list of the nightly workflow has every folder, whatever its name, and only those.
#[test]
fn the_nightly_list_ends_where_it_ends() {
    let runner = Runner::new();
    let folder = runner.folder.path();
    for name in ["夜 话", "--help", "END_OF_PATHS", "a\nEND_OF_PATHS\nstatus=9", "$(touch x)"] {
        fs::create_dir_all(folder.join("library").join(name)).unwrap();
    }
    let text = fs::read_to_string(root().join("docs/examples/nightly.yml")).unwrap();
    let document = yaml::parse(&text, 0..text.len()).unwrap();
    let books = value(value(&document.root, "jobs").unwrap(), "books").unwrap();
    let steps = value(books, "steps").unwrap().as_sequence().unwrap();
    let script = steps.iter().find_map(|step| value(step, "run")?.as_str()).unwrap();
    let status = Command::new("bash")
        .args(["-e", "-c", script])
        .current_dir(folder)
        .env("GITHUB_OUTPUT", folder.join("output"))
        .status();
    assert!(status.unwrap().success());
    let outputs = runner.outputs();
    let expected = "library/$(touch x)\nlibrary/--help\nlibrary/END_OF_PATHS\nlibrary/夜 话";
    assert_eq!(outputs["paths"], expected);
    assert_eq!(outputs.len(), 1, "{outputs:?}");
}

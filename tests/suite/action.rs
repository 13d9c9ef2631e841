//! The action for GitHub: its steps are run as a runner would run them, and every action it and the
//! workflows use is pinned by its full hash.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The script of a step, by the step's name.
fn script(step: &str) -> String {
    let action = fs::read_to_string(root().join("action.yml")).unwrap();
    let step = action
        .split("    - name: ")
        .find(|text| text.lines().next() == Some(step));
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
            .args([
                "--noprofile",
                "--norc",
                "-eo",
                "pipefail",
                "-c",
                &script(step),
            ])
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
    assert!(
        books
            .iter()
            .all(|book| runner.folder.path().join(book).exists()),
        "{books:?}"
    );
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
fn the_program_is_named_by_what_it_is_made_of() {
    let runner = Runner::new();
    let action = root().to_str().unwrap();
    let output = runner.run("Name the program", &[("VERSION", ""), ("ACTION", action)]);
    assert!(output.status.success(), "{output:?}");
    let key = runner.outputs()["key"].clone();
    let digest = key.strip_prefix("chengshu-Linux-X64-").unwrap();
    assert!(
        digest.len() >= 40 && digest.bytes().all(|b| b.is_ascii_hexdigit()),
        "{key}"
    );
    let released = Runner::new();
    released.run(
        "Name the program",
        &[("VERSION", "v1.2.3"), ("ACTION", action)],
    );
    assert_eq!(released.outputs()["key"], "chengshu-Linux-X64-v1.2.3");
}

#[test]
fn a_release_is_installed_when_its_checksum_is_right() {
    let runner = Runner::new();
    let folder = runner.folder.path();
    // A release on the disk: `curl` reads it by `file:`.
    let release = folder.join("o/r/releases/download/v1.2.3");
    let name = "chengshu-x86_64-unknown-linux-musl";
    fs::create_dir_all(release.join(name)).unwrap();
    fs::write(release.join(name).join("chengshu"), "the program").unwrap();
    let pack = format!("tar -czf {name}.tar.gz {name} && sha256sum {name}.tar.gz >SHA256SUMS");
    let packed = Command::new("bash")
        .args(["-c", &pack])
        .current_dir(&release)
        .status();
    assert!(packed.unwrap().success());
    let server = format!("file://{}", folder.display());
    let root = folder.join("installed");
    let environment = [
        ("VERSION", "v1.2.3"),
        ("ACTION", "/nowhere"),
        ("REPOSITORY", "o/r"),
        ("GITHUB_SERVER_URL", server.as_str()),
        ("ROOT", root.to_str().unwrap()),
    ];
    let output = runner.run("Install it", &environment);
    assert!(output.status.success(), "{output:?}");
    let program = root.join("bin/chengshu");
    assert_eq!(fs::read_to_string(&program).unwrap(), "the program");
    fs::remove_file(&program).unwrap();
    fs::write(
        release.join("SHA256SUMS"),
        format!("{}  {name}.tar.gz\n", "0".repeat(64)),
    )
    .unwrap();
    let output = runner.run("Install it", &environment);
    assert!(!output.status.success() && !program.exists(), "{output:?}");
}

#[test]
fn actions_are_pinned_by_their_hash() {
    let mut files = vec![root().join("action.yml")];
    for folder in [".github/workflows", "docs/examples"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            files.push(entry.unwrap().path());
        }
    }
    let mut seen = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines() {
            let Some((_, used)) = line.split_once("uses: ") else {
                continue;
            };
            seen += 1;
            // The examples name this action, whose hash is its user's to choose.
            if used.starts_with("OWNER/chengshu@") {
                continue;
            }
            let (hash, version) = used.split_once('@').unwrap().1.split_once(" # v").unwrap();
            assert!(
                hash.len() == 40 && hash.bytes().all(|b| b.is_ascii_hexdigit()),
                "{line}"
            );
            assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{line}");
        }
    }
    assert!(seen > 10, "{seen}");
}

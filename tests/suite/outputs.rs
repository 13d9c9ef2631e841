//! Whatever lies where, no run harms a file that was there before: made-up folders, names, links,
//! places and commands, one after the other, with everything before and after compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use chengshu::report::Build;
use sha2::{Digest as _, Sha256};

use crate::book;
use crate::dice::Dice;

/// How many situations `cargo test` makes up. `CHENGSHU_OUTPUTS` is another number, and
/// `CHENGSHU_OUTPUTS_SEED` makes up the one of that number alone.
const SITUATIONS: usize = 40;

/// Names of books and files: of settings and indexes, of each other's files, and alike but for case or
/// normal form.
const NAMES: &[&str] = &[
    "a",
    "A",
    "in",
    "book",
    "index",
    "references",
    "glossary",
    "é",
    "e\u{301}",
    "É",
    "x",
    "x.csl",
    "x.kepub",
    "x.thumbnail",
    "in-2",
    "straße",
    "STRASSE",
    "灯",
];

/// Endings of files that are read, written, or lie about.
const ENDINGS: &[&str] = &[
    ".md",
    ".json",
    ".epub",
    ".kepub.epub",
    ".yaml",
    ".bib",
    ".ris",
    ".csl.json",
    ".references.json",
    ".txt",
    ".srt",
    ".html",
    ".jpg",
    ".thumbnail.jpg",
    ".png",
    "-thumbnail.png",
];

/// Where files lie.
const FOLDERS: &[&str] = &[
    "in", "in/part", "other", "out", "in/out", "covers", "opds", ".",
];

/// Where files are written to, which may not be there yet.
const PLACES: &[&str] = &[
    "out",
    "out",
    "in",
    ".",
    "in/out",
    "other",
    "in/../out",
    "new/deep",
    "./in/part/..",
    "way",
    "covers",
];

const FORMS: &[&str] = &["json", "csl-json", "bibtex", "ris", "hayagriva", "markdown"];

/// Endings of files that the program makes and people change.
const EDITED: &[&str] = &[
    ".md",
    ".bib",
    ".yaml",
    ".ris",
    ".csl.json",
    ".references.json",
    ".png",
    ".jpg",
];

/// Files of a book that are read besides its texts.
const READ: &[&str] = &[
    "book.yaml",
    "glossary.yaml",
    "references.yaml",
    "references.bib",
    "cover.png",
];

/// Endings of files that nothing shows to be the program's when their report is gone.
const BY_REPORT: &[&str] = &[".ris", ".csl.json", ".references.json"];

/// A picture that is no work to read.
fn cover() -> &'static [u8] {
    static COVER: OnceLock<Vec<u8>> = OnceLock::new();
    COVER.get_or_init(|| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let image = image::RgbImage::new(10, 16);
        image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    })
}

/// What lies in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Folder,
    File([u8; 32]),
    /// Where it leads, and what is read through it.
    Link(PathBuf, Option<[u8; 32]>),
}

fn digest(path: &Path) -> Option<[u8; 32]> {
    fs::read(path)
        .ok()
        .map(|bytes| Sha256::digest(bytes).into())
}

/// All that lies in a folder, links not followed.
fn snapshot(base: &Path) -> BTreeMap<PathBuf, State> {
    let mut found = BTreeMap::new();
    let mut folders = vec![base.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let kind = fs::symlink_metadata(&path).unwrap().file_type();
            let state = if kind.is_dir() {
                folders.push(path.clone());
                State::Folder
            } else if kind.is_symlink() {
                State::Link(fs::read_link(&path).unwrap(), digest(&path))
            } else {
                State::File(digest(&path).unwrap())
            };
            found.insert(path, state);
        }
    }
    found
}

/// A folder of inputs and of files that lie about, and what the program made of it so far.
struct Situation {
    base: tempfile::TempDir,
    dice: Dice,
    /// A few names, so that they meet.
    names: [&'static str; 3],
    /// The program's files, as it left them.
    made: BTreeMap<PathBuf, State>,
}

/// A run, and what it is about.
struct Run {
    arguments: Vec<String>,
    /// Files and folders it reads.
    inputs: Vec<PathBuf>,
    forced: bool,
}

impl Situation {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut situation = Self {
            base: tempfile::tempdir().unwrap(),
            names: [(); 3].map(|()| dice.pick(NAMES)),
            dice,
            made: BTreeMap::new(),
        };
        for folder in ["in", "other", "."] {
            situation.fill(folder);
        }
        if situation.chance(3) {
            situation.fill("in/part");
        }
        for number in 0..situation.dice.below(24) {
            situation.scatter(number);
        }
        situation.link();
        situation
    }

    /// Once in so many times.
    fn chance(&mut self, of: usize) -> bool {
        self.dice.below(of) == 0
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        self.dice.pick(of)
    }

    fn name(&mut self) -> &'static str {
        let names = self.names;
        self.dice.pick(&names)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.base.path().join(name)
    }

    fn write(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// A book of a chapter or two.
    fn fill(&mut self, folder: &str) {
        self.write(&format!("{folder}/cover.png"), cover());
        let mut settings = "cover: cover.png\nqr: off\n".to_owned();
        if self.chance(2) {
            settings += &format!("output: {}\n", self.name());
        }
        if self.chance(3) {
            settings += &format!("export: [{}]\n", self.pick(FORMS));
        }
        self.write(&format!("{folder}/book.yaml"), settings.as_bytes());
        for number in 0..1 + self.dice.below(2) {
            let (name, text) = (self.name(), transcript(number));
            self.write(&format!("{folder}/{name}.md"), text.as_bytes());
        }
    }

    /// A file that lies about, perhaps where something is to be written.
    fn scatter(&mut self, number: usize) {
        let ending = self.pick(ENDINGS);
        let name = format!("{}/{}{ending}", self.pick(FOLDERS), self.name());
        let text = match self.dice.below(4) {
            0 => String::new(),
            1 => transcript(number),
            2 => format!("{{\"schema\": \"urn:chengshu:build:1\", \"mine\": {number}}}"),
            _ => format!(
                "<!-- Made by chengshu, which keeps the file if it is changed. SHA-256 of the 6 bytes \
                 below: {} -->\nmine {number}\n<meta name=\"generator\" content=\"other\"/>",
                "0".repeat(64)
            ),
        };
        if !self.path(&name).exists() {
            self.write(&name, text.as_bytes());
        }
    }

    /// Links: a folder by another name, files that are one, a link that leads nowhere.
    #[cfg(unix)]
    fn link(&mut self) {
        use std::os::unix::fs::symlink;
        let to = self.pick(&["in", "out", "other", "nowhere"]);
        symlink(to, self.path("way")).unwrap();
        for _ in 0..self.dice.below(3) {
            let files: Vec<PathBuf> = snapshot(self.base.path())
                .into_iter()
                .filter_map(|(path, state)| matches!(state, State::File(_)).then_some(path))
                .collect();
            let file = files[self.dice.below(files.len())].clone();
            let ending = self.pick(ENDINGS);
            let name = format!("{}/{}{ending}", self.pick(FOLDERS), self.name());
            let link = self.path(&name);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            // One that is there already stays.
            let _ = match self.dice.below(5) {
                0 => symlink(self.path("nowhere"), link),
                1 | 2 => symlink(file, link),
                _ => fs::hard_link(file, link),
            };
        }
    }

    #[cfg(not(unix))]
    fn link(&mut self) {}

    /// Somebody changes a file that the program made and people do change: it is theirs from then on.
    fn edit(&mut self) {
        let is_edited = |path: &&PathBuf| {
            let name = path.to_string_lossy();
            EDITED.iter().any(|ending| name.ends_with(ending)) && path.is_file()
        };
        let files: Vec<PathBuf> = self.made.keys().filter(is_edited).cloned().collect();
        if !files.is_empty() {
            let path = &files[self.dice.below(files.len())];
            let changed = [fs::read(path).unwrap(), b"mine".to_vec()].concat();
            fs::write(path, changed).unwrap();
        }
    }

    /// Something to do.
    fn run(&mut self) -> Run {
        match self.dice.below(10) {
            0 => self.catalog(),
            1 => self.cover(),
            2 => self.merge(),
            3 if self.chance(4) => self.manual(),
            _ => self.compile(),
        }
    }

    fn compile(&mut self) -> Run {
        let mut paths = Vec::new();
        for _ in 0..1 + self.dice.below(3) {
            let path = match self.dice.below(6) {
                0 => self.one_of("in", ".md"),
                1 => self.one_of("out", ".md"),
                2 => Some("other".to_owned()),
                3 => Some(".".to_owned()),
                _ => Some("in".to_owned()),
            };
            paths.push(path.unwrap_or_else(|| "in".to_owned()));
        }
        let mut arguments: Vec<String> = vec!["compile".into(), "--quiet".into()];
        arguments.extend(paths.iter().cloned());
        arguments.extend(["-o".into(), self.pick(PLACES).to_owned()]);
        if paths.len() == 1 && self.chance(2) {
            arguments.extend(["--name".into(), self.name().to_owned()]);
        }
        for _ in 0..self.dice.below(3) {
            arguments.extend(["--export".into(), self.pick(FORMS).to_owned()]);
        }
        if self.chance(3) {
            let target = self.pick(&["kobo", "kindle", "all"]);
            arguments.extend([
                "--target".into(),
                "epub".into(),
                "--target".into(),
                target.into(),
            ]);
        }
        if self.chance(4) {
            let cache = self.pick(&["out", "in", "cache", "new", "way"]);
            arguments.extend(["--cache".into(), cache.into()]);
        }
        let inputs = paths.iter().map(|path| self.path(path)).collect();
        self.perhaps_forced(arguments, inputs)
    }

    fn perhaps_forced(&mut self, mut arguments: Vec<String>, inputs: Vec<PathBuf>) -> Run {
        let forced = self.chance(3);
        if forced {
            arguments.push("--force".into());
        }
        Run {
            arguments,
            inputs,
            forced,
        }
    }

    fn catalog(&mut self) -> Run {
        let folder = self.pick(PLACES).to_owned();
        self.perhaps_forced(vec!["catalog".into(), folder], Vec::new())
    }

    fn cover(&mut self) -> Run {
        let folder = self.pick(PLACES);
        let output = match self.dice.below(3) {
            0 => folder.to_owned(),
            1 => "in/../in/cover.png".to_owned(),
            _ => format!("{folder}/{}{}", self.name(), self.pick(&[".png", ".jpg"])),
        };
        let mut arguments = vec!["cover".into(), "in".into(), "-o".into(), output];
        if self.chance(2) {
            arguments.push("--thumbnail".into());
        }
        let inputs = vec![self.path("in")];
        self.perhaps_forced(arguments, inputs)
    }

    fn merge(&mut self) -> Run {
        let folder = self.pick(FOLDERS);
        let report = self.one_of(folder, ".json");
        let report = report.unwrap_or_else(|| "out/in.json".to_owned());
        let folder = self.pick(PLACES);
        let there = self.one_of(folder, ".json").filter(|_| self.chance(2));
        let output = there.unwrap_or_else(|| format!("{folder}/{}.json", self.name()));
        let inputs = vec![self.path(&report)];
        let arguments = ["report", "merge", &report, "-o", &output];
        self.perhaps_forced(arguments.map(str::to_owned).to_vec(), inputs)
    }

    fn manual(&mut self) -> Run {
        let folder = self.pick(PLACES).to_owned();
        self.perhaps_forced(vec!["man".into(), folder], Vec::new())
    }

    /// One of the files of a folder with an ending.
    fn one_of(&mut self, folder: &str, ending: &str) -> Option<String> {
        let files = book::files(&self.path(folder), ending);
        if files.is_empty() {
            return None;
        }
        let file = &files[self.dice.below(files.len())];
        let name = file.file_name().unwrap().to_str().unwrap();
        Some(format!("{folder}/{name}"))
    }

    /// Does it, and fails unless all that was there is as it was.
    fn check(&mut self, run: &Run) -> i32 {
        let before = snapshot(self.base.path());
        let output = book::chengshu(self.base.path())
            .args(&run.arguments)
            .output()
            .unwrap();
        let after = snapshot(self.base.path());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let status = output.status.code().unwrap();
        assert!((0..=3).contains(&status), "status {status}: {said}");
        let is_read = |path: &Path| self.reads(run, path, &before);
        for (path, was) in &before {
            if after.get(path) == Some(was) || matches!(was, State::Folder) {
                continue;
            }
            // A file that is the program's, as it left it, may be replaced, and so be seen through links.
            let is_own = |path: &Path| {
                before
                    .get(path)
                    .is_some_and(|now| self.made.get(path) == Some(now))
            };
            let own = match was {
                State::Link(to, _) => match after.get(path) {
                    Some(State::Link(still, _)) => {
                        to == still
                            && fs::canonicalize(path)
                                .is_ok_and(|real| is_own(&real) || !before.contains_key(&real))
                    }
                    _ => false,
                },
                _ => is_own(path),
            };
            let allowed = (own || run.forced) && !is_read(path);
            assert!(allowed, "{} was changed: {said}", path.display());
            assert!(
                after.contains_key(path),
                "{} is gone: {said}",
                path.display()
            );
        }
        for path in after.keys() {
            let is_part = path.extension().is_some_and(|ending| ending == "part");
            assert!(!is_part, "{} is left", path.display());
        }
        if status == 2 {
            let reasons = [
                "is read;",
                "writes too;",
                "was not written by",
                "is no file",
                "not a cache",
            ];
            assert!(reasons.iter().any(|reason| said.contains(reason)), "{said}");
        }
        for refused in said
            .lines()
            .filter_map(|line| line.split_once(" is there and was not written"))
        {
            let named = refused.0.trim_start_matches("error: ");
            let path = fs::canonicalize(self.path(named)).unwrap();
            let known = BY_REPORT.iter().all(|ending| !named.ends_with(ending));
            let is_own = self.made.contains_key(&path) && self.made.get(&path) == before.get(&path);
            assert!(
                !(known && is_own),
                "{} is the program's: {said}",
                path.display()
            );
        }
        let several = run.inputs.len() > 1;
        if status == 2 && !several {
            // A first look at transcripts is kept all the same.
            let is_kept = |path: &Path| path.with_file_name("CACHEDIR.TAG").exists();
            let left = |all: &BTreeMap<PathBuf, State>| {
                let mut left = all.clone();
                left.retain(|path, state| *state != State::Folder && !is_kept(path));
                left
            };
            assert!(
                left(&before) == left(&after),
                "something was written: {said}"
            );
        }
        for (path, state) in &after {
            if before.get(path) != Some(state) && *state != State::Folder {
                self.made.insert(path.clone(), state.clone());
            }
        }
        if status < 2 {
            self.assert_reports_fit(&before, &after);
        }
        status
    }

    /// Whether a run reads a file: one that it names, or, in a folder that it names, one that is not the
    /// program's and that a listing takes. Links to such files are read as well.
    fn reads(&self, run: &Run, path: &Path, before: &BTreeMap<PathBuf, State>) -> bool {
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let file = real(path);
        run.inputs.iter().map(|input| real(input)).any(|input| {
            let is_own = self.made.get(path) == before.get(path);
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            let is_text = ["md", "txt", "srt"].contains(&&*ending);
            let is_taken = is_text || READ.iter().any(|name| path.ends_with(name));
            file == input || (file.parent() == Some(&input) && is_taken && !is_own)
        })
    }

    /// A report that a run wrote tells of the files that lie beside it.
    fn assert_reports_fit(
        &self,
        before: &BTreeMap<PathBuf, State>,
        after: &BTreeMap<PathBuf, State>,
    ) {
        for (path, state) in after {
            let is_new = before.get(path) != Some(state);
            let text = fs::read_to_string(path).unwrap_or_default();
            let Some(build) = is_new.then(|| Build::read(&text).ok()).flatten() else {
                continue;
            };
            // A merged report tells of files elsewhere, which may have changed since.
            let is_of_a_book =
                |name: &str| path.file_name().unwrap().to_str() == Some(&format!("{name}.json"));
            for book in build.books.iter().filter(|book| is_of_a_book(&book.name)) {
                for file in &book.outputs {
                    let at = self.base.path().join(&file.path);
                    let bytes = fs::read(&at).unwrap_or_else(|error| {
                        panic!("{} tells of {}: {error}", path.display(), file.path)
                    });
                    let mut hexadecimal = String::new();
                    for byte in Sha256::digest(&bytes) {
                        write!(hexadecimal, "{byte:02x}").unwrap();
                    }
                    assert_eq!(hexadecimal, file.sha256, "{}", file.path);
                }
            }
        }
    }
}

fn transcript(number: usize) -> String {
    format!(
        "---\ntitle: 第{number}篇\ncover: cover.png\ndescription: |\n  讲灯塔。\n\n  参考资料：\n  《灯塔考》林望潮\n\
         ---\n海边有第{number}座灯塔。\n"
    )
}

/// How the runs of a situation ended.
fn play(seed: u64) -> Vec<i32> {
    let mut situation = Situation::new(seed);
    let mut ended = Vec::new();
    for _ in 0..1 + situation.dice.below(3) {
        let run = situation.run();
        if situation.chance(3) {
            situation.edit();
        }
        let status = situation.check(&run);
        ended.push(status);
        // What a run has written it writes again without a question.
        if status < 2 && situation.chance(3) {
            let again = situation.check(&run);
            assert_ne!(again, 2, "the second time: {:?}", run.arguments);
        }
    }
    ended
}

#[test]
fn no_run_harms_what_was_there_before() {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .map(|text| text.parse::<u64>().unwrap())
    };
    let (from, to) = match number("CHENGSHU_OUTPUTS_SEED") {
        Some(seed) => (seed, seed + 1),
        None => (
            1,
            number("CHENGSHU_OUTPUTS").unwrap_or(SITUATIONS as u64) + 1,
        ),
    };
    let next = AtomicUsize::new(usize::try_from(from).unwrap());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut counts = BTreeMap::<i32, usize>::new();
        let mut failed = BTreeSet::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed) as u64;
            if seed >= to || failed.len() > 5 {
                return (counts, failed);
            }
            match std::panic::catch_unwind(|| play(seed)) {
                Ok(ended) => ended
                    .into_iter()
                    .for_each(|status| *counts.entry(status).or_default() += 1),
                Err(_) => drop(failed.insert(seed)),
            }
        }
    };
    let (mut counts, mut failed) = (BTreeMap::<i32, usize>::new(), BTreeSet::new());
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in running {
            let (own, seeds) = thread.join().unwrap();
            own.into_iter()
                .for_each(|(status, count)| *counts.entry(status).or_default() += count);
            failed.extend(seeds);
        }
    });
    println!("situations {from} to {}: runs by status {counts:?}", to - 1);
    let first = failed.first().copied().unwrap_or_default();
    assert!(
        failed.is_empty(),
        "situations {failed:?}; see one alone: CHENGSHU_OUTPUTS_SEED={first} cargo test --test suite \
         no_run_harms -- --nocapture"
    );
    if to - from > 20 {
        for status in [0, 2] {
            assert!(
                counts.contains_key(&status),
                "no run ended with {status}: {counts:?}"
            );
        }
    }
}

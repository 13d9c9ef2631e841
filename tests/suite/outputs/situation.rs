//! What is made up: folders, names, links, and things to do with them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use chengshu::report::Build;

use super::{State, snapshot};
use crate::book;
use crate::dice::Dice;

/// Names of books and files: of settings and indexes, of each other's files, and alike but for case or
/// normal form.
const NAMES: &[&str] = &[
    "a", "A", "in", "book", "index", "references", "glossary", "é", "e\u{301}", "É", "x", "x.csl",
    "x.kepub", "x.thumbnail", "in-2", "straße", "STRASSE", "灯",
];

/// Endings of files that are read, written, or lie about.
const ENDINGS: &[&str] = &[
    ".md", ".json", ".epub", ".kepub.epub", ".yaml", ".bib", ".ris", ".csl.json",
    ".references.json", ".txt", ".srt", ".html", ".jpg", ".thumbnail.jpg", ".png",
    "-thumbnail.png",
];

/// Where files lie.
const FOLDERS: &[&str] = &["in", "in/part", "other", "out", "in/out", "covers", "opds", "."];

/// Where files are written to, which may not be there yet.
const PLACES: &[&str] = &[
    "out", "out", "in", ".", "in/out", "other", "in/../out", "new/deep", "./in/part/..", "way",
    "covers",
];

const FORMS: &[&str] = &["json", "csl-json", "bibtex", "ris", "hayagriva", "markdown"];

/// Endings of files that the program makes and people change.
const EDITED: &[&str] =
    &[".md", ".bib", ".yaml", ".ris", ".csl.json", ".references.json", ".png", ".jpg"];

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

/// A folder of inputs and of files that lie about, and what the program made of it so far.
pub struct Situation {
    pub base: tempfile::TempDir,
    pub dice: Dice,
    /// A few names, so that they meet.
    names: [&'static str; 3],
    /// The program's files, as it left them.
    pub made: BTreeMap<PathBuf, State>,
}

/// A run, and what it is about.
pub struct Run {
    pub arguments: Vec<String>,
    /// Files and folders it reads.
    pub inputs: Vec<PathBuf>,
    pub forced: bool,
}

impl Situation {
    pub fn new(seed: u64) -> Self {
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
    pub fn chance(&mut self, of: usize) -> bool {
        self.dice.below(of) == 0
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        self.dice.pick(of)
    }

    fn name(&mut self) -> &'static str {
        let names = self.names;
        self.dice.pick(&names)
    }

    pub fn path(&self, name: &str) -> PathBuf {
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
            settings.extend(["output: ", self.name(), "\n"]);
        }
        if self.chance(3) {
            settings.extend(["export: [", self.pick(FORMS), "]\n"]);
        }
        self.write(&format!("{folder}/book.yaml"), settings.as_bytes());
        for number in 0..=self.dice.below(2) {
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
    pub fn edit(&mut self) {
        let is_edited = |path: &&PathBuf| {
            let name = path.to_string_lossy();
            // The report of a book called `x.csl` ends like an export; reports are known by their start.
            let is_report =
                || fs::read(path).is_ok_and(|text| text.starts_with(Build::start().as_bytes()));
            EDITED.iter().any(|ending| name.ends_with(ending)) && path.is_file() && !is_report()
        };
        let files: Vec<PathBuf> = self.made.keys().filter(is_edited).cloned().collect();
        if !files.is_empty() {
            let path = &files[self.dice.below(files.len())];
            let changed = [fs::read(path).unwrap(), b"mine".to_vec()].concat();
            fs::write(path, changed).unwrap();
        }
    }

    /// Something to do.
    pub fn run(&mut self) -> Run {
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
        for _ in 0..=self.dice.below(3) {
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
            arguments.extend(["--target".into(), "epub".into(), "--target".into(), target.into()]);
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
        Run { arguments, inputs, forced }
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
}

fn transcript(number: usize) -> String {
    format!(
        "---\ntitle: 第{number}篇\ncover: cover.png\ndescription: |\n  讲灯塔。\n\n  参考资料：\n  《灯塔考》林望潮\n\
         ---\n海边有第{number}座灯塔。\n"
    )
}

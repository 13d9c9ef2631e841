//! What was built of what, as `docs/schema/build-1.json` has it.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::finding::{Counts, Finding};
use chengshu_text::diag::Severity;

/// The report of a build: of one book, or, merged, of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// The schema this is written by.
    pub schema: String,
    /// Name and version of the program.
    pub program: String,
    /// The sums over all books.
    pub totals: Totals,
    /// The books, in order of their names.
    pub books: Vec<Book>,
}

/// A book that was built, or that could not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// The name of its files, without ending.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The path it was compiled from, as it was named.
    pub source: String,
    /// How it ended.
    pub status: Status,
    /// Every file that was read, in order of their names.
    pub inputs: Vec<File>,
    /// Every file that was written; none if the book was not.
    pub outputs: Vec<File>,
    /// Files that earlier builds wrote, this one did not, and nothing else shows to be the program's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<File>,
    /// Counts of the book's contents.
    pub figures: Figures,
    /// Changes made to the text, by rule.
    pub rules: BTreeMap<String, u64>,
    /// Visible characters of the transcripts that are markup and not text, by sort.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub markup: BTreeMap<String, u64>,
    /// Everything readers of the transcripts see and readers of the book do not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// How many findings there are.
    pub counts: Counts,
    /// The findings at the levels the book asks for.
    pub findings: Vec<Finding>,
    /// The levels it asks for.
    pub levels: Vec<Level>,
    /// How long it took. Nothing else in a report differs from run to run.
    pub milliseconds: Milliseconds,
}

impl Book {
    /// The files that are the book itself: one for each target.
    pub fn epubs(&self) -> impl Iterator<Item = &File> {
        let is_epub = |file: &&File| {
            let ending = Path::new(&file.path).extension();
            ending.is_some_and(|ending| ending == "epub")
        };
        self.outputs.iter().filter(is_epub)
    }
}

/// How the compilation of a book ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Without findings at the failing level.
    Fine,
    /// With findings at the failing level; the book is written.
    Findings,
    /// There is nothing to make a book of.
    Unreadable,
    /// The program is at fault; no book is written.
    Internal,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path, as it was named.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Something of a transcript, or a file as a whole, that is not in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The transcript, as it was named.
    pub file: String,
    /// The line it begins on.
    pub line: u32,
    /// Its kind: `comment`, or the name of an element of HTML; of a file as a whole `file`,
    /// `draft`, or `comments`, which are those of viewers.
    pub what: String,
    /// How many visible characters of text it has; of what is no text, none.
    pub characters: u64,
    /// How many there are in a list of comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Its words, or the address of what would be played.
    pub text: String,
}

/// Counts of the contents of books.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Parts.
    pub parts: u64,
    /// Chapters.
    pub chapters: u64,
    /// Visible characters of running text.
    pub characters: u64,
    /// Entries of bibliographies.
    pub references: u64,
    /// Advertisements met with.
    pub asides: u64,
}

/// The level a kind of finding has in a book, in place of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// The id of the kind.
    pub id: String,
    /// The severity it has; none if it is not reported.
    pub severity: Option<Severity>,
    /// Why.
    pub reason: String,
    /// How many findings that applied to.
    pub findings: u64,
}

/// How long things took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milliseconds {
    /// The first look at every transcript.
    pub plan: u64,
    /// All else: chapters, cover, archives.
    pub write: u64,
}

/// Sums over books.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// How many books there are.
    pub books: u64,
    /// How many of them were written.
    pub written: u64,
    /// Bytes of all files that were read.
    pub input_bytes: u64,
    /// Bytes of all files that were written.
    pub output_bytes: u64,
    /// Counts of the contents of all books.
    pub figures: Figures,
    /// Changes made to the text, by rule.
    pub rules: BTreeMap<String, u64>,
    /// How many findings there are.
    pub counts: Counts,
    /// How long it took, one book after the other.
    pub milliseconds: Milliseconds,
}

impl Build {
    /// The schema of a build report.
    pub const SCHEMA: &'static str = "urn:chengshu:build:1";

    /// The beginning of every report, so that it is told from other JSON.
    pub fn start() -> String {
        format!("{{\n  \"schema\": \"{}\"", Self::SCHEMA)
    }

    /// The report of some books, made by the program of that name and version.
    pub fn of(program: &str, mut books: Vec<Book>) -> Self {
        books.sort_by(|a, b| (&a.name, &a.source).cmp(&(&b.name, &b.source)));
        let mut totals = Totals::default();
        for book in &books {
            totals.add(book);
        }
        Self { schema: Self::SCHEMA.to_owned(), program: program.to_owned(), totals, books }
    }
}

impl Totals {
    fn add(&mut self, book: &Book) {
        let bytes = |files: &[File]| files.iter().map(|file| file.bytes).sum::<u64>();
        self.books += 1;
        self.written += u64::from(!book.outputs.is_empty());
        self.input_bytes += bytes(&book.inputs);
        self.output_bytes += bytes(&book.outputs);
        self.figures += book.figures;
        self.counts += book.counts;
        self.milliseconds.plan += book.milliseconds.plan;
        self.milliseconds.write += book.milliseconds.write;
        for (rule, count) in &book.rules {
            *self.rules.entry(rule.clone()).or_default() += count;
        }
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.parts += other.parts;
        self.chapters += other.chapters;
        self.characters += other.characters;
        self.references += other.references;
        self.asides += other.asides;
    }
}

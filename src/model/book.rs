//! The whole work, in order, with everything but the running text, which streams through.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::library::SideFiles;
use crate::model::outline::Ruby;
use crate::model::parallel::{Bilingual, Track};
use crate::model::speech::Writer;
use crate::model::treatment::{Marks, Switch, Treatment};
use chengshu_references::citation::typeset::Arrangement;
use chengshu_references::reference::Reference;
use chengshu_text::address::Address;
use chengshu_text::date::PartialDate;
use chengshu_text::source::Span;
use chengshu_text::time::Zone;

/// A book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Title.
    pub title: String,
    /// Readings of words of the title.
    pub ruby: Vec<Ruby>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Names on the title page.
    pub authors: Vec<String>,
    /// Name of the series, and the number in it.
    pub series: Option<(String, Option<String>)>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// The introduction of the book.
    pub description: Option<String>,
    /// Language tag.
    pub language: String,
    /// Whether chapters open with a QR code of their link.
    pub codes: Switch,
    /// The zone dates are printed in.
    pub zone: Zone,
    /// The treatment of its running text.
    pub treatment: Treatment,
    /// The file whose text is the introduction, if there is one.
    pub introduction: Option<TextFile>,
    /// Parts in order; none when chapters stand directly in the book.
    pub parts: Vec<Part>,
    /// Chapters in order.
    pub chapters: Vec<Chapter>,
    /// The works cited, each once.
    pub works: Works,
    /// How the bibliography lists them.
    pub arrangement: Arrangement,
    /// The terms of its index, in order; none if it has no index.
    pub index: Vec<Term>,
    /// Works of the book's files of references, in the order of the files. Chapters that cite one
    /// have it among their own too, with the same key.
    pub references: Vec<Arc<Reference>>,
    /// Pages of chapters by the file they come from, for links between transcripts. Keys are
    /// paths from the book's folder.
    pub pages: HashMap<String, String>,
}

impl Book {
    /// The treatment of a chapter's running text.
    pub fn treatment_of(&self, chapter: &Chapter) -> Cow<'_, Treatment> {
        match chapter.marks {
            Some(marks) if marks != self.treatment.marks => {
                Cow::Owned(Treatment { marks, ..self.treatment.clone() })
            }
            _ => Cow::Borrowed(&self.treatment),
        }
    }
}

/// Where running text is to be read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextFile {
    /// The file, as a path from the book's folder.
    pub file: String,
    /// The body in it, once decoded.
    pub body: Span,
    /// The files beside it, if it is speech to be written out as prose.
    pub spoken: Option<SideFiles>,
    /// The file beside it that states its sections.
    pub sections: Option<String>,
    /// The language that is taken of speech in two.
    pub track: Track,
    /// Length of the decoded file, to see whether it changed.
    pub length: usize,
}

/// A part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Title.
    pub title: String,
    /// Its introduction.
    pub description: Option<String>,
    /// The file whose text stands on the part's page.
    pub introduction: Option<TextFile>,
    /// Path of its page within the package folder.
    pub page: String,
}

/// A chapter without its running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its running text.
    pub text: TextFile,
    /// The picture it opens with, as a path from the book's folder.
    pub thumbnail: Option<String>,
    /// ASCII name its pages and images begin with, such as `c01`; it does not
    /// depend on its place.
    pub stem: String,
    /// The part it is in, by index.
    pub part: Option<usize>,
    /// Title.
    pub title: String,
    /// Readings of words of the title.
    pub ruby: Vec<Ruby>,
    /// Other forms of the title that a first heading of the text may repeat.
    pub other_titles: Vec<String>,
    /// Series it belongs to.
    pub series: Option<String>,
    /// Number in the series.
    pub episode: Option<u32>,
    /// Day of publication in the book's time zone.
    pub date: Option<PartialDate>,
    /// Length of the recording in seconds.
    pub duration: Option<u32>,
    /// Authors, when stated.
    pub authors: Vec<String>,
    /// Where the recording is.
    pub link: Option<SourceLink>,
    /// Language tag.
    pub language: String,
    /// The same text in another language, where the book has both.
    pub second: Option<Box<Second>>,
    /// Other languages the talk is there in, which the book does not have: their tags.
    pub others: Vec<String>,
    /// Who wrote it down.
    pub writer: Writer,
    /// What stands between its captions, if the book does not say so.
    pub marks: Option<Marks>,
    /// Its introduction, in paragraphs.
    pub standfirst: Vec<String>,
    /// Thanks, credits and requests of the description, in paragraphs.
    pub remarks: Vec<String>,
    /// What it promotes, in paragraphs.
    pub promotion: Vec<String>,
    /// Works it was made from.
    pub references: Vec<Arc<Reference>>,
    /// The numbers its list states for them, 0 where there is none; nothing at all in a list without.
    pub numbers: Vec<u32>,
    /// The work each of them is, by its index in [`Book::works`].
    pub works: Vec<usize>,
}

/// The text of a chapter in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Second {
    /// Where it is to be read from.
    pub text: TextFile,
    /// Language tag.
    pub language: String,
    /// Its title, if it states one other than that of the first.
    pub title: Option<String>,
    /// Its introduction, in paragraphs.
    pub standfirst: Vec<String>,
    /// Forms of its title that a first heading of the text may repeat.
    pub titles: Vec<String>,
    /// How it stands beside the first.
    pub layout: Bilingual,
}

impl Chapter {
    /// The path of the chapter's first page within the package folder.
    pub fn page(&self) -> String {
        format!("text/{}.xhtml", self.stem)
    }
}

/// An address and the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceLink {
    /// The address as stated.
    pub url: String,
    /// Where it leads, if a book can lead there.
    pub address: Option<Address>,
    /// Printed words, such as the number of a video.
    pub label: String,
}

/// The works a book cites, in the order they are listed and numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Works {
    /// The works; the first has the number 1.
    pub list: Vec<Work>,
}

/// A work, with all who cite it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The facts of all its entries together: the entry itself where there is one.
    pub reference: Arc<Reference>,
    /// The entries that name it, by chapter. None, if the work belongs to the book as a whole.
    pub citations: Vec<Citation>,
}

/// An entry of a chapter's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    /// The chapter, by index.
    pub chapter: usize,
    /// The entry in its list, from 0.
    pub entry: usize,
}

impl Work {
    /// The chapters that cite it, each once, in order.
    pub fn chapters(&self) -> impl Iterator<Item = usize> + '_ {
        let mut last = None;
        self.citations
            .iter()
            .map(|citation| citation.chapter)
            .filter(move |chapter| last.replace(*chapter) != Some(*chapter))
    }
}

/// When a recording first speaks of a work, in seconds, by the work and the chapter, both by index.
pub type Moments = BTreeMap<(usize, usize), u32>;

/// A term of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The letter it stands under; none if it begins with none.
    pub letter: Option<char>,
    /// What it names.
    pub names: Named,
}

/// What a term of the index names. Works are given by their index in [`Book::works`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// Someone who made works.
    Person {
        /// The name, family first where it was stated in parts.
        name: Box<str>,
        /// The works, in the order of their titles.
        works: Box<[usize]>,
    },
    /// A work, by its title.
    Work(usize),
}

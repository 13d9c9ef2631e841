//! One cited work, as it was stated.

use std::collections::BTreeMap;
use std::fmt;

use crate::rare::{Blank, Rare};
use chengshu_text::date::PartialDate;
use chengshu_text::source::Span;
use chengshu_writing::script;

/// What sort of work is cited, in CSL 1.0.2 terms where CSL has one.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A book, CSL `book`.
    Book,
    /// A piece of a book, CSL `chapter`.
    Chapter,
    /// A piece in a paper, magazine, journal or site, which of them is not stated. CSL has no type for
    /// it: `article` is a preprint there.
    Article,
    /// A piece in a learned journal, CSL `article-journal`.
    Journal,
    /// A piece in a magazine, CSL `article-magazine`.
    Magazine,
    /// A piece in a newspaper, CSL `article-newspaper`.
    Newspaper,
    /// A paper given at a conference, CSL `paper-conference`.
    Conference,
    /// The papers of a conference as a whole, CSL `book`.
    Proceedings,
    /// A paper before a journal prints it, CSL `article`.
    Preprint,
    /// A report by a body, CSL `report`.
    Report,
    /// A dissertation, CSL `thesis`.
    Thesis,
    /// A standard, CSL `standard`.
    Standard,
    /// A patent, CSL `patent`.
    Patent,
    /// A collection of data, CSL `dataset`.
    Dataset,
    /// A program, CSL `software`.
    Software,
    /// A map, CSL `map`.
    Map,
    /// A site or a part of it, CSL `webpage`.
    Web,
    /// Pages of an encyclopedia anyone edits, CSL `entry-encyclopedia`.
    Wiki,
    /// A film or programme, CSL `motion_picture`.
    Film,
    /// A paper or magazine as a whole, CSL `periodical`.
    Periodical,
    /// A law, a regulation or a judgment, CSL `legislation`.
    Legal,
    /// Court records, declassified files, recorded speeches, CSL `collection`.
    Archive,
    /// A source whose nature is not stated, CSL `document`.
    #[default]
    Other,
}

impl Kind {
    /// Whether such a work is a piece of something that comes out again and again.
    pub fn is_article(self) -> bool {
        matches!(self, Self::Article | Self::Journal | Self::Magazine | Self::Newspaper)
    }
}

/// The name of a person or a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// As written: where it parts, and whether it is a body's, is not stated.
    Whole(String),
    /// A person's, in the parts stated.
    Parts {
        /// The name of the family.
        family: String,
        /// The others, in their order, with what follows all of them after a comma: `Ann B., Jr.`.
        given: String,
    },
}

impl Name {
    /// Given names and what stands behind a name, such as `Jr.`: `Ann B., Jr.`.
    pub fn given_and_suffix(given: &str) -> (&str, Option<&str>) {
        match given.split_once(", ") {
            Some((given, suffix)) => (given, Some(suffix)),
            None => (given, None),
        }
    }

    /// The name by which it is sorted first.
    pub fn first(&self) -> &str {
        match self {
            Self::Whole(name) => name,
            Self::Parts { family, .. } => family,
        }
    }
}

/// The name in its natural order: 王小明, Jane Doe.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(name) => f.write_str(name),
            Self::Parts { family, given } if given.is_empty() => f.write_str(family),
            Self::Parts { family, given } if family.chars().any(script::is_ideographic) => {
                write!(f, "{family}{given}")
            }
            Self::Parts { family, given } => write!(f, "{given} {family}"),
        }
    }
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Face {
    /// As the text around it.
    #[default]
    Roman,
    /// Italic.
    Italic,
    /// Bold.
    Bold,
    /// Small capitals.
    SmallCaps,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self::Whole(name.to_owned())
    }
}

impl From<String> for Name {
    fn from(name: String) -> Self {
        Self::Whole(name)
    }
}

/// A cited work. Fields hold only what is stated; nothing is inferred from knowledge of the work.
///
/// A large book keeps a hundred thousand of them, so what few works state is kept apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// The entry as written, without list number, outer separators and a final `。`; empty when it
    /// was stated in fields.
    pub raw: String,
    /// Where `raw` stands in the text it was read from, in bytes.
    pub at: Span,
    /// What sort of work it is.
    pub kind: Kind,
    /// The title, without `《》`.
    pub title: String,
    /// Authors in the order stated.
    pub authors: Vec<Name>,
    /// Whether there are more authors than those named (`等`).
    pub more_authors: Completeness,
    /// Press, newspaper, magazine, broadcaster or issuing body.
    pub publisher: Option<String>,
    /// When it came out: the year of publication, edition, article or interview, or the day.
    pub issued: Option<PartialDate>,
    /// The address as written.
    pub url: Option<String>,
    /// What the fields rest on.
    pub basis: Basis,
    /// How sure the fields are.
    pub confidence: Confidence,
    /// What few works state.
    pub further: Rare<Further>,
}

/// What few works state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Further {
    /// The key it is stated under, where a file of references gives one.
    pub key: Option<String>,
    /// The work it is a piece of, when stated besides the publisher. Of articles in running text
    /// [`Reference::publisher`] is the paper.
    pub container: Option<String>,
    /// Stretches of the title that look different, in bytes.
    pub faces: Vec<(Span, Face)>,
    /// Authors of the work it is a piece of.
    pub container_authors: Vec<Name>,
    /// Editors in the order stated.
    pub editors: Vec<Name>,
    /// Translators in the order stated.
    pub translators: Vec<Name>,
    /// The place of publication.
    pub place: Option<String>,
    /// The edition as written (`第2版`, `2nd`).
    pub edition: Option<String>,
    /// The volume of a journal or of a work of several.
    pub volume: Option<String>,
    /// The issue of a journal, or the number of a report, standard or patent.
    pub number: Option<String>,
    /// The pages, as written.
    pub pages: Option<String>,
    /// The digital object identifier, without `https://doi.org/`.
    pub doi: Option<String>,
    /// When it was looked at.
    pub accessed: Option<PartialDate>,
    /// The language as written (`俄文`, `俄语`) or its tag, when stated of the source.
    pub language: Option<String>,
    /// What is stated besides.
    pub note: Option<String>,
    /// What [`Reference::raw`] says that no field carries, as written and in order; the words that
    /// only say which field another fills (`S.`, `著`) are not among it.
    pub remainder: Vec<String>,
    /// What hardly any work states.
    pub details: BTreeMap<Detail, String>,
}

/// What hardly any work states, in words. `details` has what each format calls it.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// The type by its name in CSL, where [`Kind`] is coarser.
    Type,
    /// The date where it is more than a year, month or day: `1957/1990`, `1979/`, `1865（清同治四年）`.
    Dated,
    /// The title of an English work in the case of a sentence, where it is stated in title case.
    SentenceTitle,
    /// The same of the work it is a piece of.
    SentenceContainer,
    /// The number of an article in a journal without pages.
    Article,
    /// A meeting.
    Event,
    /// Where it was held.
    EventPlace,
    /// Who keeps it.
    Archive,
    /// Where they are.
    ArchivePlace,
    /// Where it is with them.
    ArchiveLocation,
    /// The office or court that gave it out.
    Authority,
    /// The number on the shelf, or of the application for a patent.
    CallNumber,
    /// The version of a program, a data set or a preprint.
    Version,
    /// The title of the volume.
    VolumeTitle,
    /// The series it came out in.
    Series,
    /// The number in the series.
    SeriesNumber,
    /// What it calls itself: `PhD thesis`.
    Genre,
    /// What it is stored on.
    Medium,
    /// The scale of a map.
    Scale,
    /// The size of a map.
    Dimensions,
    /// The section of a law or of a paper.
    Section,
    /// The number of a book.
    Isbn,
    /// The number of a journal.
    Issn,
    /// The number at `PubMed`.
    Pmid,
    /// The identifier of China's science and technology resources.
    Cstr,
}

impl Further {
    /// A detail, if it is stated.
    pub fn detail(&self, detail: Detail) -> Option<&str> {
        self.details.get(&detail).map(String::as_str)
    }

    /// Sets a detail, or takes it out.
    pub fn set_detail(&mut self, detail: Detail, text: Option<String>) {
        match text {
            Some(text) => drop(self.details.insert(detail, text)),
            None => drop(self.details.remove(&detail)),
        }
    }
}

impl Blank for Further {
    const BLANK: &'static Self = &Self {
        key: None,
        container: None,
        faces: Vec::new(),
        container_authors: Vec::new(),
        editors: Vec::new(),
        translators: Vec::new(),
        place: None,
        edition: None,
        volume: None,
        number: None,
        pages: None,
        doi: None,
        accessed: None,
        language: None,
        note: None,
        remainder: Vec::new(),
        details: BTreeMap::new(),
    };
}

/// How sure the fields of a reference are, from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confidence(pub u8);

impl Confidence {
    /// The least with which fields are printed; an entry below it stands as it was written.
    pub const PRINTED: Self = Self(10);
    /// The least without a finding.
    pub const SURE: Self = Self(40);
}

/// Of what is stated in fields, all is sure.
impl Default for Confidence {
    fn default() -> Self {
        Self(100)
    }
}

/// What the fields of a reference rest on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Basis {
    /// They are stated so, or read from [`Reference::raw`].
    #[default]
    Stated,
    /// The maker of the book corrected them; `raw` is as it was and says something else.
    Corrected,
}

/// Whether a list names everyone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Completeness {
    /// It does, as far as is stated.
    #[default]
    Whole,
    /// There are others.
    AndOthers,
}

impl Reference {
    /// The year it came out.
    pub fn year(&self) -> Option<i32> {
        self.issued.map(|issued| issued.first_day().year())
    }

    /// Everything in it that is words of its own, to be changed.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let (mut people, mut fields) = (vec![&mut self.authors], vec![&mut self.publisher]);
        let mut remainder: &mut [String] = &mut [];
        if let Some(further) = self.further.get_mut() {
            people.extend([
                &mut further.container_authors,
                &mut further.editors,
                &mut further.translators,
            ]);
            fields.extend([
                &mut further.container, &mut further.place, &mut further.edition,
                &mut further.language,
            ]);
            remainder = &mut further.remainder;
        }
        let names = people.into_iter().flatten().flat_map(|name| match name {
            Name::Whole(name) => [Some(name), None],
            Name::Parts { family, given } => [Some(family), Some(given)],
        });
        [&mut self.raw, &mut self.title]
            .into_iter()
            .chain(fields.into_iter().flatten())
            .chain(names.flatten())
            .chain(remainder)
    }

    /// What it is a piece of: the container, or the paper of an article, and who brings it out
    /// otherwise.
    pub fn container_and_publisher(&self) -> (Option<&str>, Option<&str>) {
        let (container, publisher) = (self.further.container.as_deref(), self.publisher.as_deref());
        if container.is_none() && self.kind.is_article() {
            (publisher, None)
        } else {
            (container, publisher)
        }
    }
}

/// A description taken apart: every character but list numbers, separators and white space is in
/// exactly one of the lists.
#[non_exhaustive]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// What introduces the talk, in pieces.
    pub intro: Vec<Span>,
    /// Headings of lists, such as `参考资料：`.
    pub labels: Vec<Span>,
    /// Thanks, credits, requests, and notes about where the list is instead.
    pub notes: Vec<Span>,
    /// The cited works, in order.
    pub references: Vec<Reference>,
}

impl Description {
    /// The blurb as text, its pieces in order and apart by line breaks. `text` is the description
    /// this was read from.
    pub fn intro_text(&self, text: &str) -> String {
        let pieces: Vec<&str> =
            self.intro.iter().filter_map(|span| text.get(span.clone())).collect();
        pieces.join("\n")
    }
}

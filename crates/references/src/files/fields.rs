//! The fields of a work, by their names in CSL 1.0.2. Other formats come to these.

use std::collections::HashSet;

use super::diag::{NO_TITLE, UNKNOWN_FIELD, WRONG_VALUE};
use super::value::{Content, Stated, Value, Wrong};
use super::{dates, kinds, names};
use crate::reference::{Completeness, Kind, Name, Reference};
use chengshu_text::address::{self, Address};
use chengshu_text::diag::{Code, Diagnostic, Sink};
use chengshu_text::source::{Source, Span};
use chengshu_text::spelling::nearest;

type Set = fn(&Value, &mut Reference, &mut Vec<Wrong>) -> Result<(), Wrong>;

/// A field of a work. A value that is nothing takes the field out.
struct Field {
    /// The name, and other names for it.
    names: &'static [&'static str],
    /// What it takes.
    takes: &'static str,
    set: Set,
}

const NAMES: &str = "a name, a list of names, or groups of family and given, or of literal";
const DATE: &str = "a year, a month or a day: 2021, 2021-08, 2021-08-13";
const TEXT: &str = "text";

/// One row: names, what it takes, what it does.
const fn field(names: &'static [&'static str], takes: &'static str, set: Set) -> Field {
    Field { names, takes, set }
}

/// Every field with a meaning.
const FIELDS: &[Field] = &[
    field(&["id", "key"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.key = text)
    }),
    field(
        &["type"],
        "a type of CSL, such as book, article-journal or webpage",
        kind,
    ),
    field(&["title"], TEXT, |value, work, _| {
        text(value).map(|text| work.title = text.map(untitled).unwrap_or_default())
    }),
    field(&["author"], NAMES, |value, work, wrongs| {
        let people = names::read(value, wrongs);
        (work.authors, work.more_authors) = (people.names, people.more);
        Ok(())
    }),
    field(&["editor"], NAMES, |value, work, wrongs| {
        work.further.editors = all(value, wrongs);
        Ok(())
    }),
    field(&["translator"], NAMES, |value, work, wrongs| {
        work.further.translators = all(value, wrongs);
        Ok(())
    }),
    field(&["issued"], DATE, |value, work, wrongs| {
        dates::read(value, wrongs).map(|date| work.issued = date)
    }),
    field(&["accessed"], DATE, |value, work, wrongs| {
        dates::read(value, wrongs).map(|date| work.further.accessed = date)
    }),
    field(&["container-title"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.container = text.map(untitled))
    }),
    field(&["publisher"], TEXT, |value, work, _| {
        text(value).map(|text| work.publisher = text)
    }),
    field(&["publisher-place"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.place = text)
    }),
    field(&["edition"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.edition = text)
    }),
    field(&["volume"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.volume = text)
    }),
    field(&["issue", "number"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.number = text)
    }),
    field(&["page"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.pages = text)
    }),
    field(&["URL"], "a web address", |value, work, wrongs| {
        work.url = text(value)?;
        let meant = work.url.as_deref().filter(|url| address::is_meant(url));
        if let Some(why) = meant.and_then(|url| Address::new(url).err()) {
            wrongs.push(Wrong::said(
                value,
                &format!("is {}, which {why}", value.shown()),
            ));
        }
        Ok(())
    }),
    field(
        &["DOI"],
        "a DOI, such as 10.5555/12345678",
        |value, work, _| {
            text(value).map(|text| work.further.doi = text.map(|doi| bare_doi(&doi).to_owned()))
        },
    ),
    field(&["language"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.language = text)
    }),
    field(&["note"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.note = text)
    }),
];

/// Variables of CSL that a reference has no place for, and names managers of references add.
/// They are passed over without a word.
#[rustfmt::skip] // many to a line
pub(super) const PASSED_OVER: &[&str] = &[
    "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location",
    "authority", "available-date", "call-number", "categories", "chapter-number", "citation-key",
    "citation-label", "citation-number", "collection-editor", "collection-number",
    "collection-title", "compiler", "composer", "container-author", "container-title-short",
    "contributor", "curator", "custom", "dimensions", "director", "division", "editorial-director",
    "event", "event-date", "event-place", "event-title", "genre", "guest", "host", "illustrator",
    "interviewer", "ISBN", "ISSN", "journalAbbreviation", "jurisdiction", "keyword", "license",
    "locator", "medium", "narrator", "number-of-pages", "number-of-volumes", "organizer",
    "original-author", "original-date", "original-publisher", "original-publisher-place",
    "original-title", "page-first", "part-number", "part-title", "performer", "PMCID", "PMID",
    "printing-number", "producer", "recipient", "references", "reviewed-author", "reviewed-genre",
    "reviewed-title", "scale", "script-writer", "section", "series-creator", "shortTitle",
    "source", "status", "submitted", "supplement-number", "title-short", "version",
    "volume-title", "volume-title-short", "year-suffix",
];

fn named<'a>(names: &[&'a str], name: &str) -> Option<&'a str> {
    let mut names = names.iter().copied();
    names.find(|known| known.eq_ignore_ascii_case(name))
}

fn text(value: &Value) -> Result<Option<String>, Wrong> {
    match &value.content {
        Content::Nothing => Ok(None),
        Content::Text(text) => Ok(Some(text.clone())),
        _ => Err(Wrong::value(value)),
    }
}

/// A title without the `《》` around all of it.
fn untitled(title: String) -> String {
    let inner = title
        .strip_prefix('《')
        .and_then(|rest| rest.strip_suffix('》'))
        .filter(|inner| !inner.contains(['《', '》']));
    match inner {
        Some(inner) => inner.to_owned(),
        None => title,
    }
}

fn kind(value: &Value, work: &mut Reference, _: &mut Vec<Wrong>) -> Result<(), Wrong> {
    let Some(stated) = text(value)? else {
        work.kind = Kind::default();
        return Ok(());
    };
    work.kind = kinds::of_csl(&stated.to_ascii_lowercase()).ok_or_else(|| {
        let known = kinds::CSL.iter().map(|(name, _)| *name);
        Wrong {
            help: nearest(&stated, known).map(|near| format!("did you mean `{near}`?")),
            ..Wrong::value(value)
        }
    })?;
    Ok(())
}

/// Names of a role whose list has no place for others.
fn all(value: &Value, wrongs: &mut Vec<Wrong>) -> Vec<Name> {
    let people = names::read(value, wrongs);
    if people.more == Completeness::AndOthers {
        wrongs.push(Wrong::said(
            value,
            "ends with “others”, which only `author` can",
        ));
    }
    people.names
}

/// A DOI without what makes it an address.
fn bare_doi(doi: &str) -> &str {
    ["https://", "http://"]
        .iter()
        .find_map(|scheme| doi.strip_prefix(scheme)?.split_once('/'))
        .map(|(_, doi)| doi)
        .or_else(|| {
            doi.get(..4)
                .filter(|p| p.eq_ignore_ascii_case("doi:"))
                .and(doi.get(4..))
        })
        .unwrap_or(doi)
        .trim()
}

/// Reads works of one file and says what is wrong with them.
pub(super) struct Reading<'a> {
    source: &'a Source,
    sink: &'a mut Sink,
    /// Unknown names that were reported.
    unknown: HashSet<String>,
}

impl<'a> Reading<'a> {
    pub fn new(source: &'a Source, sink: &'a mut Sink) -> Self {
        Self {
            source,
            sink,
            unknown: HashSet::new(),
        }
    }

    pub fn report(&mut self, code: &'static Code, at: usize, message: String, help: &str) {
        self.sink.push(
            Diagnostic::new(code, message)
                .at(self.source.place(at))
                .help(help),
        );
    }

    /// A name that means nothing, once for each name. `known` are those that mean something.
    pub fn unknown<'n>(
        &mut self,
        name: &str,
        at: &Span,
        known: impl Iterator<Item = &'n str> + Clone,
    ) {
        if !self.unknown.insert(name.to_owned()) {
            return;
        }
        let shown: String = name.chars().take(40).collect();
        self.sink.push(
            Diagnostic::new(&UNKNOWN_FIELD, format!("unknown field `{shown}`"))
                .at(self.source.span(at))
                .meant(name, known, || {
                    "docs/references.md lists the fields".to_owned()
                }),
        );
    }

    /// Sets the field that is called so in CSL; `stated` is what the file calls it. Whether there
    /// is such a field.
    pub fn set(&mut self, csl: &str, stated: &str, value: &Value, work: &mut Reference) -> bool {
        let Some(field) = FIELDS.iter().find(|f| named(f.names, csl).is_some()) else {
            return named(PASSED_OVER, csl).is_some();
        };
        let mut wrongs = Vec::new();
        if let Err(wrong) = (field.set)(value, work, &mut wrongs) {
            wrongs.push(wrong);
        }
        for wrong in wrongs {
            let help = wrong
                .help
                .unwrap_or_else(|| format!("`{stated}` must be {}", field.takes));
            let message = format!("`{stated}` {}", wrong.message);
            self.report(&WRONG_VALUE, wrong.at, message, &help);
        }
        true
    }

    /// Sets all that a group in CSL's names states.
    pub fn put(&mut self, group: &[Stated], work: &mut Reference) {
        for stated in group {
            let name = stated.name.replace('_', "-");
            let known = self.set(&stated.name, &stated.name, &stated.value, work)
                || self.set(&name, &stated.name, &stated.value, work);
            if !known {
                let names = FIELDS.iter().flat_map(|field| field.names.iter().copied());
                self.unknown(&stated.name, &stated.at, names);
            }
        }
    }

    /// A work stated as a group in CSL's names.
    pub fn work(&mut self, group: &[Stated], at: Span) -> Reference {
        let mut work = Reference::default();
        self.put(group, &mut work);
        self.finish(work, at)
    }

    /// A work whose fields are all set.
    pub fn finish(&mut self, work: Reference, at: Span) -> Reference {
        if work.title.is_empty() {
            let named = work.further.key.as_ref().map_or_else(
                || "the entry has no title".to_owned(),
                |key| format!("“{key}” has no title"),
            );
            self.report(&NO_TITLE, at.start, named, "add the title");
        }
        Reference { at, ..work }
    }
}

//! The fields of a work, by their names in CSL 1.0.2. Other formats come to these.

use std::collections::HashSet;

use super::diag::{NO_TITLE, UNKNOWN_FIELD, WRONG_VALUE};
use super::value::{Content, Stated, Value, Wrong};
use super::{dates, kinds, markup, names, notes};
use crate::details;
use crate::kinds::names_of;
use crate::reference::{Completeness, Detail, Kind, Name, Reference};
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
    field(&["id", "key"], TEXT, |value, work, _| text(value).map(|text| work.further.key = text)),
    field(&["type"], "a type of CSL, such as book, article-journal or webpage", kind),
    field(&["title"], TEXT, |value, work, _| {
        let stated = text(value)?.map(untitled).unwrap_or_default();
        let (title, faces) = markup::read(&stated);
        work.title = title;
        if work.further.get().is_some() || !faces.is_empty() {
            work.further.faces = faces;
            work.further.set_detail(Detail::SentenceTitle, None);
        }
        Ok(())
    }),
    field(&["author"], NAMES, |value, work, wrongs| {
        let people = names::read(value, wrongs);
        (work.authors, work.more_authors) = (people.names, people.more);
        Ok(())
    }),
    // Those who made what has no author.
    field(
        &["director", "composer", "compiler", "illustrator", "performer", "host", "script-writer"],
        NAMES,
        |value, work, wrongs| {
            if work.authors.is_empty() {
                work.authors = all(value, wrongs);
            }
            Ok(())
        },
    ),
    field(&["container-author"], NAMES, |value, work, wrongs| {
        work.further.container_authors = all(value, wrongs);
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
        let dated = dates::read(value, wrongs)?;
        work.issued = dated.as_ref().map(|dated| dated.first);
        let whole = dated.and_then(|dated| dated.whole);
        if whole.is_some() || work.further.get().is_some() {
            work.further.set_detail(Detail::Dated, whole);
        }
        Ok(())
    }),
    field(&["accessed"], DATE, |value, work, wrongs| {
        dates::read(value, wrongs)
            .map(|dated| work.further.accessed = dated.map(|dated| dated.first))
    }),
    field(&["container-title"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.container = text.map(|text| bare(&untitled(text))))
    }),
    field(&["publisher"], TEXT, |value, work, _| {
        text(value).map(|text| work.publisher = text.map(|text| bare(&text)))
    }),
    field(&["publisher-place"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.place = text)
    }),
    field(&["edition"], TEXT, |value, work, _| text(value).map(|text| work.further.edition = text)),
    field(&["volume"], TEXT, |value, work, _| number(value).map(|text| work.further.volume = text)),
    field(&["issue"], TEXT, |value, work, _| number(value).map(|text| work.further.number = text)),
    field(&["number"], TEXT, |value, work, _| {
        let number = number(value)?;
        if work.kind.is_article() {
            work.further.set_detail(Detail::Article, number);
        } else {
            work.further.number = number;
        }
        Ok(())
    }),
    field(&["page"], TEXT, |value, work, _| number(value).map(|text| work.further.pages = text)),
    field(&["URL"], "a web address", |value, work, wrongs| {
        work.url = text(value)?;
        let meant = work.url.as_deref().filter(|url| address::is_meant(url));
        if let Some(why) = meant.and_then(|url| Address::new(url).err()) {
            wrongs.push(Wrong::said(value, &format!("is {}, which {why}", value.shown())));
        }
        Ok(())
    }),
    field(&["DOI"], "a DOI, such as 10.5555/12345678", |value, work, _| {
        text(value).map(|text| work.further.doi = text.map(|doi| bare_doi(&doi).to_owned()))
    }),
    field(&["language"], TEXT, |value, work, _| {
        text(value).map(|text| work.further.language = text)
    }),
    field(&["note"], TEXT, |value, work, _| {
        work.further.note = match &value.content {
            Content::List(lines) => {
                let lines: Vec<&str> = lines.iter().filter_map(Value::as_text).collect();
                Some(lines.join(" ")).filter(|text| !text.is_empty())
            }
            _ => text(value)?,
        };
        Ok(())
    }),
];

/// Variables of CSL that a reference has no place for, and names managers of references add.
/// They are passed over without a word.
#[rustfmt::skip] // many to a line
const PASSED_OVER: &[&str] = &[
    "abstract", "annote", "archive_collection", "available-date", "categories", "chair",
    "chapter-number", "citation-key", "citation-label", "citation-number", "collection-editor",
    "container-title-short", "contributor", "curator", "custom", "division", "editorial-director",
    "event-date", "executive-producer", "guest", "interviewer", "journalAbbreviation",
    "jurisdiction", "keyword", "license", "locator", "narrator", "number-of-pages",
    "number-of-volumes", "organizer", "original-author", "original-container-title",
    "original-date", "original-publisher", "original-publisher-place", "original-status",
    "original-title", "page-first", "part-number", "part-title", "PMCID", "printing-number",
    "producer", "recipient", "references", "reviewed-author", "reviewed-genre", "reviewed-title",
    "series-creator", "shortTitle", "source", "status", "submitted", "supplement-number",
    "title-short", "volume-title-short", "year-suffix",
];

fn is_named(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether CSL has a variable of that name.
fn is_variable(name: &str) -> bool {
    FIELDS.iter().any(|field| is_named(field.names, name))
        || details::of_csl(name).is_some()
        || is_named(PASSED_OVER, name)
}

fn text(value: &Value) -> Result<Option<String>, Wrong> {
    match &value.content {
        Content::Nothing => Ok(None),
        Content::Text(text) => Ok(Some(text.clone())),
        _ => Err(Wrong::value(value)),
    }
}

/// A number or numbers. A hyphen that makes no range of them has a backslash before it (CSL 1.0.2,
/// "Number Variables").
fn number(value: &Value) -> Result<Option<String>, Wrong> {
    text(value).map(|text| text.map(|text| text.replace("\\-", "-")))
}

/// Text without markup.
fn bare(text: &str) -> String {
    markup::read(text).0
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
    let stated = stated.to_ascii_lowercase();
    work.kind = kinds::of_csl(&stated).ok_or_else(|| {
        let known = kinds::types("csl").map(|(name, _)| name);
        Wrong {
            help: nearest(&stated, known).map(|near| format!("did you mean `{near}`?")),
            ..Wrong::value(value)
        }
    })?;
    let finer = Some(stated).filter(|stated| stated != names_of(work.kind).csl);
    if finer.is_some() || work.further.get().is_some() {
        work.further.set_detail(Detail::Type, finer);
    }
    Ok(())
}

/// Names of a role whose list has no place for others.
fn all(value: &Value, wrongs: &mut Vec<Wrong>) -> Vec<Name> {
    let people = names::read(value, wrongs);
    if people.more == Completeness::AndOthers {
        wrongs.push(Wrong::said(value, "ends with “others”, which only `author` can"));
    }
    people.names
}

/// A DOI without what makes it an address.
fn bare_doi(doi: &str) -> &str {
    ["https://", "http://"]
        .iter()
        .find_map(|scheme| doi.strip_prefix(scheme)?.split_once('/'))
        .map(|(_, doi)| doi)
        .or_else(|| doi.get(..4).filter(|p| p.eq_ignore_ascii_case("doi:")).and(doi.get(4..)))
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
        Self { source, sink, unknown: HashSet::new() }
    }

    pub fn report(&mut self, code: &'static Code, at: usize, message: String, help: &str) {
        self.sink
            .push(Diagnostic::new(code, message).at(self.source.place(at)).help(help));
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
                .meant(name, known, || "docs/references.md lists the fields".to_owned()),
        );
    }

    /// Sets the field that is called so in CSL; `stated` is what the file calls it. Whether there
    /// is such a field.
    pub fn set(&mut self, csl: &str, stated: &str, value: &Value, work: &mut Reference) -> bool {
        let mut wrongs = Vec::new();
        let (set, takes) = match FIELDS.iter().find(|field| is_named(field.names, csl)) {
            Some(field) => ((field.set)(value, work, &mut wrongs), field.takes),
            None => match details::of_csl(csl) {
                Some(detail) => {
                    let set = |text: Option<String>| {
                        work.further.set_detail(detail, text.map(|text| bare(&text)));
                    };
                    (text(value).map(set), TEXT)
                }
                None => return is_named(PASSED_OVER, csl),
            },
        };
        wrongs.extend(set.err());
        for wrong in wrongs {
            let help = wrong.help.unwrap_or_else(|| format!("`{stated}` must be {takes}"));
            let message = format!("`{stated}` {}", wrong.message);
            self.report(&WRONG_VALUE, wrong.at, message, &help);
        }
        true
    }

    /// Sets all that a group in CSL's names states, the type first: it decides what others mean.
    pub fn put(&mut self, group: &[Stated], work: &mut Reference) {
        let group = notes::taken_apart(group, is_variable);
        let is_type = |stated: &&Stated| stated.name == "type";
        let types = group.iter().filter(is_type);
        for stated in types.chain(group.iter().filter(|stated| !is_type(stated))) {
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
        // CSL calls papers and preprints alike; an encyclopedia that is a book has a title.
        let kind = match work.kind {
            Kind::Preprint if work.further.container.is_some() => Kind::Article,
            Kind::Wiki if work.further.container.is_some() => Kind::Chapter,
            kind => kind,
        };
        Reference { at, kind, ..work }
    }
}

//! `references.bib`: `BibTeX` and `BibLaTeX`.
//!
//! A reader of its own: `biblatex` keeps nothing of an entry with a fault, refuses parentheses and dates
//! without braces, and overflows the stack on commands within commands; `bibtex-parser` drops entries
//! without a key and takes quadratic time for braces that are never closed.

mod entries;
mod people;
mod tex;

use std::collections::HashMap;

use super::diag::{BROKEN, UNKNOWN_COMMAND, WRONG_VALUE};
use super::fields::Reading;
use super::kinds;
use super::value::{Content, Stated, Value};
use crate::details;
use crate::reference::{Completeness, Detail, Further, Kind, Reference};
use chengshu_text::diag::Sink;
use chengshu_text::source::{Source, Span};
use chengshu_text::spelling::nearest;
use chengshu_writing::language;
use entries::{Entry, Field};

/// How a field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// TeX.
    Text,
    /// Names with `and` between them.
    Names,
    /// An address, in which TeX has no say.
    Verbatim,
    /// Pages: `--` between them is a hyphen.
    Pages,
    /// By rules of its own.
    Own,
}

/// Fields, and what CSL calls them. Of several that are the same in CSL the later row counts.
const FIELDS: &[(&str, &str, Form)] = &[
    ("title", "title", Form::Own),
    ("subtitle", "title", Form::Own),
    ("author", "author", Form::Names),
    ("holder", "author", Form::Names),
    ("bookauthor", "container-author", Form::Names),
    ("editor", "editor", Form::Names),
    ("translator", "translator", Form::Names),
    ("year", "issued", Form::Own),
    ("month", "issued", Form::Own),
    ("day", "issued", Form::Own),
    ("date", "issued", Form::Own),
    ("urldate", "accessed", Form::Text),
    ("journal", "container-title", Form::Text),
    ("journaltitle", "container-title", Form::Text),
    ("booktitle", "container-title", Form::Text),
    ("maintitle", "container-title", Form::Own),
    ("howpublished", "publisher", Form::Text),
    ("organization", "publisher", Form::Text),
    ("school", "publisher", Form::Text),
    ("institution", "publisher", Form::Text),
    ("publisher", "publisher", Form::Text),
    ("address", "publisher-place", Form::Text),
    ("location", "publisher-place", Form::Text),
    ("edition", "edition", Form::Text),
    ("volume", "volume", Form::Text),
    ("eprint", "number", Form::Own),
    ("archiveprefix", "publisher", Form::Own),
    ("eprinttype", "publisher", Form::Own),
    ("number", "number", Form::Own),
    ("issue", "issue", Form::Text),
    ("eid", "number", Form::Own),
    ("pages", "page", Form::Pages),
    ("url", "URL", Form::Verbatim),
    ("doi", "DOI", Form::Verbatim),
    ("langid", "language", Form::Text),
    ("language", "language", Form::Text),
    ("annotation", "note", Form::Text),
    ("note", "note", Form::Text),
    ("crossref", "", Form::Own),
    ("entrysubtype", "", Form::Own),
];

/// Fields that a reference has no place for.
#[rustfmt::skip] // many to a line
const PASSED_OVER: &[&str] = &[
    "abstract", "added-at", "addendum", "afterword", "annotator", "annote", "arxivid",
    "booksubtitle", "chapter", "citeulike-article-id", "commentator", "copyright", "date-added",
    "date-modified", "editora", "editortype", "eprintclass", "eventdate", "file", "foreword",
    "gender", "groups", "hyphenation", "ids", "introduction", "isan", "ismn", "isrn", "issuetitle",
    "iswc", "journalsubtitle", "key", "keywords", "label", "mainsubtitle", "mendeley-groups",
    "mendeley-tags", "mrnumber", "nameaddon", "options", "origdate", "origlanguage",
    "origlocation", "origpublisher", "origtitle", "owner", "pagetotal", "part", "pdf", "presort",
    "primaryclass", "pubstate", "rating", "readstatus", "related", "relatedtype", "shortauthor",
    "shortjournal", "shorttitle", "sortkey", "sortname", "sorttitle", "sortyear", "timestamp",
    "titleaddon", "urlyear", "username", "volumes", "xdata", "xref", "zblnumber",
];

/// Fields that a piece has from the work its `crossref` names, where it does not state them.
const INHERITED: &[&str] = &[
    "editor", "year", "month", "date", "journal", "journaltitle", "howpublished", "organization",
    "school", "institution", "publisher", "address", "location", "edition", "volume", "number",
    "language", "langid",
];

pub(super) fn read(source: &Source, sink: &mut Sink) -> Vec<Reference> {
    let found = entries::read(&source.text);
    let mut reading = Reading::new(source, sink);
    for broken in found.broken {
        reading.report(&BROKEN, broken.at, broken.message.to_owned(), broken.help);
    }
    let by_key: HashMap<String, usize> = found
        .entries
        .iter()
        .enumerate()
        .rev()
        .map(|(at, entry)| (entry.key.to_lowercase(), at))
        .collect();
    found
        .entries
        .iter()
        .map(|entry| {
            let parent = stated(entry, "crossref")
                .and_then(|field| by_key.get(&field.value.trim().to_lowercase()))
                .and_then(|&at| found.entries.get(at));
            work(entry, parent, &mut reading)
        })
        .collect()
}

fn stated<'a>(entry: &'a Entry, name: &str) -> Option<&'a Field> {
    entry.fields.iter().find(|field| field.name == name)
}

fn work(entry: &Entry, parent: Option<&Entry>, reading: &mut Reading<'_>) -> Reference {
    let mut work = Reference {
        further: Further {
            key: Some(entry.key.clone()).filter(|key| !key.is_empty()),
            ..Further::default()
        }
        .into(),
        ..Reference::default()
    };
    put_type(entry, &mut work, reading);
    for field in &entry.fields {
        if let Some(detail) = details::of_bibtex(&field.name) {
            let text = plain(field, reading);
            work.further.set_detail(detail, Some(text));
            continue;
        }
        let known = FIELDS.iter().any(|(name, ..)| *name == field.name);
        let passed = PASSED_OVER.contains(&field.name.as_str()) || field.name.starts_with("bdsk-");
        if !known && !passed {
            let names = FIELDS.iter().map(|(name, ..)| *name);
            reading.unknown(&field.name, &field.name_at, names);
        }
    }
    // In the order of the table, whatever the order of the entry.
    for &(name, csl, form) in FIELDS {
        let own = stated(entry, name);
        let inherited = parent
            .filter(|_| INHERITED.contains(&name) && !has(entry, csl))
            .and_then(|parent| stated(parent, name));
        if let Some(field) = own.or(inherited) {
            put(field, csl, form, &mut work, reading);
        }
    }
    put_number(entry, &mut work, reading);
    put_title(entry, parent, &mut work, reading);
    put_date(entry, parent, &mut work, reading);
    reading.finish(work, entry.at.clone())
}

/// Whether an entry states a field that CSL calls so.
fn has(entry: &Entry, csl: &str) -> bool {
    let mut rows = FIELDS.iter().filter(|(_, other, _)| *other == csl);
    rows.any(|(name, ..)| stated(entry, name).is_some())
}

fn put(field: &Field, csl: &str, form: Form, work: &mut Reference, reading: &mut Reading<'_>) {
    let value = match form {
        Form::Own => return,
        Form::Text => text(field, reading),
        Form::Verbatim => Value::text(&verbatim(&field.value), field.at.clone()),
        Form::Pages => {
            let text = plain(field, reading).replace(['–', '—'], "-");
            Value::text(&text, field.at.clone())
        }
        Form::Names => return put_names(field, csl, work, reading),
    };
    reading.set(csl, &field.name, &value, work);
}

fn put_names(field: &Field, csl: &str, work: &mut Reference, reading: &mut Reading<'_>) {
    let people = people::read(&field.value, |unknown| {
        report_commands(&unknown, &field.at, reading);
    });
    match csl {
        // A patent is its holder's.
        "author" if field.name == "holder" && work.kind != Kind::Patent => {}
        "container-author" => work.further.container_authors = people.names,
        "author" => (work.authors, work.more_authors) = (people.names, people.more),
        "editor" => work.further.editors = people.names,
        _ => work.further.translators = people.names,
    }
    if csl != "author" && people.more == Completeness::AndOthers {
        let message = format!("`{}` ends with “others”, which only `author` can", field.name);
        let help = "name all of them";
        reading.report(&WRONG_VALUE, field.at.start, message, help);
    }
}

/// A value as characters.
fn plain(field: &Field, reading: &mut Reading<'_>) -> String {
    let read = tex::plain(&field.value);
    report_commands(&read.unknown, &field.at, reading);
    read.text
}

fn report_commands(unknown: &[String], at: &Span, reading: &mut Reading<'_>) {
    for command in unknown {
        let message = format!("unknown command \\{command}; it stays in the text");
        let help = "write the character itself";
        reading.report(&UNKNOWN_COMMAND, at.start, message, help);
    }
}

fn text(field: &Field, reading: &mut Reading<'_>) -> Value {
    Value::text(&plain(field, reading), field.at.clone())
}

/// An address: only the signs TeX needs escaped are.
fn verbatim(value: &str) -> String {
    let value = value.trim();
    let value = value
        .strip_prefix("\\url{")
        .and_then(|rest| rest.strip_suffix('}'))
        .unwrap_or(value);
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = c == '\\' && chars.peek().is_some_and(|next| "_%#&~{}$".contains(*next));
        if !escaped && !matches!(c, '{' | '}') {
            out.push(c);
        }
    }
    out
}

fn put_type(entry: &Entry, work: &mut Reference, reading: &mut Reading<'_>) {
    let sub = stated(entry, "entrysubtype").map(|field| field.value.to_ascii_lowercase());
    let csl = match (entry.kind.as_str(), sub.as_deref()) {
        ("article", Some("magazine")) => "article-magazine",
        ("article", Some("newspaper")) => "article-newspaper",
        ("proceedings" | "mvproceedings", _) => {
            work.kind = Kind::Proceedings;
            return;
        }
        // What says where it can be read and not who printed it was posted there.
        ("misc" | "online" | "unpublished" | "techreport", _) if is_eprint(entry) => "article",
        (kind, _) => match kinds::meaning("bibtex", kind) {
            Some(csl) => csl,
            None => return report_type(entry, reading),
        },
    };
    let value = Value::text(csl, entry.at.clone());
    reading.set("type", "type", &value, work);
}

fn is_eprint(entry: &Entry) -> bool {
    let says = |name| stated(entry, name).is_some();
    says("eprint") && (says("archiveprefix") || says("eprinttype"))
}

fn report_type(entry: &Entry, reading: &mut Reading<'_>) {
    let known = kinds::types("bibtex").map(|(name, _)| name);
    let help = nearest(&entry.kind, known).map_or_else(
        || "use a type such as book, article, online or misc".to_owned(),
        |near| format!("did you mean `@{near}`?"),
    );
    let message = format!("unknown type `@{}`", entry.kind);
    reading.report(&WRONG_VALUE, entry.at.start, message, &help);
}

/// The issue or number, the number of an article without pages, and of a preprint where it is kept.
fn put_number(entry: &Entry, work: &mut Reference, reading: &mut Reading<'_>) {
    if let Some(field) = stated(entry, "number") {
        let name = if work.kind.is_article() { "issue" } else { "number" };
        let value = text(field, reading);
        reading.set(name, "number", &value, work);
    }
    if let Some(field) = stated(entry, "eid") {
        let text = plain(field, reading);
        work.further.set_detail(Detail::Article, Some(text));
    }
    let archive = stated(entry, "archiveprefix").or_else(|| stated(entry, "eprinttype"));
    let Some(archive) = archive.filter(|_| work.kind == Kind::Preprint) else {
        return;
    };
    let archive = plain(archive, reading);
    let archive = if archive.eq_ignore_ascii_case("arxiv") { "arXiv".to_owned() } else { archive };
    if let Some(id) = stated(entry, "eprint").filter(|_| work.further.number.is_none()) {
        work.further.number = Some(format!("{archive}:{}", plain(id, reading)));
    }
    work.publisher.get_or_insert(archive);
}

/// The title with its subtitle; and of a piece, the title of the whole.
fn put_title(
    entry: &Entry,
    parent: Option<&Entry>,
    work: &mut Reference,
    reading: &mut Reading<'_>,
) {
    if let Some(field) = stated(entry, "title") {
        let mut title = plain(field, reading);
        let mut tex = field.value.clone();
        if let Some(subtitle) = stated(entry, "subtitle") {
            let wide = title.chars().any(chengshu_writing::script::is_ideographic);
            let joint = if wide { "：" } else { ": " };
            title.push_str(joint);
            title.push_str(&plain(subtitle, reading));
            tex = [tex.as_str(), subtitle.value.as_str()].join(joint);
        }
        let value = Value::text(&title, field.at.clone());
        reading.set("title", "title", &value, work);
        put_sentence(&tex, &title, Detail::SentenceTitle, work);
    }
    let whole = stated(entry, "maintitle").or_else(|| stated(parent?, "title"));
    if let Some(field) = whole.filter(|_| work.further.container.is_none()) {
        let value = text(field, reading);
        reading.set("container-title", &field.name, &value, work);
    }
    if let Some(field) = stated(entry, "booktitle") {
        let title = tex::plain(&field.value).text;
        put_sentence(&field.value, &title, Detail::SentenceContainer, work);
    }
}

/// Keeps the title of an English work, which `BibTeX` has in title case with braces around what keeps
/// its capitals, in the case of a sentence too.
fn put_sentence(tex: &str, title: &str, detail: Detail, work: &mut Reference) {
    let told = work.further.language.as_deref().map(str::to_lowercase);
    let is_english = match &told {
        Some(told) => ENGLISH.iter().any(|tag| told == tag || told.starts_with("en-")),
        None => {
            title.chars().all(|c| !c.is_alphabetic() || c.is_ascii())
                && language::of_title(title).is_none_or(|told| told == "en")
        }
    };
    if is_english {
        let sentence = tex::sentence(tex);
        if sentence != title {
            work.further.set_detail(detail, Some(sentence));
        }
    }
}

/// English by its names in `BibLaTeX` (manual 3.20, table 2).
#[rustfmt::skip] // many to a line
const ENGLISH: &[&str] = &[
    "en", "english", "american", "british", "canadian", "australian", "newzealand", "usenglish",
    "ukenglish",
];

/// The date, or the year with its month and day.
fn put_date(
    entry: &Entry,
    parent: Option<&Entry>,
    work: &mut Reference,
    reading: &mut Reading<'_>,
) {
    let from = if has(entry, "issued") { Some(entry) } else { parent };
    let Some(from) = from else { return };
    if let Some(field) = stated(from, "date") {
        let value = text(field, reading);
        reading.set("issued", "date", &value, work);
        return;
    }
    let Some(year) = stated(from, "year") else {
        return;
    };
    let parts = ["year", "month", "day"].iter().map_while(|name| {
        let field = stated(from, name)?;
        let number = number(&plain(field, reading))?;
        Some(Stated {
            name: (*name).to_owned(),
            at: field.at.clone(),
            value: Value::text(&number, field.at.clone()),
        })
    });
    let parts: Vec<Stated> = parts.collect();
    let value = if parts.is_empty() {
        text(year, reading)
    } else {
        Value { content: Content::Group(parts), at: year.at.clone() }
    };
    reading.set("issued", "year", &value, work);
}

/// A number, or the number of the month of that name.
fn number(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text);
    }
    let month = entries::MONTHS.iter().position(|month| text.starts_with(month))?;
    Some((month + 1).to_string())
}

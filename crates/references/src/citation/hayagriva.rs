//! Hayagriva YAML (Hayagriva 0.8, file format).
//!
//! Values are written as JSON, which is YAML. Of the emitters, `serde_yaml` is no longer kept, `saphyr`
//! writes characters that YAML refuses, and `serde-saphyr` puts an entry on one line after a list in
//! brackets.

use std::fmt::Write as _;

use serde::Serialize;
use url::Url;

use super::json::{self, Group};
use super::{ListedWork, Listing, keys};
use crate::kinds::names_of;
use crate::reference::{Detail, Name, Reference};

pub(super) fn write(listing: &Listing<'_>) -> String {
    if listing.works.is_empty() {
        return "{}\n".to_owned();
    }
    let keys = keys::distinct(listing, str::to_owned);
    let entries = keys.iter().zip(&listing.works);
    entries.map(|(key, work)| entry(key, work)).collect()
}

/// People who neither wrote nor edited it.
#[derive(Serialize)]
struct Affiliated<'a> {
    role: &'static str,
    names: Vec<Group<&'a str>>,
}

fn entry(key: &str, work: &ListedWork<'_>) -> String {
    let reference = work.reference;
    let names = names_of(reference.kind);
    let further = &reference.further;
    let mut out = format!("{}\n  type: {}\n", name(key), names.hayagriva);
    let mut field = |name: &str, value: String| {
        let _ = writeln!(out, "  {name}: {value}");
    };
    field("title", json::line(&formattable(&reference.title)));
    for (role, people) in [("author", &reference.authors), ("editor", &further.editors)] {
        if !people.is_empty() {
            field(role, json::line(&persons(people)));
        }
    }
    if !further.translators.is_empty() {
        let translators = Affiliated { role: "translator", names: persons(&further.translators) };
        field("affiliated", json::line(&[translators]));
    }
    if let Some(issued) = reference.issued {
        field("date", issued.to_string());
    }
    for (name, value) in published(reference) {
        field(name, value);
    }
    for (name, text) in [("edition", &further.edition), ("page-range", &further.pages)] {
        if let Some(text) = text {
            field(name, json::line(text));
        }
    }
    // An address that is none would cost the whole file.
    let is_address = |url: &&String| url.contains("://") && Url::parse(url).is_ok();
    if let Some(url) = reference.url.as_ref().filter(is_address) {
        match further.accessed.map(|day| day.to_string()) {
            Some(day) => field("url", json::line(&Group(vec![("value", url), ("date", &day)]))),
            None => field("url", json::line(url)),
        }
    }
    let serial = [
        ("doi", further.doi.as_deref()),
        ("isbn", further.detail(Detail::Isbn)),
        ("issn", further.detail(Detail::Issn)),
        ("pmid", further.detail(Detail::Pmid)),
    ];
    let serial = serial.into_iter().filter_map(|(name, text)| Some((name, text?)));
    let serial: Vec<_> = serial.collect();
    if !serial.is_empty() {
        field("serial-number", json::line(&Group(serial)));
    }
    for (name, detail) in [
        ("genre", Detail::Genre),
        ("archive", Detail::Archive),
        ("archive-location", Detail::ArchiveLocation),
        ("call-number", Detail::CallNumber),
    ] {
        if let Some(text) = further.detail(detail) {
            field(name, json::line(&formattable(text)));
        }
    }
    let notes = work.notes().join("; ");
    if !notes.is_empty() {
        field("note", json::line(&formattable(&notes)));
    }
    out
}

/// What a work appeared in, and where.
fn published(reference: &Reference) -> Vec<(&'static str, String)> {
    let further = &reference.further;
    let mut fields = Vec::new();
    let (container, publisher) = reference.container_and_publisher();
    let volume = [("volume", &further.volume), ("issue", &further.number)];
    let volume = volume.into_iter().filter_map(|(name, text)| Some((name, text.clone()?)));
    if let Some(container) = container {
        let sort = if reference.kind.is_article() { "periodical" } else { "anthology" };
        let mut parent = vec![("type", sort.to_owned()), ("title", formattable(container))];
        parent.extend(volume);
        fields.push(("parent", json::line(&Group(parent))));
    } else {
        for (name, text) in volume {
            fields.push((name, json::line(&text)));
        }
    }
    let place = further.place.as_deref().map(formattable);
    match (publisher.map(formattable), place) {
        (Some(name), Some(place)) => {
            let publisher = vec![("name", name), ("location", place)];
            fields.push(("publisher", json::line(&Group(publisher))));
        }
        (Some(name), None) => fields.push(("publisher", json::line(&name))),
        (None, Some(place)) => fields.push(("location", json::line(&place))),
        (None, None) => {}
    }
    fields
}

/// A key with its colon: as it is where YAML takes it for itself, in quotation marks elsewhere, such as
/// `true`, `1931` and whatever holds signs.
fn name(key: &str) -> String {
    /// How long a key may be without a mark before it (YAML 1.2.2, 7.4.2).
    const LONGEST: usize = 1_000;
    const WORDS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_plain = key.starts_with(char::is_alphabetic)
        && key.chars().all(is_word)
        && !WORDS.contains(&key.to_ascii_lowercase().as_str());
    let written = if is_plain { key.to_owned() } else { json::line(&key) };
    if written.len() > LONGEST { format!("? {written}\n:") } else { written + ":" }
}

/// Text of which the format takes braces for what keeps its capitals, and `$` for formulas, unless
/// a backslash stands before them.
fn formattable(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '{' | '}' | '$' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn persons(names: &[Name]) -> Vec<Group<&str>> {
    names.iter().map(person).collect()
}

fn person(name: &Name) -> Group<&str> {
    match name {
        Name::Whole(name) => Group(vec![("name", name.as_str())]),
        Name::Parts { family, given } => {
            let (given, suffix) = Name::given_and_suffix(given);
            let mut parts = vec![("name", family.as_str()), ("given-name", given)];
            parts.extend(suffix.map(|suffix| ("suffix", suffix)));
            Group(parts)
        }
    }
}

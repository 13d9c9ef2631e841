//! `references.yaml`: Hayagriva's format (0.8), which Typst reads: a group of keys, each with the
//! fields of a work. A list, or one under `references`, is CSL in YAML, which pandoc reads.

use super::csl;
use super::diag::{BROKEN, REPEATED_KEY, WRONG_VALUE};
use super::fields::Reading;
use super::kinds;
use super::value::{Content, Stated, Value};
use crate::reference::{Further, Reference};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;
use chengshu_text::spelling::nearest;
use chengshu_text::yaml;

/// Fields with a meaning, and what CSL calls them. Fields without a name there are read by rules
/// of their own.
const FIELDS: &[(&str, &str)] = &[
    ("type", ""),
    ("title", ""),
    ("author", "author"),
    ("date", "issued"),
    ("parent", ""),
    ("editor", "editor"),
    ("affiliated", ""),
    ("publisher", ""),
    ("location", "publisher-place"),
    ("organization", ""),
    ("issue", "issue"),
    ("volume", "volume"),
    ("edition", "edition"),
    ("page-range", "page"),
    ("url", ""),
    ("serial-number", ""),
    ("language", "language"),
    ("note", "note"),
];

/// Fields that a reference has no place for.
const PASSED_OVER: &[&str] = &[
    "abstract", "archive", "archive-location", "call-number", "chapter", "genre", "page-total",
    "runtime", "time-range", "volume-total",
];

/// Fields a piece has from the work it is in, where it does not state them itself.
const INHERITED: &[&str] = &[
    "date", "editor", "publisher", "location", "organization", "issue", "volume", "edition", "url",
    "language",
];

pub(super) fn read(source: &Source, sink: &mut Sink) -> Vec<Reference> {
    let document = match yaml::parse(&source.text, 0..source.text.len()) {
        Ok(document) => document,
        Err(error) => {
            let mut reading = Reading::new(source, sink);
            reading.report(&BROKEN, error.at, error.message, error.help);
            return Vec::new();
        }
    };
    let mut reading = Reading::new(source, sink);
    for repeated in &document.repeated {
        let line = source.place(repeated.first.start).line;
        let message = format!("`{}` is repeated; line {line} counts", repeated.key);
        let at = repeated.again.start;
        reading.report(&REPEATED_KEY, at, message, "delete one of the two");
    }
    let root = Value::of_yaml(&document.root);
    if root.content == Content::Nothing {
        return Vec::new();
    }
    let is_csl = root.get("references").is_some_and(|list| list.as_list().is_some());
    match root.as_group().filter(|_| !is_csl) {
        Some(entries) => entries.iter().filter_map(|entry| one(entry, &mut reading)).collect(),
        None => csl::works(&root, &mut reading),
    }
}

fn one(entry: &Stated, reading: &mut Reading<'_>) -> Option<Reference> {
    let Some(group) = entry.value.as_group() else {
        reading.report(
            &BROKEN,
            entry.value.at.start,
            format!("`{}` is {}, not a group of fields", entry.name, entry.value.shown()),
            "write `key: {type: book, title: ...}`",
        );
        return None;
    };
    let mut work = Reference {
        further: Further { key: Some(entry.name.clone()), ..Further::default() }.into(),
        ..Reference::default()
    };
    // Of several works a piece is in, the first is the one it is cited from.
    let parent = entry.value.get("parent").map(|parent| {
        let first = parent.as_list().and_then(<[Value]>::first);
        first.unwrap_or(parent)
    });
    if let Some(parent) = parent {
        put_parent(parent, &mut work, reading);
    }
    for stated in group {
        put(stated, parent, &mut work, reading);
    }
    let at = entry.at.start..entry.value.at.end.max(entry.at.end);
    Some(reading.finish(work, at))
}

fn put_parent(parent: &Value, work: &mut Reference, reading: &mut Reading<'_>) {
    for stated in parent.as_group().unwrap_or_default() {
        if stated.name == "title" {
            reading.set("container-title", "title", whole(&stated.value), work);
        } else if INHERITED.contains(&stated.name.as_str()) {
            put(stated, None, work, reading);
        }
    }
}

/// The text of a value that may be a group of it and how to format it.
fn whole(value: &Value) -> &Value {
    value.get("value").unwrap_or(value)
}

fn put(stated: &Stated, parent: Option<&Value>, work: &mut Reference, reading: &mut Reading<'_>) {
    let Stated { name, at, value } = stated;
    let name = name.as_str();
    let mut set = |csl: &str, value: &Value| reading.set(csl, name, value, work);
    match name {
        "type" => put_type(value, parent, work, reading),
        "title" => {
            set("title", whole(value));
        }
        "publisher" => {
            set("publisher", value.get("name").unwrap_or(value));
            if let Some(place) = value.get("location") {
                set("publisher-place", place);
            }
        }
        "organization" => {
            if work.publisher.is_none() {
                reading.set("publisher", name, value, work);
            }
        }
        "url" => {
            set("URL", whole(value));
            if let Some(day) = value.get("date") {
                set("accessed", day);
            }
        }
        "serial-number" => {
            if let Some(doi) = value.get("doi") {
                set("DOI", doi);
            }
        }
        "affiliated" => put_affiliated(value, work, reading),
        "parent" => {}
        _ => match FIELDS.iter().find(|(known, _)| *known == name) {
            Some((_, csl)) => {
                set(csl, value);
            }
            None if PASSED_OVER.contains(&name) => {}
            None => reading.unknown(name, at, FIELDS.iter().map(|(known, _)| *known)),
        },
    }
}

fn put_type(
    value: &Value,
    parent: Option<&Value>,
    work: &mut Reference,
    reading: &mut Reading<'_>,
) {
    let stated = value.as_text().unwrap_or_default().to_ascii_lowercase();
    let within = parent
        .and_then(|parent| parent.get("type")?.as_text())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let meaning = |name: &str| kinds::meaning("hayagriva", name);
    if let Some(csl) = meaning(&format!("{stated}/{within}")).or_else(|| meaning(&stated)) {
        work.kind = kinds::of_csl(csl).unwrap_or_default();
        return;
    }
    let known = kinds::types("hayagriva").map(|(name, _)| name);
    let help = nearest(&stated, known).map_or_else(
        || "`type` must be a type of Hayagriva, such as book, article or web".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let message = format!("`type` cannot be {}", value.shown());
    reading.report(&WRONG_VALUE, value.at.start, message, &help);
}

/// People in further roles, of which translators have a place.
fn put_affiliated(value: &Value, work: &mut Reference, reading: &mut Reading<'_>) {
    let groups = value.as_list().unwrap_or(std::slice::from_ref(value));
    for group in groups {
        let role = group.get("role").and_then(Value::as_text);
        if let (Some("translator"), Some(names)) = (role, group.get("names")) {
            reading.set("translator", "names", names, work);
        }
    }
}

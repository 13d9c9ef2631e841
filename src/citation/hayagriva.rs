//! Hayagriva YAML (Hayagriva 0.8, file format).

use std::fmt::Write as _;

use super::{Listed, is_container, keyed};
use crate::json::quoted;
use crate::model::reference::{Kind, Reference};

pub(super) fn write(listed: &[Listed<'_>]) -> String {
    let entries: Vec<String> = keyed(listed)
        .map(|(key, reference)| entry(&key, reference))
        .collect();
    if entries.is_empty() {
        return "{}\n".to_owned();
    }
    entries.concat()
}

fn entry(key: &str, reference: &Reference) -> String {
    let mut out = format!("{key}:\n  type: {}\n", type_of(reference.kind));
    let mut field = |name: &str, value: String| {
        let _ = writeln!(out, "  {name}: {value}");
    };
    field("title", quoted(&reference.title));
    let list = |names: &[String]| {
        let names: Vec<String> = names
            .iter()
            .map(|name| format!("{{name: {}}}", quoted(name)))
            .collect();
        format!("[{}]", names.join(", "))
    };
    if !reference.authors.is_empty() {
        field("author", list(&reference.authors));
    }
    if !reference.translators.is_empty() {
        let names = list(&reference.translators);
        field(
            "affiliated",
            format!("[{{role: translator, names: {names}}}]"),
        );
    }
    if let Some(year) = reference.year {
        field("date", year.to_string());
    }
    if let Some(publisher) = &reference.publisher {
        let value = quoted(publisher);
        if is_container(reference.kind) {
            field("parent", format!("{{type: periodical, title: {value}}}"));
        } else {
            field("publisher", value);
        }
    }
    if let Some(url) = reference.url.as_ref().filter(|url| url.contains("://")) {
        field("url", quoted(url));
    }
    field("note", quoted(&reference.raw));
    out
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Book => "book",
        Kind::Article => "article",
        Kind::Report => "report",
        Kind::Thesis => "thesis",
        Kind::Web => "web",
        Kind::Wiki => "reference",
        Kind::Film => "video",
        Kind::Periodical => "periodical",
        Kind::Archive => "repository",
        Kind::Other => "misc",
    }
}

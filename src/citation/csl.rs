//! CSL-JSON (Citation Style Language 1.0.2, data schema).

use super::{Listed, is_container, keyed};
use crate::json::quoted;
use crate::model::reference::{Kind, Reference};

pub(super) fn write(listed: &[Listed<'_>]) -> String {
    let entries: Vec<String> = keyed(listed)
        .map(|(key, reference)| entry(&key, reference))
        .collect();
    format!("[\n{}\n]\n", entries.join(",\n"))
}

fn entry(key: &str, reference: &Reference) -> String {
    let kind = reference.kind;
    let mut fields = vec![
        ("id", quoted(key)),
        ("type", quoted(type_name(kind))),
        ("title", quoted(&reference.title)),
    ];
    // Names are literal: where a Chinese name parts, and whether it is a body's, is not stated.
    let names = |names: &[String]| {
        let names: Vec<String> = names
            .iter()
            .map(|name| format!("{{\"literal\": {}}}", quoted(name)))
            .collect();
        format!("[{}]", names.join(", "))
    };
    if !reference.authors.is_empty() {
        fields.push(("author", names(&reference.authors)));
    }
    if !reference.translators.is_empty() {
        fields.push(("translator", names(&reference.translators)));
    }
    if let Some(year) = reference.year {
        fields.push(("issued", format!("{{\"date-parts\": [[{year}]]}}")));
    }
    if let Some(publisher) = &reference.publisher {
        let name = if is_container(kind) {
            "container-title"
        } else {
            "publisher"
        };
        fields.push((name, quoted(publisher)));
    }
    if let Some(url) = &reference.url {
        fields.push(("URL", quoted(url)));
    }
    if let Some(language) = &reference.language {
        fields.push(("language", quoted(language)));
    }
    fields.push(("note", quoted(&reference.raw)));
    let fields: Vec<String> = fields
        .into_iter()
        .map(|(name, value)| format!("\"{name}\": {value}"))
        .collect();
    format!("  {{{}}}", fields.join(", "))
}

fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Book => "book",
        Kind::Article => "article",
        Kind::Report => "report",
        Kind::Thesis => "thesis",
        Kind::Web => "webpage",
        Kind::Wiki => "entry-encyclopedia",
        Kind::Film => "motion_picture",
        Kind::Periodical => "periodical",
        Kind::Archive => "collection",
        Kind::Other => "document",
    }
}

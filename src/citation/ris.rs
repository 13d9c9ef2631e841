//! RIS (Research Information Systems, format specification of 2011).

use super::{Listed, is_container, keyed};
use crate::model::reference::{Kind, Reference};

pub(super) fn write(listed: &[Listed<'_>]) -> String {
    keyed(listed)
        .map(|(key, reference)| entry(&key, reference))
        .collect()
}

fn entry(key: &str, reference: &Reference) -> String {
    let mut out = String::new();
    // A tag stands at the head of its line, so no value may hold a break.
    let mut line = |tag: &str, value: &str| {
        let value: String = value
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        out.push_str(tag);
        out.push_str("  - ");
        out.push_str(value.trim());
        out.push_str("\r\n");
    };
    line("TY", type_of(reference.kind));
    line("ID", key);
    line("TI", &reference.title);
    for author in &reference.authors {
        line("AU", author);
    }
    for translator in &reference.translators {
        line("A4", translator);
    }
    if let Some(year) = reference.year {
        line("PY", &year.to_string());
    }
    if let Some(publisher) = &reference.publisher {
        let tag = if is_container(reference.kind) {
            "T2"
        } else {
            "PB"
        };
        line(tag, publisher);
    }
    if let Some(url) = &reference.url {
        line("UR", url);
    }
    if let Some(language) = &reference.language {
        line("LA", language);
    }
    line("N1", &reference.raw);
    line("ER", "");
    out
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Book => "BOOK",
        Kind::Article => "MGZN",
        Kind::Report => "RPRT",
        Kind::Thesis => "THES",
        Kind::Web => "ELEC",
        Kind::Wiki => "ENCYC",
        Kind::Film => "VIDEO",
        Kind::Periodical => "SER",
        Kind::Archive => "MANSCPT",
        Kind::Other => "GEN",
    }
}

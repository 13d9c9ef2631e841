//! BibTeX (Patashnik, *`BibTeXing`*, 1988), in UTF-8.

use std::fmt::Write as _;

use super::{Listed, keyed};
use crate::model::reference::{Kind, Reference};

pub(super) fn write(listed: &[Listed<'_>]) -> String {
    let entries: Vec<String> = keyed(listed)
        .map(|(key, reference)| entry(&key, reference))
        .collect();
    entries.join("\n")
}

fn entry(key: &str, reference: &Reference) -> String {
    let (entry_type, publisher) = type_of(reference.kind);
    // Doubled braces keep capitals, and a name whole.
    let whole = |text: &str| format!("{{{}}}", escaped(text));
    let names = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| whole(name)).collect();
        names.join(" and ")
    };
    let mut fields = vec![("title", whole(&reference.title))];
    if !reference.authors.is_empty() {
        fields.push(("author", names(&reference.authors)));
    }
    if !reference.translators.is_empty() {
        fields.push(("translator", names(&reference.translators)));
    }
    if let Some(year) = reference.year {
        fields.push(("year", year.to_string()));
    }
    if let Some(name) = &reference.publisher {
        fields.push((publisher, whole(name)));
    }
    if let Some(url) = &reference.url {
        // An address is taken as it is, but for what would end the field.
        fields.push(("url", url.replace(['{', '}'], "")));
    }
    if let Some(language) = &reference.language {
        fields.push(("language", escaped(language)));
    }
    fields.push(("note", escaped(&reference.raw)));
    let mut out = format!("@{entry_type}{{{key},\n");
    for (name, value) in fields {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    }
    out.push_str("}\n");
    out
}

/// The entry type, and the field of the one who brings it out.
fn type_of(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Book => ("book", "publisher"),
        Kind::Article => ("article", "journal"),
        Kind::Report => ("techreport", "institution"),
        Kind::Thesis => ("phdthesis", "school"),
        _ => ("misc", "howpublished"),
    }
}

/// Text with the signs of TeX escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

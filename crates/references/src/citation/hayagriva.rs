//! Hayagriva YAML (Hayagriva 0.8, file format).

use std::fmt::Write as _;

use super::Listing;
use super::kinds::names_of;
use crate::reference::{Name, Reference};
use chengshu_text::json::quoted;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let entries: Vec<String> = listing
        .works
        .iter()
        .map(|(key, reference)| entry(key, reference))
        .collect();
    if entries.is_empty() {
        return "{}\n".to_owned();
    }
    entries.concat()
}

fn entry(key: &str, reference: &Reference) -> String {
    let names = names_of(reference.kind);
    let mut out = format!("{}:\n  type: {}\n", name(key), names.hayagriva);
    let mut field = |name: &str, value: String| {
        let _ = writeln!(out, "  {name}: {value}");
    };
    field("title", formattable(&reference.title));
    if !reference.authors.is_empty() {
        field("author", people(&reference.authors));
    }
    if !reference.further.editors.is_empty() {
        field("editor", people(&reference.further.editors));
    }
    if !reference.further.translators.is_empty() {
        let translators = people(&reference.further.translators);
        field(
            "affiliated",
            format!("[{{role: translator, names: {translators}}}]"),
        );
    }
    if let Some(issued) = reference.issued {
        field("date", issued.to_string());
    }
    let (container, publisher) = reference.container_and_publisher();
    let mut within: Vec<String> = Vec::new();
    if let Some(container) = container {
        let sort = if reference.kind.is_article() {
            "periodical"
        } else {
            "anthology"
        };
        within.push(format!("type: {sort}"));
        within.push(format!("title: {}", formattable(container)));
    }
    let mut volume = |name: &str, text: &Option<String>| {
        if let Some(text) = text {
            let value = format!("{name}: {}", quoted(text));
            if within.is_empty() {
                field(name, quoted(text));
            } else {
                within.push(value);
            }
        }
    };
    volume("volume", &reference.further.volume);
    volume("issue", &reference.further.number);
    if !within.is_empty() {
        field("parent", format!("{{{}}}", within.join(", ")));
    }
    match (publisher, reference.further.place.as_deref()) {
        (Some(name), Some(place)) => field(
            "publisher",
            format!(
                "{{name: {}, location: {}}}",
                formattable(name),
                formattable(place)
            ),
        ),
        (Some(name), None) => field("publisher", formattable(name)),
        (None, Some(place)) => field("location", formattable(place)),
        (None, None) => {}
    }
    if let Some(edition) = &reference.further.edition {
        field("edition", quoted(edition));
    }
    if let Some(pages) = &reference.further.pages {
        field("page-range", quoted(pages));
    }
    if let Some(url) = reference.url.as_ref().filter(|url| url.contains("://")) {
        match reference.further.accessed {
            Some(day) => field("url", format!("{{value: {}, date: {day}}}", quoted(url))),
            None => field("url", quoted(url)),
        }
    }
    if let Some(doi) = &reference.further.doi {
        field("serial-number", format!("{{doi: {}}}", quoted(doi)));
    }
    if !reference.raw.is_empty() {
        field("note", formattable(&reference.raw));
    }
    out
}

/// A key: as it is where YAML takes it for itself, in quotation marks elsewhere, such as `true`, `1931`
/// and whatever holds signs.
fn name(key: &str) -> String {
    const WORDS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_plain = key.starts_with(char::is_alphabetic)
        && key.chars().all(is_word)
        && !WORDS.contains(&key.to_ascii_lowercase().as_str());
    if is_plain {
        key.to_owned()
    } else {
        quoted(key)
    }
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
    quoted(&escaped)
}

fn people(names: &[Name]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| match name {
            Name::Whole(name) => format!("{{name: {}}}", quoted(name)),
            Name::Parts { family, given } => format!(
                "{{name: {}, given-name: {}}}",
                quoted(family),
                quoted(given)
            ),
        })
        .collect();
    format!("[{}]", names.join(", "))
}

//! BibTeX (Patashnik, *`BibTeXing`*, 1988), in UTF-8.

use std::fmt::Write as _;

use super::{ListedWork, Listing, keys};
use crate::details::DETAILS;
use crate::kinds::names_of;
use crate::reference::{Completeness, Detail, Name};
use chengshu_text::date::PartialDate;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let entries: Vec<String> = keys::distinct(listing, safe)
        .iter()
        .zip(&listing.works)
        .map(|(key, work)| entry(key, work))
        .collect();
    entries.join("\n")
}

fn entry(key: &str, work: &ListedWork<'_>) -> String {
    let reference = work.reference;
    let further = &reference.further;
    let names = names_of(reference.kind);
    let mut fields = vec![("title", whole(&reference.title))];
    for (role, stated) in [
        ("author", &reference.authors),
        ("bookauthor", &further.container_authors),
        ("editor", &further.editors),
        ("translator", &further.translators),
    ] {
        if !stated.is_empty() {
            let mut value = people(stated);
            if role == "author" && reference.more_authors == Completeness::AndOthers {
                value.push_str(" and others");
            }
            fields.push((role, value));
        }
    }
    if let Some(issued) = reference.issued {
        fields.push(("year", issued.first_day().year().to_string()));
        match (further.detail(Detail::Dated), issued) {
            (Some(whole), _) => fields.push(("date", escaped(whole))),
            (None, PartialDate::Year(_)) => {}
            (None, PartialDate::Month(..) | PartialDate::Day(_)) => {
                fields.push(("date", issued.to_string()));
            }
        }
    }
    let (container, publisher) = reference.container_and_publisher();
    let container_field = if reference.kind.is_article() { "journal" } else { "booktitle" };
    for (field, text) in [
        (container_field, container),
        (names.bibtex_publisher, publisher),
        ("address", further.place.as_deref()),
        ("edition", further.edition.as_deref()),
        ("volume", further.volume.as_deref()),
        ("number", further.number.as_deref()),
        ("pages", further.pages.as_deref()),
        ("eid", further.detail(Detail::Article)),
    ] {
        if let Some(text) = text {
            fields.push((field, whole(text)));
        }
    }
    if let Some(doi) = &further.doi {
        fields.push(("doi", doi.replace(['{', '}'], "")));
    }
    if let Some(url) = &reference.url {
        // An address is taken as it is, but for what would end the field.
        fields.push(("url", url.replace(['{', '}'], "")));
    }
    if let Some(accessed) = further.accessed {
        fields.push(("urldate", accessed.to_string()));
    }
    if let Some(language) = &further.language {
        fields.push(("language", escaped(language)));
    }
    for row in DETAILS {
        if let (Some(name), Some(text)) = (row.bibtex.first(), further.detail(row.detail)) {
            fields.push((name, escaped(text)));
        }
    }
    let tags = work.tags().join(", ");
    if !tags.is_empty() {
        fields.push(("keywords", escaped(&tags)));
    }
    let notes = work.notes().join("; ");
    if !notes.is_empty() {
        fields.push(("note", escaped(&notes)));
    }
    let mut out = format!("@{}{{{},\n", names.bibtex, key);
    for (name, value) in fields {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    }
    out.push_str("}\n");
    out
}

/// Text in doubled braces, which keep capitals, and a name whole.
fn whole(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

fn people(people: &[Name]) -> String {
    let name = |name: &Name| match name {
        Name::Whole(name) => whole(name),
        Name::Parts { family, given } => match Name::given_and_suffix(given) {
            (given, Some(suffix)) => {
                format!("{}, {}, {}", whole(family), whole(suffix), whole(given))
            }
            (given, None) => format!("{}, {}", whole(family), whole(given)),
        },
    };
    people.iter().map(name).collect::<Vec<_>>().join(" and ")
}

/// A key with a hyphen for whatever ends one or means something to TeX.
fn safe(key: &str) -> String {
    let is_sign = |c: char| c.is_whitespace() || c.is_control() || "{}(),=\"#%~\\'@$^&".contains(c);
    let name = key.chars().map(|c| if is_sign(c) { '-' } else { c });
    if key.is_empty() { "-".to_owned() } else { name.collect() }
}

/// Text with the signs of TeX escaped. `BibTeX` counts braces with a backslash too, so that those
/// without a partner need a name.
fn escaped(text: &str) -> String {
    let balanced = is_balanced(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' if !balanced => out.push_str("\\textbraceleft{}"),
            '}' if !balanced => out.push_str("\\textbraceright{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Whether each brace of a text has its partner.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => return false,
            '}' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

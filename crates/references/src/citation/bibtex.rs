//! BibTeX (Patashnik, *`BibTeXing`*, 1988), in UTF-8.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Listing;
use super::kinds::names_of;
use crate::reference::{Completeness, Name, Reference};
use chengshu_text::date::PartialDate;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let mut names = Names::new(listing.works.iter().map(|(key, _)| key.as_str()));
    let entries: Vec<String> = listing
        .works
        .iter()
        .map(|(key, reference)| entry(&names.of(key), reference))
        .collect();
    entries.join("\n")
}

fn entry(name: &str, reference: &Reference) -> String {
    let names = names_of(reference.kind);
    // Doubled braces keep capitals, and a name whole.
    let whole = |text: &str| format!("{{{}}}", escaped(text));
    let people = |people: &[Name]| {
        let people: Vec<String> = people
            .iter()
            .map(|name| match name {
                Name::Whole(name) => whole(name),
                Name::Parts { family, given } => {
                    format!("{}, {}", whole(family), whole(given))
                }
            })
            .collect();
        people.join(" and ")
    };
    let mut fields = vec![("title", whole(&reference.title))];
    for (role, stated) in [
        ("author", &reference.authors),
        ("editor", &reference.further.editors),
        ("translator", &reference.further.translators),
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
        match issued {
            PartialDate::Year(_) => {}
            PartialDate::Month(..) | PartialDate::Day(_) => {
                fields.push(("date", issued.to_string()));
            }
        }
    }
    let (container, publisher) = reference.container_and_publisher();
    let container_field = if reference.kind.is_article() {
        "journal"
    } else {
        "booktitle"
    };
    for (field, text) in [
        (container_field, container),
        (names.bibtex_publisher, publisher),
        ("address", reference.further.place.as_deref()),
        ("edition", reference.further.edition.as_deref()),
        ("volume", reference.further.volume.as_deref()),
        ("number", reference.further.number.as_deref()),
        ("pages", reference.further.pages.as_deref()),
    ] {
        if let Some(text) = text {
            fields.push((field, whole(text)));
        }
    }
    if let Some(doi) = &reference.further.doi {
        fields.push(("doi", doi.replace(['{', '}'], "")));
    }
    if let Some(url) = &reference.url {
        // An address is taken as it is, but for what would end the field.
        fields.push(("url", url.replace(['{', '}'], "")));
    }
    if let Some(accessed) = reference.further.accessed {
        fields.push(("urldate", accessed.to_string()));
    }
    if let Some(language) = &reference.further.language {
        fields.push(("language", escaped(language)));
    }
    if !reference.raw.is_empty() {
        fields.push(("note", escaped(&reference.raw)));
    }
    let mut out = format!("@{}{{{},\n", names.bibtex, name);
    for (field, value) in fields {
        let _ = writeln!(out, "  {field} = {{{value}}},");
    }
    out.push_str("}\n");
    out
}

/// What entries are called: a key twice would cost readers the file.
struct Names(HashMap<String, usize>);

impl Names {
    /// A key that is a name as it stands keeps it, whatever others become.
    fn new<'a>(keys: impl Iterator<Item = &'a str>) -> Self {
        let kept = keys.filter(|key| safe(key) == *key);
        Self(kept.map(|key| (key.to_owned(), 1)).collect())
    }

    /// The name of a key, with a number if others have it.
    fn of(&mut self, key: &str) -> String {
        let name = safe(key);
        if name == key {
            return name;
        }
        let mut free = name.clone();
        while self.0.contains_key(&free) {
            let count = self.0.entry(name.clone()).or_insert(1);
            *count += 1;
            free = format!("{name}-{count}");
        }
        self.0.insert(free.clone(), 1);
        free
    }
}

/// A key with a hyphen for whatever ends one or means something to TeX.
fn safe(key: &str) -> String {
    let is_sign = |c: char| c.is_whitespace() || c.is_control() || "{}(),=\"#%~\\'@$^&".contains(c);
    let name = key.chars().map(|c| if is_sign(c) { '-' } else { c });
    if key.is_empty() {
        "-".to_owned()
    } else {
        name.collect()
    }
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

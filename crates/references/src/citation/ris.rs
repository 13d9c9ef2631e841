//! RIS (Research Information Systems, format specification of 2011).

use super::{ListedWork, Listing, keys};
use crate::details::DETAILS;
use crate::kinds::names_of;
use crate::reference::Name;
use chengshu_text::date::PartialDate;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let keys = keys::distinct(listing, str::to_owned);
    let entries = keys.iter().zip(&listing.works);
    entries.map(|(key, work)| entry(key, work)).collect()
}

fn entry(key: &str, work: &ListedWork<'_>) -> String {
    let reference = work.reference;
    let mut out = String::new();
    // A tag stands at the head of its line, so no value may hold a break.
    let mut line = |tag: &str, value: &str| {
        let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        out.push_str(tag);
        out.push_str("  - ");
        out.push_str(value.trim());
        out.push_str("\r\n");
    };
    line("TY", names_of(reference.kind).ris);
    line("ID", key);
    line("TI", &reference.title);
    for (tag, people) in [
        ("AU", &reference.authors),
        ("ED", &reference.further.editors),
        ("A4", &reference.further.translators),
    ] {
        for name in people {
            match name {
                Name::Whole(name) => line(tag, name),
                Name::Parts { family, given } => line(tag, &format!("{family}, {given}")),
            }
        }
    }
    if let Some(issued) = reference.issued {
        line("PY", &issued.first_day().year().to_string());
        if !matches!(issued, PartialDate::Year(_)) {
            line("DA", &slashed(issued));
        }
    }
    let (container, publisher) = reference.container_and_publisher();
    let accessed = reference.further.accessed.map(slashed);
    for (tag, text) in [
        ("T2", container),
        ("PB", publisher),
        ("CY", reference.further.place.as_deref()),
        ("ET", reference.further.edition.as_deref()),
        ("VL", reference.further.volume.as_deref()),
        ("IS", reference.further.number.as_deref()),
        ("SP", reference.further.pages.as_deref()),
        ("DO", reference.further.doi.as_deref()),
        ("UR", reference.url.as_deref()),
        ("Y2", accessed.as_deref()),
        ("LA", reference.further.language.as_deref()),
    ] {
        if let Some(text) = text {
            line(tag, text);
        }
    }
    for row in DETAILS.iter().filter(|row| !row.ris.is_empty()) {
        if let Some(text) = reference.further.detail(row.detail) {
            line(row.ris, text);
        }
    }
    for note in work.notes() {
        line("N1", &note);
    }
    for tag in work.tags() {
        line("KW", &tag);
    }
    line("ER", "");
    out
}

/// A date as RIS has it: year, month and day, each with its slash.
fn slashed(date: PartialDate) -> String {
    match date {
        PartialDate::Year(year) => format!("{year:04}///"),
        PartialDate::Month(year, month) => format!("{year:04}/{month:02}//"),
        PartialDate::Day(day) => {
            format!("{:04}/{:02}/{:02}/", day.year(), day.month(), day.day())
        }
    }
}

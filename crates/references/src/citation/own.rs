//! JSON with all that is known of each entry.

use serde::Serialize;
use serde_json::{Value, json};

use super::json::{self, Group};
use super::{Listed, Listing};
use crate::details::DETAILS;
use crate::kinds::names_of;
use crate::reference::{Name, Reference};
use chengshu_text::date::PartialDate;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let transcripts: Vec<_> = listing.transcripts.iter().map(transcript).collect();
    json::lines(&transcripts, 2)
}

#[derive(Serialize)]
struct Transcript<'a> {
    file: &'a str,
    title: &'a str,
    intro: String,
    references: Vec<Group<Value>>,
}

fn transcript<'a>(listed: &Listed<'a>) -> Transcript<'a> {
    let references = listed.references.iter();
    Transcript {
        file: listed.file,
        title: listed.title,
        intro: listed.intro.join("\n"),
        references: references.map(|reference| entry(reference)).collect(),
    }
}

fn entry(reference: &Reference) -> Group<Value> {
    let further = &reference.further;
    // A name stands as it was written.
    let written = |name: &Name| match name {
        Name::Parts { family, given } => {
            let inverted = [format!("{family}, {given}"), format!("{family} {given}")];
            let stated = inverted.into_iter().find(|name| reference.raw.contains(name));
            stated.unwrap_or_else(|| name.to_string())
        }
        Name::Whole(name) => name.clone(),
    };
    let names = |names: &[Name]| names.iter().map(written).collect::<Vec<_>>();
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
    let editors = Some(&further.editors).filter(|editors| !editors.is_empty());
    let always = [
        ("raw", json!(reference.raw)),
        ("title", json!(reference.title)),
        ("authors", json!(names(&reference.authors))),
        ("translators", json!(names(&further.translators))),
        ("year", json!(reference.year())),
        ("publisher", json!(reference.publisher)),
        ("url", json!(reference.url)),
        ("language", json!(further.language)),
        ("kind", json!(names_of(reference.kind).own)),
    ];
    let where_stated = [
        ("key", json!(further.key)),
        ("container", json!(further.container)),
        ("editors", json!(editors.map(|editors| names(editors)))),
        ("place", json!(further.place)),
        ("edition", json!(further.edition)),
        ("issued", json!(date(reference.issued))),
        ("volume", json!(further.volume)),
        ("number", json!(further.number)),
        ("pages", json!(further.pages)),
        ("doi", json!(further.doi)),
        ("accessed", json!(date(further.accessed))),
    ];
    let details = DETAILS.iter().filter_map(|row| {
        let text = further.detail(row.detail)?;
        Some((*row.csl.first()?, json!(text)))
    });
    let stated = where_stated.into_iter().chain(details).filter(|(_, value)| !value.is_null());
    Group(always.into_iter().chain(stated).collect())
}

//! JSON with all that is known of each entry.

use super::kinds::names_of;
use super::{Listed, Listing};
use crate::reference::{Name, Reference};
use chengshu_text::date::PartialDate;
use chengshu_text::json::quoted;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let transcripts: Vec<String> = listing.transcripts.iter().map(transcript).collect();
    format!("[\n{}\n]\n", transcripts.join(",\n"))
}

fn transcript(listed: &Listed<'_>) -> String {
    let mut out = format!(
        "  {{\"file\": {}, \"title\": {}, \"intro\": {}, \"references\": [",
        quoted(listed.file),
        quoted(listed.title),
        quoted(&listed.intro.join("\n"))
    );
    for (number, reference) in listed.references.iter().enumerate() {
        out.push_str(if number == 0 { "\n    " } else { ",\n    " });
        out.push_str(&entry(reference));
    }
    out.push_str(if listed.references.is_empty() {
        "]}"
    } else {
        "\n  ]}"
    });
    out
}

fn entry(reference: &Reference) -> String {
    let list = |names: &[Name]| {
        let names: Vec<String> = names.iter().map(|name| quoted(&name.to_string())).collect();
        format!("[{}]", names.join(", "))
    };
    let text = |text: &Option<String>| text.as_deref().map(quoted);
    let date = |date: Option<PartialDate>| date.map(|date| quoted(&date.to_string()));
    // Those that always stand there, then those a reference may state.
    let always = [
        ("raw", Some(quoted(&reference.raw))),
        ("title", Some(quoted(&reference.title))),
        ("authors", Some(list(&reference.authors))),
        ("translators", Some(list(&reference.further.translators))),
        ("year", reference.year().map(|year| year.to_string())),
        ("publisher", text(&reference.publisher)),
        ("url", text(&reference.url)),
        ("language", text(&reference.further.language)),
        ("kind", Some(quoted(names_of(reference.kind).own))),
    ];
    let editors = Some(&reference.further.editors).filter(|editors| !editors.is_empty());
    let stated = [
        ("key", text(&reference.further.key)),
        ("container", text(&reference.further.container)),
        ("editors", editors.map(|editors| list(editors))),
        ("place", text(&reference.further.place)),
        ("edition", text(&reference.further.edition)),
        ("issued", date(reference.issued)),
        ("volume", text(&reference.further.volume)),
        ("number", text(&reference.further.number)),
        ("pages", text(&reference.further.pages)),
        ("doi", text(&reference.further.doi)),
        ("accessed", date(reference.further.accessed)),
    ];
    let always = always
        .into_iter()
        .map(|(name, value)| (name, value.unwrap_or_else(|| "null".to_owned())));
    let stated = stated
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let fields: Vec<String> = always
        .chain(stated)
        .map(|(name, value)| format!("\"{name}\": {value}"))
        .collect();
    format!("{{{}}}", fields.join(", "))
}

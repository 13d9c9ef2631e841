//! JSON with all that is known of each entry.

use std::fmt::Write as _;

use super::Listed;
use crate::json::quoted;
use crate::model::reference::{Kind, Reference};

pub(super) fn write(listed: &[Listed<'_>]) -> String {
    let transcripts: Vec<String> = listed.iter().map(transcript).collect();
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
    let Reference {
        raw,
        at: _,
        title,
        authors,
        translators,
        year,
        publisher,
        url,
        language,
        kind,
    } = reference;
    let list = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
        format!("[{}]", names.join(", "))
    };
    let text = |text: &Option<String>| text.as_deref().map_or("null".to_owned(), quoted);
    let mut out = format!("{{\"raw\": {}, \"title\": {}", quoted(raw), quoted(title));
    let _ = write!(out, ", \"authors\": {}", list(authors));
    let _ = write!(out, ", \"translators\": {}", list(translators));
    let year = year.map_or("null".to_owned(), |year| year.to_string());
    let _ = write!(
        out,
        ", \"year\": {year}, \"publisher\": {}",
        text(publisher)
    );
    let _ = write!(
        out,
        ", \"url\": {}, \"language\": {}",
        text(url),
        text(language)
    );
    let _ = write!(out, ", \"kind\": \"{}\"}}", kind_name(*kind));
    out
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Book => "book",
        Kind::Article => "article",
        Kind::Report => "report",
        Kind::Thesis => "thesis",
        Kind::Web => "web",
        Kind::Wiki => "wiki",
        Kind::Film => "film",
        Kind::Periodical => "periodical",
        Kind::Archive => "archive",
        Kind::Other => "other",
    }
}

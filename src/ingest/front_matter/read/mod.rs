//! From the lines of a head to its values.

use super::ends::Closing;
use super::keys::{KEYS, Stated};
use super::split::{Form, Split, split};
use super::toml;
use crate::ingest::diag::{
    FENCED_FILE, HEAD_NOT_YAML, MISSPELT_KEY, NO_BODY, NO_HEAD, NO_TITLE, REPEATED_KEY,
    UNCLOSED_HEAD, WRONG_VALUE,
};
use crate::model::head::{Head, LocatedText};
use crate::model::settings::BookSettings;
use crate::settings;
use chengshu_text::diag::{Diagnostic, Quoted, Sink};
use chengshu_text::keys::{Scope, Table};
use chengshu_text::source::Source;
use chengshu_text::spelling;
use chengshu_text::yaml::{self, Document};

/// The keys of heads.
pub const TABLE: Table<Stated> = Table {
    keys: KEYS,
    of: "the head",
    no_keys: &HEAD_NOT_YAML,
    repeated: &REPEATED_KEY,
    wrong_value: &WRONG_VALUE,
};

/// Reads the head of a transcript. In: the file and its parts. Out: what the head states; findings
/// go to the sink. A head that is not YAML reads as an empty one.
pub fn read_head(source: &Source, split: &Split, sink: &mut Sink) -> Head {
    let head = read(source, split, sink);
    let body = source.text.get(split.body.clone()).unwrap_or_default();
    let is_draft = head.draft.as_ref().is_some_and(|draft| draft.value);
    if split.head.is_some() && body.trim().is_empty() && !is_draft {
        sink.push(
            Diagnostic::new(&NO_BODY, "there is no text after the head")
                .at(source.place(split.body.start))
                .help("add the text, or `draft: true` to the head"),
        );
    }
    head
}

fn read(source: &Source, split: &Split, sink: &mut Sink) -> Head {
    let Some(span) = split.head.clone() else {
        sink.push(
            Diagnostic::new(&NO_HEAD, "the transcript has no head")
                .at(source.place(0))
                .help("begin the file with the lines `---`, `title: \"...\"` and `---`"),
        );
        return Head::default();
    };
    if let Some(fence) = &split.fence {
        sink.push(
            Diagnostic::new(&FENCED_FILE, "the head is inside a code fence")
                .at(source.span(fence))
                .help("delete this line and the line that closes the fence"),
        );
    }
    if split.closing == Closing::Missing {
        sink.push(
            Diagnostic::new(&UNCLOSED_HEAD, "no line `---` closes the head")
                .at(source.place(split.body.start))
                .help("add a line `---` after the last key, before this line"),
        );
    }
    let Some(mut document) = document(source, split, sink) else {
        return Head::default();
    };
    let mut stated = Stated::default();
    TABLE.read(source, &mut document, &mut stated, sink, |name, value, stated, sink| {
        let Some(name) = name.line() else {
            return;
        };
        if let Some(near) = meant(&name.value) {
            sink.push(
                Diagnostic::new(&MISSPELT_KEY, format!("`{}` has no effect", name.value))
                    .at(source.span(&name.at))
                    .help(format!("did you mean `{near}`?"))
                    .replace(&name.value, near),
            );
        }
        stated.head.extra.push((name, value.flat()));
    });
    let Stated { mut head, description, other_dates } = stated;
    head.date = head.date.or(other_dates.into_iter().flatten().next());
    head.description = description.and_then(|node| {
        Some(LocatedText {
            text: node.as_str()?.to_owned(),
            runs: yaml::runs(&source.text, &node),
            at: node.at,
        })
    });
    if head.title.is_none() && document.root.as_mapping().is_some() {
        sink.push(
            Diagnostic::new(&NO_TITLE, "the head has no title")
                .at(source.span(&span))
                .help("add `title: \"...\"`"),
        );
    }
    head
}

/// The keys between the lines of a head; none if it is no YAML or TOML, which is a finding.
fn document(source: &Source, split: &Split, sink: &mut Sink) -> Option<Document> {
    let span = split.head.clone()?;
    let last = span.end.saturating_sub(1);
    let read = match split.form {
        Form::Yaml => {
            yaml::parse(&source.text, span).map_err(|error| (error.message, error.at, error.help))
        }
        Form::Toml => toml::parse(&source.text, span)
            .map_err(|error| (error.message, error.at, "write `key = \"value\"`")),
    };
    read.map_err(|(message, at, help)| {
        sink.push(
            Diagnostic::new(&HEAD_NOT_YAML, message)
                .at(source.place(at.min(last)))
                .help(help),
        );
    })
    .ok()
}

/// Reads what the head of a book's `index.md` says of the book, beside what the head of a transcript
/// may hold. Keys without an effect are findings, but for those [`read_head`] has reported.
pub fn read_book(source: &Source, sink: &mut Sink) -> BookSettings {
    let mut book = BookSettings::default();
    // What is no YAML is reported already.
    let Some(document) = document(source, &split(source), &mut Sink::default()) else {
        return book;
    };
    for (name, value) in document.root.as_mapping().into_iter().flatten() {
        let stated = name.flat();
        if TABLE.name(&stated).is_some() || meant(&stated).is_some() {
            continue;
        }
        match settings::TABLE.find(&stated) {
            Some(key) if key.scope == Scope::Book => {
                settings::TABLE.pair(key, &stated, value, source, &mut book, sink);
            }
            known => sink.push(without_effect(&stated, known.is_some()).at(source.span(&name.at))),
        }
    }
    book
}

/// Reports the keys of a part's `index.md` that have no effect, but for those [`read_head`] has
/// reported.
pub fn report_unknown(head: &Head, source: &Source, sink: &mut Sink) {
    for (stated, _) in &head.extra {
        if meant(&stated.value).is_none() {
            let is_known = settings::TABLE.name(&stated.value).is_some();
            sink.push(without_effect(&stated.value, is_known).at(source.span(&stated.at)));
        }
    }
}

/// A key of an `index.md` that says nothing there.
fn without_effect(stated: &str, is_setting: bool) -> Diagnostic {
    if is_setting {
        let message = format!("{} has no effect in this `index.md`", Quoted(stated));
        return Diagnostic::new(&MISSPELT_KEY, message).help("move it to `book.yaml`");
    }
    let message = format!("{} is not a key of an `index.md`", Quoted(stated));
    Diagnostic::new(&MISSPELT_KEY, message)
        .meant(stated, settings::TABLE.names(), || "delete it, or move it to the text".to_owned())
}

/// The known key of a head that a name is a slip of: one letter in short names, two in long ones.
fn meant(stated: &str) -> Option<&'static str> {
    let near = spelling::nearest(stated, TABLE.names().chain(settings::TABLE.names()))?;
    let slips = strsim::osa_distance(&stated.to_lowercase(), near);
    let is_slip = slips > 0 && slips <= near.len() / 5;
    TABLE.name(near).filter(|_| is_slip)
}

#[cfg(test)]
mod tests;

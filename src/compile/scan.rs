//! The first look at every transcript.

use super::{NO_DATE, Plan, Request};
use crate::diag::{Diagnostic, Place, Sink};
use crate::ingest;
use crate::model::outline::{DescriptionText, Outline};
use crate::model::reference::Description;
use crate::model::settings::BookSettings;
use crate::model::source::{Source, Span};
use crate::{bibliography, normalise, pipeline, settings, structure};

pub fn plan<'a>(request: &'a Request<'a>, sink: &mut Sink) -> Plan<'a> {
    let folder = request.folder;
    let settings_source = folder
        .settings
        .as_deref()
        .and_then(|path| read(request, path, sink));
    let stated = settings_source
        .as_ref()
        .map(|source| settings::read(source, sink))
        .unwrap_or_default();
    if let Some(source) = &settings_source {
        normalise::check_switches(&stated.rules, |at| source.place(at), sink);
    }
    let merged = request.overrides.clone().over(stated);
    let index = folder
        .index
        .as_deref()
        .and_then(|path| look(request, path, None, sink));
    let parts: Vec<_> = folder
        .parts
        .iter()
        .map(|part| {
            let index = part
                .index
                .as_deref()
                .and_then(|path| look(request, path, None, sink));
            (part.name.clone(), index)
        })
        .collect();
    let own = folder.files.iter().map(|file| (None, file));
    let below = folder
        .parts
        .iter()
        .enumerate()
        .flat_map(|(part, folder)| folder.files.iter().map(move |file| (Some(part), file)));
    let files: Vec<(Option<usize>, &String)> = own.chain(below).collect();
    let mut outlines = Vec::with_capacity(files.len());
    let mut found = Sink::default();
    let done: Result<(), std::convert::Infallible> = pipeline::in_order(
        files.len(),
        request.threads,
        |job| {
            let (part, file) = files[job];
            let mut findings = Sink::default();
            (look(request, file, part, &mut findings), findings)
        },
        |(outline, findings)| {
            found.append(findings);
            outlines.extend(outline);
            Ok(())
        },
    );
    match done {
        Ok(()) => sink.append(found),
        Err(never) => match never {},
    }
    let tags = outlines
        .iter()
        .flat_map(|outline: &Outline| outline.head.tags.iter().map(|tag| tag.value.clone()))
        .collect();
    let instants: Vec<_> = outlines
        .iter()
        .filter_map(|outline| outline.head.date.as_ref())
        .map(|date| date.value)
        .collect();
    let cover = merged
        .cover
        .as_ref()
        .map(|cover| cover.value.clone())
        .or_else(|| {
            let index = index.as_ref().and_then(|index| index.head.cover.as_ref());
            let only = outlines
                .first()
                .filter(|_| outlines.len() == 1)
                .and_then(|only| only.head.cover.as_ref());
            index.or(only).map(|cover| cover.value.clone())
        });
    let book = structure::arrange(
        structure::Material {
            name: &folder.name,
            index,
            parts,
            outlines,
            settings: &merged,
            settings_source: settings_source.as_ref(),
        },
        sink,
    );
    let mut book = book;
    let glossary = folder
        .glossary
        .as_deref()
        .and_then(|path| read(request, path, sink));
    if let Some(source) = &glossary {
        book.treatment.glossary = settings::glossary::read(source, sink);
    }
    let newest = instants
        .into_iter()
        .filter_map(|date| date.instant(book.zone))
        .max();
    let modified = request.epoch.or(newest).unwrap_or(NO_DATE);
    Plan {
        output: output(&merged, &folder.name, &book.title),
        cover: cover.map(|cover| cover.to_string()),
        tags,
        modified,
        book,
        settings: merged,
        glossary,
        request,
    }
}

fn read(request: &Request<'_>, path: &str, sink: &mut Sink) -> Option<Source> {
    let display = request.files.display(path);
    match request.files.read(path) {
        Ok(bytes) => ingest::decode::decode(bytes, display, sink),
        Err(reason) => {
            sink.push(
                Diagnostic::new(
                    &ingest::diag::UNREADABLE_FILE,
                    format!("cannot be read: {reason}"),
                )
                .at(Place::file(display)),
            );
            None
        }
    }
}

fn look(
    request: &Request<'_>,
    path: &str,
    part: Option<usize>,
    sink: &mut Sink,
) -> Option<Outline> {
    let source = read(request, path, sink)?;
    let mut outline = ingest::outline(path, part, &source, sink);
    if let Some(description) = &outline.head.description {
        let read = bibliography::read_description(&description.text);
        let place = |offset| source.place(description.offset(offset));
        bibliography::report(&description.text, &read, place, sink);
        outline.description = texts(&description.text, read);
    }
    Some(outline)
}

/// The pieces of a description as paragraphs.
fn texts(text: &str, description: Description) -> DescriptionText {
    let lines = |spans: &[Span]| {
        spans
            .iter()
            .filter_map(|span| text.get(span.clone()))
            .flat_map(str::lines)
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    DescriptionText {
        intro: lines(&description.intro),
        notes: lines(&description.notes),
        references: description.references,
    }
}

/// Name of the finished file: as set, the folder's, or the title's. What file systems refuse is
/// left out.
fn output(settings: &BookSettings, folder: &str, title: &str) -> String {
    let stated = settings.output.as_ref().map(|output| output.value.as_str());
    [stated.unwrap_or_default(), folder, title]
        .into_iter()
        .map(file_name)
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "book".to_owned())
}

/// A name every file system takes, of at most 120 bytes.
fn file_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.trim().chars() {
        let c = match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            c if c.is_control() => continue,
            c => c,
        };
        if out.len() + c.len_utf8() > 120 {
            break;
        }
        out.push(c);
    }
    out.trim_matches(|c: char| c == '.' || c.is_whitespace())
        .to_owned()
}

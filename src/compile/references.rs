//! Joins what is stated of references: in files, in heads, at the ends of texts, and corrected in
//! `book.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Request;
use super::reading::read;
use crate::model::outline::{DescriptionText, Outline};
use crate::render::citing::{LONGEST, keyed};
use chengshu_references::files::diag::{NO_SUCH_ENTRY, REPEATED_KEY, SECTION_MOVED, UNKNOWN_KEY};
use chengshu_references::files::{Change, Cited, Correction, cited, corrections, format_of};
use chengshu_references::read::{read_entry, read_section, report_entry};
use chengshu_references::reference::{Basis, Reference};
use chengshu_text::diag::{Diagnostic, Sink, counted};
use chengshu_text::source::{Located, Source, Span};
use chengshu_text::spelling::nearest;
use chengshu_text::yaml::Node;

/// How many words a misspelt one is compared with.
const COMPARED: usize = 1_000;

/// The works of a book's files of references.
#[derive(Debug)]
pub struct Works {
    /// The works in the order of the files.
    pub list: Vec<Reference>,
    /// In an order of its own, so that of two keys as near the same is suggested each time (K1).
    by_key: BTreeMap<String, usize>,
}

impl Works {
    /// The work with that key, whose first letter may be the sign of a citation itself.
    fn get(&self, key: &str) -> Option<&Reference> {
        let found = self.by_key.get(key);
        let found = found.or_else(|| self.by_key.get(&format!("@{key}")));
        let found = found.or_else(|| self.by_key.get(key.strip_prefix('@')?))?;
        self.list.get(*found)
    }

    /// The work with that key. None is a finding.
    fn find(&self, key: &Located<String>, source: &Source, sink: &mut Sink) -> Option<Reference> {
        let found = self.get(&key.value);
        if found.is_none() {
            let keys = self.by_key.keys().map(String::as_str).take(COMPARED);
            let help = nearest(&key.value, keys).map_or_else(
                || "put the work into references.bib, .json or .yaml beside book.yaml".to_owned(),
                |near| format!("did you mean `@{near}`?"),
            );
            sink.push(
                Diagnostic::new(&UNKNOWN_KEY, format!("no work has the key `{}`", key.value))
                    .at(source.span(&key.at))
                    .help(help),
            );
        }
        found.cloned()
    }
}

/// Reads the files of references of a book and its parts.
pub fn works(request: &Request<'_>, sink: &mut Sink) -> Works {
    let folder = request.folder;
    let parts = folder.parts.iter().flat_map(|part| &part.references);
    let paths: Vec<&String> = folder.references.iter().chain(parts).collect();
    let mut works = Works { list: Vec::new(), by_key: BTreeMap::new() };
    for path in paths {
        let Some(format) = format_of(path) else {
            continue;
        };
        let Some(source) = read(request.files, path, sink) else {
            continue;
        };
        for work in (format.read)(&source, sink) {
            let place = || source.span(&work.at);
            report_entry(&work, place, sink);
            if let Some(key) = &work.further.key {
                if works.by_key.contains_key(key) {
                    sink.push(
                        Diagnostic::new(&REPEATED_KEY, format!("the key `{key}` is used twice"))
                            .at(place())
                            .help("give it another key, or delete it"),
                    );
                } else {
                    works.by_key.insert(key.clone(), works.list.len());
                }
            }
            works.list.push(work);
        }
    }
    works
}

/// Adds to a transcript's references those of its head and of the end of its text, which then
/// ends before them.
pub fn add(outline: &mut Outline, source: &Source, works: &Works, sink: &mut Sink) {
    if let Some(node) = outline.head.references.take() {
        for entry in cited(&node, source, sink) {
            let at = match &entry {
                Cited::Text(text) => text.at.start,
                Cited::Key(key) => key.at.start,
                Cited::Work(work) => work.at.start,
            };
            let is_key = matches!(entry, Cited::Key(_));
            let Some(reference) = resolve(entry, works, source, sink) else {
                continue;
            };
            // What a work in a file lacks was said there.
            if !is_key {
                report_entry(&reference, || source.place(at), sink);
            }
            outline.description.references.push(Arc::new(reference));
        }
    }
    if outline.spoken.is_none() {
        move_section(outline, source, sink);
        cite(outline, source, works, sink);
    }
}

/// Adds the works that the text of a transcript cites by their keys (`[@lamps, p. 35]`).
fn cite(outline: &mut Outline, source: &Source, works: &Works, sink: &mut Sink) {
    if works.by_key.is_empty() {
        return;
    }
    let start = outline.body.start;
    let body = source.text.get(outline.body.clone()).unwrap_or_default();
    let references = &mut outline.description.references;
    let keys = references.iter().filter_map(|known| known.further.key.clone());
    let mut known: BTreeSet<String> = keys.collect();
    for open in memchr::memchr_iter(b'[', body.as_bytes()) {
        let longest = body.len().min(open + LONGEST);
        let close = memchr::memchr2(b']', b'\n', &body.as_bytes()[open..longest]);
        let inside = close.map_or("", |close| &body[open + 1..open + close]);
        let mut at = start + open + 1;
        for part in inside.split_inclusive([';', '；']) {
            if let Some((before, key, _)) = keyed(part)
                && known.insert(key.to_owned())
            {
                let place = at + before.len();
                let key = Located { value: key.to_owned(), at: place..place + 1 + key.len() };
                references.extend(works.find(&key, source, sink).map(Arc::new));
            }
            at += part.len();
        }
    }
}

fn resolve(entry: Cited, works: &Works, source: &Source, sink: &mut Sink) -> Option<Reference> {
    match entry {
        Cited::Text(text) => {
            // A key may have blanks: it is one if there is such a work.
            let key = text.value.strip_prefix('@');
            Some(match key.and_then(|key| works.get(key)) {
                Some(work) => work.clone(),
                None => Reference { at: text.at, ..read_entry(&text.value) },
            })
        }
        Cited::Work(work) => Some(*work),
        Cited::Key(key) => works.find(&key, source, sink),
    }
}

fn move_section(outline: &mut Outline, source: &Source, sink: &mut Sink) {
    let start = outline.body.start;
    let body = source.text.get(outline.body.clone()).unwrap_or_default();
    let Some(section) = read_section(body) else {
        return;
    };
    sink.push(
        Diagnostic::new(
            &SECTION_MOVED,
            format!("{} moved to the bibliography", counted(section.references.len(), "entry")),
        )
        .at(source.place(start + section.heading.start))
        .help("give the list another heading to keep it in the text"),
    );
    outline.body.end = start + section.at;
    let description = &mut outline.description;
    let numbers = numbers(body, &section.references);
    if !numbers.is_empty() {
        description.numbers.resize(description.references.len(), 0);
        description.numbers.extend(numbers);
    }
    for mut reference in section.references {
        reference.at = start + reference.at.start..start + reference.at.end;
        report_entry(&reference, || source.span(&reference.at), sink);
        outline.description.references.push(Arc::new(reference));
    }
}

/// The numbers a list in a text states for its entries, 0 where an entry has none; nothing at all where
/// none has.
pub fn numbers(text: &str, entries: &[Reference]) -> Vec<u32> {
    let number = |entry: &Reference| {
        // A number stands before the words of an entry, or an entry is given with its number.
        let before = text.get(..entry.at.start).unwrap_or_default();
        let before = before.trim_end().trim_end_matches(AFTER_NUMBER);
        let behind = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let within = text.get(entry.at.clone()).unwrap_or_default().trim_start();
        let within = within.trim_start_matches(['[', '［', '【', '（', '(']);
        let length = within.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        let stated = match &before[behind.len()..] {
            "" if within[length..].starts_with(AFTER_NUMBER) => &within[..length],
            _ if behind.ends_with(char::is_alphanumeric) => "",
            digits => digits,
        };
        stated.parse().unwrap_or(0)
    };
    let numbers: Vec<u32> = entries.iter().map(number).collect();
    if numbers.iter().all(|number| *number == 0) {
        return Vec::new();
    }
    numbers
}

/// Marks between the number of an entry and its words.
const AFTER_NUMBER: [char; 10] = ['.', '．', '、', ']', '］', '】', ')', '）', ':', '：'];

/// Corrects entries as `book.yaml` says, whose text is `source`. Numbers are those of the lists
/// as they were read, whatever is dropped.
pub fn correct(
    outlines: &mut [Outline],
    node: &Node,
    works: &Works,
    source: &Source,
    sink: &mut Sink,
) {
    let files: BTreeMap<String, usize> = outlines
        .iter()
        .enumerate()
        .map(|(at, outline)| (outline.file.clone(), at))
        .collect();
    let mut dropped: BTreeSet<(usize, usize)> = BTreeSet::new();
    for correction in corrections(node, source, sink) {
        let file = files.get(&correction.file.value).copied();
        let Some((at, outline)) = file.and_then(|at| Some((at, outlines.get_mut(at)?))) else {
            report_no_transcript(&correction, files.keys(), source, sink);
            continue;
        };
        let entries = &mut outline.description.references;
        let all = entries.len();
        let number = correction.number.value - 1;
        let Some(entry) = entries.get_mut(number) else {
            report_no_entry(&correction, all, source, sink);
            continue;
        };
        match correction.change {
            Change::Drop => {
                dropped.insert((at, number));
            }
            Change::Fields(fields) => {
                let read = Arc::clone(entry);
                let entry = Arc::make_mut(entry);
                fields.put(entry, source, sink);
                if *entry != *read {
                    entry.basis = Basis::Corrected;
                }
            }
            Change::Instead(cited) => {
                if let Some(instead) = resolve(cited, works, source, sink) {
                    let entry = Arc::make_mut(entry);
                    *entry = Reference {
                        raw: std::mem::take(&mut entry.raw),
                        at: entry.at.clone(),
                        basis: Basis::Corrected,
                        ..instead
                    };
                }
            }
        }
    }
    for (at, outline) in outlines.iter_mut().enumerate() {
        let numbers = dropped.range((at, 0)..(at + 1, 0)).map(|(_, number)| *number);
        drop_entries(&mut outline.description, &numbers.collect());
    }
}

/// Makes notes of entries that are dropped.
fn drop_entries(description: &mut DescriptionText, numbers: &BTreeSet<usize>) {
    if numbers.is_empty() {
        return;
    }
    let entries = std::mem::take(&mut description.references).into_iter();
    let stated = std::mem::take(&mut description.numbers);
    for (number, entry) in entries.enumerate() {
        if !numbers.contains(&number) {
            description.references.push(entry);
            description.numbers.extend(stated.get(number));
        } else if entry.raw.is_empty() {
            description.notes.push(entry.title.clone());
        } else {
            description.notes.push(entry.raw.clone());
        }
    }
}

fn report_no_transcript<'a>(
    correction: &Correction,
    files: impl Iterator<Item = &'a String>,
    source: &Source,
    sink: &mut Sink,
) {
    let file = &correction.file;
    let near = nearest(&file.value, files.map(String::as_str).take(COMPARED));
    let help = near.map_or_else(
        || "write the path of a transcript from the book's folder".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let message = format!("the book has no transcript “{}”", file.value);
    report_unmatched(&file.at, message, help, source, sink);
}

fn report_no_entry(correction: &Correction, all: usize, source: &Source, sink: &mut Sink) {
    let (file, number) = (&correction.file.value, &correction.number);
    let message = format!("{file} has no entry {}", number.value);
    let help = match all {
        0 => "it has none".to_owned(),
        1 => "it has one entry, number 1".to_owned(),
        _ => format!("its entries are 1 to {all}"),
    };
    report_unmatched(&number.at, message, help, source, sink);
}

fn report_unmatched(at: &Span, message: String, help: String, source: &Source, sink: &mut Sink) {
    sink.push(Diagnostic::new(&NO_SUCH_ENTRY, message).at(source.span(at)).help(help));
}

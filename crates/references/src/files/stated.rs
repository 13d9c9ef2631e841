//! References stated in heads, and their corrections in `book.yaml`.

use super::diag::{NO_SUCH_ENTRY, WRONG_VALUE};
use super::fields::Reading;
use super::value::{Content, Stated, Value};
use crate::reference::Reference;
use chengshu_text::diag::Sink;
use chengshu_text::source::{Located, Source};
use chengshu_text::yaml::Node;

/// An entry of a head's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cited {
    /// Free text, on one line.
    Text(Located<String>),
    /// A work in fields.
    Work(Box<Reference>),
    /// The key of a work in a file of references, without `@`.
    Key(Located<String>),
}

/// What becomes of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is no reference.
    Drop,
    /// Text that is read in its place, or the key of a work that stands in it.
    Instead(Cited),
    /// Fields that are put in place of those read.
    Fields(Fields),
}

/// Fields of a work; one that is nothing takes the field out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields(Vec<Stated>);

impl Fields {
    /// Puts the fields in place of those of a work. `source` is the file they were read from.
    pub fn put(&self, work: &mut Reference, source: &Source, sink: &mut Sink) {
        Reading::new(source, sink).put(&self.0, work);
    }
}

/// A correction of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The transcript, as a path from the book's folder.
    pub file: Located<String>,
    /// The entry's number in the transcript's list, from 1.
    pub number: Located<usize>,
    /// What becomes of it.
    pub change: Change,
}

/// What the entries of a list take.
const ENTRIES: &str = "an entry is text, a group of fields such as {title: …, author: …}, or the \
                       key of a work such as \"@key\"";

/// Reads the `references` of a head: a list, or one entry. `source` is the transcript.
pub fn cited(node: &Node, source: &Source, sink: &mut Sink) -> Vec<Cited> {
    let mut reading = Reading::new(source, sink);
    let root = Value::of_yaml(node);
    let entries = root.as_list().unwrap_or(std::slice::from_ref(&root));
    entries.iter().filter_map(|entry| entry_of(entry, &mut reading)).collect()
}

fn entry_of(entry: &Value, reading: &mut Reading<'_>) -> Option<Cited> {
    match &entry.content {
        Content::Nothing => None,
        Content::Text(text) => Some(text_or_key(text, entry)),
        Content::Group(group) => {
            if let [Stated { name, value, .. }] = group.as_slice()
                && name == "key"
                && let Some(key) = value.as_text()
            {
                return Some(Cited::Key(located(key, value)));
            }
            let work = reading.work(group, entry.at.clone());
            Some(Cited::Work(Box::new(work)))
        }
        Content::List(_) => {
            let message = "an entry of `references` cannot be a list".to_owned();
            reading.report(&WRONG_VALUE, entry.at.start, message, ENTRIES);
            None
        }
    }
}

/// A key begins with `@` and has no white space, unless a work has just that key, which is asked
/// later.
fn text_or_key(text: &str, value: &Value) -> Cited {
    match text.strip_prefix('@') {
        Some(key) if !key.is_empty() && !key.contains(char::is_whitespace) => {
            Cited::Key(located(key, value))
        }
        _ => Cited::Text(located(text, value)),
    }
}

fn located(text: &str, value: &Value) -> Located<String> {
    Located { value: text.to_owned(), at: value.at.clone() }
}

/// What corrections take.
const CORRECTIONS: &str = "write `a.md: {3: {title: …}, 5: drop, 7: \"text to be read instead\"}`";

/// Reads the `references` of `book.yaml`: transcripts, each with numbers of entries and what
/// becomes of them. `source` is the `book.yaml`.
pub fn corrections(node: &Node, source: &Source, sink: &mut Sink) -> Vec<Correction> {
    let mut reading = Reading::new(source, sink);
    let root = Value::of_yaml(node);
    let mut found = Vec::new();
    for file in root.as_group().unwrap_or_default() {
        let Some(changes) = file.value.as_group() else {
            if file.value.content != Content::Nothing {
                let message = format!("“{}” is {}", file.name, file.value.shown());
                reading.report(&WRONG_VALUE, file.value.at.start, message, CORRECTIONS);
            }
            continue;
        };
        for stated in changes {
            let Some(number) = stated.name.parse().ok().filter(|&number| number > 0) else {
                let message = format!("“{}” is not the number of an entry", stated.name);
                reading.report(&NO_SUCH_ENTRY, stated.at.start, message, CORRECTIONS);
                continue;
            };
            if let Some(change) = change(&stated.value, &mut reading) {
                found.push(Correction {
                    file: Located { value: file.name.clone(), at: file.at.clone() },
                    number: Located { value: number, at: stated.at.clone() },
                    change,
                });
            }
        }
    }
    found
}

fn change(value: &Value, reading: &mut Reading<'_>) -> Option<Change> {
    match &value.content {
        Content::Text(text) if text == "drop" => Some(Change::Drop),
        Content::Text(text) => Some(Change::Instead(text_or_key(text, value))),
        Content::Group(group) => Some(Change::Fields(Fields(group.clone()))),
        Content::Nothing | Content::List(_) => {
            let message = format!("a correction cannot be {}", value.shown());
            reading.report(&WRONG_VALUE, value.at.start, message, CORRECTIONS);
            None
        }
    }
}

//! Reads `book.yaml`: what the maker of a book wants of it.

pub mod diag;
pub mod glossary;
mod isbn;
mod keys;
mod levels;
mod people;
mod roles;
mod values;

pub use keys::{KEYS, Key, table};

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::settings::BookSettings;
use crate::model::source::{Source, Span};
use crate::yaml::{self, Node};
use diag::{NOT_YAML, REPEATED_KEY, UNKNOWN_KEY, WRONG_VALUE};

/// Why a value, or a part of it, is not taken.
struct Wrong {
    code: &'static Code,
    message: String,
    at: Span,
    advice: Advice,
}

/// What to do about it.
enum Advice {
    /// Give what the key takes.
    Takes,
    /// Write another word in place of the stated one.
    Replace { word: String, by: String },
    /// Write one of the known words, of which the stated one may be a slip.
    Meant {
        word: String,
        known: Vec<&'static str>,
        otherwise: &'static str,
    },
}

impl Wrong {
    /// The node is not of the kind or form its key takes.
    fn value(node: &Node) -> Self {
        let shown = match node.line() {
            Some(text) => format!("“{}”", shorten(&text.value)),
            None if node.as_str().is_some() => "blank".to_owned(),
            None => node.kind().to_owned(),
        };
        Self {
            code: &WRONG_VALUE,
            message: format!("is {shown}, not what it takes"),
            at: node.at.clone(),
            advice: Advice::Takes,
        }
    }
}

/// How many characters of a value a message repeats.
const SHOWN: usize = 40;

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Reads the settings of a book. In: the file. Out: what it asks for; findings go to the sink.
/// A value that is not taken leaves the setting as if it were not there.
pub fn read(source: &Source, sink: &mut Sink) -> BookSettings {
    let mut settings = BookSettings::default();
    let mut document = match yaml::parse(&source.text, 0..source.text.len()) {
        Ok(document) => document,
        Err(error) => {
            sink.push(
                Diagnostic::new(&NOT_YAML, error.message)
                    .at(source.place(error.at))
                    .help(error.help),
            );
            return settings;
        }
    };
    document.join_spellings(keys::name);
    let Some(pairs) = document.root.as_mapping() else {
        if !document.root.is_null() {
            sink.push(
                Diagnostic::new(&NOT_YAML, "the settings are not a group of keys")
                    .at(source.place(document.root.at.start))
                    .help("write `key: value`, with an ASCII colon and a space after it"),
            );
        }
        return settings;
    };
    for repeated in &document.repeated {
        let line = source.place(repeated.first.start).line;
        sink.push(
            Diagnostic::new(
                &REPEATED_KEY,
                format!("`{}` is given again; line {line} counts", repeated.key),
            )
            .at(source.span(&repeated.again))
            .help("delete one of the two"),
        );
    }
    for (name, value) in pairs {
        pair(source, name, value, &mut settings, sink);
    }
    settings
}

fn pair(source: &Source, name: &Node, value: &Node, settings: &mut BookSettings, sink: &mut Sink) {
    let stated = name.flat();
    let Some(key) = keys::find(&stated) else {
        let names = KEYS.iter().flat_map(|key| key.names.iter().copied());
        let message = format!("there is no setting `{}`", shorten(&stated));
        sink.push(
            Diagnostic::new(&UNKNOWN_KEY, message)
                .at(source.span(&name.at))
                .meant(&stated, names, || {
                    let names = KEYS.iter().filter_map(|key| key.names.first().copied());
                    format!("the keys are {}", names.collect::<Vec<_>>().join(", "))
                }),
        );
        return;
    };
    if value.is_null() {
        return;
    }
    let mut wrongs = Vec::new();
    if let Err(wrong) = (key.read)(value, settings, &mut wrongs) {
        wrongs.push(wrong);
    }
    for wrong in wrongs {
        let finding = Diagnostic::new(wrong.code, format!("`{stated}` {}", wrong.message))
            .at(source.span(&wrong.at));
        sink.push(match wrong.advice {
            Advice::Takes => finding.help(format!(
                "`{stated}` takes {}; for example `{}`",
                key.takes, key.example
            )),
            Advice::Replace { word, by } => finding
                .help(format!("write `{stated}: {by}`"))
                .replace(&word, by),
            Advice::Meant {
                word,
                known,
                otherwise,
            } => finding.meant(&word, known.iter().copied(), || otherwise.to_owned()),
        });
    }
}

#[cfg(test)]
mod tests;

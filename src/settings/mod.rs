//! Reads `book.yaml`: what the maker of a book wants of it.

pub mod diag;
pub mod glossary;
mod keys;
mod language;
mod people;
mod roles;
mod values;

pub use keys::{KEYS, Key, table};

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::settings::BookSettings;
use crate::model::source::Source;
use crate::spelling::nearest;
use crate::yaml::{self, Node};
use diag::{NOT_YAML, REPEATED_KEY, UNKNOWN_KEY, WRONG_VALUE};

/// Why a value, or a part of it, is not taken.
struct Wrong {
    code: &'static Code,
    message: String,
    at: usize,
    /// What to do, if not to give what the key takes.
    help: Option<String>,
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
            at: node.at.start,
            help: None,
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
    let document = match yaml::parse(&source.text, 0..source.text.len()) {
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
            .at(source.place(repeated.again.start))
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
        let all = || KEYS.iter().flat_map(|key| key.names.iter().copied());
        let help = nearest(&stated, all()).map_or_else(
            || {
                let names: Vec<_> = KEYS.iter().filter_map(|key| key.names.first()).collect();
                let names: Vec<_> = names.into_iter().copied().collect();
                format!("the keys are {}", names.join(", "))
            },
            |near| format!("did you mean `{near}`?"),
        );
        sink.push(
            Diagnostic::new(
                &UNKNOWN_KEY,
                format!("there is no setting `{}`", shorten(&stated)),
            )
            .at(source.place(name.at.start))
            .help(help),
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
        let help = wrong.help.unwrap_or_else(|| {
            format!(
                "`{stated}` takes {}; for example `{}`",
                key.takes, key.example
            )
        });
        sink.push(
            Diagnostic::new(wrong.code, format!("`{stated}` {}", wrong.message))
                .at(source.place(wrong.at))
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests;

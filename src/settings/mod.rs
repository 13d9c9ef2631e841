//! Reads `book.yaml`: what the maker of a book wants of it.

pub mod diag;
pub mod glossary;
mod isbn;
mod keys;
mod levels;
mod people;
mod roles;
mod values;

use crate::model::settings::BookSettings;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::keys::{Table, shorten};
use chengshu_text::source::Source;
use chengshu_text::yaml::{self, Node};
use diag::{NOT_YAML, REPEATED_KEY, UNKNOWN_KEY, WRONG_VALUE};

/// The keys of `book.yaml`.
pub const TABLE: Table<BookSettings> = Table {
    keys: keys::KEYS,
    of: "the settings file",
    no_keys: &NOT_YAML,
    repeated: &REPEATED_KEY,
    wrong_value: &WRONG_VALUE,
};

/// Reads the settings of a book. In: the file. Out: what it asks for; findings go to the sink.
/// A value that is not taken leaves the setting as if it were not there.
pub fn read(source: &Source, sink: &mut Sink) -> BookSettings {
    let mut settings = BookSettings::default();
    match yaml::parse(&source.text, 0..source.text.len()) {
        Ok(mut document) => {
            TABLE.read(source, &mut document, &mut settings, sink, |name, _, _, sink| {
                unknown(name, source, sink);
            });
        }
        Err(error) => sink.push(
            Diagnostic::new(&NOT_YAML, error.message)
                .at(source.place(error.at))
                .help(error.help),
        ),
    }
    settings
}

fn unknown(name: &Node, source: &Source, sink: &mut Sink) {
    let stated = name.flat();
    let message = format!("unknown setting `{}`", shorten(&stated));
    sink.push(Diagnostic::new(&UNKNOWN_KEY, message).at(source.span(&name.at)).meant(
        &stated,
        TABLE.names(),
        || {
            let names = TABLE.keys.iter().filter_map(|key| key.names.first().copied());
            format!("the keys are {}", names.collect::<Vec<_>>().join(", "))
        },
    ));
}

#[cfg(test)]
mod tests;

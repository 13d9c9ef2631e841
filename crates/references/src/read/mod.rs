//! Reads references out of free text: the description that comes with a talk.
//!
//! [`read_description`] works in three steps, each in files of its own:
//!
//! 1. `regions` takes the description apart into blurb, headings (`heading`), notes (`notes`) and
//!    list text, by the form of each line, by how much it looks like an entry (`look`), and by the
//!    words of `lexicon`. A list may do without a heading if its lines can be nothing else.
//! 2. `split` cuts list text into entries, at list numbers (`number`), between `fragment`s that
//!    each name a source, and at addresses (`url`); `join` mends what that cuts too far.
//! 3. `entry` reads an entry into fields. Most are cut into `pieces` at their marks; `fits` says how
//!    well a stretch of pieces fits a field (`names`, `counts`, and the words of `lexicon` help),
//!    `reading` takes the way to fill the fields that fits best, and `compose` makes the fields.
//!    What Chinese prose tells of a work is read by its grammar: `titled` reads entries with a title
//!    in `《》`, with `imprint` for what follows the title, `phrase` those without one; `kind`,
//!    `language`, `people`, `publisher` and `year` each know one field, `details` the others. What no
//!    field carries is the `remainder`.
//!
//! Traditional Chinese is read by its simplified form (`traditional`).
//!
//! [`read_entry`] is the third step alone, and [`read_section`] finds the list a text ends with.
//!
//! The rules are tables of wordings wherever they can be: to teach a new heading, or a line that
//! ends a list, add a row to its language in `lexicon`; a new language is a new file there. Nothing
//! is looked up: a field holds what its entry states, or nothing.

mod agent;
mod coded;
mod compose;
mod country;
mod counts;
mod details;
pub mod diag;
mod endings;
mod entry;
mod fields;
mod fits;
mod fragment;
mod heading;
mod identifiers;
mod imprint;
mod join;
mod kind;
mod language;
mod lexicon;
mod look;
mod marks;
mod names;
mod notes;
mod number;
mod paper;
mod people;
mod person;
mod phrase;
mod pieces;
mod plain;
mod publisher;
mod reading;
mod regions;
mod remainder;
mod section;
mod split;
mod titled;
mod traditional;
mod url;
mod year;

#[cfg(test)]
mod tests;

pub use person::in_parts;
pub use section::{Section, read_section};

use std::borrow::Cow;

use crate::reference::{Confidence, Description, Kind, Reference};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::source::Span;

/// Takes a description apart. Spans are byte ranges of `text`; any text will do, and the time
/// taken is proportional to its length.
pub fn read_description(text: &str) -> Description {
    let shown = plain::without_html(text);
    let plain = traditional::simplified(&shown);
    let regions = regions::read(&plain);
    let spans = split::entries(&plain, &regions.items);
    let references = match &shown {
        Cow::Borrowed(_) => entry_each(text, &plain, spans),
        // What stands for the tags is no part of an entry.
        Cow::Owned(shown) => spans
            .into_iter()
            .map(|at| {
                let words: Vec<&str> = shown[at.clone()].split_whitespace().collect();
                Reference { at, ..read_entry(&words.join(" ")) }
            })
            .collect(),
    };
    Description { intro: regions.intro, labels: regions.labels, notes: regions.notes, references }
}

/// Reads the entries at the spans.
fn entry_each(text: &str, plain: &str, spans: Vec<Span>) -> Vec<Reference> {
    let plain = plain::without_cells(plain);
    let read = |span| entry::read(text, &plain, span);
    spans.into_iter().map(read).collect()
}

/// Reads one entry, as if it stood in a list; what it states is in `text` alone.
pub fn read_entry(text: &str) -> Reference {
    let plain = traditional::simplified(text);
    let numbered = number::at_start(text.trim_start()).map_or(0, |number| number.len);
    let from = text.len() - text.trim_start().len() + numbered;
    let span = marks::trim_span(text, &(from..text.len()), marks::separator);
    // A number that nothing follows is all there is.
    if span.is_empty() {
        return entry::read(text, &plain, 0..text.len());
    }
    entry::read(text, &plain, span)
}

/// Says what is missing or doubtful in a description read from `text`. `place` turns a byte
/// offset of `text` into a place in the file it came from.
pub fn report(
    text: &str,
    description: &Description,
    place: impl Fn(usize) -> Place,
    sink: &mut Sink,
) {
    if let (Some(label), true) = (description.labels.last(), description.references.is_empty()) {
        let heading = &text[label.clone()];
        sink.push(
            Diagnostic::new(&diag::EMPTY_LIST, format!("there is no entry after “{heading}”"))
                .at(place(label.start)),
        );
    }
    if let (true, Some(first)) = (description.labels.is_empty(), description.references.first()) {
        sink.push(
            Diagnostic::new(
                &diag::NO_HEADING,
                format!("{} read as references", counted(description.references.len(), "entry")),
            )
            .at(place(first.at.start))
            .help("add a line such as “参考资料：” before them"),
        );
    }
    for reference in &description.references {
        report_entry(reference, || place(reference.at.start), sink);
    }
}

/// Says what is missing or doubtful in one entry, which stands at the place.
pub fn report_entry(reference: &Reference, at: impl Fn() -> Place, sink: &mut Sink) {
    let title = &reference.title;
    let opens = reference.raw.matches('《').count();
    if opens != reference.raw.matches('》').count() {
        sink.push(
            Diagnostic::new(&diag::OPEN_TITLE, format!("the title was read as “{title}”")).at(at()),
        );
    }
    if reference.confidence < Confidence::SURE {
        let people: Vec<String> = reference.authors.iter().map(ToString::to_string).collect();
        let year = reference.year().map_or_else(|| "no year".to_owned(), |year| year.to_string());
        let people = if people.is_empty() { "no author".to_owned() } else { people.join("; ") };
        sink.push(
            Diagnostic::new(&diag::UNSURE, format!("read as “{title}”, {people}, {year}")).at(at()),
        );
    }
    let kind = reference.kind;
    let published = kind.is_article()
        || matches!(
            kind,
            Kind::Book | Kind::Chapter | Kind::Conference | Kind::Report | Kind::Thesis
        );
    if !published {
        return;
    }
    let people = reference.authors.iter().chain(&reference.further.editors);
    let (container, publisher) = (&reference.further.container, &reference.publisher);
    if people.count() == 0 && publisher.is_none() && container.is_none() {
        sink.push(Diagnostic::new(&diag::NO_RESPONSIBLE, format!("“{title}”")).at(at()));
    }
    if reference.issued.is_none() {
        sink.push(Diagnostic::new(&diag::NO_YEAR, format!("“{title}”")).at(at()));
    }
}

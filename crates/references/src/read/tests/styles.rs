//! Works of all kinds are set in a style and read again.

use super::super::read_entry;
use crate::citation::processor::Processor;
use crate::citation::style::{self, Style, Work};
use crate::files;
use crate::reference::{Name, Reference};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// The styles of which at least nine works in ten come back right.
const STYLES: &[&str] = &[
    "gb-t-7714-2015", "gb-t-7714-2025", "apa", "mla", "chicago-author-date", "chicago-notes",
    "harvard", "ieee", "ama", "vancouver",
];

#[test]
#[allow(clippy::disallowed_macros, reason = "the test prints what it counts")]
fn what_a_style_sets_is_read_again() {
    let text = include_str!("works.json").to_owned();
    let format = files::format_of("references.json").unwrap();
    let works = (format.read)(&Source::new("references.json", text), &mut Sink::default());
    assert!(works.len() >= 76);
    for name in STYLES {
        let own = style::find(name).map(|style| style.style.clone());
        let style = own.unwrap_or_else(|| Style::Csl(Box::new(Processor::bundled(name).unwrap())));
        let language = if name.starts_with("gb") { "zh-CN" } else { "en" };
        let given: Vec<Work<'_>> =
            works.iter().map(|reference| Work { reference, language: None }).collect();
        let mut wrong = Vec::new();
        for (work, set) in works.iter().zip(style::set(&style, &given, language)) {
            let set: String = set.runs.iter().map(|run| run.text.as_str()).collect();
            let read = read_entry(&set);
            let lost = lost(work, &set, &read);
            if !lost.is_empty() {
                wrong.push(format!("{set}\n    lost: {}", lost.join(", ")));
            }
        }
        let right = works.len() - wrong.len();
        println!("{name}: {right} of {}", works.len());
        assert!(10 * right >= 9 * works.len(), "{name}: {right}\n{}", wrong.join("\n"));
    }
}

/// The fields of a work that were set and not read again.
fn lost(work: &Reference, set: &str, read: &Reference) -> Vec<&'static str> {
    let shown = |value: &str| !value.is_empty() && letters(set).contains(&letters(value));
    let mut lost = Vec::new();
    if letters(&work.title) != letters(&read.title) {
        lost.push("title");
    }
    let people = |work: &Reference| -> Vec<String> {
        let editors = work.further.editors.iter().filter(|_| work.authors.is_empty());
        let names = work.authors.iter().chain(editors).map(family);
        names.filter(|name| shown(name)).collect()
    };
    let same =
        |(stated, found): (&String, &String)| found.ends_with(stated) || stated.ends_with(found);
    let (stated, found) = (people(work), people(read));
    if stated.len() != found.len() || !stated.iter().zip(&found).all(same) {
        lost.push("names");
    }
    if work.year().is_some_and(|year| shown(&year.to_string())) && read.year() != work.year() {
        lost.push("year");
    }
    let homes = |work: &Reference| {
        let homes = [work.further.container.as_deref(), work.publisher.as_deref()];
        homes.into_iter().flatten().map(letters).collect::<Vec<_>>()
    };
    let names: Vec<String> = read.authors.iter().map(|name| letters(&name.to_string())).collect();
    let found = homes(read);
    if homes(work)
        .iter()
        .any(|home| shown(home) && !found.contains(home) && !names.contains(home))
    {
        lost.push("container or publisher");
    }
    let (stated, found) = (&work.further, &read.further);
    let numbers = [
        ("volume", &stated.volume, &found.volume),
        ("issue", &stated.number, &found.number),
        ("pages", &stated.pages, &found.pages),
        ("identifier", &stated.doi, &found.doi),
    ];
    let counted = work.kind.is_article();
    for (name, stated, found) in numbers {
        let value = stated.as_deref().unwrap_or_default();
        if counted
            && shown(value)
            && letters(value) != letters(found.as_deref().unwrap_or_default())
        {
            lost.push(name);
        }
    }
    lost
}

/// The name of a family, or all of a Chinese name.
fn family(name: &Name) -> String {
    let whole = name.to_string();
    if whole.chars().any(chengshu_writing::script::is_han) {
        return letters(&whole);
    }
    letters(match name {
        Name::Parts { family, .. } => family,
        Name::Whole(name) => name
            .rsplit_once(' ')
            .filter(|_| name.split(' ').count() <= 3)
            .map_or(name.as_str(), |(_, last)| last),
    })
}

/// Letters and digits, in one case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

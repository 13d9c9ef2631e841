//! The metadata of the package document, from the book and its settings.

use uuid::Uuid;

use super::variant;
use crate::model::book::Book;
use crate::model::settings::BookSettings;
use chengshu_epub::publication::{Accessibility, Contributor, Metadata, SeriesMembership};
use chengshu_text::date::PartialDate;
use chengshu_text::time::Timestamp;

/// An edition, besides its text.
#[derive(Debug, Clone, Copy)]
pub struct Edition {
    /// When it was made: `SOURCE_DATE_EPOCH`, or the newest transcript (requirement M2).
    pub modified: Timestamp,
}

/// Tags of transcripts that become subjects, at most.
const SUBJECTS: usize = 20;
/// Sources named in the metadata, at most; a longer book names each with its chapter.
const SOURCES: usize = 12;

/// The metadata. `tags` are those of all transcripts in order; `accessibility` is computed from
/// the pages.
pub fn metadata(
    book: &Book,
    settings: &BookSettings,
    edition: Edition,
    tags: &[String],
    accessibility: Accessibility,
) -> Metadata {
    let stated: Vec<Contributor> =
        settings.authors.iter().map(|author| author.value.clone()).collect();
    let creators = if stated.is_empty() {
        book.authors
            .iter()
            .map(|name| Contributor { name: name.clone(), file_as: None, role: "aut".into() })
            .collect()
    } else {
        stated
    };
    let dates = book.chapters.iter().filter_map(|chapter| chapter.date);
    let date = settings
        .date
        .as_ref()
        .map(|date| date.value)
        .or_else(|| dates.max_by_key(|date| date.first_day()));
    let mut metadata = Metadata {
        title: book.title.clone(),
        subtitle: book.subtitle.clone(),
        language: book.language.clone(),
        identifier: settings
            .identifier
            .as_ref()
            .map_or_else(|| identifier(book), |identifier| identifier.value.clone()),
        modified: edition.modified.modified(),
        date: date.map(|date: PartialDate| date.to_string()),
        creators,
        contributors: settings
            .contributors
            .iter()
            .map(|contributor| contributor.value.clone())
            .collect(),
        publisher: book.publisher.clone(),
        rights: book.rights.clone(),
        sources: sources(book),
        description: book.description.clone().or_else(|| single_intro(book)),
        subjects: subjects(settings, tags),
        series: book
            .series
            .as_ref()
            .map(|(name, number)| SeriesMembership { name: name.clone(), number: number.clone() }),
        accessibility,
    };
    if let Some(to) = book.treatment.variant {
        variant::convert_metadata(&mut metadata, to);
    }
    metadata
}

/// A name-based identifier (RFC 9562, section 5.5) from what makes the book this book: title,
/// authors, series. A new edition with more or corrected chapters keeps it.
fn identifier(book: &Book) -> String {
    let mut name = format!("chengshu\u{1f}{}", book.title);
    for author in &book.authors {
        name.push('\u{1f}');
        name.push_str(author);
    }
    if let Some((series, number)) = &book.series {
        name.push('\u{1e}');
        name.push_str(series);
        name.push('\u{1f}');
        name.push_str(number.as_deref().unwrap_or_default());
    }
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).urn().to_string()
}

fn sources(book: &Book) -> Vec<String> {
    let links = book.chapters.iter().filter_map(|chapter| chapter.link.as_ref());
    let sources: Vec<String> = links
        .filter_map(|link| Some(link.address.as_ref()?.as_str().to_owned()))
        .collect();
    if sources.len() > SOURCES { Vec::new() } else { sources }
}

fn single_intro(book: &Book) -> Option<String> {
    match book.chapters.as_slice() {
        [only] if !only.standfirst.is_empty() => Some(only.standfirst.join("\n")),
        _ => None,
    }
}

fn subjects(settings: &BookSettings, tags: &[String]) -> Vec<String> {
    if !settings.subjects.is_empty() {
        return settings.subjects.iter().map(|subject| subject.value.clone()).collect();
    }
    let mut subjects: Vec<String> = Vec::new();
    for tag in tags {
        if subjects.len() < SUBJECTS && !subjects.contains(tag) {
            subjects.push(tag.clone());
        }
    }
    subjects
}

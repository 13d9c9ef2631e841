//! CSL-JSON (Citation Style Language 1.0.2, data schema).

use serde::{Serialize, Serializer};

use super::json::{self, Group};
use super::{Listing, keys};
use crate::details::DETAILS;
use crate::kinds::csl_type;
use crate::reference::{Detail, Name, Reference};
use chengshu_text::date::PartialDate;

pub(super) fn write(listing: &Listing<'_>) -> String {
    let keys = keys::distinct(listing, str::to_owned);
    let items = keys.iter().zip(&listing.works).map(|(key, work)| {
        let mut fields = vec![("id", Written::Field(Field::Text(key)))];
        let stated = fields_of(work.reference).into_iter();
        fields.extend(stated.map(|(name, field)| (name, Written::Field(field))));
        let tags = work.tags().join(", ");
        if !tags.is_empty() {
            fields.push(("keyword", Written::Ours(tags)));
        }
        let notes = work.notes().join("\n");
        if !notes.is_empty() {
            fields.push(("note", Written::Ours(notes)));
        }
        Group(fields)
    });
    json::lines(&items.collect::<Vec<_>>(), 1)
}

/// What stands in a variable: a field of the work, or what the book has to say of it.
#[derive(Serialize)]
#[serde(untagged)]
enum Written<'a> {
    Field(Field<'a>),
    Ours(String),
}

/// What a variable of CSL holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field<'a> {
    /// Text or a number, as stated.
    Text(&'a str),
    /// People and bodies.
    Names(&'a [Name]),
    /// A date, and what is stated where that is more.
    Date(PartialDate, Option<&'a str>),
}

/// The variables of CSL a work fills (CSL 1.0.2, appendix IV), its sort first.
pub(super) fn fields_of(reference: &Reference) -> Vec<(&'static str, Field<'_>)> {
    let further = &reference.further;
    let mut fields =
        vec![("type", Field::Text(csl_type(reference))), ("title", Field::Text(&reference.title))];
    for (role, people) in [
        ("author", &reference.authors),
        ("container-author", &further.container_authors),
        ("editor", &further.editors),
        ("translator", &further.translators),
    ] {
        if !people.is_empty() {
            fields.push((role, Field::Names(people)));
        }
    }
    for (field, stated, whole) in [
        ("issued", reference.issued, further.detail(Detail::Dated)),
        ("accessed", further.accessed, None),
    ] {
        if let Some(stated) = stated {
            fields.push((field, Field::Date(stated, whole)));
        }
    }
    let (container, publisher) = reference.container_and_publisher();
    for (field, text) in [
        ("container-title", container),
        ("publisher", publisher),
        ("publisher-place", further.place.as_deref()),
        ("edition", further.edition.as_deref()),
        ("volume", further.volume.as_deref()),
        (number_field(reference), further.number.as_deref()),
        ("number", further.detail(Detail::Article)),
        ("page", further.pages.as_deref()),
        ("DOI", further.doi.as_deref()),
        ("URL", reference.url.as_deref()),
        ("language", further.language.as_deref()),
    ] {
        if let Some(text) = text {
            fields.push((field, Field::Text(text)));
        }
    }
    let details = DETAILS.iter().filter_map(|row| {
        let text = further.detail(row.detail)?;
        Some((*row.csl.first()?, Field::Text(text)))
    });
    fields.extend(details);
    fields
}

/// A journal has issues; a report or a patent has a number.
fn number_field(reference: &Reference) -> &'static str {
    if reference.kind.is_article() { "issue" } else { "number" }
}

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Field::Text(text) => serializer.serialize_str(text),
            Field::Names(people) => serializer.collect_seq(people.iter().map(|name| match name {
                Name::Whole(name) => Group(vec![("literal", name.as_str())]),
                Name::Parts { family, given } => {
                    let (given, suffix) = Name::given_and_suffix(given);
                    let mut parts = vec![("family", family.as_str()), ("given", given)];
                    parts.extend(suffix.map(|suffix| ("suffix", suffix)));
                    Group(parts)
                }
            })),
            Field::Date(date, None) => serializer.collect_map([("date-parts", [parts(date)])]),
            Field::Date(date, Some(whole)) => match whole.split_once('/') {
                Some((_, last)) => {
                    let last = PartialDate::parse(last).map(parts);
                    let range = [Some(parts(date)), last];
                    let range: Vec<Vec<i32>> = range.into_iter().flatten().collect();
                    serializer.collect_map([("date-parts", range)])
                }
                None => serializer.collect_map([("literal", whole)]),
            },
        }
    }
}

fn parts(date: PartialDate) -> Vec<i32> {
    match date {
        PartialDate::Year(year) => vec![year],
        PartialDate::Month(year, month) => vec![year, month.into()],
        PartialDate::Day(day) => vec![day.year(), day.month().into(), day.day().into()],
    }
}

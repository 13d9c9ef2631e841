//! Feeds as OPDS 2.0 has them: JSON by the model of the Readium Web Publication Manifest.

use serde_json::{Map, Value, json};

use super::atom::media_type;
use super::feed::{Feed, Lists, PER_PAGE, ROOT, Way};
use super::reference::{FEEDS, Place, address};
use super::{Download, Picture, Publication};
use chengshu_epub::publication::{Contributor, Metadata};
use chengshu_text::date::PartialDate;
use chengshu_writing::language::tag;

/// How a feed says what made it, by which it is known as one of ours.
pub(super) const MARK: &str = "\n    \"generator\": \"chengshu catalog\"";

/// The feed as a document of JSON.
pub(super) fn document(feed: &Feed<'_>, base: Option<&str>) -> String {
    let writer = Writer { base };
    let mut out = json!({
        "metadata": {"generator": "chengshu catalog", "title": feed.title, "modified": feed.updated.modified()},
        "links": writer.links(feed),
    });
    match &feed.lists {
        Lists::Feeds(ways) => {
            out["navigation"] = ways.iter().map(|way| writer.way(way)).collect();
        }
        Lists::Books(books) => {
            out["metadata"]["numberOfItems"] = feed.page.entries.into();
            if feed.page.of > 1 {
                out["metadata"]["itemsPerPage"] = PER_PAGE.into();
                out["metadata"]["currentPage"] = feed.page.number.into();
            }
            out["publications"] = books.iter().map(|book| writer.book(book)).collect();
        }
    }
    format!("{out:#}\n")
}

struct Writer<'a> {
    base: Option<&'a str>,
}

impl Writer<'_> {
    fn link(&self, relation: &str, path: &str, media_type: &str) -> Value {
        let href = address(self.base, Place::Feed, path);
        json!({"rel": relation, "href": href, "type": media_type})
    }

    fn to_feed(&self, relation: &str, name: &str) -> Value {
        self.link(relation, &format!("{FEEDS}{name}.json"), "application/opds+json")
    }

    fn links(&self, feed: &Feed<'_>) -> Vec<Value> {
        let mut links = vec![self.to_feed("self", &feed.name), self.to_feed("start", ROOT)];
        links.extend(feed.up.map(|up| self.to_feed("up", up)));
        let pages = feed.pages();
        links.extend(pages.iter().map(|(relation, name)| self.to_feed(relation, name)));
        let other = format!("{FEEDS}{}.xml", feed.name);
        links.push(self.link("alternate", &other, media_type(feed.kind())));
        links
    }

    fn way(&self, way: &Way) -> Value {
        let mut link = self.to_feed(way.relation, &way.name);
        link["title"] = way.title.as_str().into();
        link["properties"] = json!({"numberOfItems": way.books});
        link
    }

    fn book(&self, book: &Publication) -> Value {
        let files = book.downloads.iter().map(|file| self.file(file));
        let mut out = json!({"metadata": metadata(book), "links": files.collect::<Value>()});
        if let Some(pictures) = &book.pictures {
            out["images"] = pictures.iter().map(|picture| self.picture(picture)).collect();
        }
        out
    }

    fn file(&self, file: &Download) -> Value {
        let relation = "http://opds-spec.org/acquisition/open-access";
        let mut link = self.link(relation, &file.path, file.edition.media_type());
        link["title"] = file.edition.name.into();
        link["size"] = file.size.into();
        link
    }

    fn picture(&self, picture: &Picture) -> Value {
        json!({
            "href": address(self.base, Place::Feed, &picture.path),
            "type": "image/jpeg",
            "width": picture.width,
            "height": picture.height,
        })
    }
}

fn metadata(book: &Publication) -> Value {
    let metadata = &book.metadata;
    let mut out = json!({
        "@type": "http://schema.org/Book",
        "title": metadata.title,
        "identifier": book.id,
        "modified": book.updated.modified(),
    });
    for (name, text) in [
        ("subtitle", metadata.subtitle.as_ref()),
        ("language", Some(&metadata.language).filter(|language| tag::is_plain(language))),
        ("publisher", metadata.publisher.as_ref()),
        ("published", published(metadata).as_ref()),
        ("description", metadata.description.as_ref()),
    ] {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            out[name] = text.as_str().into();
        }
    }
    for (name, people) in people(metadata) {
        out[name] = people.into();
    }
    if !metadata.subjects.is_empty() {
        out["subject"] = json!(metadata.subjects);
    }
    if let Some(series) = &metadata.series {
        let mut member = json!({"name": series.name});
        let number = series.number.as_deref().and_then(|number| number.parse::<f64>().ok());
        // A whole number is written as one.
        if let Some(number) = number.and_then(serde_json::Number::from_f64) {
            member["position"] = number.into();
        }
        out["belongsTo"] = json!({"series": member});
    }
    out
}

/// The day of publication; the schema takes no less than that.
fn published(metadata: &Metadata) -> Option<String> {
    let date = metadata.date.as_deref()?;
    let stated = PartialDate::parse(date.split('T').next().unwrap_or(date))?;
    Some(stated.first_day().to_string())
}

/// Roles that have a name of their own, by MARC relator codes.
const ROLES: &[(&str, &str)] = &[
    ("aut", "author"),
    ("trl", "translator"),
    ("edt", "editor"),
    ("ill", "illustrator"),
    ("nrt", "narrator"),
    ("art", "artist"),
];

/// The people by the names of their roles. A creator whose role is not stated is an author.
fn people(metadata: &Metadata) -> Vec<(&'static str, Vec<Value>)> {
    let creators = metadata.creators.iter().map(|person| (person, "aut"));
    let helpers = metadata.contributors.iter().map(|person| (person, ""));
    let mut out: Vec<(&'static str, Vec<Value>)> = Vec::new();
    for (person, otherwise) in creators.chain(helpers) {
        let role = match person.role.as_str() {
            "" => otherwise,
            role => role,
        };
        let named = ROLES.iter().find(|(code, _)| *code == role);
        let (name, role) = named.map_or(("contributor", role), |(_, name)| (*name, ""));
        let person = self::person(person, role);
        match out.iter_mut().find(|(known, _)| *known == name) {
            Some((_, people)) => people.push(person),
            None => out.push((name, vec![person])),
        }
    }
    out
}

fn person(person: &Contributor, role: &str) -> Value {
    let mut out = Map::new();
    out.insert("name".into(), person.name.as_str().into());
    if let Some(sorted) = &person.file_as {
        out.insert("sortAs".into(), sorted.as_str().into());
    }
    if !role.is_empty() {
        out.insert("role".into(), role.into());
    }
    out.into()
}

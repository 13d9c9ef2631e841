//! Reads one entry into the fields of a reference.

use super::coded;
use super::compose;
use super::details::{self, Details};
use super::fits::Entry;
use super::kind;
use super::language;
use super::marks::{titles, trim};
use super::phrase;
use super::pieces;
use super::publisher;
use super::reading;
use super::titled;
use super::traditional;
use super::url;
use crate::reference::{Further, Kind, Name, Reference};
use chengshu_text::date::PartialDate;
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

/// How long an entry may be to be read for more than its title, in bytes. What is longer is prose
/// that slipped into a list; no field of it could be trusted.
const LONGEST: usize = 4_000;

/// What an entry states, but its text, place and address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields {
    /// The title.
    pub title: String,
    /// The work it is a piece of.
    pub container: Option<String>,
    /// Editors of that work.
    pub editors: Vec<String>,
    /// Authors in order.
    pub authors: Vec<String>,
    /// Translators in order.
    pub translators: Vec<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// Press, outlet or body.
    pub publisher: Option<String>,
    /// The language as written.
    pub language: Option<String>,
    /// What the entry says it is.
    pub kind: Option<Kind>,
    /// What it is likely to be if it does not say.
    pub likely: Option<Kind>,
}

impl Fields {
    /// Sets the year if there is none yet.
    pub(super) fn date(&mut self, year: i32) {
        self.year.get_or_insert(year);
    }

    /// Sets the publisher if there is none yet.
    pub(super) fn publisher(&mut self, name: &str) {
        let name = trim(name).trim_matches(|c: char| "《》“”\"".contains(c));
        if self.publisher.is_none() && !name.is_empty() {
            self.publisher = Some(name.to_owned());
        }
    }

    /// Sets the kind if none is stated yet.
    pub(super) fn kind(&mut self, kind: Kind) {
        self.kind.get_or_insert(kind);
    }

    /// Sets the likely kind if there is none yet.
    pub(super) fn likely(&mut self, kind: Kind) {
        self.likely.get_or_insert(kind);
    }
}

/// Reads the entry at `span` of `text`, of which `plain` is the form in simplified characters.
pub(super) fn read(text: &str, plain: &str, span: Span) -> Reference {
    let (raw, plain) = (&text[span.clone()], &plain[span.clone()]);
    let mut reference = read_plain(plain, span);
    if raw != plain {
        traditional::restore(&mut reference, raw, plain);
    }
    reference
}

/// Reads an entry that is not in traditional characters; `span` is where it stands.
fn read_plain(raw: &str, span: Span) -> Reference {
    if raw.len() <= LONGEST
        && let Some(reference) = read_stretches(raw, &span)
    {
        return reference;
    }
    let address = url::find_all(raw).into_iter().next();
    let url = address.clone().map(|a| raw[a].to_owned());
    let body = address.map_or_else(|| raw.to_owned(), |a| without(raw, &a));
    let short = raw.len() <= LONGEST;
    let identifier = short.then(|| details::doi(raw)).flatten();
    let body = match short.then(|| details::doi(&body)).flatten() {
        Some((span, _)) => cut_out(&body, &span),
        None => body,
    };
    let looked_at = short.then(|| details::accessed(&body)).flatten();
    let body = match &looked_at {
        Some((span, _)) => cut_out(&body, span),
        None => body,
    };
    let fields = fields(&body, raw);
    let fallback = match url.as_deref().map(url::kind_of_page) {
        Some(kind) if titles(&body).is_empty() || kind != Kind::Web => kind,
        _ => Kind::Other,
    };
    let said = |kind: &Kind| !(*kind == Kind::Other && url.is_some());
    let found = fields.kind.filter(said).or(fields.likely.filter(said));
    let kind = match found.unwrap_or(fallback) {
        Kind::Article => {
            publisher::kind_of_article(fields.publisher.as_deref().unwrap_or_default())
        }
        kind => kind,
    };
    let details = if short {
        details::read(&body, &fields, kind)
    } else {
        Details::default()
    };
    // An issue is a journal's, unless the entry says what else it is.
    let kind = match kind {
        Kind::Book | Kind::Article if fields.kind.is_none() && details.number.is_some() => {
            Kind::Journal
        }
        kind => kind,
    };
    let names = |names: Vec<String>| names.into_iter().map(Name::Whole).collect();
    Reference {
        raw: raw.to_owned(),
        at: span,
        title: fields.title,
        authors: names(fields.authors),
        more_authors: details.more_authors,
        publisher: fields.publisher,
        issued: details.issued.or(fields.year.map(PartialDate::Year)),
        kind,
        url,
        further: Further {
            container: fields.container,
            editors: names(fields.editors),
            translators: names(fields.translators),
            place: details.place,
            edition: details.edition,
            volume: details.volume,
            number: details.number,
            pages: details.pages,
            doi: identifier.map(|(_, doi)| doi),
            accessed: looked_at.map(|(_, date)| date),
            language: fields.language,
            ..Further::default()
        }
        .into(),
        ..Reference::default()
    }
}

/// True if most letters outside `asides` are of scripts with blanks between words.
fn is_western(raw: &str, asides: &[Span]) -> bool {
    let outside = raw
        .char_indices()
        .filter(|(at, _)| !asides.iter().any(|aside| aside.contains(at)));
    let (mut western, mut han) = (0_usize, 0_usize);
    for (_, c) in outside {
        han += usize::from(is_han(c));
        western += usize::from(c.is_alphabetic() && c < '\u{1100}');
    }
    !raw.contains('《') && western > 4 * han
}

/// Reads an entry in Latin script, or one to GB/T 7714, by its pieces.
fn read_stretches(raw: &str, span: &Span) -> Option<Reference> {
    let addresses = url::find_all(raw);
    let doi = details::doi(raw);
    let accessed = details::accessed(raw);
    let mut asides: Vec<Span> = addresses.clone();
    asides.extend(doi.iter().map(|(span, _)| span.clone()));
    asides.extend(accessed.iter().map(|(span, _)| span.clone()));
    asides.sort_by_key(|aside| aside.start);
    let entry = Entry::new(raw, pieces::cut(raw, &asides)?, !addresses.is_empty());
    let western = is_western(raw, &asides) && kind::head(raw).is_none();
    let coded = coded::is_coded(raw) && !raw.contains('《');
    if !western && !coded && entry.link().is_none() && !entry.is_structured() {
        return None;
    }
    let reading = reading::read(&entry)?;
    let mut stated = compose::fields(&entry, &reading);
    // The words of a link may be an entry of their own: `[Title. Journal 2018](https://…)`.
    if let Some(link) = entry.link() {
        let words = entry.inside(link);
        let inner = Entry::new(words, pieces::cut(words, &[])?, true);
        if let Some(reading) = reading::read(&inner) {
            let inside = compose::fields(&inner, &reading);
            if inside.issued.is_some() {
                stated = inside;
            }
        }
    }
    let url = entry
        .link()
        .and_then(|link| entry.address(link))
        .map(str::to_owned);
    let url = url.or_else(|| {
        addresses
            .first()
            .map(|address| raw[address.clone()].to_owned())
    });
    let kind = stated
        .kind
        .unwrap_or_else(|| url.as_deref().map_or(Kind::Other, url::kind_of_page));
    Some(Reference {
        raw: raw.to_owned(),
        at: span.clone(),
        title: stated.title,
        authors: stated.authors,
        more_authors: stated.more_authors,
        publisher: stated.publisher,
        issued: stated.issued,
        kind,
        url,
        confidence: reading.confidence(),
        further: Further {
            container: stated.container,
            editors: stated.editors,
            translators: stated.translators,
            place: stated.place,
            edition: stated.edition,
            volume: stated.volume,
            number: stated.number,
            pages: stated.pages,
            doi: doi.map(|(_, doi)| doi),
            accessed: accessed.map(|(_, date)| date),
            ..Further::default()
        }
        .into(),
        ..Reference::default()
    })
}

/// The entry without its address, and without the words that announce it (`链接：`).
fn without(raw: &str, address: &Span) -> String {
    let mut before = raw[..address.start].trim_end();
    for word in [
        "：",
        ":",
        "链接",
        "网址",
        "地址",
        "URL",
        "（",
        "(",
        "[",
        "Available at",
        "，",
        ",",
    ] {
        before = before.strip_suffix(word).unwrap_or(before).trim_end();
    }
    let after = trim(&raw[address.end..]);
    let after = after.trim_start_matches(['）', ')', '，', ',', ']']);
    format!("{before} {after}")
}

/// The entry without an identifier or what says when it was looked at, whose digits are no year of
/// publication.
fn cut_out(body: &str, span: &Span) -> String {
    let before = body[..span.start].trim_end_matches(['，', ',', '；', ';', '（', '(', '[', ' ']);
    let after = body[span.end..].trim_start_matches(['）', ')', ']', '。', '.', '，', ',', ' ']);
    format!("{before} {after}")
}

fn fields(body: &str, raw: &str) -> Fields {
    let body = trim(body).trim_end_matches(['。', '，', '；', '、']);
    if body.is_empty() || body.len() > LONGEST {
        let title = titles(body).first().map_or(raw, |t| &body[t.inner.clone()]);
        return Fields {
            title: title.to_owned(),
            ..Fields::default()
        };
    }
    let found = titles(body);
    if let Some(fields) = titled::read(body, &found) {
        return fields;
    }
    let mut fields = phrase::read(body);
    if kind::is_thesis(body) {
        fields.kind = Some(Kind::Thesis);
    }
    if fields.language.is_none() {
        fields.language = language::stated(body).map(str::to_owned);
    }
    fields
}

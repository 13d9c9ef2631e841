//! Reads one entry into the fields of a reference.

use super::coded;
use super::compose::{self, Stated};
use super::details::{self, Details};
use super::fields::Fields;
use super::fits::Entry;
use super::identifiers::{self, Identifier};
use super::kind;
use super::language;
use super::marks::{titles, trim, without_remarks};
use super::phrase;
use super::pieces;
use super::publisher;
use super::reading;
use super::remainder::{self, ANNOUNCE};
use super::titled;
use super::traditional;
use super::url;
use super::year;
use crate::reference::{Confidence, Further, Kind, Name, Reference};
use chengshu_text::date::PartialDate;
use chengshu_text::source::Span;
use chengshu_writing::script::{is_hangul, is_ideographic, is_kana};

/// How long an entry may be to be read for more than its title, in bytes. What is longer is prose
/// that slipped into a list; no field of it could be trusted.
const LONGEST: usize = 4_000;

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
    let apart = Apart::of(raw);
    let (stated, confidence) = stretches(raw, &apart).unwrap_or_else(|| prose(raw, &apart));
    let mut used = stated.used;
    let url = stated
        .url
        .or_else(|| apart.addresses.first().map(|address| raw[address.clone()].to_owned()));
    let page = url.as_deref().map(url::kind_of_page);
    let identified = apart.identifiers.first().map(|identifier| identifier.sort.kind());
    let kind = stated.kind.or(identified).or(page).unwrap_or_default();
    let mut further = Further {
        container: stated.container,
        editors: stated.editors,
        translators: stated.translators,
        place: stated.place,
        edition: stated.edition,
        volume: stated.volume,
        number: stated.number,
        pages: stated.pages,
        accessed: apart.accessed.as_ref().map(|(_, date)| *date),
        language: stated.language,
        ..Further::default()
    };
    identifiers::set(&apart.identifiers, &mut further);
    used.extend(apart.used(raw, url.as_deref()));
    further.remainder = remainder::of(raw, used);
    Reference {
        raw: raw.to_owned(),
        at: span,
        title: stated.title,
        authors: stated.authors,
        more_authors: stated.more_authors,
        publisher: stated.publisher,
        issued: stated.issued,
        kind,
        url,
        confidence,
        further: further.into(),
        ..Reference::default()
    }
}

/// What an entry states apart from its words.
#[derive(Debug, Default)]
struct Apart {
    addresses: Vec<Span>,
    identifiers: Vec<Identifier>,
    /// When it was looked at.
    accessed: Option<(Span, PartialDate)>,
}

impl Apart {
    fn of(raw: &str) -> Self {
        let addresses = url::find_all(raw);
        if raw.len() > LONGEST {
            return Self { addresses, ..Self::default() };
        }
        Self { addresses, identifiers: identifiers::find(raw), accessed: details::accessed(raw) }
    }

    /// Where stands what fields carry: the address, and the first identifier of each sort.
    fn used(&self, raw: &str, url: Option<&str>) -> impl Iterator<Item = Span> {
        let held = |address: &&Span| {
            url == Some(&raw[(*address).clone()])
                || self
                    .identifiers
                    .iter()
                    .any(|identifier| address.contains(&identifier.span.start))
        };
        let addresses = self.addresses.iter().filter(held);
        let first = self.identifiers.iter().enumerate().filter(|(at, identifier)| {
            self.identifiers[..*at].iter().all(|other| other.sort != identifier.sort)
        });
        let identifiers = first.map(|(_, identifier)| &identifier.span);
        let accessed = self.accessed.iter().map(|(span, _)| span);
        let used: Vec<Span> = addresses.chain(identifiers).chain(accessed).cloned().collect();
        used.into_iter()
    }

    /// Where all of it stands, in order and apart.
    fn spans(&self) -> Vec<Span> {
        let identifiers = self.identifiers.iter().map(|identifier| &identifier.span);
        let accessed = self.accessed.iter().map(|(span, _)| span);
        let mut spans: Vec<Span> =
            self.addresses.iter().chain(identifiers).chain(accessed).cloned().collect();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        spans.dedup_by(|next, span| next.start < span.end);
        spans
    }
}

/// Reads an entry by the pieces its marks cut it into: one in a script with blanks between words,
/// one to GB/T 7714 or in a Western style, or one with a link. `None` for others.
fn stretches(raw: &str, apart: &Apart) -> Option<(Stated, Confidence)> {
    if raw.len() > LONGEST {
        return None;
    }
    let asides = apart.spans();
    // What has a DOI has no press before it either.
    let isbn = |identifier: &Identifier| identifier.sort == identifiers::Sort::Isbn;
    let addressed = !apart.addresses.is_empty() || apart.identifiers.iter().any(|id| !isbn(id));
    let entry = Entry::new(raw, pieces::cut(raw, &asides)?, addressed);
    let western = is_western(raw, &asides) && kind::head(raw).is_none();
    let coded = coded::is_coded(raw) && !raw.contains('《');
    // Japanese titles stand in 『』 and 「」; 〈…〉 before 《…》 is a piece of it.
    let japanese = raw.contains(['『', '「']) && raw.chars().any(is_kana) && !raw.contains('《');
    let piece_of =
        matches!((raw.find('〈'), raw.find('《')), (Some(piece), Some(whole)) if piece < whole);
    let marked = japanese || piece_of;
    if !western && !coded && !marked && entry.link().is_none() && !entry.is_structured() {
        return None;
    }
    let reading = reading::read(&entry)?;
    let mut stated = compose::fields(&entry, &reading);
    if let Some(link) = entry.link() {
        // The words of a link may be an entry of their own: `[Title. Journal 2018](https://…)`.
        let words = entry.text(link, link + 1);
        let inner = Entry::new(words, pieces::cut(words, &[])?, true);
        let inside = reading::read(&inner).map(|reading| compose::fields(&inner, &reading));
        if let Some(inside) = inside.filter(|inside| inside.issued.is_some()) {
            stated = inside;
            let at = entry.span(link, link + 1).start;
            stated.used.iter_mut().for_each(|span| *span = at + span.start..at + span.end);
        }
        stated.url = entry.address(link).map(str::to_owned);
    }
    Some((stated, reading.confidence()))
}

/// True if most letters outside `asides` are of scripts with blanks between words.
fn is_western(raw: &str, asides: &[Span]) -> bool {
    let outside = raw
        .char_indices()
        .filter(|(at, _)| !asides.iter().any(|aside| aside.contains(at)));
    let (mut spaced, mut solid) = (0_usize, 0_usize);
    for (_, c) in outside.filter(|(_, c)| c.is_alphabetic()) {
        let counts = if is_ideographic(c) || is_kana(c) { &mut solid } else { &mut spaced };
        *counts += 1;
    }
    (!raw.contains('《') || raw.contains(is_hangul)) && spaced > 3 * solid
}

/// Reads an entry in Chinese prose: what is told of a work rather than listed.
fn prose(raw: &str, apart: &Apart) -> (Stated, Confidence) {
    let body = apart.spans().into_iter().rev().fold(raw.to_owned(), |body, aside| {
        if apart.addresses.contains(&aside) {
            without(&body, &aside)
        } else {
            cut_out(&body, &aside)
        }
    });
    let url = apart.addresses.first().map(|address| &raw[address.clone()]);
    let fields = fields(&body, url.unwrap_or(raw));
    let fallback = match url.map(url::kind_of_page) {
        Some(kind) if titles(&body).is_empty() || kind != Kind::Web => kind,
        _ => Kind::Other,
    };
    let said = |kind: &Kind| !(*kind == Kind::Other && url.is_some());
    let page = url.map(url::kind_of_page).filter(|kind| *kind != Kind::Web);
    let found = fields.kind.filter(said).or(page).or(fields.likely.filter(said));
    let kind = match found.unwrap_or(fallback) {
        Kind::Article => {
            publisher::kind_of_article(fields.publisher.as_deref().unwrap_or_default())
        }
        kind => kind,
    };
    let details =
        if raw.len() <= LONGEST { details::read(&body, &fields, kind) } else { Details::default() };
    // An issue is a journal's, unless the entry says what else it is.
    let kind = match kind {
        Kind::Book | Kind::Article if fields.kind.is_none() && details.number.is_some() => {
            Kind::Journal
        }
        kind => kind,
    };
    let names = |names: Vec<String>| names.into_iter().map(Name::Whole).collect();
    let mut stated = Stated {
        title: fields.title,
        authors: names(fields.authors),
        more_authors: details.more_authors,
        editors: names(fields.editors),
        translators: names(fields.translators),
        issued: details.issued.or(fields.year.map(PartialDate::Year)),
        container: fields.container,
        publisher: fields.publisher,
        place: details.place,
        volume: details.volume,
        number: details.number,
        pages: details.pages,
        edition: details.edition,
        kind: Some(kind),
        language: fields.language,
        ..Stated::default()
    };
    stated.used = remainder::places(raw, &stated);
    (stated, Confidence::default())
}

/// The entry without its address, and without the words that announce it (`链接：`).
fn without(raw: &str, address: &Span) -> String {
    let mut before = raw[..address.start].trim_end();
    for word in ["：", ":"].iter().chain(ANNOUNCE).chain(&["（", "(", "[", "，", ","]) {
        before = before.strip_suffix(word).unwrap_or(before).trim_end();
    }
    let after = trim(&raw[address.end..]);
    let after = after.trim_start_matches(['）', ')', '，', ',', ']', '>']);
    format!("{before} {after}")
}

/// The entry without an identifier or what says when it was looked at, whose digits are no year of
/// publication.
fn cut_out(body: &str, span: &Span) -> String {
    let before = body[..span.start].trim_end_matches(['，', ',', '；', ';', '（', '(', '[', ' ']);
    let after = body[span.end..].trim_start_matches(['）', ')', ']', '。', '.', '，', ',', ' ']);
    format!("{before} {after}")
}

/// Reads the words of an entry; `nameless` stands for the title of one that has none.
fn fields(body: &str, nameless: &str) -> Fields {
    let body = body.replace("**", "");
    let body = trim(&body).trim_end_matches(['。', '，', '；', '、']);
    // A remark is what the entry says if it says nothing else.
    let body = match without_remarks(body) {
        (left, remarks) if trim(&left).is_empty() => remarks.first().copied().unwrap_or(body),
        _ => body,
    };
    if let Some(date) = year::alone(body) {
        let year = Some(date.first_day().year());
        return Fields { title: nameless.to_owned(), year, ..Fields::default() };
    }
    if body.is_empty() || body.len() > LONGEST {
        let title = titles(body).first().map_or(nameless, |t| &body[t.inner.clone()]);
        return Fields { title: title.to_owned(), ..Fields::default() };
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

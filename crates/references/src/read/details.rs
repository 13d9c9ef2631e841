//! What an entry states besides who made what: place, edition, volume, issue, pages, day.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::coded;
use super::counts::COUNTERS;
use super::fields::Fields;
use super::lexicon::Slot;
use super::lexicon::prose;
use super::marks::{is_blank, titles, trim};
use super::publisher;
use super::year;
use crate::reference::{Completeness, Kind};
use chengshu_text::date::PartialDate;
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

/// What an entry states of its publication, each as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Details {
    /// The place of publication.
    pub place: Option<String>,
    /// The edition: `第2版`, `增订本`, `2nd`.
    pub edition: Option<String>,
    /// The volume, without its counter.
    pub volume: Option<String>,
    /// The issue, without its counter.
    pub number: Option<String>,
    /// The pages, without their counter.
    pub pages: Option<String>,
    /// When it came out, to the day or month.
    pub issued: Option<PartialDate>,
    /// Whether 等 follows the last author.
    pub more_authors: Completeness,
}

/// Words for an edition or a part of a work, without a number.
static NAMED: LazyLock<Vec<(&str, Slot)>> = LazyLock::new(|| prose::saying("named", Slot::named));

/// Marks between the first and the last of some pages.
const RANGE: &[char] = &['-', '–', '—', '－', '~', '～', '至', '、'];

impl Details {
    fn set(&mut self, slot: Slot, value: &str) {
        let value = trim(value);
        let field = match slot {
            Slot::Volume => &mut self.volume,
            Slot::Number => &mut self.number,
            Slot::Pages => &mut self.pages,
            Slot::Edition => &mut self.edition,
        };
        if field.is_none() && !value.is_empty() {
            *field = Some(value.to_owned());
        }
    }
}

/// Reads the details of an entry, of which `body` is all but its address and identifier.
pub(super) fn read(body: &str, fields: &Fields, kind: Kind) -> Details {
    let mut details = Details::default();
    let outside = without_titles(body);
    details.issued = fields.year.and_then(|year| day(&outside, year));
    details.more_authors = others(&outside, fields);
    let outside = outside.replacen(&fields.title, "《》", 1);
    counted(&outside, &mut details);
    for (word, slot) in NAMED.iter() {
        if outside.contains(word) {
            details.set(*slot, word);
        }
    }
    details.place = place(&outside, fields);
    // 版 after a number is the page of a newspaper.
    if kind == Kind::Newspaper && details.pages.is_none() {
        details.pages =
            details.edition.take().map(|page| page.trim_matches(['第', '版']).to_owned());
    }
    details
}

/// The text with what its titles say left out.
fn without_titles(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for title in titles(text) {
        left.push_str(&text[from..title.inner.start]);
        from = title.inner.end;
    }
    left.push_str(&text[from..]);
    left
}

/// The first date of the year the entry came out in that also gives a month.
fn day(text: &str, year: i32) -> Option<PartialDate> {
    year::dates(text)
        .into_iter()
        .filter(|date| date.year == year)
        .map(|date| {
            trim(text[date.span].trim_start_matches(|c| is_han(c) && year::digit(c).is_none()))
                .to_owned()
        })
        .filter_map(|date| PartialDate::parse(&date))
        .find(|date| !matches!(date, PartialDate::Year(_)))
}

/// Whether 等 follows the last author named.
fn others(text: &str, fields: &Fields) -> Completeness {
    let follows = fields.authors.last().is_some_and(|name| {
        text.find(name.as_str()).is_some_and(|at| {
            let rest = text[at + name.len()..]
                .trim_start_matches(|c| is_blank(c) || matches!(c, ',' | '，' | '、' | '.'));
            rest.starts_with("等")
        })
    });
    if follows { Completeness::AndOthers } else { Completeness::Whole }
}

/// Numbers between 第 and a counter: 第12卷, 第3期, 第12-15页, 第2版.
fn counted(text: &str, details: &mut Details) {
    for (at, lead) in text.match_indices('第') {
        let after = text[at + lead.len()..].trim_start();
        let end = number_len(after);
        let (number, rest) = after.split_at(end);
        let rest = rest.trim_start();
        let Some((counter, slot)) = COUNTERS.iter().find(|(c, _)| rest.starts_with(c)) else {
            continue;
        };
        if *slot == Slot::Edition && !number.is_empty() {
            details.set(*slot, &format!("第{}{counter}", trim(number)));
        } else {
            details.set(*slot, number);
        }
    }
}

/// The bytes of a number or a range of numbers at the start of `text`.
fn number_len(text: &str) -> usize {
    let digit = |c: char| year::digit(c).is_some() || "十百".contains(c);
    let len = text
        .find(|c: char| !(digit(c) || RANGE.contains(&c) || c == ' '))
        .unwrap_or(text.len());
    text[..len].trim_end_matches(|c: char| !digit(c)).len()
}

/// The place before a colon and the press: `北京：远山出版社`, `London: Hill Press`.
fn place(text: &str, fields: &Fields) -> Option<String> {
    let press = fields.publisher.as_deref()?;
    let at = text.find(press)?;
    let before = text[..at].trim_end().strip_suffix([':', '：'])?.trim_end();
    let latin = before.ends_with(|c: char| !is_han(c) && c.is_alphabetic());
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| "，,。．.；;（(）)》]［］/、|｜”\"".contains(*c) || !latin && is_blank(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let place = trim(&before[start..]);
    let words = place.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '·'));
    let label = ["出版社", "出版方", "出版者", "来源", "出版", "作者"].contains(&place);
    let named = fields.authors.iter().any(|name| name == place) || fields.title == place;
    let known = (1..=20).contains(&place.chars().count())
        && words
        && !label
        && !named
        && publisher::classify(place).is_none();
    known.then(|| place.to_owned())
}

/// Words that say when a source was looked at, before the date.
static LOOKED_AT: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("looked-at"));

/// Words that say so after it.
const LOOKED_AT_BEFORE: &[&str] = &["访问", "检索", "查阅", "浏览", "引用"];

/// When the source was looked at, and where the entry says so.
pub(super) fn accessed(raw: &str) -> Option<(Span, PartialDate)> {
    static FINDERS: LazyLock<Vec<Finder<'_>>> =
        LazyLock::new(|| LOOKED_AT.iter().map(Finder::new).collect());
    let lower = raw.to_ascii_lowercase();
    let led = LOOKED_AT.iter().zip(FINDERS.iter()).find_map(|(word, finder)| {
        let at = finder.find(lower.as_bytes())?;
        let rest = &raw[at + word.len()..];
        let after = rest.trim_start_matches(|c: char| is_blank(c) || "：:，,于在为".contains(c));
        let after = after.strip_prefix("on ").unwrap_or(after);
        let from = raw.len() - after.len();
        let (len, date) = year::at_start(after)?;
        Some((at..from + len, date))
    });
    led.or_else(|| followed(raw)).or_else(|| bracketed(raw))
}

/// `2020年1月2日访问`
fn followed(raw: &str) -> Option<(Span, PartialDate)> {
    year::dates(raw).into_iter().find_map(|date| {
        let word = LOOKED_AT_BEFORE.iter().find(|word| raw[date.span.end..].starts_with(**word))?;
        let end = date.span.end + word.len();
        let ends = raw[end..].starts_with(|c: char| "）)，,。；;".contains(c)) || end == raw.len();
        let (_, day) = year::at_start(&raw[date.span.clone()])?;
        ends.then_some((date.span.start..end, day))
    })
}

/// `[2020-01-02]`, as GB/T 7714 writes it.
fn bracketed(raw: &str) -> Option<(Span, PartialDate)> {
    if !coded::is_coded(raw) {
        return None;
    }
    raw.match_indices('[').find_map(|(at, open)| {
        let inner = &raw[at + open.len()..];
        let len = inner.find(']')?;
        let date = PartialDate::parse(&inner[..len])?;
        let whole = !matches!(date, PartialDate::Year(_));
        whole.then_some((at..at + open.len() + len + 1, date))
    })
}

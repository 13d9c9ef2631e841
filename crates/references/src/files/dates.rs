//! Dates of works.

use super::value::{Content, Value, Wrong};
use chengshu_text::date::{Date, PartialDate};

/// A date of a work.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// The date, or its beginning.
    pub first: PartialDate,
    /// What is stated, where it is more: a range with a slash (`1957/1990`, `1979/`), or a year with
    /// what is said of it (`1865（清同治四年）`, `c1988`).
    pub whole: Option<String>,
}

impl From<PartialDate> for Dated {
    fn from(first: PartialDate) -> Self {
        Self { first, whole: None }
    }
}

/// Reads a year, a month or a day: text (`2021`, `2021-08-13`), CSL's `date-parts`, or a group of
/// `year`, `month` and `day`; or a range of them.
pub(super) fn read(value: &Value, wrongs: &mut Vec<Wrong>) -> Result<Option<Dated>, Wrong> {
    match &value.content {
        Content::Nothing => Ok(None),
        Content::Text(text) => text_date(text).map(Some).ok_or_else(|| Wrong::value(value)),
        Content::List(dates) => range(dates, |date| read(date, wrongs)),
        Content::Group(_) => group(value, wrongs),
    }
}

/// The first of some dates, and the last where there are several.
fn range<T>(
    dates: &[T],
    mut read: impl FnMut(&T) -> Result<Option<Dated>, Wrong>,
) -> Result<Option<Dated>, Wrong> {
    let (Some(first), last) = (dates.first(), dates.get(1)) else {
        return Ok(None);
    };
    let Some(first) = read(first)? else {
        return Ok(None);
    };
    let last = last.map(&mut read).transpose()?.flatten();
    let whole = last.map(|last| format!("{}/{}", first.first, last.first));
    Ok(Some(Dated { whole: whole.or(first.whole), ..first }))
}

fn text_date(text: &str) -> Option<Dated> {
    // 2021-08-13T08:00: the time of day is of no account.
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    if let Some(date) = PartialDate::parse(text).or_else(|| PartialDate::parse(day)) {
        return Some(date.into());
    }
    let dated = |first: PartialDate, whole: String| Dated { first, whole: Some(whole) };
    // ISO 8601-2 writes ranges with a slash, as BibLaTeX and Hayagriva do.
    let parted = text.split_once('/').or_else(|| years(text));
    if let Some((first, last)) = parted {
        let end = PartialDate::parse(last).map(|last| last.to_string());
        let end = end.or_else(|| last.is_empty().then(String::new))?;
        let first = PartialDate::parse(first)?;
        return Some(dated(first, format!("{first}/{end}")));
    }
    // A year with what is said of it.
    let start = text.trim_start_matches(|c: char| "c[".contains(c));
    let (year, rest) = start.split_at_checked("1865".len())?;
    let said = rest.is_empty() || rest.starts_with(['(', '（', '[', ']', '?', '？', '年', ' ']);
    let year = PartialDate::parse(year).filter(|_| said)?;
    Some(dated(year, text.to_owned()))
}

/// `1957-1990` and `1979-`.
fn years(text: &str) -> Option<(&str, &str)> {
    let (first, last) = text.split_once(['-', '–', '—'])?;
    let last = last.trim_start_matches(['-', '–', '—']);
    (first.len() == 4 && matches!(last.len(), 0 | 4)).then_some((first, last))
}

fn group(value: &Value, wrongs: &mut Vec<Wrong>) -> Result<Option<Dated>, Wrong> {
    if let Some(text) = value.get("raw").or_else(|| value.get("literal")) {
        return read(text, wrongs);
    }
    if let Some(dates) = value.get("date-parts") {
        let dates = dates.as_list().ok_or_else(|| Wrong::value(value))?;
        // [2021, 8, 13] is met with as well as [[2021, 8, 13]].
        let whole = [dates];
        let dates: Vec<&[Value]> = match dates.first().map(Value::as_list) {
            Some(None) => whole.to_vec(),
            _ => dates.iter().filter_map(Value::as_list).collect(),
        };
        return range(&dates, |parts| {
            let parts: Vec<&Value> = parts.iter().collect();
            parts_date(&parts, value).map(|date| Some(date.into()))
        });
    }
    let parts: Vec<&Value> =
        ["year", "month", "day"].iter().map_while(|part| value.get(part)).collect();
    if parts.is_empty() {
        return Err(Wrong::value(value));
    }
    parts_date(&parts, value).map(|date| Some(date.into()))
}

fn parts_date(parts: &[&Value], whole: &Value) -> Result<PartialDate, Wrong> {
    let number = |at: usize| -> Result<Option<u16>, Wrong> {
        let Some(part) = parts.get(at).filter(|part| part.content != Content::Nothing) else {
            return Ok(None);
        };
        let number = part.as_text().and_then(|text| text.parse().ok());
        number.map(Some).ok_or_else(|| Wrong::value(whole))
    };
    date(number(0)?, number(1)?, number(2)?).ok_or_else(|| Wrong::value(whole))
}

fn date(year: Option<u16>, month: Option<u16>, day: Option<u16>) -> Option<PartialDate> {
    let year = i32::from(year?);
    let Some(month) = month else {
        return Date::new(year, 1, 1).map(|_| PartialDate::Year(year));
    };
    let month = u8::try_from(month).ok()?;
    match day {
        None => Date::new(year, month, 1).map(|_| PartialDate::Month(year, month)),
        Some(day) => Date::new(year, month, u8::try_from(day).ok()?).map(PartialDate::Day),
    }
}

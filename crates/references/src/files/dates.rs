//! Dates of works.

use super::value::{Content, Value, Wrong};
use chengshu_text::date::{Date, PartialDate};

/// Reads a year, a month or a day: text (`2021`, `2021-08-13`), CSL's `date-parts`, or a group of
/// `year`, `month` and `day`. Of a range only the beginning is kept, which is a finding.
pub(super) fn read(value: &Value, wrongs: &mut Vec<Wrong>) -> Result<Option<PartialDate>, Wrong> {
    match &value.content {
        Content::Nothing => Ok(None),
        Content::Text(text) => text_date(text, value, wrongs).map(Some),
        Content::List(dates) => match dates.first() {
            Some(first) => {
                if dates.len() > 1 {
                    wrongs.push(beginning(value));
                }
                read(first, wrongs)
            }
            None => Ok(None),
        },
        Content::Group(_) => group(value, wrongs),
    }
}

fn beginning(value: &Value) -> Wrong {
    Wrong::said(value, "is a range; only its beginning is kept")
}

fn text_date(text: &str, value: &Value, wrongs: &mut Vec<Wrong>) -> Result<PartialDate, Wrong> {
    // 2021-08-13T08:00: the time of day is of no account.
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    if let Some(date) = PartialDate::parse(text).or_else(|| PartialDate::parse(day)) {
        return Ok(date);
    }
    // ISO 8601-2 writes ranges with a slash, as BibLaTeX and Hayagriva do.
    let first = text
        .split_once('/')
        .and_then(|(first, _)| PartialDate::parse(first));
    let date = first.ok_or_else(|| Wrong::value(value))?;
    wrongs.push(beginning(value));
    Ok(date)
}

fn group(value: &Value, wrongs: &mut Vec<Wrong>) -> Result<Option<PartialDate>, Wrong> {
    if let Some(text) = value.get("raw").or_else(|| value.get("literal")) {
        return read(text, wrongs);
    }
    if let Some(dates) = value.get("date-parts") {
        let dates = dates.as_list().ok_or_else(|| Wrong::value(value))?;
        if dates.len() > 1 {
            wrongs.push(beginning(value));
        }
        // [2021, 8, 13] is met with as well as [[2021, 8, 13]].
        let parts = match dates.first() {
            None => return Ok(None),
            Some(first) => first.as_list().unwrap_or(dates),
        };
        return parts_date(&parts.iter().collect::<Vec<_>>(), value).map(Some);
    }
    let parts: Vec<&Value> = ["year", "month", "day"]
        .iter()
        .map_while(|part| value.get(part))
        .collect();
    if parts.is_empty() {
        return Err(Wrong::value(value));
    }
    parts_date(&parts, value).map(Some)
}

fn parts_date(parts: &[&Value], whole: &Value) -> Result<PartialDate, Wrong> {
    let number = |at: usize| -> Result<Option<u16>, Wrong> {
        let Some(part) = parts
            .get(at)
            .filter(|part| part.content != Content::Nothing)
        else {
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

//! Dates.

use super::super::lexicon::entries::Word;
use super::super::pieces::{DAY_OF, Form, Lead, YEARS};
use super::super::year;
use super::Entry;
use chengshu_text::date::{Date, PartialDate};

impl Entry<'_> {
    pub(super) fn fit_date(&self, from: usize, to: usize) -> Option<i32> {
        if to > from + 3 {
            return None;
        }
        match self.date(from, to) {
            Some(_) if matches!(self.form(from), Form::Round(_)) => Some(4),
            Some(date) => Some(3 + i32::from(!matches!(date, PartialDate::Year(_)))),
            None if self.day(from, to).is_some() => Some(2),
            None => None,
        }
    }

    /// The month, and the day, that a piece says without the year: `16 April`.
    pub fn day(&self, from: usize, to: usize) -> Option<(u8, Option<u8>)> {
        if to > from + 1 || self.form(from) != Form::Plain {
            return None;
        }
        let month = |word: &Word| word.month();
        let words = &self.pieces[from].words;
        let number = |word: &Word| {
            self.spelling(word).parse::<u8>().ok().filter(|day| (1..=31).contains(day))
        };
        match words.as_slice() {
            [only] if from > 0 && self.spelling(only).starts_with(char::is_uppercase) => {
                Some((month(only)?, None))
            }
            [first, second] => match (month(first), month(second)) {
                (Some(month), None) => Some((month, Some(number(second)?))),
                (None, Some(month)) => Some((month, Some(number(first)?))),
                _ => None,
            },
            _ => None,
        }
    }

    /// The date some pieces say, and nothing else.
    pub fn date(&self, from: usize, to: usize) -> Option<PartialDate> {
        let facts = self.facts.get(from)?.get(to.checked_sub(from + 1)?)?;
        *facts.date.get_or_init(|| self.read_date(from, to))
    }

    fn read_date(&self, from: usize, to: usize) -> Option<PartialDate> {
        if matches!(self.form(from), Form::Quoted | Form::Marked) {
            return None;
        }
        if (from + 1..to).any(|at| {
            !matches!(self.lead(at), Lead::Comma | Lead::Blank) || self.form(at) != self.form(from)
        }) {
            return None;
        }
        let text = self.text(from, to);
        // 2013年5月4日付, 2009년 5월
        let plain = text.replace('년', "年").replace('월', "月").replace('일', "日");
        let plain: String = plain.split_whitespace().collect();
        let plain = plain.trim_end_matches(['付', '号', '版']);
        for text in [text, plain] {
            if let Some((len, date)) = year::at_start(text)
                && len == text.len()
            {
                return Some(date);
            }
        }
        if let Some(day) = day_first(text) {
            return Some(PartialDate::Day(day));
        }
        let (mut year, mut month, mut day) = (None, None, None);
        let mut months = 0;
        for word in self.words(from, to) {
            let spelling = self.spelling(word).trim_end_matches('.');
            let digits =
                spelling.len() - spelling.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, tail) = spelling.split_at(digits);
            if digits == 4 && tail.len() <= 1 && !tail.starts_with(char::is_uppercase) {
                let value = number.parse::<i32>().ok().filter(|value| YEARS.contains(value))?;
                year.get_or_insert(value);
            } else if (1..=2).contains(&digits)
                && (tail.is_empty() || ["st", "nd", "rd", "th", "er", "o", "º"].contains(&tail))
            {
                day = number.parse::<u8>().ok();
            } else if let Some(found) = word.month() {
                months += 1;
                month.get_or_insert(found);
            } else if !is_of_date(spelling) {
                return None;
            }
        }
        let year = year?;
        let span = text.contains(['–', '—']) && months == 0;
        if span || day.is_some() && month.is_none() {
            return None;
        }
        Some(match (month, day) {
            (Some(month), Some(day)) => Date::new(year, month, day)
                .map_or(PartialDate::Month(year, month), PartialDate::Day),
            (Some(month), None) => PartialDate::Month(year, month),
            _ => PartialDate::Year(year),
        })
    }
}

/// A day written from the day to the year: 3.5.1881, 03/05/1881.
fn day_first(text: &str) -> Option<Date> {
    let mark = if text.contains('.') { '.' } else { '/' };
    let mut parts = text.splitn(3, mark).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?)
}

/// True for words beside a year that make it no other.
fn is_of_date(word: &str) -> bool {
    let words = [
        "spring", "summer", "autumn", "fall", "winter", "published", "online", "ca", "c", "circa",
        "год", "года", "г", "copyright",
    ];
    words.contains(&word.to_lowercase().as_str()) || DAY_OF.contains(&word)
}

//! Dates as calendars have them, whole or in part, without a locale (requirement K1).

use std::fmt;

/// A day of the proleptic Gregorian calendar; always one that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// 1970-01-01, where Unix time begins.
    pub(crate) const EPOCH: Self = Self { year: 1970, month: 1, day: 1 };

    /// The given day, or `None` if the calendar has no such day or the year is not in 1..=9999,
    /// the years four digits can write.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01, negative before it. The algorithm is `days_from_civil` in Howard
    /// Hinnant's "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the
    /// leap day comes last.
    pub(crate) fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The reverse of [`Date::days`] (`civil_from_days` in the same article).
    pub(crate) fn from_days(days: i64) -> Option<Self> {
        let days = days.checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The day as Chinese prints it: `2021年8月13日`.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// The day as ISO 8601 writes it: `2021-08-13`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A date of which the day, or month and day, may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// `2021`
    Year(i32),
    /// `2021-08`
    Month(i32, u8),
    /// `2021-08-13`
    Day(Date),
}

impl PartialDate {
    /// Reads `2021`, `2021-08`, `2021-08-13`, the same with `/` or `.`, `20210813`, or
    /// `2021年8月13日` with or without its later parts.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return Self::from_parts(&text[..4], Some(&text[4..6]), Some(&text[6..]));
        }
        let (year, rest) = split_part(text, "年")?;
        let Some(rest) = rest else {
            return Self::from_parts(year, None, None);
        };
        let (month, rest) = split_part(rest, "月")?;
        let day = match rest {
            None => None,
            Some(rest) => Some(rest.strip_suffix(['日', '号']).unwrap_or(rest)),
        };
        Self::from_parts(year, Some(month), day)
    }

    fn from_parts(year: &str, month: Option<&str>, day: Option<&str>) -> Option<Self> {
        if year.len() != 4 {
            return None;
        }
        let year = i32::try_from(digits(year, 4)?).ok()?;
        let part = |text: &str| u8::try_from(digits(text.trim(), 2)?).ok();
        match (month, day) {
            (None, _) => (year > 0).then_some(Self::Year(year)),
            (Some(month), None) => {
                let month = part(month)?;
                Date::new(year, month, 1).map(|_| Self::Month(year, month))
            }
            (Some(month), Some(day)) => Date::new(year, part(month)?, part(day)?).map(Self::Day),
        }
    }

    /// The date as Chinese prints it: `2021年`, `2021年8月`, `2021年8月13日`.
    pub fn chinese(self) -> String {
        match self {
            Self::Year(year) => format!("{year}年"),
            Self::Month(year, month) => format!("{year}年{month}月"),
            Self::Day(date) => date.chinese(),
        }
    }

    /// The first day it may mean.
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) => Date { year, month: 1, day: 1 },
            Self::Month(year, month) => Date { year, month, day: 1 },
            Self::Day(date) => date,
        }
    }
}

/// The date as `dc:date` wants it: `2021`, `2021-08` or `2021-08-13` (W3C-DTF).
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => date.fmt(f),
        }
    }
}

/// The digits before `-`, `/`, `.` or the given Chinese unit, and what follows, if anything does.
fn split_part<'a>(text: &'a str, unit: &str) -> Option<(&'a str, Option<&'a str>)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (part, rest) = text.split_at(end);
    if part.is_empty() {
        return None;
    }
    if rest.is_empty() {
        return Some((part, None));
    }
    if let Some(rest) = rest.strip_prefix(unit) {
        return Some((part, Some(rest).filter(|rest| !rest.is_empty())));
    }
    Some((part, Some(rest.strip_prefix(['-', '/', '.'])?)))
}

/// A decimal number of at most so many ASCII digits.
pub(crate) fn digits(text: &str, at_most: usize) -> Option<u32> {
    let fits = (1..=at_most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        // Every day of 800 years around the epoch, which covers two full Gregorian cycles.
        let mut days = Date::new(1600, 1, 1).unwrap().days();
        let mut last = Date::from_days(days - 1).unwrap();
        assert_eq!(last.to_string(), "1599-12-31");
        while last < Date::new(2400, 3, 1).unwrap() {
            let date = Date::from_days(days).unwrap();
            assert!(date > last);
            assert_eq!(date.days(), days);
            last = date;
            days += 1;
        }
        assert_eq!(Date::new(1970, 1, 1).unwrap().days(), 0);
        assert_eq!(Date::new(2000, 3, 1).unwrap().days(), 11_017);
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (year, month, day) in [(2023, 2, 29), (1900, 2, 29), (2021, 13, 1), (2021, 4, 31)] {
            assert_eq!(Date::new(year, month, day), None);
        }
        assert!(Date::new(2000, 2, 29).is_some());
    }
}

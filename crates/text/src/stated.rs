//! Dates and times as people and programs state them (requirement K1).

use std::ops::Range;

use crate::date::{Date, PartialDate, digits};
use crate::time::{Timestamp, Zone};

/// When a transcript says it appeared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatedDate {
    /// An instant, the same everywhere.
    Instant(Timestamp),
    /// A day and seconds after its midnight, in whatever zone the book keeps.
    Local(Date, u32),
    /// A date without a time.
    Date(PartialDate),
}

/// The instants a number may mean, in seconds: from 1990 to 2100. What is transcribed is younger
/// than the one, and by this the units are told apart: read by another unit, no such number is
/// near either.
const STAMPS: Range<i64> = 631_152_000..4_102_444_800;

/// A number as an instant: seconds since 1970-01-01, or thousandths, millionths or thousand
/// millionths of them. Others mean something else, such as a year and month or "never".
fn stamp(digits: &str) -> Option<Timestamp> {
    let number: i64 = digits.parse().ok()?;
    let units = [1, 1_000, 1_000_000, 1_000_000_000];
    let mut seconds = units.iter().map(|unit| number / unit);
    let seconds = seconds.find(|seconds| STAMPS.contains(seconds))?;
    Timestamp::from_seconds(seconds)
}

impl StatedDate {
    /// Reads Unix seconds or parts of them, an ISO 8601 date or date and time, or any date
    /// [`PartialDate::parse`] reads.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(date) = PartialDate::parse(text) {
            return Some(Self::Date(date));
        }
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if is_digits(whole) && is_digits(fraction) {
            return stamp(whole).map(Self::Instant);
        }
        let (date, time) = text.split_once(['T', 't', ' '])?;
        let PartialDate::Day(date) = PartialDate::parse(date)? else {
            return None;
        };
        let (second, zone) = time_of_day(time.trim_start())?;
        match zone {
            None => Some(Self::Local(date, second)),
            Some(zone) => Timestamp::at(date, second, zone).map(Self::Instant),
        }
    }

    /// The date to print in the given zone.
    pub fn date(self, zone: Zone) -> PartialDate {
        match self {
            Self::Instant(timestamp) => PartialDate::Day(timestamp.date(zone)),
            Self::Local(date, _) => PartialDate::Day(date),
            Self::Date(date) => date,
        }
    }

    /// The instant to order by and to take `dcterms:modified` from; the beginning of what is
    /// stated, in the given zone. `None` at the very ends of the calendar.
    pub fn instant(self, zone: Zone) -> Option<Timestamp> {
        match self {
            Self::Instant(timestamp) => Some(timestamp),
            Self::Local(date, second) => Timestamp::at(date, second, zone),
            Self::Date(date) => Timestamp::at(date.first_day(), 0, zone),
        }
    }
}

/// Reads `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`, then an optional zone.
fn time_of_day(text: &str) -> Option<(u32, Option<Zone>)> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'))
        .unwrap_or(text.len());
    let (time, zone) = text.split_at(end);
    let zone = match zone.trim() {
        "" => None,
        zone => Some(Zone::parse(zone)?),
    };
    let mut parts = time.split(':');
    let hour = digits(parts.next()?, 2)?;
    let minute = digits(parts.next()?, 2)?;
    let second = match parts.next() {
        None => 0,
        Some(second) => digits(second.split_once('.').map_or(second, |(s, _)| s), 2)?,
    };
    // 60 is a leap second, which Unix time gives to the next minute.
    let fits = hour < 24 && minute < 60 && second <= 60 && parts.next().is_none();
    fits.then_some((hour * 3600 + minute * 60 + second, zone))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;

    #[test]
    fn stated_dates_are_read() {
        let instant =
            |seconds| Some(StatedDate::Instant(Timestamp::from_seconds(seconds).unwrap()));
        assert_eq!(StatedDate::parse("1600000000"), instant(1_600_000_000));
        for stamp in ["1600000000.75", "1600000000123", "1600000000123456", "1600000000123456789"] {
            assert_eq!(StatedDate::parse(stamp), instant(1_600_000_000), "{stamp}");
        }
        assert_eq!(StatedDate::parse("2020-09-13T20:26:40+08:00"), instant(1_600_000_000));
        assert_eq!(StatedDate::parse("2020-09-13T12:26:40.5Z"), instant(1_600_000_000));
        let local = StatedDate::parse("2020-09-13 20:26:40").unwrap();
        assert_eq!(local.instant(Zone::CHINA).map(Timestamp::seconds), Some(1_600_000_000));
        for (text, printed) in [
            ("2020-09-13", "2020-09-13"),
            ("2020/9/13", "2020-09-13"),
            ("2020.9.13", "2020-09-13"),
            ("20200913", "2020-09-13"),
            ("2020年9月13日", "2020-09-13"),
            ("2020年9月", "2020-09"),
            ("2020-09", "2020-09"),
            ("2020", "2020"),
        ] {
            let date = StatedDate::parse(text).unwrap().date(Zone::UTC);
            assert_eq!(date.to_string(), printed, "{text}");
        }
    }

    #[test]
    fn nonsense_is_not_a_date() {
        for text in [
            "", "昨天", "2020-13-01", "2020-02-30", "-5", "123", "99999999999999999999",
            "2020-09-13T25:00", "2020-09-13T", "2020-", "13-09-2020", "９９", "1e9",
            // The end of the year 9999, which programs write for "never".
            "253402300799", "253402300800", "253402300799999", "2147483647000000000000",
            // A year and month, and a day that does not exist.
            "202108", "20211301", "-1600000000", "0000", "0", "12345", "1600000000.5.5",
            "99999999999", "10000-01-01", "0000-01-01",
        ] {
            assert_eq!(StatedDate::parse(text), None, "{text}");
        }
    }
}

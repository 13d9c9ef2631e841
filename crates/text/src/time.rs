//! Instants and fixed time zones, without a clock (requirement K1).

use std::fmt;

use crate::date::{Date, digits};

/// Seconds in a day; leap seconds do not exist in Unix time.
const DAY: i64 = 86_400;

/// An instant: seconds since 1970-01-01T00:00:00Z, within the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// The instant so many seconds after the epoch, or `None` outside the years 1 to 9999.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        let date = Date::from_days(seconds.div_euclid(DAY))?;
        // A year in hand at either end keeps every zone's day inside the calendar.
        (2..=9998).contains(&date.year()).then_some(Self(seconds))
    }

    /// The instant so many seconds after midnight of a day, in the given zone; `None` at the very
    /// ends of the calendar.
    pub fn at(date: Date, second: u32, zone: Zone) -> Option<Self> {
        let local = date.days() * DAY + i64::from(second);
        Self::from_seconds(local - i64::from(zone.minutes) * 60)
    }

    /// Reads whole seconds as `SOURCE_DATE_EPOCH` holds them: decimal digits and nothing else
    /// (reproducible-builds.org, specification 1.1).
    pub fn parse_epoch(text: &str) -> Option<Self> {
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Self::from_seconds(text.parse().ok()?)
    }

    /// Seconds since the epoch.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// The day it is then in the given zone.
    pub fn date(self, zone: Zone) -> Date {
        let local = self.0 + i64::from(zone.minutes) * 60;
        Date::from_days(local.div_euclid(DAY)).unwrap_or(Date::EPOCH)
    }

    /// The instant as `dcterms:modified` wants it, `CCYY-MM-DDThh:mm:ssZ` (EPUB 3.3, section
    /// 5.5.5).
    pub fn modified(self) -> String {
        let second = self.0.rem_euclid(DAY);
        format!(
            "{}T{:02}:{:02}:{:02}Z",
            self.date(Zone::UTC),
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

/// A fixed distance from UTC. Zones with summer time are not among them: their distance is not
/// fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone {
    minutes: i16,
}

/// Names of zones that have kept one distance from UTC since before there were video sites.
const ZONES: &[(&str, i16)] = &[
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("Etc/UTC", 0),
    ("Asia/Shanghai", 480),
    ("Asia/Chongqing", 480),
    ("Asia/Urumqi", 360),
    ("Asia/Hong_Kong", 480),
    ("Asia/Macau", 480),
    ("Asia/Taipei", 480),
    ("Asia/Singapore", 480),
    ("Asia/Kuala_Lumpur", 480),
    ("PRC", 480),
    ("Asia/Bangkok", 420),
    ("Asia/Ho_Chi_Minh", 420),
    ("Asia/Jakarta", 420),
    ("Asia/Tokyo", 540),
    ("Asia/Seoul", 540),
    ("Asia/Kolkata", 330),
    ("Asia/Dubai", 240),
];

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self { minutes: 0 };

    /// The time of mainland China, UTC+8.
    pub const CHINA: Self = Self { minutes: 480 };

    /// The zone so many minutes east of UTC, at most 14 hours either way.
    pub fn from_minutes(minutes: i16) -> Option<Self> {
        (-14 * 60..=14 * 60).contains(&minutes).then_some(Self { minutes })
    }

    /// Minutes east of UTC.
    pub fn minutes(self) -> i16 {
        self.minutes
    }

    /// Reads `+08:00`, `+0800`, `+8`, `UTC+8`, or one of the names without summer time
    /// (`Asia/Shanghai`, `UTC`, …).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(&(_, minutes)) = ZONES.iter().find(|(n, _)| n.eq_ignore_ascii_case(text)) {
            return Some(Self { minutes });
        }
        let offset = ["UTC", "GMT"]
            .iter()
            .find_map(|prefix| {
                let head = text.get(..prefix.len())?;
                head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
            })
            .unwrap_or(text);
        let (sign, distance) = match offset.chars().next()? {
            '+' | '＋' => (1, &offset[offset.chars().next()?.len_utf8()..]),
            '-' | '−' => (-1, &offset[offset.chars().next()?.len_utf8()..]),
            _ => return None,
        };
        let (hours, minutes) = match distance.split_once(':') {
            Some(parts) => parts,
            None if distance.len() == 4 => distance.split_at_checked(2)?,
            None => (distance, "0"),
        };
        let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
        if minutes > 59 {
            return None;
        }
        Self::from_minutes(sign * i16::try_from(hours * 60 + minutes).ok()?)
    }
}

/// The zone as an offset: `+08:00`.
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let minutes = self.minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;

    #[test]
    fn the_zone_decides_the_day() {
        let late = Timestamp::from_seconds(1_577_811_600).unwrap(); // 2019-12-31T17:00:00Z
        assert_eq!(late.date(Zone::UTC).to_string(), "2019-12-31");
        assert_eq!(late.date(Zone::CHINA).chinese(), "2020年1月1日");
        assert_eq!(late.modified(), "2019-12-31T17:00:00Z");
    }

    #[test]
    fn zones_are_read_in_many_forms() {
        for text in ["+08:00", "+0800", "+8", "UTC+8", "gmt+08", "Asia/Shanghai"] {
            assert_eq!(Zone::parse(text), Some(Zone::CHINA), "{text}");
        }
        assert_eq!(Zone::parse("-03:30").unwrap().to_string(), "-03:30");
        assert_eq!(Zone::parse("Z"), Some(Zone::UTC));
        for text in ["", "8", "+25", "+08:60", "Europe/Paris", "+", "CST", "+一"] {
            assert_eq!(Zone::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_epoch_variable_is_digits_only() {
        assert_eq!(
            Timestamp::parse_epoch("1600000000").map(Timestamp::seconds),
            Some(1_600_000_000)
        );
        for text in ["", " 1", "+1", "-1", "1.0", "999999999999999"] {
            assert_eq!(Timestamp::parse_epoch(text), None, "{text}");
        }
    }
}

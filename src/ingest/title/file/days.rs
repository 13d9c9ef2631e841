//! Days in names.

use super::is_title;
use super::pattern::{Found, Says, bracketed, bracketed_behind};
use chengshu_text::stated::StatedDate;

pub(super) fn meeting(name: &str) -> Option<Found<'_>> {
    let words = ["-Meeting Recording", "-Meeting Transcript", "-会议录制", "-会议记录"];
    let before = words.iter().find_map(|words| name.strip_suffix(words))?;
    let (title, stamp) = before.rsplit_once('-')?;
    let (date, behind) = day(stamp)?;
    behind.is_empty().then_some((title, Says::Date(date)))
}

/// `Ropes (2024-03-05 14_00 GMT-5) - Transcript`
pub(super) fn met(name: &str) -> Option<Found<'_>> {
    let words = [" - Transcript", " – Transcript", " - Recording", " – Recording"];
    let before = words.iter().find_map(|words| name.strip_suffix(words))?;
    let (title, inner) = bracketed_behind(before)
        .or_else(|| dashed(before))
        .filter(|(_, inner)| day(inner).is_some())?;
    let (date, _) = day(inner)?;
    is_title(title).then_some((title, Says::Date(date)))
}

/// A name before a dash, and what stands behind it.
fn dashed(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once(" - ").or_else(|| name.rsplit_once(" – "))
}

/// `Ropes_20210305`, `Ropes - 2021-03-05`, `Ropes (2021-03-05)`; a day behind a space alone may belong to
/// the title.
pub(super) fn date_behind(name: &str) -> Option<Found<'_>> {
    let (title, inner) = bracketed_behind(name)
        .or_else(|| dashed(name))
        .or_else(|| name.rsplit_once('_'))?;
    let (date, behind) = day(inner.trim())?;
    (behind.is_empty() && is_title(title)).then_some((title, Says::Date(date)))
}

/// `海边 - 2024-03-05 - 石桥`: the show or who uploaded it, the day, the title.
pub(super) fn show(name: &str) -> Option<Found<'_>> {
    let (series, rest) = name.split_once(" - ")?;
    let (stated, title) = rest.split_once(" - ")?;
    let (date, behind) = day(stated.trim())?;
    let fits = behind.is_empty() && is_title(series) && is_title(title);
    fits.then_some((title, Says::Show(series, date)))
}

pub(super) fn date(name: &str) -> Option<Found<'_>> {
    if let Some((inner, behind)) = bracketed(name) {
        let (date, rest) = day(inner.trim())?;
        return rest.trim().is_empty().then_some((behind, Says::Date(date)));
    }
    let (date, behind) = day(name.strip_prefix("GMT").unwrap_or(name))?;
    let rest =
        behind.trim_start_matches([' ', '-', '_', '.', '、', '：', ':', '—', '–', '|', '｜']);
    (rest.len() < behind.len()).then_some((rest, Says::Date(date)))
}

/// The day a text begins with, a time of day behind it or not: `20240305_140012`, `2024-03-05 14.00.05`,
/// `2021年3月5日`.
pub(super) fn day(text: &str) -> Option<(StatedDate, &str)> {
    let all = text.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = match all {
        8 => (text.get(..8)?.to_owned(), &text[8..]),
        4 => {
            let (year, rest) = text.split_at(4);
            let (sign, month, rest) = joined(rest)?;
            let (second, day, rest) = joined(rest)?;
            let rest = match sign {
                '年' => rest.strip_prefix('日').filter(|_| second == '月')?,
                _ if sign != second => return None,
                _ => rest,
            };
            (format!("{year}-{month:0>2}-{day:0>2}"), rest)
        }
        1 | 2 => with_year_behind(text, all)?,
        _ => return None,
    };
    let year: u32 = day.get(..4)?.parse().ok()?;
    let date = StatedDate::parse(&day).filter(|_| (1900..2100).contains(&year))?;
    let rest = time_of_day(rest).unwrap_or(rest);
    Some((date, rest.strip_prefix('Z').unwrap_or(rest)))
}

/// `25.12.2020`, `12-25-2020`: the date, and what follows. With dots the day comes first; where nothing
/// tells the day from the month, only the year is sure.
fn with_year_behind(text: &str, digits: usize) -> Option<(String, &str)> {
    let (first, rest) = text.split_at(digits);
    let (sign, second, rest) = joined(rest).filter(|(sign, ..)| sign.is_ascii())?;
    let rest = rest.strip_prefix(sign)?;
    let (year, behind) = rest.split_at_checked(4).filter(|(year, _)| is_number(year))?;
    if behind.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (one, other): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let date = if sign == '.' || one > 12 {
        format!("{year}-{other:02}-{one:02}")
    } else if other > 12 || one == other {
        format!("{year}-{one:02}-{other:02}")
    } else {
        year.to_owned()
    };
    Some((date, behind))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A sign that joins the parts of a day, one or two digits, and what follows.
fn joined(text: &str) -> Option<(char, &str, &str)> {
    let sign = text.chars().next().filter(|c| matches!(c, '-' | '.' | '_' | '年' | '月'))?;
    let behind = &text[sign.len_utf8()..];
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits).then(|| (sign, &behind[..digits], &behind[digits..]))
}

/// What follows a time of day: ` 1400`, `_140012`, ` 14-00-05`, `T14.00`.
fn time_of_day(text: &str) -> Option<&str> {
    let text = text.strip_prefix([' ', '_', '-', 'T'])?;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    match digits(text) {
        4 | 6 => {
            let count = digits(text);
            let hour: u32 = text[..2].parse().ok()?;
            (hour < 24).then_some(&text[count..])
        }
        2 => {
            let mut rest = &text[2..];
            let mut parts = 0;
            while parts < 2
                && let Some(after) = rest.strip_prefix(['-', '.', ':', '_'])
                && digits(after) == 2
            {
                rest = &after[2..];
                parts += 1;
            }
            (parts > 0).then_some(rest)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_months_where_they_can_be() {
        for (name, expected) in [
            ("2024-03-05", Some("2024-03-05")),
            ("20240305_140012", Some("2024-03-05")),
            ("25.12.2020", Some("2020-12-25")),
            ("05.03.2021", Some("2021-03-05")),
            ("25-12-2020", Some("2020-12-25")),
            ("12-25-2020", Some("2020-12-25")),
            ("05-05-2020", Some("2020-05-05")),
            ("03-05-2021", Some("2021")),
            ("03-05-21", None),
            ("1-2-20211", None),
            ("41.52.2021", None),
        ] {
            let found = day(name).map(|(date, _)| date);
            assert_eq!(found, expected.and_then(StatedDate::parse), "{name}");
        }
    }
}

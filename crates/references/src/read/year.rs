//! Years of publication.

use chengshu_text::date::{Date as Day, PartialDate};
use chengshu_text::source::Span;

/// Words before a year that make it the border of a period, not a date of publication.
const PERIOD_BEFORE: &[&str] = &["截止", "截至", "截止到", "截至到", "从", "自", "直到", "至"];

/// Marks that join two years to a period.
const TO: &[char] = &['-', '–', '—', '~', '～', '至', '到', '－', '―'];

/// What may stand before a year and belongs to it.
const BEFORE: &[&str] = &["在", "于", "约"];

/// How far before a year its month and day stand at most, in bytes.
const NEAR: usize = 64;

/// A date in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Date {
    /// All of it: a word such as `在`, the year, `年`, month and day.
    pub span: Span,
    /// The year.
    pub year: i32,
    /// How it is written.
    pub form: Form,
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With `年`.
    Named,
    /// Digits alone.
    Bare,
}

/// The dates in `text` that may be dates of publication, in order. Not among them: periods
/// (`1917年到1950年`, `截止1992年`), decades (`70年代`, `1970年代`), numbers glued to Latin letters.
pub(super) fn dates(text: &str) -> Vec<Date> {
    each(text).collect()
}

/// The same one by one.
fn each(text: &str) -> impl Iterator<Item = Date> {
    let mut at = 0;
    let mut period = false;
    let years = std::iter::from_fn(move || {
        let (start, len, year) = next_year(text, at)?;
        let named = text[start + len..].starts_with('年');
        let year_end = start + len + if named { '年'.len_utf8() } else { 0 };
        let end = day_end(text, year_end, named);
        let decade = named && text[year_end..].starts_with('代');
        let after = text[end..].trim_start();
        let opens = after.starts_with(TO)
            && after
                .trim_start_matches(TO)
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit() || c == '今');
        let bordered = PERIOD_BEFORE.iter().any(|w| text[..start].ends_with(w));
        let published = !(decade || opens || period || bordered);
        period = opens;
        at = end.max(start + len);
        let mut from = start;
        while let Some(word) = BEFORE.iter().find(|w| text[..from].ends_with(**w)) {
            from -= word.len();
        }
        let form = if named { Form::Named } else { Form::Bare };
        Some((published, Date { span: from..end, year, form }))
    });
    years.filter(|(published, _)| *published).map(|(_, date)| date)
}

/// The next four-digit year from byte `from` on: where it starts, its bytes, its value.
fn next_year(text: &str, from: usize) -> Option<(usize, usize, i32)> {
    let mut start = from;
    loop {
        let rest = text.get(start..)?;
        start += rest.find(|c: char| digit(c).is_some())?;
        let run = &text[start..];
        // 三2003 is a name's end and a year: a run has digits of one script.
        let script = run.chars().next().and_then(digit).map(|(script, _)| script);
        let len = run
            .find(|c: char| digit(c).map(|(script, _)| script) != script)
            .unwrap_or(run.len());
        let glued = text[..start]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '_');
        let run = &run[..len];
        let named = text[start + len..].starts_with('年');
        if run.chars().count() == 4 && (named || !glued) {
            let year = run.chars().filter_map(digit).fold(0, |year, (_, digit)| year * 10 + digit);
            // Chinese digits need `年`: 一九八四 may be a title.
            let sure = named || run.is_ascii();
            if (1000..=2100).contains(&year) && sure {
                return Some((start, len, year));
            }
        }
        start += len;
    }
}

/// The script digits are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// `0` to `9`.
    Plain,
    /// `０` to `９`.
    Wide,
    /// `〇` to `九`.
    Han,
}

/// The value of a digit, and the script it is of.
pub(super) fn digit(c: char) -> Option<(Script, i32)> {
    let (script, value) = match c {
        '0'..='9' => (Script::Plain, u32::from(c) - u32::from('0')),
        '０'..='９' => (Script::Wide, u32::from(c) - u32::from('０')),
        '〇' | '○' => (Script::Han, 0),
        '一' => (Script::Han, 1),
        '二' => (Script::Han, 2),
        '三' => (Script::Han, 3),
        '四' => (Script::Han, 4),
        '五' => (Script::Han, 5),
        '六' => (Script::Han, 6),
        '七' => (Script::Han, 7),
        '八' => (Script::Han, 8),
        '九' => (Script::Han, 9),
        _ => return None,
    };
    Some((script, i32::try_from(value).ok()?))
}

/// The date `text` starts with, in Chinese, in digits or in English, and its bytes.
pub(super) fn at_start(text: &str) -> Option<(usize, PartialDate)> {
    let first = each(text).next()?;
    if first.span.start == 0 {
        let date = PartialDate::parse(&text[first.span.clone()]);
        return Some((first.span.end, date.unwrap_or(PartialDate::Year(first.year))));
    }
    let end = first.span.end;
    let words = text[..end].split(|c: char| !c.is_ascii_alphanumeric());
    let near = words.filter(|word| !word.is_empty()).count() <= 3;
    let date = english(&text[..end], first.year).filter(|_| near)?;
    Some((end, date))
}

/// The date that a text says and nothing else but marks.
pub(super) fn alone(text: &str) -> Option<PartialDate> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    at_start(text).filter(|(len, _)| *len == text.len()).map(|(_, date)| date)
}

/// The date of which `year` is the year, when English words before it give the month: `3 May 2003`,
/// `May 3, 2003`, `May 2003`.
fn english(text: &str, year: i32) -> Option<PartialDate> {
    let digits = year.to_string();
    text.match_indices(&digits).find_map(|(at, _)| {
        let near = text.ceil_char_boundary(at.saturating_sub(NEAR));
        let mut words = text[near..at].rsplit([' ', ',', '.', '(']).filter(|word| !word.is_empty());
        let (last, other) = (words.next()?, words.next());
        match (month(last), last.parse::<u8>()) {
            (Some(month), _) => {
                let day = other.and_then(|day| Day::new(year, month, day.parse().ok()?));
                Some(day.map_or(PartialDate::Month(year, month), PartialDate::Day))
            }
            (None, Ok(day)) => Day::new(year, month(other?)?, day).map(PartialDate::Day),
            (None, Err(_)) => None,
        }
    })
}

/// The number of a month by its English name or the first three letters of it.
fn month(name: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ];
    let name = name.to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| name.len() >= 3 && (month.starts_with(&name) || name == "sept"))?;
    u8::try_from(at + 1).ok().map(|number| if name == "sept" { 9 } else { number })
}

/// Where month and day after a year end: `5月3日`, `.5.3`, `-05-03`, `/5`.
fn day_end(text: &str, from: usize, named: bool) -> usize {
    let mut end = from;
    for unit in ["月", "日"] {
        let rest = &text[end..];
        let lead = if named { 0 } else { usize::from(rest.starts_with(['.', '-', '/'])) };
        let number = &rest[lead..];
        let len = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        if !(1..=2).contains(&len) || (!named && lead == 0) {
            return end;
        }
        let tail = &number[len..];
        if named {
            if !tail.starts_with(unit) {
                return end;
            }
            end += lead + len + unit.len();
        } else {
            end += lead + len;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(text: &str) -> Vec<i32> {
        dates(text).into_iter().map(|d| d.year).collect()
    }

    #[test]
    fn dates_of_publication_are_found() {
        assert_eq!(years("甲于2003年5月7日出版"), [2003]);
        assert_eq!(years("二〇〇三年，商务，1999.5"), [2003, 1999]);
        assert_eq!(years("张三2003年，２００４年"), [2003, 2004]);
    }

    #[test]
    fn periods_decades_and_names_are_not() {
        for text in [
            "1917年到1950年", "1917-1950年", "（截止1992年）", "1970年代", "20世纪70年代",
            "B2000轰炸机", "一九八四", "12345",
        ] {
            assert!(years(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_date_takes_its_small_words_along() {
        let text = "甲在2012年出版";
        let date = &dates(text)[0];
        assert_eq!(&text[date.span.clone()], "在2012年");
    }
}

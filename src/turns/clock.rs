//! Times as people and programs write them.

/// Reads `h:mm:ss`, `m:ss` or `mm:ss`, each with a fraction behind `.`, `,` or `:` or without,
/// full-width signs and spaces after them too. In: text that begins with the time. Out:
/// milliseconds, and the text behind the time. Parts may have any number of digits up to four.
pub fn time(text: &str) -> Option<(u64, &str)> {
    let (first, mut rest) = number(text)?;
    let mut parts = [first, 0, 0];
    let mut count = 1;
    while count < 3
        && let Some((value, after)) = sign(rest, &[':', '：']).and_then(number)
        && value < 60
    {
        parts[count] = value;
        count += 1;
        rest = after;
    }
    let seconds = match (count, parts) {
        (2, [minutes, seconds, _]) => minutes * 60 + seconds,
        (3, [hours, minutes, seconds]) => (hours * 60 + minutes) * 60 + seconds,
        _ => return None,
    };
    let mut milliseconds = seconds * 1000;
    let fraction = if count == 3 {
        sign(rest, &['.', ',', '，', '．', ':'])
    } else {
        sign(rest, &['.', ',', '，', '．'])
    };
    if let Some(after) = fraction {
        let stem = after.trim_start_matches(|c| digit(c).is_some());
        if stem.len() < after.len() {
            let scale = [100, 10, 1];
            let digits = after.chars().map_while(digit);
            milliseconds += digits.zip(scale).map(|(digit, scale)| digit * scale).sum::<u64>();
            rest = stem;
        }
    }
    Some((milliseconds, rest))
}

/// Reads `time --> time`, with arrows as they get mangled. Out: both times, and what follows.
pub fn range(text: &str) -> Option<(u64, u64, &str)> {
    let (start, rest) = time(text.trim_start())?;
    let rest = rest.trim_start();
    let rest = ARROWS.iter().find_map(|arrow| rest.strip_prefix(arrow))?;
    let (end, rest) = time(rest.trim_start())?;
    Some((start, end, rest))
}

/// Reads `time,time` and nothing else, as SBV and `SubViewer` have it.
pub fn pair(text: &str) -> Option<(u64, u64, &str)> {
    // A comma behind seconds could begin a fraction: what parts the times is the one that two digits and a
    // colon follow.
    let text = text.trim();
    let comma = text.match_indices(',').map(|(at, _)| at).find(|&at| text[at..].contains(':'))?;
    let (start, end) = (&text[..comma], text[comma + 1..].trim_start());
    let ((start, before), (end, rest)) = (time(start)?, time(end)?);
    (before.trim().is_empty() && rest.is_empty()).then_some((start, end, rest))
}

/// Says cheaply whether a text may hold a time.
pub fn may_hold_time(text: &str) -> bool {
    let is_digit = |c: char| digit(c).is_some();
    [":", "："].into_iter().any(|colon| {
        text.match_indices(colon).any(|(at, colon)| {
            let behind = text[at + colon.len()..].trim_start_matches(' ');
            text[..at].ends_with(is_digit) && behind.starts_with(is_digit)
        })
    })
}

/// The text behind a time, without a second time it runs until.
pub fn until(rest: &str) -> &str {
    let signs = ["-->", "→", "–", "-", "~", "～", "至"];
    let after = signs.iter().find_map(|sign| rest.trim_start().strip_prefix(sign));
    match after.and_then(|after| time(after.trim_start())) {
        Some((_, rest)) => rest,
        None => rest,
    }
}

/// Reads `PT1H2M3S` and `1h 2m 3s`, in milliseconds (HTML, section 2.3.5.7, without days and weeks).
pub fn duration(text: &str) -> Option<u64> {
    let text = text.trim();
    let stated = text.strip_prefix("PT").unwrap_or(text);
    let mut rest = stated;
    let mut sum = 0.0;
    let mut units = [('h', 3600.0), ('m', 60.0), ('s', 1.0)].into_iter();
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..end].parse().ok()?;
        let unit = rest[end..].trim_start().chars().next()?;
        let (_, seconds) = units.find(|(name, _)| unit.eq_ignore_ascii_case(name))?;
        sum += number * seconds;
        rest = rest[end..].trim_start()[unit.len_utf8()..].trim_start();
    }
    milliseconds(sum).filter(|_| !stated.is_empty())
}

/// The arrow between two times, the longest first.
pub const ARROWS: &[&str] = &["-->", "--〉", "－－＞", "—>", "–>", "->", "=>", "→", "--＞"];

/// Seconds as JSON gives them, in milliseconds; `None` unless they make sense.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Checked to be in range.
pub fn milliseconds(seconds: f64) -> Option<u64> {
    let milliseconds = (seconds * 1000.0).round();
    // A hundred years; more is no recording.
    (0.0..3.2e12).contains(&milliseconds).then_some(milliseconds as u64)
}

fn number(text: &str) -> Option<(u64, &str)> {
    let text = text.trim_start_matches(' ');
    let mut value = 0;
    let mut digits = 0;
    for (at, c) in text.char_indices() {
        match digit(c) {
            Some(_) if digits == 4 => return None,
            Some(digit) => value = value * 10 + digit,
            None => return (digits > 0).then_some((value, &text[at..])),
        }
        digits += 1;
    }
    (digits > 0).then_some((value, ""))
}

/// The value of a digit, which may be full-width.
fn digit(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(u64::from(c) - u64::from('0')),
        '０'..='９' => Some(u64::from(c) - u64::from('０')),
        _ => None,
    }
}

/// True if a line is the number of a caption.
pub fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| digit(c).is_some())
}

fn sign<'a>(text: &'a str, signs: &[char]) -> Option<&'a str> {
    text.strip_prefix(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_many_forms() {
        for (text, expected) in [
            ("0:00:06,0", 6000),
            ("00:01:02.345 x", 62_345),
            ("01:02,5", 62_500),
            ("1:2:3,45", 3_723_450),
            ("00：00：07，120", 7120),
            ("00: 00: 08, 1", 8000),
            ("123:04:05.9999", 443_045_999),
            ("0:00:06:500", 6500),
            ("００：０１：０２，０５０", 62_050),
        ] {
            assert_eq!(time(text).map(|(ms, _)| ms), Some(expected), "{text}");
        }
        for text in ["", "12", "甲", ":30", "1:75", "12345:00"] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn durations_are_read_as_html_has_them() {
        for (text, expected) in [
            ("PT62S", Some(62_000)),
            ("PT1H2M3.5S", Some(3_723_500)),
            ("1h 2m 3s", Some(3_723_000)),
            ("2 m", Some(120_000)),
            ("3s 2m", None),
            ("1h x", None),
            ("PT", None),
            ("", None),
            ("1931", None),
            ("2m甲", None),
        ] {
            assert_eq!(duration(text), expected, "{text}");
        }
        assert_eq!(until(" - 0:05 甲"), " 甲");
        assert_eq!(until(" - 甲"), " - 甲");
    }

    #[test]
    fn arrows_need_no_spaces() {
        assert_eq!(range("00:00:01,000-->00:00:02,000"), Some((1000, 2000, "")));
        assert_eq!(range(" 0:01.5 -> 0:02.5 align:start"), Some((1500, 2500, " align:start")));
        assert_eq!(range("00:00:01,000 00:00:02,000"), None);
    }

    #[test]
    fn seconds_must_make_sense() {
        assert_eq!(milliseconds(1.2345), Some(1235));
        for wrong in [-1.0, f64::NAN, f64::INFINITY, 1e15] {
            assert_eq!(milliseconds(wrong), None);
        }
    }
}

//! Numbers of episodes: `07`, `２７`, `第十二期`, `EP12`.

/// A name with a number behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    /// The name without what joins it to the number; may be empty.
    pub name: &'a str,
    pub number: u32,
    /// True if a word such as `第…期` or `EP` says that the number counts episodes.
    pub counter: bool,
}

/// Words that may follow the number.
const COUNTERS: &[&str] = &["期", "集", "话", "話", "回", "讲", "講", "章", "弹", "彈", "课", "篇"];

/// Words that may stand before the number.
const LABELS: &[&str] =
    &["episode", "part", "vol.", "vol", "ep.", "ep", "no.", "no", "#", "＃", "№"];

/// Splits a name and the number it ends with. Chinese numerals count only with `第` before or a
/// counter behind; four digits that look like a year do not count without one.
pub(super) fn numbered(text: &str) -> Option<Numbered<'_>> {
    let text = text.trim();
    let (stem, suffix) = COUNTERS
        .iter()
        .find_map(|counter| text.strip_suffix(counter))
        .map_or((text, false), |stem| (stem.trim_end(), true));
    let digits = tail(stem, |c| digit(c).is_some());
    let (before, value) = if digits.is_empty() {
        let numerals = tail(stem, |c| numeral(c).is_some());
        let before = &stem[..stem.len() - numerals.len()];
        if !suffix || !before.ends_with('第') {
            return None;
        }
        (before, chinese(numerals)?)
    } else {
        (&stem[..stem.len() - digits.len()], decimal(digits)?)
    };
    let (name, ordinal) = match before.trim_end().strip_suffix('第') {
        Some(name) => (name, true),
        None => label(before),
    };
    let counter = ordinal || suffix;
    if !counter && (1900..2100).contains(&value) && digits.chars().count() == 4 {
        return None;
    }
    let name = name.trim_end_matches(is_joint);
    // `27-28` and `27.5` are no plain numbers.
    let joined = name.len() < before.len();
    if joined && name.chars().next_back().is_some_and(|c| digit(c).is_some()) {
        return None;
    }
    Some(Numbered { name: name.trim_start(), number: value, counter })
}

/// The number in a text that is nothing else: `第3集`, `EP12`.
pub(super) fn counted(text: &str) -> Option<u32> {
    let found = numbered(text)?;
    (found.counter && found.name.is_empty()).then_some(found.number)
}

/// Takes a label such as `EP` off the end of a name.
fn label(before: &str) -> (&str, bool) {
    let trimmed = before.trim_end();
    for label in LABELS {
        let Some(at) = trimmed.len().checked_sub(label.len()) else {
            continue;
        };
        let Some((name, end)) = trimmed.split_at_checked(at) else {
            continue;
        };
        // The `ep` of `Deep` is no label.
        let apart = !name.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
        if end.eq_ignore_ascii_case(label) && apart {
            return (name, true);
        }
    }
    (before, false)
}

/// Signs that may join a name and its number.
fn is_joint(c: char) -> bool {
    c.is_whitespace() || "·・•-—–_:：.．|｜/，,、之~～".contains(c)
}

/// The characters at the end of a text that all fit.
fn tail(text: &str, fits: impl Fn(char) -> bool) -> &str {
    let kept = text.trim_end_matches(fits);
    &text[kept.len()..]
}

/// The value of an ASCII or full-width digit.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// At most four digits: no series has more episodes, and longer numbers are something else.
fn decimal(digits: &str) -> Option<u32> {
    let fits = digits.chars().count() <= 4;
    fits.then(|| digits.chars().filter_map(digit).fold(0, |sum, digit| sum * 10 + digit))
}

/// A character of a Chinese number.
enum Numeral {
    Digit(u32),
    Unit(u32),
}

fn numeral(c: char) -> Option<Numeral> {
    Some(match c {
        '〇' | '零' | '○' => Numeral::Digit(0),
        '一' => Numeral::Digit(1),
        '二' | '两' | '兩' => Numeral::Digit(2),
        '三' => Numeral::Digit(3),
        '四' => Numeral::Digit(4),
        '五' => Numeral::Digit(5),
        '六' => Numeral::Digit(6),
        '七' => Numeral::Digit(7),
        '八' => Numeral::Digit(8),
        '九' => Numeral::Digit(9),
        '十' => Numeral::Unit(10),
        '百' => Numeral::Unit(100),
        '千' => Numeral::Unit(1000),
        _ => return None,
    })
}

/// Reads `十二`, `二十`, `一百零三`, or digits one by one as in `一二`.
fn chinese(numerals: &str) -> Option<u32> {
    if numerals.is_empty() || numerals.chars().count() > 7 {
        return None;
    }
    let (mut sum, mut pending, mut positional) = (0_u32, None::<u32>, true);
    for c in numerals.chars() {
        match numeral(c)? {
            Numeral::Digit(digit) if positional => {
                pending = Some(pending.unwrap_or(0) * 10 + digit);
            }
            Numeral::Digit(digit) => pending = Some(digit),
            Numeral::Unit(unit) => {
                sum += pending.take().unwrap_or(1) * unit;
                positional = false;
            }
        }
    }
    let value = sum + pending.unwrap_or(0);
    (value < 10_000).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, u32, bool)> {
        numbered(text).map(|n| (n.name, n.number, n.counter))
    }

    #[test]
    fn numbers_are_read_in_every_script() {
        for (text, expected) in [
            ("海07", ("海", 7, false)),
            ("海 ０７", ("海", 7, false)),
            ("海第7期", ("海", 7, true)),
            ("海·第二十一集", ("海", 21, true)),
            ("海第一百零三话", ("海", 103, true)),
            ("海第一二回", ("海", 12, true)),
            ("第两千期", ("", 2000, true)),
            ("海EP3", ("海", 3, true)),
            ("Sea vol. 3", ("Sea", 3, true)),
            ("Deep 3", ("Deep", 3, false)),
            ("海#3", ("海", 3, true)),
            ("海第1991期", ("海", 1991, true)),
            ("0", ("", 0, false)),
        ] {
            assert_eq!(parts(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_have_no_number() {
        for text in [
            "",
            "海",
            "老三",
            "海十二",
            "十二期",
            "海1991",
            "海27.5",
            "海1-2",
            "海12345",
            "第期",
            "海99999999999999999999",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}

//! List numbers and bullets before entries.

use super::marks::is_blank;

/// Characters that stand before an entry as a bullet.
const BULLETS: &[char] = &[
    '-', '–', '—', '*', '•', '·', '●', '○', '◆', '◇', '■', '□', '▪', '▲', '△', '★', '☆', '※', '►',
    '▶', '→', '>', '+', '#', '∙', '‣', '・',
];

/// What may stand between a number and its entry.
const AFTER_NUMBER: &[char] = &['.', '．', '、', ')', '）', ':', '：', '。', '丶', '，', ','];

/// Digits as Chinese list numbers are written.
const HAN_DIGITS: &[char] = &['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// How a number is written; numbers of one list are written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.`, `1、`, `1）`: the character after the digits.
    Followed(char),
    /// `[1]`, `(1)`: the character before the digits.
    Enclosed(char),
    /// `①` and the other ready-made numbers.
    Symbol,
    /// A number and a blank, or Chinese digits, or a bullet: not looked for inside a line.
    Loose,
}

/// A list number at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its bytes, blanks after it included.
    pub len: usize,
    /// Its value; `None` for bullets and Chinese digits.
    pub value: Option<u32>,
    /// Its style.
    pub style: Style,
}

/// The list number `text` starts with, if it does.
pub(super) fn at_start(text: &str) -> Option<Number> {
    let mut number = bare(text)?;
    let rest = &text[number.len..];
    number.len += rest.len() - rest.trim_start_matches(is_blank).len();
    Some(number)
}

fn bare(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    if let Some(value) = symbol(first) {
        return Some(Number { len: first.len_utf8(), value: Some(value), style: Style::Symbol });
    }
    if BULLETS.contains(&first) {
        let after = text.trim_start_matches(BULLETS);
        let bullets = &text[..text.len() - after.len()];
        // *Title* is emphasized.
        let emphasis = !after.starts_with(is_blank) && after.contains('*');
        let bullets = if emphasis { bullets.trim_end_matches('*') } else { bullets };
        return (!bullets.is_empty()).then(|| loose(bullets.len()));
    }
    if is_picture(first) {
        return Some(loose(text.len() - text.trim_start_matches(is_picture).len()));
    }
    if let Some(len) = note_mark(text) {
        return Some(loose(len));
    }
    let close = match first {
        '[' => ']',
        '［' => '］',
        '(' => ')',
        '（' => '）',
        '【' => '】',
        '〔' => '〕',
        _ => return followed(text),
    };
    let inner = &text[first.len_utf8()..];
    let len = digits(inner).or_else(|| han_digits(inner))?;
    if !inner[len..].starts_with(close) {
        return None;
    }
    Some(Number {
        len: first.len_utf8() + len + close.len_utf8(),
        value: inner[..len].parse().ok(),
        style: Style::Enclosed(first),
    })
}

/// Whether a character is a picture, or makes one of the character before it.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{2757}' | '\u{fe0f}' | '\u{20e3}')
}

/// The bytes of the mark before the text of a note: `[^1]:`.
fn note_mark(text: &str) -> Option<usize> {
    let (name, _) = text.strip_prefix("[^")?.split_once("]:")?;
    let named = !name.is_empty() && !name.contains([']', '\n']) && name.len() <= 64;
    named.then_some("[^]:".len() + name.len())
}

fn followed(text: &str) -> Option<Number> {
    if let Some(len) = han_digits(text) {
        return text[len..]
            .starts_with(['、', '．', '.'])
            .then(|| loose(len + next_len(&text[len..])));
    }
    let len = digits(text)?;
    let rest = &text[len..];
    if rest.starts_with(['\u{fe0f}', '\u{20e3}']) {
        return Some(loose(text.len() - rest.trim_start_matches(is_picture).len()));
    }
    let next = rest.chars().next()?;
    let value = text[..len].parse().ok();
    if AFTER_NUMBER.contains(&next) {
        let after = &rest[next.len_utf8()..];
        // `1.5` is a quantity and `3:20` a time.
        if after.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        return Some(Number { len: len + next.len_utf8(), value, style: Style::Followed(next) });
    }
    (is_blank(next) || next == '《').then_some(Number { len, value, style: Style::Loose })
}

fn loose(len: usize) -> Number {
    Number { len, value: None, style: Style::Loose }
}

/// One to three digits: four are a year.
fn digits(text: &str) -> Option<usize> {
    let len = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (1..=3).contains(&len).then_some(len)
}

fn han_digits(text: &str) -> Option<usize> {
    let len = text.find(|c: char| !HAN_DIGITS.contains(&c)).unwrap_or(text.len());
    (len > 0 && len <= 3 * '一'.len_utf8()).then_some(len)
}

fn next_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn symbol(c: char) -> Option<u32> {
    let code = u32::from(c);
    match c {
        '①'..='⑳' => Some(code - 0x2460 + 1),
        '⑴'..='⒇' => Some(code - 0x2474 + 1),
        '⒈'..='⒛' => Some(code - 0x2488 + 1),
        '❶'..='❿' => Some(code - 0x2776 + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> &str {
        &text[at_start(text).map_or(0, |n| n.len)..]
    }

    #[test]
    fn numbers_come_off() {
        for numbered in [
            "1. 甲", "1、甲", "12）甲", "① 甲", "(3) 甲", "（三）甲", "[4]甲", "一、甲", "- 甲",
            "* 甲", "·甲", "●　甲", "1．甲", "【2】甲", "📚 甲", "2️⃣ 甲", "[^a-1]: 甲",
        ] {
            assert_eq!(rest(numbered), "甲", "{numbered}");
        }
    }

    #[test]
    fn emphasis_is_no_bullet() {
        for numbered in ["* **甲** 乙", "-**甲** 乙", "• *甲* 乙", "1. **甲** 乙"] {
            assert!(rest(numbered).starts_with('*'), "{numbered}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_stays() {
        for plain in [
            "1984年出版", "1.5倍", "19世纪研究所", "一个人", "[美]甲", "（俄）甲", "**甲**",
            "*甲* 乙",
        ] {
            assert_eq!(rest(plain), plain);
        }
    }
}

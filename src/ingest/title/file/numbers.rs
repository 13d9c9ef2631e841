//! Numbers in names: of parts, of episodes, and of the place among other files.

use super::days::day;
use super::is_title;
use super::pattern::{Found, Says, bracketed, bracketed_behind};
use chengshu_writing::script::begins_with_ideograph;

/// The number of `P01`.
pub(super) fn part_number(text: &str) -> Option<u32> {
    let digits = text.strip_prefix(['P', 'p'])?;
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| fits)
}

pub(super) fn part(name: &str) -> Option<Found<'_>> {
    if let Some((inner, behind)) = bracketed(name) {
        return Some((behind, Says::Number(part_number(inner.trim())?)));
    }
    let length = 1 + name.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    let number = part_number(name.get(..length)?)?;
    let behind = &name[length..];
    let rest = behind.trim_start_matches([' ', '-', '_', '.', '、', '：', ':']);
    // `P3 players` is a title, if not by `P01`.
    let is_apart = rest.len() < behind.len();
    let padded = name.as_bytes().get(1) == Some(&b'0');
    let only_space = behind[..behind.len() - rest.len()].trim().is_empty();
    let fits = is_apart && (padded || !only_space || begins_with_ideograph(rest));
    fits.then_some((rest, Says::Number(number)))
}

/// Digits after a letter, in either case.
fn lettered(text: &str, letter: u8) -> Option<(u32, &str)> {
    let first = text.as_bytes().first()?;
    let digits = text.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    let fits = first.eq_ignore_ascii_case(&letter) && (1..=4).contains(&digits);
    Some((text.get(1..=digits).filter(|_| fits)?.parse().ok()?, &text[1 + digits..]))
}

/// `海边 - P1 - 石桥`
pub(super) fn part_within(name: &str) -> Option<Found<'_>> {
    let (series, rest) = name.split_once(" - ")?;
    let (part, title) = rest.split_once([' ', '.', '-'])?;
    let number = part_number(part)?;
    let title = title.trim_start_matches(['-', ' ', '.']);
    (is_title(series) && is_title(title)).then_some((title, Says::Episode(series, number)))
}

pub(super) fn season(name: &str) -> Option<Found<'_>> {
    let starts = name.char_indices().filter(|(_, c)| matches!(c, 'S' | 's'));
    starts.take(40).find_map(|(at, _)| {
        let (before, code) = name.split_at(at);
        let is_apart = before.is_empty() || before.ends_with([' ', '-', '_', '.', '[', '【']);
        let (_, behind) = lettered(code, b's').filter(|_| is_apart)?;
        let behind = behind.trim_start_matches([' ', '.', '_']);
        let (number, behind) = lettered(behind, b'e')?;
        let rest = behind.trim_start_matches([' ', '-', '_', '.', '：', ':', '—', '–', ']', '】']);
        let series = before.trim_end_matches([' ', '-', '_', '.', '[', '【', '—', '–']);
        let fits = rest.len() < behind.len() && is_title(rest);
        fits.then_some((rest, Says::Episode(series, number)))
    })
}

pub(super) fn episode(name: &str) -> Option<Found<'_>> {
    let words =
        ["Episode ", "Ep. ", "Ep ", "EP", "Ep", "E", "#", "No.", "Vol. ", "Vol.", "VOL.", "vol."];
    words.iter().find_map(|word| {
        let behind = name.strip_prefix(word)?;
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let fits = (1..=4).contains(&digits);
        let number = behind[..digits].parse().ok().filter(|_| fits)?;
        let behind = &behind[digits..];
        let rest =
            behind.trim_start_matches([' ', '-', '_', '.', '：', ':', '、', '—', '–', '|', '｜']);
        (rest.len() < behind.len() && is_title(rest)).then_some((rest, Says::Number(number)))
    })
}

/// `海边 (P3. 石桥)`
pub(super) fn part_behind(name: &str) -> Option<Found<'_>> {
    let (series, inner) = bracketed_behind(name)?;
    let (number, title) = inner.split_once('.')?;
    let number = part_number(number)?;
    let series = series.trim();
    (is_title(title) && !series.is_empty()).then_some((title, Says::Episode(series, number)))
}

/// Words that count what a number before them says, which then is of the title: `3个和尚`.
const COUNTED: &[char] = &[
    '个', '個', '只', '隻', '条', '條', '种', '種', '位', '天', '年', '月', '日', '次', '本', '件',
    '章', '座', '张', '張', '分', '秒', '小', '点', '點', '岁', '歲', '人', '万', '萬', '亿', '億',
    '块', '塊', '元', '家', '周', '代', '世', '级', '級', '号', '號', '大', '步', '招', '问', '問',
];

/// A number that puts a file in its place among others. One before a Latin word by a space alone belongs
/// to the title, unless it is filled up: `101 Ways to Cook an Eel`, but `01 Harbour`.
pub(super) fn order(name: &str) -> Option<Found<'_>> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &name[digits..];
    let rest = behind.trim_start_matches([' ', '-', '_', '.', '、']);
    let joint = &behind[..behind.len() - rest.len()];
    let padded = name.starts_with('0');
    let first = rest.chars().next()?;
    let belongs = match joint {
        " " => !padded && (!begins_with_ideograph(rest) || rest.starts_with(COUNTED)),
        // `3-day`, `4-bit`
        "-" => !padded && first.is_ascii_lowercase(),
        _ => false,
    };
    let goes_on = first.is_ascii_digit() && day(rest).is_none();
    let is_number = (1..=3).contains(&digits) && !joint.is_empty() && !goes_on;
    (is_number && !belongs && is_title(rest)).then_some((rest, Says::Nothing))
}

/// `[07] 谈话`
pub(super) fn bracketed_order(name: &str) -> Option<Found<'_>> {
    let (inner, behind) = bracketed(name)?;
    let is_number = (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    (is_number && is_title(behind)).then_some((behind, Says::Nothing))
}

/// A name without the number it begins with, where it is known that this counts files.
pub fn uncounted(stem: &str) -> &str {
    let behind = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = behind.trim_start_matches([' ', '-', '_', '.', '、']);
    if is_title(rest) { rest } else { stem }
}

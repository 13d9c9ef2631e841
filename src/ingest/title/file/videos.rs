//! Numbers of videos in names, and their quality.

use super::numbers::part_number;
use super::patterns::{Found, Says, bracketed, bracketed_behind};
use crate::ingest::front_matter::video_number;
use chengshu_text::stated::StatedDate;

/// The number of a video, a part of it named or not.
fn id(text: &str) -> Option<Says<'static>> {
    let whole = text.split(['_', '-', ' ']).next().unwrap_or(text);
    if let Some(number) = video_number(whole)
        && (whole.len() == text.len() || part_number(&text[whole.len() + 1..]).is_some())
    {
        return Some(Says::Video(number));
    }
    let lower = text.to_ascii_lowercase();
    let counted = ["av", "ep", "ss", ""].iter().any(|site| {
        let digits = lower.strip_prefix(site).unwrap_or_default();
        (6..=19).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    });
    // Eight digits are a day.
    let is_day = text.len() == 8 && counted && lower == text && StatedDate::parse(text).is_some();
    ((counted && !is_day) || is_youtube_number(text)).then_some(Says::Nothing)
}

/// Eleven characters, which are no word.
fn is_youtube_number(id: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let is_odd = |b: u8| !b.is_ascii_lowercase();
    id.len() == 11
        && id.bytes().all(fits)
        && id.bytes().skip(1).any(is_odd)
        && !id.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && !id.bytes().all(|b| b.is_ascii_uppercase())
}

pub(super) fn id_behind(name: &str) -> Option<Found<'_>> {
    if let Some((before, inner)) = bracketed_behind(name) {
        return Some((before, id(inner.trim())?));
    }
    // `灯塔 BV1xx411c7mD`, and with `_p2` behind.
    let at = name.rfind("BV")?;
    let (before, inner) = name.split_at(at);
    let is_apart = before.ends_with([' ', '_', '-', '.']);
    let says = id(inner).filter(|says| is_apart && matches!(says, Says::Video(_)))?;
    Some((before.trim_end_matches([' ', '_', '-', '.']), says))
}

pub(super) fn youtube_id_behind(name: &str) -> Option<Found<'_>> {
    let (before, id) = name.split_at_checked(name.len().checked_sub(11)?)?;
    let before = before.strip_suffix('-')?;
    let has = |fits: fn(&u8) -> bool| id.as_bytes().iter().any(fits);
    let is_random =
        has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    (is_random && is_youtube_number(id)).then_some((before, Says::Nothing))
}

pub(super) fn id_before(name: &str) -> Option<Found<'_>> {
    if let Some((inner, behind)) = bracketed(name) {
        return Some((behind, id(inner.trim())?));
    }
    let (number, behind) = name.split_once([' ', '_', '-', '.'])?;
    let number = video_number(number)?;
    Some((behind.trim_start_matches([' ', '_', '-', '.']), Says::Video(number)))
}

/// Signs of the quality of a video.
const QUALITIES: &[&str] = &["360p", "480p", "720p", "1080p", "1440p", "2160p", "4k"];

/// Words on the picture and the codec behind one: `1080P 高清-AVC`.
const BESIDE: &[&str] =
    &["高清", "超清", "清晰", "流畅", "高码率", "高帧率", "AVC", "HEVC", "AV1", "60", "60帧"];

/// True if a text begins with a quality and has nothing but words on it behind: those above, or
/// `1080p_30fps_H264-128kbit_AAC` of 4K Video Downloader.
fn is_quality(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let Some(quality) = QUALITIES.iter().find(|quality| lower.starts_with(**quality)) else {
        return false;
    };
    let behind = &text[quality.len()..];
    let frames = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let mut words = frames.split([' ', '-', '_', '+']).filter(|word| !word.is_empty());
    behind.contains("fps_") || words.all(|word| BESIDE.contains(&word))
}

pub(super) fn quality(name: &str) -> Option<Found<'_>> {
    if let Some((before, inner)) = bracketed_behind(name)
        && is_quality(inner.trim())
    {
        return Some((before, Says::Nothing));
    }
    let lower = name.to_ascii_lowercase();
    let at = QUALITIES.iter().filter_map(|quality| lower.rfind(quality)).max()?;
    let (before, inner) = name.split_at_checked(at)?;
    let joined = before.strip_suffix(['-', '_', '.'])?;
    is_quality(inner).then_some((joined, Says::Nothing))
}

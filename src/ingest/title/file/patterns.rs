//! The ways in which programs and people name files. One more is a row in [`PATTERNS`].

use super::days::{date, date_behind, meeting, met, show};
use super::numbers::{bracketed_order, episode, order, part, part_behind, part_within, season};
use super::pattern::{Found, Pattern, Says, bracketed_behind};
use super::videos::{id_before, id_behind, quality, youtube_id_behind};
use crate::ingest::listing;

/// The patterns. What stands at the end of a name comes first.
pub const PATTERNS: &[Pattern] = &[
    Pattern { by: "whisper.cpp", example: ("The Rope Walk.mp3", "The Rope Walk"), read: media },
    Pattern { by: "yt-dlp and BBDown", example: ("竹编.zh-Hans", "竹编"), read: language },
    Pattern {
        by: "Buzz and MacWhisper",
        example: ("Ropes (transcribed on 05-Nov-2023 10-00-00)", "Ropes"),
        read: transcribed,
    },
    Pattern { by: "browsers", example: ("灯塔_哔哩哔哩_bilibili", "灯塔"), read: site },
    Pattern {
        by: "DownSub",
        example: ("[English (auto-generated)] Ropes [DownSub.com]", "Ropes"),
        read: fetched,
    },
    Pattern { by: "JDownloader", example: ("Ropes (English_ASR)", "Ropes"), read: spelt },
    Pattern {
        by: "Google Meet",
        example: ("Ropes (2024-03-05 14_00 GMT-5) - Transcript", "Ropes"),
        read: met,
    },
    Pattern { by: "services of transcripts", example: ("Ropes_otter_ai", "Ropes"), read: remark },
    Pattern { by: "yt-dlp", example: ("灯塔 [dQw4w9WgXcQ]", "灯塔"), read: id_behind },
    Pattern {
        by: "youtube-dl", example: ("灯塔-dQw4w9WgXcQ", "灯塔"), read: youtube_id_behind
    },
    Pattern { by: "DownKyi", example: ("灯塔-1080P 高清-AVC", "灯塔"), read: quality },
    Pattern {
        by: "Teams",
        example: ("Ropes-20240305_140012-Meeting Recording", "Ropes"),
        read: meeting,
    },
    Pattern { by: "Zoom, for its folders", example: ("Ropes 81234567890", "Ropes"), read: room },
    Pattern {
        by: "Apple Podcasts",
        example: ("transcript_1000650112233", "transcript_1000650112233"),
        read: cached,
    },
    Pattern { by: "you-get", example: ("海边 (P3. 石桥)", "石桥"), read: part_behind },
    Pattern { by: "BBDown", example: ("[P01]石桥", "石桥"), read: part },
    Pattern {
        by: "downloaders of Bilibili",
        example: ("海边 - P1 - 石桥", "石桥"),
        read: part_within,
    },
    Pattern { by: "podcast clients", example: ("S01E03 - 石桥", "石桥"), read: season },
    Pattern { by: "podcast clients", example: ("EP12 石桥", "石桥"), read: episode },
    Pattern {
        by: "downloaders of Bilibili",
        example: ("BV1xx411c7mD_石桥", "石桥"),
        read: id_before,
    },
    Pattern {
        by: "podcast clients and yt-dlp",
        example: ("海边 - 2024-03-05 - 石桥", "石桥"),
        read: show,
    },
    Pattern { by: "yt-dlp and Zoom", example: ("20210305 - 石灰窑", "石灰窑"), read: date },
    Pattern { by: "recorders", example: ("石灰窑_20210305", "石灰窑"), read: date_behind },
    Pattern { by: "people, for the order", example: ("07-谈话", "谈话"), read: order },
    Pattern {
        by: "people, for the order", example: ("[07] 谈话", "谈话"), read: bracketed_order
    },
    Pattern { by: "yt-dlp, of no list", example: ("NA - 石桥", "石桥"), read: no_number },
];

/// Endings of recordings that stand before that of the transcript.
const MEDIA: &[&str] = &[
    "mp3", "mp4", "m4a", "m4v", "mkv", "mov", "wav", "webm", "flac", "ogg", "opus", "aac", "avi",
    "wma",
];

fn media(name: &str) -> Option<Found<'_>> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_media = MEDIA.iter().any(|media| ending.eq_ignore_ascii_case(media));
    (is_media && !stem.is_empty()).then_some((stem, Says::Nothing))
}

fn language(name: &str) -> Option<Found<'_>> {
    let (stem, tag) = listing::tagged(name)?;
    Some((stem, Says::Language(tag)))
}

fn transcribed(name: &str) -> Option<Found<'_>> {
    let (before, inner) = name.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    let words = ["transcribed on", "translated on", "转录于", "转写于"];
    let inner = inner.trim().to_lowercase();
    words
        .iter()
        .any(|word| inner.starts_with(word))
        .then_some((before, Says::Nothing))
}

/// What services put behind a name.
const REMARKS: &[&str] = &[
    "otter_ai", "otter.ai", "transcript", "transcription", "transcribed", "subtitles", "subtitle",
    "captions", "diarized", "原文", "文字记录", "文字稿", "转写", "转写结果", "转写稿", "字幕",
    "AI字幕", "录音转文字",
];

/// What may part a remark from a name.
const JOINTS: &[char] = &['_', '.', '-'];

fn remark(name: &str) -> Option<Found<'_>> {
    REMARKS.iter().find_map(|remark| {
        let at = name.len().checked_sub(remark.len())?;
        let (before, end) = name.split_at_checked(at)?;
        let joined = before.trim_end().strip_suffix(JOINTS)?;
        let fits = end.eq_ignore_ascii_case(remark) && !joined.trim().is_empty();
        fits.then_some((joined, Says::Nothing))
    })
}

/// What browsers put behind the title of a page.
const SITES: &[&str] = &[" - YouTube", "_哔哩哔哩_bilibili", "-哔哩哔哩", " - 小宇宙", " | 小宇宙"];

fn site(name: &str) -> Option<Found<'_>> {
    let before = SITES.iter().find_map(|site| name.strip_suffix(site))?;
    Some((before, Says::Nothing))
}

/// A language in words, as services write it: `English (auto-generated)`, `English_ASR`.
fn named_language(text: &str) -> Option<&str> {
    let automatic = [" (auto-generated)", "_ASR", " (自动生成)", "（自动生成）"];
    let plain = automatic.iter().find_map(|words| text.strip_suffix(words)).unwrap_or(text);
    listing::named(plain)
}

fn fetched(name: &str) -> Option<Found<'_>> {
    if let Some((before, inner)) = bracketed_behind(name)
        && inner.eq_ignore_ascii_case("downsub.com")
    {
        return Some((before, Says::Nothing));
    }
    let (inner, behind) = name.strip_prefix('[')?.split_once(']')?;
    Some((behind, Says::Language(named_language(inner)?)))
}

fn spelt(name: &str) -> Option<Found<'_>> {
    let (before, inner) = name.strip_suffix(')')?.rsplit_once(" (")?;
    Some((before, Says::Language(named_language(inner)?)))
}

/// A number of at least nine digits behind a space.
fn room(name: &str) -> Option<Found<'_>> {
    let (before, number) = name.rsplit_once(' ')?;
    let is_number = (9..=11).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some((before, Says::Nothing))
}

fn cached(name: &str) -> Option<Found<'_>> {
    let number = name.strip_prefix("transcript_")?;
    let number = number.split_once(".ttml-").map_or(number, |(number, _)| number);
    let is_number = number.len() > 5 && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(("transcript", Says::Nothing))
}

fn no_number(name: &str) -> Option<Found<'_>> {
    let behind = name.strip_prefix("NA - ").or_else(|| name.strip_prefix("NA_"))?;
    Some((behind, Says::Nothing))
}

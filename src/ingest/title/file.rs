//! What the name of a file says beside the title: `[P01]石桥`, `20210305 - 石灰窑`, `养蚕_ai-zh`. A way
//! to name files is a row in [`PATTERNS`].

use crate::ingest::front_matter::video_number;
use crate::ingest::listing;
use chengshu_text::stated::StatedDate;
use chengshu_writing::script::begins_with_ideograph;

/// A file's name taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FileName<'a> {
    /// The words of the title; the whole name where nothing else is left.
    pub title: &'a str,
    /// The series that `Show - S01E03 - Title` names.
    pub series: Option<&'a str>,
    /// The number of the episode or part. One that only puts files in order is none.
    pub number: Option<u32>,
    /// The day it was recorded or published.
    pub date: Option<StatedDate>,
    /// The language, as a tag.
    pub language: Option<&'a str>,
    /// The number of the video at Bilibili.
    pub video: Option<String>,
}

/// A way in which programs and people name files.
pub struct Pattern {
    /// Who does.
    pub by: &'static str,
    /// A name, and the title in it.
    pub example: (&'static str, &'static str),
    read: fn(&str) -> Option<Found<'_>>,
}

/// What a pattern found: the name without it, and what it says.
type Found<'a> = (&'a str, Says<'a>);

enum Says<'a> {
    /// Nothing a book needs to know.
    Nothing,
    Number(u32),
    Episode(&'a str, u32),
    Date(StatedDate),
    Language(&'a str),
    Video(String),
}

/// The patterns. What stands at the end of a name comes first.
pub const PATTERNS: &[Pattern] = &[
    Pattern { by: "whisper.cpp", example: ("The Rope Walk.mp3", "The Rope Walk"), read: media },
    Pattern { by: "yt-dlp and BBDown", example: ("竹编.zh-Hans", "竹编"), read: language },
    Pattern {
        by: "Buzz and MacWhisper",
        example: ("Ropes (transcribed on 05-Nov-2023 10-00-00)", "Ropes"),
        read: transcribed,
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
    Pattern { by: "BBDown", example: ("[P01]石桥", "石桥"), read: part },
    Pattern { by: "podcast clients", example: ("S01E03 - 石桥", "石桥"), read: season },
    Pattern { by: "podcast clients", example: ("EP12 石桥", "石桥"), read: episode },
    Pattern {
        by: "downloaders of Bilibili",
        example: ("BV1xx411c7mD_石桥", "石桥"),
        read: id_before,
    },
    Pattern { by: "yt-dlp and Zoom", example: ("20210305 - 石灰窑", "石灰窑"), read: date },
    Pattern { by: "people, for the order", example: ("07-谈话", "谈话"), read: order },
    Pattern { by: "yt-dlp, of no list", example: ("NA - 石桥", "石桥"), read: no_number },
];

/// More patterns than this are in no name.
const MOST: usize = 12;

/// Takes a file's name apart. In: the name without folder and ending. Out: its parts; nothing is taken
/// from it that is in none of the patterns, and the title is never empty unless the name is.
pub fn file_name(stem: &str) -> FileName<'_> {
    let mut name = FileName { title: stem, ..FileName::default() };
    let mut rest = stem;
    for _ in 0..MOST {
        let found = PATTERNS.iter().find_map(|pattern| (pattern.read)(rest));
        let Some((without, says)) = found else { break };
        rest = without.trim();
        match says {
            Says::Nothing => {}
            Says::Number(number) => name.number = name.number.or(Some(number)),
            Says::Episode(series, number) => {
                name.number = name.number.or(Some(number));
                name.series = Some(series).filter(|series| !series.is_empty());
            }
            Says::Date(date) => name.date = name.date.or(Some(date)),
            Says::Language(tag) => name.language = name.language.or(Some(tag)),
            Says::Video(number) => name.video = name.video.or(Some(number)),
        }
        if is_title(rest) {
            name.title = rest;
        }
    }
    name
}

/// What programs call any recording.
const ANY: &[&str] = &["recording", "meeting recording", "audio", "video", "transcript"];

fn is_title(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !ANY.iter().any(|any| text.eq_ignore_ascii_case(any))
}

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

/// Brackets around numbers.
const BRACKETS: &[(char, char)] =
    &[('[', ']'), ('【', '】'), ('(', ')'), ('（', '）'), ('［', '］')];

/// The text in brackets a name begins with, and the name behind them.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let &(open, close) = BRACKETS.iter().find(|(open, _)| name.starts_with(*open))?;
    name.strip_prefix(open)?.split_once(close)
}

/// The text in brackets a name ends with, and the name before them.
fn bracketed_behind(name: &str) -> Option<(&str, &str)> {
    let &(open, close) = BRACKETS.iter().find(|(_, close)| name.ends_with(*close))?;
    name.strip_suffix(close)?.rsplit_once(open)
}

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

fn id_behind(name: &str) -> Option<Found<'_>> {
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

fn youtube_id_behind(name: &str) -> Option<Found<'_>> {
    let (before, id) = name.split_at_checked(name.len().checked_sub(11)?)?;
    let before = before.strip_suffix('-')?;
    let has = |fits: fn(&u8) -> bool| id.as_bytes().iter().any(fits);
    let is_random =
        has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    (is_random && is_youtube_number(id)).then_some((before, Says::Nothing))
}

fn id_before(name: &str) -> Option<Found<'_>> {
    if let Some((inner, behind)) = bracketed(name) {
        return Some((behind, id(inner.trim())?));
    }
    let (number, behind) = name.split_once([' ', '_', '-', '.'])?;
    let number = video_number(number)?;
    Some((behind.trim_start_matches([' ', '_', '-', '.']), Says::Video(number)))
}

/// Signs of the quality of a video.
const QUALITIES: &[&str] = &["360p", "480p", "720p", "1080p", "1440p", "2160p", "4k"];

fn quality(name: &str) -> Option<Found<'_>> {
    if let Some((before, inner)) = bracketed_behind(name)
        && QUALITIES.iter().any(|quality| inner.trim().eq_ignore_ascii_case(quality))
    {
        return Some((before, Says::Nothing));
    }
    let lower = name.to_ascii_lowercase();
    let at = QUALITIES.iter().filter_map(|quality| lower.rfind(quality)).max()?;
    let (before, inner) = name.split_at_checked(at)?;
    let joined = before.strip_suffix(['-', '_', '.'])?;
    // `1080P 高清-AVC`: what stands behind is a word on the picture and the codec.
    let behind = inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let words = behind.split([' ', '-', '_', '+']).filter(|word| !word.is_empty());
    let mut words = words.filter(|word| {
        !["高清", "超清", "清晰", "流畅", "高码率", "高帧率", "AVC", "HEVC", "AV1", "60", "60帧"]
            .contains(word)
    });
    words.next().is_none().then_some((joined, Says::Nothing))
}

fn meeting(name: &str) -> Option<Found<'_>> {
    let words = ["-Meeting Recording", "-Meeting Transcript", "-会议录制", "-会议记录"];
    let before = words.iter().find_map(|words| name.strip_suffix(words))?;
    let (title, stamp) = before.rsplit_once('-')?;
    let (date, behind) = day(stamp)?;
    behind.is_empty().then_some((title, Says::Date(date)))
}

/// The number of `P01`.
fn part_number(text: &str) -> Option<u32> {
    let digits = text.strip_prefix(['P', 'p'])?;
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| fits)
}

fn part(name: &str) -> Option<Found<'_>> {
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

fn season(name: &str) -> Option<Found<'_>> {
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

fn episode(name: &str) -> Option<Found<'_>> {
    let words = ["Episode ", "Ep. ", "Ep ", "EP", "Ep", "E", "#", "No."];
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

fn no_number(name: &str) -> Option<Found<'_>> {
    let behind = name.strip_prefix("NA - ").or_else(|| name.strip_prefix("NA_"))?;
    Some((behind, Says::Nothing))
}

fn date(name: &str) -> Option<Found<'_>> {
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
fn day(text: &str) -> Option<(StatedDate, &str)> {
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
        _ => return None,
    };
    let year: u32 = day.get(..4)?.parse().ok()?;
    let date = StatedDate::parse(&day).filter(|_| (1900..2100).contains(&year))?;
    Some((date, time_of_day(rest).unwrap_or(rest)))
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

/// Words that count what a number before them says, which then is of the title: `3个和尚`.
const COUNTED: &[char] = &[
    '个', '個', '只', '隻', '条', '條', '种', '種', '位', '天', '年', '月', '日', '次', '本', '件',
    '章', '座', '张', '張', '分', '秒', '小', '点', '點', '岁', '歲', '人', '万', '萬', '亿', '億',
    '块', '塊', '元', '家', '周', '代', '世', '级', '級', '号', '號', '大', '步', '招', '问', '問',
];

/// A number that puts a file in its place among others. One before a Latin word by a space alone belongs
/// to the title, unless it is filled up: `101 Ways to Cook an Eel`, but `01 Harbour`.
fn order(name: &str) -> Option<Found<'_>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_has_an_example() {
        for pattern in PATTERNS {
            let (name, title) = pattern.example;
            assert_eq!(file_name(name).title, title, "{}: {name}", pattern.by);
            assert!((pattern.read)(name).is_some(), "{}: {name}", pattern.by);
        }
    }

    #[test]
    fn titles_are_what_is_left() {
        for (name, title) in [
            ("[P01]石桥", "石桥"),
            ("【P1】磨刀石", "磨刀石"),
            ("P01.石桥", "石桥"),
            ("P1 石桥", "石桥"),
            ("p12_石桥", "石桥"),
            ("[P01]1. 石桥", "石桥"),
            ("养蚕笔记_ai-zh", "养蚕笔记"),
            ("养蚕笔记.ai-zh", "养蚕笔记"),
            ("养蚕笔记_zh-CN", "养蚕笔记"),
            ("藤编.chs", "藤编"),
            ("藤编.简体", "藤编"),
            ("藤编.简体中文", "藤编"),
            ("藤编.繁體", "藤编"),
            ("藤编_中文（自动生成）", "藤编"),
            ("Ropes.en-orig", "Ropes"),
            ("20210305 - 石灰窑", "石灰窑"),
            ("2021-03-12 砖窑", "砖窑"),
            ("2021.3.12_砖窑", "砖窑"),
            ("[20210305] 石灰窑", "石灰窑"),
            ("2021年3月5日 石灰窑", "石灰窑"),
            ("20240305 1400 - Ropes", "Ropes"),
            ("20240305_140012-Ropes", "Ropes"),
            ("001 - 20210305 - Ropes [dQw4w9WgXcQ].en", "Ropes"),
            ("灯塔 [BV1xx411c7mD_p2].zh-CN", "灯塔"),
            ("灯塔_BV1xx411c7mD", "灯塔"),
            ("灯塔 [123456789]", "灯塔"),
            ("灯塔 [1080p]", "灯塔"),
            ("S01E03 石桥", "石桥"),
            ("海边 - S01E03 - 石桥", "石桥"),
            ("Sea.s01e03.Ropes", "Ropes"),
            ("E03 - Ropes", "Ropes"),
            ("#12 Ropes", "Ropes"),
            ("Episode 12 - Ropes", "Ropes"),
            ("Ropes (Transcribed on 05-Nov-2023 10-00-00)", "Ropes"),
            ("Ropes.mp3 (transcribed on 05-Nov-2023 10-00-00)", "Ropes"),
            ("周会-20240305_140012-会议录制", "周会"),
            ("周会_文字记录", "周会"),
            ("周会_原文", "周会"),
            ("07-谈话", "谈话"),
            ("12. 灯塔", "灯塔"),
            ("3、雾", "雾"),
            ("01 开篇", "开篇"),
            ("01 Harbour", "Harbour"),
        ] {
            assert_eq!(file_name(name).title, title, "{name}");
        }
    }

    #[test]
    fn what_belongs_to_a_title_stays() {
        for name in [
            "101 Ways to Cook an Eel",
            "1887年的大水",
            "2021年3月5日的大水",
            "火（下）",
            "火 (1)",
            "10-20",
            "007",
            "3天",
            "3 个和尚",
            "3-day walk",
            "1984",
            "2021-03-05",
            "Node.js",
            "Deno vs Node.js",
            "v1.2",
            "P3 players",
            "Seasons",
            "The E12 road",
            "Gone [Translation]",
            "鲸鱼[2021]",
            "Self-Introduction",
            "GMT20240305-140000_Recording",
            "Court transcript",
            "N. A. Rope",
            "",
        ] {
            assert_eq!(file_name(name).title, name);
        }
    }

    #[test]
    fn the_rest_is_kept_as_what_it_is() {
        let name = file_name("海边 - S01E03 - 石桥 [BV1xx411c7mD].zh-Hans");
        assert_eq!((name.series, name.number), (Some("海边"), Some(3)));
        assert_eq!((name.language, name.video.as_deref()), (Some("zh-Hans"), Some("BV1xx411c7mD")));
        assert_eq!(file_name("[P07]石桥").number, Some(7));
        assert_eq!(file_name("藤编.chs").language, Some("zh-Hans"));
        let day = StatedDate::parse("2024-03-05");
        for name in ["20240305 - 灯", "2024-3-5 灯", "灯-20240305_140012-Meeting Recording"] {
            assert_eq!(file_name(name).date, day, "{name}");
        }
        assert_eq!(file_name("GMT20240305-140000_Recording").date, day);
        assert_eq!(file_name("99999999 - 灯").date, None);
    }
}

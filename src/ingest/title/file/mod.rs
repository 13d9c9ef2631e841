//! What the name of a file says beside the title: `[P01]石桥`, `20210305 - 石灰窑`, `养蚕_ai-zh`.

mod days;
mod numbers;
mod pattern;
mod patterns;
mod videos;

use chengshu_text::stated::StatedDate;
pub use numbers::uncounted;
use pattern::Says;
pub use patterns::PATTERNS;

/// A file's name taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FileName<'a> {
    /// The words of the title; the whole name where nothing else is left.
    pub title: &'a str,
    /// Whether they are one, and not what programs call any file: `Recording`.
    pub is_title: bool,
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
            Says::Show(series, date) => {
                name.date = name.date.or(Some(date));
                name.series = Some(series);
            }
            Says::Date(date) => name.date = name.date.or(Some(date)),
            Says::Language(tag) => name.language = name.language.or(Some(tag)),
            Says::Video(number) => name.video = name.video.or(Some(number)),
        }
        if is_title(rest) {
            name.title = rest;
        }
    }
    name.is_title = !is_any(rest);
    name
}

/// What programs call any recording.
const ANY: &[&str] = &[
    "recording", "new recording", "meeting recording", "audio", "audio only", "video",
    "transcript", "captions", "closed caption", "untitled", "录音", "新录音", "未命名",
];

/// True of a name that any file might have, with a number behind it or not.
fn is_any(text: &str) -> bool {
    let is_joint = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '-' | '.');
    let words = text.trim_end_matches(is_joint).replace('_', " ");
    ANY.iter().any(|any| words.eq_ignore_ascii_case(any))
}

fn is_title(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !is_any(text)
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
            ("Ropes.zh-CN.auto", "Ropes"),
            ("03-05-2021 Ropes", "Ropes"),
            ("25.12.2020 - Ropes", "Ropes"),
            ("5_3_2021_Ropes", "Ropes"),
            ("1-2-12345 Ropes", "1-2-12345 Ropes"),
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
            // Templates of yt-dlp.
            ("补网人 - 20240310 - 麻线怎么搓 [Aa1bCdEfGhI]", "麻线怎么搓"),
            ("2024-03-10_麻线怎么搓-Aa1bCdEfGhI", "麻线怎么搓"),
            ("001_麻线怎么搓", "麻线怎么搓"),
            ("003. Ropes [dQw4w9WgXcQ].en-US", "Ropes"),
            // BBDown, with quality; yutto; lux; you-get.
            ("[P12]石桥[1080P 高清]", "石桥"),
            ("P03_石桥", "石桥"),
            ("海边 (P12. 石桥)", "石桥"),
            ("石桥_BV1xx411c7mD_p2.ai-zh", "石桥"),
            // Buzz, MacWhisper, and the players that read subtitles.
            ("Ropes (Translated on 05-Nov-2023 10-00-00)", "Ropes"),
            ("Ropes.wav", "Ropes"),
            ("Ropes.en.sdh", "Ropes"),
            ("藤编.zh.default", "藤编"),
            // Clients of podcasts.
            ("Vol.12 石桥", "石桥"),
            ("20210305T140000Z - Ropes", "Ropes"),
            ("The Sea Hour - 2021-03-05 - Ropes", "Ropes"),
            ("[07] 谈话", "谈话"),
            ("【07】谈话", "谈话"),
            // 4K Video Downloader, JDownloader, DownSub, and pages that browsers saved.
            ("Ropes (1080p_30fps_H264-128kbit_AAC)", "Ropes"),
            ("Ropes (720p_25fps_H264-192kbit_AAC) (English)", "Ropes"),
            ("[English] Ropes [DownSub.com]", "Ropes"),
            ("Ropes - YouTube", "Ropes"),
            // Meetings.
            ("Ropes - 2024_03_05 14_00 CET - Transcript", "Ropes"),
            ("Ropes – 2024_03_05 14_00 CET – Transcript", "Ropes"),
            ("Ropes - 2024-03-05", "Ropes"),
            ("Ropes (2024-03-05)", "Ropes"),
            ("海边 - P12 - 石桥", "石桥"),
            ("海边 - P12 石桥", "石桥"),
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
            "鲸鱼 (P. 石桥)",
            "[2021] 鲸鱼",
            "Ropes (Spliced)",
            "Ropes - Knots - Splices",
            "Room 101",
            "Letters of 2021-03-05",
            "Sea - P waves - Land",
            "transcript_1000650112233",
            "transcript_1000650112233.ttml-1000650112233",
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
        let name = file_name("海边 (P12. 石桥)");
        assert_eq!((name.series, name.number), (Some("海边"), Some(12)));
        let name = file_name("补网人 - 20240310 - 麻线");
        assert_eq!((name.series, name.date), (Some("补网人"), StatedDate::parse("2024-03-10")));
        assert_eq!(file_name("[English (auto-generated)] Ropes").language, Some("en"));
        for name in ["GMT20240305-140000_Recording", "New Recording 3", "transcript_1000650112233"]
        {
            assert!(!file_name(name).is_title, "{name}");
        }
        for name in ["1984", "Ropes", "Court transcript"] {
            assert!(file_name(name).is_title, "{name}");
        }
        assert_eq!(uncounted("10 Low Water"), "Low Water");
        assert_eq!(uncounted("10"), "10");
        assert_eq!(file_name("藤编.chs").language, Some("zh-Hans"));
        let day = StatedDate::parse("2024-03-05");
        for name in ["20240305 - 灯", "2024-3-5 灯", "灯-20240305_140012-Meeting Recording"] {
            assert_eq!(file_name(name).date, day, "{name}");
        }
        assert_eq!(file_name("GMT20240305-140000_Recording").date, day);
        assert_eq!(file_name("99999999 - 灯").date, None);
    }
}

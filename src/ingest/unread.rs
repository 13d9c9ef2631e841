//! Files of a folder that are no transcripts: what nobody takes for a text, lists of what viewers wrote,
//! and all else, which no reader takes and which is counted in one line.

use std::collections::BTreeMap;

use super::speech::ass;
use super::{format_of, listing};
use crate::model::library::Reason;
use chengshu_text::diag::counted;
use chengshu_text::json::{self, Node, Value};

/// Endings of what nobody takes for a text: recordings, pictures, fonts, styles, and what programs and
/// systems leave behind.
const QUIET: &[&str] = &[
    "aac", "flac", "m4a", "mka", "mp3", "oga", "ogg", "opus", "wav", "wma", //
    "3gp", "avi", "flv", "m4v", "mkv", "mov", "mp4", "mpg", "mts", "ts", "webm", "wmv", //
    "avif", "bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp", //
    "otc", "otf", "ttc", "ttf", "woff", "woff2", //
    "csl", "css", //
    "db", "desktop", "ini", "lnk", "part", "swp", "temp", "tmp", "url", "webloc", "ytdl",
];

/// Files yt-dlp puts beside a recording whose content `.info.json` has too.
const BESIDE: &[&str] = &[".description", ".annotations.xml"];

/// Why no reader takes a file, as far as its name tells. `None` of a transcript, of what belongs to one,
/// and of what nobody takes for a text.
pub fn reason(path: &str) -> Option<Reason> {
    if listing::is_comments(path) {
        return Some(Reason::Comments);
    }
    let lower = path.to_ascii_lowercase();
    let is_known = format_of(path).is_some()
        || QUIET.contains(&ending(&lower))
        || BESIDE.iter().any(|known| lower.ends_with(known))
        // Copies editors make, and what macOS keeps an icon in.
        || lower.ends_with(['~', '#', '\r']);
    (!is_known).then_some(Reason::NoReader)
}

/// The text behind the last dot of a file's name; nothing if it has none.
fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The account of files that are left out. In: their paths and why. Out: `left out: 2 .doc, 1 .pdf
/// (unsupported format); 1 list of comments by viewers`.
pub fn account<'a>(files: impl Iterator<Item = (&'a str, Reason)>) -> String {
    let mut counts: BTreeMap<Reason, BTreeMap<String, usize>> = BTreeMap::new();
    for (path, reason) in files {
        let kinds = counts.entry(reason).or_default();
        *kinds.entry(ending(path).to_ascii_lowercase()).or_default() += 1;
    }
    let groups = counts.into_iter().map(|(reason, kinds)| {
        let all: usize = kinds.values().sum();
        let kinds = kinds.iter().map(|(ending, count)| match ending.as_str() {
            "" => format!("{count} without an ending"),
            ending => format!("{count} .{ending}"),
        });
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        match reason {
            Reason::NoReader => format!("{kinds} (unsupported format)"),
            Reason::NoTranscript => format!("{kinds} (no transcript)"),
            Reason::Misplaced => format!("{kinds} (in the wrong place)"),
            Reason::Comments => counted(all, "list of comments by viewers"),
        }
    });
    format!("left out: {}", groups.collect::<Vec<_>>().join("; "))
}

/// What a list of comments on Bilibili has within its first bytes.
const COMMENTS_OF_BILIBILI: &str = "<chatserver>chat.bilibili.com";

/// How many bytes are read for that.
const FIRST: usize = 1024;

/// True if a text is a list of what viewers wrote, as it says itself.
pub fn is_comments(text: &str) -> bool {
    let first = &text.as_bytes()[..text.len().min(FIRST)];
    ass::is_comments(text) || memchr::memmem::find(first, COMMENTS_OF_BILIBILI.as_bytes()).is_some()
}

/// How many comments there are in a list of them: elements `d` of Bilibili's XML, events of a file of
/// subtitles, lines of JSON, or the entries of the longest list in it.
pub fn comments(text: &str) -> u64 {
    let count = |sign: &str| memchr::memmem::find_iter(text.as_bytes(), sign).count();
    let found = match (text.trim_start().as_bytes().first(), json::read(text)) {
        (Some(b'<'), _) => count("<d "),
        (_, (Some(root), None)) => entries(&root),
        (Some(b'{'), _) => text.lines().filter(|line| !line.trim().is_empty()).count(),
        _ => {
            // Lines of a chat begin with a time.
            let timed = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit());
            count("\nDialogue:").max(text.lines().filter(timed).count())
        }
    };
    found as u64
}

/// How many entries a list has, or the longest of the lists in a group.
fn entries(root: &Node<'_>) -> usize {
    let length = |node: &Node<'_>| node.list().map_or(0, <[_]>::len);
    match &root.value {
        Value::Group(pairs) => pairs.iter().map(|(_, node)| length(node)).max().unwrap_or(0),
        _ => length(root),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_from_recordings_and_from_what_belongs_to_them() {
        for path in ["a.pdf", "a/b.DOC", "a.txt.bak", "a.b/NOTES", "a.rst", "mkdocs.yml"] {
            assert_eq!(reason(path), Some(Reason::NoReader), "{path}");
        }
        for path in ["a.live_chat.json", "灯/灯.danmaku.XML", "a.danmaku.ass"] {
            assert_eq!(reason(path), Some(Reason::Comments), "{path}");
        }
        for path in [
            "a.md", "a/b.MP3", "a.info.json", "a.chapters.json", "Thumbs.db", "a.md~", "#a.md#",
            ".a.md.swp", "Icon\r", "a.srt", "b.PNG", "a.description",
        ] {
            assert_eq!(reason(path), None, "{path}");
        }
    }

    #[test]
    fn files_are_counted_by_ending_and_reason() {
        let told = |files: &[(&str, Reason)]| account(files.iter().copied());
        assert_eq!(
            told(&[
                ("b.pdf", Reason::NoReader),
                ("a/a.doc", Reason::NoReader),
                ("c.DOC", Reason::NoReader),
            ]),
            "left out: 2 .doc, 1 .pdf (unsupported format)"
        );
        assert_eq!(
            told(&[
                ("a.live_chat.json", Reason::Comments),
                ("package.json", Reason::NoTranscript),
                ("b/book.yaml", Reason::Misplaced),
                ("NOTES", Reason::NoReader),
            ]),
            "left out: 1 without an ending (unsupported format); 1 .json (no transcript); \
             1 .yaml (in the wrong place); 1 list of comments by viewers"
        );
    }

    #[test]
    fn comments_are_counted_in_each_form() {
        for (text, count) in [
            ("<?xml version=\"1.0\"?><i><d p=\"1\">灯</d><d p=\"2\">亮</d></i>", 2),
            ("{\"replayChatItemAction\": {}}\n{\"x\": 1}\n\n{}\n", 3),
            ("{\"total\": 2, \"comments\": [{\"m\": \"灯\"}, {\"m\": \"亮\"}]}", 2),
            ("[{\"content\": \"灯\"}]", 1),
            ("[Events]\nFormat: Text\nDialogue: 灯\nDialogue: 亮\n", 2),
            ("00:00:31\tRob:\tfog\n00:01:40\tAna:\tagain\n", 2),
            ("", 0),
        ] {
            assert_eq!(comments(text), count, "{text}");
        }
    }
}

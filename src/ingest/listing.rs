//! Which files of a folder belong together, by their names: one recording may have subtitles in
//! several languages, a `.info.json` and chapters.

use std::collections::{HashMap, HashSet};

use super::formats::{self, format_of};
use super::stills::Stills;
use super::versions::untranslated;
use crate::model::library::{Transcript, Version};
use chengshu_writing::language::tag;

/// Endings of side files.
const INFO: &str = ".info.json";
const CHAPTERS: &str = ".chapters.json";
const DESCRIPTION: &str = ".description";
/// The ending of a file of sections.
pub const SECTIONS: &str = ".sections.yaml";

/// Endings of lists of what viewers wrote: of yt-dlp, and of programs that fetch those of Bilibili.
const COMMENTS: &[&str] = &[
    ".live_chat.json", ".comments.json", ".rechat.json", ".danmaku.json", ".danmaku.xml",
    ".danmaku.ass",     // Notes over a recording, which YouTube had.
    ".annotations.xml", // Those of you-get.
    ".cmt.xml",         // What was typed in a meeting of Zoom.
    "_recordingnewchat.txt",
];

/// Names of such lists as Zoom leaves them.
const CHATS: &[&str] = &["chat.txt", "meeting_saved_chat.txt"];

/// What else lies beside recordings under the ending of a transcript: notes over the picture, as YouTube had.
const NOTES: &str = ".annotations.xml";

/// True if a file is a list of what viewers wrote, which holds no speech of the recording.
pub fn is_comments(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or_default();
    CHATS.contains(&name) || COMMENTS.iter().any(|ending| lower.ends_with(ending))
}

/// Endings a text alone has, which are chapters of their own unless something shows that they
/// belong to a recording.
const TEXTS: &[&str] = &["md", "markdown", "txt", "docx", "odt", "rtf"];

/// Primary languages of three letters that subtitles come in.
const LONG_LANGUAGES: &[&str] = &["yue", "cmn", "nan", "wuu", "hak", "lzh"];

/// Puts files together. In: the paths of one folder, and the pictures of all. Out: a transcript for each
/// text, recording or side file, in order of the paths; other files are left out.
pub fn gather(paths: Vec<String>, stills: &mut Stills) -> Vec<Transcript> {
    let widths = widths(&paths);
    let mut out: Vec<Transcript> = Vec::new();
    let mut stems: HashMap<String, usize> = HashMap::new();
    for path in &paths {
        for (ending, side) in [(INFO, Side::Info), (CHAPTERS, Side::Chapters)] {
            if let Some(stem) = path.strip_suffix(ending) {
                let transcript = entry(&mut out, &mut stems, stem);
                match side {
                    Side::Info => transcript.beside.info = Some(path.clone()),
                    Side::Chapters => transcript.beside.chapters = Some(path.clone()),
                }
            }
        }
    }
    let mut texts = Vec::new();
    let mut descriptions = Vec::new();
    let mut sections = Vec::new();
    for path in paths {
        if let Some(stem) = path.strip_suffix(SECTIONS) {
            sections.push((stem.to_owned(), path));
            continue;
        }
        if let Some(stem) = path.strip_suffix(DESCRIPTION) {
            descriptions.push((stem.to_owned(), path));
            continue;
        }
        let is_side = [INFO, CHAPTERS, NOTES].iter().any(|end| path.ends_with(end));
        if is_side || is_comments(&path) || format_of(&path).is_none() {
            continue;
        }
        let (base, ending) = path.rsplit_once('.').unwrap_or((&path, ""));
        let is_text = TEXTS.contains(&ending.to_ascii_lowercase().as_str());
        let dotted = base.rsplit_once('.');
        let tagged = tagged(base).filter(|_| !is_text).or_else(|| {
            dotted.filter(|(stem, tag)| stems.contains_key(*stem) || (is_tag(tag) && !is_text))
        });
        let (stem, language) = match tagged {
            Some((stem, tag)) if !stems.contains_key(base) => {
                // Zoom has `.transcript` there.
                (stem, Some(tag).filter(|tag| *tag != "transcript").map(str::to_owned))
            }
            _ => (base, None),
        };
        let stem = stem.to_owned();
        let version = Version { path, language };
        if is_text {
            texts.push((stem, version));
        } else {
            entry(&mut out, &mut stems, &stem).versions.push(version);
        }
    }
    // Last, when it is known which texts belong to a recording.
    let mut alone: HashMap<String, usize> = HashMap::new();
    for (stem, version) in texts {
        let recording = stems.get(&stem).copied();
        let exported = || alone.get(&stem).copied().filter(|&index| is_same(&out[index], &version));
        if let Some(index) = recording.or_else(exported) {
            out[index].versions.push(version);
        } else {
            alone.entry(stem).or_insert(out.len());
            out.push(Transcript::of(version));
        }
    }
    for (stem, path) in descriptions {
        let index = stems.get(&stem).or_else(|| alone.get(&stem));
        if let Some(described) = index.and_then(|&index| out.get_mut(index)) {
            described.beside.description = Some(path);
        }
    }
    add_sections(&mut out, sections);
    for (stem, index) in stems.into_iter().chain(alone) {
        if let Some(transcript) = out.get_mut(index) {
            let beside = &mut transcript.beside;
            (beside.thumbnail, beside.frames) = stills.take(&stem);
            transcript.is_counted = width(&stem).is_some_and(|digits| widths.contains(&digits));
        }
    }
    out
}

/// Gives transcripts the files that state their sections, which have the name of one of their texts.
fn add_sections(out: &mut [Transcript], sections: Vec<(String, String)>) {
    if sections.is_empty() {
        return;
    }
    let mut named: HashMap<String, usize> = HashMap::new();
    for (index, transcript) in out.iter().enumerate() {
        for version in &transcript.versions {
            let stem = version.path.rsplit_once('.').map_or(&*version.path, |(stem, _)| stem);
            named.entry(stem.to_owned()).or_insert(index);
        }
    }
    for (stem, path) in sections {
        if let Some(transcript) = named.get(&stem).and_then(|&index| out.get_mut(index)) {
            transcript.beside.sections.get_or_insert(path);
        }
    }
}

/// How many digits a name begins with, before a sign or a space.
fn width(path: &str) -> Option<usize> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let is_apart = name[digits..].starts_with([' ', '-', '_', '.', '、']);
    ((1..=3).contains(&digits) && is_apart).then_some(digits)
}

/// The lengths of numbers that some name fills up with zeros: where `01 Harbour` lies, `10 Fog` is the
/// tenth.
fn widths(paths: &[String]) -> HashSet<usize> {
    let padded = |path: &&String| path.rsplit('/').next().is_some_and(|name| name.starts_with('0'));
    paths.iter().filter(padded).filter_map(|path| width(path)).collect()
}

/// True if a text and another of its name are one talk: services export it as a document, too.
fn is_same(other: &Transcript, version: &Version) -> bool {
    let mut paths = other.paths().chain([version.path.as_str()]);
    paths.any(|path| formats::document(path).is_some())
}

enum Side {
    Info,
    Chapters,
}

fn entry<'a>(
    out: &'a mut Vec<Transcript>,
    stems: &mut HashMap<String, usize>,
    stem: &str,
) -> &'a mut Transcript {
    let index = *stems.entry(stem.to_owned()).or_insert_with(|| {
        out.push(Transcript::default());
        out.len() - 1
    });
    &mut out[index]
}

/// Texts that are one in several languages, by their names: `a.zh.md` and `a.en.md`, `a.md` and
/// `a.en.md`. In: the transcripts of a folder. Out: the same, each such group as one with a version for
/// each language.
pub fn translations(transcripts: &[Transcript]) -> Vec<Transcript> {
    let mut out: Vec<Transcript> = Vec::with_capacity(transcripts.len());
    let mut stem_before: Option<&str> = None;
    for transcript in transcripts {
        let text = match transcript.versions.as_slice() {
            [only] if is_text(&only.path) => Some(only),
            _ => None,
        };
        let base = text.and_then(|text| text.path.rsplit_once('.')).map(|(base, _)| base);
        let named = base.map(|base| match tagged(base) {
            Some((stem, tag)) => (stem, Some(tag.to_owned())),
            None => (base, None),
        });
        let stem = named.as_ref().map(|(stem, _)| *stem);
        match (named, text, out.last_mut()) {
            (Some((stem, language)), Some(text), last) => {
                let version = Version { path: text.path.clone(), language };
                match last.filter(|_| stem_before == Some(stem)) {
                    Some(last) => last.versions.push(version),
                    None => out.push(Transcript { versions: vec![version], ..transcript.clone() }),
                }
            }
            _ => out.push(transcript.clone()),
        }
        stem_before = stem;
    }
    // Two formats of a text are no two languages.
    let is_group = |group: &Transcript| {
        let mut languages: Vec<_> =
            group.versions.iter().map(|version| &version.language).collect();
        languages.sort_unstable();
        languages.windows(2).all(|pair| pair[0] != pair[1])
    };
    out.into_iter()
        .flat_map(|group| {
            if is_texts(&group) && !is_group(&group) {
                group.versions.into_iter().map(Transcript::of).collect()
            } else {
                vec![group]
            }
        })
        .collect()
}

/// True if the versions of a transcript are texts in several languages.
pub fn is_texts(transcript: &Transcript) -> bool {
    let versions = &transcript.versions;
    versions.len() > 1
        && versions.iter().all(|version| is_text(&version.path))
        && versions.iter().any(|version| version.language.is_some())
}

fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| TEXTS.contains(&ending.as_str()))
}

/// What programs and people write in place of a tag.
const NAMED: &[(&str, &str)] = &[
    ("chs", "zh-Hans"),
    ("cht", "zh-Hant"),
    ("sc", "zh-Hans"),
    ("tc", "zh-Hant"),
    ("chi", "zh"),
    ("zho", "zh"),
    ("eng", "en"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("简体", "zh-Hans"),
    ("简中", "zh-Hans"),
    ("简体中文", "zh-Hans"),
    ("中文（简体）", "zh-Hans"),
    ("中文(简体)", "zh-Hans"),
    ("繁体", "zh-Hant"),
    ("繁體", "zh-Hant"),
    ("繁中", "zh-Hant"),
    ("繁体中文", "zh-Hant"),
    ("繁體中文", "zh-Hant"),
    ("中文（繁体）", "zh-Hant"),
    ("中文（繁體）", "zh-Hant"),
    ("中文(繁体)", "zh-Hant"),
    ("中文（自动生成）", "ai-zh"),
    ("中文(自动生成)", "ai-zh"),
    ("中文（中国）", "zh-CN"),
    ("中文(中国)", "zh-CN"),
    ("中文", "zh"),
    ("英文", "en"),
    ("英语", "en"),
    ("English", "en"),
    ("日语", "ja"),
    ("日文", "ja"),
    ("韩语", "ko"),
];

/// Tags that are words at the end of names: `Socket.io`.
const WORDS: &[&str] = &["io"];

/// What players want to know of subtitles, behind the language: that they are for the deaf, and so on.
const FLAGS: &[&str] = &["auto", "asr", "sdh", "cc", "default", "forced"];

/// The tag of a language in words.
pub fn named(words: &str) -> Option<&'static str> {
    let named = NAMED.iter().find(|(named, _)| words.eq_ignore_ascii_case(named));
    named.map(|(_, tag)| *tag)
}

/// The name of a file without the language at its end, and the tag of that: `竹编.zh-Hans`,
/// `养蚕_ai-zh`, `藤编.chs`. A tag behind `_` is longer than its language alone, which may be a word.
pub fn tagged(name: &str) -> Option<(&str, &str)> {
    let (stem, last) = name.rsplit_once(['.', '_'])?;
    if stem.trim().is_empty() {
        return None;
    }
    if FLAGS.contains(&last) {
        return tagged(stem);
    }
    if let Some(tag) = named(last) {
        return Some((stem, tag));
    }
    let is_dotted = name.as_bytes().get(stem.len()) == Some(&b'.');
    let own = last.strip_prefix("ai-").unwrap_or(last);
    let own = untranslated(own.strip_suffix("-orig").unwrap_or(own));
    let primary = own.split('-').next().unwrap_or_default();
    let is_plain = last.len() == primary.len();
    let is_language = is_tag(last) && tag::stated(own).is_ok() && !WORDS.contains(&own);
    (is_language && (is_dotted || !is_plain)).then_some((stem, last))
}

/// True if a part of a name is a language tag: `zh`, `zh-Hans`, `ai-zh`, `en-orig`.
pub fn is_tag(text: &str) -> bool {
    let tag = text.strip_prefix("ai-").unwrap_or(text);
    let mut parts = tag.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    let is_language = (primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase()))
        || LONG_LANGUAGES.contains(&primary);
    is_language
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::super::info::Info;
    use super::super::versions::ranked;
    use super::*;

    fn gathered(paths: &[&str]) -> Vec<(Vec<String>, Option<String>)> {
        gather(paths.iter().map(|path| (*path).to_owned()).collect(), &mut Stills::default())
            .into_iter()
            .map(|transcript| {
                let ranked = ranked(&transcript, None, &Info::default());
                let paths = ranked.iter().map(|ranked| ranked.version.path.clone()).collect();
                (paths, transcript.beside.info)
            })
            .collect()
    }

    #[test]
    fn a_folder_as_yt_dlp_leaves_it() {
        let own = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            gathered(&[
                "a/灯 [BV1xx411c7mD].en.vtt",
                "a/灯 [BV1xx411c7mD].ai-zh.srt",
                "a/灯 [BV1xx411c7mD].zh-Hant.srt",
                "a/灯 [BV1xx411c7mD].zh-Hans.srt",
                "a/灯 [BV1xx411c7mD].zh-Hans-en.vtt",
                "a/灯 [BV1xx411c7mD].info.json",
                "a/灯 [BV1xx411c7mD].live_chat.json",
                "a/灯 [BV1xx411c7mD].mp4",
                "a/灯 [BV1xx411c7mD].zh-Hans.srt.part",
                "a/雾.info.json",
            ]),
            [
                (
                    own(&[
                        "a/灯 [BV1xx411c7mD].zh-Hans.srt",
                        "a/灯 [BV1xx411c7mD].ai-zh.srt",
                        "a/灯 [BV1xx411c7mD].zh-Hant.srt",
                        "a/灯 [BV1xx411c7mD].en.vtt",
                        "a/灯 [BV1xx411c7mD].zh-Hans-en.vtt",
                    ]),
                    Some("a/灯 [BV1xx411c7mD].info.json".to_owned())
                ),
                (vec![], Some("a/雾.info.json".to_owned())),
            ]
        );
    }

    #[test]
    fn languages_have_many_names() {
        assert_eq!(
            gathered(&["灯.cht.srt", "灯.chs.srt", "雾_ai-zh.srt", "雾.en.srt", "港_a.srt"]),
            [
                (vec!["灯.chs.srt".to_owned(), "灯.cht.srt".to_owned()], None),
                (vec!["雾_ai-zh.srt".to_owned(), "雾.en.srt".to_owned()], None),
                (vec!["港_a.srt".to_owned()], None),
            ]
        );
        for name in ["Node.js", "灯", "灯_en", ".en", "Chapter.one"] {
            assert_eq!(tagged(name), None, "{name}");
        }
    }

    #[test]
    fn texts_are_chapters_of_their_own() {
        let own = |path: &str| (vec![path.to_owned()], None);
        assert_eq!(
            gathered(&["01.md", "01.txt", "02.md", "v1.2.srt", "a.old.srt"]),
            [own("v1.2.srt"), own("a.old.srt"), own("01.md"), own("01.txt"), own("02.md")]
        );
        assert_eq!(
            gathered(&["02.docx", "02.md", "02.txt"]),
            [(vec!["02.md".to_owned(), "02.docx".to_owned(), "02.txt".to_owned()], None)]
        );
        assert_eq!(
            gathered(&["a.txt", "a.srt", "a.md"]),
            [(vec!["a.md".to_owned(), "a.srt".to_owned(), "a.txt".to_owned()], None)]
        );
    }
}

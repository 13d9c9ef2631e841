//! Which of several files of one recording is taken, and why.

use super::formats::{BEST, WRITTEN};
use super::info::Info;
use crate::model::library::{Transcript, Version};
use chengshu_writing::language::{is_traditional, tag};

/// A version of a transcript, and what speaks against it: the first that differs decides.
pub struct Ranked<'a> {
    /// The version.
    pub version: &'a Version,
    against: [usize; REASONS.len()],
}

/// Why a version is worse than another, in the order that counts.
const REASONS: [&str; 5] = [
    "subtitles or plain text, where there is a document",
    "in another language, or none is stated",
    "translated by a machine",
    "automatic, not made by people",
    "keeps less",
];

impl Ranked<'_> {
    /// Why another version comes after this one.
    pub fn before(&self, other: &Ranked<'_>) -> &'static str {
        let differs = |number: &usize| self.against[*number] != other.against[*number];
        (0..REASONS.len())
            .find(differs)
            .map_or("says the same", |number| REASONS[number])
    }
}

/// The versions of a transcript, the one to take first: in the wanted language or else in its own, made
/// by people rather than automatic, in the format that keeps most.
pub fn ranked<'a>(
    transcript: &'a Transcript,
    wanted: Option<&str>,
    info: &Info,
) -> Vec<Ranked<'a>> {
    let tags = transcript.versions.iter().filter_map(|version| version.language.as_deref());
    let spoken = spoken(tags, info);
    let rank = |version: &'a Version| {
        let (_, ending) = version.path.rsplit_once('.').unwrap_or_default();
        let ending = ending.to_ascii_lowercase();
        let format = BEST.iter().position(|best| *best == ending);
        let tag = version.language.as_deref();
        let is_translated = tag.is_some_and(|tag| is_translated(tag, spoken.as_deref(), info));
        // Who wants no language does not want that of a machine.
        let is_unwanted = is_translated && wanted.is_none();
        let distance = tag.map_or(UNTAGGED, |tag| distance(tag, wanted.unwrap_or(USUAL)));
        let against = [
            // What somebody wrote up is better than any subtitles.
            usize::from(format.is_none_or(|format| format >= WRITTEN)),
            usize::from(distance) + if is_unwanted { FARTHEST } else { 0 },
            usize::from(is_translated),
            usize::from(tag.is_some_and(|tag| is_automatic(tag, info))),
            format.unwrap_or(BEST.len()),
        ];
        Ranked { version, against }
    };
    let mut versions: Vec<Ranked<'a>> = transcript.versions.iter().map(rank).collect();
    versions.sort_by_key(|ranked| ranked.against);
    versions
}

/// The language of subtitles that is taken when nothing says which the book is in.
pub const USUAL: &str = "zh-CN";

/// Where subtitles without a language stand among those with one.
const UNTAGGED: u8 = 2;

/// More than any distance.
const FARTHEST: usize = 10;

/// The language a recording is in, as the site says, or as it shows by which captions it calls original.
fn spoken<'a>(mut tags: impl Iterator<Item = &'a str>, info: &Info) -> Option<String> {
    let stated = info.head.language.as_ref().map(|language| language.value.clone());
    stated.or_else(|| tags.find_map(|tag| tag.strip_suffix("-orig").map(str::to_owned)))
}

/// The language of a tag, without its form.
fn primary(tag: &str) -> &str {
    let tag = tag.strip_prefix("ai-").unwrap_or(tag);
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// How far a language is from the wanted one; 0 if it is that.
pub(super) fn distance(tag: &str, wanted: &str) -> u8 {
    match (primary(tag), primary(wanted)) {
        (own, wanted_primary) if own == wanted_primary => {
            u8::from(is_traditional(tag) != is_traditional(wanted))
        }
        ("en", _) => 3,
        _ => 4,
    }
}

/// The language that a tag in a name states, as books state it.
pub fn stated(tag: &str) -> Option<String> {
    let own = tag.strip_prefix("ai-").unwrap_or(tag);
    let own = untranslated(own.strip_suffix("-orig").unwrap_or(own));
    tag::stated(own).ok().map(|stated| stated.tag)
}

/// YouTube's machine translations name the language they are from (`zh-Hans-en`), or are automatic in
/// another language than is spoken.
fn is_translated(tag: &str, spoken: Option<&str>, info: &Info) -> bool {
    let own = tag.strip_prefix("ai-").unwrap_or(tag);
    let is_other = spoken.is_some_and(|spoken| primary(spoken) != primary(own));
    untranslated(own) != own || (is_other && is_listed_automatic(tag, info))
}

/// A tag without the language it was translated from.
pub(super) fn untranslated(tag: &str) -> &str {
    let languages = ["en", "zh", "ja", "ko", "es", "fr", "de", "ru", "it", "pt"];
    match tag.rsplit_once('-') {
        Some((own, from)) if languages.contains(&from) => own,
        _ => tag,
    }
}

fn is_automatic(tag: &str, info: &Info) -> bool {
    tag.starts_with("ai-") || tag.ends_with("-orig") || is_listed_automatic(tag, info)
}

/// True if the site has such captions only automatic.
fn is_listed_automatic(tag: &str, info: &Info) -> bool {
    let listed = |list: &[String]| list.iter().any(|known| known == tag);
    listed(&info.automatic) && !listed(&info.manual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(versions: &[(&str, Option<&str>)]) -> Transcript {
        let version = |&(path, language): &(&str, Option<&str>)| Version {
            path: path.to_owned(),
            language: language.map(str::to_owned),
        };
        Transcript { versions: versions.iter().map(version).collect(), ..Transcript::default() }
    }

    fn info(manual: &[&str], automatic: &[&str]) -> Info {
        let tags = |list: &[&str]| list.iter().map(|tag| (*tag).to_owned()).collect();
        Info { manual: tags(manual), automatic: tags(automatic), ..Info::default() }
    }

    /// The path that is taken, and why each other is not.
    fn taken(
        transcript: &Transcript,
        wanted: Option<&str>,
        info: &Info,
    ) -> (String, Vec<&'static str>) {
        let ranked = ranked(transcript, wanted, info);
        let (first, others) = ranked.split_first().unwrap();
        (first.version.path.clone(), others.iter().map(|other| first.before(other)).collect())
    }

    #[test]
    fn the_first_difference_is_the_reason() {
        let [_, language, translated, automatic, less] = REASONS;
        let original = info(&[], &["en-orig", "en", "zh-Hans"]);
        for (versions, wanted, info, first, reasons) in [
            // What YouTube has of a talk in English: all other languages are a machine's.
            (
                &[("a.en-orig.vtt", Some("en-orig")), ("a.zh-Hans.vtt", Some("zh-Hans"))][..],
                None,
                original.clone(),
                "a.en-orig.vtt",
                vec![language],
            ),
            // Unless that is what is wanted.
            (
                &[("a.en-orig.vtt", Some("en-orig")), ("a.zh-Hans.vtt", Some("zh-Hans"))],
                Some("zh-CN"),
                original.clone(),
                "a.zh-Hans.vtt",
                vec![language],
            ),
            // By hand in English, by a machine in English.
            (
                &[("a.en-GB.vtt", Some("en-GB")), ("a.en.vtt", Some("en"))],
                None,
                info(&["en-GB"], &["en"]),
                "a.en-GB.vtt",
                vec![automatic],
            ),
            (
                &[("a.ai-zh.srt", Some("ai-zh")), ("a.zh-CN.srt", Some("zh-CN"))],
                None,
                Info::default(),
                "a.zh-CN.srt",
                vec![automatic],
            ),
            // By hand in both: the usual language, or the wanted one.
            (
                &[("a.en.srt", Some("en")), ("a.zh.srt", Some("zh"))],
                None,
                info(&["en", "zh"], &[]),
                "a.zh.srt",
                vec![language],
            ),
            (
                &[("a.en.srt", Some("en")), ("a.zh.srt", Some("zh"))],
                Some("en"),
                info(&["en", "zh"], &[]),
                "a.en.srt",
                vec![language],
            ),
            (
                &[("a.zh-Hans-en.vtt", Some("zh-Hans-en")), ("a.zh-Hans.vtt", Some("zh-Hans"))],
                Some("zh"),
                Info::default(),
                "a.zh-Hans.vtt",
                vec![translated],
            ),
            (
                &[("a.zh-Hans.srt", Some("zh-Hans")), ("a.zh-Hant.srt", Some("zh-Hant"))],
                Some("zh-TW"),
                Info::default(),
                "a.zh-Hant.srt",
                vec![language],
            ),
            // What Whisper leaves.
            (
                &[("a.txt", None), ("a.srt", None), ("a.tsv", None), ("a.vtt", None)],
                None,
                Info::default(),
                "a.vtt",
                vec![less; 3],
            ),
            (
                &[("a.srt", None), ("a.docx", None)],
                None,
                Info::default(),
                "a.docx",
                vec![REASONS[0]],
            ),
        ] {
            let found = taken(&of(versions), wanted, &info);
            assert_eq!(found, (first.to_owned(), reasons), "{versions:?} {wanted:?}");
        }
    }
}

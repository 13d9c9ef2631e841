//! Type codes (GB/T 7714, annex A) and the layouts that go with them.

use crate::reference::{Kind, Reference};

/// The code of a type of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Book,
    Conference,
    Newspaper,
    Journal,
    Thesis,
    Report,
    Standard,
    Patent,
    Dataset,
    Software,
    Page,
    Archive,
    Map,
    Other,
}

impl Code {
    /// The letters between the brackets.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Book => "M",
            Self::Conference => "C",
            Self::Newspaper => "N",
            Self::Journal => "J",
            Self::Thesis => "D",
            Self::Report => "R",
            Self::Standard => "S",
            Self::Patent => "P",
            Self::Dataset => "DS",
            Self::Software => "CP",
            Self::Page => "EB",
            Self::Archive => "A",
            Self::Map => "CM",
            Self::Other => "Z",
        }
    }
}

/// Which elements an entry has, and in what order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Title, edition, place, publisher, year, pages; the work it stands in after `//`.
    Monograph,
    /// Title, outlet, year, volume, issue, pages.
    Article,
    /// Title, volumes, place, publisher, year.
    Serial,
    /// Number and title.
    Standard,
    /// Title, who runs it, day of publication, day it was looked at.
    Online,
}

/// The type of a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Genre {
    pub code: Code,
    pub layout: Layout,
}

const fn genre(code: Code, layout: Layout) -> Genre {
    Genre { code, layout }
}

const OTHER: Genre = genre(Code::Other, Layout::Monograph);
const PAGE: Genre = genre(Code::Page, Layout::Online);
const JOURNAL: Genre = genre(Code::Journal, Layout::Article);
const NEWSPAPER: Genre = genre(Code::Newspaper, Layout::Article);

/// By kind: the type of a work without an address, and of one with.
///
/// Annex A has no code for films; with an address they are pages (annex B.10 lists a video as
/// `[EB/OL]`), without one `[Z]`.
#[rustfmt::skip]
const GENRES: &[(Kind, Genre, Genre)] = &[
    (Kind::Book, genre(Code::Book, Layout::Monograph), genre(Code::Book, Layout::Monograph)),
    (Kind::Chapter, genre(Code::Book, Layout::Monograph), genre(Code::Book, Layout::Monograph)),
    (Kind::Article, genre(Code::Other, Layout::Article), PAGE),
    (Kind::Journal, JOURNAL, JOURNAL),
    (Kind::Magazine, JOURNAL, JOURNAL),
    (Kind::Newspaper, NEWSPAPER, NEWSPAPER),
    (Kind::Conference, genre(Code::Conference, Layout::Monograph), genre(Code::Conference, Layout::Monograph)),
    (Kind::Report, genre(Code::Report, Layout::Monograph), genre(Code::Report, Layout::Monograph)),
    (Kind::Thesis, genre(Code::Thesis, Layout::Monograph), genre(Code::Thesis, Layout::Monograph)),
    (Kind::Standard, genre(Code::Standard, Layout::Standard), genre(Code::Standard, Layout::Standard)),
    (Kind::Patent, genre(Code::Patent, Layout::Monograph), genre(Code::Patent, Layout::Monograph)),
    (Kind::Dataset, genre(Code::Dataset, Layout::Monograph), genre(Code::Dataset, Layout::Online)),
    (Kind::Software, genre(Code::Software, Layout::Monograph), genre(Code::Software, Layout::Online)),
    (Kind::Map, genre(Code::Map, Layout::Monograph), genre(Code::Map, Layout::Monograph)),
    (Kind::Web, PAGE, PAGE),
    (Kind::Wiki, PAGE, PAGE),
    (Kind::Film, OTHER, PAGE),
    (Kind::Periodical, genre(Code::Journal, Layout::Serial), genre(Code::Journal, Layout::Serial)),
    (Kind::Archive, genre(Code::Archive, Layout::Monograph), genre(Code::Archive, Layout::Monograph)),
    (Kind::Other, OTHER, PAGE),
];

/// The type of a work.
pub(super) fn of(reference: &Reference) -> Genre {
    let (printed, addressed) = GENRES
        .iter()
        .find(|(kind, ..)| *kind == reference.kind)
        .map_or((OTHER, PAGE), |(_, printed, addressed)| {
            (*printed, *addressed)
        });
    let stated = if has_address(reference) {
        addressed
    } else {
        printed
    };
    let outlet = match reference.kind {
        Kind::Article => reference.container_and_publisher().0,
        Kind::Periodical => Some(reference.title.as_str()),
        _ => None,
    };
    match outlet.and_then(sort_of_outlet) {
        Some(code) if reference.kind == Kind::Article => genre(code, Layout::Article),
        Some(code) => Genre { code, ..stated },
        // Only journals count volumes.
        None if reference.kind == Kind::Article && reference.further.volume.is_some() => JOURNAL,
        None => stated,
    }
}

/// Whether a work can be looked up on the network.
pub(super) fn has_address(reference: &Reference) -> bool {
    reference.url.is_some() || reference.further.doi.is_some()
}

/// What outlets call themselves. Of Chinese names the longest ending decides, of others the last
/// of the words.
#[rustfmt::skip] // many to a line
const OUTLETS: &[(Code, &[&str])] = &[
    (Code::Newspaper, &[
        "报", "報", "新聞", "신문", "일보",
        "times", "post", "gazette", "herald", "tribune", "daily", "telegraph", "courier",
        "newspaper", "zeitung", "газета", "ведомости",
    ]),
    (Code::Journal, &[
        "学报", "學報", "画报", "畫報", "公报", "公報", "通报", "通報", "杂志", "雜誌", "期刊", "周刊",
        "週刊", "旬刊", "月刊", "季刊", "年刊", "学刊", "學刊", "集刊", "辑刊", "丛刊", "导刊", "会刊", "研究",
        "评论", "評論", "论丛", "文摘", "通讯", "杂誌", "학보", "잡지", "연구",
        "journal", "review", "magazine", "quarterly", "annals", "proceedings", "transactions",
        "bulletin", "letters", "weekly", "monthly", "zeitschrift", "revue", "журнал", "вестник",
    ]),
];

/// Whether an outlet is a newspaper or a journal, when its name says so.
fn sort_of_outlet(name: &str) -> Option<Code> {
    // 清华大学学报（自然科学版）, 人民日报(海外版)
    let name = name.split(['（', '(']).next().unwrap_or_default();
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let rows = || {
        OUTLETS
            .iter()
            .flat_map(|(code, words)| words.iter().map(move |word| (*code, *word)))
    };
    let lower = name.to_lowercase();
    let by_word = lower
        .split(|c: char| !c.is_alphanumeric())
        .rev()
        .find_map(|word| rows().find(|(_, listed)| *listed == word));
    let by_ending = rows()
        .filter(|(_, word)| !word.starts_with(|c: char| c.is_lowercase()) && name.ends_with(word))
        .max_by_key(|(_, word)| word.len());
    by_ending.or(by_word).map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_told_by_their_names() {
        assert_eq!(sort_of_outlet("海港日报"), Some(Code::Newspaper));
        assert_eq!(sort_of_outlet("《灯塔学报》"), Some(Code::Journal));
        assert_eq!(
            sort_of_outlet("海洋大学学报（社会科学版）"),
            Some(Code::Journal)
        );
        assert_eq!(sort_of_outlet("The Harbour Times"), Some(Code::Newspaper));
        assert_eq!(
            sort_of_outlet("Harbour Times Magazine"),
            Some(Code::Journal)
        );
        assert_eq!(sort_of_outlet("雾笛画报"), Some(Code::Journal));
        assert_eq!(sort_of_outlet("灯塔人"), None);
        assert_eq!(sort_of_outlet("Postern Gate"), None);
        assert_eq!(sort_of_outlet(""), None);
    }

    #[test]
    fn every_kind_has_one_row() {
        let mut kinds: Vec<Kind> = GENRES.iter().map(|(kind, ..)| *kind).collect();
        kinds.sort_unstable();
        let all = kinds.len();
        kinds.dedup();
        assert_eq!(kinds.len(), all);
        assert_eq!(all, 20);
    }
}

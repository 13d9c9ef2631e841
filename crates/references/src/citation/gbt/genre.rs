//! Type codes (GB/T 7714, annex A) and the layouts that go with them.

use super::rules::Edition;
use crate::reference::{Detail, Kind, Reference};

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

/// The type of a work: the letters of its code, and its layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Genre {
    pub code: &'static str,
    pub layout: Layout,
}

const fn genre(code: &'static str, layout: Layout) -> Genre {
    Genre { code, layout }
}

const OTHER: Genre = genre("Z", Layout::Monograph);
const PAGE: Genre = genre("EB", Layout::Online);
const JOURNAL: Genre = genre("J", Layout::Article);

/// The types whose code says what they are, wherever they can be looked up.
const GENRES: &[(Kind, Genre)] = &[
    (Kind::Book, genre("M", Layout::Monograph)),
    (Kind::Chapter, genre("M", Layout::Monograph)),
    (Kind::Journal, JOURNAL),
    (Kind::Magazine, JOURNAL),
    (Kind::Newspaper, genre("N", Layout::Article)),
    (Kind::Conference, genre("C", Layout::Monograph)),
    (Kind::Proceedings, genre("C", Layout::Monograph)),
    (Kind::Report, genre("R", Layout::Monograph)),
    (Kind::Thesis, genre("D", Layout::Monograph)),
    (Kind::Standard, genre("S", Layout::Standard)),
    (Kind::Patent, genre("P", Layout::Monograph)),
    (Kind::Dataset, genre("DS", Layout::Online)),
    (Kind::Software, genre("CP", Layout::Monograph)),
    (Kind::Map, genre("CM", Layout::Monograph)),
    (Kind::Web, PAGE),
    (Kind::Wiki, PAGE),
    (Kind::Periodical, genre("J", Layout::Serial)),
    (Kind::Archive, genre("A", Layout::Monograph)),
];

/// The type of a work.
///
/// Annex A of 2025 has no code for films, pictures and laws: with an address they are pages (annex
/// B.10 lists a video as `[EB/OL]`), without one `[Z]`. That of 2015 takes laws for archives.
pub(super) fn of(reference: &Reference, edition: Edition) -> Genre {
    let is_online = has_address(reference);
    let is_old = edition == Edition::Of2015;
    let outlet = || match reference.kind {
        Kind::Article => reference.container_and_publisher().0,
        _ => Some(reference.title.as_str()),
    };
    let unlisted = if is_online && !is_old { PAGE.code } else { OTHER.code };
    let stated = GENRES.iter().find(|(kind, _)| *kind == reference.kind);
    let genre = match (reference.kind, stated) {
        (Kind::Article, _) => match outlet().and_then(code_of_outlet) {
            Some(code) => genre(code, Layout::Article),
            // Only journals count volumes.
            None if reference.further.volume.is_some() => JOURNAL,
            None if is_online => PAGE,
            None => genre(OTHER.code, Layout::Article),
        },
        (Kind::Periodical, Some((_, serial))) => {
            Genre { code: outlet().and_then(code_of_outlet).unwrap_or(serial.code), ..*serial }
        }
        (Kind::Preprint, _) => genre(if is_old { "EB" } else { "PP" }, Layout::Online),
        (Kind::Legal, _) if is_old => genre("A", Layout::Monograph),
        (_, Some((_, genre))) => *genre,
        (..) if reference.further.detail(Detail::Archive).is_some() && !is_old => {
            genre("A", Layout::Monograph)
        }
        (..) => genre(unlisted, Layout::Monograph),
    };
    if is_posted(reference, genre, edition) {
        Genre { layout: Layout::Online, ..genre }
    } else {
        genre
    }
}

/// Whether nobody published a work that can be looked up, so that it only has the day it was
/// posted: in 2025 of what has no code of its own, in 2015 (4.6) of reports and archives too.
fn is_posted(reference: &Reference, genre: Genre, edition: Edition) -> bool {
    let further = &reference.further;
    let is_published = reference.publisher.is_some()
        || further.place.is_some() && edition == Edition::Of2015
        || further.container.is_some()
        || further.detail(Detail::Archive).is_some();
    let codes: &[&str] = match edition {
        Edition::Of2015 => &["CP", "EB", "Z", "R", "A"],
        Edition::Of2025 => &["CP", "EB", "Z"],
    };
    has_address(reference) && !is_published && codes.contains(&genre.code)
}

/// Whether a work can be looked up on the network.
pub(super) fn has_address(reference: &Reference) -> bool {
    reference.url.is_some() || reference.further.doi.is_some()
}

/// What outlets call themselves. Of Chinese names the longest ending decides, of others the last
/// of the words.
#[rustfmt::skip] // many to a line
const OUTLETS: &[(&str, &[&str])] = &[
    ("N", &[
        "报", "報", "新聞", "신문", "일보",
        "times", "post", "gazette", "herald", "tribune", "daily", "telegraph", "courier",
        "newspaper", "zeitung", "газета", "ведомости",
    ]),
    ("J", &[
        "学报", "學報", "画报", "畫報", "公报", "公報", "通报", "通報", "杂志", "雜誌", "期刊", "周刊",
        "週刊", "旬刊", "月刊", "季刊", "年刊", "学刊", "學刊", "集刊", "辑刊", "丛刊", "导刊", "会刊", "研究",
        "评论", "評論", "论丛", "文摘", "通讯", "杂誌", "학보", "잡지", "연구",
        "journal", "review", "magazine", "quarterly", "annals", "proceedings", "transactions",
        "bulletin", "letters", "weekly", "monthly", "zeitschrift", "revue", "журнал", "вестник",
    ]),
];

/// The code of a newspaper or a journal, when its name says that it is one.
fn code_of_outlet(name: &str) -> Option<&'static str> {
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
        assert_eq!(code_of_outlet("海港日报"), Some("N"));
        assert_eq!(code_of_outlet("《灯塔学报》"), Some("J"));
        assert_eq!(code_of_outlet("海洋大学学报（社会科学版）"), Some("J"));
        assert_eq!(code_of_outlet("The Harbour Times"), Some("N"));
        assert_eq!(code_of_outlet("Harbour Times Magazine"), Some("J"));
        assert_eq!(code_of_outlet("雾笛画报"), Some("J"));
        assert_eq!(code_of_outlet("灯塔人"), None);
        assert_eq!(code_of_outlet("Postern Gate"), None);
        assert_eq!(code_of_outlet(""), None);
    }
}

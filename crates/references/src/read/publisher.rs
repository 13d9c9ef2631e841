//! Presses, newspapers, broadcasters, sites and other bodies, told by the words their names end in.

use std::sync::LazyLock;

use super::country::is_country;
use super::endings::Endings;
use super::lexicon::prose;
use crate::kinds;
use crate::reference::Kind;
use chengshu_writing::script::is_han;

/// What a name that is no person's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agent {
    /// A press.
    Press,
    /// A newspaper, magazine, journal, broadcaster or news agency.
    Outlet,
    /// A site.
    Site,
    /// A body that keeps documents: an archive, library or museum.
    Keeper,
    /// Any other body: a parliament, university, company.
    Body,
}

impl Agent {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "press" => Self::Press,
            "outlet" => Self::Outlet,
            "site" => Self::Site,
            "keeper" => Self::Keeper,
            "body" => Self::Body,
            _ => return None,
        })
    }
}

/// The words names of bodies end in.
static AGENTS: LazyLock<Vec<(&str, Agent)>> =
    LazyLock::new(|| prose::saying("agent", Agent::named));

/// Words that end in the same characters but name no outlet.
static NOT_OUTLETS: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("no-outlet"));

/// Endings that do not show where a name ends when more follows: they begin other words
/// (新闻评论员) or occur inside names.
static NOT_LEADING: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("inside"));

/// Sites known by names that do not say so.
static PLATFORMS: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("platform"));

/// Whether `name` is that of a site known by name.
pub(super) fn is_platform(name: &str) -> bool {
    PLATFORMS.contains(&name)
}

/// The same by their last characters.
static ENDINGS: LazyLock<Endings<Agent>> = LazyLock::new(|| Endings::new(AGENTS.iter().copied()));

/// What `name` names, unless it is a person.
pub(super) fn classify(name: &str) -> Option<Agent> {
    let name = name.trim_end_matches(|c: char| "”’》」".contains(c));
    let ends = |agent| ENDINGS.of(name).any(|(_, other)| other == agent);
    if ends(Agent::Press) || is_latin_press(name) {
        Some(Agent::Press)
    } else if is_outlet(name) {
        Some(Agent::Outlet)
    } else if ends(Agent::Site) || is_platform(name) || super::url::is_domain(name) {
        Some(Agent::Site)
    } else if ends(Agent::Keeper) {
        Some(Agent::Keeper)
    } else if ends(Agent::Body) {
        Some(Agent::Body)
    } else {
        None
    }
}

/// Whether `name` is that of a newspaper, magazine or broadcaster.
pub(super) fn is_outlet(name: &str) -> bool {
    is_acronym(name) || ends_as_outlet(name) || name.ends_with("周刊》")
}

fn ends_as_outlet(name: &str) -> bool {
    let mut words = ENDINGS.of(name);
    words.any(|(_, agent)| agent == Agent::Outlet) && !NOT_OUTLETS.iter().any(|w| name.ends_with(w))
}

/// What sort of paper a name names, by what it ends in; the longest counts.
static PAPERS: LazyLock<Vec<(&str, Kind)>> = LazyLock::new(|| prose::saying("paper", kinds::named));

/// The same of a word of a name, in small letters.
static PAPER_WORDS: LazyLock<Vec<(&str, Kind)>> =
    LazyLock::new(|| prose::saying("paper-word", kinds::named));

/// The kind of a piece that came out in `outlet`, as far as its name says.
pub(super) fn kind_of_article(outlet: &str) -> Kind {
    let ending = PAPERS.iter().filter(|(word, _)| outlet.ends_with(word));
    let ending = ending.max_by_key(|(word, _)| word.len());
    let lower = outlet.to_lowercase();
    let mut words = lower.split_whitespace();
    let word = || words.find_map(|word| PAPER_WORDS.iter().find(|(other, _)| *other == word));
    ending.or_else(word).map_or(Kind::Article, |(_, kind)| *kind)
}

/// Broadcasters and bodies are known by capitals, after a country or not: BBC, CNN, 日本NHK.
fn is_acronym(name: &str) -> bool {
    let capitals = name.trim_start_matches(is_han);
    let country = &name[..name.len() - capitals.len()];
    if !country.is_empty() && is_country(country) {
        return is_acronym(capitals);
    }
    (2..=5).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase())
}

fn is_latin_press(name: &str) -> bool {
    ["Press", "Books", "Publishing", "Publishers", "Verlag", "Éditions", "Editions", "& Sons"]
        .iter()
        .any(|w| name.ends_with(w))
}

/// Cuts an outlet or a body off the front of `text`: its name and the rest. The rest is not empty.
/// `河谷邮报马克` gives 河谷邮报 and 马克.
pub(super) fn leading(text: &str) -> Option<(&str, Agent, &str)> {
    let latin = text.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(text.len());
    if is_acronym(&text[..latin]) && latin < text.len() {
        let rest = &text[latin..];
        // FR在线网站 is one name.
        if !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            && leading_word(rest).is_none_or(|(at, _)| at > 18)
        {
            return Some((&text[..latin], Agent::Outlet, rest));
        }
    }
    let (end, agent) = leading_word(text)?;
    let name = &text[..end];
    let plain = !name.contains(['《', '，', '“']) && super::year::dates(name).is_empty();
    (end < text.len() && plain).then_some((name, agent, &text[end..]))
}

/// Where the first name of a body in `text` ends.
fn leading_word(text: &str) -> Option<(usize, Agent)> {
    ENDINGS.last_end(text)?;
    let mut best: Option<(usize, usize, Agent)> = None;
    for &(word, agent) in AGENTS.iter().filter(|(word, _)| !NOT_LEADING.contains(word)) {
        let Some(at) = text.find(word).filter(|&at| at > 0 || agent == Agent::Outlet) else {
            continue;
        };
        let end = at + word.len();
        let name = &text[..end];
        // 外交部长 is a post.
        if text[end..].starts_with(['长', '员']) {
            continue;
        }
        if agent == Agent::Outlet && NOT_OUTLETS.iter().any(|w| name.ends_with(w)) {
            continue;
        }
        // The earliest ending; of two that overlap the longer (出版社 before 出版, 研究所 before 所).
        if best.is_none_or(|(a, e, _)| end <= a || at < e && end > e) {
            best = Some((at, end, agent));
        }
    }
    best.map(|(_, end, agent)| (end, agent))
}

/// Where a press is named in `text`: the bytes of its name, without a place before a colon.
pub(super) fn press_in(text: &str) -> Option<(usize, usize)> {
    static PRESSES: LazyLock<Endings<Agent>> = LazyLock::new(|| {
        Endings::new(AGENTS.iter().copied().filter(|(_, agent)| *agent == Agent::Press))
    });
    let end = PRESSES.last_end(text)?;
    let start = text[..end]
        .rfind([
            ':', '：', ' ', '　', '，', ',', '》', '）', '.', '．', '。', '/', '、', '-', '–', '—',
            '－', '|', '｜', '+',
        ])
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_in_what_they_are() {
        assert_eq!(classify("甲乙出版社"), Some(Agent::Press));
        assert_eq!(classify("甲乙时报"), Some(Agent::Outlet));
        assert_eq!(classify("NHK"), Some(Agent::Outlet));
        assert_eq!(classify("甲国国家档案馆"), Some(Agent::Keeper));
        assert_eq!(classify("甲国议院"), Some(Agent::Body));
        assert_eq!(classify("约翰·史密斯"), None);
        assert_eq!(classify("中央情报"), None);
    }

    #[test]
    fn an_outlet_comes_off_the_front() {
        assert_eq!(leading("乙丙邮报约翰"), Some(("乙丙邮报", Agent::Outlet, "约翰")));
        assert_eq!(leading("BBC约翰"), Some(("BBC", Agent::Outlet, "约翰")));
        assert_eq!(leading("约翰·史密斯"), None);
        assert_eq!(leading("甲电视台"), None);
    }

    #[test]
    fn a_press_loses_its_place() {
        let text = "北京：甲乙出版社2003年版";
        let (start, end) = press_in(text).unwrap_or_default();
        assert_eq!(&text[start..end], "甲乙出版社");
    }
}

//! Addresses in running text.

use crate::reference::Kind;
use chengshu_text::source::Span;
use chengshu_writing::script::is_hangul;

/// How an address begins. `www.` stands for addresses written without a scheme.
const SCHEMES: &[&str] = &["https://", "http://", "ftp://", "www."];

/// Site names Chinese writers give as bare words are told from ordinary Latin words by these.
const DOMAINS: &[&str] =
    &[".com", ".org", ".net", ".gov", ".edu", ".de", ".ru", ".fr", ".uk", ".cn", ".info", ".io"];

/// Punctuation that closes a sentence rather than an address.
const NOT_LAST: &[char] = &['.', ',', ';', ':', '!', '?', '\'', '"'];

/// The addresses in `text`, in order. An address ends where Chinese text or white space begins
/// (the labelling rule for `url`), and before punctuation that closes the sentence.
pub(super) fn find_all(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let scheme = memchr::memchr_iter(b':', bytes).any(|at| bytes[at..].starts_with(b"://"));
    if !scheme && !memchr::memchr2_iter(b'w', b'W', bytes).any(|at| www(&bytes[at..])) {
        return found;
    }
    let mut at = 0;
    while at < bytes.len() {
        let first = matches!(bytes[at], b'h' | b'H' | b'f' | b'F' | b'w' | b'W');
        if !first || !starts_here(text, at) {
            at += 1;
            continue;
        }
        // The mark of a link says where its address ends, whatever is in it.
        let linked = ["](", "](<"].iter().any(|mark| text[..at].ends_with(mark));
        let ends = |c: char| !(may_stand(c) || linked && c.is_alphanumeric());
        let run = text[at..].find(ends).unwrap_or(text.len() - at);
        let url = balanced(&text[at..at + run]).trim_end_matches(NOT_LAST);
        if SCHEMES.iter().any(|s| url.len() > s.len() && starts_with_fold(url, s)) {
            found.push(at..at + url.len());
        }
        at += run.max(1);
    }
    found
}

/// Whether a text begins with `www.`.
fn www(bytes: &[u8]) -> bool {
    bytes.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(b"www."))
}

/// The address up to a closing bracket it does not open, which belongs to the text around it.
fn balanced(run: &str) -> &str {
    let mut open = [0_usize; 2];
    for (at, c) in run.char_indices() {
        let (row, opens) = match c {
            '(' => (0, true),
            ')' => (0, false),
            '[' => (1, true),
            ']' => (1, false),
            _ => continue,
        };
        if opens {
            open[row] += 1;
        } else if open[row] == 0 {
            return &run[..at];
        } else {
            open[row] -= 1;
        }
    }
    run
}

fn starts_here(text: &str, at: usize) -> bool {
    let after_letter = text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
    SCHEMES
        .iter()
        .any(|s| starts_with_fold(&text[at..], s) && !(after_letter && *s == "www."))
}

fn starts_with_fold(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn may_stand(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '{' | '}')
        || (c.is_alphabetic() && !c.is_ascii() && (u32::from(c) < 0x2e80 || is_hangul(c)))
}

/// What a page is by its site, if not a page.
const SITES: &[(&str, Kind)] = &[
    ("wikipedia.org", Kind::Wiki),
    ("youtube.com", Kind::Film),
    ("youtu.be", Kind::Film),
    ("bilibili.com", Kind::Film),
    ("vimeo.com", Kind::Film),
    ("netflix.com", Kind::Film),
    ("imdb.com", Kind::Film),
    ("arxiv.org", Kind::Preprint),
    ("biorxiv.org", Kind::Preprint),
    ("medrxiv.org", Kind::Preprint),
    ("doi.org", Kind::Article),
    ("jstor.org", Kind::Article),
    ("ncbi.nlm.nih.gov", Kind::Article),
    ("github.com", Kind::Software),
    ("goodreads.com", Kind::Book),
];

/// The kind of what is at an address, as far as its site shows.
pub(super) fn kind_of_page(url: &str) -> Kind {
    let host = url.split_once("//").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let site = |name: &str| {
        host.strip_suffix(name)
            .is_some_and(|left| left.is_empty() || left.ends_with('.'))
    };
    SITES.iter().find(|(name, _)| site(name)).map_or(Kind::Web, |(_, kind)| *kind)
}

/// Whether `text` is nothing but a site's name written as a domain (`archive.example.org`).
pub(super) fn is_domain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(may_stand)
        && DOMAINS.iter().any(|d| {
            text.to_ascii_lowercase().find(d).is_some_and(|at| {
                at > 0 && text[at + d.len()..].chars().next().is_none_or(|c| c == '/')
            })
        })
}

/// Sites where people have pages of their own: what such a page links to, or says of itself, is no
/// work, what stands deeper may be one.
#[rustfmt::skip] // many to a line
const PROFILES: &[&str] = &[
    "twitter.com", "x.com", "facebook.com", "fb.com", "instagram.com", "tiktok.com", "threads.net",
    "threads.com", "linkedin.com", "bsky.app", "mastodon.social", "youtube.com", "twitch.tv", "t.me", "vk.com",
    "reddit.com", "soundcloud.com", "weibo.com", "weibo.cn", "douban.com", "zhihu.com", "note.com",
    "pinterest.com", "tumblr.com", "github.com", "medium.com", "substack.com", "snapchat.com",
];

/// Sites that sell, collect money or gather followers, and hold no works.
#[rustfmt::skip] // many to a line
const NO_WORKS: &[&str] = &[
    "patreon.com", "ko-fi.com", "buymeacoffee.com", "paypal.com", "paypal.me", "linktr.ee",
    "linktree.com", "beacons.ai", "discord.gg", "discord.com", "steadyhq.com", "steady.page",
    "teespring.com", "redbubble.com", "spreadshirt.de", "spreadshop.com", "kickstarter.com", "gofundme.com",
    "tipeee.com", "utip.io", "boosty.to", "apoia.se", "catarse.me", "padrim.com.br", "wa.me",
    "space.bilibili.com", "live.bilibili.com", "afdian.net", "afdian.com", "xiaohongshu.com", "mailto", "lnk.to", "forms.gle",
    "docs.google.com/forms", "eventbrite.com", "acast.com/privacy", "megaphone.fm/adchoices", "squarespace.com",
    "nordvpn.com", "audible.com", "skillshare.com", "brilliant.org", "betterhelp.com", "marshmallow-qa.com",
    "smartstore.naver.com", "toss.me", "pod.link", "podchaser.com", "feeds.feedburner.com",
];

/// The folders of such sites in which the pages of people stand.
#[rustfmt::skip] // many to a line
const ACCOUNTS: &[&str] = &["channel", "user", "c", "u", "in", "company", "hashtag", "people"];

/// Whether an address leads to a page where somebody speaks of himself or sells something.
pub(super) fn is_own_page(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let rest = ["www.", "m.", "mobile."]
        .iter()
        .find_map(|start| rest.strip_prefix(start))
        .unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let of = |site: &&&str| {
        let (site, begins) = site.split_once('/').unwrap_or((site, ""));
        let same = host.strip_suffix(site).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
        same && path.starts_with(begins)
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let profile = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => true,
        (Some(page), None, _) => !matches!(page, "watch" | "playlist"),
        (Some(page), Some(_), None) => ACCOUNTS.contains(&page),
        _ => false,
    };
    NO_WORKS.iter().any(|site| of(&site)) || profile && PROFILES.iter().any(|site| of(&site))
}

/// Whether an address leads to a page within a site.
pub(super) fn is_deep(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split_once('/').is_some_and(|(_, path)| path.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        find_all(text).into_iter().map(|s| &text[s]).collect()
    }

    #[test]
    fn an_address_ends_where_chinese_begins() {
        assert_eq!(all("见https://a.example/b/甲乙"), ["https://a.example/b/"]);
        assert_eq!(
            all("甲（http://a.example/x_(y)）和www.b.example。"),
            ["http://a.example/x_(y)", "www.b.example"]
        );
        assert_eq!(all("(https://a.example/b)."), ["https://a.example/b"]);
        assert!(all("http:// 空").is_empty());
        assert_eq!(all("[a](https://b.example/c_(d).pdf)...e甲"), ["https://b.example/c_(d).pdf"]);
        assert_eq!(all("[[a](https://b.example/c)]"), ["https://b.example/c"]);
        for address in
            ["https://例え.jp/かな", "https://a.example/灯塔/かな_(港)", "https://a.example/ー々"]
        {
            assert_eq!(all(&format!("[甲]({address})，乙")), [address]);
            assert_eq!(all(&format!("[甲](<{address}>) 乙")), [address]);
        }
    }

    #[test]
    fn pages_of_people_and_shops_are_known() {
        for (url, own) in [
            ("https://www.instagram.com/keeper", true),
            ("https://youtube.com/@keeper?sub=1", true),
            ("https://www.youtube.com/channel/UC1", true),
            ("https://www.patreon.com/keeper/posts/1", true),
            ("https://mobile.twitter.com/keeper/status/1", false),
            ("https://www.youtube.com/watch?v=1", false),
            ("https://medium.com/@keeper/lamps", false),
            ("https://netflix.com/title", false),
            ("https://keeper.example/patreon.com", false),
        ] {
            assert_eq!(is_own_page(url), own, "{url}");
        }
    }

    #[test]
    fn domains_are_known() {
        assert!(is_domain("archive.example.org"));
        assert!(!is_domain("community"));
        assert!(!is_domain(".org"));
    }
}

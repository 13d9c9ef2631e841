//! Addresses in running text.

use crate::reference::Kind;
use chengshu_text::source::Span;

/// How an address begins. `www.` stands for addresses written without a scheme.
const SCHEMES: &[&str] = &["https://", "http://", "ftp://", "www."];

/// Site names Chinese writers give as bare words are told from ordinary Latin words by these.
const DOMAINS: &[&str] = &[
    ".com", ".org", ".net", ".gov", ".edu", ".de", ".ru", ".fr", ".uk", ".cn", ".info", ".io",
];

/// Punctuation that closes a sentence rather than an address.
const NOT_LAST: &[char] = &['.', ',', ';', ':', '!', '?', '\'', '"'];

/// The addresses in `text`, in order. An address ends where Chinese text or white space begins
/// (the labelling rule for `url`), and before punctuation that closes the sentence.
pub(super) fn find_all(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !text.is_char_boundary(at) || !starts_here(text, at) {
            at += 1;
            continue;
        }
        let run = text[at..]
            .find(|c: char| !may_stand(c))
            .unwrap_or(text.len() - at);
        let mut url = text[at..at + run].trim_end_matches(NOT_LAST);
        // A closing bracket belongs to the sentence unless the address opened it.
        while url.ends_with(')') && !url.contains('(') {
            url = url[..url.len() - 1].trim_end_matches(NOT_LAST);
        }
        if SCHEMES
            .iter()
            .any(|s| url.len() > s.len() && starts_with_fold(url, s))
        {
            found.push(at..at + url.len());
        }
        at += run.max(1);
    }
    found
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
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn may_stand(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '{' | '}')
        || (c.is_alphabetic() && !c.is_ascii() && u32::from(c) < 0x2e80)
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
    ("arxiv.org", Kind::Article),
    ("doi.org", Kind::Article),
    ("jstor.org", Kind::Article),
    ("ncbi.nlm.nih.gov", Kind::Article),
    ("github.com", Kind::Software),
    ("goodreads.com", Kind::Book),
];

/// The kind of what is at an address, as far as its site shows.
pub(super) fn kind_of_page(url: &str) -> Kind {
    let host = url.split_once("//").map_or(url, |(_, rest)| rest);
    let host = host
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let site = |name: &str| {
        host.strip_suffix(name)
            .is_some_and(|left| left.is_empty() || left.ends_with('.'))
    };
    SITES
        .iter()
        .find(|(name, _)| site(name))
        .map_or(Kind::Web, |(_, kind)| *kind)
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
    }

    #[test]
    fn domains_are_known() {
        assert!(is_domain("archive.example.org"));
        assert!(!is_domain("community"));
        assert!(!is_domain(".org"));
    }
}

//! What of a description asks for something: sponsors, pages of its makers, hashtags, requests to follow.
//!
//! A line is that for what it has, not for one word alone: an address of a site where people have pages of
//! their own, a sentence that begins with a request, a name before a colon that stands for an account. Words
//! are of English and Chinese; what ends a list of references in other languages, the reader of references
//! knows, and the line is one if it has such an address.

mod words;

use std::ops::Range;

use chengshu_references::read::read_description;
use chengshu_text::address::bare;
use chengshu_writing::script::is_ideographic;
use words::{ASKS, INVITES, LABELS, LEADS, PAGES, PLAIN, RECORDINGS, SITES, SPONSORS, Site};

/// A line beside an address is no prose if it is as short as that: an ideograph counts as half a word.
const BRIEF: usize = 20;

/// A line that asks for something is shorter than prose.
const LONGEST: usize = 120;

/// A line of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub at: Range<usize>,
    /// Whether a blank line stands before it.
    pub is_apart: bool,
    /// Whether it stands in the blurb.
    pub is_blurb: bool,
}

/// Tells which lines of a description promote something. A heading over them does, too, and an address
/// alone beneath one.
pub fn promotion(lines: &[Line]) -> Vec<bool> {
    let mut found: Vec<bool> = lines.iter().map(|line| is_promotion(&line.text)).collect();
    for (number, line) in lines.iter().enumerate() {
        let goes_on = number > 0 && found[number - 1] && !line.is_apart;
        found[number] |= goes_on && is_address(&line.text);
    }
    for (number, line) in lines.iter().enumerate().rev() {
        let next = lines.get(number + 1).filter(|next| !next.is_apart);
        let heads = next.is_some() && found[number + 1];
        found[number] |= heads && is_heading(line);
    }
    found
}

/// True if a line promotes something by itself.
fn is_promotion(line: &str) -> bool {
    if is_tags(line) {
        return true;
    }
    let addresses = bare::find(line);
    let plain = without(line, &addresses.iter().map(|(at, _)| at.clone()).collect::<Vec<_>>());
    let plain = plain.to_lowercase().replace('’', "'");
    let weight = weight(&plain);
    if weight > LONGEST {
        return false;
    }
    let is_own = addresses.iter().any(|(_, address)| is_own_page(address.as_str()));
    let has_address = !addresses.is_empty();
    let names_site = SITES.iter().any(|(_, name, _)| !name.is_empty() && has_word(&plain, name));
    let has_handle = line.split_whitespace().any(is_handle);
    let leads_on = has_address || names_site || has_handle || has_code(line);
    // What a line of several sentences is, the first says.
    let first = sentence(&plain);
    (is_own && (weight <= BRIEF || is_note(line)))
        || PLAIN.iter().any(|phrase| first.contains(phrase))
        || SPONSORS.iter().any(|word| has_word(first, word))
            && (RECORDINGS.iter().any(|word| first.contains(word)) || has_address)
        || clauses(first).any(|clause| {
            let verb = unled(clause);
            begins(verb, ASKS) || begins(verb, INVITES) && leads_on
        })
        || is_labelled(&plain, has_address || has_handle)
}

/// True if all words of a line are hashtags.
fn is_tags(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    let is_tag = |word: &str| {
        word.starts_with(['#', '＃'])
            && word.trim_matches(['#', '＃']).contains(char::is_alphabetic)
    };
    words.peek().is_some() && words.all(is_tag)
}

/// True if an address leads to a page of the makers: one of a site that has no others, or whose path is a
/// name, or a page named after what it asks for.
fn is_own_page(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    if scheme == "mailto" {
        return true;
    }
    let rest = rest.trim_start_matches('/').split(['?', '#']).next().unwrap_or_default();
    let rest = rest.trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_asking = |name: &str| PAGES.contains(&name.to_ascii_lowercase().as_str());
    let asks = host.split('.').any(is_asking) || path.rsplit('/').next().is_some_and(is_asking);
    asks || SITES.iter().any(|&(site, _, pages)| {
        below(rest, site).is_some_and(|path| pages == Site::Own || is_name_in(path))
    })
}

/// The path of an address without its scheme, if it is one of a site, or of a part of it: `www.`.
fn below<'a>(address: &'a str, site: &str) -> Option<&'a str> {
    let at = address.find(site)?;
    let path = &address[at + site.len()..];
    let before = &address[..at];
    let is_whole = before.is_empty() || (before.ends_with('.') && !before.contains('/'));
    (is_whole && (path.is_empty() || path.starts_with('/'))).then(|| path.trim_matches('/'))
}

/// True if a path is a name: `@ropes`, `ropes`, `channel/…`; no recording, post or search.
fn is_name_in(path: &str) -> bool {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let within = ["c", "channel", "user", "in", "company", "u", "profile", "people", "add"];
    let is_one = |part: &str| !part.is_empty() && !part.contains('/');
    let others = ["watch", "playlist", "search", "hashtag", "results", "explore"];
    match rest {
        "" => is_one(first) && !others.contains(&first),
        rest => {
            (within.contains(&first) && is_one(rest)) || (first.starts_with('@') && is_one(rest))
        }
    }
}

/// True if the reader of references knows a line as none of the blurb and of no list.
fn is_note(line: &str) -> bool {
    let read = read_description(line);
    read.intro.is_empty() && read.references.is_empty()
}

/// True if nothing but an address stands in a line.
fn is_address(line: &str) -> bool {
    let addresses: Vec<_> = bare::find(line).into_iter().map(|(at, _)| at).collect();
    !addresses.is_empty() && !without(line, &addresses).contains(char::is_alphanumeric)
}

/// True if a line heads what follows: it is short and ends with a colon or an arrow, or has no small letters;
/// outside the blurb a question or a sign at its head will do, too.
fn is_heading(line: &Line) -> bool {
    let bare = line.text.trim_end();
    let ends = bare.ends_with([':', '：', '👇', '⬇', '↓', '►']);
    let is_loud = bare.contains(char::is_uppercase)
        && !bare.contains(|c: char| c.is_lowercase() || is_ideographic(c));
    let is_marked = bare.starts_with(['/', '#', '=', '►', '▬', '■']) || bare.ends_with(['?', '？']);
    let heads = ends || is_loud || (is_marked && !line.is_blurb);
    heads && weight(bare) <= BRIEF && bare::find(bare).is_empty()
}

/// True if a line is an account's name behind what stands for the site: `微博：@…`, `QQ群：123456`.
fn is_labelled(plain: &str, leads_on: bool) -> bool {
    let Some((label, rest)) = plain.split_once([':', '：']) else { return false };
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let names = LABELS.iter().copied().chain(SITES.iter().map(|&(_, name, _)| name));
    // `官方微博`, `公众号ID`
    let is_part = |name: &str| {
        !name.is_ascii() && weight(label) <= BRIEF / 2 && {
            label.starts_with(name) || label.ends_with(name)
        }
    };
    let is_label = names.filter(|name| !name.is_empty()).any(|name| label == name || is_part(name));
    is_label && (leads_on || (weight(rest) <= BRIEF / 2 && rest.contains(char::is_alphanumeric)))
}

/// A sentence without what may stand before its verb.
fn unled(sentence: &str) -> &str {
    let mut rest = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    for _ in 0..3 {
        let Some(lead) = LEADS.iter().find(|lead| begins(rest, &[lead])) else { break };
        rest = rest[lead.len()..].trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    rest
}

/// True if a text begins with one of some words.
fn begins(text: &str, words: &[&str]) -> bool {
    words
        .iter()
        .any(|word| text.strip_prefix(word).is_some_and(|rest| ends_word(word, rest)))
}

/// True if a word of a text, or some, are those.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let begins = before.is_none_or(|c| !c.is_ascii_alphanumeric());
        begins && ends_word(word, &text[at + word.len()..])
    })
}

/// True if a word ends where `rest` begins. Chinese words do anywhere.
fn ends_word(word: &str, rest: &str) -> bool {
    let is_spaced = word.ends_with(|c: char| c.is_ascii_alphanumeric());
    !is_spaced || !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '\'')
}

/// `@ropes`, `@海边`.
fn is_handle(word: &str) -> bool {
    let name = word.trim_start_matches(['(', '（']).strip_prefix(['@', '＠']);
    name.is_some_and(|name| name.starts_with(char::is_alphanumeric))
}

/// A reduction or the code for one: `20%`, `code ROPES20`.
fn has_code(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let percent = |word: &str| {
        let number = word.trim_end_matches(|c: char| !matches!(c, '%'));
        number.strip_suffix('%').is_some_and(|number| {
            number.trim_start_matches('$').bytes().all(|b| b.is_ascii_digit()) && !number.is_empty()
        })
    };
    let is_reduced = line.to_lowercase().contains("off");
    words.any(percent) && is_reduced
}

/// The first sentence of a line.
fn sentence(line: &str) -> &str {
    let is_end = |(at, c): &(usize, char)| match c {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => line[at + 1..].starts_with(' '),
        _ => false,
    };
    let end = line.char_indices().find(is_end);
    end.map_or(line, |(at, _)| &line[..at])
}

/// The parts of a sentence.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(['.', '!', '|', '｜', '；', '，', '、'])
        .filter(|part| !part.trim().is_empty())
}

/// A text without some of its parts.
fn without(text: &str, parts: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for part in parts {
        out.push_str(&text[from..part.start]);
        out.push(' ');
        from = part.end;
    }
    out.push_str(&text[from..]);
    out
}

/// Twice the words of a text, of which an ideograph is half a one.
fn weight(text: &str) -> usize {
    let ideographs = text.chars().filter(|c| is_ideographic(*c)).count();
    let words = text.split(|c: char| c.is_whitespace() || is_ideographic(c));
    ideographs + 2 * words.filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests;

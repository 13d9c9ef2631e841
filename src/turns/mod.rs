//! Who speaks: names of speakers, times beside them and signs that another begins, in whatever a
//! transcript arrives in. Readers of captions and of lines, and the rules about Markdown, ask here.
//!
//! | form | example | read by |
//! |---|---|---|
//! | a name and a colon | `主持人：…`, `KEEPER: …`, `[SPEAKER_00]: …` | [`label`] |
//! | a name and a time | `Jane (00:12:30):`, `发言人1 00:12`, `**0:51** · Jane: …` | [`opening`] |
//! | a sign and no name | `>> …`, `- …` under `- …` in one caption | `sign` |
//!
//! A name that a format states, by a time beside it or as programs write it, is one ([`is_machine`]).
//! Any other must look like a name and return where turns change ([`speakers`]): what only comes back now and
//! then is a phrase, and taking it for a name would take words away.

mod captions;
pub mod clock;
mod label;
mod machine;
mod opening;
mod sign;

use std::collections::HashMap;

pub use captions::{Turns, turns};
use label::is_word;

pub use label::{Label, is_name, label};
pub use machine::{counts_from_zero, is_machine, may_hold_machine, shown};
pub use opening::{Opening, follows, opening, settle};
pub use sign::{chevrons, is_dash};

/// More names than this are the beginnings of sentences.
const MOST: usize = 12;

/// The share of lines that have a name where it is given at every line.
const EVERYWHERE: (usize, usize) = (3, 5);

/// The names that return among those that lines begin with, if they are plainly speakers: two at
/// least, each at least twice. A name is given where the turn changes, or at nearly every line; where it is
/// given at every line, one that does not return is a name too, unless it is one of a list of terms.
pub fn speakers<'a>(
    names: impl Iterator<Item = Option<&'a str>> + Clone,
) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in names.clone().flatten() {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    let mut named = names.clone();
    if counts.len() < MOST
        && counts.values().any(|count| *count >= 2)
        && named.all(|name| name.is_some())
    {
        for name in defined(names.flatten(), &counts) {
            counts.remove(name);
        }
        return if counts.len() >= 2 { counts } else { HashMap::new() };
    }
    let is_written = counts.keys().any(|name| is_machine(name));
    counts.retain(|name, count| *count >= 2 || (is_written && is_machine(name)));
    let all = names.clone().count();
    let known = names.flatten().filter(|name| counts.contains_key(*name));
    let (mut labelled, mut returns, mut last) = (0, false, None);
    for name in known {
        labelled += 1;
        returns |= last.replace(name) == Some(name);
    }
    let everywhere = labelled * EVERYWHERE.1 >= all * EVERYWHERE.0;
    if is_written || (2..=MOST).contains(&counts.len()) && (everywhere || !returns) {
        counts
    } else {
        HashMap::new()
    }
}

/// The terms that lines in a row begin with of which none returns: a list of definitions. People who speak
/// in turn come back, or are called by more than a word.
fn defined<'a>(
    names: impl Iterator<Item = &'a str>,
    counts: &HashMap<String, usize>,
) -> Vec<&'a str> {
    let is_term = |name: &str| counts.get(name) == Some(&1) && is_word(name);
    let names: Vec<&str> = names.collect();
    let rows = names.chunk_by(|a, b| is_term(a) && is_term(b));
    rows.filter(|row| row.len() >= 2).flatten().copied().collect()
}

/// The lines of a text that are not blank, and where they begin.
pub fn filled(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let lines = text.split('\n').map(|line| {
        let start = at;
        at += line.len() + 1;
        (start, line.trim_end_matches('\r'))
    });
    lines.filter(|(_, line)| !line.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names among those that lines begin with, `-` being a line without one.
    fn found(names: &str) -> Vec<String> {
        let names = names.split(' ').map(|name| (name != "-").then_some(name));
        let names: Vec<_> = names.collect();
        let mut found: Vec<String> = speakers(names.into_iter()).into_keys().collect();
        found.sort();
        found
    }

    #[test]
    fn terms_of_a_list_are_no_names() {
        for (names, expected) in [
            ("Mara Tobin Mara Tide Reef Tobin Mara", &["Mara", "Tobin"][..]),
            ("Tide Reef Fog Mara Tobin Mara Tobin", &["Mara", "Tobin"]),
            ("Mara Tobin Mara Tobin Tide Reef Fog", &["Mara", "Tobin"]),
            ("主持人 阿岸 主持人 潮汐 礁石 阿岸", &["主持人", "阿岸"]),
            ("Tide Tide Reef Fog Swell", &[]),
            ("Tide Reef Fog Swell", &[]),
            ("Mara - Tide Reef - Mara", &[]),
            // Guests come one at a time, and are called by more than a word.
            ("Host Anna Host Ben Host", &["Anna", "Ben", "Host"]),
            ("Host Dr.Reed Ms.Horn Host", &["Dr.Reed", "Host", "Ms.Horn"]),
            ("Host MAN#1 MAN#2 Host", &["Host", "MAN#1", "MAN#2"]),
        ] {
            assert_eq!(found(names), expected, "{names}");
        }
    }
}

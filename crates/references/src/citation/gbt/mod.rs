//! GB/T 7714 《信息与文献 参考文献著录规则》, editions 2025 and 2015, by number and by author and
//! year. What is covered and what deviates is in `docs/citations.md`.
//!
//! The editions differ in data only: see [`Rules`].

mod entry;
mod genre;
mod imprint;
mod names;
mod rules;
mod runs;
mod words;

use std::collections::HashMap;

pub use rules::{AUTHOR_DATE_2015, AUTHOR_DATE_2025, NUMERIC_2015, NUMERIC_2025, Rules};

use crate::citation::typeset::{SetReference, Work};
use rules::Method;

impl Rules {
    /// Whether a work is set the same whatever others are set with it.
    pub(super) fn sets_singly(&self) -> bool {
        self.method == Method::Numeric
    }
}

/// Sets works by an edition of the standard; see `style::set`.
pub(super) fn set(rules: &Rules, works: &[Work<'_>]) -> Vec<SetReference> {
    match rules.method {
        Method::Numeric => works
            .iter()
            .map(|work| SetReference {
                runs: entry::Setting::new(rules, work, "").runs(),
                mark: None,
            })
            .collect(),
        Method::AuthorDate => by_author_and_date(rules, works),
    }
}

/// Entries with their marks. Works that share author and year get `a`, `b`, … (2025, 9.3.1.3;
/// 2015, 10.2.3); the same work listed again keeps its letter.
fn by_author_and_date(rules: &Rules, works: &[Work<'_>]) -> Vec<SetReference> {
    let mut shared: HashMap<String, HashMap<String, usize>> = HashMap::new();
    let places: Vec<(String, usize)> = works
        .iter()
        .map(|work| {
            let setting = entry::Setting::new(rules, work, "");
            let entry: String = setting.runs().into_iter().map(|run| run.text).collect();
            let entries = shared.entry(setting.mark()).or_default();
            let next = entries.len();
            (setting.mark(), *entries.entry(entry).or_insert(next))
        })
        .collect();
    works
        .iter()
        .zip(places)
        .map(|(work, (mark, place))| {
            let many = shared.get(&mark).is_some_and(|entries| entries.len() > 1);
            let suffix = if many { letters(place) } else { String::new() };
            let setting = entry::Setting::new(rules, work, &suffix);
            SetReference { runs: setting.runs(), mark: Some(setting.mark()) }
        })
        .collect()
}

/// The letters of the work numbered `place` from 0: a … z, aa, ab ….
fn letters(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests;

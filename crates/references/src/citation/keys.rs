//! Keys that tell the works of a file apart: readers give up a file that has one twice.

use std::collections::{HashMap, HashSet};

use super::Listing;

/// The keys of a listing's works, each once and as a form takes them. One that the form takes as it
/// stands stays, whatever others become; of those that would be the same, all but one get a number.
pub(super) fn distinct(listing: &Listing<'_>, taken: impl Fn(&str) -> String) -> Vec<String> {
    let keys = || listing.works.iter().map(|work| (&work.key, taken(&work.key)));
    let mut counts: HashMap<String, usize> =
        keys().filter(|(key, name)| *key == name).map(|(_, name)| (name, 1)).collect();
    let mut kept = HashSet::new();
    let distinct = keys().map(|(key, name)| {
        if *key == name && kept.insert(key) {
            return name;
        }
        let mut free = name.clone();
        while counts.contains_key(&free) {
            let count = counts.entry(name.clone()).or_insert(1);
            *count += 1;
            free = format!("{name}-{count}");
        }
        counts.insert(free.clone(), 1);
        free
    });
    distinct.collect()
}

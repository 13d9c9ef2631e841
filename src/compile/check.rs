//! A finished book is checked by itself, and as the targets it is for see it.

use std::io::{Read, Seek};

use crate::devices::{Finished, Target, preflight};
use chengshu_epub::check;
use chengshu_text::diag::{Place, Sink};

/// Looks at a finished book. In: what findings call it, the book, and the targets it is sent to.
/// Findings go to the sink, of each kind as many as of [`check::inspect`].
pub fn check(name: &str, book: impl Read + Seek, targets: &[&Target], sink: &mut Sink) {
    let contents = check::inspect(name, book, sink);
    let mut found = Sink::limited(check::MOST_FINDINGS);
    for target in targets {
        let book = |sheet| Finished { name, bytes: contents.size, pages: &contents.pages, sheet };
        preflight(target, &book(contents.sheets.first()), &mut found);
        for sheet in contents.sheets.iter().skip(1) {
            let only = Finished { bytes: 0, pages: &[], ..book(Some(sheet)) };
            preflight(target, &only, &mut found);
        }
    }
    for mut finding in found.into_vec() {
        finding.place.get_or_insert_with(|| Place::file(name));
        sink.push(finding);
    }
}

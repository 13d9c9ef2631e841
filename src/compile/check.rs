//! A finished book is looked at by itself, and as the targets it is for see it.

use crate::check;
use crate::diag::Sink;
use crate::target::{Finished, Target, preflight};

/// Looks at a finished book. In: what findings call it, its bytes, and the targets it is sent to.
/// Findings go to the sink.
pub fn check(name: &str, bytes: &[u8], targets: &[&Target], sink: &mut Sink) {
    let contents = check::look(name, bytes, sink);
    for target in targets {
        let book = |sheet| Finished {
            name,
            bytes: bytes.len() as u64,
            pages: &contents.pages,
            sheet,
        };
        preflight(target, &book(contents.sheets.first()), sink);
        for sheet in contents.sheets.iter().skip(1) {
            let only = Finished {
                bytes: 0,
                pages: &[],
                ..book(Some(sheet))
            };
            preflight(target, &only, sink);
        }
    }
}

//! Finds the finished books in a folder.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chengshu::ingest::diag::{FOLDER_LEFT_OUT, NAME_NOT_UTF8};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_writing::natural::natural;

use super::{is_hidden, shown};

/// How deep folders of books may nest.
const DEEPEST: usize = 8;

/// The paths of all EPUBs in a folder and those below it, from the folder, in natural order.
/// Hidden files and links to folders are passed over; what else is left out goes to the sink.
pub fn books(folder: &Path, sink: &mut Sink) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut due = vec![(PathBuf::new(), 0)];
    while let Some((inside, depth)) = due.pop() {
        let at = folder.join(&inside);
        let context = || format!("cannot read {}", shown(&at));
        let mut leave_out = |path: &Path, code, message: String| {
            let place = Place::file(shown(&folder.join(path)));
            sink.push(Diagnostic::new(code, message).at(place));
        };
        for entry in std::fs::read_dir(&at).with_context(context)? {
            let entry = entry.with_context(context)?;
            let path = inside.join(entry.file_name());
            if is_hidden(&entry.file_name()) {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if depth < DEEPEST {
                    due.push((path, depth + 1));
                } else {
                    let message =
                        format!("left out, because it is more than {DEEPEST} folders deep");
                    leave_out(&path, &FOLDER_LEFT_OUT, message);
                }
            } else if is_epub(&path) {
                if let Some(address) = address(&path) {
                    found.push(address);
                } else {
                    let message = "left out, because its name is not UTF-8".to_owned();
                    leave_out(&path, &NAME_NOT_UTF8, message);
                }
            }
        }
    }
    found.sort_by(|a, b| natural(a, b));
    Ok(found)
}

/// A path with `/` between its parts, if they are UTF-8.
fn address(path: &Path) -> Option<String> {
    let parts: Option<Vec<_>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn is_epub(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("epub"))
}

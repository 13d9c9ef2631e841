//! Finished books in a folder, and what is made to stand beside them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use chengshu::catalog::shelf::GENERATOR;
use chengshu::structure::natural;

use super::{read_dir, visible_name};

/// How deep folders of books may nest.
const DEEPEST: usize = 8;

/// The paths of all EPUBs in a folder and those below it, from the folder, in natural order.
/// Hidden files and links to folders are passed over.
pub fn books(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    gather(folder, "", 0, &mut found)?;
    found.sort_by(|a, b| natural(a, b));
    Ok(found)
}

fn gather(folder: &Path, prefix: &str, depth: usize, found: &mut Vec<String>) -> Result<()> {
    for entry in read_dir(folder)? {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let Some(name) = visible_name(&entry) else {
            continue;
        };
        let path = format!("{prefix}{name}");
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if depth < DEEPEST {
                gather(&entry.path(), &format!("{path}/"), depth + 1, found)?;
            }
        } else if is_epub(&name) {
            found.push(path);
        }
    }
    Ok(())
}

fn is_epub(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("epub"))
}

/// Fails if the folder has a page that is not one of ours, which writing a catalogue would replace.
pub fn spare_other_pages(folder: &Path) -> Result<()> {
    let page = folder.join("index.html");
    match fs::read(&page) {
        Ok(text) if memchr::memmem::find(&text, GENERATOR.as_bytes()).is_none() => bail!(
            "{} is not a page of a catalogue and would be replaced; move it away first",
            page.display()
        ),
        _ => Ok(()),
    }
}

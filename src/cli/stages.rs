//! `chengshu stages`: what each stage makes of a transcript, for those who work on the program.

use std::io::Cursor;
use std::path::PathBuf;

use anyhow::Result;
use chengshu::compile;
use chengshu_epub::archive::Archive;
use chengshu_epub::package::FOLDER;
use chengshu_text::diag::Sink;

use super::{Outcome, disk, print};

/// The most bytes a page is shown with.
const LARGEST_PAGE: usize = 4 << 20;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Transcript, or folder of them
    path: PathBuf,
}

/// Prints the chapter as it is arranged, the changes the rules make, the blocks, and the pages.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let (folder, files, mut sink) = disk::list(&arguments.path)?;
    let request = super::request(&folder, &files);
    let mut plan = compile::plan(&request, &mut sink);
    let mut chapters = plan.book.chapters.iter();
    compile::clean(&plan, &mut sink, |source, manuscript| {
        if let Some(chapter) = chapters.next() {
            show(&format!("{}: chapter", source.name), &format!("{chapter:#?}"))?;
        }
        let changes = manuscript.changes.iter().map(|change| {
            let place = source.place(change.at);
            let (before, after) = (&change.before, &change.after);
            format!("{}:{}: {}: {before:?} → {after:?}\n", place.line, place.column, change.rule)
        });
        show(&format!("{}: changes", source.name), &changes.collect::<String>())?;
        let blocks = format!("{:#?}", manuscript.blocks);
        show(&format!("{}: blocks", source.name), &blocks)
    })?;
    plan.targets.truncate(1);
    let outs = vec![Vec::new()];
    let mut findings = Sink::default();
    let written = compile::write(&plan, None, &disk::fonts, outs, &mut (), &mut findings);
    let (mut books, _) = written?;
    if let Some(book) = books.pop() {
        let archive = Archive::open(Cursor::new(book.out))?;
        let is_of_chapter = |path: &str| {
            let mut stems = plan.book.chapters.iter().map(|chapter| &chapter.stem);
            stems.any(|stem| path.starts_with(&format!("{FOLDER}/text/{stem}")))
        };
        let entries = archive.entries().iter();
        for entry in entries.filter(|entry| is_of_chapter(&entry.path)) {
            let page = archive.unpack(entry, LARGEST_PAGE)?;
            show(&entry.path, &String::from_utf8_lossy(&page))?;
        }
    }
    Ok(Outcome::Fine)
}

fn show(heading: &str, text: &str) -> Result<()> {
    let text = format!("=== {heading}\n{}\n\n", text.trim_end());
    print::out(&print::for_output(&text))
}

//! What others take: pandoc and mdbook-epub on the same transcripts, the library epub-builder on the
//! same pages.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};
use zip::ZipArchive;

use super::run::{Effort, Usage, program};

/// The argument by which this program is told to run as [`build`].
pub const BUILD: &str = "--epub-builder";

/// Pandoc holds everything at once and is slow; more chapters than this other programs are not given.
pub const MOST: usize = 185;

/// Pandoc's usage on transcripts, and none where it is not installed.
pub fn pandoc(transcripts: &[PathBuf], scratch: &Path) -> Option<Result<Usage>> {
    Command::new("pandoc").arg("--version").output().ok()?;
    let mut command = Command::new("pandoc");
    command.arg("-o").arg(scratch.join("pandoc.epub"));
    command.args(transcripts);
    Some(program(command, ExitStatus::success))
}

/// The usage of mdbook-epub on transcripts, and none where it is not installed. Laying them out as it
/// wants them is not counted; their heads become text, as it knows none.
pub fn mdbook_epub(
    transcripts: &[PathBuf],
    scratch: &Path,
    effort: Effort,
) -> Option<Result<Usage>> {
    Command::new("mdbook-epub").arg("--version").output().ok()?;
    Some(run_mdbook_epub(transcripts, &scratch.join("mdbook"), effort))
}

fn run_mdbook_epub(transcripts: &[PathBuf], root: &Path, effort: Effort) -> Result<Usage> {
    let source = root.join("src");
    fs::create_dir_all(&source)?;
    fs::write(root.join("book.toml"), "[book]\ntitle = \"Library\"\n[output.epub]\n")?;
    let mut summary = "# Summary\n\n".to_owned();
    for (number, transcript) in transcripts.iter().enumerate() {
        fs::copy(transcript, source.join(format!("{number}.md")))?;
        writeln!(summary, "- [{number}]({number}.md)")?;
    }
    fs::write(source.join("SUMMARY.md"), summary)?;
    let usage = effort.best(|| {
        let mut command = Command::new("mdbook-epub");
        command.arg("--standalone").arg(root);
        program(command, ExitStatus::success)
    });
    fs::remove_dir_all(root)?;
    usage
}

/// The usage of epub-builder on the pages of a finished book, as a program of its own. Taking
/// the pages out of the book is not counted.
pub fn epub_builder(book: &Path, scratch: &Path, effort: Effort) -> Result<Usage> {
    let pages = scratch.join("pages");
    unpack(book, &pages)?;
    let this = std::env::current_exe()?;
    let usage = effort.best(|| {
        let mut command = Command::new(&this);
        command.arg(BUILD).arg(&pages);
        command.arg(scratch.join("epub-builder.epub"));
        program(command, ExitStatus::success)
    });
    fs::remove_dir_all(&pages)?;
    usage
}

/// Puts the pages of a book into a folder.
fn unpack(book: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut archive = ZipArchive::new(BufReader::new(File::open(book)?))?;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let page = file.name()?.strip_prefix("EPUB/text/").map(str::to_owned);
        if let Some(page) = page {
            io::copy(&mut file, &mut File::create(folder.join(page))?)?;
        }
    }
    Ok(())
}

/// Builds a book of all pages in a folder.
pub fn build(pages: &Path, book: &Path) -> Result<()> {
    let mut names = fs::read_dir(pages)?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_title("Library");
    for name in names {
        let page = File::open(pages.join(&name))?;
        let name = name.to_str().context("not one of our names")?;
        let content = EpubContent::new(format!("text/{name}"), BufReader::new(page));
        builder.add_content(content.title(name))?;
    }
    let mut out = BufWriter::new(File::create(book)?);
    builder.generate(&mut out)?;
    io::Write::flush(&mut out)?;
    out.get_ref().sync_all()?;
    Ok(())
}

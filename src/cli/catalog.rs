//! `chengshu catalog`: feeds and a page to hand finished books out by.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use chengshu::catalog::diag::{COVER, UNREADABLE};
use chengshu::catalog::{self, Catalog, Covers, Edition, Publication};
use chengshu::diag::{Code, Diagnostic, Place, Severity, Sink};
use chengshu::model::time::Timestamp;
use chengshu::pipeline;
use chengshu::target::TARGETS;

use super::Outcome;
use super::compile::epoch;
use super::disk::{books as disk, open_file};
use super::new_file::save;
use super::print::{self, Volume};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of finished books; the catalogue is written into it
    #[arg(default_value = "out", value_name = "DIR")]
    folder: PathBuf,
    /// Title of the catalogue
    #[arg(long)]
    title: Option<String>,
    /// Address the folder will have, to make all references absolute
    #[arg(long, value_name = "URL", value_parser = base)]
    base_url: Option<String>,
}

fn base(text: &str) -> Result<String, String> {
    let is_web = ["https://", "http://"].iter().any(|scheme| {
        let host = text.strip_prefix(scheme);
        host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
    });
    if is_web
        && text
            .chars()
            .all(|c| c.is_ascii_graphic() && !"<>\"#?".contains(c))
    {
        Ok(text.to_owned())
    } else {
        Err("not an address; write it as https://books.example/shelf".into())
    }
}

/// Reads the books, then writes their covers, the feeds and the page.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let folder = &arguments.folder;
    let undated = epoch()?.unwrap_or(Timestamp::EPOCH);
    disk::spare_other_pages(folder)?;
    let mut sink = Sink::default();
    let mut books = Vec::new();
    for path in disk::books(folder)? {
        match open_file(&folder.join(&path)) {
            Ok(book) => books.extend(catalog::read(&path, book, &mut sink)),
            Err(error) => sink.push(left_out(&UNREADABLE, &path, &error)),
        }
    }
    let editions: Vec<Edition> = TARGETS
        .iter()
        .map(|target| Edition {
            ending: target.ending,
            name: target.name,
            serves: target.serves,
        })
        .collect();
    let mut publications = catalog::arrange(books, &editions, undated, &mut sink);
    let covered = if publications.is_empty() {
        Ok(())
    } else {
        draw(folder, &mut publications, &mut sink)
    };
    let found = sink.into_vec();
    print::findings(&found, Volume::Normal);
    covered?;
    if publications.is_empty() {
        bail!("there are no books in {}", folder.display());
    }
    let files = catalog::files(&Catalog {
        title: arguments.title.as_deref(),
        base: arguments.base_url.as_deref(),
        publications: &publications,
    });
    // The page comes first in the list and last on the disk, when all it leads to is there.
    for (path, content) in files.iter().rev() {
        save(&folder.join(path), content.as_bytes())?;
    }
    let downloads = publications.iter().map(|book| book.downloads.len()).sum();
    print::catalogue(&folder.join("index.html"), publications.len(), downloads);
    let is_error = |finding: &Diagnostic| finding.severity >= Severity::Error;
    Ok(if found.iter().any(is_error) {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}

/// A finding about what could not be read. The other books are listed all the same.
fn left_out(code: &'static Code, path: &str, error: &anyhow::Error) -> Diagnostic {
    Diagnostic::new(code, format!("{error:#}")).at(Place::file(path))
}

/// The most covers that are made side by side, which is what bounds the memory they take.
const MOST_COVERS: NonZeroUsize = NonZeroUsize::new(4).unwrap();

/// How many covers are made before they are written.
const COVERS_KEPT: usize = 64;

/// Makes the covers side by side and writes them.
fn draw(folder: &Path, publications: &mut [Publication], sink: &mut Sink) -> Result<()> {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = threads.min(MOST_COVERS);
    let cover = |book: &Publication| {
        let mut sink = Sink::default();
        let covers = book.downloads.first().and_then(|file| {
            let opened = open_file(&folder.join(&file.path));
            let opened = opened.inspect_err(|error| sink.push(left_out(&COVER, &file.path, error)));
            book.covers(opened.ok()?, &mut sink)
        });
        (covers, sink)
    };
    // Of a few books at a time the covers are in memory.
    for books in publications.chunks_mut(COVERS_KEPT) {
        let mut made: Vec<Option<Covers>> = Vec::new();
        pipeline::in_order(&*books, threads, cover, |(covers, found)| {
            sink.append(found);
            made.push(covers);
            anyhow::Ok(())
        })?;
        for (book, covers) in books.iter_mut().zip(made) {
            let Some(covers) = covers else { continue };
            let [cover, thumbnail] = book.show(&covers);
            save(&folder.join(&cover.path), &covers.cover.bytes)?;
            save(&folder.join(&thumbnail.path), &covers.thumbnail.bytes)?;
        }
    }
    Ok(())
}

//! `chengshu catalog`: feeds and a page to hand finished books out by.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use chengshu::address::Address;
use chengshu::catalog::{self, Catalog, Covers, Edition, Publication};
use chengshu::diag::{Diagnostic, Severity, Sink};
use chengshu::model::time::Timestamp;
use chengshu::pipeline;
use chengshu::target::TARGETS;

use super::Outcome;
use super::compile::epoch;
use super::disk::books as disk;
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
    base_url: Option<Address>,
}

fn base(text: &str) -> Result<Address, String> {
    let address = Address::new(text).ok();
    // Paths are written behind it.
    let is_folder = |address: &Address| {
        address.as_str().starts_with("http") && !address.as_str().contains(['?', '#'])
    };
    address
        .filter(is_folder)
        .ok_or_else(|| "not an address; write it as https://books.example/shelf".into())
}

/// Reads the books, then writes their covers, the feeds and the page.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let folder = &arguments.folder;
    let undated = epoch()?.unwrap_or(Timestamp::EPOCH);
    disk::spare_other_pages(folder)?;
    let mut sink = Sink::default();
    let mut books = Vec::new();
    for path in disk::books(folder)? {
        books.extend(catalog::read(
            &path,
            &disk::book(&folder.join(&path))?,
            &mut sink,
        ));
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
        base: arguments.base_url.as_ref().map(Address::as_str),
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

/// Makes the covers side by side and writes them.
fn draw(folder: &Path, publications: &mut [Publication], sink: &mut Sink) -> Result<()> {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut made: Vec<Option<Covers>> = Vec::new();
    let cover = |book: &Publication| {
        let mut sink = Sink::default();
        let covers = match book.downloads.first() {
            Some(file) => {
                disk::book(&folder.join(&file.path)).map(|bytes| book.covers(&bytes, &mut sink))
            }
            None => Ok(None),
        };
        (covers, sink)
    };
    pipeline::in_order(&*publications, threads, cover, |(covers, found)| {
        sink.append(found);
        made.push(covers?);
        anyhow::Ok(())
    })?;
    for (book, covers) in publications.iter_mut().zip(made) {
        let Some(covers) = covers else { continue };
        let [cover, thumbnail] = book.show(&covers);
        save(&folder.join(&cover.path), &covers.cover.bytes)?;
        save(&folder.join(&thumbnail.path), &covers.thumbnail.bytes)?;
    }
    Ok(())
}

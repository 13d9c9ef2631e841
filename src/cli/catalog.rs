//! `chengshu catalog`: feeds and a page to hand finished books out by.

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use chengshu::compile::pipeline;
use chengshu::devices::TARGETS;
use chengshu_catalog as catalog;
use chengshu_catalog::diag::{COVER, UNREADABLE};
use chengshu_catalog::{Catalog, Covers, Edition, Publication};
use chengshu_text::address::Address;
use chengshu_text::diag::{Code, Diagnostic, Place as At, Sink};
use chengshu_text::time::Timestamp;

use super::Outcome;
use super::attempt::caught;
use super::compile::epoch;
use super::disk::{books as disk, open_file};
use super::outputs::{Outputs, Place, Replacing, sealed_picture};
use super::print;

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
    #[command(flatten)]
    replacing: Replacing,
}

/// Reads the address a folder will have.
pub fn base(text: &str) -> Result<Address, String> {
    let address = Address::new(text).ok();
    // Paths are written behind it.
    let is_folder = |address: &Address| {
        address.as_str().starts_with("http") && !address.as_str().contains(['?', '#'])
    };
    address
        .filter(is_folder)
        .ok_or_else(|| "not a web address; write it as https://books.example/shelf".into())
}

/// Reads the books, then writes their covers, the feeds and the page.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let folder = &arguments.folder;
    let undated = epoch()?.unwrap_or(Timestamp::EPOCH);
    let mut outputs = Outputs::new(arguments.replacing);
    let mut sink = Sink::default();
    let mut books = Vec::new();
    let mut outcome = Outcome::Fine;
    for path in disk::books(folder, &mut sink)? {
        let place = folder.join(&path);
        outputs.spare(&place);
        // One that cannot be read is missing in the catalogue, and the others are there.
        match open_file(&place) {
            Ok(book) => match caught(|| Ok(catalog::read(&path, book, &mut sink))) {
                Ok(book) => books.extend(book),
                Err(error) => outcome = outcome.max(failed(error, &path)),
            },
            Err(error) => sink.push(left_out(&UNREADABLE, &path, &error)),
        }
    }
    let editions: Vec<Edition> = TARGETS
        .iter()
        .map(|target| Edition { ending: target.ending, name: target.name, serves: target.serves })
        .collect();
    let mut publications = catalog::arrange(books, &editions, undated, &mut sink);
    let covered = if publications.is_empty() {
        Ok((Outcome::Fine, Vec::new()))
    } else {
        settle(arguments, &publications, &mut outputs).and_then(|places| {
            let drawn = draw(folder, &mut publications, &places.covers, &outputs, &mut sink)?;
            Ok((drawn, places.texts))
        })
    };
    let found = sink.into_vec();
    print::warnings(&found);
    let (drawn, places) = covered?;
    outcome = outcome.max(drawn);
    if publications.is_empty() {
        bail!("there are no books in {}", folder.display());
    }
    // The page comes first in the list and last on the disk, when all it leads to is there.
    for ((_, content), place) in texts(arguments, &publications).iter().zip(&places).rev() {
        outputs.save(place, content.as_bytes())?;
    }
    let downloads = publications.iter().map(|book| book.downloads.len()).sum();
    let page = folder.join("index.html");
    print::out(&print::catalogue(&page, publications.len(), downloads))?;
    Ok(outcome.max(super::outcome_of(&found)))
}

/// The page and the feeds, by their paths from the folder.
fn texts(arguments: &Arguments, publications: &[Publication]) -> Vec<(String, String)> {
    catalog::files(&Catalog {
        title: arguments.title.as_deref(),
        base: arguments.base_url.as_ref().map(Address::as_str),
        publications,
    })
}

/// Where the files of a catalogue belong.
struct Places {
    /// Of each publication, the name of its pictures, and where its cover and its thumbnail belong.
    covers: Vec<(String, Vec<Place>)>,
    /// In the order of the page and the feeds.
    texts: Vec<Place>,
}

/// Settles the names of all files before any is made. Those of texts do not depend on the covers.
fn settle(
    arguments: &Arguments,
    publications: &[Publication],
    outputs: &mut Outputs,
) -> Result<Places> {
    let folder = &arguments.folder;
    let texts = texts(arguments, publications);
    let names: Vec<PathBuf> = texts.iter().map(|(path, _)| folder.join(path)).collect();
    let texts = outputs.settle(&names)?;
    let pictures = folder.join(catalog::COVERS);
    let mut covers = Vec::with_capacity(publications.len());
    for book in publications {
        // That of `a.thumbnail.epub` is not the thumbnail of `a.epub`.
        let name = outputs.free_name(&pictures, book.picture_name(), &catalog::PICTURES);
        let names = catalog::PICTURES.map(|ending| pictures.join(format!("{name}{ending}")));
        covers.push((name, outputs.settle(&names)?));
    }
    Ok(Places { covers, texts })
}

/// A finding about what could not be read. The other books are listed all the same.
fn left_out(code: &'static Code, path: &str, error: &anyhow::Error) -> Diagnostic {
    Diagnostic::new(code, format!("{error:#}")).at(At::file(path))
}

/// Says that the program failed on a book.
fn failed(error: anyhow::Error, path: &str) -> Outcome {
    let outcome = Outcome::from(&error);
    print::failure(&error.context(path.to_owned()));
    outcome
}

/// The most covers that are made side by side, which is what bounds the memory they take.
const MOST_COVERS: NonZeroUsize = NonZeroUsize::new(4).unwrap();

/// How many covers are made before they are written.
const COVERS_KEPT: usize = 64;

/// Makes the covers side by side and writes them. A book whose cover cannot be made has none.
fn draw(
    folder: &Path,
    publications: &mut [Publication],
    places: &[(String, Vec<Place>)],
    outputs: &Outputs,
    sink: &mut Sink,
) -> Result<Outcome> {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = threads.min(MOST_COVERS);
    let mut outcome = Outcome::Fine;
    let cover = |book: &Publication| {
        let mut sink = Sink::default();
        let covers = caught(|| {
            let Some(file) = book.downloads.first() else {
                return Ok(None);
            };
            Ok(match open_file(&folder.join(&file.path)) {
                Ok(opened) => book.covers(opened, &mut sink),
                Err(error) => {
                    sink.push(left_out(&COVER, &file.path, &error));
                    None
                }
            })
        });
        (covers, sink)
    };
    // Of a few books at a time the covers are in memory.
    let chunks = publications.chunks_mut(COVERS_KEPT);
    for (books, places) in chunks.zip(places.chunks(COVERS_KEPT)) {
        let mut made: Vec<Option<Covers>> = Vec::new();
        let Ok(()) = pipeline::in_order(&*books, threads, cover, |(covers, found)| {
            sink.append(found);
            made.push(covers.unwrap_or_else(|error| {
                outcome = outcome.max(Outcome::from(&error));
                print::failure(&error);
                None
            }));
            Ok::<_, Infallible>(())
        });
        for ((book, covers), (name, places)) in books.iter_mut().zip(made).zip(places) {
            let Some(covers) = covers else { continue };
            book.show(name, &covers);
            for (place, picture) in places.iter().zip([covers.cover, covers.thumbnail]) {
                outputs.save(place, &sealed_picture(&picture.bytes))?;
            }
        }
    }
    Ok(outcome)
}

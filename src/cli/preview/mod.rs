//! `chengshu preview`: a live preview of a book in the browser.

mod connections;
mod http;
mod server;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chengshu::compile::{self, Request, Store, WriteError};
use chengshu::devices::TARGETS;
use chengshu::model::settings::BookSettings;
use chengshu_epub::archive::Archive;
use chengshu_text::source::Located;

use super::attempt::caught;
use super::cache::Caching;
use super::digest::Digested;
use super::print::{self, Volume};
use super::watch::Changes;
use super::{Outcome, disk};
use server::{Served, Shown};

/// The largest file of a book that is shown.
const LARGEST: usize = 256 * 1024 * 1024;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of transcripts, or a single transcript
    #[arg(default_value = "seeds")]
    path: PathBuf,
    /// Folder of cover images, each named after its book
    #[arg(long, value_name = "DIR", default_value = "covers")]
    covers: PathBuf,
    /// Port on this machine; 0 for any free one
    #[arg(long, value_name = "PORT", default_value_t = 8024)]
    port: u16,
    /// Open the browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    caching: Caching,
}

/// Serves the book until it is stopped. A build that fails is said here and in the browser, which
/// keeps the book it has.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut changes = Changes::of(vec![arguments.path.clone(), arguments.covers.clone()], None);
    let first = build(arguments)?;
    let served = Arc::new(Served::new(first));
    let address = server::start(arguments.port, Arc::clone(&served))
        .with_context(|| format!("cannot listen on port {}", arguments.port))?;
    print::out(&format!("{address}\n"))?;
    if arguments.open {
        open::that_detached(&address)
            .with_context(|| format!("cannot open a browser; open {address} yourself"))?;
    }
    loop {
        changes.wait();
        match caught(|| build(arguments)) {
            Ok(shown) => served.replace(shown),
            Err(error) => {
                print::failure(&error);
                served.fail(format!("{error:#}"));
            }
        }
    }
}

/// Compiles the book for the target that serves all, in memory.
fn build(arguments: &Arguments) -> Result<Shown> {
    let (folder, files, mut sink) = disk::list(&arguments.path)?;
    let files = Digested::new(&files);
    let cache = arguments.caching.open()?;
    let target = TARGETS
        .iter()
        .take(1)
        .map(|target| Located { value: target.name.to_owned(), at: 0..0 });
    let request = Request {
        overrides: BookSettings { targets: target.collect(), ..BookSettings::default() },
        epoch: super::compile::epoch()?,
        threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        store: cache.as_ref().map(|cache| cache as &dyn Store),
        ..crate::cli::request(&folder, &files)
    };
    let plan = compile::plan(&request, &mut sink);
    let artwork = disk::artwork_or_finding(&plan, &files, &arguments.covers, &mut sink);
    let outs = vec![Vec::new(); plan.targets.len()];
    let fonts = &disk::fonts;
    let written = compile::write(&plan, artwork.as_ref(), fonts, outs, &mut (), &mut sink);
    print::findings(sink.as_slice(), Volume::Normal);
    if let Some(cache) = &cache {
        cache.sweep();
    }
    let written = match written {
        Ok((written, _)) => written,
        Err(WriteError::Empty) => {
            bail!("there are no transcripts in {}", disk::shown(&arguments.path))
        }
        Err(error) => return Err(error.into()),
    };
    let book = written.into_iter().next().context("no book was made")?;
    unpack(&plan.book.title, &book.out)
}

fn unpack(title: &str, book: &[u8]) -> Result<Shown> {
    let archive = Archive::open(std::io::Cursor::new(book))?;
    let mut shown = Shown { title: title.to_owned(), ..Shown::default() };
    for entry in archive.entries() {
        let content = archive.read(&entry.path, LARGEST)?;
        let content = content.into();
        shown.files.insert(entry.path.clone(), content);
        if Path::new(&entry.path).ends_with("nav.xhtml") {
            shown.contents.clone_from(&entry.path);
        }
    }
    Ok(shown)
}

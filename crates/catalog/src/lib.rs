//! Catalogues: finished books of any maker become what a static host needs to hand them out, which
//! is feeds of OPDS 1.2 (Atom) and 2.0 (JSON) for reading systems, a page for people, and covers in
//! two sizes.
//!
//! [`read`] reads one book, [`arrange`] puts books and their editions for several targets
//! together, [`Publication::covers`] makes the pictures, [`files`] writes everything else. Dates are
//! those of the books; nothing is asked of a clock (requirement K1).
//!
//! It knows books by their package documents alone, and neither the disk they are on nor how they
//! were made.
//!
//! ```
//! use chengshu_catalog::{Book, Catalog, Edition, arrange, files};
//! use chengshu_epub::publication::Metadata;
//! use chengshu_text::diag::Sink;
//! use chengshu_text::time::Timestamp;
//!
//! const EDITIONS: [Edition; 1] = [Edition {
//!     ending: ".epub",
//!     name: "epub",
//!     serves: "every reading system",
//! }];
//! let book = Book {
//!     path: "shore/lamp.epub".into(),
//!     size: 120_000,
//!     metadata: Metadata {
//!         title: "The Lamp".into(),
//!         identifier: "urn:uuid:12345678-1234-5678-9234-567812345678".into(),
//!         ..Metadata::default()
//!     },
//!     cover: None,
//! };
//! let publications = arrange(vec![book], &EDITIONS, Timestamp::EPOCH, &mut Sink::default());
//! let files = files(&Catalog {
//!     title: Some("Shore books"),
//!     base: Some("https://books.example"),
//!     publications: &publications,
//! });
//! let (_, page) = files.iter().find(|(path, _)| path == "index.html").ok_or("no page")?;
//! assert!(page.contains("The Lamp"));
//! assert!(files.iter().any(|(path, _)| path == "opds/index.xml"));
//! # Ok::<(), &str>(())
//! ```
#![forbid(unsafe_code)]

mod atom;
mod cover;
pub mod diag;
mod feed;
mod opds;
mod opf;
mod reference;
pub mod shelf;
mod words;

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use uuid::Uuid;

use chengshu_epub::archive::Archive;
use chengshu_epub::publication::Metadata;
use chengshu_text::diag::{Diagnostic, Place, Quoted, Sink};
use chengshu_text::stated::StatedDate;
use chengshu_text::time::{Timestamp, Zone};
pub use cover::Covers;

/// The largest cover file that is opened.
const LARGEST_COVER: usize = 32 << 20;

/// A kind of file a book is handed out as: what its name ends in tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// Ending of the file, such as `.kindle.epub`.
    pub ending: &'static str,
    /// Its name for people, such as `kindle`.
    pub name: &'static str,
    /// Who reads it, in a line.
    pub serves: &'static str,
}

impl Edition {
    /// The media type of its files. Kobo's is not registered, but what servers and readers of its
    /// books use.
    pub fn media_type(&self) -> &'static str {
        if self.ending == ".kepub.epub" { "application/kepub+zip" } else { "application/epub+zip" }
    }
}

/// One file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Its path from the catalogue's root, with `/` between folders.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// The statements of its package document.
    pub metadata: Metadata,
    /// Path of the cover image in the archive.
    pub cover: Option<String>,
}

/// A file a book is handed out as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Its path from the catalogue's root.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its edition.
    pub edition: Edition,
}

/// A picture of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path from the catalogue's root.
    pub path: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A book of the catalogue, with all its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// A URI that stays the same in later catalogues.
    pub id: String,
    /// The statements of its first file.
    pub metadata: Metadata,
    /// When it was last changed, as far as it says.
    pub updated: Timestamp,
    /// Its files, in the order of the editions.
    pub downloads: Vec<Download>,
    /// Where its cover is in the first of them.
    pub cover: Option<String>,
    /// The cover and its thumbnail, once [`Publication::show`] has named them.
    pub pictures: Option<[Picture; 2]>,
}

/// A catalogue before it is written.
#[derive(Debug)]
pub struct Catalog<'a> {
    /// Its title; one in the language of most books without it.
    pub title: Option<&'a str>,
    /// The address it will have, for absolute references; relative ones without it.
    pub base: Option<&'a str>,
    /// The books.
    pub publications: &'a [Publication],
}

/// Reads a book. In: its path from the catalogue's root, and the book. Out: what it says of
/// itself; nothing, and a finding, when it cannot be read.
pub fn read(path: &str, book: impl Read + Seek, sink: &mut Sink) -> Option<Book> {
    let package = Archive::open(book)
        .map_err(|error| error.to_string())
        .and_then(|archive| Ok((archive.length(), opf::read(&archive)?)));
    let (size, mut package) = match package {
        Ok(package) => package,
        Err(why) => {
            let message = format!("cannot read the book: {why}");
            sink.push(
                Diagnostic::new(&diag::UNREADABLE, message)
                    .at(Place::file(path))
                    .help("make it again, or remove it from the folder"),
            );
            return None;
        }
    };
    let metadata = &mut package.metadata;
    for (missing, what) in
        [(metadata.title.is_empty(), "title"), (metadata.identifier.is_empty(), "identifier")]
    {
        if missing {
            sink.push(
                Diagnostic::new(&diag::INCOMPLETE, format!("the book has no {what}"))
                    .at(Place::file(path)),
            );
        }
    }
    if package.is_shortened {
        let message = "it has more metadata than the catalogue lists";
        sink.push(Diagnostic::new(&diag::SHORTENED, message).at(Place::file(path)));
    }
    if metadata.title.is_empty() {
        name(path).clone_into(&mut metadata.title);
    }
    Some(Book { path: path.to_owned(), size, metadata: package.metadata, cover: package.cover })
}

/// The name of a file without folder and `.epub`.
fn name(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    match file.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("epub") => stem,
        _ => file,
    }
}

/// Puts the files of one book together: those in one folder whose names differ in the ending of
/// their edition alone and that have the same identifier. In: books in the order to keep, the
/// editions known, the most general first, and the instant that stands for dates not stated.
pub fn arrange(
    books: Vec<Book>,
    editions: &[Edition],
    undated: Timestamp,
    sink: &mut Sink,
) -> Vec<Publication> {
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    let mut groups: Vec<Vec<(usize, Edition, Book)>> = Vec::new();
    for book in books {
        let Some((rank, edition, stem)) = edition_of(&book.path, editions) else {
            continue;
        };
        let key = (stem.to_owned(), book.metadata.identifier.clone());
        let group = *known.entry(key).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push((rank, edition, book));
    }
    let mut taken = HashSet::new();
    let mut publication = |mut files: Vec<(usize, Edition, Book)>| {
        files.sort_by_key(|(rank, ..)| *rank);
        let downloads = files
            .iter()
            .map(|(_, edition, book)| Download {
                path: book.path.clone(),
                size: book.size,
                edition: *edition,
            })
            .collect();
        let (.., book) = files.into_iter().next()?;
        Some(Publication {
            id: identity(&book, &mut taken, sink),
            updated: changed(&book.metadata).unwrap_or(undated),
            downloads,
            cover: book.cover,
            metadata: book.metadata,
            pictures: None,
        })
    };
    groups.into_iter().filter_map(&mut publication).collect()
}

/// The edition of a file, its rank among the editions, and the path without its ending. Of several
/// endings that fit the longest is meant.
fn edition_of<'a>(path: &'a str, editions: &[Edition]) -> Option<(usize, Edition, &'a str)> {
    let fitting = editions.iter().enumerate().filter_map(|(rank, edition)| {
        let (stem, ending) =
            path.split_at_checked(path.len().checked_sub(edition.ending.len())?)?;
        if !ending.eq_ignore_ascii_case(edition.ending) {
            return None;
        }
        Some((rank, *edition, stem))
    });
    fitting.min_by_key(|(.., stem)| stem.len())
}

/// A URI for a book: its own identifier where that is one, or one derived from it. One that
/// another book has already is derived from the file's path.
fn identity(book: &Book, taken: &mut HashSet<String>, sink: &mut Sink) -> String {
    let stated = book.metadata.identifier.as_str();
    let id = match stated {
        "" => derived(&book.path),
        _ if is_uri(stated) => stated.to_owned(),
        _ => derived(stated),
    };
    if taken.insert(id.clone()) {
        return id;
    }
    sink.push(
        Diagnostic::new(
            &diag::SAME_IDENTIFIER,
            format!("another book has the same identifier, {}", Quoted(stated)),
        )
        .at(Place::file(book.path.as_str()))
        .help("give each book an identifier of its own"),
    );
    let id = derived(&format!("{stated} {}", book.path));
    taken.insert(id.clone());
    id
}

/// True if an identifier is a URI (RFC 3986) that means the same everywhere.
fn is_uri(identifier: &str) -> bool {
    let is_plain = |text: &str| {
        let mut escapes = text.split('%').skip(1);
        text.chars().all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`[]#".contains(c))
            && escapes.all(|rest| {
                let digits = rest.bytes().take(2).filter(u8::is_ascii_hexdigit);
                digits.count() == 2
            })
    };
    let named = |name: &str| {
        let parts = name.split_once(':');
        parts.is_some_and(|(space, name)| !space.is_empty() && !name.is_empty())
    };
    let (identifier, fragment) = identifier.split_once('#').unwrap_or((identifier, ""));
    let stated = match identifier.strip_prefix("urn:") {
        Some(name) => named(name),
        None => ["http://", "https://"].iter().any(|scheme| {
            let place = identifier.strip_prefix(scheme);
            place.is_some_and(|place| !place.is_empty())
        }),
    };
    stated && is_plain(identifier) && is_plain(fragment)
}

/// A URI that follows from a name.
fn derived(name: &str) -> String {
    format!("urn:uuid:{}", uuid(name))
}

fn uuid(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes())
}

/// When a book says it was changed last.
fn changed(metadata: &Metadata) -> Option<Timestamp> {
    [Some(&metadata.modified), metadata.date.as_ref()]
        .into_iter()
        .flatten()
        .find_map(|stated| StatedDate::parse(stated)?.instant(Zone::UTC))
}

impl Publication {
    /// Makes the cover in both sizes. In: the first file. Out: the pictures; nothing,
    /// and a finding, when there is a cover that cannot be shown.
    pub fn covers(&self, book: impl Read + Seek, sink: &mut Sink) -> Option<Covers> {
        let cover = self.cover.as_deref()?;
        let made = Archive::open(book)
            .and_then(|archive| archive.read(cover, LARGEST_COVER))
            .map_err(|error| error.to_string())
            .and_then(|image| cover::covers(&image).map_err(|error| error.to_string()));
        match made {
            Ok(covers) => Some(covers),
            Err(why) => {
                let place = self.downloads.first().map_or("", |file| file.path.as_str());
                let message = format!("cannot show the cover {}: {why}", Quoted(cover));
                sink.push(Diagnostic::new(&diag::COVER, message).at(Place::file(place)));
                None
            }
        }
    }

    /// The name of its pictures if no other book has it: a path from the folder [`COVERS`], to
    /// which [`PICTURES`] are added.
    pub fn picture_name(&self) -> &str {
        let path = self.downloads.first().map_or("", |file| file.path.as_str());
        path.strip_suffix(".epub").unwrap_or(path)
    }

    /// Says that the pictures are there, under a name.
    pub fn show(&mut self, name: &str, covers: &Covers) {
        let picture = |ending: &str, raster: &chengshu_pictures::Raster| Picture {
            path: format!("{COVERS}/{name}{ending}"),
            width: raster.width,
            height: raster.height,
        };
        let [cover, thumbnail] = PICTURES;
        self.pictures =
            Some([picture(cover, &covers.cover), picture(thumbnail, &covers.thumbnail)]);
    }
}

/// The folder of pictures, from the catalogue's root.
pub const COVERS: &str = "covers";

/// How the names of a cover and its thumbnail end.
pub const PICTURES: [&str; 2] = [".jpg", ".thumbnail.jpg"];

/// The page for people, from the catalogue's root.
pub const PAGE: &str = "index.html";

/// True if a file of this ending that begins so is a page or a feed of a catalogue of ours. Text from
/// outside cannot make it one: it is escaped there.
pub fn is_own(ending: &str, head: &[u8]) -> bool {
    let mark = match ending {
        "html" => shelf::MARK,
        "xml" => atom::MARK,
        "json" => opds::MARK,
        _ => return false,
    };
    memchr::memmem::find(head, mark.as_bytes()).is_some()
}

/// Where the thumbnail of a book is kept as a rule, by the path of the book's first file; both are
/// paths from the catalogue's root.
pub fn thumbnail(book: &str) -> String {
    let name = book.strip_suffix(".epub").unwrap_or(book);
    let [_, ending] = PICTURES;
    format!("{COVERS}/{name}{ending}")
}

/// The address of a file of a catalogue, by its path from the root, when the root has the address
/// `base`.
pub fn served_at(base: &str, path: &str) -> String {
    reference::address(Some(base), reference::Place::Shelf, path)
}

/// The text files of a catalogue: path from its root, and content. The page for people is
/// `index.html`, the feeds begin with `opds/index.xml` and `opds/index.json`.
pub fn files(catalog: &Catalog<'_>) -> Vec<(String, String)> {
    let words = words::of(catalog.publications.iter().map(|p| p.metadata.language.as_str()));
    let title = catalog.title.unwrap_or(words.books);
    let feeds = feed::feeds(catalog.publications, title, words);
    let mut files = vec![(PAGE.to_owned(), shelf::page(catalog, title, words))];
    for feed in &feeds {
        let path = |ending| format!("{}{}{ending}", reference::FEEDS, feed.name);
        files.push((path(".xml"), atom::document(feed, title, catalog.base)));
        files.push((path(".json"), opds::document(feed, catalog.base)));
    }
    files
}

#[cfg(test)]
mod tests;

//! The feeds of a catalogue, whatever they are written as.

use std::collections::{HashMap, HashSet};

use super::words::Words;
use super::{Publication, uuid};
use chengshu_text::time::Timestamp;

/// Books of one feed. Readers on electronic paper take some hundred kilobytes at once.
pub(super) const PER_PAGE: usize = 50;
/// Books among the newest.
const NEWEST: usize = 50;

/// The feed everything begins with.
pub(super) const ROOT: &str = "index";

/// A feed: a list of other feeds, or a list of books.
#[derive(Debug)]
pub(super) struct Feed<'a> {
    /// Name of its file, without ending.
    pub name: String,
    pub title: String,
    /// When the newest book it leads to was changed.
    pub updated: Timestamp,
    /// The feed above it.
    pub up: Option<&'static str>,
    /// The entries of its list.
    pub lists: Lists<'a>,
    pub page: Page,
}

/// The list of a feed.
#[derive(Debug)]
pub(super) enum Lists<'a> {
    /// Other feeds.
    Feeds(Vec<Way>),
    Books(Vec<&'a Publication>),
}

/// A way to another feed.
#[derive(Debug)]
pub(super) struct Way {
    /// Name of its file, without ending.
    pub name: String,
    pub title: String,
    /// How many books it leads to, in words.
    pub what: String,
    /// The same as a number.
    pub books: usize,
    /// Its relation (OPDS 1.2, section 6).
    pub relation: &'static str,
    /// The kind of feed.
    pub kind: Kind,
    /// When the newest of those was changed.
    pub updated: Timestamp,
}

/// The kinds of feeds (OPDS 1.2, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It lists feeds.
    Navigation,
    /// It lists books.
    Acquisition,
}

/// The page of a list that is cut into several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    /// Its number, counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// Entries of all pages.
    pub entries: usize,
}

impl Feed<'_> {
    pub(super) fn kind(&self) -> Kind {
        match self.lists {
            Lists::Feeds(_) => Kind::Navigation,
            Lists::Books(_) => Kind::Acquisition,
        }
    }

    /// The other pages of the list: relation (RFC 5005, section 3) and name of the file.
    pub(super) fn pages(&self) -> Vec<(&'static str, String)> {
        let Page { number, of, .. } = self.page;
        if of < 2 {
            return Vec::new();
        }
        let first = match number {
            1 => self.name.as_str(),
            _ => self.name.rsplit_once('-').map_or("", |(name, _)| name),
        };
        let mut pages = vec![("first", page_name(first, 1)), ("last", page_name(first, of))];
        if number > 1 {
            pages.push(("previous", page_name(first, number - 1)));
        }
        if number < of {
            pages.push(("next", page_name(first, number + 1)));
        }
        pages
    }
}

fn page_name(first: &str, number: usize) -> String {
    match number {
        1 => first.to_owned(),
        _ => format!("{first}-{number}"),
    }
}

/// Books that go together under a name: a series, or an author.
pub(super) struct Group<'a> {
    pub name: &'a str,
    pub books: Vec<&'a Publication>,
}

/// The series, in the order of their first books, each in the order of its numbers.
pub(super) fn series(publications: &[Publication]) -> Vec<Group<'_>> {
    let named = publications.iter().filter_map(|book| {
        let series = book.metadata.series.as_ref()?;
        Some((series.name.as_str(), book))
    });
    let mut groups = group(named);
    for group in &mut groups {
        group.books.sort_by(|a, b| number(a).total_cmp(&number(b)));
    }
    groups
}

/// The number in the series; books without one come last.
fn number(book: &Publication) -> f64 {
    let series = book.metadata.series.as_ref();
    let stated = series.and_then(|series| series.number.as_deref());
    stated.and_then(|number| number.parse().ok()).unwrap_or(f64::INFINITY)
}

fn authors(publications: &[Publication]) -> Vec<Group<'_>> {
    let named = publications.iter().flat_map(|book| {
        let mut known = HashSet::new();
        let names = book.metadata.creators.iter();
        let names = names.map(|creator| creator.name.as_str());
        let names = names.filter(move |name| known.insert(*name));
        names.map(move |name| (name, book))
    });
    group(named)
}

fn group<'a>(named: impl Iterator<Item = (&'a str, &'a Publication)>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (name, book) in named {
        let group = *known.entry(name).or_insert(groups.len());
        if group == groups.len() {
            let books = Vec::new();
            groups.push(Group { name, books });
        }
        groups[group].books.push(book);
    }
    groups
}

/// All feeds, the root first.
pub(super) fn feeds<'a>(
    publications: &'a [Publication],
    title: &str,
    words: &Words,
) -> Vec<Feed<'a>> {
    let all: Vec<&Publication> = publications.iter().collect();
    let mut newest = all.clone();
    newest.sort_by_key(|book| std::cmp::Reverse(book.updated));
    newest.truncate(NEWEST);
    let mut maker = Maker { words, ways: Vec::new(), feeds: Vec::new() };
    maker.list("new", words.newest, "http://opds-spec.org/sort/new", &newest);
    maker.list("all", words.all, "subsection", &all);
    maker.groups("series", words.by_series, series(publications));
    let authors = authors(publications);
    if authors.len() > 1 {
        maker.groups("author", words.by_author, authors);
    }
    let root = Feed {
        name: ROOT.to_owned(),
        title: title.to_owned(),
        updated: updated(&all),
        up: None,
        page: whole(maker.ways.len()),
        lists: Lists::Feeds(maker.ways),
    };
    let mut feeds = vec![root];
    feeds.append(&mut maker.feeds);
    feeds
}

/// The newest change of some books.
fn updated(books: &[&Publication]) -> Timestamp {
    let newest = books.iter().map(|book| book.updated).max();
    newest.unwrap_or(Timestamp::EPOCH)
}

fn whole(entries: usize) -> Page {
    Page { number: 1, of: 1, entries }
}

struct Maker<'a, 'w> {
    words: &'w Words,
    /// The feeds the root lists.
    ways: Vec<Way>,
    feeds: Vec<Feed<'a>>,
}

impl<'a> Maker<'a, '_> {
    /// Adds a list of books below the root.
    fn list(&mut self, name: &str, title: &str, relation: &'static str, books: &[&'a Publication]) {
        let way = self.way(name, title, relation, Kind::Acquisition, books);
        self.ways.push(way);
        self.pages(name, title, ROOT, books);
    }

    /// Adds a list of lists of books below the root. The names of their files follow from those of
    /// the groups, so that they stay the same when others come in between.
    fn groups(&mut self, name: &'static str, title: &str, groups: Vec<Group<'a>>) {
        if groups.is_empty() {
            return;
        }
        let mut ways = Vec::new();
        let mut all = Vec::new();
        for group in groups {
            let key = uuid(group.name).simple().to_string();
            let own = format!("{name}-{}", key.get(..12).unwrap_or(&key));
            ways.push(self.way(&own, group.name, "subsection", Kind::Acquisition, &group.books));
            self.pages(&own, group.name, name, &group.books);
            all.extend(group.books);
        }
        all.dedup();
        let mut way = self.way(name, title, "subsection", Kind::Navigation, &all);
        way.what = ways
            .iter()
            .map(|way| way.title.as_str())
            .collect::<Vec<_>>()
            .join(self.words.and);
        self.ways.push(way);
        self.feeds.push(Feed {
            name: name.to_owned(),
            title: title.to_owned(),
            updated: updated(&all),
            up: Some(ROOT),
            page: whole(ways.len()),
            lists: Lists::Feeds(ways),
        });
    }

    fn way(
        &self,
        name: &str,
        title: &str,
        relation: &'static str,
        kind: Kind,
        books: &[&Publication],
    ) -> Way {
        Way {
            name: name.to_owned(),
            title: title.to_owned(),
            what: self.words.books(books.len()),
            books: books.len(),
            relation,
            kind,
            updated: updated(books),
        }
    }

    fn pages(&mut self, name: &str, title: &str, up: &'static str, books: &[&'a Publication]) {
        let of = books.len().div_ceil(PER_PAGE);
        for (page, number) in books.chunks(PER_PAGE).zip(1..) {
            self.feeds.push(Feed {
                name: page_name(name, number),
                title: title.to_owned(),
                updated: updated(books),
                up: Some(up),
                page: Page { number, of, entries: books.len() },
                lists: Lists::Books(page.to_vec()),
            });
        }
    }
}

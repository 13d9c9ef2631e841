//! What a result turns out to follow from while it is made, besides what its key says: the files
//! it reads, the pages it leads to, the fonts of the machine. They are kept with it, and it is taken
//! again only while all of them are so.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::model::library::Files;
use crate::render::prose::Pages;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// A file has this digest, or cannot be read for this reason.
    File(String, Result<[u8; 32], String>),
    /// The only file of this name is here, or there is none.
    Found(String, Option<String>),
    /// A link to a file leads to this page, or nowhere.
    Page(String, Option<String>),
    /// A link to a place in a file, on pages of at most so many bytes, leads to this address, or
    /// nowhere near a heading of these words.
    Place(String, String, usize, Result<String, Option<String>>),
    /// The machine has the fonts of this mark; of those that have none nothing is known.
    Fonts(Option<[u8; 32]>),
}

/// What facts are compared with.
pub struct World<'a> {
    /// The files of the book.
    pub files: &'a dyn Files,
    /// The pages of its files.
    pub pages: &'a dyn Pages,
    /// Says what tells the fonts of the machine from any others.
    pub fonts: &'a dyn Fn() -> Option<[u8; 32]>,
}

impl World<'_> {
    /// Whether something is still so.
    pub fn has(&self, fact: &Fact) -> bool {
        match fact {
            Fact::File(path, digest) => self.files.digest(path) == *digest,
            Fact::Page(file, page) => self.pages.page(file) == page.as_deref(),
            Fact::Place(file, fragment, limit, place) => {
                self.pages.place(file, fragment, *limit) == *place
            }
            Fact::Found(name, path) => self.files.find(name) == *path,
            Fact::Fonts(mark) => mark.is_some() && (self.fonts)() == *mark,
        }
    }
}

/// Files and pages that take down what is asked of them.
pub struct Watch<'a> {
    files: &'a dyn Files,
    pages: &'a dyn Pages,
    /// Each once, with its place among them; none where nobody wants to know.
    facts: Option<Mutex<HashMap<Fact, usize>>>,
    /// A file that was read for the key.
    ahead: Mutex<Option<Ahead>>,
}

/// A file, its bytes and their digest.
pub type Ahead = (String, Vec<u8>, [u8; 32]);

impl<'a> Watch<'a> {
    pub fn new(world: &World<'a>, ahead: Option<Ahead>) -> Self {
        Self {
            facts: Some(Mutex::default()),
            ahead: Mutex::new(ahead),
            ..Self::idle(world)
        }
    }

    /// Files and pages that take nothing down.
    pub fn idle(world: &World<'a>) -> Self {
        Self {
            files: world.files,
            pages: world.pages,
            facts: None,
            ahead: Mutex::default(),
        }
    }

    /// Takes something down, once.
    pub fn note(&self, fact: impl FnOnce() -> Fact) {
        if let Some(facts) = &self.facts {
            let mut facts = facts.lock().unwrap_or_else(PoisonError::into_inner);
            let next = facts.len();
            facts.entry(fact()).or_insert(next);
        }
    }

    /// All that was asked, in the order it was.
    pub fn into_facts(self) -> Vec<Fact> {
        let facts = self.facts.unwrap_or_default().into_inner();
        let facts = facts.unwrap_or_else(PoisonError::into_inner).into_iter();
        let mut facts: Vec<(Fact, usize)> = facts.collect();
        facts.sort_by_key(|(_, place)| *place);
        facts.into_iter().map(|(fact, _)| fact).collect()
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("facts", &self.facts)
            .finish_non_exhaustive()
    }
}

impl Files for Watch<'_> {
    /// The digest is that of the very bytes that are handed over: a file that changes while a book
    /// is compiled must not be kept under what it was.
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if self.facts.is_none() {
            return self.files.read(path);
        }
        let ahead = self
            .ahead
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take_if(|(at, ..)| at == path);
        let read = match ahead {
            Some((_, bytes, digest)) => Ok((bytes, digest)),
            None => self.files.read_with_digest(path),
        };
        let (read, digest) = match read {
            Ok((bytes, digest)) => (Ok(bytes), Ok(digest)),
            Err(reason) => (Err(reason.clone()), Err(reason)),
        };
        self.note(|| Fact::File(path.to_owned(), digest));
        read
    }

    fn digest(&self, path: &str) -> Result<[u8; 32], String> {
        let digest = self.files.digest(path);
        self.note(|| Fact::File(path.to_owned(), digest.clone()));
        digest
    }

    fn display(&self, path: &str) -> String {
        self.files.display(path)
    }

    fn find(&self, name: &str) -> Option<String> {
        let path = self.files.find(name);
        self.note(|| Fact::Found(name.to_owned(), path.clone()));
        path
    }

    fn changed(&self) -> Option<String> {
        self.files.changed()
    }
}

impl Pages for Watch<'_> {
    fn page(&self, file: &str) -> Option<&str> {
        let page = self.pages.page(file);
        self.note(|| Fact::Page(file.to_owned(), page.map(str::to_owned)));
        page
    }

    fn elsewhere(&self, file: &str) -> Option<String> {
        let name = file.rsplit('/').next().unwrap_or_default();
        Files::find(self, name).filter(|found| self.pages.page(found).is_some())
    }

    fn place(&self, file: &str, fragment: &str, limit: usize) -> Result<String, Option<String>> {
        let place = self.pages.place(file, fragment, limit);
        self.note(|| Fact::Place(file.into(), fragment.into(), limit, place.clone()));
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Memory(HashMap<&'static str, &'static str>);

    impl Files for Memory {
        fn read(&self, path: &str) -> Result<Vec<u8>, String> {
            let text = self.0.get(path);
            text.map_or_else(|| Err("gone".into()), |text| Ok(text.as_bytes().into()))
        }

        fn display(&self, path: &str) -> String {
            path.into()
        }
    }

    /// Pages by their files, each with a heading of the name of its page.
    #[derive(Debug)]
    struct Table(HashMap<&'static str, &'static str>);

    impl Pages for Table {
        fn page(&self, file: &str) -> Option<&str> {
            self.0.get(file).copied()
        }

        fn place(&self, file: &str, _: &str, _: usize) -> Result<String, Option<String>> {
            self.page(file).map(str::to_owned).ok_or(None)
        }
    }

    #[test]
    fn facts_are_compared_with_the_world() {
        let facts = |files: &Memory, pages: &Table| {
            let world = World {
                files,
                pages,
                fonts: &|| Some([1; 32]),
            };
            let watch = Watch::new(&world, None);
            let _ = (
                watch.read("a.png"),
                watch.read("b.png"),
                watch.read("a.png"),
            );
            let _ = (watch.page("a.md"), watch.page("b.md"));
            let _ = watch.place("a.md", "灯", 9);
            watch.note(|| Fact::Fonts((world.fonts)()));
            let facts = watch.into_facts();
            assert!(facts.iter().all(|fact| world.has(fact)));
            facts
        };
        let pages = Table(HashMap::from([("a.md", "text/c1.xhtml")]));
        let before = facts(&Memory(HashMap::from([("a.png", "灯")])), &pages);
        assert_eq!(before.len(), 6);
        let changed = Memory(HashMap::from([("a.png", "塔"), ("b.png", "")]));
        let world = World {
            files: &changed,
            pages: &Table(HashMap::from([("b.md", "text/c1.xhtml")])),
            fonts: &|| Some([2; 32]),
        };
        assert!(!before.iter().any(|fact| world.has(fact)));
        assert!(!world.has(&Fact::Fonts(None)));
    }
}

//! Which works stand under which heading, and on which page.

use std::ops::Range;

use super::entry::{WAYS, way_size};
use crate::model::book::{Book, Work};
use chengshu_references::citation::typeset::{Arrangement, SetReference};

/// No less than what an entry takes besides its text and its links back, in bytes.
const ENTRY: usize = 160;

/// No less than what a work in short form takes besides its title, in bytes.
const SHORT: usize = 320;

/// Works under one heading, or the rest of them.
#[derive(Debug)]
pub(super) struct Group {
    pub heading: Heading,
    /// The works, by index.
    pub works: Range<usize>,
    /// Works that chapter cites too and that stand with an earlier one.
    pub earlier: Vec<usize>,
    /// No less than the bytes it takes.
    pub size: usize,
}

/// The heading of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// The title of a chapter.
    Chapter(usize),
    /// That the works are those of no chapter.
    Further,
    /// Nothing.
    None,
}

/// The groups a book's works stand in, none larger than `limit` bytes unless one entry is.
pub(super) fn groups(book: &Book, set: &[SetReference], limit: usize) -> Vec<Group> {
    let mut groups = Groups { book, set, limit, list: Vec::new() };
    match book.arrangement {
        Arrangement::ByChapter => groups.by_chapter(),
        Arrangement::Alphabetical | Arrangement::CitedOrder => {
            groups.push(Heading::None, 0..book.works.list.len(), &[]);
        }
    }
    groups.list
}

struct Groups<'a> {
    book: &'a Book,
    set: &'a [SetReference],
    limit: usize,
    list: Vec<Group>,
}

impl Groups<'_> {
    /// Works under the chapter that cites them first; a chapter that cites others' works has them
    /// named again.
    fn by_chapter(&mut self) {
        let works = &self.book.works.list;
        let first = |work: &Work| work.citations.first().map(|citation| citation.chapter);
        let mut next = 0;
        for (index, chapter) in self.book.chapters.iter().enumerate() {
            let start = next;
            while works.get(next).is_some_and(|work| first(work) == Some(index)) {
                next += 1;
            }
            let earlier = chapter.works.iter().copied();
            let mut earlier: Vec<usize> = earlier.filter(|&work| work < start).collect();
            earlier.sort_unstable();
            earlier.dedup();
            self.push(Heading::Chapter(index), start..next, &earlier);
        }
        self.push(Heading::Further, next..works.len(), &[]);
    }

    /// Adds works under a heading, in groups that are not too large.
    fn push(&mut self, heading: Heading, works: Range<usize>, earlier: &[usize]) {
        if works.is_empty() && earlier.is_empty() {
            return;
        }
        let mut group = Group {
            heading,
            works: works.start..works.start,
            earlier: Vec::new(),
            size: match heading {
                Heading::Chapter(chapter) => ENTRY + way_size(chapter, self.book),
                Heading::Further | Heading::None => ENTRY,
            },
        };
        let entries = works.map(|work| (work, self.entry_size(work), false));
        let earlier = earlier.iter().map(|&work| (work, self.short_size(work), true));
        let entries: Vec<_> = entries.chain(earlier).collect();
        for (work, size, is_earlier) in entries {
            let is_empty = group.works.is_empty() && group.earlier.is_empty();
            if group.size + size > self.limit && !is_empty {
                let rest = Group {
                    heading: Heading::None,
                    works: group.works.end..group.works.end,
                    earlier: Vec::new(),
                    size: ENTRY,
                };
                self.list.push(std::mem::replace(&mut group, rest));
            }
            group.size += size;
            if is_earlier {
                group.earlier.push(work);
            } else {
                group.works.end = work + 1;
            }
        }
        self.list.push(group);
    }

    fn entry_size(&self, work: usize) -> usize {
        let text: usize = self.set.get(work).map_or(0, |set| {
            let runs = set.runs.iter();
            runs.map(|run| {
                2 * run.text.len()
                    + 40
                    + 2 * run.href.as_ref().map_or(0, |href| href.as_str().len())
            })
            .sum()
        });
        let ways: usize = self.book.works.list.get(work).map_or(0, |work| {
            let ways = work.chapters().take(WAYS);
            ways.map(|chapter| way_size(chapter, self.book)).sum()
        });
        ENTRY + text + ways
    }

    fn short_size(&self, work: usize) -> usize {
        let title = self.book.works.list.get(work);
        SHORT + title.map_or(0, |work| 2 * work.reference.title.len())
    }
}

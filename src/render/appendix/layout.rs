//! Which works stand under which heading.

use std::ops::Range;

use crate::model::book::{Book, Work};
use chengshu_references::citation::typeset::{Arrangement, SetReference};

/// Works that stand in one list; more of them go on in the next, maybe on the next page.
const GROUP: usize = 400;

/// No less than what an entry and a link back take besides their text, in bytes.
const ENTRY: usize = 160;

/// Works under one heading, or the rest of them.
#[derive(Debug)]
pub(super) struct Group {
    pub heading: Heading,
    /// The works, by index.
    pub works: Range<usize>,
    /// Works that chapter cites too and that stand with an earlier one.
    pub earlier: Vec<usize>,
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

/// The groups a book's works stand in.
pub(super) fn groups(book: &Book) -> Vec<Group> {
    match book.arrangement {
        Arrangement::ByChapter => by_chapter(book),
        Arrangement::Alphabetical | Arrangement::CitedOrder => {
            let mut groups = Vec::new();
            let works = 0..book.works.list.len();
            push(&mut groups, Heading::None, works, Vec::new());
            groups
        }
    }
}

/// Works under the chapter that cites them first; a chapter that cites others' works has them
/// named again.
fn by_chapter(book: &Book) -> Vec<Group> {
    let works = &book.works.list;
    let first = |work: &Work| work.citations.first().map(|citation| citation.chapter);
    let mut groups = Vec::new();
    let mut next = 0;
    for (index, chapter) in book.chapters.iter().enumerate() {
        let start = next;
        while works
            .get(next)
            .is_some_and(|work| first(work) == Some(index))
        {
            next += 1;
        }
        let mut earlier: Vec<usize> = chapter
            .works
            .iter()
            .copied()
            .filter(|&work| work < start)
            .collect();
        earlier.sort_unstable();
        earlier.dedup();
        push(&mut groups, Heading::Chapter(index), start..next, earlier);
    }
    push(&mut groups, Heading::Further, next..works.len(), Vec::new());
    groups
}

/// Adds works under a heading, in groups that are not too large.
fn push(groups: &mut Vec<Group>, mut heading: Heading, works: Range<usize>, earlier: Vec<usize>) {
    let mut start = works.start;
    while works.end - start > GROUP {
        groups.push(Group {
            heading: std::mem::replace(&mut heading, Heading::None),
            works: start..start + GROUP,
            earlier: Vec::new(),
        });
        start += GROUP;
    }
    if start < works.end || !earlier.is_empty() {
        groups.push(Group {
            heading,
            works: start..works.end,
            earlier,
        });
    }
}

impl Group {
    /// No less than the bytes it takes.
    pub(super) fn size(&self, book: &Book, set: &[SetReference]) -> usize {
        let title = |chapter: usize| {
            book.chapters
                .get(chapter)
                .map_or(0, |chapter| chapter.title.len())
        };
        let entry = |work: usize| {
            let text: usize = set.get(work).map_or(0, |set| {
                let runs = set.runs.iter();
                runs.map(|run| {
                    2 * run.text.len()
                        + 40
                        + 2 * run.href.as_ref().map_or(0, |href| href.as_str().len())
                })
                .sum()
            });
            let ways: usize = book.works.list.get(work).map_or(0, |work| {
                work.chapters()
                    .map(|chapter| ENTRY + 2 * title(chapter))
                    .sum()
            });
            ENTRY + text + ways
        };
        let heading = match self.heading {
            Heading::Chapter(chapter) => ENTRY + 2 * title(chapter),
            Heading::Further | Heading::None => ENTRY,
        };
        heading + self.earlier.len() * ENTRY + self.works.clone().map(entry).sum::<usize>()
    }
}

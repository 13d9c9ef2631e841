//! Where a book uses its works: the mentions in its chapters, and the lists at their ends.

use super::page::page_path;
use crate::model::book::{Book, Work};

/// A mention of a work. Its id is made of its place among those of its chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The work, by its index.
    pub work: u32,
    /// The page of the chapter it stands on, from 0.
    pub page: u32,
    /// Where it stands in the source.
    pub at: u32,
}

/// A chapter as it was rendered.
#[derive(Debug)]
pub struct Rendered<'a> {
    /// The path of its last page, where its list is.
    pub last: &'a str,
    /// The works it mentions, in order.
    pub mentions: &'a [Mention],
}

/// The mentions of all works.
#[derive(Debug, Default)]
pub struct Uses {
    /// Work by work, in reading order.
    mentions: Vec<Use>,
    /// Where those of each work begin, and where the last end.
    starts: Vec<usize>,
    /// The path of each chapter's last page.
    lasts: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Use {
    chapter: u32,
    page: u32,
    number: u32,
}

/// A place where a work is used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The chapter, by its index.
    pub chapter: usize,
    /// Which of its places in the chapter this is, from 0.
    pub nth: usize,
    /// Where it is, from another page.
    pub href: String,
}

impl Uses {
    /// The uses of the works of a book, whose chapters were rendered so.
    pub fn of<'a>(book: &Book, chapters: impl Iterator<Item = Rendered<'a>> + Clone) -> Self {
        let mut starts = vec![0; book.works.list.len() + 1];
        for mention in chapters.clone().flat_map(|chapter| chapter.mentions) {
            if let Some(count) = starts.get_mut(mention.work as usize + 1) {
                *count += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut mentions = vec![Use::default(); starts.last().copied().unwrap_or(0)];
        let mut next = starts.clone();
        let mut lasts = Vec::new();
        for (index, chapter) in (0..).zip(chapters) {
            for (number, mention) in (0..).zip(chapter.mentions) {
                let place = next.get_mut(mention.work as usize);
                let Some(place) = place.filter(|place| **place < mentions.len()) else {
                    continue;
                };
                mentions[*place] = Use { chapter: index, page: mention.page, number };
                *place += 1;
            }
            lasts.push(chapter.last.to_owned());
        }
        Self { mentions, starts, lasts }
    }

    /// Whether a work is used anywhere.
    pub(super) fn any(&self, number: usize, book: &Book) -> bool {
        let cited = book.works.list.get(number);
        !self.of_work(number).is_empty() || cited.is_some_and(|work| !work.citations.is_empty())
    }

    fn of_work(&self, number: usize) -> &[Use] {
        let span = self.starts.get(number).zip(self.starts.get(number + 1));
        span.and_then(|(&start, &end)| self.mentions.get(start..end))
            .unwrap_or_default()
    }

    /// The places of a work in reading order: its mentions, and the list of a chapter that cites it
    /// without a mention.
    pub(super) fn places(&self, number: usize, book: &Book) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut mentions = self.of_work(number).iter().peekable();
        let cited = book.works.list.get(number).into_iter();
        let mut cited = cited.flat_map(Work::chapters).peekable();
        loop {
            let mentioned = mentions.peek().map(|mention| mention.chapter as usize);
            let chapter = match (mentioned, cited.peek().copied()) {
                (Some(mentioned), Some(cited)) => mentioned.min(cited),
                (Some(chapter), None) | (None, Some(chapter)) => chapter,
                (None, None) => return places,
            };
            let _ = cited.next_if_eq(&chapter);
            if mentioned != Some(chapter) {
                let last = self.lasts.get(chapter).map_or("", String::as_str);
                places.push(Place {
                    chapter,
                    nth: 0,
                    href: format!("{}#{}", last.trim_start_matches("text/"), mark_id(number)),
                });
                continue;
            }
            let stem = book.chapters.get(chapter).map_or("", |it| it.stem.as_str());
            let mut nth = 0;
            while let Some(mention) = mentions.next_if(|it| it.chapter as usize == chapter) {
                let path = page_path(stem, mention.page as usize);
                let id = mention_id(mention.number as usize);
                let href = format!("{}#{id}", path.trim_start_matches("text/"));
                places.push(Place { chapter, nth, href });
                nth += 1;
            }
        }
    }
}

/// The id of a chapter's mention, numbered from 0.
pub(super) fn mention_id(number: usize) -> String {
    format!("m{}", number + 1)
}

/// The id of a work in the list at the end of a chapter.
pub(super) fn mark_id(work: usize) -> String {
    format!("r-{}", work + 1)
}

//! The bibliography: every work once, with links to the chapters that cite it; and what chapters
//! need to link to it.

mod entry;
mod layout;

use std::collections::HashSet;
use std::iter;
use std::sync::Arc;

use super::page::{page_path, shell};
use super::short;
use super::uses::{Uses, mark_id};
use crate::model::book::{Book, Chapter};
use crate::model::form::Form;
use chengshu_epub::publication::Page;
use chengshu_references::citation::typeset::SetReference;
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::labels::Labels;
use chengshu_writing::language::primary;
pub(super) use entry::set;
use entry::ways_back;
use layout::{Group, Heading};

/// Where a style has the page of a citation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pages {
    /// Within the brackets: `[3, p. 35]`, `(Keeper, 1998, p. 35)`.
    #[default]
    Inside,
    /// Raised, behind the brackets (GB/T 7714—2015, section 10.1.3).
    Raised,
}

/// The works of a book, set, each with its place in the bibliography.
#[derive(Debug, Default)]
pub struct Appendix {
    set: Arc<[SetReference]>,
    groups: Vec<Group>,
    /// The page each group stands on, by number.
    pages: Vec<usize>,
    /// The page each work stands on, by number.
    page_of: Vec<usize>,
    /// The most bytes a page takes.
    limit: usize,
    cites: Pages,
    /// The book's language.
    language: String,
}

/// The way from a chapter to a work.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Way {
    /// The mark of the work in the text: `[12]`, or `王小明, 2001`.
    pub mark: String,
    /// Where its entry is, from a page of the text.
    pub href: String,
}

impl Appendix {
    /// Puts the works of a book on pages. `set` holds them as set, in the same order; `cites` is where
    /// their style has pages.
    pub fn new(book: &Book, form: Form, set: Arc<[SetReference]>, cites: Pages) -> Self {
        // Where works are mentioned is not known yet; the rest of a page is for the ways back.
        let limit = form.page_limit / 4 * 3;
        let groups = layout::groups(book, &set, limit);
        let mut pages = Vec::with_capacity(groups.len());
        let mut page_of = vec![0; set.len()];
        let (mut page, mut filled) = (0, 0);
        for group in &groups {
            if filled > 0 && filled + group.size > limit {
                page += 1;
                filled = 0;
            }
            filled += group.size;
            pages.push(page);
            for work in group.works.clone() {
                page_of[work] = page;
            }
        }
        Self {
            set,
            groups,
            pages,
            page_of,
            limit: form.page_limit,
            cites,
            language: book.language.clone(),
        }
    }

    /// Where citations in the text have pages.
    pub(super) fn cites(&self) -> Pages {
        self.cites
    }

    /// The entry of a work, by its index.
    pub(super) fn entry(&self, work: usize) -> Option<Vec<Node>> {
        let set = self.set.get(work)?;
        Some(entry::set(set, &self.language))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// The way to a work, by its index.
    pub fn way(&self, work: usize) -> Option<Way> {
        let set = self.set.get(work)?;
        Some(Way {
            mark: set.mark.clone().unwrap_or_else(|| format!("[{}]", work + 1)),
            href: format!(
                "{}#{}",
                page_path(NAME, *self.page_of.get(work)?).trim_start_matches("text/"),
                entry_id(work)
            ),
        })
    }

    /// What makes the pages, each by itself. `uses` is where the works are cited and mentioned.
    pub fn pages<'a>(
        &'a self,
        book: &'a Book,
        uses: &'a Uses,
        labels: &'a Labels,
    ) -> impl Iterator<Item = impl FnOnce() -> Page + 'a> + 'a {
        let groups = self.pages.chunk_by(|a, b| a == b);
        let mut rest = self.groups.as_slice();
        groups.enumerate().map(move |(number, on_page)| {
            let groups;
            (groups, rest) = rest.split_at(on_page.len().min(rest.len()));
            move || {
                let filled: usize = groups.iter().map(|group| group.size).sum();
                let mut room = self.limit.saturating_sub(filled);
                let sections =
                    groups.iter().map(|group| self.group(group, book, uses, labels, &mut room));
                page(number, sections.collect(), book, labels)
            }
        })
    }

    /// The path of the first page, if there is one.
    pub fn first_page(&self) -> Option<String> {
        (!self.groups.is_empty()).then(|| page_path(NAME, 0))
    }

    fn group(
        &self,
        group: &Group,
        book: &Book,
        uses: &Uses,
        labels: &Labels,
        room: &mut usize,
    ) -> Element {
        let mut section = element("section");
        match group.heading {
            Heading::Chapter(index) => {
                if let Some(chapter) = book.chapters.get(index) {
                    let link = element("a")
                        .attr("href", format!("{}.xhtml#title", chapter.stem))
                        .text(chapter.title.clone());
                    section = section.child(element("h2").child(link));
                }
            }
            Heading::Further => section = section.child(element("h2").text(labels.further_works)),
            Heading::None => {}
        }
        let entries = group.works.clone().filter_map(|number| {
            let work = book.works.list.get(number)?;
            let cited: Vec<usize> = work.chapters().take(entry::WAYS).collect();
            let places = uses.places(number, book);
            let item = element("li").attr("id", entry_id(number)).nodes(self.entry(number)?);
            Some(item.nodes(ways_back(&places, &cited, book, room)))
        });
        let numbered = self.set.get(group.works.start).is_some_and(|set| set.mark.is_none());
        let list = if numbered {
            let first = group.works.start + 1;
            element("ol").attr_opt("start", (first > 1).then(|| first.to_string()))
        } else {
            element("ul")
        };
        if !group.works.is_empty() {
            section = section.child(list.children(entries));
        }
        if !group.earlier.is_empty() {
            let mut see_also = element("p").attr("class", "earlier").text(labels.see_also);
            let mark = match primary(&book.language) {
                "zh" | "ja" => "；",
                _ => "; ",
            };
            for (number, &work) in group.earlier.iter().enumerate() {
                let (Some(way), Some(short)) = (self.way(work), short_form(work, book)) else {
                    continue;
                };
                let link = element("a").attr("href", way.href).nodes(short);
                see_also = see_also.text(if number > 0 { mark } else { "" }).child(link);
            }
            section = section.child(see_also);
        }
        section
    }

    /// The works of a chapter, at its end, in short form: each leads to the bibliography. Nothing if there
    /// are none. `numbered` says whether they show the numbers of the chapter's own list.
    pub(super) fn works_of(
        &self,
        chapter: &Chapter,
        book: &Book,
        numbered: bool,
        labels: &Labels,
    ) -> Vec<Element> {
        let mut seen = HashSet::new();
        let numbers = chapter.numbers.iter().filter(|_| numbered).copied();
        let works = chapter.works.iter().copied().zip(numbers.chain(iter::repeat(0)));
        let once = works.filter(|(work, _)| seen.insert(*work));
        let items = once.filter_map(|(work, number)| {
            let link = element("a")
                .attr("role", "doc-biblioref")
                .attr("id", mark_id(work))
                .attr("href", self.way(work)?.href)
                .nodes(short_form(work, book)?);
            let number = (number > 0).then(|| format!("[{number}] "));
            Some(element("li").text(number.unwrap_or_default()).child(link))
        });
        let items: Vec<Element> = items.collect();
        if items.is_empty() {
            return Vec::new();
        }
        let label = element("p").attr("class", "references").text(labels.references);
        let list = element("ul").attr("class", "references").children(items);
        vec![label, list]
    }
}

/// A work in short form.
fn short_form(work: usize, book: &Book) -> Option<Vec<Node>> {
    Some(short::work(&book.works.list.get(work)?.reference, book))
}

fn page(number: usize, groups: Vec<Element>, book: &Book, labels: &Labels) -> Page {
    let title = match number {
        0 => labels.bibliography.to_owned(),
        _ => format!("{} ({})", labels.bibliography, number + 1),
    };
    let body = element("section")
        .attr("class", "bibliography")
        .attr("epub:type", "bibliography")
        .attr("role", "doc-bibliography")
        .attr("aria-labelledby", "title")
        .child(element("h1").attr("id", "title").text(title.clone()))
        .children(groups);
    Page { path: page_path(NAME, number), root: shell(&book.language, &title, body) }
}

/// The name of its pages.
const NAME: &str = "bibliography";

fn entry_id(work: usize) -> String {
    format!("b-{}", work + 1)
}

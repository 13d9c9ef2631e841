//! The bibliography: every work once, with links to the chapters that cite it; and what chapters
//! need to link to it.

mod entry;
mod layout;

use std::collections::HashSet;
use std::sync::Arc;

use super::page::{page_path, shell};
use crate::model::book::Book;
use crate::model::form::Form;
use chengshu_epub::publication::Page;
use chengshu_references::citation::typeset::SetReference;
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::labels::Labels;
pub(super) use entry::set;
use entry::ways_back;
use layout::{Group, Heading};

/// The works of a book, set, each with its place in the bibliography.
#[derive(Debug, Default)]
pub struct Appendix {
    set: Arc<[SetReference]>,
    groups: Vec<Group>,
    /// The page each group stands on, by number.
    pages: Vec<usize>,
    /// The page each work stands on, by number.
    page_of: Vec<usize>,
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
    /// Puts the works of a book on pages. `set` holds them as set, in the same order.
    pub fn new(book: &Book, form: Form, set: Arc<[SetReference]>) -> Self {
        let groups = layout::groups(book);
        let mut pages = Vec::with_capacity(groups.len());
        let mut page_of = vec![0; set.len()];
        let (mut page, mut filled) = (0, 0);
        for group in &groups {
            let size = group.size(book, &set);
            if filled > 0 && filled + size > form.page_limit {
                page += 1;
                filled = 0;
            }
            filled += size;
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
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// The way to a work, by its index.
    pub fn way(&self, work: usize) -> Option<Way> {
        let set = self.set.get(work)?;
        Some(Way {
            mark: set
                .mark
                .clone()
                .unwrap_or_else(|| format!("[{}]", work + 1)),
            href: format!(
                "{}#{}",
                page_path(NAME, *self.page_of.get(work)?).trim_start_matches("text/"),
                entry_id(work)
            ),
        })
    }

    /// What makes the pages, each by itself. `lasts` has the path of each chapter's last page, where
    /// its own references are.
    pub fn pages<'a>(
        &'a self,
        book: &'a Book,
        lasts: &'a [String],
        labels: &'a Labels,
    ) -> impl Iterator<Item = impl FnOnce() -> Page + 'a> + 'a {
        let groups = self.pages.chunk_by(|a, b| a == b);
        let mut rest = self.groups.as_slice();
        groups.enumerate().map(move |(number, on_page)| {
            let groups;
            (groups, rest) = rest.split_at(on_page.len().min(rest.len()));
            move || {
                let sections = groups
                    .iter()
                    .map(|group| self.group(group, book, lasts, labels));
                page(number, sections.collect(), book, labels)
            }
        })
    }

    /// The path of the first page, if there is one.
    pub fn first_page(&self) -> Option<String> {
        (!self.groups.is_empty()).then(|| page_path(NAME, 0))
    }

    fn group(&self, group: &Group, book: &Book, lasts: &[String], labels: &Labels) -> Element {
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
        let own = match group.heading {
            Heading::Chapter(chapter) => Some(chapter),
            Heading::Further | Heading::None => None,
        };
        let entries = group.works.clone().filter_map(|number| {
            let work = book.works.list.get(number)?;
            let set = self.set.get(number)?;
            let item = element("li")
                .attr("id", entry_id(number))
                .nodes(entry::set(set, &book.language));
            Some(item.nodes(ways_back(number, work, own, book, lasts)))
        });
        let numbered = self
            .set
            .get(group.works.start)
            .is_some_and(|set| set.mark.is_none());
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
            let ways = group.earlier.iter().filter_map(|&work| self.way(work));
            let links = ways.map(|way| link(&way));
            section = section.child(line("earlier", labels.see_also, links));
        }
        section
    }
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
    Page {
        path: page_path(NAME, number),
        root: shell(&book.language, &title, body),
    }
}

/// The name of its pages.
const NAME: &str = "bibliography";

fn entry_id(work: usize) -> String {
    format!("b-{}", work + 1)
}

/// The id of a work's mark at the end of a chapter.
fn mark_id(work: usize) -> String {
    format!("r-{}", work + 1)
}

fn link(way: &Way) -> Element {
    element("a")
        .attr("role", "doc-biblioref")
        .attr("href", way.href.clone())
        .text(way.mark.clone())
}

/// The works of a chapter, at its end: marks that lead to the bibliography. Nothing if there are
/// none.
pub fn marks(works: &[usize], appendix: &Appendix, labels: &Labels) -> Option<Element> {
    let mut seen = HashSet::new();
    let once = works.iter().filter(|&&work| seen.insert(work));
    let links: Vec<Element> = once
        .filter_map(|&work| Some(link(&appendix.way(work)?).attr("id", mark_id(work))))
        .collect();
    (!links.is_empty()).then(|| line("references", labels.references, links))
}

/// Links after a label, parted by semicolons unless they stand in brackets.
fn line(
    class: &'static str,
    label: &'static str,
    links: impl IntoIterator<Item = Element>,
) -> Element {
    let mut line = element("p").attr("class", class).text(label);
    for (number, link) in links.into_iter().enumerate() {
        let bracketed =
            matches!(link.children.first(), Some(Node::Text(mark)) if mark.ends_with(']'));
        if number > 0 {
            line = line.text(if bracketed { " " } else { "; " });
        }
        line = line.child(link);
    }
    line
}

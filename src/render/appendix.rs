//! The bibliography: every work once, with links to the chapters that cite it; and what chapters
//! need to link to it.

use super::address::{Destination, autolink, destination};
use super::pagination::SOFT_LIMIT;
use super::shell;
use crate::labels::Labels;
use crate::language;
use crate::model::book::Book;
use crate::model::citation::{Arrangement, Face, Run, SetReference};
use crate::model::package::Page;
use crate::model::works::Work;
use crate::xml::{Element, Node, element};

/// Works that stand in one list; more of them go on in the next, maybe on the next page.
const GROUP: usize = 400;

/// No less than what an entry and a link back take besides their text, in bytes.
const ENTRY: usize = 160;

/// The works of a book, set, each with its place in the bibliography.
#[derive(Debug, Default)]
pub struct Appendix {
    set: Vec<SetReference>,
    groups: Vec<Group>,
    /// The page each group stands on, by number.
    pages: Vec<usize>,
    /// The page each work stands on, by number.
    page_of: Vec<usize>,
}

/// Works under one heading, or the rest of them.
#[derive(Debug)]
struct Group {
    heading: Heading,
    /// The works, by index.
    works: std::ops::Range<usize>,
    /// Works that chapter cites too and that stand with an earlier one.
    earlier: Vec<usize>,
}

/// What stands over a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    /// The title of a chapter.
    Chapter(usize),
    /// That the works are those of no chapter.
    Further,
    /// Nothing.
    None,
}

/// The way from a chapter to a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What stands for the work in the text: `[12]`, or `王小明, 2001`.
    pub mark: String,
    /// Where its entry is, from a page of the text.
    pub href: String,
}

impl Appendix {
    /// Puts the works of a book on pages. `set` holds them as set, in the same order.
    pub fn new(book: &Book, set: Vec<SetReference>) -> Self {
        let groups = match book.arrangement {
            Arrangement::ByChapter => by_chapter(book),
            Arrangement::Alphabetical | Arrangement::CitedOrder => one_list(set.len()),
        };
        let mut pages = Vec::with_capacity(groups.len());
        let mut page_of = vec![0; set.len()];
        let (mut page, mut filled) = (0, 0);
        for group in &groups {
            let size = group.size(book, &set);
            if filled > 0 && filled + size > SOFT_LIMIT {
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
            href: format!("{}#{}", file(*self.page_of.get(work)?), entry_id(work)),
        })
    }

    /// The pages. `lasts` has the path of each chapter's last page, where its own references are.
    pub fn pages(&self, book: &Book, lasts: &[String], labels: &Labels) -> Vec<Page> {
        let mut pages: Vec<Vec<Element>> = Vec::new();
        for (group, &page) in self.groups.iter().zip(&self.pages) {
            if pages.len() <= page {
                pages.push(Vec::new());
            }
            if let Some(page) = pages.last_mut() {
                page.push(self.group(group, book, lasts, labels));
            }
        }
        pages
            .into_iter()
            .enumerate()
            .map(|(number, groups)| page(number, groups, book, labels))
            .collect()
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
                .nodes(self::set(set, &book.language));
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
            let mut earlier = element("p").attr("class", "earlier").text(labels.see_also);
            for way in ways {
                earlier = earlier.text(" ").child(link(&way));
            }
            section = section.child(earlier);
        }
        section
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

fn one_list(works: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    push(&mut groups, Heading::None, 0..works, Vec::new());
    groups
}

/// Adds works under a heading, in groups that are not too large.
fn push(
    groups: &mut Vec<Group>,
    mut heading: Heading,
    works: std::ops::Range<usize>,
    earlier: Vec<usize>,
) {
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
    fn size(&self, book: &Book, set: &[SetReference]) -> usize {
        let title = |chapter: usize| {
            book.chapters
                .get(chapter)
                .map_or(0, |chapter| chapter.title.len())
        };
        let entry = |work: usize| {
            let text: usize = set.get(work).map_or(0, |set| {
                let runs = set.runs.iter();
                runs.map(|run| {
                    2 * run.text.len() + 40 + 2 * run.href.as_ref().map_or(0, String::len)
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
        path: format!("text/{}", file(number)),
        root: shell(&book.language, &title, body),
    }
}

/// The name of a page of the bibliography.
fn file(number: usize) -> String {
    match number {
        0 => "bibliography.xhtml".to_owned(),
        _ => format!("bibliography-{}.xhtml", number + 1),
    }
}

fn entry_id(work: usize) -> String {
    format!("b-{}", work + 1)
}

/// The id of a work's mark at the end of a chapter.
fn mark_id(work: usize) -> String {
    format!("r-{}", work + 1)
}

/// An entry as a style set it, its language marked where it is not the book's.
pub(super) fn set(set: &SetReference, book: &str) -> Vec<Node> {
    let text: String = set.runs.iter().map(|run| run.text.as_str()).collect();
    let nodes = set.runs.iter().flat_map(run);
    match language::of_run(&text, book) {
        Some(language) if !text.chars().any(crate::script::is_ideographic) => {
            let span = element("span")
                .attr("lang", language)
                .attr("xml:lang", language);
            vec![Node::Element(span.nodes(nodes))]
        }
        _ => nodes.collect(),
    }
}

fn run(run: &Run) -> Vec<Node> {
    let href = run
        .href
        .as_deref()
        .and_then(|href| match destination(href) {
            Destination::Web(address) => Some(address),
            Destination::File(_) | Destination::Nowhere => None,
        });
    let text = |text: &str| Node::Text(text.to_owned().into());
    let link = |address: String, words: &str| {
        Node::Element(element("a").attr("href", address).text(words.to_owned()))
    };
    let nodes: Vec<Node> = match href {
        Some(address) => vec![link(address, &run.text)],
        None => autolink(&run.text)
            .into_iter()
            .map(|(words, address)| match address {
                Some(address) => link(address, words),
                None => text(words),
            })
            .collect(),
    };
    let name = match run.face {
        Face::Roman => return nodes,
        Face::Italic => "i",
        Face::Bold => "b",
        Face::SmallCaps => {
            return vec![Node::Element(
                element("span").attr("class", "caps").nodes(nodes),
            )];
        }
        Face::Superscript => "sup",
        Face::Subscript => "sub",
    };
    vec![Node::Element(element(name).nodes(nodes))]
}

/// Links from a work to the chapters that cite it: an arrow to the one it stands under, the
/// titles of the others.
fn ways_back(
    number: usize,
    work: &Work,
    own: Option<usize>,
    book: &Book,
    lasts: &[String],
) -> Vec<Node> {
    let mut nodes = Vec::new();
    for index in work.chapters() {
        let (Some(chapter), Some(last)) = (book.chapters.get(index), lasts.get(index)) else {
            continue;
        };
        let words = if own == Some(index) {
            "↩".to_owned()
        } else {
            format!("↩ {}", chapter.title)
        };
        let link = element("a")
            .attr("class", "back")
            .attr("role", "doc-backlink")
            .attr(
                "href",
                format!("{}#{}", last.trim_start_matches("text/"), mark_id(number)),
            )
            .attr("title", chapter.title.clone())
            .text(words);
        nodes.push(Node::Text(" ".into()));
        nodes.push(Node::Element(link));
    }
    nodes
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
    let mut line = element("p")
        .attr("class", "references")
        .text(labels.references);
    let mut seen = std::collections::HashSet::new();
    for &work in works {
        if seen.insert(work)
            && let Some(way) = appendix.way(work)
        {
            line = line.text(" ").child(link(&way).attr("id", mark_id(work)));
        }
    }
    (!seen.is_empty()).then_some(line)
}

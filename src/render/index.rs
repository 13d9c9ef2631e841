//! The index: works and the people who made them, with the places where the book speaks of them.

use std::collections::HashSet;

use super::appendix::Appendix;
use super::page::{fill, page_path, shell};
use super::short;
use super::uses::{Place, Uses};
use super::words::letters;
use crate::model::book::{Book, Chapter, Named, Term};
use crate::model::form::Form;
use chengshu_epub::publication::Page;
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::labels::Labels;
use chengshu_writing::language::primary;
use chengshu_writing::script::columns;

/// The name of its pages.
const NAME: &str = "index";

/// So many places stand behind a term; it is repeated before more of them.
const PLACES: usize = 100;

/// The longest title a place is called by, in columns.
const LONGEST: usize = 28;

/// The index of a book.
#[derive(Debug)]
pub struct Index<'a> {
    book: &'a Book,
    appendix: &'a Appendix,
    uses: &'a Uses,
    labels: &'a Labels,
    /// Terms that are used anywhere.
    terms: Vec<&'a Term>,
    /// Whether each chapter has a number of its own that places are called by.
    is_numbered: bool,
}

impl<'a> Index<'a> {
    /// The index of a book, whose works stand in `appendix` and are used as `uses` has it.
    pub fn new(book: &'a Book, appendix: &'a Appendix, uses: &'a Uses, labels: &'a Labels) -> Self {
        let used = |term: &&'a Term| match &term.names {
            Named::Work(work) => uses.any(*work, book),
            Named::Person { works, .. } => works.iter().any(|work| uses.any(*work, book)),
        };
        let mut numbers = HashSet::new();
        let mut is_numbered = |chapter: &Chapter| {
            let number = chapter.episode;
            number.is_some_and(|number| numbers.insert(number))
        };
        Self {
            is_numbered: book.chapters.iter().all(&mut is_numbered),
            book,
            appendix,
            uses,
            labels,
            terms: book.index.iter().filter(used).collect(),
        }
    }

    /// The path of the first page, if there is one.
    pub fn first_page(&self) -> Option<String> {
        (!self.terms.is_empty()).then(|| page_path(NAME, 0))
    }

    /// The pages.
    pub fn pages(&'a self, form: Form) -> impl Iterator<Item = Page> + 'a {
        let mut last = None;
        let entries = self.terms.iter().flat_map(move |term| {
            let is_next = last.replace(term.letter) != Some(term.letter);
            let heading = is_next.then(|| self.heading(term.letter));
            let mut entries = self.entries(term);
            if let Some(first) = entries.first_mut() {
                first.children.splice(0..0, heading.map(Node::Element));
            }
            entries
        });
        fill(NAME, form.page_limit, entries, |number, _, entries| self.page(number, entries))
    }

    /// A page. Its entries are boxes of an item, and before the first of a letter a heading.
    fn page(&self, number: usize, entries: Vec<Element>) -> Element {
        let title = match number {
            0 => self.labels.index.to_owned(),
            _ => format!("{} ({})", self.labels.index, number + 1),
        };
        let group = || element("section").attr("epub:type", "index-group");
        let mut groups: Vec<(Element, Vec<Node>)> = Vec::new();
        for node in entries.into_iter().flat_map(|entry| entry.children) {
            match node {
                Node::Element(heading) if heading.name == "h2" => {
                    groups.push((group().child(heading), Vec::new()));
                }
                item => match groups.last_mut() {
                    Some((_, items)) => items.push(item),
                    None => groups.push((group(), vec![item])),
                },
            }
        }
        let groups = groups.into_iter().map(|(group, items)| {
            let list = element("ul").attr("epub:type", "index-entry-list");
            group.child(list.nodes(items))
        });
        let body = element("section")
            .attr("class", "index")
            .attr("epub:type", "index")
            .attr("role", "doc-index")
            .attr("aria-labelledby", "title")
            .child(element("h1").attr("id", "title").text(title.clone()))
            .children(groups);
        shell(&self.book.language, &title, body)
    }

    fn heading(&self, letter: Option<char>) -> Element {
        let heading = element("h2");
        match letter {
            Some(letter) => heading.text(letter.to_string()),
            None => heading.text(self.labels.symbols),
        }
    }

    /// The entries of a term: one, unless it has very many places.
    fn entries(&self, term: &Term) -> Vec<Element> {
        let entry = |content: Vec<Node>| {
            let item = element("li").attr("epub:type", "index-entry");
            element("div").child(item.nodes(content))
        };
        match &term.names {
            Named::Work(work) => self
                .places(*work)
                .into_iter()
                .map(|places| {
                    let mut content = self.title(*work);
                    let reference = &self.book.works.list.get(*work).map(|work| &work.reference);
                    if let Some(author) = reference.and_then(|it| short::author_of(it)) {
                        let by = element("span").attr("class", "by").text(author);
                        content.extend([Node::Text(" ".into()), Node::Element(by)]);
                    }
                    content.push(Node::Text(self.marks().0.into()));
                    content.extend(places);
                    entry(content)
                })
                .collect(),
            Named::Person { name, works } => {
                let mut lists: Vec<(usize, Vec<Element>)> = Vec::new();
                for work in works {
                    for places in self.places(*work) {
                        let item = element("li").attr("epub:type", "index-entry");
                        let item = item.nodes(self.title(*work)).text(self.marks().0);
                        let count = places.len();
                        let item = item.nodes(places);
                        match lists.last_mut() {
                            Some((filled, items)) if *filled + count <= 2 * PLACES => {
                                *filled += count;
                                items.push(item);
                            }
                            _ => lists.push((count, vec![item])),
                        }
                    }
                }
                let entries = lists.into_iter().map(|(_, items)| {
                    let term = element("span").attr("epub:type", "index-term");
                    let list = element("ul").attr("epub:type", "index-entry-list");
                    entry(vec![
                        Node::Element(term.text(name.to_string())),
                        Node::Element(list.children(items)),
                    ])
                });
                entries.collect()
            }
        }
    }

    /// The title of a work, which leads to its entry in the bibliography.
    fn title(&self, work: usize) -> Vec<Node> {
        let (Some(known), Some(way)) = (self.book.works.list.get(work), self.appendix.way(work))
        else {
            return Vec::new();
        };
        let link = element("a")
            .attr("epub:type", "index-term")
            .attr("href", way.href)
            .nodes(short::title(&known.reference, self.book));
        vec![Node::Element(link)]
    }

    /// Links to the places of a work, in portions.
    fn places(&self, work: usize) -> Vec<Vec<Node>> {
        let places = self.uses.places(work, self.book);
        let portions = places.chunks(PLACES).map(|places| {
            let mut nodes = Vec::new();
            for place in places {
                let Some(chapter) = self.book.chapters.get(place.chapter) else {
                    continue;
                };
                if !nodes.is_empty() {
                    let gap = if place.nth == 0 { self.marks().1 } else { " " };
                    nodes.push(Node::Text(gap.into()));
                }
                nodes.push(Node::Element(self.locator(place, chapter)));
            }
            nodes
        });
        portions.collect()
    }

    /// The marks before places and between them.
    fn marks(&self) -> (&'static str, &'static str) {
        let is_solid = matches!(primary(&self.book.language), "zh" | "ja");
        match (is_solid, self.is_numbered) {
            (true, true) => (" ", "、"),
            (true, false) => ("：", "；"),
            (false, true) => (" ", ", "),
            (false, false) => (": ", "; "),
        }
    }

    /// A link to a place: the first of a chapter is called by the chapter, others by a letter.
    fn locator(&self, place: &Place, chapter: &Chapter) -> Element {
        let words = match (place.nth, chapter.episode.filter(|_| self.is_numbered)) {
            (0, Some(number)) => {
                let (before, after) = self.labels.episode;
                format!("{before}{number}{after}")
            }
            (0, None) => clipped(&chapter.title),
            (nth, _) => letters(nth),
        };
        let full = (words != chapter.title).then(|| format!("{words} {}", chapter.title));
        element("a")
            .attr("epub:type", "index-locator")
            .attr("href", place.href.clone())
            .attr_opt("aria-label", full)
            .text(words)
    }
}

/// The beginning of a title.
fn clipped(title: &str) -> String {
    let mut width = 0;
    let end = title.char_indices().find(|(_, c)| {
        width += columns(*c);
        width > LONGEST
    });
    match end {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

//! The pages of a chapter, and of introductory texts.

use std::collections::BTreeMap;

use super::appendix::Appendix;
use super::mentions::Mentions;
use super::page::{page_path, shell};
use super::pagination::paginate;
use super::prose::{Prose, Section, Setting};
use super::targets::Targets;
use super::titles::Titles;
use super::uses::Mention;
use super::words::{annotated, clock, day, join_names};
use crate::model::block::{Block, visit_text};
use crate::model::book::{Book, Chapter};
use crate::model::text_sum::{OrderedSum, TextSum};
use chengshu_epub::publication::{NavPoint, Page};
use chengshu_text::diag::Sink;
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::labels::Labels;

/// A file that became pages.
#[derive(Debug)]
pub struct Rendered {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Their entry in the table of contents.
    pub contents: NavPoint,
    /// Sum of the running text on the pages.
    pub text_sum: TextSum,
    /// Whether the pages read in the order of the blocks.
    pub in_order: bool,
    /// The works it mentions, in the order of their ids.
    pub mentions: Vec<Mention>,
}

/// Renders a chapter. Pages are named after its stem; the first holds the opening.
pub fn chapter(
    book: &Book,
    chapter: &Chapter,
    blocks: Vec<Block>,
    (titles, appendix): (&Titles, &Appendix),
    setting: &Setting<'_>,
    sink: &mut Sink,
) -> Rendered {
    let opening = opening(book, chapter, setting);
    let parts = paginate(blocks, setting.form.page_limit);
    let count = parts.len();
    let (mut pages, mut contents) = (Vec::new(), Vec::new());
    let mut tally = Tally::default();
    let mentions = Mentions::of(chapter, titles, appendix);
    let targets = targets_of_pages(chapter, &parts, setting.headings);
    let mut prose = Prose::new(setting, targets, mentions, sink);
    for (number, blocks) in parts.into_iter().enumerate() {
        let path = page_path(&chapter.stem, number);
        let mut sections = Vec::new();
        tally.expect(&blocks);
        let file = path.trim_start_matches("text/");
        let body = prose.page(file, blocks, &mut sections);
        let mut section =
            element("section").attr("epub:type", "chapter").attr("role", "doc-chapter");
        section = if number == 0 {
            section.attr("aria-labelledby", "title").child(opening.clone())
        } else {
            section.attr("aria-labelledby", "title").child(running_head(&chapter.title))
        };
        section = section.children(body);
        if number + 1 == count {
            let labels = setting.labels;
            let numbered = prose.mentions.are_numbered();
            section = section.child_opt(closing(chapter, book, appendix, numbered, labels));
        }
        tally.see(&section);
        nest(&mut contents, &path, sections);
        pages.push(Page { path, root: shell(&chapter.language, &chapter.title, section) });
    }
    let mentions = prose.mentions.into_found();
    // The contents of all chapters are kept until the book is bound.
    shrink(&mut contents);
    Rendered {
        contents: NavPoint {
            label: chapter.title.as_str().into(),
            href: chapter.page().into(),
            children: contents,
        },
        pages,
        text_sum: tally.text_sum,
        in_order: tally.expected == tally.seen,
        mentions,
    }
}

/// The targets of links to a chapter whose pages are of at most `limit` bytes.
pub fn targets(
    chapter: &Chapter,
    blocks: Vec<Block>,
    headings: &BTreeMap<usize, String>,
    limit: usize,
) -> Targets {
    targets_of_pages(chapter, &paginate(blocks, limit), headings)
}

fn targets_of_pages(
    chapter: &Chapter,
    parts: &[Vec<Block>],
    headings: &BTreeMap<usize, String>,
) -> Targets {
    let titles = std::iter::once(&chapter.title).chain(&chapter.other_titles);
    let pages = parts.iter().enumerate().map(|(number, blocks)| {
        let path = page_path(&chapter.stem, number);
        let file = path.trim_start_matches("text/").to_owned();
        (file, blocks.as_slice())
    });
    Targets::of(titles.map(String::as_str), pages, headings)
}

/// Compares the text that should be on the pages with the text that is.
#[derive(Default)]
struct Tally {
    text_sum: TextSum,
    expected: OrderedSum,
    seen: OrderedSum,
}

impl Tally {
    /// Notes are moved to the end of their page, so they are expected there.
    fn expect(&mut self, blocks: &[Block]) {
        let is_note = |block: &&Block| matches!(block, Block::Note { .. });
        let expected = &mut self.expected;
        for block in blocks
            .iter()
            .filter(|block| !is_note(block))
            .chain(blocks.iter().filter(is_note))
        {
            visit_text(std::slice::from_ref(block), &mut |text| expected.push(text));
        }
    }

    fn see(&mut self, section: &Element) {
        let (text_sum, seen) = (&mut self.text_sum, &mut self.seen);
        section.visit_source_text(&mut |text| {
            text_sum.add_text(text);
            seen.push(text);
        });
    }
}

/// Series and number, title, date, length and link, the link's code, thumbnail, standfirst.
fn opening(book: &Book, chapter: &Chapter, setting: &Setting<'_>) -> Element {
    let labels = setting.labels;
    let mut header = element("header").attr("class", "opening").furniture();
    if let Some(code) = setting.code {
        let picture = element("img").attr("src", format!("../{code}")).attr("alt", labels.code);
        header = header.child(element("p").attr("class", "qr").child(picture));
    }
    if let Some(mark) = series_mark(book, chapter, labels) {
        header = header.child(element("p").attr("class", "mark").text(mark));
    }
    header = header.child(
        element("h1")
            .attr("id", "title")
            .nodes(annotated(&chapter.title, &chapter.ruby)),
    );
    if let Some(second) = chapter.second.as_ref()
        && let Some(title) = &second.title
    {
        header = header.child(tagged("p", &second.language).text(title.clone()));
    }
    let facts = facts(chapter, labels);
    if !facts.is_empty() {
        header = header.child(element("p").attr("class", "facts").nodes(facts));
    }
    if let Some(path) = setting.thumbnail {
        // It says nothing that the title does not.
        let picture = element("img").attr("src", format!("../{path}")).attr("alt", "");
        header = header.child(element("figure").child(picture));
    }
    if !chapter.standfirst.is_empty() {
        header = header.child(
            element("div")
                .attr("class", "standfirst")
                .children(chapter.standfirst.iter().map(|text| element("p").text(text.clone()))),
        );
    }
    if let Some(second) = chapter.second.as_ref().filter(|second| !second.standfirst.is_empty()) {
        let paragraphs = second.standfirst.iter().map(|text| element("p").text(text.clone()));
        let standfirst = element("div").attr("class", "standfirst").children(paragraphs);
        header = header.child(tagged("div", &second.language).child(standfirst));
    }
    header
}

/// An element of the chapter's second language.
fn tagged(name: &'static str, language: &str) -> Element {
    element(name)
        .attr("class", "second")
        .attr("lang", language.to_owned())
        .attr("xml:lang", language.to_owned())
}

/// The series with the number in it; the series alone says nothing in a book of one series.
fn series_mark(book: &Book, chapter: &Chapter, labels: &Labels) -> Option<String> {
    let (before, after) = labels.episode;
    let number = chapter.episode.map(|number| format!("{before}{number}{after}"));
    let series = chapter.series.clone();
    match (series, number) {
        (Some(series), Some(number)) => Some(format!("{series} · {number}")),
        (None, Some(number)) => Some(number),
        (Some(series), None) if series != book.title => Some(series),
        _ => None,
    }
}

fn facts(chapter: &Chapter, labels: &Labels) -> Vec<Node> {
    let mut facts: Vec<Element> = Vec::new();
    if !chapter.authors.is_empty() {
        facts.push(element("span").text(join_names(&chapter.authors, &chapter.language)));
    }
    if let Some(date) = chapter.date {
        facts.push(
            element("time")
                .attr("datetime", date.to_string())
                .text(day(date, &chapter.language)),
        );
    }
    if let Some(seconds) = chapter.duration.filter(|seconds| *seconds > 0) {
        facts.push(element("time").attr("datetime", format!("PT{seconds}S")).text(clock(seconds)));
    }
    if let Some(link) = &chapter.link {
        let fact = match &link.address {
            Some(address) => element("a").attr("href", address.clone()),
            None => element("span"),
        };
        facts.push(fact.attr("title", labels.recording).text(link.label.clone()));
    }
    let mut nodes = Vec::new();
    for fact in facts {
        if !nodes.is_empty() {
            nodes.push(Node::Text(" · ".into()));
        }
        nodes.push(Node::Element(fact));
    }
    nodes
}

/// The works of the chapter, with their numbers where its text has them, and what the description said
/// besides.
fn closing(
    chapter: &Chapter,
    book: &Book,
    appendix: &Appendix,
    numbered: bool,
    labels: &Labels,
) -> Option<Element> {
    let works = appendix.works_of(chapter, book, numbered, labels);
    if works.is_empty() && chapter.remarks.is_empty() && chapter.promotion.is_empty() {
        return None;
    }
    let footer = element("footer").attr("class", "closing").furniture();
    let lines = |lines: &[String], class: &'static str| -> Vec<Element> {
        let lines = lines.iter();
        lines.map(|text| element("p").attr("class", class).text(text.clone())).collect()
    };
    Some(
        footer
            .children(works)
            .children(lines(&chapter.remarks, "remark"))
            .children(lines(&chapter.promotion, "promotion")),
    )
}

/// The title again, on a page that goes on with a chapter: every page needs its heading.
fn running_head(title: &str) -> Element {
    element("h1")
        .attr("id", "title")
        .attr("class", "running")
        .text(title.to_owned())
        .furniture()
}

/// Puts sections under one another by their levels.
fn nest(contents: &mut Vec<NavPoint>, path: &str, sections: Vec<Section>) {
    for section in sections {
        // Requirement N3: no entry without a name.
        if section.label.is_empty() {
            continue;
        }
        let mut siblings = &mut *contents;
        for _ in 2..section.level {
            if siblings.is_empty() {
                break;
            }
            let last = siblings.len() - 1;
            siblings = &mut siblings[last].children;
        }
        siblings.push(NavPoint {
            label: section.label.into(),
            href: format!("{path}#{}", section.id).into(),
            children: Vec::new(),
        });
    }
}

/// Gives back the room kept for entries that did not come.
fn shrink(contents: &mut Vec<NavPoint>) {
    contents.shrink_to_fit();
    for point in contents {
        shrink(&mut point.children);
    }
}

/// An introductory text as blocks of a page that has its own opening.
pub fn introduction(
    blocks: Vec<Block>,
    setting: &Setting<'_>,
    sink: &mut Sink,
) -> (Vec<Element>, TextSum) {
    let page = (String::new(), blocks.as_slice());
    let targets = Targets::of([], [page], setting.headings);
    let mut prose = Prose::new(setting, targets, Mentions::default(), sink);
    let body = prose.page("", blocks, &mut Vec::new());
    let mut text_sum = TextSum::default();
    for child in &body {
        child.visit_source_text(&mut |text| text_sum.add_text(text));
    }
    (body, text_sum)
}

//! An entry of the bibliography: what a style made of it, and the ways back to who cites it.

use super::mark_id;
use crate::model::book::{Book, Work};
use chengshu_references::citation::typeset::{Face, Run, SetReference};
use chengshu_text::address::{Address, bare};
use chengshu_text::xml::{Node, element};
use chengshu_writing::language::{self, Direction};
use chengshu_writing::script::is_ideographic;

/// An entry as a style set it, its language marked where it is not the book's.
pub(in crate::render) fn set(set: &SetReference, book: &str) -> Vec<Node> {
    let nodes = set.runs.iter().flat_map(run);
    match other_language(set, book) {
        Some(language) => {
            let span = element("span")
                .attr("lang", language)
                .attr("xml:lang", language);
            let direction = Direction::of(language);
            let turned = (direction != Direction::of(book)).then_some(direction.as_str());
            vec![Node::Element(span.attr_opt("dir", turned).nodes(nodes))]
        }
        None => nodes.collect(),
    }
}

/// The language of an entry without a Chinese character, where it is not the book's.
fn other_language(set: &SetReference, book: &str) -> Option<&'static str> {
    let texts = || set.runs.iter().map(|run| run.text.as_str());
    if texts().any(|text| text.chars().any(is_ideographic)) {
        return None;
    }
    language::of_entry(&texts().collect::<String>(), book)
}

fn run(run: &Run) -> Vec<Node> {
    let text = |text: &str| Node::Text(text.to_owned().into());
    let link = |address: Address, words: &str| {
        let class = words.contains("://").then_some("url");
        let link = element("a").attr("href", address).attr_opt("class", class);
        Node::Element(link.text(words.to_owned()))
    };
    let nodes: Vec<Node> = match &run.href {
        Some(address) => vec![link(address.clone(), &run.text)],
        None => bare::split(&run.text)
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
pub(super) fn ways_back(
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
        // The arrow stays with the words before it.
        nodes.push(Node::Text("\u{a0}".into()));
        nodes.push(Node::Element(link));
    }
    nodes
}

//! An entry of the bibliography: what a style made of it, and the ways back to who cites it.

use crate::model::book::Book;
use crate::render::uses::Place;
use crate::render::words::letters;
use chengshu_references::citation::typeset::{Face, Run, SetReference};
use chengshu_text::address::{Address, bare};
use chengshu_text::xml::{Node, element};
use chengshu_writing::language::{self, Direction};
use chengshu_writing::script::{is_hangul, is_ideographic};

/// An entry as a style set it, its language marked where it is not the book's.
pub(in crate::render) fn set(set: &SetReference, book: &str) -> Vec<Node> {
    let nodes = set.runs.iter().flat_map(run);
    match other_language(set, book) {
        Some(language) => {
            let span = element("span").attr("lang", language).attr("xml:lang", language);
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
        // Scripts without italics would be slanted.
        Face::Italic if run.text.contains(|c| is_ideographic(c) || is_hangul(c)) => return nodes,
        Face::Italic => "i",
        Face::Bold => "b",
        Face::SmallCaps => {
            return vec![Node::Element(element("span").attr("class", "caps").nodes(nodes))];
        }
        Face::Superscript => "sup",
        Face::Subscript => "sub",
    };
    vec![Node::Element(element(name).nodes(nodes))]
}

/// So many links lead back from a work at most; the index has all.
pub(super) const WAYS: usize = 100;

/// So many letters stand on one line.
const FEW: usize = 4;

/// No less than what a link back takes besides the title of its chapter, in bytes.
const WAY: usize = 180;

/// No less than the bytes a link back to a chapter takes.
pub(super) fn way_size(chapter: usize, book: &Book) -> usize {
    let title = book.chapters.get(chapter).map_or(0, |it| it.title.len());
    // What is written with an entity may take six bytes for one.
    WAY + 2 * title
}

/// Links from a work to its places: an arrow to the only one, or a letter for each. There is room for
/// one place of each chapter that cites it; further places take from the `room` of the page.
pub(super) fn ways_back(
    places: &[Place],
    cited: &[usize],
    book: &Book,
    room: &mut usize,
) -> Vec<Node> {
    let mut cited = cited.iter().copied().peekable();
    let kept = places.iter().filter(|place| {
        while cited.next_if(|chapter| *chapter < place.chapter).is_some() {}
        let has_room = place.nth == 0 && cited.peek() == Some(&place.chapter);
        let size = if has_room { 0 } else { way_size(place.chapter, book) };
        let fits = size <= *room;
        if fits {
            *room -= size;
        }
        fits
    });
    let kept: Vec<&Place> = kept.take(WAYS).collect();
    let mut nodes = Vec::new();
    if kept.len() > 1 {
        nodes.push(Node::Text("\u{a0}".into()));
        nodes.push(Node::Element(element("span").attr("class", "back").text("↩")));
    }
    for (number, place) in kept.iter().enumerate() {
        let Some(chapter) = book.chapters.get(place.chapter) else {
            continue;
        };
        let words = match kept.len() {
            1 => "↩".to_owned(),
            _ => letters(number),
        };
        let link = element("a")
            .attr("class", "back")
            .attr("role", "doc-backlink")
            .attr("href", place.href.clone())
            .attr("aria-label", format!("{words} {}", chapter.title))
            .text(words);
        // The only arrow, and the first letter, stay with the words before them, and few letters together.
        let stays = number == 0 || kept.len() <= FEW;
        nodes.push(Node::Text(if stays { "\u{a0}" } else { " " }.into()));
        nodes.push(Node::Element(link));
    }
    nodes
}

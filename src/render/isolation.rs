//! Stretches from left to right in pages from right to left, isolated where a sign of theirs would
//! be shown at the wrong end.
//!
//! The element is `span` with `dir`, which sets the direction in every reading system since HTML 4 and
//! isolates in those that know CSS Writing Modes; `bdi` is unknown to those of EPUB 2.

use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::language::{Direction, misplaced};

/// Isolates what has to be in an element of a language, and in all it holds.
pub(super) fn isolate(mut root: Element, language: &str) -> Element {
    if Direction::of(language) == Direction::LeftToRight {
        return root;
    }
    let mut open = vec![&mut root];
    while let Some(element) = open.pop() {
        if is_settled(element) {
            continue;
        }
        if element.children.iter().any(is_misplaced) {
            let children = std::mem::take(&mut element.children);
            element.children = children.into_iter().flat_map(split).collect();
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                open.push(child);
            }
        }
    }
    root
}

/// Whether an element runs from left to right, or holds no text that is read as a line.
fn is_settled(element: &Element) -> bool {
    let runs = |(name, value): &(_, _)| name == "dir" && value == Direction::LeftToRight.as_str();
    element.attributes.iter().any(runs) || matches!(&*element.name, "svg" | "math")
}

fn is_misplaced(node: &Node) -> bool {
    matches!(node, Node::Text(text) if !misplaced(text).is_empty())
}

fn split(node: Node) -> Vec<Node> {
    let Node::Text(text) = &node else {
        return vec![node];
    };
    let mut out = Vec::new();
    let mut from = 0;
    let plain = |text: &str| (!text.is_empty()).then(|| Node::Text(text.to_owned().into()));
    for run in misplaced(text) {
        out.extend(plain(&text[from..run.start]));
        let span = element("span").attr("dir", Direction::LeftToRight.as_str());
        out.push(Node::Element(span.text(text[run.clone()].to_owned())));
        from = run.end;
    }
    out.extend(plain(&text[from..]));
    out
}

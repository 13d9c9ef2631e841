//! Pages: what is around their bodies, their paths, and how much fits on one.

use super::isolation;
use chengshu_epub::publication::Page;
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::language::Direction;

/// A page around its body. `lang` and `xml:lang` both, as reading systems differ in which they
/// read (requirement A5).
pub(super) fn shell(language: &str, title: &str, body: Element) -> Element {
    element("html")
        .attr("xmlns", "http://www.w3.org/1999/xhtml")
        .attr("xmlns:epub", "http://www.idpf.org/2007/ops")
        .attr("lang", language.to_owned())
        .attr("xml:lang", language.to_owned())
        .attr_opt("dir", Direction::of(language).stated())
        .child(
            element("head").child(element("title").text(title.to_owned())).child(
                element("link")
                    .attr("rel", "stylesheet")
                    .attr("type", "text/css")
                    .attr("href", "../css/book.css"),
            ),
        )
        .child(element("body").child(isolation::isolate(body, language)))
}

/// Puts entries on as many pages as they need (requirement N6): `name.xhtml`, `name-2.xhtml`, …
/// `page` makes one of its number, of how many entries stand before it, and of its entries. Each
/// page is made when it is asked for: a library has thousands.
pub(super) fn fill<'a>(
    name: &'a str,
    limit: usize,
    entries: impl Iterator<Item = Element> + 'a,
    page: impl Fn(usize, usize, Vec<Element>) -> Element + 'a,
) -> impl Iterator<Item = Page> + 'a {
    let mut entries = entries.map(|entry| (size(&entry), entry)).peekable();
    let mut before = 0;
    (0..).map_while(move |number| {
        let (mut filled, first) = entries.next()?;
        let mut taken = vec![first];
        while let Some((size, entry)) = entries.next_if(|(size, _)| filled + size <= limit) {
            filled += size;
            taken.push(entry);
        }
        let path = page_path(name, number);
        let count = taken.len();
        let root = page(number, before, taken);
        before += count;
        Some(Page { path, root })
    })
}

/// The path of the page numbered from 0 of those with a name.
pub(super) fn page_path(name: &str, number: usize) -> String {
    match number {
        0 => format!("text/{name}.xhtml"),
        // No name of a chapter holds this line.
        _ => format!("text/{name}_{}.xhtml", number + 1),
    }
}

/// No less than the bytes an element takes.
fn size(element: &Element) -> usize {
    let attributes: usize = element
        .attributes
        .iter()
        .map(|(name, value)| name.len() + value.len() * 2 + 4)
        .sum();
    let children: usize = element
        .children
        .iter()
        .map(|child| match child {
            Node::Element(child) => size(child),
            Node::Text(text) => text.len() * 2,
        })
        .sum();
    2 * element.name.len() + 6 + attributes + children
}

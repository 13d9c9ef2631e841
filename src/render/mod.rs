//! From the book to pages: trees of XHTML and the style sheet.

pub mod address;
pub mod appendix;
pub mod chapter;
pub mod colophon;
pub mod diag;
pub mod front;
pub mod mentions;
mod notes;
pub mod pagination;
pub mod prose;
pub mod qr;
pub mod sources;
pub mod theme;
pub mod typefaces;

use crate::model::package::Page;
use crate::xml::{Element, Node, element};

/// A page around its body. `lang` and `xml:lang` both, as reading systems differ in which they
/// read (requirement A5).
fn shell(language: &str, title: &str, body: Element) -> Element {
    element("html")
        .attr("xmlns", "http://www.w3.org/1999/xhtml")
        .attr("xmlns:epub", "http://www.idpf.org/2007/ops")
        .attr("lang", language.to_owned())
        .attr("xml:lang", language.to_owned())
        .child(
            element("head")
                .child(element("title").text(title.to_owned()))
                .child(
                    element("link")
                        .attr("rel", "stylesheet")
                        .attr("type", "text/css")
                        .attr("href", "../css/book.css"),
                ),
        )
        .child(element("body").child(body))
}

/// Puts entries on as many pages as they need (requirement N6): `name.xhtml`, `name-2.xhtml`, …
/// `page` makes one of its number, of how many entries stand before it, and of its entries.
fn fill(
    name: &str,
    limit: usize,
    entries: Vec<Element>,
    page: impl Fn(usize, usize, Vec<Element>) -> Element,
) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut taken = Vec::new();
    let mut filled = 0;
    let mut before = 0;
    let mut close = |entries: Vec<Element>| {
        let number = pages.len();
        let path = match number {
            0 => format!("text/{name}.xhtml"),
            _ => format!("text/{name}-{}.xhtml", number + 1),
        };
        let count = entries.len();
        let root = page(number, before, entries);
        before += count;
        pages.push(Page { path, root });
    };
    for entry in entries {
        let size = size(&entry);
        if filled + size > limit && !taken.is_empty() {
            close(std::mem::take(&mut taken));
            filled = 0;
        }
        filled += size;
        taken.push(entry);
    }
    close(taken);
    pages
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

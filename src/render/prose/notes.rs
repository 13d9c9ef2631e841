//! Notes and the marks that call them.

use super::Prose;
use crate::model::block::{Block, plain_text};
use crate::render::numbering::Note;
use chengshu_text::xml::{Element, Node, element};

impl Prose<'_> {
    /// Notes stand at the end of the page their first marks are on (requirement C2).
    pub(super) fn notes(&mut self, notes: Vec<Block>) -> Element {
        element("section")
            .attr("class", "notes")
            .attr("epub:type", "footnotes")
            .attr("aria-label", self.setting.labels.notes)
            .child(
                element("ol")
                    .attr("class", "duokan-footnote-content")
                    .children(self.blocks(notes)),
            )
    }

    /// A note, with the way back to its first mark. The item of the list is what 多看 looks for
    /// (requirement C3); the role may not stand on an item, and `aside` would be hidden by Apple
    /// Books.
    pub(super) fn note(&mut self, label: &str, blocks: Vec<Block>) -> Element {
        let Note { number, links, .. } = *self.notes.note(label);
        let back = if links == 0 {
            element("span").text(number.to_string())
        } else {
            element("a")
                .attr("role", "doc-backlink")
                .attr("href", format!("#r{number}-1"))
                .text(number.to_string())
        };
        let back = back.furniture();
        let mut body = match self.cited(&blocks) {
            Some(entry) => vec![element("p").child(entry)],
            None => self.blocks(blocks),
        };
        match first_paragraph(&mut body) {
            Some(paragraph) => {
                paragraph.children.insert(0, Node::Text(" ".into()));
                paragraph.children.insert(0, Node::Element(back));
            }
            _ => body.insert(0, element("p").child(back)),
        }
        element("li")
            .attr("class", "duokan-footnote-item")
            .attr("id", format!("n{number}"))
            .child(
                element("div")
                    .attr("epub:type", "footnote")
                    .attr("role", "doc-footnote")
                    .children(body),
            )
    }

    /// The entry of the work that a note is about, if it cites one and says nothing else.
    fn cited(&mut self, blocks: &[Block]) -> Option<Element> {
        match blocks {
            [Block::Paragraph { content, .. }] => self.mentions.whole_entry(&plain_text(content)),
            _ => None,
        }
    }

    /// A mark: a link to its note, on whichever page that stands; a bare number inside another
    /// link, and where no page has the note.
    pub(super) fn note_mark(&mut self, label: &str) -> Element {
        let in_link = self.in_link > 0;
        let here = self.notes.page.clone();
        let note = self.notes.note(label);
        let number = note.number.to_string();
        let mark = match &note.page {
            Some(page) if !in_link => {
                note.links += 1;
                let page = if *page == here { "" } else { page };
                element("a")
                    .attr("epub:type", "noteref")
                    .attr("role", "doc-noteref")
                    .attr("class", "noteref duokan-footnote")
                    .attr("id", format!("r{number}-{}", note.links))
                    .attr("href", format!("{page}#n{number}"))
                    .text(number)
            }
            _ => element("span").text(number),
        };
        element("sup").child(mark).furniture()
    }
}

/// The paragraph a note begins with; what is in the second language stands in an element of its own.
fn first_paragraph(body: &mut [Element]) -> Option<&mut Element> {
    let mut first = body.first_mut()?;
    while first.name == "div" {
        first = match first.children.first_mut()? {
            Node::Element(inner) => inner,
            Node::Text(_) => return None,
        };
    }
    (first.name == "p").then_some(first)
}

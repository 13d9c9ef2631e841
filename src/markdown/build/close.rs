//! Closed elements become blocks and inlines of the one around them.

use super::{BARE_ANCHOR, Builder, Frame, Kind};
use crate::markdown::strike;
use crate::model::block::{Block, Cell, Inline};
use crate::model::markup::Sort;
use crate::model::text_sum::TextSum;

impl Builder<'_> {
    /// Gives a closed element to the one around it.
    pub(super) fn add(&mut self, mut frame: Frame) {
        let at = frame.at;
        if frame.kind.is_leaf() {
            self.settle_leaf(&mut frame);
        }
        let mut content = frame.content;
        if !frame.kind.is_leaf() && !frame.kind.is_inline() && !content.is_empty() {
            // Text where only blocks belong: its own paragraph was too deep to open.
            let content = std::mem::take(&mut content);
            frame.blocks.push(Block::Paragraph { content, at });
        }
        let Some(parent) = self.stack.last_mut() else {
            return;
        };
        let blocks = std::mem::take(&mut frame.blocks);
        match frame.kind {
            Kind::Root => {}
            Kind::Paragraph => parent.blocks.push(Block::Paragraph { content, at }),
            Kind::Heading(level) => parent.blocks.push(Block::Heading { level, content, at }),
            Kind::Quote => return parent.blocks.push(Block::Quote(blocks)),
            Kind::Lyrics => return parent.blocks.push(Block::Lyrics(blocks)),
            Kind::Callout => return parent.blocks.push(Block::Callout(blocks)),
            Kind::Note { label } => return self.add_note(label, blocks),
            Kind::Item => match &parent.kind {
                Kind::List { .. } => return parent.items.push(blocks),
                _ => return parent.blocks.extend(blocks),
            },
            Kind::List { start } => {
                let mut items = frame.items;
                items.extend(Some(blocks).filter(|blocks| !blocks.is_empty()));
                return parent.blocks.push(Block::List { start, items });
            }
            Kind::Cell => add_cell(parent, content, at),
            Kind::Row => add_row(parent, frame.rows.into_iter().flatten(), at),
            Kind::Table => {
                let head = self.header_cells.take().unwrap_or_default();
                parent.blocks.push(Block::Table {
                    columns: std::mem::take(&mut self.columns),
                    head,
                    rows: frame.rows,
                });
            }
            Kind::Preformatted { info } => {
                parent.blocks.push(Block::Code { info, text: frame.text, at });
            }
            Kind::Image { src, title } => {
                parent.content.push(Inline::Image { src, alt: frame.text, title, at });
            }
            Kind::Strong => parent.content.push(Inline::Strong(content)),
            Kind::Emphasis => parent.content.push(Inline::Emphasis(content)),
            Kind::Struck => parent.content.push(Inline::Struck(content)),
            Kind::Link { href, title } => {
                parent.content.push(Inline::Link { href, title, content });
            }
            Kind::Inline(name) if name == BARE_ANCHOR => parent.content.extend(content),
            Kind::Inline(name) => parent.content.push(Inline::Tag { name, content }),
        }
        parent.blocks.extend(blocks);
    }

    /// Pairs the signs of struck-out text in a line, and keeps anchors that would be lost with it.
    fn settle_leaf(&mut self, frame: &mut Frame) {
        self.removed = None;
        for _ in 0..strike::pair(&mut frame.content) {
            self.markup.add(Sort::Sign, TextSum::of("~~~~"));
        }
        if self.keep_anchors(&frame.kind, &frame.content) {
            frame.content.clear();
        }
    }

    /// A label defined twice has one note, of all that is said under it.
    fn add_note(&mut self, label: String, blocks: Vec<Block>) {
        let place = *self.note_places.entry(label.clone()).or_insert(self.notes.len());
        match self.notes.get_mut(place) {
            Some((_, note)) => note.extend(blocks),
            None => self.notes.push((label, blocks)),
        }
    }
}

fn add_cell(parent: &mut Frame, content: Vec<Inline>, at: usize) {
    match &parent.kind {
        Kind::Row | Kind::Table => parent.rows.push(vec![content]),
        kind if kind.is_leaf() || kind.is_inline() => parent.content.extend(content),
        // A tag of raw HTML has closed its table.
        _ => parent.blocks.push(Block::Paragraph { content, at }),
    }
}

fn add_row(parent: &mut Frame, cells: impl Iterator<Item = Cell>, at: usize) {
    if parent.kind == Kind::Table {
        parent.rows.push(cells.collect());
    } else {
        let paragraph = |content| Block::Paragraph { content, at };
        parent.blocks.extend(cells.map(paragraph));
    }
}

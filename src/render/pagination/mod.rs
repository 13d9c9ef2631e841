//! Cuts a chapter into pages that reading systems take well (requirement N6), between blocks
//! where it can and between sentences where it must.

mod cut;
mod weight;

use std::collections::HashMap;

use crate::model::block::{Block, Inline, visit_inlines};
use cut::cut;
pub use weight::weight;

/// Blocks larger than this share of a page are cut, so that pages can be filled.
fn largest_block(limit: usize) -> usize {
    limit * 5 / 12
}

/// Parts the blocks of a chapter into pages of at most `limit` bytes. A note goes to the end of the page with its first
/// mark (requirement C2), and to the end of the chapter when it has none.
pub fn paginate(blocks: Vec<Block>, limit: usize) -> Vec<Vec<Block>> {
    let largest = largest_block(limit);
    let (notes, blocks): (Vec<Block>, Vec<Block>) =
        blocks.into_iter().partition(|block| matches!(block, Block::Note { .. }));
    let mut notes = PendingNotes::new(notes);
    let mut pages = Vec::new();
    let mut page: Vec<Piece> = Vec::new();
    let mut filled = 0;
    for block in blocks {
        let size = weight(&block);
        let pieces = if size > largest {
            let pieces = cut(block, largest).into_iter();
            pieces.map(|block| (weight(&block), block)).collect()
        } else {
            vec![(size, block)]
        };
        for (size, block) in pieces {
            let notes = notes.called_by(&block);
            let size = size + notes.iter().map(weight).sum::<usize>();
            let piece = Piece { block, notes, size };
            if filled + size > limit && !page.is_empty() {
                let carried = trailing_headings(&mut page);
                pages.push(bind(std::mem::replace(&mut page, carried)));
                filled = page.iter().map(|piece| piece.size).sum();
            }
            filled += size;
            page.push(piece);
        }
    }
    if !page.is_empty() || pages.is_empty() {
        pages.push(bind(page));
    }
    if let Some(last) = pages.last_mut() {
        last.extend(notes.rest());
    }
    pages
}

/// A block with the notes first called in it.
struct Piece {
    block: Block,
    notes: Vec<Block>,
    /// The bytes both take.
    size: usize,
}

/// The blocks of a page, then its notes.
fn bind(page: Vec<Piece>) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(page.len());
    let mut notes = Vec::new();
    for piece in page {
        blocks.push(piece.block);
        notes.extend(piece.notes);
    }
    blocks.append(&mut notes);
    blocks
}

/// Notes that no block has called yet.
struct PendingNotes {
    notes: Vec<Option<Block>>,
    places: HashMap<String, usize>,
}

impl PendingNotes {
    fn new(notes: Vec<Block>) -> Self {
        let label = |(place, note): (usize, &Block)| match note {
            Block::Note { label, .. } => Some((label.clone(), place)),
            _ => None,
        };
        Self {
            places: notes.iter().enumerate().filter_map(label).collect(),
            notes: notes.into_iter().map(Some).collect(),
        }
    }

    /// Takes the notes a block calls, and those that they call.
    fn called_by(&mut self, block: &Block) -> Vec<Block> {
        let mut called = Vec::new();
        if self.places.is_empty() {
            return called;
        }
        self.take_marked(std::slice::from_ref(block), &mut called);
        let mut read = 0;
        while let Some(Block::Note { blocks, .. }) = called.get(read) {
            let mut further = Vec::new();
            self.take_marked(blocks, &mut further);
            called.append(&mut further);
            read += 1;
        }
        called
    }

    fn take_marked(&mut self, blocks: &[Block], called: &mut Vec<Block>) {
        visit_inlines(blocks, &mut |inline| {
            let Inline::NoteMark { label } = inline else {
                return;
            };
            let place = self.places.get(label);
            called.extend(place.and_then(|&place| self.notes[place].take()));
        });
    }

    /// The notes nothing calls.
    fn rest(self) -> impl Iterator<Item = Block> {
        self.notes.into_iter().flatten()
    }
}

/// Headings at the end of a page, which go with what follows them.
fn trailing_headings(page: &mut Vec<Piece>) -> Vec<Piece> {
    let keep = page
        .iter()
        .rposition(|piece| !matches!(piece.block, Block::Heading { .. } | Block::Station { .. }))
        .map_or(0, |at| at + 1);
    if keep == 0 { Vec::new() } else { page.split_off(keep) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::visit_text;

    const LIMIT: usize = 240_000;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { content: vec![Inline::Text { text: text.into(), at: 0 }], at: 0 }
    }

    fn text(pages: &[Vec<Block>]) -> String {
        let mut out = String::new();
        for page in pages {
            visit_text(page, &mut |text| out.push_str(text));
        }
        out
    }

    #[test]
    fn a_wall_of_text_is_cut_between_sentences_and_nothing_is_lost() {
        let wall = "灯塔亮了一夜。“真的吗？！”他问。".repeat(40_000);
        let pages = paginate(vec![paragraph(&wall)], LIMIT);
        assert!(pages.len() > 5);
        assert_eq!(text(&pages), wall);
        for page in &pages {
            assert!(page.iter().map(weight).sum::<usize>() <= LIMIT);
            let mut last = String::new();
            visit_text(page, &mut |text| last = text.to_owned());
            assert!(last.ends_with('。') || last.ends_with('”'), "{}", &last[last.len() - 9..]);
        }
    }

    #[test]
    fn headings_move_on_with_their_text() {
        let heading = Block::Heading { level: 2, content: vec![], at: 0 };
        let long = paragraph(&"字".repeat(30_000));
        let pages = paginate(vec![long.clone(), long.clone(), heading.clone(), long], LIMIT);
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[1][0], heading);
    }

    #[test]
    fn notes_stand_on_the_page_of_their_first_mark() {
        let long = |label: &str| Block::Paragraph {
            content: vec![
                Inline::Text { text: "字".repeat(30_000), at: 0 },
                Inline::NoteMark { label: label.into() },
            ],
            at: 0,
        };
        let note = |label: &str, blocks: Vec<Block>| Block::Note { label: label.into(), blocks };
        let calls_c =
            Block::Paragraph { content: vec![Inline::NoteMark { label: "c".into() }], at: 0 };
        let notes = [
            note("a", vec![calls_c]),
            note("b", vec![]),
            note("c", vec![]),
            note("unused", vec![]),
        ];
        let text = ["b", "a", "a", "b", "a"].map(long);
        let pages = paginate(text.into_iter().chain(notes).collect(), LIMIT);
        let labels: Vec<Vec<&str>> = pages
            .iter()
            .map(|page| {
                page.iter()
                    .filter_map(|block| match block {
                        Block::Note { label, .. } => Some(label.as_str()),
                        _ => None,
                    })
                    .collect()
            })
            .collect();
        assert_eq!(labels, [vec!["b", "a", "c"], vec![], vec!["unused"]]);
    }
}

//! How much of a page a block takes.

use crate::model::block::{Block, Inline, visit_text};
use chengshu_text::source::count_bytes;

/// No less than the bytes the block takes on a page.
pub fn weight(block: &Block) -> usize {
    let mut size = 64;
    visit_text(std::slice::from_ref(block), &mut |text| {
        let signs = count_bytes(text.as_bytes(), |b| matches!(b, b'&' | b'<' | b'>'));
        size += text.len() + signs * 4;
    });
    size + markup(block)
}

fn markup(block: &Block) -> usize {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content, .. } => inline_markup(content),
        Block::Quote(blocks)
        | Block::Lyrics(blocks)
        | Block::Aside(blocks)
        | Block::Callout(blocks)
        | Block::Note { blocks, .. } => {
            64 + blocks.iter().map(|block| 64 + markup(block)).sum::<usize>()
        }
        Block::Pair(sides) => {
            160 + sides.iter().flatten().map(|block| 64 + markup(block)).sum::<usize>()
        }
        Block::List { items, .. } => items
            .iter()
            .map(|item| 16 + item.iter().map(|block| 64 + markup(block)).sum::<usize>())
            .sum(),
        Block::Table { head, rows, .. } => head
            .iter()
            .chain(rows.iter().flatten())
            .map(|cell| 16 + inline_markup(cell))
            .sum(),
        Block::Code { .. } | Block::Break => 0,
        Block::Station { words, .. } => 200 + words.len(),
    }
}

fn inline_markup(content: &[Inline]) -> usize {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text { .. } => 0,
            Inline::Code(_) | Inline::LineBreak => 16,
            Inline::Speaker { .. } => 32,
            Inline::Formula(formula) => {
                let tree = formula.tree.as_ref().map_or(0, |tree| {
                    let mut written = String::new();
                    tree.write(&mut written);
                    written.len()
                });
                32 + tree
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Struck(inner)
            | Inline::Tag { content: inner, .. } => 24 + inline_markup(inner),
            Inline::Direction(inner) | Inline::Foreign { content: inner, .. } => {
                40 + inline_markup(inner)
            }
            Inline::Link { href, title, content } => {
                24 + href.len() * 3 + title.len() * 2 + inline_markup(content)
            }
            Inline::Image { src, alt, title, .. } => {
                80 + src.len() + alt.len() * 2 + title.len() * 2
            }
            Inline::Anchor { .. } => 40,
            Inline::NoteMark { .. } | Inline::Moment { .. } => 200,
        })
        .sum()
}

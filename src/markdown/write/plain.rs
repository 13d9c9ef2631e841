//! Blocks of nothing but what Markdown has a form for.

use crate::model::block::{Block, Cell, Inline};

/// Advertising set apart becomes struck out, and what is marked up within lines plain text.
pub fn blocks(blocks: &[Block]) -> Vec<Block> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Block {
    match block {
        Block::Heading { level, content, at } => {
            Block::Heading { level: *level, content: line(content), at: *at }
        }
        Block::Paragraph { content, at } => Block::Paragraph { content: line(content), at: *at },
        Block::Quote(inner) => Block::Quote(blocks(inner)),
        Block::Lyrics(inner) => Block::Lyrics(blocks(inner)),
        Block::Callout(inner) => Block::Callout(blocks(inner)),
        Block::Aside(inner) => Block::Aside(inner.iter().map(struck).collect()),
        Block::Pair([first, second]) => Block::Pair([blocks(first), blocks(second)]),
        Block::List { start, items } => {
            Block::List { start: *start, items: items.iter().map(|item| blocks(item)).collect() }
        }
        Block::Table { columns, head, rows } => Block::Table {
            columns: columns.clone(),
            head: cells(head),
            rows: rows.iter().map(|row| cells(row)).collect(),
        },
        Block::Note { label, blocks: inner } => {
            Block::Note { label: label.clone(), blocks: blocks(inner) }
        }
        Block::Code { .. } | Block::Break | Block::Station { .. } => block.clone(),
    }
}

fn struck(inner: &Block) -> Block {
    match block(inner) {
        Block::Paragraph { content, at } => {
            Block::Paragraph { content: vec![Inline::Struck(content)], at }
        }
        other => other,
    }
}

fn cells(cells: &[Cell]) -> Vec<Cell> {
    cells.iter().map(|cell| line(cell)).collect()
}

fn line(content: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(content.len());
    add(content, &mut out);
    out
}

fn add(content: &[Inline], out: &mut Vec<Inline>) {
    for inline in content {
        match inline {
            Inline::Direction(content) | Inline::Foreign { content, .. } => add(content, out),
            Inline::Speaker { label, at } => {
                out.push(Inline::Text { text: label.clone(), at: *at });
            }
            Inline::Moment { .. } => {}
            other => {
                let mut other = other.clone();
                if let Some(content) = other.content_mut() {
                    *content = line(content);
                }
                out.push(other);
            }
        }
    }
}

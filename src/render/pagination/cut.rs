//! Cuts what is too large for a page.

use super::weight;
use crate::model::block::{Block, Inline};
use chengshu_writing::script::{closes, ends_sentence};

/// Cuts a block that is too large for a page into several of its kind, of at most `largest` bytes.
pub(super) fn cut(block: Block, largest: usize) -> Vec<Block> {
    let regrouped = |blocks, whole: fn(Vec<Block>) -> Block| {
        let groups = regroup(blocks, largest).into_iter();
        groups.map(whole).collect()
    };
    match block {
        Block::Paragraph { content, at } => cut_line(content, largest)
            .into_iter()
            .map(|content| Block::Paragraph { content, at })
            .collect(),
        Block::Quote(blocks) => regrouped(blocks, Block::Quote),
        Block::Lyrics(blocks) => regrouped(blocks, Block::Lyrics),
        Block::Aside(blocks) => regrouped(blocks, Block::Aside),
        Block::Callout(blocks) => regrouped(blocks, Block::Callout),
        Block::Pair([first, second]) => {
            let firsts = regroup(first, largest).into_iter();
            let firsts = firsts.map(|blocks| Block::Pair([blocks, Vec::new()]));
            let seconds = regroup(second, largest).into_iter();
            firsts.chain(seconds.map(|blocks| Block::Pair([Vec::new(), blocks]))).collect()
        }
        Block::List { start, items } => {
            let mut number = start;
            gather(items, largest, |item| item.iter().map(weight).sum())
                .into_iter()
                .map(|items| {
                    let start = number;
                    number = number.map(|number| number.saturating_add(items.len() as u64));
                    Block::List { start, items }
                })
                .collect()
        }
        Block::Table { columns, head, rows } => {
            let size = |row: &Vec<Vec<Inline>>| {
                row.iter()
                    .map(|cell| weight(&Block::Paragraph { content: cell.clone(), at: 0 }))
                    .sum()
            };
            gather(rows, largest, size)
                .into_iter()
                .enumerate()
                .map(|(number, rows)| Block::Table {
                    columns: columns.clone(),
                    head: if number == 0 { head.clone() } else { Vec::new() },
                    rows,
                })
                .collect()
        }
        Block::Code { info, text, at } => cut_code(&text, largest)
            .into_iter()
            .map(|text| Block::Code { info: info.clone(), text, at })
            .collect(),
        other => vec![other],
    }
}

fn regroup(blocks: Vec<Block>, largest: usize) -> Vec<Vec<Block>> {
    let pieces = blocks
        .into_iter()
        .flat_map(|block| if weight(&block) > largest { cut(block, largest) } else { vec![block] })
        .collect();
    gather(pieces, largest, weight)
}

/// Groups of neighbours, each as large as fits.
fn gather<T>(pieces: Vec<T>, largest: usize, size: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut filled = usize::MAX;
    for piece in pieces {
        let size = size(&piece);
        if filled.saturating_add(size) > largest {
            groups.push(Vec::new());
            filled = 0;
        }
        filled += size;
        if let Some(group) = groups.last_mut() {
            group.push(piece);
        }
    }
    groups
}

/// Cuts a line at sentence ends; text inside other inlines is not cut.
fn cut_line(content: Vec<Inline>, largest: usize) -> Vec<Vec<Inline>> {
    let pieces = content
        .into_iter()
        .flat_map(|inline| match inline {
            Inline::Text { text, at } => cut_text(&text, largest / 4)
                .into_iter()
                .map(|(offset, piece)| Inline::Text { text: piece.to_owned(), at: at + offset })
                .collect(),
            other => vec![other],
        })
        .collect();
    gather(pieces, largest, |inline| {
        weight(&Block::Paragraph { content: vec![inline.clone()], at: 0 })
    })
}

/// Stretches of at most so many bytes, ending with a sentence where one ends.
fn cut_text(text: &str, stretch: usize) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    while text.len() - start > stretch {
        let mut limit = start + stretch;
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let window = &text[start..limit];
        let end = window
            .char_indices()
            .rev()
            .find(|(at, c)| {
                ends_sentence(*c)
                    && !window[at + c.len_utf8()..]
                        .starts_with(|next| closes(next) || ends_sentence(next))
            })
            .map_or(limit, |(at, c)| start + at + c.len_utf8());
        out.push((start, &text[start..end]));
        start = end;
    }
    out.push((start, &text[start..]));
    out
}

fn cut_code(text: &str, largest: usize) -> Vec<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    gather(lines, largest, |line| line.len() * 2)
        .into_iter()
        .map(|lines| lines.concat())
        .collect()
}

//! Blocks as Markdown that [`super::parse`] reads as the same blocks.

mod line;
mod plain;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::normal;
use crate::model::block::{Alignment, Block, Cell};
use line::{Place, is_unseen, line, reference};

/// Stands between blocks that would be read as one, and shows nothing.
const APART: &str = "<!-- -->\n\n";

/// Writes blocks as Markdown, one blank line between them and a line break at the end.
///
/// Reading the result gives the same blocks in their normal form (see [`super::settle`]), but for
/// what Markdown has no form for: what is advertising set apart is struck out, what is a run in
/// another language, a stage direction or the label of a speaker is plain text, and links to
/// moments are gone. Rules find all but the last again.
pub fn write(blocks: &[Block]) -> String {
    let mut blocks = plain::blocks(blocks);
    normal::settle(&mut blocks);
    let text = written(&blocks);
    match blocks.as_slice() {
        // A fence around all of a text is what language models put there.
        [Block::Code { .. }] => format!("{APART}{text}"),
        _ => text,
    }
}

fn written(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut last: Option<&Block> = None;
    // Stations are no text, and set anew.
    for block in blocks.iter().filter(|block| !matches!(block, Block::Station { .. })) {
        if last.is_some() {
            out.push('\n');
        }
        if let (Some(Block::List { .. }), Block::List { .. })
        | (Some(Block::Quote(_)), Block::Quote(_)) = (last, block)
        {
            out.push_str(APART);
        }
        write_block(block, &mut out);
        last = Some(block);
    }
    out
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading { level, content, .. } => {
            out.extend(std::iter::repeat_n('#', usize::from(*level)));
            out.push(' ');
            out.push_str(&line(content, Place::Heading));
            out.push('\n');
        }
        Block::Paragraph { content, .. } => {
            out.push_str(&line(content, Place::Paragraph));
            out.push('\n');
        }
        Block::Quote(blocks) => prefixed(&written(blocks), "> ", "> ", out),
        Block::Lyrics(blocks) => element("audio", blocks, out),
        Block::Callout(blocks) => element("aside", blocks, out),
        // Advertising is written as struck-out text; what else was set apart stands for itself.
        Block::Aside(blocks) => out.push_str(&written(blocks)),
        Block::Pair(sides) => {
            let sides = sides.iter().filter(|side| !side.is_empty());
            out.push_str(&sides.map(|side| written(side)).collect::<Vec<_>>().join("\n"));
        }
        Block::List { start, items } => list(*start, items, out),
        Block::Code { info, text, .. } => code(info, text, out),
        Block::Table { columns, head, rows } => table(columns, head, rows, out),
        Block::Break => out.push_str("---\n"),
        Block::Station { .. } => {}
        Block::Note { label, blocks } => {
            prefixed(&written(blocks), &format!("[^{label}]: "), "    ", out);
        }
    }
}

/// Writes blocks within the tags of an element of HTML.
fn element(name: &str, blocks: &[Block], out: &mut String) {
    let _ = writeln!(out, "<{name}>\n\n{}\n</{name}>", written(blocks));
}

/// Writes lines with one prefix before the first and another before the rest; blank lines get
/// none of its spaces.
fn prefixed(text: &str, first: &str, rest: &str, out: &mut String) {
    for (number, line) in text.lines().enumerate() {
        let prefix = if number == 0 { first } else { rest };
        if line.is_empty() && number > 0 {
            out.push_str(prefix.trim_end());
        } else {
            out.push_str(prefix);
            out.push_str(line);
        }
        out.push('\n');
    }
    if text.is_empty() {
        out.push_str(first.trim_end());
        out.push('\n');
    }
}

fn list(start: Option<u64>, items: &[Vec<Block>], out: &mut String) {
    let tight = items
        .iter()
        .all(|item| matches!(item.as_slice(), [Block::Paragraph { .. }] | []));
    let mut number = start;
    for (place, item) in items.iter().enumerate() {
        if place > 0 && !tight {
            out.push('\n');
        }
        let marker = match &mut number {
            Some(number) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1).min(normal::LAST_NUMBER);
                marker
            }
            None => "- ".to_owned(),
        };
        let indent = " ".repeat(marker.len());
        let mut text = written(item);
        if text.starts_with("---") {
            // Behind the sign of an item it would be one long break.
            text.replace_range(..3, "***");
        } else if text.is_empty() {
            // What follows an item of nothing at the end of a quotation leaves the lists around it.
            text.push_str(APART.trim_end());
        }
        prefixed(&text, &marker, &indent, out);
    }
}

fn code(info: &str, text: &str, out: &mut String) {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    out.push_str(&fence);
    for c in info.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '&' | '`' => reference(c, out),
            c if is_unseen(c) => reference(c, out),
            c => out.push(c),
        }
    }
    let _ = writeln!(out, "\n{text}{fence}");
}

fn table(alignments: &[Alignment], head: &[Cell], rows: &[Vec<Cell>], out: &mut String) {
    let columns = rows.iter().map(Vec::len).chain([head.len(), 1]).max();
    let columns = columns.unwrap_or(1);
    let row = |cells: &[Cell], out: &mut String| {
        out.push('|');
        for column in 0..columns {
            let text = cells.get(column).map(|cell| line(cell, Place::Cell));
            let _ = write!(out, " {} |", text.unwrap_or_default());
        }
        out.push('\n');
    };
    row(head, out);
    out.push('|');
    for column in 0..columns {
        out.push_str(match alignments.get(column) {
            None | Some(Alignment::Unstated) => "---|",
            Some(Alignment::Left) => ":---|",
            Some(Alignment::Center) => ":---:|",
            Some(Alignment::Right) => "---:|",
        });
    }
    out.push('\n');
    for cells in rows {
        row(cells, out);
    }
}

fn longest_run(text: &str, sign: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == sign { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

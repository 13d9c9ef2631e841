//! The normal form of blocks: of all trees that show the same, the one Markdown is read as.
//!
//! [`super::parse`] gives it, and [`super::write()`] returns to it, as rules may have left it. So
//! what is written reads as the same blocks, and what is read of it is written the same.

use crate::model::block::{Alignment, Block, Cell, Inline};

/// The highest number a list item of Markdown has (`CommonMark` 0.31, section 5.2).
pub const LAST_NUMBER: u64 = 999_999_999;

/// Brings blocks into their normal form:
///
/// - text next to text is one, and so is emphasis next to the same emphasis;
/// - elements around nothing but spaces go, and so do blocks without content;
/// - lines have no spaces or breaks at their ends, nor spaces at the breaks inside;
/// - two line breaks in a row part a paragraph (requirement Z1);
/// - no link stands in another;
/// - rows of a table have as many cells as the longest, and a head has text;
/// - code ends with a line break.
pub fn settle(blocks: &mut Vec<Block>) {
    let mut parted = false;
    for block in blocks.iter_mut() {
        match block {
            Block::Heading { content, .. } => settle_line(content),
            Block::Paragraph { content, .. } => {
                settle_line(content);
                parted |= holds_two_breaks(content);
            }
            Block::Quote(inner)
            | Block::Lyrics(inner)
            | Block::Aside(inner)
            | Block::Callout(inner)
            | Block::Note { blocks: inner, .. } => settle(inner),
            Block::List { start, items } => {
                *start = start.map(|start| start.min(LAST_NUMBER));
                items.iter_mut().for_each(settle);
            }
            Block::Code { text, .. } => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
            }
            Block::Table { columns, head, rows } => settle_table(columns, head, rows),
            Block::Break | Block::Station { .. } => {}
            Block::Pair(sides) => sides.iter_mut().for_each(settle),
        }
    }
    if parted {
        *blocks = std::mem::take(blocks).into_iter().flat_map(part).collect();
    }
    blocks.retain(|block| !is_nothing(block));
}

fn settle_table(alignments: &mut Vec<Alignment>, head: &mut Vec<Cell>, rows: &mut [Vec<Cell>]) {
    head.iter_mut().chain(rows.iter_mut().flatten()).for_each(settle_line);
    if head.iter().all(Vec::is_empty) {
        head.clear();
    }
    let columns = rows.iter().map(Vec::len).chain([head.len()]).max();
    let columns = columns.unwrap_or(0);
    alignments.truncate(columns);
    while alignments.last() == Some(&Alignment::Unstated) {
        alignments.pop();
    }
    if !head.is_empty() {
        head.resize(columns, Cell::new());
    }
    for row in rows {
        row.resize(columns, Cell::new());
    }
}

/// True if a block shows nothing. The text of a note may be empty: marks refer to it.
fn is_nothing(block: &Block) -> bool {
    match block {
        Block::Code { .. } | Block::Break | Block::Station { .. } | Block::Note { .. } => false,
        _ => {
            block.lines().all(|line| says_nothing(line)) && block.inner().iter().all(Vec::is_empty)
        }
    }
}

fn holds_two_breaks(content: &[Inline]) -> bool {
    let is_two = |pair: &[Inline]| pair == [Inline::LineBreak, Inline::LineBreak];
    content.windows(2).any(is_two)
}

/// The paragraphs that two line breaks in a row make of one.
fn part(block: Block) -> Vec<Block> {
    let Block::Paragraph { content, at } = block else {
        return vec![block];
    };
    let mut parts = vec![Vec::new()];
    let mut content = content.into_iter().peekable();
    while let Some(inline) = content.next() {
        if inline == Inline::LineBreak && content.next_if_eq(&Inline::LineBreak).is_some() {
            while content.next_if_eq(&Inline::LineBreak).is_some() {}
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(inline);
        }
    }
    let parts = parts.into_iter();
    parts
        .map(|mut content| {
            trim_start(&mut content);
            trim_end(&mut content);
            Block::Paragraph { content, at }
        })
        .collect()
}

/// Brings a line into its normal form.
pub fn settle_line(content: &mut Vec<Inline>) {
    settle_inlines(content);
    trim_start(content);
    trim_end(content);
    if says_nothing(content) {
        content.clear();
    }
}

/// From the innermost out, so that what becomes nothing is nothing to what is around it.
fn settle_inlines(content: &mut Vec<Inline>) {
    for inline in content.iter_mut() {
        if let Inline::Link { content, .. } = inline {
            unlink(content);
        }
        if let Some(inner) = inline.content_mut() {
            settle_inlines(inner);
        }
    }
    if !is_settled(content) {
        let loose = std::mem::take(content);
        content.reserve(loose.len());
        for inline in loose {
            push(content, inline);
        }
    }
    trim_at_breaks(content, 0);
}

/// True if [`push`] would leave everything as it is.
fn is_settled(content: &[Inline]) -> bool {
    let stays = |inline: &Inline| match inline {
        Inline::Text { text, .. } => !text.is_empty(),
        other => !is_holder(other) || !says_nothing(other.content()),
    };
    content.iter().all(stays) && content.windows(2).all(|pair| !are_one(&pair[0], &pair[1]))
}

/// True if an inline element is there for what it holds.
fn is_holder(inline: &Inline) -> bool {
    matches!(
        inline,
        Inline::Strong(_)
            | Inline::Emphasis(_)
            | Inline::Struck(_)
            | Inline::Direction(_)
            | Inline::Link { .. }
            | Inline::Tag { .. }
            | Inline::Foreign { .. }
    )
}

/// True if two neighbours show as one.
fn are_one(one: &Inline, next: &Inline) -> bool {
    matches!(
        (one, next),
        (Inline::Text { .. }, Inline::Text { .. })
            | (Inline::Strong(_), Inline::Strong(_))
            | (Inline::Emphasis(_), Inline::Emphasis(_))
            | (Inline::Struck(_), Inline::Struck(_))
    )
}

/// Appends an inline to settled ones.
fn push(content: &mut Vec<Inline>, mut inline: Inline) {
    if is_holder(&inline) && says_nothing(inline.content()) {
        // A space between words stays one without the element around it.
        if let Some(inner) = inline.content_mut() {
            for inline in std::mem::take(inner) {
                push(content, inline);
            }
        }
        return;
    }
    match (content.last_mut(), inline) {
        (_, Inline::Text { text, .. }) if text.is_empty() => {}
        (Some(Inline::Text { text: last, .. }), Inline::Text { text, .. }) => last.push_str(&text),
        (Some(Inline::Strong(last)), Inline::Strong(more))
        | (Some(Inline::Emphasis(last)), Inline::Emphasis(more))
        | (Some(Inline::Struck(last)), Inline::Struck(more)) => {
            let seam = last.len();
            for inline in more {
                push(last, inline);
            }
            trim_at_breaks(last, seam);
        }
        (_, inline) => content.push(inline),
    }
}

/// Takes links out and leaves their text.
fn unlink(content: &mut Vec<Inline>) {
    for inline in std::mem::take(content) {
        unlink_into(content, inline);
    }
}

fn unlink_into(content: &mut Vec<Inline>, mut inline: Inline) {
    if let Inline::Link { content: inner, .. } = inline {
        for inline in inner {
            unlink_into(content, inline);
        }
        return;
    }
    if let Some(inner) = inline.content_mut() {
        unlink(inner);
    }
    content.push(inline);
}

/// True if a reader would see nothing of a line.
pub fn says_nothing(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        // What nearly every line begins with is told by its first byte.
        Inline::Text { text, .. } => {
            let first = text.as_bytes().first();
            !first.is_some_and(|b| b.is_ascii_graphic() || *b > 0xe3)
                && text.trim_start().is_empty()
        }
        Inline::LineBreak | Inline::Anchor { .. } => true,
        Inline::Code(_)
        | Inline::Image { .. }
        | Inline::Formula(_)
        | Inline::NoteMark { .. }
        | Inline::Speaker { .. }
        | Inline::Moment { .. } => false,
        other => says_nothing(other.content()),
    })
}

/// Takes spaces off the ends of lines; what stands before `from` has none.
fn trim_at_breaks(content: &mut Vec<Inline>, from: usize) {
    let mut emptied = false;
    for place in from.max(1)..content.len() {
        match &mut content[place - 1..=place] {
            [Inline::LineBreak, Inline::Text { text, at }] => {
                let spaces = text.len() - text.trim_start().len();
                text.drain(..spaces);
                *at += spaces;
                emptied |= text.is_empty();
            }
            [Inline::Text { text, .. }, Inline::LineBreak] => {
                text.truncate(text.trim_end().len());
                emptied |= text.is_empty();
            }
            _ => {}
        }
    }
    if emptied {
        let rest = content.split_off(from.saturating_sub(1));
        let is_empty =
            |inline: &Inline| matches!(inline, Inline::Text { text, .. } if text.is_empty());
        content.extend(rest.into_iter().filter(|inline| !is_empty(inline)));
    }
}

fn trim_start(content: &mut Vec<Inline>) {
    let mut begun = false;
    content.retain_mut(|inline| {
        // Links to moments are no text, nor are the places that links lead to.
        let is_place = matches!(inline, Inline::Moment { .. } | Inline::Anchor { .. });
        begun = begun || !is_place && stays_trimmed(inline);
        begun || is_place
    });
}

/// Takes spaces and breaks off the start of an inline. Whether something is left of it.
fn stays_trimmed(inline: &mut Inline) -> bool {
    match inline {
        Inline::LineBreak => false,
        Inline::Text { text, at } => {
            let spaces = text.len() - text.trim_start().len();
            if spaces > 0 {
                text.drain(..spaces);
                *at += spaces;
            }
            !text.is_empty()
        }
        other => other.content_mut().is_none_or(|inner| {
            trim_start(inner);
            !inner.is_empty()
        }),
    }
}

fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::LineBreak => {}
            Inline::Text { text, .. } => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    return;
                }
            }
            other => match other.content_mut() {
                Some(inner) => {
                    trim_end(inner);
                    if !inner.is_empty() {
                        return;
                    }
                }
                None => return,
            },
        }
        content.pop();
    }
}

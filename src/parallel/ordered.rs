//! Texts without times: what corresponds is told by the order of their sections and paragraphs.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::add;
use crate::model::block::{Block, Inline, rewrite_lines, visit_text};

/// A paragraph is taken for a translation of another if it is at most this many times as long or short as
/// the lengths of both texts let expect.
const FACTOR: usize = 3;

/// Paragraphs of fewer visible characters say nothing by their length.
const SHORT: usize = 30;

/// A section whose paragraphs do not correspond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misfit {
    /// How many blocks it has in the first language.
    pub first: usize,
    /// How many in the second.
    pub second: usize,
}

/// Puts two texts together block by block. A section that does not fit stands there in one language, then
/// in the other.
pub fn ordered(mut first: Vec<Block>, mut second: Vec<Block>) -> (Vec<Block>, Vec<Misfit>) {
    // Stations are no text.
    first.retain(|block| !matches!(block, Block::Station { .. }));
    rename_notes(&first, &mut second);
    let is_note = |block: &Block| matches!(block, Block::Note { .. });
    let (mut notes, first): (Vec<Block>, Vec<Block>) = first.into_iter().partition(is_note);
    let (own, second): (Vec<Block>, Vec<Block>) = second.into_iter().partition(is_note);
    let expected = (length(&first).max(1), length(&second).max(1));
    let (mut ones, mut others) = (sections(first), sections(second));
    if ones.len() != others.len() {
        ones = vec![ones.concat()];
        others = vec![others.concat()];
    }
    let (mut out, mut misfits) = (Vec::new(), Vec::new());
    for (ones, others) in ones.into_iter().zip(others) {
        if fits(&ones, &others, expected) {
            for (one, other) in ones.into_iter().zip(others) {
                if matches!(one, Block::Heading { .. }) {
                    out.push(one);
                    add(&mut out, Vec::new(), vec![other]);
                } else {
                    add(&mut out, vec![one], vec![other]);
                }
            }
        } else {
            misfits.push(Misfit { first: ones.len(), second: others.len() });
            out.extend(ones);
            for other in others {
                add(&mut out, Vec::new(), vec![other]);
            }
        }
    }
    notes.extend(own.into_iter().map(|note| match note {
        Block::Note { label, blocks } => {
            Block::Note { label, blocks: vec![Block::Pair([Vec::new(), blocks])] }
        }
        other => other,
    }));
    out.append(&mut notes);
    (out, misfits)
}

/// Whether the blocks of two sections say the same: as many, of the same kinds, and nearly all of about
/// the lengths that the lengths of the texts let expect.
fn fits(ones: &[Block], others: &[Block], (first, second): (usize, usize)) -> bool {
    let mut odd = 0;
    for (one, other) in ones.iter().zip(others) {
        if discriminant(one) != discriminant(other) {
            return false;
        }
        let lengths = (length(std::slice::from_ref(one)), length(std::slice::from_ref(other)));
        let (here, there) = (lengths.0.saturating_mul(second), lengths.1.saturating_mul(first));
        let is_odd = here > there.saturating_mul(FACTOR) || there > here.saturating_mul(FACTOR);
        odd += usize::from(is_odd && lengths.0.max(lengths.1) >= SHORT);
    }
    ones.len() == others.len() && odd * 5 <= ones.len()
}

/// Visible characters.
fn length(blocks: &[Block]) -> usize {
    let mut length = 0;
    visit_text(blocks, &mut |text| {
        length += text.chars().filter(|c| !c.is_whitespace()).count();
    });
    length
}

/// The blocks from each heading on, and those before the first.
fn sections(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let mut out = vec![Vec::new()];
    for block in blocks {
        if matches!(block, Block::Heading { .. }) {
            out.push(Vec::new());
        }
        if let Some(section) = out.last_mut() {
            section.push(block);
        }
    }
    out
}

/// Gives the notes of the second text labels that the first does not have.
fn rename_notes(first: &[Block], second: &mut [Block]) {
    let label = |block: &Block| match block {
        Block::Note { label, .. } => Some(label.clone()),
        _ => None,
    };
    let taken: BTreeSet<String> = first.iter().filter_map(label).collect();
    let own: BTreeSet<String> = second.iter().filter_map(label).collect();
    if taken.is_empty() || own.is_empty() {
        return;
    }
    let renamed = |label: &mut String| {
        if own.contains(label) {
            // No label holds a space.
            label.push_str(" 2");
        }
    };
    for block in second.iter_mut() {
        if let Block::Note { label, .. } = block {
            renamed(label);
        }
    }
    rewrite_lines(second, &mut |line| {
        let mut open: Vec<&mut Inline> = line.iter_mut().collect();
        while let Some(inline) = open.pop() {
            if let Inline::NoteMark { label } = inline {
                renamed(label);
            } else if let Some(content) = inline.content_mut() {
                open.extend(content);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { content: vec![Inline::Text { text: text.to_owned(), at: 0 }], at: 0 }
    }

    fn heading(text: &str) -> Block {
        Block::Heading {
            level: 2,
            content: vec![Inline::Text { text: text.to_owned(), at: 0 }],
            at: 0,
        }
    }

    #[test]
    fn paragraphs_stand_with_their_translations() {
        let (out, misfits) = ordered(
            vec![paragraph("潮水退了。"), heading("灯"), paragraph("灯还亮着。")],
            vec![paragraph("The tide is out."), heading("Lamp"), paragraph("The lamp is on.")],
        );
        assert_eq!(misfits, []);
        assert_eq!(
            out,
            [
                Block::Pair([vec![paragraph("潮水退了。")], vec![paragraph("The tide is out.")]]),
                heading("灯"),
                Block::Pair([Vec::new(), vec![heading("Lamp")]]),
                Block::Pair([vec![paragraph("灯还亮着。")], vec![paragraph("The lamp is on.")]]),
            ]
        );
    }

    #[test]
    fn sections_that_do_not_fit_stand_one_after_the_other() {
        let (out, misfits) = ordered(
            vec![paragraph("潮水退了。"), heading("灯"), paragraph("灯。"), paragraph("船。")],
            vec![paragraph("The tide is out."), heading("Lamp"), paragraph("Lamp, and ship.")],
        );
        assert_eq!(misfits, [Misfit { first: 3, second: 2 }]);
        assert!(matches!(out[0], Block::Pair(_)));
        assert_eq!(out[1..4], [heading("灯"), paragraph("灯。"), paragraph("船。")]);
        assert_eq!(out.len(), 6);
        let long = "潮水退了以后灯塔还亮着，岸上的人都回去了，只有他一个人坐在那里看着海。";
        let (_, misfits) = ordered(
            vec![paragraph(long), paragraph("好。")],
            vec![paragraph("Good."), paragraph(&"The lamp is still on. ".repeat(4))],
        );
        assert_eq!(misfits.len(), 1);
    }

    #[test]
    fn notes_of_both_are_kept_apart() {
        let text = || {
            let mark = Inline::NoteMark { label: "1".to_owned() };
            let line = vec![Inline::Text { text: "灯".to_owned(), at: 0 }, mark];
            let note = Block::Note { label: "1".to_owned(), blocks: vec![paragraph("注")] };
            vec![Block::Paragraph { content: line, at: 0 }, note]
        };
        let (out, _) = ordered(text(), text());
        let labels = out.iter().filter_map(|block| match block {
            Block::Note { label, .. } => Some(label.as_str()),
            _ => None,
        });
        assert_eq!(labels.collect::<Vec<_>>(), ["1", "1 2"]);
    }
}

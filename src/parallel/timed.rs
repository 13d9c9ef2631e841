//! Talks whose times tell what corresponds.

use std::collections::BTreeMap;

use super::add;
use crate::model::block::Block;
use crate::model::parallel::Stretches;

/// Puts two texts together by their stretches. Headings stand between them.
pub fn timed(first: Vec<Block>, second: Vec<Block>, stretches: &Stretches) -> Vec<Block> {
    let mut groups: BTreeMap<usize, [Vec<Block>; 2]> = BTreeMap::new();
    for (side, blocks) in [first, second].into_iter().enumerate() {
        let mut now = 0;
        for block in blocks {
            // Blocks are in the order of the talk, whatever the order of the file.
            now = place(&block).map_or(now, |at| stretches.at(side, at)).max(now);
            groups.entry(now).or_default()[side].push(block);
        }
    }
    let mut out = Vec::new();
    for [ones, others] in whole(groups.into_values()) {
        pair(ones, others, &mut out);
    }
    out
}

/// Stretches that have something in both languages, as far as there is any: what rules joined in one goes
/// with what they joined it to.
fn whole(groups: impl Iterator<Item = [Vec<Block>; 2]>) -> Vec<[Vec<Block>; 2]> {
    let mut out: Vec<[Vec<Block>; 2]> = Vec::new();
    for [mut ones, mut others] in groups {
        match out.last_mut() {
            Some([first, second])
                if ones.is_empty()
                    || others.is_empty()
                    || first.is_empty()
                    || second.is_empty() =>
            {
                first.append(&mut ones);
                second.append(&mut others);
            }
            _ => out.push([ones, others]),
        }
    }
    out
}

/// Adds a stretch. What stands in the second language goes with the text after the first headings.
fn pair(ones: Vec<Block>, others: Vec<Block>, out: &mut Vec<Block>) {
    let mut others = others;
    let mut text = Vec::new();
    for block in ones {
        if matches!(block, Block::Heading { .. } | Block::Station { .. }) {
            if !text.is_empty() {
                add(out, std::mem::take(&mut text), std::mem::take(&mut others));
            }
            out.push(block);
        } else {
            text.push(block);
        }
    }
    add(out, text, others);
}

/// Where a block begins in its file.
fn place(block: &Block) -> Option<usize> {
    let mut block = block;
    loop {
        match block {
            Block::Heading { at, .. }
            | Block::Paragraph { at, .. }
            | Block::Code { at, .. }
            | Block::Station { at, .. } => {
                return Some(*at);
            }
            other => block = other.inner().iter().flatten().next()?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(at: usize) -> Block {
        Block::Paragraph { content: Vec::new(), at }
    }

    #[test]
    fn blocks_stand_with_those_of_their_stretch() {
        let stretches =
            Stretches::new([vec![(0, 0), (10, 1), (20, 2)], vec![(5, 0), (50, 1), (70, 2)]]);
        let heading = Block::Heading { level: 2, content: Vec::new(), at: 20 };
        let first = vec![block(0), block(10), block(12), heading.clone(), block(20)];
        let second = vec![block(5), block(50), block(70), block(71)];
        assert_eq!(
            timed(first, second, &stretches),
            [
                Block::Pair([vec![block(0)], vec![block(5)]]),
                Block::Pair([vec![block(10), block(12)], vec![block(50)]]),
                heading,
                Block::Pair([vec![block(20)], vec![block(70), block(71)]]),
            ]
        );
    }

    #[test]
    fn what_has_no_counterpart_goes_with_what_is_before() {
        let stretches = Stretches::new([vec![(0, 0), (10, 1)], vec![(0, 0), (10, 1)]]);
        assert_eq!(
            timed(vec![block(0)], vec![block(0), block(10)], &stretches),
            [Block::Pair([vec![block(0)], vec![block(0), block(10)]])]
        );
        assert_eq!(timed(vec![block(0)], Vec::new(), &stretches), [block(0)]);
    }
}

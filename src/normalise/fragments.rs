//! Rule `fragments`: subtitle lines that stand as paragraphs are joined again (requirement T1).

use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline, plain_text};
use chengshu_writing::script::{closes, ends_sentence, is_set_solid};

pub const RULE: Rule = Rule {
    id: "fragments",
    family: "paragraphs",
    summary: "joins subtitle lines that became paragraphs",
    reason: "A page of single sentences is not prose; a file of nothing else was cut by time.",
    examples: &[],
    apply: Apply::Blocks(join),
};

/// Fewer paragraphs show no habit.
const FEWEST: usize = 24;
/// A line of a subtitle has no more characters.
const LINE: usize = 60;
/// And on average no more than this.
const MEAN: usize = 30;
/// Joined paragraphs end with the first sentence that ends beyond this many characters.
const FULL: usize = 160;

/// A paragraph, as far as joining asks.
#[allow(clippy::struct_excessive_bools, reason = "four independent observations")]
struct Shape {
    count: usize,
    /// No more than one short sentence, or a part of one.
    is_line: bool,
    /// Ends a sentence.
    ends: bool,
    /// Ends with any mark.
    is_marked: bool,
    /// Stands alone: a speaker's turn, a direction.
    alone: bool,
}

/// Joins the paragraphs of a file that has hardly any but single short sentences.
fn join(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let is_paragraph = |block: &&Block| matches!(block, Block::Paragraph { .. });
    let count = blocks.iter().filter(is_paragraph).count();
    if count < FEWEST {
        return;
    }
    // Of prose, the first paragraphs tell.
    let mut long = 0;
    let mut shapes: Vec<Option<Shape>> = Vec::with_capacity(blocks.len());
    for block in blocks.iter() {
        let shape = shape(block);
        long += usize::from(shape.as_ref().is_some_and(|shape| !shape.is_line));
        if long * 100 > count * 5 {
            return;
        }
        shapes.push(shape);
    }
    let all = || shapes.iter().flatten();
    let share = |test: fn(&Shape) -> bool| all().filter(|shape| test(shape)).count() * 100;
    let characters: usize = all().map(|shape| shape.count).sum();
    let is_confetti = share(|shape| shape.is_line) >= count * 95
        && characters <= count * MEAN
        // Without marks the breaks are all there is to tell sentences by.
        && share(|shape| shape.is_marked) >= count * 70
        && share(|shape| shape.alone) <= count * 10;
    if !is_confetti {
        return;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len() / 4);
    // Characters of the paragraph that is being filled.
    let mut filled: Option<usize> = None;
    for (block, shape) in blocks.drain(..).zip(shapes) {
        let Some(shape) = shape.filter(|shape| shape.is_line && !shape.alone) else {
            filled = None;
            out.push(block);
            continue;
        };
        match (out.last_mut(), block) {
            (Some(Block::Paragraph { content: last, .. }), Block::Paragraph { content, at })
                if filled.is_some() =>
            {
                work.change_form("fragments", at, "a paragraph", "joined to the one before");
                append(last, content);
            }
            (_, block) => out.push(block),
        }
        let count = filled.unwrap_or(0) + shape.count;
        filled = (count < FULL || !shape.ends).then_some(count);
    }
    *blocks = out;
}

/// The shape of a paragraph; of other blocks none.
fn shape(block: &Block) -> Option<Shape> {
    let Block::Paragraph { content, .. } = block else {
        return None;
    };
    let flat;
    let text = if let [Inline::Text { text, .. }] = content.as_slice() {
        text
    } else {
        flat = plain_text(content);
        &flat
    };
    let text = text.trim();
    let body = text.trim_end_matches(closes);
    let last = body.chars().next_back();
    let count = text.chars().count();
    let inside = body
        .char_indices()
        .filter(|(at, c)| matches!(c, '。' | '！' | '？') && at + c.len_utf8() < body.len())
        .count();
    let plain = |inline: &Inline| !matches!(inline, Inline::Image { .. } | Inline::LineBreak);
    let label = text.char_indices().take(12).any(|(_, c)| matches!(c, '：' | ':'));
    Some(Shape {
        count,
        is_line: count <= LINE && inside == 0 && content.iter().all(plain),
        ends: last.is_some_and(|c| ends_sentence(c) && !matches!(c, '：' | ':' | '；' | ';')),
        is_marked: last.is_some_and(|c| ends_sentence(c) || matches!(c, '，' | ',' | '、')),
        alone: label || text.starts_with(['（', '(', '[', '【', '♪']),
    })
}

/// Puts a paragraph behind another, with a space where Latin meets Latin (requirement Z6).
fn append(content: &mut Vec<Inline>, next: Vec<Inline>) {
    let last = plain_text(content).chars().next_back();
    let first = plain_text(&next).chars().next();
    let solid = last.is_none_or(is_set_solid) || first.is_none_or(is_set_solid);
    let mut next = next.into_iter();
    match (content.last_mut(), next.next()) {
        (Some(Inline::Text { text, .. }), Some(Inline::Text { text: more, .. })) => {
            if !solid {
                text.push(' ');
            }
            text.push_str(&more);
        }
        (_, Some(first)) => {
            let at = 0;
            if !solid {
                let text = " ".to_owned();
                content.push(Inline::Text { text, at });
            }
            content.push(first);
        }
        (_, None) => {}
    }
    content.extend(next);
}

#[cfg(test)]
mod tests {
    use crate::model::block::Block;
    use crate::model::treatment::Treatment;
    use crate::normalise::tests::normalised;

    fn paragraphs(text: &str) -> usize {
        let (manuscript, _) = normalised(text, "zh-CN", &[], &Treatment::default());
        let is_paragraph = |block: &&Block| matches!(block, Block::Paragraph { .. });
        manuscript.blocks.iter().filter(is_paragraph).count()
    }

    #[test]
    fn subtitle_lines_are_joined_and_headings_part_them() {
        let lines = "灯塔照着港口，\n\n船都回来了。\n\n".repeat(40);
        let joined = paragraphs(&lines);
        assert!((2..=6).contains(&joined), "{joined}");
        let parted = format!("{lines}\n\n## 夜\n\n{lines}");
        assert_eq!(paragraphs(&parted), 2 * joined);
    }

    #[test]
    fn prose_talk_and_lines_without_marks_stay() {
        let prose = "灯塔照着港口。船都回来了，人也回来了。大家坐下来吃饭。\n\n".repeat(40);
        assert_eq!(paragraphs(&prose), 40);
        let talk = "甲：灯亮了。\n\n乙：看见了。\n\n".repeat(20);
        assert_eq!(paragraphs(&talk), 40);
        let raw = "灯塔照着港口\n\n船都回来了\n\n".repeat(20);
        assert_eq!(paragraphs(&raw), 40);
    }
}

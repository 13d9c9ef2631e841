//! Rule `tasks`: the boxes of task lists.

use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline};

pub const RULE: Rule = Rule {
    id: "tasks",
    family: "markup",
    summary: "turns `[ ]` and `[x]` at the beginning of list items into boxes",
    reason: "GitHub shows task lists with boxes; brackets in a book are noise.",
    examples: &[("- [x] 甲\n- [ ] 乙", "- ☑ 甲\n- ☐ 乙")],
    apply: Apply::Shapes(draw),
};

/// The signs at the head of an item, and the box it draws.
const BOXES: &[(&str, &str)] = &[("[ ] ", "☐ "), ("[x] ", "☑ "), ("[X] ", "☑ ")];

/// Draws the boxes of task lists as GitHub does (GFM 0.29, section 5.3).
fn draw(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    for block in blocks {
        let is_list = matches!(block, Block::List { .. });
        for inner in block.inner_mut() {
            if let Some(Block::Paragraph { content, .. }) = inner.first_mut().filter(|_| is_list) {
                draw_box(content, work);
            }
            draw(inner, work);
        }
    }
}

fn draw_box(content: &mut [Inline], work: &mut Work<'_>) {
    let Some(Inline::Text { text, at }) = content.first_mut() else {
        return;
    };
    for (written, drawn) in BOXES {
        if text.starts_with(written) {
            text.replace_range(..written.len(), drawn);
            let (before, after) = (written.trim_end(), drawn.trim_end());
            work.change_text("tasks", *at, before.to_owned(), after.to_owned());
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown;
    use crate::model::treatment::Treatment;
    use crate::normalise::tests::normalised;

    #[test]
    fn only_heads_of_items_are_boxes() {
        let text = "- [x] the lamp\n- [ ] the *wick*\n\n  [x] oil\n- [y] no\n\n[x] no";
        let (manuscript, _) = normalised(text, "en", &[], &Treatment::default());
        assert_eq!(
            markdown::write(&manuscript.blocks),
            "- ☑ the lamp\n\n- ☐ the *wick*\n\n  \\[x\\] oil\n\n- \\[y\\] no\n\n\\[x\\] no\n"
        );
        assert_eq!(manuscript.changes.len(), 2);
    }
}

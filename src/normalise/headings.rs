//! Rules `title` and `headings`: the chapter's own title, and the hierarchy under it.

use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, plain_text};

pub const TITLE: Rule = Rule {
    id: "title",
    family: "headings",
    summary: "removes a first heading that repeats the title of the chapter",
    reason: "The chapter already begins with its title.",
    examples: &[],
    apply: Apply::Blocks(drop_title),
};

pub const HEADINGS: Rule = Rule {
    id: "headings",
    family: "headings",
    summary: "turns headings of any level into a hierarchy under the title of the chapter",
    reason: "Skipped levels confuse tables of contents and screen readers (requirement A5).",
    examples: &[("### 甲\n\n乙。", "## 甲\n\n乙。")],
    apply: Apply::Blocks(rank),
};

/// Takes out headings before the text that only repeat the chapter's title.
fn drop_title(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let titles: Vec<String> = work.titles.iter().map(|title| essence(title)).collect();
    let mut repeated = 0;
    while let Some(Block::Heading { content, at, .. }) = blocks.get(repeated) {
        let text = plain_text(content);
        let heading = essence(&text);
        if heading.is_empty() || !titles.contains(&heading) {
            break;
        }
        repeated += 1;
        work.change_text("title", *at, text, String::new());
    }
    blocks.drain(..repeated);
}

/// A title's letters and digits: what stays the same however it is decorated.
fn essence(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Gives headings levels from 2 down without gaps (requirement A5): a heading is one below the
/// nearest before it that was written with a higher rank.
fn rank(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let mut open: Vec<u8> = Vec::new();
    for block in blocks {
        if let Block::Heading { level, at, .. } = block {
            while open.last().is_some_and(|above| above >= level) {
                open.pop();
            }
            open.push(*level);
            let ranked = u8::try_from(open.len() + 1).unwrap_or(6).min(6);
            if ranked != *level {
                let (before, after) = (format!("level {level}"), format!("level {ranked}"));
                work.change_form("headings", *at, &before, &after);
                *level = ranked;
            }
        }
    }
}

//! Rule `marks`: signs of Markdown that stand in the text because they mark nothing.

use super::rule::{Apply, Rule};
use super::work::Work;
use crate::markdown;
use crate::model::block::{Block, Inline, rewrite_lines};
use crate::model::manuscript::{Change, ChangeKind};
use chengshu_writing::script::is_ideographic;

pub const RULE: Rule = Rule {
    id: "marks",
    family: "markup",
    summary: "removes or replaces `~~` and `**` that mark nothing",
    reason: "Next to Chinese they are drawn-out sounds or hidden words, or left over from an edit.",
    examples: &[("好嘛~~", "好嘛～～"), ("**甲乙", "甲乙")],
    apply: Apply::Shapes(settle),
};

/// Makes tildes beside Chinese full-width (`好嘛~~` is a drawn-out sound), takes out `**` that
/// opens nothing, and makes `**` that hides a word full-width (`他妈**`).
fn settle(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let before = work.changes.len();
    rewrite_lines(blocks, &mut |content| settle_line(content, work));
    if work.changes.len() > before {
        markdown::settle(blocks);
    }
}

fn settle_line(content: &mut [Inline], work: &mut Work<'_>) {
    for inline in content {
        match inline {
            Inline::Text { text, at } => {
                if may_hold_runs(text) {
                    let mut settled = settle_text(text, *at, work.changes);
                    // What stood around a run may be one now.
                    while may_hold_runs(&settled) {
                        let again = settle_text(&settled, *at, work.changes);
                        if again == settled {
                            break;
                        }
                        settled = again;
                    }
                    work.settle(text, settled);
                }
            }
            object if object.is_object() => {}
            other => {
                if let Some(inner) = other.content_mut() {
                    settle_line(inner, work);
                }
            }
        }
    }
}

/// True if two signs may stand in a row.
fn may_hold_runs(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'~', b'*', bytes).any(|at| bytes.get(at + 1) == Some(&bytes[at]))
}

fn settle_text(text: &str, at: usize, changes: &mut Vec<Change>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(['~', '*']) {
        out.push_str(&rest[..start]);
        let sign = if rest.as_bytes()[start] == b'~' { '~' } else { '*' };
        let run = rest[start..].len() - rest[start..].trim_start_matches(sign).len();
        let after = &rest[start + run..];
        let before = out.chars().next_back();
        let next = after.chars().next();
        // Not beside marks, which other rules may yet make Chinese ones.
        let beside_chinese = [before, next].into_iter().flatten().any(is_ideographic);
        let source = &rest[start..start + run];
        let settled = match (sign, run) {
            (_, 1) => source.to_owned(),
            ('~', _) => "～".repeat(run),
            _ if !beside_chinese && before.is_some_and(char::is_alphanumeric) => source.to_owned(),
            (_, 2) if !before.is_some_and(char::is_alphanumeric) => String::new(),
            // Between two ideographs it may open what never closes.
            (_, 2) if before.is_some_and(is_ideographic) && next.is_some_and(is_ideographic) => {
                source.to_owned()
            }
            _ => "＊".repeat(run),
        };
        if settled != source {
            changes.push(Change {
                rule: "marks",
                at: at + (text.len() - rest.len()) + start,
                before: source.to_owned(),
                after: settled.clone(),
                kind: ChangeKind::Text,
            });
        }
        out.push_str(&settled);
        rest = after;
    }
    out.push_str(rest);
    out
}

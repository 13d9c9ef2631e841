//! Rule `spaces`: spaces that Chinese does not have.

use super::{after, before, is_full_stop, opens};
use crate::normalise::draft::Edit;
use crate::normalise::line::{Kind, LineRule, Writing};
use crate::normalise::rule::{Apply, Rule};
use crate::normalise::signs::Signs;
use chengshu_writing::script::is_ideographic;

/// Takes out spaces between ideographs and beside full-width marks (requirement Z4). In
/// headings and verse a space between ideographs parts what belongs apart (`第一章 灯`).
pub const RULE: Rule = Rule {
    id: "spaces",
    family: "punctuation",
    summary: "removes spaces between Chinese characters and next to full-width punctuation",
    reason: "Chinese is set without spaces; reading systems add the gap to Latin text (requirement Z4).",
    examples: &[("灯 塔 ，在 港口 Port 边 。", "灯塔，在港口 Port 边。")],
    apply: Apply::Line(
        Writing::Chinese,
        LineRule {
            signs: Signs::ASCII,
            concerns: |text| memchr::memchr2(b' ', b'\t', text.as_bytes()).is_some(),
            find: |line| find(line.text, line.kind),
        },
    ),
};

fn find(text: &str, kind: Kind) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    let mut from = 0;
    while let Some(step) = memchr::memchr2(b' ', b'\t', &bytes[from..]) {
        let start = from + step;
        let length = bytes[start..]
            .iter()
            .position(|b| !matches!(b, b' ' | b'\t'))
            .unwrap_or(bytes.len() - start);
        let end = start + length;
        from = end;
        if let (Some(left), Some(right)) = (before(text, start), after(text, end))
            && is_stray(left, right, kind)
        {
            edits.push(Edit::remove(start..end));
        }
    }
    edits
}

fn is_stray(left: char, right: char, kind: Kind) -> bool {
    let between = is_ideographic(left) && is_ideographic(right) && kind == Kind::Prose;
    // Quotation marks, dash and ellipsis are Latin too; the other side tells.
    let shared = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…');
    let full = |c: char| is_full_stop(c) || is_bracket(c);
    between
        || full(left)
        || full(right)
        || (shared(left) && (is_ideographic(right) || shared(right)) && kind == Kind::Prose)
        || (shared(right) && is_ideographic(left) && kind == Kind::Prose)
}

fn is_bracket(c: char) -> bool {
    matches!(c, '（' | '）' | '《' | '》' | '〈' | '〉' | '「' | '」' | '『' | '』')
        || (opens(c) && matches!(c, '【' | '〔'))
        || matches!(c, '】' | '〕')
}

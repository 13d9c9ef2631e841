//! Rule `titles`: the marks around titles of works, 《〈〉》.

use super::{after, has_mark};
use crate::normalise::draft::Edit;
use crate::normalise::line::{LineRule, Writing};
use crate::normalise::rule::{Apply, Rule};
use crate::normalise::signs::{Signs, has_pair};
use chengshu_writing::script::is_ideographic;

/// A title is no longer than this, in bytes.
const LONGEST: usize = 300;

/// Makes 《》 of `<<` and `>>` around Chinese, and 〈〉 of 《》 inside 《》 (GB/T 15834, 4.15.3.4).
pub const RULE: Rule = Rule {
    id: "titles",
    family: "punctuation",
    summary: "puts titles of works in 《》, and titles inside them in 〈〉",
    reason: "GB/T 15834, 4.15; keyboards without these marks produce `<<`.",
    examples: &[("《读《灯》》", "《读〈灯〉》"), ("读<<灯塔>>", "读《灯塔》")],
    apply: Apply::Line(
        Writing::Chinese,
        LineRule {
            signs: Signs::ASCII.or(Signs::TITLE),
            concerns: |text| {
                has_mark(text, b'<', |rest| rest.starts_with(b"<<"))
                    || (has_pair(text, |second, last| [second, last] == [0x80, 0x8a])
                        && text.contains('《'))
            },
            find: |line| find(line.text),
        },
    ),
};

fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    // Open title marks: where each stands, and those inside it that wait for its end.
    let mut open: Vec<usize> = Vec::new();
    let mut inner: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(['《', '》', '<']).map(|at| from + at) {
        let rest = &text[at..];
        if rest.starts_with('《') {
            open.push(at);
            from = at + '《'.len_utf8();
        } else if rest.starts_with('》') {
            if let Some(start) = open.pop()
                && at - start <= LONGEST
            {
                if open.is_empty() {
                    for (start, end) in inner.drain(..) {
                        edits.push(Edit::replace(start..start + 3, "〈"));
                        edits.push(Edit::replace(end..end + 3, "〉"));
                    }
                } else {
                    // Inside 〈〉 the marks alternate.
                    if open.len() % 2 == 1 {
                        inner.push((start, at));
                    }
                }
            } else {
                open.clear();
                inner.clear();
            }
            from = at + '》'.len_utf8();
        } else {
            from = at + 1;
            if let Some(inside) = rest.strip_prefix("<<")
                && after(inside, 0).is_some_and(is_ideographic)
                && let Some(end) = closing(inside)
            {
                let end = at + 2 + end;
                edits.push(Edit::replace(at..at + 2, "《"));
                edits.push(Edit::replace(end..end + 2, "》"));
                from = end + 2;
            }
        }
    }
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

fn closing(inside: &str) -> Option<usize> {
    let near = inside.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST).last()?;
    let end = inside[..near].find(">>").or_else(|| {
        // The end of the line may be the end of the title.
        (inside.len() <= LONGEST).then(|| inside.find(">>")).flatten()
    })?;
    let title = &inside[..end];
    (!title.contains(['<', '《', '》', '。'])).then_some(end)
}

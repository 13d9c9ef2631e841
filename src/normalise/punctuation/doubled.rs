//! Rule `doubled`: a mark that stands twice in a row.

use super::has_mark;
use crate::normalise::draft::Edit;
use crate::normalise::line::{LineRule, Writing};
use crate::normalise::rule::{Apply, Rule};
use crate::normalise::signs::{Signs, has_pair};

const MARKS: [char; 7] = ['，', '。', '、', '；', '：', '？', '！'];

/// Keeps one of a run of equal marks, and of question and exclamation marks one of each, in the
/// order in which they first come (`？！` is a mark of its own, GB/T 15834, 4.3.3.5).
pub const RULE: Rule = Rule {
    id: "doubled",
    family: "punctuation",
    summary: "removes repeated punctuation",
    reason: "Speech recognition and typing errors repeat marks; `？！` is a mark of its own and stays.",
    examples: &[("好，，走吧。。真的？？？", "好，走吧。真的？"), ("什么？！！", "什么？！")],
    apply: Apply::Line(
        Writing::Chinese,
        LineRule {
            signs: Signs::IN_A_ROW,
            concerns: |text| {
                // The last byte of a mark, and the first of the next.
                let meet = |last: u8, first: u8| {
                    (first == 0xef) & matches!(last, 0x8c | 0x81 | 0x9a | 0x9b | 0x9f)
                        | (first == 0xe3) & matches!(last, 0x82 | 0x81 | 0x8c)
                };
                if !has_pair(text, meet) {
                    return false;
                }
                let twice = |rest: &[u8]| {
                    rest.get(3) == rest.first()
                        && begins_with_mark(rest)
                        && begins_with_mark(&rest[3..])
                };
                has_mark(text, 0xef, twice)
                    || has_mark(text, 0xe3, twice)
                    || has_mark(text, 0xef, |rest| rest.starts_with("，。".as_bytes()))
            },
            find: |line| find(line.text),
        },
    ),
};

/// True if three bytes are one of the marks.
fn begins_with_mark(rest: &[u8]) -> bool {
    let mut buffer = [0; 4];
    MARKS
        .iter()
        .any(|mark| rest.starts_with(mark.encode_utf8(&mut buffer).as_bytes()))
}

fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(MARKS).map(|at| from + at) {
        let rest = &text[start..];
        let end = start + rest.len() - rest.trim_start_matches(MARKS).len();
        let run = &text[start..end];
        let settled = settled(run);
        if settled != run {
            edits.push(Edit::replace(start..end, settled));
        }
        from = end;
    }
    edits
}

fn settled(run: &str) -> String {
    let mut out = String::new();
    for c in run.chars() {
        let asks = |c: char| matches!(c, '？' | '！');
        let last = out.chars().next_back();
        match last {
            Some(last) if last == c => {}
            Some(last)
                if asks(last)
                    && asks(c)
                    && out.chars().rev().take_while(|c| asks(*c)).count() > 1 => {}
            // A clause that was meant to go on and then ended.
            Some('，') if c == '。' => {
                out.pop();
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

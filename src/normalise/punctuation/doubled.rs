//! Rule `doubled`: a mark that stands twice in a row.

use super::{edit_chinese, has_mark};
use crate::model::block::Block;
use crate::normalise::Work;
use crate::normalise::draft::Edit;

const MARKS: [char; 7] = ['，', '。', '、', '；', '：', '？', '！'];

/// Keeps one of a run of equal marks, and of question and exclamation marks one of each, in the
/// order in which they first come (`？！` is a mark of its own, GB/T 15834, 4.3.3.5).
pub fn settle(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let mark = |rest: &[u8]| {
        rest.get(..3)
            .is_some_and(|mark| MARKS.iter().any(|c| c.to_string().as_bytes() == mark))
    };
    let concerns = |text: &str| {
        has_mark(text, 0xef, |rest| {
            rest.len() >= 6 && rest[3] == 0xef && is_mark(rest) && is_mark(&rest[3..])
        }) || has_mark(text, 0xe3, |rest| {
            rest.len() >= 6 && rest[3] == 0xe3 && mark(rest) && mark(&rest[3..])
        }) || memchr::memmem::find(text.as_bytes(), "，。".as_bytes()).is_some()
    };
    edit_chinese(blocks, work, "doubled", concerns, |text, _| find(text));
}

/// One of the marks whose first byte is EF.
fn is_mark(rest: &[u8]) -> bool {
    matches!(rest, [0xef, 0xbc, 0x8c | 0x9b | 0x9a | 0x9f | 0x81, ..])
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

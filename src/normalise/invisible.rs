//! Rules `invisible` and `indent`: characters nobody sees, and indents made of characters.

use super::Work;
use super::draft::{Edit, lines};
use super::fences::{Fences, fence};
use super::signs::stretches;
use crate::markdown;
use crate::model::block::{Block, Inline};
use crate::script::{is_cjk_mark, is_ideographic, is_invisible, unpaired_turns};

/// Takes out control and formatting characters, and makes no-break spaces plain.
pub fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in stretches(text, may_be_invisible).flatten() {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        let span = at..at + c.len_utf8();
        match c {
            '\u{a0}' | '\u{202f}' => edits.push(Edit::replace(span, " ")),
            '\u{2028}' => edits.push(Edit::replace(span, "\n")),
            '\u{2029}' => edits.push(Edit::replace(span, "\n\n")),
            '\u{200c}' | '\u{200d}' if joins(text, &span) => {}
            c if is_invisible(c) => edits.push(Edit::remove(span)),
            _ => {}
        }
    }
    edits
}

/// Does the same to what the source writes as references such as `&nbsp;`, which are characters
/// only once it is parsed.
pub fn settle(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    if memchr::memchr(b'&', work.source.text.as_bytes()).is_none() {
        return;
    }
    let before = work.changes.len();
    settle_blocks(blocks, work);
    if work.changes.len() > before {
        markdown::settle(blocks);
    }
}

/// Takes out what turns the direction of a title or name and never turns it back. Titles keep the
/// rest, which other scripts need and nobody types by mistake.
pub fn find_unpaired_turns(text: &str) -> Vec<Edit> {
    unpaired_turns(text).into_iter().map(Edit::remove).collect()
}

fn settle_blocks(blocks: &mut [Block], work: &mut Work<'_>) {
    for block in blocks {
        if let Block::Code { text, at, .. } = block {
            settle_text(text, *at, work);
        }
        for line in block.lines_mut() {
            settle_line(line, work);
        }
        for inner in block.inner_mut() {
            settle_blocks(inner, work);
        }
    }
}

fn settle_line(content: &mut [Inline], work: &mut Work<'_>) {
    for inline in content {
        match inline {
            Inline::Text { text, at } => settle_text(text, *at, work),
            other => {
                if let Some(inner) = other.content_mut() {
                    settle_line(inner, work);
                }
            }
        }
    }
}

fn settle_text(text: &mut String, at: usize, work: &mut Work<'_>) {
    for edit in find(text).into_iter().rev() {
        let with = edit.with.replace('\n', " ");
        let before = text[edit.span.clone()].to_owned();
        text.replace_range(edit.span.clone(), &with);
        work.change_text("references", at + edit.span.start, before, with);
    }
}

/// Whether a character that begins with these bytes may be concerned: a control, or one of the
/// rows U+0080, U+2000, U+FE80 and U+FF80, but for `·` and the marks of Chinese.
#[allow(
    clippy::needless_bitwise_bool,
    clippy::inline_always,
    reason = "a branch for each byte would keep the compiler from using vectors"
)]
#[inline(always)]
fn may_be_invisible([one, two, three, _]: [u8; 4]) -> u8 {
    let is_space = (one == b'\n') | (one == b'\t');
    let is_format = (three.wrapping_sub(0x8b) < 5) | (three & 0xf8 == 0xa8);
    u8::from(
        (one < 0x20) & !is_space
            | (one == 0x7f)
            | (one == 0xc2) & (two != 0xb7)
            | (one == 0xe2) & ((two == 0x80) & is_format | (two == 0x81))
            | (one == 0xef) & ((two == 0xbb) | (two == 0xbf)),
    )
}

/// Joiners belong in emoji, Arabic and the scripts of India; elsewhere they are litter.
fn joins(text: &str, span: &std::ops::Range<usize>) -> bool {
    // What goes itself needs none.
    let needs = |c: char| {
        let is_plain = c.is_ascii() || c.is_whitespace() || is_ideographic(c) || is_cjk_mark(c);
        !is_plain && !is_invisible(c)
    };
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    before.is_some_and(needs) && after.is_some_and(needs)
}

/// Takes out indents before Chinese text: the style sheet indents (requirement Z1), and four
/// spaces would make the paragraph code.
pub fn find_indents(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut fences = Fences::default();
    let mut in_list = false;
    for (at, line) in lines(text) {
        let body = line.trim_start_matches([' ', '\t', '\u{3000}']);
        let indent = line.len() - body.len();
        if indent == 0 && !body.is_empty() {
            // What is indented under a note is part of it, too.
            in_list = super::lines::is_list_item(body) || body.starts_with("[^");
        }
        if fences.covers(line) || indent == 0 {
            continue;
        }
        if body.is_empty() {
            if line.contains('\u{3000}') {
                edits.push(Edit::remove(at..at + line.len()));
            }
            continue;
        }
        let wide = line[..indent].contains('\u{3000}');
        let begins_chinese = body
            .chars()
            .next()
            .is_some_and(|c| is_ideographic(c) || is_cjk_mark(c) || c.is_ascii_digit());
        // Without its indent this would open a block of code.
        if fence(body).is_some() {
            continue;
        }
        if wide || (begins_chinese && !in_list && !super::lines::is_list_item(body)) {
            edits.push(Edit::remove(at..at + indent));
        }
    }
    edits
}

//! Rules `invisible` and `indent`: characters nobody sees, and indents made of characters.

use super::draft::{Edit, Fences, fence, lines};
use super::signs::stretches;
use crate::script::is_ideographic;

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
            '\u{0}'..='\u{8}'
            | '\u{b}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffc}'
            | '\u{fffe}'..='\u{ffff}' => edits.push(Edit::remove(span)),
            _ => {}
        }
    }
    edits
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
    let needs = |c: char| !c.is_ascii() && !is_ideographic(c) && !crate::script::is_cjk_mark(c);
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
        if fences.covers(line) {
            continue;
        }
        let body = line.trim_start_matches([' ', '\t', '\u{3000}']);
        let indent = line.len() - body.len();
        if body.is_empty() {
            if line.contains('\u{3000}') {
                edits.push(Edit::remove(at..at + line.len()));
            }
            continue;
        }
        if indent == 0 {
            // What is indented under a note is part of it, too.
            in_list = super::lines::is_list_item(body) || body.starts_with("[^");
            continue;
        }
        let wide = line[..indent].contains('\u{3000}');
        let begins_chinese = body.chars().next().is_some_and(|c| {
            is_ideographic(c) || crate::script::is_cjk_mark(c) || c.is_ascii_digit()
        });
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

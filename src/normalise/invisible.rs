//! Rules `invisible` and `indent`: characters nobody sees, and indents made of characters.

use super::draft::{Edit, Fences, fence, lines};
use crate::script::is_ideographic;

/// Takes out control and formatting characters, and makes no-break spaces plain.
pub fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let bytes = text.as_bytes();
    // Every character concerned is a C0 control or begins with one of C2, E2, EF.
    for (at, &byte) in bytes.iter().enumerate() {
        let candidate = match byte {
            0x00..=0x1f | 0x7f => !matches!(byte, b'\n' | b'\t'),
            0xc2 | 0xef => true,
            0xe2 => matches!(bytes.get(at + 1), Some(0x80 | 0x81)),
            _ => false,
        };
        if !candidate {
            continue;
        }
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

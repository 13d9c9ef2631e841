//! Rules `invisible` and `indent`: characters nobody sees, and indents made of characters.

use super::draft::{Edit, Fences, fence, lines};
use crate::script::is_ideographic;

/// Takes out control and formatting characters, and makes no-break spaces plain.
pub fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in candidates(text.as_bytes()) {
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

/// Bytes looked at in one go.
const STRETCH: usize = 128;

/// Where characters begin that may be concerned: a C0 control, or the first byte of one that
/// begins with C2, E2 80, E2 81, EF BB or EF BF. Hardly any stretch of a text holds one, which
/// the compiler finds out with vector instructions.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep the compiler from using vectors"
)]
fn candidates(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_candidate = |byte: u8, next: u8| {
        (byte < 0x20) & (byte != b'\n') & (byte != b'\t')
            | (byte == 0x7f)
            | (byte == 0xc2)
            | (byte == 0xe2) & (next & 0xfe == 0x80)
            | (byte == 0xef) & ((next == 0xbb) | (next == 0xbf))
    };
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or_default();
    let end = move |start: usize| bytes.len().min(start + STRETCH);
    let stretches = (0..bytes.len()).step_by(STRETCH).filter(move |&start| {
        let pairs = bytes[start..end(start)].iter().zip(&bytes[start + 1..]);
        let found = pairs.fold(false, |found, (&byte, &next)| {
            found | is_candidate(byte, next)
        });
        // The last byte of all has no pair.
        found || end(start) == bytes.len()
    });
    stretches.flat_map(move |start| {
        (start..end(start)).filter(move |&at| is_candidate(bytes[at], next(at)))
    })
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

//! Rule `block-ids`: `^id` at the end of a block, which links of Obsidian lead to.

use super::verbatim::{Verbatim, is_escaped};
use crate::normalise::draft::{Edit, lines};
use crate::normalise::markers::is_list_item;
use crate::normalise::rule::{Apply, Rule};

pub const RULE: Rule = Rule {
    id: "block-ids",
    family: "dialects",
    summary: "removes `^id` at the end of a paragraph or an item",
    reason: "Links of Obsidian find the block by this id; it is not text.",
    examples: &[("甲。 ^abc123\n\n乙。", "甲。\n\n乙。")],
    apply: Apply::Text(find),
};

/// Takes names out that end a block: the last word of its last line, or alone on the line.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if memchr::memchr(b'^', text.as_bytes()).is_none() {
        return edits;
    }
    let verbatim = Verbatim::code(text);
    let mut all = lines(text).peekable();
    while let Some((at, line)) = all.next() {
        let ends_block = all
            .peek()
            .is_none_or(|(_, next)| begins_block(next.trim_start_matches([' ', '>'])));
        if !ends_block {
            continue;
        }
        let trimmed = line.trim_end();
        let Some((kept, id)) = trimmed.rsplit_once('^') else {
            continue;
        };
        let sign = at + kept.len();
        let body = kept.trim_end_matches([' ', '\t']);
        let apart = body.len() < kept.len() || body.is_empty();
        if apart && is_id(id, body) && verbatim.end(sign).is_none() && !is_escaped(text, sign) {
            edits.push(Edit::remove(at + body.len()..at + line.len()));
        }
    }
    edits
}

/// True if a line cannot go on with the block above it.
fn begins_block(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with(['#', '|']) || is_list_item(line)
}

/// Letters, digits and hyphens. A number behind a number or a sign of sums is a power.
fn is_id(id: &str, before: &str) -> bool {
    let named = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_power = id.len() < 2 || id.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    named && !(is_power && before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ')'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn names_of_blocks_go() {
        for (text, expected) in [
            ("It came. ^sledge1\n\nb", "It came.\n\nb"),
            ("- a ^one-1\n- b ^two2", "- a\n- b"),
            ("| a |\n|---|\n| b |\n\n^table1", "| a |\n|---|\n| b |\n\n"),
            ("> 甲。 ^q1\n\n乙", "> 甲。\n\n乙"),
            ("甲。 ^37066d", "甲。"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn powers_and_inner_signs_stay() {
        for text in [
            "It is 10 ^6", "so x ^n", "a ^b\nc", "a^b", "he laughed ^_^", "`a ^abc`", "a \\^abc",
            "a^[a note]",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}

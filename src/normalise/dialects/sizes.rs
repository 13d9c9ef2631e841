//! Rule `sizes`: `![words|300](picture)`, a width after the words.

use super::verbatim::Verbatim;
use crate::normalise::draft::{Edit, holds};
use crate::normalise::rule::{Apply, Rule};

pub const RULE: Rule = Rule {
    id: "sizes",
    family: "dialects",
    summary: "removes the size after the words of a picture (`![words|300](picture)`)",
    reason: "Obsidian sizes pictures for a screen; the size is not part of the words.",
    examples: &[("![甲|300](乙.png)", "![甲](乙.png)")],
    apply: Apply::Text(find),
};

/// Takes `|300` and `|300x200` out where they end the words of a picture.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "![") {
        return edits;
    }
    let verbatim = Verbatim::code(text);
    let mut from = 0;
    while let Some(open) = verbatim.find(text, "![", from) {
        from = open + 2;
        let Some(end) = text[from..].find(['[', ']', '\n']) else {
            break;
        };
        let words = &text[from..from + end];
        if !text[from + end..].starts_with("](") {
            continue;
        }
        if let Some((kept, size)) = words.rsplit_once('|')
            && is_size(size)
        {
            let kept = kept.strip_suffix('\\').unwrap_or(kept).trim_end();
            edits.push(Edit::remove(from + kept.len()..from + words.len()));
        }
        from += words.len();
    }
    edits
}

/// `300` or `300x200`.
pub fn is_size(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let text = text.trim();
    match text.split_once(['x', 'X']) {
        Some((width, height)) => is_number(width) && is_number(height),
        None => is_number(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn sizes_go_and_words_stay() {
        for (text, expected) in [
            ("![a lamp|300](l.png)", "![a lamp](l.png)"),
            ("![a | b|300x200](l.png \"t\")", "![a | b](l.png \"t\")"),
            ("| ![a\\|30](l.png) |", "| ![a](l.png) |"),
            ("![a|b](l.png)", "![a|b](l.png)"),
            ("[a|300](l.md)", "[a|300](l.md)"),
            ("`![a|300](l.png)`", "`![a|300](l.png)`"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }
}

//! Rule `paths`: `![words](my picture.png)`, a path with spaces.

use super::sizes::is_size;
use super::verbatim::Verbatim;
use crate::normalise::draft::{Edit, holds};
use crate::normalise::rule::{Apply, Rule};
use chengshu_text::source::Span;

pub const RULE: Rule = Rule {
    id: "paths",
    family: "dialects",
    summary: "accepts spaces in the path of a link or picture (`![words](my picture.png)`), and a size after it",
    reason: "CommonMark reads them as text; editors and viewers show the picture.",
    examples: &[
        ("![甲](我的 图.png)", "![甲](<我的 图.png>)"),
        ("![甲](乙.png =300x200)", "![甲](乙.png)"),
    ],
    apply: Apply::Text(find),
};

/// Puts paths with spaces between angle brackets.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "](") {
        return edits;
    }
    let verbatim = Verbatim::code(text);
    let mut from = 0;
    while let Some(open) = verbatim.find(text, "](", from) {
        from = open + 2;
        let Some(span) = inside(text, from) else {
            continue;
        };
        let stated = &text[span.clone()];
        if let Some((path, size)) = stated.rsplit_once(" =")
            && is_size(size)
        {
            edits.push(Edit::remove(span.start + path.trim_end().len()..span.end));
        } else if stated.contains(' ') && is_path(stated) {
            edits.push(Edit::insert(span.start, "<"));
            edits.push(Edit::insert(span.end, ">"));
        }
        from = span.end;
    }
    edits
}

/// The text up to the bracket that closes the one before an offset, on its line, without the spaces
/// around it.
fn inside(text: &str, from: usize) -> Option<Span> {
    let line = text[from..].lines().next()?;
    let mut depth = 0_usize;
    let end = line.find(|c| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        false
    })?;
    let stated = &line[..end];
    let start = from + (stated.len() - stated.trim_start().len());
    Some(start..start + stated.trim().len())
}

/// True if a text with spaces is the path of a file: it ends in an ending, and holds no title.
fn is_path(stated: &str) -> bool {
    let path = stated.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    let is_ending = |ending: &str| {
        (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    ending.is_some_and(is_ending) && !stated.contains(['"', '\'', '<', '>'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn paths_with_spaces_are_kept_together() {
        for (text, expected) in [
            ("![a](my pic.png)", "![a](<my pic.png>)"),
            ("[a](图 一.md#节) b", "[a](<图 一.md#节>) b"),
            ("![a](pic (1).png)", "![a](<pic (1).png>)"),
            ("![a]( b.png )", "![a]( b.png )"),
            ("![a](b.png =300x200)", "![a](b.png)"),
            ("![a](b.png \"a title.\")", "![a](b.png \"a title.\")"),
            ("[see](what he said)", "[see](what he said)"),
            ("[a](<my pic.png>)", "[a](<my pic.png>)"),
            ("`![a](my pic.png)`", "`![a](my pic.png)`"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }
}

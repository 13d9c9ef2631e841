//! Rule `callouts`: `> [!note] Title`, as Obsidian and GitHub have them.

use super::{capitalised, title_line};
use crate::normalise::draft::{Edit, holds, lines};
use crate::normalise::markers::{Fences, is_plain};
use crate::normalise::rule::{Apply, Rule};
use chengshu_text::source::Span;

pub const RULE: Rule = Rule {
    id: "callouts",
    family: "dialects",
    summary: "turns `> [!note] Title` into a callout with its title",
    reason: "Obsidian and GitHub show it in a box; CommonMark shows a quotation with the marker in it.",
    examples: &[("> [!note] 甲\n> 乙。\n\n丙。", "<aside>\n\n**甲**\n\n乙。\n\n</aside>\n\n丙。")],
    apply: Apply::Text(find),
};

/// How many callouts may stand in each other; deeper ones are quotations.
const DEEPEST: usize = 12;

/// A callout that is open.
struct Open {
    /// How many signs of quotation lead to it.
    depth: usize,
    /// The signs before its lines once its own is gone.
    lead: String,
}

/// Takes the sign of quotation off the lines of callouts and puts the tags of an aside around them.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "[!") {
        return edits;
    }
    let mut open: Vec<Open> = Vec::new();
    let mut fences = Fences::default();
    // Of the line before: where it ends, how deep it is quoted, its text.
    let (mut last_end, mut last_depth, mut last_text) = (0, 0, "");
    for (at, line) in lines(text) {
        let covered = fences.covers(line);
        let (signs, body) = quotation(line);
        let goes_on = signs.is_empty() && is_plain(body) && is_plain(last_text) && !covered;
        if !goes_on {
            let start = (!covered).then(|| title(body)).flatten();
            let begins = start.is_some()
                && !signs.is_empty()
                && open.len() < DEEPEST
                && (last_depth < signs.len() || last_text.is_empty());
            while open.last().is_some_and(|callout| {
                callout.depth > signs.len() || begins && callout.depth == signs.len()
            }) {
                if let Some(callout) = open.pop() {
                    let lead = callout.lead.trim_end();
                    let tag = format!("\n{lead}\n{}</aside>", callout.lead);
                    edits.push(Edit::replace(last_end..last_end, tag));
                }
            }
            // Of the signs, those of callouts around go; a new one takes the last with it.
            let outer = signs
                .iter()
                .enumerate()
                .filter(|(depth, _)| open.iter().any(|callout| callout.depth == depth + 1));
            edits.extend(outer.map(|(_, sign)| Edit::remove(at + sign.start..at + sign.end)));
            if let (true, Some(title), Some(sign)) = (begins, start, signs.last()) {
                let indent = &line[..signs.first().map_or(0, |sign| sign.start)];
                let kept = signs.len() - 1 - open.len();
                let lead = format!("{indent}{}", "> ".repeat(kept));
                let blank = lead.trim_end();
                let head = format!("<aside>\n{blank}\n{lead}{title}\n{blank}");
                edits.push(Edit::replace(at + sign.start..at + line.len(), head));
                open.push(Open { depth: signs.len(), lead });
            }
        }
        if !goes_on {
            last_depth = signs.len();
        }
        last_end = at + line.len();
        last_text = body;
    }
    for callout in open.into_iter().rev() {
        let end = text.trim_end_matches('\n').len();
        let lead = callout.lead.trim_end();
        let tag = format!("\n{lead}\n{}</aside>\n", callout.lead);
        edits.push(Edit::replace(end..end, tag));
    }
    edits
}

/// The signs of quotation a line begins with, each with the space behind it, and the rest.
fn quotation(line: &str) -> (Vec<Span>, &str) {
    let mut signs = Vec::new();
    let mut rest = line;
    loop {
        let body = rest.trim_start_matches(' ');
        // Code is indented by four; under an item the first sign may be.
        let is_code = !signs.is_empty() && rest.len() - body.len() > 3;
        let Some(after) = body.strip_prefix('>').filter(|_| !is_code) else {
            return (signs, rest);
        };
        let after = after.strip_prefix(' ').unwrap_or(after);
        signs.push(line.len() - body.len()..line.len() - after.len());
        rest = after;
    }
}

/// The title of a callout, if a line begins one: its own, or the name of its kind, as Obsidian and
/// GitHub show it.
fn title(body: &str) -> Option<String> {
    let (kind, rest) = body.trim_start().strip_prefix("[!")?.split_once(']')?;
    // `[!note|right]` states how it is set.
    let kind = kind.split('|').next().unwrap_or_default().trim();
    let is_kind = kind.starts_with(char::is_alphabetic)
        && kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    if !is_kind || rest.starts_with(['(', '[', ':']) {
        return None;
    }
    // Folded or not is the same in a book.
    let rest = rest.strip_prefix(['-', '+']).unwrap_or(rest).trim();
    Some(if rest.is_empty() { title_line(&capitalised(kind)) } else { title_line(rest) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn callouts_are_asides() {
        for (text, expected) in [
            ("> [!note] A\n> b\n\nc", "<aside>\n\n**A**\n\nb\n\n</aside>\n\nc"),
            ("> [!WARNING]-\n> b\n> - c\n", "<aside>\n\n**WARNING**\n\nb\n- c\n\n</aside>\n"),
            ("> [!提示]\n> b", "<aside>\n\n**提示**\n\nb\n\n</aside>\n"),
            ("> [!a] B\n> c\nlazy\n\nd", "<aside>\n\n**B**\n\nc\nlazy\n\n</aside>\n\nd"),
            (
                "> [!a] B\n> > [!c] D\n> > e\n>\n> f",
                "<aside>\n\n**B**\n\n<aside>\n\n**D**\n\ne\n\n</aside>\n\nf\n\n</aside>\n",
            ),
            (
                "> [!a] B\n> c\n>\n> [!d] E\n> f",
                "<aside>\n\n**B**\n\nc\n\n\n</aside>\n<aside>\n\n**E**\n\nf\n\n</aside>\n",
            ),
            (
                "> a\n> > [!b] C\n> > d\n\ne",
                "> a\n> <aside>\n>\n> **C**\n>\n> d\n>\n> </aside>\n\ne",
            ),
            ("- a\n  > [!b] C\n  > d\n- e", "- a\n  <aside>\n\n  **C**\n\n  d\n\n  </aside>\n- e"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn other_quotations_stay() {
        for text in [
            "> [!] he wrote in the margin.",
            "> [!wow](https://example.org/)",
            "> a\n> [!note] b",
            "[!note] a",
            "```\n> [!note] a\n```",
            "> \\[!note] a",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}

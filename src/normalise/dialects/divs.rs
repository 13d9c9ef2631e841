//! Rule `divs`: blocks between lines of `:::`, as Pandoc, Quarto, `VuePress` and Docusaurus have them.

use super::attributes::List;
use super::{capitalised, title_line};
use crate::normalise::draft::{Edit, holds, lines};
use crate::normalise::markers::Fences;
use crate::normalise::rule::{Apply, Rule};

pub const RULE: Rule = Rule {
    id: "divs",
    family: "dialects",
    summary: "turns blocks between lines of `:::` into callouts if they have a kind, and otherwise keeps only their content",
    reason: "The lines name a style of another program; CommonMark prints them as text.",
    examples: &[
        ("::: tip 甲\n乙。\n:::", "<aside>\n\n**甲**\n\n乙。\n\n</aside>"),
        ("::: {.column}\n乙。\n:::", "乙。"),
    ],
    apply: Apply::Text(find),
};

/// A line of colons.
struct Fence<'a> {
    at: usize,
    line: &'a str,
    colons: usize,
    /// The words behind the colons; none in a closing one.
    words: &'a str,
    /// True if the line after next begins with a heading, which is the title then.
    heads: bool,
    /// The place of the line it belongs with.
    pair: Option<usize>,
    /// True if others stand inside, or it in another.
    nests: bool,
}

/// Puts callouts in place of blocks that are one, and takes the lines of others out. Lines without
/// their counterpart stay.
fn find(text: &str) -> Vec<Edit> {
    if !holds(text, ":::") {
        return Vec::new();
    }
    let fences = pairs(text);
    let mut edits = Vec::new();
    for fence in &fences {
        let Some(pair) = fence.pair else { continue };
        let opening = if fence.words.is_empty() { fences.get(pair) } else { Some(fence) };
        let Some(title) = opening.map(callout) else {
            continue;
        };
        let indent = &fence.line[..fence.line.len() - fence.line.trim_start().len()];
        let with = match (title, fence.words.is_empty()) {
            (None, _) => String::new(),
            (Some(_), true) => format!("\n{indent}</aside>\n"),
            (Some(title), false) if title.is_empty() => format!("\n{indent}<aside>\n"),
            (Some(title), false) => {
                let title = title_line(&title);
                format!("\n{indent}<aside>\n\n{indent}{title}\n")
            }
        };
        edits.push(Edit::replace(fence.at..fence.at + fence.line.len(), with));
    }
    edits
}

/// The lines of colons of a text, each with its counterpart.
fn pairs(text: &str) -> Vec<Fence<'_>> {
    let mut found: Vec<Fence<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut code = Fences::default();
    let mut waits = false;
    for (at, line) in lines(text) {
        if code.covers(line) {
            waits = false;
            continue;
        }
        let body = line.trim();
        if waits && !body.is_empty() {
            waits = false;
            if let Some(last) = found.last_mut() {
                last.heads = body.starts_with('#');
            }
        }
        let rest = body.trim_start_matches(':');
        let colons = body.len() - rest.len();
        let words = rest.trim_end_matches(':').trim();
        if colons < 3 || !(words.is_empty() || begins_block(words)) {
            continue;
        }
        let number = found.len();
        let mut fence =
            Fence { at, line, colons, words, heads: false, pair: None, nests: !open.is_empty() };
        if !words.is_empty() {
            if let Some(outer) = open.last().and_then(|outer| found.get_mut(*outer)) {
                outer.nests = true;
            }
            open.push(number);
            waits = true;
        } else if let Some(opening) = open.pop() {
            fence.pair = Some(opening);
            if let Some(opening) = found.get_mut(opening) {
                opening.pair = Some(number);
            }
        }
        found.push(fence);
    }
    found
}

/// Attributes, or the name of a kind.
fn begins_block(words: &str) -> bool {
    words.starts_with('{') && List::read(words).is_some() || words.starts_with(char::is_alphabetic)
}

/// The title of the callout a block is: perhaps empty, and none if it is no callout.
fn callout(fence: &Fence<'_>) -> Option<String> {
    let words = fence.words;
    let kind_end = words.find([' ', '\t', '{', '[']).unwrap_or(words.len());
    let (kind, rest) = words.split_at(kind_end);
    let (kind, title) = if kind.is_empty() {
        let (kind, title) = words
            .split([' ', '{', '}', '.'])
            .find_map(|class| class.strip_prefix("callout-"))
            .map(|kind| (kind, quoted(words, "title=").unwrap_or_default()))?;
        (kind, title)
    } else {
        let title = rest.trim();
        let titled = title.strip_prefix('[').and_then(|title| {
            let (title, _) = title.split_once(']')?;
            Some(title)
        });
        let title = match titled {
            Some(title) => title,
            None => title.split_once('{').map_or(title, |(title, _)| title).trim(),
        };
        (kind, title)
    };
    match () {
        () if !title.is_empty() => Some(title.to_owned()),
        () if fence.heads => Some(String::new()),
        // A word alone among blocks in blocks, or with more colons, lays out columns and the like.
        () if !words.starts_with('{') && (fence.nests || fence.colons > 3) => None,
        () => Some(capitalised(kind)),
    }
}

/// The value of a key, in quotation marks.
fn quoted<'a>(words: &'a str, key: &str) -> Option<&'a str> {
    let (_, value) = words.split_once(key)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn blocks_with_a_kind_are_callouts() {
        for (text, expected) in [
            ("a\n::: tip 提示\nb\n:::\nc", "a\n\n<aside>\n\n**提示**\n\nb\n\n</aside>\n\nc"),
            (":::note[My *note*]\nb\n:::", "\n<aside>\n\nMy *note*\n\nb\n\n</aside>\n"),
            (":::warning\nb\n:::", "\n<aside>\n\n**Warning**\n\nb\n\n</aside>\n"),
            ("::: {.callout-tip title=\"A b\"}\nc\n:::", "\n<aside>\n\n**A b**\n\nc\n\n</aside>\n"),
            ("::: {.callout-note}\n\n## A\n\nc\n:::", "\n<aside>\n\n\n## A\n\nc\n\n</aside>\n"),
            ("- a\n  ::: tip b\n  c\n  :::", "- a\n\n  <aside>\n\n  **b**\n\n  c\n\n  </aside>\n"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn other_blocks_are_their_content() {
        for (text, expected) in [
            (":::: {.columns}\n::: {.column width=\"50%\"}\na\n:::\n::::", "\n\na\n\n"),
            (":::: columns\n::: column\na\n:::\n::::", "\n\na\n\n"),
            ("::: {#x .y}\na\n:::", "\na\n"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn colons_without_a_counterpart_stay() {
        for text in
            ["a\n:::\nb", "::: tip a\nb", "```\n::: tip\na\n:::\n```", "a ::: b", "::: 12\na\n:::"]
        {
            assert_eq!(edited(text, find), text);
        }
    }
}

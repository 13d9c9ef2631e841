//! Rule `wikilinks`: `[[note]]`, `[[note#part|words]]`, `![[picture.png]]`.

use super::sizes::is_size;
use super::verbatim::{Verbatim, is_escaped};
use crate::normalise::draft::{Edit, holds};
use crate::normalise::rule::{Apply, Rule};

pub const RULE: Rule = Rule {
    id: "wikilinks",
    family: "dialects",
    summary: "turns `[[note]]` and `![[picture]]` into Markdown links and pictures",
    reason: "Obsidian and wikis link like this; CommonMark prints the brackets.",
    examples: &[
        ("见 [[乙#丙|那里]]。", "见 [那里](<乙.md#丙>)。"),
        ("![[甲.png|300]]", "![](<甲.png>)"),
    ],
    apply: Apply::Text(find),
};

/// How long what stands between the brackets may be, in bytes.
const LONGEST: usize = 500;

/// Endings of pictures; what else is embedded is linked to.
const PICTURES: &[&str] = &["avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Writes links of wikis as those of Markdown.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "[[") {
        return edits;
    }
    let verbatim = Verbatim::code(text);
    let mut from = 0;
    let mut last = usize::MAX;
    while let Some(open) = verbatim.find(text, "[[", from) {
        from = open + 1;
        let Some((inner, rest)) = inside(&text[open + 2..]) else {
            continue;
        };
        let end = text.len() - rest.len();
        let embeds = text[..open].ends_with('!') && !is_escaped(text, open - 1);
        // Right behind another nothing is indexed.
        let before = if last == open { "" } else { &text[..open] };
        if verbatim.end(end - 1).is_some() || !embeds && !is_link(before, inner, rest) {
            continue;
        }
        let start = if embeds { open - 1 } else { open };
        edits.push(Edit::replace(start..end, written(inner, embeds)));
        from = end;
        last = end;
    }
    edits
}

/// The text between the brackets on one line, and the text behind them.
fn inside(text: &str) -> Option<(&str, &str)> {
    let end = text.find(['[', ']', '\n'])?;
    let (inner, rest) = text.split_at(end);
    let rest = rest.strip_prefix("]]")?;
    let spaced = inner.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace);
    (!inner.is_empty() && inner.len() <= LONGEST && !spaced).then_some((inner, rest))
}

/// True if brackets link, and do not index (`x[[1]]`), test (`[[ -f x ]]`), or stand in the words of a
/// link of Markdown (`[[1]](…)`).
fn is_link(before: &str, inner: &str, rest: &str) -> bool {
    let indexes = before.ends_with(|c: char| c.is_ascii_alphanumeric() || "_)]^".contains(c));
    let names = inner.chars().any(char::is_alphabetic)
        || inner.contains(['#', '|'])
        // A day's note.
        || inner.len() >= 8 && inner.contains('-');
    names
        && !indexes
        && !inner.starts_with(['"', '\''])
        && !rest.starts_with('(')
        && (!rest.starts_with('[') || rest.starts_with("[["))
}

/// A link or picture of Markdown.
fn written(inner: &str, embeds: bool) -> String {
    // In a table the bar has a backslash.
    let parts = inner.split_once("\\|").or_else(|| inner.split_once('|'));
    let (target, words) = parts.map_or((inner, None), |(target, words)| (target, Some(words)));
    let (target, words) = (target.trim(), words.map(str::trim));
    let (file, part) = target.split_once('#').unwrap_or((target, ""));
    let ending = ending(file);
    if embeds && ending.is_some_and(is_picture) {
        // `|words|300` and `|300` both are known.
        let words = words.unwrap_or_default();
        let (words, size) = words.rsplit_once('|').unwrap_or(("", words));
        let words = if is_size(size) || size.is_empty() { words } else { size };
        return format!("![{}](<{}>)", words.trim_end_matches('\\'), address(file));
    }
    // The last of several headings is the one; a name of a block is none.
    let heading = part.rsplit('#').next().unwrap_or_default();
    let heading = if heading.starts_with('^') { "" } else { heading };
    let words = match words.filter(|words| !(words.is_empty() || embeds && is_size(words))) {
        Some(words) => words.to_owned(),
        None => shown(file, part),
    };
    let mut href = String::new();
    if !file.is_empty() {
        href.push_str(&address(file));
        let is_file = embeds && ending.is_some() || file.to_ascii_lowercase().ends_with(".md");
        if !is_file {
            href.push_str(".md");
        }
    }
    if !heading.is_empty() || file.is_empty() {
        href.push('#');
        href.push_str(&address(heading));
    }
    format!("[{words}](<{href}>)")
}

/// The words of a link without any: the names of the note and the headings.
fn shown(file: &str, part: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(".md").unwrap_or(name);
    let headings = part.split('#').filter(|name| !name.is_empty());
    let mut names: Vec<&str> = Some(name).filter(|name| !name.is_empty()).into_iter().collect();
    if names.is_empty() {
        names.extend(headings.map(|heading| heading.trim_start_matches('^')));
    } else {
        names.extend(headings.filter(|heading| !heading.starts_with('^')));
    }
    names.join(" › ")
}

/// True if files with an ending are pictures.
pub fn is_picture(ending: &str) -> bool {
    let mut known = PICTURES.iter();
    known.any(|known| known.eq_ignore_ascii_case(ending))
}

/// The ending of a file's name: a few letters and digits after a full stop.
fn ending(file: &str) -> Option<&str> {
    let (_, ending) = file.rsplit_once('.')?;
    let fits = (2..=5).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric())
        && ending.bytes().any(|b| b.is_ascii_alphabetic());
    fits.then_some(ending)
}

/// A name as an address between angle brackets, in which some signs have a meaning.
fn address(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3F"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("%26"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn links_of_wikis_are_links() {
        for (text, expected) in [
            ("见 [[2 油坊]]，", "见 [2 油坊](<2 油坊.md>)，"),
            ("[[a/b c#Part one]]", "[b c › Part one](<a/b c.md#Part one>)"),
            ("[[#榨油]]", "[榨油](<#榨油>)"),
            ("[[a#^id]] [[a#^id|b]]", "[a](<a.md>) [b](<a.md>)"),
            ("[[a#b#c|d *e*]]", "[d *e*](<a.md#c>)"),
            ("| [[a\\|b]] |", "| [b](<a.md>) |"),
            ("[[2023-11-05]]", "[2023-11-05](<2023-11-05.md>)"),
            ("[[100% 的]]", "[100% 的](<100%25 的.md>)"),
            ("![[p q.PNG]]", "![](<p q.PNG>)"),
            ("![[p.png|a lamp|300]] ![[p.png|a lamp]]", "![a lamp](<p.png>) ![a lamp](<p.png>)"),
            ("![[note]] ![[note#part]]", "[note](<note.md>) [note › part](<note.md#part>)"),
            ("[[a#b()|`b()`]]", "[`b()`](<a.md#b()>)"),
            ("![[talk.mp3]]", "[talk.mp3](<talk.mp3>)"),
            ("见[[甲]][[乙]]", "见[甲](<甲.md>)[乙](<乙.md>)"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn other_brackets_stay() {
        for text in [
            "he said [sic], and [[1]](#ref)",
            "x[[1]], list[[\"a\"]], y[[i]]",
            "if [[ -f a ]]; then",
            "`[[a]]`",
            "\\[[a]]",
            "[[a\nb]]",
            "[[1]] [[]] [[12]]",
            "缆绳^[[粗]]",
            "```\n[[a]]\n```",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}

//! Citations that a text states: the numbers of its list (`[3, 7]`), and the keys of works
//! (`[@lamps, p. 35]`, as Pandoc has them).

use std::collections::HashMap;
use std::ops::Range;

use super::appendix::{Appendix, Pages};
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::script::is_ideographic;

/// The longest citation, in bytes.
pub const LONGEST: usize = 400;

/// A work as a text cites it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cited {
    /// Words before it, such as `see`.
    before: String,
    work: usize,
    /// Whether the text has named the author (`-@key`).
    is_without_author: bool,
    /// The page or other place in the work, as stated.
    locator: String,
}

impl Cited {
    /// A work as a whole.
    pub(super) fn of(work: usize) -> Self {
        Self { before: String::new(), work, is_without_author: false, locator: String::new() }
    }
}

/// The numbers between brackets, with the works they stand for. None if there is anything else, or a
/// number the list has not.
pub(super) fn numbers(
    words: &str,
    known: &HashMap<u32, usize>,
) -> Option<Vec<(Range<usize>, usize)>> {
    if known.is_empty() || words.len() > LONGEST {
        return None;
    }
    let mut found: Vec<(Range<usize>, u32)> = Vec::new();
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        match (digit(c), found.last_mut()) {
            (Some(digit), Some((span, number))) if span.end == at => {
                *number = number.checked_mul(10)?.checked_add(digit)?;
                span.end = end;
            }
            (Some(digit), _) => found.push((at..end, digit)),
            (None, _) if ",，、;； -–—~～".contains(c) => {}
            (None, _) => return None,
        }
    }
    let works = found.into_iter().map(|(span, number)| Some((span, *known.get(&number)?)));
    let works: Vec<_> = works.collect::<Option<_>>()?;
    (!works.is_empty()).then_some(works)
}

/// The value of a digit, full-width or not.
fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        c => c.to_digit(10),
    }
}

/// The keys between brackets, of which all are to be known.
pub(super) fn cited(words: &str, known: &HashMap<&str, usize>) -> Option<Vec<Cited>> {
    if known.is_empty() || words.len() > LONGEST {
        return None;
    }
    let parts = words.split([';', '；']).map(|part| {
        let (before, key, locator) = keyed(part)?;
        let named = before.strip_suffix('-');
        Some(Cited {
            before: named.unwrap_or(before).trim().to_owned(),
            work: *known.get(key)?,
            is_without_author: named.is_some(),
            locator: locator.trim_start_matches([',', '，', ' ']).trim().to_owned(),
        })
    });
    parts.collect()
}

/// A citation as the words before the key, the key, and the words behind it.
pub fn keyed(part: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = part.split_once('@')?;
    let is_of_key = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
    let end = rest.find(|c| !is_of_key(c)).unwrap_or(rest.len());
    let key = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    (!key.is_empty()).then(|| (before, key, &rest[key.len()..]))
}

/// Citations as a style has them in the text: numbers in brackets each, or one pair of brackets with the
/// words for all. `link` makes the link to a work.
pub(super) fn set(
    cited: &[Cited],
    appendix: &Appendix,
    mut link: impl FnMut(usize) -> Option<Element>,
) -> Vec<Node> {
    let text = |text: String| Node::Text(text.into());
    let is_raised = appendix.cites() == Pages::Raised;
    let ways: Vec<_> = cited
        .iter()
        .filter_map(|cited| Some((cited, appendix.way(cited.work)?.mark, link(cited.work)?)))
        .collect();
    let is_numbered = ways.iter().all(|(_, mark, _)| mark.ends_with(']'));
    let is_solid = ways.iter().any(|(_, mark, _)| mark.contains(is_ideographic));
    let (open, part, close) = match (is_numbered, is_solid) {
        (true, _) => ("", "", ""),
        (false, true) => ("（", "；", "）"),
        (false, false) => ("(", "; ", ")"),
    };
    let mut nodes = vec![text(open.to_owned())];
    let mut last_page = None;
    for (number, (cited, mark, link)) in ways.into_iter().enumerate() {
        if number > 0 {
            nodes.push(text(part.to_owned()));
        }
        if !cited.before.is_empty() {
            nodes.push(text(format!("{} ", cited.before)));
        }
        let year = mark.rsplit([',', '，']).next().unwrap_or_default().trim();
        let mark = if cited.is_without_author && !is_numbered { year } else { &mark };
        let page = Some(pages(&cited.locator)).filter(|page| is_raised && !page.is_empty());
        let page = page.map(|page| text(page.to_owned()));
        let locator = match cited.locator.as_str() {
            locator if !is_raised && !locator.is_empty() => format!(", {locator}"),
            _ => String::new(),
        };
        let words = match mark.strip_suffix(']') {
            Some(mark) => format!("{mark}{locator}]"),
            None => format!("{mark}{locator}"),
        };
        let link = Node::Element(link.text(words));
        if is_raised && is_numbered {
            nodes.push(Node::Element(element("sup").nodes([link]).nodes(page)));
        } else {
            nodes.push(link);
            last_page = page;
        }
    }
    nodes.push(text(close.to_owned()));
    nodes.extend(last_page.map(|page| Node::Element(element("sup").nodes([page]))));
    nodes.retain(|node| !matches!(node, Node::Text(text) if text.is_empty()));
    nodes
}

/// The whole entry of a work that a note cites, with the place in it and the link to the bibliography.
pub(super) fn entry(
    cited: &Cited,
    appendix: &Appendix,
    mut link: impl FnMut(usize) -> Option<Element>,
) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    if !cited.before.is_empty() {
        nodes.push(Node::Text(format!("{} ", cited.before).into()));
    }
    nodes.extend(appendix.entry(cited.work)?);
    if !cited.locator.is_empty() {
        nodes.push(Node::Text(format!(" {}", cited.locator).into()));
    }
    let way = appendix.way(cited.work)?;
    let mark = if way.mark.ends_with(']') { way.mark } else { "→".to_owned() };
    // The mark stays with the words before it.
    nodes.push(Node::Text("\u{a0}".into()));
    nodes.push(Node::Element(link(cited.work)?.text(mark)));
    Some(nodes)
}

/// A place in a work as its numbers alone, if it is pages.
fn pages(locator: &str) -> &str {
    let bare = ["pp.", "p.", "第", "页", "頁"]
        .iter()
        .find_map(|word| locator.strip_prefix(word));
    let bare = bare.unwrap_or(locator).trim();
    let bare = bare.strip_suffix(['页', '頁']).unwrap_or(bare).trim();
    let is_pages = |c: char| digit(c).is_some() || "-–—,， ".contains(c);
    if bare.chars().all(is_pages) { bare } else { locator }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_link_where_the_list_has_all_of_them() {
        let known = HashMap::from([(1, 10), (3, 30), (12, 120)]);
        let works = |words| {
            let found = numbers(words, &known)?;
            Some(found.into_iter().map(|(_, work)| work).collect::<Vec<_>>())
        };
        assert_eq!(works("1"), Some(vec![10]));
        assert_eq!(works("１２"), Some(vec![120]));
        assert_eq!(works("1, 3"), Some(vec![10, 30]));
        assert_eq!(works("1–3"), Some(vec![10, 30]));
        for words in ["2", "1, 2", "1a", "", " ", "99999999999", "1986年"] {
            assert_eq!(works(words), None, "{words}");
        }
    }

    #[test]
    fn keys_come_with_what_stands_around_them() {
        let known = HashMap::from([("lamps", 1), ("doe:2001", 2)]);
        let one = |before: &str, work, is_without_author, locator: &str| Cited {
            before: before.to_owned(),
            work,
            is_without_author,
            locator: locator.to_owned(),
        };
        for (words, found) in [
            ("@lamps", vec![one("", 1, false, "")]),
            ("@lamps, p. 35", vec![one("", 1, false, "p. 35")]),
            ("@lamps，第35页", vec![one("", 1, false, "第35页")]),
            ("see -@lamps", vec![one("see", 1, true, "")]),
            ("@lamps; @doe:2001, ch. 2", vec![one("", 1, false, ""), one("", 2, false, "ch. 2")]),
        ] {
            assert_eq!(cited(words, &known), Some(found), "{words}");
        }
        for words in ["@nobody", "@lamps; @nobody", "lamps", "@", ""] {
            assert_eq!(cited(words, &known), None, "{words}");
        }
    }

    #[test]
    fn pages_are_raised_as_numbers() {
        for (locator, shown) in
            [("p. 35", "35"), ("pp. 35–37", "35–37"), ("第35页", "35"), ("chap. 2", "chap. 2")]
        {
            assert_eq!(pages(locator), shown);
        }
    }
}

//! What a text says without what it is marked up with, letter for letter in the same places: the
//! tags and entities HTML leaves in the descriptions of feeds, and the rules of tables.

use std::borrow::Cow;

/// How many bytes a tag or an entity may take.
const LONGEST: usize = 2_000;

/// Tags that begin a line.
const BLOCKS: &[&str] = &[
    "p", "/p", "br", "br/", "div", "/div", "li", "/li", "ul", "/ul", "ol", "/ol", "tr", "h1", "h2",
    "h3", "h4", "/h1", "/h2", "/h3", "/h4", "blockquote",
];

/// Other tags of feeds.
const SPANS: &[&str] = &[
    "a", "/a", "b", "/b", "i", "/i", "em", "/em", "strong", "/strong", "span", "/span", "u", "/u",
    "/blockquote", "img", "/tr", "td", "/td",
];

/// Entities.
const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&nbsp;", " "),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
];

/// The text with blanks for its tags but the addresses they hold, and line breaks for those that
/// begin a line.
pub(super) fn without_html(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let len = tag(rest, &mut out).or_else(|| entity(rest, &mut out));
        let len = len.unwrap_or_else(|| {
            out.push_str(&rest[..1]);
            1
        });
        rest = &rest[len..];
    }
    out.push_str(rest);
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Writes what stands for the tag `text` starts with, and hands back its length.
fn tag(text: &str, out: &mut String) -> Option<usize> {
    let near = text.as_bytes().iter().take(LONGEST);
    let len = near.clone().position(|b| *b == b'>')? + 1;
    let inner = &text[1..len - 1];
    let name = inner.split([' ', '\n']).next().unwrap_or_default();
    let named = |names: &[&str]| names.iter().any(|tag| tag.eq_ignore_ascii_case(name));
    let block = named(BLOCKS);
    if !block && !named(SPANS) {
        return None;
    }
    let blanks = |out: &mut String, count: usize| out.extend(std::iter::repeat_n(' ', count));
    if name.eq_ignore_ascii_case("li") {
        out.push_str("\n-");
        blanks(out, len - 2);
    } else if block {
        out.push('\n');
        blanks(out, len - 1);
    } else if let Some((before, address)) = inner.split_once("href=\"") {
        let address = address.split('"').next().unwrap_or_default();
        let before = 1 + before.len() + "href=\"".len();
        blanks(out, before);
        out.push_str(address);
        blanks(out, len - before - address.len());
    } else {
        blanks(out, len);
    }
    Some(len)
}

/// Writes the sign of the entity `text` starts with, and hands back its length.
fn entity(text: &str, out: &mut String) -> Option<usize> {
    let (entity, sign) = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity))?;
    out.push_str(sign);
    out.extend(std::iter::repeat_n(' ', entity.len() - sign.len()));
    Some(entity.len())
}

/// The text with commas for the rules between the cells of its tables.
pub(super) fn without_cells(text: &str) -> Cow<'_, str> {
    if !text.starts_with('|') && !text.contains("\n|") {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive('\n').map(|line| {
        if line.starts_with('|') { Cow::Owned(line.replace('|', ",")) } else { Cow::Borrowed(line) }
    });
    Cow::Owned(lines.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_give_way_to_what_they_say() {
        for (html, words) in [
            ("<p>a</p>b", &["a", "b"][..]),
            ("a &amp; b<br/>c", &["a & b", "c"]),
            (
                "<ul><li><a href=\"https://a.example/b\">c</a></li></ul>",
                &["- https://a.example/b c"],
            ),
            ("a < b & c <> d", &["a < b & c <> d"]),
            ("<https://a.example/>", &["<https://a.example/>"]),
        ] {
            let plain = without_html(html);
            assert_eq!(plain.len(), html.len());
            let lines = plain.lines().map(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                words.join(" ")
            });
            let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
            assert_eq!(lines, words, "{html}");
        }
    }

    #[test]
    fn cells_become_clauses() {
        assert_eq!(without_cells("|a|b|\nc|d"), ",a,b,\nc|d");
    }
}

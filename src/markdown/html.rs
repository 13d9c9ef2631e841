//! Raw HTML inside Markdown: cut into tags and text, with an allow-list of elements.
//!
//! Nothing of the raw text reaches a page by itself: the builder makes its own tree from these
//! tokens, so a page stays well-formed whatever stands here (requirement S1).

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<name …>`; names as written.
    Open {
        /// Element name.
        name: &'a str,
        /// Text between the name and `>`.
        attributes: &'a str,
    },
    /// `</name>`
    Close {
        /// Element name.
        name: &'a str,
    },
    /// Character data, with references not yet replaced.
    Text(&'a str),
    /// A comment with its signs: shown to nobody.
    Comment(&'a str),
    /// A declaration or processing instruction, by its first word: shown to nobody.
    Declaration(&'a str),
}

/// The meaning of an element on the allow-list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Strong importance.
    Strong,
    /// Stress.
    Emphasis,
    /// Struck out.
    Struck,
    /// An inline element kept under its own name.
    Inline(&'static str),
    /// A link.
    Link,
    /// A line break.
    LineBreak,
    /// An image.
    Image,
    /// A heading of the given level.
    Heading(u8),
    /// A paragraph, or another box of text without a meaning here.
    Paragraph,
    /// A quotation.
    Quote,
    /// Lyrics or a clip.
    Lyrics,
    /// Text set apart in a box.
    Callout,
    /// An unordered list.
    Bullets,
    /// An ordered list.
    Numbers,
    /// A list item.
    Item,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A thematic break.
    Break,
    /// Preformatted text.
    Preformatted,
    /// An element without effect; its content stays.
    Transparent,
    /// An element whose content is no text: left out and reported.
    Removed,
}

/// The allow-list: what is known, and what it becomes.
const ELEMENTS: &[(&str, Meaning)] = &[
    ("a", Meaning::Link),
    ("abbr", Meaning::Transparent),
    ("acronym", Meaning::Transparent),
    ("address", Meaning::Paragraph),
    ("article", Meaning::Paragraph),
    ("aside", Meaning::Callout),
    ("audio", Meaning::Lyrics),
    ("b", Meaning::Strong),
    ("bdi", Meaning::Transparent),
    ("bdo", Meaning::Transparent),
    ("big", Meaning::Transparent),
    ("blockquote", Meaning::Quote),
    ("body", Meaning::Transparent),
    ("br", Meaning::LineBreak),
    ("caption", Meaning::Paragraph),
    ("center", Meaning::Paragraph),
    ("cite", Meaning::Emphasis),
    ("code", Meaning::Inline("code")),
    ("data", Meaning::Transparent),
    ("dd", Meaning::Paragraph),
    ("del", Meaning::Struck),
    ("details", Meaning::Paragraph),
    ("dfn", Meaning::Emphasis),
    ("div", Meaning::Paragraph),
    ("dl", Meaning::Paragraph),
    ("dt", Meaning::Paragraph),
    ("em", Meaning::Emphasis),
    ("figcaption", Meaning::Paragraph),
    ("figure", Meaning::Paragraph),
    ("font", Meaning::Transparent),
    ("footer", Meaning::Paragraph),
    ("h1", Meaning::Heading(1)),
    ("h2", Meaning::Heading(2)),
    ("h3", Meaning::Heading(3)),
    ("h4", Meaning::Heading(4)),
    ("h5", Meaning::Heading(5)),
    ("h6", Meaning::Heading(6)),
    ("header", Meaning::Paragraph),
    ("hr", Meaning::Break),
    ("html", Meaning::Transparent),
    ("i", Meaning::Emphasis),
    ("iframe", Meaning::Removed),
    ("img", Meaning::Image),
    ("ins", Meaning::Inline("ins")),
    ("kbd", Meaning::Inline("kbd")),
    ("label", Meaning::Transparent),
    ("li", Meaning::Item),
    ("main", Meaning::Paragraph),
    ("mark", Meaning::Inline("mark")),
    ("math", Meaning::Removed),
    ("nav", Meaning::Paragraph),
    ("nobr", Meaning::Transparent),
    ("noscript", Meaning::Transparent),
    ("object", Meaning::Removed),
    ("ol", Meaning::Numbers),
    ("p", Meaning::Paragraph),
    ("picture", Meaning::Transparent),
    ("pre", Meaning::Preformatted),
    ("q", Meaning::Inline("q")),
    ("rb", Meaning::Transparent),
    ("rp", Meaning::Inline("rp")),
    ("rt", Meaning::Inline("rt")),
    ("rtc", Meaning::Transparent),
    ("ruby", Meaning::Inline("ruby")),
    ("s", Meaning::Struck),
    ("samp", Meaning::Inline("samp")),
    ("script", Meaning::Removed),
    ("section", Meaning::Paragraph),
    ("small", Meaning::Inline("small")),
    ("source", Meaning::Transparent),
    ("span", Meaning::Transparent),
    ("strike", Meaning::Struck),
    ("strong", Meaning::Strong),
    ("style", Meaning::Removed),
    ("sub", Meaning::Inline("sub")),
    ("summary", Meaning::Paragraph),
    ("sup", Meaning::Inline("sup")),
    ("svg", Meaning::Removed),
    ("table", Meaning::Table),
    ("tbody", Meaning::Transparent),
    ("td", Meaning::Cell),
    ("template", Meaning::Removed),
    ("tfoot", Meaning::Transparent),
    ("th", Meaning::Cell),
    ("thead", Meaning::Transparent),
    ("time", Meaning::Transparent),
    ("title", Meaning::Removed),
    ("tr", Meaning::Row),
    ("track", Meaning::Transparent),
    ("tt", Meaning::Inline("code")),
    ("u", Meaning::Inline("u")),
    ("ul", Meaning::Bullets),
    ("var", Meaning::Emphasis),
    ("video", Meaning::Transparent),
    ("wbr", Meaning::Transparent),
];

/// The allow-list's own name and meaning for an element, in any case of letters.
pub fn known(name: &str) -> Option<(&'static str, Meaning)> {
    ELEMENTS
        .binary_search_by(|(known, _)| {
            known.bytes().cmp(name.bytes().map(|b| b.to_ascii_lowercase()))
        })
        .ok()
        .map(|at| ELEMENTS[at])
}

/// Cuts raw HTML into tokens, each with its offset. Linear in the length of the text.
pub fn tokens(text: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let reader = Reader {
        text,
        last_end: memchr::memrchr(b'>', text.as_bytes()),
        last_comment_end: memchr::memmem::rfind(text.as_bytes(), b"-->"),
        last_section_end: memchr::memmem::rfind(text.as_bytes(), SECTION.1.as_bytes()),
    };
    let mut at = 0;
    // Markup that was found behind text.
    let mut ahead = None;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let start = at;
        if let Some((token, end)) = ahead.take().or_else(|| reader.markup(at)) {
            at = end;
            return Some((start, token));
        }
        // Text up to the next `<` that begins markup.
        let mut from = start + 1;
        at = loop {
            match memchr::memchr(b'<', &text.as_bytes()[from.min(text.len())..]) {
                None => break text.len(),
                Some(step) => {
                    ahead = reader.markup(from + step);
                    if ahead.is_some() {
                        break from + step;
                    }
                    from += step + 1;
                }
            }
        };
        Some((start, Token::Text(&text[start..at])))
    })
}

/// Finds markup. Knows where the last of each closing sign stands, so that no search runs to
/// the end of the text in vain again and again.
struct Reader<'a> {
    text: &'a str,
    last_end: Option<usize>,
    last_comment_end: Option<usize>,
    last_section_end: Option<usize>,
}

/// The marks around character data (`CommonMark` 0.31, section 6.6).
const SECTION: (&str, &str) = ("<![CDATA[", "]]>");

impl<'a> Reader<'a> {
    /// The markup that begins at an offset, and the offset of its end.
    fn markup(&self, at: usize) -> Option<(Token<'a>, usize)> {
        let text = self.text.get(at..)?;
        let bytes = text.as_bytes();
        if bytes.first() != Some(&b'<') {
            return None;
        }
        // What stands before the last `>`; without one there is no markup.
        let window = bytes.get(..=self.last_end?.checked_sub(at)?)?;
        let (token, length) = match bytes.get(1)? {
            b'!' if bytes.starts_with(b"<!--") => {
                let length = self.comment(at, window)?;
                (Token::Comment(text.get(..length)?), length)
            }
            b'!' if text.starts_with(SECTION.0) => {
                let inside = at + SECTION.0.len();
                self.last_section_end.filter(|last| *last >= inside)?;
                let inside = text.get(SECTION.0.len()..)?;
                let length = memchr::memmem::find(inside.as_bytes(), SECTION.1.as_bytes())?;
                let whole = SECTION.0.len() + length + SECTION.1.len();
                (Token::Text(&inside[..length]), whole)
            }
            b'!' | b'?' => {
                let end = memchr::memchr(b'>', window)?;
                (Token::Declaration(name_of(&text[1..end])), end + 1)
            }
            b'/' if bytes.get(2)?.is_ascii_alphabetic() => {
                let end = memchr::memchr(b'>', window)?;
                let name = name_of(&text[2..end]);
                (Token::Close { name }, end + 1)
            }
            b if b.is_ascii_alphabetic() => {
                let end = tag_end(window)?;
                let name = name_of(&text[1..end]);
                let attributes = text[1 + name.len()..end].trim();
                (Token::Open { name, attributes }, end + 1)
            }
            _ => return None,
        };
        Some((token, at + length))
    }

    /// The length of a comment; `<!-->` and `<!--->` are whole ones (`CommonMark` 0.31, section 6.6).
    fn comment(&self, at: usize, window: &[u8]) -> Option<usize> {
        for whole in [&b"<!-->"[..], b"<!--->"] {
            if window.starts_with(whole) {
                return Some(whole.len());
            }
        }
        if self.last_comment_end? < at + "<!--".len() {
            return None;
        }
        Some(memchr::memmem::find(window.get(4..)?, b"-->")? + "<!--".len() + "-->".len())
    }
}

fn name_of(tag: &str) -> &str {
    let end = tag
        .find(|c: char| c.is_whitespace() || c == '/' || c == '>')
        .unwrap_or(tag.len());
    &tag[..end]
}

/// The offset of the `>` that ends a tag: the first outside quotes.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, &b) in bytes.iter().enumerate() {
        match (quote, b) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if bytes[at - 1] == b'=' => quote = Some(b),
            (Some(open), b) if open == b => {
                quote = None;
                let next = bytes.get(at + 1);
                if next.is_some_and(|b| !b.is_ascii_whitespace() && !b"/>".contains(b)) {
                    break;
                }
            }
            _ => {}
        }
    }
    // A quote that never closes, or that text follows, belongs to broken markup; the tag ends where it
    // can.
    memchr::memchr(b'>', bytes)
}

/// The value of an attribute, with character references replaced.
pub fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let (found, left) = if let Some(quote @ ('"' | '\'')) = after.chars().next() {
                let inner = &after[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            } else {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                after.split_at(end)
            };
            value = found;
            rest = left.trim_start();
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(htmlize::unescape(value).into_owned());
        }
        if name.is_empty() && value.is_empty() {
            // Nothing but stray signs: step over one so that the loop ends.
            let mut chars = rest.chars();
            chars.next();
            rest = chars.as_str();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Token<'_>> {
        tokens(text).map(|(_, token)| token).collect()
    }

    #[test]
    fn the_allow_list_is_sorted_for_its_search() {
        assert!(ELEMENTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(known("STRIKE"), Some(("strike", Meaning::Struck)));
        assert_eq!(known("blink"), None);
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        assert_eq!(
            all("甲<audio src='a>b'>歌</audio> 3 < 4 <!-- no -->"),
            [
                Token::Text("甲"),
                Token::Open { name: "audio", attributes: "src='a>b'" },
                Token::Text("歌"),
                Token::Close { name: "audio" },
                Token::Text(" 3 < 4 "),
                Token::Comment("<!-- no -->"),
            ]
        );
        assert_eq!(
            all("<![CDATA[甲>乙]]><?php 丙?><!DOCTYPE html>"),
            [Token::Text("甲>乙"), Token::Declaration("?php"), Token::Declaration("!DOCTYPE"),]
        );
    }

    #[test]
    fn a_quote_too_few_hides_no_text() {
        let open = |attributes| Token::Open { name: "p", attributes };
        assert_eq!(
            all("<p class=\"x>甲<p class=\"y\">乙"),
            [open("class=\"x"), Token::Text("甲"), open("class=\"y\""), Token::Text("乙")]
        );
        assert_eq!(all("<p class=\"x>甲"), [open("class=\"x"), Token::Text("甲")]);
    }

    #[test]
    fn what_never_closes_is_text() {
        assert_eq!(all("<a href="), [Token::Text("<a href=")]);
        let hostile = "<a ".repeat(20_000);
        assert_eq!(all(&hostile).len(), 1);
    }

    #[test]
    fn attributes_are_found_in_any_quoting() {
        assert_eq!(attribute("href=x title='甲 乙'", "title").as_deref(), Some("甲 乙"));
        assert_eq!(attribute("HREF = \"a&amp;b\"", "href").as_deref(), Some("a&b"));
        assert_eq!(attribute("= = =", "href"), None);
        assert_eq!(attribute("disabled", "disabled").as_deref(), Some(""));
    }
}

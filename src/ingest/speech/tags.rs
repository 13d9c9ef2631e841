//! XML and what looks like it as tags and text, read leniently: what is no tag is text, and nothing that
//! does not end takes the rest of the file with it.

use std::borrow::Cow;

use super::markup;

/// A stretch of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it begins.
    pub at: usize,
    pub kind: Kind<'a>,
}

/// The kind of a stretch.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    Open(Tag<'a>),
    /// The name of an element that ends, in lower case.
    Close(String),
    /// Text, its references decoded.
    Text(Cow<'a, str>),
}

/// The tag an element begins with.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name without a prefix, in lower case.
    pub name: String,
    /// True if it ends at once: `<br/>`.
    pub is_empty: bool,
    attributes: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute, whatever the case and the prefix of its name.
    pub fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let name = local(&rest[..end]);
            rest = rest[end..].trim_start();
            let Some(after) = rest.strip_prefix('=') else {
                // A name without a value, or a sign that is neither.
                if end == 0 {
                    return None;
                }
                continue;
            };
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, behind) = match quote {
                Some(quote) => {
                    let inner = &after[1..];
                    let end = inner.find(quote).unwrap_or(inner.len());
                    (&inner[..end], inner.get(end + 1..).unwrap_or_default())
                }
                None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(markup::decoded(value));
            }
            rest = behind.trim_start();
        }
        None
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What hides its content: how it begins and ends.
const HIDDEN: [(&str, &str); 4] =
    [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];

/// Cuts a text into pieces, in order. Comments, declarations and instructions are left out.
pub struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// The kinds of [`HIDDEN`] that end nowhere in the rest.
    endless: [bool; HIDDEN.len()],
}

impl<'a> Pieces<'a> {
    pub fn of(text: &'a str) -> Self {
        Self { text, at: 0, endless: [false; HIDDEN.len()] }
    }

    /// The length of what is hidden here, and the text it states.
    fn hidden(&mut self, rest: &'a str) -> Option<(usize, Option<&'a str>)> {
        let number = HIDDEN.iter().position(|(open, _)| rest.starts_with(open))?;
        let (open, close) = HIDDEN[number];
        let inner = &rest[open.len()..];
        let end = if self.endless[number] { None } else { inner.find(close) };
        let Some(end) = end else {
            self.endless[number] = true;
            return Some((open.len(), None));
        };
        let text = open.ends_with('[').then(|| &inner[..end]);
        Some((open.len() + end + close.len(), text))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let at = self.at;
            let rest = self.text.get(at..).filter(|rest| !rest.is_empty())?;
            if let Some((length, text)) = self.hidden(rest) {
                self.at += length;
                if let Some(text) = text {
                    let at = at + "<![CDATA[".len();
                    return Some(Piece { at, kind: Kind::Text(text.into()) });
                }
                continue;
            }
            if let Some((length, kind)) = tag(rest) {
                self.at += length;
                return Some(Piece { at, kind });
            }
            let sign = usize::from(rest.starts_with('<'));
            let end = rest[sign..].find('<').map_or(rest.len(), |end| end + sign);
            self.at += end;
            let text = &rest[..end];
            let text = if text.contains('&') { markup::decoded(text).into() } else { text.into() };
            return Some(Piece { at, kind: Kind::Text(text) });
        }
    }
}

/// The tag a text begins with, and its length. A tag holds no `<`, in values neither.
fn tag(text: &str) -> Option<(usize, Kind<'_>)> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let mut is_value = false;
    let end = inner.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (_, '<') => return Some(None),
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') if is_value => quote = Some(c),
            (None, '>') => return Some(Some(at)),
            _ => {}
        }
        is_value = c == '=' || (is_value && c.is_whitespace());
        None
    })??;
    let inner = &inner[..end];
    if let Some(name) = inner.strip_prefix('/') {
        return Some((end + 2, Kind::Close(local(name.trim()).to_ascii_lowercase())));
    }
    let (inner, is_empty) = match inner.strip_suffix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let (name, attributes) = inner.split_at(inner.find(char::is_whitespace).unwrap_or(inner.len()));
    let name = local(name).to_ascii_lowercase();
    Some((end + 2, Kind::Open(Tag { name, is_empty, attributes })))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let pieces = Pieces::of(text).map(|piece| match piece.kind {
            Kind::Open(tag) if tag.is_empty => format!("({}/)", tag.name),
            Kind::Open(tag) => format!("({})", tag.name),
            Kind::Close(name) => format!("(/{name})"),
            Kind::Text(text) => text.into_owned(),
        });
        pieces.collect()
    }

    #[test]
    fn tags_are_told_from_text() {
        for (text, expected) in [
            ("<?xml version='1.0'?><tt:P begin='1s'>雾<br/></tt:P>", "(p)雾(br/)(/p)"),
            ("<!-- <p> --><p>a < b &amp; c<![CDATA[<i>]]></p>", "(p)a < b & c<i>(/p)"),
            ("<!-- 雾<p>灯", " 雾(p)灯"),
            ("<p x=\"a>b\">雾<p y=\"a<i>灯", "(p)雾<p y=\"a(i)灯"),
            ("<", "<"),
            ("<SYNC Start=0><P>it's", "(sync)(p)it's"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn attributes_are_found_in_every_form() {
        let value = |text: &str, name: &str| match Pieces::of(text).next()?.kind {
            Kind::Open(tag) => tag.attribute(name),
            _ => None,
        };
        let tag = "<p Begin = \"1s\" xml:lang='zh' loose end=2s a=\"&quot;\">";
        for (name, expected) in [("begin", "1s"), ("lang", "zh"), ("end", "2s"), ("a", "\"")] {
            assert_eq!(value(tag, name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(value(tag, "loose"), None);
        assert_eq!(value("<p = = x>", "x"), None);
    }
}

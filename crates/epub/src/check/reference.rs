//! References within a book (EPUB 3.3, 4.2.5): what they are for, and the addresses they have.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use chengshu_text::address::{is_well_formed, scheme};
use chengshu_text::diag::Place;

/// The use of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A link to go to.
    Page,
    /// An entry of a table of contents.
    Contents,
    /// A picture to be shown.
    Picture,
    /// A style sheet.
    Sheet,
    /// A font.
    Font,
    /// Sound or film.
    Media,
    /// A drawing used in a drawing.
    Drawing,
    /// Anything else that must be there.
    Other,
}

/// A reference.
pub struct Link<'l> {
    /// The address as stated.
    pub href: &'l str,
    /// Its use.
    pub usage: Use,
    /// Where it stands; asked for only where something is wrong.
    pub place: &'l dyn Fn() -> Place,
    /// True if something stands in for it where it cannot be shown.
    pub replaced: bool,
}

/// The target of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The path in the archive; nothing if it leads out of the book.
    pub path: Option<String>,
    /// The scheme, in lower case, if it leads out of the book.
    pub scheme: Option<String>,
    /// The part behind `#`.
    pub fragment: Option<String>,
}

/// Why an address leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It is no valid URL string.
    Malformed,
    /// It leads above the root of the archive, or begins there.
    Leaves,
    /// It has a query.
    Query,
    /// It is longer than any path in an archive, percent-encoded.
    Long,
}

/// The longest address that can lead to a file: one of 65,535 bytes, each of them encoded.
const LONGEST: usize = 3 * 65_535;

impl Wrong {
    /// The fault, as the rest of a sentence.
    pub fn why(self) -> &'static str {
        match self {
            Self::Malformed => "is not a valid address",
            Self::Leaves => "leads out of the book",
            Self::Query => "has a query",
            Self::Long => "is longer than any path",
        }
    }
}

/// Resolves an address that stands in the file of a path.
pub fn resolve(base: &str, address: &str) -> Result<Address, Wrong> {
    let address = address.trim_matches([' ', '\t', '\n', '\r']);
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (address, None),
    };
    let scheme = match scheme(rest) {
        Some((scheme, _)) => Some(scheme.to_ascii_lowercase()),
        // It takes over the scheme of the book, which counts as one of the web.
        None if rest.starts_with("//") => Some("https".to_owned()),
        None => None,
    };
    if scheme.is_none() && rest.len() > LONGEST {
        return Err(Wrong::Long);
    }
    // What they hold is no matter of how addresses are written.
    let is_apart = matches!(scheme.as_deref(), Some("data" | "file"));
    if !is_apart && !is_well_formed(address) {
        return Err(Wrong::Malformed);
    }
    if scheme.is_some() {
        return Ok(Address { path: None, scheme, fragment: fragment.map(str::to_owned) });
    }
    let fragment = fragment.map(decoded).transpose()?.map(Cow::into_owned);
    if rest.contains('?') {
        return Err(Wrong::Query);
    }
    if rest.is_empty() {
        return Ok(Address { path: Some(base.to_owned()), scheme: None, fragment });
    }
    if rest.starts_with('/') {
        return Err(Wrong::Leaves);
    }
    let mut path: Vec<&str> = base.split('/').collect();
    path.pop();
    let decoded = decoded(rest)?;
    for part in decoded.split('/') {
        match part {
            "." => {}
            ".." => {
                path.pop().ok_or(Wrong::Leaves)?;
            }
            part => path.push(part),
        }
    }
    Ok(Address { path: Some(path.join("/")), scheme: None, fragment })
}

/// A text with its `%xx` taken for the bytes they are.
fn decoded(text: &str) -> Result<Cow<'_, str>, Wrong> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map_err(|_| Wrong::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(base: &str, address: &str) -> Result<Option<String>, Wrong> {
        resolve(base, address).map(|address| address.path)
    }

    #[test]
    fn addresses_are_resolved() {
        let some = |path: &str| Ok(Some(path.to_owned()));
        assert_eq!(path("OPS/text/a.xhtml", "b.xhtml#c"), some("OPS/text/b.xhtml"));
        assert_eq!(path("OPS/text/a.xhtml", "../i/%E5%9B%BE.png"), some("OPS/i/图.png"));
        assert_eq!(path("OPS/a.xhtml", "#c"), some("OPS/a.xhtml"));
        assert_eq!(path("OPS/a.xhtml", "../../b"), Err(Wrong::Leaves));
        assert_eq!(path("OPS/a.xhtml", "/b"), Err(Wrong::Leaves));
        assert_eq!(path("OPS/a.xhtml", "b c.xhtml"), Err(Wrong::Malformed));
        assert_eq!(path("OPS/a.xhtml", "b.xhtml?c"), Err(Wrong::Query));
        assert_eq!(path("OPS/a.xhtml", "%ff.xhtml"), Err(Wrong::Malformed));
        let long = "a/".repeat(LONGEST);
        assert_eq!(path("OPS/a.xhtml", &long), Err(Wrong::Long));
        let remote = resolve("a", "HTTPS://b.example/c#d").unwrap();
        assert_eq!(remote.scheme.as_deref(), Some("https"));
        assert_eq!(remote.path, None);
        assert_eq!(resolve("a", "//b.example").unwrap().scheme, remote.scheme);
        assert_eq!(path("a", "https://b..example/"), Err(Wrong::Malformed));
    }
}

//! References from one file of the catalogue to another.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The folder feeds are in, with the stroke behind it.
pub(super) const FEEDS: &str = "opds/";

/// Everything but what RFC 3986 (section 2.3) leaves unreserved, and the stroke between folders.
/// A colon must be among them: before it, a relative reference would have a scheme.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Where a reference stands, which relative ones depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On the shelf, at the root of the catalogue.
    Shelf,
    Feed,
}

/// The address of a file of the catalogue, by its path from the catalogue's root: absolute when
/// there is a `base`, relative to the place of the reference otherwise.
pub(super) fn address(base: Option<&str>, place: Place, path: &str) -> String {
    let path = utf8_percent_encode(path, ENCODED).to_string();
    match (base, place) {
        (Some(base), _) => format!("{}/{path}", base.trim_end_matches('/')),
        (None, Place::Shelf) => path,
        (None, Place::Feed) => match path.strip_prefix(FEEDS) {
            Some(beside) => beside.to_owned(),
            None => format!("../{path}"),
        },
    }
}

/// A reference without its percent-encoding.
pub(super) fn decode(reference: &str) -> Cow<'_, str> {
    percent_decode_str(reference).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_depend_on_where_they_stand() {
        let of = |base, place| address(base, place, "夜/a b:1.epub");
        let path = "%E5%A4%9C/a%20b%3A1.epub";
        assert_eq!(of(None, Place::Shelf), path);
        assert_eq!(of(None, Place::Feed), format!("../{path}"));
        let base = Some("https://books.example/x/");
        assert_eq!(of(base, Place::Feed), format!("https://books.example/x/{path}"));
        assert_eq!(address(None, Place::Feed, "opds/all.xml"), "all.xml");
    }
}

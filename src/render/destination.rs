//! Where links of a text lead: out to the net, to a file of the book, or nowhere.

use percent_encoding::percent_decode_str;

use chengshu_text::address::{Address, scheme};

/// The destination of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A web or mail address.
    Web(Address),
    /// A place in a file of the book.
    File {
        /// A path relative to the file the link stands in, or nothing for that file.
        path: String,
        /// The place in it, or nothing for its beginning.
        fragment: String,
    },
    /// Nowhere a book can go.
    Nowhere,
}

/// Reads a destination as written in the source.
pub fn destination(href: &str) -> Destination {
    let href = href.trim();
    if href.starts_with("//") || scheme(href).is_some() {
        return Address::new(href).map_or(Destination::Nowhere, Destination::Web);
    }
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let path = path.split('?').next().unwrap_or_default();
    let is_empty = path.is_empty() && !href.starts_with('#');
    if is_empty || path.starts_with('/') || path.contains('\\') {
        return Destination::Nowhere;
    }
    let decoded = |text: &str| {
        let decoded = percent_decode_str(text).decode_utf8();
        decoded.map_or_else(|_| text.to_owned(), String::from)
    };
    Destination::File { path: decoded(path), fragment: decoded(fragment) }
}

/// Resolves a path against the folder of the file it stands in; `None` when it leaves the
/// book's folder (requirement S1).
pub fn resolve(file: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_addresses() {
        for (href, path, fragment) in [
            ("b.md?d#c", "b.md", "c"),
            ("%E7%81%AF.md#%E5%A1%94", "灯.md", "塔"),
            ("100%.md", "100%.md", ""),
            ("%ff.md", "%ff.md", ""),
            ("#c", "", "c"),
        ] {
            let (path, fragment) = (path.into(), fragment.into());
            assert_eq!(destination(href), Destination::File { path, fragment });
        }
        for href in ["/etc/passwd", "a\\b.md", "", "?c", "javascript:alert(1)"] {
            assert_eq!(destination(href), Destination::Nowhere, "{href}");
        }
        let web = |href| matches!(destination(href), Destination::Web(_));
        assert!(web("//a.example/b") && web(" https://a.example"));
    }

    #[test]
    fn paths_do_not_leave_the_folder() {
        assert_eq!(resolve("part/a.md", "../b.md").as_deref(), Some("b.md"));
        assert_eq!(resolve("part/a.md", "../../b.md"), None);
    }
}

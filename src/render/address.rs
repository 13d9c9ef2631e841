//! Where links of a text lead: out to the net, to a file of the book, or nowhere.

use percent_encoding::percent_decode_str;

use chengshu_text::address::{Address, bare, scheme};

/// What a link's destination is.
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
    Destination::File {
        path: decoded(path),
        fragment: decoded(fragment),
    }
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

/// Cuts a text into plain stretches and the addresses in it.
pub fn autolink(text: &str) -> Vec<(&str, Option<Address>)> {
    let mut out = Vec::new();
    let mut from = 0;
    for (range, address) in bare::find(text) {
        if range.start > from {
            out.push((&text[from..range.start], None));
        }
        from = range.end;
        out.push((&text[range], Some(address)));
    }
    if from < text.len() {
        out.push((&text[from..], None));
    }
    out
}

/// Where a recording is, for links to moments of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recording<'a> {
    /// The address of the recording.
    pub url: Option<&'a Address>,
    /// The address of a moment, with `{t}` for its seconds.
    pub template: Option<&'a str>,
}

impl Recording<'_> {
    /// The address of a moment, by the template or as the site of the recording has it; `None`
    /// when neither is known.
    pub fn address(&self, seconds: u32) -> Option<Address> {
        if let Some(template) = self.template {
            return Address::new(&template.replace("{t}", &seconds.to_string())).ok();
        }
        let url = self.url?.as_str();
        let host = url.split("://").nth(1)?.split(['/', '?', '#']).next()?;
        let host = host.trim_start_matches("www.").trim_start_matches("m.");
        let unit = match host {
            "bilibili.com" | "b23.tv" => "",
            "youtube.com" | "youtu.be" => "s",
            _ => return None,
        };
        let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
        let joint = if path.contains('?') { '&' } else { '?' };
        let end = if fragment.is_empty() { "" } else { "#" };
        Address::new(&format!("{path}{joint}t={seconds}{unit}{end}{fragment}")).ok()
    }
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

    #[test]
    fn addresses_in_text_are_found() {
        assert_eq!(
            autolink("见https://a.example/b。又见"),
            [
                ("见", None),
                (
                    "https://a.example/b",
                    Address::new("https://a.example/b").ok()
                ),
                ("。又见", None)
            ]
        );
    }

    #[test]
    fn moments_are_addressed_as_each_site_does() {
        let at = |url| {
            let address = Address::new(url).unwrap();
            let recording = Recording {
                url: Some(&address),
                template: None,
            };
            recording.address(50)
        };
        let is = |url, expected| assert_eq!(at(url), Address::new(expected).ok());
        is(
            "https://www.bilibili.com/video/BV1xx",
            "https://www.bilibili.com/video/BV1xx?t=50",
        );
        is(
            "https://www.youtube.com/watch?v=a",
            "https://www.youtube.com/watch?v=a&t=50s",
        );
        is("https://youtu.be/a", "https://youtu.be/a?t=50s");
        assert_eq!(at("https://lighthouse.example/1"), None);
        let own = Recording {
            url: None,
            template: Some("https://lighthouse.example/#{t}"),
        };
        let expected = Address::new("https://lighthouse.example/#50").ok();
        assert_eq!(own.address(50), expected);
    }
}

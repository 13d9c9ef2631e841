//! Addresses: which may stand in a book, and how they are written.

/// What a link's destination is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A web or mail address, as it may stand in an attribute.
    Web(String),
    /// A path relative to the file the link stands in, without query and fragment.
    File(String),
    /// Nowhere a book can go.
    Nowhere,
}

/// Reads a destination as written in the source.
pub fn destination(href: &str) -> Destination {
    let href = href.trim();
    if href.starts_with("//") {
        return destination(&format!("https:{href}"));
    }
    if let Some((scheme, rest)) = scheme(href) {
        let scheme = scheme.to_ascii_lowercase();
        match scheme.as_str() {
            "http" | "https" if has_host(rest) => {
                Destination::Web(encode(&format!("{scheme}:{rest}")))
            }
            "mailto" if rest.contains('@') => Destination::Web(encode(&format!("{scheme}:{rest}"))),
            _ => Destination::Nowhere,
        }
    } else {
        let path = href.split(['?', '#']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || path.contains('\\') {
            Destination::Nowhere
        } else {
            Destination::File(percent_decode(path))
        }
    }
}

/// The scheme of an address (RFC 3986, section 3.1), and what follows its colon.
fn scheme(href: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = href.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some((scheme, rest))
}

fn has_host(rest: &str) -> bool {
    let Some(after) = rest.strip_prefix("//") else {
        return false;
    };
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority
        .rsplit_once(':')
        .map_or((authority, ""), |(host, port)| (host, port));
    !host.is_empty()
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'))
        && !host.starts_with(['.', '-'])
        && !host.contains("..")
        && port.bytes().all(|b| b.is_ascii_digit())
        && port.len() <= 5
}

/// Percent-encodes what may not stand in an address (RFC 3986, section 2), and leaves what is
/// encoded already.
fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let bytes = address.as_bytes();
    let mut fragment = false;
    for (at, &b) in bytes.iter().enumerate() {
        let encoded = b == b'%'
            && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit);
        let allowed = match b {
            // One fragment only.
            b'#' => !std::mem::replace(&mut fragment, true),
            _ => b.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&b),
        };
        if allowed || encoded {
            out.push(char::from(b));
        } else {
            out.push('%');
            for digit in [b >> 4, b & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    out
}

fn percent_decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let value = path
            .get(at + 1..at + 3)
            .filter(|_| bytes[at] == b'%')
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(value) = value {
            out.push(value);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
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

/// Cuts a text into plain stretches and web addresses; an address ends at a space, a Chinese
/// character or mark, or a bracket, and gives trailing marks back to the sentence.
pub fn autolink(text: &str) -> Vec<(&str, Option<String>)> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut search = 0;
    while let Some(step) = text[search..].find("http") {
        let start = search + step;
        let rest = &text[start..];
        search = start + 4;
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            continue;
        }
        let length = rest
            .find(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '`'))
            .unwrap_or(rest.len());
        let address =
            rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        if let Destination::Web(href) = destination(address) {
            if start > from {
                out.push((&text[from..start], None));
            }
            out.push((address, Some(href)));
            from = start + address.len();
            search = from;
        }
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
    pub url: Option<&'a str>,
    /// The address of a moment, with `{t}` for its seconds.
    pub template: Option<&'a str>,
}

impl Recording<'_> {
    /// The address of a moment, by the template or as the site of the recording has it; `None`
    /// when neither is known.
    pub fn address(&self, seconds: u32) -> Option<String> {
        if let Some(template) = self.template {
            return Some(template.replace("{t}", &seconds.to_string()));
        }
        let url = self.url?;
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
        Some(format!("{path}{joint}t={seconds}{unit}{end}{fragment}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web(href: &str) -> Option<String> {
        match destination(href) {
            Destination::Web(address) => Some(address),
            _ => None,
        }
    }

    #[test]
    fn only_addresses_a_book_may_hold_pass() {
        assert_eq!(
            web("https://a.example/b c?d=灯").as_deref(),
            Some("https://a.example/b%20c?d=%E7%81%AF")
        );
        assert_eq!(
            web("HTTP://a.example:80/%41#x#y").as_deref(),
            Some("http://a.example:80/%41#x%23y")
        );
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "http://",
            "http://[x",
            "file:///etc",
            "vbscript:x",
            "http://a b/",
        ] {
            assert_eq!(web(bad), None, "{bad}");
        }
        assert_eq!(destination("b.md#c"), Destination::File("b.md".into()));
        assert_eq!(destination("/etc/passwd"), Destination::Nowhere);
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
                ("https://a.example/b", Some("https://a.example/b".into())),
                ("。又见", None)
            ]
        );
    }

    #[test]
    fn moments_are_addressed_as_each_site_does() {
        let at = |url| {
            let template = None;
            Recording {
                url: Some(url),
                template,
            }
            .address(50)
        };
        let is = |url, expected: &str| assert_eq!(at(url).as_deref(), Some(expected));
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
        let address = own.address(50);
        assert_eq!(address.as_deref(), Some("https://lighthouse.example/#50"));
    }
}

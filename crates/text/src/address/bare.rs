//! Addresses that stand in running text by themselves.
//!
//! They are found as GitHub finds them (GitHub Flavored Markdown 0.29, section 6.9), but for scripts
//! without spaces between words: an address ends where one of these begins, and may begin behind one.
//! Ideographs right behind a `/` or `=` of it, and in the name of its site, belong to it.

use std::ops::Range;

use super::Address;
use chengshu_writing::script::is_ideographic;

/// The addresses in a text, in order, with where they stand.
pub fn find(text: &str) -> Vec<(Range<usize>, Address)> {
    let mut found: Vec<(Range<usize>, Address)> = Vec::new();
    let mut free = 0;
    for at in memchr::memchr3_iter(b':', b'.', b'@', text.as_bytes()) {
        if at < free {
            continue;
        }
        let candidate = match text.as_bytes()[at] {
            b':' => with_scheme(text, at),
            b'.' => without_scheme(text, at),
            _ => mail(text, at),
        };
        if let Some((range, address)) = candidate
            && range.start >= free
        {
            free = range.end;
            found.push((range, address));
        }
    }
    found
}

/// Cuts a text into plain stretches and the addresses in it.
pub fn split(text: &str) -> Vec<(&str, Option<Address>)> {
    let mut out = Vec::new();
    let mut from = 0;
    for (range, address) in find(text) {
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

/// An address whose scheme ends at a colon.
fn with_scheme(text: &str, colon: usize) -> Option<(Range<usize>, Address)> {
    let rest = text[colon..].strip_prefix("://")?;
    let head = &text[..colon];
    let letters = head.bytes().rev().take_while(u8::is_ascii_alphanumeric);
    let start = colon - letters.count();
    let is_web = |scheme: &str| head[start..].eq_ignore_ascii_case(scheme);
    if !is_web("http") && !is_web("https") {
        return None;
    }
    let end = text.len() - rest.len() + extent(rest);
    let address = Address::new(&text[start..end]).ok()?;
    Some((start..end, address))
}

/// An address that begins with `www` before a stop.
fn without_scheme(text: &str, stop: usize) -> Option<(Range<usize>, Address)> {
    let start = stop.checked_sub("www".len())?;
    let is_www = text.get(start..stop)?.eq_ignore_ascii_case("www");
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '@');
    if !is_www || text[..start].ends_with(joins) {
        return None;
    }
    let rest = &text[start..];
    let end = start + extent(rest);
    let host = text[start..end].split(['/', '?', '#', ':']).next()?;
    // Behind `www.` a site and its domain.
    if host.split('.').filter(|label| !label.is_empty()).count() < 3 {
        return None;
    }
    let address = Address::new(&format!("http://{}", &text[start..end])).ok()?;
    Some((start..end, address))
}

/// An address of mail around its `@`.
fn mail(text: &str, at: usize) -> Option<(Range<usize>, Address)> {
    let is_local = |b: &u8| b.is_ascii_alphanumeric() || b"._+-".contains(b);
    let (head, tail) = (&text.as_bytes()[..at], &text.as_bytes()[at + 1..]);
    let start = at - head.iter().rev().take_while(|b| is_local(b)).count();
    // What a path or a handle on another server goes on with.
    let is_part = text[..start].ends_with(['/', '@']) || text[start..at].starts_with('.');
    if start == at || is_part {
        return None;
    }
    let is_domain = |b: &&u8| b.is_ascii_alphanumeric() || b"._-".contains(b);
    let domain = at + 1..at + 1 + tail.iter().take_while(is_domain).count();
    let domain = domain.start..domain.start + text[domain].trim_end_matches(['.', '-', '_']).len();
    let mut labels = text[domain.clone()].split('.');
    let is_label = |label: &str| !label.is_empty() && !label.starts_with('-');
    let top = labels.next_back()?;
    let is_top = top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic());
    // `icon@2x.png` is a picture for fine screens.
    let mut first = true;
    let is_named = labels.by_ref().all(|label| {
        let fits = is_label(label) && !(first && matches!(label, "2x" | "3x"));
        first = false;
        fits
    });
    // `git@host:path` is no address of mail.
    let rest = &text[domain.end..];
    let goes_on = rest.starts_with(['@', '/'])
        || rest.starts_with(':') && rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    if first || !is_named || !is_top || goes_on {
        return None;
    }
    let address = Address::new(&format!("mailto:{}", &text[start..domain.end])).ok()?;
    let prefix = "mailto:".len();
    let has_prefix = start
        .checked_sub(prefix)
        .and_then(|from| text.get(from..start))
        .is_some_and(|word| word.eq_ignore_ascii_case("mailto:"));
    let start = if has_prefix { start - prefix } else { start };
    Some((start..domain.end, address))
}

/// How far an address goes in a text that begins within it: marks and brackets behind it belong to
/// the sentence, unless the brackets were opened in it.
fn extent(text: &str) -> usize {
    let mut end = reach(text);
    // Another address behind a mark that parts them; in a path or a query it is part of this one.
    let next = text[..end].match_indices("http").find(|(at, word)| {
        let rest = &text[at + word.len()..end];
        let begins = rest.starts_with("://") || rest.starts_with("s://");
        begins
            && text[..*at]
                .ends_with([',', ';', ':', '.', '!', '*', '~', '\'', '(', ')', '[', ']', '{', '}'])
    });
    end = next.map_or(end, |(at, _)| at);
    let mut open = [0_i32; 3];
    for c in text[..end].chars() {
        if let Some(kind) = "([{".find(c) {
            open[kind] += 1;
        } else if let Some(kind) = ")]}".find(c) {
            open[kind] -= 1;
        }
    }
    while let Some(last) = text[..end].chars().next_back() {
        match ")]}".find(last) {
            Some(kind) if open[kind] < 0 => open[kind] += 1,
            None if ".,;:!?*_~'".contains(last) => {}
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}

/// How far a text goes on in an address.
fn reach(text: &str) -> usize {
    let host = ideographic_host(text);
    let mut takes_ideographs = false;
    let mut before = None;
    for (at, c) in text[host..].char_indices() {
        let at = host + at;
        if is_ideographic(c) {
            // Behind a slash the sentence may go on; where a path does, or nothing, it is one.
            let goes_on = || {
                let behind = text[at..].trim_start_matches(is_ideographic);
                let parts = [' ', '\t', '\n', '/', '?', '#', '&', '_', '-', '(', '.'];
                host > 0 || behind.is_empty() || behind.starts_with(parts)
            };
            takes_ideographs |= match before {
                Some('=') => true,
                Some('/') => goes_on(),
                _ => false,
            };
        } else if "/?&=#;".contains(c) {
            takes_ideographs = false;
        }
        if !(is_part(c) || takes_ideographs && is_ideographic(c)) {
            return at;
        }
        before = Some(c);
    }
    text.len()
}

/// The length of the name of a site at the beginning of a text that has labels of ideographs; 0 if it
/// has none. What stands right behind the last is a sentence, unless a path does.
fn ideographic_host(text: &str) -> usize {
    let is_label = |c: char| c.is_ascii_alphanumeric() || c == '-' || is_ideographic(c);
    let end = text.find(|c| c != '.' && !is_label(c));
    let host = &text[..end.unwrap_or(text.len())];
    let is_name =
        |label: &str| !label.is_empty() && (label.is_ascii() || label.chars().all(is_ideographic));
    let Some((names, last)) = host.rsplit_once('.') else {
        return 0;
    };
    let top = last.find(is_ideographic).unwrap_or(last.len());
    let top = match top {
        0 if is_name(last) && text[host.len()..].starts_with('/') => last.len(),
        top => top,
    };
    let host = &text[..names.len() + 1 + top];
    if top > 0 && host.contains(is_ideographic) && names.split('.').all(is_name) {
        host.len()
    } else {
        0
    }
}

/// The length of the address of the web a text begins with, marks behind it and all; 0 if it begins with
/// none.
pub fn length(text: &str) -> usize {
    let host = ["http://", "https://"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    host.map_or(0, |host| text.len() - host.len() + reach(host))
}

/// True if a character can go on in an address. Up to Thai (U+0E00) scripts have spaces between words,
/// so their letters do.
fn is_part(c: char) -> bool {
    match c {
        '<' | '>' | '"' | '`' | '\\' | '|' => false,
        c if c.is_ascii() => c.is_ascii_graphic(),
        '\u{300}'..='\u{36f}' => true,
        '\u{80}'..='\u{dff}' | '\u{1e00}'..='\u{1fff}' => c.is_alphanumeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_addresses() {
        let address = Address::new("https://a.example/b").ok();
        let parts = [("见", None), ("https://a.example/b", address), ("。又见", None)];
        assert_eq!(split("见https://a.example/b。又见"), parts);
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("见https://a.example/b。又见", "https://a.example/b"),
            ("https://a.example/b然后", "https://a.example/b"),
            ("(https://a.example/b_(c)).", "https://a.example/b_(c)"),
            ("[https://a.example/b]", "https://a.example/b"),
            ("“https://a.example/?b=c&d=e#f”", "https://a.example/?b=c&d=e#f"),
            ("HTTP://A.example/b, and", "HTTP://A.example/b"),
            ("https://a.example/b,https://c.example", "https://a.example/b https://c.example"),
            ("https://a.example/?https://b.example", "https://a.example/?https://b.example"),
            ("http://a.b~http://c.d", "http://a.b http://c.d"),
            ("https://a.example/Mühle – dort", "https://a.example/Mühle"),
            ("https://a.example/маяк.", "https://a.example/маяк"),
            ("https://a.example/b에서 봐요", "https://a.example/b"),
            ("见www.a.example，", "www.a.example"),
            ("www.a.example/b?", "www.a.example/b"),
            ("写信：a.b+c@d-e.example。", "a.b+c@d-e.example"),
            ("邮箱:a@b.example,谢谢", "a@b.example"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("**https://a.example/**", "https://a.example/"),
            (
                "https://zh.example.org/wiki/灯塔 是，https://zh.example.org/wiki/灯塔_(港口)。",
                "https://zh.example.org/wiki/灯塔 https://zh.example.org/wiki/灯塔_(港口)",
            ),
            ("https://h.example/?q=灯塔&p=1，又", "https://h.example/?q=灯塔&p=1"),
            ("https://a.example/b是好的", "https://a.example/b"),
            ("https://a.example/欢迎查看。", "https://a.example/"),
            (
                "https://例子.example/路径 和https://www.例子.example是",
                "https://例子.example/路径 https://www.例子.example",
            ),
            ("https://例子.中国/路径。", "https://例子.中国/路径"),
        ] {
            let found = find(text);
            let found: Vec<&str> = found.iter().map(|(range, _)| &text[range.clone()]).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        for text in [
            "www.",
            "www.a",
            "http://",
            "ftp://a.example",
            "git@a.example:b/c.git",
            "@a@b.example",
            "vue@3.2.1",
            "icon@2x.png",
            "a@b",
            "12:30@家",
            "xhttps://a.example",
            "a/b@c.example",
            "http：//a.example",
            "https://。",
            "https://例子",
            "https://例子.",
            "https://例子.中国是",
            "...@...",
            ":",
            ".",
            "@",
            "http",
            "www.www.",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}

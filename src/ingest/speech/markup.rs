//! Tags, entities and override codes in the text of captions.

/// Elements captions use. Anything else between `<` and `>` is text: people write `<笑>`.
const ELEMENTS: &[&str] = &[
    "b", "i", "u", "s", "c", "v", "lang", "ruby", "rt", "rp", "font", "span", "p", "em", "strong",
    "small", "a", "div", "br", "sub", "sup",
];

/// A piece of a caption.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// An opening tag: name in lower case without classes, and what stands behind the name.
    Open(String, &'a str),
    /// A closing tag.
    Close(String),
    /// When the word behind it begins, in milliseconds: `<00:00:01.500>`.
    Time(u64),
}

/// Takes a text apart at its tags.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Text from here on is not yet in a piece; tags are looked for behind `search`.
    let (mut from, mut search) = (0, 0);
    for close in memchr::memchr_iter(b'>', text.as_bytes()) {
        // The nearest `<` opens it; those before are text.
        let open = text[search..close].rfind('<').map(|step| search + step);
        search = close + 1;
        let Some(open) = open else { continue };
        let Some(tag) = tag(&text[open + 1..close]) else {
            continue;
        };
        if from < open {
            pieces.push(Piece::Text(&text[from..open]));
        }
        pieces.push(tag);
        from = close + 1;
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}

/// The tag with this between its brackets.
fn tag(inner: &str) -> Option<Piece<'_>> {
    if inner.starts_with(|c: char| c.is_ascii_digit()) {
        let (time, rest) = super::clock::time(inner)?;
        return rest.trim().is_empty().then_some(Piece::Time(time));
    }
    let (closes, name) = match inner.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inner),
    };
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, rest) = name.split_at(end);
    let name = name.to_ascii_lowercase();
    if !ELEMENTS.contains(&name.as_str()) {
        return None;
    }
    Some(if closes { Piece::Close(name) } else { Piece::Open(name, rest) })
}

/// The text of a caption without tags, override codes and entities.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => push_text(&mut out, text),
            Piece::Open(name, _) if name == "br" => out.push('\n'),
            Piece::Open(..) | Piece::Close(_) | Piece::Time(_) => {}
        }
    }
    out
}

/// Adds text with its entities decoded, and without override codes such as `{\an8}`.
pub fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(open) = rest.find("{\\") {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        push_decoded(out, &rest[..open]);
        rest = &rest[open + close + 1..];
    }
    push_decoded(out, rest);
}

/// The longest name of a character reference.
const LONGEST_ENTITY: usize = 32;

/// Text with its references decoded.
pub fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_decoded(&mut out, text);
    out
}

/// Decodes references that end in a semicolon; others are text (`AT&T`).
fn push_decoded(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let name = &reference[1..];
        let length = name
            .bytes()
            .take(LONGEST_ENTITY)
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        let whole = length > 0 && name.as_bytes().get(length) == Some(&b';');
        let end = if whole { length + 2 } else { 1 };
        if whole {
            out.push_str(&htmlize::unescape(&reference[..end]));
        } else {
            out.push('&');
        }
        rest = &reference[end..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_angle_brackets_of_the_text_stay() {
        for (text, expected) in [
            ("<i>雾</i>来了", "雾来了"),
            ("<font color=\"#fff\">雾</font><br/>来了", "雾\n来了"),
            ("雾<00:00:01.500><c.yellow> 来了</c>", "雾 来了"),
            ("<笑>雾 < 云 > 雨", "<笑>雾 < 云 > 雨"),
            ("a <b c", "a <b c"),
            ("<<i>雾</i>", "<雾"),
            ("{\\an8}雾{注}", "雾{注}"),
            ("雾 &amp; 云 &lt;3 AT&T &#x96fe;&nbsp;&bogus;", "雾 & 云 <3 AT&T 雾\u{a0}&bogus;"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn hostile_brackets_take_linear_time() {
        let text = "<".repeat(200_000) + ">" + &"{\\".repeat(100_000);
        assert!(plain(&text).len() > 300_000);
    }
}

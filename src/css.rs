//! Style sheets of other people, as far as a book has to know them: what they declare, and
//! whether they lead out of it (CSS Syntax Module Level 3).

/// A declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The property, in lower case.
    pub property: String,
    /// The value, in lower case, with single spaces.
    pub value: String,
    /// Where the property stands, in bytes.
    pub at: usize,
}

/// Why a sheet cannot stand in a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A comment, string or block that never closes, or a brace that closes nothing.
    Unbalanced(usize),
    /// It asks for another file or address.
    External(usize),
    /// It closes the element it may stand in, or has a character XML does not take.
    Character(usize),
}

/// A piece of a sheet between comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// `{`, `}` or `;`.
    Sign(char),
    /// A string with its quotes.
    String(&'a str),
    /// Anything else.
    Text(&'a str),
    /// Something that never closes.
    Open,
}

/// Cuts a sheet into tokens; each with the byte where it stands.
fn tokens(sheet: &str) -> Vec<(usize, Token<'_>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < sheet.len() {
        let rest = &sheet[at..];
        let (token, length) = if let Some(comment) = rest.strip_prefix("/*") {
            match comment.find("*/") {
                Some(end) => {
                    at += end + 4;
                    continue;
                }
                None => (Token::Open, rest.len()),
            }
        } else if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            match closing(&rest[1..], quote) {
                Some(end) => (Token::String(&rest[..end + 2]), end + 2),
                None => (Token::Open, rest.len()),
            }
        } else if let Some(sign) = rest.chars().next().filter(|c| "{};".contains(*c)) {
            (Token::Sign(sign), 1)
        } else {
            // A slash may begin a comment, so it stands by itself.
            let stop = |c: char| "{};\"'/".contains(c);
            let length = rest.find(stop).unwrap_or(rest.len()).max(1);
            (Token::Text(&rest[..length]), length)
        };
        out.push((at, token));
        at += length;
    }
    out
}

/// Where a string ends, its escapes passed over; a line break ends none.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return None,
            c if c == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// The declarations of a sheet, in order.
pub fn declarations(sheet: &str) -> Vec<Declaration> {
    let mut out = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let mut close = |open: &mut Option<(usize, String)>| {
        let Some((at, text)) = open.take() else {
            return;
        };
        if let Some((property, value)) = text.split_once(':') {
            let value = value.to_lowercase();
            let spaces = property.len() - property.trim_start().len();
            out.push(Declaration {
                property: property.trim().to_lowercase(),
                value: value.split_whitespace().collect::<Vec<_>>().join(" "),
                at: at + spaces,
            });
        }
    };
    for (at, token) in tokens(sheet) {
        match token {
            // What stands before a brace is a selector.
            Token::Sign('{') => open = None,
            Token::Sign(_) | Token::Open => close(&mut open),
            Token::Text(text) | Token::String(text) => {
                open.get_or_insert((at, String::new())).1.push_str(text);
            }
        }
    }
    close(&mut open);
    out
}

/// What an address of a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Another sheet, by `@import`.
    Import,
    /// A font, in `@font-face`.
    Font,
    /// Anything else, such as a picture.
    Other,
}

/// An address in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address as stated, without quotes.
    pub url: String,
    /// What for.
    pub usage: Usage,
    /// Where the statement it is in begins, in bytes.
    pub at: usize,
}

/// A stretch of a sheet up to a sign, comments left out.
struct Statement {
    at: usize,
    text: String,
    /// What ends it; nothing at the end of the sheet.
    end: Option<char>,
}

/// The stretches of a sheet between braces and semicolons, those that are empty left out.
fn statements(sheet: &str) -> Vec<Statement> {
    let mut out = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let mut close = |open: &mut Option<(usize, String)>, end: Option<(usize, char)>| {
        let (at, text) = open
            .take()
            .unwrap_or((end.map_or(0, |(at, _)| at), String::new()));
        let spaces = text.len() - text.trim_start().len();
        out.push(Statement {
            at: at + spaces,
            text: text.trim().to_owned(),
            end: end.map(|(_, sign)| sign),
        });
    };
    for (at, token) in tokens(sheet) {
        match token {
            Token::Sign(sign) => close(&mut open, Some((at, sign))),
            Token::Text(text) | Token::String(text) => {
                open.get_or_insert((at, String::new())).1.push_str(text);
            }
            Token::Open => {}
        }
    }
    close(&mut open, None);
    out
}

/// The address that stands behind `url(`, or in quotes.
fn stated_url(stated: &str) -> &str {
    let stated = stated.trim_start();
    let url = match stated.chars().next() {
        Some(quote @ ('"' | '\'')) => stated[1..].split(quote).next(),
        _ => stated.split(')').next(),
    };
    url.unwrap_or_default()
}

/// The addresses of a sheet, in order.
pub fn addresses(sheet: &str) -> Vec<Address> {
    let mut out = Vec::new();
    let mut font = false;
    for Statement { at, text, end } in statements(sheet) {
        let lower = text.to_ascii_lowercase();
        if end == Some('{') {
            font = lower == "@font-face";
            continue;
        }
        let import = lower
            .strip_prefix("@import")
            .map(|_| text["@import".len()..].trim_start());
        let quoted = import.filter(|rest| rest.starts_with(['"', '\'']));
        let usage = match (import, font) {
            (Some(_), _) => Usage::Import,
            (None, true) => Usage::Font,
            _ => Usage::Other,
        };
        let mut rest = 0;
        let urls = std::iter::from_fn(|| {
            let start = rest + lower.get(rest..)?.find("url(")? + "url(".len();
            let url = stated_url(&text[start..]);
            // An address holds no other.
            rest = start + (url.as_ptr() as usize - text[start..].as_ptr() as usize) + url.len();
            Some(url)
        });
        for url in urls.chain(quoted.map(stated_url)) {
            out.push(Address {
                url: url.trim().to_owned(),
                usage,
                at,
            });
        }
        font &= end != Some('}');
    }
    out
}

/// Where something in a sheet never closes, or a brace closes nothing.
pub fn unbalanced(sheet: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens(sheet) {
        match token {
            Token::Open => return Some(at),
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return Some(at),
            },
            _ => {}
        }
    }
    (depth > 0).then_some(sheet.len())
}

/// Where declarations stand that have no property or no value.
pub fn malformed(sheet: &str) -> Vec<usize> {
    let is_wrong = |statement: &Statement| {
        let text = statement.text.as_str();
        let rule = statement.end.is_none_or(|end| end == '{') || text.starts_with('@');
        // Custom properties may be empty.
        let part = text
            .split_once(':')
            .map(|(name, value)| (name.trim(), value.trim()));
        let whole = part.is_some_and(|(name, value)| {
            name.starts_with("--") || !(name.is_empty() || value.is_empty())
        });
        !text.is_empty() && !rule && !whole
    };
    let statements = statements(sheet);
    let wrong = statements.iter().filter(|statement| is_wrong(statement));
    // Data written without quotes goes on behind a semicolon.
    let mut data = statements
        .iter()
        .map(|statement| statement.text.contains("url(data:"));
    if data.any(|data| data) {
        return Vec::new();
    }
    wrong.map(|statement| statement.at).collect()
}

/// Looks for what keeps a sheet out of a book. Fonts and pictures of its own it cannot have, so
/// every address is refused but those of data within it.
pub fn fault(sheet: &str) -> Option<Fault> {
    if let Some(at) =
        sheet.find(|c: char| c == '\u{fffe}' || (c.is_control() && !c.is_whitespace()))
    {
        return Some(Fault::Character(at));
    }
    if let Some(at) = unbalanced(sheet) {
        return Some(Fault::Unbalanced(at));
    }
    let mut before = String::new();
    for (at, token) in tokens(sheet) {
        match token {
            Token::Open | Token::Sign(_) => {}
            Token::String(text) => {
                let inside = text.trim_matches(['"', '\'']).trim_start();
                if before.trim_end().ends_with("url(") && !inside.starts_with("data:") {
                    return Some(Fault::External(at));
                }
            }
            Token::Text(text) => {
                let lower = text.to_ascii_lowercase();
                // An escape may spell anything, and nobody needs one in a name.
                let leads_out = lower.contains("@import")
                    || lower.contains("@charset")
                    || lower.contains('\\')
                    || lower.match_indices("url(").any(|(at, sign)| {
                        let inside = lower[at + sign.len()..].trim_start();
                        !inside.is_empty() && !inside.starts_with("data:")
                    });
                if leads_out {
                    return Some(Fault::External(at));
                }
                before = lower;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read() {
        let found = declarations(
            "/* p { a: b } */ @media (width: 1px) { p::before { Content: \"};\"; color :RED } }\n\
             h1 { margin: 1em\n 2em }",
        );
        let pairs: Vec<_> = found
            .iter()
            .map(|found| (found.property.as_str(), found.value.as_str()))
            .collect();
        assert_eq!(
            pairs,
            [
                ("content", "\"};\""),
                ("color", "red"),
                ("margin", "1em 2em")
            ]
        );
    }

    #[test]
    fn what_keeps_a_sheet_out_is_found() {
        assert_eq!(fault("p { color: red } /* } */"), None);
        assert_eq!(
            fault("p { background: url(data:image/png;base64,AA==) }"),
            None
        );
        assert_eq!(fault("p { background: url('data:x') }"), None);
        assert_eq!(fault("p { color: red"), Some(Fault::Unbalanced(14)));
        assert_eq!(fault("p { } }"), Some(Fault::Unbalanced(6)));
        assert_eq!(fault("p { content: \"a\n\" }"), Some(Fault::Unbalanced(13)));
        assert_eq!(fault("/* p"), Some(Fault::Unbalanced(0)));
        for sheet in [
            "@import 'a.css';",
            "p { background: URL( \"https://a.example/b.png\") }",
            "p { background: url(b.png) }",
            "p { background: u\\72l(b.png) }",
        ] {
            assert!(matches!(fault(sheet), Some(Fault::External(_))), "{sheet}");
        }
        assert_eq!(fault("p { }\u{1}"), Some(Fault::Character(5)));
    }

    #[test]
    fn addresses_are_read() {
        let found = addresses(
            "@import 'a.css'; @import url(b.css); /* url(c) */ @font-face { font-family: x; \
             src: local(\"x\"), url(\"../d.otf\") } p { background: URL( e.png ) }",
        );
        let pairs: Vec<_> = found
            .iter()
            .map(|found| (found.url.as_str(), found.usage))
            .collect();
        assert_eq!(
            pairs,
            [
                ("a.css", Usage::Import),
                ("b.css", Usage::Import),
                ("../d.otf", Usage::Font),
                ("e.png", Usage::Other),
            ]
        );
    }

    #[test]
    fn declarations_without_a_value_are_found() {
        assert!(malformed("@import 'a'; p { color: red; ; } a:hover { --x:; }").is_empty());
        assert_eq!(malformed("p { color red }"), [4]);
        assert_eq!(malformed("p { color:; margin: 0 }"), [4]);
    }
}

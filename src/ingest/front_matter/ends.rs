//! Where heads of each form end.

use chengshu_text::source::Span;

/// How a head ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// With a line `---` or `...`, or there is no head.
    Line,
    /// Where its lines stop looking like keys.
    Missing,
}

/// Keys whose presence after a blank line shows that the head goes on.
const KNOWN: &[&str] = &[
    "title", "subtitle", "description", "tags", "date", "bvid", "author", "authors", "series",
    "episode", "duration", "lang", "language", "url", "source", "cover", "draft", "references",
    "rss",
];

/// Where a head ends and the body begins, and how it ends.
pub struct End {
    pub head: usize,
    pub body: usize,
    pub closing: Closing,
}

impl End {
    fn closed(head: usize, body: usize) -> Self {
        Self { head, body, closing: Closing::Line }
    }
}

/// Finds the line `+++` that ends a head in TOML; `None` if its first line states nothing.
pub fn toml_end(text: &str, start: usize) -> Option<End> {
    let mut lines = Lines { text, at: start };
    let mut is_head = false;
    while let Some(line) = lines.next() {
        let head = line.start;
        let line = text[line].trim();
        if line == "+++" {
            return is_head.then_some(End::closed(head, lines.at));
        }
        let states = line.starts_with(['#', '[']) || line.contains('=');
        if !is_head && !line.is_empty() && !states {
            return None;
        }
        is_head |= states;
    }
    None
}

/// Finds the brace that ends a head in JSON; `None` if it states no known key, is not alone on its
/// line, or nothing follows it.
pub fn json_end(text: &str, start: usize) -> Option<End> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut end = None;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    end = Some(at + 1);
                    break;
                }
            }
            _ => {}
        }
    }
    let end = end?;
    let mut lines = Lines { text, at: end };
    let rest = lines.next()?;
    let body = lines.at;
    let states = |known: &&str| text[start..end].contains(&format!("\"{known}\""));
    let is_head = text[rest].trim().is_empty()
        && lines.filled().is_some()
        && text[start + 1..end].trim_start().starts_with('"')
        && KNOWN.iter().any(states);
    is_head.then_some(End::closed(end, body))
}

/// Finds the line `---` that ends a head without a first one: `title` or `date` among keys, and
/// nothing else before it, not even a blank line.
pub fn unopened_end(text: &str, start: usize) -> Option<End> {
    let mut lines = Lines { text, at: start };
    let mut is_head = false;
    let mut is_first = true;
    while let Some(span) = lines.next() {
        let line = &text[span.clone()];
        match key(line) {
            _ if line.trim_end() == "---" => {
                return is_head.then_some(End::closed(span.start, lines.at));
            }
            Some((name, value)) => is_head |= matches!(name, "title" | "date") && !value.is_empty(),
            None if is_first => return None,
            None if line.starts_with([' ', '\t', '-']) && !line.trim().is_empty() => {}
            None => return None,
        }
        is_first = false;
    }
    None
}

/// Finds the end of the head whose first line begins at `start`; `None` if it is no head.
pub fn head_end(text: &str, start: usize) -> Option<End> {
    let mut lines = Lines { text, at: start };
    let mut close = None;
    while let Some(line) = lines.next() {
        if matches!(text[line.clone()].trim_end(), "---" | "...") {
            close = Some((line.start, lines.at));
            break;
        }
    }
    let limit = close.map_or(text.len(), |(at, _)| at);
    let filled = |at| Lines { text: &text[..limit], at }.filled();
    match (filled(start), close) {
        // `---` twice with nothing between.
        (None, Some((head, body))) => {
            return Some(End::closed(head, body));
        }
        (None, None) => return None,
        (Some(first), _) if !begins_head(&text[first.clone()]) => return None,
        _ => {}
    }
    match (extent(&text[..limit], start, close.is_some()), close) {
        (None, Some((head, body))) => Some(End::closed(head, body)),
        (end, _) => {
            let end = end.unwrap_or(limit);
            Some(End { head: end, body: end, closing: Closing::Missing })
        }
    }
}

/// True if a line can be the first of a head.
fn begins_head(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('#') && !line.starts_with("##")
        || line.starts_with('{')
        || key(line).is_some()
        // A full-width colon after an ASCII key is a slip worth a finding, not prose.
        || line.split_once('：').is_some_and(|(key, _)| is_known(key.trim()))
}

fn is_known(key: &str) -> bool {
    KNOWN.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// The key and the value of a line such as `key: value`.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim_end().split_once(':')?;
    let key = key.trim_matches(['"', '\'']);
    let fits = !key.is_empty()
        && key.chars().count() <= 32
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && (value.is_empty() || value.starts_with([' ', '\t']));
    fits.then_some((key, value.trim()))
}

/// Where a head that may have lost its closing line ends: the offset of the first line that is
/// the body's, or `None` if every line can be the head's. `closed` says that a `---` follows,
/// which a later thematic break of the body could be too.
fn extent(text: &str, start: usize, closed: bool) -> Option<usize> {
    let mut lines = Lines { text, at: start };
    // Quotation marks known to stand at the end of no later line.
    let mut spent = [false; 2];
    let mut blank = None;
    let mut end = None;
    while let Some(span) = lines.next() {
        let line = &text[span.clone()];
        if line.trim().is_empty() {
            blank.get_or_insert(span.start);
            continue;
        }
        let found = key(line).filter(|(name, _)| blank.is_none() || closed || is_known(name));
        if let Some((name, value)) = found {
            if end.is_none() || is_known(name) {
                end = None;
                blank = None;
            }
            skip_quoted(&mut lines, value, &mut spent);
        } else if line.starts_with([' ', '\t']) && (blank.is_none() || closed)
            || line.starts_with("- ") && blank.is_none()
            || closed && line.starts_with('#') && blank.is_none()
        {
            // A continuation, a list entry or a comment belongs to the line above.
        } else if let Some(blank) = blank {
            end.get_or_insert(blank);
            if !closed {
                break;
            }
        } else if !closed {
            end.get_or_insert(span.start);
            break;
        }
    }
    // Blank lines at the end of the file are nobody's.
    end
}

/// Moves past the lines of a quoted value that does not end on its first line, up to the next
/// line that ends with its quotation mark, if there is one.
fn skip_quoted(lines: &mut Lines<'_>, value: &str, spent: &mut [bool; 2]) {
    let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return;
    };
    let spent = &mut spent[usize::from(mark == '\'')];
    if *spent || value.len() > 1 && value.ends_with(mark) {
        return;
    }
    let mut ahead = Lines { text: lines.text, at: lines.at };
    while let Some(line) = ahead.next() {
        if ahead.text[line].trim_end().ends_with(mark) {
            lines.at = ahead.at;
            return;
        }
    }
    *spent = true;
}

/// Walks the lines of a text.
pub struct Lines<'a> {
    pub text: &'a str,
    /// Where the next line begins.
    pub at: usize,
}

impl Lines<'_> {
    /// The next line without its line feed.
    pub fn next(&mut self) -> Option<Span> {
        let rest = self.text.as_bytes().get(self.at..)?;
        if rest.is_empty() {
            return None;
        }
        let start = self.at;
        let length = memchr::memchr(b'\n', rest);
        self.at += length.map_or(rest.len(), |length| length + 1);
        Some(start..start + length.unwrap_or(rest.len()))
    }

    /// The next line that is not blank.
    pub fn filled(&mut self) -> Option<Span> {
        while let Some(line) = self.next() {
            if !self.text[line.clone()].trim().is_empty() {
                return Some(line);
            }
        }
        None
    }
}

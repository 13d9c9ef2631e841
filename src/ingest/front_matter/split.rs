//! Where the head of a transcript ends and its text begins.

use chengshu_text::source::{Source, Span};

/// The parts of a file. Whatever is in no part is blank, a line `---` or a fence line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The lines between the two `---`, if the file has a head.
    pub head: Option<Span>,
    /// Everything after the head: the text of the transcript.
    pub body: Span,
    /// The fence line before the head, when a language model put the file into a code block. The
    /// line that closes the fence is in the body, unless the fence holds the head alone.
    pub fence: Option<Span>,
    /// How the head ends.
    pub closing: Closing,
    /// What the head is written in.
    pub form: Form,
}

/// What a head is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// YAML, or JSON, which is YAML as well.
    Yaml,
    /// TOML, between two lines `+++`, as Hugo has it.
    Toml,
}

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
    "title",
    "subtitle",
    "description",
    "tags",
    "date",
    "bvid",
    "author",
    "authors",
    "series",
    "episode",
    "duration",
    "lang",
    "language",
    "url",
    "source",
    "cover",
    "draft",
    "references",
    "rss",
];

/// Finds head and body. The head is between a line `---`, the first that is not blank, and the
/// next line that is `---` or `...`; a pair of `---` further down is never a head. A `---` that
/// no key follows is a thematic break of the body. Hugo has TOML between lines `+++` and JSON between
/// braces, Hexo leaves the first `---` out. Linear in the text.
pub fn split(source: &Source) -> Split {
    let text = source.text.as_str();
    let mut lines = Lines { text, at: 0 };
    let none = Split {
        head: None,
        body: 0..text.len(),
        fence: None,
        closing: Closing::Line,
        form: Form::Yaml,
    };
    let Some(mut first) = lines.filled() else {
        return none;
    };
    let mut fence = None;
    if let Some(mark) = fence_mark(&text[first.clone()]) {
        let Some(next) = lines.filled() else {
            return none;
        };
        fence = Some((first, mark));
        first = next;
    }
    let mut form = Form::Yaml;
    let (start, end) = match text[first.clone()].trim_end() {
        "---" => (lines.at, head_end(text, lines.at)),
        "+++" => {
            form = Form::Toml;
            (lines.at, toml_end(text, lines.at))
        }
        line if line.starts_with('{') => (first.start, json_end(text, first.start)),
        _ => (first.start, unopened_end(text, first.start)),
    };
    let Some(end) = end else {
        return none;
    };
    let body = match &fence {
        Some((_, mark)) => after_fence(text, end.body, mark),
        None => end.body,
    };
    Split {
        head: Some(start..end.head),
        body: body..text.len(),
        fence: fence.map(|(span, _)| span),
        closing: end.closing,
        form,
    }
}

/// Finds the line `+++` that ends a head in TOML; `None` if its first line states nothing.
fn toml_end(text: &str, start: usize) -> Option<End> {
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
fn json_end(text: &str, start: usize) -> Option<End> {
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
fn unopened_end(text: &str, start: usize) -> Option<End> {
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

/// The run of backticks or tildes that opens a code block of Markdown, YAML or no language.
fn fence_mark(line: &str) -> Option<&str> {
    let line = line.trim();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let (run, info) = line.split_at(line.len() - line.trim_start_matches(mark).len());
    let known = matches!(
        info.trim().to_ascii_lowercase().as_str(),
        "" | "markdown" | "md" | "yaml" | "yml" | "text" | "txt"
    );
    (run.len() >= 3 && known).then_some(run)
}

/// Skips the line that closes the fence if nothing but blank lines is before it: then the fence
/// holds the head alone.
fn after_fence(text: &str, body: usize, mark: &str) -> usize {
    let mut lines = Lines { text, at: body };
    match lines.filled() {
        Some(line) if text[line.clone()].trim() == mark => lines.at,
        _ => body,
    }
}

struct End {
    head: usize,
    body: usize,
    closing: Closing,
}

impl End {
    fn closed(head: usize, body: usize) -> Self {
        Self {
            head,
            body,
            closing: Closing::Line,
        }
    }
}

/// Finds the end of the head whose first line begins at `start`; `None` if it is no head.
fn head_end(text: &str, start: usize) -> Option<End> {
    let mut lines = Lines { text, at: start };
    let mut close = None;
    while let Some(line) = lines.next() {
        if matches!(text[line.clone()].trim_end(), "---" | "...") {
            close = Some((line.start, lines.at));
            break;
        }
    }
    let limit = close.map_or(text.len(), |(at, _)| at);
    let filled = |at| {
        Lines {
            text: &text[..limit],
            at,
        }
        .filled()
    };
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
            Some(End {
                head: end,
                body: end,
                closing: Closing::Missing,
            })
        }
    }
}

/// Whether a line can be the first of a head.
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
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
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
    let mut ahead = Lines {
        text: lines.text,
        at: lines.at,
    };
    while let Some(line) = ahead.next() {
        if ahead.text[line].trim_end().ends_with(mark) {
            lines.at = ahead.at;
            return;
        }
    }
    *spent = true;
}

/// Walks the lines of a text.
struct Lines<'a> {
    text: &'a str,
    /// Where the next line begins.
    at: usize,
}

impl Lines<'_> {
    /// The next line without its line feed.
    fn next(&mut self) -> Option<Span> {
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
    fn filled(&mut self) -> Option<Span> {
        while let Some(line) = self.next() {
            if !self.text[line.clone()].trim().is_empty() {
                return Some(line);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Head, body, and how the head ends.
    fn parts(text: &str) -> (Option<String>, String, Closing) {
        let split = split(&Source::new("a.md", text.to_owned()));
        (
            split.head.map(|span| text[span].to_owned()),
            text[split.body].to_owned(),
            split.closing,
        )
    }

    fn closed(head: &str, body: &str) -> (Option<String>, String, Closing) {
        (Some(head.to_owned()), body.to_owned(), Closing::Line)
    }

    fn open(head: &str, body: &str) -> (Option<String>, String, Closing) {
        (Some(head.to_owned()), body.to_owned(), Closing::Missing)
    }

    #[test]
    fn the_first_pair_of_lines_is_the_head() {
        assert_eq!(
            parts("---\ntitle: 甲\n---\n正文\n\n---\n完\n"),
            closed("title: 甲\n", "正文\n\n---\n完\n")
        );
        assert_eq!(
            parts("\n \n--- \ntitle: 甲\n...\n正文"),
            closed("title: 甲\n", "正文")
        );
        assert_eq!(parts("---\n---\n正文"), closed("", "正文"));
        assert_eq!(parts("---\na: 1\n---"), closed("a: 1\n", ""));
    }

    #[test]
    fn a_description_may_hold_anything() {
        for head in [
            "title: 甲\ndescription: \"一\n\n二\n\nhttps://example.org/x\n三\"\ntags: []\n",
            "description: '一\n\n二'\n",
            "description: \"他说\"好\"。\n\n第二段\"\ndate: 0\n",
            "description: \"没有完\n\n第二段\ndate: 0\n",
            "title: 甲\n\n# 注\ndate: 0\n",
            "list:\n- 一\n- 二\n\ndate: 0\n",
            "a: |\n  一\n\n  二\n",
        ] {
            assert_eq!(
                parts(&format!("---\n{head}---\n正文")),
                closed(head, "正文")
            );
        }
    }

    #[test]
    fn text_without_a_head_is_all_body() {
        for text in [
            "正文\n---\ntitle: 甲\n---\n",
            "---\n\n正文在线后面。\n\n---\n完\n",
            "---\n他说：你好。\n---\n",
            "---\n",
            "---\n\n",
            "----\ntitle: 甲\n----\n",
            " ---\ntitle: 甲\n---\n",
            "",
            "\n",
            "```rust\n---\na: 1\n---\n",
            "```\n",
        ] {
            let (head, body, _) = parts(text);
            assert_eq!((head, body.as_str()), (None, text));
        }
    }

    #[test]
    fn an_unclosed_head_swallows_no_text() {
        assert_eq!(
            parts("---\ntitle: 甲\ntags:\n- 一\n\n正文：一。\n\n正文二。\n"),
            open("title: 甲\ntags:\n- 一\n", "\n正文：一。\n\n正文二。\n")
        );
        assert_eq!(
            parts("---\ntitle: 甲\n正文\n"),
            open("title: 甲\n", "正文\n")
        );
        assert_eq!(
            parts("---\ntitle: 甲\n\ndate: 0\n\n## 一\n"),
            open("title: 甲\n\ndate: 0\n", "\n## 一\n")
        );
        assert_eq!(
            parts("---\ntitle: 甲\ndate: 0\n\n正文一。\n\n---\n\n正文二。\n"),
            open("title: 甲\ndate: 0\n", "\n正文一。\n\n---\n\n正文二。\n")
        );
        assert_eq!(parts("---\ntitle: 甲\n"), open("title: 甲\n", ""));
        assert_eq!(
            parts("---\ndescription: \"一\n\n二\"\ndate: 0\n正文\n"),
            open("description: \"一\n\n二\"\ndate: 0\n", "正文\n")
        );
    }

    #[test]
    fn heads_of_other_programs_are_found() {
        for (text, head, body) in [
            (
                "+++\ntitle = \"甲\"\n+++\n正文\n",
                "title = \"甲\"\n",
                "正文\n",
            ),
            ("\n+++\n# 注\n[a]\nb = 1\n+++\n", "# 注\n[a]\nb = 1\n", ""),
            (
                "title: 甲\ntags:\n- 乙\n---\n正文\n",
                "title: 甲\ntags:\n- 乙\n",
                "正文\n",
            ),
            (
                "{\n\"title\": \"}\\\"\"\n}\n\n正文\n",
                "{\n\"title\": \"}\\\"\"\n}",
                "\n正文\n",
            ),
        ] {
            assert_eq!(parts(text), closed(head, body), "{text}");
        }
        for text in [
            "+ 一\n+ 二\n",
            "+++\n正文。\n+++\n",
            "+++\ntitle = 1\n正文。\n",
            "注意: 这里\n---\n正文\n",
            "title: 甲\n\n---\n正文\n",
            "title: 甲\n正文\n---\n",
            "title:\n---\n正文\n",
            "{\"title\": 1}\n",
            "{\"words\": 1}\n正文\n",
            "{\"title\": 1} 正文\n正文\n",
            "{\"title\": \n正文\n",
            "}{\n",
        ] {
            assert_eq!(
                parts(text),
                (None, text.to_owned(), Closing::Line),
                "{text}"
            );
        }
    }

    #[test]
    fn a_fence_around_the_file_is_noted() {
        let text = "```markdown\n---\ntitle: 甲\n---\n正文\n```\n";
        assert_eq!(parts(text), closed("title: 甲\n", "正文\n```\n"));
        let split = split(&Source::new("a.md", text.to_owned()));
        assert_eq!(split.fence, Some(0..11));
        assert_eq!(
            parts("~~~yaml\n---\ntitle: 甲\n---\n~~~\n\n正文\n"),
            closed("title: 甲\n", "\n正文\n")
        );
    }

    #[test]
    fn many_open_quotations_are_split() {
        // Anything quadratic would not come back from this.
        let text = format!("---\n{}", "a: \"x\n".repeat(200_000));
        assert_eq!(
            split(&Source::new("a.md", text.clone())).body.end,
            text.len()
        );
    }
}

//! The words of a text without what is not in its language: code, markup, addresses.

use std::borrow::Cow;

/// How much prose tells a language, in bytes, at each of three places.
const SAMPLE: usize = 2048;

/// The text that tells the language of a body in Markdown: prose of its beginning, middle and end.
/// Of all the rest only the fences of code are looked for.
pub fn sample(body: &str) -> String {
    let mut out = String::new();
    let (middle, last) = (body.len() / 2, body.len().saturating_sub(SAMPLE));
    let mut at = 0;
    // A fence around the whole text is taken off it: the rule `fence`.
    let mut fence = None;
    let mut seen = false;
    while at < body.len() {
        let start = at;
        let end = memchr::memchr(b'\n', &body.as_bytes()[at..]);
        at = end.map_or(body.len(), |end| start + end + 1);
        let line = body.get(start..at).unwrap_or_default();
        let text = line.trim_start();
        let marks = fence_marks(text);
        match (fence, marks) {
            (None, Some(_)) if !seen => {}
            (None, Some(marks)) => fence = Some(marks),
            (Some(open), Some(marks)) if marks == text.trim_end() && marks.starts_with(open) => {
                fence = None;
            }
            (Some(_), _) => {}
            (None, None) => {
                let near = |place| at > place && start < place + SAMPLE;
                if out.len() < SAMPLE || near(middle) || near(last) {
                    let end = line.floor_char_boundary(line.len().min(SAMPLE));
                    add_prose(line.get(..end).unwrap_or_default(), &mut out);
                }
            }
        }
        seen = seen || !text.is_empty();
    }
    out
}

/// The marks of a line that opens or closes fenced code (CommonMark 0.31.2, section 4.5), or a formula.
fn fence_marks(line: &str) -> Option<&str> {
    let mark = match line.as_bytes().first()? {
        b'`' => '`',
        b'~' => '~',
        // A formula over several lines.
        b'$' => return Some(line.trim_end()).filter(|line| *line == "$$"),
        _ => return None,
    };
    let rest = line.trim_start_matches(mark);
    let marks = line.get(..line.len() - rest.len())?;
    (marks.len() >= 3 && !(mark == '`' && rest.contains('`'))).then_some(marks)
}

/// Adds the prose of a text in Markdown to `out`: words with the spaces and marks between them.
pub fn add_prose(text: &str, out: &mut String) {
    // Bytes do: those of visible ASCII characters are part of no other.
    let is_invisible = |b: u8| !b.is_ascii_graphic();
    for line in text.lines() {
        let bare = without_markup(line);
        let mut rest = &*bare;
        while !rest.is_empty() {
            let end = rest.bytes().position(is_invisible);
            let (chunk, behind) = rest.split_at(end.unwrap_or(rest.len()));
            out.push_str(if is_words(chunk) { chunk } else { " " });
            let next = ascii(behind, |b| b.is_ascii_graphic());
            let (others, behind) = behind.split_at(next.unwrap_or(behind.len()));
            out.push_str(others);
            rest = behind;
        }
        out.push('\n');
    }
}

/// Where the first ASCII character stands that passes a test.
fn ascii(text: &str, test: impl Fn(u8) -> bool) -> Option<usize> {
    /// The bit that bytes of all other characters have, in eight of them.
    const OTHERS: u64 = 0x8080_8080_8080_8080;
    let mut rest = text.as_bytes();
    while let Some(eight) = rest.first_chunk::<8>() {
        let is_passed = u64::from_le_bytes(*eight) & OTHERS != OTHERS
            && eight.iter().any(|&b| b.is_ascii() && test(b));
        if is_passed {
            break;
        }
        rest = &rest[8..];
    }
    let found = rest.iter().position(|&b| b.is_ascii() && test(b))?;
    Some(text.len() - rest.len() + found)
}

/// Pairs of signs around what is no prose: code, formulas, tags, attributes, where links lead.
const PAIRS: [(&str, char); 5] = [("`", '`'), ("$", '$'), ("<", '>'), ("{", '}'), ("](", ')')];

/// A line without what such pairs enclose.
fn without_markup(line: &str) -> Cow<'_, str> {
    let is_sign = |b| matches!(b, b'`' | b'$' | b'<' | b'{' | b']');
    let next = |text: &str| ascii(text, is_sign);
    if next(line).is_none() {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    // What has no second sign in the line has none further on.
    let mut unclosed = [false; PAIRS.len()];
    while let Some(at) = next(rest) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let pair = PAIRS.iter().zip(&mut unclosed).find_map(|(pair, unclosed)| {
            let inside = from.strip_prefix(pair.0)?;
            let behind = (!*unclosed).then(|| inside.split_once(pair.1)).flatten();
            *unclosed = behind.is_none();
            behind
        });
        rest = match pair {
            Some((_, behind)) => behind,
            None => from.get(1..).unwrap_or_default(),
        };
        out.push(' ');
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// True if a stretch of visible ASCII characters is words, with marks around or between them: no
/// address, path, number, name of a program's or sign of a formula.
fn is_words(chunk: &str) -> bool {
    if chunk.contains('\\') {
        return false;
    }
    let words = chunk.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let between = ['\'', '-', ',', ';', '!', '?', '*'];
    words.split(between).all(|word| {
        let capitals = word.bytes().skip(1).filter(u8::is_ascii_uppercase).count();
        word.bytes().all(|b| b.is_ascii_alphabetic())
            && (capitals == 0 || capitals + 1 == word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let mut out = String::new();
        add_prose(text, &mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn prose_is_words_alone() {
        for (text, prose) in [
            ("见https://example.org/a-b/the_lamp，很旧", "见 ，很旧"),
            ("用 `import os` 算浮标", "用 算浮标"),
            ("[The lamp](the/way/to/it.md) was lit", "[The lamp was lit"),
            ("<a href=\"of the harbour\">灯</a>{.class}", "灯"),
            ("It's a well-known fact, isn't it?", "It's a well-known fact, isn't it?"),
            ("getElementById and user_name, README.md", "and"),
            ("mail@example.org or 3.5 km", "or km"),
            ("a < b and `c", "a b and c"),
            ("$E = mc^2$ ist eine Formel", "ist eine Formel"),
        ] {
            assert_eq!(words(text), prose, "{text}");
        }
    }

    #[test]
    fn a_sample_has_no_code_and_an_end() {
        let code = "the code of the harbour\n".repeat(1000);
        let text = format!("开头\r\n```rust\r\n{code}```\r\n结尾\r\n~~~\n{code}");
        let sample = sample(&text);
        let words: Vec<&str> = sample.split_whitespace().collect();
        assert_eq!(words, ["开头", "结尾"]);
    }

    #[test]
    fn a_sample_is_small_and_has_the_last_words() {
        let text = format!("{}The end.", "灯塔很旧。\n".repeat(100_000));
        let sample = sample(&text);
        assert!(sample.len() < 5 * SAMPLE, "{}", sample.len());
        assert!(sample.contains("The end."));
        let line = sample_of_one_line();
        assert!(line.len() < 8 * SAMPLE, "{}", line.len());
    }

    fn sample_of_one_line() -> String {
        sample(&"灯塔很旧。".repeat(100_000))
    }

    #[test]
    fn a_fence_around_the_whole_text_is_none() {
        assert!(sample("```markdown\n灯塔很旧。\n```\n").contains("灯塔"));
        assert!(!sample("灯塔\n\n```\nthe light\n```\n").contains("light"));
    }
}

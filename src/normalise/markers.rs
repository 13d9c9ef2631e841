//! The signs of Markdown a line begins with, and fenced code, which text rules leave alone.

use chengshu_writing::script::begins_with_ideograph;

/// True if a line is indented as code is (`CommonMark` 0.31, section 4.4).
pub fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.trim_start_matches(' ').starts_with('\t')
}

/// A line of running text, not of some Markdown construct.
pub fn is_plain(line: &str) -> bool {
    if begins_with_ideograph(line) {
        return true;
    }
    let body = line.trim_start();
    let is_row = || body.strip_prefix('|').is_some_and(|rest| rest.contains('|'));
    let is_note = || body.starts_with("[^") && body.contains("]:");
    let is_other = body.is_empty() || body.starts_with(['#', '>']) || is_row() || is_note();
    !is_other && !is_list_item(body) && !is_rule(body) && !begins_with_tag(body)
}

/// Whether a line begins as HTML does, but for elements of running text.
fn begins_with_tag(body: &str) -> bool {
    let Some(rest) = body.strip_prefix('<') else { return false };
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let (name, behind) = name.split_at(name.bytes().take_while(u8::is_ascii_alphanumeric).count());
    let is_inline = ["s", "del", "strike", "mark"].contains(&name);
    rest.starts_with(['!', '?'])
        || (name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !is_inline
            && behind.contains('>')
            && !behind.starts_with(|c: char| !c.is_ascii()))
}

/// A bullet or an Arabic number with its sign, as `CommonMark` reads list items.
pub fn is_list_item(body: &str) -> bool {
    list_marker(body).is_some()
}

/// The length of the bullet or number a list item begins with.
pub fn list_marker(body: &str) -> Option<usize> {
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let after = &body[digits..];
    let signs: &[char] = if digits == 0 { &['-', '*', '+'] } else { &['.', ')'] };
    let rest = after.strip_prefix(signs)?;
    (digits <= 9 && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(digits + 1)
}

fn is_rule(body: &str) -> bool {
    let Some(sign) = body.chars().next().filter(|c| matches!(c, '-' | '*' | '_' | '=')) else {
        return false;
    };
    let mut signs = body.chars().filter(|c| !c.is_whitespace());
    signs.clone().all(|c| c == sign) && signs.nth(2).is_some()
}

/// The fence a line opens or closes: its sign, its length and the words after it
/// (`CommonMark` 0.31, section 4.5).
pub fn fence(line: &str) -> Option<(char, usize, &str)> {
    let indent = line.bytes().take_while(|&b| b == b' ').count();
    let (sign, length, words) = fence_anywhere(&line[indent..])?;
    (indent <= 3).then_some((sign, length, words))
}

/// As [`fence`], of a line without its indent.
fn fence_anywhere(rest: &str) -> Option<(char, usize, &str)> {
    let sign = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = rest.len() - rest.trim_start_matches(sign).len();
    let words = rest[length..].trim();
    let opens = length >= 3 && !(sign == '`' && words.contains('`'));
    opens.then_some((sign, length, words))
}

/// The place of a line in fenced code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// Neither a fence nor between fences.
    None,
    /// A fence, or between fences, outside of everything.
    Outer,
    /// The same in a list, a quotation or a note.
    Inner,
}

/// Follows fences from line to line, also in lists, quotations and notes.
#[derive(Debug, Default)]
pub struct Fences {
    open: Option<Open>,
    /// True if lines may belong to an item above by their indent.
    in_item: bool,
}

/// An open fence.
#[derive(Debug)]
struct Open {
    sign: char,
    length: usize,
    /// The blocks it stands in, from its own line.
    around: Vec<Around>,
    /// True if it is indented under an item of a line before.
    in_item: bool,
}

/// Signs before the lines of a block inside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// `>`
    Quote,
    /// So many spaces.
    Item(usize),
}

impl Fences {
    /// True if a line is a fence or stands between fences.
    pub fn covers(&mut self, line: &str) -> bool {
        self.cover(line) != Cover::None
    }

    /// The place of the next line in fenced code.
    pub fn cover(&mut self, line: &str) -> Cover {
        if let Some(open) = &self.open {
            if let Some(rest) = open.inside(line) {
                let cover = open.cover();
                let closing =
                    if open.in_item { fence_anywhere(rest.trim_start()) } else { fence(rest) };
                if closing.is_some_and(|(sign, length, words)| {
                    sign == open.sign && length >= open.length && words.is_empty()
                }) {
                    self.open = None;
                }
                return cover;
            }
            self.open = None;
        }
        if begins_with_ideograph(line) {
            self.in_item = false;
            return Cover::None;
        }
        let (rest, around) = after_signs(line);
        let was_in_item = self.in_item;
        if !around.is_empty() {
            let indented = was_in_item && line.starts_with(' ');
            self.in_item = indented || around.iter().any(|sign| *sign != Around::Quote);
        } else if !line.is_empty() && !line.starts_with([' ', '\t']) {
            self.in_item = false;
        }
        let in_item = was_in_item && line.starts_with([' ', '\t']);
        let found = if in_item { fence_anywhere(rest.trim_start()) } else { fence(rest) };
        let Some((sign, length, _)) = found else {
            return Cover::None;
        };
        let open = self.open.insert(Open { sign, length, around, in_item });
        open.cover()
    }
}

impl Open {
    fn cover(&self) -> Cover {
        if self.around.is_empty() && !self.in_item { Cover::Outer } else { Cover::Inner }
    }

    /// The rest of a line inside, without what leads to it; nothing when the line stands outside.
    fn inside<'l>(&self, line: &'l str) -> Option<&'l str> {
        if self.in_item && self.around.is_empty() && line.starts_with(|c: char| !c.is_whitespace())
        {
            return None;
        }
        let mut rest = line;
        for around in &self.around {
            let body = rest.trim_start_matches(' ');
            rest = match around {
                Around::Quote => {
                    let after = body.strip_prefix('>')?;
                    after.strip_prefix(' ').unwrap_or(after)
                }
                Around::Item(_) if body.is_empty() => body,
                Around::Item(width) if rest.len() - body.len() >= *width => &rest[*width..],
                Around::Item(_) => return None,
            };
        }
        Some(rest)
    }
}

/// A line after the signs of quotations, items and notes it begins with, and these.
fn after_signs(line: &str) -> (&str, Vec<Around>) {
    let mut around = Vec::new();
    let mut rest = line;
    loop {
        let body = rest.trim_start_matches(' ');
        let indent = rest.len() - body.len();
        if let Some(after) = body.strip_prefix('>') {
            rest = after.strip_prefix(' ').unwrap_or(after);
            around.push(Around::Quote);
        } else if let Some(length) = list_marker(body) {
            let after = &body[length..];
            rest = after.strip_prefix(' ').unwrap_or(after);
            around.push(Around::Item(indent + length + 1));
        } else if let Some((_, after)) =
            body.strip_prefix("[^").and_then(|label| label.split_once("]:"))
        {
            rest = after.trim_start_matches(' ');
            // GitHub's notes are indented as code is.
            around.push(Around::Item(4));
        } else {
            return (rest, around);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::draft::lines;

    fn covers(text: &str) -> String {
        let mut fences = Fences::default();
        lines(text)
            .map(|(_, line)| match fences.cover(line) {
                Cover::None => '.',
                Cover::Outer => 'o',
                Cover::Inner => 'i',
            })
            .collect()
    }

    #[test]
    fn fences_are_followed_into_lists_and_quotations() {
        for (text, expected) in [
            ("甲\n```\n乙\n```\n丙", ".ooo."),
            ("- ```\n  甲\n  ```\n乙", "iii."),
            ("- 甲\n\n  - 乙\n\n    ```\n    丙\n    ```\n丁", "....iii."),
            ("> ```\n> 甲\n> ```\n> 乙", "iii."),
            ("> ```\n> 甲\n\n乙", "ii.."),
            ("1. > ```\n   > 甲\n   > ```\n乙", "iii."),
            ("- ```\n  甲\n乙", "ii."),
            ("- ```\n\n  甲\n  ```", "iiii"),
            ("[^1]: ```\n    甲\n    ```\n乙", "iii."),
            ("甲\n\n    ```\n乙", "...."),
            ("- - 甲\n\n    > 乙\n\n    ```\n    丙\n    ```", "....iii"),
        ] {
            assert_eq!(covers(text), expected, "{text}");
        }
    }
}

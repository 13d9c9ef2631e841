//! Blocks as Markdown that [`super::parse`] reads as the same blocks.

use std::fmt::Write as _;

use crate::model::block::{Block, Cell, Inline};
use crate::script::is_cjk_mark;

/// Writes blocks as Markdown, one blank line between them and a line break at the end.
///
/// Reading the result gives the same blocks, with three exceptions Markdown has no form for:
/// advertising set apart is written struck out, what is a run in another language or a label
/// becomes plain text, and a table without a head gets an empty one.
pub fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut last: Option<&Block> = None;
    for block in blocks {
        if last.is_some() {
            out.push('\n');
        }
        if let (Some(Block::List { .. }), Block::List { .. } | Block::Code { .. })
        | (Some(Block::Quote(_)), Block::Quote(_))
        | (Some(Block::Note { .. }), Block::Code { .. }) = (last, block)
        {
            // Without it the two would be one.
            out.push_str("<!-- -->\n\n");
        }
        write_block(block, &mut out);
        last = Some(block);
    }
    out
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading { level, content, .. } => {
            out.extend(std::iter::repeat_n('#', usize::from(*level)));
            out.push(' ');
            out.push_str(&line(content, Place::Heading));
            out.push('\n');
        }
        Block::Paragraph { content, .. } => {
            out.push_str(&line(content, Place::Paragraph));
            out.push('\n');
        }
        Block::Quote(blocks) => prefixed(&write(blocks), "> ", "> ", out),
        Block::Lyrics(blocks) => {
            out.push_str("<audio>\n\n");
            out.push_str(&write(blocks));
            out.push_str("\n</audio>\n");
        }
        Block::Aside(blocks) => {
            for (number, block) in blocks.iter().enumerate() {
                if number > 0 {
                    out.push('\n');
                }
                match block {
                    Block::Paragraph { content, .. } => {
                        let _ = writeln!(out, "~~{}~~", line(content, Place::Paragraph));
                    }
                    other => write_block(other, out),
                }
            }
        }
        Block::List { start, items } => list(*start, items, out),
        Block::Code { info, text, .. } => {
            let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
            let end = if text.is_empty() || text.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            let _ = writeln!(out, "{fence}{info}\n{text}{end}{fence}");
        }
        Block::Table { head, rows } => table(head, rows, out),
        Block::Break => out.push_str("---\n"),
        Block::Note { label, blocks } => {
            prefixed(&write(blocks), &format!("[^{label}]: "), "    ", out);
        }
    }
}

/// Writes lines with one prefix before the first and another before the rest; blank lines get
/// none of its spaces.
fn prefixed(text: &str, first: &str, rest: &str, out: &mut String) {
    for (number, line) in text.lines().enumerate() {
        let prefix = if number == 0 { first } else { rest };
        if line.is_empty() && number > 0 {
            out.push_str(prefix.trim_end());
        } else {
            out.push_str(prefix);
            out.push_str(line);
        }
        out.push('\n');
    }
    if text.is_empty() {
        out.push_str(first.trim_end());
        out.push('\n');
    }
}

fn list(start: Option<u64>, items: &[Vec<Block>], out: &mut String) {
    let tight = items
        .iter()
        .all(|item| matches!(item.as_slice(), [Block::Paragraph { .. }] | []));
    let mut number = start;
    for (place, item) in items.iter().enumerate() {
        if place > 0 && !tight {
            out.push('\n');
        }
        let marker = match &mut number {
            Some(number) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1).min(999_999_999);
                marker
            }
            None => "- ".to_owned(),
        };
        let indent = " ".repeat(marker.len());
        prefixed(&write(item), &marker, &indent, out);
    }
}

fn table(head: &[Cell], rows: &[Vec<Cell>], out: &mut String) {
    let columns = rows.iter().map(Vec::len).chain([head.len(), 1]).max();
    let columns = columns.unwrap_or(1);
    let row = |cells: &[Cell], out: &mut String| {
        out.push('|');
        for column in 0..columns {
            let text = cells.get(column).map(|cell| line(cell, Place::Cell));
            let _ = write!(out, " {} |", text.unwrap_or_default());
        }
        out.push('\n');
    };
    row(head, out);
    out.push('|');
    for _ in 0..columns {
        out.push_str("---|");
    }
    out.push('\n');
    for cells in rows {
        row(cells, out);
    }
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Heading,
    Paragraph,
    Cell,
}

fn line(content: &[Inline], place: Place) -> String {
    let mut out = String::new();
    inlines(content, place, &mut out);
    if place == Place::Heading && out.ends_with('#') {
        // Signs at the end of a heading are taken for its closing sequence.
        out.pop();
        out.push_str("\\#");
    }
    out
}

fn inlines(content: &[Inline], place: Place, out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text, .. } => escape(text, out),
            Inline::Code(text) => code(text, place, out),
            Inline::Strong(inner) => emphasis(inner, "**", "strong", place, out),
            Inline::Emphasis(inner) => emphasis(inner, "*", "em", place, out),
            Inline::Struck(inner) => {
                out.push_str("~~");
                inlines(inner, place, out);
                out.push_str("~~");
            }
            Inline::Link {
                href,
                title,
                content,
            } => {
                out.push('[');
                inlines(content, place, out);
                out.push_str("](");
                address(href, title, out);
                out.push(')');
            }
            Inline::Image {
                src, alt, title, ..
            } => {
                out.push_str("![");
                escape(alt, out);
                out.push_str("](");
                address(src, title, out);
                out.push(')');
            }
            Inline::LineBreak => out.push_str(match place {
                Place::Paragraph => "\\\n",
                Place::Heading | Place::Cell => "<br>",
            }),
            Inline::NoteMark { label } => {
                let _ = write!(out, "[^{label}]");
            }
            Inline::Tag { name, content } => {
                let _ = write!(out, "<{name}>");
                inlines(content, place, out);
                let _ = write!(out, "</{name}>");
            }
            Inline::Speaker { label, .. } => escape(label, out),
            // A time is lifted out of the text again when it is read.
            Inline::Moment { .. } => {}
            Inline::Foreign { content, .. } | Inline::Direction(content) => {
                inlines(content, place, out);
            }
        }
    }
}

/// With asterisks where CommonMark and the guard of Chinese marks read them as meant, as an
/// element of HTML elsewhere.
fn emphasis(inner: &[Inline], sign: &str, name: &str, place: Place, out: &mut String) {
    let mut text = String::new();
    inlines(inner, place, &mut text);
    let flanks = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_cjk_mark(c));
    let fits = flanks(text.chars().next())
        && flanks(text.chars().next_back())
        && !out.ends_with(['*', '\\']);
    if fits {
        out.push_str(sign);
        out.push_str(&text);
        out.push_str(sign);
    } else {
        let _ = write!(out, "<{name}>{text}</{name}>");
    }
}

fn code(text: &str, place: Place, out: &mut String) {
    let ticks = "`".repeat(longest_run(text, '`') + 1);
    // CommonMark takes a space off both ends if there is one at both and not spaces alone.
    let ticked = text.starts_with('`') || text.ends_with('`');
    let spaced = text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
    let pad = if ticked || spaced { " " } else { "" };
    let text = if place == Place::Cell {
        text.replace('|', "\\|")
    } else {
        text.to_owned()
    };
    let _ = write!(out, "{ticks}{pad}{text}{pad}{ticks}");
}

fn longest_run(text: &str, sign: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == sign { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

fn address(href: &str, title: &str, out: &mut String) {
    out.push('<');
    for c in href.chars() {
        match c {
            '<' | '>' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("%0A"),
            '&' => out.push_str("&amp;"),
            '|' => out.push_str("\\|"),
            c => out.push(c),
        }
    }
    out.push('>');
    if !title.is_empty() {
        out.push_str(" \"");
        for c in title.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '&' => out.push_str("&amp;"),
                '\n' => out.push(' '),
                c => out.push(c),
            }
        }
        out.push('"');
    }
}

/// Text with a backslash before each sign that would mean something where it stands.
fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if !c.is_ascii_punctuation() {
            continue;
        }
        let rest = &text[at + 1..];
        let next = rest.chars().next();
        let line_start = out.is_empty() || out.ends_with('\n');
        let begins = line_start && from == at;
        let sign = match c {
            '*' | '`' | '[' | ']' | '|' | '\\' => true,
            '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '&' => next.is_none_or(|c| c.is_ascii_alphabetic() || c == '#'),
            '_' => {
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !(word(text[..at].chars().next_back()) && word(next))
            }
            '#' | '>' | '=' | '-' | '+' | '~' => begins && (c != '~' || rest.starts_with("~~")),
            '.' | ')' => {
                // `1.` at the head of a line.
                let head = &text[from..at];
                line_start
                    && (1..=9).contains(&head.len())
                    && head.bytes().all(|b| b.is_ascii_digit())
                    && next.is_none_or(char::is_whitespace)
            }
            _ => false,
        };
        if sign {
            out.push_str(&text[from..at]);
            out.push('\\');
            from = at;
        }
        if begins || line_start {
            // What follows no longer begins the line.
            out.push_str(&text[from..=at]);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;
    use crate::model::source::OffsetMap;

    fn shape(blocks: &[Block]) -> String {
        let shown = format!("{blocks:?}");
        shown
            .split("at: ")
            .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()))
            .collect()
    }

    fn blocks(text: &str) -> Vec<Block> {
        parse(text, &OffsetMap::starting_at(0)).blocks
    }

    fn assert_round(text: &str) {
        let read = blocks(text);
        let written = write(&read);
        assert_eq!(
            shape(&blocks(&written)),
            shape(&read),
            "{text:?}\n{written:?}"
        );
        assert_eq!(write(&blocks(&written)), written, "{text:?}");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for text in [
            "甲**乙**丙*丁*，**“话。”**他",
            "**甲*乙*丙** ***丁***",
            "**甲**<b>乙</b>*丙*",
            "# 甲 #1\n\n### 乙\\#",
            "> 甲\n>\n> - 乙\n> - 丙\n\n丁",
            "- 甲\n\n  乙\n- 丙\n  1. 丁\n  2. 戊",
            "3. 甲\n4. 乙\n\n\\- 丙\n\n1\\. 丁\n\n\\# 戊",
            "```rust\nlet a = `b`;\n```\n\n    四个空格\n",
            "`a` ``b`c`` ` `` `",
            "[甲](<a b> \"丙\\\"丁\") ![乙](c.png)",
            "甲\\\n乙  \n丙",
            "| 甲 | 乙\\|丙 |\n|---|---|\n| `x` | **丁** |",
            "甲[^1]。\n\n[^1]: 注。\n\n    又一段。",
            "---\n\n甲\n\n***",
            "<audio>\n甲\n乙\n</audio>\n\n<ruby>漢<rt>hàn</rt></ruby>",
            "~~甲~~乙~丙~ 好~~~",
            "a_b_c _d_ \\_e\\_ &amp; &lt;b&gt; 1 < 2 \\*",
            "+ 甲\n\n<!-- -->\n\n- 乙",
            "[甲]: http://a\n\n[甲] [乙] \\[丙\\]",
            "2021\\. 甲 12.5 3) 丁",
        ] {
            assert_round(text);
        }
    }

    #[test]
    fn any_order_of_signs_survives() {
        const SIGNS: &[&str] = &[
            "甲", "乙。", "a", "1", "*", "**", "_", "`", "[", "]", "(", ")", "<", ">", "#", "-",
            "+", ".", "\\", "\n", "\n\n", " ", "&", "!", "|", "=", ":", "“", "”", "x ",
        ];
        // A linear congruential generator: the same texts in each run.
        let mut state = 7u64;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..14 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let number = usize::try_from(state >> 33).unwrap_or(0);
                text.push_str(SIGNS[number % SIGNS.len()]);
            }
            assert_round(&text);
        }
    }
}

//! Rules `invisible` and `indent`: characters nobody sees, and indents made of characters.

use super::draft::{Edit, lines};
use super::markers::{Fences, fence};
use super::rule::{Apply, Rule};
use super::signs::stretches;
use super::work::Work;
use crate::markdown;
use crate::model::block::{Block, Inline};
use chengshu_text::source::Span;
use chengshu_writing::script::{
    after, before, has_no_spaces, is_cjk_mark, is_ideographic, is_invisible, is_right_to_left,
    turns_direction, unpaired_turns,
};

pub const INVISIBLE: Rule = Rule {
    id: "invisible",
    family: "cleaning",
    summary: "removes control characters, zero-width characters and no-break spaces without a meaning",
    reason: "They come from web pages and editors, show as boxes and break searching. Those that French, Thai or Arabic need stay.",
    examples: &[
        ("甲\u{200b}乙\u{a0}C\u{feff}", "甲乙 C"),
        ("1\u{202f}200\u{a0}m\u{200b}", "1\u{202f}200\u{a0}m"),
    ],
    apply: Apply::Text(find),
};

pub const INDENT: Rule = Rule {
    id: "indent",
    family: "cleaning",
    summary: "removes spaces and U+3000 before a Chinese paragraph",
    reason: "The style sheet indents (clreq 3.3.1); four spaces would make the paragraph code.",
    examples: &[("\u{3000}\u{3000}甲乙。", "甲乙。"), ("    甲乙。", "甲乙。")],
    apply: Apply::Text(find_indents),
};

pub const REFERENCES: Rule = Rule {
    id: "references",
    family: "cleaning",
    summary: "removes what `invisible` removes, written as references such as `&nbsp;`",
    reason: "They are the same characters, which only the parser sees.",
    examples: &[("灯塔&nbsp;by the&#x200b; sea&shy;side", "灯塔 by the seaside")],
    apply: Apply::Blocks(settle),
};

/// Takes out control and formatting characters, and makes no-break spaces plain, but for those that
/// mean something where they stand.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut line = Line::default();
    for at in stretches(text, may_be_invisible).flatten() {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        let span = at..at + c.len_utf8();
        match c {
            '\u{2028}' => edits.push(Edit::replace(span, "\n")),
            '\u{2029}' => edits.push(Edit::replace(span, "\n\n")),
            '\u{200c}' | '\u{200d}' if joins(text, &span) => {}
            // Where words end in scripts that show it in no other way.
            '\u{200b}' if is_beside(text, &span, has_no_spaces) => {}
            '\u{a0}' | '\u{202f}' if line.around(text, at).binds(text, &span) => {}
            '\u{a0}' | '\u{202f}' => edits.push(Edit::replace(span, " ")),
            c if is_invisible(c) && !line.around(text, at).directs(at, c) => {
                edits.push(Edit::remove(span));
            }
            _ => {}
        }
    }
    edits
}

/// The facts about a line that decide on the characters in it.
#[derive(Default)]
struct Line {
    span: Span,
    /// No-break spaces stand between its words where others have plain ones.
    is_glued: bool,
    /// It has letters that are written from right to left.
    is_right_to_left: bool,
    /// Where it turns direction and never turns back, or the other way round.
    unpaired: Vec<Span>,
}

impl Line {
    /// The line around an offset, looked at once for all offsets in it.
    fn around(&mut self, text: &str, at: usize) -> &Self {
        if !self.span.contains(&at) {
            let bytes = text.as_bytes();
            let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |before| before + 1);
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |step| at + step);
            let line = &text[start..end];
            let is_right_to_left = line.chars().any(is_right_to_left);
            let unpaired = if is_right_to_left { unpaired_turns(line) } else { Vec::new() };
            *self = Self {
                span: start..end,
                is_glued: is_glued(line),
                is_right_to_left,
                unpaired: unpaired
                    .into_iter()
                    .map(|span| start + span.start..start + span.end)
                    .collect(),
            };
        }
        self
    }

    /// True if a no-break space keeps together what belongs together: `« Jamais ! »`, `1 200`,
    /// `z. B.`. Chinese is set solid, with the marks beside it, which become wide; and what comes from
    /// web pages instead of plain spaces is litter.
    fn binds(&self, text: &str, span: &Span) -> bool {
        let may_be_bound = |c: char| {
            !c.is_whitespace()
                && !is_ideographic(c)
                && !is_wide_mark(c)
                && !is_invisible(c)
                && c != '~'
        };
        // Tildes become wide whatever stands beside them, and make nothing else so.
        let is_wide = |c: char| is_ideographic(c) || is_wide_mark(c) && c != '～';
        let outside = |start: usize, end: usize| {
            let mut outer = before(text, start).into_iter().chain(after(text, end));
            outer.any(is_wide)
        };
        let marks =
            |c: Option<char>| c.filter(char::is_ascii_punctuation).map_or(0, char::len_utf8);
        let start = span.start - marks(before(text, span.start));
        let end = span.end + marks(after(text, span.end));
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '«' | '»' | '‹' | '›');
        is_between(text, span, may_be_bound)
            && is_beside(text, span, is_word)
            && !outside(start, end)
            && !(self.is_glued && is_between(text, span, char::is_alphabetic))
    }

    /// True if a character sets the direction of others: a mark, or a turn that has its end, in a line
    /// that runs both ways.
    fn directs(&self, at: usize, c: char) -> bool {
        let is_mark = matches!(c, '\u{200e}' | '\u{200f}');
        let is_paired = || {
            let unpaired = self.unpaired.binary_search_by_key(&at, |span| span.start);
            turns_direction(c) && unpaired.is_err()
        };
        self.is_right_to_left && (is_mark || is_paired())
    }
}

/// True if more no-break spaces stand between the words of a line than plain ones, as in what editors
/// of web pages write.
fn is_glued(line: &str) -> bool {
    let (mut bound, mut plain) = (0_usize, 0_usize);
    for (at, c) in line.char_indices() {
        match c {
            ' ' => plain += 1,
            '\u{a0}' | '\u{202f}' => {
                let span = at..at + c.len_utf8();
                bound += usize::from(is_between(line, &span, char::is_alphabetic));
            }
            _ => {}
        }
    }
    bound > plain + 1
}

/// Full-width marks, which have room of their own.
fn is_wide_mark(c: char) -> bool {
    is_cjk_mark(c) && !matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

fn is_between(text: &str, span: &Span, fits: impl Fn(char) -> bool) -> bool {
    let (before, after) = (before(text, span.start), after(text, span.end));
    before.is_some_and(&fits) && after.is_some_and(&fits)
}

fn is_beside(text: &str, span: &Span, fits: impl Fn(char) -> bool) -> bool {
    let (before, after) = (before(text, span.start), after(text, span.end));
    before.is_some_and(&fits) || after.is_some_and(&fits)
}

/// Does the same to what the source writes as references such as `&nbsp;`, which are characters
/// only once it is parsed.
fn settle(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    if memchr::memchr(b'&', work.source.text.as_bytes()).is_none() {
        return;
    }
    let before = work.changes.len();
    settle_blocks(blocks, work);
    if work.changes.len() > before {
        markdown::settle(blocks);
    }
}

/// Takes out what turns the direction of a title or name and never turns it back. Titles keep the
/// rest, which other scripts need and nobody types by mistake.
pub fn find_unpaired_turns(text: &str) -> Vec<Edit> {
    unpaired_turns(text).into_iter().map(Edit::remove).collect()
}

fn settle_blocks(blocks: &mut [Block], work: &mut Work<'_>) {
    for block in blocks {
        if let Block::Code { text, at, .. } = block {
            settle_text(text, *at, work);
        }
        for line in block.lines_mut() {
            settle_line(line, work);
        }
        for inner in block.inner_mut() {
            settle_blocks(inner, work);
        }
    }
}

fn settle_line(content: &mut [Inline], work: &mut Work<'_>) {
    for inline in content {
        match inline {
            Inline::Text { text, at } => settle_text(text, *at, work),
            other => {
                if let Some(inner) = other.content_mut() {
                    settle_line(inner, work);
                }
            }
        }
    }
}

fn settle_text(text: &mut String, at: usize, work: &mut Work<'_>) {
    for edit in find(text).into_iter().rev() {
        let with = edit.with.replace('\n', " ");
        let before = text[edit.span.clone()].to_owned();
        text.replace_range(edit.span.clone(), &with);
        work.change_text("references", at + edit.span.start, before, with);
    }
}

/// Whether a character that begins with these bytes may be concerned: a control, or one of the
/// rows U+0080, U+2000, U+FE80 and U+FF80, but for `·` and the marks of Chinese.
#[allow(
    clippy::needless_bitwise_bool,
    clippy::inline_always,
    reason = "a branch for each byte would keep the compiler from using vectors"
)]
#[inline(always)]
fn may_be_invisible([one, two, three, _]: [u8; 4]) -> u8 {
    let is_space = (one == b'\n') | (one == b'\t');
    let is_format = (three.wrapping_sub(0x8b) < 5) | (three & 0xf8 == 0xa8);
    u8::from(
        (one < 0x20) & !is_space
            | (one == 0x7f)
            | (one == 0xc2) & (two != 0xb7)
            | (one == 0xe2) & ((two == 0x80) & is_format | (two == 0x81))
            | (one == 0xef) & ((two == 0xbb) | (two == 0xbf)),
    )
}

/// Joiners belong in emoji, Arabic and the scripts of India; elsewhere they are litter.
fn joins(text: &str, span: &Span) -> bool {
    // What goes itself needs none.
    let needs = |c: char| {
        let is_plain = c.is_ascii() || c.is_whitespace() || is_ideographic(c) || is_cjk_mark(c);
        !is_plain && !is_invisible(c)
    };
    is_between(text, span, needs)
}

/// Takes out indents before Chinese text: the style sheet indents (requirement Z1), and four
/// spaces would make the paragraph code.
fn find_indents(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut fences = Fences::default();
    let mut in_list = false;
    for (at, line) in lines(text) {
        let body = line.trim_start_matches([' ', '\t', '\u{3000}']);
        let indent = line.len() - body.len();
        if indent == 0 && !body.is_empty() {
            // What is indented under a note is part of it, too.
            in_list = super::markers::is_list_item(body) || body.starts_with("[^");
        }
        if fences.covers(line) || indent == 0 {
            continue;
        }
        if body.is_empty() {
            if line.contains('\u{3000}') {
                edits.push(Edit::remove(at..at + line.len()));
            }
            continue;
        }
        let wide = line[..indent].contains('\u{3000}');
        let begins_chinese = body
            .chars()
            .next()
            .is_some_and(|c| is_ideographic(c) || is_cjk_mark(c) || c.is_ascii_digit());
        // Without its indent this would open a block of code.
        if fence(body).is_some() {
            continue;
        }
        if wide || (begins_chinese && !in_list && !super::markers::is_list_item(body)) {
            edits.push(Edit::remove(at..at + indent));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        let mut text = text.to_owned();
        for edit in find(&text).into_iter().rev() {
            text.replace_range(edit.span, &edit.with);
        }
        text
    }

    #[test]
    fn what_a_script_needs_stays() {
        for text in [
            "«\u{a0}Jamais\u{202f}!\u{a0}» dit-il\u{202f};",
            "1\u{202f}200\u{a0}m, z.\u{a0}B. am 3.\u{a0}Mai, §\u{a0}5, 20\u{a0}%",
            "v\u{a0}lese a\u{a0}k\u{a0}řece je ticho dnes",
            "ท่าเรือ\u{200b}เก่า",
            "កំពង់\u{200b}ផែ",
            "الرمز C++\u{200f} ثم \u{200e}+20",
            "שלום \u{2067}abc\u{2069} עולם",
            "می\u{200c}خواهم",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn litter_goes() {
        for (text, left) in [
            ("灯\u{a0}塔，\u{a0}C", "灯 塔， C"),
            ("灯塔!\u{a0}C，C\u{a0}(灯塔)", "灯塔! C，C (灯塔)"),
            ("by \u{a0}the\u{a0} sea\u{a0}", "by  the  sea "),
            ("all\u{a0}of\u{a0}it\u{a0}glued", "all of it glued"),
            ("sea\u{ad}side\u{200b} \u{feff}x\u{2060}y", "seaside xy"),
            ("a\u{200e}b", "ab"),
            ("שלום \u{202e}abc", "שלום abc"),
            ("ไม้\nabc\u{200b}def", "ไม้\nabcdef"),
        ] {
            assert_eq!(cleaned(text), left);
        }
    }
}

//! Which writing system a character belongs to, as far as typesetting needs to know.

use std::ops::{Range, RangeInclusive};

use unicode_script::{Script, UnicodeScript};

/// How the lines of a book run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WritingMode {
    /// From left to right, pages turning to the left.
    #[default]
    Horizontal,
    /// From top to bottom, lines and pages from right to left.
    Vertical,
}

/// The block of Unicode nearly all ideographs are in.
pub const UNIFIED: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// True if a character is in the block [`UNIFIED`].
pub fn is_unified(c: char) -> bool {
    UNIFIED.contains(&c)
}

/// As `char::is_alphanumeric`, which searches a table for each ideograph.
pub fn is_alphanumeric(c: char) -> bool {
    is_unified(c) || c.is_alphanumeric()
}

/// Ideographs, kana, bopomofo and their iteration marks: characters set solid, without spaces.
pub fn is_ideographic(c: char) -> bool {
    // Nearly all there are, and nearly all that are not, before the rest is asked.
    if is_unified(c) {
        return true;
    }
    c >= '\u{2e80}'
        && matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{302f}'
        | '\u{3031}'..='\u{3035}' | '\u{303b}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Ideographs of Chinese and what stands for one (`々`, `〇`), by Unicode's own table (UAX #24).
pub fn is_han(c: char) -> bool {
    match c {
        c if is_unified(c) => true,
        // The commonest marks, before the table is searched.
        '\0'..'\u{2e80}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{ff00}'..='\u{ffef}' => false,
        _ => c.script() == Script::Han,
    }
}

/// The characters of a text that are not between U+4000 and U+9FFF, where ideographs are and
/// nothing else that anybody looks for, and where each stands. The others, which are nearly all,
/// are passed over without being decoded.
pub fn but_ideographs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(0xe4..=0xe9) = bytes.get(at) {
            at += 3;
        }
        let c = text.get(at..)?.chars().next()?;
        let found = (at, c);
        at += c.len_utf8();
        Some(found)
    })
}

/// True if a text begins with a character between U+4000 and U+9FFF, told by its first byte: a
/// line that does is running text.
pub fn begins_with_ideograph(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(0xe4..=0xe9))
}

/// Hiragana and katakana letters.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}')
}

/// Hangul syllables and letters.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}')
}

/// The character before an offset.
pub fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at an offset.
pub fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Marks that open something.
pub fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '(' | '《' | '〈' | '【' | '〔' | '[' | '［')
}

/// Marks of Chinese and Japanese text, including the curly quotes and the dash and ellipsis
/// that Chinese shares with Latin script.
pub fn is_cjk_mark(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{30fb}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Control and formatting characters, which nobody sees. Joiners are among them, and belong in
/// emoji and some scripts.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{fffe}'..='\u{ffff}')
}

/// Letters written from right to left: the blocks of Hebrew, Arabic and their kin (UAX #9, classes R
/// and AL).
pub fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Letters of scripts of South East Asia, which has no spaces between words (UAX #14, class SA).
pub fn has_no_spaces(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{1950}'..='\u{19df}' | '\u{1a20}'..='\u{1aad}' | '\u{a9e0}'..='\u{a9fe}'
        | '\u{aa60}'..='\u{aadf}')
}

/// Characters that turn the direction of the text after them (UAX #9, section 2). Marks such as
/// U+200F are not among them: they turn nothing but themselves.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Where a text turns direction without turning back in the same line, or back without having
/// turned, in order (UAX #9, BD9 and BD11). Whatever is set after such a text runs the wrong way.
pub fn unpaired_turns(text: &str) -> Vec<Range<usize>> {
    let mut unpaired = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut isolates = 0_usize;
    let length = |c: char| c.len_utf8();
    for (at, c) in text.char_indices() {
        match c {
            '\n' => {
                unpaired.extend(open.drain(..).map(|(at, c)| at..at + length(c)));
                isolates = 0;
            }
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push((at, c)),
            '\u{2066}'..='\u{2068}' => {
                isolates += 1;
                open.push((at, c));
            }
            // An isolate is not closed by what closes an embedding.
            '\u{202c}' if open.last().is_some_and(|(_, c)| *c < '\u{2066}') => drop(open.pop()),
            // Embeddings within an isolate end with it, and are closed by nothing else.
            '\u{2069}' if isolates > 0 => {
                isolates -= 1;
                while let Some((at, c)) = open.pop_if(|(_, c)| *c < '\u{2066}') {
                    unpaired.push(at..at + length(c));
                }
                open.pop();
            }
            '\u{202c}' | '\u{2069}' => unpaired.push(at..at + length(c)),
            _ => {}
        }
    }
    unpaired.extend(open.into_iter().map(|(at, c)| at..at + length(c)));
    unpaired.sort_unstable_by_key(|span| span.start);
    unpaired
}

/// Takes unpaired turns out of a text. Whether there were any.
pub fn settle_turns(text: &mut String) -> bool {
    let unpaired = unpaired_turns(text);
    let mut kept = 0;
    let mut out = String::new();
    for span in &unpaired {
        out.push_str(text.get(kept..span.start).unwrap_or_default());
        kept = span.end;
    }
    if unpaired.is_empty() {
        return false;
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    *text = out;
    true
}

/// The part of a name or title that its spellings have in common: letters and digits in lower case,
/// full-width forms as the plain ones.
pub fn letters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// True if a line may end or begin with this character and join its neighbour without a space
/// (requirement Z6).
pub fn is_set_solid(c: char) -> bool {
    is_ideographic(c) || is_cjk_mark(c) || c == '\u{3000}'
}

/// Marks that end a sentence in Chinese or Latin text.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '!' | '?' | '.' | '；' | '：' | ';' | ':')
}

/// Marks that close what a sentence stands in: a sentence's end may be followed by them.
pub fn closes(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | ')'
            | ']'
            | '"'
            | '\''
            | '~'
            | '*'
    )
}

/// Columns a character takes on a line set in a grid: two for wide characters.
pub fn columns(c: char) -> usize {
    if is_ideographic(c)
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' | '\u{ac00}'..='\u{d7a3}')
    {
        2
    } else {
        1
    }
}

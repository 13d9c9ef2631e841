//! Which stretches of a text from right to left would be shown wrongly (UAX #9).

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::script::{closes, opens};

/// The stretches from left to right in a text that runs from right to left, of which a mark at the
/// edge would be shown at the wrong end: the signs of `C++` and the dashes of `--release` are taken
/// for the text around. In: a text without the markup in it. Out: their places, in order. They need to
/// be isolated; what writers have set by marks of direction is left alone.
pub fn misplaced(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.chars().any(is_left_to_right) {
        return found;
    }
    let levels = BidiInfo::new(text, Some(Level::rtl())).levels;
    let mut start = 0;
    let ends = text.char_indices().filter(|(_, c)| ends_stretch(*c));
    for (end, c) in ends.chain([(text.len(), '\n')]) {
        let neighbours = [before(text, start), text[end..].chars().next()];
        let is_settled = neighbours.into_iter().flatten().any(is_mark_of_direction);
        let is_attached = neighbours[0].is_some_and(|c| c != '\n');
        if let Some(run) = run(&text[start..end], is_attached).filter(|_| !is_settled) {
            let run = start + run.start..start + run.end;
            let shown = levels.get(run.clone()).unwrap_or_default();
            if shown.iter().any(Level::is_rtl) {
                found.push(run);
            }
        }
        start = (end + c.len_utf8()).min(text.len());
    }
    found
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn is_left_to_right(c: char) -> bool {
    c.is_ascii_alphabetic()
        || !c.is_ascii() && bidi_class(c) == BidiClass::L && !is_mark_of_direction(c)
}

/// True if a character is no part of a stretch from left to right.
fn ends_stretch(c: char) -> bool {
    !c.is_ascii()
        && (matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
            || is_mark_of_direction(c))
        || c == '\n'
}

/// Marks that people set direction by: LRM, RLM, ALM, embeddings, overrides, isolates.
fn is_mark_of_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// From the first letter of a stretch to the last letter or digit, with the signs that touch them; but
/// quotation marks, brackets that are closed elsewhere, and the marks of the sentence around. Signs
/// between it and a letter from right to left are that one's (`ה-C++`).
fn run(stretch: &str, is_attached: bool) -> Option<Range<usize>> {
    let first = stretch.find(is_left_to_right)?;
    let last = stretch.rfind(char::is_alphanumeric)?;
    let touching = |c: char| !c.is_whitespace();
    let start = stretch[..first].rfind(|c: char| !touching(c) || is_around(c));
    let whole = if is_attached { first } else { 0 };
    let start =
        start.map_or(whole, |at| at + stretch[at..].chars().next().map_or(1, char::len_utf8));
    let start = with_number(stretch, start, last);
    let end = stretch[last..].find(|c: char| !touching(c));
    let mut end = end.map_or(stretch.len(), |at| last + at);
    while let Some(c) = before(stretch, end) {
        let inside = &stretch[start..end];
        let is_bracket = matches!(c, ')' | ']' | '}');
        let is_closed = is_bracket && is_balanced(inside);
        let is_of_sentence =
            matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '…' | '،' | '؛' | '؟' | '۔');
        if !(is_of_sentence || is_around(c)) || is_closed {
            break;
        }
        end -= c.len_utf8();
    }
    (start < end).then_some(start..end)
}

/// Where a stretch starts with the number before it, if it is a unit: `500 g`, `3 GB`.
fn with_number(stretch: &str, start: usize, last: usize) -> usize {
    let is_unit = stretch
        .get(start..=last)
        .is_some_and(|unit| unit.len() <= 3 && unit.bytes().all(|b| b.is_ascii_alphabetic()));
    let number = stretch.get(..start).and_then(|before| before.strip_suffix(' '));
    let Some(number) = number.filter(|_| is_unit) else {
        return start;
    };
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let rest = number.trim_end_matches(is_digit);
    let digits = number[rest.len()..].trim_start_matches(['.', ',']);
    if digits.is_empty() { start } else { number.len() - digits.len() }
}

/// Quotation marks and brackets.
fn is_around(c: char) -> bool {
    opens(c) || closes(c) || matches!(c, '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '«' | '»')
}

/// True if as many brackets open as close.
fn is_balanced(text: &str) -> bool {
    let count = |marks: [char; 3]| text.chars().filter(|c| marks.contains(c)).count();
    count(['(', '[', '{']) == count([')', ']', '}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_at_the_edge_of_latin_are_misplaced() {
        for (text, expected) in [
            ("نتعلم C++ ثم C#.", vec!["C++", "C#"]),
            ("נלמד C++, ואחר כך .NET", vec!["C++", ".NET"]),
            ("الأمر (--release) سريع", vec!["--release"]),
            ("بلغة الـC++", vec!["C++"]),
            ("שפת ה-C++ ישנה", vec!["C++"]),
            ("الدالة f(x) معروفة", vec![]),
            ("الدالة f() معروفة", vec!["f()"]),
            ("في «C++» و“C#”", vec!["C++", "C#"]),
            ("كتاب C++ 17 قديم", vec![]),
            ("يوم 3D و MP3 و Wi-Fi", vec![]),
            ("قال: Hello, world!", vec![]),
            ("C++\u{200f} قديمة", vec![]),
            ("لا شيء ١٢٣ (456)", vec![]),
            ("الدقيق 500 g والماء 1.5 L.", vec!["500 g", "1.5 L"]),
            ("في عام 1990 NASA أعلنت", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = misplaced(text).into_iter().map(|run| &text[run]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

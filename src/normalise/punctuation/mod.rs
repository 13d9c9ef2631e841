//! The rules of punctuation, each on the text of a whole line: those of Chinese (requirements Z2
//! and Z4; GB/T 15834-2011), and those of English.

pub mod doubled;
pub mod drawn;
pub mod english;
pub mod quotes;
pub mod spaces;
#[cfg(test)]
mod tests;
pub mod titles;
pub mod width;

use chengshu_writing::script::{after, before, is_cjk_mark, is_ideographic, opens};

/// True if three bytes that begin with `lead` occur and satisfy `test`, which sees the text from
/// there on. Marks of Chinese begin with E2, E3 or EF, ideographs hardly ever do.
fn has_mark(text: &str, lead: u8, test: impl Fn(&[u8]) -> bool) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(lead, bytes).any(|at| test(&bytes[at..]))
}

/// An ideograph or a mark of Chinese.
fn is_chinese(c: char) -> bool {
    is_ideographic(c) || is_cjk_mark(c)
}

/// Most marks and spaces that are passed over to find the letter beside a mark.
const FAR: usize = 8;

/// The nearest letter or digit before an offset, closing marks and spaces passed over.
fn letter_before(text: &str, at: usize) -> Option<char> {
    let mut passed = text[..at].chars().rev().take(FAR);
    passed.find(|c| !is_passed_over(*c))
}

/// Marks and spaces that may stand between a letter and a mark of its sentence.
fn is_passed_over(c: char) -> bool {
    c == ' ' || chengshu_writing::script::closes(c) || ",.?!;:，。？！；：…".contains(c)
}

/// The nearest letter or digit after an offset, opening marks and spaces passed over.
fn letter_after(text: &str, at: usize) -> Option<char> {
    let mut passed = text[at..].chars().take(FAR);
    passed.find(|c| !(*c == ' ' || opens(*c) || matches!(c, '"' | '\'')))
}

/// Ends of sentences and pauses in full width.
fn is_full_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '？' | '！')
}

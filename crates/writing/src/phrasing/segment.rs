//! Where lines may and may not break: text cut into pieces that stay whole.

use crate::script::is_ideographic;

/// How a piece behaves at the ends of a line (after JIS X 4051 and CLREQ, section 3.1.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// White space; vanishes at the ends of a line.
    Space,
    /// May not end a line: `（《“`.
    Open,
    /// May not start a line: `，。》”……`.
    Close,
    /// One character that may stand alone: Han, kana.
    Ideograph,
    /// A run of anything else: a word, a number.
    Word,
}

/// A piece of text no line break may split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The text.
    pub text: &'a str,
    /// Its behaviour.
    pub class: Class,
}

impl Segment<'_> {
    /// True if a reader pauses after it.
    pub(super) fn pauses(&self) -> bool {
        match self.class {
            Class::Close => {
                self.text.starts_with(['，', '。', '：', '；', '？', '！', '—', '…', '、'])
            }
            Class::Word => self.text.ends_with([':', ';', '?', '!']),
            _ => false,
        }
    }
}

/// Words longer than this are cut, so that one monstrous word cannot shrink a title to nothing.
const LONGEST_WORD: usize = 18;

/// Cuts a text into pieces. Nothing is lost: the pieces joined are the text.
pub fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut out: Vec<Segment<'_>> = Vec::new();
    let mut start = 0;
    let mut length = 0;
    let mut previous: Option<(char, Class)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let class = classify(c, previous.map(|(before, _)| before), next);
        let joins = match previous {
            None => true,
            Some((_, Class::Word)) if class == Class::Word => length < LONGEST_WORD,
            Some((before, Class::Close)) if class == Class::Close => before == c,
            Some((_, before)) => is_mark(c) || before == class && class == Class::Space,
        };
        if !joins {
            push(&mut out, &text[start..at], previous);
            (start, length) = (at, 0);
        }
        length += 1;
        if joins && is_mark(c) && previous.is_some() {
            continue;
        }
        previous = Some((c, class));
    }
    push(&mut out, &text[start..], previous);
    out
}

fn push<'a>(out: &mut Vec<Segment<'a>>, text: &'a str, last: Option<(char, Class)>) {
    if let (false, Some((_, class))) = (text.is_empty(), last) {
        out.push(Segment { text, class });
    }
}

/// Combining marks and variation selectors belong to the character before them.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{3099}' | '\u{309a}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// True if a character is set as one square: Han, kana, full-width forms.
pub fn is_ideograph(c: char) -> bool {
    is_ideographic(c)
        || matches!(c, '\u{3200}'..='\u{33ff}' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn classify(c: char, before: Option<char>, after: Option<char>) -> Class {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_ideograph(c));
    match c {
        _ if c.is_whitespace() => Class::Space,
        // An apostrophe is a quotation mark that stands inside a word.
        '’' | '‘' if latin(before) && latin(after) => Class::Word,
        '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '［' | '｛' | '〝' => {
            Class::Open
        }
        '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '］' | '｝' | '〞'
        | '，' | '。' | '、' | '；' | '：' | '？' | '！' | '．' | '…' | '—' | '·' | '・' | '～'
        | '々' | 'ー' | '％' | '‰' | '℃' | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ'
        | 'ゅ' | 'ょ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' => {
            Class::Close
        }
        _ if is_ideograph(c) => Class::Ideograph,
        _ => Class::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        segments(text).iter().map(|s| s.text).collect()
    }

    #[test]
    fn words_stay_whole_and_characters_stand_alone() {
        assert_eq!(
            cut("港口的1848年：the harbour"),
            ["港", "口", "的", "1848", "年", "：", "the", " ", "harbour"]
        );
        assert_eq!(cut("don’t ‘go’"), ["don’t", " ", "‘", "go", "’"]);
    }

    #[test]
    fn doubled_marks_stay_together() {
        assert_eq!(cut("海……港——岸"), ["海", "……", "港", "——", "岸"]);
    }

    #[test]
    fn marks_stay_with_their_letter_and_long_words_are_cut() {
        assert_eq!(cut("か\u{3099}る"), ["か\u{3099}", "る"]);
        assert_eq!(cut(&"a".repeat(40)).len(), 3);
        let text = "《海》 a\u{301}b“港”，x…";
        assert_eq!(cut(text).concat(), text);
    }

    #[test]
    fn classes_say_what_may_end_a_line() {
        use Class::{Close, Ideograph, Open, Space, Word};
        let classes: Vec<Class> = segments("《海》a ").iter().map(|s| s.class).collect();
        assert_eq!(classes, [Open, Ideograph, Close, Word, Space]);
    }
}

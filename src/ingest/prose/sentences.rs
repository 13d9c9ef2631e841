//! Where sentences end in Chinese and Latin text.
//!
//! The segmenters of Unicode (UAX 29) end a sentence behind `真的吗？！“` and so steal the opening
//! quotation mark of the next; they also end one inside a quotation, which no paragraph may.

use chengshu_writing::script::{is_cjk_mark, is_ideographic};

/// A quotation or bracket open for longer, in characters, was never meant to close.
const LONGEST_QUOTATION: usize = 300;

/// How far behind a quotation is looked for who said it.
const SAID_WITHIN: usize = 5;

/// Words before a full stop that end no sentence.
const ABBREVIATIONS: &[&str] =
    &["Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Jr", "Sr", "vs", "e.g", "i.e", "No", "Vol", "cf"];

/// Byte offsets behind each sentence of a text, closing marks included, ascending. What stands
/// behind the last is no whole sentence. Linear in the text.
pub fn ends(text: &str) -> Vec<usize> {
    if !text.contains(is_terminator) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let char_at = |index: usize| chars.get(index).map(|&(_, c)| c);
    let offset = |index: usize| chars.get(index).map_or(text.len(), |&(at, _)| at);
    let mut ends = Vec::new();
    let mut pairs = Pairs::default();
    let mut index = 0;
    while let Some(c) = char_at(index) {
        if !is_terminator(c) {
            pairs.see(c, index);
            index += 1;
            continue;
        }
        let start = index;
        while char_at(index).is_some_and(is_terminator) {
            index += 1;
        }
        let run = &text[offset(start)..offset(index)];
        let marks = index;
        while char_at(index).is_some_and(|c| pairs.closed_by(c)) {
            pairs.see(text[offset(index)..].chars().next().unwrap_or(' '), index);
            index += 1;
        }
        let closed = index > marks;
        let before = &text[..offset(start)];
        let after = &text[offset(index)..];
        if ends_with(run, before, after, closed) && !pairs.open(index) && !goes_on(after, closed) {
            ends.push(offset(index));
        }
    }
    ends
}

/// Marks that may end a sentence, alone or in a run.
fn is_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '.' | '．' | '…' | '⋯' | '‼' | '⁉')
}

/// True if a run of marks ends a sentence.
fn ends_with(run: &str, before: &str, after: &str, closed: bool) -> bool {
    let next = after.chars().next();
    if run.contains(['。', '！', '？', '．', '‼', '⁉']) {
        return true;
    }
    if run.contains(['!', '?']) {
        let parted = |c: char| c.is_whitespace() || is_ideographic(c) || is_cjk_mark(c);
        return closed || next.is_none_or(parted);
    }
    if run.chars().all(|c| c == '.') && run.len() < 3 {
        return full_stop(before, after);
    }
    // An ellipsis is a pause as often as an end.
    closed || next.is_none()
}

/// True if a Latin full stop ends a sentence, not a number, an abbreviation or an initial.
fn full_stop(before: &str, after: &str) -> bool {
    let word_start = before
        .char_indices()
        .rev()
        .take(12)
        .take_while(|&(_, c)| c.is_alphanumeric() || c == '.')
        .last();
    let word = word_start.map_or("", |(at, _)| &before[at..]);
    let initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    if word.is_empty() || initial || ABBREVIATIONS.contains(&word) {
        return false;
    }
    let Some(next) = after.chars().next() else {
        return true;
    };
    if is_ideographic(next) {
        return !word.ends_with(|c: char| c.is_ascii_digit());
    }
    let first = after.trim_start().chars().next();
    next.is_whitespace() && first.is_none_or(|c| !c.is_lowercase())
}

/// True if what follows belongs to the sentence: `“走。”他说`, `“好！”，`.
fn goes_on(after: &str, closed: bool) -> bool {
    let next = after.chars().next();
    if next.is_some_and(|c| matches!(c, '，' | '、' | '；' | '：' | ',' | ';' | ':' | '的')) {
        return true;
    }
    closed
        && after
            .chars()
            .take(SAID_WITHIN)
            .take_while(|&c| is_ideographic(c))
            .any(|c| matches!(c, '说' | '說' | '道' | '问' | '問' | '喊' | '答' | '讲' | '講'))
}

/// Quotations and brackets that are open.
#[derive(Default)]
struct Pairs {
    depth: usize,
    since: usize,
    /// Whether a straight quotation mark is open, and since when.
    straight: Option<usize>,
}

impl Pairs {
    fn see(&mut self, c: char, index: usize) {
        match c {
            '“' | '‘' | '「' | '『' | '（' | '【' | '《' | '〈' | '〔' => {
                if self.depth == 0 || index > self.since + LONGEST_QUOTATION {
                    self.depth = 0;
                    self.since = index;
                }
                self.depth += 1;
            }
            '”' | '’' | '」' | '』' | '）' | '】' | '》' | '〉' | '〕' => {
                self.depth = self.depth.saturating_sub(1);
            }
            '"' => {
                self.straight = match self.straight {
                    Some(since) if index <= since + LONGEST_QUOTATION => None,
                    _ => Some(index),
                };
            }
            _ => {}
        }
    }

    /// True if this closes something here. An opening mark never does, even after `？！`.
    fn closed_by(&self, c: char) -> bool {
        match c {
            '”' | '’' | '」' | '』' | '）' | '】' | '》' | '〉' | '〕' | ')' | ']' => {
                true
            }
            '"' => self.straight.is_some(),
            _ => false,
        }
    }

    fn open(&self, index: usize) -> bool {
        let fresh = |since: usize| index <= since + LONGEST_QUOTATION;
        (self.depth > 0 && fresh(self.since)) || self.straight.is_some_and(fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut from = 0;
        let mut out: Vec<&str> = ends(text)
            .into_iter()
            .map(|end| {
                let sentence = text[from..end].trim();
                from = end;
                sentence
            })
            .collect();
        out.extend(Some(text[from..].trim()).filter(|rest| !rest.is_empty()));
        out
    }

    #[test]
    fn chinese_sentences() {
        for sentences in [
            vec!["真的吗？！", "“是的。”", "我走了。"],
            vec!["“潮水退了。灯亮了。”", "雾来了！！"],
            vec!["“走吧！”他说。", "没有人动。"],
            vec!["他说：“好。”，又坐下了。", "天黑了……", "尾巴"],
            vec!["（这里有浪。）", "「走。」", "好。"],
            vec!["价钱是3.5元。", "第1.2版！", "我……不知道。"],
            vec!["\"走吗？\"", "\"走。\"", "好。"],
            vec!["书叫《去哪里？》的那本。", "对。"],
        ] {
            let text = sentences.concat();
            // An ellipsis before more text does not end a sentence.
            let expected: Vec<String> = if text.contains("天黑了……") {
                vec![sentences[0].into(), "天黑了……尾巴".into()]
            } else {
                sentences.iter().map(|s| (*s).to_owned()).collect()
            };
            assert_eq!(split(&text), expected);
        }
    }

    #[test]
    fn latin_sentences() {
        let text = "Mr. Ward left at 3.15 p.m. on e.g. Monday. J. Doe stayed! “Why?” She did not say... then she did. 好.走";
        assert_eq!(
            split(text),
            [
                "Mr. Ward left at 3.15 p.m. on e.g. Monday.",
                "J. Doe stayed!",
                "“Why?”",
                "She did not say... then she did.",
                "好.",
                "走"
            ]
        );
    }

    #[test]
    fn a_quotation_that_never_closes_swallows_little() {
        let text = format!("“甲。{}", "乙丙丁戊己庚辛壬癸。".repeat(100));
        assert!(split(&text).len() > 60);
    }
}

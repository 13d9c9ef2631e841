//! Headings of reference lists: `参考资料：`, `本文主要参考:`, `References`.

mod words;

use super::kind;
use super::marks::{is_blank, without_remarks};
use super::url;
use crate::reference::Kind;
use chengshu_text::source::Span;
use words::{LABEL_WORDS, LATIN_LABELS, Part};

/// A heading is at most this many words.
const MOST_WORDS: usize = 9;

/// Marks writers put around a heading, besides arrows, ornaments and pictures.
const DECORATION: &[char] = &[
    '【', '】', '[', ']', '［', '］', '〖', '〗', '『', '』', '—', '-', '=', '*', '#', '~', '～',
    '·', '•', '_', '「', '」', '<', '>', '※', '|', '丨',
];

fn is_decoration(c: char) -> bool {
    // Between U+2190 and U+2BFF stand arrows, boxes, shapes and dingbats, and among them numbers
    // in circles, which are none; beyond U+1F000 pictures.
    DECORATION.contains(&c)
        || matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}')
            && !matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

const COLONS: &[char] = &[':', '：', '︰', '﹕', '∶', '﹔'];

/// Whether the caller is in the blurb or already among the entries of a list, where a heading may
/// be a bare sort of source (`书籍：`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// In the blurb.
    Blurb,
    /// In a list.
    List,
}

/// The heading `text` starts with, if it does: its bytes, colon and decoration included.
///
/// `text` is one line or the rest of one. A heading ends in a colon or with the line; a plain core
/// may also be followed by `《`, an address, or a blank, and a lead such as `来自于` by anything.
pub(super) fn at_start(text: &str, within: Within) -> Option<usize> {
    let body = undecorated(text);
    let lead_in = text.len() - body.len();
    let mut end = latin(body).unwrap_or(0);
    let mut strong = end > 0;
    let mut weak = false;
    let mut qualified = false;
    let mut genre = false;
    let mut last = None;
    if end == 0 {
        for _ in 0..MOST_WORDS {
            let rest = body[end..].trim_start_matches(' ');
            let Some((word, part)) = longest(rest) else {
                break;
            };
            match part {
                Part::Core => strong = true,
                Part::WeakCore => weak = true,
                Part::Genre => genre = true,
                Part::Opening | Part::Qualifier => qualified = true,
                Part::Joint | Part::Lead | Part::Tail if strong || weak || genre => {}
                Part::Joint | Part::Lead | Part::Tail => return None,
            }
            end = body.len() - rest.len() + word.len();
            last = Some(part);
        }
    }
    let certain = strong || (weak && qualified);
    let possible = certain || weak || (genre && within == Within::List);
    if !possible || last == Some(Part::Joint) {
        return None;
    }
    let rest = &body[end..];
    let after = after_remark(rest);
    let closed = undecorated(after);
    if closed.starts_with(COLONS) {
        let tail = closed.trim_start_matches(COLONS);
        let tail =
            tail.trim_start_matches(|c: char| is_decoration(c) && !"「『[［【〖<".contains(c));
        return Some(text.len() - tail.len());
    }
    if closed.is_empty() {
        let whole =
            strong || (weak && (qualified || lead_in > 0)) || (genre && within == Within::List);
        return whole.then_some(text.len());
    }
    let opens_entry = after.starts_with('《')
        || !url::find_all(head(after.trim_start_matches(is_blank), 14)).is_empty();
    let apart = after.starts_with(is_blank) || closed.len() < after.len();
    let bare = match last {
        Some(Part::Lead) => certain && names_source(head(closed, 200)),
        _ => strong && (opens_entry || apart),
    };
    bare.then(|| lead_in + body.len() - after.len())
}

/// Whether what a lead such as `参考了` leads to is a source: 大量资料 is none.
fn names_source(text: &str) -> bool {
    let line = text.trim_end_matches(['。', '！', '!', ' ']);
    let cited = kind::head(line).is_some_and(|(word, kind)| {
        word.chars().count() >= 2 && kind != Kind::Other && word.len() < line.len()
    });
    text.contains('《') || !url::find_all(text).is_empty() || cited && !line.contains('，')
}

/// The first `count` characters.
fn head(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn undecorated(text: &str) -> &str {
    text.trim_start_matches(|c: char| is_blank(c) || is_decoration(c))
}

/// What follows a bracketed remark: `（排名不分先后）`.
fn after_remark(text: &str) -> &str {
    let trimmed = text.trim_start_matches(is_blank);
    if !trimmed.starts_with(['（', '(']) {
        return text;
    }
    let near = head(trimmed, 20);
    let Some(close) = near.find(['）', ')']) else {
        return text;
    };
    let end = close + trimmed[close..].chars().next().map_or(0, char::len_utf8);
    let (left, remarks) = without_remarks(&trimmed[..end]);
    let short = remarks
        .first()
        .is_some_and(|r| r.chars().count() <= 12 && !r.contains('《'));
    if left.is_empty() && short {
        &trimmed[end..]
    } else {
        text
    }
}

fn longest(text: &str) -> Option<(&'static str, Part)> {
    LABEL_WORDS
        .iter()
        .filter(|(word, _)| text.starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .copied()
}

fn latin(text: &str) -> Option<usize> {
    LATIN_LABELS
        .iter()
        .filter(|word| {
            text.get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        })
        .map(|word| word.len())
        .max()
        .filter(|&len| {
            let rest = text[len..].trim_start_matches(is_blank);
            rest.is_empty() || rest.starts_with(COLONS) || rest.starts_with(is_decoration)
        })
}

/// The first heading in `text`, one line: at its start or after a mark that ends a sentence or a
/// clause, or after a blank.
pub(super) fn find(text: &str, within: Within) -> Option<Span> {
    let mut may_start = true;
    let mut tried = 0;
    for (at, c) in text.char_indices() {
        if may_start && !is_blank(c) && at >= tried {
            // Decoration is skipped from its first character on; trying again inside it is idle.
            tried = text.len() - undecorated(&text[at..]).len();
            if let Some(len) = at_start(&text[at..], within) {
                return Some(at..at + len);
            }
        }
        may_start = is_blank(c)
            || matches!(
                c,
                '。' | '！'
                    | '？'
                    | '!'
                    | '?'
                    | '；'
                    | ';'
                    | '，'
                    | ','
                    | '）'
                    | ')'
                    | '】'
                    | '~'
                    | '～'
            );
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Option<&str> {
        at_start(text, Within::Blurb).map(|len| &text[..len])
    }

    #[test]
    fn headings_are_known_with_and_without_colon() {
        for heading in [
            "参考资料：",
            "参考资料",
            "本文主要参考:",
            "主要参考资料：",
            "本期参考",
            "资料来源：",
            "参考文献 & 资料：",
            "参考资料主要来自于:",
            "【参考资料】",
            "参考书目如下：",
            "References:",
            "本视频主要参考资料：",
            "部分参考资料：",
            "Sources",
            "以下为参考资料：",
            "主要资料：",
            "参考资料（排名不分先后）：",
            "——参考文献——",
            "外文资料：",
            "资料:",
            "Bibliography",
            "本文根据以下资料整理：",
            "故事取材自：",
            "★参考资料★",
            "📚 参考书目",
            "『参考资料』",
            "最后附上参考资料：",
            "主要信源：",
            "推荐书目：",
            "Main sources:",
        ] {
            assert_eq!(label(heading), Some(heading));
        }
    }

    #[test]
    fn a_heading_may_lead_straight_to_an_entry() {
        assert_eq!(label("参考资料《甲》乙"), Some("参考资料"));
        assert_eq!(label("本文参考：甲的官网"), Some("本文参考："));
        assert_eq!(label("参考资料来自于甲的官网"), Some("参考资料来自于"));
        assert_eq!(label("主要参考 https://a.example/b"), Some("主要参考"));
    }

    #[test]
    fn sentences_that_speak_of_sources_are_not_headings() {
        for text in [
            "参考资料评论自取",
            "资料显示，甲是乙",
            "本期为甲的故事",
            "参考价值不大",
            "来源不明的乙",
            "书籍：甲",
            "内容纯属虚构",
            "资料整理：甲",
            "本片取材自真实事件",
            "文献记载",
            "本文纯属虚构",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_is_found_inside_a_line() {
        let text = "本期为甲下集。本文主要参考资料: 《乙》";
        assert_eq!(
            find(text, Within::Blurb).map(|s| &text[s]),
            Some("本文主要参考资料:")
        );
    }
}

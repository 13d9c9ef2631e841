//! Headings of reference lists: `参考资料：`, `本文主要参考:`, `References`.

use super::kind;
use super::marks::{is_blank, without_remarks};
use super::url;
use crate::model::reference::Kind;
use crate::model::source::Span;

/// What a word does in a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Opens the heading and says nothing by itself: `本文`, `以下为`.
    Opening,
    /// Narrows the core: `主要`, `部分`.
    Qualifier,
    /// Makes the heading one: `参考资料`. Enough without a colon.
    Core,
    /// Makes a heading only together with a colon, an opening or a qualifier: `资料`, `来源`.
    WeakCore,
    /// A sort of source, as headings inside a list give it: `书籍：`, `网站：`.
    Genre,
    /// Joins two cores: `&`, `和`.
    Joint,
    /// Leads over to the entries, which then need no colon: `来自于`, `有`.
    Lead,
    /// Ends the heading or goes on from a core: `如下`, `列表`, `及素材`.
    Tail,
}

/// The words headings are made of. A heading is a run of these with at least one core in it.
/// To teach a new wording, add its words; where one is the start of another the longer wins.
const LABEL_WORDS: &[(&str, Part)] = &[
    ("本文", Part::Opening),
    ("本篇", Part::Opening),
    ("本期", Part::Opening),
    ("本集", Part::Opening),
    ("本片", Part::Opening),
    ("本视频", Part::Opening),
    ("本期视频", Part::Opening),
    ("本期节目", Part::Opening),
    ("本节目", Part::Opening),
    ("本系列", Part::Opening),
    ("这期", Part::Opening),
    ("视频", Part::Opening),
    ("节目", Part::Opening),
    ("文案", Part::Opening),
    ("故事", Part::Opening),
    ("内容", Part::Opening),
    ("文章", Part::Opening),
    ("以下为", Part::Opening),
    ("以下是", Part::Opening),
    ("以下", Part::Opening),
    ("附", Part::Opening),
    ("附上", Part::Opening),
    ("附录", Part::Opening),
    ("最后", Part::Opening),
    ("下面", Part::Opening),
    ("下面是", Part::Opening),
    ("下列", Part::Opening),
    ("文稿", Part::Opening),
    ("文本", Part::Opening),
    ("脚本", Part::Opening),
    ("稿件", Part::Opening),
    ("历史", Part::Opening),
    ("考据", Part::Opening),
    ("创作", Part::Opening),
    ("写作", Part::Opening),
    ("撰写", Part::Opening),
    ("制作", Part::Opening),
    ("根据", Part::Opening),
    ("基于", Part::Opening),
    ("取材", Part::Opening),
    ("主要", Part::Qualifier),
    ("重要", Part::Qualifier),
    ("完整", Part::Qualifier),
    ("详细", Part::Qualifier),
    ("具体", Part::Qualifier),
    ("部分", Part::Qualifier),
    ("相关", Part::Qualifier),
    ("其他", Part::Qualifier),
    ("其它", Part::Qualifier),
    ("其余", Part::Qualifier),
    ("更多", Part::Qualifier),
    ("全部", Part::Qualifier),
    ("所有", Part::Qualifier),
    ("中文", Part::Qualifier),
    ("英文", Part::Qualifier),
    ("外文", Part::Qualifier),
    ("俄文", Part::Qualifier),
    ("法文", Part::Qualifier),
    ("德文", Part::Qualifier),
    ("数据", Part::Qualifier),
    ("信息", Part::Qualifier),
    ("资料的", Part::Qualifier),
    ("的", Part::Qualifier),
    ("所", Part::Qualifier),
    ("参考", Part::Core),
    ("参考资料", Part::Core),
    ("参考文献", Part::Core),
    ("参考书目", Part::Core),
    ("参考书籍", Part::Core),
    ("参考书", Part::Core),
    ("参考来源", Part::Core),
    ("参考链接", Part::Core),
    ("参考网站", Part::Core),
    ("参考内容", Part::Core),
    ("参考材料", Part::Core),
    ("参考史料", Part::Core),
    ("参考论文", Part::Core),
    ("参考文章", Part::Core),
    ("参考自", Part::Core),
    ("参考影片", Part::Core),
    ("参考视频", Part::Core),
    ("参考纪录片", Part::Core),
    ("参考过的资料", Part::Core),
    ("参考到的资料", Part::Core),
    ("取材来源", Part::Core),
    ("考据来源", Part::Core),
    ("以下资料整理", Part::Core),
    ("以下资料整理而成", Part::Core),
    ("以下资料制作", Part::Core),
    ("资料整理自", Part::Core),
    ("依据", Part::WeakCore),
    ("取材自", Part::WeakCore),
    ("取材于", Part::WeakCore),
    ("整理自", Part::WeakCore),
    ("参见", Part::WeakCore),
    ("引文", Part::WeakCore),
    ("出典", Part::WeakCore),
    ("信源", Part::WeakCore),
    ("信息源", Part::WeakCore),
    ("参阅", Part::Core),
    ("资料来源", Part::Core),
    ("资料出处", Part::Core),
    ("资料参考", Part::Core),
    ("文献来源", Part::Core),
    ("信息来源", Part::Core),
    ("史料来源", Part::Core),
    ("数据来源", Part::Core),
    ("内容来源", Part::Core),
    ("引用文献", Part::Core),
    ("引用资料", Part::Core),
    ("引用来源", Part::Core),
    ("引用", Part::Core),
    ("引文出处", Part::Core),
    ("征引文献", Part::Core),
    ("延伸阅读", Part::Core),
    ("扩展阅读", Part::Core),
    ("推荐阅读", Part::Core),
    ("推荐书目", Part::Core),
    ("推荐书籍", Part::Core),
    ("书目", Part::WeakCore),
    ("书单", Part::WeakCore),
    ("资料", Part::WeakCore),
    ("文献", Part::WeakCore),
    ("材料", Part::WeakCore),
    ("来源", Part::WeakCore),
    ("出处", Part::WeakCore),
    ("链接", Part::WeakCore),
    ("史料", Part::WeakCore),
    ("素材", Part::Tail),
    ("书籍", Part::Genre),
    ("图书", Part::Genre),
    ("专著", Part::Genre),
    ("著作", Part::Genre),
    ("书", Part::Genre),
    ("论文", Part::Genre),
    ("期刊", Part::Genre),
    ("报刊", Part::Genre),
    ("网站", Part::Genre),
    ("网页", Part::Genre),
    ("网络", Part::Genre),
    ("新闻", Part::Genre),
    ("报道", Part::Genre),
    ("档案", Part::Genre),
    ("纪录片", Part::Genre),
    ("影视", Part::Genre),
    ("影像", Part::Genre),
    ("类", Part::Tail),
    ("和", Part::Joint),
    ("与", Part::Joint),
    ("及", Part::Joint),
    ("以及", Part::Joint),
    ("&", Part::Joint),
    ("＆", Part::Joint),
    ("/", Part::Joint),
    ("、", Part::Joint),
    ("了", Part::Lead),
    ("来自于", Part::Lead),
    ("来自", Part::Lead),
    ("来源于", Part::Lead),
    ("源自于", Part::Lead),
    ("源自", Part::Lead),
    ("出自", Part::Lead),
    ("取自", Part::Lead),
    ("包括", Part::Lead),
    ("为", Part::Lead),
    ("是", Part::Lead),
    ("有", Part::Lead),
    ("如下", Part::Tail),
    ("列表", Part::Tail),
    ("清单", Part::Tail),
    ("一览", Part::Tail),
    ("目录", Part::Tail),
    ("汇总", Part::Tail),
];

/// The same in Latin letters, compared without regard to case.
const LATIN_LABELS: &[&str] = &[
    "references",
    "reference list",
    "reference materials",
    "main references",
    "main sources",
    "sources used",
    "sources and further reading",
    "sources & further reading",
    "reference",
    "sources",
    "source",
    "bibliography",
    "works cited",
    "further reading",
    "citations",
    "ref",
    "refs",
];

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

//! Headings of lists, and of what is none: `参考资料：`, `## References`, `Music:`.

use super::kind;
use super::lexicon::{ListWord, lists};
use super::marks::{is_blank, without_remarks};
use super::number;
use super::url;
use crate::reference::Kind;
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

/// A heading is at most this many known words.
const MOST_WORDS: usize = 9;

/// A heading in words that are not all known is at most this long, in characters.
const LONGEST: usize = 80;

/// And its line, in bytes.
pub(super) const LONGEST_LINE: usize = 4 * LONGEST;

/// Marks writers put around a heading, besides arrows, ornaments and pictures.
const DECORATION: &[char] = &[
    '【', '】', '[', ']', '［', '］', '〖', '〗', '『', '』', '—', '-', '=', '*', '#', '~', '～',
    '·', '•', '_', '「', '」', '<', '>', '※', '|', '丨', '/',
];

const COLONS: &[char] = &[':', '：', '︰', '﹕', '∶', '﹔'];

fn is_decoration(c: char) -> bool {
    // Between U+2190 and U+2BFF stand arrows, boxes, shapes and dingbats, and among them numbers
    // in circles, which are none; beyond U+1F000 pictures.
    DECORATION.contains(&c)
        || matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}')
            && !matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

/// Whether the caller is in the blurb or already among the entries of a list, where a heading may
/// be a bare sort of source (`书籍：`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// In the blurb.
    Blurb,
    /// In a list.
    List,
}

/// What stands around a line.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// A blank line, or nothing, stands before it.
    pub apart: bool,
    /// And after it.
    pub alone: bool,
    /// Whether the next line that is not blank looks like an entry.
    pub listed: &'a dyn Fn() -> bool,
}

/// Nothing is known of what stands there.
impl Default for Around<'_> {
    fn default() -> Self {
        Self { apart: false, alone: false, listed: &|| false }
    }
}

/// What a heading says of the lines below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// They are sources.
    Sources,
    /// They may be: those that look like it are.
    Likely,
    /// They are a part of the list above them.
    Part,
    /// They are none.
    Others,
    /// It is a heading, but not of what.
    Unknown,
}

/// The signs a heading is set with. Headings of one rank are set alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    sign: char,
    count: usize,
}

impl Default for Mark {
    fn default() -> Self {
        Self { sign: ' ', count: 0 }
    }
}

impl Mark {
    /// A picture, whichever.
    const PICTURE: Self = Self { sign: '★', count: 1 };

    /// Whether a line begins with a picture, as headings set like this one do.
    pub(super) fn is_of_picture(self, line: &str) -> bool {
        self == Self::PICTURE && mark(line).0 == self
    }

    /// Whether a heading set so stands below one set like `other`.
    pub(super) fn is_below(self, other: Self) -> bool {
        if self.sign == other.sign {
            self.count > other.count
        } else {
            !matches!(self.sign, '#' | '/')
        }
    }
}

/// A heading at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its bytes, colon and decoration included.
    pub len: usize,
    /// What it says.
    pub says: Says,
    /// How it is set.
    pub mark: Mark,
}

/// The heading a line is or starts with, by its words or its form.
pub(super) fn of_line(line: &str, within: Within, around: Around<'_>) -> Option<Heading> {
    let (mark, marked) = mark(line);
    let found = run(line, within, around).or_else(|| phrase(line, within, around, marked))?;
    Some(Heading { len: found.0, says: found.1, mark })
}

/// The signs of a line, and whether they make a heading of it.
fn mark(line: &str) -> (Mark, bool) {
    let bare = line.trim_end_matches(|c: char| is_blank(c) || COLONS.contains(&c));
    let first = bare.chars().next().unwrap_or(' ');
    let count = bare.chars().take_while(|&c| c == first).count();
    let after = &bare[count * first.len_utf8()..];
    let closed = |closing: &[char]| bare.ends_with(closing);
    let marked = match first {
        '#' => after.starts_with(is_blank),
        '/' => count > 1,
        '*' | '_' => count > 1 && closed(&['*', '_']),
        '=' | '-' | '—' | '~' => count > 1 && closed(&['=', '-', '—', '~']),
        '【' | '［' | '[' | '〖' | '『' | '「' | '<' => {
            closed(&['】', '］', ']', '〗', '』', '」', '>'])
        }
        c => is_decoration(c) && !c.is_ascii() && !DECORATION.contains(&c),
    };
    let mark = match first {
        _ if !marked => Mark::default(),
        c if DECORATION.contains(&c) => Mark { sign: c, count },
        _ => Mark::PICTURE,
    };
    (mark, marked)
}

/// The heading of known words alone that `text` starts with, if it does.
///
/// `text` is one line or the rest of one. A heading ends in a colon or with the line; words that
/// are enough by themselves may also be followed by `《`, an address, or a blank, and a lead such
/// as `来自于` by anything.
fn run(text: &str, within: Within, around: Around<'_>) -> Option<(usize, Says)> {
    let body = undecorated(text);
    let lead_in = text.len() - body.len();
    let mut end = 0;
    let (mut strong, mut weak, mut sort) = (false, false, false);
    let (mut narrowed, mut cited) = (false, false);
    let mut last = None;
    for _ in 0..MOST_WORDS {
        let rest = body[end..].trim_start_matches(' ');
        let Some((len, says)) = lists::at_start(rest, of_heading) else {
            break;
        };
        match says {
            ListWord::Sources => strong = true,
            ListWord::Weak => weak = true,
            ListWord::Kind => sort = true,
            ListWord::Cited => cited = true,
            ListWord::Narrow => narrowed = true,
            _ if strong || weak || sort || cited => {}
            _ => return None,
        }
        end = body.len() - rest.len() + len;
        last = Some(says);
    }
    let words = &body[..end];
    // Words of scripts with blanks end where the heading does.
    let solid = words.chars().next_back().is_some_and(|c| c >= '\u{1100}');
    strong |= sort && cited;
    // Mentioned in this episode.
    weak |= cited && last == Some(ListWord::Tail);
    let certain = strong || (weak && (narrowed || cited));
    let part = sort && within == Within::List;
    if !(certain || weak || part) || last == Some(ListWord::Joint) {
        return None;
    }
    let says = if strong || weak && words.chars().all(is_han) {
        Says::Sources
    } else if weak {
        Says::Likely
    } else {
        Says::Part
    };
    let after = after_remark(&body[end..]);
    let closed = undecorated(after);
    if closed.starts_with(COLONS) {
        let tail = closed.trim_start_matches(COLONS);
        let tail =
            tail.trim_start_matches(|c: char| is_decoration(c) && !"「『[［【〖<*_-#/".contains(c));
        let tail = if undecorated(tail).is_empty() { "" } else { tail };
        return Some((text.len() - tail.len(), says));
    }
    if closed.is_empty() {
        let set_off = || narrowed || cited || lead_in > 0 || solid && (around.listed)();
        let whole = strong || part || weak && set_off();
        return whole.then_some((text.len(), says));
    }
    let opens_entry = after.starts_with('《')
        || !url::find_all(head(after.trim_start_matches(is_blank), 14)).is_empty();
    let apart = after.starts_with(is_blank) || closed.len() < after.len();
    let bare = match last {
        Some(ListWord::Lead) => certain && names_source(head(closed, 200)),
        _ => strong && (opens_entry || apart),
    };
    (bare && solid).then(|| (lead_in + body.len() - after.len(), says))
}

/// The words headings of lists are made of.
fn of_heading(says: ListWord) -> bool {
    use ListWord::{Cited, Joint, Kind, Lead, Narrow, Sources, Tail, Weak};
    matches!(says, Narrow | Sources | Weak | Kind | Cited | Joint | Lead | Tail)
}

/// The heading that a line is by its form, or up to its first colon.
fn phrase(line: &str, within: Within, around: Around<'_>, marked: bool) -> Option<(usize, Says)> {
    let body = undecorated(line);
    let colon = colon(body);
    let words = &body[..colon.unwrap_or(body.len())];
    let rest = colon.map_or("", |at| &body[at..]);
    let rest = rest.trim_start_matches(|c: char| is_blank(c) || COLONS.contains(&c));
    let count = words.split_whitespace().count();
    if count == 0
        || words.len() > LONGEST_LINE
        || words.chars().count() > LONGEST
        || words.contains(['《', '“', '„', '«', '"', '@'])
        || !url::find_all(words).is_empty()
    {
        return None;
    }
    let ends = words.trim_end_matches(|c: char| is_blank(c) || is_decoration(c));
    let whole = undecorated(rest).is_empty()
        && !ends.ends_with(['.', '!', '?', '…', ',', ';', '。', '！', '？', '，', '；']);
    let len = if whole { line.len() } else { line.len() - rest.len() };
    let solid = words.chars().filter(|&c| c >= '\u{1100}').count() * 2 > words.chars().count();
    let placed = || around.alone && opens_heading(words) || around.apart && (around.listed)();
    let bare = || !solid && number::at_start(line).is_none();
    let formal = whole && (marked || colon.is_some() || bare() && placed());
    if !formal && colon.is_none() {
        return None;
    }
    if whole && lists::at_start(words, |says| says == ListWord::Starts).is_some() {
        return formal.then_some((len, Says::Others));
    }
    let found: Vec<ListWord> =
        lists::all(words, |says| of_heading(says) || says == ListWord::Heads)
            .map(|(_, says)| says)
            .collect();
    let at = |wanted: ListWord| found.iter().position(|says| *says == wanted);
    let (strong, weak, sort) = (at(ListWord::Sources), at(ListWord::Weak), at(ListWord::Kind));
    let strong = strong.or(sort.filter(|_| at(ListWord::Cited).is_some()));
    if let Some(other) = at(ListWord::Heads)
        && strong.is_none_or(|strong| other < strong)
    {
        return (formal || colon.is_some() && count <= 4).then_some((len, Says::Others));
    }
    let says = if !formal {
        // Sources for the chapter on tea: the words it may go on in have been announced.
        let opens = run_then(words, |says| matches!(says, ListWord::Narrow | ListWord::Tail));
        let inline = colon.is_some() && strong.is_some() && !rest.is_empty() && opens && !solid;
        return inline.then_some((len, Says::Sources));
    } else if strong.is_some() && (!solid || marked) {
        Says::Sources
    } else if weak.is_some() && (!solid || marked) {
        Says::Likely
    } else if sort.is_some() && within == Within::List && (!solid || marked) {
        Says::Part
    } else if sort.is_some() && is_own(words) {
        // My books.
        Says::Others
    } else if sort.is_some() && (around.listed)() && run_then(words, |_| true) {
        // Books: nothing else, so that they are what is listed.
        if run_then(words, |_| false) { Says::Sources } else { Says::Likely }
    } else if marked && sets_off(line, around) || colon.is_some() {
        Says::Unknown
    } else {
        return None;
    };
    Some((len, says))
}

/// Whether words begin with `my` or the like.
fn is_own(words: &str) -> bool {
    let at_start = |wanted| lists::at_start(words, |says| says == wanted).map(|(len, _)| len);
    let talks = at_start(ListWord::Talks);
    talks.is_some() && talks >= at_start(ListWord::Narrow)
}

/// Whether the marks of a line make a heading of it whatever it says: emphasis does so if something
/// follows, and pictures stand before entries as well.
fn sets_off(line: &str, around: Around<'_>) -> bool {
    line.starts_with(['#', '/', '【']) || line.starts_with(DECORATION) && (around.listed)()
}

/// Whether words begin with those of a heading, and the last known one before others is `wanted`.
fn run_then(words: &str, wanted: impl Fn(ListWord) -> bool) -> bool {
    let mut rest = words;
    let mut last = None;
    while let Some((len, says)) = lists::at_start(rest, of_heading) {
        last = Some(says);
        rest = rest[len..].trim_start();
    }
    last.is_some_and(|says| rest.is_empty() || wanted(says))
}

/// Whether words begin with those of a heading of a list.
fn opens_heading(words: &str) -> bool {
    let found = lists::at_start(words, |says| says == ListWord::Narrow).map_or(0, |(len, _)| len);
    lists::at_start(words[found..].trim_start(), |says| {
        matches!(says, ListWord::Sources | ListWord::Weak)
    })
    .is_some()
}

/// Where the colon stands that ends the first words of a line: not within a time or an address.
fn colon(body: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in body.char_indices().take(LONGEST + 2) {
        if COLONS.contains(&c) {
            let next = body[at + c.len_utf8()..].chars().next();
            let inside = c == ':'
                && next.is_some_and(|c| c == '/' || c.is_ascii_digit() && before.is_ascii_digit());
            if !inside {
                return Some(at);
            }
        }
        before = c;
    }
    None
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
    let end = text.char_indices().nth(count);
    &text[..end.map_or(text.len(), |(at, _)| at)]
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
    let near = head(trimmed, 48);
    let Some(close) = near.find(['）', ')']) else {
        return text;
    };
    let end = close + trimmed[close..].chars().next().map_or(0, char::len_utf8);
    let (left, remarks) = without_remarks(&trimmed[..end]);
    let short = remarks.first().is_some_and(|r| {
        r.chars().count() <= if r.is_ascii() { 40 } else { 12 } && !r.contains('《')
    });
    if left.is_empty() && short { &trimmed[end..] } else { text }
}

/// The heading of known words that a text starts with, by its bytes.
pub(super) fn at_start(text: &str, within: Within) -> Option<usize> {
    run(text, within, Around::default()).map(|(len, _)| len)
}

/// The first heading in `text`, one line: at its start or after a mark that ends a sentence or a
/// clause, or, where words are written without blanks, after one.
pub(super) fn find(text: &str, within: Within) -> Option<Span> {
    let mut may_start = true;
    let mut sentence = true;
    let mut tried = 0;
    let mut urls = url::find_all(text).into_iter().peekable();
    for (at, c) in text.char_indices() {
        while urls.next_if(|url| url.end <= at).is_some() {}
        if urls.peek().is_some_and(|url| url.contains(&at)) {
            may_start = false;
            continue;
        }
        let spaced = c.is_alphabetic() && c < '\u{1100}';
        if may_start && (sentence || !spaced) && !is_blank(c) && at >= tried {
            // Decoration is skipped from its first character on; trying again inside it is idle.
            tried = text.len() - undecorated(&text[at..]).len();
            if let Some(len) = at_start(&text[at..], within) {
                return Some(at..at + len);
            }
        }
        if !is_blank(c) {
            sentence = matches!(c, '.' | '。' | '！' | '？' | '!' | '?' | ')' | '）');
        }
        let ends = matches!(
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
        may_start = ends || is_blank(c);
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
        assert_eq!(find(text, Within::Blurb).map(|s| &text[s]), Some("本文主要参考资料:"));
    }
}

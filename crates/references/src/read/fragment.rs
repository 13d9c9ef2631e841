//! The fragments of a line between its separators, and what each looks like.

use super::kind;
use super::language;
use super::marks::{is_blank, protected, titles, trim, trim_span};
use super::people;
use super::phrase;
use super::publisher;
use super::url;
use super::year;
use crate::reference::Kind;
use chengshu_text::source::Span;

/// A stretch of list text: one line of the list or a sentence of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Where it stands.
    pub span: Span,
    /// The number of its line in the description.
    pub line: usize,
    /// How many headings, notes and pieces of the blurb stand before it. No entry reaches over one.
    pub part: usize,
    /// Whether it is one entry, whatever is in it.
    pub whole: bool,
}

/// What separates two fragments of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// `、`.
    Pause,
    /// `，`.
    Comma,
    /// A blank.
    Blank,
    /// 和, 与 and the like between two titles.
    And,
    /// Nothing, between two titles.
    None,
}

/// A stretch of a line without a separator in it.
#[derive(Debug)]
pub(super) struct Fragment {
    pub span: Span,
    pub before: Gap,
}

/// Words that make a title after them the place another work appeared in.
const CONTAINERS: &[&str] =
    &["载", "刊", "发表", "收录", "收入", "收于", "见", "出自", "原载", "连载", "选自", "摘自"];

/// The fragments of a piece with their looks.
pub(super) fn shaped(piece: &str) -> Vec<(Fragment, Shape)> {
    let mut found: Vec<(Fragment, Shape)> = fragments(piece)
        .into_iter()
        .map(|f| {
            let shape = Shape::of(&piece[f.span.clone()]);
            (f, shape)
        })
        .collect();
    // 《论甲》，《乙学刊》，2003年第2期: the issue shows that the title before it is the journal.
    for at in 1..found.len() {
        let issue = is_issue(&piece[found[at].0.span.clone()]);
        let before = &mut found[at - 1].1;
        if issue && before.title_first && before.title_last && at > 1 {
            before.continues = true;
        }
    }
    // 《大风》，《远山时报》: the paper comes after the piece, unless a piece of its own follows.
    for at in 1..found.len() {
        let leads_on = found.get(at + 1).is_some_and(|(_, next)| next.titled);
        let after_piece = found[at - 1].1.titled && !found[at - 1].1.outlet;
        let (fragment, shape) = &mut found[at];
        let alone = shape.outlet && shape.title_first && shape.title_last;
        if fragment.before == Gap::Comma && alone && after_piece && !leads_on {
            shape.continues = true;
            shape.outlet = false;
        }
    }
    found
}

/// Whether a text names an issue of a journal: `第2期`, `2003年第2期`, `2003(2)`.
fn is_issue(text: &str) -> bool {
    let after = year::dates(text)
        .first()
        .filter(|d| d.span.start == 0)
        .map_or(text, |d| trim(&text[d.span.end..]));
    after.starts_with(['第', '总']) && after.contains(['期', '卷', '号'])
}

/// What a fragment looks like.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "observations, each independent of the others")]
pub(super) struct Shape {
    /// It names a source: it has a title or an address, or ends in a sort of source.
    pub alone: bool,
    /// It has a title.
    pub titled: bool,
    /// It begins with a title.
    pub title_first: bool,
    /// It ends with a title.
    pub title_last: bool,
    /// Its only title is a newspaper's, with no more after it than a date: the work is to come.
    pub outlet: bool,
    /// It is a sort of source and nothing else (`日记`), or languages and 维基.
    pub bare: bool,
    /// The sort of site it is: a body's, or an encyclopedia.
    pub site: Option<Kind>,
    /// It could be names.
    pub names: bool,
    /// What it says goes on from a title before it: `的报道`, `载《甲》`, `《甲》2003年第2期`.
    pub continues: bool,
    /// It is an address and nothing else.
    pub url: bool,
}

impl Shape {
    pub(super) fn of(fragment: &str) -> Self {
        let marked = titles(fragment);
        let urls = url::find_all(fragment);
        let plain = trim(fragment);
        let end = plain.trim_end_matches(['）', ')']);
        let head = if end.len() < plain.len() {
            let (left, _) = super::marks::without_remarks(plain);
            kind::head(trim(&left))
        } else {
            kind::head(plain)
        };
        let mut shape = Self {
            // 约翰整理的审判策略: what somebody made is a source, whatever it is called.
            alone: phrase::made(plain).is_some_and(|made| made.end < plain.len())
                || !marked.is_empty()
                || !urls.is_empty()
                || head.is_some_and(|(w, _)| w.len() > '书'.len_utf8())
                || publisher::is_platform(plain),
            titled: !marked.is_empty(),
            names: people::names(plain).is_some(),
            url: urls.first().is_some_and(|u| u.len() == plain.len()),
            ..Self::default()
        };
        if let (Some(first), Some(last)) = (marked.first(), marked.last()) {
            let after = trim(&fragment[last.outer.end..]);
            shape.title_first = first.outer.start == 0;
            shape.title_last = after.is_empty();
            let issue = after.starts_with('第')
                || year::dates(after).first().is_some_and(|d| {
                    d.span.start == 0 && trim(&after[d.span.end..]).starts_with(['第', '总'])
                });
            let named = publisher::is_outlet(&fragment[last.inner.clone()]);
            shape.continues = CONTAINERS.iter().any(|w| fragment.starts_with(w))
                || shape.title_first
                    && (issue || named && !after.is_empty() || after.starts_with('的'));
            shape.outlet = marked.len() == 1 && named && !shape.continues;
        } else if let Some((word, found)) = head {
            let rest = trim(&plain[..plain.len().min(plain.rfind(word).unwrap_or(0))]);
            // 维基百科 is the name of a site, 日记 of nothing.
            let site = matches!(found, Kind::Web | Kind::Wiki);
            if site && rest.is_empty() {
                shape.site = Some(found);
            }
            shape.bare = rest.is_empty() && !site || language::is_only(rest) || is_modifier(rest);
            if matches!(word, "官网" | "官方网站" | "维基" | "维基百科") {
                shape.site = Some(found);
            }
            shape.continues = matches!(found, Kind::Article) && shape.bare;
        }
        shape
    }
}

fn is_modifier(text: &str) -> bool {
    ["相关", "有关", "的", "其", "个人", "官方", "以及", "和", "等", "部分"].contains(&text)
}

/// Cuts a line at everything that may separate entries.
fn fragments(piece: &str) -> Vec<Fragment> {
    let mut safe: Vec<Span> = protected(piece);
    let urls = url::find_all(piece);
    safe.extend(urls);
    safe.sort_by_key(|s| s.start);
    let starts: Vec<usize> = titles(piece).iter().map(|t| t.outer.start).collect();
    let mut found: Vec<Fragment> = Vec::new();
    let mut from = 0;
    let mut before = Gap::Blank;
    let mut at = 0;
    let mut safe = safe.into_iter().peekable();
    let mut after_title = false;
    while let Some(c) = piece[at..].chars().next() {
        while safe.next_if(|s| s.end <= at || s.start < at).is_some() {}
        if let Some(stretch) = safe.next_if(|s| s.start == at) {
            let is_title = starts.binary_search(&at).is_ok();
            if is_title && after_title && from < at {
                push(piece, &mut found, from..at, before);
                (from, before) = (at, Gap::None);
            }
            at = stretch.end;
            after_title = is_title;
            let after_remark = piece[..at].ends_with(['）', ')']);
            if (is_title || after_remark)
                && let Some(len) = and_before_source(&piece[at..])
            {
                push(piece, &mut found, from..at, before);
                at += len;
                (from, before) = (at, Gap::And);
            }
            continue;
        }
        let gap = match c {
            '、' => Some(Gap::Pause),
            '，' | ',' => Some(Gap::Comma),
            c if is_blank(c) => Some(Gap::Blank),
            _ => None,
        };
        if let Some(gap) = gap {
            if from < at {
                push(piece, &mut found, from..at, before);
                before = gap;
            } else if before == Gap::Blank {
                before = gap;
            }
            from = at + c.len_utf8();
        }
        at += c.len_utf8();
        after_title &= gap.is_some();
    }
    push(piece, &mut found, from..piece.len(), before);
    found
}

/// Adds a fragment, cut further where titles follow each other with only a name between.
fn push(piece: &str, found: &mut Vec<Fragment>, span: Span, before: Gap) {
    let span = trim_span(piece, &span, |_| false);
    if span.is_empty() {
        return;
    }
    let words = &piece[span.clone()];
    let marked = titles(words);
    let mut from = 0;
    let mut gap = before;
    for pair in marked.windows(2) {
        let [left, right] = pair else { continue };
        let between = trim(&words[left.outer.end..right.outer.start]);
        let (named, _) = super::marks::without_remarks(between);
        let only_remark = !between.is_empty() && trim(&named).is_empty();
        if between.is_empty()
            || publisher::is_outlet(&words[left.inner.clone()])
            || !only_remark && people::names(between).is_none()
            || CONTAINERS.iter().any(|w| between.starts_with(w))
        {
            continue;
        }
        let cut = if left.outer.start == from || only_remark {
            right.outer.start
        } else {
            left.outer.end
        };
        found.push(Fragment { span: span.start + from..span.start + cut, before: gap });
        gap = Gap::None;
        from = cut;
    }
    found.push(Fragment { span: span.start + from..span.end, before: gap });
}

/// The bytes of a word that joins a title to another source.
fn and_before_source(rest: &str) -> Option<usize> {
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    ["以及", "和", "与", "及", "&", "/", "／", "+", "|", "｜", "--"]
        .iter()
        .find_map(|word| {
            let after = rest[blank..].strip_prefix(word)?;
            let after = after.trim_start_matches(' ');
            // 《甲》和相关报道 is about one work; so is 《甲》与其作者.
            let same = ["相关", "有关", "其", "该", "它"].iter().any(|w| after.starts_with(w));
            (!same).then(|| rest.len() - after.len())
        })
}

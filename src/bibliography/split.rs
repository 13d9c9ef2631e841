//! Cuts list text into entries.

use super::coded;
use super::kind;
use super::language;
use super::marks::{is_blank, is_han, protected, titles, trim, trim_span};
use super::number::{self, Dress};
use super::people;
use super::publisher;
use super::regions::{Item, separator};
use super::url;
use super::year;
use crate::model::source::Span;

/// What separates two fragments of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
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
struct Fragment {
    span: Span,
    before: Gap,
}

/// Words that make a title after them the place another work appeared in.
const CONTAINERS: &[&str] = &[
    "载", "刊", "发表", "收录", "收入", "收于", "见", "出自", "原载", "连载", "选自", "摘自",
];

/// Field names that continue the entry above them.
const CONTINUES: &[&str] = &[
    "作者",
    "译者",
    "著者",
    "编者",
    "出版社",
    "出版时间",
    "出版年",
    "出版日期",
    "出版方",
    "ISBN",
    "isbn",
    "链接",
    "网址",
    "地址",
    "页码",
    "页数",
    "原名",
    "副标题",
];

/// The longest text that is looked into for more than one entry by its words, in bytes; a longer
/// stretch without any separator is no list.
const LONGEST: usize = 20_000;

/// Cuts list text into the spans of its entries, in order.
pub(super) fn entries(text: &str, items: &[Item]) -> Vec<Span> {
    let lines = items
        .windows(2)
        .filter(|pair| pair[0].line != pair[1].line)
        .count();
    let run_together = if lines == 0 {
        RunTogether::Likely
    } else {
        RunTogether::Unlikely
    };
    let mut found: Vec<Entry> = Vec::new();
    for item in items {
        for numbered in by_numbers(text, &item.span) {
            for span in by_fragments(text, &numbered, run_together) {
                for span in by_urls(text, &span) {
                    found.push(Entry::new(text, span, item.line));
                }
            }
        }
    }
    found.retain(|entry| !entry.span.is_empty());
    join(text, found)
}

/// Whether a list may have all its entries on one line with only blanks between them, as a YAML
/// reader leaves a list it folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RunTogether {
    Likely,
    Unlikely,
}

/// Takes the list number off, and cuts at the following numbers of the same dress when a line
/// counts on: `1.甲 2.乙`.
fn by_numbers(text: &str, item: &Span) -> Vec<Span> {
    let piece = &text[item.clone()];
    let Some(first) = number::at_start(piece) else {
        return vec![item.clone()];
    };
    let mut found = Vec::new();
    let mut from = first.len;
    if let (Some(mut value), true) = (first.value, first.dress != Dress::Loose) {
        let mut safe = protected(piece).into_iter().peekable();
        let mut may_start = false;
        for (at, c) in piece.char_indices() {
            while safe.next_if(|s| s.end <= at).is_some() {}
            let inside = safe.peek().is_some_and(|s| at > s.start);
            let symbol = first.dress == Dress::Symbol || matches!(first.dress, Dress::Enclosed(_));
            if at > from && !inside && (may_start || symbol) {
                let next = number::at_start(&piece[at..])
                    .filter(|n| n.dress == first.dress && n.value == Some(value + 1));
                if let Some(next) = next {
                    found.push(item.start + from..item.start + at);
                    from = at + next.len;
                    value += 1;
                }
            }
            may_start = is_blank(c) || separator(c) || matches!(c, '》' | '）' | ')');
        }
    }
    found.push(item.start + from..item.end);
    found.retain(|s| !text[s.clone()].is_empty());
    found
}

/// Cuts at separators between two stretches that each name a source of their own.
fn by_fragments(text: &str, span: &Span, run_together: RunTogether) -> Vec<Span> {
    let span = trim_span(text, span, separator);
    let piece = &text[span.clone()];
    if span.is_empty() || piece.len() > LONGEST || coded::is_coded(piece) || is_western(piece) {
        return vec![span];
    }
    let mut found = Vec::new();
    let mut group: Option<Group> = None;
    for fragment in fragments(piece) {
        let shape = Shape::of(&piece[fragment.span.clone()]);
        let Some(open) = group.as_mut() else {
            group = Some(Group::new(fragment.span, &shape));
            continue;
        };
        let gap = if open.pending_to_next(&shape) {
            open.pending_gap.unwrap_or(fragment.before)
        } else {
            fragment.before
        };
        if shape.alone && open.shape.alone && open.may_end(&shape, gap, run_together) {
            let (done, next) = if open.pending_to_next(&shape) {
                (open.end_of_last, open.pending_from)
            } else {
                (open.span.end, fragment.span.start)
            };
            found.push(span.start + open.span.start..span.start + done);
            group = Some(Group::new(next..fragment.span.end, &shape));
        } else {
            open.take(&fragment, shape);
        }
    }
    if let Some(open) = group {
        found.push(span.start + open.span.start..span.start + open.span.end);
    }
    found
}

/// What a fragment looks like.
#[derive(Debug, Clone, Default)]
struct Shape {
    /// It names a source: it has a title or an address, or ends in a sort of source.
    alone: bool,
    /// It has a title.
    titled: bool,
    /// It begins with a title.
    title_first: bool,
    /// It ends with a title.
    title_last: bool,
    /// Its only title is a newspaper's, with no more after it than a date: the work is to come.
    outlet: bool,
    /// It is a sort of source and nothing else (`日记`), or languages and 维基.
    bare: bool,
    /// It is a site or an encyclopedia.
    site: bool,
    /// It could be names.
    names: bool,
    /// What it says goes on from a title before it: `的报道`, `载《甲》`, `《甲》2003年第2期`.
    continues: bool,
    /// It is an address and nothing else.
    url: bool,
}

impl Shape {
    fn of(fragment: &str) -> Self {
        let marked = titles(fragment);
        let urls = url::find_all(fragment);
        let plain = trim(fragment);
        let end = plain.trim_end_matches(|c: char| matches!(c, '）' | ')'));
        let head = if end.len() < plain.len() {
            let (left, _) = super::marks::without_remarks(plain);
            kind::head(trim(&left))
        } else {
            kind::head(plain)
        };
        let mut shape = Self {
            alone: !marked.is_empty()
                || !urls.is_empty()
                || head.is_some_and(|(w, _)| w.len() > '书'.len_utf8()),
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
            shape.bare = rest.is_empty() || language::is_only(rest) || is_modifier(rest);
            shape.site = matches!(word, "官网" | "官方网站" | "维基" | "维基百科");
            shape.continues = matches!(found, crate::model::reference::Kind::Article) && shape.bare;
        }
        shape
    }
}

fn is_modifier(text: &str) -> bool {
    [
        "相关", "有关", "的", "其", "个人", "官方", "以及", "和", "等", "部分",
    ]
    .contains(&text)
}

/// Fragments that make up one entry so far.
struct Group {
    span: Span,
    shape: Shape,
    /// Whether it began with a title.
    title_first: bool,
    /// Where its last fragment that names a source ends.
    end_of_last: usize,
    /// Where what came after that begins, and the gap before it.
    pending_from: usize,
    pending_gap: Option<Gap>,
    /// Whether all of what came after that could be names.
    pending_names: bool,
}

impl Group {
    fn new(span: Span, shape: &Shape) -> Self {
        Self {
            title_first: shape.title_first,
            end_of_last: span.end,
            pending_from: span.end,
            pending_gap: None,
            pending_names: true,
            shape: shape.clone(),
            span,
        }
    }

    fn take(&mut self, fragment: &Fragment, shape: Shape) {
        self.span.end = fragment.span.end;
        if shape.alone || !self.shape.alone {
            self.end_of_last = fragment.span.end;
            self.pending_gap = None;
            self.pending_names = true;
            // The work a newspaper's name was waiting for has come, or the reverse.
            let titled = self.shape.titled || shape.titled;
            self.shape = shape;
            self.shape.titled = titled;
        } else {
            if self.pending_gap.is_none() {
                self.pending_from = fragment.span.start;
                self.pending_gap = Some(fragment.before);
            }
            self.pending_names &= shape.names;
            self.shape.title_last = false;
        }
    }

    /// Whether names after the last source go with the source to come: entries of this list put
    /// the author first.
    fn pending_to_next(&self, next: &Shape) -> bool {
        self.pending_gap.is_some()
            && self.pending_names
            && !self.title_first
            && !next.title_first
            && next.alone
            || self.pending_gap.is_some()
                && self.pending_names
                && !self.title_first
                && self.shape.titled
                && next.title_first
    }

    fn may_end(&self, next: &Shape, gap: Gap, run_together: RunTogether) -> bool {
        let left = &self.shape;
        if next.continues || left.outlet && next.titled && gap != Gap::Pause {
            return false;
        }
        match gap {
            Gap::None | Gap::And => !left.outlet,
            Gap::Pause => !next.bare,
            Gap::Comma => {
                left.titled && next.titled
                    || left.site && next.site && !next.bare
                    || left.url && next.url
            }
            Gap::Blank => {
                left.titled && next.titled
                    || left.url && next.url
                    || run_together == RunTogether::Likely && !next.bare && !left.url && !next.url
            }
        }
    }
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
            if is_title {
                if let Some(len) = and_before_title(&piece[at..]) {
                    push(piece, &mut found, from..at, before);
                    at += len;
                    (from, before) = (at, Gap::And);
                }
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
        if gap.is_some() && gap != Some(Gap::Blank) {
            after_title = false;
        }
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
        if between.is_empty()
            || publisher::is_outlet(&words[left.inner.clone()])
            || people::names(between).is_none()
            || CONTAINERS.iter().any(|w| between.starts_with(w))
        {
            continue;
        }
        let cut = if left.outer.start == from {
            right.outer.start
        } else {
            left.outer.end
        };
        found.push(Fragment {
            span: span.start + from..span.start + cut,
            before: gap,
        });
        gap = Gap::None;
        from = cut;
    }
    found.push(Fragment {
        span: span.start + from..span.end,
        before: gap,
    });
}

/// The bytes of a word that joins two titles, when a title follows it.
fn and_before_title(rest: &str) -> Option<usize> {
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    [
        "以及", "和", "与", "及", "&", "/", "／", "+", "|", "｜", "--",
    ]
    .iter()
    .find_map(|word| {
        let after = rest[blank..].strip_prefix(word)?;
        let after = after.trim_start_matches(' ');
        after.starts_with('《').then(|| rest.len() - after.len())
    })
}

/// Whether a line is Western text, in which commas and blanks separate fields.
pub(super) fn is_western(piece: &str) -> bool {
    let han = piece.chars().filter(|&c| is_han(c)).count();
    let latin = piece.chars().filter(char::is_ascii_alphabetic).count();
    let in_urls: usize = url::find_all(piece).iter().map(|u| u.len()).sum();
    !piece.contains('《') && latin.saturating_sub(in_urls) > 4 * han && latin > in_urls
}

/// Cuts between addresses and the words that belong to the next one. An address goes with the
/// words it touches; between two texts it touches alike, with the text before it, or after it when
/// the line begins with an address.
fn by_urls(text: &str, span: &Span) -> Vec<Span> {
    let piece = &text[span.clone()];
    let urls = url::find_all(piece);
    let url_first = urls.first().is_some_and(|u| u.start == 0);
    let mut found = Vec::new();
    let mut from = 0;
    for (i, address) in urls.iter().enumerate() {
        let next = urls.get(i + 1).map_or(piece.len(), |u| u.start);
        let before = piece.get(from..address.start).unwrap_or_default();
        let after = &piece[address.end..next];
        let has_left = !before
            .trim_matches(|c: char| is_blank(c) || separator(c))
            .is_empty();
        let has_right = !after
            .trim_matches(|c: char| is_blank(c) || separator(c))
            .is_empty();
        let touches = |c: Option<char>| c.is_some_and(|c| !is_blank(c));
        let left_glued = has_left && touches(before.chars().next_back());
        let right_glued = has_right && touches(after.chars().next());
        let cut = match (has_left, has_right) {
            (false, false) if i + 1 < urls.len() => Some(next),
            (true, false) if i + 1 < urls.len() => Some(next),
            (true, true) if left_glued && !right_glued => {
                Shape::of(after).alone.then_some(address.end)
            }
            (true, true) if right_glued && !left_glued => Some(address.start),
            (true, true) if url_first => Some(address.start),
            (true, true) => Shape::of(after).alone.then_some(address.end),
            _ => None,
        };
        if let Some(cut) = cut.filter(|&cut| cut > from) {
            found.push(span.start + from..span.start + cut);
            from = cut;
        }
    }
    found.push(span.start + from..span.end);
    found
        .into_iter()
        .map(|s| trim_span(text, &s, separator))
        .filter(|s| !s.is_empty())
        .collect()
}

/// An entry with what decides whether it goes with its neighbours.
struct Entry {
    span: Span,
    line: usize,
    /// An address and nothing else.
    url: bool,
    /// Holds an address.
    has_url: bool,
    /// Ends in a colon.
    open: bool,
}

impl Entry {
    fn new(text: &str, span: Span, line: usize) -> Self {
        let span = trim_span(text, &span, separator);
        let words = &text[span.clone()];
        let urls = url::find_all(words);
        Self {
            url: urls.first().is_some_and(|u| u.len() == words.len()),
            has_url: !urls.is_empty(),
            open: words.ends_with(['：', ':']),
            span,
            line,
        }
    }
}

/// Joins entries cut too far: an address and the words that describe it on the next line, field
/// names on lines of their own, a name or an imprint set off by `。`.
fn join(text: &str, found: Vec<Entry>) -> Vec<Span> {
    let url_first = found.first().is_some_and(|e| e.url);
    let mut joined: Vec<Entry> = Vec::new();
    for entry in found {
        let words = &text[entry.span.clone()];
        let Some(last) = joined.last_mut() else {
            joined.push(entry);
            continue;
        };
        let last_words = &text[last.span.clone()];
        let other_line = last.line != entry.line;
        let goes_with = if url_first && !last.has_url_joined() {
            last.url && !entry.has_url
        } else {
            entry.url && !last.has_url && (other_line || last.open)
        };
        let field = CONTINUES.iter().any(|w| {
            words
                .strip_prefix(w)
                .is_some_and(|rest| trim(rest).starts_with(['：', ':']) && !words.contains('《'))
        });
        let cut_by_stop = !other_line
            && (is_imprint(words) || starts_with_title(words) && is_only_names(last_words));
        if goes_with || field || cut_by_stop {
            last.span.end = entry.span.end;
            last.has_url |= entry.has_url;
            last.url = false;
            last.open = entry.open;
        } else {
            joined.push(entry);
        }
    }
    joined.into_iter().map(|e| e.span).collect()
}

impl Entry {
    /// Whether an address of it already has its words.
    fn has_url_joined(&self) -> bool {
        self.has_url && !self.url
    }
}

fn starts_with_title(words: &str) -> bool {
    words.starts_with('《')
}

fn is_only_names(words: &str) -> bool {
    !words.contains('《') && people::names(words).is_some()
}

/// Whether a piece is a press, a year or a role and nothing that names a source.
fn is_imprint(words: &str) -> bool {
    if words.contains('《') || words.chars().count() > 40 {
        return false;
    }
    let dated = year::dates(words)
        .first()
        .is_some_and(|d| d.span.start == 0);
    let role = people::role_at_end(words).is_some_and(|(names, _)| people::names(names).is_some());
    kind::head(words).is_none()
        && (publisher::press_in(words).is_some() || role || dated && words.chars().count() <= 12)
}

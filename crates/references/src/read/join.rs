//! Joins what was cut too far.

use super::fragment::Item;
use super::kind;
use super::look;
use super::marks::separator;
use super::marks::{trim, trim_span};
use super::people;
use super::publisher;
use super::url;
use super::year;
use crate::reference::Kind;
use chengshu_text::source::Span;

/// Field names that continue the entry above them.
const CONTINUES: &[&str] = &[
    "作者", "译者", "著者", "编者", "出版社", "出版时间", "出版年", "出版日期", "出版方", "链接",
    "网址", "地址", "页码", "页数", "原名", "副标题",
];

/// An entry with what decides whether it goes with its neighbours.
#[allow(clippy::struct_excessive_bools, reason = "observations, each independent of the others")]
pub(super) struct Entry {
    pub span: Span,
    pub line: usize,
    /// How many headings, notes and pieces of the blurb stand before it.
    pub part: usize,
    /// An address and nothing else, but for a date.
    pub url: bool,
    /// Holds an address.
    pub has_url: bool,
    /// Ends in a colon.
    pub open: bool,
    /// Follows a list number, which only an entry of its own has.
    pub numbered: bool,
}

impl Entry {
    pub(super) fn new(text: &str, span: Span, item: &Item) -> Self {
        let span = trim_span(text, &span, separator);
        let words = &text[span.clone()];
        let urls = url::find_all(words);
        Self {
            url: urls.first().is_some_and(|url| {
                let rest = &words[url.end..];
                url.start == 0 && (rest.is_empty() || year::alone(rest).is_some())
            }),
            has_url: !urls.is_empty(),
            open: words.ends_with(['：', ':']),
            numbered: false,
            span,
            line: item.line,
            part: item.part,
        }
    }
}

/// Joins entries cut too far: an address and the words that describe it on the next line, field
/// names on lines of their own, a name or an imprint set off by `。`.
pub(super) fn join(text: &str, found: Vec<Entry>) -> Vec<Span> {
    let url_first = found.first().is_some_and(|e| e.url);
    let alone = found.iter().filter(|e| e.url).count();
    let texts = found.iter().filter(|e| !e.has_url).count();
    // 风的文章 / address / 帆的文章 / address: every text has its address below it.
    let alternates = !url_first && 2 * alone >= texts;
    let mut joined: Vec<Entry> = Vec::new();
    for entry in found {
        let words = &text[entry.span.clone()];
        let Some(last) = joined.last_mut().filter(|last| last.part == entry.part) else {
            joined.push(entry);
            continue;
        };
        let last_words = &text[last.span.clone()];
        let other_line = last.line != entry.line;
        let describes = last.url && !entry.has_url;
        let goes_with = if url_first && !last.has_url_joined() {
            describes
        } else if entry.url && !last.has_url {
            last.open || other_line && (alternates || !last_words.contains('《'))
        } else {
            describes && other_line && !alternates && describes_address(words)
        };
        let field = CONTINUES.iter().any(|w| {
            words
                .strip_prefix(w)
                .is_some_and(|rest| trim(rest).starts_with(['：', ':']) && !words.contains('《'))
        });
        let field = field || !entry.numbered && look::is_identifier(words);
        let cut_by_stop = !other_line
            && (is_imprint(words) || starts_with_title(words) && is_only_names(last_words));
        // A name with its role, or a press, on a line of its own goes with the title above it.
        let set_below =
            other_line && !entry.numbered && last_words.contains('《') && is_responsibility(words);
        if goes_with && !entry.numbered || field || cut_by_stop || set_below {
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

/// Whether words can describe the address above them rather than be a source of their own.
fn describes_address(words: &str) -> bool {
    !words.contains('《')
        && matches!(kind::of_phrase(words), Kind::Web | Kind::Wiki | Kind::Article | Kind::Other)
        && kind::head(words).is_some()
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

/// Whether a line is a press or names with a role, and nothing else.
fn is_responsibility(words: &str) -> bool {
    let role = people::role_at_end(words).is_some_and(|(names, _)| people::names(names).is_some());
    let press = publisher::press_in(words) == Some((0, words.len()));
    !words.contains('《') && kind::head(words).is_none() && (role || press)
}

/// Whether a piece is a press, a year or a role and nothing that names a source.
fn is_imprint(words: &str) -> bool {
    if words.contains('《') || words.chars().count() > 40 {
        return false;
    }
    let dated = year::dates(words).first().is_some_and(|d| d.span.start == 0);
    let role = people::role_at_end(words).is_some_and(|(names, _)| people::names(names).is_some());
    kind::head(words).is_none()
        && (publisher::press_in(words).is_some() || role || dated && words.chars().count() <= 12)
}

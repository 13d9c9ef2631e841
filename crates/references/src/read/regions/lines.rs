//! The lines of a description, and the lists among them that need no heading.

use std::cell::OnceCell;

use super::super::lexicon::{ListWord, lists};
use super::super::look::Look;
use super::super::marks::{is_blank, trim_span};
use super::super::notes;
use super::super::number;
use super::super::split;
use chengshu_text::source::Span;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Its place among all lines of the text.
    pub(super) at: usize,
    pub(super) span: Span,
    /// Its list number or bullet.
    pub(super) number: Option<number::Number>,
    /// What follows that.
    pub(super) body: &'a str,
    /// How that looks, once somebody has asked.
    pub(super) look: OnceCell<Look>,
    /// How many blanks stand before it.
    pub(super) indent: usize,
    /// Whether a blank line stands before it, or nothing.
    pub(super) apart: bool,
    /// Whether it is of a list of links, or of plain references, that needs no heading.
    pub(super) listed: bool,
    /// Whether it is of a list most of whose lines are links.
    pub(super) links: bool,
}

impl Line<'_> {
    pub(super) fn look(&self) -> &Look {
        self.look.get_or_init(|| Look::of(self.body))
    }

    /// Whether it is an address and nothing else, not even a list number.
    pub(super) fn is_address(&self) -> bool {
        self.number.is_none_or(|number| number.value.is_none()) && self.look().address
    }
}

pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut from = 0;
    let mut apart = true;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let span = trim_span(text, &(from..from + line.len()), |_| false);
        if span.is_empty() {
            apart = true;
        } else {
            let indent = text[from..span.start].chars().count();
            let words = &text[span.clone()];
            let number = number::at_start(words);
            let body = &words[number.map_or(0, |number| number.len)..];
            lines.push(Line {
                at,
                span,
                number,
                body,
                look: OnceCell::new(),
                indent,
                apart,
                listed: false,
                links: false,
            });
            apart = false;
        }
        from += line.len();
    }
    mark_lists(&mut lines);
    lines
}

/// Finds lists that need no heading: lines with bullets, most of which are links or can be nothing
/// but entries.
fn mark_lists(lines: &mut [Line<'_>]) {
    let mut from = 0;
    while from < lines.len() {
        let mut to = from;
        let (mut entries, mut links, mut bullets) = (0, 0, 0);
        while let Some(line) = lines.get(to) {
            if line.number.is_none() {
                if bullets > 0 && line.indent > 1 && !line.apart {
                    to += 1;
                    continue;
                }
                break;
            }
            let body = line.body;
            bullets += 1;
            if body.contains("](") || body.contains(|c: char| c.is_ascii_digit()) {
                let look = line.look();
                let link = body.contains("](") && look.linked;
                let entry = link || look.sure && split::is_western(body);
                if entry && !look.own && !is_stop(body, look) {
                    entries += 1;
                    links += usize::from(link);
                }
            }
            to += 1;
        }
        if entries > 1 && entries * 2 >= bullets {
            for line in &mut lines[from..to] {
                line.listed = true;
                line.links = links * 2 >= bullets;
            }
        }
        from = to.max(from + 1);
    }
}

/// Whether a line of a list is told by its words to be none of its entries.
pub(super) fn is_stop(body: &str, look: &Look) -> bool {
    let core = body.trim_matches(|c: char| is_blank(c) || "[（(*_!！".contains(c));
    notes::is_tags(body)
        || notes::is_chapter_mark(core)
        || core.starts_with(['@', '＠'])
        || notes::begins(core)
        || !look.titled && (lists::has(body, ListWord::Within) || has_mail(body))
}

/// Whether a text holds an address of mail.
fn has_mail(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            name.ends_with(|c: char| c.is_ascii_alphanumeric())
                && host.contains('.')
                && !host.contains('/')
        })
    })
}

/// `* * *`, `---`.
pub(in super::super) fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let first = marks.next();
    first.is_some_and(|first| "-*_=—".contains(first) && marks.clone().all(|c| c == first))
        && marks.count() >= 2
}

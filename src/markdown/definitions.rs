//! Link reference definitions (`CommonMark` 0.31, section 4.7), which the parser takes out of the
//! text without a word.
//!
//! One that a link or picture refers to is markup. Any other is a line of the text that only looks
//! like one, such as `[Host]: Welcome!`, and so is a second one of the same label.

use std::collections::HashSet;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, OffsetIter, Tag};

use super::guard::Guarded;
use crate::model::text_sum::TextSum;
use chengshu_text::source::Span;
use chengshu_writing::script::is_cjk_mark;

/// The definitions of a text that something refers to.
pub struct Definitions<'a> {
    /// A reading of the text that has come to its end.
    reading: OffsetIter<'a>,
    /// Where they begin, in the text the parser saw.
    used: HashSet<usize>,
    /// Where they stand in the text, ascending.
    spans: Vec<Span>,
}

impl<'a> Definitions<'a> {
    /// Reads a text to see what it refers to.
    pub fn find(guarded: &Guarded<'_>, mut reading: OffsetIter<'a>) -> Self {
        let mut used = HashSet::new();
        let mut spans = Vec::new();
        while let Some((event, _)) = reading.next() {
            let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) =
                event
            else {
                continue;
            };
            let definition = reading.reference_definitions().get(&id);
            // What begins so is a note's, where the parser has not lost its place.
            let Some(definition) = definition.filter(|_| !id.starts_with('^')) else {
                continue;
            };
            let is_meant = match link_type {
                LinkType::Reference | LinkType::Collapsed => true,
                // Brackets alone may be anything.
                LinkType::Shortcut => may_be_address(&definition.dest),
                _ => false,
            };
            if is_meant && used.insert(definition.span.start) {
                spans.push(guarded.original(&definition.span));
            }
        }
        spans.sort_unstable_by_key(|span| span.start);
        Self { reading, used, spans }
    }

    /// The text with blanks in place of the definitions, and the sum of these.
    pub fn blanked(&self, text: &str) -> (String, TextSum) {
        let mut blanked = String::with_capacity(text.len());
        let mut text_sum = TextSum::default();
        let mut copied = 0;
        for span in &self.spans {
            blanked.push_str(&text[copied..span.start]);
            for (number, line) in text[span.clone()].split_inclusive('\n').enumerate() {
                // The signs of a quotation before a further line are no part of the definition.
                let signs = |c: char| c.is_ascii_whitespace() || c == '>';
                let content = if number == 0 { line } else { line.trim_start_matches(signs) };
                blanked.push_str(&line[..line.len() - content.len()]);
                let (content, end) = content.split_at(content.trim_end_matches(['\r', '\n']).len());
                text_sum.add_text(content);
                blanked.extend(std::iter::repeat_n(' ', content.len()));
                blanked.push_str(end);
            }
            copied = span.end;
        }
        blanked.push_str(&text[copied..]);
        (blanked, text_sum)
    }

    /// Where a guard keeps what looks like a definition from being one, in the text with blanks:
    /// before the colon.
    pub fn guards(blanked: &str) -> impl Iterator<Item = usize> {
        let mut from = 0;
        memchr::memmem::find_iter(blanked.as_bytes(), "]:").filter_map(move |at| {
            let before = &blanked[std::mem::replace(&mut from, at)..at];
            // The label of a note stands on one line and is not blank.
            let is_note = before.rfind('[').is_some_and(|open| {
                let label = before[open + 1..].strip_prefix('^');
                label.is_some_and(|label| !label.trim().is_empty() && !label.contains('\n'))
            });
            (!is_note).then_some(at + 1)
        })
    }

    /// The target of a reference: the address and the title.
    pub fn target(&self, link: &BrokenLink<'_>) -> Option<(CowStr<'static>, CowStr<'static>)> {
        let definition = self.reading.reference_definitions().get(&link.reference)?;
        if !self.used.contains(&definition.span.start) {
            return None;
        }
        let definition = definition.clone().into_static();
        Some((definition.dest, definition.title.unwrap_or("".into())))
    }
}

/// True if what stands behind a label and a colon has the form of an address.
fn may_be_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_dot_inside = || {
        let mut triples = bytes.windows(3);
        triples
            .any(|three| three[1] == b'.' && three[0] != b'.' && three[2].is_ascii_alphanumeric())
    };
    let has_sign = text.is_empty() || text.starts_with('#') || text.contains(['/', ':', '@']);
    (has_sign || has_dot_inside()) && !text.chars().any(is_cjk_mark)
}

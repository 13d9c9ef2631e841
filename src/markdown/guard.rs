//! Chinese emphasis (requirement Z7). `CommonMark`'s flanking rule looks for spaces that Chinese
//! does not have: in `说**“好。”**他` neither `**` may open or close, as each has a mark on one
//! side and a letter on the other (commonmark-spec issue 650). A private-use character between
//! delimiter and mark makes both sides letters; it is taken out again before anybody sees it. One in
//! the second line of a table makes it a paragraph, for those the parser cannot take, and one before
//! the colon of a definition that nothing refers to makes it text.

use std::borrow::Cow;
use std::collections::HashSet;

use super::sparse::Sparse;
use chengshu_text::source::{OffsetMap, Span};
use chengshu_writing::script::is_cjk_mark;

/// Text ready for the parser, and the way back from its offsets.
pub struct Guarded<'a> {
    /// The text with guards.
    pub text: Cow<'a, str>,
    /// From the guarded text to the text; `None` when they are the same.
    pub map: Option<OffsetMap>,
    /// The guard, which the text itself does not contain.
    pub guard: char,
}

impl Guarded<'_> {
    /// Where a span of the guarded text stands in the text.
    pub fn original(&self, span: &Span) -> Span {
        match &self.map {
            Some(map) => map.original(span.start)..map.original(span.end),
            None => span.clone(),
        }
    }
}

/// Puts guards where a `*` run has a Chinese mark on just one side and no space on the other, where
/// tables are to be none, and at other places.
pub fn guard<'a>(
    text: impl Into<Cow<'a, str>>,
    tables: &[Sparse],
    others: impl Iterator<Item = usize>,
) -> Guarded<'a> {
    let text = text.into();
    let mut places: Vec<usize> = tables
        .iter()
        .flat_map(|table| &table.delimiters)
        .copied()
        .chain(others)
        .collect();
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(step) = memchr::memchr(b'*', &bytes[from..]) {
        let start = from + step;
        let end =
            start + bytes[start..].iter().position(|&b| b != b'*').unwrap_or(bytes.len() - start);
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        if let (Some(before), Some(after)) = (before, after)
            && !before.is_whitespace()
            && !after.is_whitespace()
        {
            match (is_cjk_mark(before), is_cjk_mark(after)) {
                (true, false) if !after.is_ascii_punctuation() => places.push(start),
                (false, true) if !before.is_ascii_punctuation() => places.push(end),
                _ => {}
            }
        }
        from = end;
    }
    places.sort_unstable();
    places.dedup();
    let guard = (!places.is_empty()).then(|| unused(&text)).flatten();
    let Some(guard) = guard else {
        return Guarded {
            text,
            map: None,
            // The parser replaces it (CommonMark 0.31, section 2.3), so no event holds it.
            guard: '\0',
        };
    };
    let mut guarded = String::with_capacity(text.len() + places.len() * guard.len_utf8());
    let mut copied = 0;
    for &place in &places {
        guarded.push_str(&text[copied..place]);
        guarded.push(guard);
        copied = place;
    }
    guarded.push_str(&text[copied..]);
    let edits = places.iter().map(|&at| (at..at, guard.len_utf8()));
    Guarded { text: Cow::Owned(guarded), map: Some(OffsetMap::starting_at(0).edited(edits)), guard }
}

/// A private-use character the text does not hold; none when it holds them all.
fn unused(text: &str) -> Option<char> {
    const FIRST: char = '\u{e000}';
    if !text.contains(FIRST) {
        return Some(FIRST);
    }
    let private = || (FIRST..='\u{f8ff}').chain('\u{f0000}'..='\u{ffffd}');
    let held: HashSet<char> = text.chars().filter(|c| *c >= FIRST).collect();
    private().find(|c| !held.contains(c))
}

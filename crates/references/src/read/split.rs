//! Cuts list text into entries.

use super::coded;
use super::fragment::{Fragment, Gap, Item, Shape, shaped};
use super::join::{Entry, join};
use super::look::Look;
use super::marks::separator;
use super::marks::{is_blank, protected, trim_span};
use super::number::{self, Style};
use super::url;
use super::year;
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

/// The longest text that is looked into for more than one entry by its words, in bytes; a longer
/// stretch without any separator is no list.
const LONGEST: usize = 20_000;

/// Cuts list text into the spans of its entries, in order.
pub(super) fn entries(text: &str, items: &[Item]) -> Vec<Span> {
    let lines = items.windows(2).filter(|pair| pair[0].line != pair[1].line).count();
    let run_together = if lines == 0 { RunTogether::Likely } else { RunTogether::Unlikely };
    let mut found: Vec<Entry> = Vec::new();
    for item in items {
        let numbered = number::at_start(&text[item.span.clone()]);
        if item.whole {
            let from = item.span.start + numbered.map_or(0, |number| number.len);
            let mut entry = Entry::new(text, from..item.span.end, item);
            entry.numbered = numbered.is_some();
            found.push(entry);
            continue;
        }
        let listed = listed(text, &item.span);
        if !listed.is_empty() {
            found.extend(listed.into_iter().map(|span| {
                let mut entry = Entry::new(text, span, item);
                entry.numbered = true;
                entry
            }));
            continue;
        }
        let numbered = numbered.is_some();
        for piece in by_numbers(text, &item.span) {
            let mut starts = numbered;
            for span in by_fragments(text, &piece, run_together) {
                for span in by_urls(text, &span) {
                    let mut entry = Entry::new(text, span, item);
                    entry.numbered = starts;
                    starts = false;
                    found.push(entry);
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

/// Marks that part entries in a script with blanks, where a list is run together on one line.
const PARTS: &[&str] = &["; ", " • ", " · ", " | ", " - ", " – ", " * "];

/// The entries of a line of Western text that is a list: what stands between marks looks like an
/// entry each time. Nothing if the line is not.
fn listed(text: &str, item: &Span) -> Vec<Span> {
    let piece = &text[item.clone()];
    if piece.len() > LONGEST || !is_western(piece) {
        return Vec::new();
    }
    let safe = protected(piece);
    let apart = |at: usize| {
        let near = safe.partition_point(|span| span.end <= at);
        safe.get(near).is_none_or(|span| at < span.start)
    };
    for mark in PARTS {
        // Between dashes stand names and titles, unless the first entry has one too.
        if mark.contains(['-', '–', '*']) && !piece.starts_with(mark.trim_start()) {
            continue;
        }
        let mut found = Vec::new();
        let mut from = 0;
        let cuts = piece.match_indices(mark).filter(|(at, _)| apart(*at));
        for (at, mark) in cuts.chain([(piece.len(), "")]) {
            let number = number::at_start(&piece[from..at]);
            from += number.map_or(0, |number| number.len);
            found.push(item.start + from..item.start + at);
            from = at + mark.len();
        }
        let likely = |span: &Span| Look::of(&text[span.clone()]).is_likely();
        if found.len() > 1 && found.iter().all(likely) {
            return found;
        }
    }
    Vec::new()
}

/// Takes the list number off, and cuts at the following numbers of the same style when a line
/// counts on: `1.甲 2.乙`.
fn by_numbers(text: &str, item: &Span) -> Vec<Span> {
    let piece = &text[item.clone()];
    let Some(first) = number::at_start(piece) else {
        return vec![item.clone()];
    };
    let mut found = Vec::new();
    let mut from = first.len;
    // Issues are numbered as well: № 3.
    let western = is_western(piece);
    let counts = first.style != Style::Loose && (!western || first.value == Some(1));
    if let (Some(mut value), true) = (first.value, counts) {
        let mut safe = protected(piece).into_iter().peekable();
        let (mut may_start, mut before) = (false, ' ');
        for (at, c) in piece.char_indices() {
            while safe.next_if(|s| s.end <= at).is_some() {}
            let inside = safe.peek().is_some_and(|s| at > s.start);
            let symbol = first.style == Style::Symbol || matches!(first.style, Style::Enclosed(_));
            let ends = !western || before.is_ascii_digit() || ".;)”\"».".contains(before);
            if at > from && !inside && (may_start && ends || symbol) {
                let next = number::at_start(&piece[at..])
                    .filter(|n| n.style == first.style && n.value == Some(value + 1));
                if let Some(next) = next {
                    found.push(item.start + from..item.start + at);
                    from = at + next.len;
                    value += 1;
                }
            }
            if !is_blank(c) {
                before = c;
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
    for (fragment, shape) in shaped(piece) {
        let Some(open) = group.as_mut() else {
            group = Some(Group::new(fragment.span, &shape));
            continue;
        };
        let gap = if open.pending_to_next(&shape) {
            open.pending_gap.unwrap_or(fragment.before)
        } else {
            fragment.before
        };
        // 「港の灯」『海事研究』: the piece, and where it came out.
        let piece_of = fragment.before == Gap::None
            && piece[..fragment.span.start].ends_with('」')
            && piece[fragment.span.start..].starts_with('『');
        if shape.alone && open.shape.alone && !piece_of && open.may_end(&shape, gap, run_together) {
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
            Gap::Pause => {
                !next.bare || left.site.is_some() && next.site.is_some() && left.site != next.site
            }
            Gap::Comma => {
                (left.titled || left.site.is_some())
                    && (next.titled || next.site.is_some())
                    && !next.bare
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

/// Latin, Greek, Cyrillic and their like: scripts older than the blocks of East Asia.
fn is_western_letter(c: char) -> bool {
    c.is_alphabetic() && c < '\u{1100}'
}

/// Whether a line is Western text, in which commas and blanks separate fields.
pub(super) fn is_western(piece: &str) -> bool {
    let (mut han, mut latin) = (0_usize, 0_usize);
    for c in piece.chars() {
        han += usize::from(!c.is_ascii() && is_han(c));
        latin += usize::from(is_western_letter(c));
    }
    if latin <= 4 * han || piece.contains('《') {
        return false;
    }
    let in_urls: usize = url::find_all(piece).iter().map(ExactSizeIterator::len).sum();
    latin.saturating_sub(in_urls) > 4 * han && latin > in_urls
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
        // A date is the address's.
        let says =
            |words: &str| words.contains(char::is_alphanumeric) && year::alone(words).is_none();
        let (has_left, has_right) = (says(before), says(after));
        let touches = |c: Option<char>| c.is_some_and(|c| !is_blank(c));
        let left_glued = has_left && touches(before.chars().next_back());
        let right_glued = has_right && touches(after.chars().next());
        let cut = match (has_left, has_right) {
            (_, false) if i + 1 < urls.len() => Some(next),
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

//! Paired marks (`《》`, brackets, quotation marks) and blank characters: where text may be cut.

use chengshu_text::source::Span;

/// The pairs, opening and closing; the full-width and the plain form close each other because
/// writers mix them.
const PAIRS: &[(&[char], &[char])] = &[
    (&['《', '«'], &['》', '»']),
    (&['〈'], &['〉']),
    (&['（', '('], &['）', ')']),
    (&['“'], &['”']),
    (&['「'], &['」']),
    (&['『'], &['』']),
    (&['【'], &['】']),
    (&['[', '［', '〔'], &[']', '］', '〕']),
];

/// How many rows [`PAIRS`] has.
const KINDS: usize = 8;

/// The row of [`PAIRS`] that holds book title marks.
const TITLE: usize = 0;

/// Rows of [`PAIRS`] that mark a title where there is no `《` at all: `〈〉`, `『』`, `「」`.
const LESSER_TITLES: &[usize] = &[1, 5, 4];

/// Whether a character shows nothing: white space, controls, zero-width characters.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The text without blanks at either end.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The part of `span` that [`trim`] leaves, also without the characters `also` holds of.
pub(super) fn trim_span(text: &str, span: &Span, also: impl Fn(char) -> bool) -> Span {
    let piece = &text[span.clone()];
    let cut = |c: char| is_blank(c) || also(c);
    let start = span.start + (piece.len() - piece.trim_start_matches(cut).len());
    let end = span.end - (piece.len() - piece.trim_end_matches(&cut).len());
    start..end.max(start)
}

/// A stretch between paired marks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pair {
    row: usize,
    outer: Span,
    inner: Span,
}

/// What a pass over the marks finds.
struct Found {
    /// Closed pairs that lie in no other pair, in order.
    pairs: Vec<Pair>,
    /// Opening marks that are never closed.
    open: Vec<(usize, usize)>,
    /// Closing title marks that were never opened.
    stray: Vec<usize>,
}

/// Pairs the marks up in one pass. A closing mark takes the latest open one of its kind and
/// leaves what was opened since unpaired; marks without a partner protect nothing, so one slip
/// does not swallow the rest of a list.
fn pair_up(text: &str) -> Found {
    let mut stack: Vec<(usize, usize, usize)> = Vec::new();
    let mut waiting = [0_usize; KINDS];
    let mut open = Vec::new();
    let mut stray = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, c) in text.char_indices() {
        // Nearly all of a text is neither.
        if !matches!(c, '('..=')' | '['..=']' | '«' | '»' | '\u{2010}'..='\u{201f}' | '\u{3000}'..='\u{301f}' | '\u{ff00}'..)
        {
            continue;
        }
        if let Some(row) = PAIRS.iter().position(|(o, _)| o.contains(&c)) {
            stack.push((row, at, at + c.len_utf8()));
            waiting[row] += 1;
        } else if let Some(row) = PAIRS.iter().position(|(_, e)| e.contains(&c)) {
            if waiting[row] == 0 {
                if row == TITLE {
                    stray.push(at);
                }
                continue;
            }
            while let Some((other, from, inner)) = stack.pop() {
                waiting[other] -= 1;
                if other == row {
                    while pairs.last().is_some_and(|p| p.outer.start > from) {
                        pairs.pop();
                    }
                    pairs.push(Pair { row, outer: from..at + c.len_utf8(), inner: inner..at });
                    break;
                }
                open.push((other, from));
            }
        }
    }
    open.extend(stack.into_iter().map(|(row, from, _)| (row, from)));
    Found { pairs, open, stray }
}

/// The stretches of `text` inside paired marks, marks included, in order and apart.
pub(super) fn protected(text: &str) -> Vec<Span> {
    pair_up(text).pairs.into_iter().map(|p| p.outer).collect()
}

/// A title in its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// The title with its marks.
    pub outer: Span,
    /// The title itself.
    pub inner: Span,
    /// Whether both marks are there.
    pub closed: bool,
}

/// The titles of `text`, in order, none inside another or inside brackets. A mark that is never
/// closed opens a title that lasts to the next title or the end; one that was never opened ends
/// a title that starts with the text.
pub(super) fn titles(text: &str) -> Vec<Title> {
    let Found { pairs, open, stray } = pair_up(text);
    let mut found = of_rows(&pairs, &[TITLE]);
    let is_inside = |at: usize| {
        let around = pairs.partition_point(|p| p.outer.end <= at);
        pairs.get(around).is_some_and(|p| p.outer.start < at)
    };
    // One slip is a slip; a text full of them is not a list of works.
    let slip = open
        .iter()
        .map(|&(_, at)| at)
        .find(|&at| text[at..].starts_with('《') && !is_inside(at));
    if let Some(from) = slip {
        let next = found
            .iter()
            .map(|t| t.outer.start)
            .filter(|&start| start > from)
            .min()
            .unwrap_or(text.len());
        let inner = trim_span(text, &(from + '《'.len_utf8()..next), |_| false);
        if !inner.is_empty() {
            found.push(Title { outer: from..next, inner, closed: false });
        }
    }
    found.sort_by_key(|t| t.outer.start);
    if found.is_empty() {
        if let Some(&end) = stray.first().filter(|&&end| end > 0) {
            found.push(Title {
                outer: 0..end + text[end..].chars().next().map_or(0, char::len_utf8),
                inner: 0..end,
                closed: false,
            });
        } else {
            found = of_rows(&pairs, LESSER_TITLES);
        }
    }
    found
}

fn of_rows(pairs: &[Pair], rows: &[usize]) -> Vec<Title> {
    pairs
        .iter()
        .filter(|p| rows.contains(&p.row) && !p.inner.is_empty())
        .map(|p| Title { outer: p.outer.clone(), inner: p.inner.clone(), closed: true })
        .collect()
}

/// Takes bracketed remarks out of `text`, and hands back what is left and what stood in the
/// brackets.
pub(super) fn without_remarks(text: &str) -> (String, Vec<&str>) {
    let mut left = String::with_capacity(text.len());
    let mut remarks = Vec::new();
    let mut from = 0;
    let rows = |row: usize| matches!(row, 2 | 6 | 7);
    for pair in pair_up(text).pairs.iter().filter(|p| rows(p.row)) {
        left.push_str(&text[from..pair.outer.start]);
        remarks.push(trim(&text[pair.inner.clone()]));
        from = pair.outer.end;
    }
    left.push_str(&text[from..]);
    (left, remarks)
}

/// Cuts `text` at characters that lie outside paired marks and for which `cuts` holds; the
/// characters cut at are dropped, and so are empty pieces.
pub(super) fn split_outside(text: &str, cuts: impl Fn(char) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut safe = protected(text).into_iter().peekable();
    for (at, c) in text.char_indices() {
        while safe.next_if(|s| s.end <= at).is_some() {}
        if safe.peek().is_none_or(|s| at < s.start) && cuts(c) {
            pieces.push(trim(&text[from..at]));
            from = at + c.len_utf8();
        }
    }
    pieces.push(trim(&text[from..]));
    pieces.retain(|p| !p.is_empty());
    pieces
}

/// Characters that separate entries.
pub(super) fn separator(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '、' | '，' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_never_closed_opens_a_title() {
        // What lies inside another pair, or is no 《, opens none.
        for (text, inner) in
            [("甲《乙", Some("乙")), ("（《甲）乙《丙", Some("丙")), ("甲«乙™", None)]
        {
            let found = titles(text);
            let found = found.first().map(|title| &text[title.inner.clone()]);
            assert_eq!(found, inner, "{text}");
        }
    }

    fn inner(text: &str) -> Vec<&str> {
        titles(text).into_iter().map(|t| &text[t.inner.clone()]).collect()
    }

    #[test]
    fn titles_nest_and_may_be_left_open() {
        assert_eq!(inner("《甲〈乙〉丙》丁《戊》"), ["甲〈乙〉丙", "戊"]);
        assert_eq!(inner("《甲《乙》丙》丁"), ["甲《乙》丙"]);
        assert_eq!(inner("《甲乙丙"), ["甲乙丙"]);
        assert_eq!(inner("甲乙》丙"), ["甲乙"]);
        assert_eq!(inner("丙『甲乙』"), ["甲乙"]);
        assert!(inner("甲（《乙》）").is_empty());
    }

    #[test]
    fn a_mark_without_a_partner_protects_nothing() {
        assert_eq!(
            split_outside("甲（乙，丙，《丁，戊》", |c| c == '，'),
            ["甲（乙", "丙", "《丁，戊》"]
        );
    }

    #[test]
    fn remarks_come_out() {
        assert_eq!(without_remarks("[美]甲（乙）丙"), ("甲丙".into(), vec!["美", "乙"]));
    }
}

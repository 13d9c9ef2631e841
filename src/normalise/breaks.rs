//! Rule `breaks`: `---` under a line of text is a thematic break, unless the file underlines its
//! headings so.

use super::draft::{Edit, holds, lines};
use super::fences::Fences;
use super::lines::is_plain;
use crate::script::{columns, ends_sentence};

/// A heading is no wider, in columns, unless its underline is as long.
const WIDEST: usize = 48;

/// A line of hyphens under text.
struct Underline {
    at: usize,
    /// Whether the text above could be a heading: a short line by itself, not the end of a sentence,
    /// with text under it.
    titled: bool,
    /// Whether it is about as long as the text above, as nobody draws a break.
    fits: bool,
}

/// Puts an empty line before a line of hyphens that follows text. `CommonMark` reads the text as
/// a heading then (section 4.3), and tables and second heads have been seen in it elsewhere. What the
/// file means is read off all of them: where every text above could be a heading, and the file has no
/// `#` of the same levels, they are.
pub fn find(text: &str) -> Vec<Edit> {
    if !holds(text, "\n--") && !holds(text, "\n -") {
        return Vec::new();
    }
    let (underlines, numbered) = underlines(text);
    let all_titled = underlines.iter().all(|line| line.titled);
    underlines
        .iter()
        .filter(|line| !(line.titled && (line.fits || all_titled && !numbered)))
        .map(|line| Edit::insert(line.at, "\n"))
        .collect()
}

/// The lines of hyphens under text, and whether the file has headings of the first two levels with
/// `#`.
fn underlines(text: &str) -> (Vec<Underline>, bool) {
    let mut found: Vec<Underline> = Vec::new();
    let mut numbered = false;
    let mut fences = Fences::default();
    // The last two lines, and how many with text stand under the last underline.
    let (mut before, mut above) = ("", "");
    let mut under = 0;
    for (at, line) in lines(text) {
        let covered = fences.covers(line);
        let rule = line.trim();
        numbered |= !covered && (line.starts_with("# ") || line.starts_with("## "));
        if !covered
            && rule.len() >= 2
            && rule.bytes().all(|b| b == b'-')
            && line.len() - line.trim_start().len() <= 3
            && !above.trim().is_empty()
        {
            let width: usize = above.trim().chars().map(columns).sum();
            let ends = above
                .trim_end()
                .chars()
                .next_back()
                .is_some_and(ends_sentence);
            // A heading with nothing under it but the next is none.
            if under < 2
                && let Some(last) = found.last_mut()
            {
                last.titled = false;
            }
            let fits = rule.len() >= 4 && rule.len().abs_diff(width) <= 2;
            found.push(Underline {
                at,
                titled: before.trim().is_empty()
                    && is_plain(above)
                    && !above.starts_with([' ', '\t'])
                    && !above.contains('|')
                    && (fits || width <= WIDEST && !above.contains([':', '：']))
                    && !ends,
                fits,
            });
            under = 0;
            (before, above) = ("", "");
            continue;
        }
        under += usize::from(!rule.is_empty());
        (before, above) = if covered { ("", "") } else { (above, line) };
    }
    if under == 0
        && let Some(last) = found.last_mut()
    {
        last.titled = false;
    }
    (found, numbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::dialects::edited;

    #[test]
    fn underlined_headings_stay() {
        for text in [
            "The pier\n--------\n\nIt was built of oak.\n\nThe crane\n---------\nIt stands.",
            "码头\n---\n\n码头是木头造的。\n\n吊车\n---\n\n吊车立着。",
            "Title\n=====\n\nPier\n--\n\na.\n\n### b\n\nc.",
            "# Harbour\n\nThe pier\n--------\n\na.",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }

    #[test]
    fn breaks_under_text_are_parted_from_it() {
        for (text, expected) in [
            ("甲。\n---\n乙。", "甲。\n\n---\n乙。"),
            ("甲\n---\n乙。\n---\n丙", "甲\n\n---\n乙。\n\n---\n丙"),
            ("甲\n---\n乙\n---\n丙", "甲\n\n---\n乙\n\n---\n丙"),
            ("主持：甲\n---\n乙。", "主持：甲\n\n---\n乙。"),
            ("谢谢大家\n---", "谢谢大家\n\n---"),
            ("# 甲\n\n乙\n---\n\n丙", "# 甲\n\n乙\n\n---\n\n丙"),
            ("a\nb wrapped\n---\nc", "a\nb wrapped\n\n---\nc"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }
}

//! Rule `breaks`: `---` under a line of text is a thematic break, unless the file underlines its
//! headings so.

use super::draft::{Edit, holds, lines};
use super::markers::{Fences, is_plain};
use super::rule::{Apply, Rule};
use chengshu_writing::script::{columns, ends_sentence};

pub const RULE: Rule = Rule {
    id: "breaks",
    family: "markup",
    summary: "turns `---` under a line of text into a thematic break, unless the file underlines its headings like this",
    reason: "CommonMark makes the text above it a heading, and the paragraph is lost.",
    examples: &[("甲。\n---\n乙。", "甲。\n\n---\n乙。")],
    apply: Apply::Text(find),
};

/// A heading is no wider, in columns, unless its underline is as long.
const WIDEST: usize = 48;
/// One beside which other lines of hyphens are breaks is no wider.
const SHORT: usize = 28;

/// A line of hyphens under text.
struct Underline {
    at: usize,
    /// True if the text above could be a heading: a short line by itself, not the end of a sentence,
    /// with text under it.
    titled: bool,
    /// True if it is about as long as the text above, as nobody draws a break.
    fits: bool,
    /// True if the text above is short and without pauses, and apart from sentences below it. Those
    /// of a talk that is written down without marks tell nothing.
    apart: bool,
}

/// Puts an empty line before a line of hyphens that follows text. `CommonMark` reads the text as
/// a heading then (section 4.3), and tables and second heads have been seen in it elsewhere. What the
/// file means is read off all of them: where every text above could be a heading, and the file has no
/// `#` of the same levels, they are. Beside breaks under speech, short lines are that have sentences
/// under them.
fn find(text: &str) -> Vec<Edit> {
    if !holds(text, "\n--") && !holds(text, "\n -") {
        return Vec::new();
    }
    let (underlines, numbered) = underlines(text);
    let all_titled = underlines.iter().all(|line| line.titled);
    underlines
        .iter()
        .filter(|line| {
            let is_meant = line.fits || (all_titled || line.apart) && !numbered;
            !(line.titled && is_meant)
        })
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
    let (mut under, mut is_next) = (0, false);
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
            let ends = above.trim_end().chars().next_back().is_some_and(ends_sentence);
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
                apart: width <= SHORT && !above.contains(is_pause),
            });
            (under, is_next) = (0, true);
            (before, above) = ("", "");
            continue;
        }
        if let Some(last) = found.last_mut().filter(|_| under == 0) {
            let is_blank = rule.is_empty();
            last.apart &=
                is_blank || !is_next && rule.contains(|c| is_pause(c) || ends_sentence(c));
        }
        is_next = false;
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

fn is_pause(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | ',' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

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
            (
                "码头\n---\n\n码头是木头造的。\n\n今天就到这里，大家辛苦了。\n---",
                "码头\n---\n\n码头是木头造的。\n\n今天就到这里，大家辛苦了。\n\n---",
            ),
            (
                "好的谢谢\n---\n\n那我们开始\n\n先说到这里吧我们明天再来看看风还大不大\n---\n\n好。\n---\n",
                "好的谢谢\n\n---\n\n那我们开始\n\n先说到这里吧我们明天再来看看风还大不大\n\n---\n\n好。\n\n---\n",
            ),
            ("# 甲\n\n乙\n---\n\n丙", "# 甲\n\n乙\n\n---\n\n丙"),
            ("a\nb wrapped\n---\nc", "a\nb wrapped\n\n---\nc"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }
}

//! Rules `ellipsis` and `dashes`: the two marks drawn over two characters.

use super::{after, before, has_mark, is_chinese};
use crate::normalise::draft::Edit;
use crate::normalise::line::{LineRule, Writing};
use crate::normalise::rule::{Apply, Rule};
use crate::normalise::signs::{Signs, has_pair};
use chengshu_writing::script::is_ideographic;

/// Makes `……` of dots and of ellipses of another length beside Chinese.
pub const ELLIPSIS: Rule = Rule {
    id: "ellipsis",
    family: "punctuation",
    summary: "turns dots and short or long ellipses next to Chinese into `……`",
    reason: "A Chinese ellipsis has six dots in two characters (GB/T 15834, 4.11).",
    examples: &[("等等...好吧。。。", "等等……好吧……"), ("甲…乙", "甲……乙")],
    apply: Apply::Line(
        Writing::Chinese,
        LineRule {
            signs: Signs::ASCII.or(Signs::DRAWN).or(Signs::DOTS).or(Signs::IN_A_ROW),
            concerns: |text| {
                has_mark(text, b'.', |rest| rest.starts_with(b".."))
                    || has_mark(text, 0xe2, |rest| {
                        rest.starts_with("…".as_bytes()) || rest.starts_with("⋯".as_bytes())
                    })
                    || (has_pair(text, |last, first| [last, first] == [0x82, 0xe3])
                        && text.contains("。。。"))
                    || has_mark(text, 0xc2, |rest| rest.starts_with("···".as_bytes()))
            },
            find: |line| ellipses(line.text),
        },
    ),
};

fn ellipses(text: &str) -> Vec<Edit> {
    runs(
        text,
        |c| matches!(c, '.' | '…' | '⋯' | '。' | '·'),
        |run, sign| match sign {
            '.' | '。' | '·' if run.chars().count() < 3 => sign == '.' && run.len() == 2,
            '…' => run != "……",
            _ => true,
        },
    )
    .filter(|run| text[run.clone()].starts_with('。') || beside_chinese(text, run))
    .map(|run| Edit::replace(run, "……"))
    .collect()
}

/// Makes `——` of hyphens and of dashes of another kind or length between Chinese.
pub const DASHES: Rule = Rule {
    id: "dashes",
    family: "punctuation",
    summary: "turns hyphens and other dashes between Chinese into `——`",
    reason: "A Chinese dash takes two characters (GB/T 15834, 4.10); a single one marks a range.",
    examples: &[("灯塔--港口的眼睛", "灯塔——港口的眼睛"), ("甲―乙", "甲——乙")],
    apply: Apply::Line(
        Writing::Chinese,
        LineRule {
            signs: Signs::ASCII.or(Signs::DRAWN),
            concerns: |text| {
                has_mark(text, b'-', |rest| rest.starts_with(b"--"))
                    || has_mark(text, 0xe2, |rest| {
                        ["—", "―", "─", "–"].iter().any(|dash| rest.starts_with(dash.as_bytes()))
                    })
            },
            find: |line| dashes(line.text),
        },
    ),
};

fn dashes(text: &str) -> Vec<Edit> {
    runs(
        text,
        |c| matches!(c, '-' | '—' | '―' | '─' | '–'),
        |run, sign| match sign {
            '-' | '–' => run.chars().count() > 1,
            '—' => run != "——",
            _ => true,
        },
    )
    .filter(|run| {
        let (left, right) = (before(text, run.start), after(text, run.end));
        let chinese = |c: Option<char>| c.is_none_or(|c| is_chinese(c) || c == '\n');
        // A span of years or numbers has a dash of one character (GB/T 15834, 4.13).
        let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        chinese(left)
            && chinese(right)
            && (left.is_some() || right.is_some())
            && !number(left)
            && !number(right)
            && !(left.is_some_and(|c| "年月日".contains(c))
                && text[run.clone()].chars().count() == 1)
    })
    .map(|run| Edit::replace(run, "——"))
    .collect()
}

/// Runs of one sign that stand for the mark.
fn runs<'a>(
    text: &'a str,
    is_sign: impl Fn(char) -> bool + 'a,
    fits: impl Fn(&str, char) -> bool + 'a,
) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(&is_sign)?;
            let sign = after(text, start)?;
            let rest = &text[start..];
            let end = start + rest.len() - rest.trim_start_matches(sign).len();
            from = end;
            if fits(&text[start..end], sign) {
                return Some(start..end);
            }
        }
    })
}

fn beside_chinese(text: &str, run: &std::ops::Range<usize>) -> bool {
    let (left, right) = (before(text, run.start), after(text, run.end));
    left.is_some_and(is_chinese) || right.is_some_and(is_ideographic)
}

//! Rule `underscores`: `_…_` and `__…__` around Chinese.

use super::dialects::verbatim::{Paragraphs, Verbatim};
use super::draft::Edit;
use super::rule::{Apply, Rule};
use chengshu_writing::script::{after, before, is_cjk_mark, is_ideographic};

pub const RULE: Rule = Rule {
    id: "underscores",
    family: "markup",
    summary: "turns `_` and `__` around Chinese inside a sentence into emphasis",
    reason: "CommonMark reads them as parts of a word, as in `snake_case`; Chinese has no spaces to set them apart.",
    examples: &[("甲__乙丙__丁", "甲**乙丙**丁")],
    apply: Apply::Text(find),
};

/// Puts asterisks in place of underscores that mark Chinese inside a sentence. `CommonMark` lets none
/// open or close between two letters (section 6.2), since words of programs are joined with them;
/// Chinese has no spaces to set them apart.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if memchr::memchr(b'_', text.as_bytes()).is_none() {
        return edits;
    }
    let verbatim = Verbatim::code_and_addresses(text);
    let mut paragraphs = Paragraphs::new(text);
    let mut open: Option<Run> = None;
    let mut from = 0;
    while let Some(at) = verbatim.find(text, "_", from) {
        let length = text[at..].len() - text[at..].trim_start_matches('_').len();
        from = at + length;
        let run = Run { at, length };
        let opened = open.take().filter(|opened| {
            opened.length == length && paragraphs.end(opened.at) >= from && run.closes(text)
        });
        match opened {
            Some(opened) if is_emphasis(text, opened, run) => {
                let signs = if length == 1 { "*" } else { "**" };
                for run in [opened, run] {
                    edits.push(Edit::replace(run.at..run.at + length, signs));
                }
            }
            // What no pair is made of may open the next.
            _ => open = Some(run).filter(|run| length <= 2 && run.opens(text)),
        }
    }
    edits
}

/// One or two underscores.
#[derive(Clone, Copy)]
struct Run {
    at: usize,
    length: usize,
}

impl Run {
    fn outer_before(self, text: &str) -> Option<char> {
        before(text, self.at)
    }

    fn next(self, text: &str) -> Option<char> {
        after(text, self.at + self.length)
    }

    fn opens(self, text: &str) -> bool {
        self.next(text).is_some_and(|c| !c.is_whitespace())
    }

    fn closes(self, text: &str) -> bool {
        self.outer_before(text).is_some_and(|c| !c.is_whitespace())
    }
}

/// True if two runs are emphasis `CommonMark` does not see: around Chinese, with Chinese outside of
/// one. The parts of a file's name are none.
fn is_emphasis(text: &str, open: Run, close: Run) -> bool {
    let is_chinese = |c: Option<char>| c.is_some_and(|c| is_ideographic(c) || is_cjk_mark(c));
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (outer, inner) = (open.outer_before(text), open.next(text));
    let (last, next) = (close.outer_before(text), close.next(text));
    let within = &text[open.at + open.length..close.at];
    let marks_chinese = if open.length == 1 {
        is_chinese(inner) && is_chinese(last)
    } else {
        within.chars().any(is_ideographic)
    };
    let rest = text[close.at + close.length..].trim_start_matches(is_ideographic);
    let head = text[..open.at].trim_end_matches(is_ideographic);
    // A name has the same sign between all its parts; emphasis of the other kind may be near.
    let ahead = rest.len() - rest.trim_start_matches('_').len();
    let behind = head.len() - head.trim_end_matches('_').len();
    let is_joint = |length: usize| length > 0 && (length == open.length || length > 2);
    let names_file = rest.starts_with('.')
        && rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric())
        || is_joint(ahead)
        || is_joint(behind);
    marks_chinese
        && (is_letter(outer) && is_chinese(outer) || is_letter(next) && is_chinese(next))
        && !names_file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::edited;

    #[test]
    fn underscores_around_chinese_are_emphasis() {
        for (text, expected) in [
            ("他说__一定要来__才行，又说_小心_些。", "他说**一定要来**才行，又说*小心*些。"),
            ("__一定__要来", "**一定**要来"),
            ("要__Tesla 的车__吗", "要**Tesla 的车**吗"),
            ("__一句。__二句", "**一句。**二句"),
            ("又说_小心_些与__一定__来。", "又说*小心*些与**一定**来。"),
            ("他_说_了__很多__话。", "他*说*了**很多**话。"),
            ("_斜_与__粗__。", "*斜*与**粗**。"),
        ] {
            assert_eq!(edited(text, find), expected, "{text}");
        }
    }

    #[test]
    fn names_and_what_markdown_reads_stay() {
        for text in [
            "变量 snake_case_name 不动",
            "方法__init__在",
            "文件会议_纪要_终稿.docx",
            "会议_2023_终稿",
            "会议_一_二_三",
            "__一定要来__ 才行",
            "填空：____一____",
            "`说_小心_些`",
            "他_说\n\n她_说",
            "$\\text{说}_小_心$",
        ] {
            assert_eq!(edited(text, find), text);
        }
    }
}

//! Papers in `《》`: whether a title is a newspaper's or journal's rather than a work's.

use super::marks::{Title, is_blank, trim};
use super::publisher;
use super::year;

/// What says after a title that it is a paper's.
const PAPERS: &[&str] = &["杂志", "周刊", "月刊", "期刊", "报纸", "日报", "晚报", "周报"];

/// Whether the first of two titles is the paper the second appeared in.
pub(super) fn names_outlet(body: &str, first: &Title, second: &Title) -> bool {
    let between = trim(&body[first.outer.end..second.outer.start]);
    let reports = [
        "报道", "文章", "专栏", "刊登", "刊发", "发表", "刊载", "评论", "社论", "专访", "采访",
        "的", "杂志", "周刊", "月刊", "期刊",
    ]
    .iter()
    .any(|w| between.ends_with(w));
    if publisher::is_outlet(&body[first.inner.clone()]) {
        return !["载", "刊于", "发表于", "收录于", "见"].contains(&between);
    }
    // 《甲》2003年5月1日《乙》: only a paper has a day.
    let of_day = year::dates(between)
        .first()
        .is_some_and(|d| d.span.len() == between.len() && between.contains('日'));
    of_day
        || reports
            && (year::dates(between).first().is_some_and(|d| d.span.start == 0)
                || !between.contains(['，', '、']))
}

/// Whether a title is a paper's: by its name, or because it says so after it (《生涯》杂志).
pub(super) fn is_paper(title: &str, after: &str) -> bool {
    publisher::is_outlet(title) || PAPERS.iter().any(|w| after.starts_with(w))
}

/// Whether what follows a periodical's name only says which issue.
pub(super) fn is_issue(after: &str) -> bool {
    let after = PAPERS.iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    !after.chars().any(|c| {
        !(c.is_ascii_digit()
            || is_blank(c)
            || "年月日第期号卷总，,.-—（）()一二三四五六七八九十刊".contains(c))
    })
}

//! Chinese, simplified: what stands apart between blanks or marks. Words inside a run of
//! characters are told by their endings, in `kind`, `people` and `publisher`.

use super::Part::{Author, Editor, Translator};
use super::Rows;
use super::Sense::{Access, By, Counted, Counts, Did, In, Kind, Month};
use super::Slot::{Edition, Number, Pages, Volume};
use crate::reference::Kind as K;

#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("版", &[Counted(Edition)]), ("卷", &[Counts(Volume)]), ("期", &[Counts(Number)]), ("号", &[Counts(Number)]),
    ("页", &[Counts(Pages)]), ("编", &[Did(Editor)]), ("主编", &[Did(Editor), By(Editor)]),
    ("编辑", &[By(Editor), Did(Editor)]), ("编者", &[By(Editor)]), ("译", &[Did(Translator)]),
    ("翻译", &[By(Translator), Did(Translator)]), ("译者", &[By(Translator)]),
    ("著", &[Did(Author)]), ("作者", &[By(Author)]), ("编著", &[Did(Author)]),
    ("收入", &[In]), ("收录于", &[In]), ("载于", &[In]), ("载", &[In]), ("见", &[In]), ("在", &[In]),
    ("取自", &[Access]), ("检索自", &[Access]), ("获取自", &[Access]), ("网址", &[Access]),
    ("链接", &[Access]), ("见于", &[Access]), ("访问", &[Access]), ("访问日期", &[Access]),
    ("在线", &[Kind(K::Web)]), ("博士学位论文", &[Kind(K::Thesis)]), ("硕士学位论文", &[Kind(K::Thesis)]),
    ("博士论文", &[Kind(K::Thesis)]), ("硕士论文", &[Kind(K::Thesis)]), ("学位论文", &[Kind(K::Thesis)]),
    ("载自", &[Access]), ("来源", &[Access]),
    ("一月", &[Month(1)]), ("二月", &[Month(2)]), ("三月", &[Month(3)]), ("四月", &[Month(4)]),
    ("五月", &[Month(5)]), ("六月", &[Month(6)]), ("七月", &[Month(7)]), ("八月", &[Month(8)]),
    ("九月", &[Month(9)]), ("十月", &[Month(10)]), ("十一月", &[Month(11)]), ("十二月", &[Month(12)]),
];

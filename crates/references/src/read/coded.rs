//! Entries written to GB/T 7714: `作者. 题名[M]. 译者, 译. 北京: 出版社, 2003: 12-15.`

use crate::reference::Kind;
use chengshu_text::source::Span;

/// Codes for document types (GB/T 7714—2015, appendix B.1).
const CODES: &[(&str, Kind)] = &[
    ("M", Kind::Book),
    ("C", Kind::Book),
    ("G", Kind::Book),
    ("J", Kind::Journal),
    ("N", Kind::Newspaper),
    ("D", Kind::Thesis),
    ("R", Kind::Report),
    ("S", Kind::Standard),
    ("P", Kind::Patent),
    ("A", Kind::Archive),
    ("Z", Kind::Other),
    ("CM", Kind::Map),
    ("DS", Kind::Dataset),
    ("CP", Kind::Software),
    ("DB", Kind::Web),
    ("EB", Kind::Web),
];

/// Codes for carriers (GB/T 7714—2015, appendix B.2), after a `/`.
const CARRIERS: &[&str] = &["OL", "CD", "DK", "MT"];

/// The kind a document code such as `M` or `EB/OL` stands for.
pub(super) fn kind_of(code: &str) -> Option<Kind> {
    let code = code.trim();
    let (kind, carrier) = code.split_once('/').unwrap_or((code, "OL"));
    let found = CODES.iter().find(|(c, _)| *c == kind)?.1;
    CARRIERS.contains(&carrier).then_some(found)
}

/// True if an entry has a document code in brackets.
pub(super) fn is_coded(entry: &str) -> bool {
    code(entry).is_some()
}

/// Where the first document code of an entry stands.
pub(super) fn code(entry: &str) -> Option<Span> {
    entry.match_indices(['[', '［', '【']).find_map(|(at, open)| {
        let from = at + open.len();
        let rest = &entry[from..];
        let close = rest.char_indices().take(7).find(|(_, c)| matches!(c, ']' | '］' | '】'));
        let (len, _) = close.filter(|(len, _)| kind_of(&rest[..*len]).is_some())?;
        Some(from..from + len)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_no_code() {
        assert!(!is_coded("[美]霍恩《风》"));
        assert!(!is_coded("[1]霍恩《风》"));
        assert!(is_coded("风[EB/OL]"));
    }
}

//! Identifiers of works: DOI, ISBN, ISSN, PMID, arXiv, CSTR.

use super::marks::is_blank;
use crate::reference::{Detail, Further, Kind};
use chengshu_text::source::Span;
use chengshu_writing::script::is_han;

/// An identifier of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identifier {
    /// Where it stands, with the word before it.
    pub span: Span,
    /// Its sort.
    pub sort: Sort,
    /// It alone.
    pub value: String,
}

/// The sorts of identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Doi,
    Isbn,
    Issn,
    Pmid,
    Arxiv,
    Cstr,
}

impl Sort {
    /// What has such an identifier, most often.
    pub fn kind(self) -> Kind {
        match self {
            Self::Isbn => Kind::Book,
            Self::Issn => Kind::Periodical,
            Self::Arxiv => Kind::Preprint,
            _ => Kind::Article,
        }
    }
}

/// Says how many bytes an identifier at the start of a text has.
type Read = fn(&str) -> Option<usize>;

/// The words before identifiers, and what reads each.
const SORTS: &[(&str, Sort, Read)] = &[
    ("doi", Sort::Doi, doi),
    ("isbn", Sort::Isbn, isbn),
    ("issn", Sort::Issn, issn),
    ("pmid", Sort::Pmid, digits),
    ("arxiv", Sort::Arxiv, arxiv),
    ("cstr", Sort::Cstr, cstr),
];

/// The identifiers of an entry in their order.
pub(super) fn find(raw: &str) -> Vec<Identifier> {
    let lower = raw.to_ascii_lowercase();
    let mut found: Vec<Identifier> = Vec::new();
    for (word, sort, read) in SORTS {
        for (at, _) in lower.match_indices(word) {
            let glued = raw[..at].ends_with(|c: char| c.is_alphanumeric() && !is_han(c));
            let taken = found.iter().any(|other| other.span.contains(&at));
            let rest = &raw[at + word.len()..];
            let value = lead(rest);
            let from = raw.len() - value.len();
            if let Some(len) = read(value).filter(|_| !glued && !taken) {
                let value = value[..len].to_owned();
                found.push(Identifier { span: at..from + len, sort: *sort, value });
            }
        }
    }
    found.sort_by_key(|identifier| identifier.span.start);
    found
}

/// What follows the word: `-13: `, `.org/abs/`, `：`.
fn lead(rest: &str) -> &str {
    let rest = ["-10", "-13", ".org/abs/", ".org/pdf/", ".org/"]
        .iter()
        .find_map(|lead| rest.strip_prefix(lead))
        .unwrap_or(rest);
    rest.trim_start_matches([':', '：', ' ', '/', '=', '\u{a0}'])
}

/// `10.` and a slash (ISO 26324).
fn doi(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| is_blank(c) || is_han(c) || "，。；）】》<>\"".contains(c))
        .unwrap_or(text.len());
    let doi = text[..end].trim_end_matches(['.', ',', ';', ']']);
    let doi = if doi.contains('(') { doi } else { doi.trim_end_matches(')') };
    (doi.starts_with("10.") && doi.contains('/')).then_some(doi.len())
}

/// Ten or thirteen digits of which the last checks the others (ISO 2108).
fn isbn(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–' | ' ' | 'X' | 'x')))
        .unwrap_or(text.len());
    let value = text[..end].trim_end_matches(['-', '–', ' ']);
    let digits: Vec<u32> = value
        .chars()
        .filter_map(|c| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) })
        .collect();
    let sum = |weights: &dyn Fn(usize) -> u32| -> u32 {
        digits.iter().enumerate().map(|(at, digit)| digit * weights(at)).sum()
    };
    let position = |at: usize| u32::try_from(at).unwrap_or(0);
    let checks = match digits.len() {
        10 => sum(&|at| 10 - position(at)) % 11 == 0,
        13 => sum(&|at| if at % 2 == 0 { 1 } else { 3 }) % 10 == 0,
        _ => false,
    };
    // A wrong number is still no press and no page.
    (checks || matches!(digits.len(), 10 | 13)).then_some(value.len())
}

/// Four digits, a hyphen, and four more or an X (ISO 3297).
fn issn(text: &str) -> Option<usize> {
    let value = text.get(..9)?;
    let bytes = value.as_bytes();
    let spelled = bytes[4] == b'-'
        && value
            .chars()
            .enumerate()
            .all(|(at, c)| at == 4 || c.is_ascii_digit() || at == 8 && matches!(c, 'X' | 'x'));
    spelled.then_some(9)
}

fn digits(text: &str) -> Option<usize> {
    let len = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (4..=9).contains(&len).then_some(len)
}

/// `1301.3781`, `1301.37812v2`, `math/0309136`
fn arxiv(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-')))
        .unwrap_or(text.len());
    let value = text[..end].trim_end_matches(['.', '/']).trim_end_matches(".pdf");
    let digits = value.chars().filter(char::is_ascii_digit).count();
    (digits >= 7).then_some(value.len())
}

/// `CSTR:32062.14.…` (GB/T 32843).
fn cstr(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_')))
        .unwrap_or(text.len());
    let value = text[..end].trim_end_matches('.');
    (value.contains('.') && value.starts_with(|c: char| c.is_ascii_digit())).then_some(value.len())
}

/// Sets the fields of the first identifier of each sort.
pub(super) fn set(found: &[Identifier], further: &mut Further) {
    for identifier in found.iter().rev() {
        let value = Some(identifier.value.clone());
        match identifier.sort {
            Sort::Doi => further.doi = value,
            Sort::Isbn => further.set_detail(Detail::Isbn, value),
            Sort::Issn => further.set_detail(Detail::Issn, value),
            Sort::Pmid => further.set_detail(Detail::Pmid, value),
            Sort::Cstr => further.set_detail(Detail::Cstr, value),
            Sort::Arxiv => {
                further.set_detail(Detail::Archive, Some("arXiv".to_owned()));
                further.set_detail(Detail::ArchiveLocation, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_told_by_their_word_and_their_form() {
        for (text, expected) in [
            ("Lamps. doi:10.1234/jt.2011.45.", &[(Sort::Doi, "10.1234/jt.2011.45")][..]),
            ("https://doi.org/10.1234/a(b)c", &[(Sort::Doi, "10.1234/a(b)c")]),
            (
                "ISBN-13: 978-0-306-40615-7, PMID 12345678",
                &[(Sort::Isbn, "978-0-306-40615-7"), (Sort::Pmid, "12345678")],
            ),
            ("ISBN 978-7-108-01234-5", &[(Sort::Isbn, "978-7-108-01234-5")]),
            ("https://arxiv.org/pdf/1301.3781.pdf", &[(Sort::Arxiv, "1301.3781")]),
            ("arXiv:2101.00001v2", &[(Sort::Arxiv, "2101.00001v2")]),
            (
                "ISSN 1234-567X；CSTR:32062.14.a",
                &[(Sort::Issn, "1234-567X"), (Sort::Cstr, "32062.14.a")],
            ),
            ("the doings of 10 men", &[]),
        ] {
            let found = find(text);
            let found: Vec<_> = found.iter().map(|id| (id.sort, id.value.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! Entries written to GB/T 7714: `作者. 题名[M]. 译者, 译. 北京: 出版社, 2003: 12-15.`

use super::entry::Fields;
use super::marks::trim;
use super::people::{self, Role};
use super::western;
use super::year;
use crate::reference::Kind;
use chengshu_writing::script::is_han;

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

/// Whether an entry has a document code.
pub(super) fn is_coded(entry: &str) -> bool {
    code_in(entry).is_some()
}

/// Where the first document code stands, with its brackets, and what it means.
fn code_in(entry: &str) -> Option<(usize, usize, Kind)> {
    let mut from = 0;
    while let Some(found) = entry[from..].find(['[', '［', '【']) {
        let open = from + found;
        let inner = open + entry[open..].chars().next().map_or(1, char::len_utf8);
        let rest = &entry[inner..];
        let end = rest
            .char_indices()
            .take(6)
            .find(|(_, c)| matches!(c, ']' | '］' | '】'));
        if let Some((len, close)) = end
            && let Some(kind) = kind_of(&rest[..len])
        {
            return Some((open, inner + len + close.len_utf8(), kind));
        }
        from = inner;
    }
    None
}

/// Reads a coded entry. `None` when it has no code, or a title in `《》`, which then says better
/// where the title is.
pub(super) fn read(entry: &str) -> Option<Fields> {
    let (open, end, kind) = code_in(entry)?;
    if entry.contains('《') {
        return None;
    }
    let head = trim(&entry[..open]);
    let tail = entry[end..].trim_start_matches(['.', '．', '。', ' ', '，', ',']);
    let mut fields = Fields {
        kind: Some(kind),
        ..Fields::default()
    };
    match author_end(head) {
        Some((at, len)) => {
            fields.authors = responsible(&head[..at]);
            trim(&head[at + len..])
                .trim_end_matches(['.', '．'])
                .clone_into(&mut fields.title);
        }
        None => head.clone_into(&mut fields.title),
    }
    match tail.strip_prefix("//") {
        Some(whole) => {
            let imprinted = container(trim(whole), &mut fields);
            imprint(imprinted, &mut fields);
        }
        None => imprint(tail, &mut fields),
    }
    Some(fields)
}

/// The stop that ends the authors: where it is, and its bytes. Stops after initials do not.
fn author_end(head: &str) -> Option<(usize, usize)> {
    let stops = head
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '．' | '。' | '：' | ':'));
    for (at, stop) in stops {
        let before = &head[..at];
        let after = &head[at + stop.len_utf8()..];
        if trim(before).is_empty() || trim(after).is_empty() {
            continue;
        }
        let last = before
            .rsplit([' ', '.', ',', '，', '·', ']', '］', '）', ')'])
            .next()
            .unwrap_or_default();
        let initial = last.chars().count() == 1
            && last.starts_with(|c: char| c.is_alphabetic() && !is_han(c));
        let next = trim(after);
        let next_initial = next.chars().nth(1).is_some_and(|c| matches!(c, '.' | '．'))
            && next.starts_with(|c: char| c.is_ascii_uppercase());
        if initial && (next.starts_with(is_han) || next_initial || !after.starts_with(' ')) {
            continue;
        }
        return Some((at, stop.len_utf8()));
    }
    None
}

/// The persons or bodies before the title.
fn responsible(text: &str) -> Vec<String> {
    let text = trim(text).trim_end_matches(['著', '编']);
    if let Some(names) = people::names(text).filter(|_| text.chars().any(is_han)) {
        return names;
    }
    if text.chars().any(is_han) {
        return text
            .split([',', '，', '、'])
            .map(|n| trim(n).trim_end_matches('等').to_owned())
            .filter(|n| !n.is_empty())
            .collect();
    }
    western::persons(text)
}

/// Reads the work a piece is part of, which stands after two strokes: `王小明. 远山论集. 北京: …`.
/// Hands back the imprint.
fn container<'a>(whole: &'a str, fields: &mut Fields) -> &'a str {
    fields.kind = match fields.kind {
        Some(Kind::Book) if whole.contains("会议") || whole.contains("研讨会") => {
            Some(Kind::Conference)
        }
        Some(Kind::Book) => Some(Kind::Chapter),
        kind => kind,
    };
    let whole = match author_end(whole) {
        Some((at, len)) if people::names(&whole[..at]).is_some() => {
            fields.editors = responsible(&whole[..at]);
            trim(&whole[at + len..])
        }
        _ => whole,
    };
    let end = whole.find(['.', '．', '。', '[']).unwrap_or(whole.len());
    let title = trim(whole[..end].trim_end_matches(|c: char| ",，: ：".contains(c)));
    if !title.is_empty() {
        fields.container = Some(title.to_owned());
    }
    whole[end..].trim_start_matches(['.', '．', '。', ' '])
}

/// Reads what follows the code: other persons, edition, place and press or journal, year.
fn imprint(tail: &str, fields: &mut Fields) {
    if let Some(date) = year::dates(tail).first() {
        fields.date(date.year);
    }
    for part in tail
        .split(['.', '．', '。'])
        .map(trim)
        .filter(|p| !p.is_empty())
    {
        let plain = part.trim_end_matches(['，', ',', ' ']);
        if let Some((names, Role::Translator)) = people::role_at_end(plain) {
            if let Some(names) = people::names(names.trim_end_matches(['，', ',', ' '])) {
                fields.translators.extend(names);
            }
            continue;
        }
        let edition = plain.ends_with('版') && plain.chars().count() <= 6;
        let starts_with_number =
            plain.starts_with(|c: char| c.is_ascii_digit() || "([（［".contains(c));
        if edition || starts_with_number || fields.publisher.is_some() {
            continue;
        }
        let named = match part.split_once([':', '：']) {
            Some((place, press)) if year::dates(place).is_empty() && !place.contains('/') => press,
            _ => part,
        };
        let name = trim(
            named
                .split([',', '，', '(', '（', ':', '：', '['])
                .next()
                .unwrap_or_default(),
        );
        if !name.is_empty() && !name.contains('/') {
            fields.publisher(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(entry: &str) -> Fields {
        read(entry).unwrap_or_default()
    }

    #[test]
    fn a_book_in_translation() {
        let f = fields("[英]E. H. 霍恩. 风向史[M]. 陈若兰, 译. 2版. 北京: 远山出版社, 2003: 12-15");
        assert_eq!(f.title, "风向史");
        assert_eq!(f.authors, ["E. H. 霍恩"]);
        assert_eq!(f.translators, ["陈若兰"]);
        assert_eq!(f.publisher.as_deref(), Some("远山出版社"));
        assert_eq!((f.year, f.kind), (Some(2003), Some(Kind::Book)));
    }

    #[test]
    fn an_article_a_thesis_and_a_page() {
        let f = fields("王小明, 李和平. 论风向[J]. 气象史研究, 1998, 12(3): 45-60");
        assert_eq!(f.authors, ["王小明", "李和平"]);
        assert_eq!(f.publisher.as_deref(), Some("气象史研究"));
        assert_eq!((f.year, f.kind), (Some(1998), Some(Kind::Journal)));
        let f = fields("张思远．风与帆[D]．上海：东山大学，2011");
        assert_eq!((f.title.as_str(), f.kind), ("风与帆", Some(Kind::Thesis)));
        assert_eq!(f.publisher.as_deref(), Some("东山大学"));
        let f = fields("HORN J, REED M. Winds[EB/OL]. (2004-05-06)[2020-01-02].");
        assert_eq!(f.authors, ["HORN J", "REED M"]);
        assert_eq!((f.year, f.kind), (Some(2004), Some(Kind::Web)));
    }

    #[test]
    fn a_country_is_no_code() {
        assert!(!is_coded("[美]霍恩《风》"));
        assert!(!is_coded("[1]霍恩《风》"));
    }
}

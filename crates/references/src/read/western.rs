//! Entries in Latin script: `Smith J. Title. Press, 2003.` and its many cousins.

use super::entry::Fields;
use super::marks::trim;
use super::year::{self, Form};
use crate::reference::Kind;

/// Words that place an entry, in order of force.
const SIGNS: &[(&str, Kind)] = &[
    ("wikipedia", Kind::Wiki),
    ("phd", Kind::Thesis),
    ("ph.d", Kind::Thesis),
    ("dissertation", Kind::Thesis),
    ("thesis", Kind::Thesis),
    ("documentary", Kind::Film),
    ("journal", Kind::Article),
    ("quarterly", Kind::Article),
    ("review", Kind::Article),
    ("magazine", Kind::Article),
    ("newspaper", Kind::Article),
    ("gazette", Kind::Article),
    ("times", Kind::Article),
    ("bbc", Kind::Article),
    ("official website", Kind::Web),
    ("website", Kind::Web),
    ("archives", Kind::Archive),
    ("report", Kind::Report),
];

/// Reads an entry in Latin script.
pub(super) fn read(entry: &str) -> Fields {
    let mut fields = Fields::default();
    let dates = year::dates(entry);
    if let Some(date) = dates
        .iter()
        .rfind(|d| d.form == Form::Named)
        .or(dates.last())
    {
        fields.date(date.year);
    }
    let read = quoted(entry, &mut fields)
        || author_date(entry, &mut fields)
        || in_brackets(entry, &mut fields)
        || by(entry, &mut fields)
        || dash(entry, &mut fields)
        || colon(entry, &mut fields)
        || stops(entry, &mut fields)
        || commas(entry, &mut fields);
    if !read || fields.title.is_empty() {
        entry.trim_end_matches('.').clone_into(&mut fields.title);
    }
    let title = without_year(&fields.title).len();
    fields.title.truncate(title);
    let lower = entry.to_ascii_lowercase();
    // Words of a book's title are no signs.
    let signs = if fields.authors.is_empty() && fields.publisher.is_none() {
        lower
    } else {
        lower.replacen(&fields.title.to_ascii_lowercase(), "", 1)
    };
    fields.kind = SIGNS
        .iter()
        .find(|(word, _)| signs.contains(word))
        .map(|(_, kind)| *kind)
        .or(fields.kind);
    if !fields.authors.is_empty() || fields.publisher.is_some() {
        fields.likely(Kind::Book);
    }
    fields
}

/// `Smith, John. “Title.” Journal 12 (2003).`
fn quoted(entry: &str, fields: &mut Fields) -> bool {
    let Some((before, title, after)) = in_quotes(entry) else {
        return false;
    };
    if is_paper(before) {
        fields.publisher(before.trim_end_matches([',', '.', ' ', ':']));
    } else {
        fields.authors = persons(before);
    }
    if fields.authors.is_empty() && !is_paper(after) && is_person(after) {
        fields.authors = persons(after);
    }
    trim(title)
        .trim_end_matches(['.', ','])
        .clone_into(&mut fields.title);
    let journal = trim(after).trim_start_matches(['.', ',', ' ']);
    let journal = journal.strip_prefix("in ").unwrap_or(journal);
    let end = journal
        .find(|c: char| c == ',' || c == '(' || c.is_ascii_digit() || c == '.')
        .unwrap_or(journal.len());
    if is_paper(journal) || !is_person(journal) {
        fields.publisher(&journal[..end]);
    }
    fields.kind(Kind::Article);
    true
}

/// What stands before, between and after quotation marks. Single ones begin and end words, as
/// those of apostrophes do not.
fn in_quotes(entry: &str) -> Option<(&str, &str, &str)> {
    if let Some((before, rest)) = entry.split_once(['“', '"']) {
        let (title, after) = rest.split_once(['”', '"'])?;
        return Some((before, title, after));
    }
    let open = ["‘", "'"].iter().find_map(|mark| {
        let inside = entry.find(&format!(" {mark}")).map(|at| at + 1);
        let at = entry.starts_with(mark).then_some(0).or(inside)?;
        Some((at, at + mark.len()))
    });
    let (open, from) = open?;
    let rest = &entry[from..];
    let close = rest.char_indices().find(|&(at, c)| {
        let after = rest[at + c.len_utf8()..].chars().next();
        matches!(c, '’' | '\'') && !after.is_some_and(char::is_alphanumeric)
    });
    let (close, mark) = close?;
    Some((
        &entry[..open],
        &rest[..close],
        &rest[close + mark.len_utf8()..],
    ))
}

/// Whether a name is that of a newspaper or broadcaster.
fn is_paper(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "times", "post", "news", "journal", "magazine", "herald", "guardian", "tribune", "bbc",
        "cnn", "review", "gazette", "daily",
    ]
    .iter()
    .any(|word| name.contains(word))
}

/// `Smith, J. (2003). Title. Press.`
fn author_date(entry: &str, fields: &mut Fields) -> bool {
    let Some((before, rest)) = entry.split_once(['(', '（']) else {
        return false;
    };
    let Some((date, after)) = rest.split_once([')', '）']) else {
        return false;
    };
    let dated = year::dates(date).first().is_some_and(|d| d.span.start == 0);
    let after = after.trim_start_matches(['.', ',', ' ', ':']);
    if !dated || after.len() < 4 || before.len() > 120 {
        return false;
    }
    fields.authors = persons(before);
    if let Some(date) = year::dates(date).first() {
        fields.year = Some(date.year);
    }
    let mut parts = after.split(". ");
    parts
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .clone_into(&mut fields.title);
    if let Some(press) = parts.next() {
        fields.publisher(press_of(press));
    }
    true
}

/// `John Smith, Title (London: Press, 2003), p. 4`
fn in_brackets(entry: &str, fields: &mut Fields) -> bool {
    let Some((before, rest)) = entry.rsplit_once(['(', '（']) else {
        return false;
    };
    let imprint = rest.split([')', '）']).next().unwrap_or_default();
    if year::dates(imprint).is_empty() || !imprint.contains([',', ':', '，', '：']) {
        return false;
    }
    fields.publisher(press_of(imprint));
    authored(before, fields)
}

/// `Title by John Smith`
fn by(entry: &str, fields: &mut Fields) -> bool {
    let Some((title, author)) = entry.split_once(" by ") else {
        return false;
    };
    let author = author.split([',', '(', '.']).next().unwrap_or_default();
    if !is_person(author) {
        return false;
    }
    fields.authors = persons(author);
    title
        .trim_end_matches([',', '.', ' '])
        .clone_into(&mut fields.title);
    true
}

/// `John Smith - Title` or `Title - John Smith`
fn dash(entry: &str, fields: &mut Fields) -> bool {
    let Some((left, right)) = [" - ", " – ", " — "]
        .iter()
        .find_map(|d| entry.split_once(d))
    else {
        return false;
    };
    if is_paper(right) && !is_paper(left) {
        fields.publisher(right);
        trim(left).clone_into(&mut fields.title);
        fields.kind(Kind::Article);
        return true;
    }
    let (author, title) = match (is_person(left), is_person(right)) {
        (true, _) => (left, right),
        (false, true) => (right, left),
        (false, false) => return false,
    };
    fields.authors = persons(author);
    trim(title).clone_into(&mut fields.title);
    true
}

/// `Smith, John: Title, London: Press, 2003.`
fn colon(entry: &str, fields: &mut Fields) -> bool {
    let Some((author, rest)) = entry.split_once(": ") else {
        return false;
    };
    // Without a comma it may be a title with a subtitle, unless another follows: Horn: Winds: A
    // History.
    let named = author.contains(',') || rest.contains(": ");
    if !named || author.contains(". ") || !is_person(author) || is_paper(author) {
        return false;
    }
    let end = [", ", ". ", " ("]
        .iter()
        .filter_map(|d| rest.find(d))
        .min()
        .unwrap_or(rest.len());
    fields.authors = persons(author);
    trim(&rest[..end])
        .trim_end_matches('.')
        .clone_into(&mut fields.title);
    if end < rest.len() {
        fields.publisher(press_of(rest[end + 2..].trim_end_matches(')')));
    }
    true
}

/// `Smith J. Title. London: Press, 2003.`
fn stops(entry: &str, fields: &mut Fields) -> bool {
    let mut parts: Vec<&str> = Vec::new();
    let mut from = 0;
    for (at, _) in entry.match_indices(". ") {
        let last = entry[from..at]
            .rsplit([' ', '.', '-'])
            .next()
            .unwrap_or_default();
        let next = &entry[at + 2..];
        let next_initial = next.chars().nth(1).is_some_and(|c| c == '.' || c == ',')
            || next.starts_with('&')
            || next.starts_with("and ");
        // A stop after an initial ends the authors only if no other initial or name part follows.
        let initial = last.chars().count() == 1
            && parts.is_empty()
            && (next_initial || entry[from..at].chars().count() == 1);
        if !initial {
            parts.push(&entry[from..at]);
            from = at + 2;
        }
    }
    parts.push(&entry[from..]);
    let [authors, title, rest @ ..] = parts.as_slice() else {
        return false;
    };
    if authors.len() > 120 {
        return false;
    }
    fields.authors = persons(authors);
    title.trim_end_matches('.').clone_into(&mut fields.title);
    let press = rest.iter().map(|part| press_of(part));
    if let Some(press) = press.into_iter().find(|press| !press.is_empty()) {
        fields.publisher(press);
    }
    true
}

/// `John Smith, Title, Press, 2003`
fn commas(entry: &str, fields: &mut Fields) -> bool {
    let entry = entry.trim_end_matches('.');
    let parts: Vec<&str> = entry.split([',', '，']).map(trim).collect();
    let [author, title, rest @ ..] = parts.as_slice() else {
        return false;
    };
    if is_paper(author)
        || !is_person(author)
        || title.is_empty()
        || !year::dates(title).is_empty() && title.len() <= 6
    {
        return false;
    }
    fields.authors = persons(author);
    (*title).clone_into(&mut fields.title);
    if let Some(press) = rest.first().filter(|p| year::dates(p).is_empty()) {
        fields.publisher(press_of(press));
    }
    true
}

/// `John Smith, Title`
fn authored(text: &str, fields: &mut Fields) -> bool {
    let text = text.trim_end_matches([' ', ',', '.']);
    match text.split_once([',', '，', ':', '：']) {
        Some((author, title)) if is_person(author) => {
            fields.authors = persons(author);
            trim(title).clone_into(&mut fields.title);
        }
        _ => text.clone_into(&mut fields.title),
    }
    true
}

/// The press of an imprint: without place, year and pages.
fn press_of(imprint: &str) -> &str {
    let imprint = imprint
        .split_once([':', '：'])
        .map_or(imprint, |(_, press)| press);
    let press = imprint.split([',', '，', ';']).next().unwrap_or_default();
    let press = trim(press).trim_end_matches('.');
    if press.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase()) {
        ""
    } else {
        press
    }
}

/// A title without the year in brackets that follows it.
fn without_year(title: &str) -> &str {
    let before = title.rsplit_once(['(', '（']).filter(|(_, year)| {
        let year = year.trim_end_matches([')', '）']);
        year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit())
    });
    before.map_or(title, |(before, _)| before.trim_end())
}

/// Two to five capitalised words.
fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|w| {
            w.starts_with(char::is_uppercase)
                || matches!(*w, "de" | "von" | "van" | "der" | "and" | "la" | "da")
        })
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// The persons in a list of Western names: split at `and`, `&`, `;`, and at commas unless a comma
/// sets off given names or initials.
pub(super) fn persons(text: &str) -> Vec<String> {
    let text = trim(text).trim_end_matches(['.', ',', ' ']);
    let text = text
        .replace(" and ", ";")
        .replace('&', ";")
        .replace("et al", "");
    let mut found: Vec<String> = Vec::new();
    for group in text.split(';') {
        let mut inverted = None;
        for part in group.split([',', '，']).map(trim).filter(|p| !p.is_empty()) {
            let initials = part.split([' ', '-']).all(|w| {
                w.trim_end_matches('.')
                    .split('.')
                    .all(|i| i.chars().count() == 1)
            });
            let single = !part.contains(' ');
            match (found.last_mut(), inverted) {
                (Some(last), Some(true)) if initials || single && !last.contains([' ', ',']) => {
                    last.push_str(", ");
                    last.push_str(part);
                    inverted = Some(false);
                }
                _ => {
                    found.push(part.to_owned());
                    inverted = Some(single);
                }
            }
        }
    }
    found.retain(|name| name.chars().any(char::is_alphabetic));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        entry: &str,
        title: &str,
        authors: &[&str],
        publisher: Option<&str>,
        year: Option<i32>,
        kind: Kind,
    ) {
        let f = read(entry);
        assert_eq!(f.title, title, "{entry}");
        assert_eq!(f.authors, authors, "{entry}");
        assert_eq!(f.publisher.as_deref(), publisher, "{entry}");
        assert_eq!(f.year, year, "{entry}");
        assert_eq!(f.kind.or(f.likely), Some(kind), "{entry}");
    }

    #[test]
    fn the_common_styles_are_read() {
        let press = Some("Hill Press");
        check(
            "Horn J. The Winds. Hill Press, 2003",
            "The Winds",
            &["Horn J"],
            press,
            Some(2003),
            Kind::Book,
        );
        check(
            "Horn, J. (2003). The Winds. Hill Press",
            "The Winds",
            &["Horn, J"],
            press,
            Some(2003),
            Kind::Book,
        );
        check(
            "John Horn, The Winds (London: Hill Press, 2003), p. 4",
            "The Winds",
            &["John Horn"],
            press,
            Some(2003),
            Kind::Book,
        );
        check(
            "John Horn, The Winds, Hill Press, 2003",
            "The Winds",
            &["John Horn"],
            press,
            Some(2003),
            Kind::Book,
        );
        check(
            "Horn, John. The Winds. London: Hill Press, 2003",
            "The Winds",
            &["Horn, John"],
            press,
            Some(2003),
            Kind::Book,
        );
        check(
            "John Horn: The Winds: A History, Hill Press, 2003",
            "The Winds: A History",
            &["John Horn"],
            press,
            Some(2003),
            Kind::Book,
        );
        check(
            "John Horn, The Winds (2003)",
            "The Winds",
            &["John Horn"],
            None,
            Some(2003),
            Kind::Book,
        );
        check(
            "The Harbour Times, 'The Keeper's Lamp', April 16, 1998",
            "The Keeper's Lamp",
            &[],
            Some("The Harbour Times"),
            Some(1998),
            Kind::Article,
        );
        check(
            "The Winds by John Horn",
            "The Winds",
            &["John Horn"],
            None,
            None,
            Kind::Book,
        );
        check(
            "Horn, John, and Mary Reed. “On Winds.” Weather Journal 12 (2003)",
            "On Winds",
            &["Horn, John", "Mary Reed"],
            Some("Weather Journal"),
            Some(2003),
            Kind::Article,
        );
    }
}

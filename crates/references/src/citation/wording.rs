//! An entry in its own words: what no field carries of it, and when the words say more than the fields.

use super::typeset::{Run, linkable};
use crate::reference::{Basis, Confidence, Kind, Reference};

/// How an entry that was read from a text is to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sets<'a> {
    /// By its fields, with these remarks behind them.
    Fields(&'a [String]),
    /// In its own words, of which the fields carry too little.
    Words,
}

/// No entry of a list is as long, in bytes; what is longer is text.
const LONGEST: usize = 4_000;

/// How an entry is to be set.
pub(super) fn sets(reference: &Reference) -> Sets<'_> {
    if reference.raw.is_empty() || reference.basis == Basis::Corrected {
        return Sets::Fields(&[]);
    }
    let remainder = reference.further.remainder.as_slice();
    let is_sure = reference.confidence >= Confidence::PRINTED;
    if reference.raw.len() > LONGEST || !is_sure || is_phrase(reference) {
        return Sets::Words;
    }
    let count = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let left: usize = remainder.iter().map(|text| count(text)).sum();
    if 2 * left > count(&running(reference)) {
        return Sets::Words;
    }
    Sets::Fields(remainder)
}

/// Whether the entry names a source in a phrase, which has no elements to take apart: it is the title
/// (海港晚报2020年采访), or says more of a site or source than its title, but not who, when nor where.
fn is_phrase(reference: &Reference) -> bool {
    let is_bare =
        reference.authors.is_empty() && reference.issued.is_none() && reference.publisher.is_none();
    let is_source = matches!(reference.kind, Kind::Other | Kind::Web | Kind::Wiki);
    // A link has a title of its own.
    let is_marked = reference.raw.contains("](") || reference.raw.contains('《');
    is_bare && is_source && !is_marked || running(reference) == reference.title
}

/// The entry as written on one line, without the address, which stands at the end of what is set, and
/// without the code of its type, for which the style has its own.
pub(super) fn running(reference: &Reference) -> String {
    let url = reference.url.as_deref().unwrap_or_default();
    let text = match reference.raw.split_once(url) {
        Some((before, after)) if !url.is_empty() => without_link(before, after),
        _ => reference.raw.clone(),
    };
    let text = without_code(&text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let is_loose = |c: char| c.is_whitespace() || "，,：:；;。.、-—".contains(c);
    joined.trim_matches(is_loose).to_owned()
}

/// The entry as written, its address linked; of a link of Markdown, its words.
pub(super) fn stated(reference: &Reference) -> Vec<Run> {
    let raw = reference.raw.as_str();
    let address = reference.url.as_deref();
    let parts = address.and_then(|url| Some((url, linkable(url)?, raw.split_once(url)?)));
    let runs = match parts {
        Some((url, address, (before, after))) => {
            let link = before.strip_suffix("](").and_then(|words| words.rsplit_once('['));
            let (before, words, after) = match link.zip(after.strip_prefix(')')) {
                Some(((before, words), after)) => (before, words, after),
                None => (before, url, after),
            };
            let link = Run { href: Some(address), ..Run::plain(words) };
            vec![Run::plain(before), link, Run::plain(after)]
        }
        None => vec![Run::plain(raw)],
    };
    runs.into_iter().filter(|run| !run.text.is_empty()).collect()
}

/// What stands around an address, without the marks of a link of Markdown: `[words](` and `)`.
fn without_link(before: &str, after: &str) -> String {
    let link = before.strip_suffix("](").zip(after.strip_prefix(')'));
    match link.and_then(|(words, after)| Some((words.rsplit_once('[')?, after))) {
        Some(((before, words), after)) => format!("{before}{words} {after}"),
        None => format!("{before} {after}"),
    }
}

/// A text without the first code of a type in it: `[M]`, `[EB/OL]`.
fn without_code(text: &str) -> String {
    const LONGEST: usize = "EB/OL".len();
    let is_code = |inside: &str| {
        (1..=LONGEST).contains(&inside.len())
            && inside.bytes().all(|b| b.is_ascii_uppercase() || b == b'/')
    };
    let mut codes = text.match_indices('[').filter_map(|(at, _)| {
        let inside = text[at + 1..].split(']').next()?;
        let end = at + 1 + inside.len() + 1;
        (is_code(inside) && end <= text.len()).then(|| format!("{}{}", &text[..at], &text[end..]))
    });
    codes.next().unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str, url: Option<&str>) -> Reference {
        Reference { raw: raw.into(), url: url.map(Into::into), ..Reference::default() }
    }

    #[test]
    fn words_stand_without_address_and_code() {
        let url = Some("https://lamp.example/a");
        for (raw, url, words) in [
            ("灯塔协会官网：https://lamp.example/a", url, "灯塔协会官网"),
            ("[灯塔协会](https://lamp.example/a) ... 图很多", url, "灯塔协会 ... 图很多"),
            ("见[灯塔协会](https://lamp.example/a)。", url, "见灯塔协会"),
            ("灯塔人的博客. 灯为什么转[EB/OL]", None, "灯塔人的博客. 灯为什么转"),
            ("灯塔 [法] 德洛姆", None, "灯塔 [法] 德洛姆"),
            ("灯塔[", None, "灯塔["),
        ] {
            assert_eq!(running(&read(raw, url)), words, "{raw}");
        }
    }

    #[test]
    fn an_entry_stands_in_its_own_words_where_the_fields_say_less() {
        let mut reference = read("林望潮《灯塔考》，海边书屋，1986年，附港口图", None);
        reference.title = "灯塔考".into();
        reference.authors = vec!["林望潮".into()];
        reference.further.remainder = vec!["附港口图".into()];
        assert_eq!(sets(&reference), Sets::Fields(&["附港口图".to_owned()]));
        reference.further.remainder = vec!["海边书屋1986年附港口图".into()];
        assert_eq!(sets(&reference), Sets::Words);
        reference.basis = Basis::Corrected;
        assert_eq!(sets(&reference), Sets::Fields(&[]));
        let phrase = Reference {
            title: "海港晚报2020年采访".into(),
            ..read("海港晚报2020年采访", None)
        };
        assert_eq!(sets(&phrase), Sets::Words);
    }
}

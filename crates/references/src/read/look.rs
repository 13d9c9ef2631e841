//! How much a line looks like an entry, wherever it stands.

use super::coded;
use super::heading::{self, Within};
use super::kind;
use super::lexicon::{ListWord, lists};
use super::marks::{is_blank, titles, trim};
use super::notes;
use super::number;
use super::people;
use super::publisher;
use super::url;
use super::year::{self, Form};
use chengshu_text::source::Span;

/// What a line in a script that parts words by blanks shows.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "observations, each independent of the others")]
pub(super) struct Look {
    /// It can be nothing else: a title or names with a year, an identifier.
    pub sure: bool,
    /// It has an address and words.
    pub linked: bool,
    /// It is an address and nothing else.
    pub address: bool,
    /// All its addresses lead to pages where somebody speaks of himself.
    pub own: bool,
    /// It has a title in quotation marks, emphasis or a link.
    pub titled: bool,
    /// It begins with a name that a mark sets off.
    pub named: bool,
    /// It is a title and who made it.
    pub credited: bool,
    /// It is a sentence.
    pub prose: bool,
    /// What stands outside its addresses and titles.
    outside: String,
}

/// Pairs of marks around a title.
const QUOTES: &[(char, &[char])] = &[
    ('“', &['”', '“']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('»', &['«']),
    ('"', &['"']),
    ('《', &['》']),
    ('「', &['」']),
    ('『', &['』']),
    ('*', &['*']),
    ('_', &['_']),
];

/// How many bytes a title in marks may take.
const LONGEST_TITLE: usize = 400;

/// How many words a sentence has at least.
const SENTENCE: usize = 8;

impl Look {
    /// How `line` looks, without its list number.
    pub(super) fn of(line: &str) -> Self {
        let urls = url::find_all(line);
        let (outside, titled) = outside(line, &urls);
        let words = trim(outside.trim_matches(|c: char| is_blank(c) || c.is_ascii_punctuation()));
        let dated = has_year(line, &urls);
        let credited = is_credited(line);
        let named = credited || is_named(line);
        let linked = titled && line.contains("](") || !urls.is_empty() && !words.is_empty();
        Self {
            sure: has_identifier(line, &urls)
                || dated && (titled || is_named(line))
                || coded::is_coded(line),
            address: !urls.is_empty() && words.is_empty() && !titled,
            own: !urls.is_empty() && urls.iter().all(|at| url::is_own_page(&line[at.clone()])),
            linked,
            titled,
            named,
            credited,
            prose: is_sentence(words),
            outside,
        }
    }

    /// Whether it speaks of the speaker or to the reader.
    pub(super) fn talks(&self) -> bool {
        lists::has(&self.outside, ListWord::Talks)
    }

    /// Whether a line that does not stand right in a list may be an entry.
    pub(super) fn is_likely(&self) -> bool {
        self.sure || (self.linked || self.titled) && !self.prose && !self.talks()
    }
}

/// The text outside addresses and titles, and whether there is a title.
fn outside(line: &str, urls: &[Span]) -> (String, bool) {
    let mut out = String::with_capacity(line.len());
    let mut titled = false;
    let mut at = 0;
    let mut urls = urls.iter().peekable();
    let mut before = ' ';
    while let Some(c) = line[at..].chars().next() {
        while urls.next_if(|url| url.end <= at).is_some() {}
        if let Some(url) = urls.next_if(|url| url.start == at) {
            at = url.end;
            continue;
        }
        let from = at + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            out.push(c);
            (at, before) = (from, c);
            continue;
        }
        let near = &line[from..];
        let end = if c == '[' {
            near.find("](").map(|len| from + len + "]".len())
        } else if before.is_alphanumeric() {
            None
        } else {
            QUOTES.iter().find(|(open, _)| *open == c).and_then(|(_, close)| {
                let inner = near.trim_start_matches(c);
                let skipped = near.len() - inner.len();
                let len = inner.find(*close)?;
                let last = inner[len..].chars().next()?;
                let word = !inner[..len].trim().is_empty() && (c == '«' || !inner.starts_with(' '));
                word.then(|| from + skipped + len + last.len_utf8())
            })
        };
        match end {
            Some(end) if end - at <= LONGEST_TITLE => {
                titled = true;
                out.push(' ');
                at = end;
                before = ' ';
            }
            _ => {
                out.push(c);
                at = from;
                before = c;
            }
        }
    }
    (out, titled)
}

/// Whether a text states an identifier.
fn has_identifier(line: &str, urls: &[Span]) -> bool {
    let doi = line.match_indices("10.").any(|(at, _)| {
        line[at + 3..].split_once('/').is_some_and(|(registrant, rest)| {
            (4..=9).contains(&registrant.len())
                && registrant.bytes().all(|b| b.is_ascii_digit())
                && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    });
    doi || urls.is_empty() && is_identifier(line)
}

/// The names of identifiers.
const IDENTIFIERS: &[&str] = &["DOI", "ISBN", "arXiv", "CSTR", "PMID", "PMCID", "ISSN", "URN"];

/// Whether a text begins with the name of an identifier, and has a number.
pub(super) fn is_identifier(line: &str) -> bool {
    IDENTIFIERS.iter().any(|name| {
        line.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
            && line[name.len()..].starts_with(|c: char| " :：-.".contains(c) || c.is_ascii_digit())
            && line.contains(|c: char| c.is_ascii_digit())
    })
}

/// Whether there is a year where an entry has it: in brackets, or set off by a mark, not in a
/// sentence (in 2008).
fn has_year(line: &str, urls: &[Span]) -> bool {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let len = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if len == 0 {
            at += 1;
            continue;
        }
        let year = at..at + len;
        at = year.end;
        let number: u32 = line[year.clone()].parse().unwrap_or_default();
        if len != 4
            || !(1400..=2100).contains(&number)
            || urls.iter().any(|url| url.contains(&year.start))
        {
            continue;
        }
        let before = line[..year.start].trim_end();
        let after = &line[year.end..];
        let apart = before.ends_with(['(', '（', ',', '，', '.', ';', ':', '-', '–', '/', '·'])
            || before
                .rsplit(char::is_whitespace)
                .next()
                .is_some_and(|word| word.starts_with(char::is_uppercase));
        let closed = after.trim().is_empty()
            || after.starts_with(['.', ',', ';', ':', ')', '）', '，', '。', '年', '/', '-', '–'])
            || after.starts_with(|c: char| "abcd".contains(c))
            || after.trim_start().starts_with(['(', '[', '.', ',', '-', '–', '—', 'h', '→']);
        if apart && closed {
            return true;
        }
    }
    false
}

/// Small words inside names and between them.
#[rustfmt::skip] // many to a line
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le",
    "el", "al", "bin", "ibn", "ter", "ten", "zu", "zur", "und", "and", "et", "y", "e", "и", "&",
    "with", "mit",
];

/// Whether a line begins with names that a mark sets off: `Jane Doe: …`, `Doe, J. …`.
fn is_named(line: &str) -> bool {
    let mut names = 0;
    let mut tokens = line.split_whitespace().take(10).peekable();
    while let Some(token) = tokens.next() {
        let bare = token.trim_end_matches([':', ',', '.', ';', '(']);
        if bare.is_empty() {
            return names >= 2 && matches!(token, ":" | ",");
        }
        if matches!(token, "-" | "–" | "—")
            || token.starts_with(['(', '“', '„', '«', '"', '*', '_', '[', '《'])
        {
            return names >= 2;
        }
        if PARTICLES.contains(&bare) && names > 0 || bare == "Hg" {
            continue;
        }
        let initial =
            bare.chars().filter(|c| c.is_alphabetic()).count() <= 2 && token.contains('.');
        if !bare.starts_with(|c: char| c.is_uppercase())
            || bare.contains(|c: char| c.is_ascii_digit())
        {
            return false;
        }
        names += 1;
        let next = tokens.peek().is_some_and(|next| next.starts_with(|c: char| c.is_uppercase()));
        match token.chars().next_back() {
            Some(':') => return names >= 2,
            Some('.') if !initial => return names >= 2,
            Some(',') if names >= 2 => return true,
            Some(',') if !next => return false,
            _ => {}
        }
        if names > 6 {
            return false;
        }
    }
    false
}

/// Words between a title and the name of who made it.
const BY: &[&str] = &[" by ", " von ", " par ", " di ", " por "];

/// Whether a line is a title and who made it: `Lamps by Jane Doe`.
fn is_credited(line: &str) -> bool {
    let credited = BY.iter().find_map(|by| line.split_once(by));
    credited.is_some_and(|(title, name)| {
        let capital = |text: &str| text.starts_with(|c: char| c.is_uppercase());
        let mut names = name.split_whitespace();
        capital(title)
            && (0..2).all(|_| names.next().is_some_and(capital))
            && title.split_whitespace().count() <= SENTENCE
            && !title.contains(". ")
    })
}

/// Whether words are a sentence rather than names and titles.
fn is_sentence(words: &str) -> bool {
    let (mut small, mut all) = (0_usize, 0_usize);
    for word in words.split_whitespace() {
        let Some(first) = word.chars().find(|c| c.is_alphabetic()) else {
            continue;
        };
        all += 1;
        small += usize::from(first.is_lowercase());
    }
    all >= SENTENCE && small * 2 > all
}

/// How plainly a line is a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Plain {
    /// Like prose.
    Prose,
    /// A heading such as `书籍：`.
    Heading,
    /// Perhaps one, among others: a title and a name.
    Likely,
    /// One, among others: a title and a year, an address, a site.
    Clear,
    /// One even on its own: a title with a press and a year, a coded entry.
    Sure,
}

/// Verbs and pronouns of running prose, none of which an entry uses outside its title.
#[rustfmt::skip] // many to a line
const PROSE: &[&str] = &[
    "我", "你", "他们", "她", "本期", "本篇", "本集", "这期", "这部", "这本", "讲述", "介绍",
    "改编", "故事", "如果", "因为", "但是", "就是", "什么", "怎么", "？", "！", "?", "!", "…",
    "将", "吗", "呢", "吧", "欢迎", "视频",
];

/// How long the longest entry without a title is, in characters.
const LONGEST: usize = 40;

/// Whether a line is a reference even outside a list.
pub(super) fn is_reference(line: &str) -> bool {
    kind_of(line) >= Plain::Clear
}

/// The first of the lines that make up a list at the end of a description, when they do: one line
/// that can be nothing else, or several of which none reads like prose and one is plain.
pub(super) fn list_start(lines: &[&str]) -> Option<usize> {
    let kinds: Vec<Plain> = lines.iter().map(|line| kind_of(line)).collect();
    let first = kinds.iter().rposition(|l| *l == Plain::Prose).map_or(0, |at| at + 1);
    let list = kinds.get(first..)?;
    let entries = list.iter().filter(|l| **l > Plain::Heading).count();
    let plain = list.iter().filter(|l| **l >= Plain::Clear).count();
    let sure = list.contains(&Plain::Sure);
    (sure || (entries >= 2 && (plain >= 1 || entries < list.len())) || entries >= 3)
        .then_some(first)
}

/// Whether a line is a heading of a part of a list, and nothing more.
pub(super) fn is_heading(line: &str) -> bool {
    heading::at_start(line, Within::List) == Some(line.len()) && line.ends_with(['：', ':'])
}

fn kind_of(line: &str) -> Plain {
    let line = &line[number::at_start(line).map_or(0, |n| n.len)..];
    let line = trim(line).trim_end_matches('。');
    if is_heading(line) {
        return Plain::Heading;
    }
    if line.is_empty()
        || notes::opens_blurb(line)
        || notes::is_note(line)
        || heading::at_start(line, Within::Blurb).is_some()
    {
        return Plain::Prose;
    }
    let urls = url::find_all(line);
    if urls.first().is_some_and(|u| u.len() == line.len()) {
        return if url::is_deep(line) && !url::is_own_page(line) {
            Plain::Likely
        } else {
            Plain::Prose
        };
    }
    let found = titles(line);
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return untitled(line);
    };
    let mut outside = line[..first.outer.start].to_owned();
    outside.push(' ');
    outside.push_str(&line[last.outer.end..]);
    let outside = trim(&outside);
    if PROSE.iter().any(|w| outside.contains(w))
        || outside.contains('。')
        || outside.chars().count() > 2 * LONGEST
    {
        return Plain::Prose;
    }
    let dated = !year::dates(outside).is_empty();
    let press = publisher::press_in(outside).is_some();
    if press && dated {
        Plain::Sure
    } else if dated && (outside.contains("出版") || outside.contains("再版"))
        || press
        || people::role_at_end(outside).is_some_and(|(names, _)| people::names(names).is_some())
        || year::dates(outside).iter().any(|d| d.form == Form::Named)
            && last.outer.end == line.len()
            && outside.chars().count() <= LONGEST
            && !outside.contains('，')
    {
        Plain::Clear
    } else if outside.is_empty() || people::names(outside).is_some() {
        Plain::Likely
    } else {
        Plain::Prose
    }
}

fn untitled(line: &str) -> Plain {
    let prose = line.chars().count() > LONGEST
        || line.contains(['，', '。', ',', '：'])
        || PROSE.iter().any(|w| line.contains(w));
    let site = ["官网", "官方网站", "网站", "维基", "维基百科", "回忆录", "自传", "传记"];
    if !prose && kind::head(line).is_some_and(|(word, _)| site.contains(&word)) {
        Plain::Clear
    } else {
        Plain::Prose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_needs_no_heading() {
        assert_eq!(list_start(&["本期讲甲乙。", "张三2003年出版《甲》", "甲乙协会官网"]), Some(1));
        assert_eq!(list_start(&["张三：《甲》，商务印书馆，2003年版"]), Some(0));
        assert_eq!(list_start(&["《甲》张三", "李四《乙》", "《丙》王五"]), Some(0));
    }

    #[test]
    fn a_blurb_about_works_is_no_list() {
        for line in [
            "本期为《甲乙》下集",
            "《甲乙》是什么样的电影？",
            "张三的《甲乙》改编自真实故事",
            "《甲乙》",
            "张三《甲乙》",
            "一个关于《甲乙》的故事",
            "甲乙的官网为什么消失了",
        ] {
            assert_eq!(list_start(&[line]), None, "{line}");
        }
    }
}

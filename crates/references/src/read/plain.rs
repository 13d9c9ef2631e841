//! Lists without a heading: which lines are references by their look alone.

use super::coded;
use super::kind;
use super::labels::{self, Within};
use super::marks::{titles, trim};
use super::notes;
use super::people;
use super::publisher;
use super::url;
use super::year::{self, Form};

/// How plainly a line is a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Like prose.
    Prose,
    /// A heading such as `书籍：`.
    Heading,
    /// Perhaps one, among others: a title and a name.
    Likely,
    /// One, among others: a title and a year, an address, a site.
    Plain,
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
    kind_of(line) >= Kind::Plain
}

/// The first of the lines that make up a list at the end of a description, when they do: one line
/// that can be nothing else, or several of which none reads like prose and one is plain.
pub(super) fn list_start(lines: &[&str]) -> Option<usize> {
    let kinds: Vec<Kind> = lines.iter().map(|line| kind_of(line)).collect();
    let first = kinds
        .iter()
        .rposition(|l| *l == Kind::Prose)
        .map_or(0, |at| at + 1);
    let list = kinds.get(first..)?;
    let entries = list.iter().filter(|l| **l > Kind::Heading).count();
    let plain = list.iter().filter(|l| **l >= Kind::Plain).count();
    let sure = list.contains(&Kind::Sure);
    (sure || (entries >= 2 && (plain >= 1 || entries < list.len())) || entries >= 3)
        .then_some(first)
}

/// Whether a line is a heading of a part of a list, and nothing more.
pub(super) fn is_heading(line: &str) -> bool {
    labels::at_start(line, Within::List) == Some(line.len()) && line.ends_with(['：', ':'])
}

fn kind_of(line: &str) -> Kind {
    let line = &line[super::number::at_start(line).map_or(0, |n| n.len)..];
    let line = trim(line).trim_end_matches('。');
    if is_heading(line) {
        return Kind::Heading;
    }
    if line.is_empty()
        || notes::opens_blurb(line)
        || notes::is_note(line)
        || labels::at_start(line, Within::Blurb).is_some()
    {
        return Kind::Prose;
    }
    if coded::is_coded(line) {
        return Kind::Sure;
    }
    if url::find_all(line)
        .first()
        .is_some_and(|u| u.start == 0 && u.end == line.len())
    {
        return Kind::Plain;
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
        return Kind::Prose;
    }
    let dated = !year::dates(outside).is_empty();
    let press = publisher::press_in(outside).is_some();
    if press && dated {
        Kind::Sure
    } else if dated && (outside.contains("出版") || outside.contains("再版"))
        || press
        || people::role_at_end(outside).is_some_and(|(names, _)| people::names(names).is_some())
        || year::dates(outside).iter().any(|d| d.form == Form::Named)
            && last.outer.end == line.len()
            && outside.chars().count() <= LONGEST
            && !outside.contains('，')
    {
        Kind::Plain
    } else if outside.is_empty() || people::names(outside).is_some() {
        Kind::Likely
    } else {
        Kind::Prose
    }
}

fn untitled(line: &str) -> Kind {
    let prose = line.chars().count() > LONGEST
        || line.contains(['，', '。', ',', '：'])
        || PROSE.iter().any(|w| line.contains(w));
    let site = [
        "官网",
        "官方网站",
        "网站",
        "维基",
        "维基百科",
        "回忆录",
        "自传",
        "传记",
    ];
    if !prose && kind::head(line).is_some_and(|(word, _)| site.contains(&word)) {
        Kind::Plain
    } else {
        Kind::Prose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_needs_no_heading() {
        assert_eq!(
            list_start(&["本期讲甲乙。", "张三2003年出版《甲》", "甲乙协会官网"]),
            Some(1)
        );
        assert_eq!(list_start(&["张三：《甲》，商务印书馆，2003年版"]), Some(0));
        assert_eq!(
            list_start(&["《甲》张三", "李四《乙》", "《丙》王五"]),
            Some(0)
        );
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

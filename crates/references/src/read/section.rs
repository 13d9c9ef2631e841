//! The list of references a written text ends with, under a heading such as `## 参考文献`.

use super::entry;
use super::heading::{self, Within};
use super::look;
use super::notes;
use super::number;
use super::regions::Item;
use super::split;
use super::traditional;
use crate::reference::Reference;
use chengshu_text::source::{Span, whole_lines};
use chengshu_text::yaml::single_line;

/// The list at the end of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Where its heading begins, and blank lines and the rule before it.
    pub at: usize,
    /// Where its heading stands.
    pub heading: Span,
    /// Its entries in order. Each is `at` its lines in the text.
    pub references: Vec<Reference>,
}

/// How long a line of a list may be, in bytes. What is longer is prose.
const LONGEST: usize = 2_000;

/// How long an entry may be, in characters, of which nothing but its place says that it is one.
const LONGEST_PLAIN: usize = 60;

/// Finds the list of references that a text in Markdown ends with. It is one only if every line
/// after its heading reads as an entry, or as the heading of a part of the list: what is left out
/// of the text must not be more than its references. A text that is nothing else has none.
pub fn read_section(text: &str) -> Option<Section> {
    let headings = headings(text);
    let mut found: Option<Section> = None;
    let mut later = Vec::new();
    let mut end = text.len();
    // From the last part of the list to the first; each part is looked at once.
    for heading in headings.iter().rev() {
        let words = heading.words.as_str();
        if heading::at_start(words, Within::List) != Some(words.len()) {
            break;
        }
        let Some(mut references) = entries(text, &(heading.line.end..end)) else {
            break;
        };
        references.append(&mut later);
        later = references;
        end = heading.line.start;
        if heading::at_start(words, Within::Blurb) == Some(words.len()) && !later.is_empty() {
            found = Some(Section {
                at: before(text, heading.line.start),
                heading: heading.line.clone(),
                references: later.clone(),
            });
        }
    }
    found.filter(|section| {
        text.get(..section.at)
            .is_some_and(|rest| !rest.trim().is_empty())
    })
}

/// A line that is a heading of Markdown, or bold from end to end.
struct Heading {
    line: Span,
    words: String,
}

/// How many headings there may be in the list.
const MOST_HEADINGS: usize = 32;

fn headings(text: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for (start, line) in whole_lines(text) {
        let trimmed = line.trim();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => found.extend(heading(trimmed).map(|words| Heading {
                line: start..start + line.len(),
                words,
            })),
            _ => {}
        }
    }
    let more = found.len().saturating_sub(MOST_HEADINGS);
    found.split_off(more)
}

/// The words of a line that is a heading or bold.
fn heading(line: &str) -> Option<String> {
    if line.len() > LONGEST {
        return None;
    }
    let hashes = line.trim_start_matches('#');
    let marked = hashes.len() < line.len();
    let inner = hashes.trim_end_matches('#').trim();
    let bold = ["**", "__"].iter().any(|mark| {
        // **参考文献**： is bold but for its colon.
        let inner = inner.trim_end_matches(['：', ':']);
        inner.len() > 4 && inner.starts_with(mark) && inner.ends_with(mark)
    });
    if !marked && !bold {
        return None;
    }
    let words = inner.replace("**", "").replace("__", "");
    (!words.is_empty()).then(|| traditional::simplified(&words).into_owned())
}

/// `* * *`, `---`.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let first = marks.next();
    first.is_some_and(|first| "-*_".contains(first) && marks.clone().all(|c| c == first))
        && marks.count() >= 2
}

/// Where what parts the list from the text begins: blank lines, and a rule between blank lines.
fn before(text: &str, heading: usize) -> usize {
    let rest = text.get(..heading).unwrap_or_default();
    let kept = rest.trim_end();
    let (above, last) = kept.rsplit_once('\n').unwrap_or(("", kept));
    // A rule right below words would make a heading of them.
    let apart = above
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.trim().is_empty());
    if is_rule(last) && apart {
        return above.trim_end().len();
    }
    kept.len()
}

/// The entries of a part of the list; `None` if something in it is none.
fn entries(text: &str, within: &Span) -> Option<Vec<Reference>> {
    let items = items(text, within)?;
    let mut list = String::new();
    let mut spans = Vec::new();
    for (line, (words, _)) in items.iter().enumerate() {
        let from =
            heading::at_start(&traditional::simplified(words), Within::List).unwrap_or_default();
        let start = list.len();
        list.push_str(words);
        let span = start + from..list.len();
        list.push('\n');
        if !span.is_empty() {
            spans.push(Item {
                span,
                line,
                part: 0,
                whole: false,
            });
        }
    }
    let starts: Vec<usize> = std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', list.as_bytes()).map(|at| at + 1))
        .collect();
    let mut references = Vec::new();
    let plain = traditional::simplified(&list);
    for span in split::entries(&plain, &spans) {
        let line = starts
            .partition_point(|start| *start <= span.start)
            .checked_sub(1)?;
        let (_, at) = items.get(line)?;
        let reference = entry::read(&list, &plain, span);
        references.push(Reference {
            at: at.clone(),
            ..reference
        });
    }
    let likely = references.iter().filter(|entry| is_likely(entry)).count();
    let all = references
        .iter()
        .all(|entry| is_likely(entry) || is_short(entry));
    (all && likely * 2 >= references.len()).then_some(references)
}

/// Whether an entry states more than a title.
fn is_likely(entry: &Reference) -> bool {
    let words = &entry.raw;
    let says = !entry.authors.is_empty()
        || entry.issued.is_some()
        || entry.publisher.is_some()
        || entry.url.is_some()
        || words.contains('《');
    let is_prose = words.ends_with(['？', '！', '?', '!'])
        || words.chars().count() > LONGEST / 4
        || notes::opens_blurb(words);
    look::is_reference(words) || says && !is_prose
}

fn is_short(entry: &Reference) -> bool {
    let words = &entry.raw;
    let ends = ['。', '，', '？', '！', '?', '!'];
    words.chars().count() <= LONGEST_PLAIN && !words.contains(ends) && !notes::opens_blurb(words)
}

/// The items of a list, or the lines, as plain text on one line, each with its place. `None` if
/// there is something that no list of references has.
fn items(text: &str, within: &Span) -> Option<Vec<(String, Span)>> {
    let mut found: Vec<(String, Span)> = Vec::new();
    let mut after_blank = true;
    let part = text.get(within.clone())?;
    for (at, line) in whole_lines(part) {
        let at = within.start + at;
        let line = line.trim_end();
        if line.is_empty() || is_rule(line) || heading(line.trim()).is_some() {
            after_blank = true;
            continue;
        }
        let words = plain_line(line.trim())?;
        if notes::is_note(&traditional::simplified(&words)) {
            return None;
        }
        let span = at..at + line.len();
        let marked = number::at_start(&words).is_some();
        // A line without a number, under one with, goes on with its entry.
        let goes_on = !marked && !after_blank || line.starts_with("   ");
        match found.last_mut() {
            Some((last, place)) if goes_on && number::at_start(last).is_some() => {
                if last.len() > LONGEST {
                    return None;
                }
                *last = single_line(&format!("{last}\n{words}"));
                place.end = span.end;
            }
            _ => found.push((words, span)),
        }
        after_blank = false;
    }
    Some(found)
}

/// A line without the signs of Markdown: links become their words and address. `None` for tables,
/// notes, images, HTML, code and definitions of links, which are no lines of a list.
fn plain_line(line: &str) -> Option<String> {
    let begins = ["|", "![", "[^", "```", "~~~"];
    let defines = line.starts_with('[') && line.contains("]:");
    if line.len() > LONGEST || defines || begins.iter().any(|mark| line.starts_with(mark)) {
        return None;
    }
    let mut out = String::with_capacity(line.len());
    let mut open: Vec<usize> = Vec::new();
    // The bullet is none of the signs.
    let bullet = line.len() - line.trim_start_matches(['*', '-', '+']).len();
    let bullet = if line.get(bullet..)?.starts_with(' ') {
        bullet
    } else {
        0
    };
    let mut rest = line;
    if bullet > 0 {
        out.push_str("- ");
        rest = line.get(bullet..)?.trim_start();
    }
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..)?;
        match c {
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.extend(after.chars().next());
                rest = after.get(1..)?;
                continue;
            }
            '*' | '`' => {}
            '<' => {
                let (address, next) = after.split_once('>')?;
                if !address.contains("://") {
                    return None;
                }
                out.push_str(address);
                rest = next;
                continue;
            }
            '!' if after.starts_with('[') => return None,
            '[' => {
                open.push(out.len());
                out.push('[');
            }
            ']' if after.starts_with('(') && !open.is_empty() => {
                let words = open.pop()?;
                let (address, next) = after.get(1..)?.split_once(')')?;
                let address = address.split_whitespace().next().unwrap_or_default();
                out.remove(words);
                if !out.get(words..)?.contains(address) {
                    out.push(' ');
                    out.push_str(address);
                }
                rest = next;
                continue;
            }
            ']' => {
                open.pop();
                out.push(']');
            }
            c => out.push(c),
        }
        rest = after;
    }
    Some(out.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Vec<String>)> {
        let section = read_section(text)?;
        let raws = section.references.into_iter().map(|entry| entry.raw);
        Some((text.get(..section.at).unwrap_or_default(), raws.collect()))
    }

    fn own(raws: &[&str]) -> Vec<String> {
        raws.iter().map(|raw| (*raw).to_owned()).collect()
    }

    #[test]
    fn a_list_at_the_end_is_found() {
        let entries = own(&["林望潮.灯塔考[M].海边书屋,2003", "陈守灯《港口志》"]);
        for (list, body) in [
            (
                "正文。\n\n## 参考文献\n\n1. 林望潮.灯塔考[M].海边书屋,2003\n2. 陈守灯《港口志》\n",
                "正文。",
            ),
            (
                "正文。\n\n**参考资料：**\n- 林望潮.灯塔考[M].海边书屋,2003\n- 陈守灯《港口志》",
                "正文。",
            ),
            (
                "正文。\n\n---\n\n###### References\n林望潮.灯塔考[M].海边书屋,2003\n\n陈守灯《港口志》\n",
                "正文。",
            ),
            (
                "# 一\n正文。\n# 参考文献\n## 书籍\n* 林望潮.灯塔\n  考[M].海边书屋,2003\n## 期刊\n* **陈守灯**《港口志》\n",
                "# 一\n正文。",
            ),
        ] {
            assert_eq!(read(list), Some((body, entries.clone())), "{list}");
        }
    }

    #[test]
    fn links_become_words_and_address() {
        let text = "正文。\n\n## 参考资料\n- [灯塔协会官网](https://lamp.example/a_b)\n- <https://harbour.example/>\n";
        let entries = own(&[
            "灯塔协会官网 https://lamp.example/a_b",
            "https://harbour.example/",
        ]);
        assert_eq!(read(text), Some(("正文。", entries)));
    }

    #[test]
    fn anything_else_stays_in_the_text() {
        for text in [
            // Not the last section.
            "正文。\n\n## 参考文献\n- 陈守灯《港口志》\n\n## 后记\n完。\n",
            // Not a heading of references.
            "正文。\n\n## 灯塔\n- 陈守灯《港口志》\n",
            // Prose.
            "正文。\n\n## 参考资料\n这一期的资料我找了很久，下次再讲给大家听。\n",
            "正文。\n\n## 参考资料\n- 陈守灯《港口志》\n\n灯塔为什么会亮？我们下次再说，谢谢大家。\n",
            // What no list of references has.
            "正文。\n\n## 参考资料\n- 陈守灯《港口志》\n[^1]: 注。\n",
            "正文。\n\n## 参考资料\n| 甲 | 乙 |\n|---|---|\n| 《丙》 | 丁 |\n",
            "正文。\n\n## 参考资料\n![灯](a.png)\n",
            // Inside code.
            "正文。\n\n```\n## 参考资料\n- 陈守灯《港口志》\n",
            // Nothing follows, or nothing goes before.
            "正文。\n\n## 参考资料\n",
            "## 参考资料\n- 陈守灯《港口志》\n",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_texts_take_no_more_than_their_length() {
        for text in [
            format!("正文。\n{}", "## 参考文献\n".repeat(100_000)),
            format!(
                "正文。\n## 参考文献\n{}",
                "- 陈守灯《港口志》\n".repeat(2_000)
            ),
            format!("正文。\n## 参考文献\n{}", "[](".repeat(100_000)),
            format!("正文。\n## 参考文献\n{}", "1. 甲\n乙\n".repeat(2_000)),
            format!("正文。\n## 参考文献\n1. 甲\n{}", "乙\n".repeat(100_000)),
            format!("{}\n## 参考文献\n- 《甲》", "\u{1}\u{0}**".repeat(50_000)),
        ] {
            let _ = read_section(&text);
        }
    }
}

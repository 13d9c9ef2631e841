//! The list of references a written text ends with, under a heading such as `## 参考文献`.

use super::heading::{self, Around, Says, Within};
use super::look::{self, Look};
use super::notes;
use super::number;
use super::regions;
use super::split;
use super::traditional;
use crate::reference::Reference;
use chengshu_text::source::{Span, whole_lines};

/// The list at the end of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Where its heading begins, and blank lines and the rule before it; where the text ends if
    /// the entries are notes of the text, which needs them.
    pub at: usize,
    /// Where its heading stands.
    pub heading: Span,
    /// Its entries in order.
    pub references: Vec<Reference>,
}

/// How long a line of a list may be, in bytes. What is longer is prose.
const LONGEST: usize = 2_000;

/// How long an entry may be, in characters, of which nothing but its place says that it is one.
const LONGEST_PLAIN: usize = 60;

/// How many headings there may be in the list.
const MOST_HEADINGS: usize = 32;

/// Finds the list of references that a text in Markdown ends with. It is one only if every line
/// after its heading reads as an entry, or as the heading of a part of the list: what is left out
/// of the text must not be more than its references. A text that is nothing else has none.
pub fn read_section(text: &str) -> Option<Section> {
    let mut found = None;
    // From the last part of the list to the first.
    for heading in headings(text).into_iter().rev() {
        let words = &traditional::simplified(&text[heading.clone()]);
        let within = heading::of_line(words.trim(), Within::List, Around::default());
        let Some(says) = within.map(|heading| heading.says) else {
            break;
        };
        if !matches!(says, Says::Sources | Says::Likely | Says::Part) {
            break;
        }
        if let Some(references) = entries(text, heading.start, says) {
            let notes = text[heading.end..].lines().any(|line| line.starts_with("[^"));
            let at = if notes { text.len() } else { before(text, heading.start) };
            found = Some(Section { at, heading, references });
        } else if says != Says::Part {
            break;
        }
    }
    found.filter(|section| !text[..section.at.min(section.heading.start)].trim().is_empty())
}

/// The entries of the list with a heading at `start`; `None` if something in it is none.
fn entries(text: &str, start: usize, says: Says) -> Option<Vec<Reference>> {
    if says == Says::Part {
        return None;
    }
    let text = &text[start..];
    if text.lines().any(|line| line.len() > LONGEST || is_no_entry(line.trim_start())) {
        return None;
    }
    let plain = traditional::simplified(text);
    let regions = regions::read(&plain);
    if !regions.intro.is_empty() || !regions.notes.is_empty() {
        return None;
    }
    let spans = split::entries(&plain, &regions.items);
    let references: Vec<Reference> = super::entry_each(text, &plain, spans)
        .into_iter()
        .map(|entry| Reference { at: start + entry.at.start..start + entry.at.end, ..entry })
        .collect();
    let likely = references.iter().filter(|entry| is_likely(entry)).count();
    let all = references.iter().all(|entry| is_likely(entry) || is_short(entry));
    (all && likely > 0 && likely * 2 >= references.len()).then_some(references)
}

/// Whether a line holds what no list of references has: an image, code, HTML, the definition of a
/// link, a note that is no entry.
fn is_no_entry(line: &str) -> bool {
    let defines = line.starts_with('[') && line.contains("]:");
    let note = line.starts_with("[^") && {
        let body = &line[number::at_start(line).map_or(0, |number| number.len)..];
        look::is_reference(&traditional::simplified(body)) || Look::of(body).is_likely()
    };
    let html = line.starts_with('<') && !line.contains("://");
    let begins = ["![", "```", "~~~"];
    defines && !note || html || begins.iter().any(|mark| line.starts_with(mark))
}

/// The lines that are headings of Markdown, or bold from end to end.
fn headings(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for (start, line) in whole_lines(text) {
        let trimmed = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) if is_heading(trimmed) => found.push(start..start + line.len()),
            _ => {}
        }
    }
    let more = found.len().saturating_sub(MOST_HEADINGS);
    found.split_off(more)
}

fn is_heading(line: &str) -> bool {
    // **参考文献**： is bold but for its colon.
    let inner = line.trim_end_matches(['：', ':']);
    let bold = ["**", "__"]
        .iter()
        .any(|mark| inner.len() > 4 && inner.starts_with(mark) && inner.ends_with(mark));
    line.len() <= LONGEST && (line.starts_with('#') || bold)
}

/// Where what parts the list from the text begins: blank lines, and a rule between blank lines.
fn before(text: &str, heading: usize) -> usize {
    let rest = text.get(..heading).unwrap_or_default();
    let kept = rest.trim_end();
    let (above, last) = kept.rsplit_once('\n').unwrap_or(("", kept));
    // A rule right below words would make a heading of them.
    let apart = above.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
    if regions::is_rule(last) && apart {
        return above.trim_end().len();
    }
    kept.len()
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
                "# 一\n正文。\n# 参考文献\n## 书籍\n* 林望潮.灯塔考[M].海边书屋,2003\n## 期刊\n* 陈守灯《港口志》\n",
                "# 一\n正文。",
            ),
        ] {
            assert_eq!(read(list), Some((body, entries.clone())), "{list}");
        }
    }

    #[test]
    fn rows_of_tables_and_notes_are_entries() {
        let text = "正文。\n\n## 参考资料\n| 书 | 人 |\n|---|---|\n| 《灯塔考》 | 林望潮 |\n";
        assert_eq!(read(text), Some(("正文。", own(&["《灯塔考》 | 林望潮"]))));
        // The text refers to its notes, and keeps them.
        let text = "正文[^1]。\n\n## 参考文献\n[^1]: Doe, Jane. Lamps. Quay Press, 2003.\n";
        assert_eq!(read(text), Some((text, own(&["Doe, Jane. Lamps. Quay Press, 2003."]))));
    }

    #[test]
    fn links_are_entries() {
        let text = "正文。\n\n## 参考资料\n- [灯塔协会官网](https://lamp.example/a_b)\n- <https://harbour.example/>\n";
        let entries =
            own(&["[灯塔协会官网](https://lamp.example/a_b)", "<https://harbour.example/>"]);
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
            format!("正文。\n## 参考文献\n{}", "- 陈守灯《港口志》\n".repeat(2_000)),
            format!("正文。\n## 参考文献\n{}", "[](".repeat(100_000)),
            format!("正文。\n## 参考文献\n{}", "1. 甲\n乙\n".repeat(2_000)),
            format!("正文。\n## 参考文献\n1. 甲\n{}", "乙\n".repeat(100_000)),
            format!("{}\n## 参考文献\n- 《甲》", "\u{1}\u{0}**".repeat(50_000)),
        ] {
            let _ = read_section(&text);
        }
    }
}

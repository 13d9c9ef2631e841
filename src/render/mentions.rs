//! Works of a chapter's list that its text names in 《》: the first mention leads to the entry.

use std::collections::{HashMap, HashSet};

use super::appendix::Appendix;
use crate::model::book::{Book, Chapter};
use chengshu_text::xml::{Node, element};
use chengshu_writing::script::letters;

/// The works that have not been mentioned yet, with the way to each, by the letters of the title.
#[derive(Debug, Default)]
pub struct Mentions {
    left: HashMap<String, String>,
    /// Where works are that have been mentioned.
    met: HashSet<String>,
}

/// Where a title goes on with its subtitle.
const SUBTITLE: [&str; 3] = ["：", ":", "——"];

impl Mentions {
    /// The works of a chapter.
    pub fn of(chapter: &Chapter, book: &Book, appendix: &Appendix) -> Self {
        let mut left = HashMap::new();
        for &number in &chapter.works {
            let (Some(work), Some(way)) = (book.works.list.get(number), appendix.way(number))
            else {
                continue;
            };
            let title = &work.reference.title;
            left.entry(letters(title)).or_insert(way.href);
        }
        // People name a work without its subtitle.
        for &number in &chapter.works {
            let (Some(work), Some(way)) = (book.works.list.get(number), appendix.way(number))
            else {
                continue;
            };
            let title = &work.reference.title;
            let short = SUBTITLE.iter().filter_map(|mark| title.find(mark)).min();
            if let Some(end) = short {
                left.entry(letters(&title[..end])).or_insert(way.href);
            }
        }
        left.remove("");
        Self {
            left,
            met: HashSet::new(),
        }
    }

    /// Text with the first mentions as links.
    pub fn link(&mut self, text: String, out: &mut Vec<Node>) {
        if self.left.is_empty() {
            return out.push(Node::Text(text.into()));
        }
        let mut copied = 0;
        let mut from = 0;
        while let Some(open) = text[from..].find('《').map(|at| from + at) {
            let inside = open + '《'.len_utf8();
            let Some(close) = text[inside..].find('》').map(|at| inside + at) else {
                break;
            };
            let end = close + '》'.len_utf8();
            from = end;
            let title = &text[inside..close];
            // A mark that opens again begins the title anew.
            if let Some(again) = title.rfind('《') {
                from = inside + again;
                if from > open {
                    continue;
                }
            }
            // The other form of the same title may have had its mention.
            if let Some(href) = self.left.remove(&letters(title))
                && self.met.insert(href.clone())
            {
                if open > copied {
                    out.push(Node::Text(text[copied..open].to_owned().into()));
                }
                let link = element("a")
                    .attr("class", "mention")
                    .attr("role", "doc-biblioref")
                    .attr("href", href)
                    .text(text[open..end].to_owned());
                out.push(Node::Element(link));
                copied = end;
            }
        }
        if copied == 0 {
            out.push(Node::Text(text.into()));
        } else if copied < text.len() {
            out.push(Node::Text(text[copied..].to_owned().into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> Vec<String> {
        let left = [("灯塔与雾", "b#1"), ("白浪", "b#2")];
        let left = left.map(|(title, href)| (title.to_owned(), href.to_owned()));
        let mut mentions = Mentions {
            left: left.into(),
            met: HashSet::new(),
        };
        let mut out = Vec::new();
        mentions.link(text.to_owned(), &mut out);
        out.iter()
            .map(|node| match node {
                Node::Text(text) => text.to_string(),
                Node::Element(link) => {
                    let mut words = String::new();
                    link.visit_source_text(&mut |text| words.push_str(text));
                    format!("[{words}]")
                }
            })
            .collect()
    }

    #[test]
    fn the_first_mention_is_a_link() {
        assert_eq!(
            linked("读《灯塔与雾》和《别的书》，又读《灯塔与雾》。"),
            ["读", "[《灯塔与雾》]", "和《别的书》，又读《灯塔与雾》。"]
        );
        assert_eq!(linked("《白浪》"), ["[《白浪》]"]);
    }

    #[test]
    fn marks_without_their_other_half_are_left_alone() {
        assert_eq!(linked("《白浪"), ["《白浪"]);
        assert_eq!(linked("《甲《白浪》》"), ["《甲", "[《白浪》]", "》"]);
    }
}

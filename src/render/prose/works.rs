//! Works a text names: in a line of several pieces, in stressed words, and in lists of sources, which are
//! not linked to themselves.

use std::collections::VecDeque;

use super::Prose;
use crate::model::block::{Block, Inline, first_place, plain_text};
use crate::render::mentions::{AROUND, Mentions, Spanning};
use chengshu_references::read::read_section;
use chengshu_text::xml::{Node, element};

/// So many pieces a title or citation stands in at most: words in another language are pieces of their
/// own.
const PIECES: usize = 12;

/// The longest heading of a list of sources, in bytes.
const LONGEST: usize = 60;

impl Prose<'_> {
    /// Stressed words, which are a link where they are a title.
    pub(super) fn emphasis(&mut self, content: Vec<Inline>, out: &mut Vec<Node>) {
        let is_words =
            |inline: &Inline| matches!(inline, Inline::Text { .. } | Inline::Foreign { .. });
        let may_link = self.in_link == 0 && content.iter().all(is_words);
        let words = may_link.then(|| plain_text(&content));
        let at = first_place(&content).unwrap_or_default();
        let link = words.and_then(|words| self.mentions.stressed(&words, at));
        let em = element("em");
        match link {
            Some(link) => {
                self.in_link += 1;
                let em = em.nodes(self.line(content));
                self.in_link -= 1;
                out.push(Node::Element(link.child(em)));
            }
            None => out.push(Node::Element(em.nodes(self.line(content)))),
        }
    }

    /// Text with a sign that opens and closes in a later piece of the line.
    pub(super) fn spanning(
        &mut self,
        (text, at): (String, usize),
        open: usize,
        rest: &mut VecDeque<Inline>,
        out: &mut Vec<Node>,
    ) {
        let close = Mentions::closing(&text[open..]);
        let mut words = text[open..].to_owned();
        let mut end = None;
        for (number, piece) in rest.iter().take(PIECES).enumerate() {
            match piece {
                Inline::Text { text, .. } => {
                    if let Some(found) = text.find(close) {
                        let found = found + close.len_utf8();
                        words.push_str(&text[..found]);
                        end = Some((number, found));
                        break;
                    }
                    words.push_str(text);
                }
                Inline::Foreign { .. } | Inline::Emphasis(_) => {
                    words.push_str(&plain_text(std::slice::from_ref(piece)));
                }
                _ => break,
            }
        }
        let found = end.and_then(|end| Some((end, self.mentions.spanning(&words, at + open)?)));
        let Some(((number, found), spanning)) = found else {
            return self.mentions.link(text, at, out);
        };
        self.mentions.link(text[..open].to_owned(), at, out);
        let mut pieces = vec![Inline::Text { text: text[open..].to_owned(), at: at + open }];
        pieces.extend(rest.drain(..number));
        if let Some(Inline::Text { text, at }) = rest.pop_front() {
            let (inside, behind) = text.split_at(found);
            pieces.push(Inline::Text { text: inside.to_owned(), at });
            rest.push_front(Inline::Text { text: behind.to_owned(), at: at + found });
        }
        match spanning {
            Spanning::Linked(link) => {
                self.in_link += 1;
                let link = link.nodes(self.line(pieces));
                self.in_link -= 1;
                out.push(Node::Element(link));
            }
            Spanning::Replaced(nodes) => out.extend(nodes),
        }
    }
}

/// The text before and after a place in a line, as far as it is one piece each.
pub(super) fn near(before: &[Node], after: Option<&Inline>) -> String {
    let before = match before.last() {
        Some(Node::Text(text)) => {
            &text[text.ceil_char_boundary(text.len().saturating_sub(AROUND))..]
        }
        _ => "",
    };
    let after = match after {
        Some(Inline::Text { text, .. }) => &text[..text.floor_char_boundary(AROUND)],
        _ => "",
    };
    format!("{before} {after}")
}

/// Whether the text is in a list of sources.
#[derive(Debug, Default)]
pub(super) enum Sources {
    #[default]
    Outside,
    /// Under a heading, as far as the next.
    UnderHeading,
    /// Behind a label, as far as blocks name works.
    BehindLabel,
}

impl Sources {
    /// Goes on with a block. The mentions are told whether they are in a list.
    pub(super) fn see(&mut self, block: &Block, mentions: &mut Mentions<'_>) {
        mentions.in_list = false;
        if mentions.is_idle() {
            return;
        }
        *self = match (&*self, block) {
            (_, Block::Heading { content, .. }) if is_label(&plain_text(content)) => {
                Self::UnderHeading
            }
            (_, Block::Heading { .. }) => Self::Outside,
            (Self::UnderHeading, _) => Self::UnderHeading,
            (_, Block::Paragraph { content, .. }) if is_labelled(content) => Self::BehindLabel,
            (Self::BehindLabel, Block::List { .. }) => Self::BehindLabel,
            (Self::BehindLabel, Block::Paragraph { content, .. })
                if plain_text(content).trim_start().starts_with(is_entry) =>
            {
                Self::BehindLabel
            }
            _ => Self::Outside,
        };
        mentions.in_list = !matches!(self, Self::Outside);
    }
}

/// Whether an entry of a list may begin with this character.
fn is_entry(c: char) -> bool {
    c.is_ascii_digit() || "《[［【（(•·-".contains(c)
}

/// Whether a paragraph begins with the label of a list, such as `参考资料：`.
fn is_labelled(content: &[Inline]) -> bool {
    let first = match content.first() {
        Some(Inline::Text { text, .. }) => text.clone(),
        Some(Inline::Strong(inner)) => plain_text(inner) + "：",
        _ => return false,
    };
    let end = first.char_indices().find(|(at, c)| *at > LONGEST || matches!(c, '：' | ':'));
    end.is_some_and(|(end, c)| matches!(c, '：' | ':') && is_label(&first[..end]))
}

/// Whether words are the heading of a list of sources: whether an entry under them is one.
fn is_label(words: &str) -> bool {
    const ENTRY: &str = "《甲》，乙著，丙出版社，1999年";
    let words = words.trim().trim_end_matches(['：', ':']);
    let is_short = !words.is_empty() && words.len() <= LONGEST && !words.contains('\n');
    is_short && read_section(&format!("一\n\n## {words}\n\n1. {ENTRY}\n")).is_some()
}

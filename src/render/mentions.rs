//! Works of the bibliography that a text names: each mention leads to the entry, and the entry back.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::appendix::Appendix;
use super::citing::{self, Cited};
use super::titles::{Marks, Titles};
use super::uses::{Mention, mention_id};
use crate::model::book::Chapter;
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::language::primary;
use chengshu_writing::script::{is_han, letters};

/// The longest title that is looked for, in bytes.
const LONGEST: usize = 1000;

/// The beginning of a text, of about so many bytes at most.
fn within(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// What opens and closes words that may be a title. In Chinese quotation marks never mean one.
const PAIRS: &[(char, char, Marks)] = &[
    ('《', '》', Marks::Title),
    ('〈', '〉', Marks::Title),
    ('『', '』', Marks::Stress),
    ('「', '」', Marks::Stress),
    ('“', '”', Marks::Stress),
    ('„', '“', Marks::Stress),
    ('«', '»', Marks::Stress),
    ('»', '«', Marks::Stress),
    ('"', '"', Marks::Stress),
];

/// So much of a text on either side of a title may tell which work it is, in bytes.
pub(super) const AROUND: usize = 60;

/// A part of a text with what stands around it.
fn around(text: &str, part: Range<usize>) -> &str {
    let start = text.floor_char_boundary(part.start.saturating_sub(AROUND));
    &text[start..text.floor_char_boundary(part.end + AROUND)]
}

/// The mentions of a chapter, as its text is gone through.
#[derive(Debug, Default)]
pub struct Mentions<'a> {
    book: Option<(&'a Titles, &'a Appendix)>,
    /// The works of the chapter, ascending.
    own: Vec<usize>,
    /// Works by the numbers the chapter's list states.
    numbers: HashMap<u32, usize>,
    /// Works by the keys the chapter cites them with.
    keys: HashMap<&'a str, usize>,
    chapter: Option<&'a Chapter>,
    /// Works by the letters of their entries in the chapter's list, once they are asked for.
    entries: Option<HashMap<String, usize>>,
    /// Those so far.
    found: Vec<Mention>,
    /// The page being made, from 0.
    page: u32,
    /// Whether the text is Chinese.
    is_chinese: bool,
    /// What stands around the stressed words that come next, where it matters.
    pub(super) near: String,
    /// Where the text being gone through stands in the source.
    at: usize,
    /// The works that the paragraph being made has mentioned: an entry leads back to it once.
    here: HashSet<usize>,
    /// Whether the text calls works by the numbers of the list.
    numbered: bool,
    /// Whether the text is a list of sources, which is not linked to itself.
    pub(super) in_list: bool,
}

/// Where a text names a work.
enum Sign {
    /// A title, and the work.
    Title(usize),
    /// `[3]`, `[3, 7]`: the numbers, with the works.
    Numbers(Vec<(Range<usize>, usize)>),
    /// `[@key, p. 3]`.
    Cited(Vec<Cited>),
}

/// What becomes of pieces of a line that are a sign together.
pub(super) enum Spanning {
    /// They stand in this link.
    Linked(Element),
    /// This stands in their place.
    Replaced(Vec<Node>),
}

impl<'a> Mentions<'a> {
    /// Of no mentions so far.
    pub fn of(chapter: &'a Chapter, titles: &'a Titles, appendix: &'a Appendix) -> Self {
        let mut own = chapter.works.clone();
        own.sort_unstable();
        own.dedup();
        let numbers = chapter.numbers.iter().copied().zip(chapter.works.iter().copied());
        let references = chapter.references.iter().zip(chapter.works.iter().copied());
        let keyed = references
            .filter_map(|(reference, work)| Some((reference.further.key.as_deref()?, work)));
        Self {
            book: Some((titles, appendix)),
            chapter: Some(chapter),
            own,
            numbers: numbers.filter(|(number, _)| *number > 0).collect(),
            keys: keyed.collect(),
            is_chinese: primary(&chapter.language) == "zh",
            ..Self::default()
        }
    }

    /// Goes on with the next page.
    pub(super) fn end_page(&mut self) {
        self.page += 1;
    }

    /// Whether works were called by the numbers of the chapter's list.
    pub(super) fn are_numbered(&self) -> bool {
        self.numbered
    }

    /// All mentions in the order of their ids.
    pub(super) fn into_found(self) -> Vec<Mention> {
        self.found
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_idle(&self) -> bool {
        self.in_list || self.book.is_none_or(|(titles, _)| titles.is_empty())
    }

    /// Text with the works it names as links.
    pub(super) fn link(&mut self, text: String, at: usize, out: &mut Vec<Node>) {
        if self.is_idle() {
            return out.push(Node::Text(text.into()));
        }
        let (mut copied, mut from) = (0, 0);
        while let Some(step) = self.opening(&text[from..]) {
            let open = from + step;
            let (end, sign) = self.sign(&text, open);
            from = end;
            let Some(sign) = sign else { continue };
            push_text(&text[copied..open], out);
            self.at = at + open;
            self.set(sign, &text[open..end], out);
            copied = end;
        }
        if copied == 0 {
            out.push(Node::Text(text.into()));
        } else {
            push_text(&text[copied..], out);
        }
    }

    /// Where the next sign opens.
    fn opening(&self, text: &str) -> Option<usize> {
        let cites = !(self.numbers.is_empty() && self.keys.is_empty());
        text.find(|c: char| {
            // Letters are passed over at once.
            !c.is_ascii_alphanumeric()
                && !('\u{3040}'..'\u{ff00}').contains(&c)
                && (PAIRS.iter().any(|(open, ..)| *open == c) || cites && matches!(c, '[' | '［'))
        })
    }

    /// Where the last sign opens that does not close, in a text with others behind it.
    pub(super) fn unclosed(&self, text: &str) -> Option<usize> {
        if self.is_idle() {
            return None;
        }
        let title = text.rfind('《').filter(|open| !text[*open..].contains('》'));
        let cites = !self.keys.is_empty();
        title.or_else(|| {
            let open = cites.then(|| text.rfind("[@"))??;
            (!text[open..].contains(']')).then_some(open)
        })
    }

    /// What closes the sign a text begins with.
    pub(super) fn closing(text: &str) -> char {
        if text.starts_with('《') { '》' } else { ']' }
    }

    /// The sign that opens at a place, with where to go on behind it.
    fn sign(&self, text: &str, open: usize) -> (usize, Option<Sign>) {
        let rest = &text[open..];
        let Some(first) = rest.chars().next() else {
            return (text.len(), None);
        };
        let inside = open + first.len_utf8();
        let pair = PAIRS.iter().find(|(open, ..)| *open == first);
        let Some(&(_, closes, marks)) = pair else {
            let close = within(&text[inside..], citing::LONGEST).find([']', '］']);
            let close = close.map(|at| inside + at);
            let Some(close) = close else {
                return (inside, None);
            };
            let words = &text[inside..close];
            let sign = citing::numbers(words, &self.numbers)
                .map(Sign::Numbers)
                .or_else(|| citing::cited(words, &self.keys).map(Sign::Cited));
            return match sign {
                Some(sign) => {
                    (close + text[close..].chars().next().map_or(0, char::len_utf8), Some(sign))
                }
                None => (inside, None),
            };
        };
        let close = within(&text[inside..], LONGEST).find(closes);
        let Some(close) = close.map(|at| inside + at) else {
            return (inside, None);
        };
        // A mark that opens again begins the title anew.
        if let Some(again) = text[inside..close].rfind(first) {
            return (inside + again, None);
        }
        let end = close + closes.len_utf8();
        let words = &text[inside..close];
        let is_speech = marks == Marks::Stress && self.is_chinese && words.contains(is_han);
        let work = self.named(words, around(text, open..end), marks);
        match work.filter(|_| !is_speech) {
            Some(work) => (end, Some(Sign::Title(work))),
            // A quotation may hold titles.
            None if marks == Marks::Stress => (inside, None),
            None => (end, None),
        }
    }

    fn named(&self, words: &str, around: &str, marks: Marks) -> Option<usize> {
        let (titles, _) = self.book?;
        titles.find(words, around, &self.own, marks)
    }

    /// Whether it matters what stands around a title.
    pub(super) fn weigh_words(&self) -> bool {
        !self.is_idle() && self.book.is_some_and(|(titles, _)| titles.are_shared())
    }

    /// Sets the words of a sign.
    fn set(&mut self, sign: Sign, words: &str, out: &mut Vec<Node>) {
        match sign {
            Sign::Title(work) => self.link_to(work, vec![Node::Text(words.to_owned().into())], out),
            Sign::Numbers(numbers) => {
                self.numbered = true;
                let bracket = words.chars().next().map_or(0, char::len_utf8);
                if let [(_, work)] = *numbers.as_slice() {
                    return self.link_to(work, vec![Node::Text(words.to_owned().into())], out);
                }
                let mut copied = 0;
                for (span, work) in numbers {
                    let span = bracket + span.start..bracket + span.end;
                    push_text(&words[copied..span.start], out);
                    let number = words[span.clone()].to_owned();
                    self.link_to(work, vec![Node::Text(number.into())], out);
                    copied = span.end;
                }
                push_text(&words[copied..], out);
            }
            Sign::Cited(cited) => self.cite(&cited, words, out),
        }
    }

    /// Citations of works by their keys, as the style has them in the text, in place of the words written.
    fn cite(&mut self, cited: &[Cited], words: &str, out: &mut Vec<Node>) {
        let Some((_, appendix)) = self.book else {
            return;
        };
        let nodes = citing::set(cited, appendix, |work| self.reference(work));
        let span = element("span").attr("data-cites", words.to_owned());
        out.push(Node::Element(span.nodes(nodes).drawn()));
    }

    /// The entry of the only work that a note cites by its key, or in the words of the chapter's list,
    /// and says nothing else.
    pub(super) fn whole_entry(&mut self, words: &str) -> Option<Element> {
        let (_, appendix) = self.book?;
        let inside = words.trim().trim_end_matches(['。', '.']);
        let inside = inside.strip_prefix('[').and_then(|inside| inside.strip_suffix(']'));
        let mut cited = match inside.and_then(|inside| citing::cited(inside, &self.keys)) {
            Some(cited) => cited,
            None => vec![Cited::of(self.stated(words)?)],
        };
        let cited = cited.pop().filter(|_| cited.is_empty())?;
        let nodes = citing::entry(&cited, appendix, |work| self.reference(work))?;
        let span = element("span").attr("data-cites", words.to_owned());
        Some(span.nodes(nodes).drawn())
    }

    /// The work of the chapter's list that is stated in these words.
    fn stated(&mut self, words: &str) -> Option<usize> {
        let chapter = self.chapter?;
        let entries = self.entries.get_or_insert_with(|| {
            let entries = chapter.references.iter().zip(&chapter.works);
            let entries = entries.map(|(reference, work)| (letters(&reference.raw), *work));
            entries.filter(|(words, _)| !words.is_empty()).collect()
        });
        entries.get(&letters(words)).copied()
    }

    /// Nodes as a link to a work.
    fn link_to(&mut self, work: usize, nodes: Vec<Node>, out: &mut Vec<Node>) {
        match self.reference(work) {
            Some(link) => out.push(Node::Element(link.nodes(nodes))),
            None => out.extend(nodes),
        }
    }

    /// What becomes of pieces of a line that are a sign together, whose words these are.
    pub(super) fn spanning(&mut self, words: &str, at: usize) -> Option<Spanning> {
        self.at = at;
        let (end, sign) = self.sign(words, 0);
        match sign.filter(|_| end == words.len())? {
            Sign::Title(work) => self.reference(work).map(Spanning::Linked),
            sign => {
                let mut nodes = Vec::new();
                self.set(sign, words, &mut nodes);
                Some(Spanning::Replaced(nodes))
            }
        }
    }

    /// The link of stressed words that are a title.
    pub(super) fn stressed(&mut self, words: &str, at: usize) -> Option<Element> {
        let near = std::mem::take(&mut self.near);
        if self.is_idle() {
            return None;
        }
        let work = self.named(words, &near, Marks::Stress)?;
        self.at = at;
        self.reference(work)
    }

    /// Goes on with the next paragraph, or what stands in place of one.
    pub(super) fn next_block(&mut self) {
        self.here.clear();
    }

    /// A link to a work whose words are still to come. The first of a paragraph is a mention that the
    /// entry leads back to.
    pub(super) fn reference(&mut self, work: usize) -> Option<Element> {
        let (_, appendix) = self.book?;
        let way = appendix.way(work)?;
        let id = self.here.insert(work).then(|| mention_id(self.found.len()));
        if id.is_some() {
            let (work, at) = (u32::try_from(work).ok()?, u32::try_from(self.at).ok()?);
            self.found.push(Mention { work, page: self.page, at });
        }
        Some(
            element("a")
                .attr("class", "mention")
                .attr("role", "doc-biblioref")
                .attr_opt("id", id)
                .attr("href", way.href),
        )
    }
}

fn push_text(text: &str, out: &mut Vec<Node>) {
    if !text.is_empty() {
        out.push(Node::Text(text.to_owned().into()));
    }
}

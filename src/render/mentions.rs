//! Works of the bibliography that a text names: each mention leads to the entry, and the entry back.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::appendix::Appendix;
use super::citing::{self, Cited};
use crate::model::book::{Book, Chapter};
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::language::Form;
use chengshu_writing::script::{is_hangul, is_ideographic, letters};
use chengshu_writing::variant::{Variant, change};

/// The titles of a book's works, to look for the work one names.
#[derive(Debug, Default)]
pub struct Titles(HashMap<Box<str>, Known>);

/// The works a title is of.
#[derive(Debug)]
struct Known {
    works: Works,
    /// Whether they go on with a subtitle.
    is_short: bool,
}

#[derive(Debug)]
enum Works {
    One(usize),
    Several(Vec<usize>),
}

/// Works of one title that are told apart at most: a list of one title over and over costs no more than
/// any other.
const COMPARED: usize = 16;

/// The longest title that is looked for, in bytes.
const LONGEST: usize = 1000;

/// The beginning of a text, of about so many bytes at most.
fn within(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// Where a title goes on with its subtitle.
const SUBTITLE: [&str; 3] = ["：", ":", "——"];

/// How much a part of a title has to say to be taken for the whole, and stressed words to be taken for a
/// title, in Latin letters; an ideograph says as much as two.
const TELLING: usize = 8;

/// A title without its subtitle, if it has one.
pub(super) fn without_subtitle(title: &str) -> Option<&str> {
    let end = SUBTITLE.iter().filter_map(|mark| title.find(mark)).min()?;
    Some(title[..end].trim_end()).filter(|short| !short.is_empty())
}

/// Whether words say enough to be taken for a title.
pub(super) fn is_telling(words: &str) -> bool {
    let weight = |c: char| match c {
        c if is_ideographic(c) || is_hangul(c) => 2,
        c => usize::from(c.is_alphanumeric()),
    };
    words.chars().map(weight).sum::<usize>() >= TELLING
}

impl Titles {
    /// The titles of a book, and those without their subtitles that are nothing else.
    pub fn of(book: &Book) -> Self {
        let titles = book.works.list.iter().map(|work| work.reference.title.as_str());
        Self::of_works(titles, book.treatment.variant)
    }

    /// `variant` is the form of Chinese the text is put in.
    fn of_works<'a>(works: impl Iterator<Item = &'a str>, variant: Option<Variant>) -> Self {
        let (mut titles, mut shorts) = (HashMap::new(), HashMap::new());
        for (number, title) in works.enumerate() {
            let converted = variant.map(|to| {
                let mut title = title.to_owned();
                change(&mut title, Form::Simplified, to);
                title
            });
            for title in [Some(title), converted.as_deref()].into_iter().flatten() {
                add(&mut titles, title, number, false);
                if let Some(short) = without_subtitle(title) {
                    add(&mut shorts, short, number, true);
                }
            }
        }
        for (short, known) in shorts {
            titles.entry(short).or_insert(known);
        }
        titles.remove("");
        Self(titles)
    }

    /// The work that words name, if there is no doubt. Of several works of a title it is the one that
    /// the chapter cites. `own` has the works of the chapter, ascending.
    fn find(&self, words: &str, own: &[usize], marks: Marks) -> Option<usize> {
        let known = self.0.get(letters(words).as_str())?;
        let is_own = |number: &usize| own.binary_search(number).is_ok();
        let number = match &known.works {
            Works::One(number) => *number,
            Works::Several(numbers) => {
                let mut own = numbers.iter().copied().filter(is_own);
                own.next().filter(|_| own.next().is_none())?
            }
        };
        let is_stress = marks == Marks::Stress;
        let begins_small =
            || words.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        let is_word = || !words.trim().contains(' ') && words.is_ascii();
        let doubtful = known.is_short || is_stress;
        if doubtful && !is_own(&number) && (!is_telling(words) || is_stress && is_word())
            || is_stress && begins_small()
        {
            return None;
        }
        Some(number)
    }
}

fn add(titles: &mut HashMap<Box<str>, Known>, title: &str, number: usize, is_short: bool) {
    let known = titles
        .entry(letters(title).into())
        .or_insert(Known { works: Works::One(number), is_short });
    match &mut known.works {
        Works::One(first) if *first == number => {}
        Works::One(first) => known.works = Works::Several(vec![*first, number]),
        Works::Several(works) if works.len() < COMPARED && works.last() != Some(&number) => {
            works.push(number);
        }
        Works::Several(_) => {}
    }
}

/// What stands around the words of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// `《》`.
    Title,
    /// Nothing: the words are stressed.
    Stress,
}

/// A mention of a work. Its id is made of its place among those of its chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The work, by its index.
    pub work: u32,
    /// The page of the chapter it stands on, from 0.
    pub page: u32,
}

/// Where the first mark of a title stands.
fn title_mark(text: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), "《".as_bytes())
}

/// The id of a chapter's mention, numbered from 0.
pub(super) fn mention_id(number: usize) -> String {
    format!("m{}", number + 1)
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
        self.in_list || self.book.is_none_or(|(titles, _)| titles.0.is_empty())
    }

    /// Text with the works it names as links.
    pub(super) fn link(&mut self, text: String, out: &mut Vec<Node>) {
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
        if self.numbers.is_empty() && self.keys.is_empty() {
            title_mark(text)
        } else {
            text.find(['《', '[', '［'])
        }
    }

    /// Where the last sign opens that does not close, in a text with others behind it.
    pub(super) fn unclosed(&self, text: &str) -> Option<usize> {
        if self.is_idle() {
            return None;
        }
        let title = title_mark(text).and_then(|_| text.rfind('《'));
        let title = title.filter(|open| !text[*open..].contains('》'));
        title.or_else(|| {
            let open = text.rfind("[@").filter(|_| !self.keys.is_empty())?;
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
        if first != '《' {
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
        }
        let close = within(&text[inside..], LONGEST).find('》');
        let Some(close) = close.map(|at| inside + at) else {
            return (inside, None);
        };
        // A mark that opens again begins the title anew.
        if let Some(again) = text[inside..close].rfind('《') {
            return (inside + again, None);
        }
        let work = self.named(&text[inside..close], Marks::Title);
        (close + '》'.len_utf8(), work.map(Sign::Title))
    }

    fn named(&self, words: &str, marks: Marks) -> Option<usize> {
        let (titles, _) = self.book?;
        titles.find(words, &self.own, marks)
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
    pub(super) fn spanning(&mut self, words: &str) -> Option<Spanning> {
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
    pub(super) fn stressed(&mut self, words: &str) -> Option<Element> {
        if self.is_idle() {
            return None;
        }
        let work = self.named(words, Marks::Stress)?;
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
            self.found.push(Mention { work: u32::try_from(work).ok()?, page: self.page });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_found() {
        let works = [
            "灯塔与雾",
            "白浪",
            "白浪",
            "港口志：一部历史",
            "雾：一部历史",
            "The Lamp and the Fog: a Story",
            "Home",
        ];
        let titles = Titles::of_works(works.into_iter(), None);
        for (words, marks, own, found) in [
            ("灯塔与雾", Marks::Title, vec![], Some(0)),
            ("灯塔与 雾", Marks::Title, vec![], Some(0)),
            ("灯塔", Marks::Title, vec![0], None),
            // Two works of a title, of which a chapter cites one.
            ("白浪", Marks::Title, vec![], None),
            ("白浪", Marks::Title, vec![2], Some(2)),
            ("白浪", Marks::Title, vec![1, 2], None),
            // Without the subtitle, if that says enough or the chapter cites it.
            ("港口志", Marks::Title, vec![], None),
            ("港口志", Marks::Title, vec![3], Some(3)),
            ("雾：一部历史", Marks::Title, vec![], Some(4)),
            ("The lamp and the fog", Marks::Title, vec![], Some(5)),
            ("The Lamp and the Fog", Marks::Stress, vec![], Some(5)),
            ("the lamp and the fog", Marks::Stress, vec![], None),
            // A stressed word is a title where the chapter cites it.
            ("Home", Marks::Stress, vec![], None),
            ("Home", Marks::Stress, vec![6], Some(6)),
            ("home", Marks::Stress, vec![6], None),
            ("灯塔与雾", Marks::Stress, vec![], Some(0)),
            ("", Marks::Title, vec![], None),
        ] {
            assert_eq!(titles.find(words, &own, marks), found, "{words} {own:?}");
        }
    }
}

//! XML of others: weighed in one look, and parsed only if that is bearable.
//!
//! The parser takes a few bytes for a node of eighty, compares each attribute of an element with
//! those before it, and each namespace with those around it. [`Text::of`] counts what that comes to
//! without building anything, so that a caller can refuse a document before it costs something.

use std::fmt;

use memchr::{memchr, memchr_iter, memchr2, memmem};
use roxmltree::{Document, ParsingOptions};

/// Elements in elements: no document is meant to be deeper.
const DEEPEST: usize = 512;
/// The most entities may expand to, in bytes.
const MOST_EXPANDED: usize = 1 << 22;
/// The most references in references that the parser follows.
const MOST_REFERENCES: usize = 256;

/// Bytes of a node in a tree.
const NODE: usize = 80;
/// Bytes of an attribute, and of what one looks it up by.
const ATTRIBUTE: usize = 96;

/// The cost of a node or an attribute, of a reference and of a comparison of names, in steps of
/// about a nanosecond: to be parsed twice, and to be looked at by all that look at trees.
const STEPS_OF_MARKUP: u64 = 1200;
const STEPS_OF_REFERENCE: u64 = 120;
const STEPS_OF_COMPARISON: u64 = 8;

/// The cost of weighing for each tag.
const STEPS_TO_WEIGH: u64 = 60;

/// The cost of parsing a text and looking at its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weight {
    /// Bytes of the tree.
    pub bytes: usize,
    /// Steps of about a nanosecond.
    pub steps: u64,
}

/// Why a text is not parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unbearable {
    /// Its elements are nested too deeply.
    Deep,
    /// Its entities may expand without bounds, or hold markup.
    Entities,
}

impl fmt::Display for Unbearable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Deep => "its elements are nested too deeply",
            Self::Entities => "the entities it declares may expand without limit",
        })
    }
}

impl std::error::Error for Unbearable {}

/// A text of which is known what parsing it comes to.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    text: &'a str,
    /// The cost of parsing it.
    pub weight: Weight,
}

impl<'a> Text<'a> {
    /// The cost of weighing a text.
    pub fn steps_to_weigh(text: &str) -> u64 {
        memchr_iter(b'<', text.as_bytes()).count() as u64 * STEPS_TO_WEIGH
    }

    /// Weighs a text.
    pub fn of(text: &'a str) -> Result<Self, Unbearable> {
        let mut scan = Scan { bytes: text.as_bytes(), ..Scan::default() };
        scan.run()?;
        let references = memchr_iter(b'&', text.as_bytes()).count();
        scan.entities.check(references)?;
        let markup = scan.nodes as u64 + scan.attributes as u64;
        let weight = Weight {
            bytes: text.len() + scan.nodes * NODE + scan.attributes * ATTRIBUTE,
            steps: markup * STEPS_OF_MARKUP
                + references as u64 * STEPS_OF_REFERENCE
                + scan.comparisons * STEPS_OF_COMPARISON,
        };
        Ok(Self { text, weight })
    }

    /// Parses it. Documents of old have a document type, and so those are allowed.
    pub fn parse(self) -> Result<Document<'a>, roxmltree::Error> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        Document::parse_with_options(self.text, options)
    }
}

/// The declarations of a document type.
#[derive(Debug, Default)]
struct Entities {
    count: usize,
    /// Bytes of the longest value.
    longest: usize,
    /// True if a value refers to others.
    nested: bool,
    /// True if a value holds markup.
    markup: bool,
}

impl Entities {
    fn add(&mut self, value: &[u8]) {
        let mut references = memchr_iter(b'&', value);
        self.count += 1;
        self.longest = self.longest.max(value.len());
        self.nested |= references.any(|at| value.get(at + 1) != Some(&b'#'));
        self.markup |= memchr(b'<', value).is_some();
    }

    /// Refuses those that hold markup, or multiply in a text with so many references.
    fn check(&self, references: usize) -> Result<(), Unbearable> {
        let followed = if self.nested { MOST_REFERENCES } else { 1 };
        let expanded = references.saturating_mul(self.longest);
        // Each reference is looked for among all that is declared.
        let looked = references.saturating_mul(self.count) / 4;
        let most = expanded.max(looked).saturating_mul(followed);
        if self.markup || self.count > 0 && most > MOST_EXPANDED {
            return Err(Unbearable::Entities);
        }
        Ok(())
    }
}

/// Counts what the parser will do. It reads as the parser does, so that nothing is hidden from it
/// that is not hidden from the parser; where that one will stop, it stops too.
#[derive(Default)]
struct Scan<'a> {
    bytes: &'a [u8],
    entities: Entities,
    /// Nodes at most.
    nodes: usize,
    attributes: usize,
    /// Names compared with names.
    comparisons: u64,
    /// Declarations of namespaces.
    declared: u64,
    /// Of each open element: the namespaces known in it, at most.
    known: Vec<u64>,
}

impl<'a> Scan<'a> {
    fn run(&mut self) -> Result<(), Unbearable> {
        let Some(mut at) = self.prolog() else {
            return Ok(());
        };
        while let Some(next) = memchr(b'<', self.rest(at)) {
            self.nodes += usize::from(next > 0);
            at += next;
            let end = match self.rest(at) {
                [b'<', b'!', b'-', b'-', ..] => self.behind(at + 4, b"-->"),
                [b'<', b'!', b'[', ..] => self.behind(at + 9, b"]]>"),
                [b'<', b'?', ..] => self.behind(at + 2, b"?>"),
                [b'<', b'!', ..] => None,
                [b'<', b'/', ..] => {
                    self.known.pop();
                    let Some(end) = self.behind(at + 2, b">") else {
                        break;
                    };
                    at = end;
                    continue;
                }
                _ => Some(self.tag(at + 1)?),
            };
            self.nodes += 1;
            let Some(end) = end else { break };
            at = end;
        }
        Ok(())
    }

    fn rest(&self, at: usize) -> &'a [u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    /// Where something that stands behind a place ends.
    fn behind(&self, at: usize, end: &[u8]) -> Option<usize> {
        Some(at + memmem::find(self.rest(at), end)? + end.len())
    }

    /// The first byte from a place on that is none of white space.
    fn spaces(&self, at: usize) -> usize {
        let spaces = self.rest(at).iter().take_while(|b| is_space(**b));
        at + spaces.count()
    }

    /// Passes over what stands before the root. Out: where that begins; nothing where the parser
    /// will find an error before it.
    fn prolog(&mut self) -> Option<usize> {
        let mut at = if self.bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        if self.rest(at).starts_with(b"<?xml ") {
            // The end may stand in quotes, where it is none.
            (at, _) = self.unquoted(at, b'>')?;
        }
        at = self.between(at)?;
        if !self.rest(at).starts_with(b"<!DOCTYPE") {
            return Some(at);
        }
        let (close, _) = self.unquoted(at, b'>')?;
        match self.unquoted(at, b'[') {
            Some((open, _)) if open < close => self.declarations(open),
            _ => Some(close),
        }
    }

    /// Passes over white space, comments and instructions.
    fn between(&self, mut at: usize) -> Option<usize> {
        loop {
            at = self.spaces(at);
            at = match self.rest(at) {
                [b'<', b'!', b'-', b'-', ..] => self.behind(at + 4, b"-->")?,
                [b'<', b'?', ..] => self.behind(at + 2, b"?>")?,
                _ => return Some(at),
            };
        }
    }

    /// Passes over the declarations of a document type.
    fn declarations(&mut self, mut at: usize) -> Option<usize> {
        loop {
            at = self.between(at)?;
            let rest = self.rest(at);
            if rest.starts_with(b"<!ENTITY") {
                let (end, value) = self.unquoted(at + 1, b'>')?;
                self.entities.add(value);
                at = end;
            } else if rest.starts_with(b"]") {
                at = self.spaces(at + 1);
                return self.rest(at).starts_with(b">").then_some(at + 1);
            } else if rest.starts_with(b"<!") {
                at = self.behind(at, b">")?;
            } else {
                return None;
            }
        }
    }

    /// Looks for a sign outside of quotes. Out: the place behind it, and what stands in the first
    /// quotes before it.
    fn unquoted(&self, mut at: usize, sign: u8) -> Option<(usize, &'a [u8])> {
        let mut first: Option<&[u8]> = None;
        loop {
            let found =
                at + self.rest(at).iter().position(|b| matches!(b, b'"' | b'\'') || *b == sign)?;
            let mark = *self.bytes.get(found)?;
            if mark == sign {
                return Some((found + 1, first.unwrap_or_default()));
            }
            let inside = self.rest(found + 1);
            let length = memchr(mark, inside)?;
            first.get_or_insert(inside.get(..length)?);
            at = found + length + 2;
        }
    }

    /// Passes over a start tag, from behind its `<`. Out: where it ends, or where another begins
    /// within it.
    fn tag(&mut self, mut at: usize) -> Result<usize, Unbearable> {
        let inherited = self.known.last().copied().unwrap_or(1);
        let (mut attributes, mut prefixed, mut own) = (0_u64, 0_u64, 0_u64);
        // The last word outside of quotes, and whether it is over.
        let (mut word, mut is_over) = (at..at, false);
        let is_open = loop {
            match self.bytes.get(at) {
                None | Some(b'<') => break true,
                Some(b'>') => {
                    at += 1;
                    break self.bytes.get(at - 2) != Some(&b'/');
                }
                Some(b) if is_space(*b) => is_over = true,
                Some(b'=') => {
                    let name = self.bytes.get(word.clone()).unwrap_or_default();
                    attributes += 1;
                    prefixed += u64::from(memchr(b':', name).is_some());
                    own += u64::from(name.starts_with(b"xmlns"));
                }
                Some(quote @ (b'"' | b'\'')) => {
                    let inside = self.rest(at + 1);
                    let end = memchr2(*quote, b'<', inside).unwrap_or(inside.len());
                    at += end + usize::from(inside.get(end) == Some(quote));
                    is_over = true;
                }
                Some(_) => {
                    if is_over {
                        word.start = at;
                        is_over = false;
                    }
                    word.end = at + 1;
                }
            }
            at += 1;
        };
        let known = inherited + own;
        self.attributes += usize::try_from(attributes).unwrap_or(usize::MAX);
        self.declared += own;
        self.comparisons += attributes * attributes / 2 + (1 + prefixed) * known;
        if own > 0 {
            self.comparisons += inherited * known + own * self.declared / 8;
        }
        if is_open {
            self.known.push(known);
            if self.known.len() > DEEPEST {
                return Err(Unbearable::Deep);
            }
        }
        Ok(at)
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(text: &str) -> Weight {
        Text::of(text).unwrap().weight
    }

    #[test]
    fn a_tree_is_no_larger_than_it_was_weighed() {
        let text = "<?xml version='1.0'?><!DOCTYPE a><a xmlns='u' b='<'.x><!-- <x> --><c/>d<e>f</e>\
            <![CDATA[<y z='1'>]]></a>";
        let text = text.replace("'<'.x", "'x>y'");
        let document = Text::of(&text).unwrap().parse().unwrap();
        let nodes = document.descendants().count();
        assert!(weight(&text).bytes >= nodes * NODE + ATTRIBUTE + text.len());
        assert!(weight(&text).bytes < 2 * nodes * NODE + 3 * ATTRIBUTE + text.len());
    }

    #[test]
    fn what_the_parser_compares_is_counted() {
        let attributes: Vec<_> = (0..1000).map(|n| format!(" a{n}='b'")).collect();
        let attributes = attributes.concat();
        assert!(weight(&format!("<p{attributes}/>")).steps > 500_000);
        let spaces: Vec<_> = (0..100).map(|n| format!("<p xmlns:a{n}='u{n}'>")).collect();
        let spaces = spaces.concat();
        assert!(weight(&spaces).steps > 300_000);
        let spaced = spaces.replace('=', " = ");
        assert_eq!(weight(&spaced).steps, weight(&spaces).steps);
        // A document type can make something look like a comment.
        for before in [
            "<!DOCTYPE p SYSTEM '<!--'>",
            "<!DOCTYPE p SYSTEM \"a>b<!--\">",
            "<!DOCTYPE p [<!ELEMENT <!-->]>",
            "<!DOCTYPE p [<!ENTITY a SYSTEM '<!--'>]>",
            "<!DOCTYPE p [<!ENTITY a 'b>]><!--'>]>",
            "<!-- <!DOCTYPE p> --><!DOCTYPE p [<!ELEMENT <!-->]>",
            "<?xml version='?>' ?><!DOCTYPE p SYSTEM '<!--'>",
        ] {
            let hidden = format!("{before}<p{attributes}/>");
            let refused = Text::of(&hidden).is_err();
            assert!(refused || weight(&hidden).steps > 500_000, "{before}");
        }
    }

    #[test]
    fn what_cannot_be_borne_is_refused() {
        let deep = "<div>".repeat(DEEPEST + 1);
        assert_eq!(Text::of(&deep).err(), Some(Unbearable::Deep));
        assert!(Text::of(&"<div/><p></p>".repeat(DEEPEST + 1)).is_ok());
        let declared = |value: &str, uses: usize| {
            let uses = "&e;".repeat(uses);
            let text = format!("<!DOCTYPE p [<!ENTITY e '{value}'>]><p>{uses}</p>");
            Text::of(&text).map(|_| ()).err()
        };
        assert_eq!(declared("&#160;", 5000), None);
        assert_eq!(declared(&"x".repeat(1000), 5000), Some(Unbearable::Entities));
        assert_eq!(declared(&"x&f;".repeat(100), 100), Some(Unbearable::Entities));
        assert_eq!(declared("<b>x</b>", 1), Some(Unbearable::Entities));
    }
}

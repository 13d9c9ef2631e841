//! From the parser's events to a tree.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::error::YamlError;
use super::quoted::{self, Rewritten};
use super::{DEPTH, Document, Node, Repeated, Style, Value, folded};
use crate::source::Span;

/// Reads the rewritten part of `text` that begins at `base`.
pub(super) fn document(
    text: &str,
    rewritten: &Rewritten<'_>,
    base: usize,
) -> Result<Document, YamlError> {
    let places = Places::new(rewritten, base);
    Builder::new(text, &places).read(&rewritten.text, base)
}

/// How many characters lie between two noted offsets.
const STRIDE: usize = 64;

/// The parser counts characters; this finds the byte of the original text.
struct Places<'a> {
    rewritten: &'a Rewritten<'a>,
    /// The byte of every character whose index is a multiple of [`STRIDE`].
    marks: Vec<usize>,
    base: usize,
}

impl<'a> Places<'a> {
    fn new(rewritten: &'a Rewritten<'a>, base: usize) -> Self {
        let indices = rewritten.text.char_indices();
        Self { rewritten, marks: indices.step_by(STRIDE).map(|(at, _)| at).collect(), base }
    }

    fn byte(&self, character: usize) -> usize {
        let text: &str = &self.rewritten.text;
        let from = self.marks.get(character / STRIDE).copied();
        let offset = from
            .and_then(|from| {
                let mut rest = text[from..].char_indices();
                rest.nth(character % STRIDE).map(|(at, _)| from + at)
            })
            .unwrap_or(text.len());
        self.base + self.rewritten.original(offset)
    }
}

/// A list or mapping that is still open.
struct Open {
    start: usize,
    end: usize,
    children: Children,
}

enum Children {
    Sequence(Vec<Node>),
    Mapping(Vec<(Node, Node)>, Option<Node>),
}

struct Builder<'a> {
    text: &'a str,
    places: &'a Places<'a>,
    open: Vec<Open>,
    root: Option<Node>,
    repeated: Vec<Repeated>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, places: &'a Places<'a>) -> Self {
        Self { text, places, open: Vec::new(), root: None, repeated: Vec::new() }
    }

    fn read(mut self, part: &str, base: usize) -> Result<Document, YamlError> {
        let mut parser = Parser::new_from_str(part);
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| {
                let at = self.places.byte(error.marker().index());
                YamlError::from_parser(error.info(), at)
            })?;
            let at = self.places.byte(span.start.index())..self.places.byte(span.end.index());
            self.take(event, at)?;
        }
        Ok(Document {
            root: self.root.unwrap_or(Node {
                value: Value::Scalar { text: String::new(), style: Style::Plain },
                at: base..base,
            }),
            repeated: self.repeated,
        })
    }

    fn take(&mut self, event: Event<'_>, at: Span) -> Result<(), YamlError> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(YamlError::refused("several documents in one file", at.start))
            }
            Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd => Ok(()),
            Event::Alias(_) => Err(YamlError::refused("references (*name)", at.start)),
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                Err(YamlError::refused("anchors (&name)", at.start))
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => Err(YamlError::refused("tags (!name)", at.start)),
            Event::Scalar(text, style, _, _) => {
                let node = self.scalar(text.into_owned(), style, at);
                self.place(node)
            }
            Event::SequenceStart(..) => self.start(at, Children::Sequence(Vec::new())),
            Event::MappingStart(..) => self.start(at, Children::Mapping(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(at),
        }
    }

    fn scalar(&self, text: String, style: ScalarStyle, at: Span) -> Node {
        // The parser lets some scalars end where the next token begins, comments between included.
        let mut source = self.text.get(at.clone()).unwrap_or_default().trim_end();
        if source.starts_with(['"', '\''])
            && let Some(close) = quoted::closing(source.as_bytes(), 0)
        {
            source = &source[..=close];
        }
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            // A single-quoted scalar of several lines came to the parser as a double-quoted one.
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if source.starts_with('\'') => {
                Style::SingleQuoted
            }
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let at = at.start..at.start + source.len();
        let text = if style == Style::Plain && source.contains('\n') {
            // The parser has folded it.
            let before = self.text.get(..at.start).unwrap_or_default();
            let column = before.chars().rev().take_while(|&c| c != '\n').count();
            if folded::is_folded(column, source) {
                text
            } else {
                source.split('\n').map(str::trim).collect::<Vec<_>>().join("\n")
            }
        } else {
            text
        };
        Node { value: Value::Scalar { text, style }, at }
    }

    fn start(&mut self, at: Span, children: Children) -> Result<(), YamlError> {
        if self.open.len() >= DEPTH {
            return Err(YamlError::from_parser("recursion limit", at.start));
        }
        self.open.push(Open { start: at.start, end: at.start, children });
        Ok(())
    }

    fn end(&mut self, at: Span) -> Result<(), YamlError> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        // A block collection ends with its last entry; only brackets have an end of their own.
        let end = if at.is_empty() { open.end } else { at.end };
        let value = match open.children {
            Children::Sequence(entries) => Value::Sequence(entries),
            Children::Mapping(pairs, _) => Value::Mapping(self.without_repeats(pairs)),
        };
        self.place(Node { value, at: open.start..end.max(open.start) })
    }

    fn place(&mut self, node: Node) -> Result<(), YamlError> {
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        parent.end = parent.end.max(node.at.end);
        match &mut parent.children {
            Children::Sequence(entries) => entries.push(node),
            Children::Mapping(pairs, key) => match key.take() {
                Some(key) => pairs.push((key, node)),
                None if matches!(node.value, Value::Scalar { .. }) => *key = Some(node),
                None => {
                    return Err(YamlError::refused("lists and groups as keys", node.at.start));
                }
            },
        }
        Ok(())
    }

    /// Keeps the first of each key and notes the others.
    fn without_repeats(&mut self, pairs: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
        let mut first: HashMap<String, Span> = HashMap::with_capacity(pairs.len());
        let mut kept = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let name = match &key.value {
                Value::Scalar { text, .. } => text.clone(),
                _ => String::new(),
            };
            if let Some(first) = first.get(&name) {
                self.repeated.push(Repeated { key: name, first: first.clone(), again: key.at });
            } else {
                first.insert(name, key.at.clone());
                kept.push((key, value));
            }
        }
        kept
    }
}

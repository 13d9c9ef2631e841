//! YAML as trees whose every node knows its place. Heads of transcripts and `book.yaml` are read
//! with it.
//!
//! It departs from YAML 1.2.2 in one point: the line breaks of a quoted or plain scalar are
//! kept, not folded into spaces, since writers of heads put one reference on a line. Block scalars
//! (`|`, `>`) work as YAML says. Anchors, aliases and tags are refused, so that a short text
//! cannot stand for a long one (requirement S1).

mod error;
mod quoted;
mod runs;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::model::source::{Located, Span};

pub use error::YamlError;
pub use runs::runs;

/// How deep lists and mappings may nest.
const DEPTH: usize = 32;

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Bytes of the text it was read from: with the quotation marks of a quoted scalar, without
    /// the `|` or `>` of a block scalar.
    pub at: Span,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, before anyone asks whether it is a number.
    Scalar {
        /// The text without quotation marks and escapes.
        text: String,
        /// How it was written.
        style: Style,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order written. Every key is a scalar; of a repeated key only the
    /// first is here.
    Mapping(Vec<(Node, Node)>),
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// `'so'`
    SingleQuoted,
    /// `"so"`
    DoubleQuoted,
    /// After `|` or `>`.
    Block,
}

/// A whole text read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The root; an empty plain scalar if there is nothing but white space and comments.
    pub root: Node,
    /// Keys that were given again in the same mapping, in the order written.
    pub repeated: Vec<Repeated>,
}

/// A key given a second time; its value was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The key.
    pub key: String,
    /// Where it was given first.
    pub first: Span,
    /// Where it was given again.
    pub again: Span,
}

impl Node {
    /// The text of a scalar; `None` for lists, mappings and for nothing (`~`, `null`, or blank).
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// Whether it is nothing: an empty plain scalar, `~` or `null` (YAML 1.2.2, section 10.2.1.1).
    pub fn is_null(&self) -> bool {
        matches!(
            &self.value,
            Value::Scalar { text, style: Style::Plain }
                if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
        )
    }

    /// A whole number in decimal digits, quoted or not.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_str()?.trim().parse().ok()
    }

    /// `true` or `false`, or `yes`, `no`, `on`, `off` as YAML 1.1 had them, in any case.
    pub fn as_bool(&self) -> Option<bool> {
        match self.as_str()?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }

    /// The entries of a list.
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(entries) => Some(entries),
            _ => None,
        }
    }

    /// The pairs of a mapping.
    pub fn as_mapping(&self) -> Option<&[(Node, Node)]> {
        match &self.value {
            Value::Mapping(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// What the node is, for messages: `text`, `a list`, `a group of keys`, `nothing`.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            _ if self.is_null() => "nothing",
            Value::Scalar { .. } => "text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a group of keys",
        }
    }

    /// The node as one line of text: lists joined by `, `, mappings as `key: value`.
    pub fn flat(&self) -> String {
        let mut out = String::new();
        self.write_flat(&mut out);
        out
    }

    fn write_flat(&self, out: &mut String) {
        match &self.value {
            Value::Scalar { text, .. } => out.push_str(&single_line(text)),
            Value::Sequence(entries) => {
                for (i, entry) in entries.iter().enumerate() {
                    out.push_str(if i > 0 { ", " } else { "" });
                    entry.write_flat(out);
                }
            }
            Value::Mapping(pairs) => {
                for (i, (key, value)) in pairs.iter().enumerate() {
                    out.push_str(if i > 0 { ", " } else { "" });
                    key.write_flat(out);
                    out.push_str(": ");
                    value.write_flat(out);
                }
            }
        }
    }

    /// The text of a scalar on one line with its place; `None` if it is none or blank.
    pub fn line(&self) -> Option<Located<String>> {
        let value = single_line(self.as_str()?);
        (!value.is_empty()).then(|| Located {
            value,
            at: self.at.clone(),
        })
    }
}

/// Joins the lines of a text, each trimmed: without a space between two Chinese characters
/// (requirement Z6), with one elsewhere.
pub fn single_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
        let joined = wide(out.chars().next_back()) && wide(line.chars().next());
        if !out.is_empty() && !joined {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Reads the part `within` of a text as one YAML document. Places are byte offsets in the whole
/// text. Linear in the part.
///
/// Fails on what is not YAML, on anchors, aliases, tags, keys that are not text, more than one
/// document, NUL characters, and nesting beyond 32 levels.
pub fn parse(text: &str, within: Span) -> Result<Document, YamlError> {
    let base = within.start;
    let part = text.get(within).unwrap_or_default();
    // The parser takes NUL for the end of its input and would drop the rest without a word.
    if let Some(at) = memchr::memchr(0, part.as_bytes()) {
        return Err(YamlError::from_parser("unprintable", base + at));
    }
    let rewritten = quoted::keep_lines(part);
    let places = Places::new(&rewritten, base);
    let read = Builder::new(text, &places).read(&rewritten.text, base);
    match (read, rewritten.suspicion) {
        (Err(_), Some(mut suspicion)) => {
            suspicion.at += base;
            Err(suspicion)
        }
        (read, _) => read,
    }
}

/// How many characters lie between two noted offsets.
const STRIDE: usize = 64;

/// The parser counts characters; this finds the byte of the original text.
struct Places<'a> {
    rewritten: &'a quoted::Rewritten<'a>,
    /// The byte of every character whose index is a multiple of [`STRIDE`].
    marks: Vec<usize>,
    base: usize,
}

impl<'a> Places<'a> {
    fn new(rewritten: &'a quoted::Rewritten<'a>, base: usize) -> Self {
        let indices = rewritten.text.char_indices();
        Self {
            rewritten,
            marks: indices.step_by(STRIDE).map(|(at, _)| at).collect(),
            base,
        }
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
        Self {
            text,
            places,
            open: Vec::new(),
            root: None,
            repeated: Vec::new(),
        }
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
                value: Value::Scalar {
                    text: String::new(),
                    style: Style::Plain,
                },
                at: base..base,
            }),
            repeated: self.repeated,
        })
    }

    fn take(&mut self, event: Event<'_>, at: Span) -> Result<(), YamlError> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) if self.root.is_some() => Err(YamlError::refused(
                "several documents in one file",
                at.start,
            )),
            Event::DocumentStart(_) => Ok(()),
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
            source
                .split('\n')
                .map(str::trim)
                .collect::<Vec<_>>()
                .join("\n")
        } else {
            text
        };
        Node {
            value: Value::Scalar { text, style },
            at,
        }
    }

    fn start(&mut self, at: Span, children: Children) -> Result<(), YamlError> {
        if self.open.len() >= DEPTH {
            return Err(YamlError::from_parser("recursion limit", at.start));
        }
        self.open.push(Open {
            start: at.start,
            end: at.start,
            children,
        });
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
        self.place(Node {
            value,
            at: open.start..end.max(open.start),
        })
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
                    return Err(YamlError::refused(
                        "lists and groups as keys",
                        node.at.start,
                    ));
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
                self.repeated.push(Repeated {
                    key: name,
                    first: first.clone(),
                    again: key.at,
                });
            } else {
                first.insert(name, key.at.clone());
                kept.push((key, value));
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests;

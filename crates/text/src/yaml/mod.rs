//! YAML as trees whose every node knows its place. Heads of transcripts and `book.yaml` are read
//! with it.
//!
//! It departs from YAML 1.2.2 in one point: the line breaks of a quoted or plain scalar are
//! kept, not folded into spaces, since writers of heads put one reference on a line, unless their
//! lengths show that a program has folded it at a width. Block scalars (`|`, `>`) work as YAML says. Anchors, aliases and tags are refused, so that a short text
//! cannot stand for a long one (requirement S1).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

mod build;
mod error;
mod folded;
mod quoted;
mod runs;

use std::borrow::Cow;

use crate::source::{Located, Span};

pub use error::YamlError;
pub use runs::runs;

/// How deep lists and mappings may nest.
const DEPTH: usize = 32;

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Bytes of the text it was read from: with the quotation marks of a quoted scalar, without
    /// the `|` or `>` of a block scalar.
    pub at: Span,
}

/// The value of a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

impl Document {
    /// For readers that know their keys in any spelling. `known` is the name of a key as it is written:
    /// of the root's keys with one name only the first stays, the others were given again. Keys
    /// without a name stay.
    pub fn join_spellings(&mut self, known: impl Fn(&str) -> Option<&'static str>) {
        let Value::Mapping(pairs) = &mut self.root.value else {
            return;
        };
        let mut first: HashMap<&str, Span> = HashMap::new();
        pairs.retain(|(key, _)| {
            let Some(name) = key.as_str().and_then(&known) else {
                return true;
            };
            if let Some(first) = first.get(name) {
                self.repeated.push(Repeated {
                    key: key.flat(),
                    first: first.clone(),
                    again: key.at.clone(),
                });
                return false;
            }
            first.insert(name, key.at.clone());
            true
        });
    }
}

impl Node {
    /// The text of a scalar; `None` for lists, mappings and for nothing (`~`, `null`, or blank).
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// True if it is nothing: an empty plain scalar, `~` or `null` (YAML 1.2.2, section 10.2.1.1).
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
            "true" | "yes" | "on" | "y" => Some(true),
            "false" | "no" | "off" | "n" => Some(false),
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

    /// The kind of the node, for messages: `text`, `a list`, `a group of keys`, `nothing`.
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
        (!value.is_empty()).then(|| Located { value, at: self.at.clone() })
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
    // Text pasted from web pages holds U+FEFF anywhere, which the parser refuses. What Unicode has
    // in its place since 3.2 is as long, so that places hold.
    let part = if memchr::memmem::find(part.as_bytes(), "\u{feff}".as_bytes()).is_some() {
        Cow::Owned(part.replace('\u{feff}', "\u{2060}"))
    } else {
        Cow::Borrowed(part)
    };
    let rewritten = quoted::keep_lines(&part);
    let read = build::document(text, &rewritten, base);
    match (read, rewritten.suspicion) {
        (Err(_), Some(mut suspicion)) => {
            suspicion.at += base;
            Err(suspicion)
        }
        (read, _) => read,
    }
}

#[cfg(test)]
mod tests;

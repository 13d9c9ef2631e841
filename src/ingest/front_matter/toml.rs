//! A head in TOML as the tree a head in YAML is.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use chengshu_text::source::Span;
use chengshu_text::yaml::{Document, Node, Style, Value};

/// Why a head is not TOML.
pub(super) struct TomlError {
    pub message: String,
    /// Where, in the whole text.
    pub at: usize,
}

/// Reads the part `within` of a text as TOML. The reader bounds how deep it nests.
pub(super) fn parse(text: &str, within: Span) -> Result<Document, TomlError> {
    let base = within.start;
    let part = text.get(within).unwrap_or_default();
    let table = DeTable::parse(part).map_err(|error| TomlError {
        message: format!("the head is not valid TOML: {}", error.message()),
        at: base + error.span().map_or(0, |span| span.start),
    })?;
    Ok(Document {
        root: Node { value: group(table.get_ref(), base), at: place(&table.span(), base) },
        repeated: Vec::new(),
    })
}

fn place(span: &Range<usize>, base: usize) -> Span {
    base + span.start..base + span.end
}

fn node(spanned: &Spanned<DeValue<'_>>, base: usize) -> Node {
    Node { value: value(spanned.get_ref(), base), at: place(&spanned.span(), base) }
}

fn group(table: &DeTable<'_>, base: usize) -> Value {
    let mut pairs: Vec<(Node, Node)> = table
        .iter()
        .map(|(key, value)| {
            let name = Node {
                value: scalar(key.get_ref().to_string(), Style::Plain),
                at: place(&key.span(), base),
            };
            (name, node(value, base))
        })
        .collect();
    pairs.sort_by_key(|(name, _)| name.at.start);
    Value::Mapping(pairs)
}

fn value(value: &DeValue<'_>, base: usize) -> Value {
    match value {
        DeValue::String(text) => scalar(text.to_string(), Style::Block),
        DeValue::Integer(number) => scalar(number.to_string(), Style::Plain),
        DeValue::Float(number) => scalar(number.to_string(), Style::Plain),
        DeValue::Boolean(is) => scalar(is.to_string(), Style::Plain),
        DeValue::Datetime(moment) => scalar(moment.to_string(), Style::Plain),
        DeValue::Array(entries) => {
            Value::Sequence(entries.iter().map(|entry| node(entry, base)).collect())
        }
        DeValue::Table(table) => group(table, base),
    }
}

fn scalar(text: String, style: Style) -> Value {
    Value::Scalar { text, style }
}

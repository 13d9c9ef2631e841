//! What a field holds, whichever format states it.

use chengshu_text::source::Span;
use chengshu_text::{json, yaml};

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub content: Content,
    /// Its bytes in the file.
    pub at: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// `null`, a blank, or a word of JSON that means nothing here.
    Nothing,
    /// Text on one line; numbers are text.
    Text(String),
    /// Values in order.
    List(Vec<Value>),
    /// Named values in order.
    Group(Vec<Stated>),
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub name: String,
    /// Where the name stands.
    pub at: Span,
    pub value: Value,
}

impl Value {
    /// Text, or nothing if it is blank.
    pub fn text(text: &str, at: Span) -> Self {
        let line = yaml::single_line(text);
        let content = if line.is_empty() { Content::Nothing } else { Content::Text(line) };
        Self { content, at }
    }

    /// The lines of a text that have one.
    fn lines(text: &str, at: Span) -> Self {
        let lines = text.lines().map(|line| Self::text(line, at.clone()));
        let lines = lines.filter(|line| line.content != Content::Nothing);
        Self { content: Content::List(lines.collect()), at: at.clone() }
    }

    pub fn of_yaml(node: &yaml::Node) -> Self {
        let content = match &node.value {
            _ if node.is_null() => Content::Nothing,
            yaml::Value::Scalar { text, .. } => return Self::text(text, node.at.clone()),
            yaml::Value::Sequence(entries) => {
                Content::List(entries.iter().map(Self::of_yaml).collect())
            }
            yaml::Value::Mapping(pairs) => {
                let stated = pairs.iter().map(|(name, value)| Stated {
                    name: name.flat(),
                    at: name.at.clone(),
                    value: match &value.value {
                        yaml::Value::Scalar { text, .. } if name.flat() == "note" => {
                            Self::lines(text, value.at.clone())
                        }
                        _ => Self::of_yaml(value),
                    },
                });
                Content::Group(stated.collect())
            }
        };
        let at = node.at.clone();
        Self { content, at }
    }

    /// A value of JSON; `file` is the text it was read from. Names stand where their values do.
    pub fn of_json(node: &json::Node<'_>, file: &str) -> Self {
        let at = node.at.clone();
        let content = match &node.value {
            json::Value::Other => Content::Nothing,
            json::Value::Number(_) => {
                return Self::text(file.get(at.clone()).unwrap_or_default(), at);
            }
            json::Value::Text(text) => return Self::text(text, at),
            json::Value::List(entries) => {
                Content::List(entries.iter().map(|e| Self::of_json(e, file)).collect())
            }
            json::Value::Group(pairs) => {
                let stated = pairs.iter().map(|(name, value)| Stated {
                    name: name.to_string(),
                    at: value.at.clone(),
                    value: match &value.value {
                        json::Value::Text(text) if name == "note" => {
                            Self::lines(text, value.at.clone())
                        }
                        _ => Self::of_json(value, file),
                    },
                });
                Content::Group(stated.collect())
            }
        };
        Self { content, at }
    }

    pub fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Value]> {
        match &self.content {
            Content::List(entries) => Some(entries),
            _ => None,
        }
    }

    pub fn as_group(&self) -> Option<&[Stated]> {
        match &self.content {
            Content::Group(stated) => Some(stated),
            _ => None,
        }
    }

    /// The value of a name in a group.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let mut stated = self.as_group()?.iter();
        stated.find(|stated| stated.name == name).map(|stated| &stated.value)
    }

    /// What a message calls it.
    pub fn shown(&self) -> String {
        /// How many characters of a value a message repeats.
        const SHOWN: usize = 40;
        match &self.content {
            Content::Nothing => "nothing".to_owned(),
            Content::List(_) => "a list".to_owned(),
            Content::Group(_) => "a group of keys".to_owned(),
            Content::Text(text) => match text.char_indices().nth(SHOWN) {
                Some((at, _)) => format!("“{}…”", &text[..at]),
                None => format!("“{text}”"),
            },
        }
    }
}

/// Why a value, or a part of it, is not taken.
pub(super) struct Wrong {
    pub message: String,
    pub at: usize,
    /// What to do, if not to give what the field takes.
    pub help: Option<String>,
}

impl Wrong {
    /// The value is not of the kind or form its field takes.
    pub fn value(value: &Value) -> Self {
        Self::said(value, &format!("cannot be {}", value.shown()))
    }

    /// What is the matter with a value, in words that follow the field's name.
    pub fn said(value: &Value, message: &str) -> Self {
        Self { message: message.to_owned(), at: value.at.start, help: None }
    }
}

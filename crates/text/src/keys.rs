//! Tables of keys, and reading a group of keys by one: the heads of transcripts and `book.yaml`.

use crate::diag::{Code, Diagnostic, Sink};
use crate::source::{Source, Span};
use crate::yaml::{Document, Node};

/// A key, and what reads its value into `T`.
pub struct Key<T: 'static> {
    /// The name, and other names for it.
    pub names: &'static [&'static str],
    /// The values it takes, for findings and documents.
    pub takes: &'static str,
    /// Its effect.
    pub does: &'static str,
    /// A line, or lines, that use it.
    pub example: &'static str,
    /// Where it may stand.
    pub scope: Scope,
    /// Reads a value. What is wrong with a part of the value is pushed; what is wrong with all of it
    /// is returned.
    pub read: Read<T>,
}

/// Reads a value into `T`.
pub type Read<T> = fn(&Node, &mut T, &mut Vec<Wrong>) -> Result<(), Wrong>;

/// Where a key may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In the head of a transcript, and in that of an `index.md`.
    Head,
    /// In `book.yaml`, and in the head of the book's `index.md`: it says what the book is.
    Book,
    /// In `book.yaml` alone: it says how the book is made.
    Making,
}

/// The keys of one kind of file, and the findings about them.
pub struct Table<T: 'static> {
    /// The keys, in the order documents list them.
    pub keys: &'static [Key<T>],
    /// The name of the group of keys: `the head`.
    pub of: &'static str,
    /// The finding that there is no group of keys.
    pub no_keys: &'static Code,
    /// The finding about a key given twice.
    pub repeated: &'static Code,
    /// The finding about a value that is not what its key takes.
    pub wrong_value: &'static Code,
}

/// Why a value, or a part of it, is not taken.
#[derive(Default)]
pub struct Wrong {
    /// The finding; none for that of the table.
    pub code: Option<&'static Code>,
    /// The fault, in words that follow the key.
    pub message: String,
    /// Where.
    pub at: Span,
    /// The remedy.
    pub advice: Advice,
}

/// The remedy for a value.
#[derive(Default)]
pub enum Advice {
    /// Give what the key takes.
    #[default]
    Takes,
    /// Write another word in place of the stated one.
    Replace {
        /// The word as stated.
        word: String,
        /// The word that is meant.
        by: String,
    },
    /// Write one of the known words, of which the stated one may be a slip.
    Meant {
        /// The word as stated.
        word: String,
        /// The words that are known.
        known: Vec<&'static str>,
        /// The remedy if none is near.
        otherwise: &'static str,
    },
}

impl Wrong {
    /// The node is not of the kind or form its key takes.
    pub fn value(node: &Node) -> Self {
        Self {
            message: format!("cannot be {}", described(node)),
            at: node.at.clone(),
            ..Self::default()
        }
    }

    /// A finding of its own about a node.
    pub fn of(code: &'static Code, node: &Node, message: impl Into<String>) -> Self {
        Self { code: Some(code), message: message.into(), at: node.at.clone(), ..Self::default() }
    }
}

/// The name of a value in messages.
pub fn described(node: &Node) -> String {
    match node.line() {
        Some(text) => format!("“{}”", shorten(&text.value)),
        None if node.as_str().is_some() => "blank".to_owned(),
        None => node.kind().to_owned(),
    }
}

/// A value as messages repeat it.
pub fn shorten(text: &str) -> String {
    /// How many characters of a value a message repeats.
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

impl<T> Table<T> {
    /// The names of all keys, with other names for them.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone + use<T> {
        self.keys.iter().flat_map(|key| key.names).copied()
    }

    /// A name of a key, stated in any case, with `_` for `-`.
    pub fn name(&self, stated: &str) -> Option<&'static str> {
        let is_same = |known: &str| {
            let mut pairs = known.bytes().zip(stated.bytes());
            known.len() == stated.len()
                && pairs.all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a == b'-' && b == b'_'))
        };
        self.names().find(|known| is_same(known))
    }

    /// The key of a name, stated in any case, with `_` for `-`.
    pub fn find(&self, stated: &str) -> Option<&'static Key<T>> {
        let name = self.name(stated)?;
        self.keys.iter().find(|key| key.names.contains(&name))
    }

    /// Reads a group of keys into `target`. A value that is not taken leaves the target as if it were
    /// not there; what the table does not know goes to `other`, with its value. Findings go to the
    /// sink.
    pub fn read(
        &self,
        source: &Source,
        document: &mut Document,
        target: &mut T,
        sink: &mut Sink,
        mut other: impl FnMut(&Node, &Node, &mut T, &mut Sink),
    ) {
        document.join_spellings(|stated| self.name(stated));
        let Some(pairs) = document.root.as_mapping() else {
            if !document.root.is_null() {
                let message = format!("{} is not a group of keys", self.of);
                sink.push(
                    Diagnostic::new(self.no_keys, message)
                        .at(source.place(document.root.at.start))
                        .help("write `key: value`, with an ASCII colon and a space after it"),
                );
            }
            return;
        };
        for repeated in &document.repeated {
            let line = source.place(repeated.first.start).line;
            let message = format!("`{}` is repeated; line {line} counts", repeated.key);
            sink.push(
                Diagnostic::new(self.repeated, message)
                    .at(source.span(&repeated.again))
                    .help("delete one of the two"),
            );
        }
        for (name, value) in pairs {
            let stated = name.flat();
            match self.find(&stated) {
                Some(key) => self.pair(key, &stated, value, source, target, sink),
                None => other(name, value, target, sink),
            }
        }
    }

    /// Reads one value by its key.
    pub fn pair(
        &self,
        key: &Key<T>,
        stated: &str,
        value: &Node,
        source: &Source,
        target: &mut T,
        sink: &mut Sink,
    ) {
        if value.is_null() {
            return;
        }
        let mut wrongs = Vec::new();
        if let Err(wrong) = (key.read)(value, target, &mut wrongs) {
            wrongs.push(wrong);
        }
        for wrong in wrongs {
            let code = wrong.code.unwrap_or(self.wrong_value);
            let finding = Diagnostic::new(code, format!("`{stated}` {}", wrong.message))
                .at(source.span(&wrong.at));
            sink.push(match wrong.advice {
                Advice::Takes => finding.help(format!(
                    "`{stated}` must be {}; for example `{}`",
                    key.takes, key.example
                )),
                Advice::Replace { word, by } => {
                    finding.help(format!("write `{stated}: {by}`")).replace(&word, by)
                }
                Advice::Meant { word, known, otherwise } => {
                    finding.meant(&word, known.iter().copied(), || otherwise.to_owned())
                }
            });
        }
    }

    /// The keys as a Markdown table, for the documents.
    pub fn rows(&self) -> String {
        let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
        let mut out = String::new();
        for key in self.keys {
            let names: Vec<_> = key.names.iter().map(|name| format!("`{name}`")).collect();
            let cells = [
                names.join(", "),
                key.scope.files().to_owned(),
                cell(key.takes),
                cell(key.does),
                format!("`{}`", cell(key.example)),
            ];
            out.extend(["| ", &cells.join(" | "), " |\n"]);
        }
        out
    }
}

/// The head of the table made of [`Table::rows`].
pub const COLUMNS: &str = "| Key | Stands in | Takes | Does | Example |\n|---|---|---|---|---|\n";

impl Scope {
    /// The files it means, for the documents.
    fn files(self) -> &'static str {
        match self {
            Self::Head => "heads",
            Self::Book => "`book.yaml`, `index.md`",
            Self::Making => "`book.yaml`",
        }
    }
}

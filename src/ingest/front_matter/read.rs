//! From the lines of a head to its values.

use super::split::{Closing, Form, Split};
use super::toml;
use crate::address::{self, Address, Refused};
use crate::diag::{Code, Diagnostic, Quoted, Sink};
use crate::ingest::diag::{
    COVER_PATH, FENCED_FILE, HEAD_NOT_YAML, MISSPELT_KEY, NO_BODY, NO_HEAD, NO_TITLE, NOT_A_DATE,
    NOT_A_VIDEO, NOT_AN_ADDRESS, REPEATED_KEY, TAG_CORRECTED, UNCLOSED_HEAD, WRONG_VALUE,
};
use crate::language::tag;
use crate::model::date::StatedDate;
use crate::model::head::{Head, LocatedText};
use crate::model::path::RelativePath;
use crate::model::source::{Located, Source, Span};
use crate::spelling;
use crate::yaml::{self, Document, Node};

/// A key of a head.
pub struct Key {
    /// The name, and other names for it.
    pub names: &'static [&'static str],
    /// What it takes, for findings and documents.
    pub takes: &'static str,
    read: fn(&Node, &mut Reader<'_>) -> Result<(), Wrong>,
}

/// Why a value is not taken.
struct Wrong(&'static Code, String);

impl Wrong {
    fn value() -> Self {
        Self(&WRONG_VALUE, String::new())
    }
}

/// Every key with a meaning. Others are kept as text and not complained about.
pub const KEYS: &[Key] = &[
    Key {
        names: &["title"],
        takes: "text",
        read: |node, reader| reader.line(node).map(|text| reader.head.title = text),
    },
    Key {
        names: &["subtitle"],
        takes: "text",
        read: |node, reader| reader.line(node).map(|text| reader.head.subtitle = text),
    },
    Key {
        names: &["description"],
        takes: "text of any number of lines",
        read: |node, reader| reader.description(node),
    },
    Key {
        names: &["tags", "tag", "keywords"],
        takes: "a list, or text with commas between the tags",
        read: |node, reader| {
            reader
                .list(node, COMMAS)
                .map(|list| reader.head.tags.extend(list))
        },
    },
    Key {
        names: &["categories", "category"],
        takes: "a list, or text with commas between the categories; they are tags, too",
        read: |node, reader| {
            reader
                .list(node, COMMAS)
                .map(|list| reader.head.tags.extend(list))
        },
    },
    Key {
        names: &["date"],
        takes: "Unix time (1609459200), a day (2021-01-01), a day and time (2021-01-01T08:00:00+08:00), or 0 for none",
        read: |node, reader| reader.date(node).map(|date| reader.head.date = date),
    },
    Key {
        names: &["created"],
        takes: "a date, as `date` does, which counts where there is no `date`",
        read: |node, reader| reader.date(node).map(|date| reader.other_dates[0] = date),
    },
    Key {
        names: &["published"],
        takes: "false for a draft, true, or a date, which counts where there is no `date` or `created`",
        read: |node, reader| reader.published(node),
    },
    Key {
        names: &["updated", "modified", "lastmod"],
        takes: "a date, which counts where there is no other",
        read: |node, reader| reader.date(node).map(|date| reader.other_dates[2] = date),
    },
    Key {
        names: &["slug"],
        takes: "a name for addresses, which books have no use for",
        read: |_, _| Ok(()),
    },
    Key {
        names: &["bvid"],
        takes: "BV and ten letters or digits, or the address of the video",
        read: |node, reader| reader.bvid(node),
    },
    Key {
        names: &["author", "authors"],
        takes: "a name, a list of names, or names with 、 between them",
        read: |node, reader| {
            reader
                .list(node, ENUMERATION)
                .map(|list| reader.head.authors = list)
        },
    },
    Key {
        names: &["series"],
        takes: "text",
        read: |node, reader| reader.line(node).map(|text| reader.head.series = text),
    },
    Key {
        names: &["episode"],
        takes: "a whole number from 0",
        read: |node, reader| reader.episode(node),
    },
    Key {
        names: &["duration"],
        takes: "the length of the recording, in seconds or as 1:02:03",
        read: |node, reader| reader.duration(node),
    },
    Key {
        names: &["language", "lang"],
        takes: "a language tag such as zh-CN",
        read: |node, reader| reader.language(node),
    },
    Key {
        names: &["source", "url"],
        takes: "a web address such as https://lighthouse.example/talk, or a title",
        read: |node, reader| reader.source(node),
    },
    Key {
        names: &["cover"],
        takes: "the path of an image, relative to the folder of the transcripts",
        read: |node, reader| reader.cover(node),
    },
    Key {
        names: &["references"],
        takes: "a list of works: text, groups of fields, or keys",
        read: |node, reader| {
            reader.head.references = Some(node.clone());
            Ok(())
        },
    },
    Key {
        names: &["draft"],
        takes: "true or false",
        read: |node, reader| reader.draft(node),
    },
];

/// The keys as a Markdown table, for the documents.
pub fn table() -> String {
    let rows = KEYS.iter().map(|key| {
        let names: Vec<_> = key.names.iter().map(|name| format!("`{name}`")).collect();
        format!("| {} | {} |\n", names.join(", "), key.takes)
    });
    let head = "| Key | Takes |\n|---|---|\n".to_owned();
    std::iter::once(head).chain(rows).collect()
}

/// What separates tags written as one text.
const COMMAS: &[char] = &[',', '，', '、', '\n'];

/// What separates names written as one text. A comma does not: `Doe, Jane` is one name.
const ENUMERATION: &[char] = &['、', '\n'];

/// Reads the head of a transcript. In: the file and its parts. Out: what the head states; findings
/// go to the sink. A head that is not YAML reads as an empty one.
pub fn read_head(source: &Source, split: &Split, sink: &mut Sink) -> Head {
    let head = read(source, split, sink);
    let body = source.text.get(split.body.clone()).unwrap_or_default();
    let is_draft = head.draft.as_ref().is_some_and(|draft| draft.value);
    if split.head.is_some() && body.trim().is_empty() && !is_draft {
        sink.push(
            Diagnostic::new(&NO_BODY, "there is no text after the head")
                .at(source.place(split.body.start))
                .help("add the text, or write `draft: true` into the head"),
        );
    }
    head
}

fn read(source: &Source, split: &Split, sink: &mut Sink) -> Head {
    let Some(span) = split.head.clone() else {
        sink.push(
            Diagnostic::new(&NO_HEAD, "has no head")
                .at(source.place(0))
                .help("begin the file with `---`, a line `title: \"...\"`, and `---`"),
        );
        return Head::default();
    };
    if let Some(fence) = &split.fence {
        sink.push(
            Diagnostic::new(&FENCED_FILE, "the head stands inside a code fence")
                .at(source.span(fence))
                .help("delete this line, and the one that closes the fence"),
        );
    }
    if split.closing == Closing::Missing {
        sink.push(
            Diagnostic::new(&UNCLOSED_HEAD, "no line `---` closes the head")
                .at(source.place(split.body.start))
                .help("put a line `---` after the last key, before this line"),
        );
    }
    let last = span.end.saturating_sub(1);
    let read = match split.form {
        Form::Yaml => yaml::parse(&source.text, span.clone()).map_err(|error| {
            Diagnostic::new(&HEAD_NOT_YAML, error.message)
                .at(source.place(error.at.min(last)))
                .help(error.help)
        }),
        Form::Toml => toml::parse(&source.text, span.clone()).map_err(|error| {
            Diagnostic::new(&HEAD_NOT_YAML, error.message)
                .at(source.place(error.at.min(last)))
                .help("write `key = \"value\"`")
        }),
    };
    let mut document = match read {
        Ok(document) => document,
        Err(finding) => {
            sink.push(finding);
            return Head::default();
        }
    };
    document.join_spellings(|stated| {
        let mut names = KEYS.iter().flat_map(|key| key.names).copied();
        names.find(|known| known.eq_ignore_ascii_case(stated))
    });
    let mut reader = Reader {
        source,
        head: Head::default(),
        other_dates: [const { None }; 3],
    };
    reader.document(&document, &span, sink);
    let Reader {
        mut head,
        other_dates,
        ..
    } = reader;
    head.date = head.date.or(other_dates.into_iter().flatten().next());
    head
}

/// Reports the keys of an `index.md` that have no effect; those nearly known are reported already.
pub fn report_unknown(head: &Head, source: &Source, sink: &mut Sink) {
    for (stated, _) in &head.extra {
        if meant(&stated.value).is_none() {
            let message = format!("{} is no key of an index", Quoted(&stated.value));
            sink.push(
                Diagnostic::new(&MISSPELT_KEY, message)
                    .at(source.span(&stated.at))
                    .help("delete it; keys of the whole book belong into `book.yaml`"),
            );
        }
    }
}

/// The known key that a name is a slip of: one letter in short names, two in long ones.
fn meant(stated: &str) -> Option<&'static str> {
    let names = KEYS.iter().flat_map(|key| key.names).copied();
    let near = spelling::nearest(stated, names)?;
    let slips = strsim::osa_distance(&stated.to_lowercase(), near);
    (slips <= near.len() / 5).then_some(near)
}

struct Reader<'a> {
    source: &'a Source,
    head: Head,
    /// Dates that count where there is no `date`: `created`, `published`, `updated`.
    other_dates: [Option<Located<StatedDate>>; 3],
}

impl Reader<'_> {
    fn document(&mut self, document: &Document, span: &Span, sink: &mut Sink) {
        let Some(pairs) = document.root.as_mapping() else {
            if !document.root.is_null() {
                sink.push(
                    Diagnostic::new(&HEAD_NOT_YAML, "the head is not a group of keys")
                        .at(self.source.place(document.root.at.start))
                        .help("write `key: value`, with an ASCII colon and a space after it"),
                );
            }
            return;
        };
        for repeated in &document.repeated {
            let line = self.source.place(repeated.first.start).line;
            sink.push(
                Diagnostic::new(
                    &REPEATED_KEY,
                    format!("`{}` is given again; line {line} counts", repeated.key),
                )
                .at(self.source.span(&repeated.again))
                .help("delete one of the two"),
            );
        }
        for (name, value) in pairs {
            self.pair(name, value, sink);
        }
        if self.head.title.is_none() {
            sink.push(
                Diagnostic::new(&NO_TITLE, "the head has no title")
                    .at(self.source.span(span))
                    .help("add `title: \"...\"`"),
            );
        }
    }

    fn pair(&mut self, name: &Node, value: &Node, sink: &mut Sink) {
        let Some(stated) = name.line() else {
            return;
        };
        let known = KEYS.iter().find(|key| {
            let mut names = key.names.iter();
            names.any(|known| known.eq_ignore_ascii_case(&stated.value))
        });
        let Some(key) = known else {
            if let Some(near) = meant(&stated.value) {
                sink.push(
                    Diagnostic::new(&MISSPELT_KEY, format!("`{}` has no effect", stated.value))
                        .at(self.source.span(&name.at))
                        .help(format!("did you mean `{near}`?"))
                        .replace(&stated.value, near),
                );
            }
            self.head.extra.push((stated, value.flat()));
            return;
        };
        if value.is_null() {
            return;
        }
        if let Err(Wrong(code, why)) = (key.read)(value, self) {
            let message = if why.is_empty() {
                format!(
                    "`{}` is {}, not what it takes",
                    stated.value,
                    describe(value)
                )
            } else {
                format!("`{}` {why}", stated.value)
            };
            sink.push(
                Diagnostic::new(code, message)
                    .at(self.source.span(&value.at))
                    .help(format!("`{}` takes {}", stated.value, key.takes)),
            );
        }
    }

    /// A text on one line, or nothing if it is blank. Lists and groups are refused.
    #[allow(clippy::unused_self)] // The rows of KEYS read alike.
    fn line(&self, node: &Node) -> Result<Option<Located<String>>, Wrong> {
        match node.as_str() {
            Some(_) => Ok(node.line().map(unlinked)),
            None => Err(Wrong::value()),
        }
    }

    fn source(&mut self, node: &Node) -> Result<(), Wrong> {
        self.head.source = self.line(node)?;
        match self
            .head
            .source
            .as_ref()
            .and_then(|text| refused(&text.value))
        {
            Some(why) => {
                let message = format!("is {}, which {why}", describe(node));
                Err(Wrong(&NOT_AN_ADDRESS, message))
            }
            None => Ok(()),
        }
    }

    fn description(&mut self, node: &Node) -> Result<(), Wrong> {
        let text = node.as_str().ok_or_else(Wrong::value)?;
        if !text.trim().is_empty() {
            self.head.description = Some(LocatedText {
                text: text.to_owned(),
                at: node.at.clone(),
                runs: yaml::runs(&self.source.text, node),
            });
        }
        Ok(())
    }

    /// The entries of a list, or of one text with any of the given separators.
    #[allow(clippy::unused_self)] // The rows of KEYS read alike.
    fn list(&self, node: &Node, separators: &[char]) -> Result<Vec<Located<String>>, Wrong> {
        if let Some(entries) = node.as_sequence() {
            let mut out = Vec::with_capacity(entries.len());
            for entry in entries.iter().filter(|entry| !entry.is_null()) {
                // `[[Name]]` without quotation marks is a list in a list to YAML.
                let entry = match entry.as_sequence() {
                    Some([only]) => only,
                    _ => entry,
                };
                entry.as_str().ok_or_else(Wrong::value)?;
                out.extend(entry.line().map(unlinked));
            }
            return Ok(out);
        }
        let text = node.as_str().ok_or_else(Wrong::value)?;
        let parts = text.split(separators).map(str::trim);
        Ok(parts
            .filter(|part| !part.is_empty())
            .map(|part| {
                unlinked(Located {
                    value: part.to_owned(),
                    at: node.at.clone(),
                })
            })
            .collect())
    }

    #[allow(clippy::unused_self)] // The rows of KEYS read alike.
    fn date(&self, node: &Node) -> Result<Option<Located<StatedDate>>, Wrong> {
        let text = node.as_str().ok_or_else(Wrong::value)?.trim();
        // Exporters write 0 where they know no date.
        if text.is_empty() || text.parse() == Ok(0.0) {
            return Ok(None);
        }
        let value = StatedDate::parse(text)
            .ok_or_else(|| Wrong(&NOT_A_DATE, format!("is {}, not a date", describe(node))))?;
        Ok(Some(Located {
            value,
            at: node.at.clone(),
        }))
    }

    fn published(&mut self, node: &Node) -> Result<(), Wrong> {
        let Some(is_published) = node.as_bool() else {
            self.other_dates[1] = self.date(node)?;
            return Ok(());
        };
        if !is_published {
            self.head.draft = Some(Located {
                value: true,
                at: node.at.clone(),
            });
        }
        Ok(())
    }

    fn bvid(&mut self, node: &Node) -> Result<(), Wrong> {
        let text = node.as_str().ok_or_else(Wrong::value)?.trim();
        if text.is_empty() {
            return Ok(());
        }
        let value = video_number(text).ok_or_else(|| {
            Wrong(
                &NOT_A_VIDEO,
                format!("is {}, not a video number", describe(node)),
            )
        })?;
        self.head.bvid = Some(Located {
            value,
            at: node.at.clone(),
        });
        Ok(())
    }

    fn episode(&mut self, node: &Node) -> Result<(), Wrong> {
        let number = node.as_i64().and_then(|n| u32::try_from(n).ok());
        self.head.episode = Some(Located {
            value: number.ok_or_else(Wrong::value)?,
            at: node.at.clone(),
        });
        Ok(())
    }

    fn duration(&mut self, node: &Node) -> Result<(), Wrong> {
        let stated = self.line(node)?;
        let parts = stated.iter().flat_map(|line| line.value.split(':'));
        let seconds = parts.into_iter().try_fold(0_u32, |seconds, part| {
            let whole = part.split('.').next()?.trim().parse::<u32>().ok()?;
            seconds.checked_mul(60)?.checked_add(whole)
        });
        self.head.duration = Some(Located {
            value: seconds.ok_or_else(Wrong::value)?,
            at: node.at.clone(),
        });
        Ok(())
    }

    fn language(&mut self, node: &Node) -> Result<(), Wrong> {
        let Some(stated) = self.line(node)? else {
            return Ok(());
        };
        let read = tag::stated(&stated.value)
            .map_err(|none| Wrong(&WRONG_VALUE, format!("is {}, {none}", describe(node))))?;
        self.head.language = Some(Located {
            value: read.tag.clone(),
            at: stated.at,
        });
        if read.is_corrected {
            let message = format!("is {}, which became {}", describe(node), read.tag);
            return Err(Wrong(&TAG_CORRECTED, message));
        }
        Ok(())
    }

    fn cover(&mut self, node: &Node) -> Result<(), Wrong> {
        let text = node.as_str().ok_or_else(Wrong::value)?;
        if text.trim().is_empty() {
            return Ok(());
        }
        let value = RelativePath::parse(text).map_err(|why| Wrong(&COVER_PATH, why.to_string()))?;
        self.head.cover = Some(Located {
            value,
            at: node.at.clone(),
        });
        Ok(())
    }

    fn draft(&mut self, node: &Node) -> Result<(), Wrong> {
        // `published: false` makes a draft, too.
        let earlier = self.head.draft.as_ref().is_some_and(|draft| draft.value);
        self.head.draft = Some(Located {
            value: node.as_bool().ok_or_else(Wrong::value)? || earlier,
            at: node.at.clone(),
        });
        Ok(())
    }
}

/// A text without the brackets of a link of Obsidian around it: `[[folder/name|words]]` is its words,
/// or its name.
fn unlinked(text: Located<String>) -> Located<String> {
    let inner = text.value.strip_prefix("[[");
    let Some(inner) = inner.and_then(|inner| inner.strip_suffix("]]")) else {
        return text;
    };
    let name = |target: &str| target.rsplit('/').next().unwrap_or_default().to_owned();
    let shown = match inner.split_once('|') {
        _ if inner.contains("[[") => return text,
        Some((_, words)) => words.to_owned(),
        None => name(inner),
    };
    Located {
        value: shown.trim().to_owned(),
        at: text.at,
    }
}

/// Why a text that is meant as an address of a site is none a book leads to.
pub fn refused(text: &str) -> Option<Refused> {
    let address = address::is_meant(text).then(|| Address::new(text));
    address.and_then(Result::err)
}

/// How many characters of a value a message repeats.
const SHOWN: usize = 40;

/// What a message calls a value.
fn describe(node: &Node) -> String {
    let Some(text) = node.line() else {
        return match node.as_str() {
            Some(_) => "blank".to_owned(),
            None => node.kind().to_owned(),
        };
    };
    match text.value.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("“{}…”", &text.value[..at]),
        None => format!("“{}”", text.value),
    }
}

/// The `BV` number in a text that is one or is the address of its page.
pub fn video_number(text: &str) -> Option<String> {
    let number = match text.split_once("/video/") {
        Some((_, rest)) => rest.split(['/', '?', '#', '&']).next()?,
        None => text,
    };
    let (prefix, rest) = number.split_at_checked(2)?;
    // Base58: no 0, I, O, l, which are easily taken for one another.
    let fits = prefix.eq_ignore_ascii_case("BV")
        && rest.len() == 10
        && rest
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() && !matches!(b, b'0' | b'I' | b'O' | b'l'));
    fits.then(|| format!("BV{rest}"))
}

#[cfg(test)]
mod tests;

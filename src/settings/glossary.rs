//! Reads `glossary.yaml`: wrong wordings and the right ones.

use super::diag::{GLOSSARY_ENTRY, NOT_YAML};
use crate::model::glossary::Correction;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;
use chengshu_text::yaml::{self, Node};

/// Reads a glossary: a group of `wrong: right`, or a list of groups with `from`, `to` and, if the
/// entry is for some files alone, `files`. Findings go to the sink; entries that say nothing are
/// left out.
pub fn read(source: &Source, sink: &mut Sink) -> Vec<Correction> {
    let document = match yaml::parse(&source.text, 0..source.text.len()) {
        Ok(document) => document,
        Err(error) => {
            sink.push(
                Diagnostic::new(&NOT_YAML, error.message)
                    .at(source.place(error.at))
                    .help(error.help),
            );
            return Vec::new();
        }
    };
    let mut entries = Vec::new();
    let mut take = |at: usize, entry: Option<Correction>| match entry {
        Some(entry) if !entry.from.is_empty() && entry.from != entry.to => entries.push(entry),
        _ => sink.push(
            Diagnostic::new(&GLOSSARY_ENTRY, "the entry replaces nothing")
                .at(source.place(at))
                .help("write `wrong: right`, or `{from: wrong, to: right, files: [a.md]}`"),
        ),
    };
    if let Some(pairs) = document.root.as_mapping() {
        for (from, to) in pairs {
            take(from.at.start, pair(from, to));
        }
    } else if let Some(list) = document.root.as_sequence() {
        for node in list {
            take(node.at.start, group(node));
        }
    } else if !document.root.is_null() {
        take(document.root.at.start, None);
    }
    entries
}

fn pair(from: &Node, to: &Node) -> Option<Correction> {
    Some(Correction {
        from: from.line()?.value,
        to: if to.is_null() { String::new() } else { to.line()?.value },
        files: Vec::new(),
        at: from.at.start,
    })
}

fn group(node: &Node) -> Option<Correction> {
    let pairs = node.as_mapping()?;
    let value = |name: &str| {
        let mut pairs = pairs.iter();
        pairs.find(|(key, _)| key.flat() == name).map(|(_, value)| value)
    };
    let mut entry = pair(value("from")?, value("to")?)?;
    entry.files = match value("files") {
        None => Vec::new(),
        Some(files) => match files.as_sequence() {
            Some(list) => list.iter().filter_map(Node::line).map(|file| file.value).collect(),
            None => vec![files.line()?.value],
        },
    };
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> (Vec<(String, String, usize)>, usize) {
        let source = Source::new("glossary.yaml", text.to_owned());
        let mut sink = Sink::default();
        let entries = read(&source, &mut sink)
            .into_iter()
            .map(|entry| (entry.from, entry.to, entry.files.len()))
            .collect();
        (entries, sink.into_vec().len())
    }

    #[test]
    fn both_forms_are_read() {
        let expected = |files| vec![("灯搭".to_owned(), "灯塔".to_owned(), files)];
        assert_eq!(entries("灯搭: 灯塔\n"), (expected(0), 0));
        let listed = "- {from: 灯搭, to: 灯塔, files: [a.md, b.md]}\n";
        assert_eq!(entries(listed), (expected(2), 0));
        assert_eq!(entries("- {from: 灯搭, to: 灯塔, files: a.md}\n"), (expected(1), 0));
        assert_eq!(entries(""), (vec![], 0));
    }

    #[test]
    fn entries_that_say_nothing_are_findings() {
        assert_eq!(entries("甲: 甲\n"), (vec![], 1));
        assert_eq!(entries("- 甲\n- {from: 乙}\n"), (vec![], 2));
        assert_eq!(entries("甲\n"), (vec![], 1));
        assert_eq!(entries("\"甲"), (vec![], 1));
    }
}

//! Documents of word processors as text: minutes and dictation, which programs for meetings export so.
//!
//! A reader is given the bytes and gives paragraphs, from which a text is written that is read like any other: one
//! with times or speakers as it is, all else as Markdown.

pub mod docx;
pub mod odt;
pub mod rtf;

use std::io::Cursor;
use std::sync::Arc;

use super::diag::{DOCUMENT_NOT_READ, EMPTY_FILE};
use super::prose::{self, escape};
use super::speech::lines;
use crate::model::speech::Recording;
use chengshu_epub::archive::Archive;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Source;

/// A paragraph of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its level, from 1, if it is a heading.
    pub level: Option<usize>,
    /// True if it is an item of a list.
    pub is_item: bool,
    /// Its text. Line breaks are line feeds.
    pub text: String,
}

/// A reader of one format; why it cannot read, for people.
pub type Read = fn(&[u8]) -> Result<Vec<Paragraph>, String>;

/// The most bytes of a part of a document.
const LARGEST: usize = 1 << 26;

/// Reads a document. In: its bytes and the name findings use. Out: its text; `None` if it cannot be read
/// or has no words, with a finding that says why.
pub fn source(
    read: Read,
    bytes: &[u8],
    name: impl Into<Arc<str>>,
    sink: &mut Sink,
) -> Option<Source> {
    let read = read(bytes).map(|paragraphs| {
        let has_words = paragraphs.iter().any(Paragraph::has_words);
        if has_words { text(&paragraphs) } else { String::new() }
    });
    written(read, name.into(), sink)
}

/// What a file that is no text was written as, or why it cannot be. Out: `None` if it has no words, too.
pub fn written(read: Result<String, String>, name: Arc<str>, sink: &mut Sink) -> Option<Source> {
    let finding = match read {
        Ok(text) if !text.is_empty() => return Some(Source::new(name, text)),
        Ok(_) => Diagnostic::new(&EMPTY_FILE, "the document has no words")
            .help("delete the file, or add text"),
        Err(reason) => {
            Diagnostic::new(&DOCUMENT_NOT_READ, format!("the document cannot be read: {reason}"))
                .help("open it in the program that wrote it, and save it again or as plain text")
        }
    };
    sink.push(finding.at(Place::file(name)));
    None
}

impl Paragraph {
    fn has_words(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

/// Paragraphs as a text. Its first heading stands above; below stand lines with times or speakers if that
/// is all of it, and else Markdown.
fn text(paragraphs: &[Paragraph]) -> String {
    let mut paragraphs: Vec<_> = paragraphs.iter().filter(|one| one.has_words()).collect();
    let mut out = String::new();
    if paragraphs.first().is_some_and(|first| first.level.is_some()) {
        push_heading(&mut out, 1, paragraphs.remove(0));
    }
    if let Some(spoken) = spoken(&paragraphs).filter(|_| headings(&paragraphs) == 0) {
        out.push_str(&spoken);
        return out;
    }
    for section in paragraphs.chunk_by(|_, next| next.level.is_none()) {
        let (heading, rest) = match section {
            [heading, rest @ ..] if heading.level.is_some() => (Some(heading), rest),
            rest => (None, rest),
        };
        if let Some(heading) = heading {
            push_heading(&mut out, heading.level.unwrap_or(1).saturating_add(1).min(6), heading);
        }
        push_section(&mut out, rest);
    }
    out
}

fn headings(paragraphs: &[&Paragraph]) -> usize {
    paragraphs.iter().filter(|one| one.level.is_some()).count()
}

/// Lines with times or speakers, if paragraphs are that.
fn spoken(paragraphs: &[&Paragraph]) -> Option<String> {
    let paragraphs = paragraphs.iter().map(|one| one.text.as_str());
    let text = paragraphs.collect::<Vec<_>>().join("\n");
    let source = Source::new("", text);
    lines::read(&source, &mut Sink::default()).map(|_| source.text)
}

fn push_heading(out: &mut String, level: usize, heading: &Paragraph) {
    part(out);
    out.push_str(&"#".repeat(level));
    out.push(' ');
    let words: Vec<_> = heading.text.split_whitespace().collect();
    escape::push_line(out, &words.join(" "));
    out.push_str("\n\n");
}

/// What stands under a heading: who speaks in it is lifted out.
fn push_section(out: &mut String, section: &[&Paragraph]) {
    let text = spoken(section).unwrap_or_default();
    let recording = lines::read(&Source::new("", text.clone()), &mut Sink::default());
    // What stands before the first turn is no speech, and is kept as it is.
    let begins_with_turn = |recording: &Recording| {
        let first = recording.cues.first().and_then(|cue| text.get(..cue.at));
        first.is_some_and(|before| before.matches('\n').count() <= 1)
    };
    if let Some(recording) = recording.filter(begins_with_turn) {
        part(out);
        out.push_str(&prose::prose(&recording).text);
        out.push('\n');
        return;
    }
    let mut was_item = false;
    for paragraph in section {
        if !(was_item && paragraph.is_item) {
            part(out);
        }
        was_item = paragraph.is_item;
        out.push_str(if paragraph.is_item { "- " } else { "" });
        let lines = paragraph.text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        for (number, line) in lines.enumerate() {
            if number > 0 {
                out.push_str(if paragraph.is_item { "\\\n  " } else { "\\\n" });
            }
            escape::push(out, line, 0..line.len(), escape::Start::Paragraph);
        }
        out.push('\n');
    }
}

/// Ends what stands before with a blank line.
fn part(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// A file of a document that is a ZIP archive, as text.
fn unpacked(archive: &Archive<'_>, path: &str) -> Result<String, String> {
    let bytes = archive.read(path, LARGEST).map_err(|error| format!("{path}: {error}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn opened(bytes: &[u8]) -> Result<Archive<'_>, String> {
    Archive::open(Cursor::new(bytes)).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(paragraphs: &[(usize, &str)]) -> String {
        let paragraphs = paragraphs.iter().map(|&(level, text)| Paragraph {
            level: (level > 0 && level < 9).then_some(level),
            is_item: level == 9,
            text: text.to_owned(),
        });
        text(&paragraphs.collect::<Vec<_>>())
    }

    #[test]
    fn speech_stays_as_it_is_under_its_title() {
        let said = [
            (1, "港口"),
            (0, "阿岸  00:03"),
            (0, "潮水*退*了。"),
            (0, ""),
            (0, "小满 00:09"),
            (0, "真的？"),
            (0, "阿岸 00:21"),
            (0, "走。"),
        ];
        assert_eq!(
            written(&said),
            "# 港口\n\n阿岸  00:03\n潮水*退*了。\n小满 00:09\n真的？\n阿岸 00:21\n走。"
        );
    }

    #[test]
    fn all_else_is_markdown() {
        assert_eq!(
            written(&[
                (1, "港口"),
                (0, "# 潮\n水"),
                (2, "灯*塔"),
                (9, "一"),
                (9, "二"),
                (0, "<b>雾")
            ]),
            "# 港口\n\n\\# 潮\\\n水\n\n### 灯\\*塔\n\n- 一\n- 二\n\n\\<b>雾\n"
        );
    }

    #[test]
    fn who_speaks_under_a_heading_is_lifted_out() {
        let said = [
            (0, "摘要。"),
            (1, "记录"),
            (0, "阿岸 00:03"),
            (0, "潮水退了。"),
            (0, "小满 00:09"),
            (0, "真的？"),
            (0, "阿岸 00:21"),
            (0, "走。"),
        ];
        assert_eq!(
            written(&said),
            "摘要。\n\n## 记录\n\n**阿岸：**潮水退了。\n\n**小满：**真的？\n\n**阿岸：**走。\n"
        );
    }
}

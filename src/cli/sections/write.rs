//! A file of sections as text, to be edited in a minute.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chengshu::ingest::sections::answer::{Proposed, Said};
use chengshu::model::section_file::Anchor;
use chengshu_text::json::quoted;

use super::Talk;

/// The most characters of a sentence that are shown.
const SHOWN: usize = 80;

/// How a file is made.
pub struct Making<'a> {
    /// Who found the sections.
    pub by: &'a str,
    /// Whether titles are accepted at once.
    pub is_accepted: bool,
    /// The words of the talk.
    pub said: &'a Said,
}

impl Making<'_> {
    /// The file.
    pub fn text(&self, talk: &Talk<'_>, sections: &BTreeMap<usize, Proposed>) -> String {
        let name = talk.name.rsplit(['/', '\\']).next().unwrap_or(talk.name);
        let mut out = format!(
            "# Sections of {}. `accepted: true` makes a title a heading; without one, the first words\n\
             # stand there. Correct titles, delete sections, or add some: `- anchor: first words of a paragraph`.\n\
             # `unsaid` are words of a title that nobody says in the talk.\n\
             schema: urn:chengshu:sections:1\n\
             sections:{}\n",
            in_a_line(name),
            if sections.is_empty() { " []" } else { "" }
        );
        for (number, section) in sections {
            if let Some(paragraph) = talk.paragraphs.get(*number) {
                self.entry(&mut out, &paragraph.text, paragraph.seconds, section);
            }
        }
        out
    }

    fn entry(&self, out: &mut String, text: &str, seconds: Option<u32>, section: &Proposed) {
        let _ = writeln!(out, "  # {}", sentence(text));
        let _ = writeln!(out, "  - anchor: {}", quoted(&Anchor::of(text).write()));
        if let Some(seconds) = seconds {
            let _ = writeln!(out, "    time: \"{}\"", clock(seconds));
        }
        let _ = writeln!(out, "    level: {}", section.level);
        let title = section.title.as_deref();
        let _ = writeln!(out, "    title: {}", title.map_or_else(|| "null".to_owned(), quoted));
        let unsaid = title.map(|title| self.said.lacks(title)).unwrap_or_default();
        if !unsaid.is_empty() {
            let unsaid: Vec<String> = unsaid.iter().map(|word| quoted(word)).collect();
            let _ = writeln!(out, "    unsaid: [{}]", unsaid.join(", "));
        }
        if let Some(score) = section.score {
            let _ = writeln!(out, "    score: {score}");
        }
        let _ = writeln!(out, "    by: {}", quoted(self.by));
        let is_accepted = self.is_accepted && title.is_some();
        let _ = writeln!(out, "    accepted: {is_accepted}");
    }
}

/// The first sentence of a text, or as much of it as fits.
fn sentence(text: &str) -> String {
    let end = text.find(['。', '！', '？', '!', '?']).map_or(text.len(), |at| at + 3);
    let end = (end..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let line = in_a_line(&text[..end]);
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// A text within a comment, which ends with its line.
fn in_a_line(text: &str) -> String {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    text.replace(is_break, " ").trim().to_owned()
}

fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

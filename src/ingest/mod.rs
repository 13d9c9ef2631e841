//! From the bytes of a file to one transcript.

pub mod decode;
pub mod diag;
pub mod documents;
pub mod folder;
mod formats;
pub mod front_matter;
pub mod info;
pub mod listing;
pub mod names;
pub mod prose;
mod signs;
pub mod speech;
pub mod title;
pub mod unread;
mod within;

use std::sync::Arc;

use crate::model::head::Head;
use crate::model::library::SideFiles;
use crate::model::outline::{DescriptionText, Outline, Title};
use crate::model::speech::{Mark, Recording};
use chengshu_text::diag::{Diagnostic, Sink, counted};
use chengshu_text::source::{Located, Source};
use chengshu_writing::language::{self, Census, tag};
use front_matter::video_number;
use info::Info;
use prose::Punctuation;

pub use formats::{FORMATS, Format, Reads, format_of, is_subtitles, readable, table};

/// The content of a file.
#[derive(Debug)]
pub enum Content {
    /// A head and prose.
    Written,
    /// Speech.
    Spoken(Recording),
}

/// From the bytes of a file to its text. In: its path, and the name findings use.
pub fn source(
    path: &str,
    bytes: Vec<u8>,
    name: impl Into<Arc<str>>,
    sink: &mut Sink,
) -> Option<Source> {
    match formats::document(path) {
        Some(read) => documents::source(read, &bytes, name, sink),
        None => decode::decode(bytes, name, sink),
    }
}

/// Reads a file as the first format that knows it; `None` if none does. A text may hold captions that
/// somebody saved under its name.
pub fn content(path: &str, source: &Source, sink: &mut Sink) -> Option<Content> {
    if formats::is_text(path)
        && let Some(recording) = within::read(source, sink)
    {
        return Some(Content::Spoken(recording));
    }
    formats::formats_of(path).find_map(|format| match format.reads {
        Reads::Prose => Some(Content::Written),
        Reads::Document(_) => {
            Some(within::lines(source, sink).map_or(Content::Written, Content::Spoken))
        }
        Reads::Speech(read) | Reads::Subtitles(read) => read(source, sink).map(Content::Spoken),
    })
}

/// Statements of side files about a recording.
#[derive(Debug, Default)]
pub struct Beside {
    /// The files.
    pub files: SideFiles,
    /// The `.info.json`.
    pub info: Info,
    /// The chapters of a file of their own.
    pub chapters: Vec<Mark>,
}

impl Beside {
    /// Gives a recording its chapters: those of a file of their own, else those of the
    /// `.info.json`.
    #[must_use]
    pub fn complete(self, recording: Recording) -> Recording {
        let chapters = match (recording.chapters.is_empty(), self.chapters.is_empty()) {
            (false, _) => recording.chapters,
            (true, false) => self.chapters,
            (true, true) => self.info.chapters,
        };
        Recording { chapters, ..recording }
    }
}

/// A file's name without the number that puts it in its place among others: `07-`, `12. `. Dates
/// are no such numbers.
fn unnumbered(name: &str) -> &str {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].trim_start_matches([' ', '-', '_', '.', '、']);
    let is_number = (1..=3).contains(&digits) && rest.len() < name.len() - digits;
    if is_number && rest.starts_with(|c: char| !c.is_ascii_digit()) { rest } else { name }
}

/// Reads what a first look at a transcript tells. The description is left for the caller to
/// take apart. `None` if the file is no transcript.
pub fn outline(
    file: &str,
    part: Option<usize>,
    source: &Source,
    beside: Beside,
    sink: &mut Sink,
) -> Option<Outline> {
    match content(file, source, sink)? {
        Content::Written => Some(written(file, part, source, &beside, sink)),
        Content::Spoken(recording) => Some(spoken(file, part, source, beside, recording, sink)),
    }
}

fn written(
    file: &str,
    part: Option<usize>,
    source: &Source,
    beside: &Beside,
    sink: &mut Sink,
) -> Outline {
    let split = front_matter::split(source);
    let head = front_matter::read_head(source, &split, sink);
    let head = info::over(head, &beside.info.head);
    let body = &source.text[split.body.clone()];
    let stated = head.title.as_ref().map(|title| title.value.as_str());
    let marked = stated.or_else(|| first_heading(body));
    let plain = match marked {
        Some(marked) => title::plain(marked),
        None => title::Plain::of(unnumbered(file_title(file))),
    };
    let title = Title { ruby: plain.ruby, ..title::title(&plain.text) };
    let title_heading = marked.map(|_| plain.with_readings.unwrap_or(plain.text));
    let census = census(&title.text, body);
    Outline {
        file: file.to_owned(),
        display: source.name.to_string(),
        part,
        title,
        title_heading,
        description: DescriptionText::default(),
        body: split.body.clone(),
        spoken: None,
        length: source.text.len(),
        has_text: !body.trim().is_empty(),
        census,
        head,
    }
}

fn spoken(
    file: &str,
    part: Option<usize>,
    source: &Source,
    beside: Beside,
    recording: Recording,
    sink: &mut Sink,
) -> Outline {
    report(&recording, source, sink);
    let (name, number, tag) = recording_name(file);
    let own = head_over_captions(file, source, sink);
    let has_language = own.language.is_some();
    let mut head = info::over(own, &beside.info.head);
    // What the file says of itself, what its name says of it, what is said of the recording.
    let of_file = recording.language.as_deref().and_then(stated_language);
    let of_name = || tag.and_then(stated_language);
    if let Some(value) = of_file.or_else(of_name).filter(|_| !has_language) {
        head.language = Some(Located { value, at: 0..0 });
    }
    if head.bvid.is_none() {
        head.bvid = number.map(|value| Located { value, at: 0..0 });
    }
    let stated = head.title.as_ref().map(|title| title.value.as_str());
    // A heading of the file is on no other page.
    let stated = recording.title.as_deref().or(stated);
    let title = title::title(stated.unwrap_or_else(|| unnumbered(name)));
    let files = beside.files.clone();
    let body = prose::prose(&beside.complete(recording)).text;
    let census = census(&title.text, &body);
    Outline {
        file: file.to_owned(),
        display: source.name.to_string(),
        part,
        title,
        title_heading: None,
        description: DescriptionText::default(),
        body: 0..source.text.len(),
        spoken: Some(files),
        length: source.text.len(),
        has_text: !body.trim().is_empty(),
        census,
        head,
    }
}

/// The head of a text that is captions. Files of subtitles have none.
fn head_over_captions(file: &str, source: &Source, sink: &mut Sink) -> Head {
    if !formats::is_text(file) {
        return Head::default();
    }
    let split = front_matter::split(source);
    if split.head.is_none() {
        return Head::default();
    }
    front_matter::read_head(source, &split, sink)
}

/// Tells what the words of a recording lack.
fn report(recording: &Recording, source: &Source, sink: &mut Sink) {
    let first = recording.cues.first().map_or(0, |cue| cue.at);
    if recording.repeats > 0 {
        let message = format!("left out: {}", counted(recording.repeats, "repeated caption"));
        sink.push(Diagnostic::new(&diag::REPEATS, message).at(source.place(first)));
    }
    if prose::punctuation(recording) == Punctuation::Absent {
        sink.push(
            Diagnostic::new(&diag::NO_PUNCTUATION, "the transcript has no punctuation")
                .at(source.place(first))
                .help("add punctuation, or use subtitles made by people"),
        );
    }
}

/// The language that is stated of a recording, in its name, its header or beside it: a tag, which may
/// say besides that subtitles are automatic (`ai-zh`, `en-orig`) or what they were translated from
/// (`zh-Hans-en`), or the name of a language, as Whisper's service writes it (`english`).
fn stated_language(text: &str) -> Option<String> {
    let own = text.strip_prefix("ai-").unwrap_or(text);
    let own = listing::untranslated(own.strip_suffix("-orig").unwrap_or(own));
    match tag::stated(own) {
        Ok(stated) => Some(stated.tag),
        Err(tag::NoTag { meant }) => meant,
    }
}

/// The name of a recording, its video number and the language tag, from names such as
/// `Title [BV1xx411c7mD].zh-CN.srt`, which is how yt-dlp puts them together.
fn recording_name(file: &str) -> (&str, Option<String>, Option<&str>) {
    let mut name = file_title(file);
    let tagged = name.rsplit_once('.').filter(|(_, tag)| listing::is_tag(tag));
    if let Some((stem, _)) = tagged {
        name = stem;
    }
    let tag = tagged.map(|(_, tag)| tag);
    let bracketed = name
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once(" ["))
        .filter(|(title, _)| !title.is_empty());
    match bracketed {
        Some((title, id)) => match id.split("_p").next().and_then(video_number) {
            Some(number) => (title, Some(number), tag),
            None if is_youtube_number(id) => (title, None, tag),
            None => (name, None, tag),
        },
        None => (name, None, tag),
    }
}

/// Eleven characters, not all of them letters of one case.
fn is_youtube_number(id: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    id.len() == 11
        && id.bytes().all(fits)
        && !id.bytes().all(|b| b.is_ascii_lowercase())
        && !id.bytes().all(|b| b.is_ascii_digit())
}

/// The text of a heading among the first lines of a body.
fn first_heading(body: &str) -> Option<&str> {
    let is_comment = |line: &str| {
        let pairs = [("<!--", "-->"), ("%%", "%%")];
        pairs.iter().any(|(open, close)| {
            line.len() > open.len() && line.starts_with(open) && line.ends_with(close)
        })
    };
    let mut lines = body.lines().map(str::trim);
    let line =
        lines.find(|line| !line.is_empty() && !line.starts_with("```") && !is_comment(line))?;
    let is_drawn = |line: &str| line.len() > 2 && line.bytes().all(|b| b == b'=');
    let text = if let Some(text) = line.strip_prefix('#') {
        text.trim_start_matches('#')
    } else if let Some(text) = line.strip_prefix("<h1>") {
        text.strip_suffix("</h1>")?
    } else {
        lines.next().is_some_and(is_drawn).then_some(line)?
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '#');
    (!text.is_empty()).then_some(text)
}

/// A file's name without folder and ending.
fn file_title(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Counts of the writing the title and the body are in.
fn census(title: &str, body: &str) -> Census {
    let mut text = language::sample(body);
    language::add_prose(title, &mut text);
    let mut census = Census::default();
    census.read(&text);
    census
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_order_files_are_no_part_of_a_title() {
        for (name, title) in [
            ("07-谈话", "谈话"),
            ("12. 灯塔", "灯塔"),
            ("3、雾", "雾"),
            ("2021-08-13 灯塔", "2021-08-13 灯塔"),
            ("10-20", "10-20"),
            ("007", "007"),
            ("3天", "3天"),
        ] {
            assert_eq!(unnumbered(name), title);
        }
    }
}

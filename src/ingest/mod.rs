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
pub mod promotion;
pub mod prose;
pub mod sections;
mod signs;
pub mod speech;
pub mod stills;
pub mod times;
pub mod title;
pub mod unread;
pub mod versions;
mod within;

use std::sync::Arc;

use crate::model::head::Head;
use crate::model::library::SideFiles;
use crate::model::outline::{DescriptionText, Outline, Title};
use crate::model::parallel::{Bilingual, Track};
use crate::model::speech::{Mark, Recording, Writer};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::source::{Located, Source};
use chengshu_writing::language::{self, Census, tag};
use info::Info;
use title::FileName;

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
    if let Some(write) = formats::binary(path) {
        return documents::written(write(&bytes), name.into(), sink);
    }
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
        Reads::Speech(read) | Reads::Subtitles(read) | Reads::Binary(_, read) => {
            read(source, sink).map(Content::Spoken)
        }
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
    /// Whether the number in its name puts it among the others.
    pub is_counted: bool,
}

impl Beside {
    /// Gives a recording its chapters, those of a file of their own, else those of the `.info.json`, else
    /// those its description lists, and its frames, if its words have times.
    #[must_use]
    pub fn complete(self, recording: Recording) -> Recording {
        let listed = || {
            let description = self.info.head.description.as_ref();
            description
                .map(|stated| times::times(&stated.text).chapters)
                .unwrap_or_default()
        };
        let chapters = [recording.chapters, self.chapters, self.info.chapters];
        let stated = chapters.into_iter().find(|chapters| !chapters.is_empty());
        let is_timed = recording.cues.iter().any(|cue| cue.start_ms.is_some());
        let frames = if is_timed { self.files.frames } else { Vec::new() };
        Recording { chapters: stated.unwrap_or_else(listed), frames, ..recording }
    }
}

/// Reads what a first look at a transcript tells. The description is left for the caller to
/// take apart. `None` if the file is no transcript.
///
/// Of speech in two languages the outline is that of the `wanted` one, or of the one that stands first.
pub fn outline(
    file: &str,
    part: Option<usize>,
    source: &Source,
    beside: Beside,
    wanted: &str,
    sink: &mut Sink,
) -> Option<Outline> {
    match content(file, source, sink)? {
        Content::Written => Some(written(file, part, source, &beside, sink)),
        Content::Spoken(mut recording) => {
            let other = recording.other.take();
            let outline = spoken(file, part, source, beside, recording, sink);
            Some(match other {
                Some(other) => in_two(outline, &other, wanted),
                None => outline,
            })
        }
    }
}

/// The outline of speech in two languages, from that of the first of them.
fn in_two(mut first: Outline, other: &Recording, wanted: &str) -> Outline {
    let body = prose::prose(other).text;
    let mut second = Outline { census: census("", &body), track: Track::Other, ..first.clone() };
    for outline in [&mut first, &mut second] {
        let value = outline.census.likely().to_owned();
        // What the name of the file says is of one of the two.
        let stated = outline.head.language.as_ref().map(|stated| language::primary(&stated.value));
        if stated != Some(language::primary(&value)) {
            outline.head.language = Some(Located { value, at: 0..0 });
        }
    }
    let far = |outline: &Outline| {
        outline.head.language.as_ref().map(|own| versions::distance(&own.value, wanted))
    };
    let is_wanted = |outline: &Outline| far(outline) == Some(0);
    if is_wanted(&second) && !is_wanted(&first) {
        std::mem::swap(&mut first, &mut second);
    }
    Outline { second: Some(Box::new(second)), ..first }
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
    report_frames(beside, source, sink);
    let name = title::file_name(file_title(file, beside));
    let head = named(info::over(head, &beside.info.head), &name);
    let body = &source.text[split.body.clone()];
    let stated = head.title.as_ref().map(|title| title.value.as_str());
    let marked = stated.or_else(|| first_heading(body));
    let plain = match marked {
        Some(marked) => title::plain(marked),
        None => title::Plain::of(name.title),
    };
    let title = Title { ruby: plain.ruby, ..numbered(title::title(&plain.text), &name) };
    let title_heading = marked.map(|_| plain.with_readings.unwrap_or(plain.text));
    let census = census(&title.text, body);
    Outline {
        file: file.to_owned(),
        display: source.name.to_string(),
        part,
        title,
        is_nameless: marked.is_none() && !name.is_title,
        title_heading,
        description: DescriptionText::default(),
        body: split.body.clone(),
        spoken: None,
        sections: beside.files.sections.clone(),
        thumbnail: beside.files.thumbnail.clone(),
        is_divided: false,
        track: Track::First,
        second: None,
        layout: Bilingual::Off,
        others: Vec::new(),
        writer: Writer::Unknown,
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
    if recording.cues.iter().all(|cue| cue.start_ms.is_none()) {
        report_frames(&beside, source, sink);
    }
    let name = title::file_name(file_title(file, &beside));
    let own = head_over_captions(file, source, sink);
    let own = match &recording.head {
        Some(head) => info::over(own, head),
        None => own,
    };
    let has_language = own.language.is_some();
    let mut head = info::over(own, &beside.info.head);
    // What the file says of itself, what its name says of it, what is said of the recording.
    let of_file = recording.language.as_deref().and_then(stated_language);
    let of_name = || name.language.and_then(stated_language);
    if let Some(value) = of_file.or_else(of_name).filter(|_| !has_language) {
        head.language = Some(Located { value, at: 0..0 });
    }
    let head = named(head, &name);
    let stated = head.title.as_ref().map(|title| title.value.as_str());
    // A heading of the file is on no other page.
    let stated = recording.title.as_deref().or(stated);
    let is_nameless = stated.is_none() && !name.is_title;
    let title = numbered(title::title(stated.unwrap_or(name.title)), &name);
    let files = beside.files.clone();
    let recording = beside.complete(recording);
    let has_times = recording.cues.iter().any(|cue| cue.start_ms.is_some());
    let is_divided = has_times && !recording.chapters.is_empty();
    let body = prose::prose(&recording).text;
    let census = census(&title.text, &body);
    Outline {
        file: file.to_owned(),
        display: source.name.to_string(),
        part,
        title,
        is_nameless,
        title_heading: None,
        description: DescriptionText::default(),
        body: 0..source.text.len(),
        sections: files.sections.clone(),
        thumbnail: files.thumbnail.clone(),
        spoken: Some(files),
        is_divided,
        track: Track::First,
        second: None,
        layout: Bilingual::Off,
        others: Vec::new(),
        writer: recording.writer,
        length: source.text.len(),
        has_text: !body.trim().is_empty(),
        census,
        head,
    }
}

/// What the `.info.json` of a playlist says of its folder. Who made the list may not be who speaks.
pub fn of_list(file: &str, source: &Source, info: Info) -> Outline {
    let head = Head { authors: Vec::new(), language: None, ..info.head };
    let stated = head.title.as_ref().map(|title| title.value.clone());
    let name = title::file_name(file.strip_suffix(".info.json").unwrap_or(file));
    Outline {
        file: file.to_owned(),
        display: source.name.to_string(),
        part: None,
        title: title::title(stated.as_deref().unwrap_or(name.title)),
        is_nameless: false,
        title_heading: stated,
        description: DescriptionText::default(),
        body: 0..0,
        sections: None,
        thumbnail: None,
        spoken: None,
        is_divided: false,
        track: Track::First,
        second: None,
        layout: Bilingual::Off,
        others: Vec::new(),
        writer: Writer::Unknown,
        length: source.text.len(),
        has_text: false,
        census: Census::default(),
        head,
    }
}

/// A head with what the name of its file says where nothing else does.
fn named(head: Head, name: &FileName<'_>) -> Head {
    let of_name = |value: String| Located { value, at: 0..0 };
    let language = name.language.and_then(stated_language);
    Head {
        language: head.language.or_else(|| language.map(of_name)),
        bvid: head.bvid.or_else(|| name.video.clone().map(of_name)),
        date: head.date.or_else(|| name.date.map(|value| Located { value, at: 0..0 })),
        ..head
    }
}

/// A title with the number and the series that the name of its file has, if it has none itself.
fn numbered(title: Title, name: &FileName<'_>) -> Title {
    Title {
        episode: title.episode.or(name.number),
        series: title.series.or_else(|| name.series.map(str::to_owned)),
        ..title
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
    if prose::is_unpunctuated(recording) {
        sink.push(
            Diagnostic::new(&diag::NO_PUNCTUATION, "the transcript has no punctuation")
                .at(source.place(first))
                .help("add punctuation, or use subtitles made by people"),
        );
    }
}

/// Tells of pictures of moments where the text has no times.
fn report_frames(beside: &Beside, source: &Source, sink: &mut Sink) {
    let frames = &beside.files.frames;
    if let Some(first) = frames.first() {
        let frames = counted(frames.len(), "frame");
        let message =
            format!("left out: {frames}, from {:?} on; the text has no times", first.path);
        sink.push(
            Diagnostic::new(&diag::FRAMES_NOT_PLACED, message)
                .at(Place::file(source.name.as_ref()))
                .help("use subtitles, or put the pictures into the text: ![…](…)"),
        );
    }
}

/// The language that is stated of a recording, in its name, its header or beside it: a tag, which may
/// say besides that subtitles are automatic (`ai-zh`, `en-orig`) or what they were translated from
/// (`zh-Hans-en`), or the name of a language, as Whisper's service writes it (`english`).
fn stated_language(text: &str) -> Option<String> {
    let own = text.strip_prefix("ai-").unwrap_or(text);
    let own = versions::untranslated(own.strip_suffix("-orig").unwrap_or(own));
    match tag::stated(own) {
        Ok(stated) => Some(stated.tag),
        Err(tag::NoTag { meant }) => meant,
    }
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

/// A file's name without folder, ending, and the number that puts it among the others.
fn file_title<'a>(file: &'a str, beside: &Beside) -> &'a str {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if beside.is_counted { title::uncounted(stem) } else { stem }
}

/// Counts of the writing the title and the body are in.
fn census(title: &str, body: &str) -> Census {
    let mut text = language::sample(body);
    language::add_prose(title, &mut text);
    let mut census = Census::default();
    census.read(&text);
    census
}

//! A look at one transcript, with what lies beside it.

use std::sync::Arc;

use super::Request;
use super::reading::{beside, read};
use super::references::{self, Works};
use crate::ingest::versions::{Ranked, ranked};
use crate::ingest::{self, Beside};
use crate::model::library::{Files, Transcript};
use crate::model::outline::{DescriptionText, Outline};
use chengshu_references::read as bibliography;
use chengshu_references::reference::Description;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::{Source, Span};

/// Looks at the file that introduces a book or a part. Out: what it says, and its text.
pub(super) fn read_index(
    request: &Request<'_>,
    path: &str,
    sink: &mut Sink,
) -> Option<(Outline, Source)> {
    let source = read(request.files, path, sink)?;
    let mut outline = ingest::outline(path, None, &source, Beside::default(), sink)?;
    describe(&mut outline, &source, sink);
    Some((outline, source))
}

/// Reads a transcript: the version of it to take, with what lies beside it.
pub(super) fn outline(
    files: &dyn Files,
    transcript: &Transcript,
    part: Option<usize>,
    wanted: Option<&str>,
    works: &Works,
    sink: &mut Sink,
) -> Option<Outline> {
    let sides = &transcript.beside;
    let info_source = sides.info.as_deref().and_then(|path| read(files, path, sink));
    let info = info_source
        .as_ref()
        .map(|source| ingest::info::read(source, sink))
        .unwrap_or_default();
    if transcript.versions.is_empty() {
        if info.about == ingest::info::About::Recording {
            report_no_text(files, transcript, sink);
        }
        return None;
    }
    let mut versions = ranked(transcript, wanted, &info).into_iter();
    let mut taken = None;
    for version in versions.by_ref() {
        let is_counted = transcript.is_counted;
        let beside = Beside { is_counted, ..beside(files, sides, sink) };
        taken = read_version(files, &version, part, beside, sink).map(|read| (read, version));
        if taken.is_some() {
            break;
        }
    }
    let ((mut outline, source), taken) = taken?;
    report_others(&taken, versions, &outline, sink);
    // A description of the `.info.json` has its places there.
    let from_info =
        outline.head.description.is_some() && outline.head.description == info.head.description;
    let described_in = info_source.as_ref().filter(|_| from_info).unwrap_or(&source);
    describe(&mut outline, described_in, sink);
    references::add(&mut outline, &source, works, sink);
    Some(outline)
}

fn read_version(
    files: &dyn Files,
    version: &Ranked<'_>,
    part: Option<usize>,
    beside: Beside,
    sink: &mut Sink,
) -> Option<(Outline, Source)> {
    let version = version.version;
    let source = read(files, &version.path, sink)?;
    let outline = ingest::outline(&version.path, part, &source, beside, sink);
    if outline.is_none() {
        let finding = if ingest::unread::is_comments(&source.text) {
            Diagnostic::new(&ingest::diag::NOT_SPEECH, super::left_out::COMMENTS)
        } else if ingest::is_subtitles(&version.path) {
            Diagnostic::new(&ingest::diag::NO_WORDS, "the file has no words; left out")
                .help("take the file out of the folder, or put the words into it")
        } else {
            let message = "it holds no transcript; left out";
            Diagnostic::new(&ingest::diag::NOT_SPEECH, message)
        };
        sink.push(finding.at(Place::file(source.name.as_ref())));
    }
    Some((outline?, source))
}

/// Says which versions were not taken, and why.
fn report_others<'a>(
    taken: &Ranked<'_>,
    others: impl Iterator<Item = Ranked<'a>>,
    outline: &Outline,
    sink: &mut Sink,
) {
    let others = others.map(|other| {
        let name = other.version.path.rsplit('/').next().unwrap_or_default();
        format!("{name} ({})", taken.before(&other))
    });
    let others: Vec<String> = others.collect();
    if !others.is_empty() {
        sink.push(
            Diagnostic::new(
                &ingest::diag::OTHER_VERSIONS,
                format!("taken; left out {}", others.join(", ")),
            )
            .at(Place::file(outline.display.as_str()))
            .help("set `language`, or move what you do not want out of the folder"),
        );
    }
}

fn report_no_text(files: &dyn Files, transcript: &Transcript, sink: &mut Sink) {
    sink.push(
        Diagnostic::new(&ingest::diag::NO_SUBTITLES, "there are no subtitles beside it; left out")
            .at(Place::file(files.display(transcript.path())))
            .help("download them with yt-dlp --write-subs --write-auto-subs"),
    );
}

/// Takes the description of a transcript apart. The pieces stand in place of the whole.
pub(super) fn describe(outline: &mut Outline, source: &Source, sink: &mut Sink) {
    if let Some(description) = outline.head.description.take() {
        let read = bibliography::read_description(&description.text);
        let place = |offset| source.place(description.offset(offset));
        bibliography::report(&description.text, &read, place, sink);
        outline.description = texts(&description.text, read);
    }
}

/// The pieces of a description as paragraphs.
fn texts(text: &str, description: Description) -> DescriptionText {
    let lines = |spans: &[Span]| {
        spans
            .iter()
            .filter_map(|span| text.get(span.clone()))
            .flat_map(str::lines)
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    let numbers = references::numbers(text, &description.references);
    let references = description.references.into_iter().map(Arc::new);
    let mut references: Vec<_> = references.collect();
    // The works of all transcripts are kept until the book is bound. Collected in place, they would
    // have the room of what they were collected from.
    references.shrink_to_fit();
    DescriptionText {
        intro: lines(&description.intro),
        notes: lines(&description.notes),
        references,
        numbers,
    }
}

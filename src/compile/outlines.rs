//! A look at one transcript, with what lies beside it.

use super::Request;
use super::descriptions::describe;
use super::reading::{beside, described, read};
use super::references::{self, Works};
use crate::ingest::{self, Beside, listing};
use crate::model::library::{Files, Transcript, Version};
use crate::model::outline::Outline;
use crate::model::treatment::Promotion;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Source;

/// Looks at the file that introduces a book or a part. Out: what it says, and its text.
pub(super) fn read_index(
    request: &Request<'_>,
    path: &str,
    sink: &mut Sink,
) -> Option<(Outline, Source)> {
    let source = read(request.files, path, sink)?;
    let mut outline = ingest::outline(path, None, &source, Beside::default(), sink)?;
    // The page it stands on has no end to set anything apart at.
    describe(&mut outline, &source, Promotion::Keep, sink);
    Some((outline, source))
}

/// Reads a transcript: the version of it to take, with what lies beside it. In: the language wanted of
/// several, and what to do with what descriptions promote.
pub(super) fn outline(
    files: &dyn Files,
    transcript: &Transcript,
    part: Option<usize>,
    (wanted, promotion): (&str, Promotion),
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
    let mut versions = listing::ranked(transcript, wanted, &info).into_iter();
    let mut taken = None;
    for version in versions.by_ref() {
        taken = read_version(files, version, part, beside(files, sides, sink), sink);
        if taken.is_some() {
            break;
        }
    }
    let (mut outline, source) = taken?;
    let others: Vec<&str> = versions.map(|version| version.path.as_str()).collect();
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
    // A description beside the transcript has its places there.
    let own_file = sides.description.as_deref().and_then(|path| read(files, path, sink));
    let stated = outline.head.description.as_ref();
    let is_of_info = stated.is_some() && stated == info.head.description.as_ref();
    let is_of_file = stated.is_some() && stated == own_file.as_ref().and_then(described).as_ref();
    let described_in = match () {
        () if is_of_info => info_source.as_ref(),
        () if is_of_file => own_file.as_ref(),
        () => None,
    };
    describe(&mut outline, described_in.unwrap_or(&source), promotion, sink);
    references::add(&mut outline, &source, works, sink);
    Some(outline)
}

fn read_version(
    files: &dyn Files,
    version: &Version,
    part: Option<usize>,
    beside: Beside,
    sink: &mut Sink,
) -> Option<(Outline, Source)> {
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

fn report_no_text(files: &dyn Files, transcript: &Transcript, sink: &mut Sink) {
    sink.push(
        Diagnostic::new(&ingest::diag::NO_SUBTITLES, "there are no subtitles beside it; left out")
            .at(Place::file(files.display(transcript.path())))
            .help("download them with yt-dlp --write-subs --write-auto-subs"),
    );
}

//! A look at one transcript, with what lies beside it.

use super::Request;
use super::descriptions::describe;
use super::reading::{beside, described, read, read_version};
use super::references::{self, Works};
use super::two;
use crate::ingest::versions::{Ranked, USUAL, ranked};
use crate::ingest::{self, Beside, listing};
use crate::model::library::{Files, Transcript};
use crate::model::outline::Outline;
use crate::model::parallel::Bilingual;
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
    let mut outline = ingest::outline(path, None, &source, Beside::default(), "", sink)?;
    // The page it stands on has no end to set anything apart at.
    describe(&mut outline, &source, Promotion::Keep, sink);
    Some((outline, source))
}

/// What the book asks of transcripts that are there in several languages.
pub(super) struct Wanted<'a> {
    /// The language to take, if any is wished for.
    pub language: Option<&'a str>,
    /// What becomes of the others.
    pub bilingual: Bilingual,
    /// What becomes of what descriptions promote.
    pub promotion: Promotion,
}

/// Reads a transcript; texts in several languages are as many chapters, unless the book has them in one.
pub(super) fn outlines(
    files: &dyn Files,
    transcript: &Transcript,
    part: Option<usize>,
    wanted: &Wanted<'_>,
    works: &Works,
    sink: &mut Sink,
) -> Vec<Outline> {
    if listing::is_texts(transcript) {
        let mut found = Sink::default();
        let both = outline(files, transcript, part, wanted, works, &mut found);
        if let Some(both) = both.filter(|both| both.layout != Bilingual::Off) {
            sink.append(found);
            return vec![both];
        }
        let alone = transcript.versions.iter().cloned().map(Transcript::of);
        return alone
            .filter_map(|text| outline(files, &text, part, wanted, works, sink))
            .collect();
    }
    outline(files, transcript, part, wanted, works, sink).into_iter().collect()
}

/// Reads a transcript: the version of it to take, with what lies beside it.
fn outline(
    files: &dyn Files,
    transcript: &Transcript,
    part: Option<usize>,
    wanted: &Wanted<'_>,
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
    let mut versions = ranked(transcript, wanted.language, &info).into_iter();
    let language = wanted.language.unwrap_or(USUAL);
    let mut taken = None;
    for ranked in versions.by_ref() {
        let is_counted = transcript.is_counted;
        let beside = Beside { is_counted, ..beside(files, sides, sink) };
        let read = read_version(files, ranked.version, part, beside, language, sink);
        taken = read.map(|read| (read, ranked));
        if taken.is_some() {
            break;
        }
    }
    let ((mut outline, source), taken) = taken?;
    let mut rest: Vec<Ranked<'_>> = versions.collect();
    let stated = outline.head.bilingual.as_ref().map(|stated| stated.value);
    outline.layout = stated.unwrap_or(wanted.bilingual);
    match outline.layout {
        Bilingual::Off => two::leave_out(&mut outline, &rest, &source, sink),
        _ => two::add_second(&mut outline, &mut rest, files, (part, wanted.promotion), sink),
    }
    report_others(&taken, &rest, &outline, sink);
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
    describe(&mut outline, described_in.unwrap_or(&source), wanted.promotion, sink);
    references::add(&mut outline, &source, works, sink);
    Some(outline)
}

/// Says which versions were not taken, and why.
fn report_others(taken: &Ranked<'_>, others: &[Ranked<'_>], outline: &Outline, sink: &mut Sink) {
    let others = others.iter().map(|other| {
        let name = other.version.path.rsplit('/').next().unwrap_or_default();
        format!("{name} ({})", taken.before(other))
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

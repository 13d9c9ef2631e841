//! Reads the files of a book: texts, speech with what lies beside it, and the manuscripts of chapters.

use super::{Changed, empty};
use crate::ingest::{self, Beside, Content};
use crate::model::book::{Book, Chapter, TextFile};
use crate::model::library::{Files, SideFiles};
use crate::model::manuscript::Manuscript;
use crate::model::speech::Prose;
use crate::model::text_sum::TextSum;
use crate::normalise::{self, Body, normalise};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::source::Source;

/// Reads a file of the book; one that cannot be read is a finding.
pub(super) fn read(files: &dyn Files, path: &str, sink: &mut Sink) -> Option<Source> {
    let display = files.display(path);
    match files.read(path) {
        Ok(bytes) => ingest::source(path, bytes, display, sink),
        Err(reason) => {
            sink.push(
                Diagnostic::new(
                    &ingest::diag::UNREADABLE_FILE,
                    format!("cannot be read: {reason}"),
                )
                .at(Place::file(display)),
            );
            None
        }
    }
}

/// What lies beside a recording. Findings in a `.info.json` are for the first look alone.
pub(super) fn beside(files: &dyn Files, sides: &SideFiles, sink: &mut Sink) -> Beside {
    let open = |path: &Option<String>| {
        let path = path.as_deref()?;
        let bytes = files.read(path).ok()?;
        ingest::decode::decode(bytes, files.display(path), &mut Sink::default())
    };
    Beside {
        files: sides.clone(),
        is_counted: false,
        info: open(&sides.info)
            .map(|source| ingest::info::read(&source, &mut Sink::default()))
            .unwrap_or_default(),
        chapters: open(&sides.chapters)
            .map(|source| ingest::speech::podcast::read_chapters(&source, sink))
            .unwrap_or_default(),
    }
}

/// Reads a chapter and cleans its text.
pub fn manuscript(
    book: &Book,
    chapter: &Chapter,
    files: &dyn Files,
    sink: &mut Sink,
) -> Result<(Source, Manuscript), Changed> {
    let source = source(&chapter.text, files)?;
    let prose = prose(&chapter.text, &source, files, sink);
    let mut titles = vec![chapter.title.as_str()];
    titles.extend(chapter.other_titles.iter().map(String::as_str));
    let request = normalise::Request {
        source: &source,
        file: &chapter.text.file,
        body: body(&chapter.text, prose.as_ref()),
        titles: &titles,
        language: &chapter.language,
        treatment: &book.treatment,
    };
    let manuscript = normalise(&request, sink);
    empty::report(&chapter.text, &source, &manuscript, sink);
    Ok((source, manuscript))
}

/// Writes speech out as prose, with the proof that no character of it was lost.
pub(super) fn prose(
    text: &TextFile,
    source: &Source,
    files: &dyn Files,
    sink: &mut Sink,
) -> Option<Prose> {
    let sides = text.spoken.as_ref()?;
    // The first look has reported what is wrong with it.
    let mut reported = Sink::default();
    let Content::Spoken(recording) = ingest::content(&text.file, source, &mut reported)? else {
        return None;
    };
    let missing = recording.missing;
    if missing != TextSum::default() {
        sink.push(lost(&source.name, missing, TextSum::default()));
    }
    let beside = beside(files, sides, &mut reported);
    let prose = ingest::prose::prose(&beside.complete(recording));
    if !prose.balances() {
        let written = TextSum::of(&prose.text) - prose.added;
        sink.push(lost(&source.name, prose.spoken, written));
    }
    Some(prose)
}

pub(super) fn body<'a>(text: &TextFile, prose: Option<&'a Prose>) -> Body<'a> {
    prose.map_or_else(|| Body::Written(text.body.clone()), Body::Spoken)
}

/// Reads a text again; the first look has reported what is wrong with it.
pub(super) fn source(text: &TextFile, files: &dyn Files) -> Result<Source, Changed> {
    let display = files.display(&text.file);
    let bytes = files.read(&text.file).ok();
    let source = bytes.and_then(|bytes| {
        ingest::source(&text.file, bytes, display.as_str(), &mut Sink::default())
    });
    source
        .filter(|source| source.text.len() == text.length)
        .ok_or(Changed { file: display })
}

pub(super) fn lost(name: &str, expected: TextSum, found: TextSum) -> Diagnostic {
    Diagnostic::new(
        &normalise::diag::TEXT_LOST,
        format!(
            "{} should be in the book; {} are, or they are not the same",
            counted(expected.count, "visible character"),
            found.count
        ),
    )
    .at(Place::file(name))
    .help("please report this with the file: the program is at fault")
}

//! Reads the files of a book: texts, speech with what lies beside it, and the manuscripts of chapters.

use super::{Changed, empty};
use crate::ingest::{self, Beside, Content};
use crate::model::book::TextFile;
use crate::model::head::LocatedText;
use crate::model::library::{Files, SideFiles, Version};

use crate::model::manuscript::Manuscript;
use crate::model::outline::Outline;
use crate::model::parallel::Track;
use crate::model::speech::{Prose, Recording};
use crate::model::text_sum::TextSum;
use crate::model::treatment::Treatment;
use crate::normalise::{self, Body, normalise};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::source::Source;

/// What a file of comments on a recording is called.
pub(super) const COMMENTS: &str = "it lists what viewers wrote; left out";

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
    let mut info = open(&sides.info)
        .map(|source| ingest::info::read(&source, &mut Sink::default()))
        .unwrap_or_default();
    if info.head.description.is_none() {
        info.head.description = open(&sides.description).and_then(|source| described(&source));
    }
    Beside {
        files: sides.clone(),
        is_counted: false,
        info,
        chapters: open(&sides.chapters)
            .map(|source| ingest::speech::podcast::read_chapters(&source, sink))
            .unwrap_or_default(),
    }
}

/// Looks at one version of a transcript; one without a transcript is a finding.
pub(super) fn read_version(
    files: &dyn Files,
    version: &Version,
    part: Option<usize>,
    beside: Beside,
    wanted: &str,
    sink: &mut Sink,
) -> Option<(Outline, Source)> {
    let source = read(files, &version.path, sink)?;
    let outline = ingest::outline(&version.path, part, &source, beside, wanted, sink);
    if outline.is_none() {
        let finding = if ingest::unread::is_comments(&source.text) {
            Diagnostic::new(&ingest::diag::NOT_SPEECH, COMMENTS)
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

/// A description that is a file of its own.
pub(super) fn described(source: &Source) -> Option<LocatedText> {
    let text = source.text.clone();
    let at = 0..text.len();
    (!text.trim().is_empty()).then(|| LocatedText { text, at, runs: vec![(0, 0)] })
}

/// Cleans one text. In: its file, the forms of its title, and its language.
pub(super) fn alone(
    treatment: &Treatment,
    (text, titles, language): (&TextFile, &[&str], &str),
    source: &Source,
    prose: Option<&Prose>,
    files: &dyn Files,
    sink: &mut Sink,
) -> Manuscript {
    let stated = text.sections.as_deref().and_then(|path| read(files, path, sink));
    let sections = stated.and_then(|stated| ingest::sections::read(stated, sink));
    let request = normalise::Request {
        source,
        file: &text.file,
        body: body(text, prose),
        titles,
        language,
        treatment,
        sections: sections.as_ref(),
    };
    let manuscript = normalise(&request, sink);
    empty::report(text, source, &manuscript, sink);
    manuscript
}

/// What is said in a file.
pub(super) struct Spoken {
    /// In the language that is taken, with its chapters.
    pub recording: Recording,
    /// In the other, if there are two.
    pub other: Option<Recording>,
}

/// Reads speech again.
pub(super) fn spoken(
    text: &TextFile,
    source: &Source,
    files: &dyn Files,
    sink: &mut Sink,
) -> Option<Spoken> {
    let sides = text.spoken.as_ref()?;
    // The first look has reported what is wrong with it.
    let mut reported = Sink::default();
    let Content::Spoken(mut recording) = ingest::content(&text.file, source, &mut reported)? else {
        return None;
    };
    let missing = recording.missing;
    if missing != TextSum::default() {
        sink.push(lost(&source.name, missing, TextSum::default()));
    }
    let mut other = recording.other.take().map(|other| *other);
    if let (Track::Other, Some(other)) = (text.track, &mut other) {
        std::mem::swap(&mut recording, other);
    }
    let recording = beside(files, sides, &mut reported).complete(recording);
    Some(Spoken { recording, other })
}

/// Writes speech out as prose, with the proof that no character of it was lost.
pub(super) fn prose(
    text: &TextFile,
    source: &Source,
    files: &dyn Files,
    sink: &mut Sink,
) -> Option<Prose> {
    let spoken = spoken(text, source, files, sink)?;
    Some(prose_of(&spoken.recording, source, sink))
}

/// As [`prose`], of speech that was read.
pub(super) fn prose_of(recording: &Recording, source: &Source, sink: &mut Sink) -> Prose {
    let prose = ingest::prose::prose(recording);
    prove(&prose, source, sink);
    prose
}

/// The proof that prose has every character of what was said.
pub(super) fn prove(prose: &Prose, source: &Source, sink: &mut Sink) {
    if !prose.balances() {
        let written = TextSum::of(&prose.text) - prose.added;
        sink.push(lost(&source.name, prose.spoken, written));
    }
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

//! Chapters in two languages.

use super::Changed;
use super::descriptions::describe;
use super::reading::{Spoken, alone, prose_of, prove, read_version, source, spoken};
use crate::ingest::versions::{self, Ranked};
use crate::ingest::{Beside, prose};
use crate::model::block::Block;
use crate::model::book::{Book, Chapter};
use crate::model::library::Files;
use crate::model::manuscript::{Manuscript, Omission};
use crate::model::outline::Outline;
use crate::model::parallel::Stretches;
use crate::model::speech::{Prose, Recording};
use crate::model::treatment::Promotion;
use crate::parallel;
use crate::parallel::diag::{LANGUAGE_LEFT_OUT, PARAGRAPHS_DIFFER};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Source;
use chengshu_writing::language::{is_traditional, primary};

/// Says of a transcript that the book has it in one language only, and which others there are: in its file
/// and in those of `rest`.
pub(super) fn leave_out(
    outline: &mut Outline,
    rest: &[Ranked<'_>],
    source: &Source,
    sink: &mut Sink,
) {
    let within = outline.second.take();
    if let Some(second) = &within {
        let language = language(second);
        let message =
            format!("the captions are in two languages; those in {language} are left out");
        sink.push(
            Diagnostic::new(&LANGUAGE_LEFT_OUT, message)
                .at(Place::file(&*source.name))
                .help(
                    "set `bilingual: paragraphs` for a book in both, or `language` for the other",
                ),
        );
        outline.others.push(language);
    }
    let own = language(outline);
    for other in rest {
        let tag = other.version.language.as_deref().and_then(versions::stated);
        outline.others.extend(tag.filter(|tag| primary(tag) != primary(&own)));
    }
    outline.others.sort_unstable();
    outline.others.dedup_by(|one, other| primary(one) == primary(other));
}

/// Gives a transcript its text in a second language: that in its own file, or the first of `rest` that is
/// in another. It is taken out of `rest`.
pub(super) fn add_second(
    outline: &mut Outline,
    rest: &mut Vec<Ranked<'_>>,
    files: &dyn Files,
    (part, promotion): (Option<usize>, Promotion),
    sink: &mut Sink,
) {
    if outline.second.is_some() {
        return;
    }
    let own = language(outline);
    // Another language first, then another form of Chinese.
    let ranks: [fn(&str, &str) -> bool; 2] = [
        |one, other| primary(one) != primary(other),
        |one, other| is_traditional(one) != is_traditional(other),
    ];
    for differs in ranks {
        for at in 0..rest.len() {
            let tag = rest[at].version.language.as_deref().and_then(versions::stated);
            if tag.as_deref().is_some_and(|tag| !differs(tag, &own)) {
                continue;
            }
            let read = read_version(files, rest[at].version, part, Beside::default(), "", sink);
            let fits = |second: &Outline| {
                let is_draft = second.head.draft.as_ref().is_some_and(|draft| draft.value);
                second.has_text && !is_draft && differs(&language(second), &own)
            };
            let Some((mut second, source)) = read.filter(|(second, _)| fits(second)) else {
                continue;
            };
            describe(&mut second, &source, promotion, sink);
            rest.remove(at);
            second.second = None;
            outline.second = Some(Box::new(second));
            return;
        }
    }
}

/// The language of a transcript.
fn language(outline: &Outline) -> String {
    let stated = outline.head.language.as_ref().map(|stated| stated.value.clone());
    stated.unwrap_or_else(|| outline.census.likely().to_owned())
}

/// A chapter as it was read: cleaned, in one language or in two.
pub(super) struct Text {
    pub source: Source,
    pub manuscript: Manuscript,
    pub second: Option<Other>,
}

/// The second language of a chapter.
pub(super) struct Other {
    pub source: Source,
    pub manuscript: Manuscript,
    /// What corresponds, if times tell.
    stretches: Option<Stretches>,
}

/// Reads a chapter and cleans its text; what is there in its second language stands beside it.
pub fn manuscript(
    book: &Book,
    chapter: &Chapter,
    files: &dyn Files,
    sink: &mut Sink,
) -> Result<Text, Changed> {
    let mut text = read(book, chapter, files, sink)?;
    text.join(sink);
    Ok(text)
}

/// Reads a chapter and cleans its texts.
pub(super) fn read(
    book: &Book,
    chapter: &Chapter,
    files: &dyn Files,
    sink: &mut Sink,
) -> Result<Text, Changed> {
    let treatment = book.treatment_of(chapter);
    let own_source = source(&chapter.text, files)?;
    let own = spoken(&chapter.text, &own_source, files, sink);
    let mut titles = vec![chapter.title.as_str()];
    titles.extend(chapter.other_titles.iter().map(String::as_str));
    let own_text = (&chapter.text, titles.as_slice(), chapter.language.as_str());
    let Some(second) = &chapter.second else {
        let left = own.as_ref().and_then(|spoken| spoken.other.as_ref()).map(omission);
        let prose = own.map(|spoken| prose_of(&spoken.recording, &own_source, sink));
        let mut manuscript = alone(&treatment, own_text, &own_source, prose.as_ref(), files, sink);
        manuscript.left_out.extend(left);
        return Ok(Text { source: own_source, manuscript, second: None });
    };
    let source = source(&second.text, files)?;
    let mut other = spoken(&second.text, &source, files, sink);
    if let Some(other) = &mut other {
        // Pictures stand among the words of the first.
        other.recording.frames.clear();
    }
    let (first_prose, second_prose, stretches) = match (own, other) {
        (Some(one), Some(other)) => {
            let both = aligned((&one, &own_source), (&other, &source), sink);
            (Some(both.0), Some(both.1), Some(both.2))
        }
        (one, other) => (
            one.map(|one| prose_of(&one.recording, &own_source, sink)),
            other.map(|other| prose_of(&other.recording, &source, sink)),
            None,
        ),
    };
    let manuscript = alone(&treatment, own_text, &own_source, first_prose.as_ref(), files, sink);
    let titles: Vec<&str> = second.titles.iter().map(String::as_str).collect();
    let text = (&second.text, titles.as_slice(), second.language.as_str());
    let mut other = alone(&treatment, text, &source, second_prose.as_ref(), files, sink);
    // Those of the first are for both.
    other.blocks.retain(|block| !matches!(block, Block::Station { .. }));
    let second = Other { source, manuscript: other, stretches };
    Ok(Text { source: own_source, manuscript, second: Some(second) })
}

/// Both languages of a talk as prose, with the proof that no character of either was lost.
fn aligned(
    (one, source): (&Spoken, &Source),
    (other, other_source): (&Spoken, &Source),
    sink: &mut Sink,
) -> (Prose, Prose, Stretches) {
    let both = prose::aligned(&one.recording, &other.recording);
    prove(&both.0, source, sink);
    prove(&both.1, other_source, sink);
    both
}

/// The words in a language that the book does not have.
fn omission(other: &Recording) -> Omission {
    let words: Vec<&str> = other.cues.iter().map(|cue| cue.text.trim()).collect();
    Omission {
        what: "language".to_owned(),
        at: other.cues.first().map_or(0, |cue| cue.at),
        text: words.join("\n"),
    }
}

impl Text {
    /// Puts the second language beside the first. Sections that do not correspond are reported.
    pub(super) fn join(&mut self, sink: &mut Sink) {
        let Some(second) = &mut self.second else {
            return;
        };
        let first = std::mem::take(&mut self.manuscript.blocks);
        let other = std::mem::take(&mut second.manuscript.blocks);
        if let Some(stretches) = &second.stretches {
            self.manuscript.blocks = parallel::timed(first, other, stretches);
            return;
        }
        let (blocks, misfits) = parallel::ordered(first, other);
        self.manuscript.blocks = blocks;
        for misfit in misfits {
            let message = format!(
                "a section of {} blocks has {} in {}; it stands there in one language, then in the \
                    other",
                misfit.first, misfit.second, second.source.name
            );
            sink.push(
                Diagnostic::new(&PARAGRAPHS_DIFFER, message)
                    .at(Place::file(&*self.source.name))
                    .help("part the paragraphs of both alike"),
            );
        }
    }
}

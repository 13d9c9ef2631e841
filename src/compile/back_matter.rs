//! What stands behind the chapters: works and recordings, as a style sets them.

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::compile::pipeline;
use crate::model::book::Book;
use crate::model::form::Form;
use crate::render::appendix::{Appendix, Pages};
use crate::render::sources;
use chengshu_references::citation::style::{self, Style, Work};
use chengshu_references::citation::typeset::SetReference;
use chengshu_references::reference::Reference;

/// A book's works as a style sets them: the bibliography in each of the forms.
pub(super) fn appendices(
    book: &Book,
    forms: &[Form],
    style: &Style,
    threads: NonZeroUsize,
) -> Arc<[Appendix]> {
    let works: Vec<Work<'_>> = book
        .works
        .list
        .iter()
        .map(|work| Work { reference: &work.reference, language: None })
        .collect();
    let works: Arc<[_]> = set(style, &works, &book.language, threads).into();
    let pages = match style {
        Style::Gbt(_) => Pages::Raised,
        _ => Pages::Inside,
    };
    forms
        .iter()
        .map(|form| Appendix::new(book, *form, Arc::clone(&works), pages))
        .collect()
}

/// The recording of each chapter that states one as a style sets it, with the chapter's index.
pub(super) fn recordings(
    book: &Book,
    style: &Style,
    threads: NonZeroUsize,
) -> Vec<(usize, SetReference)> {
    let (chapters, recordings): (Vec<usize>, Vec<Reference>) =
        sources::recordings(book).into_iter().unzip();
    let recordings: Vec<Work<'_>> = recordings
        .iter()
        .zip(&chapters)
        .map(|(reference, &chapter)| Work {
            reference,
            // A title is too short to be judged without its talk.
            language: book.chapters.get(chapter).map(|it| it.language.as_str()),
        })
        .collect();
    let set = set(style, &recordings, &book.language, threads);
    chapters.into_iter().zip(set).collect()
}

/// Works that are set by one thread before it looks for others.
const SET_AT_ONCE: usize = 64;

/// Sets works, side by side where the style allows it.
fn set(
    style: &Style,
    works: &[Work<'_>],
    language: &str,
    threads: NonZeroUsize,
) -> Vec<SetReference> {
    let at_once = if style.sets_singly() { SET_AT_ONCE } else { works.len().max(1) };
    let mut all = Vec::with_capacity(works.len());
    let done: Result<(), Infallible> = pipeline::in_order(
        works.chunks(at_once),
        threads,
        |works| style::set(style, works, language),
        |set| {
            all.extend(set);
            Ok(())
        },
    );
    match done {
        Ok(()) => all,
        Err(never) => match never {},
    }
}

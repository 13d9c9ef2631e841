//! The references of a book, for exports.

use crate::model::book::Book;
use chengshu_references::citation::{Listed, Listing};
use chengshu_references::reference::Reference;

/// The references of a book.
pub fn listing(book: &Book) -> Listing<'_> {
    let transcripts = book
        .chapters
        .iter()
        .map(|chapter| Listed {
            file: &chapter.text.file,
            title: &chapter.title,
            intro: &chapter.standfirst,
            references: &chapter.references,
        })
        .collect();
    let works = book.works.list.iter().enumerate().map(|(number, work)| {
        let reference: &Reference = &work.reference;
        let cited = work.citations.first();
        let derived =
            || match cited.and_then(|cited| book.chapters.get(cited.chapter).zip(Some(cited))) {
                Some((chapter, cited)) => format!("{}-{}", chapter.stem, cited.entry + 1),
                None => format!("w-{}", number + 1),
            };
        (
            reference.further.key.clone().unwrap_or_else(derived),
            reference,
        )
    });
    Listing {
        transcripts,
        works: works.collect(),
    }
}

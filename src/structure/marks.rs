//! What a book says of itself in English, with the marks of English (requirement E2).

use crate::english;
use crate::model::book::Book;
use crate::model::treatment::Switch;

/// The family of the rules that set these marks in running text.
const FAMILY: &str = "punctuation";

/// Sets the marks of titles and introductions of all that is in English, unless the rules that do so
/// in running text are off.
pub(super) fn set(book: &mut Book) {
    let treatment = &book.treatment;
    let runs = |rule: &str| treatment.switch(rule, FAMILY) != Some(Switch::Off);
    let set = |text: &mut String| *text = english::set(text, runs, |_, _, _| {});
    let is_english = |language: &str| language.split('-').next() == Some("en");
    if is_english(&book.language) {
        set(&mut book.title);
        let texts = [&mut book.subtitle, &mut book.description];
        texts.into_iter().flatten().for_each(set);
        for part in &mut book.parts {
            set(&mut part.title);
            part.description.iter_mut().for_each(set);
        }
    }
    for chapter in &mut book.chapters {
        if !is_english(&chapter.language) {
            continue;
        }
        // A heading of the text may repeat the title as the transcript has it.
        let title = chapter.title.clone();
        set(&mut chapter.title);
        if title != chapter.title {
            chapter.other_titles.push(title);
        }
        chapter.standfirst.iter_mut().for_each(set);
        chapter.remarks.iter_mut().for_each(set);
    }
}

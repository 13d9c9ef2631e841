//! The book in one form of written Chinese, and whether its transcripts are.

use std::sync::Arc;

use super::diag;
use crate::model::book::Book;
use crate::model::outline::Outline;
use crate::model::treatment::Cited;
use chengshu_epub::publication::Metadata;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_writing::language::{Census, Form, primary};
use chengshu_writing::variant::{Variant, change};

/// Converts all a Chinese book says but its running text, which the rules convert, and the works cited
/// unless the settings ask for it. Addresses and identifiers stay, and what a chapter in another
/// language says.
pub(super) fn convert(book: &mut Book, to: Variant) {
    let mut census = Census::default();
    for chapter in &book.chapters {
        census.add(&chapter.title);
        chapter.standfirst.iter().for_each(|text| census.add(text));
    }
    let usual = census.form().unwrap_or(Form::Simplified);
    let set = |text: &mut String| change(text, usual, to);
    let language = |tag: &mut String| {
        if primary(tag) == "zh" {
            to.tag().clone_into(tag);
        }
    };
    if primary(&book.language) == "zh" {
        language(&mut book.language);
        set(&mut book.title);
        book.ruby.iter_mut().for_each(|ruby| set(&mut ruby.base));
        let texts =
            [&mut book.subtitle, &mut book.publisher, &mut book.rights, &mut book.description];
        texts.into_iter().flatten().for_each(set);
        book.authors.iter_mut().for_each(set);
        book.series.iter_mut().for_each(|(name, _)| set(name));
        for part in &mut book.parts {
            set(&mut part.title);
            part.description.iter_mut().for_each(set);
        }
    }
    for chapter in &mut book.chapters {
        if primary(&chapter.language) != "zh" {
            continue;
        }
        language(&mut chapter.language);
        // A heading of the text repeats the title as the transcript has it.
        let title = chapter.title.clone();
        set(&mut chapter.title);
        chapter.ruby.iter_mut().for_each(|ruby| set(&mut ruby.base));
        if title != chapter.title {
            chapter.other_titles.push(title);
        }
        chapter.series.iter_mut().for_each(set);
        chapter.authors.iter_mut().for_each(set);
        chapter.standfirst.iter_mut().for_each(set);
        chapter.remarks.iter_mut().for_each(set);
        chapter.promotion.iter_mut().for_each(set);
        if book.treatment.cited == Cited::Converted {
            for reference in &mut chapter.references {
                Arc::make_mut(reference).texts_mut().for_each(&set);
            }
        }
    }
}

/// Converts what the metadata have from the settings rather than from the book.
pub(super) fn convert_metadata(metadata: &mut Metadata, to: Variant) {
    let set = |text: &mut String| change(text, Form::Simplified, to);
    let people = metadata.creators.iter_mut().chain(&mut metadata.contributors);
    people.for_each(|person| set(&mut person.name));
    metadata.subjects.iter_mut().for_each(set);
}

/// Reports transcripts in another form of written Chinese than most, and those in both
/// (requirement Z8).
pub(super) fn check(outlines: &[Outline], sink: &mut Sink) {
    let mut all = Census::default();
    for outline in outlines {
        all.merge(&outline.census);
    }
    let Some(usual) = all.form() else { return };
    let name = |form: Form| match form {
        Form::Simplified => "simplified",
        Form::Traditional => "traditional",
    };
    for outline in outlines {
        let message = match outline.census.form() {
            _ if outline.census.is_mixed() => {
                "simplified and traditional characters are mixed".to_owned()
            }
            Some(form) if form != usual => format!(
                "this transcript is in {} characters, the others are in {}",
                name(form),
                name(usual)
            ),
            _ => continue,
        };
        sink.push(
            Diagnostic::new(&diag::MIXED_FORMS, message)
                .at(Place::file(outline.display.as_str()))
                .help(
                    "set `variant` to zh-CN, zh-TW or zh-HK to convert the whole book to one form",
                ),
        );
    }
}

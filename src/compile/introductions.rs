//! The texts that introduce a book and its parts, from index files.

use super::Changed;
use super::pictures::{Images, PictureContext, pack_images};
use super::places::Places;
use super::reading::{body, lost, prose, source};
use crate::model::book::{Book, TextFile};
use crate::model::form::{Form, Pictures};
use crate::normalise::{self, normalise};
use crate::render::chapter as page;
use crate::render::prose::Setting;
use crate::render::recording::Recording;
use chengshu_epub::package::zip::Entry;
use chengshu_epub::publication::{ImageUse, Item};
use chengshu_text::diag::Sink;
use chengshu_text::xml::Element;
use chengshu_writing::labels;

/// The introductory texts of a book, compiled.
#[derive(Default)]
pub(super) struct Introductions {
    /// The book's own, in each of the forms.
    book: Vec<Vec<Element>>,
    /// Those of its parts.
    parts: Vec<Vec<Vec<Element>>>,
    /// Their pictures with their places in the manifest, for forms that show them.
    pub pictures: Vec<(Entry, Item)>,
    /// What use they make of pictures.
    pub images: ImageUse,
}

impl Introductions {
    /// Compiles the texts for pages of some forms.
    pub(super) fn compile(
        book: &Book,
        forms: &[Form],
        places: &Places<'_>,
        picture_context: &PictureContext<'_>,
        sink: &mut Sink,
    ) -> Result<Self, Changed> {
        let mut introductions = Self::default();
        let mut text = |title: &str, file: Option<&TextFile>, stem: &str| {
            let Some(file) = file else {
                return Ok(Vec::new());
            };
            let (texts, images) =
                introduction((book, title), file, stem, forms, places, picture_context, sink)?;
            introductions.images = introductions.images.and(images.used);
            introductions.pictures.extend(images.files);
            Ok(texts)
        };
        let own = text(&book.title, book.introduction.as_ref(), "introduction")?;
        let parts = book.parts.iter().map(|part| {
            let stem = part.page.trim_start_matches("text/").trim_end_matches(".xhtml");
            text(&part.title, part.introduction.as_ref(), stem)
        });
        let parts = parts.collect::<Result<_, _>>()?;
        introductions.book = own;
        introductions.parts = parts;
        Ok(introductions)
    }

    /// The book's own in a form, by the form's index.
    pub(super) fn of_book(&self, form: usize) -> Vec<Element> {
        self.book.get(form).cloned().unwrap_or_default()
    }

    /// A part's in a form, each by its index.
    pub(super) fn of_part(&self, part: usize, form: usize) -> Vec<Element> {
        let texts = self.parts.get(part);
        texts.and_then(|texts| texts.get(form)).cloned().unwrap_or_default()
    }
}

/// Compiles one text for each of the forms; a heading that repeats the title is not printed again. Its pictures are named after `stem`.
fn introduction(
    (book, title): (&Book, &str),
    text: &TextFile,
    stem: &str,
    forms: &[Form],
    places: &Places<'_>,
    picture_context: &PictureContext<'_>,
    sink: &mut Sink,
) -> Result<(Vec<Vec<Element>>, Images), Changed> {
    let files = places.files;
    let source = source(text, files)?;
    let prose = prose(text, &source, files, sink);
    let request = normalise::Request {
        source: &source,
        file: &text.file,
        body: body(text, prose.as_ref()),
        titles: &[title],
        language: &book.language,
        treatment: &book.treatment,
        sections: None,
    };
    let manuscript = normalise(&request, sink);
    let images = if forms.iter().any(|form| form.pictures == Pictures::Shown) {
        let file = (&source, text.file.as_str());
        pack_images((&manuscript.blocks, None), stem, file, files, picture_context, sink)
    } else {
        Images::default()
    };
    let mut texts = Vec::with_capacity(forms.len());
    for (index, form) in forms.iter().enumerate() {
        let setting = Setting {
            source: &source,
            file: &text.file,
            pages: places,
            headings: &manuscript.headings,
            pictures: &images.pictures,
            moments: Recording::default(),
            thumbnail: None,
            code: None,
            language: &book.language,
            labels: labels::of(&book.language),
            form: *form,
            second: None,
        };
        // What is wrong with the text is the same in every form.
        let mut repeated = Sink::default();
        let findings = if index == 0 { &mut *sink } else { &mut repeated };
        let (elements, text_sum) =
            page::introduction(manuscript.blocks.clone(), &setting, findings);
        if !manuscript.ledger.balances() || text_sum != manuscript.ledger.text {
            sink.push(lost(&source.name, manuscript.ledger.text, text_sum));
        }
        texts.push(elements);
    }
    Ok((texts, images))
}

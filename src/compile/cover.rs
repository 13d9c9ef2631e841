//! The cover of a book.

use super::Artwork;
use crate::cover::{self, Design, Fonts, Treatment};
use crate::diag::{Diagnostic, Sink};
use crate::model::book::Book;
use crate::model::cover::{Cover, CoverText, Fitting, Lettering};
use crate::model::form::WritingMode;
use crate::model::settings::BookSettings;

/// What a cover is made from.
pub(super) struct Jacket {
    text: CoverText,
    design: Option<&'static Design>,
    fitting: Fitting,
    lettering: Lettering,
}

impl Jacket {
    pub(super) fn new(
        book: &Book,
        settings: &BookSettings,
        design: Option<&'static Design>,
    ) -> Self {
        let series = book.series.as_ref();
        Self {
            text: CoverText {
                title: book.title.clone(),
                subtitle: book.subtitle.clone(),
                author: (!book.authors.is_empty()).then(|| book.authors.join(" ")),
                series: series.map(|(name, _)| name.clone()),
                number: series.and_then(|(_, number)| number.clone()),
                language: book.language.clone(),
                writing_mode: settings
                    .writing_mode
                    .as_ref()
                    .map_or_else(WritingMode::default, |mode| mode.value),
            },
            design,
            fitting: settings
                .cover_fit
                .as_ref()
                .map_or_else(Fitting::default, |fitting| fitting.value),
            lettering: settings
                .cover_text
                .as_ref()
                .map_or_else(Lettering::default, |lettering| lettering.value),
        }
    }

    /// The cover handed in, or a drawn one if there is none or it cannot be used.
    pub(super) fn make(&self, artwork: Option<&Artwork>, fonts: &Fonts) -> (Option<Cover>, Sink) {
        let mut sink = Sink::default();
        let treatment = Treatment {
            fitting: self.fitting,
            lettering: self.lettering,
            text: &self.text,
        };
        if let Some(artwork) = artwork
            && let Ok(cover) =
                cover::artwork(&artwork.bytes, &artwork.name, &treatment, fonts, &mut sink)
        {
            return (Some(cover), sink);
        }
        match cover::draw(&self.text, self.design, fonts, &mut sink) {
            Ok(cover) => (Some(cover), sink),
            Err(error) => {
                sink.push(Diagnostic::new(&cover::diag::NOT_DRAWN, error.to_string()));
                (None, sink)
            }
        }
    }
}

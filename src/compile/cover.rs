//! The cover of a book.

use super::Artwork;
use super::memo::Memo;
use super::pictures::no_thumbnail;
use crate::model::book::Book;
use crate::model::settings::BookSettings;
use crate::render::words::join_names;
use chengshu_cover as cover;
use chengshu_cover::request::{Cover, CoverText, Fitting, Lettering};
use chengshu_cover::{Design, Fonts, Treatment};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_writing::script::{WritingMode, is_ideographic};

/// What a cover is made from.
pub(super) struct CoverRequest {
    text: CoverText,
    design: Option<&'static Design>,
    fitting: Fitting,
    lettering: Lettering,
}

impl CoverRequest {
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
                author: (!book.authors.is_empty()).then(|| names(&book.authors, &book.language)),
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

    /// The cover as [`Self::make`] makes it, or as it made it for an earlier build with the same
    /// fonts.
    pub(super) fn remembered(
        &self,
        artwork: Option<&Artwork>,
        fonts: &Fonts,
        memo: Memo<'_>,
    ) -> (Option<Cover>, Sink) {
        let Some(state) = fonts.state() else {
            return self.make(artwork, fonts);
        };
        let design = self.design.map(|design| design.name);
        let wishes = (design, self.fitting, self.lettering);
        let mut findings = Sink::default();
        let mut found = None;
        // A cover that something is said of is made again, so that it is said again.
        let kept = memo.call("cover", (&self.text, wishes, artwork, state), || {
            let (cover, said) = self.make(artwork, fonts);
            if said.as_slice().is_empty() {
                return cover;
            }
            (found, findings) = (cover, said);
            None
        });
        (kept.or(found), findings)
    }

    /// The cover handed in, or a drawn one if there is none or it cannot be used.
    pub(super) fn make(&self, artwork: Option<&Artwork>, fonts: &Fonts) -> (Option<Cover>, Sink) {
        let mut sink = Sink::default();
        let treatment =
            Treatment { fitting: self.fitting, lettering: self.lettering, text: &self.text };
        if let Some(artwork) = artwork {
            let mut found = Sink::default();
            let made = cover::artwork(&artwork.bytes, &artwork.name, &treatment, fonts, &mut found);
            let is_wanted = made.is_ok() || !artwork.is_thumbnail;
            if is_wanted {
                sink.append(found);
            } else {
                sink.push(no_thumbnail(&artwork.name, "it is no picture a cover can be made of"));
            }
            if let Ok(cover) = made {
                return (Some(cover), sink);
            }
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

/// Names as covers have them: Chinese ones apart by a space, unless one has a space of its own.
fn names(names: &[String], language: &str) -> String {
    let is_plain = |name: &String| name.chars().all(is_ideographic);
    if names.iter().all(is_plain) { names.join(" ") } else { join_names(names, language) }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_on_covers() {
        let joined = |list: &[&str], language| {
            let list: Vec<String> = list.iter().map(|name| (*name).to_owned()).collect();
            names(&list, language)
        };
        assert_eq!(joined(&["林望潮", "周渡"], "zh-CN"), "林望潮 周渡");
        assert_eq!(joined(&["林望潮", "Ada Bell"], "zh-CN"), "林望潮、Ada Bell");
        assert_eq!(joined(&["Ada Bell", "Brian Tide"], "en"), "Ada Bell, Brian Tide");
    }
}

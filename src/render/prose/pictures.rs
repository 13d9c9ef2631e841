//! Pictures, and what stands in for them.

use super::{Picture, Prose};
use crate::model::form::Pictures;
use crate::render::diag;
use chengshu_text::diag::Diagnostic;
use chengshu_text::xml::{Element, element};

impl Prose<'_> {
    /// A picture that stands alone, with its title as its caption.
    pub(super) fn figure(&mut self, src: &str, alt: String, title: String, at: usize) -> Element {
        let figure = element("figure").child(self.image(src, alt, at));
        if title.trim().is_empty() {
            return figure;
        }
        figure.child(element("figcaption").text(title).furniture())
    }

    pub(super) fn image(&mut self, src: &str, alt: String, at: usize) -> Element {
        let picture = self.setting.pictures.get(src);
        if alt.trim().is_empty() {
            self.sink.push(
                Diagnostic::new(
                    &diag::IMAGE_UNDESCRIBED,
                    format!("the image {src:?} has no alternative text"),
                )
                .at(self.setting.source.place(at))
                .help("write what it shows between the brackets: ![…](…)"),
            );
        }
        if self.setting.form.pictures == Pictures::Described {
            return self.placeholder(self.setting.labels.image, &alt, src);
        }
        match picture {
            Some(Picture::Packed { path, width }) => {
                let alt = if alt.trim().is_empty() { src.to_owned() } else { alt };
                element("img")
                    .attr("src", format!("../{path}"))
                    .attr("alt", alt)
                    .attr_opt("width", width.map(|width| width.to_string()))
            }
            Some(Picture::Missing(reason)) => {
                self.sink.push(
                    Diagnostic::new(
                        &diag::IMAGE_MISSING,
                        format!("the image {src:?} cannot be shown: {reason}"),
                    )
                    .at(self.setting.source.place(at))
                    .help("put a JPEG, PNG, GIF, WebP, BMP or SVG there, or remove the image"),
                );
                self.placeholder(self.setting.labels.missing_image, &alt, src)
            }
            None => self.placeholder(self.setting.labels.missing_image, &alt, src),
        }
    }

    fn placeholder(&self, label: &str, alt: &str, src: &str) -> Element {
        let words = if alt.trim().is_empty() { src } else { alt };
        let (before, within, behind) = self.setting.labels.placeholder;
        element("span")
            .attr("class", "missing")
            .text(format!("{before}{label}{within}{words}{behind}"))
            .furniture()
    }
}

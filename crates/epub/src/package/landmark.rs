//! Places readers jump to, and their names in the two vocabularies and in the book's language.

use crate::publication::{Landmark, Package};
use chengshu_writing::labels::Labels;

/// The first page of each kind, in reading order, with its path.
///
/// A bibliography may fill several pages; a reader who jumps there wants the first (N4).
pub(super) fn landmarks(package: &Package) -> Vec<(Landmark, &str)> {
    let mut found: Vec<(Landmark, &str)> = Vec::new();
    for item in &package.spine {
        if let Some(kind) = item.landmark
            && found.iter().all(|&(seen, _)| seen != kind)
        {
            found.push((kind, &item.path));
        }
    }
    found
}

/// The name in the Structural Semantics Vocabulary 1.1, for `epub:type`.
pub(super) fn epub_type(kind: Landmark) -> &'static str {
    match kind {
        Landmark::Cover => "cover",
        Landmark::TitlePage => "titlepage",
        Landmark::Imprint => "copyright-page",
        Landmark::Contents => "toc",
        Landmark::BodyMatter => "bodymatter",
        Landmark::Bibliography => "bibliography",
        Landmark::Index => "index",
        Landmark::Colophon => "colophon",
    }
}

/// The name in the guide of OPF 2.0.1, section 2.6; Kindle opens a book at `text`.
pub(super) fn guide_type(kind: Landmark) -> &'static str {
    match kind {
        Landmark::Cover => "cover",
        Landmark::TitlePage => "title-page",
        Landmark::Imprint => "copyright-page",
        Landmark::Contents => "toc",
        Landmark::BodyMatter => "text",
        Landmark::Bibliography => "bibliography",
        Landmark::Index => "index",
        Landmark::Colophon => "colophon",
    }
}

/// The name in the book's language.
pub(super) fn label(kind: Landmark, labels: &Labels) -> &'static str {
    match kind {
        Landmark::Cover => labels.cover,
        Landmark::TitlePage => labels.title_page,
        Landmark::Imprint => labels.imprint,
        Landmark::Contents => labels.contents,
        Landmark::BodyMatter => labels.body_matter,
        Landmark::Bibliography => labels.bibliography,
        Landmark::Index => labels.index,
        Landmark::Colophon => labels.colophon,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::sample::sample;
    use crate::publication::SpineItem;

    #[test]
    fn each_kind_is_listed_once_in_reading_order() {
        let mut package = sample();
        package.spine.push(SpineItem {
            path: "text/back2.xhtml".into(),
            landmark: Some(Landmark::Bibliography),
        });
        let found = landmarks(&package);
        assert_eq!(
            found,
            [
                (Landmark::TitlePage, "text/title.xhtml"),
                (Landmark::Contents, "text/contents.xhtml"),
                (Landmark::BodyMatter, "text/c0001.xhtml"),
                (Landmark::Bibliography, "text/back.xhtml"),
            ]
        );
    }
}

//! Places readers jump to: their names in the two vocabularies and in the book's language.

use crate::model::package::{Landmark, Package};

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
        Landmark::Contents => "toc",
        Landmark::BodyMatter => "bodymatter",
        Landmark::Bibliography => "bibliography",
        Landmark::Colophon => "colophon",
    }
}

/// The name in the guide of OPF 2.0.1, section 2.6; Kindle opens a book at `text`.
pub(super) fn guide_type(kind: Landmark) -> &'static str {
    match kind {
        Landmark::Cover => "cover",
        Landmark::TitlePage => "title-page",
        Landmark::Contents => "toc",
        Landmark::BodyMatter => "text",
        Landmark::Bibliography => "bibliography",
        Landmark::Colophon => "colophon",
    }
}

/// The words of the landmarks list in one language.
pub(super) struct Words {
    /// The heading of the list.
    pub heading: &'static str,
    cover: &'static str,
    title_page: &'static str,
    contents: &'static str,
    body_matter: &'static str,
    bibliography: &'static str,
    colophon: &'static str,
}

const SIMPLIFIED: Words = Words {
    heading: "导览",
    cover: "封面",
    title_page: "书名页",
    contents: "目录",
    body_matter: "正文",
    bibliography: "参考资料",
    colophon: "版本说明",
};

const TRADITIONAL: Words = Words {
    heading: "導覽",
    cover: "封面",
    title_page: "書名頁",
    contents: "目錄",
    body_matter: "正文",
    bibliography: "參考資料",
    colophon: "版本說明",
};

const ENGLISH: Words = Words {
    heading: "Landmarks",
    cover: "Cover",
    title_page: "Title page",
    contents: "Contents",
    body_matter: "Start of the text",
    bibliography: "Bibliography",
    colophon: "Colophon",
};

impl Words {
    /// The words of a language tag; English for a language that has none here.
    pub(super) fn of(language: &str) -> &'static Self {
        let mut subtags = language.split('-');
        let primary = subtags.next().unwrap_or_default();
        if !primary.eq_ignore_ascii_case("zh") {
            return &ENGLISH;
        }
        let traditional = subtags.any(|subtag| {
            ["Hant", "TW", "HK", "MO"]
                .iter()
                .any(|one| subtag.eq_ignore_ascii_case(one))
        });
        if traditional {
            &TRADITIONAL
        } else {
            &SIMPLIFIED
        }
    }

    /// The label of a landmark.
    pub(super) fn label(&self, kind: Landmark) -> &'static str {
        match kind {
            Landmark::Cover => self.cover,
            Landmark::TitlePage => self.title_page,
            Landmark::Contents => self.contents,
            Landmark::BodyMatter => self.body_matter,
            Landmark::Bibliography => self.bibliography,
            Landmark::Colophon => self.colophon,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::package::SpineItem;
    use crate::package::sample::sample;

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

    #[test]
    fn labels_follow_the_language_tag() {
        let label = |tag| Words::of(tag).label(Landmark::Contents);
        assert_eq!(label("zh"), "目录");
        assert_eq!(label("zh-CN"), "目录");
        assert_eq!(label("zh-tw"), "目錄");
        assert_eq!(label("zh-Hant"), "目錄");
        assert_eq!(label("en-GB"), "Contents");
        assert_eq!(label(""), "Contents");
    }
}

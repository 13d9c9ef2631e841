//! What each form calls the sorts of works.

use crate::reference::{Detail, Kind, Reference};

/// The names of a sort of work.
#[derive(Debug)]
pub(crate) struct Names {
    pub kind: Kind,
    /// In our own JSON, where every piece of a paper is an `article`.
    pub own: &'static str,
    /// CSL 1.0.2, appendix III.
    pub csl: &'static str,
    /// `BibTeX`'s entry types.
    pub bibtex: &'static str,
    /// `BibTeX`'s field of who brings it out.
    pub bibtex_publisher: &'static str,
    /// RIS's reference types.
    pub ris: &'static str,
    /// Hayagriva's entry types.
    pub hayagriva: &'static str,
}

/// One row: kind, own JSON, CSL, `BibTeX` with its publisher, RIS, Hayagriva.
const fn names(
    kind: Kind,
    own: &'static str,
    csl: &'static str,
    bibtex: (&'static str, &'static str),
    ris: &'static str,
    hayagriva: &'static str,
) -> Names {
    Names { kind, own, csl, bibtex: bibtex.0, bibtex_publisher: bibtex.1, ris, hayagriva }
}

const MISC: (&str, &str) = ("misc", "howpublished");
const ARTICLE: (&str, &str) = ("article", "publisher");

#[rustfmt::skip]
const KINDS: &[Names] = &[
    names(Kind::Book, "book", "book", ("book", "publisher"), "BOOK", "book"),
    names(Kind::Chapter, "book", "chapter", ("incollection", "publisher"), "CHAP", "chapter"),
    names(Kind::Article, "article", "document", ARTICLE, "MGZN", "article"),
    names(Kind::Journal, "article", "article-journal", ARTICLE, "JOUR", "article"),
    names(Kind::Magazine, "article", "article-magazine", ARTICLE, "MGZN", "article"),
    names(Kind::Newspaper, "article", "article-newspaper", ARTICLE, "NEWS", "article"),
    names(Kind::Conference, "article", "paper-conference", ("inproceedings", "publisher"), "CPAPER", "article"),
    names(Kind::Proceedings, "book", "book", ("proceedings", "publisher"), "CONF", "proceedings"),
    names(Kind::Preprint, "article", "article", ("misc", "publisher"), "UNPB", "article"),
    names(Kind::Report, "report", "report", ("techreport", "institution"), "RPRT", "report"),
    names(Kind::Thesis, "thesis", "thesis", ("phdthesis", "school"), "THES", "thesis"),
    names(Kind::Standard, "other", "standard", MISC, "STAND", "misc"),
    names(Kind::Patent, "other", "patent", MISC, "PAT", "patent"),
    names(Kind::Dataset, "other", "dataset", MISC, "DATA", "misc"),
    names(Kind::Software, "other", "software", MISC, "COMP", "misc"),
    names(Kind::Map, "other", "map", MISC, "MAP", "misc"),
    names(Kind::Web, "web", "webpage", MISC, "ELEC", "web"),
    names(Kind::Wiki, "wiki", "entry-encyclopedia", MISC, "ENCYC", "reference"),
    names(Kind::Film, "film", "motion_picture", MISC, "VIDEO", "video"),
    names(Kind::Periodical, "periodical", "periodical", MISC, "SER", "periodical"),
    names(Kind::Legal, "other", "legislation", ("legislation", "publisher"), "STAT", "legislation"),
    names(Kind::Archive, "archive", "collection", MISC, "MANSCPT", "repository"),
    OTHER,
];

const OTHER: Names = names(Kind::Other, "other", "document", MISC, "GEN", "misc");

/// The names of a kind.
pub(crate) fn names_of(kind: Kind) -> &'static Names {
    KINDS.iter().find(|names| names.kind == kind).unwrap_or(&OTHER)
}

/// The type of a work in CSL: what it states itself, or what its kind is called. A piece of which nobody
/// says what it is in is not printed as a preprint, CSL's plain `article`.
pub(crate) fn csl_type(reference: &Reference) -> &str {
    let stated = reference.further.detail(Detail::Type);
    stated.unwrap_or_else(|| match (reference.kind, reference.container_and_publisher().0) {
        (Kind::Article, Some(_)) => "article-journal",
        (Kind::Article, None) if reference.url.is_some() => "webpage",
        (kind, _) => names_of(kind).csl,
    })
}

/// The kind that our tables call so: by its name in small letters.
pub(crate) fn named(name: &str) -> Option<Kind> {
    let mut kinds = KINDS.iter().map(|names| names.kind);
    kinds.find(|kind| format!("{kind:?}").eq_ignore_ascii_case(name))
}

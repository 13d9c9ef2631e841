//! What each format calls the details of a work.

use crate::reference::Detail;

/// The names of a detail: the first is written, all are read.
#[derive(Debug)]
pub(crate) struct Names {
    pub detail: Detail,
    /// CSL 1.0.2, appendix IV, and older names there.
    pub csl: &'static [&'static str],
    /// `BibTeX` and `BibLaTeX`.
    pub bibtex: &'static [&'static str],
    /// RIS.
    pub ris: &'static str,
}

/// One row: detail, CSL, `BibTeX`, RIS.
const fn names(
    detail: Detail,
    csl: &'static [&'static str],
    bibtex: &'static [&'static str],
    ris: &'static str,
) -> Names {
    Names { detail, csl, bibtex, ris }
}

#[rustfmt::skip]
pub(crate) const DETAILS: &[Names] = &[
    names(Detail::Event, &["event-title", "event"], &["eventtitle"], ""),
    names(Detail::EventPlace, &["event-place"], &["venue"], ""),
    names(Detail::Archive, &["archive"], &["archive"], "DB"),
    names(Detail::ArchivePlace, &["archive-place"], &[], ""),
    names(Detail::ArchiveLocation, &["archive_location"], &[], "AN"),
    names(Detail::Authority, &["authority"], &[], ""),
    names(Detail::CallNumber, &["call-number"], &["lccn", "library"], "CN"),
    names(Detail::Version, &["version"], &["version"], ""),
    names(Detail::VolumeTitle, &["volume-title"], &[], ""),
    names(Detail::Series, &["collection-title"], &["series"], "T3"),
    names(Detail::SeriesNumber, &["collection-number"], &[], ""),
    names(Detail::Genre, &["genre"], &["type"], "M3"),
    names(Detail::Medium, &["medium"], &[], ""),
    names(Detail::Scale, &["scale"], &["scale"], ""),
    names(Detail::Dimensions, &["dimensions"], &["dimensions"], ""),
    names(Detail::Section, &["section"], &[], ""),
    names(Detail::Isbn, &["ISBN"], &["isbn"], "SN"),
    names(Detail::Issn, &["ISSN"], &["issn"], "SN"),
    names(Detail::Pmid, &["PMID"], &["pmid"], ""),
    names(Detail::Cstr, &["CSTR"], &["cstr"], ""),
];

/// The detail that CSL calls so.
pub(crate) fn of_csl(name: &str) -> Option<Detail> {
    let is = |row: &&Names| row.csl.iter().any(|known| known.eq_ignore_ascii_case(name));
    DETAILS.iter().find(is).map(|row| row.detail)
}

/// The detail that `BibTeX` calls so.
pub(crate) fn of_bibtex(name: &str) -> Option<Detail> {
    let row = DETAILS.iter().find(|row| row.bibtex.contains(&name));
    row.map(|row| row.detail)
}

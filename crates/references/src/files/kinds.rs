//! What each format calls the sorts of works: the rows of `types.tsv`.

use crate::kinds::named;
use crate::reference::Kind;

/// The types of a format, each with what it means: those of CSL 1.0.2 (appendix III) the nearest sort
/// known here; those of `BibTeX` and `BibLaTeX` (manual 3.19, section 2.1), with those of styles for
/// GB/T 7714, and of Hayagriva (0.8, file format) a type of CSL.
pub(super) fn types(format: &str) -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    let lines = include_str!("types.tsv").lines();
    let rows = lines.filter_map(move |line| line.strip_prefix(format)?.strip_prefix('\t'));
    rows.filter_map(|row| row.split_once('\t'))
}

/// What a type of a format means.
pub(super) fn meaning(format: &str, name: &str) -> Option<&'static str> {
    types(format).find(|(known, _)| *known == name).map(|(_, means)| means)
}

/// The sort a CSL type is.
pub(super) fn of_csl(name: &str) -> Option<Kind> {
    meaning("csl", name).and_then(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_means_something() {
        for (name, kind) in types("csl") {
            assert!(named(kind).is_some(), "{name}");
        }
        for format in ["bibtex", "hayagriva"] {
            assert!(types(format).count() > 30);
            for (name, csl) in types(format) {
                assert!(of_csl(csl).is_some(), "{name}");
            }
        }
    }
}

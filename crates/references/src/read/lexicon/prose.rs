//! The words by which Chinese prose is read: `prose.tsv` has a word a row, and the list it is of, with
//! what it says there. The file that uses a list explains it. The order of a list is that of its rows.

/// The words of a list.
pub(in super::super) fn words(list: &str) -> Vec<&'static str> {
    saying(list, |_| Some(())).into_iter().map(|(word, ())| word).collect()
}

/// The words of a list, each with what it says.
pub(in super::super) fn saying<T>(
    list: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Vec<(&'static str, T)> {
    let rows = super::rows(include_str!("prose.tsv"));
    let said = rows.filter_map(|(word, says)| {
        let (of, says) = says.split_once(':').unwrap_or((says, ""));
        Some((word, read(says).filter(|_| of == list)?))
    });
    said.collect()
}

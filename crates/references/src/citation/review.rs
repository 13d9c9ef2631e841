//! The works whose fields are least sure, as corrections for `book.yaml`.

use std::fmt::Write as _;

use super::csl;
use super::json::{self, Group};
use super::{Listed, Listing};
use crate::reference::Confidence;

/// Writes what was read of the works below [`Confidence::SURE`], worst first, as the `references` of
/// `book.yaml`: each can be pasted there and mended. Above each stands the entry as it was written.
/// Empty when all are sure.
pub fn review(listing: &Listing<'_>) -> String {
    let mut files: Vec<(Confidence, String)> =
        listing.transcripts.iter().filter_map(corrections).collect();
    files.sort_by_key(|(worst, _)| *worst);
    let files: String = files.into_iter().map(|(_, text)| text).collect();
    if files.is_empty() { files } else { format!("references:\n{files}") }
}

/// The corrections of one transcript, and the confidence of the worst.
fn corrections(listed: &Listed<'_>) -> Option<(Confidence, String)> {
    let mut unsure: Vec<_> = listed
        .references
        .iter()
        .enumerate()
        .filter(|(_, work)| work.confidence < Confidence::SURE)
        .collect();
    unsure.sort_by_key(|(_, work)| work.confidence);
    let (_, worst) = unsure.first()?;
    let worst = worst.confidence;
    let mut text = format!("  {}:\n", json::line(&listed.file));
    for (at, work) in unsure {
        let written = work.raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let fields = csl::fields_of(work).into_iter().filter(|(name, _)| *name != "note");
        let fields = json::line(&Group(fields.collect::<Vec<_>>()));
        let (sure, number) = (work.confidence.0, at + 1);
        let _ = write!(text, "    # {sure} %: {written}\n    {number}: {fields}\n");
    }
    Some((worst, text))
}

//! Accessibility metadata, computed from the content (A1): EPUB Accessibility 1.1, section 2,
//! with the values of the Schema.org Accessibility Properties for Discoverability Vocabulary.

use super::statements::Statements;
use crate::publication::{ImageUse, MATHML, Package};
use chengshu_text::media_type::MediaType;

/// The features of every book of this program: the contents and a reading order in its package,
/// headings and ARIA roles in its pages (A4, A5), a style sheet that leaves colours and fonts to
/// the reader (C4, F1), and no copy protection.
const ALWAYS: [&str; 6] = [
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
];

/// The standard and level claimed when all checks behind the claim have passed (A2).
const CONFORMANCE: &str = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA";

/// Writes the accessibility statements of the package.
pub(super) fn state(package: &Package, out: &mut Statements) {
    let images = package.metadata.accessibility.images;
    let (modes, sufficient): (&[&str], &[&str]) = match images {
        ImageUse::None => (&["textual"], &["textual"]),
        ImageUse::Described => (&["textual", "visual"], &["textual", "textual,visual"]),
        ImageUse::Undescribed => (&["textual", "visual"], &["textual,visual"]),
    };
    for mode in modes {
        out.property("schema:accessMode", mode);
    }
    for modes in sufficient {
        out.property("schema:accessModeSufficient", modes);
    }
    if images == ImageUse::Described {
        out.property("schema:accessibilityFeature", "alternativeText");
    }
    for feature in ALWAYS {
        out.property("schema:accessibilityFeature", feature);
    }
    if package.items.iter().any(|item| item.properties == MATHML) {
        out.property("schema:accessibilityFeature", "MathML");
    }
    if let Some(certifier) = &package.metadata.accessibility.certifier {
        // EPUB Accessibility 1.1, section 4.3; the claim needs who makes it.
        out.property_with_id("dcterms:conformsTo", "conformance", CONFORMANCE);
        out.refine("conformance", "a11y:certifiedBy", certifier);
    }
    out.property("schema:accessibilityHazard", hazard(package));
    out.property("schema:accessibilitySummary", &package.metadata.accessibility.summary);
}

/// Text, still images and no sound are harmless; a GIF may flash, and nobody has looked.
fn hazard(package: &Package) -> &'static str {
    let may_move = package.items.iter().any(|item| item.media_type == MediaType::Gif);
    if may_move { "unknown" } else { "none" }
}

//! Target `kindle`: a book that Send to Kindle takes and shows well.

use super::{CoverPage, Limits, Refused, Target, epub, no_statements};

pub(super) const TARGET: Target = Target {
    name: "kindle",
    serves: "Kindle, by Send to Kindle or by mail",
    differs: "no cover page, since Kindle shows the marked image by itself; limits of size",
    ending: ".kindle.epub",
    form: epub::FORM,
    // Requirements I3 and I5: a page of its own shows the cover twice.
    cover_page: CoverPage::None,
    statements: no_statements,
    files: &[],
    // Requirement C1.
    limits: Limits {
        page: 300_000,
        book_large: 25_000_000,
        book_refused: 50_000_000,
    },
    refused: &[
        Refused {
            property: "transform",
            value: |_| true,
            why: "Kindle rejects books with it",
        },
        Refused {
            property: "display",
            value: |value| value == "none",
            why: "Kindle rejects books that hide much of their text",
        },
        Refused {
            property: "position",
            value: |value| matches!(value, "absolute" | "fixed"),
            why: "Kindle does not support it",
        },
    ],
};

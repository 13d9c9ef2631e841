//! Target `epub`: one file for every reading system.

use super::{CoverPage, Limits, Target, no_statements};
use crate::model::form::{Form, Formulas, Pictures, Sheet, Spans};
use crate::model::typeface::RareCharacters;
use chengshu_writing::script::WritingMode;

/// The form most targets share.
pub(super) const FORM: Form = Form {
    page_limit: 240_000,
    pictures: Pictures::Shown,
    formulas: Formulas::Set,
    sheet: Sheet::Full,
    spans: Spans::None,
    writing_mode: WritingMode::Horizontal,
    rare: RareCharacters::Report,
};

pub(super) const TARGET: Target = Target {
    name: "epub",
    serves: "every reading system: Apple Books, KOReader, Boox, 多看, Thorium, Kobo, Kindle",
    differs: "nothing; it is the book itself",
    ending: ".epub",
    form: FORM,
    cover_page: CoverPage::First,
    statements: no_statements,
    files: &[],
    limits: Limits {
        page: 300_000,
        book_large: 100_000_000,
        book_refused: u64::MAX,
    },
    refused: &[],
};

//! Target `lite`: small readers on microcontrollers, such as those with an ESP32.

use super::{CoverPage, Limits, Target, no_statements};
use crate::model::form::{Form, Formulas, Pictures, Sheet, Spans};
use crate::model::typeface::RareCharacters;
use chengshu_writing::script::WritingMode;

pub(super) const TARGET: Target = Target {
    name: "lite",
    serves: "small readers on microcontrollers (ESP32), with some 300 KB of memory",
    differs: "pages of at most 50 KB, no pictures but the cover, the barest style sheet",
    ending: ".lite.epub",
    form: Form {
        // What a page holds besides its text is not known beforehand to the byte.
        page_limit: 44_000,
        pictures: Pictures::Described,
        formulas: Formulas::Written,
        sheet: Sheet::Plain,
        spans: Spans::None,
        writing_mode: WritingMode::Horizontal,
        rare: RareCharacters::Report,
    },
    cover_page: CoverPage::None,
    statements: no_statements,
    files: &[],
    limits: Limits {
        page: 50_000,
        book_large: 20_000_000,
        book_refused: u64::MAX,
    },
    refused: &[],
};

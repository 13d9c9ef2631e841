//! Findings of packing.

use chengshu_text::diag::{Code, Severity};

/// The position in the series has a form neither vocabulary can hold.
pub const SERIES_POSITION: Code = Code {
    id: "CS0701",
    severity: Severity::Warning,
    title: "the position in the series is not a number",
    explanation: "A position in a series is whole numbers joined by dots, such as 3 or 2.5 (EPUB \
        3.3, appendix D.3.7). Reading systems would misread any other form, such as a word or a \
        Roman numeral, so the book names the series but no position. Write the position in digits.",
};

/// All codes of this stage.
pub const CODES: &[&Code] = &[&SERIES_POSITION];

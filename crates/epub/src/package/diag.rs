//! Findings of packing.

use chengshu_text::codes;

codes! {
    SERIES_POSITION: Warning "CS0701", "the position in the series is not a number",
        "A position in a series is whole numbers joined by dots, such as 3 or 2.5 (EPUB 3.3, \
         appendix D.3.7). Reading systems would misread any other form, such as a word or a Roman \
         numeral, so the book names the series but no position. Write the position in digits.";
}

//! What the pages of a book are like: the part of a target that rendering has to know. Targets of
//! one form share their pages.

use crate::model::typeface::RareCharacters;
use chengshu_writing::script::WritingMode;

/// The form of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Form {
    /// A page is closed when it would grow beyond this many bytes (requirement N6).
    pub page_limit: usize,
    /// Whether pictures are shown.
    pub pictures: Pictures,
    /// Whether formulas are set as such.
    pub formulas: Formulas,
    /// The style sheet.
    pub sheet: Sheet,
    /// The spans sentences are wrapped in.
    pub spans: Spans,
    /// How lines run.
    pub writing_mode: WritingMode,
    /// Whether rare characters are marked.
    pub rare: RareCharacters,
}

/// Treatment of pictures, the cover aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pictures {
    /// They are shown.
    Shown,
    /// Their alternative text stands in their place.
    Described,
}

/// Treatment of formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Formulas {
    /// They are `MathML`.
    Set,
    /// Their source stands in their place, as code.
    Written,
}

/// How much of the theme the style sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// All of it.
    Full,
    /// CSS that the simplest reading systems understand.
    Plain,
}

/// Spans the sentences of a page are wrapped in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spans {
    /// Nothing.
    None,
    /// The spans of Kobo's own renderer (requirement C5).
    Kobo,
}

/// Fate of the theme when a book has a style sheet of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SheetUse {
    /// The own sheet comes after it.
    #[default]
    Added,
    /// The own sheet takes its place.
    Instead,
}

//! A formula.

use chengshu_text::xml::{Element, Origin};

/// A formula as it was written, and as it is set. [`crate::markdown::math`] makes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// As written, with the signs around it, in TeX or `MathML`: what is written back.
    pub source: String,
    /// The text by which the proof that no text is lost knows it: the TeX between the signs, or the
    /// characters of `MathML`. All of the source where it is not understood.
    pub words: String,
    /// Whether it is set apart from the line.
    pub is_display: bool,
    /// As `MathML`; none where it is not understood.
    pub tree: Option<Element>,
    /// Where it stands.
    pub at: usize,
}

impl Formula {
    /// Whether its words are in its own tree, rather than TeX that the tree draws.
    pub fn is_written_as_tree(&self) -> bool {
        let tree = self.tree.as_ref();
        tree.is_some_and(|tree| tree.origin == Origin::Source)
    }
}

//! What a rule is. The table of all is in [`super::rules`].

use super::draft::Edit;
use super::line::{LineRule, Writing};
use super::work::Work;
use crate::model::block::Block;

/// A normalisation rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable id, for settings, reports and `explain`.
    pub id: &'static str,
    /// The group it can be switched with.
    pub family: &'static str,
    /// Its effect, in a line.
    pub summary: &'static str,
    /// Why.
    pub reason: &'static str,
    /// Before and after, as Markdown; the tests run each.
    pub examples: &'static [(&'static str, &'static str)],
    /// How it is done.
    pub apply: Apply,
}

/// How a rule works.
#[derive(Debug, Clone, Copy)]
pub enum Apply {
    /// Finds edits in the Markdown text.
    Text(fn(&str) -> Vec<Edit>),
    /// Holds formulas back from the rules after it, and from the parser.
    Formulas,
    /// Finds edits in each line of a book in a writing. Such rules in a row run together, line by
    /// line, until none has anything to do.
    Line(Writing, LineRule),
    /// Changes blocks.
    Blocks(fn(&mut Vec<Block>, &mut Work<'_>)),
    /// Changes blocks by what whole lines and paragraphs look like: runs again where a later rule
    /// changed those.
    Shapes(fn(&mut Vec<Block>, &mut Work<'_>)),
}

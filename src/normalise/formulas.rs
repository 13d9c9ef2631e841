//! Rule `formulas`: formulas in TeX and `MathML`. [`crate::markdown`] finds them and [`crate::markdown::math`] sets
//! them.

use super::diag;
use super::rule::{Apply, Rule};
use crate::model::block::{Block, Inline, visit_inlines};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

pub const RULE: Rule = Rule {
    id: "formulas",
    family: "markup",
    summary: "sets TeX (`$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]`) and `<math>` as formulas",
    reason: "CommonMark reads their signs as emphasis and escapes, and readers would see source text; prices are not formulas.",
    examples: &[],
    apply: Apply::Formulas,
};

/// Reports the formulas that are not understood.
pub fn report(blocks: &[Block], source: &Source, sink: &mut Sink) {
    visit_inlines(blocks, &mut |inline| {
        let Inline::Formula(formula) = inline else {
            return;
        };
        if formula.tree.is_some() {
            return;
        }
        let mut shown: String = formula.source.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((end, _)) = shown.char_indices().nth(SHOWN) {
            shown.truncate(end);
            shown.push('…');
        }
        let message = format!("cannot read this formula, so it stays as it is: {shown}");
        sink.push(
            Diagnostic::new(&diag::FORMULA_UNKNOWN, message)
                .at(source.place(formula.at))
                .help("write it with other commands, or put it between backticks if it is not a formula"),
        );
    });
}

/// So many characters of a formula are shown.
const SHOWN: usize = 60;

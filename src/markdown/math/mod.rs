//! Formulas: TeX and `MathML` as `MathML` that a book may hold.
//!
//! [`formula`] takes a formula as it stands in a text, with the signs around it, and never fails: what
//! is not understood has no tree, and the caller shows its source. TeX is converted by `math-core`,
//! which is not trusted: what it is given is bounded in length and depth (`tex`), and what it
//! returns is read again like the `MathML` of strangers (`tree`).

mod tex;
mod tree;

use std::borrow::Cow;

use crate::model::block::Formula;
use chengshu_text::xml::Origin;

/// The longest formula that is converted, in bytes.
const LONGEST: usize = 20_000;

/// Reads a formula with the signs around it, which stands at `at`.
pub fn formula(source: &str, at: usize) -> Formula {
    let source = source.trim();
    let (words, is_display, tree) = if source.len() > LONGEST {
        (None, true, None)
    } else if let Some((tex, is_display)) = tex::inside(source) {
        let tree = tex::mathml(tex, is_display).and_then(|xml| tree::read(&xml, Origin::Drawn));
        let words = Some(Cow::Borrowed(tex.trim()));
        (words, is_display, tree)
    } else {
        let tree = tree::read(source, Origin::Source);
        let words = tree.as_ref().map(|tree| {
            let mut words = String::new();
            tree.visit_source_text(&mut |text| words.push_str(text));
            Cow::Owned(words)
        });
        let is_display = tree.as_ref().is_some_and(tree::is_display);
        (words, is_display, tree)
    };
    let words = words.filter(|_| tree.is_some());
    let tree = tree.map(|tree| match (tree.origin, &words) {
        (Origin::Drawn, Some(words)) => tree.attr("alttext", words.clone().into_owned()),
        _ => tree,
    });
    Formula {
        words: words.map_or_else(|| source.to_owned(), Cow::into_owned),
        source: source.to_owned(),
        is_display,
        tree,
        at,
    }
}

#[cfg(test)]
mod tests;

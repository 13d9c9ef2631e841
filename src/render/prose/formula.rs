//! Formulas as `MathML`, or as what they were written as.

use super::Prose;
use crate::model::block::Formula;
use crate::model::form::Formulas;
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::language::Direction;

impl Prose<'_> {
    /// A formula of a line. What is not understood is shown as it was written.
    pub(super) fn formula(&self, formula: Formula, out: &mut Vec<Node>) {
        let is_set = self.setting.form.formulas == Formulas::Set;
        let is_tree = formula.is_written_as_tree();
        let code = element("code").attr_opt("dir", self.turned(Direction::LeftToRight));
        let shown = match formula.tree {
            Some(tree) if is_set => tree,
            Some(tree) if is_tree => linear(code, &tree),
            _ if formula.source.contains('\n') => code.attr("class", "formula").text(formula.words),
            _ => code.text(formula.words),
        };
        out.push(Node::Element(shown));
    }
}

/// The characters of a formula one after the other, with signs that tell how they are put together.
fn linear(line: Element, tree: &Element) -> Element {
    enum Step<'a> {
        Read(&'a Node),
        Sign(&'static str),
    }
    let mut steps: Vec<Step<'_>> = tree.children.iter().rev().map(Step::Read).collect();
    let mut out = Vec::new();
    while let Some(step) = steps.pop() {
        match step {
            Step::Sign("") => {}
            Step::Sign(sign) => out.push(Node::Element(element("span").text(sign).furniture())),
            Step::Read(Node::Text(text)) => out.push(Node::Text(text.clone())),
            Step::Read(Node::Element(part)) => {
                let parts = part.children.iter().enumerate();
                steps.push(Step::Sign(sign(&part.name, part.children.len(), part.children.len())));
                for (place, child) in parts.rev() {
                    steps.push(Step::Read(child));
                    steps.push(Step::Sign(sign(&part.name, place, part.children.len())));
                }
            }
        }
    }
    line.nodes(out)
}

/// What stands before a part of an element, of so many, or behind the last, to tell it in a line.
fn sign(name: &str, place: usize, parts: usize) -> &'static str {
    match (name, place) {
        ("mfrac" | "mroot", 0) => "(",
        ("mfrac", 1) => ")/(",
        ("mroot", 1) => ")^(1/",
        ("msqrt", 0) => "√(",
        ("msup" | "mover", 1) => "^(",
        ("msub" | "munder" | "msubsup" | "munderover", 1) => "_(",
        ("msubsup" | "munderover", 2) => ")^(",
        ("mtable", 0) => "[",
        ("mtable", place) if place < parts => "; ",
        ("mtable", _) => "]",
        ("mtr", place) if place > 0 && place < parts => ", ",
        (
            "mfrac" | "mroot" | "msqrt" | "msup" | "mover" | "msub" | "munder" | "msubsup"
            | "munderover",
            place,
        ) if place == parts => ")",
        _ => "",
    }
}

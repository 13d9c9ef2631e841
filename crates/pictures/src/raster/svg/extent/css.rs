//! The cost of finding the rules of a style sheet that hold for an element.

use std::cell::Cell;

use resvg::usvg::roxmltree::Node;
use simplecss::{AttributeOperator, PseudoClass};

use super::MOST_STEPS;

/// How far from an element a selector may look.
const FARTHEST: u32 = 500;

/// Bytes that are gone over to read declarations: at the end of each, all before it.
pub(super) fn reading(css: &str) -> u64 {
    let ends = memchr::memchr3_iter(b';', b'{', b',', css.as_bytes()).count();
    ends as u64 * css.len() as u64
}

/// An element as selectors look at it. Each look costs a step; where none is left there is nothing
/// more to see.
#[derive(Clone, Copy)]
pub(super) struct Selected<'a, 'i> {
    pub node: Node<'a, 'i>,
    pub steps: &'a Cell<u64>,
    /// How far it is from the element the selector was asked about.
    pub distance: u32,
}

impl<'a, 'i> Selected<'a, 'i> {
    fn pay(&self, price: u64) -> Option<()> {
        let left = self.steps.get().saturating_sub(price);
        self.steps.set(left);
        (left > 0).then_some(())
    }

    fn next(&self, node: Option<Node<'a, 'i>>) -> Option<Self> {
        // Selectors are followed by recursion.
        let price = if self.distance > FARTHEST { MOST_STEPS } else { 1 };
        self.pay(price)?;
        Some(Self { node: node?, distance: self.distance + 1, ..*self })
    }
}

impl simplecss::Element for Selected<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.next(self.node.parent_element())
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.next(self.node.prev_sibling_element())
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.pay(1).is_some() && self.node.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        let value = self.node.attribute(name);
        let price = 1 + value.map_or(0, str::len) as u64 / 8;
        self.pay(price).is_some() && value.is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        class == PseudoClass::FirstChild && self.node.prev_sibling_element().is_none()
    }
}

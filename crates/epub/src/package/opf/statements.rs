//! The metadata section as a list of statements, none of them blank (M5).

use crate::package::stated;
use chengshu_text::xml::{Element, element};

/// Statements in writing order. Every method writes nothing when the value is blank.
#[derive(Default)]
pub(super) struct Statements {
    elements: Vec<Element>,
}

impl Statements {
    /// A Dublin Core element.
    pub(super) fn dc(&mut self, name: &str, value: &str) {
        self.push(element(format!("dc:{name}")), value);
    }

    /// A Dublin Core element, when there is a value.
    pub(super) fn dc_opt(&mut self, name: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.dc(name, value);
        }
    }

    /// A Dublin Core element that others refine.
    pub(super) fn dc_with_id(&mut self, name: &str, id: &str, value: &str) {
        let element = element(format!("dc:{name}")).attr("id", id.to_owned());
        self.push(element, value);
    }

    /// A `meta` about the publication.
    pub(super) fn property(&mut self, property: &'static str, value: &str) {
        self.push(element("meta").attr("property", property), value);
    }

    /// A `meta` about the publication that others refine.
    pub(super) fn property_with_id(
        &mut self,
        property: &'static str,
        id: &'static str,
        value: &str,
    ) {
        let element = element("meta").attr("property", property).attr("id", id);
        self.push(element, value);
    }

    /// A `meta` about the element with the given id.
    pub(super) fn refine(&mut self, id: &str, property: &'static str, value: &str) {
        self.push(refinement(id, property), value);
    }

    /// A `meta` about the element with the given id, its value taken from a scheme.
    pub(super) fn refine_with_scheme(
        &mut self,
        id: &str,
        property: &'static str,
        scheme: &'static str,
        value: &str,
    ) {
        self.push(refinement(id, property).attr("scheme", scheme), value);
    }

    /// A `meta` of EPUB 2, which new readers pass over (EPUB 3.3, section 5.9.3).
    pub(super) fn legacy(&mut self, name: &'static str, content: &str) {
        if let Some(content) = stated(content) {
            let meta = element("meta").attr("name", name);
            self.elements.push(meta.attr("content", content.to_owned()));
        }
    }

    /// The statements as elements.
    pub(super) fn into_elements(self) -> Vec<Element> {
        self.elements
    }

    fn push(&mut self, element: Element, value: &str) {
        if let Some(value) = stated(value) {
            self.elements.push(element.text(value.to_owned()));
        }
    }
}

fn refinement(id: &str, property: &'static str) -> Element {
    element("meta").attr("refines", format!("#{id}")).attr("property", property)
}

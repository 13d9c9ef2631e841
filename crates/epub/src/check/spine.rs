//! The spine: the order of reading (EPUB 3.3, 5.7).

use std::collections::HashSet;

use super::diag;
use super::metadata::unknown_property;
use super::publication::{Edition, OPF, Publication, children, is, words};
use chengshu_text::diag::{Quoted, Sink};

/// Properties of the spine without a prefix (EPUB 3.3, D.7).
const PROPERTIES: &[&str] = &["page-spread-left", "page-spread-right"];

const NCX: &str = "application/x-dtbncx+xml";

/// Checks the spine, and the guide that EPUB 2 has beside it.
pub fn check(book: &Publication, sink: &mut Sink) {
    let package = book.package;
    let document = package.document;
    let Some(spine) = package.part("spine") else {
        return;
    };
    if package.spine.is_empty() {
        document.report(spine, &diag::SPINE, "the spine is empty", sink);
    }
    let mut seen = HashSet::new();
    for (node, number) in &package.spine {
        let id = node.attribute("idref").unwrap_or_default().trim();
        let item = number.and_then(|number| Some((number, package.items.get(number)?)));
        let Some((number, item)) = item else {
            let message = format!("no entry of the manifest has the id {}", Quoted(id));
            document.report(*node, &diag::SPINE, message, sink);
            continue;
        };
        if !seen.insert(id) {
            let message = format!("{} is in the spine twice", Quoted(id));
            document.report(*node, &diag::SPINE, message, sink);
        }
        if !package.fallbacks.to_content(number) {
            let message = format!(
                "{} is not a content document and has no fallback",
                Quoted(item.media_type)
            );
            document.report(*node, &diag::FALLBACK, message, sink);
        }
        let linear = node.attribute_node("linear");
        if let Some(linear) = linear.filter(|own| !matches!(own.value(), "yes" | "no")) {
            let message = format!("`linear` is {}, neither yes nor no", Quoted(linear.value()));
            document.report_on(&linear, &diag::SPINE, message, sink);
        }
        let properties = node.attribute_node("properties");
        if let Some(stated) = properties.filter(|_| package.edition == Edition::Three) {
            for name in words(Some(stated.value())) {
                if let Some(message) = unknown_property(package, name, PROPERTIES) {
                    document.report_on(&stated, &diag::PROPERTY, message, sink);
                }
            }
        }
    }
    let linear = |(node, _): &(roxmltree::Node, _)| node.attribute("linear") != Some("no");
    if !package.spine.is_empty() && !package.spine.iter().any(linear) {
        document.report(spine, &diag::SPINE, "nothing in the spine is linear", sink);
    }
    if let Some(direction) = spine.attribute_node("page-progression-direction")
        && !matches!(direction.value(), "ltr" | "rtl" | "default")
    {
        let message = format!("{} is not a page direction", Quoted(direction.value()));
        document.report_on(&direction, &diag::SPINE, message, sink);
    }
    toc(book, spine, sink);
    for reference in package.part("guide").into_iter().flat_map(children) {
        if is(reference, OPF, "reference") && !reference.has_attribute("type") {
            let message = "an entry of the guide has no `type`";
            document.report(reference, &diag::PACKAGE_STRUCTURE, message, sink);
        }
    }
}

fn toc(book: &Publication, spine: roxmltree::Node, sink: &mut Sink) {
    let package = book.package;
    let document = package.document;
    let has_ncx = package.items.iter().any(|item| item.media_type == NCX);
    let message = match spine.attribute("toc") {
        None if has_ncx || package.edition == Edition::Two => "`spine` has no `toc`".into(),
        None => return,
        Some(id) => match package.item(id) {
            None => format!("no entry of the manifest has the id {}", Quoted(id)),
            Some(item) if item.media_type != NCX => format!("{} is not an NCX", Quoted(id)),
            Some(_) => return,
        },
    };
    document.report(spine, &diag::SPINE_TOC, message, sink);
}

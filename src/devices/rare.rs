//! Rare characters in spans, which the style sheet sets in an embedded font.

use std::borrow::Cow;

use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::repertoire::{is_rare, rare_characters};

/// Wraps runs of rare characters.
pub(super) fn mark(element: &mut Element) {
    // Formulas hold elements of their own alone.
    if matches!(&*element.name, "head" | "math") {
        return;
    }
    let mut out = Vec::with_capacity(element.children.len());
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(mut child) => {
                mark(&mut child);
                out.push(Node::Element(child));
            }
            Node::Text(text) if rare_characters(&text).next().is_none() => {
                out.push(Node::Text(text));
            }
            Node::Text(text) => cut(&text, &mut out),
        }
    }
    element.children = out;
}

fn cut(text: &str, out: &mut Vec<Node>) {
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest.find(is_rare).unwrap_or(rest.len());
        let (plain, from) = rest.split_at(start);
        let end = from.find(|c| !is_rare(c)).unwrap_or(from.len());
        let (rare, after) = from.split_at(end);
        if !plain.is_empty() {
            out.push(Node::Text(Cow::Owned(plain.to_owned())));
        }
        if !rare.is_empty() {
            let span = element("span").attr("class", "rare");
            out.push(Node::Element(span.text(rare.to_owned())));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_wrapped_where_they_stand() {
        let mut page = element("html")
            .child(element("head").child(element("title").text("𠮷")))
            .child(element("body").child(element("p").text("土𠮷𰻞面𠮷").text("海")));
        mark(&mut page);
        let mut text = String::new();
        page.write(&mut text);
        let text = text.replace('\n', "");
        assert!(text.contains("<title>𠮷</title>"), "{text}");
        let rare = "<p>土<span class=\"rare\">𠮷𰻞</span>面<span class=\"rare\">𠮷</span>海</p>";
        assert!(text.contains(rare), "{text}");
    }
}

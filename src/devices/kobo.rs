//! Spans around sentences, by which Kobo's own renderer knows a place in a book (requirement
//! C5). Read off kepubify's description of the format.

use std::borrow::Cow;

use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::script::{closes, ends_sentence};

/// Elements that begin a paragraph in the count of spans.
const PARAGRAPHS: &[&str] =
    &["p", "ol", "ul", "table", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "figure"];

/// Elements left as they are.
const LEFT: &[&str] = &["pre", "svg", "math", "ruby"];

/// Wraps the sentences of a page, and its content in the two boxes Kobo sets columns in.
pub(super) fn wrap(root: &mut Element) {
    let Some(Node::Element(body)) = root
        .children
        .iter_mut()
        .find(|node| matches!(node, Node::Element(element) if element.name == "body"))
    else {
        return;
    };
    Spanner::default().children(body);
    let content = std::mem::take(&mut body.children);
    let inner = element("div").attr("id", "book-inner").nodes(content);
    body.children
        .push(Node::Element(element("div").attr("id", "book-columns").child(inner)));
}

/// Counts paragraphs from 1, and spans in each from 1.
#[derive(Default)]
struct Spanner {
    paragraph: usize,
    span: usize,
}

impl Spanner {
    fn element(&mut self, element: &mut Element) {
        if LEFT.contains(&&*element.name) {
            return;
        }
        if PARAGRAPHS.contains(&&*element.name) {
            self.paragraph += 1;
            self.span = 0;
        }
        self.children(element);
    }

    fn children(&mut self, parent: &mut Element) {
        // Text between blocks is white space.
        let mut out = Vec::with_capacity(parent.children.len());
        for node in std::mem::take(&mut parent.children) {
            match node {
                Node::Element(picture) if picture.name == "img" => {
                    out.push(self.span(Node::Element(picture)));
                }
                Node::Element(mut child) => {
                    self.element(&mut child);
                    out.push(Node::Element(child));
                }
                Node::Text(text) if text.trim().is_empty() => out.push(Node::Text(text)),
                Node::Text(text) => {
                    for sentence in sentences(&text) {
                        out.push(self.span(Node::Text(Cow::Owned(sentence.to_owned()))));
                    }
                }
            }
        }
        parent.children = out;
    }

    fn span(&mut self, content: Node) -> Node {
        self.paragraph = self.paragraph.max(1);
        self.span += 1;
        let id = format!("kobo.{}.{}", self.paragraph, self.span);
        let span = element("span").attr("class", "koboSpan").attr("id", id);
        Node::Element(span.nodes([content]))
    }
}

/// Sentences with what closes them and the spaces behind.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        let goes_on = c.is_whitespace() || closes(c) || ends_sentence(c);
        if ended && !goes_on {
            out.push(&text[start..at]);
            start = at;
            ended = false;
        }
        ended |= ends_sentence(c);
    }
    out.push(&text[start..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu_text::xml::{Prolog, document};

    #[test]
    fn sentences_are_wrapped_and_counted() {
        let mut page = element("html").child(
            element("body").child(
                element("section")
                    .child(element("h1").text("灯塔"))
                    .child(
                        element("p")
                            .text("亮了。“真的？！”他")
                            .child(element("em").text("问"))
                            .text("。"),
                    )
                    .child(element("pre").text("a. b.")),
            ),
        );
        wrap(&mut page);
        let text = document(Prolog::Xhtml, &page);
        for span in [
            "<span class=\"koboSpan\" id=\"kobo.1.1\">灯塔</span>",
            "<span class=\"koboSpan\" id=\"kobo.2.1\">亮了。</span>",
            "<span class=\"koboSpan\" id=\"kobo.2.2\">“真的？！”</span>",
            "<em><span class=\"koboSpan\" id=\"kobo.2.4\">问</span></em>",
            "<pre>a. b.</pre>",
            "<div id=\"book-columns\"><div id=\"book-inner\">",
        ] {
            let plain = text.replace('\n', "");
            assert!(plain.contains(span), "{span} in {text}");
        }
    }
}

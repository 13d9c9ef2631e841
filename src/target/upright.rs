//! Numbers of two digits stand upright between vertical lines of Chinese, side by side in the room
//! of one character (clreq, "tate-chu-yoko"; requirement of vertical setting).

use std::borrow::Cow;

use crate::xml::{Element, Node, element};

/// Elements whose text is left lying.
const LEFT: &[&str] = &["pre", "code", "svg", "math", "head"];

/// Puts runs of two digits, and single digits and `!?` pairs are left to the reading system, into
/// spans that the style sheet sets upright. Longer numbers lie, as their digits would be too small.
pub(super) fn combine(element: &mut Element) {
    if LEFT.contains(&&*element.name) {
        return;
    }
    let mut out = Vec::with_capacity(element.children.len());
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(mut child) => {
                combine(&mut child);
                out.push(Node::Element(child));
            }
            Node::Text(text) => cut(text, &mut out),
        }
    }
    element.children = out;
}

fn cut(text: Cow<'static, str>, out: &mut Vec<Node>) {
    let mut start = 0;
    for pair in pairs(&text) {
        if start < pair {
            out.push(Node::Text(Cow::Owned(text[start..pair].to_owned())));
        }
        let digits = text[pair..pair + 2].to_owned();
        out.push(Node::Element(
            element("span").attr("class", "tcy").text(digits),
        ));
        start = pair + 2;
    }
    if start == 0 {
        out.push(Node::Text(text));
    } else if start < text.len() {
        out.push(Node::Text(Cow::Owned(text[start..].to_owned())));
    }
}

/// Where two digits stand by themselves, not part of a Latin word or a longer number.
fn pairs(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let joins = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b'-' | b':' | b'/' | b'%')
        })
    };
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if run == 2 && !joins(at.checked_sub(1)) && !joins(Some(at + 2)) {
            pairs.push(at);
        }
        at += run.max(1);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_by_themselves_are_combined() {
        assert_eq!(pairs("12月3日，1987年24小时，A12，3.14，12:30"), [0, 19]);
        let mut paragraph = element("p").text("第12章");
        combine(&mut paragraph);
        let mut text = String::new();
        paragraph.write(&mut text);
        assert_eq!(text.trim(), "<p>第<span class=\"tcy\">12</span>章</p>");
    }
}

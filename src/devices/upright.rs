//! Numbers of one or two digits stand upright in vertical lines of Chinese, two of them side by side
//! in the room of one character (clreq, "tate-chu-yoko"; requirement of vertical setting).

use std::borrow::Cow;
use std::ops::Range;

use chengshu_text::xml::{Element, Node, element};

/// Elements whose text is left lying.
const LEFT: &[&str] = &["pre", "code", "kbd", "samp", "sub", "sup", "svg", "math", "head"];

/// Puts runs of one or two digits into spans that the style sheet sets upright: reading systems lay
/// single ones too. Longer numbers lie, as their digits would be too small.
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
    for number in numbers(&text) {
        if start < number.start {
            out.push(Node::Text(Cow::Owned(text[start..number.start].to_owned())));
        }
        start = number.end;
        let digits = text[number].to_owned();
        out.push(Node::Element(element("span").attr("class", "tcy").text(digits)));
    }
    if start == 0 {
        out.push(Node::Text(text));
    } else if start < text.len() {
        out.push(Node::Text(Cow::Owned(text[start..].to_owned())));
    }
}

/// Where one or two digits stand by themselves, not part of a Latin word or a longer number.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let joins = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b'-' | b':' | b'/' | b'%')
        })
    };
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if matches!(run, 1 | 2) && !joins(at.checked_sub(1)) && !joins(Some(at + run)) {
            numbers.push(at..at + run);
        }
        at += run.max(1);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_two_digits_by_themselves_stand_upright() {
        let numbers = numbers("12月3日，1987年24小时，A12，3.14，12:30");
        assert_eq!(numbers, [0..2, 5..6, 19..21]);
        let mut paragraph = element("p").text("第12章").child(element("sub").text("2"));
        combine(&mut paragraph);
        let mut text = String::new();
        paragraph.write(&mut text);
        let expected = "<p>第<span class=\"tcy\">12</span>章<sub>2</sub></p>";
        assert_eq!(text.trim(), expected);
    }
}

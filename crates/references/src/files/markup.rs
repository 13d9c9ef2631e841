//! The markup of titles in CSL-JSON: `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals, and spans that
//! only keep their letters as they are.

use crate::reference::Face;
use chengshu_text::source::Span;

const TAGS: &[(&str, &str, Face)] = &[
    ("<i>", "</i>", Face::Italic),
    ("<b>", "</b>", Face::Bold),
    ("<sup>", "</sup>", Face::Superscript),
    ("<sub>", "</sub>", Face::Subscript),
    ("<sc>", "</sc>", Face::SmallCaps),
    ("<span class=\"nocase\">", "</span>", Face::Roman),
    ("<span class=\"nodecor\">", "</span>", Face::Roman),
    ("<span style=\"font-variant:small-caps;\">", "</span>", Face::SmallCaps),
    ("<span style=\"font-variant: small-caps;\">", "</span>", Face::SmallCaps),
];

/// Text without its markup, and which of its bytes look different. A tag without its partner is
/// text.
pub(super) fn read(text: &str) -> (String, Vec<(Span, Face)>) {
    let mut plain = String::with_capacity(text.len());
    let mut faces = Vec::new();
    let mut open: Vec<(usize, &str, Face)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let opening = TAGS
            .iter()
            .find(|(tag, close, _)| rest.starts_with(tag) && rest.contains(close));
        let closing = open.last().filter(|(_, close, _)| rest.starts_with(close));
        if let Some(&(from, close, face)) = closing {
            if face != Face::Roman {
                faces.push((from..plain.len(), face));
            }
            open.pop();
            rest = &rest[close.len()..];
        } else if let Some((tag, close, face)) = opening {
            open.push((plain.len(), close, *face));
            rest = &rest[tag.len()..];
        } else {
            plain.push('<');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    (plain, faces)
}

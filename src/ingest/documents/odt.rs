//! Documents of `LibreOffice`: the paragraphs of `content.xml` (OASIS `OpenDocument` 1.3, part 3, section 5).

use super::{Paragraph, opened, unpacked};
use crate::ingest::speech::tags::{Kind, Pieces};

/// The most spaces one element stands for.
const MOST_SPACES: usize = 256;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Vec<Paragraph>, String> {
    Ok(paragraphs(&unpacked(&opened(bytes)?, "content.xml")?))
}

fn paragraphs(content: &str) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut open: Option<Paragraph> = None;
    let mut lists = 0usize;
    // An element whose content is no text of the document.
    let mut skipped: Option<String> = None;
    for piece in Pieces::of(content) {
        match piece.kind {
            Kind::Close(name) if skipped.as_deref() == Some(&name) => skipped = None,
            _ if skipped.is_some() => {}
            Kind::Open(tag) => match (tag.name.as_str(), &mut open) {
                ("tracked-changes" | "annotation" | "forms", _) if !tag.is_empty => {
                    skipped = Some(tag.name);
                }
                ("list", _) if !tag.is_empty => lists += 1,
                ("h" | "p", _) if !tag.is_empty => {
                    out.extend(open.take());
                    let stated = tag.attribute("outline-level").and_then(|text| text.parse().ok());
                    let is_title = tag.attribute("style-name").is_some_and(|name| name == "Title");
                    let level = if tag.name == "h" { stated.or(Some(1)) } else { None };
                    open = Some(Paragraph {
                        level: level.or(is_title.then_some(1)),
                        is_item: lists > 0,
                        text: String::new(),
                    });
                }
                ("tab", Some(open)) => open.text.push('\t'),
                ("line-break", Some(open)) => open.text.push('\n'),
                ("s", Some(open)) => {
                    let count = tag.attribute("c").and_then(|text| text.parse().ok()).unwrap_or(1);
                    open.text.push_str(&" ".repeat(count.min(MOST_SPACES)));
                }
                _ => {}
            },
            Kind::Close(name) => match name.as_str() {
                "h" | "p" => out.extend(open.take()),
                "list" => lists = lists.saturating_sub(1),
                _ => {}
            },
            Kind::Text(text) => {
                if let Some(open) = &mut open {
                    open.text.push_str(&text.replace(['\n', '\r', '\t'], " "));
                }
            }
        }
    }
    out.extend(open);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> Vec<(usize, bool, String)> {
        let content = format!("<office:text>{body}</office:text>");
        let paragraphs = paragraphs(&content).into_iter();
        paragraphs.map(|one| (one.level.unwrap_or(0), one.is_item, one.text)).collect()
    }

    #[test]
    fn paragraphs_have_their_text_and_level() {
        let body = "<text:h text:outline-level=\"2\">港口</text:h>\n<text:p>灯<text:s text:c=\"2\"/>\
            <text:span>塔</text:span><text:line-break/>亮</text:p><text:list><text:list-item><text:p>雾\
            </text:p></text:list-item></text:list>";
        assert_eq!(
            shown(body),
            [
                (2, false, "港口".to_owned()),
                (0, false, "灯  塔\n亮".to_owned()),
                (0, true, "雾".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_damaged_is_read_as_far_as_it_goes() {
        assert_eq!(
            shown("<text:p>甲<text:p>乙<text:s text:c=\"x\"/></text:list><text:p>丙 <"),
            ["甲", "乙 ", "丙 <"].map(|text| (0, false, text.to_owned()))
        );
        assert!(read(b"no archive").is_err());
    }
}

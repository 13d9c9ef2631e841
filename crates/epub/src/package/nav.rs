//! The navigation document (EPUB 3.3, section 7).

use super::landmark::{epub_type, label, landmarks};
use super::{entries, room, stated};
use crate::publication::{NavPoint, Package};
use chengshu_text::xml::{Document, Element, Prolog, element};
use chengshu_writing::labels::{self, Labels};
use chengshu_writing::language::Direction;

/// The navigation document as text: the table of contents, nested as the book is (N5), and a flat list
/// of landmarks (N4), which is left out when the spine has none.
///
/// The page is not part of the spine, so none of its lists is hidden, and it may not be a
/// landmark itself (`EPUBCheck` RSC-011 for links out of the spine).
pub fn navigation(package: &Package) -> String {
    let language = package.metadata.language.clone();
    let labels = labels::of(&language);
    let title = stated(&package.contents_title).unwrap_or(labels.contents).to_owned();
    let root = element("html")
        .attr("xmlns", "http://www.w3.org/1999/xhtml")
        .attr("xmlns:epub", "http://www.idpf.org/2007/ops")
        .attr("lang", language.clone())
        .attr_opt("dir", Direction::of(&language).stated())
        .attr("xml:lang", language)
        .child(element("head").child(element("title").text(title.clone())));
    let entries = entries(package);
    let mut document = Document::with_room(Prolog::Xhtml, 4096 + room(&entries, 45));
    document.open(root);
    document.open(element("body"));
    document.open(list("toc", "h1", title).attr("role", "doc-toc"));
    nested(&entries, &mut document);
    document.close();
    document.add_all(landmark_list(package, labels));
    document.finish()
}

/// A `nav` of the given type, named by its heading so that screen readers can tell the two
/// apart.
fn list(kind: &'static str, heading: &'static str, title: String) -> Element {
    let id = format!("{kind}-title");
    element("nav")
        .attr("epub:type", kind)
        .attr("id", kind)
        .attr("aria-labelledby", id.clone())
        .child(element(heading).attr("id", id).text(title))
}

fn nested(points: &[NavPoint], document: &mut Document) {
    document.open(element("ol"));
    for point in points {
        let link = element("a").attr("href", point.href.to_string());
        document.open(element("li").child(link.text(point.label.to_string())));
        if !point.children.is_empty() {
            nested(&point.children, document);
        }
        document.close();
    }
    document.close();
}

fn landmark_list(package: &Package, labels: &Labels) -> Option<Element> {
    let found = landmarks(package);
    if found.is_empty() {
        return None;
    }
    let entries = found.into_iter().map(|(kind, path)| {
        element("li").child(
            element("a")
                .attr("epub:type", epub_type(kind))
                .attr("href", path.to_owned())
                .text(label(kind, labels)),
        )
    });
    Some(
        list("landmarks", "h2", labels.landmarks.to_owned()).child(element("ol").children(entries)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::sample::sample;

    #[test]
    fn parts_chapters_and_sections_nest() {
        let golden = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-CN" xml:lang="zh-CN">
<head>
<title>目录</title>
</head>
<body>
<nav epub:type="toc" id="toc" aria-labelledby="toc-title" role="doc-toc">
<h1 id="toc-title">目录</h1>
<ol>
<li><a href="text/p1.xhtml">第一编 河</a><ol>
<li><a href="text/c0001.xhtml">一、源头 &amp; 支流</a><ol>
<li><a href="text/c0001.xhtml#s1">冰川</a></li>
</ol>
</li>
</ol>
</li>
<li><a href="text/back.xhtml">参考文献</a></li>
</ol>
</nav>
<nav epub:type="landmarks" id="landmarks" aria-labelledby="landmarks-title">
<h2 id="landmarks-title">导览</h2>
<ol>
<li><a epub:type="titlepage" href="text/title.xhtml">书名页</a></li>
<li><a epub:type="toc" href="text/contents.xhtml">目录</a></li>
<li><a epub:type="bodymatter" href="text/c0001.xhtml">正文</a></li>
<li><a epub:type="bibliography" href="text/back.xhtml">参考资料</a></li>
</ol>
</nav>
</body>
</html>
"#;
        assert_eq!(navigation(&sample()), golden);
    }

    #[test]
    fn a_book_without_entries_lists_its_title() {
        let mut package = sample();
        package.contents.clear();
        package.contents_title = " ".into();
        for item in &mut package.spine {
            item.landmark = None;
        }
        let text = navigation(&package);
        assert!(text.contains(
            "<ol>\n<li><a href=\"text/title.xhtml\">大河 &amp; \"小\"溪 &lt;上&gt;</a></li>\n</ol>"
        ));
        assert!(text.contains("<h1 id=\"toc-title\">目录</h1>"));
        assert!(!text.contains("landmarks"));
    }
}

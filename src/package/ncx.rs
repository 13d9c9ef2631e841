//! The NCX (ANSI/NISO Z39.86—2005, section 8, as OPF 2.0.1 section 2.4.1 narrows it), for
//! reading systems older than EPUB 3.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{entries, room, stated};
use crate::model::package::{NavPoint, Package};
use crate::xml::{Document, Prolog, element};

/// The NCX as a document: the entries of the navigation document, nested alike (N2, N5), with the
/// book's identifier as `dtb:uid` (M2) and its true depth.
pub fn ncx(package: &Package) -> String {
    let metadata = &package.metadata;
    let entries = entries(package);
    let meta = |name: &'static str, content: String| {
        element("meta").attr("name", name).attr("content", content)
    };
    let label = |text: &str| element("text").text(text.to_owned());
    let root = element("ncx")
        .attr("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .attr("version", "2005-1")
        .attr("xml:lang", metadata.language.clone())
        .child(
            element("head")
                .child(meta("dtb:uid", metadata.identifier.trim().to_owned()))
                .child(meta("dtb:depth", depth(&entries).to_string()))
                .child(meta("dtb:totalPageCount", "0".to_owned()))
                .child(meta("dtb:maxPageNumber", "0".to_owned())),
        )
        .child(element("docTitle").child(label(metadata.title.trim())))
        .children(
            metadata
                .creators
                .iter()
                .filter_map(|creator| stated(&creator.name))
                .map(|name| element("docAuthor").child(label(name))),
        );
    let mut document = Document::with_room(Prolog::Xml, 4096 + room(&entries, 160));
    document.open(root);
    document.open(element("navMap"));
    Numbers::default().write(&entries, &mut document);
    document.finish()
}

/// How many levels of entries there are.
fn depth(points: &[NavPoint]) -> usize {
    points
        .iter()
        .map(|point| 1 + depth(&point.children))
        .max()
        .unwrap_or(0)
}

/// Hands out ids and positions in document order.
#[derive(Default)]
struct Numbers<'a> {
    points: usize,
    /// The position of each target. `EPUBCheck` 4.2.6 wants the positions to be 1, 2, … without a
    /// gap, equal for equal targets and different for different ones.
    positions: HashMap<&'a str, usize>,
}

impl<'a> Numbers<'a> {
    fn write(&mut self, points: &'a [NavPoint], document: &mut Document) {
        for point in points {
            document.open(
                element("navPoint")
                    .attr("id", self.id())
                    .attr("playOrder", self.position(&point.href).to_string())
                    .child(element("navLabel").child(element("text").text(point.label.clone())))
                    .child(element("content").attr("src", point.href.clone())),
            );
            self.write(&point.children, document);
            document.close();
        }
    }

    fn id(&mut self) -> String {
        self.points += 1;
        format!("navpoint-{}", self.points)
    }

    fn position(&mut self, href: &'a str) -> usize {
        let next = self.positions.len() + 1;
        match self.positions.entry(href) {
            Entry::Occupied(seen) => *seen.get(),
            Entry::Vacant(new) => *new.insert(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::sample::sample;

    #[test]
    fn the_ncx_nests_like_the_book() {
        let golden = r#"<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="zh-CN">
<head>
<meta name="dtb:uid" content="urn:uuid:12345678-1234-5678-9234-567812345678"/>
<meta name="dtb:depth" content="3"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>大河 &amp; "小"溪 &lt;上&gt;</text></docTitle>
<docAuthor><text>甲乙</text></docAuthor>
<docAuthor><text>Ann O'Neil</text></docAuthor>
<navMap>
<navPoint id="navpoint-1" playOrder="1">
<navLabel><text>第一编 河</text></navLabel>
<content src="text/p1.xhtml"/>
<navPoint id="navpoint-2" playOrder="2">
<navLabel><text>一、源头 &amp; 支流</text></navLabel>
<content src="text/c0001.xhtml"/>
<navPoint id="navpoint-3" playOrder="3">
<navLabel><text>冰川</text></navLabel>
<content src="text/c0001.xhtml#s1"/>
</navPoint>
</navPoint>
</navPoint>
<navPoint id="navpoint-4" playOrder="4">
<navLabel><text>参考文献</text></navLabel>
<content src="text/back.xhtml"/>
</navPoint>
</navMap>
</ncx>
"#;
        assert_eq!(ncx(&sample()), golden);
    }

    #[test]
    fn equal_targets_share_a_position_and_leave_no_gap() {
        let mut package = sample();
        let point = |href: &str| NavPoint {
            label: "乙".into(),
            href: href.into(),
            children: Vec::new(),
        };
        package.contents = vec![point("a"), point("b"), point("a"), point("c")];
        let text = ncx(&package);
        let positions: Vec<&str> = text
            .split("playOrder=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(positions, ["1", "2", "1", "3"]);
        assert!(text.contains("dtb:depth\" content=\"1\""));
    }
}

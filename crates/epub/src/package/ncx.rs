//! The NCX (ANSI/NISO Z39.86—2005, section 8, as OPF 2.0.1 section 2.4.1 narrows it), for
//! reading systems older than EPUB 3.

use super::{entries, room, stated};
use crate::publication::{NavPoint, Package};
use chengshu_text::xml::{Document, Prolog, element};

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
    let mut numbered = Entries { written: 0, positions: positions(&entries) };
    let mut document = Document::with_room(Prolog::Xml, 4096 + room(&entries, 160));
    document.open(root);
    document.open(element("navMap"));
    numbered.write(&entries, &mut document);
    document.finish()
}

/// How many levels of entries there are.
fn depth(points: &[NavPoint]) -> usize {
    points.iter().map(|point| 1 + depth(&point.children)).max().unwrap_or(0)
}

/// The position of each entry in document order. `EPUBCheck` 4.2.6 wants the positions to be 1, 2, …
/// without a gap, equal for equal targets and different for different ones.
///
/// Sorted, as a table of all targets of a large book would take three times the room.
fn positions(points: &[NavPoint]) -> Vec<usize> {
    let mut targets = Vec::new();
    collect(points, &mut targets);
    let mut order: Vec<usize> = (0..targets.len()).collect();
    order.sort_unstable_by_key(|&at| (targets[at], at));
    // Each entry has the first that leads to its target, then the number of that.
    let mut positions = vec![0; targets.len()];
    for same in order.chunk_by(|a, b| targets[*a] == targets[*b]) {
        for &at in same {
            positions[at] = same[0];
        }
    }
    let mut known = 0;
    for at in 0..positions.len() {
        let first = positions[at];
        positions[at] = if first == at {
            known += 1;
            known
        } else {
            positions[first]
        };
    }
    positions
}

/// Where the entries lead, in document order.
fn collect<'a>(points: &'a [NavPoint], targets: &mut Vec<&'a str>) {
    for point in points {
        targets.push(&point.href);
        collect(&point.children, targets);
    }
}

/// Numbers entries in document order as they are written.
struct Entries {
    /// How many are written.
    written: usize,
    /// The position of each.
    positions: Vec<usize>,
}

impl Entries {
    fn write(&mut self, points: &[NavPoint], document: &mut Document) {
        for point in points {
            let position = self.positions[self.written];
            self.written += 1;
            document.open(
                element("navPoint")
                    .attr("id", format!("navpoint-{}", self.written))
                    .attr("playOrder", position.to_string())
                    .child(element("navLabel").child(element("text").text(point.label.to_string())))
                    .child(element("content").attr("src", point.href.to_string())),
            );
            self.write(&point.children, document);
            document.close();
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
        let point =
            |href: &str| NavPoint { label: "乙".into(), href: href.into(), children: Vec::new() };
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

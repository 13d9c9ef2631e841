//! Data within a sheet: what may stand there.

use data_url::DataUrl;
use roxmltree::{Document, Node};

use super::{Item, items};

/// Types readers must be able to show (EPUB 3.3, 3.2).
const PICTURES: &[&str] = &["gif", "jpeg", "png", "webp"];

/// Fonts have had many names (EPUB 3.3, 3.2, exempts them all).
const FONTS: &[&str] = &[
    "font-sfnt", "font-woff", "font-woff2", "octet-stream", "vnd.ms-fontobject", "vnd.ms-opentype",
    "x-font-opentype", "x-font-otf", "x-font-truetype", "x-font-ttf", "x-font-woff",
];

/// True if an address is a picture or font that asks for nothing itself.
pub(super) fn is_harmless(address: &str) -> bool {
    let Ok(data) = DataUrl::process(address) else {
        return false;
    };
    let kind = data.mime_type();
    match (kind.type_.as_str(), kind.subtype.as_str()) {
        ("image", "svg+xml") => data
            .decode_to_vec()
            .is_ok_and(|(svg, _)| std::str::from_utf8(&svg).is_ok_and(is_still)),
        ("image", kind) => PICTURES.contains(&kind),
        ("font", _) => true,
        ("application", kind) => FONTS.contains(&kind),
        _ => false,
    }
}

/// True if an SVG draws itself alone: no script, no other document, no address but of its own
/// parts and of pictures within it.
fn is_still(svg: &str) -> bool {
    // Without a document type there are no entities.
    let Ok(document) = Document::parse(svg) else {
        return false;
    };
    document.descendants().all(|node| !node.is_pi() && stands_still(node))
}

fn stands_still(node: Node) -> bool {
    let name = node.tag_name().name();
    if matches!(name, "script" | "foreignObject" | "handler" | "iframe") {
        return false;
    }
    if name == "style" && node.children().any(|text| !keeps_inside(text.text())) {
        return false;
    }
    node.attributes().all(|attribute| match attribute.name() {
        "href" | "src" => attribute.value().starts_with('#') || is_picture(attribute.value()),
        "base" => false,
        "attributeName" => !attribute.value().ends_with("href"),
        name if name.starts_with("on") => false,
        _ => keeps_inside(Some(&format!("a{{b:{}}}", attribute.value()))),
    })
}

/// True if an address is a picture that is no drawing, so that nothing is drawn in drawings
/// without end.
fn is_picture(address: &str) -> bool {
    DataUrl::process(address).is_ok_and(|data| {
        let kind = data.mime_type();
        kind.type_ == "image" && PICTURES.contains(&kind.subtype.as_str())
    })
}

/// True if no address of a style leads out of the document it stands in.
fn keeps_inside(style: Option<&str>) -> bool {
    items(style.unwrap_or_default()).all(|item| match item {
        Item::Address(address) => address.url.is_some_and(|url| url.starts_with('#')),
        Item::Script(_) => false,
        _ => true,
    })
}

//! SVG covers: drawn from their own file alone.

use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use image::ImageDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree};

use super::sniff::{Format, sniff};
use super::{LARGEST, MOST_PIXELS};
use crate::cover::raster::{encode_drawing, rasterise};
use crate::cover::{CoverError, Fonts, diag, missing_findings};
use crate::diag::{Diagnostic, Place, Sink};
use crate::model::cover::Cover;

/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";

/// SVG beyond this many bytes is not opened.
const MOST_SVG: usize = 20_000_000;

/// Draws an SVG as large as a cover may be.
pub(super) fn draw(
    bytes: &[u8],
    name: &str,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<Cover, CoverError> {
    if bytes.len() > MOST_SVG {
        return Err(CoverError::TooLarge);
    }
    // What an entity expands to is not bounded; no drawing needs one.
    if memchr::memmem::find(bytes, b"<!ENTITY").is_some() {
        return Err(CoverError::Unreadable);
    }
    let source = std::str::from_utf8(bytes).map_err(|_| CoverError::Unreadable)?;
    let parsing = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(source, parsing).map_err(|_| CoverError::Unreadable)?;
    let outside: Arc<Mutex<Vec<String>>> = Arc::default();
    let tree = {
        let seen = Arc::clone(&outside);
        let mut options = Options {
            fontdb: Arc::clone(fonts.database()),
            ..Options::default()
        };
        // A family the machine does not have becomes one it has, rather than nothing.
        "serif".clone_into(&mut options.font_family);
        options.image_href_resolver = ImageHrefResolver {
            resolve_data: Box::new(embedded),
            resolve_string: Box::new(move |href, _| {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.push(href.chars().take(80).collect());
                None
            }),
        };
        Tree::from_xmltree(&document, &options).map_err(|_| CoverError::Unreadable)?
    };
    let outside = outside.lock().unwrap_or_else(PoisonError::into_inner);
    for href in outside.iter() {
        let message = format!("the SVG cover refers to {href}, which was left out");
        sink.push(
            Diagnostic::new(&diag::EXTERNAL_REFERENCE, message)
                .at(Place::file(name))
                .help("embed the picture in the SVG, or hand in JPEG or PNG"),
        );
    }
    let text = text_of(&document);
    let missing = text.chars().filter(|c| !fonts.has(*c)).collect();
    for finding in missing_findings("text of the SVG", &text, &missing) {
        sink.push(finding.at(Place::file(name)));
    }
    let (width, height) = fitting(tree.size().width(), tree.size().height());
    encode_drawing(&rasterise(&tree, width, height)?)
}

/// The largest size in pixels with the given proportions that a cover may have.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn fitting(width: f32, height: f32) -> (u32, u32) {
    let (most_wide, most_high) = (LARGEST.0 as f32, LARGEST.1 as f32);
    let scale = (most_wide / width).min(most_high / height);
    // `as` saturates; what comes out is within the largest size either way.
    let fit = |length: f32, most: u32| ((length * scale).round() as u32).clamp(1, most);
    (fit(width, LARGEST.0), fit(height, LARGEST.1))
}

/// A picture embedded in an SVG, if it is of bearable size. SVG within SVG is left out: it could
/// refer to the outside again.
#[allow(clippy::needless_pass_by_value, reason = "the type of usvg's resolver")]
fn embedded(_: &str, data: Arc<Vec<u8>>, _: &Options<'_>) -> Option<ImageKind> {
    let bearable = |decoder: &dyn ImageDecoder| {
        let (width, height) = decoder.dimensions();
        u64::from(width) * u64::from(height) <= MOST_PIXELS
    };
    match sniff(&data) {
        Format::Jpeg => {
            let decoder = JpegDecoder::new(Cursor::new(data.as_slice())).ok()?;
            bearable(&decoder).then(|| ImageKind::JPEG(Arc::clone(&data)))
        }
        Format::Png => {
            let decoder = PngDecoder::new(Cursor::new(data.as_slice())).ok()?;
            bearable(&decoder).then(|| ImageKind::PNG(Arc::clone(&data)))
        }
        Format::Svg | Format::Other(_) => None,
    }
}

/// All text of an SVG, also what the tree to draw leaves out because no font has it.
fn text_of(document: &Document<'_>) -> String {
    document
        .descendants()
        .filter(|node| node.has_tag_name((SVG, "text")))
        .flat_map(|node| node.descendants())
        .filter(resvg::usvg::roxmltree::Node::is_text)
        .filter_map(|node| node.text())
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect()
}

//! SVG: drawn from its own file alone.
//!
//! Scripts, handlers and foreign content have no meaning to the renderer, files and addresses are
//! not fetched, and entities are refused, so that what comes out is a picture and nothing else.

use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree};

use image::{Rgba, RgbaImage};

use super::alone;
use super::{Format, MOST_PIXELS, Unfit, inspect, sniff};

mod extent;
mod price;

/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of its references, before SVG 2.
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// SVG beyond this many bytes is not opened.
const MOST_SVG: usize = 20_000_000;

/// An SVG that was read.
#[derive(Debug)]
pub struct Drawing {
    tree: Tree,
    /// References to anything outside itself, which are not drawn.
    pub outside: Vec<String>,
    /// All its text without white space, also what cannot be drawn because no font has it.
    pub text: String,
}

/// True if an SVG has text, so that fonts are needed to draw it. It may say so of one that has
/// none.
pub fn has_text(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"text").is_some()
}

/// Reads an SVG. `fonts` are those its text may be set in. [`Unfit::Excess`] for one that repeats
/// its parts until it would take the time or the memory of the machine.
pub fn read(bytes: &[u8], fonts: &Arc<Database>) -> Result<Drawing, Unfit> {
    alone(|| parse(bytes, fonts))
}

fn parse(bytes: &[u8], fonts: &Arc<Database>) -> Result<Drawing, Unfit> {
    if bytes.len() > MOST_SVG {
        return Err(Unfit::Excess("has more than 20 MB"));
    }
    // What an entity expands to is not bounded; no drawing needs one.
    if memchr::memmem::find(bytes, b"<!ENTITY").is_some() {
        return Err(Unfit::Broken);
    }
    let source = std::str::from_utf8(bytes).map_err(|_| Unfit::Broken)?;
    extent::check_source(source)?;
    let parsing = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(source, parsing).map_err(|_| Unfit::Broken)?;
    extent::check(&document)?;
    let outside: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&outside);
    let mut options = Options { fontdb: Arc::clone(fonts), ..Options::default() };
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
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| Unfit::Broken)?;
    let mut outside = outside.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(Drawing { tree, outside: std::mem::take(&mut outside), text: text_of(&document) })
}

impl Drawing {
    /// Width and height as stated, in CSS pixels.
    pub fn size(&self) -> (f32, f32) {
        (self.tree.size().width(), self.tree.size().height())
    }

    /// The largest size in pixels with its proportions within a room.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    pub fn fitting(&self, room: (u32, u32)) -> (u32, u32) {
        let (width, height) = self.size();
        let scale = (room.0 as f32 / width).min(room.1 as f32 / height);
        // `as` saturates; what comes out is within the room either way.
        let fit = |length: f32, most: u32| ((length * scale).round() as u32).clamp(1, most);
        (fit(width, room.0), fit(height, room.1))
    }

    /// Draws it on nothing, in a size in pixels. [`Unfit::Excess`] if that would take more time or
    /// memory than any drawing is worth.
    pub fn draw(&self, size: (u32, u32)) -> Result<RgbaImage, Unfit> {
        alone(|| self.paint(size))
    }

    fn paint(&self, (width, height): (u32, u32)) -> Result<RgbaImage, Unfit> {
        price::check(&self.tree, (width, height))?;
        let mut pixmap = Pixmap::new(width, height).ok_or(Unfit::TooLarge)?;
        pixmap.fill(Color::TRANSPARENT);
        render(&self.tree, &mut pixmap);
        let mut image = RgbaImage::new(width, height);
        for (out, pixel) in image.pixels_mut().zip(pixmap.pixels()) {
            let plain = pixel.demultiply();
            *out = Rgba([plain.red(), plain.green(), plain.blue(), plain.alpha()]);
        }
        Ok(image)
    }
}

/// Draws a tree as large as a sheet, over what is there.
pub fn render(tree: &Tree, sheet: &mut Pixmap) {
    let height = sheet.height();
    render_band(tree, height, 0, sheet);
}

/// Draws what a band of a sheet shows of a tree that is as large as the sheet, over what is there.
/// The band is as wide as the sheet, which is `height` pixels high, and begins `top` pixels down.
pub fn render_band(tree: &Tree, height: u32, top: u32, band: &mut Pixmap) {
    let place = scale(tree, (band.width(), height)).post_translate(0.0, -length(top));
    resvg::render(tree, place, &mut band.as_mut());
}

/// The scale at which a tree is as large as a sheet.
fn scale(tree: &Tree, (width, height): (u32, u32)) -> Transform {
    let size = tree.size();
    Transform::from_scale(length(width) / size.width(), length(height) / size.height())
}

/// Sizes in pixels are far below 2^24, where `f32` stops being exact.
#[allow(clippy::cast_precision_loss)]
fn length(pixels: u32) -> f32 {
    pixels as f32
}

/// A picture embedded in an SVG, if it is of bearable size. SVG within SVG is left out: it could
/// refer to the outside again.
#[allow(clippy::needless_pass_by_value, reason = "the type of usvg's resolver")]
fn embedded(_: &str, data: Arc<Vec<u8>>, _: &Options<'_>) -> Option<ImageKind> {
    let kind = match sniff(&data) {
        Format::Jpeg => ImageKind::JPEG,
        Format::Png => ImageKind::PNG,
        _ => return None,
    };
    let header = inspect(&data).ok()?;
    let bearable = u64::from(header.width) * u64::from(header.height) <= MOST_PIXELS;
    bearable.then(|| kind(Arc::clone(&data)))
}

/// All text of an SVG, also what the tree to draw leaves out because no font has it.
fn text_of(document: &Document<'_>) -> String {
    document
        .descendants()
        .filter(|node| node.has_tag_name((SVG, "text")))
        .flat_map(|node| node.descendants())
        .filter(roxmltree::Node::is_text)
        .filter_map(|node| node.text())
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect()
}
